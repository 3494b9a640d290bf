//! What the rows of a table are, beside services: prose, headings of sections, broken lines.

use super::address::{begins_as_address, postcode_in};
use super::ages::read_ages;
use super::kinds::{What, read_kind};
use super::rows::{Reader, is_nothing, joined};
use super::service::Section;
use super::words::{plain, short};
use crate::import::table::TableRow;

/// A line longer than this is prose: no name and address are as long.
const PROSE: usize = 400;

impl Reader<'_, '_> {
    /// Whether a line is not part of the list: the next annex, page numbers, stamps, prose.
    pub(super) fn is_outside(&mut self, row: &TableRow<'_>, text: &str) -> bool {
        let words = plain(&short(text, PROSE));
        if words.starts_with("annexe ") && !words.contains("list") && !words.contains("equipement")
        {
            self.ended = self.columns.is_some();
            return true;
        }
        let stamp = [
            "annexe ",
            "envoye en prefecture",
            "recu en prefecture",
            "publie le",
            "id 0",
            "mise a jour",
            "page ",
        ];
        let is_stamp = stamp.iter().any(|stamp| words.starts_with(stamp));
        let alone = row.cells.iter().filter(|cell| !cell.is_empty()).count() == 1;
        let is_prose = alone && text.len() > PROSE
            || (alone
                && text.trim_end().ends_with('.')
                && words.split(' ').count() > 12
                && postcode_in(text).is_none());
        is_stamp || is_prose
    }

    /// Takes a row as the heading of the rows below, where it is one.
    pub(super) fn section(&mut self, row: &TableRow<'_>, text: &str) -> bool {
        let cells: Vec<_> = row.cells.iter().filter(|cell| !cell.is_empty()).collect();
        if postcode_in(text).is_some() || text.len() > 200 {
            return false;
        }
        let wide = self.columns.as_ref().is_some_and(|columns| columns.roles.len() > 3);
        if cells.len() > 2 || (cells.len() == 2 && wide) {
            return false;
        }
        let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
        if cells.len() == 1 {
            let named = ["ville de ", "commune de ", "commune d'", "commune d’", "mairie de "];
            let lower = bare.to_lowercase();
            let prefix = named.iter().find(|prefix| lower.starts_with(**prefix));
            let commune = bare.get(prefix.map_or(0, |prefix| prefix.len())..).unwrap_or(bare);
            let resolver = &self.context.resolver;
            if resolver.member(commune).or_else(|| resolver.former_member(commune)).is_some() {
                self.section = Section { city: commune.to_owned(), ..Section::default() };
                return true;
            }
        }
        let reading = read_kind(text);
        let titled = plain(text).starts_with("liste ");
        let nothing = cells.len() == 2 && cells.iter().any(|cell| is_nothing(cell));
        if (!reading.rest.is_empty() && !titled) || nothing {
            return false;
        }
        // In a table with a column of types, a type alone heads what follows; a list of lines has
        // a lone type for a heading as well.
        let city = std::mem::take(&mut self.section.city);
        let kind = match reading.what {
            Some(What::Kind(kind)) => Some(kind),
            Some(What::Other(_)) => {
                self.section.city = city;
                return false;
            }
            _ => None,
        };
        // « Structures extrascolaires » below « ALSH »: the slots change, the kind stays.
        let kind = kind.or(if reading.slots.is_empty() { None } else { self.section.kind });
        let ages = read_ages(text, kind, true).ages;
        let (subtype, slots, funding) = (reading.subtype, reading.slots, reading.funding);
        self.section = Section { kind, subtype, slots, funding, ages, city, ..Section::default() };
        true
    }

    /// Whether the next row is the rest of this one, broken by a paste.
    pub(super) fn continues(&self, row: &TableRow<'_>, next: &TableRow<'_>) -> bool {
        let mut cells = next.cells.iter().filter(|cell| !cell.is_empty());
        let (Some(cell), None) = (cells.next(), cells.next()) else { return false };
        if self.table.sheet.is_some()
            || row.cells.iter().filter(|cell| !cell.is_empty()).count() > 3
        {
            return false;
        }
        let text = joined(&row.cells);
        let resolver = &self.context.resolver;
        if let Some((_, ends_with_it)) = postcode_in(&text) {
            ends_with_it && resolver.member(cell).is_some()
        } else {
            {
                let starts_with_postcode = postcode_in(cell).is_some_and(|(starts, _)| starts);
                let address = begins_as_address(cell)
                    && resolver.trailing(&text).is_none()
                    && read_kind(cell).what.is_none();
                let has_street =
                    text.split([',', '–', '-']).any(|part| begins_as_address(part.trim()));
                starts_with_postcode || (address && !has_street)
            }
        }
    }
}
