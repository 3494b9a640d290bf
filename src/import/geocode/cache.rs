//! Answers already had: an address is asked once.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::territory::Geocode;

use super::{AddressAsked, GeocodeError, Geocoder, Located, fold};

/// How many addresses are asked before their answers are kept: what was found before a failure
/// is not lost.
const ASKED_AT_ONCE: usize = 500;

/// What was answered for one address.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CachedAnswer {
    /// The answers, best first; none where the address was not known.
    pub answers: Vec<Geocode>,
    /// The day they were fetched.
    pub fetched_on: Date,
}

/// Answers by source and address.
///
/// A key is a text: the id of the source, the address, the postcode, the commune's code and its
/// name, folded, with `|` between. It can be stored as it is.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GeocodeCache {
    rows: BTreeMap<String, CachedAnswer>,
}

impl GeocodeCache {
    /// The key of an address asked of a source.
    #[must_use]
    pub fn key(source: &str, asked: &AddressAsked) -> String {
        let commune = asked.commune.map(String::from).unwrap_or_default();
        let [address, postcode, city] =
            [&asked.address, &asked.postcode, &asked.city].map(|text| fold(text));
        format!("{source}|{address}|{postcode}|{commune}|{city}")
    }

    /// What was answered.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&CachedAnswer> {
        self.rows.get(key)
    }

    /// Keeps what was answered.
    pub fn insert(&mut self, key: String, answer: CachedAnswer) {
        self.rows.insert(key, answer);
    }

    /// All rows, by key.
    pub fn rows(&self) -> impl Iterator<Item = (&str, &CachedAnswer)> {
        self.rows.iter().map(|(key, answer)| (key.as_str(), answer))
    }

    /// How many addresses it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl FromIterator<(String, CachedAnswer)> for GeocodeCache {
    fn from_iter<T: IntoIterator<Item = (String, CachedAnswer)>>(rows: T) -> Self {
        Self { rows: rows.into_iter().collect() }
    }
}

/// A geocoder that asks each address once.
///
/// An address that failed is not kept. One that is not known is: it is not asked again either.
/// After an error, what was found before is in the cache.
pub struct Cached<G> {
    geocoder: G,
    today: Date,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    cache: GeocodeCache,
    hits: usize,
}

impl<G: Geocoder> Cached<G> {
    /// Puts a cache before a geocoder. `today` dates what is fetched.
    pub fn new(geocoder: G, cache: GeocodeCache, today: Date) -> Self {
        Self { geocoder, today, state: Mutex::new(State { cache, hits: 0 }) }
    }

    /// How many addresses were answered from the cache.
    pub fn hits(&self) -> usize {
        self.state().hits
    }

    /// The cache, with what was fetched meanwhile.
    pub fn into_cache(self) -> GeocodeCache {
        self.state.into_inner().unwrap_or_else(PoisonError::into_inner).cache
    }

    /// A panic elsewhere leaves whole rows behind: the map is only ever changed row by row.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The answers at hand, and the places of the addresses to ask, the first of each key.
    fn look_up(&self, keys: &[String]) -> (Vec<Option<Located>>, Vec<usize>) {
        let mut state = self.state();
        let mut asked = std::collections::HashSet::new();
        let mut missing = Vec::new();
        let mut found = Vec::with_capacity(keys.len());
        for (at, key) in keys.iter().enumerate() {
            let known = state.cache.get(key).map(|row| Located::Answers(row.answers.clone()));
            if known.is_some() {
                state.hits += 1;
            } else if asked.insert(key) {
                missing.push(at);
            }
            found.push(known);
        }
        (found, missing)
    }

    fn keep(&self, keys: &[String], places: &[usize], results: &[Located]) {
        let mut state = self.state();
        for (&at, result) in places.iter().zip(results) {
            if let Located::Answers(answers) = result {
                let row = CachedAnswer { answers: answers.clone(), fetched_on: self.today };
                state.cache.insert(keys[at].clone(), row);
            }
        }
    }
}

impl<G: Geocoder> Geocoder for Cached<G> {
    fn id(&self) -> &str {
        self.geocoder.id()
    }

    fn locate(
        &self,
        asked: &[AddressAsked],
        progress: &mut dyn FnMut(usize),
    ) -> Result<Vec<Located>, GeocodeError> {
        let keys: Vec<String> = asked.iter().map(|one| GeocodeCache::key(self.id(), one)).collect();
        let (found, missing) = self.look_up(&keys);
        let mut done = asked.len() - missing.len();
        progress(done);
        for places in missing.chunks(ASKED_AT_ONCE) {
            let wanted: Vec<AddressAsked> = places.iter().map(|&at| asked[at].clone()).collect();
            let results = self.geocoder.locate(&wanted, &mut |within| progress(done + within))?;
            self.keep(&keys, places, &results);
            done += places.len();
        }
        let state = self.state();
        let answered = keys.iter().zip(found).map(|(key, known)| {
            let fetched = || state.cache.get(key).map(|row| Located::Answers(row.answers.clone()));
            known.or_else(fetched).unwrap_or(Located::Failed)
        });
        Ok(answered.collect())
    }
}
