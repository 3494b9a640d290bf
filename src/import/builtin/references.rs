//! Coverage rates of zones that a rate can be compared with, as documents print them.

use serde::Deserialize;

use super::{BuiltinError, File, rows};
use crate::territory::{Figure, Indicator, Usage};

#[derive(Deserialize)]
struct ReferenceRow {
    zone: String,
    indicator: String,
    value: f64,
    year: String,
    source: String,
}

/// Reads the references, named as the columns of the Cnaf's own files.
pub(super) fn references(file: File) -> Result<Vec<Indicator>, BuiltinError> {
    rows(file, |row: ReferenceRow| {
        let column = match row.indicator.as_str() {
            "global" => "txcouv",
            "eaje" => "txcouv_eaje",
            "eaje-psu" => "txcouv_psu_col",
            "eaje-hors-psu" => "txcouv_hors_psu_col",
            "ecole" => "txcouv_prescol",
            "assistantes-maternelles" => "txcouv_am_ind",
            "garde-domicile" => "txcouv_gad_ind",
            other => return Err(format!("indicator: `{other}` is not a mode of care")),
        };
        let (zone, scale) = match row.zone.len() {
            _ if row.zone == "FR" => (row.zone, "nat"),
            2 | 3 => (format!("dep-{}", row.zone), "dep"),
            5 => (row.zone, "com"),
            _ => return Err(format!("zone: `{}` is no zone", row.zone)),
        };
        Ok(Indicator {
            zone,
            name: format!("{column}_{scale}"),
            unit: "%".to_owned(),
            value: Figure::observed(row.value),
            text: None,
            vintage: row.year,
            source: row.source,
            usage: Usage::Public,
        })
    })
}
