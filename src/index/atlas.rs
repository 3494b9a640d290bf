//! Everything that questions are asked of, at one moment.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use super::{Bounds, CommuneIndex, FacilityIndex, NameIndex, NationalIndex, Study};
use crate::territory::{
    CommuneCode, Crs, France, Inventory, Kind, Register, Source, TerritoryCode,
};
use crate::units::{Projected, Wgs84};

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
    national: OnceLock<NationalIndex>,
    /// The first inventory of each kind for each territory, by its place in the register.
    inventories: HashMap<(Kind, TerritoryCode), usize>,
}

impl Atlas {
    /// Builds the look-ups.
    #[must_use]
    pub fn new(france: France, register: Register) -> Self {
        let communes = CommuneIndex::new(&france.boundaries);
        let facilities = FacilityIndex::new(&register.facilities, &france);
        Self {
            inventories: first_inventories(&register),
            national: OnceLock::new(),
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
            inventories: first_inventories(&register),
            national: OnceLock::new(),
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

    /// The communes whose boundaries come near a box of a projection, by their places; nothing
    /// where the box is empty or passes what the projection can tell.
    #[must_use]
    pub fn communes_around(&self, crs: Crs, bounds: &Bounds) -> Option<Vec<usize>> {
        let [[west, south], [east, north]] = [bounds.low, bounds.high];
        let (x, y) = (f64::midpoint(west, east), f64::midpoint(south, north));
        // A side of the box is not a parallel: its middle may lie farther out than its ends.
        let rim = [west, x, east].into_iter().flat_map(|x| [south, y, north].map(|y| (x, y)));
        let (mut low, mut high) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
        for (x, y) in rim {
            let Wgs84 { lon, lat } = crs.unproject(Projected { x, y })?;
            low = [low[0].min(lon), low[1].min(lat)];
            high = [high[0].max(lon), high[1].max(lat)];
        }
        Some(self.communes.meeting(low, high))
    }

    /// What is said of a kind in a commune: by a list of its own, else by one of its EPCI.
    #[must_use]
    pub fn inventory(
        &self,
        kind: Kind,
        commune: CommuneCode,
        epci: Option<TerritoryCode>,
    ) -> Option<&Inventory> {
        self.inventory_of(kind, TerritoryCode::Commune(commune))
            .or_else(|| self.inventory_of(kind, epci?))
    }

    /// What is said of a kind in a territory as a whole.
    #[must_use]
    pub fn inventory_of(&self, kind: Kind, territory: TerritoryCode) -> Option<&Inventory> {
        self.inventories.get(&(kind, territory)).map(|&at| &self.register.inventories[at])
    }

    /// Services and children of the whole country side by side, sorted at the first question on
    /// all of it.
    #[must_use]
    pub fn national(&self) -> &NationalIndex {
        self.national
            .get_or_init(|| NationalIndex::new(&self.france, &self.register, &self.facilities))
    }

    /// A source by its id, be it of the geography or of the register.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.register.source(id).or_else(|| self.france.sources.iter().find(|s| s.id == id))
    }
}

fn first_inventories(register: &Register) -> HashMap<(Kind, TerritoryCode), usize> {
    let mut first = HashMap::new();
    for (at, inventory) in register.inventories.iter().enumerate() {
        first.entry((inventory.kind, inventory.territory)).or_insert(at);
    }
    first
}
