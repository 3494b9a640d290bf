//! Which source of children by age is believed first.

use super::{AgeGroup, Cell, year_of};

/// Single years of age of the census by commune, `TD_POP1B`: ids begin with this.
pub const SINGLE_YEARS: &str = "insee-td-pop1b";

/// Bands of the census by IRIS, `base-ic-evol-struct-pop`: ids begin with this.
pub const IRIS_BANDS: &str = "insee-evol-struct-pop";

/// How far the figures of a source are believed, by its id. A document that states figures copied
/// them from an older census: the census itself comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trust {
    /// A convention, a portrait, a list.
    Document,
    /// The census by IRIS, in bands.
    IrisBands,
    /// The census by commune, in single years of age.
    SingleYears,
}

impl Trust {
    /// The trust in a source, by its id.
    #[must_use]
    pub fn of(source: &str) -> Self {
        if source.starts_with(SINGLE_YEARS) {
            Self::SingleYears
        } else if source.starts_with(IRIS_BANDS) {
            Self::IrisBands
        } else {
            Self::Document
        }
    }
}

/// The groups of one commune, parted into sources that stand alone, the best first: more trusted,
/// then newer, then by id. No figure is ever made of two parts.
///
/// Documents stand together as long as no two of their groups share a year of age, for one portrait
/// quotes a census a band; otherwise each stands alone.
#[must_use]
pub fn by_trust(groups: &[AgeGroup]) -> Vec<Vec<AgeGroup>> {
    let of_documents = groups.iter().filter(|group| Trust::of(&group.source) == Trust::Document);
    let together = disjoint(&of_documents.collect::<Vec<_>>());
    let mut parts: Vec<Vec<AgeGroup>> = Vec::new();
    for group in groups {
        let trust = Trust::of(&group.source);
        let fits = |part: &&mut Vec<AgeGroup>| {
            part[0].source == group.source
                || (together && trust == Trust::Document && Trust::of(&part[0].source) == trust)
        };
        match parts.iter_mut().find(fits) {
            Some(part) => part.push(group.clone()),
            None => parts.push(vec![group.clone()]),
        }
    }
    parts.sort_by(|a, b| {
        let (a, b) = (a[0].source.as_str(), b[0].source.as_str());
        let newer = year_of(b).cmp(&year_of(a));
        Trust::of(b).cmp(&Trust::of(a)).then(newer).then_with(|| a.cmp(b))
    });
    parts
}

fn disjoint(groups: &[&AgeGroup]) -> bool {
    groups.iter().enumerate().all(|(at, group)| {
        groups[..at].iter().all(|other| other.ages.shared_years(group.ages) == 0)
    })
}

/// The cells of the newest vintage, where several speak of one commune.
pub fn newest_cells(cells: &[Cell]) -> impl Iterator<Item = &Cell> {
    let source = |cell: &Cell| cell.groups.first().map(|group| group.source.clone());
    let newest =
        cells.iter().filter_map(source).max_by(|a, b| year_of(a).cmp(&year_of(b)).then(a.cmp(b)));
    cells
        .iter()
        .filter(move |cell| cell.groups.first().map(|group| &group.source) == newest.as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::territory::Ages;

    fn group(from: u8, to: u8, source: &str) -> AgeGroup {
        AgeGroup {
            ages: Ages::new(from, to).unwrap(),
            count: crate::territory::Figure::observed(10.0),
            source: source.to_owned(),
        }
    }

    #[test]
    fn the_census_by_year_of_age_comes_first_and_the_newer_vintage_before_the_older() {
        let groups = [
            group(0, 2, "portrait-2024"),
            group(0, 2, "insee-evol-struct-pop-2020"),
            group(0, 2, "insee-evol-struct-pop-2021"),
            group(0, 0, "insee-td-pop1b-2019"),
            group(3, 5, "insee-evol-struct-pop-2021"),
        ];
        let parts = by_trust(&groups);
        let order: Vec<(&str, usize)> =
            parts.iter().map(|part| (part[0].source.as_str(), part.len())).collect();
        let expected = [
            ("insee-td-pop1b-2019", 1),
            ("insee-evol-struct-pop-2021", 2),
            ("insee-evol-struct-pop-2020", 1),
            ("portrait-2024", 1),
        ];
        assert_eq!(order, expected);
    }

    #[test]
    fn one_document_may_quote_two_vintages_but_two_that_overlap_stand_alone() {
        let portrait = [group(0, 2, "insee-rp2019-x"), group(16, 19, "insee-rp2018-x")];
        assert_eq!(by_trust(&portrait).len(), 1);
        let two = [group(0, 2, "portrait-2023"), group(0, 2, "portrait-2024")];
        let parts = by_trust(&two);
        assert_eq!((parts.len(), parts[0][0].source.as_str()), (2, "portrait-2024"));
    }
}
