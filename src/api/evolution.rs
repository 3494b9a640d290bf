//! `GET /api/territories/{code}/evolution`

use axum::extract::Path;

use super::params::{Params, territory};
use super::{ApiError, Reply, WhatIf};
use crate::analysis::Moment;
use crate::export::evolution_answer;

/// What changed since a baseline, or since another day: services that opened, closed, were resized
/// or moved, and the figures of each commune before and after.
///
/// # Errors
/// A parameter that does not read, an unknown territory or baseline.
#[utoipa::path(
    get, path = "/api/territories/{code}/evolution", tag = "indicators",
    params(
        super::openapi::Code,
        super::openapi::Supposed,
        super::openapi::Asked,
        super::openapi::Written,
        super::openapi::Reached,
        ("baseline" = Option<String>, Query, description = "A baseline that the server was started with, by its id (see /api/config)"),
        ("from" = Option<String>, Query, description = "Earlier day, ISO 8601: that of the baseline by default; needed without one"),
        ("population" = Option<String>, Query, description = "Whose children count where the two know different ones: before (default), after or each"),
    ),
    responses(
        (status = 200, description = "Rows per commune and the total, before and after; changes of services", body = super::openapi::TerritoryAnswer),
        super::openapi::Refused,
    )
)]
pub async fn show(
    WhatIf(state): WhatIf,
    Path(code): Path<String>,
    params: Params,
) -> Result<Reply, ApiError> {
    let (question, threshold, format) = (params.question()?, params.threshold()?, params.format()?);
    let population = params.population()?;
    let baseline = params.baseline(&state.baselines)?.cloned();
    let from = params.from(baseline.as_ref().map(|baseline| baseline.on), question.at)?;
    let code = territory(&code)?;
    let name = format!("evolution-{}-{code}", question.kind);
    state
        .on_study(code, move |atlas, study| {
            let after = Moment { atlas, study, at: question.at };
            let frozen = baseline.and_then(|b| Some((b.atlas.study(code)?, b.atlas)));
            let before = match &frozen {
                Some((study, atlas)) => Moment { atlas, study, at: from },
                None => Moment { at: from, ..after },
            };
            let answer = evolution_answer(&before, &after, population, &question, &threshold);
            Reply::answer(&answer, format, name, || answer.to_commune_geojson(atlas, study))
        })
        .await?
}
