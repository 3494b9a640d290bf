//! `GET /api/territories/{code}/modes`

use axum::extract::Path;

use super::params::{Format, Params, territory};
use super::{ApiError, Reply, WhatIf};
use crate::export::modes_answer;

/// Places per 100 children under three by mode of care, as published and by the register; ALSH by
/// band of ages and slot.
///
/// # Errors
/// A parameter that does not read, or an unknown territory.
#[utoipa::path(
    get, path = "/api/territories/{code}/modes", tag = "indicators",
    params(
        super::openapi::Code,
        super::openapi::Supposed,
        ("at" = Option<String>, Query, description = "Day, ISO 8601; today by default"),
        ("fill" = Option<String>, Query, description = "none (default) or mean: what stands for unknown capacities of the register"),
        ("reference" = Option<String>, Query, description = "What rates are held against: france (default), department, a rate of all modes such as 58, or one of a mode such as eaje-psu:20"),
        super::openapi::Written,
    ),
    responses(
        (status = 200, description = "Modes per commune and for the whole: published and own rates side by side, each with its vintage", body = super::openapi::RowsAnswer),
        super::openapi::Refused,
    )
)]
pub async fn show(
    WhatIf(state): WhatIf,
    Path(code): Path<String>,
    params: Params,
) -> Result<Reply, ApiError> {
    let (asked, format) = (params.modes()?, params.format()?);
    let name = format!("modes-{code}");
    state
        .on_study(territory(&code)?, move |atlas, study| {
            let modes = modes_answer(atlas, study, &asked);
            match format {
                Format::Json => Ok(Reply::Json(modes.answer.to_json())),
                Format::GeoJson => {
                    Ok(Reply::GeoJson(modes.answer.to_commune_geojson(atlas, study)))
                }
                Format::Csv => Reply::csv(modes.to_csv(), name),
            }
        })
        .await?
}
