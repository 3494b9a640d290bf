//! Rows of the canonical list: what their cells say to the letter.

use super::amounts::{read_number, read_position};
use super::cells::Exact;
use super::service::Service;
use crate::import::listed::Listed;
use crate::territory::{CommuneCode, Kind};
use crate::units::Wgs84;

impl Service<'_> {
    /// A canonical row, whose cells were found right but for its position and dates.
    pub(super) fn canonical(
        &mut self,
        exact: Exact,
    ) -> Result<Box<Listed>, (&'static str, String)> {
        let mut listed = Box::new(self.blank(exact.kind.unwrap_or(Kind::Eaje)));
        self.cells.name.clone_into(&mut listed.name);
        listed.address = std::mem::take(&mut self.cells.address);
        (listed.subtype, listed.capacity) = (exact.subtype, exact.capacity);
        (listed.ages, listed.slots, listed.funding) = (exact.ages, exact.slots, exact.funding);
        let expected = |heading, words: &str| (heading, format!("attendu\u{a0}: {words}"));
        if !listed.insee.is_empty() && listed.insee.parse::<CommuneCode>().is_err() {
            return Err(expected("commune", "un code Insee de cinq caractères"));
        }
        if !(self.cells.lon.is_empty() && self.cells.lat.is_empty()) {
            let position = self.position();
            let degrees = position.ok_or_else(|| expected("lon", "lon et lat en degrés"))?;
            listed.position = Some(degrees);
        }
        for (text, heading) in [(self.cells.opened, "opened_on"), (self.cells.closed, "closed_on")]
        {
            if text.is_empty() {
                continue;
            }
            let date = text.parse().map_err(|_other| expected(heading, "une date AAAA-MM-JJ"))?;
            if heading == "opened_on" {
                listed.opened_on = Some(date);
            } else {
                listed.closed_on = Some(date);
            }
        }
        for part in self.cells.perimeter.split('|').map(str::trim).filter(|part| !part.is_empty()) {
            if part.parse::<CommuneCode>().is_err() {
                return Err(expected("perimeter", "des codes Insee séparés par |"));
            }
            listed.perimeter.push(part.to_owned());
        }
        Ok(listed)
    }

    pub(super) fn position(&self) -> Option<Wgs84> {
        read_position(read_number(self.cells.lon)?, read_number(self.cells.lat)?)
    }
}
