//! Settings from a file, for what the command line and the environment leave open.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use serde::Deserialize;

/// The file that is read where none is named.
const DEFAULT_FILE: &str = "maillage.toml";

/// What a file may set.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The prepared country.
    pub data: Option<PathBuf>,
    /// The register of the user.
    pub register: Option<PathBuf>,
    /// Where the server listens.
    pub listen: Option<SocketAddr>,
    /// The territory that the page opens with.
    pub territory: Option<String>,
}

impl Settings {
    /// Reads the named file, or the default one where it exists.
    pub fn read(named: Option<&Path>) -> anyhow::Result<Self> {
        let path = named.unwrap_or(Path::new(DEFAULT_FILE));
        if named.is_none() && !path.exists() {
            return Ok(Self::default());
        }
        let shown = path.display();
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {shown}"))?;
        toml::from_str(&text).with_context(|| format!("{shown} does not read as settings"))
    }
}
