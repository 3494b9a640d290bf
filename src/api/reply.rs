//! Bodies with their media type.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use super::ApiError;
use super::params::Format;
use crate::export::{Answer, PointsAnswer};

/// A body whose media type is known.
#[derive(Debug)]
pub enum Reply {
    /// A JSON object.
    Json(Value),
    /// A JSON object, written already.
    Written(String),
    /// GeoJSON, written already.
    GeoJson(String),
    /// A table, with the name it is saved under.
    Csv(Vec<u8>, String),
    /// A file to be looked at, with its media type and the name it is saved under.
    File {
        /// What it holds.
        bytes: Vec<u8>,
        /// Its media type.
        media: &'static str,
        /// Its name.
        name: String,
    },
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        match self {
            Self::Json(value) => {
                ([(header::CONTENT_TYPE, "application/json")], value.to_string()).into_response()
            }
            Self::Written(text) => {
                ([(header::CONTENT_TYPE, "application/json")], text).into_response()
            }
            Self::GeoJson(text) => {
                ([(header::CONTENT_TYPE, "application/geo+json")], text).into_response()
            }
            Self::Csv(bytes, name) => {
                let mut response =
                    ([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], bytes).into_response();
                saved_as(&mut response, &format!("attachment; filename=\"{name}.csv\""));
                response
            }
            Self::File { bytes, media, name } => {
                let mut response = ([(header::CONTENT_TYPE, media)], bytes).into_response();
                saved_as(&mut response, &format!("inline; filename=\"{name}\""));
                response
            }
        }
    }
}

fn saved_as(response: &mut Response, disposition: &str) {
    if let Ok(disposition) = HeaderValue::from_str(disposition) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
    }
}

impl Reply {
    /// An answer in the format asked for; its table is saved under `name`.
    ///
    /// # Errors
    /// Where the table could not be written, which is logged.
    pub fn answer(
        answer: &Answer<'_>,
        format: Format,
        name: String,
        geojson: impl FnOnce() -> String,
    ) -> Result<Self, ApiError> {
        match format {
            Format::Json => Ok(Self::Json(answer.to_json())),
            Format::GeoJson => Ok(Self::GeoJson(geojson())),
            Format::Csv => Self::csv(answer.to_csv(), name),
        }
    }

    /// Points in the format asked for; their table is saved under `name`.
    ///
    /// # Errors
    /// Where the table could not be written, which is logged.
    pub fn points(
        answer: &PointsAnswer<'_>,
        format: Format,
        name: String,
    ) -> Result<Self, ApiError> {
        match format {
            Format::Json => Ok(Self::Json(answer.to_json())),
            Format::GeoJson => Ok(Self::GeoJson(answer.to_geojson())),
            Format::Csv => Self::csv(answer.rows.to_csv(), name),
        }
    }

    /// A table, or the failure to write it.
    ///
    /// # Errors
    /// Where the table could not be written, which is logged.
    pub fn csv(table: Result<Vec<u8>, csv::Error>, name: String) -> Result<Self, ApiError> {
        table.map(|bytes| Self::Csv(bytes, name)).map_err(|cause| {
            tracing::error!(%cause, "a table could not be written");
            ApiError::Unfinished
        })
    }
}
