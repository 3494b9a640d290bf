//! What one pass over the whole country needs, side by side.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::{FacilityIndex, StudyCommune};
use crate::territory::{Ages, Crs, Figure, France, Kind, Register, Terms};

/// The most bands of age whose children are kept: ten are in use.
const MOST_BANDS: usize = 16;

/// Services and children of all communes, by the place of the commune in the country.
#[derive(Debug)]
pub struct NationalIndex {
    epci_of: Vec<Option<u32>>,
    members: Vec<Vec<u32>>,
    services: HashMap<Kind, Vec<(u32, Terms)>>,
    children: Mutex<Vec<(Ages, Arc<[Figure]>)>>,
}

impl NationalIndex {
    /// Sorts the services by commune.
    #[must_use]
    pub fn new(france: &France, register: &Register, facilities: &FacilityIndex) -> Self {
        let place = |at: usize| u32::try_from(at).expect("there are fewer than 2^32 communes");
        let mut members: Vec<Vec<u32>> = france.epcis.iter().map(|_| Vec::new()).collect();
        let epci_of: Vec<Option<u32>> = (france.communes.iter().enumerate())
            .map(|(at, commune)| {
                let siren = commune.epci?;
                let epci = france.epcis.binary_search_by_key(&siren, |epci| epci.siren).ok()?;
                members[epci].push(place(at));
                Some(place(epci))
            })
            .collect();
        let of_kind = |kind| {
            // Both lists are in the order of codes: one walk joins them.
            let mut at = 0;
            let services = facilities.by_commune(kind).iter().filter_map(|&(code, service)| {
                while france.communes.get(at).is_some_and(|commune| commune.code < code) {
                    at += 1;
                }
                let found = france.communes.get(at).is_some_and(|commune| commune.code == code);
                found.then(|| (place(at), register.facilities[service as usize].terms()))
            });
            (kind, services.collect())
        };
        let services = Kind::ALL.into_iter().map(of_kind).collect();
        Self { epci_of, members, services, children: Mutex::default() }
    }

    /// The EPCI of each commune, by its place.
    #[must_use]
    pub fn epci_of(&self) -> &[Option<u32>] {
        &self.epci_of
    }

    /// The communes of each EPCI, by their places.
    #[must_use]
    pub fn members(&self) -> &[Vec<u32>] {
        &self.members
    }

    /// The services of a kind with the place of their commune, commune by commune.
    #[must_use]
    pub fn services(&self, kind: Kind) -> &[(u32, Terms)] {
        self.services.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// The children of a band in each commune, worked out once.
    #[must_use]
    pub fn children(&self, france: &France, register: &Register, band: Ages) -> Arc<[Figure]> {
        // A value that a panic left behind is whole: it is pushed in one step.
        let kept = || self.children.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, found)) = kept().iter().find(|(ages, _)| *ages == band) {
            return Arc::clone(found);
        }
        let of = |at: usize| {
            let crs = Crs::of(france.communes[at].code);
            StudyCommune::without_shape(france, register, at, crs).children(band)
        };
        let counted: Arc<[Figure]> = (0..france.communes.len()).map(of).collect();
        let mut kept = kept();
        // Another thread may have counted them meanwhile.
        if let Some((_, found)) = kept.iter().find(|(ages, _)| *ages == band) {
            return Arc::clone(found);
        }
        if kept.len() == MOST_BANDS {
            kept.remove(0);
        }
        kept.push((band, Arc::clone(&counted)));
        counted
    }
}
