//! The logos of the two parties, as whoever makes the sheets gives them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use resvg::usvg::Tree;

use super::render::options;

/// The largest logo, in bytes.
pub const LARGEST_LOGO: usize = 512 * 1024;

/// A logo: a PNG or SVG picture that reads.
#[derive(Debug, Clone)]
pub struct Logo(String);

/// Why a file is no logo.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LogoError {
    /// It is larger than any logo.
    #[error("a logo is at most 512 KiB: make it smaller")]
    TooLarge,
    /// It is neither.
    #[error("a PNG or SVG picture is expected")]
    NeitherPngNorSvg,
    /// It is damaged.
    #[error("the picture does not read: {0}")]
    Damaged(String),
}

/// The logos of an EPCI and of a Caf, where they are given.
#[derive(Debug, Clone, Default)]
pub struct Logos {
    /// That of the EPCI.
    pub epci: Option<Logo>,
    /// That of the Caf.
    pub caf: Option<Logo>,
}

impl Logo {
    /// Reads the bytes of a file.
    ///
    /// # Errors
    /// Where it is too large, of another format, or does not read.
    pub fn read(bytes: &[u8]) -> Result<Self, LogoError> {
        if bytes.len() > LARGEST_LOGO {
            return Err(LogoError::TooLarge);
        }
        let media = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            "image/png"
        } else if std::str::from_utf8(bytes).is_ok_and(|text| text.contains("<svg")) {
            "image/svg+xml"
        } else {
            return Err(LogoError::NeitherPngNorSvg);
        };
        let damaged = |cause: &dyn std::fmt::Display| LogoError::Damaged(cause.to_string());
        if media == "image/png" {
            let header = png_size(bytes).ok_or_else(|| damaged(&"it has no size"))?;
            // A small file may unfold to a picture that fills the memory.
            if header.iter().any(|side| !(1..=4096).contains(side)) {
                return Err(LogoError::Damaged("its sides are 1 to 4096 pixels".to_owned()));
            }
        } else {
            Tree::from_data(bytes, &options()).map_err(|cause| damaged(&cause))?;
        }
        Ok(Self(format!("data:{media};base64,{}", STANDARD.encode(bytes))))
    }

    /// Its address, which holds all of it.
    pub(super) fn address(&self) -> &str {
        &self.0
    }
}

/// Width and height as the header of a PNG states them.
fn png_size(bytes: &[u8]) -> Option<[u32; 2]> {
    let of = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    Some([of(16)?, of(20)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_small_pictures_that_read_are_logos() {
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"2\"><rect width=\"4\" height=\"2\"/></svg>";
        assert!(Logo::read(svg).unwrap().address().starts_with("data:image/svg+xml;base64,"));
        assert_eq!(Logo::read(b"GIF89a").unwrap_err(), LogoError::NeitherPngNorSvg);
        assert_eq!(Logo::read(&vec![b' '; LARGEST_LOGO + 1]).unwrap_err(), LogoError::TooLarge);
        assert!(matches!(Logo::read(b"<svg"), Err(LogoError::Damaged(_))));
        let mut bomb = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bomb.extend([0, 1, 0, 0, 0, 1, 0, 0]);
        assert!(matches!(Logo::read(&bomb), Err(LogoError::Damaged(_))));
    }
}
