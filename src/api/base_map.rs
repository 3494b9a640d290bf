//! A base map under the figures, where whoever runs the server names one: `GET /basemap/{z}/{x}/{y}`

use std::path::Path;
use std::sync::Arc;

use axum::extract::{Path as InPath, State};
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use pmtiles::{AsyncPmTilesReader, MmapBackend, TileCoord, TileType};
use serde_json::{Value, json};

use super::{ApiError, AppState};

/// The longest name of those who made a base map, in characters.
const LONGEST_ATTRIBUTION: usize = 300;

/// What is drawn below the figures: pictures, or the surfaces and lines of a style. Off unless it is
/// named: without one, no page asks any other host for anything.
#[derive(Debug, Clone)]
pub struct BaseMap {
    attribution: String,
    from: From,
}

#[derive(Clone)]
enum From {
    /// An address of another host, which a policy names.
    Host { address: Address, host: String },
    /// A file on this machine.
    File(Arc<AsyncPmTilesReader<MmapBackend>>),
}

/// Where another host has it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Address {
    /// A picture for each tile: with `{z}`, `{x}` and `{y}`.
    Tiles(String),
    /// A `MapLibre` style, whose sources are on the same host.
    Style(String),
}

impl std::fmt::Debug for From {
    fn fmt(&self, text: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Host { address, .. } => address.fmt(text),
            Self::File(_) => text.write_str("File"),
        }
    }
}

/// Why nothing can be drawn below the figures.
#[derive(Debug, thiserror::Error)]
pub enum InvalidBaseMap {
    /// It is neither an address of tiles or of a style nor a file of tiles.
    #[error(
        "`{0}`: an address (http or https) of raster tiles with {{z}}, {{x}} and {{y}} or of a style, or a .pmtiles file on this machine is expected"
    )]
    Address(String),
    /// Nobody is named for it.
    #[error("who made the base map is missing: 1 to {LONGEST_ATTRIBUTION} characters are expected")]
    Attribution,
    /// The file does not read.
    #[error("`{0}` does not read as PMTiles: {1}")]
    File(String, pmtiles::PmtError),
    /// The file holds no pictures.
    #[error(
        "`{0}` holds vector tiles: pictures (PNG, JPEG, WebP or AVIF) are expected, or the address of a style for vector tiles"
    )]
    Vector(String),
}

impl BaseMap {
    /// Reads where it is: an address of tiles such as `https://…/{z}/{x}/{y}.png`, that of a style,
    /// or the path of a `PMTiles` file of pictures.
    ///
    /// # Errors
    /// Where it is none of them, or names nobody.
    pub async fn open(address: &str, attribution: &str) -> Result<Self, InvalidBaseMap> {
        let attribution = attribution.trim().to_owned();
        if !(1..=LONGEST_ATTRIBUTION).contains(&attribution.chars().count()) {
            return Err(InvalidBaseMap::Attribution);
        }
        let is_file =
            Path::new(address).extension().is_some_and(|end| end.eq_ignore_ascii_case("pmtiles"));
        if is_file && !address.contains("://") {
            return Ok(Self { attribution, from: From::File(Arc::new(file(address).await?)) });
        }
        let refused = || InvalidBaseMap::Address(address.chars().take(200).collect());
        let (host, address) = far(address).filter(|_| !is_file).ok_or_else(refused)?;
        Ok(Self { attribution, from: From::Host { address, host } })
    }

    /// As the page is told of it.
    #[must_use]
    pub fn told(&self) -> Value {
        let (what, address) = match &self.from {
            From::Host { address: Address::Tiles(address), .. } => ("tiles", address.as_str()),
            From::Host { address: Address::Style(address), .. } => ("style", address.as_str()),
            From::File(_) => ("tiles", "/basemap/{z}/{x}/{y}"),
        };
        json!({ what: address, "attribution": self.attribution })
    }

    /// The other host that the page may ask, where there is one.
    #[must_use]
    pub fn host(&self) -> Option<&str> {
        match &self.from {
            From::Host { host, .. } => Some(host),
            From::File(_) => None,
        }
    }
}

