//! `GET /api/territories` and `GET /api/territories/{code}`

use axum::extract::{Path, State};
use serde_json::json;
use tokio::task::spawn_blocking;

use super::params::{Params, territory};
use super::{ApiError, AppState, Reply, WhatIf};
use crate::export::territory_answer;
use crate::territory::TerritoryCode;

/// Searches EPCI and communes by name or code, without accents or case.
///
/// # Errors
/// A limit out of bounds.
#[utoipa::path(
    get, path = "/api/territories", tag = "territories",
    params(
        ("q" = Option<String>, Query, description = "Part of a name, or a code"),
        ("limit" = Option<u32>, Query, description = "At most so many, 1 to 100; 20 by default"),
    ),
    responses((status = 200, description = "EPCI and communes, the best match first", body = super::openapi::Territories)),
)]
pub async fn search(State(state): State<AppState>, params: Params) -> Result<Reply, ApiError> {
    let limit = params.limit()?;
    let work = move || {
        let found = state.atlas.names().search(params.search(), limit);
        let rows: Vec<_> = found
            .into_iter()
            .map(|entry| {
                json!({
                    "code": entry.code,
                    "name": entry.name,
                    "kind": if matches!(entry.code, TerritoryCode::Epci(_)) { "epci" } else { "commune" },
                    "department": entry.department,
                    "department_name": state.atlas.france.department_name(&entry.department),
                    "communes": entry.communes,
                    "population": entry.population,
                })
            })
            .collect();
        Reply::Json(json!({ "territories": rows }))
    };
    Ok(spawn_blocking(work).await?)
}

/// A territory with its communes, their children by age, and what is known of each kind.
///
/// # Errors
/// An unknown territory.
#[utoipa::path(
    get, path = "/api/territories/{code}", tag = "territories",
    params(super::openapi::Code, super::openapi::Supposed),
    responses(
        (status = 200, description = "The territory", body = super::openapi::Territory),
        (status = 404, description = "No such territory", body = super::openapi::Problem, content_type = "application/problem+json"),
    )
)]
pub async fn show(WhatIf(state): WhatIf, Path(code): Path<String>) -> Result<Reply, ApiError> {
    state
        .on_study(territory(&code)?, |atlas, study| Reply::Json(territory_answer(atlas, study)))
        .await
}
