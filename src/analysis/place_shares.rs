//! The access of a commune, and how many of its children have a place.

use super::catchment::Catchment;
use super::distances::Distances;
use crate::index::StudyCommune;
use crate::territory::{Ages, Figure, Status};

/// The access of a commune, and its children with a place where all of them are in reach.
#[derive(Debug, Clone, Copy)]
pub(super) struct PlaceShare {
    /// Places per child: the mean over its lots, weighted by their children.
    pub(super) access: Figure,
    /// Σ children × min(1, access), lot by lot.
    pub(super) with_place: Figure,
}

impl PlaceShare {
    /// Adds up the lots of the commune at `at`.
    pub(super) fn new(
        catchment: &Catchment<'_>,
        distances: &Distances,
        (at, commune): (usize, &StudyCommune),
        ages: Ages,
    ) -> Self {
        let range = distances.range(at);
        let lots = &distances.demand()[range.clone()];
        let per_child = catchment.per_child(range.clone());
        let children: f64 = lots.iter().map(|(_, children)| children).sum();
        if children == 0.0 {
            // Nobody lives there, nobody may know how many, or where those who do.
            let (access, with_place) = match commune.children(ages).status() {
                Status::Zero => (Figure::NOT_APPLICABLE, Figure::observed(0.0)),
                Status::Secret => (Figure::SECRET, Figure::SECRET),
                _ => (Figure::NOT_DOCUMENTED, Figure::NOT_DOCUMENTED),
            };
            return Self { access, with_place };
        }
        if catchment.shares_with_secret(range.clone()) {
            return Self { access: Figure::SECRET, with_place: Figure::SECRET };
        }
        let may_have_more = catchment.may_have_more(range);
        let mark = |value| {
            if may_have_more { Figure::at_least(value) } else { Figure::estimated(value) }
        };
        let sum = |weigh: fn(f64) -> f64| -> f64 {
            lots.iter().zip(per_child).map(|((_, children), a)| children * weigh(*a)).sum()
        };
        Self {
            access: mark(sum(|access| access) / children),
            with_place: mark(sum(|access| access.min(1.0))),
        }
    }
}