/// The scheme and host of an address, and of what it is; nothing where it is none.
fn far(address: &str) -> Option<(String, Address)> {
    let parts = ["{z}", "{x}", "{y}"];
    let is_style = !address.contains(['{', '}']);
    let filled =
        parts.iter().fold(address.to_owned(), |filled, part| filled.replacen(part, "0", 1));
    let is_whole = is_style || parts.iter().all(|part| address.contains(part));
    if !is_whole || filled.contains(['{', '}']) {
        return None;
    }
    let uri: Uri = filled.parse().ok()?;
    let scheme = uri.scheme_str().filter(|scheme| ["http", "https"].contains(scheme))?;
    let authority = uri.authority()?.as_str();
    // A policy is a list with spaces and semicolons: a host has neither, nor a name and password.
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
    let of = if is_style { Address::Style } else { Address::Tiles };
    let far = || (format!("{scheme}://{authority}"), of(address.to_owned()));
    authority.chars().all(plain).then(far)
}

async fn file(path: &str) -> Result<AsyncPmTilesReader<MmapBackend>, InvalidBaseMap> {
    let unread = |cause| InvalidBaseMap::File(path.to_owned(), cause);
    let reader = AsyncPmTilesReader::new_with_path(path).await.map_err(unread)?;
    match reader.get_header().tile_type {
        TileType::Png | TileType::Jpeg | TileType::Webp | TileType::Avif => Ok(reader),
        _ => Err(InvalidBaseMap::Vector(path.to_owned())),
    }
}

/// A picture out of the file; empty where the file has none there.
///
/// # Errors
/// Where no file is served, or the tile does not exist.
pub async fn tile(
    State(state): State<AppState>,
    InPath((z, x, y)): InPath<(u8, u32, u32)>,
) -> Result<Response, ApiError> {
    let missing = || ApiError::not_found("path", "there is no such tile of a base map");
    let Some(From::File(reader)) = state.base_map.as_deref().map(|map| &map.from) else {
        return Err(missing());
    };
    let place = TileCoord::new(z, x, y).map_err(|_outside| missing())?;
    let found = reader.get_tile(place).await.map_err(|cause| {
        tracing::error!(%cause, "a tile of the base map does not read");
        ApiError::Unfinished
    })?;
    let media = reader.get_header().tile_type.content_type();
    Ok(found.map_or_else(
        || StatusCode::NO_CONTENT.into_response(),
        |tile| ([(header::CONTENT_TYPE, media)], tile).into_response(),
    ))
}

#[cfg(test)]
mod tests {
    use super::{Address, far};

    #[test]
    fn only_an_address_of_tiles_or_of_a_style_names_a_host() {
        let host = |address| far(address).map(|(host, _)| host);
        let style = "https://data.example.org:8443/styles/gris.json?v=1";
        let (of, what) = far(style).unwrap();
        assert_eq!(of, "https://data.example.org:8443");
        assert_eq!(what, Address::Style(style.to_owned()));
        let plan =
            "https://data.example.org/wmts?LAYER=PLAN&TILEMATRIX={z}&TILECOL={x}&TILEROW={y}";
        assert_eq!(host(plan).as_deref(), Some("https://data.example.org"));
        assert_eq!(host("http://[::1]:81/{z}/{x}/{y}").as_deref(), Some("http://[::1]:81"));
        for address in [
            "",
            "/{z}/{x}/{y}",
            "ftp://a/{z}/{x}/{y}",
            "ftp://a/style.json",
            "style.json",
            "https://a/{z}/{x}/{y}/{s}",
            "https://a/{z}/{x}",
            "https://{z}{x}{y}{y}",
            "https://a;script-src */{z}/{x}/{y}",
            "https://u:p@a/{z}/{x}/{y}",
            "javascript:{z}{x}{y}",
        ] {
            assert_eq!(host(address), None, "{address}");
        }
    }
}
