//! `GET /api/territories/{code}/white-zones`

use axum::extract::Path;

use super::params::{Params, territory};
use super::{ApiError, Reply, WhatIf};
use crate::export::white_zones_answer;

/// White zones by commune and for the whole.
///
/// # Errors
/// A parameter that does not read, or an unknown territory.
#[utoipa::path(
    get, path = "/api/territories/{code}/white-zones", tag = "indicators",
    params(
        ("code" = String, Path, description = "SIREN of an EPCI or INSEE code of a commune"),
        super::openapi::Asked,
        super::openapi::Reached,
    ),
    responses(
        (status = 200, description = "Rows per commune and the total; areas in km², exact", body = super::openapi::TerritoryAnswer),
        (status = 400, description = "A parameter is not understood", body = super::openapi::Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such territory", body = super::openapi::Problem, content_type = "application/problem+json"),
    )
)]
pub async fn show(
    WhatIf(state): WhatIf,
    Path(code): Path<String>,
    params: Params,
) -> Result<Reply, ApiError> {
    let (question, threshold, format) = (params.question()?, params.threshold()?, params.format()?);
    let name = format!("zones-blanches-{}-{code}", question.kind);
    state
        .on_study(territory(&code)?, move |atlas, study| {
            let (answer, zones) = white_zones_answer(atlas, study, &question, &threshold);
            Reply::answer(&answer, format, name, || answer.to_white_zone_geojson(study, &zones))
        })
        .await?
}
