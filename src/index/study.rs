//! A territory made ready to be measured: its communes projected, its children placed.

use super::{Bounds, Shape};
use crate::territory::{
    AgeGroup, Ages, Commune, CommuneCode, Crs, Figure, France, Register, TerritoryCode, children_of,
};
use crate::units::{Projected, SquareMetres};

/// An EPCI or a commune with what measuring it needs, built once and then only read.
#[derive(Debug)]
pub struct Study {
    /// Its code.
    pub code: TerritoryCode,
    /// Its name.
    pub name: String,
    /// The legal projection of all its positions.
    pub crs: Crs,
    /// Its communes, in the order of their codes.
    pub communes: Vec<StudyCommune>,
    /// The box around all of it, in the projection; empty where no commune has a boundary.
    pub bounds: Bounds,
}

/// A commune of a study.
#[derive(Debug)]
pub struct StudyCommune {
    /// Its place among the communes of the country.
    pub at: usize,
    /// Its code.
    pub code: CommuneCode,
    /// Its name.
    pub name: String,
    /// Its EPCI, as a territory.
    pub epci: Option<TerritoryCode>,
    /// Its boundary, where it has one.
    pub shape: Option<Shape>,
    /// Its area; 0 without a boundary.
    pub area: SquareMetres,
    /// Its town hall.
    pub hall: Option<Projected>,
    /// Its children.
    pub children: Demand,
}

/// The children of a commune by age, and where they live as far as is known.
#[derive(Debug)]
pub enum Demand {
    /// A document states them; they are taken to live anywhere in the commune.
    Declared(Vec<AgeGroup>),
    /// By 200 m cell.
    Cells(Vec<DemandCell>),
    /// The residents aged 0 to 19 of the census, their ages taken as even.
    EvenShare(AgeGroup),
    /// Nobody said.
    NotDocumented,
}

/// Children at the centre of a cell.
#[derive(Debug)]
pub struct DemandCell {
    /// The centre.
    pub position: Projected,
    /// Whether the publisher imputed them.
    pub imputed: bool,
    /// The children.
    pub groups: Vec<AgeGroup>,
}

/// The id of the census that the even share is taken from.
pub const CENSUS_SOURCE: &str = "rp-2021";

impl Study {
    /// Makes a territory ready, or nothing where the code names none.
    #[must_use]
    pub fn new(france: &France, register: &Register, code: TerritoryCode) -> Option<Self> {
        let (name, members) = match code {
            TerritoryCode::Epci(siren) => {
                let epci = france.epci(siren)?;
                (epci.name.clone(), epci.members.clone())
            }
            TerritoryCode::Commune(commune) => {
                (france.commune(commune)?.name.clone(), vec![commune])
            }
        };
        let crs = Crs::of(*members.first()?);
        let communes: Vec<StudyCommune> = members
            .iter()
            .filter_map(|&member| france.commune_at(member))
            .map(|at| study_commune(france, register, at, crs))
            .collect();
        let mut bounds = Bounds::default();
        for shape in communes.iter().filter_map(|commune| commune.shape.as_ref()) {
            shape.rings().iter().flatten().for_each(|&point| bounds.add(point));
        }
        Some(Self { code, name, crs, communes, bounds })
    }
}

fn study_commune(france: &France, register: &Register, at: usize, crs: Crs) -> StudyCommune {
    let commune = &france.communes[at];
    let shape = Shape::of_commune(&france.boundaries, at, crs);
    StudyCommune {
        at,
        code: commune.code,
        name: commune.name.clone(),
        epci: commune.epci.map(TerritoryCode::Epci),
        area: shape.as_ref().map_or(SquareMetres(0.0), Shape::area),
        shape,
        hall: commune.town_hall.as_ref().and_then(|hall| crs.project(hall.position)),
        children: demand(register, commune, crs),
    }
}

/// The best source first: what a document states, then cells, then the census.
fn demand(register: &Register, commune: &Commune, crs: Crs) -> Demand {
    if let Some(groups) = register.children.get(&commune.code) {
        return Demand::Declared(groups.clone());
    }
    if let Some(cells) = register.cells.get(&commune.code) {
        let placed = cells.iter().filter_map(|cell| {
            let position = crs.project(cell.centre)?;
            Some(DemandCell { position, imputed: cell.imputed, groups: cell.groups.clone() })
        });
        return Demand::Cells(placed.collect());
    }
    commune.census.map_or(Demand::NotDocumented, |census| {
        Demand::EvenShare(AgeGroup {
            ages: Ages::new(0, 19).expect("the ages grow"),
            count: f64::from(census.aged_0_19),
            source: CENSUS_SOURCE.to_owned(),
        })
    })
}

impl StudyCommune {
    /// Whether a territory is this commune or its EPCI.
    #[must_use]
    pub fn is_named_by(&self, territory: TerritoryCode) -> bool {
        territory == TerritoryCode::Commune(self.code) || self.epci == Some(territory)
    }

    /// Whether it is known in which cells its children live.
    #[must_use]
    pub fn has_cells(&self) -> bool {
        matches!(self.children, Demand::Cells(_))
    }

    /// Its children of a band: observed where a document states that very band, estimated where
    /// years of age had to be split or cells were added up.
    #[must_use]
    pub fn children(&self, band: Ages) -> Figure {
        match &self.children {
            Demand::Declared(groups) => match children_of(groups, band) {
                Some((count, false)) => Figure::observed(count),
                Some((count, true)) => Figure::estimated(count),
                None => Figure::NOT_DOCUMENTED,
            },
            Demand::Cells(cells) => Figure::sum(cells.iter().map(|cell| cell.children(band))),
            Demand::EvenShare(group) => children_of(std::slice::from_ref(group), band)
                .map_or(Figure::NOT_DOCUMENTED, |(count, _)| Figure::estimated(count)),
            Demand::NotDocumented => Figure::NOT_DOCUMENTED,
        }
    }

    /// The ids of the sources of its children of a band.
    #[must_use]
    pub fn children_sources(&self, band: Ages) -> Vec<&str> {
        let groups: &[AgeGroup] = match &self.children {
            Demand::Declared(groups) => groups,
            Demand::Cells(cells) => cells.first().map_or(&[], |cell| &cell.groups),
            Demand::EvenShare(group) => std::slice::from_ref(group),
            Demand::NotDocumented => &[],
        };
        groups.iter().filter(|g| g.ages.shared_years(band) > 0).map(|g| g.source.as_str()).collect()
    }
}

impl DemandCell {
    /// Its children of a band: an estimate, for households are few and ages are split.
    #[must_use]
    pub fn children(&self, band: Ages) -> Figure {
        children_of(&self.groups, band)
            .map_or(Figure::NOT_DOCUMENTED, |(count, _)| Figure::estimated(count))
    }
}
