//! Filosofi (Insee): children in 200 m cells.

use std::collections::{HashMap, HashSet};

use super::cell_name::cell_centre;
use super::cog::Unknown;
use super::content::{Given, Text};
use super::numbers::{Number, year_in};
use super::remarks::{Remarks, Said, Tally, open_licence, with_vintage};
use super::rows::{Heading, Row, Rows};
use super::{Dataset, Figures, OfficialError, Scope};
use crate::territory::{AgeGroup, Ages, Cell, CommuneCode, Status, Weight};
use crate::units::Wgs84;

const NAME: &str = "Filosofi 200 m";

const BANDS: [(&str, u8, u8); 5] = [
    ("ind_0_3", 0, 3),
    ("ind_4_5", 4, 5),
    ("ind_6_10", 6, 10),
    ("ind_11_17", 11, 17),
    ("ind_18_24", 18, 24),
];

/// The other ages: with [`BANDS`] they make up `ind`.
const OTHERS: [&str; 6] =
    ["ind_25_39", "ind_40_54", "ind_55_64", "ind_65_79", "ind_80p", "ind_inc"];

/// How far the ages of a cell may be from its residents: each of the eleven is rounded to a tenth,
/// and imputed cells differ by up to 0.6.
const SLACK: f64 = 1.0;

/// The length of a commune code: a straddling cell has several one after the other.
const CODE: usize = 5;

struct Columns {
    name: usize,
    communes: usize,
    imputed: usize,
    bands: [usize; BANDS.len()],
    residents: Option<(usize, Vec<usize>)>,
}

impl Columns {
    fn of(heading: &Heading) -> Result<Self, OfficialError> {
        let [name, communes, imputed, b0, b1, b2, b3, b4] = heading.need(
            NAME,
            [
                "idcar_200m|idinspire",
                "lcog_geo|depcom|commune",
                "i_est_200|i_est_cr|imputed",
                "ind_0_3",
                "ind_4_5",
                "ind_6_10",
                "ind_11_17",
                "ind_18_24",
            ],
        )?;
        let others: Option<Vec<usize>> = OTHERS.iter().map(|name| heading.find(name)).collect();
        let residents = heading.find("ind").zip(others);
        Ok(Self { name, communes, imputed, bands: [b0, b1, b2, b3, b4], residents })
    }
}

pub(super) fn read(
    _: Dataset,
    given: &Given<'_>,
    scope: &Scope<'_>,
    text: Text<'_>,
) -> Result<Figures, OfficialError> {
    let mut rows = Rows::open(text)?;
    let columns = Columns::of(rows.heading())?;
    let (mut remarks, mut tally) = (Remarks::new(given.name), Tally::default());
    let (mut unknown, mut seen, mut straddling) = (Unknown::default(), HashSet::new(), 0_u64);
    let vintage = remarks.vintage(given, year_in(given.name));
    let source = open_licence(
        with_vintage("filosofi", &vintage),
        "Insee",
        "Filosofi, carreaux de 200 m",
        &vintage,
    );
    let mut cells: HashMap<CommuneCode, Vec<Cell>> = HashMap::new();
    while let Some((row, whole)) = rows.next()? {
        tally.read += 1;
        if !whole {
            tally.dropped += 1;
            remarks.ragged(row.line, row.quote());
            continue;
        }
        let found = communes(&row, columns.communes, scope, &mut unknown);
        if !found.iter().any(|&commune| scope.wants(commune)) {
            continue;
        }
        let name = row.text(columns.name);
        let Some(centre) = cell_centre(&name) else {
            tally.dropped += 1;
            remarks.say(row.line, None, no_cell(name.into_owned()));
            continue;
        };
        let commune = holding(&found, centre, scope);
        if !scope.wants(commune) {
            continue;
        }
        if !seen.insert(name.into_owned()) {
            tally.dropped += 1;
            remarks.duplicate(row.line, row.quote());
            continue;
        }
        straddling += u64::from(found.len() > 1);
        tally.kept += 1;
        let groups = columns.groups(&row, &source.id, &mut remarks);
        let imputed = row.bytes(columns.imputed) == b"1";
        cells.entry(commune).or_default().push(Cell { centre, imputed, groups });
    }
    remarks.unknown_communes(&unknown);
    remarks.missing_communes(scope, |code| cells.contains_key(&code));
    say_straddling(straddling, &mut remarks);
    let short = source.short.replace("Filosofi, carreaux de 200 m", "Filosofi");
    Ok(Figures { cells, ..tally.figures(crate::territory::Source { short, ..source }, remarks) })
}

