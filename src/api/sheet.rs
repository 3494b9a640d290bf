//! `GET /api/territories/{code}/sheet` and `GET /api/territories/{code}/map.svg`

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Redirect;

use super::params::{Params, territory};
use super::{ApiError, AppState, Reply, WhatIf};
use crate::export::sheet::{Asked, Drawing, SheetFormat, SheetSize, Sheets, studied};
use crate::territory::CommuneCode;

/// A sheet for paper, or a slide, drawn from the figures of the other addresses.
///
/// The sheet of a commune is measured in its EPCI, where it has one.
///
/// # Errors
/// A parameter that does not read, or an unknown territory.
#[utoipa::path(
    get, path = "/api/territories/{code}/sheet", tag = "sheets",
    params(
        super::openapi::Code,
        super::openapi::Supposed,
        super::openapi::Asked,
        super::openapi::Reached,
        super::openapi::Sheet,
    ),
    responses(
        (status = 200, description = "The sheet; its source line is text in every format but PNG", content(
            (Vec<u8> = "application/pdf"), (String = "image/svg+xml"), (Vec<u8> = "image/png"),
        )),
        super::openapi::Refused,
    )
)]
pub async fn show(
    WhatIf(state): WhatIf,
    Path(code): Path<String>,
    params: Params,
) -> Result<Reply, ApiError> {
    let format = params.sheet_format()?;
    let size = params.sheet_size()?;
    drawn(state, &code, &params, (format, size)).await
}

/// The map alone, for browsers that draw none themselves.
///
/// # Errors
/// A parameter that does not read, or an unknown territory.
#[utoipa::path(
    get, path = "/api/territories/{code}/map.svg", tag = "sheets",
    params(
        super::openapi::Code,
        super::openapi::Supposed,
        super::openapi::Asked,
        super::openapi::Reached,
        ("commune" = Option<String>, Query, description = "INSEE code of a commune of the EPCI: the map of that commune"),
    ),
    responses(
        (status = 200, description = "The map with its title, legend and source line", body = String, content_type = "image/svg+xml"),
        super::openapi::Refused,
    )
)]
pub async fn map(
    WhatIf(state): WhatIf,
    Path(code): Path<String>,
    params: Params,
) -> Result<Reply, ApiError> {
    drawn(state, &code, &params, (SheetFormat::Svg, SheetSize::Map)).await
}

async fn drawn(
    state: AppState,
    code: &str,
    params: &Params,
    (format, size): (SheetFormat, SheetSize),
) -> Result<Reply, ApiError> {
    let (question, threshold) = (params.question()?, params.threshold()?);
    let (commune, validated_on) = (params.commune()?, params.validated_on()?);
    let (studied, own) = studied(&state.atlas.france, territory(code)?);
    let commune = one_of(commune, own)?;
    let name = file_name(question.kind.as_str(), code, commune.or(own), size);
    let place = Arc::clone(&state.drawings).acquire_owned().await;
    let place = place.map_err(|_closed| ApiError::Unfinished)?;
    let logos = Arc::clone(&state.logos);
    let work = state.on_study(studied, move |atlas, study| {
        // The work holds its place, not the request: it goes on where nobody waits any more.
        let _place = place;
        let sheets = Sheets::new(atlas, study, question, threshold);
        let asked = Asked { size, validated_on, logos: &logos };
        let drawing = match commune.or(own) {
            None => sheets.whole(&asked),
            Some(code) => sheets.commune(code, &asked).ok_or_else(|| {
                let detail = format!("{code} is not a commune of {}", study.name);
                ApiError::parameter("commune", detail)
            })?,
        };
        written(&drawing, format, &name)
    });
    work.await?
}

/// The commune that is asked for within a territory: only itself, where that is a commune.
fn one_of(
    asked: Option<CommuneCode>,
    own: Option<CommuneCode>,
) -> Result<Option<CommuneCode>, ApiError> {
    match (asked, own) {
        (Some(asked), Some(own)) if asked != own => {
            let detail = format!("{asked} is not {own}: ask for it by its own code or in its EPCI");
            Err(ApiError::parameter("commune", detail))
        }
        (asked, _) => Ok(asked),
    }
}

/// The name that the file is saved under, without its extension.
fn file_name(kind: &str, code: &str, commune: Option<CommuneCode>, size: SheetSize) -> String {
    let what = match size {
        SheetSize::A4 => "fiche",
        SheetSize::Slide => "diapositive",
        SheetSize::Map => "carte",
    };
    let code = commune.map_or_else(|| code.to_owned(), |commune| commune.to_string());
    format!("{what}-{kind}-{code}")
}

fn written(drawing: &Drawing, format: SheetFormat, name: &str) -> Result<Reply, ApiError> {
    let bytes = format.write(&drawing.title, std::slice::from_ref(drawing)).map_err(|cause| {
        tracing::error!(%cause, "a sheet could not be drawn");
        ApiError::Unfinished
    })?;
    Ok(Reply::File { bytes, media: format.media(), name: format!("{name}.{}", format.as_str()) })
}

/// The map of the territory that the page opens with, for browsers that run no script.
pub async fn home(State(state): State<AppState>) -> Redirect {
    Redirect::temporary(&format!("/api/territories/{}/map.svg?within=3000&fill=mean", state.home))
}
