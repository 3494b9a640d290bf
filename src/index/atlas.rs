//! Everything that questions are asked of, at one moment.

use std::sync::{Arc, OnceLock};

use super::{CommuneIndex, FacilityIndex, NameIndex, Study};
use crate::territory::{France, Register, Source, TerritoryCode};

/// The country, the register and their look-ups: immutable, and swapped whole when one changes.
#[derive(Debug)]
pub struct Atlas {
    /// The official geography.
    pub france: Arc<France>,
    /// The services and the children.
    pub register: Register,
    /// Which commune holds a point.
    pub communes: Arc<CommuneIndex>,
    /// The services near a place.
    pub facilities: FacilityIndex,
    names: Arc<OnceLock<NameIndex>>,
}

impl Atlas {
    /// Builds the look-ups.
    #[must_use]
    pub fn new(france: France, register: Register) -> Self {
        let communes = CommuneIndex::new(&france.boundaries);
        let facilities = FacilityIndex::new(&register.facilities, &france);
        Self {
            france: Arc::new(france),
            register,
            communes: Arc::new(communes),
            facilities,
            names: Arc::default(),
        }
    }

    /// The same country with another register: what is derived from the country alone is shared.
    #[must_use]
    pub fn with_register(&self, register: Register) -> Self {
        Self {
            france: Arc::clone(&self.france),
            facilities: FacilityIndex::new(&register.facilities, &self.france),
            register,
            communes: Arc::clone(&self.communes),
            names: Arc::clone(&self.names),
        }
    }

    /// Territories by name, indexed at the first search: no figure waits for it.
    #[must_use]
    pub fn names(&self) -> &NameIndex {
        self.names.get_or_init(|| NameIndex::new(&self.france))
    }

    /// A territory made ready to be measured, or nothing where the code names none.
    #[must_use]
    pub fn study(&self, code: TerritoryCode) -> Option<Study> {
        Study::new(&self.france, &self.register, code)
    }

    /// A source by its id, be it of the geography or of the register.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.register.source(id).or_else(|| self.france.sources.iter().find(|s| s.id == id))
    }
}
