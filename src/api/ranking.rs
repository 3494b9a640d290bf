//! `GET /api/territories/{code}/ranking`

use axum::extract::Path;

use super::params::{Params, territory};
use super::{ApiError, Reply, WhatIf};
use crate::export::ranking_answer;

/// Communes from worst to best, each with the range of ranks it takes when the threshold moves by
/// a fifth and the weights by a quarter, and the thresholds at which its verdict flips.
///
/// # Errors
/// A parameter that does not read, or an unknown territory.
#[utoipa::path(
    get, path = "/api/territories/{code}/ranking", tag = "indicators",
    params(
        super::openapi::Code,
        super::openapi::Supposed,
        super::openapi::Asked,
        super::openapi::Written,
        super::openapi::Reached,
        ("by" = Option<String>, Query, description = "out-of-reach (default), gap, rate or composite"),
        ("weights" = Option<String>, Query, description = "Weights of a composite, such as out-of-reach:2,rate:1; out-of-reach:0.5,gap:0,rate:0.5 by default"),
    ),
    responses(
        (status = 200, description = "Rows from worst to best and the total", body = super::openapi::TerritoryAnswer),
        super::openapi::Refused,
    )
)]
pub async fn show(
    WhatIf(state): WhatIf,
    Path(code): Path<String>,
    params: Params,
) -> Result<Reply, ApiError> {
    let (question, threshold, format) = (params.question()?, params.threshold()?, params.format()?);
    let by = params.ranked_by(&question, &threshold)?;
    let name = format!("classement-{}-{code}", question.kind);
    state
        .on_study(territory(&code)?, move |atlas, study| {
            let answer = ranking_answer(atlas, study, &question, &threshold, &by);
            Reply::answer(&answer, format, name, || answer.to_commune_geojson(atlas, study))
        })
        .await?
}
