//! `TD_POP1B` (Insee): residents by sex and single year of age.

use std::collections::HashMap;

use super::cog::Unknown;
use super::content::{Given, Text};
use super::numbers::{Number, year_in};
use super::remarks::{Remarks, Said, Tally, open_licence, with_vintage};
use super::rows::Rows;
use super::{Dataset, Figures, OfficialError, Scope};
use crate::territory::{AgeGroup, Ages, CommuneCode, Figure, SINGLE_YEARS, Status, Weight};

const NAME: &str = "TD_POP1B";

/// The years of age that are kept: 0 to 24.
const YEARS: usize = 25;

/// Residents by year of age and sex; nothing where there is no row.
type Years = [[Option<Figure>; 2]; YEARS];

pub(super) fn read(
    _: Dataset,
    given: &Given<'_>,
    scope: &Scope<'_>,
    text: Text<'_>,
) -> Result<Figures, OfficialError> {
    let mut rows = Rows::open(text)?;
    let columns = ["nivgeo|niveau", "codgeo", "sexe|c_sexe", "aged100|c_aged10", "nb"];
    let [level, code, sex, age, count] = rows.heading().need(NAME, columns)?;
    let (mut remarks, mut tally) = (Remarks::new(given.name), Tally::default());
    let mut unknown = Unknown::default();
    let mut years: HashMap<CommuneCode, Years> = HashMap::new();
    while let Some((row, whole)) = rows.next()? {
        tally.read += 1;
        if !whole {
            tally.dropped += 1;
            remarks.ragged(row.line, row.quote());
            continue;
        }
        // Arrondissements stand beside the commune they are part of.
        if !row.bytes(level).eq_ignore_ascii_case(b"COM") {
            continue;
        }
        let Some(commune) = unknown.commune(scope.france, &row.text(code)) else { continue };
        if !scope.wants(commune) {
            continue;
        }
        let Some(year) = row.text(age).parse::<usize>().ok().filter(|&year| year <= 130) else {
            tally.dropped += 1;
            remarks.wrong_number(row.line, "AGED100", row.quote());
            continue;
        };
        let Some(sex) = (match row.bytes(sex) {
            b"1" => Some(0),
            b"2" => Some(1),
            _ => None,
        }) else {
            tally.dropped += 1;
            remarks.say(row.line, Some("SEXE"), unknown_sex(row.quote()));
            continue;
        };
        let Some(slots) = years.entry(commune).or_default().get_mut(year) else { continue };
        if slots[sex].is_some() {
            tally.dropped += 1;
            remarks.duplicate(row.line, row.quote());
            continue;
        }
        let number = Number::read(row.bytes(count));
        if number == Number::Wrong {
            remarks.wrong_number(row.line, "NB", row.text(count).into_owned());
        }
        slots[sex] = Some(number.figure());
        tally.kept += 1;
    }
    remarks.unknown_communes(&unknown);
    remarks.missing_communes(scope, |code| years.contains_key(&code));
    let vintage = remarks.vintage(given, year_in(given.name));
    let title = "population par sexe et âge";
    let source = open_licence(with_vintage(SINGLE_YEARS, &vintage), "Insee", title, &vintage);
    let children: HashMap<_, _> = years
        .into_iter()
        .map(|(code, years)| (code, groups(code, &years, &source.id, &mut remarks)))
        .filter(|(_, groups)| !groups.is_empty())
        .collect();
    Ok(Figures { children, ..tally.figures(source, remarks) })
}

/// One group for each year of age of which both sexes are known.
fn groups(code: CommuneCode, years: &Years, source: &str, remarks: &mut Remarks) -> Vec<AgeGroup> {
    let mut groups = Vec::new();
    let mut missing = Vec::new();
    for (year, [men, women]) in (0..).zip(years) {
        let both = men.zip(*women).map(|(men, women)| Figure::sum([men, women]));
        let known =
            |count: &Figure| !matches!(count.status(), Status::LowerBound | Status::NotDocumented);
        match both.filter(known) {
            Some(count) => groups.push(AgeGroup {
                ages: Ages::new(year, year).expect("a year of age is a band"),
                count,
                source: source.to_owned(),
            }),
            None => missing.push(year.to_string()),
        }
    }
    if !missing.is_empty() {
        remarks.say(
            0,
            None,
            Said {
                weight: Weight::Defect,
                code: "missing-ages",
                quote: format!("{code}\u{a0}: {}", missing.join(", ")),
                reason: "Des âges manquent pour l’un des sexes\u{a0}: ils restent inconnus.",
                remedy: "Reprendre le fichier d’origine, entier.",
            },
        );
    }
    groups
}

fn unknown_sex(quote: String) -> Said<'static> {
    Said {
        weight: Weight::Defect,
        code: "unknown-sex",
        quote,
        reason: "Le sexe n’est ni 1 ni 2\u{a0}: la ligne n’est pas comptée.",
        remedy: "Vérifier la ligne dans le fichier d’origine.",
    }
}
