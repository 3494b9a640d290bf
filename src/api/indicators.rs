//! `GET /api/territories/{code}/indicators`

use axum::extract::{Path, State};

use super::params::{Format, Params, territory};
use super::{ApiError, AppState, Reply};
use crate::export::indicators_answer;
use crate::territory::Usage;

/// Published figures on a territory, safe to show: secrecy is applied, internal figures are counted
/// and left out.
///
/// # Errors
/// A parameter that does not read, a class of use that is not public, or an unknown territory.
#[utoipa::path(
    get, path = "/api/territories/{code}/indicators", tag = "indicators",
    params(
        super::openapi::Code,
        ("format" = Option<String>, Query, description = "json (default) or csv"),
        ("usage" = Option<String>, Query, description = "public, the only class that is served"),
    ),
    responses(
        (status = 200, description = "Figures with unit, zone, vintage, source and status", body = super::openapi::PublishedFigures),
        (status = 400, description = "A parameter is not understood", body = super::openapi::Problem, content_type = "application/problem+json"),
        (status = 403, description = "Internal figures leave by no public route", body = super::openapi::Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such territory", body = super::openapi::Problem, content_type = "application/problem+json"),
    )
)]
pub async fn show(
    State(state): State<AppState>,
    Path(code): Path<String>,
    params: Params,
) -> Result<Reply, ApiError> {
    params.public_use()?;
    let format = params.format()?;
    if format == Format::GeoJson {
        return Err(ApiError::parameter("format", "`geojson`: json or csv is expected here"));
    }
    let name = format!("indicateurs-{code}");
    let clearance = state.clearance();
    state
        .on_study(territory(&code)?, move |atlas, study| {
            let answer = indicators_answer(atlas, study, clearance.of(atlas), Usage::Public);
            match format {
                Format::Csv => Reply::csv(answer.to_csv(), name),
                _ => Ok(Reply::Json(answer.to_json())),
            }
        })
        .await?
}
