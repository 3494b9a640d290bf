//! The page, embedded in the binary.

use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

use super::ApiError;

#[derive(RustEmbed)]
#[folder = "web/dist"]
struct Page;

/// A file of the page; `/` is its entry.
pub async fn serve(uri: Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    let path = if path.is_empty() { "index.html" } else { path };
    match Page::get(path) {
        Some(file) => {
            // Vite names built files by their content: they never change under one name.
            let cache = if path.starts_with("assets/") {
                "public, max-age=31536000, immutable"
            } else {
                "no-cache"
            };
            let media = file.metadata.mimetype().to_owned();
            let headers =
                [(header::CONTENT_TYPE, media), (header::CACHE_CONTROL, cache.to_owned())];
            (headers, file.data).into_response()
        }
        None if path == "index.html" => {
            let unbuilt = "The page is not built into this binary: run `make build`.\n";
            (StatusCode::SERVICE_UNAVAILABLE, unbuilt).into_response()
        }
        None => ApiError::not_found("path", "there is nothing at this address").into_response(),
    }
}
