//! The access of each commune, and how many of its children have a place.

use super::access;
use super::distances::Distances;
use super::supply::Places;
use crate::territory::Figure;
use crate::units::Metres;

/// The access of each commune, and its children with a place where cells tell.
pub(super) struct PlaceShares(Vec<(Figure, Figure)>);

impl PlaceShares {
    pub(super) fn new(
        places: &Places,
        distances: &Distances,
        communes: usize,
        within: Metres,
    ) -> Self {
        let demand = distances.demand();
        let access = access(demand, &places.placed, within);
        let mark = |value| {
            if places.some_unknown { Figure::at_least(value) } else { Figure::estimated(value) }
        };
        let of = |at: usize| {
            let range = distances.range(at);
            let points = || {
                demand[range.clone()]
                    .iter()
                    .map(|(_, children)| *children)
                    .zip(&access[range.clone()])
            };
            let children: f64 = points().map(|(children, _)| children).sum();
            if children == 0.0 {
                return (Figure::NOT_APPLICABLE, Figure::observed(0.0));
            }
            let weighted: f64 = points().map(|(children, access)| children * access).sum();
            let with: f64 = points().map(|(children, access)| children * access.min(1.0)).sum();
            (mark(weighted / children), mark(with))
        };
        Self((0..communes).map(of).collect())
    }

    pub(super) fn of(&self, at: usize) -> (Figure, Figure) {
        self.0[at]
    }
}
