//! Where a new service may open.

use super::super::question::Question;
use crate::index::{Atlas, Study};
use crate::territory::{Facility, Kind, Precision};
use crate::units::{Projected, Wgs84};

/// Which places are candidates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CandidateSites {
    /// The town halls of the territory.
    #[default]
    TownHalls,
    /// Where services of other kinds stand, for a new one may open under their roof.
    Services,
    /// Both.
    All,
}

impl CandidateSites {
    /// The word used in questions and answers.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TownHalls => "town-halls",
            Self::Services => "services",
            Self::All => "all",
        }
    }
}

/// A place where a new service may open.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// Its commune, by its place in the study.
    pub commune: usize,
    /// The service that stands there; nothing at a town hall.
    pub service: Option<&'a Facility>,
    /// Where it is.
    pub position: Wgs84,
    pub(super) place: Projected,
}

impl<'a> Candidate<'a> {
    /// The candidates of a territory, commune by commune: the town hall first, then services open
    /// on the day in the order of the register, those at an exact address of another kind.
    pub(super) fn all(
        atlas: &'a Atlas,
        study: &Study,
        question: &Question,
        sites: CandidateSites,
    ) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for (at, commune) in study.communes.iter().enumerate() {
            if sites != CandidateSites::Services {
                let hall = atlas.france.communes[commune.at].town_hall.as_ref();
                all.extend(hall.zip(commune.hall).map(|(hall, place)| Self {
                    commune: at,
                    service: None,
                    position: hall.position,
                    place,
                }));
            }
            if sites == CandidateSites::TownHalls {
                continue;
            }
            let others = Kind::ALL.into_iter().filter(|kind| *kind != question.kind);
            let mut services: Vec<usize> =
                others.flat_map(|kind| atlas.facilities.of_commune(kind, commune.code)).collect();
            services.sort_unstable();
            for facility in services.into_iter().map(|at| &atlas.register.facilities[at]) {
                let stands =
                    facility.precision == Precision::Exact && facility.terms().is_open(question.at);
                let Some(position) = facility.position.filter(|_| stands) else { continue };
                let Some(place) = study.crs.project(position) else { continue };
                if !all.iter().any(|other| other.place == place) {
                    all.push(Self { commune: at, service: Some(facility), position, place });
                }
            }
        }
        all
    }
}
