//! When a figure is of.

/// The year that a vintage or the id of a source names: its last run of four digits.
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
