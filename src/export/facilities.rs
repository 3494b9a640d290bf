//! Facilities as rows.

use serde_json::Value;

use super::Row;
use crate::index::standing_at;
use crate::territory::{Facility, France, Precision};
use crate::units::Wgs84;

/// A facility as a row, and where it is drawn: at its own position, else at the town hall of its
/// commune, else nowhere.
#[must_use]
pub fn facility_row(facility: &Facility, france: &France) -> (Row, Option<Wgs84>) {
    let position = standing_at(facility, france);
    let precision = if position.is_some() { facility.precision } else { Precision::None };
    let commune = france.commune(facility.commune).map(|commune| commune.name.as_str());
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let slots: Vec<String> = facility.slots.iter().map(|slot| text(&word(slot))).collect();
    let perimeter: Vec<Value> =
        facility.perimeter.iter().map(|code| code.as_str().into()).collect();
    let row = Row::default()
        .with("id", facility.id.as_str())
        .with("name", facility.name.as_str())
        .with("kind", facility.kind.as_str())
        .with("subtype", word(&facility.subtype))
        .with("capacity", facility.capacity)
        .with(
            "capacity_status",
            if facility.capacity.is_some() { "observed" } else { "not-documented" },
        )
        .with("ages", facility.ages.map(String::from))
        .with("slots", slots.join("|"))
        .with("funding", word(&facility.funding))
        .with("address", facility.address.as_str())
        .with("postcode", facility.postcode.as_str())
        .with("commune", facility.commune.as_str())
        .with("commune_name", commune)
        .with("precision", word(&precision))
        .with("perimeter", perimeter)
        .with("opened_on", facility.opened_on.map(|date| date.to_string()))
        .with("closed_on", facility.closed_on.map(|date| date.to_string()))
        .with("source", facility.source.as_str());
    (row, position)
}

/// An enum as the word that serde gives it.
fn word(value: &impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap_or(Value::Null)
}
