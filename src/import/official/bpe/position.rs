//! Where a facility stands, as far as the base knows.
//!
//! `QUALITE_XY` (dictionary of the BPE, and its quality page): B (bonne) is less than 100 m from the
//! ground, A (acceptable) 100 to 500 m, M (mauvaise) more, with places drawn at random; `_U` is
//! unknown, `_Z` not located. Files up to 2020 write the words. `QUALITE_GEOLOC`: 11 street sure and
//! number found, 12 street sure and a random place in it, 21 and 22 the same for a likely street, 33
//! street unknown and a random place in the commune.

use super::columns::Column;
use super::service::Facility;
use crate::territory::Crs;
use crate::units::{Projected, Wgs84};

/// The position and what is worth knowing of it.
pub(super) fn of(facility: &Facility<'_>) -> (Option<Wgs84>, Vec<String>) {
    let quality = facility.text(Column::QualiteXy).to_lowercase();
    let found = facility.text(Column::QualiteGeoloc);
    if found == "33"
        || quality == "m"
        || quality.starts_with("mauvais")
        || quality.starts_with("non")
    {
        let note =
            "position de la base écartée\u{a0}: au hasard dans la commune, ou à plus de 500 m";
        return (None, vec![note.to_owned()]);
    }
    let Some(position) = degrees(facility).or_else(|| metres(facility)) else {
        return (None, vec!["non localisé dans la base".to_owned()]);
    };
    let mut notes = Vec::new();
    if found == "12" || found == "22" {
        notes.push("position de la base\u{a0}: au hasard dans la rue".to_owned());
    }
    if found == "21" || found == "22" {
        notes.push("rue probable seulement, selon la base".to_owned());
    }
    if quality == "a" || quality.starts_with("acceptable") {
        notes.push("position de la base\u{a0}: de 100 à 500 m près".to_owned());
    }
    if quality.is_empty() && found.is_empty() {
        notes.push("qualité de la position inconnue".to_owned());
    }
    (Some(position), notes)
}

fn number(facility: &Facility<'_>, column: Column) -> Option<f64> {
    let text = facility.text(column);
    let number = text.parse().or_else(|_| text.replace(',', ".").parse()).ok()?;
    Some(number).filter(|number: &f64| number.is_finite())
}

/// Longitude and latitude: France never lies at 0, 0, which stands for nothing.
fn degrees(facility: &Facility<'_>) -> Option<Wgs84> {
    let (lon, lat) = (number(facility, Column::Longitude)?, number(facility, Column::Latitude)?);
    let real = (lon, lat) != (0.0, 0.0) && lon.abs() <= 180.0 && lat.abs() <= 90.0;
    real.then_some(Wgs84 { lon, lat })
}

/// The projected position, in the projection that the row itself names.
fn metres(facility: &Facility<'_>) -> Option<Wgs84> {
    let epsg = facility.text(Column::Epsg);
    let epsg = epsg.rsplit(':').next().unwrap_or(epsg);
    let crs = Crs::from_epsg(epsg.parse().ok()?)?;
    let (x, y) = (number(facility, Column::LambertX)?, number(facility, Column::LambertY)?);
    crs.unproject(Projected { x, y }).filter(|_| (x, y) != (0.0, 0.0))
}
