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
        super::openapi::Code,
        super::openapi::Supposed,
        super::openapi::Asked,
        super::openapi::Written,
        super::openapi::Reached,
    ),
    responses(
        (status = 200, description = "Rows per commune and the total; areas in km², exact", body = super::openapi::TerritoryAnswer),
        super::openapi::Refused,
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
