//! What the register has of a mode of care.

use super::{CareMode, ModesAsked, under_three};
use crate::analysis::coverage::{Coverage, coverage, rate_of};
use crate::analysis::question::{Mode, Question};
use crate::index::{Atlas, Study};
use crate::territory::{Figure, Kind};

/// The rate of a mode by the register's own places and children.
#[derive(Debug, Clone, Copy)]
pub struct OwnRate {
    /// The mode.
    pub mode: CareMode,
    /// Services that count.
    pub facilities: usize,
    /// EAJE whose funding nobody said: they are in neither the PSU nor the others.
    pub funding_unsaid: usize,
    /// Their places. The register has none of childminders, schools or care at home.
    pub places: Figure,
    /// The children under three.
    pub children: Figure,
    /// Places per 100 children.
    pub rate: Figure,
}

/// The rates of each commune and of the whole, in the order of [`CareMode::ALL`].
pub(super) fn rates(
    atlas: &Atlas,
    study: &Study,
    asked: &ModesAsked,
) -> (Vec<Vec<OwnRate>>, Vec<OwnRate>) {
    let of = |mode| {
        let (ages, fill, at) = (under_three(), asked.fill, asked.at);
        coverage(atlas, study, &Question { kind: Kind::Eaje, ages, mode, fill, at })
    };
    let measured = [of(Mode::All), of(Mode::Psu), of(Mode::Paje)];
    let communes: Vec<Vec<OwnRate>> =
        (0..study.communes.len()).map(|at| of_commune(&measured, at)).collect();
    let total = CareMode::ALL.iter().enumerate().map(|(at, _)| total(&communes, at)).collect();
    (communes, total)
}

fn of_commune([all, psu, paje]: &[Coverage<'_>; 3], at: usize) -> Vec<OwnRate> {
    let children = all.communes[at].children;
    let counted = [psu, paje].map(|of| of.communes[at].facilities);
    let funding_unsaid = all.communes[at].facilities - counted[0] - counted[1];
    let eaje = all.communes[at].places;
    CareMode::ALL
        .into_iter()
        .map(|mode| {
            let (facilities, places) = match mode {
                // The other modes are not in the register: what it has is the least there is.
                CareMode::Global => {
                    (all.communes[at].facilities, Figure::sum([eaje, Figure::NOT_DOCUMENTED]))
                }
                CareMode::Eaje => (all.communes[at].facilities, eaje),
                CareMode::EajePsu => (counted[0], psu.communes[at].places),
                CareMode::EajeHorsPsu => (counted[1], paje.communes[at].places),
                _ => (0, Figure::NOT_DOCUMENTED),
            };
            rate(mode, (facilities, funding_unsaid), places, children)
        })
        .collect()
}

fn total(communes: &[Vec<OwnRate>], at: usize) -> OwnRate {
    let of = || communes.iter().map(|modes| &modes[at]);
    let facilities = of().map(|rate| rate.facilities).sum();
    let unsaid = of().map(|rate| rate.funding_unsaid).sum();
    let places = Figure::sum(of().map(|rate| rate.places));
    let children = Figure::sum(of().map(|rate| rate.children));
    rate(CareMode::ALL[at], (facilities, unsaid), places, children)
}

fn rate(
    mode: CareMode,
    (facilities, unsaid): (usize, usize),
    places: Figure,
    children: Figure,
) -> OwnRate {
    let by_funding = matches!(mode, CareMode::EajePsu | CareMode::EajeHorsPsu);
    let funding_unsaid = if by_funding { unsaid } else { 0 };
    let rate = rate_of(places, children);
    OwnRate { mode, facilities, funding_unsaid, places, children, rate }
}
