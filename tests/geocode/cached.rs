//! What is asked once is not asked again.

use std::cell::RefCell;

use maillage::import::geocode::{
    AddressAsked, Cached, GeocodeCache, GeocodeError, Geocoder, Located,
};
use maillage::territory::AnswerType;

use super::{answer, asked};

/// Answers with the address itself; fails on « panne », knows nothing of « inconnue », and breaks
/// down at « rupture ».
#[derive(Default)]
struct Echo {
    asked: RefCell<Vec<String>>,
}

impl Geocoder for &Echo {
    fn id(&self) -> &'static str {
        "echo"
    }

    fn locate(
        &self,
        asked: &[AddressAsked],
        progress: &mut dyn FnMut(usize),
    ) -> Result<Vec<Located>, GeocodeError> {
        self.asked.borrow_mut().extend(asked.iter().map(|one| one.address.clone()));
        if asked.iter().any(|one| one.address == "rupture") {
            return Err(GeocodeError::Busy {
                service: "echo".to_owned(),
                tries: 5,
                retry_after: None,
            });
        }
        progress(asked.len());
        let located = asked.iter().map(|one| match one.address.as_str() {
            "panne" => Located::Failed,
            "inconnue" => Located::Answers(Vec::new()),
            text => Located::Answers(vec![answer(text, AnswerType::Street, 0.9)]),
        });
        Ok(located.collect())
    }
}

fn list(addresses: &[&str]) -> Vec<AddressAsked> {
    addresses.iter().map(|address| asked(address, "78580", "78380")).collect()
}

fn today() -> jiff::civil::Date {
    jiff::civil::date(2026, 3, 1)
}

#[test]
fn an_address_is_asked_once_however_it_is_spelt() {
    let echo = Echo::default();
    let cached = Cached::new(&echo, GeocodeCache::default(), today());
    let first =
        cached.locate(&list(&["Rue du Parc", "RUE DU PARC", "inconnue"]), &mut |_| {}).unwrap();
    assert_eq!(first[0], first[1]);
    let second = cached.locate(&list(&["rue du parc", "inconnue"]), &mut |_| {}).unwrap();
    assert_eq!((&second[0], &second[1]), (&first[0], &Located::Answers(Vec::new())));
    assert_eq!(*echo.asked.borrow(), ["Rue du Parc", "inconnue"]);
    assert_eq!(cached.hits(), 2);
    let cache = cached.into_cache();
    assert!(cache.rows().all(|(_, row)| row.fetched_on == today()));
    assert_eq!(cache.len(), 2);
}

#[test]
fn a_failed_address_is_asked_again() {
    let echo = Echo::default();
    let cached = Cached::new(&echo, GeocodeCache::default(), today());
    for _ in 0..2 {
        assert_eq!(cached.locate(&list(&["panne"]), &mut |_| {}).unwrap(), [Located::Failed]);
    }
    assert_eq!(echo.asked.borrow().len(), 2);
    assert!(cached.into_cache().is_empty());
}

#[test]
fn what_was_found_before_a_breakdown_is_kept() {
    let echo = Echo::default();
    let cached = Cached::new(&echo, GeocodeCache::default(), today());
    let mut many: Vec<String> = (0..600).map(|n| format!("{n} rue du Parc")).collect();
    many[599] = "rupture".to_owned();
    let many: Vec<AddressAsked> = many.iter().flat_map(|address| list(&[address])).collect();
    let mut told = Vec::new();
    assert!(cached.locate(&many, &mut |done| told.push(done)).is_err());
    assert!(told.is_sorted() && told.last() == Some(&500), "{told:?}");
    assert_eq!(cached.into_cache().len(), 500);
}

#[test]
fn the_cache_goes_through_text_and_back() {
    let echo = Echo::default();
    let cached = Cached::new(&echo, GeocodeCache::default(), today());
    cached.locate(&list(&["Rue du Parc"]), &mut |_| {}).unwrap();
    let cache = cached.into_cache();
    let text = serde_json::to_string(&cache).unwrap();
    assert_eq!(serde_json::from_str::<GeocodeCache>(&text).unwrap(), cache);
    let rows = cache.rows().map(|(key, row)| (key.to_owned(), row.clone()));
    assert_eq!(rows.collect::<GeocodeCache>(), cache);
}

#[test]
fn sources_postcodes_and_communes_are_told_apart() {
    let key = GeocodeCache::key("ban", &asked("Rue du Parc", "78580", "78380"));
    assert_eq!(key, "ban|rue du parc|78580|78380|maule");
    for other in [
        GeocodeCache::key("geoplateforme", &asked("Rue du Parc", "78580", "78380")),
        GeocodeCache::key("ban", &asked("Rue du Parc", "78450", "78380")),
        GeocodeCache::key("ban", &asked("Rue du Parc", "78580", "78233")),
    ] {
        assert_ne!(key, other);
    }
}
