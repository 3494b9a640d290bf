//! The real engine of the national service, on this machine: `scripts/addok.sh` starts it.
//!
//! The coordinates of its addresses are invented.

use std::time::Duration;

use maillage::import::geocode::{
    AddressAsked, AddressService, Doubt, GeocodeError, Geocoder, Judged, Located, ServiceOptions,
    judge,
};
use maillage::territory::{AnswerType, Precision};
use maillage::units::Wgs84;

use super::asked;
use super::script::StillClock;

fn addok() -> AddressService {
    let Ok(url) = std::env::var("MAILLAGE_ADDOK") else {
        panic!(
            "MAILLAGE_ADDOK is not set: run `scripts/addok.sh cargo test --test geocode -- --ignored`"
        )
    };
    let timeout = Duration::from_secs(120);
    let clock = Box::new(StillClock::default());
    AddressService::new(&url, ServiceOptions { timeout, clock }).unwrap()
}

fn locate(asked: &[AddressAsked]) -> Vec<Located> {
    addok().locate(asked, &mut |_| {}).unwrap()
}

fn judged(one: &AddressAsked) -> Judged {
    judge(one, locate(std::slice::from_ref(one))[0].answers(), &|_| true)
}

fn sure(one: &AddressAsked) -> (String, Precision, Wgs84) {
    match judged(one) {
        Judged::Sure(best, precision) => (best.label, precision, best.position),
        other => panic!("{} is sure: {other:?}", one.address),
    }
}

fn doubts(one: &AddressAsked) -> Vec<Doubt> {
    match judged(one) {
        Judged::Doubtful { reasons, .. } => reasons,
        other => panic!("{} is doubtful: {other:?}", one.address),
    }
}

#[test]
#[ignore = "needs addok: `make test` starts it"]
fn a_correct_address_is_exact_with_longitude_and_latitude_in_their_places() {
    let found = sure(&asked("3 bis rue du clos noyon", "78580", "78380"));
    let label = "3 bis Rue du Clos Noyon 78580 Maule".to_owned();
    assert_eq!(found, (label, Precision::Exact, Wgs84 { lon: 1.8492, lat: 48.9097 }));
}

#[test]
#[ignore = "needs addok: `make test` starts it"]
fn accents_abbreviations_apostrophes_and_capitals_do_not_matter() {
    for address in
        ["7 rue des Écoles", "7 RUE DES ECOLES", "7, r. des écoles", "« 7 rue d’Écoles »"]
    {
        let found = sure(&asked(address, "78450", "78152"));
        assert_eq!(found.0, "7 Rue des Écoles 78450 Chavenay", "{address}");
    }
}

#[test]
#[ignore = "needs addok: `make test` starts it"]
fn a_misspelt_street_is_found_where_few_letters_differ() {
    let found = sure(&asked("3 bis rue du clos noyo", "78580", "78380"));
    assert_eq!(
        (found.0.as_str(), found.1),
        ("3 bis Rue du Clos Noyon 78580 Maule", Precision::Exact)
    );
}

#[test]
#[ignore = "needs addok: `make test` starts it"]
fn a_number_that_the_street_lacks_gives_the_street() {
    let found = sure(&asked("45 rue Bernard Deniau", "78810", "78233"));
    assert_eq!(
        (found.0.as_str(), found.1),
        ("Rue Bernard Deniau 78810 Feucherolles", Precision::Street)
    );
}

#[test]
#[ignore = "needs addok: `make test` starts it"]
fn a_square_for_a_street_is_doubtful() {
    let reasons = doubts(&asked("12 place du clos noyon", "78580", "78380"));
    assert!(reasons.iter().any(|d| matches!(d, Doubt::Street(_))), "{reasons:?}");
}

#[test]
#[ignore = "needs addok: `make test` starts it"]
fn a_commune_alone_is_never_a_position() {
    for address in ["Maule", "Mairie de Maule"] {
        let one = asked(address, "78580", "78380");
        assert_eq!(judged(&one), Judged::NotFound, "{address}");
    }
}

#[test]
#[ignore = "needs addok: `make test` starts it"]
fn a_wrong_postcode_is_doubtful_with_the_right_one_proposed() {
    let reasons = doubts(&asked("19 rue Bernard Deniau", "78580", "78233"));
    assert_eq!(reasons, [Doubt::Postcode("78810".to_owned())]);
}

#[test]
#[ignore = "needs addok: `make test` starts it"]
fn a_wrong_commune_is_doubtful() {
    let one = AddressAsked {
        city: "Feucherolles".to_owned(),
        ..asked("3 bis rue du Clos Noyon", "78580", "78233")
    };
    let reasons = doubts(&one);
    assert!(reasons.iter().any(|d| matches!(d, Doubt::Commune(_))), "{reasons:?}");
}

#[test]
#[ignore = "needs addok: `make test` starts it"]
fn nothing_and_nonsense_are_not_found() {
    for address in ["", "   ", "zzzzzz", "\u{feff}", "12"] {
        assert_eq!(judged(&asked(address, "", "")), Judged::NotFound, "{address:?}");
    }
}

#[test]
#[ignore = "needs addok: `make test` starts it"]
fn three_thousand_addresses_come_back_in_their_order() {
    let addresses = [
        ("3 bis rue du clos noyon", "78580", "78380", "3 bis Rue du Clos Noyon 78580 Maule"),
        ("1, rue du \"Clos\" Noyon; ", "78580", "78380", "1 Rue du Clos Noyon 78580 Maule"),
        ("7 rue d’Écoles", "78450", "78152", "7 Rue des Écoles 78450 Chavenay"),
        ("19 Rue Bernard Deniau", "78810", "78233", "19 Rue Bernard Deniau 78810 Feucherolles"),
        ("", "78810", "78233", ""),
    ];
    let many: Vec<AddressAsked> = (0..3000)
        .map(|at| {
            let (address, postcode, commune, _) = addresses[at % addresses.len()];
            asked(address, postcode, commune)
        })
        .collect();
    let mut told = Vec::new();
    let located = addok().locate(&many, &mut |done| told.push(done)).unwrap();
    assert_eq!(located.len(), 3000);
    for (at, one) in located.iter().enumerate() {
        let label = one.answers().first().map_or("", |answer| &answer.label);
        assert_eq!(label, addresses[at % addresses.len()].3, "{at}");
    }
    assert!(told.is_sorted() && told.last() == Some(&3000));
}

#[test]
#[ignore = "needs addok: `make test` starts it"]
fn answers_say_what_they_are_and_who_gave_them() {
    let located = locate(&[asked("rue du clos noyon", "78580", "78380")]);
    let best = &located[0].answers()[0];
    assert_eq!((best.answer, best.commune.as_str()), (AnswerType::Street, "78380"));
    assert!(best.by.starts_with("geocoder-127.0.0.1:"), "{}", best.by);
}

#[test]
#[ignore = "needs addok: `make test` starts it"]
fn a_wrong_path_of_the_service_is_an_error() {
    let url = format!("{}/nowhere", std::env::var("MAILLAGE_ADDOK").unwrap());
    let service = AddressService::new(&url, ServiceOptions::default()).unwrap();
    let error = service.locate(&[asked("rue du clos noyon", "", "")], &mut |_| {}).unwrap_err();
    assert!(matches!(error, GeocodeError::Refused { status: 404, .. }), "{error}");
}
