//! Territories by name.

use crate::territory::{Commune, Epci, France, TerritoryCode, normalised};

/// Names without accents or case, ready to be searched.
#[derive(Debug)]
pub struct NameIndex(Vec<Entry>);

/// A territory as a search finds it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its code.
    pub code: TerritoryCode,
    /// Its name.
    pub name: String,
    /// The département that most of its communes lie in.
    pub department: String,
    /// How many communes it has.
    pub communes: usize,
    /// Its municipal population, where every commune's is known.
    pub population: Option<u32>,
    key: String,
}

impl NameIndex {
    /// Indexes every EPCI and commune.
    #[must_use]
    pub fn new(france: &France) -> Self {
        let epcis = france.epcis.iter().map(|epci| of_epci(france, epci));
        Self(epcis.chain(france.communes.iter().map(of_commune)).collect())
    }

    /// The territories whose code is `query` or whose name holds it, the best first: names that
    /// begin with it, then names with a word that does, then the rest; EPCI before communes, then
    /// the most populous.
    #[must_use]
    pub fn search(&self, query: &str, limit: usize) -> Vec<&Entry> {
        let query = normalised(query);
        let rank = |entry: &Entry| {
            let found = entry.key.find(&query)?;
            let at_word = found == 0 || entry.key.as_bytes()[found - 1] == b' ';
            let later_word = || entry.key.contains(&format!(" {query}"));
            Some(if entry.key == query || entry.code.to_string() == query {
                0
            } else if found == 0 {
                1
            } else if at_word || later_word() {
                2
            } else {
                3
            })
        };
        let by_code = |entry: &Entry| (entry.code.to_string() == query).then_some(0);
        let mut found: Vec<_> = self
            .0
            .iter()
            .filter_map(|entry| Some((by_code(entry).or_else(|| rank(entry))?, entry)))
            .collect();
        found.sort_by_key(|(rank, entry)| {
            let is_commune = matches!(entry.code, TerritoryCode::Commune(_));
            (*rank > 2, is_commune, *rank, std::cmp::Reverse(entry.population), entry.code)
        });
        found.into_iter().take(limit).map(|(_, entry)| entry).collect()
    }
}

fn of_epci(france: &France, epci: &Epci) -> Entry {
    let members: Vec<&Commune> =
        epci.members.iter().filter_map(|&code| france.commune(code)).collect();
    let departments = || members.iter().map(|member| member.code.department());
    let count = |department: &str| departments().filter(|&other| other == department).count();
    let department = departments().max_by_key(|department| count(department)).unwrap_or_default();
    Entry {
        code: TerritoryCode::Epci(epci.siren),
        department: department.to_owned(),
        communes: epci.members.len(),
        population: members.iter().map(|member| member.population).sum(),
        key: normalised(&epci.name),
        name: epci.name.clone(),
    }
}

fn of_commune(commune: &Commune) -> Entry {
    Entry {
        code: TerritoryCode::Commune(commune.code),
        department: commune.code.department().to_owned(),
        communes: 1,
        population: commune.population,
        key: normalised(&commune.name),
        name: commune.name.clone(),
    }
}
