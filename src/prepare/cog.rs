//! The official geography (COG): `@etalab/decoupage-administratif`.

use std::collections::HashMap;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::archive::{ReadError, read_tgz_entries};
use crate::territory::{CommuneCode, Department, FormerCommune, FormerStatus, Siren};

const COMMUNES: &str = "package/data/communes.json";
const EPCIS: &str = "package/data/epci.json";
const DEPARTMENTS: &str = "package/data/departements.json";

/// One vintage of the official geography.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cog {
    /// The communes that exist, in the order of their codes.
    pub communes: Vec<CogCommune>,
    /// The EPCI, in the order of their numbers.
    pub epcis: Vec<CogEpci>,
    /// The départements, in the order of their codes.
    pub departments: Vec<Department>,
    /// What earlier vintages called parts of these communes, in the order of their codes.
    pub former: Vec<FormerCommune>,
}

/// A commune that exists in this vintage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CogCommune {
    /// INSEE code.
    pub code: CommuneCode,
    /// Name with its article.
    pub name: String,
    /// Postcodes, in order.
    pub postcodes: Vec<String>,
    /// Municipal population, in residents.
    pub population: Option<u32>,
}

/// An EPCI and its members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CogEpci {
    /// SIREN number.
    pub siren: Siren,
    /// Name.
    pub name: String,
    /// Members, in the order of their codes.
    pub members: Vec<CommuneCode>,
}

impl Cog {
    /// The commune that a code of this or an earlier vintage stands for: itself where it exists,
    /// else the one it was merged into, or the city of an arrondissement.
    #[must_use]
    pub fn current(&self, code: CommuneCode) -> Option<CommuneCode> {
        let exists = self.communes.binary_search_by_key(&code, |commune| commune.code).is_ok();
        let former = || {
            let at = self.former.binary_search_by_key(&code, |former| former.code).ok()?;
            Some(self.former[at].now)
        };
        if exists { Some(code) } else { former() }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CommuneRow {
    code: CommuneCode,
    nom: String,
    #[serde(rename = "type")]
    kind: CommuneKind,
    /// The commune a former one is part of.
    chef_lieu: Option<CommuneCode>,
    /// The city an arrondissement is part of.
    commune: Option<CommuneCode>,
    #[serde(default)]
    anciens_codes: Vec<CommuneCode>,
    #[serde(default)]
    codes_postaux: Vec<String>,
    population: Option<u32>,
}

#[derive(Deserialize, PartialEq, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
enum CommuneKind {
    CommuneActuelle,
    CommuneDeleguee,
    CommuneAssociee,
    ArrondissementMunicipal,
}

#[derive(Deserialize)]
struct EpciRow {
    code: Siren,
    nom: String,
    membres: Vec<MemberRow>,
}

#[derive(Deserialize)]
struct MemberRow {
    code: CommuneCode,
}

#[derive(Deserialize)]
struct DepartmentRow {
    code: String,
    nom: String,
}

/// Reads the official geography from the package at `path`.
///
/// # Errors
/// Where the package lacks one of its three documents, or one is not as expected.
pub fn read(path: &Path) -> Result<Cog, ReadError> {
    let [communes, epcis, departments] = read_tgz_entries(path, [COMMUNES, EPCIS, DEPARTMENTS])?;
    let rows: Vec<CommuneRow> = parse(&communes, COMMUNES)?;
    let former = former(&rows);
    let current = rows.into_iter().filter(|row| row.kind == CommuneKind::CommuneActuelle);
    let mut communes: Vec<CogCommune> = current.map(CogCommune::from).collect();
    communes.sort_by_key(|commune| commune.code);
    communes.dedup_by_key(|commune| commune.code);

    let rows: Vec<EpciRow> = parse(&epcis, EPCIS)?;
    let mut epcis: Vec<CogEpci> = rows.into_iter().map(CogEpci::from).collect();
    epcis.sort_by_key(|epci| epci.siren);
    epcis.dedup_by_key(|epci| epci.siren);

    let rows: Vec<DepartmentRow> = parse(&departments, DEPARTMENTS)?;
    let mut departments: Vec<Department> =
        rows.into_iter().map(|row| Department { code: row.code, name: row.nom }).collect();
    departments.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(Cog { communes, epcis, departments, former })
}

/// Where a former commune and a list of former codes disagree, the former commune's own entry is
/// believed: it names the commune it is part of today.
///
/// A part with the code and name of its whole says nothing, and neither does a former code that a
/// commune has today.
fn former(rows: &[CommuneRow]) -> Vec<FormerCommune> {
    let current: HashMap<CommuneCode, &str> = rows
        .iter()
        .filter(|row| row.kind == CommuneKind::CommuneActuelle)
        .map(|row| (row.code, row.nom.as_str()))
        .collect();
    let part = |row: &CommuneRow| {
        let status = match row.kind {
            CommuneKind::CommuneActuelle => return None,
            CommuneKind::CommuneDeleguee => FormerStatus::Delegated,
            CommuneKind::CommuneAssociee => FormerStatus::Associated,
            CommuneKind::ArrondissementMunicipal => FormerStatus::Arrondissement,
        };
        let now = row.chef_lieu.or(row.commune)?;
        let told = current.get(&row.code).is_some_and(|name| row.code != now || *name == row.nom);
        (!told).then(|| FormerCommune { code: row.code, name: Some(row.nom.clone()), status, now })
    };
    let codes = rows
        .iter()
        .filter(|row| row.kind == CommuneKind::CommuneActuelle)
        .flat_map(|row| row.anciens_codes.iter().map(|&code| (code, row.code)))
        .filter(|(code, _)| !current.contains_key(code))
        .map(|(code, now)| FormerCommune { code, name: None, status: FormerStatus::Merged, now });
    let mut former: Vec<FormerCommune> = rows.iter().filter_map(part).chain(codes).collect();
    former.sort_by_key(|former| (former.code, former.name.is_none(), former.now));
    former.dedup_by_key(|former| former.code);
    former
}

fn parse<T: DeserializeOwned>(bytes: &[u8], entry: &str) -> Result<T, ReadError> {
    serde_json::from_slice(bytes)
        .map_err(|source| ReadError::Json { entry: entry.to_owned(), source })
}

impl From<CommuneRow> for CogCommune {
    fn from(row: CommuneRow) -> Self {
        let mut postcodes = row.codes_postaux;
        postcodes.sort();
        Self { code: row.code, name: row.nom, postcodes, population: row.population }
    }
}

impl From<EpciRow> for CogEpci {
    fn from(row: EpciRow) -> Self {
        let mut members: Vec<CommuneCode> = row.membres.iter().map(|row| row.code).collect();
        members.sort();
        members.dedup();
        Self { siren: row.code, name: row.nom, members }
    }
}
