//! The page, embedded in the binary.

use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

use super::ApiError;

#[derive(RustEmbed)]
#[folder = "web/dist"]
struct Page;

/// A file of the page; `/` is its entry.
pub async fn serve(uri: Uri, headers: HeaderMap) -> Response {
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
            let known = [
                (header::CONTENT_TYPE, media),
                (header::CACHE_CONTROL, cache.to_owned()),
                (header::VARY, "accept-encoding".to_owned()),
            ];
            match packed(path, &headers) {
                Some(packed) => {
                    (known, [(header::CONTENT_ENCODING, "br")], packed.data).into_response()
                }
                None => (known, file.data).into_response(),
            }
        }
        None if path == "index.html" => {
            let unbuilt = "The page is not built into this binary: run `make build`.\n";
            (StatusCode::SERVICE_UNAVAILABLE, unbuilt).into_response()
        }
        None => ApiError::not_found("path", "there is nothing at this address").into_response(),
    }
}

/// The file as it was packed when the page was built, for who reads Brotli.
fn packed(path: &str, headers: &HeaderMap) -> Option<EmbeddedFile> {
    let read = headers.get(header::ACCEPT_ENCODING)?.to_str().ok()?;
    let reads = read.split(',').any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        parts.next() == Some("br") && parts.all(|weight| !["q=0", "q=0.0"].contains(&weight))
    });
    reads.then(|| Page::get(&format!("{path}.br")))?
}
