//! `GET /api/territories/{code}/access`

use axum::extract::Path;

use super::params::{Params, territory};
use super::{ApiError, Reply, WhatIf};
use crate::export::access_answer;

/// Access with competition by commune and for the whole.
///
/// # Errors
/// A parameter that does not read, or an unknown territory.
#[utoipa::path(
    get, path = "/api/territories/{code}/access", tag = "indicators",
    params(
        super::openapi::Code,
        super::openapi::Supposed,
        super::openapi::Asked,
        super::openapi::Written,
        super::openapi::Reached,
    ),
    responses(
        (status = 200, description = "Rows per commune and the total: places per 100 children by E2SFCA; children in reach with a place, in reach without one and out of reach, which add up to all children", body = super::openapi::TerritoryAnswer),
        super::openapi::Refused,
    )
)]
pub async fn show(
    WhatIf(state): WhatIf,
    Path(code): Path<String>,
    params: Params,
) -> Result<Reply, ApiError> {
    let (question, threshold, format) = (params.question()?, params.threshold()?, params.format()?);
    let name = format!("acces-{}-{code}", question.kind);
    state
        .on_study(territory(&code)?, move |atlas, study| {
            let answer = access_answer(atlas, study, &question, &threshold);
            Reply::answer(&answer, format, name, || answer.to_commune_geojson(atlas, study))
        })
        .await?
}
