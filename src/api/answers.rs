//! `GET /api/territories/{code}/answers`

use std::pin::Pin;

use axum::extract::{Path, State};
use tokio::task::JoinHandle;

use super::params::{Params, shown};
use super::{
    ApiError, AppState, Reply, WhatIf, access, cells, coverage, duties, evolution, facilities,
    modes, perimeters, ranking, scenario, siting, territories, white_zones,
};

type Asked = Pin<Box<dyn Future<Output = Result<Reply, ApiError>> + Send>>;

/// How an answer is asked of the state as it is, and as the scenario would have it.
type Ask = fn([AppState; 2], Path<String>, Params) -> Asked;

/// What may be asked together: the last part of an address, and the handler behind it.
const KNOWN: [(&str, Ask); 14] = [
    ("territory", |[_, state], code, _| Box::pin(territories::show(WhatIf(state), code))),
    ("facilities", |[_, state], code, of| Box::pin(facilities::list(WhatIf(state), code, of))),
    ("coverage", |[_, state], code, of| Box::pin(coverage::show(WhatIf(state), code, of))),
    ("white-zones", |[_, state], code, of| Box::pin(white_zones::show(WhatIf(state), code, of))),
    ("access", |[_, state], code, of| Box::pin(access::show(WhatIf(state), code, of))),
    ("cells", |[_, state], code, of| Box::pin(cells::show(WhatIf(state), code, of))),
    ("ranking", |[_, state], code, of| Box::pin(ranking::show(WhatIf(state), code, of))),
    ("evolution", |[_, state], code, of| Box::pin(evolution::show(WhatIf(state), code, of))),
    ("siting", |[_, state], code, of| Box::pin(siting::show(WhatIf(state), code, of))),
    ("modes", |[_, state], code, of| Box::pin(modes::show(WhatIf(state), code, of))),
    ("perimeters", |[_, state], code, of| Box::pin(perimeters::show(WhatIf(state), code, of))),
    ("duties", |[_, state], code, of| Box::pin(duties::show(WhatIf(state), code, of))),
    ("indicators", |[state, _], code, of| {
        Box::pin(super::indicators::show(State(state), code, of))
    }),
    ("scenario", |[state, _], code, of| Box::pin(scenario::show(State(state), code, of))),
];

/// Several answers on a territory at once, each under its name: what a view needs in one journey.
///
/// # Errors
/// An unknown name, and whatever one of the answers refuses: then there is none.
#[utoipa::path(
    get, path = "/api/territories/{code}/answers", tag = "territories",
    params(
        super::openapi::Code,
        super::openapi::Supposed,
        super::openapi::Asked,
        super::openapi::Reached,
        ("of" = String, Query, description = "The answers, with commas between them: territory, facilities, coverage, white-zones, access, cells, ranking, evolution, siting, modes, perimeters, duties, scenario or indicators. Each takes its own parameters; one that is for a single answer stands after its name and a dot, as white-zones.format=geojson, and goes before that for all"),
    ),
    responses(
        (status = 200, description = "An object with each answer under its name; no CSV", body = super::openapi::Answers),
        super::openapi::Refused,
    )
)]
pub async fn show(
    State(state): State<AppState>,
    WhatIf(supposed): WhatIf,
    Path(code): Path<String>,
    params: Params,
) -> Result<Reply, ApiError> {
    let run = |(name, ask): (&'static str, Ask)| {
        let answer =
            ask([state.clone(), supposed.clone()], Path(code.clone()), params.of_one(name));
        (name, tokio::spawn(async { answer.await.and_then(written) }))
    };
    let running: Vec<(_, JoinHandle<_>)> = named(&params)?.into_iter().map(run).collect();
    let mut members = Vec::new();
    for (name, answer) in running {
        members.push(format!("\"{name}\":{}", answer.await??));
    }
    Ok(Reply::Written(format!("{{{}}}", members.join(","))))
}

fn written(reply: Reply) -> Result<String, ApiError> {
    match reply {
        Reply::Json(value) => Ok(value.to_string()),
        Reply::Written(text) | Reply::GeoJson(text) => Ok(text),
        Reply::Csv(..) | Reply::File { .. } => {
            let detail = "among other answers, json or geojson is expected";
            Err(ApiError::parameter("format", detail))
        }
    }
}

fn named(params: &Params) -> Result<Vec<(&'static str, Ask)>, ApiError> {
    let find = |name: &str| {
        let names: Vec<&str> = KNOWN.iter().map(|(name, _)| *name).collect();
        let unknown = || format!("`{}`: {} is expected", shown(name), names.join(", "));
        KNOWN.into_iter().find(|(known, _)| *known == name).ok_or_else(unknown)
    };
    let read = |text: &str| {
        let named = text.split(',').map(find).collect::<Result<Vec<_>, String>>()?;
        let twice = named.iter().enumerate().any(|(at, (one, _))| {
            named.get(..at).is_some_and(|before| before.iter().any(|(other, _)| other == one))
        });
        if twice { Err(format!("`{}` names one twice", shown(text))) } else { Ok(named) }
    };
    let missing = || ApiError::parameter("of", "it is missing: names of answers are expected");
    params.read("of", read)?.ok_or_else(missing)
}
