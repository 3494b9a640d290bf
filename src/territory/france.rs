//! The whole country, as prepared once from the official packages.

use serde::{Deserialize, Serialize};

use super::{
    Boundaries, Commune, CommuneCode, Department, Epci, FormerCommune, Siren, Source, TerritoryCode,
};

/// Communes, EPCI and départements of one vintage of the official geography.
///
/// Communes are in the order of their codes and stand at the same place in `boundaries`; EPCI are
/// in the order of their numbers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct France {
    /// Every commune of the boundary source.
    pub communes: Vec<Commune>,
    /// Every EPCI.
    pub epcis: Vec<Epci>,
    /// Every département.
    pub departments: Vec<Department>,
    /// The polygons of the communes.
    pub boundaries: Boundaries,
    /// Names and codes of earlier vintages, in the order of their codes, without those that say
    /// nothing which `communes` does not.
    pub former: Vec<FormerCommune>,
    /// The packages all this was read from.
    pub sources: Vec<Source>,
}

impl France {
    /// The place of a commune in `communes` and `boundaries`.
    #[must_use]
    pub fn commune_at(&self, code: CommuneCode) -> Option<usize> {
        self.communes.binary_search_by_key(&code, |commune| commune.code).ok()
    }

    /// A commune by its code.
    #[must_use]
    pub fn commune(&self, code: CommuneCode) -> Option<&Commune> {
        self.commune_at(code).map(|at| &self.communes[at])
    }

    /// A former commune by its code. A commune of today may have the code as well, where it took
    /// over that of its seat.
    #[must_use]
    pub fn former(&self, code: CommuneCode) -> Option<&FormerCommune> {
        let at = self.former.binary_search_by_key(&code, |former| former.code).ok()?;
        Some(&self.former[at])
    }

    /// An EPCI by its number.
    #[must_use]
    pub fn epci(&self, siren: Siren) -> Option<&Epci> {
        let at = self.epcis.binary_search_by_key(&siren, |epci| epci.siren).ok()?;
        Some(&self.epcis[at])
    }

    /// The communes of a territory; none where the code names none.
    #[must_use]
    pub fn communes_of(&self, territory: TerritoryCode) -> &[CommuneCode] {
        match territory {
            TerritoryCode::Epci(siren) => self.epci(siren).map_or(&[], |epci| &epci.members),
            TerritoryCode::Commune(code) => self
                .commune_at(code)
                .map_or(&[], |at| std::slice::from_ref(&self.communes[at].code)),
        }
    }

    /// The name of a territory, or nothing where the code names none.
    #[must_use]
    pub fn name_of(&self, territory: TerritoryCode) -> Option<&str> {
        match territory {
            TerritoryCode::Epci(siren) => self.epci(siren).map(|epci| epci.name.as_str()),
            TerritoryCode::Commune(code) => self.commune(code).map(|commune| commune.name.as_str()),
        }
    }

    /// The name of a département, or its code where the source does not name it.
    #[must_use]
    pub fn department_name<'a>(&'a self, code: &'a str) -> &'a str {
        self.departments.iter().find(|d| d.code == code).map_or(code, |d| &d.name)
    }

    /// Whether the commune at `at` has a polygon.
    #[must_use]
    pub fn has_boundary(&self, at: usize) -> bool {
        self.boundaries.polygons(at).next().is_some()
    }
}
