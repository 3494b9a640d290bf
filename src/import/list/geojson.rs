//! GeoJSON feature collections as tables: a column for each property, and the position of points.
//!
//! Features become rows as they are read: a value is never kept in a form larger than its text.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::import::table::{
    MAX_CELL, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, ReadListError, Table, TableRow,
};

/// The longest position of a point, in bytes.
const LONGEST_POINT: usize = 1_000;

#[derive(Deserialize)]
struct Feature<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    properties: Option<Properties>,
    #[serde(borrow)]
    geometry: Option<Geometry<'a>>,
}

#[derive(Deserialize)]
struct Geometry<'a> {
    #[serde(rename = "type")]
    kind: String,
    #[serde(borrow)]
    coordinates: Option<&'a RawValue>,
}

/// The properties of a feature as cells, each name once, in their order.
#[derive(Default)]
struct Properties(Vec<(String, String)>);

impl Properties {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str())
    }
}

impl<'de> Deserialize<'de> for Properties {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(PropertiesVisitor)
    }
}

struct PropertiesVisitor;

impl<'de> Visitor<'de> for PropertiesVisitor {
    type Value = Properties;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("properties")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Properties, M::Error> {
        let mut properties = Properties::default();
        while let Some((name, value)) = map.next_entry::<String, &RawValue>()? {
            let text = shown_raw(value).map_err(M::Error::custom)?;
            if name.len() > MAX_CELL {
                return Err(M::Error::custom(TOO_LONG));
            }
            match properties.0.iter().position(|(known, _)| *known == name) {
                Some(at) => properties.0[at].1 = text,
                None if properties.0.len() == MAX_COLUMNS => {
                    return Err(M::Error::custom(format!("plus de {MAX_COLUMNS} propriétés")));
                }
                None => properties.0.push((name, text)),
            }
        }
        Ok(properties)
    }
}

const TOO_LONG: &str = "plus de 100000 octets dans une propriété";

/// A value as a cell, unless it is too long for one.
fn shown_raw(value: &RawValue) -> Result<String, String> {
    // A character may be written in six bytes.
    if value.get().len() > 6 * MAX_CELL {
        return Err(TOO_LONG.to_owned());
    }
    let value = serde_json::from_str(value.get()).map_err(|error| error.to_string())?;
    let text = shown(&value);
    if text.len() > MAX_CELL { Err(TOO_LONG.to_owned()) } else { Ok(text) }
}

/// Reads a feature collection: a row for each feature, which is its line, headings on line 0.
///
/// # Errors
/// Where it is none, nests deeper than JSON readers go, or passes a bound.
pub fn geojson_table(
    file: &str,
    text: &str,
) -> Result<(Table<'static>, Vec<(u32, String)>), ReadListError> {
    let mut rows = Read { headings: vec!["lon".to_owned(), "lat".to_owned()], ..Read::default() };
    let mut json = serde_json::Deserializer::from_str(text);
    let read = Collection(&mut rows).deserialize(&mut json).and_then(|()| json.end());
    read.map_err(|error| ReadListError::GeoJson {
        file: file.to_owned(),
        line: error.line(),
        detail: error.to_string(),
    })?;
    rows.rows.insert(0, TableRow { line: 0, cells: owned(rows.headings) });
    Ok((Table { sheet: None, rows: rows.rows }, rows.notes))
}

fn owned(cells: Vec<String>) -> Vec<Cow<'static, str>> {
    cells.into_iter().map(Cow::Owned).collect()
}

/// The rows so far.
#[derive(Default)]
struct Read {
    headings: Vec<String>,
    rows: Vec<TableRow<'static>>,
    notes: Vec<(u32, String)>,
    cells: usize,
}

/// Reads an object for its features.
struct Collection<'r>(&'r mut Read);

impl<'de> DeserializeSeed<'de> for Collection<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Collection<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a feature collection")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(), M::Error> {
        let mut found = false;
        while let Some(name) = map.next_key::<String>()? {
            match name.as_str() {
                "features" if found => return Err(M::Error::duplicate_field("features")),
                "features" => {
                    map.next_value_seed(Features(&mut *self.0))?;
                    found = true;
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        if found { Ok(()) } else { Err(M::Error::missing_field("features")) }
    }
}

/// Reads features, one at a time.
struct Features<'r>(&'r mut Read);

impl<'de> DeserializeSeed<'de> for Features<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Features<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("features")
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut features: S) -> Result<(), S::Error> {
        while let Some(feature) = features.next_element::<Feature<'_>>()? {
            self.0.push(feature).map_err(S::Error::custom)?;
        }
        Ok(())
    }
}

impl Read {
    fn push(&mut self, feature: Feature<'_>) -> Result<(), String> {
        if self.rows.len() + 1 >= MAX_ROWS {
            return Err(format!("plus de {MAX_ROWS} entités"));
        }
        let line = self.rows.len() as u32 + 1;
        let mut properties = feature.properties.unwrap_or_default();
        if let Some(id) = feature.id
            && properties.get("id").is_none()
        {
            properties.0.push(("id".to_owned(), shown_raw(id)?));
        }
        let (lon, lat) = point(feature.geometry.as_ref(), &properties, line, &mut self.notes);
        let mut cells = vec![lon, lat];
        for (name, text) in properties.0 {
            let known = self.headings.iter().position(|heading| *heading == name);
            let at = known.unwrap_or_else(|| {
                self.headings.push(name);
                self.headings.len() - 1
            });
            if at >= MAX_COLUMNS {
                return Err(format!("plus de {MAX_COLUMNS} propriétés"));
            }
            if cells.len() <= at {
                cells.resize(at + 1, String::new());
            }
            if !text.is_empty() && (at >= 2 || cells[at].is_empty()) {
                cells[at] = text;
            }
        }
        self.cells += cells.len();
        if self.cells > MAX_CELLS {
            return Err(format!("plus de {MAX_CELLS} cellules"));
        }
        self.rows.push(TableRow { line, cells: owned(cells) });
        Ok(())
    }
}

/// The position of a point. A town hall that stands for the door is no position, and neither is
/// the middle of a shape.
fn point(
    geometry: Option<&Geometry<'_>>,
    properties: &Properties,
    line: u32,
    notes: &mut Vec<(u32, String)>,
) -> (String, String) {
    let none = (String::new(), String::new());
    let Some(geometry) = geometry else { return none };
    if matches!(properties.get("precision"), Some("town-hall" | "none")) {
        return none;
    }
    let text = geometry.coordinates.map(RawValue::get);
    let numbers: Option<Vec<Value>> = text
        .filter(|text| geometry.kind == "Point" && text.len() <= LONGEST_POINT)
        .and_then(|text| serde_json::from_str(text).ok());
    match numbers.as_deref() {
        Some([lon, lat, ..]) if lon.is_number() && lat.is_number() => (shown(lon), shown(lat)),
        _ => {
            let kind: String = geometry.kind.chars().take(30).collect();
            notes.push((line, format!("géométrie {kind} : aucune position n’en est tirée")));
            none
        }
    }
}

/// A value as a cell; an array of plain values as the parts of a cell.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.trim().to_owned(),
        Value::Array(parts) => {
            let parts: Vec<String> = parts
                .iter()
                .map(|part| part.as_str().map_or_else(|| part.to_string(), str::to_owned))
                .collect();
            parts.join("|")
        }
        other => other.to_string(),
    }
}
