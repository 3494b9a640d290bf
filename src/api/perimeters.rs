//! `GET /api/territories/{code}/perimeters`

use axum::extract::Path;

use super::params::{Params, territory};
use super::{ApiError, Reply, WhatIf};
use crate::export::perimeters_answer;
use crate::territory::Kind;

/// Who is covered by a perimeter or within reach, and what remains to be covered.
///
/// # Errors
/// A parameter that does not read, or an unknown territory.
#[utoipa::path(
    get, path = "/api/territories/{code}/perimeters", tag = "indicators",
    params(
        super::openapi::Code,
        super::openapi::Supposed,
        super::openapi::Asked,
        super::openapi::Written,
        ("within" = Option<f64>, Query, description = "Threshold in metres as the crow flies, 100 to 100000; 5000 by default", minimum = 100, maximum = 100_000),
    ),
    responses(
        (status = 200, description = "Services with whom they serve, a row per commune, and how far the coverage has come; kind laep unless given", body = super::openapi::TerritoryAnswer),
        super::openapi::Refused,
    )
)]
pub async fn show(
    WhatIf(state): WhatIf,
    Path(code): Path<String>,
    params: Params,
) -> Result<Reply, ApiError> {
    let (question, within) = (params.question_of(Kind::Laep)?, params.threshold()?.within);
    let (format, name) = (params.format()?, format!("perimetres-{}-{code}", question.kind));
    state
        .on_study(territory(&code)?, move |atlas, study| {
            let answer = perimeters_answer(atlas, study, &question, within);
            Reply::answer(&answer, format, name, || answer.to_commune_geojson(atlas, study))
        })
        .await?
}
