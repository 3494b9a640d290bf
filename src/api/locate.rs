//! `GET /api/locate`

use axum::extract::State;
use serde_json::json;
use tokio::task::spawn_blocking;

use super::params::Params;
use super::{ApiError, AppState, Reply};

/// The commune and the EPCI that hold a position; on a border, the smallest code.
///
/// # Errors
/// A position that does not read, or one outside the country.
#[utoipa::path(
    get, path = "/api/locate", tag = "territories",
    params(
        ("lon" = f64, Query, description = "Degrees east, WGS 84"),
        ("lat" = f64, Query, description = "Degrees north, WGS 84"),
    ),
    responses(
        (status = 200, description = "The commune, and its EPCI or null", body = super::openapi::Location),
        (status = 400, description = "A parameter is not understood", body = super::openapi::Problem, content_type = "application/problem+json"),
        (status = 404, description = "Outside every commune", body = super::openapi::Problem, content_type = "application/problem+json"),
    )
)]
pub async fn show(State(state): State<AppState>, params: Params) -> Result<Reply, ApiError> {
    let position = params.position()?;
    let work = move || {
        let france = &state.atlas.france;
        let found = state.atlas.communes.locate(&france.boundaries, position)?;
        let commune = &france.communes[found];
        let epci = commune.epci.and_then(|siren| france.epci(siren));
        Some(Reply::Json(json!({
            "commune": { "code": commune.code, "name": commune.name },
            "epci": epci.map(|epci| json!({ "code": epci.siren, "name": epci.name })),
        })))
    };
    let found = spawn_blocking(work).await?;
    found.ok_or_else(|| ApiError::not_found("lon, lat", "no commune holds this position"))
}
