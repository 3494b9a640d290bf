//! The one error that handlers return, and the answer it becomes (RFC 9457).

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::territory::Place;

/// Why a request could not be answered.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// A parameter is missing or does not read.
    #[error("{parameter}: {detail}")]
    Parameter {
        /// Its name.
        parameter: &'static str,
        /// What is wrong, and what is expected.
        detail: String,
    },
    /// There is no such territory, tile, commune or page.
    #[error("{detail}")]
    NotFound {
        /// The parameter or part of the path that names it.
        parameter: &'static str,
        /// What there is not.
        detail: String,
    },
    /// The path knows other methods only.
    #[error("this address does not answer that method")]
    Method,
    /// Who asks may not.
    #[error("{0}")]
    Forbidden(&'static str),
    /// A token is missing or wrong.
    #[error("a token is wanted: Authorization: Bearer …")]
    Unauthorised,
    /// What is asked does not fit the state of the register.
    #[error("{0}")]
    Conflict(String),
    /// The body is larger than is read.
    #[error("the body is larger than this server reads")]
    TooLarge,
    /// Addresses cannot be looked up, in French.
    #[error("{0}")]
    Lookup(String),
    /// A file is refused as a whole.
    #[error("{detail}")]
    Refused {
        /// Where.
        place: Place,
        /// What, why, and what can be done, in French.
        detail: String,
    },
    /// The work did not finish. Its cause is logged, not told.
    #[error("the answer could not be made; the server has noted why")]
    Unfinished,
}

impl ApiError {
    /// A parameter that does not read.
    #[expect(clippy::needless_pass_by_value, reason = "errors and literals read alike")]
    pub fn parameter(parameter: &'static str, detail: impl ToString) -> Self {
        Self::Parameter { parameter, detail: detail.to_string() }
    }

    /// Something that does not exist.
    #[expect(clippy::needless_pass_by_value, reason = "errors and literals read alike")]
    pub fn not_found(parameter: &'static str, detail: impl ToString) -> Self {
        Self::NotFound { parameter, detail: detail.to_string() }
    }
}

impl From<tokio::task::JoinError> for ApiError {
    fn from(cause: tokio::task::JoinError) -> Self {
        tracing::error!(%cause, "the work of a request did not finish");
        Self::Unfinished
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        if let Self::Refused { place, detail } = &self {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return problem(status, "A file is refused", detail, &json!({ "place": place }));
        }
        let (status, title, parameter) = match &self {
            Self::Parameter { parameter, .. } => {
                (StatusCode::BAD_REQUEST, "A parameter is not understood", Some(*parameter))
            }
            Self::NotFound { parameter, .. } => {
                (StatusCode::NOT_FOUND, "Not found", Some(*parameter))
            }
            Self::Method => (StatusCode::METHOD_NOT_ALLOWED, "Method not allowed", None),
            Self::Forbidden(_) => (StatusCode::FORBIDDEN, "Not allowed", None),
            Self::Unauthorised => (StatusCode::UNAUTHORIZED, "A token is wanted", None),
            Self::Conflict(_) => (StatusCode::CONFLICT, "It does not fit the register", None),
            Self::Lookup(_) => (StatusCode::BAD_GATEWAY, "Addresses cannot be looked up", None),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "Too large", None),
            Self::Unfinished | Self::Refused { .. } => {
                (StatusCode::INTERNAL_SERVER_ERROR, "Unfinished", None)
            }
        };
        problem(status, title, &self.to_string(), &json!({ "parameter": parameter }))
    }
}

/// Puts what layers and extractors refuse into the same envelope: a path that is not UTF-8, a body
/// that is too large, an answer that took too long.
pub async fn as_problem(response: Response) -> Response {
    let status = response.status();
    let is_problem = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|media| media == "application/problem+json");
    if is_problem || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let detail = match status {
        StatusCode::BAD_REQUEST => {
            "the address does not read: its parts are UTF-8, percent-encoded"
        }
        StatusCode::PAYLOAD_TOO_LARGE => "the body is larger than this server reads",
        StatusCode::SERVICE_UNAVAILABLE => {
            "the server could not answer in time, or has no page built in"
        }
        _ => "the request could not be answered",
    };
    let title = status.canonical_reason().unwrap_or("Refused");
    problem(status, title, detail, &json!({ "parameter": null }))
}

/// The envelope of every refusal; `more` adds members to it.
fn problem(status: StatusCode, title: &str, detail: &str, more: &Value) -> Response {
    let mut body = json!({
        "type": "about:blank",
        "title": title,
        "status": status.as_u16(),
        "detail": detail,
    });
    for (name, value) in more.as_object().into_iter().flatten() {
        body[name.as_str()] = value.clone();
    }
    (status, [(header::CONTENT_TYPE, "application/problem+json")], body.to_string()).into_response()
}
