//! The formats of sheets: the one table of their words, media types and writers.

use std::str::FromStr;

use super::pdf::to_pdf;
use super::render::{Drawing, DrawingError};

/// The format of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SheetFormat {
    /// One page or several, with text that can be selected.
    #[default]
    Pdf,
    /// One page that stands alone, with its typefaces.
    Svg,
    /// A picture of one page.
    Png,
}

/// Why a text is not a format of sheets.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("pdf, svg or png is expected")]
pub struct InvalidSheetFormat;

impl FromStr for SheetFormat {
    type Err = InvalidSheetFormat;

    fn from_str(text: &str) -> Result<Self, InvalidSheetFormat> {
        let all = [Self::Pdf, Self::Svg, Self::Png];
        all.into_iter().find(|format| format.as_str() == text).ok_or(InvalidSheetFormat)
    }
}

impl SheetFormat {
    /// The word used in addresses, and the extension of files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }

    /// The media type.
    #[must_use]
    pub fn media(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Svg => "image/svg+xml",
            Self::Png => "image/png",
        }
    }

    /// Writes drawings, all of them as PDF and the first one else.
    ///
    /// # Errors
    /// Where there is none, or one cannot be written.
    pub fn write(self, title: &str, drawings: &[Drawing]) -> Result<Vec<u8>, DrawingError> {
        let first = drawings.first().ok_or(DrawingError::Nothing)?;
        match self {
            Self::Pdf => to_pdf(title, drawings),
            Self::Svg => Ok(first.to_svg().into_bytes()),
            Self::Png => first.to_png(),
        }
    }
}
