//! The communes in France ruralités revitalisation (FRR), as the list of the State classes them.

use std::collections::HashSet;

use super::cog::Unknown;
use super::content::{Given, Text};
use super::numbers::year_in;
use super::remarks::{Remarks, Tally, open_licence, with_vintage};
use super::rows::Rows;
use super::{Dataset, Figures, OfficialError, Scope};
use crate::territory::{Figure, Indicator, Usage};

/// The name of the indicator.
const ZONING: &str = "zonage-frr";

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

pub(super) fn read(
    _: Dataset,
    given: &Given<'_>,
    scope: &Scope<'_>,
    text: Text<'_>,
) -> Result<Figures, OfficialError> {
    let mut rows = Rows::open(text)?;
    let [code] = rows.heading().need("FRR", ["code_insee"])?;
    let class = rows.heading().0.iter().position(|name| name.starts_with("classement frr"));
    let class = class.ok_or_else(|| OfficialError::MissingColumns {
        dataset: "FRR",
        missing: "classement FRR".to_owned(),
        expected: "code_insee, classement FRR et FRR+ au …".to_owned(),
    })?;
    let (mut remarks, mut tally) = (Remarks::new(given.name), Tally::default());
    let stated = day(&rows.heading().0[class]).or_else(|| year_in(given.name));
    let vintage = remarks.vintage(given, stated);
    let title = "zonage France ruralités revitalisation";
    let source = open_licence(with_vintage("frr", &vintage), "DGCL", title, &vintage);
    let (mut unknown, mut seen, mut indicators) = (Unknown::default(), HashSet::new(), Vec::new());
    while let Some((row, whole)) = rows.next()? {
        tally.read += 1;
        if !whole {
            tally.dropped += 1;
            remarks.ragged(row.line, row.quote());
            continue;
        }
        let Some(commune) = unknown.commune(scope.france, &row.text(code)) else { continue };
        if !scope.wants(commune) {
            continue;
        }
        if !seen.insert(commune) {
            tally.dropped += 1;
            remarks.duplicate(row.line, row.quote());
            continue;
        }
        tally.kept += 1;
        let text = row.text(class).into_owned();
        indicators.push(Indicator {
            zone: commune.to_string(),
            name: ZONING.to_owned(),
            unit: String::new(),
            value: Figure::NOT_DOCUMENTED,
            text: Some(text).filter(|text| !text.is_empty()),
            vintage: vintage.clone(),
            source: source.id.clone(),
            usage: Usage::Public,
        });
    }
    remarks.unknown_communes(&unknown);
    remarks.missing_communes(scope, |code| seen.contains(&code));
    Ok(Figures { indicators, ..tally.figures(source, remarks) })
}

/// The day that a heading such as « classement frr et frr+ au 10 juillet 2025 » states.
fn day(heading: &str) -> Option<String> {
    let words: Vec<&str> = heading.split_whitespace().collect();
    words.windows(3).find_map(|words| {
        let month = MONTHS.iter().position(|month| *month == words[1])? + 1;
        let day: u8 = words[0].trim_end_matches("er").parse().ok()?;
        Some(format!("{}-{month:02}-{day:02}", year_in(words[2])?))
    })
}
