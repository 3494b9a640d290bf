//! `GET /api/territories/{code}/siting`

use axum::extract::Path;

use super::params::{Params, territory};
use super::{ApiError, Reply, WhatIf};
use crate::export::siting_answer;

/// Sites to add: the fewest that reach all children, or so many that reach the most.
///
/// # Errors
/// A parameter that does not read, or an unknown territory.
#[utoipa::path(
    get, path = "/api/territories/{code}/siting", tag = "indicators",
    params(
        super::openapi::Code,
        super::openapi::Supposed,
        super::openapi::Asked,
        super::openapi::Written,
        ("within" = Option<f64>, Query, description = "Threshold in metres as the crow flies, 100 to 100000; 5000 by default", minimum = 100, maximum = 100_000),
        ("count" = Option<u32>, Query, description = "How many sites to add, those that reach the most children (MCLP); without it, the fewest that reach all (LSCP)", minimum = 1, maximum = 500),
        ("candidates" = Option<String>, Query, description = "Where sites may be: town-halls (default), services (addresses of services of other kinds), all"),
        ("reference" = Option<f64>, Query, description = "Places per 100 children that the sites shall have for those they add", minimum = 0, maximum = 1000),
    ),
    responses(
        (status = 200, description = "Sites from the one that adds most children on, the proof, the runners-up and who stays out of reach", body = super::openapi::SitingAnswer),
        super::openapi::Refused,
    )
)]
pub async fn show(
    WhatIf(state): WhatIf,
    Path(code): Path<String>,
    params: Params,
) -> Result<Reply, ApiError> {
    let (question, wanted, format) = (params.question()?, params.wanted()?, params.format()?);
    let name = format!("implantation-{}-{code}", question.kind);
    state
        .on_study(territory(&code)?, move |atlas, study| {
            let answer = siting_answer(atlas, study, &question, &wanted);
            Reply::points(&answer, format, name)
        })
        .await?
}
