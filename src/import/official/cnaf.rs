//! `txcouv_pe_…` and `nbpla_pe_…` (Cnaf): places for young children, and places per 100 of them.

use std::collections::{BTreeSet, HashSet};

use super::cog::{Unknown, region_of};
use super::content::{Given, Text};
use super::numbers::Number;
use super::remarks::{Remarks, Said, Tally, open_licence};
use super::rows::{Heading, Row, Rows};
use super::{Dataset, Figures, OfficialError, Scale, Scope};
use crate::territory::{Indicator, Siren, Usage, Weight};

/// What the names of figures begin with. The rest of the columns are names and keys.
const FIGURES: [&str; 4] = ["txcouv", "tauxcouv", "pl_", "tot_offre"];

struct Reader<'a> {
    scope: &'a Scope<'a>,
    scale: Scale,
    source: &'static str,
    unit: &'static str,
    year: usize,
    key: usize,
    /// The columns of figures with their names.
    figures: Vec<(usize, String)>,
    remarks: Remarks,
    unknown: Unknown,
}

pub(super) fn read(
    dataset: Dataset,
    given: &Given<'_>,
    scope: &Scope<'_>,
    text: Text<'_>,
) -> Result<Figures, OfficialError> {
    let mut rows = Rows::open(text)?;
    let mut reader = Reader::of(dataset, rows.heading(), scope, given.name)?;
    let (mut tally, mut placeholders, mut seen) = (Tally::default(), 0_u64, HashSet::new());
    let mut indicators: Vec<Indicator> = Vec::new();
    while let Some((row, whole)) = rows.next()? {
        tally.read += 1;
        if !whole {
            tally.dropped += 1;
            reader.remarks.ragged(row.line, row.quote());
            continue;
        }
        let key = row.text(reader.key);
        if reader.scale != Scale::Nation && is_placeholder(&key) {
            tally.dropped += 1;
            placeholders += 1;
            continue;
        }
        let Some(zone) = reader.zone(&key) else { continue };
        let year = row.text(reader.year).into_owned();
        if !seen.insert((zone.clone(), year.clone())) {
            tally.dropped += 1;
            reader.remarks.duplicate(row.line, row.quote());
            continue;
        }
        tally.kept += 1;
        reader.add(&row, &zone, &year, &mut indicators);
    }
    let Reader { mut remarks, unknown, source: id, scale, unit, .. } = reader;
    say_placeholders(placeholders, &mut remarks);
    remarks.unknown_communes(&unknown);
    let years: BTreeSet<&str> = indicators.iter().map(|i| i.vintage.as_str()).collect();
    let vintage = match (years.first(), years.last()) {
        (Some(first), Some(last)) if first != last => format!("{first}-{last}"),
        (Some(one), _) => (*one).to_owned(),
        _ => String::new(),
    };
    let title = if unit == "%" {
        "taux de couverture par les modes d’accueil"
    } else {
        "places des modes d’accueil"
    };
    let source = open_licence(format!("{id}-{}", scale.suffix()), "Cnaf", title, &vintage);
    Ok(Figures { indicators, ..tally.figures(source, remarks) })
}

/// A row that stands for what could not be placed: its values are extreme.
fn is_placeholder(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.eq_ignore_ascii_case(&b'X'))
}

impl<'a> Reader<'a> {
    fn of(
        dataset: Dataset,
        heading: &Heading,
        scope: &'a Scope<'a>,
        file: &str,
    ) -> Result<Self, OfficialError> {
        let (scale, source, unit) = match dataset {
            Dataset::ChildcarePlaces(scale) => (scale, "cnaf-nbpla-pe", "places"),
            Dataset::ChildcareRates(scale) => (scale, "cnaf-txcouv-pe", "%"),
            _ => return Err(OfficialError::NotFigures),
        };
        let key = match scale {
            // The country has no key: the year stands in for it and is not looked at.
            Scale::Nation => "annee",
            Scale::Region => "numreg|numregi",
            Scale::Department => "numdep",
            Scale::Epci => "numepci",
            Scale::Commune => "numcom",
        };
        let [year, key] = heading.need(source, ["annee", key])?;
        let figures = heading.0.iter().enumerate().filter(|(_, name)| {
            FIGURES.iter().any(|start| name.starts_with(start))
                && name.rsplit('_').next() == Some(scale.suffix())
        });
        let figures = figures.map(|(at, name)| (at, name.clone())).collect();
        let (remarks, unknown) = (Remarks::new(file), Unknown::default());
        Ok(Self { scope, scale, source, unit, year, key, figures, remarks, unknown })
    }

    /// The zone of a key as indicators name it, where it has to do with the territory.
    fn zone(&mut self, key: &str) -> Option<String> {
        let (scope, france) = (self.scope, self.scope.france);
        match self.scale {
            Scale::Nation => Some("FR".to_owned()),
            Scale::Region => scope
                .any(|code| region_of(code.department()) == Some(key))
                .then(|| format!("reg-{key}")),
            Scale::Department => {
                scope.any(|code| code.department() == key).then(|| format!("dep-{key}"))
            }
            Scale::Epci => {
                let siren: Siren = key.parse().ok()?;
                let of =
                    |code| france.commune(code).and_then(|commune| commune.epci) == Some(siren);
                scope.any(of).then(|| siren.to_string())
            }
            Scale::Commune => {
                let code = self.unknown.commune(france, key)?;
                // An arrondissement is not the commune it is part of.
                (scope.wants(code) && code.as_str() == key).then(|| code.to_string())
            }
        }
    }

    fn add(&mut self, row: &Row<'_>, zone: &str, year: &str, indicators: &mut Vec<Indicator>) {
        for (at, name) in &self.figures {
            let number = Number::read(row.bytes(*at));
            if number == Number::Wrong {
                self.remarks.wrong_number(row.line, name, row.text(*at).into_owned());
            }
            indicators.push(Indicator {
                zone: zone.to_owned(),
                name: name.clone(),
                unit: self.unit.to_owned(),
                value: number.figure(),
                text: None,
                vintage: year.to_owned(),
                source: format!("{}-{}", self.source, self.scale.suffix()),
                usage: Usage::Public,
            });
        }
    }
}

fn say_placeholders(count: u64, remarks: &mut Remarks) {
    if count > 0 {
        let lines = if count == 1 { "ligne non localisée" } else { "lignes non localisées" };
        remarks.say(
            0,
            None,
            Said {
                weight: Weight::Note,
                code: "placeholder-rows",
                quote: "XX".to_owned(),
                reason: &format!(
                    "{count} {lines} par la Cnaf, aux valeurs extrêmes\u{a0}: écartées."
                ),
                remedy: "",
            },
        );
    }
}
