//! What the columns of a table are: zones, units and years, from its rows of headings.

use super::table::Unit;
use super::words;

/// The columns as the headings read so far give them. Column 0 is that of the labels.
#[derive(Debug, Clone, Default)]
pub(super) struct Layout {
    pub(super) columns: Vec<Column>,
    /// The headings of zones, in order, as written.
    pub(super) zones: Vec<String>,
    /// Whether every zone has one column of its own, without blanks between.
    tight: bool,
    /// Whether the columns of two zones are also those of a count and its share.
    pub(super) shared: bool,
    /// The unit that the heading of the labels gives: « Montant (€) ».
    pub(super) unit: Option<Unit>,
    /// What the heading of the labels says else.
    pub(super) caption: String,
}

/// A column.
#[derive(Debug, Clone, Default)]
pub(super) struct Column {
    /// Its zone, as an index of [`Layout::zones`].
    pub(super) zone: Option<usize>,
    pub(super) unit: Option<Unit>,
    /// The heading its unit was read from.
    pub(super) heading: String,
    pub(super) year: Option<String>,
    /// A count and its share stand in one cell.
    pub(super) double: bool,
}

/// What a row of headings names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heads {
    Zones,
    Units,
    Years,
}

/// Tells a row of headings.
pub(super) fn heads(cells: &[String]) -> Heads {
    let mut filled = cells.iter().skip(1).filter(|cell| !cell.is_empty());
    if filled.clone().all(|cell| words::year(cell).is_some()) {
        Heads::Years
    } else if filled.all(|cell| unit(cell).is_some() || is_double(cell)) {
        Heads::Units
    } else {
        Heads::Zones
    }
}

/// The unit that a heading names.
pub(super) fn unit(heading: &str) -> Option<Unit> {
    let words = words::words(heading);
    let first = words.first()?.as_str();
    if first.starts_with('%') || words::share_of(heading).is_some() {
        return Some(Unit::Percent);
    }
    if first.starts_with('€') || matches!(first, "euro" | "euros" | "montant" | "montants") {
        return Some(Unit::Euro);
    }
    if matches!(first, "structures" | "places") && words.len() == 1 {
        return Some(if first == "places" { Unit::Places } else { Unit::Structures });
    }
    if !matches!(first, "nb" | "nombre" | "effectif" | "effectifs") || is_double(heading) {
        let share = matches!(first, "part" | "taux") && words.len() == 1;
        return share.then_some(Unit::Percent);
    }
    let names = |stem| words.iter().any(|word| word.starts_with(stem));
    Some(match () {
        () if names("place") => Unit::Places,
        () if names("structure") || names("etablissement") => Unit::Structures,
        () => Unit::Count,
    })
}

/// « Nb % »: two columns pasted into one.
fn is_double(heading: &str) -> bool {
    matches!(words::words(heading).join(" ").as_str(), "nb %" | "nombre %" | "effectif %")
}

impl Layout {
    /// Takes in a row of headings.
    pub(super) fn read(&mut self, cells: &[String]) {
        match heads(cells) {
            Heads::Zones => self.read_zones(cells),
            Heads::Units => self.read_units(cells),
            Heads::Years => {
                let column = |cell: &String| Column {
                    year: words::year(cell).map(str::to_owned),
                    ..Column::default()
                };
                *self = Self {
                    columns: cells.iter().map(column).collect(),
                    caption: cells.first().cloned().unwrap_or_default(),
                    ..Self::default()
                };
            }
        }
    }

    fn read_zones(&mut self, cells: &[String]) {
        *self = Self { tight: true, ..Self::default() };
        let label = cells.first().map_or("", String::as_str);
        self.unit = unit(label).or_else(|| label.contains("(€)").then_some(Unit::Euro));
        if self.unit.is_none() {
            label.clone_into(&mut self.caption);
        }
        self.columns.push(Column::default());
        for cell in cells.iter().skip(1) {
            let unit = unit(cell);
            if cell.is_empty() || unit.is_some() {
                self.tight = false;
            } else {
                self.zones.push(cell.clone());
            }
            let zone = self.zones.len().checked_sub(1);
            let heading = if unit.is_some() { cell.clone() } else { String::new() };
            self.columns.push(Column { zone, unit, heading, ..Column::default() });
        }
    }

    fn read_units(&mut self, cells: &[String]) {
        let last = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |at| at + 1);
        self.spread(last.max(1) - 1);
        if self.columns.len() < cells.len() {
            self.columns.resize(cells.len(), Column::default());
        }
        for (column, cell) in self.columns.iter_mut().zip(cells).skip(1) {
            if !cell.is_empty() {
                column.double = is_double(cell);
                column.unit = unit(cell);
                column.heading.clone_from(cell);
            }
        }
        let units: Vec<_> = cells[1..last.max(1)].iter().map(|cell| unit(cell)).collect();
        self.shared = self.tight
            && self.zones.len() == 2
            && units == [Some(Unit::Count), Some(Unit::Percent)];
    }

    /// Zones that stand side by side over more columns of units have as many of them each.
    fn spread(&mut self, columns: usize) {
        let zones = self.zones.len();
        if !self.tight || zones == 0 || columns <= zones || !columns.is_multiple_of(zones) {
            return;
        }
        let each = columns / zones;
        self.columns = vec![Column::default()];
        let zone = |at| Column { zone: Some(at / each), ..Column::default() };
        self.columns.extend((0..columns).map(zone));
        self.tight = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(rows: &[&str]) -> Layout {
        let mut layout = Layout::default();
        for row in rows {
            layout.read(&row.split('\t').map(str::to_owned).collect::<Vec<_>>());
        }
        layout
    }

    #[test]
    fn a_zone_spreads_over_the_blanks_that_follow_it() {
        let layout = layout(&["\tMAULE\t\tYVELINES\t", "\tNb\t%\tNb\t%"]);
        let zones: Vec<_> = layout.columns.iter().map(|column| column.zone).collect();
        assert_eq!(zones, [None, Some(0), Some(0), Some(1), Some(1)]);
        assert!(!layout.shared);
    }

    #[test]
    fn zones_side_by_side_share_out_the_columns_of_units() {
        let layout = layout(&["\tMAULE\tYVELINES", "\tNb\t%\tNb\t%"]);
        let zones: Vec<_> = layout.columns.iter().map(|column| column.zone).collect();
        assert_eq!(zones, [None, Some(0), Some(0), Some(1), Some(1)]);
    }

    #[test]
    fn two_zones_over_a_count_and_a_share_are_shared_columns() {
        assert!(layout(&["\tMAULE\tYVELINES", "\tNb\t%"]).shared);
        assert!(!layout(&["\tMAULE\tYVELINES", "\tNb\t%", "\t€\t€"]).shared);
    }

    #[test]
    fn the_heading_of_the_labels_may_give_the_unit() {
        let layout = layout(&["Montant (€)\tMAULE\tYVELINES"]);
        assert_eq!((layout.unit, layout.caption.as_str()), (Some(Unit::Euro), ""));
    }
}
