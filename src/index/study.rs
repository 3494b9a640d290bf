//! A territory made ready to be measured: its communes projected, its children placed.

use super::{Bounds, Shape};
use crate::territory::{
    AgeGroup, Ages, Commune, CommuneCode, Crs, Figure, France, Register, Status, TerritoryCode,
    by_trust, children_of, newest_cells,
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
    /// What is known of its children, the best source first.
    demands: Vec<Demand>,
    /// Its cells: they are a source of children, and tell where those of better sources live.
    cells: Vec<DemandCell>,
}

/// A source of the children of a commune by age.
#[derive(Debug)]
pub enum Demand {
    /// The census by age or a document states them.
    Declared(Vec<AgeGroup>),
    /// The cells, added up.
    Cells,
    /// The residents aged 0 to 19 of the census, their ages taken as even.
    EvenShare(AgeGroup),
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
    let shape = Shape::of_commune(&france.boundaries, at, crs);
    StudyCommune {
        area: shape.as_ref().map_or(SquareMetres(0.0), Shape::area),
        shape,
        ..StudyCommune::without_shape(france, register, at, crs)
    }
}

/// The best source first: the census by age, what a document states, cells, the even share.
fn demands(register: &Register, commune: &Commune, has_cells: bool) -> Vec<Demand> {
    let declared = register.children.get(&commune.code).map(|groups| by_trust(groups));
    let declared = declared.into_iter().flatten().map(Demand::Declared);
    let even_share = commune.census.map(|census| {
        Demand::EvenShare(AgeGroup {
            ages: Ages::new(0, 19).expect("the ages grow"),
            count: Figure::observed(census.aged_0_19.into()),
            source: CENSUS_SOURCE.to_owned(),
        })
    });
    declared.chain(has_cells.then_some(Demand::Cells)).chain(even_share).collect()
}

fn cells(register: &Register, commune: CommuneCode, crs: Crs) -> Vec<DemandCell> {
    let cells = register.cells.get(&commune).map_or(&[][..], Vec::as_slice);
    let placed = newest_cells(cells).filter_map(|cell| {
        let position = crs.project(cell.centre)?;
        Some(DemandCell { position, imputed: cell.imputed, groups: cell.groups.clone() })
    });
    placed.collect()
}

impl StudyCommune {
    /// The commune at `at` with its children and its town hall alone: all that counts of a
    /// neighbour.
    #[must_use]
    pub fn without_shape(france: &France, register: &Register, at: usize, crs: Crs) -> Self {
        let commune = &france.communes[at];
        let cells = cells(register, commune.code, crs);
        Self {
            at,
            code: commune.code,
            name: commune.name.clone(),
            epci: commune.epci.map(TerritoryCode::Epci),
            area: SquareMetres(0.0),
            shape: None,
            hall: commune.town_hall.as_ref().and_then(|hall| crs.project(hall.position)),
            demands: demands(register, commune, !cells.is_empty()),
            cells,
        }
    }

    /// Whether a territory is this commune or its EPCI.
    #[must_use]
    pub fn is_named_by(&self, territory: TerritoryCode) -> bool {
        territory == TerritoryCode::Commune(self.code) || self.epci == Some(territory)
    }

    /// The best source that documents every year of a band, or nothing. One that blanked some comes
    /// after those that state them, and before the even share: no estimate stands for a secret.
    #[must_use]
    pub fn demand(&self, band: Ages) -> Option<&Demand> {
        let known = |demand: &&Demand| self.counted(demand, band).value().is_some();
        let secret = |demand: &&Demand| self.counted(demand, band).status() == Status::Secret;
        let is_even = |demand: &&Demand| matches!(demand, Demand::EvenShare(_));
        let stated = || self.demands.iter().filter(|demand| !is_even(demand));
        stated()
            .find(known)
            .or_else(|| stated().find(secret))
            .or_else(|| self.demands.iter().filter(is_even).find(known))
    }

    /// The children of a band after one source.
    fn counted(&self, demand: &Demand, band: Ages) -> Figure {
        match demand {
            Demand::Declared(groups) => children_of(groups, band),
            Demand::EvenShare(group) => {
                children_of(std::slice::from_ref(group), band).as_estimate()
            }
            // Cells that do not know the band are no source of it.
            Demand::Cells => match Figure::sum(self.cells.iter().map(|cell| cell.children(band))) {
                sum if sum.status() == Status::LowerBound => Figure::NOT_DOCUMENTED,
                sum => sum,
            },
        }
    }

    /// Its cells, where it has some.
    #[must_use]
    pub fn cells(&self) -> &[DemandCell] {
        &self.cells
    }

    /// Whether it is known in which cells its children of a band live.
    #[must_use]
    pub fn has_cells(&self, band: Ages) -> bool {
        self.scale(band).is_some()
    }

    /// What the children of the cells are multiplied with, so that they add up to the best figure:
    /// 1 where the cells themselves are the best. Nothing where the cells cannot tell: there are
    /// none, they do not know the band, they hold nobody where the best source has children, or
    /// the best figure is secret.
    fn scale(&self, band: Ages) -> Option<f64> {
        let demand = self.demand(band)?;
        let declared = self.counted(demand, band).value()?;
        if !matches!(demand, Demand::Declared(_)) {
            return matches!(demand, Demand::Cells).then_some(1.0);
        }
        let in_cells: Option<f64> = self.cells.iter().map(|cell| cell.children(band).value()).sum();
        let in_cells = in_cells.filter(|&count| count > 0.0)?;
        Some(declared / in_cells)
    }

    /// Where its children of a band live, lot by lot: cells where there are some, else all at the
    /// town hall. They add up to [`Self::children`], up to rounding.
    #[must_use]
    pub fn lots(&self, band: Ages) -> Vec<(Projected, f64)> {
        let Some(scale) = self.scale(band) else {
            return self.hall.zip(self.children(band).value()).into_iter().collect();
        };
        let lot = |cell: &DemandCell| Some((cell.position, scale * cell.children(band).value()?));
        self.cells.iter().filter_map(lot).collect()
    }

    /// Its children of a band: observed where a source states that very band, estimated where
    /// years of age had to be split or cells were added up.
    #[must_use]
    pub fn children(&self, band: Ages) -> Figure {
        let best = self.demand(band);
        best.map_or(Figure::NOT_DOCUMENTED, |demand| self.counted(demand, band))
    }

    /// The ids of the sources of its children of a band.
    #[must_use]
    pub fn children_sources(&self, band: Ages) -> Vec<&str> {
        let groups: &[AgeGroup] = match self.demand(band) {
            Some(Demand::Declared(groups)) => groups,
            Some(Demand::Cells) => self.cells.first().map_or(&[], |cell| &cell.groups),
            Some(Demand::EvenShare(group)) => std::slice::from_ref(group),
            None => &[],
        };
        groups.iter().filter(|g| g.ages.shared_years(band) > 0).map(|g| g.source.as_str()).collect()
    }

    /// The id of the source that tells where children counted by another source live, where cells
    /// were scaled to it.
    #[must_use]
    pub fn place_source(&self, band: Ages) -> Option<&str> {
        let scaled = matches!(self.demand(band)?, Demand::Declared(_)) && self.has_cells(band);
        let cell = self.cells.first().filter(|_| scaled)?;
        cell.groups.first().map(|group| group.source.as_str())
    }
}

impl DemandCell {
    /// Its children of a band: an estimate, for households are few and ages are split.
    #[must_use]
    pub fn children(&self, band: Ages) -> Figure {
        children_of(&self.groups, band).as_estimate()
    }
}
