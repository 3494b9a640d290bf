//! `GET /api/health`, `/api/config`, `/api/sources`

use axum::extract::State;
use axum::http::HeaderMap;
use serde_json::json;

use super::import::{self, Peer};
use super::{AppState, BaseMap, Reply, Server};

/// Whether the server answers, and with what.
#[utoipa::path(
    get, path = "/api/health", tag = "service",
    responses((status = 200, description = "The server answers", body = super::openapi::Health))
)]
pub async fn health(State(state): State<AppState>) -> Reply {
    let (france, register) = (&state.atlas.france, &state.atlas.register);
    Reply::Json(json!({
        "status": "ok",
        "version": env!("CARGO_PKG_VERSION"),
        "communes": france.communes.len(),
        "epcis": france.epcis.len(),
        "facilities": register.facilities.len(),
    }))
}

/// What the page opens with.
#[utoipa::path(
    get, path = "/api/config", tag = "service",
    responses((status = 200, description = "The territory the page opens with, and the version", body = super::openapi::Config))
)]
pub async fn config(State(server): State<Server>, peer: Peer, headers: HeaderMap) -> Reply {
    let access = server.access();
    let is_known = access.knows(import::address(peer), &headers);
    let writes = server.file().is_some();
    let now = server.now();
    let baselines = now.baselines.iter();
    let baselines: Vec<_> = baselines
        .map(|baseline| json!({ "id": baseline.id, "title": baseline.title, "on": baseline.on.to_string() }))
        .collect();
    Reply::Json(json!({
        "territory": now.home,
        "version": env!("CARGO_PKG_VERSION"),
        "baselines": baselines,
        "basemap": now.base_map.as_deref().map(BaseMap::told),
        "import": {
            "allowed": writes && (is_known || access.has_token()),
            "token": writes && !is_known && access.has_token(),
        },
    }))
}

/// Every dataset in use.
#[utoipa::path(
    get, path = "/api/sources", tag = "service",
    responses((status = 200, description = "Publisher, licence, vintage and checksum of each", body = super::openapi::Sources))
)]
pub async fn sources(State(state): State<AppState>) -> Reply {
    let official = state.atlas.france.sources.iter();
    let sources: Vec<_> = official.chain(&state.atlas.register.sources).collect();
    Reply::Json(json!({ "sources": sources }))
}
