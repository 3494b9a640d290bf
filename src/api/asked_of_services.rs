//! The parameters of rates by mode and of duties.

use super::ApiError;
use super::params::{Params, fill, shown};
use crate::analysis::{Competence, ModesAsked, Reference};

impl Params {
    /// What rates by mode are asked with; held against France unless told otherwise.
    pub fn modes(&self) -> Result<ModesAsked, ApiError> {
        Ok(ModesAsked {
            at: self.at()?,
            fill: self.read("fill", fill)?.unwrap_or_default(),
            reference: self.read("reference", str::parse)?.unwrap_or(Reference::France),
        })
    }

    /// Who exercises the competence; each commune its own unless told otherwise.
    pub fn competence(&self) -> Result<Competence, ApiError> {
        Ok(self.read("competence", competence)?.unwrap_or_default())
    }
}

/// Reads who exercises the competence.
pub fn competence(text: &str) -> Result<Competence, String> {
    match text {
        "communes" => Ok(Competence::Communes),
        "transferred" => Ok(Competence::Transferred),
        _ => Err(format!("`{}`: communes or transferred is expected", shown(text))),
    }
}
