//! Who may write to the register (docs/decisions/0007-import-over-http.md).

use std::net::SocketAddr;

use axum::http::{HeaderMap, Uri, header};
use sha2::{Digest as _, Sha256};

use super::ApiError;

/// A header that a page of another site cannot send without asking first, which is never granted.
pub const OWN_PAGE: &str = "x-maillage-import";

/// Headers that a proxy adds: behind one, every client seems to sit on this machine.
const FORWARDED: [&str; 3] = ["forwarded", "x-forwarded-for", "via"];

/// Who may import over HTTP: whoever sits on this machine, and whoever has the token.
#[derive(Clone, Default)]
pub struct ImportAccess {
    token: Option<[u8; 32]>,
}

impl std::fmt::Debug for ImportAccess {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ImportAccess").field("token", &self.token.is_some()).finish()
    }
}

impl ImportAccess {
    /// With a token, kept as its digest only.
    #[must_use]
    pub fn with_token(token: &str) -> Self {
        Self { token: Some(Sha256::digest(token.as_bytes()).into()) }
    }

    /// Whether there is a token.
    #[must_use]
    pub fn has_token(&self) -> bool {
        self.token.is_some()
    }

    /// Whether a client may import, as far as where it sits and what it holds tell.
    #[must_use]
    pub fn knows(&self, peer: Option<SocketAddr>, headers: &HeaderMap) -> bool {
        is_here(peer, headers) || self.has(headers)
    }

    /// Lets a request in that may write.
    ///
    /// # Errors
    /// 403 where a page of another site sends it or nothing but a token could let it in and there
    /// is none, 401 where a token is wanted.
    pub fn admit(&self, peer: Option<SocketAddr>, headers: &HeaderMap) -> Result<(), ApiError> {
        if !headers.contains_key(OWN_PAGE) || !is_own_page(headers) {
            return Err(ApiError::Forbidden(
                "an import is sent by maillage's own page, or with the header X-Maillage-Import: 1",
            ));
        }
        match (self.knows(peer, headers), self.has_token()) {
            (true, _) => Ok(()),
            (false, true) => Err(ApiError::Unauthorised),
            (false, false) => Err(ApiError::Forbidden(
                "without a token, only this machine itself may import: set MAILLAGE_IMPORT_TOKEN",
            )),
        }
    }

    fn has(&self, headers: &HeaderMap) -> bool {
        let given = headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "));
        // Digests are compared: how long it takes tells nothing of the token.
        given.is_some_and(|given| {
            let digest: [u8; 32] = Sha256::digest(given.trim().as_bytes()).into();
            self.token == Some(digest)
        })
    }
}

/// Whether the client sits on this machine, and calls it so: a name that merely resolves to it may
/// be a foreign page's.
fn is_here(peer: Option<SocketAddr>, headers: &HeaderMap) -> bool {
    let named = headers.get(header::HOST).and_then(|host| host.to_str().ok()).and_then(host_of);
    let by_name = named.is_some_and(|host| {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        bare == "localhost" || bare.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
    });
    peer.is_some_and(|peer| peer.ip().to_canonical().is_loopback())
        && by_name
        && !FORWARDED.iter().any(|name| headers.contains_key(*name))
}

/// Whether the page that sends a request, where one does, is this server's own.
fn is_own_page(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let site = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
    let same_site = site.is_none_or(|site| site == "same-origin" || site == "none");
    let same_origin = match text(header::ORIGIN) {
        None => !headers.contains_key(header::ORIGIN),
        Some(origin) => {
            let authority = origin.parse::<Uri>().ok().and_then(|uri| uri.authority().cloned());
            authority.map(|a| a.to_string()).as_deref() == text(header::HOST)
        }
    };
    same_site && same_origin
}

/// The host of a `Host` header, without its port.
fn host_of(host: &str) -> Option<String> {
    let uri: Uri = format!("http://{host}/").parse().ok()?;
    uri.host().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|&(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    const OWN: (&str, &str) = (OWN_PAGE, "1");

    #[test]
    fn this_machine_is_let_in_and_what_pretends_to_be_it_is_not() {
        let here: Option<SocketAddr> = Some("127.0.0.1:5000".parse().unwrap());
        let there: Option<SocketAddr> = Some("192.0.2.7:5000".parse().unwrap());
        let open = ImportAccess::default();
        let admits = |peer, pairs: &[_]| open.admit(peer, &headers(pairs)).is_ok();
        assert!(admits(here, &[OWN, ("host", "127.0.0.1:8080")]));
        assert!(admits(
            here,
            &[OWN, ("host", "localhost:8080"), ("origin", "http://localhost:8080")]
        ));
        assert!(admits(Some("[::1]:5000".parse().unwrap()), &[OWN, ("host", "[::1]:8080")]));
        assert!(!admits(here, &[("host", "127.0.0.1:8080")]));
        assert!(!admits(here, &[OWN, ("host", "rebound.example:8080")]));
        assert!(!admits(here, &[OWN, ("host", "localhost"), ("x-forwarded-for", "192.0.2.7")]));
        assert!(!admits(here, &[OWN, ("host", "localhost"), ("origin", "http://other.example")]));
        assert!(!admits(here, &[OWN, ("host", "localhost"), ("origin", "null")]));
        assert!(!admits(here, &[OWN, ("host", "localhost"), ("sec-fetch-site", "cross-site")]));
        assert!(!admits(there, &[OWN, ("host", "localhost")]));
        assert!(!admits(None, &[OWN, ("host", "localhost")]));
    }

    #[test]
    fn the_token_lets_in_from_anywhere_and_no_other_does() {
        let there: Option<SocketAddr> = Some("192.0.2.7:5000".parse().unwrap());
        let access = ImportAccess::with_token("secret");
        let with = |value| access.admit(there, &headers(&[OWN, ("authorization", value)]));
        assert!(with("Bearer secret").is_ok());
        assert!(matches!(with("Bearer other"), Err(ApiError::Unauthorised)));
        assert!(matches!(with("secret"), Err(ApiError::Unauthorised)));
        assert!(!format!("{access:?}").contains("secret"));
    }
}
