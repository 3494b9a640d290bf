//! The state that a question is asked of: as it is, or as a scenario would have it.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::params::Params;
use super::{ApiError, AppState, Server};

/// The state, with the changes of the `scenario` of the query, where it has one.
#[derive(Debug)]
pub struct WhatIf(pub AppState);

impl FromRequestParts<Server> for WhatIf {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, server: &Server) -> Result<Self, ApiError> {
        let state = server.now();
        let params = Params::from_request_parts(parts, server).await?;
        match params.scenario()? {
            Some(scenario) => Ok(Self(state.supposing(scenario).await?)),
            None => Ok(Self(state)),
        }
    }
}
