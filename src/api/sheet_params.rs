//! How a sheet is asked for.

use jiff::civil::Date;

use super::ApiError;
use super::params::{Params, shown};
use crate::export::sheet::SheetSize;
use crate::territory::CommuneCode;

/// The formats of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetFormat {
    /// One page.
    Pdf,
    /// With its typefaces.
    Svg,
    /// 300 dpi.
    Png,
}

impl Params {
    /// The format of a sheet, PDF unless given.
    pub fn sheet_format(&self) -> Result<SheetFormat, ApiError> {
        let read = |text: &str| match text {
            "pdf" => Ok(SheetFormat::Pdf),
            "svg" => Ok(SheetFormat::Svg),
            "png" => Ok(SheetFormat::Png),
            _ => Err(format!(
                "`{}` is not a format of sheets: pdf, svg or png is expected",
                shown(text)
            )),
        };
        Ok(self.read("format", read)?.unwrap_or(SheetFormat::Pdf))
    }

    /// What a sheet is drawn on, A4 unless given.
    pub fn sheet_size(&self) -> Result<SheetSize, ApiError> {
        let read = |text: &str| match text {
            "a4" => Ok(SheetSize::A4),
            "slide" => Ok(SheetSize::Slide),
            _ => Err(format!("`{}` is not a size: a4 or slide is expected", shown(text))),
        };
        Ok(self.read("size", read)?.unwrap_or_default())
    }

    /// The commune within the territory, where one is named.
    pub fn commune(&self) -> Result<Option<CommuneCode>, ApiError> {
        self.read("commune", str::parse)
    }

    /// The day on which the Caf validated the figures, where it has.
    pub fn validated_on(&self) -> Result<Option<Date>, ApiError> {
        self.day("validated_on")
    }
}
