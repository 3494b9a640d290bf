//! `POST /api/territories/{code}/import/preview` and `POST /api/territories/{code}/import`

use std::net::SocketAddr;

use axum::Extension;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{ConnectInfo, Multipart, Path, State};
use axum::http::HeaderMap;
use serde_json::json;
use tokio::task::spawn_blocking;

use super::params::territory;
use super::register_file::CommitError;
use super::{ApiError, AppState, Reply, Server};
use crate::export::{MOST_READ, draft_json};
use crate::import::draft::{Answers, Draft, DraftError, Request, draft};
use crate::import::{Context, Input, ReadError, read};
use crate::territory::TerritoryCode;

/// The largest body of an import, in bytes: lists of a territory take a hundredth of it.
pub const LARGEST_IMPORT: usize = 40 << 20;

/// The longest pasted text, in bytes.
const LONGEST_TEXT: usize = 4 << 20;

/// The longest part that is neither a file nor a text, in bytes.
const LONGEST_ANSWERS: usize = 4 << 20;

/// The most files in one import.
const MOST_FILES: usize = 20;

/// Where a client sits.
pub type Peer = Option<Extension<ConnectInfo<SocketAddr>>>;

/// Reads lists and files, and says what an import would change. Writes nothing.
///
/// # Errors
/// Who may not import, and what does not read as an import.
#[utoipa::path(
    post, path = "/api/territories/{code}/import/preview", tag = "import",
    params(super::openapi::Code),
    request_body(content = super::openapi::ImportParts, content_type = "multipart/form-data"),
    responses(
        (status = 200, description = "What was read, what is doubtful, what would change"),
        (status = 401, description = "A token is wanted", body = super::openapi::Problem, content_type = "application/problem+json"),
        (status = 403, description = "Not from this machine, or from a foreign page", body = super::openapi::Problem, content_type = "application/problem+json"),
        (status = 422, description = "A file is refused as a whole", body = super::openapi::Problem, content_type = "application/problem+json"),
    )
)]
pub async fn preview(
    State(server): State<Server>,
    Path(code): Path<String>,
    peer: Peer,
    headers: HeaderMap,
    parts: Multipart,
) -> Result<Reply, ApiError> {
    server.access().admit(address(peer), &headers)?;
    let (code, parts) = (territory(&code)?, Parts::read(parts).await?);
    let place = server.import_place().await?;
    let work = server.clone();
    spawn_blocking(move || {
        let _place = place;
        let state = work.now();
        let draft = make(&work, &state, code, &parts)?;
        let version = state.own.version.to_string();
        Ok(Reply::Json(draft_json(&draft, &state.atlas.france, &version, MOST_READ)))
    })
    .await?
}

/// Imports what was previewed, whole or not at all.
///
/// # Errors
/// As the preview, and 409 where questions are left or the register has changed since.
#[utoipa::path(
    post, path = "/api/territories/{code}/import", tag = "import",
    params(super::openapi::Code),
    request_body(content = super::openapi::ImportParts, content_type = "multipart/form-data"),
    responses(
        (status = 200, description = "It is committed"),
        (status = 401, description = "A token is wanted", body = super::openapi::Problem, content_type = "application/problem+json"),
        (status = 403, description = "Not from this machine, or from a foreign page", body = super::openapi::Problem, content_type = "application/problem+json"),
        (status = 409, description = "Questions are left, or the register has changed since", body = super::openapi::Problem, content_type = "application/problem+json"),
        (status = 422, description = "A file is refused as a whole", body = super::openapi::Problem, content_type = "application/problem+json"),
    )
)]
pub async fn commit(
    State(server): State<Server>,
    Path(code): Path<String>,
    peer: Peer,
    headers: HeaderMap,
    parts: Multipart,
) -> Result<Reply, ApiError> {
    server.access().admit(address(peer), &headers)?;
    let (code, parts) = (territory(&code)?, Parts::read(parts).await?);
    let base = parts.base.clone();
    let place = server.import_place().await?;
    let work = server.clone();
    let committed = spawn_blocking(move || {
        let _place = place;
        let state = work.now();
        if base.as_deref().is_some_and(|base| base != state.own.version.to_string()) {
            return Err(stale());
        }
        let draft = make(&work, &state, code, &parts)?;
        let summary = draft.summary();
        if summary.open > 0 {
            return Err(ApiError::Conflict(format!("{} questions are left", summary.open)));
        }
        let file = work.file().ok_or_else(no_register)?;
        let version = file.commit(&draft, state.own.version, &state.atlas.france)?;
        if let Err(cause) = work.lookup().keep() {
            tracing::warn!(%cause, "answers of the address service are not kept");
        }
        Ok(json!({
            "committed": true, "summary": summary, "register": { "version": version.to_string() },
        }))
    })
    .await??;
    server.refresh().await;
    Ok(Reply::Json(committed))
}

