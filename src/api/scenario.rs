//! `GET` and `POST /api/territories/{code}/scenario`

use axum::body::Bytes;
use axum::extract::{Path, State};

use super::params::{Format, Params, territory};
use super::{ApiError, AppState, Reply};
use crate::export::scenario_answer;
use crate::territory::Scenario;

/// What a scenario would change: each figure before, after, and its change. Nothing is stored.
///
/// # Errors
/// A parameter that does not read, a scenario that cannot be, or an unknown territory.
#[utoipa::path(
    get, path = "/api/territories/{code}/scenario", tag = "indicators",
    params(
        super::openapi::Code,
        super::openapi::Asked,
        super::openapi::Written,
        super::openapi::Reached,
        ("scenario" = String, Query, description = "Changes, as a line of text: open,KIND,LON,LAT,PLACES,AGES,FUNDING,PERIMETER,NAME or close,ID or move,ID,LON,LAT or resize,ID,PLACES, with ; between them, after name,… where it has one. Every answer on a territory takes it"),
        ("answers" = Option<String>, Query, description = "Answers given before and after: coverage, white-zones, access (all by default), or none"),
    ),
    responses(
        (status = 200, description = "The difference per commune and in all, and the answers before and after", body = super::openapi::ScenarioAnswer),
        super::openapi::Refused,
    )
)]
pub async fn show(
    State(state): State<AppState>,
    Path(code): Path<String>,
    params: Params,
) -> Result<Reply, ApiError> {
    let missing = || ApiError::parameter("scenario", "it is missing: changes are expected");
    let scenario = params.scenario()?.ok_or_else(missing)?;
    answer(state, &code, &params, scenario).await
}

/// The same, with the scenario as the body. Nothing is stored.
///
/// # Errors
/// A body or a parameter that does not read, a scenario that cannot be, or an unknown territory.
#[utoipa::path(
    post, path = "/api/territories/{code}/scenario", tag = "indicators",
    params(
        super::openapi::Code,
        super::openapi::Asked,
        super::openapi::Written,
        super::openapi::Reached,
        ("answers" = Option<String>, Query, description = "Answers given before and after: coverage, white-zones, access (all by default), or none"),
    ),
    request_body = super::openapi::Scenario,
    responses(
        (status = 200, description = "The difference per commune and in all, and the answers before and after", body = super::openapi::ScenarioAnswer),
        (status = 400, description = "The body or a parameter is not understood", body = super::openapi::Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such territory", body = super::openapi::Problem, content_type = "application/problem+json"),
    )
)]
pub async fn suppose(
    State(state): State<AppState>,
    Path(code): Path<String>,
    params: Params,
    body: Bytes,
) -> Result<Reply, ApiError> {
    let scenario: Scenario = serde_json::from_slice(&body)
        .map_err(|error| ApiError::parameter("body", format!("it is no scenario: {error}")))?;
    answer(state, &code, &params, scenario).await
}

async fn answer(
    state: AppState,
    code: &str,
    params: &Params,
    scenario: Scenario,
) -> Result<Reply, ApiError> {
    let (question, threshold, format) = (params.question()?, params.threshold()?, params.format()?);
    let beside = params.beside()?;
    let territory = territory(code)?;
    let name = format!("scenario-{}-{code}", question.kind);
    let supposed = state.clone().supposing(scenario.clone()).await?;
    supposed
        .on_study(territory, move |supposed, study| {
            let beside = if format == Format::Json { &beside[..] } else { &[] };
            let atlases = [&*state.atlas, supposed];
            let asked = (&question, &threshold);
            let answer = scenario_answer(atlases, study, &scenario, asked, beside);
            match format {
                Format::Json => Ok(Reply::Json(answer.to_json())),
                Format::GeoJson => {
                    Ok(Reply::GeoJson(answer.difference.to_commune_geojson(supposed, study)))
                }
                Format::Csv => Reply::csv(answer.difference.to_csv(), name),
            }
        })
        .await?
}
