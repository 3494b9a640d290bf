//! `GET /api/territories/{code}/coverage`

use axum::extract::Path;

use super::params::{Params, territory};
use super::{ApiError, Reply, WhatIf};
use crate::export::coverage_answer;

/// Coverage rates by commune and for the whole.
///
/// # Errors
/// A parameter that does not read, or an unknown territory.
#[utoipa::path(
    get, path = "/api/territories/{code}/coverage", tag = "indicators",
    params(
        ("code" = String, Path, description = "SIREN of an EPCI or INSEE code of a commune"),
        super::openapi::Asked,
    ),
    responses(
        (status = 200, description = "Rows per commune and the total; rates per 100 children", body = super::openapi::TerritoryAnswer),
        (status = 400, description = "A parameter is not understood", body = super::openapi::Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such territory", body = super::openapi::Problem, content_type = "application/problem+json"),
    )
)]
pub async fn show(
    WhatIf(state): WhatIf,
    Path(code): Path<String>,
    params: Params,
) -> Result<Reply, ApiError> {
    let (question, format) = (params.question()?, params.format()?);
    let name = format!("couverture-{}-{code}", question.kind);
    state
        .on_study(territory(&code)?, move |atlas, study| {
            let answer = coverage_answer(atlas, study, &question);
            Reply::answer(&answer, format, name, || answer.to_commune_geojson(atlas, study))
        })
        .await?
}