/// The address of a client, where it is known.
pub fn address(peer: Peer) -> Option<SocketAddr> {
    peer.map(|Extension(ConnectInfo(address))| address)
}

fn make(
    server: &Server,
    state: &AppState,
    code: TerritoryCode,
    parts: &Parts,
) -> Result<Draft, ApiError> {
    let france = &state.atlas.france;
    if server.file().is_none() {
        return Err(no_register());
    }
    if france.name_of(code).is_none() {
        let detail = format!("there is no EPCI or commune {code} in the COG in use");
        return Err(ApiError::not_found("code", detail));
    }
    let context = Context::new(france, code);
    let request = Request {
        france,
        territory: code,
        context: &context,
        register: &state.own.register,
        answers: &parts.answers,
    };
    let files = read(&parts.inputs, parts.list.as_deref(), &request, &mut |_| {})?;
    Ok(draft(files, request, &server.lookup().places())?)
}

fn no_register() -> ApiError {
    ApiError::Forbidden("this server has no register to import into: start it with --register")
}

fn stale() -> ApiError {
    ApiError::Conflict("the register has changed since the preview: look at it again".to_owned())
}

/// The parts of an import.
#[derive(Debug, Default)]
struct Parts {
    inputs: Vec<Input>,
    list: Option<String>,
    answers: Answers,
    base: Option<String>,
}

impl Parts {
    async fn read(mut multipart: Multipart) -> Result<Self, ApiError> {
        let (mut parts, mut pasted) = (Self::default(), None);
        while let Some(field) = multipart.next_field().await? {
            match field.name().unwrap_or_default() {
                "file" => {
                    if parts.inputs.len() == MOST_FILES {
                        let detail = format!("at most {MOST_FILES} files are read at once");
                        return Err(ApiError::parameter("file", detail));
                    }
                    // A name is shown, never opened: no path leads from a request to the disk.
                    let name = field.file_name().unwrap_or("fichier").to_owned();
                    let bytes = field.bytes().await?;
                    parts.inputs.push(Input::bytes(&name, bytes));
                }
                "text" => pasted = Some(text(field, "text", LONGEST_TEXT).await?),
                "list" => {
                    let name = text(field, "list", 200).await?;
                    parts.list = Some(name.trim().to_owned()).filter(|name| !name.is_empty());
                }
                "answers" => {
                    let given = text(field, "answers", LONGEST_ANSWERS).await?;
                    parts.answers = serde_json::from_str(&given)
                        .map_err(|error| ApiError::parameter("answers", error))?;
                }
                "base" => parts.base = Some(text(field, "base", 40).await?),
                _ => {
                    let detail = "only file, text, list, answers and base are read";
                    return Err(ApiError::parameter("part", detail));
                }
            }
        }
        if let Some(pasted) = pasted.filter(|text| !text.trim().is_empty()) {
            let name = parts.list.clone().unwrap_or_else(|| "texte collé".to_owned());
            parts.inputs.push(Input::pasted(&name, pasted.into()));
        }
        if parts.inputs.is_empty() {
            return Err(ApiError::parameter("file", "a file or a pasted text is expected"));
        }
        Ok(parts)
    }
}

async fn text(field: Field<'_>, name: &'static str, longest: usize) -> Result<String, ApiError> {
    let text = field.text().await?;
    if text.len() > longest {
        let detail = format!("it is too long: at most {longest} bytes are read");
        return Err(ApiError::parameter(name, detail));
    }
    Ok(text)
}

impl From<MultipartError> for ApiError {
    fn from(error: MultipartError) -> Self {
        if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
            Self::TooLarge
        } else {
            Self::parameter("body", error.body_text())
        }
    }
}

impl From<ReadError> for ApiError {
    fn from(error: ReadError) -> Self {
        Self::Refused { place: error.place(), detail: error.in_french() }
    }
}

impl From<DraftError> for ApiError {
    fn from(error: DraftError) -> Self {
        match error {
            DraftError::Answer(answer) => Self::parameter("answers", answer),
            DraftError::Places(cause) => {
                tracing::warn!(%cause, "addresses cannot be looked up");
                Self::Lookup(cause.in_french())
            }
        }
    }
}

impl From<CommitError> for ApiError {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Stale => stale(),
            CommitError::Failed(cause) => {
                tracing::error!(%cause, "the register could not be written");
                Self::Unfinished
            }
        }
    }
}
