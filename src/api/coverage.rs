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
        super::openapi::Code,
        super::openapi::Supposed,
        super::openapi::Asked,
        super::openapi::Written,
    ),
    responses(
        (status = 200, description = "Rows per commune and the total; rates per 100 children", body = super::openapi::TerritoryAnswer),
        super::openapi::Refused,
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