/// The communes that a cell touches, in the order of the file.
fn communes(
    row: &Row<'_>,
    column: usize,
    scope: &Scope<'_>,
    unknown: &mut Unknown,
) -> Vec<CommuneCode> {
    let codes = row.text(column);
    let bytes = codes.as_bytes();
    let parts = bytes.chunks(CODE).filter_map(|code| std::str::from_utf8(code).ok());
    let mut found: Vec<CommuneCode> = Vec::new();
    for code in parts.filter_map(|code| unknown.commune(scope.france, code)) {
        if !found.contains(&code) {
            found.push(code);
        }
    }
    found
}

/// The commune that covers the centre, else the first.
fn holding(communes: &[CommuneCode], centre: Wgs84, scope: &Scope<'_>) -> CommuneCode {
    let covers = |&&commune: &&CommuneCode| {
        let at = scope.france.commune_at(commune);
        at.is_some_and(|at| scope.france.boundaries.covers(at, centre))
    };
    match communes {
        [one] => *one,
        several => *several.iter().find(covers).unwrap_or(&several[0]),
    }
}

impl Columns {
    fn groups(&self, row: &Row<'_>, source: &str, remarks: &mut Remarks) -> Vec<AgeGroup> {
        let mut groups = Vec::with_capacity(BANDS.len());
        let mut all = Some(0.0);
        for (&at, (name, from, to)) in self.bands.iter().zip(BANDS) {
            let number = Number::read(row.bytes(at));
            if number == Number::Wrong {
                remarks.wrong_number(row.line, name, row.text(at).into_owned());
            }
            all = all.zip(number.value()).map(|(sum, value)| sum + value);
            let ages = Ages::new(from, to).expect("the bands of this file grow");
            let count = number.figure();
            if count.status() != Status::NotDocumented {
                groups.push(AgeGroup { ages, count, source: source.to_owned() });
            }
        }
        let number = |at: usize| Number::read(row.bytes(at)).value();
        let residents = self.residents.as_ref().and_then(|(at, others)| {
            let others: Option<f64> = others.iter().map(|&at| number(at)).sum();
            Some((number(*at)?, all? + others?))
        });
        if let Some((residents, by_age)) = residents.filter(|(a, b)| (a - b).abs() > SLACK) {
            remarks.say(
                row.line,
                Some("ind"),
                Said {
                    weight: Weight::Defect,
                    code: "ages-against-total",
                    quote: format!("ind = {residents}"),
                    reason: &format!("La somme des tranches d’âge est {by_age:.1}."),
                    remedy: "Les tranches d’âge sont gardées telles quelles.",
                },
            );
        }
        groups
    }
}

fn no_cell(quote: String) -> Said<'static> {
    Said {
        weight: Weight::Refused,
        code: "not-a-cell",
        quote,
        reason: "L’identifiant n’est pas celui d’un carreau de 200 m.",
        remedy: "Reprendre le fichier d’origine.",
    }
}

fn say_straddling(count: u64, remarks: &mut Remarks) {
    if count > 0 {
        let several = if count == 1 {
            "1 carreau chevauche plusieurs communes\u{a0}: il est compté".to_owned()
        } else {
            format!("{count} carreaux chevauchent plusieurs communes\u{a0}: ils sont comptés")
        };
        remarks.say(
            0,
            None,
            Said {
                weight: Weight::Note,
                code: "straddling-cells",
                quote: String::new(),
                reason: &format!("{several} dans celle qui contient son centre."),
                remedy: "",
            },
        );
    }
}
