//! Where addresses are looked up, and what was answered: none is asked for twice.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Zoned;

use super::RegisterFile;
use crate::import::Places;
use crate::import::geocode::{
    AddressAsked, AddressFiles, AddressService, Cached, CachedAnswer, GeocodeCache, GeocodeError,
    Geocoder, Located, ServiceOptions,
};
use crate::store::{self, Store, StoreError};

/// Addresses remembered beyond the register, about: past it, memory begins anew.
const MOST_REMEMBERED: usize = 100_000;

/// Address files and an address service, as far as somebody named them, before the answers that
/// the register and this run of the program remember.
#[derive(Default)]
pub struct Lookup {
    files: Option<AddressFiles>,
    service: Option<AddressService>,
    memory: Mutex<GeocodeCache>,
    register: Option<RegisterFile>,
}

impl std::fmt::Debug for Lookup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lookup").field("files", &self.files).finish_non_exhaustive()
    }
}

impl Lookup {
    /// Looks up in `files` first, then at the service of `url`.
    ///
    /// # Errors
    /// Where `url` is not the address of a service.
    pub fn new(
        files: Vec<PathBuf>,
        url: Option<&str>,
        register: RegisterFile,
    ) -> Result<Self, GeocodeError> {
        let service = url.map(|url| AddressService::new(url, ServiceOptions::default()));
        Ok(Self {
            files: (!files.is_empty()).then_some(AddressFiles(files)),
            service: service.transpose()?,
            memory: Mutex::default(),
            register: Some(register),
        })
    }

    /// The sources, for one import.
    #[must_use]
    pub fn places(&self) -> Places<'_> {
        let remembered = |inner| Remembered { inner, lookup: self };
        let files = self.files.iter().map(|files| remembered(files as &dyn Geocoder));
        let service = self.service.iter().map(|service| remembered(service as &dyn Geocoder));
        let sources = files.chain(service);
        Places::new(sources.map(|source| Box::new(source) as Box<dyn Geocoder>).collect())
    }

    /// Keeps in the register what the service answered. Files are at hand anyway.
    ///
    /// # Errors
    /// Where the register cannot be written.
    pub fn keep(&self) -> Result<(), StoreError> {
        let (Some(service), Some(register)) = (&self.service, &self.register) else {
            return Ok(());
        };
        let of_service = format!("{}|", service.id());
        let rows: Vec<store::CachedAnswer> = self
            .memory()
            .rows()
            .filter(|(key, _)| key.starts_with(&of_service))
            .filter_map(|(key, answer)| {
                Some(store::CachedAnswer {
                    key: key.to_owned(),
                    answer: serde_json::to_string(&answer.answers).ok()?,
                    fetched_on: answer.fetched_on,
                })
            })
            .collect();
        if rows.is_empty() {
            return Ok(());
        }
        Store::open_or_create(register.path())?.keep_geocodes(&rows)
    }

    fn memory(&self) -> MutexGuard<'_, GeocodeCache> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is remembered of these addresses. A register that does not read remembers nothing.
    fn recall(&self, source: &str, asked: &[AddressAsked]) -> GeocodeCache {
        let store = self.register.as_ref().and_then(|file| Store::open_read(file.path()).ok());
        let kept = |key: &str| {
            let kept = store.as_ref()?.geocode(key).ok()??;
            let answers = serde_json::from_str(&kept.answer).ok()?;
            Some(CachedAnswer { answers, fetched_on: kept.fetched_on })
        };
        let memory = self.memory();
        let known = asked.iter().filter_map(|address| {
            let key = GeocodeCache::key(source, address);
            let answer = memory.get(&key).cloned().or_else(|| kept(&key))?;
            Some((key, answer))
        });
        known.collect()
    }
}

/// A source behind what is remembered of it.
struct Remembered<'a> {
    inner: &'a dyn Geocoder,
    lookup: &'a Lookup,
}

impl Geocoder for Remembered<'_> {
    fn id(&self) -> &str {
        self.inner.id()
    }

    fn locate(
        &self,
        asked: &[AddressAsked],
        progress: &mut dyn FnMut(usize),
    ) -> Result<Vec<Located>, GeocodeError> {
        let known = self.lookup.recall(self.id(), asked);
        let cached = Cached::new(self.inner, known, Zoned::now().date());
        let located = cached.locate(asked, progress);
        // What was found before a failure is remembered as well.
        let mut memory = self.lookup.memory();
        if memory.len() > MOST_REMEMBERED {
            *memory = GeocodeCache::default();
        }
        for (key, answer) in cached.into_cache().rows() {
            memory.insert(key.to_owned(), answer.clone());
        }
        located
    }
}
