//! `GET /api/territories/{code}/cells`

use axum::extract::Path;

use super::params::{Params, territory};
use super::{ApiError, Reply, WhatIf};
use crate::export::cells_answer;

/// The children of each 200 m cell: with a place, without one, out of reach.
///
/// # Errors
/// A parameter that does not read, or an unknown territory.
#[utoipa::path(
    get, path = "/api/territories/{code}/cells", tag = "indicators",
    params(
        super::openapi::Code,
        super::openapi::Supposed,
        super::openapi::Asked,
        super::openapi::Written,
        super::openapi::Reached,
    ),
    responses(
        (status = 200, description = "A row per cell: its commune, its centre and its children in three parts, which add up over the cells to those of white-zones and access; communes without cells give no row and stand in without_cells", body = super::openapi::CellsAnswer),
        super::openapi::Refused,
    )
)]
pub async fn show(
    WhatIf(state): WhatIf,
    Path(code): Path<String>,
    params: Params,
) -> Result<Reply, ApiError> {
    let (question, threshold, format) = (params.question()?, params.threshold()?, params.format()?);
    let name = format!("carreaux-{}-{code}", question.kind);
    state
        .on_study(territory(&code)?, move |atlas, study| {
            let answer = cells_answer(atlas, study, &question, &threshold);
            Reply::points(&answer, format, name)
        })
        .await?
}
