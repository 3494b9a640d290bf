//! HTTP: reads a request, asks one question, writes the answer. Nothing is computed here.

mod access;
mod answers;
mod asked_of_services;
mod assets;
mod base_map;
mod baselines;
mod cells;
mod coverage;
mod duties;
mod error;
mod etag;
mod evolution;
mod facilities;
mod import;
mod import_access;
mod indicators;
mod locate;
mod lookup;
mod modes;
mod openapi;
pub mod params;
mod perimeters;
mod ranking;
mod register_file;
mod reply;
mod scenario;
mod server;
mod service;
mod sheet;
mod sheet_params;
mod siting;
mod state;
mod territories;
mod tiles;
mod what_if;
mod white_zones;

use std::time::Duration;

use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::IntoResponse as _;
use axum::routing::{get, post};
use axum::{Router, middleware};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate as _};
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

pub use base_map::{BaseMap, InvalidBaseMap};
pub use baselines::{Baseline, BaselineError};
pub use error::ApiError;
pub use import_access::ImportAccess;
pub use lookup::Lookup;
pub use register_file::{OwnRegister, RegisterFile};
pub use reply::Reply;
pub use server::Server;
pub use state::AppState;
pub use what_if::WhatIf;

/// Questions have no body; a client that sends one is stopped early.
const LARGEST_BODY: usize = 64 * 1024;

/// No answer takes a tenth of this.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// What the page may load: itself, and the base map where one is named.
fn content_security_policy(base_map: Option<&BaseMap>) -> String {
    let host = base_map.and_then(BaseMap::host).map(|host| format!(" {host}")).unwrap_or_default();
    format!(
        "default-src 'self'; img-src 'self' data: blob:{host}; worker-src 'self' blob:; \
         style-src 'self' 'unsafe-inline'; font-src 'self' data:; connect-src 'self'{host}; \
         object-src 'none'; base-uri 'none'; frame-ancestors 'self'"
    )
}

/// The whole HTTP service, ready to be served or called from a test.
pub fn router(server: Server) -> Router {
    let reads = Router::new()
        .route("/api/health", get(service::health))
        .route("/api/config", get(service::config))
        .route("/api/sources", get(service::sources))
        .route("/api/locate", get(locate::show))
        .route("/api/territories", get(territories::search))
        .route("/api/territories/{code}", get(territories::show))
        .route("/api/territories/{code}/answers", get(answers::show))
        .route("/api/territories/{code}/facilities", get(facilities::list))
        .route("/api/territories/{code}/coverage", get(coverage::show))
        .route("/api/territories/{code}/white-zones", get(white_zones::show))
        .route("/api/territories/{code}/access", get(access::show))
        .route("/api/territories/{code}/cells", get(cells::show))
        .route("/api/territories/{code}/evolution", get(evolution::show))
        .route("/api/territories/{code}/ranking", get(ranking::show))
        .route("/api/territories/{code}/siting", get(siting::show))
        .route("/api/territories/{code}/modes", get(modes::show))
        .route("/api/territories/{code}/perimeters", get(perimeters::show))
        .route("/api/territories/{code}/duties", get(duties::show))
        .route("/api/territories/{code}/indicators", get(indicators::show))
        .route("/api/territories/{code}/scenario", get(scenario::show).post(scenario::suppose))
        .route("/api/territories/{code}/sheet", get(sheet::show))
        .route("/api/territories/{code}/map.svg", get(sheet::map))
        .route("/tiles/{layer}", get(tiles::tilejson))
        .route("/tiles/{layer}/{z}/{x}/{y}", get(tiles::tile))
        .route("/carte.svg", get(sheet::home))
        .route("/basemap/{z}/{x}/{y}", get(base_map::tile))
        .route("/openapi.json", get(openapi::show))
        .fallback(get(assets::serve))
        .method_not_allowed_fallback(other_method)
        .layer(middleware::from_fn(etag::fingerprint))
        .layer(RequestBodyLimitLayer::new(LARGEST_BODY));
    let policy = content_security_policy(server.now().base_map.as_deref());
    // The fonts of the page are packed in themselves.
    let packs = DefaultPredicate::new().and(NotForContentType::const_new("font/"));
    let writes = Router::new()
        .route("/api/territories/{code}/import/preview", post(import::preview))
        .route("/api/territories/{code}/import", post(import::commit))
        .method_not_allowed_fallback(other_method)
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(import::LARGEST_IMPORT));
    reads
        .merge(writes)
        .layer(middleware::from_fn_with_state(server.clone(), server::refresh))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, LONGEST_WAIT))
        .layer(CatchPanicLayer::custom(|_cause: Box<dyn std::any::Any + Send>| {
            tracing::error!("a handler panicked");
            ApiError::Unfinished.into_response()
        }))
        .layer(middleware::map_response(error::as_problem))
        .layer(CompressionLayer::new().compress_when(packs))
        .layer(header("content-security-policy", &policy))
        .layer(header("x-content-type-options", "nosniff"))
        .layer(header("referrer-policy", "no-referrer"))
        .with_state(server)
}

async fn other_method() -> ApiError {
    ApiError::Method
}

fn header(name: &'static str, value: &str) -> SetResponseHeaderLayer<HeaderValue> {
    let value = value.parse().expect("a policy holds visible ASCII only");
    SetResponseHeaderLayer::if_not_present(HeaderName::from_static(name), value)
}
