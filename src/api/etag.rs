//! Every answer carries its fingerprint; one that the client holds already is not sent again.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt as _;
use sha2::{Digest as _, Sha256};

use super::ApiError;

/// Adds an `ETag`, and answers 304 where the client's copy is the same. The tag is weak: the body
/// may yet be compressed.
pub async fn fingerprint(request: Request, next: Next) -> Response {
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();
    let response = next.run(request).await;
    if response.status() != StatusCode::OK {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(collected) = body.collect().await else { return ApiError::Unfinished.into_response() };
    let bytes = collected.to_bytes();
    let digest = Sha256::digest(&bytes);
    let (head, _) = digest.split_at(size_of::<u128>());
    let head = head.try_into().map_or(0, u128::from_be_bytes);
    let tag = format!("W/\"{head:032x}\"");
    let same = known
        .as_ref()
        .and_then(|known| known.to_str().ok())
        .is_some_and(|known| known.split(',').any(|one| one.trim() == tag || one.trim() == "*"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        parts.headers.insert(header::ETAG, tag);
    }
    if same {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(header::CONTENT_LENGTH);
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, Body::from(bytes))
}
