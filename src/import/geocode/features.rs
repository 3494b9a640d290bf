//! One address in one request: a GeoJSON of several answers.

use serde::Deserialize;

use crate::territory::Geocode;
use crate::units::Wgs84;

use super::AddressAsked;
use super::batch::{answer_type, cut, is_on_earth, plain, score};
use super::judge::is_split;

/// How many answers are asked for.
const LIMIT: usize = 5;

/// The score below which an answer is no help. Bound included. The engine gives 0.1 to anything in
/// the same town, and leaves out what is below 0.5 when it is asked for many addresses.
const LEAST_SCORE: f64 = 0.40;

#[derive(Deserialize)]
struct Collection {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    geometry: Geometry,
    properties: Properties,
}

#[derive(Deserialize)]
struct Geometry {
    coordinates: Vec<f64>,
}

#[derive(Deserialize)]
struct Properties {
    label: String,
    score: f64,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    postcode: Option<String>,
    #[serde(default)]
    citycode: Option<String>,
}

/// The address to read for the answers to one address. Where `filtered`, they must lie in the
/// commune asked.
pub(super) fn url(base: &str, asked: &AddressAsked, filtered: bool) -> String {
    let text = plain(&format!("{} {} {}", asked.address, asked.postcode, asked.city));
    let mut url = format!("{base}/search?q={}&limit={LIMIT}&autocomplete=0", encoded(&text));
    if let Some(commune) = asked.commune.filter(|&code| filtered && !is_split(code)) {
        url.push_str("&citycode=");
        url.push_str(commune.as_str());
    }
    url
}

/// The answers, best first, each with its gap to the next.
///
/// # Errors
/// In words, where it is not the documented GeoJSON.
pub(super) fn read(by: &str, answer: &[u8]) -> Result<Vec<Geocode>, String> {
    let collection: Collection =
        serde_json::from_slice(answer).map_err(|error| error.to_string())?;
    let mut answers = Vec::new();
    for feature in collection.features.into_iter().take(LIMIT) {
        let helps = feature.properties.score >= LEAST_SCORE;
        let kind = answer_type(&feature.properties.kind).filter(|_| helps);
        let Some(kind) = kind else { continue };
        let position = match feature.geometry.coordinates[..] {
            [lon, lat, ..] => Wgs84 { lon, lat },
            _ => return Err("a point without coordinates".to_owned()),
        };
        if !is_on_earth(position) {
            return Err("a position that is none".to_owned());
        }
        answers.push(Geocode {
            by: by.to_owned(),
            label: cut(&feature.properties.label),
            answer: kind,
            score: score(feature.properties.score),
            gap: None,
            position,
            postcode: cut(&feature.properties.postcode.unwrap_or_default()),
            commune: cut(&feature.properties.citycode.unwrap_or_default()),
        });
    }
    answers.sort_by(|a, b| b.score.total_cmp(&a.score));
    set_gaps(&mut answers);
    Ok(answers)
}

/// Sets the gap of each answer to the one behind it.
pub(super) fn set_gaps(answers: &mut [Geocode]) {
    for at in 1..answers.len() {
        answers[at - 1].gap = Some((answers[at - 1].score - answers[at].score).max(0.0));
    }
}

/// A text as the value of a parameter of an address.
fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len() * 2);
    for &byte in text.as_bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.extend([byte >> 4, byte & 15].map(|half| {
                char::from_digit(u32::from(half), 16).unwrap_or('0').to_ascii_uppercase()
            }));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_encoded_byte_by_byte() {
        assert_eq!(encoded("l'école & co"), "l%27%C3%A9cole%20%26%20co");
    }
}
