//! `GET /tiles/{layer}` and `GET /tiles/{layer}/{z}/{x}/{y}`

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::{ApiError, AppState, Reply};
use crate::export::{Layer, Tile};
use crate::territory::source_line;

fn layer_named(name: &str) -> Result<Layer, ApiError> {
    let found = Layer::ALL.into_iter().find(|layer| layer.name() == name);
    found
        .ok_or_else(|| ApiError::not_found("layer", "there are the layers communes and facilities"))
}

/// A vector tile; 204 where it would be empty.
///
/// # Errors
/// An unknown layer, or a tile out of the pyramid.
#[utoipa::path(
    get, path = "/tiles/{layer}/{z}/{x}/{y}", tag = "tiles",
    params(
        ("layer" = String, Path, description = "communes or facilities"),
        ("z" = u8, Path, description = "Zoom, 5 to 14"),
        ("x" = u32, Path, description = "Column, below 2^z"),
        ("y" = u32, Path, description = "Row, below 2^z"),
    ),
    responses(
        (status = 200, description = "Mapbox vector tile", content_type = "application/vnd.mapbox-vector-tile"),
        (status = 204, description = "Nothing to draw here"),
        (status = 404, description = "No such tile", body = super::openapi::Problem, content_type = "application/problem+json"),
    )
)]
pub async fn tile(
    State(state): State<AppState>,
    Path((layer, z, x, y)): Path<(String, String, String, String)>,
) -> Result<Response, ApiError> {
    let layer = layer_named(&layer)?;
    let y = y.strip_suffix(".mvt").or_else(|| y.strip_suffix(".pbf")).unwrap_or(&y);
    let tile = Tile::new(&z, &x, y).map_err(|error| ApiError::not_found("z, x, y", error))?;
    let drawn = state.tile(layer, tile).await?;
    if drawn.is_empty() {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let headers = [
        (header::CONTENT_TYPE, "application/vnd.mapbox-vector-tile"),
        (header::CACHE_CONTROL, "public, max-age=3600"),
    ];
    Ok((headers, drawn).into_response())
}

/// What a layer of tiles holds (TileJSON 3.0).
///
/// # Errors
/// An unknown layer.
#[utoipa::path(
    get, path = "/tiles/{layer}", tag = "tiles",
    params(("layer" = String, Path, description = "communes or facilities")),
    responses((status = 200, description = "TileJSON 3.0", body = super::openapi::TileJson)),
)]
pub async fn tilejson(
    State(state): State<AppState>,
    Path(layer): Path<String>,
    headers: HeaderMap,
) -> Result<Reply, ApiError> {
    let layer = layer_named(&layer)?;
    let (fields, sources) = match layer {
        Layer::Communes => (
            json!({ "code": "INSEE code", "name": "Name", "epci": "SIREN of its EPCI" }),
            &state.atlas.france.sources,
        ),
        Layer::Facilities => (
            json!({ "id": "Id", "kind": "Kind", "capacity": "Places", "precision": "Precision", "commune": "INSEE code" }),
            &state.atlas.register.sources,
        ),
    };
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let base = host.map_or_else(String::new, |host| format!("http://{host}"));
    let name = layer.name();
    Ok(Reply::Json(json!({
        "tilejson": "3.0.0",
        "name": name,
        "tiles": [format!("{base}/tiles/{name}/{{z}}/{{x}}/{{y}}")],
        "minzoom": Tile::ZOOMS.start(),
        "maxzoom": Tile::ZOOMS.end(),
        "attribution": source_line(sources, &[]),
        "vector_layers": [{ "id": name, "fields": fields }],
    })))
}
