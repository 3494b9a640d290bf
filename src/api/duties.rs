//! `GET /api/territories/{code}/duties`

use axum::extract::Path;

use super::params::{Params, territory};
use super::{ApiError, Reply, WhatIf};
use crate::export::duties_answer;

/// Legal duties of the service public de la petite enfance, each with its article.
///
/// # Errors
/// A parameter that does not read, an unknown territory, or a commune that has no EPCI to transfer
/// to.
#[utoipa::path(
    get, path = "/api/territories/{code}/duties", tag = "indicators",
    params(
        super::openapi::Code,
        super::openapi::Supposed,
        ("at" = Option<String>, Query, description = "Day, ISO 8601; today by default"),
        ("competence" = Option<String>, Query, description = "communes (default), or transferred: the residents of the EPCI are summed"),
        super::openapi::Written,
    ),
    responses(
        (status = 200, description = "Duties per commune, who they fall on, and who lacks a relay", body = super::openapi::RowsAnswer),
        super::openapi::Refused,
    )
)]
pub async fn show(
    WhatIf(state): WhatIf,
    Path(code): Path<String>,
    params: Params,
) -> Result<Reply, ApiError> {
    let (competence, at, format) = (params.competence()?, params.at()?, params.format()?);
    let name = format!("obligations-{code}");
    state
        .on_study(territory(&code)?, move |atlas, study| {
            let answer = duties_answer(atlas, study, competence, at)
                .map_err(|error| ApiError::parameter("competence", error))?;
            Reply::answer(&answer, format, name, || answer.to_commune_geojson(atlas, study))
        })
        .await?
}
