//! What `maillage prepare` found wrong in the official packages, as values.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// A defect of the data, and what was done about it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Defect {
    /// What is wrong.
    pub kind: DefectKind,
    /// The territory it is about, by the code the source uses.
    pub code: String,
    /// Its name, empty where the source gives none.
    pub name: String,
    /// What was read, in English.
    pub detail: String,
}

/// Kinds of defects of the country-wide packages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DefectKind {
    /// A commune of the official geography that the boundary source does not have.
    AbsentFromBoundaries,
    /// A commune of the boundary source that the official geography does not have.
    UnknownCommune,
    /// A second row for the same commune in the boundary source.
    RepeatedCommune,
    /// A commune without a polygon.
    NoPolygon,
    /// A geometry that cannot be read.
    UnreadableGeometry,
    /// A ring without an area.
    DegenerateRing,
    /// Points that repeat the one before.
    RepeatedPoints,
    /// A commune whose EPCI differs between the two sources.
    MembershipDiffers,
    /// A commune without a town-hall point.
    TownHallMissing,
    /// A town-hall point outside its commune.
    TownHallOutside,
    /// A commune without a census figure.
    CensusMissing,
    /// A census figure far from the municipal population: the commune has changed since.
    CensusDiffers,
    /// A census code that stands for no commune.
    CensusUnknownCommune,
    /// An IRIS without a figure.
    CensusWithoutFigure,
}

impl DefectKind {
    /// What it means and what was done, in one line.
    #[must_use]
    pub fn explanation(self) -> &'static str {
        match self {
            Self::AbsentFromBoundaries => {
                "communes the boundary source does not have (overseas collectivities): left out"
            }
            Self::UnknownCommune => "communes the official geography does not have: left out",
            Self::RepeatedCommune => "second rows for the same commune: left out",
            Self::NoPolygon => "communes without a polygon: kept, on no map",
            Self::UnreadableGeometry => "geometries that cannot be read: taken as missing",
            Self::DegenerateRing => "communes with rings without an area: rings dropped",
            Self::RepeatedPoints => "communes with points that repeat the one before: dropped",
            Self::MembershipDiffers => {
                "communes whose EPCI differs between the sources: the official geography wins"
            }
            Self::TownHallMissing => {
                "town halls without a point: a point of the commune stands in, where it has a polygon"
            }
            Self::TownHallOutside => {
                "town halls outside their commune: a point of the commune stands in"
            }
            Self::CensusMissing => "communes without a census figure: not documented",
            Self::CensusDiffers => {
                "communes whose census and municipal populations are far apart: kept as they are"
            }
            Self::CensusUnknownCommune => "census codes that stand for no commune: left out",
            Self::CensusWithoutFigure => "census codes with IRIS without a figure: left out",
        }
    }
}

/// What was built, and every defect that was met.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrepareReport {
    /// Communes kept.
    pub communes: usize,
    /// EPCI.
    pub epcis: usize,
    /// Départements.
    pub departments: usize,
    /// Names of communes déléguées, communes associées and arrondissements of the communes kept.
    pub former_communes: usize,
    /// Former codes without a name.
    pub former_codes: usize,
    /// Points of the boundaries, closing points not counted.
    pub vertices: usize,
    /// Rings the source runs the wrong way round, turned.
    pub reversed_rings: usize,
    /// Points that repeated the one before, dropped.
    pub repeated_points: usize,
    /// Communes with a census figure.
    pub communes_with_census: usize,
    /// Census codes of former communes and arrondissements, added to the commune of today.
    pub census_codes_moved: usize,
    /// How many defects there are of each kind.
    pub counts: BTreeMap<DefectKind, usize>,
    /// The defects by kind, then code.
    pub defects: Vec<Defect>,
}

impl PrepareReport {
    /// Takes the defects in, in their order.
    pub(super) fn set_defects(&mut self, mut defects: Vec<Defect>) {
        defects.sort();
        self.counts.clear();
        for defect in &defects {
            *self.counts.entry(defect.kind).or_default() += 1;
        }
        self.defects = defects;
    }
}

impl fmt::Display for PrepareReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} communes, {} EPCI, {} départements, {} points; census for {} communes",
            self.communes, self.epcis, self.departments, self.vertices, self.communes_with_census
        )?;
        writeln!(
            f,
            "{} former communes by name, {} by code alone",
            self.former_communes, self.former_codes
        )?;
        if self.counts.is_empty() {
            return write!(f, "No defects found.");
        }
        write!(f, "Defects of the sources:")?;
        for (kind, count) in &self.counts {
            write!(f, "\n{count:>7}  {}", kind.explanation())?;
        }
        Ok(())
    }
}
