//! `GET /api/territories/{code}/facilities`

use axum::extract::Path;

use super::params::{Format, Params, territory};
use super::{ApiError, Reply, WhatIf};
use crate::export::facilities_answer;

/// The services of a territory.
///
/// # Errors
/// A parameter that does not read, or an unknown territory.
#[utoipa::path(
    get, path = "/api/territories/{code}/facilities", tag = "facilities",
    params(
        super::openapi::Code,
        super::openapi::Supposed,
        ("kind" = Option<String>, Query, description = "eaje, rpe, laep, alsh or evs; all by default"),
        ("ages" = Option<String>, Query, description = "Only those for children of a band, such as 3-11"),
        ("mode" = Option<String>, Query, description = "all (default), psu or paje"),
        ("at" = Option<String>, Query, description = "Day on which they are open, ISO 8601; today by default"),
        ("format" = Option<String>, Query, description = "geojson (default) or csv"),
    ),
    responses(
        (status = 200, description = "GeoJSON; the geometry is null where nothing is known", body = super::openapi::FeatureCollection, content_type = "application/geo+json"),
        super::openapi::Refused,
    )
)]
pub async fn list(
    WhatIf(state): WhatIf,
    Path(code): Path<String>,
    params: Params,
) -> Result<Reply, ApiError> {
    let (asked, format) = (params.facilities()?, params.format()?);
    state
        .on_study(territory(&code)?, move |atlas, study| {
            let answer = facilities_answer(atlas, study, &asked);
            match format {
                Format::Csv => Reply::csv(answer.to_csv(), format!("services-{code}")),
                Format::Json | Format::GeoJson => Ok(Reply::GeoJson(answer.to_geojson())),
            }
        })
        .await?
}
