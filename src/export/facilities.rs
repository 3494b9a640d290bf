//! Facilities as rows.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::answer::Sources;
use super::{Row, geojson, to_csv};
use crate::analysis::Mode;
use crate::index::{Atlas, Study, standing_at};
use crate::territory::{Ages, Facility, France, Kind, Precision, Source};
use crate::units::Wgs84;

/// The columns of a table of facilities, those of the canonical list first.
const COLUMNS: [&str; 20] = [
    "id",
    "name",
    "kind",
    "subtype",
    "capacity",
    "ages",
    "slots",
    "funding",
    "address",
    "postcode",
    "commune",
    "lon",
    "lat",
    "perimeter",
    "opened_on",
    "closed_on",
    "source",
    "commune_name",
    "precision",
    "capacity_status",
];

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

/// The services of a territory on a day.
#[derive(Debug)]
pub struct FacilitiesAnswer<'a> {
    head: Row,
    rows: Vec<(Row, Option<Wgs84>)>,
    sources: Vec<&'a Source>,
    source_line: String,
}

/// Which services of a territory are asked for.
#[derive(Debug, Clone, Copy)]
pub struct FacilitiesAsked {
    /// Of one kind, or of all.
    pub kind: Option<Kind>,
    /// For children of a band, or for any.
    pub ages: Option<Ages>,
    /// EAJE by their funding.
    pub mode: Mode,
    /// The day on which they are open.
    pub at: Date,
}

/// Gathers the services that stand in a territory, or serve it, and are open on a day.
#[must_use]
pub fn facilities_answer<'a>(
    atlas: &'a Atlas,
    study: &Study,
    asked: &FacilitiesAsked,
) -> FacilitiesAnswer<'a> {
    let FacilitiesAsked { kind, ages, mode, at } = *asked;
    let counts = |facility: &Facility| {
        kind.is_none_or(|kind| facility.kind == kind)
            && ages.is_none_or(|ages| facility.serves(ages))
            && mode.counts(facility)
            && facility.is_open(at)
    };
    let member = |code| study.communes.binary_search_by_key(&code, |c| c.code).is_ok();
    let of_territory: Vec<&Facility> = atlas
        .register
        .facilities
        .iter()
        .filter(|facility| counts(facility))
        .filter(|facility| {
            member(facility.commune) || facility.perimeter.iter().copied().any(member)
        })
        .collect();
    let lists = atlas.register.inventories.iter().filter(|inventory| {
        kind.is_none_or(|kind| inventory.kind == kind)
            && study.communes.iter().any(|commune| commune.is_named_by(inventory.territory))
    });
    let ids = of_territory.iter().map(|facility| &facility.source);
    // The act that says there is none is a source too.
    let ids = ids.chain(lists.map(|inventory| &inventory.source));
    let named = ids.fold(Sources::new(atlas), |named, id| named.with(id));
    // It says which communes there are, and what they are called.
    let sources = named.with("cog-2026");
    let head = Row::default()
        .with("territory", json!({ "code": study.code, "name": study.name }))
        .with("kind", kind.map(Kind::as_str))
        .with("at", at.to_string());
    FacilitiesAnswer {
        head,
        rows: of_territory
            .into_iter()
            .map(|facility| facility_row(facility, &atlas.france))
            .collect(),
        source_line: sources.line(&[]),
        sources: sources.0,
    }
}

impl FacilitiesAnswer<'_> {
    /// The services as GeoJSON points.
    #[must_use]
    pub fn to_geojson(&self) -> String {
        let features = self.rows.iter().map(|(row, position)| {
            geojson::feature(row.clone(), position.map(geojson::point), &self.source_line)
        });
        let metadata = self
            .head
            .clone()
            .with("sources", json!(self.sources))
            .with("source_line", self.source_line.as_str());
        geojson::collection(features.collect(), metadata.into_json())
    }

    /// The services as CSV, with their positions as `lon` and `lat`.
    ///
    /// # Errors
    /// See [`to_csv`].
    pub fn to_csv(&self) -> Result<Vec<u8>, ::csv::Error> {
        let rows = self.rows.iter().map(|(row, position)| {
            let codes = row.columns()["perimeter"].as_array().into_iter().flatten();
            let perimeter: Vec<&str> = codes.filter_map(Value::as_str).collect();
            row.clone()
                .with("perimeter", perimeter.join("|"))
                .with("lon", position.map(|at| at.lon))
                .with("lat", position.map(|at| at.lat))
        });
        to_csv(&COLUMNS, &rows.collect::<Vec<_>>(), &self.source_line)
    }
}
