//! The coverage of all communes or all EPCI as one table.

use std::collections::BTreeSet;

use super::answer::Sources;
use super::row::number;
use super::{Row, to_csv};
use crate::analysis::{Fill, NationalCoverage, NationalRow, Question, national_coverage};
use crate::index::{Atlas, CENSUS_SOURCE};

/// What a row of a national table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// A commune.
    Commune,
    /// An EPCI.
    Epci,
}

/// The coverage of the whole country as CSV: a row for each commune or EPCI and each question, in
/// the order of the codes.
///
/// # Errors
/// See [`to_csv`].
pub fn national_csv(
    atlas: &Atlas,
    questions: &[Question],
    level: Level,
) -> Result<Vec<u8>, ::csv::Error> {
    let france = &atlas.france;
    let measured = national_coverage(atlas, questions);
    let named: Vec<(String, &str)> = match level {
        Level::Commune => {
            france.communes.iter().map(|c| (c.code.to_string(), c.name.as_str())).collect()
        }
        Level::Epci => {
            france.epcis.iter().map(|e| (e.siren.to_string(), e.name.as_str())).collect()
        }
    };
    let of = |national: &NationalCoverage, at: usize| match level {
        Level::Commune => national.communes[at],
        Level::Epci => national.epcis[at],
    };
    let each = || questions.iter().zip(&measured);
    let rows: Vec<Row> = named
        .iter()
        .enumerate()
        .flat_map(|(at, (code, name))| {
            each().map(move |(question, national)| {
                let place = Row::of(code, name);
                row(place, question, &of(national, at))
            })
        })
        .collect();
    let columns = [
        "code",
        "name",
        "kind",
        "ages",
        "facilities",
        "places",
        "places_status",
        "children",
        "children_status",
        "rate",
        "status",
    ];
    to_csv(&columns, &rows, &sources(atlas, questions))
}

fn row(place: Row, question: &Question, row: &NationalRow) -> Row {
    place
        .with("kind", question.kind.as_str())
        .with("ages", question.ages.to_string())
        .with("facilities", row.facilities)
        .with_figure("places", row.places)
        .with_figure("children", row.children)
        .with("rate", number(row.rate))
        .with_status("status", row.rate.status())
}

/// The source line: of every service that counts, of what fills unknown capacities, and of all
/// children that are known.
fn sources(atlas: &Atlas, questions: &[Question]) -> String {
    let register = &atlas.register;
    let counted = register.facilities.iter().filter(|f| questions.iter().any(|q| q.counts(f)));
    let kinds = |kind| questions.iter().any(|question| question.kind == kind);
    let lists = register.inventories.iter().filter(|list| kinds(list.kind));
    let fills = questions.iter().any(|question| question.fill == Fill::Mean);
    let sizes = register.mean_sizes.iter().filter(|_| fills);
    let groups = register.children.values().flatten();
    let cells = register.cells.values().flatten().flat_map(|cell| &cell.groups);
    let ids: BTreeSet<&str> = counted
        .map(|facility| facility.source.as_str())
        .chain(lists.map(|list| list.source.as_str()))
        .chain(sizes.map(|size| size.source.as_str()))
        .chain(groups.chain(cells).map(|group| group.source.as_str()))
        .collect();
    let ids = ids.into_iter().chain([CENSUS_SOURCE, "cog-2026"]);
    ids.fold(Sources::new(atlas), Sources::with).line(&[])
}
