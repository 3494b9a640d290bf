//! The one way by which published figures on zones come into an answer.

use super::secrecy::open_figures;
use crate::index::Atlas;
use crate::territory::Indicator;

/// The published figures of a zone that anyone may see, in the order of the register. What is for
/// internal use only, or under the rules on secrecy, never comes out of here: every indicator reads
/// figures through this function.
pub fn published_of<'a>(atlas: &'a Atlas, zone: &str) -> impl Iterator<Item = &'a Indicator> {
    open_figures(&atlas.register, zone)
}

/// The year that a vintage names: its last run of four digits.
#[must_use]
pub fn year_of(vintage: &str) -> Option<i16> {
    let runs = vintage.split(|c: char| !c.is_ascii_digit());
    runs.filter(|run| run.len() == 4).filter_map(|run| run.parse().ok()).next_back()
}

#[cfg(test)]
mod tests {
    use super::year_of;

    #[test]
    fn a_vintage_names_its_last_year() {
        assert_eq!(year_of("2023"), Some(2023));
        assert_eq!(year_of("31/12/2022"), Some(2022));
        assert_eq!(year_of("2017-2023"), Some(2023));
        assert_eq!(year_of("RP2019"), Some(2019));
        assert_eq!(year_of("millésime inconnu"), None);
    }
}
