//! What is known of services and children beyond the official geography.

use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::{
    Ages, CommuneCode, Facility, Figure, FigureSum, France, Indicator, Kind, Review, Source,
    Subtype, TerritoryCode,
};
use crate::units::Wgs84;

/// All facilities, inventories and figures on children at one moment. It never changes: a new
/// import makes a new one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Register {
    /// Every service, in the order of the lists.
    pub facilities: Vec<Facility>,
    /// What the lists claim to hold.
    pub inventories: Vec<Inventory>,
    /// Children by age as a document states them. Registers that differ in services share them.
    pub children: Arc<HashMap<CommuneCode, Vec<AgeGroup>>>,
    /// Children in 200 m cells, by commune.
    pub cells: Arc<HashMap<CommuneCode, Vec<Cell>>>,
    /// Mean sizes of services, to fill unknown capacities when asked.
    pub mean_sizes: Vec<MeanSize>,
    /// Published figures on zones.
    pub indicators: Vec<Indicator>,
    /// Questions of past imports that nobody has answered yet.
    pub reviews: Vec<Review>,
    /// Where all this comes from.
    pub sources: Vec<Source>,
}

/// What a list claims for a territory and a kind.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Inventory {
    /// The territory it speaks of.
    pub territory: TerritoryCode,
    /// The kind it speaks of.
    pub kind: Kind,
    /// Whether it names every service of that kind there.
    pub completeness: Completeness,
    /// How many structures a document declares in all, where it does.
    pub structures: Option<u32>,
    /// How many places a document declares in all, where it does.
    pub places: Option<f64>,
    /// The id of its source.
    pub source: String,
}

/// Whether a list names every service of a kind in a territory. Absence from a list is absence on
/// the ground only where it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Completeness {
    /// Nobody said anything.
    NotDocumented,
    /// Some are named, maybe not all.
    Partial,
    /// All are named.
    Complete,
}

/// Children of a band of ages.
#[derive(Debug, Clone, PartialEq)]
pub struct AgeGroup {
    /// Their ages.
    pub ages: Ages,
    /// How many, not always whole, for cells are shared out; or that their publisher blanked it.
    pub count: Figure,
    /// The id of the source.
    pub source: String,
}

/// A 200 m cell of the Filosofi grid.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Its centre.
    pub centre: Wgs84,
    /// Whether its figures were imputed by the publisher, for it has too few households.
    pub imputed: bool,
    /// Its children.
    pub groups: Vec<AgeGroup>,
}

/// The mean number of places of a subtype in a département.
#[derive(Debug, Clone, PartialEq)]
pub struct MeanSize {
    /// Département code.
    pub department: String,
    /// The subtype.
    pub subtype: Subtype,
    /// Structures counted.
    pub structures: f64,
    /// Their places.
    pub places: f64,
    /// The id of the source.
    pub source: String,
}

impl Register {
    /// This register over one that is built in: for the territories that it has lists of, its
    /// services and inventories stand alone; figures on children and zones come first.
    #[must_use]
    pub fn over(mut self, built_in: &Self, france: &France) -> Self {
        let standing: HashSet<CommuneCode> = self.facilities.iter().map(|f| f.commune).collect();
        let listed = |territory| {
            let communes = france.communes_of(territory);
            communes.iter().any(|commune| standing.contains(commune)).then_some(communes)
        };
        let own: HashSet<CommuneCode> = self
            .inventories
            .iter()
            .filter_map(|inventory| listed(inventory.territory))
            .flatten()
            .copied()
            .collect();
        let beyond = |facility: &&Facility| !own.contains(&facility.commune);
        self.facilities.extend(built_in.facilities.iter().filter(beyond).cloned());
        let speaks_of_others = |inventory: &&Inventory| {
            !france.communes_of(inventory.territory).iter().all(|code| own.contains(code))
        };
        for inventory in built_in.inventories.iter().filter(speaks_of_others) {
            let same = |own: &&mut Inventory| {
                own.territory == inventory.territory && own.kind == inventory.kind
            };
            match self.inventories.iter_mut().find(same) {
                // Figures of its own, and no list: whether there is one that is complete still
                // stands with what is built in.
                Some(own) => own.completeness = own.completeness.max(inventory.completeness),
                None => self.inventories.push(inventory.clone()),
            }
        }
        let children = Arc::make_mut(&mut self.children);
        for (commune, groups) in built_in.children.iter() {
            children.entry(*commune).or_default().extend(groups.iter().cloned());
        }
        let own_cells = Arc::make_mut(&mut self.cells);
        for (commune, cells) in built_in.cells.iter() {
            own_cells.entry(*commune).or_insert_with(|| cells.clone());
        }
        let known = |size: &&MeanSize| {
            !self
                .mean_sizes
                .iter()
                .any(|own| own.department == size.department && own.subtype == size.subtype)
        };
        let more: Vec<MeanSize> = built_in.mean_sizes.iter().filter(known).cloned().collect();
        self.mean_sizes.extend(more);
        self.indicators.extend(built_in.indicators.iter().cloned());
        for source in &built_in.sources {
            if self.source(&source.id).is_none() {
                self.sources.push(source.clone());
            }
        }
        self
    }

    /// A source by its id.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }
}

/// Children of `band` out of groups of other ages, each year of a group taken as even.
///
/// Not documented where a year of the band is in no group, estimated where a group was split,
/// secret where one was blanked.
#[must_use]
pub fn children_of(groups: &[AgeGroup], band: Ages) -> Figure {
    let mut years = 0;
    let (mut count, mut split) = (FigureSum::default(), false);
    for group in groups {
        let shared = group.ages.shared_years(band);
        if shared == 0 {
            continue;
        }
        years += shared;
        split |= shared < group.ages.years();
        let share = f64::from(shared) / f64::from(group.ages.years());
        count.add(group.count.map(|count| count * share));
    }
    match count.figure() {
        _ if years != band.years() => Figure::NOT_DOCUMENTED,
        count if split => count.as_estimate(),
        count => count,
    }
}
