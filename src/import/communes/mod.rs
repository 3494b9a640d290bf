//! Which commune a line means: name, postcode and INSEE code together, and never a guess.

mod compare;
mod former;
mod names;
mod questions;
mod resolve;
mod trailing;

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

pub use compare::CommuneList;
use names::key;

use crate::territory::{Commune, CommuneCode, FormerCommune, France, TerritoryCode};

/// Finds communes by what a list says of them, for one territory.
#[derive(Debug)]
pub struct Resolver<'a> {
    france: &'a France,
    territory: Option<TerritoryCode>,
    members: Vec<&'a Commune>,
    inside: HashSet<CommuneCode>,
    /// The codes of all communes in their order, close together: each line of a list is looked up.
    codes: Vec<CommuneCode>,
    /// Made when the first name or postcode is looked up: a list of codes needs none of them.
    by_name: OnceLock<HashMap<String, Vec<usize>>>,
    by_postcode: OnceLock<HashMap<String, Vec<usize>>>,
    by_former_name: OnceLock<HashMap<String, Vec<usize>>>,
    /// Communes of the past that are part of a member today.
    former_members: OnceLock<Vec<usize>>,
}

impl<'a> Resolver<'a> {
    /// Finds communes of the country for a territory.
    #[must_use]
    pub fn new(france: &'a France, territory: TerritoryCode) -> Self {
        let codes: Vec<CommuneCode> = match territory {
            TerritoryCode::Commune(code) => vec![code],
            TerritoryCode::Epci(siren) => {
                france.epci(siren).map(|epci| epci.members.clone()).unwrap_or_default()
            }
        };
        let members = codes.iter().filter_map(|&code| france.commune(code)).collect();
        let inside = codes.into_iter().collect();
        Self {
            france,
            territory: Some(territory),
            members,
            inside,
            codes: france.communes.iter().map(|commune| commune.code).collect(),
            by_name: OnceLock::new(),
            by_postcode: OnceLock::new(),
            by_former_name: OnceLock::new(),
            former_members: OnceLock::new(),
        }
    }

    /// For lists that give each commune by its code.
    #[must_use]
    pub(super) fn without_country(nowhere: &'a France) -> Self {
        Self {
            france: nowhere,
            territory: None,
            members: Vec::new(),
            inside: HashSet::new(),
            codes: Vec::new(),
            by_name: OnceLock::new(),
            by_postcode: OnceLock::new(),
            by_former_name: OnceLock::new(),
            former_members: OnceLock::new(),
        }
    }

    /// The member that has this name today, accents and case aside.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<CommuneCode> {
        let mut named = self.named(name).filter(|commune| self.inside.contains(&commune.code));
        let found = named.next()?;
        named.next().is_none().then_some(found.code)
    }

    /// The name of a commune, or its code where it is unknown.
    #[must_use]
    pub fn name_of(&self, code: CommuneCode) -> String {
        self.france.commune(code).map_or_else(|| code.to_string(), |found| found.name.clone())
    }

    /// The place of a commune among all.
    #[must_use]
    pub fn place_of(&self, code: CommuneCode) -> Option<usize> {
        self.codes.binary_search(&code).ok()
    }

    /// The commune of a code.
    fn coded(&self, code: CommuneCode) -> Option<&'a Commune> {
        self.place_of(code).map(|at| &self.france.communes[at])
    }

    fn named(&self, name: &str) -> impl Iterator<Item = &'a Commune> + use<'a, '_> {
        let by_name = self.by_name.get_or_init(|| {
            let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
            for (at, commune) in self.france.communes.iter().enumerate() {
                by_name.entry(key(&commune.name)).or_default().push(at);
            }
            by_name
        });
        by_name.get(&key(name)).into_iter().flatten().map(|&at| &self.france.communes[at])
    }

    fn of_postcode(&self, postcode: &str) -> Vec<&'a Commune> {
        let by_postcode = self.by_postcode.get_or_init(|| {
            let mut by_postcode: HashMap<String, Vec<usize>> = HashMap::new();
            for (at, commune) in self.france.communes.iter().enumerate() {
                for postcode in &commune.postcodes {
                    by_postcode.entry(postcode.clone()).or_default().push(at);
                }
            }
            by_postcode
        });
        let found = by_postcode.get(postcode).into_iter().flatten();
        found.map(|&at| &self.france.communes[at]).collect()
    }

    /// The communes of the past whose name has this key.
    fn former(&self, key: &str) -> impl Iterator<Item = &'a FormerCommune> + use<'a, '_> {
        let by_name = self.by_former_name.get_or_init(|| {
            let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
            for (at, former) in self.france.former.iter().enumerate() {
                if let Some(name) = &former.name {
                    by_name.entry(names::key(name)).or_default().push(at);
                }
            }
            by_name
        });
        by_name.get(key).into_iter().flatten().map(|&at| &self.france.former[at])
    }
}
