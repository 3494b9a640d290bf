//! Finding addresses: what answers are worth, files, the service and its failures, addok.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

mod addok;
mod cached;
mod files;
mod judged;
mod script;
mod service;

use maillage::import::geocode::AddressAsked;
use maillage::territory::{AnswerType, Geocode};
use maillage::units::Wgs84;

/// An address of Maule, unless told otherwise.
fn asked(address: &str, postcode: &str, commune: &str) -> AddressAsked {
    let city = match commune {
        "78380" => "Maule",
        "78233" => "Feucherolles",
        "78152" => "Chavenay",
        _ => "",
    };
    AddressAsked {
        key: "row".to_owned(),
        address: address.to_owned(),
        postcode: postcode.to_owned(),
        city: city.to_owned(),
        commune: commune.parse().ok(),
    }
}

/// An answer in Maule, somewhere.
fn answer(label: &str, kind: AnswerType, score: f64) -> Geocode {
    Geocode {
        by: "test".to_owned(),
        label: label.to_owned(),
        answer: kind,
        score,
        gap: None,
        position: Wgs84 { lon: 1.8489, lat: 48.9095 },
        postcode: "78580".to_owned(),
        commune: "78380".to_owned(),
    }
}
