//! How a sheet is asked for.

use jiff::civil::Date;

use super::ApiError;
use super::params::{Params, shown};
use crate::export::sheet::{InvalidSheetFormat, SheetFormat, SheetSize};
use crate::territory::CommuneCode;

impl Params {
    /// The format of a sheet, PDF unless given.
    pub fn sheet_format(&self) -> Result<SheetFormat, ApiError> {
        let read = |text: &str| {
            let refused = |error: InvalidSheetFormat| {
                format!("`{}` is not a format of sheets: {error}", shown(text))
            };
            text.parse::<SheetFormat>().map_err(refused)
        };
        Ok(self.read("format", read)?.unwrap_or_default())
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
