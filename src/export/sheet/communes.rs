//! The table of communes of an EPCI: those with most children out of reach first.

use super::facts::{Facts, Subject};
use super::parts::Parts;
use super::table::{Cell, Column, Icon, Table};
use super::words::{figure, fixed, mark, places_decimals, short_ages, verdict};
use crate::analysis::{Verdict, WhiteZoneRow, has_places, shown_in_tenths};
use crate::territory::{Completeness, Figure, Status};

/// A table of the communes in a width, with at most so many rows of communes.
pub(super) fn table(subject: &Subject<'_>, width: f64, most: usize) -> Table {
    let facts = subject.facts;
    let mut order: Vec<usize> = (0..facts.study.communes.len()).collect();
    let key = |at: usize| {
        let row = &facts.zones.communes[at];
        let known = |figure: Figure| figure.value().unwrap_or(-1.0);
        (known(row.white_children), known(row.children))
    };
    order.sort_by(|&a, &b| {
        let ((out_a, all_a), (out_b, all_b)) = (key(a), key(b));
        out_b.total_cmp(&out_a).then(all_b.total_cmp(&all_a))
    });
    let left = order.len().saturating_sub(most);
    let rows = order.iter().take(most).map(|&at| {
        let one = Subject { facts, at: Some(at) };
        row(facts, &one, &facts.study.communes[at].name, false)
    });
    let mut rows: Vec<Vec<Cell>> = rows.collect();
    rows.push(row(facts, subject, "Ensemble", true));
    let note = match left {
        0 => String::new(),
        1 => "et 1 autre commune".to_owned(),
        _ => format!("et {} autres communes", fixed(left as f64, 0)),
    };
    Table { columns: columns(facts, width), rows, note }
}

fn columns(facts: &Facts<'_>, width: f64) -> Vec<Column> {
    let ages = short_ages(facts.question.ages);
    let numbers = |above: &str, below: &str, width| Column::new(above, below, width).numbers();
    let places = has_places(facts.question.kind);
    let (each, verdict) = (if places { 44.0 } else { 58.0 }, 88.0);
    let mut columns = vec![numbers("Enfants", &ages, each), numbers("", "Services", each)];
    if places {
        columns.push(numbers("", "Places", each + 3.0));
        columns.push(numbers("Places", "pour 100", each + 3.0));
        columns.push(numbers("Une place", "à portée", each));
        columns.push(numbers("À portée,", "sans place", each));
    } else {
        columns.push(numbers("", "À portée", each));
    }
    columns.push(numbers("Hors", "de portée", each));
    let taken: f64 = columns.iter().map(|column| column.width).sum();
    columns.insert(0, Column::new("", "Commune", width - taken - verdict - 6.0));
    columns.push(Column::new("", "", 6.0));
    columns.push(Column::new("", "Verdict", verdict));
    columns
}

fn row(facts: &Facts<'_>, subject: &Subject<'_>, name: &str, bold: bool) -> Vec<Cell> {
    let (zone, coverage) = (subject.zone(), subject.coverage());
    let places = has_places(facts.question.kind);
    let (children, parts) = in_tenths(zone, places);
    let few = if coverage.has_few_children() { "\u{202f}†" } else { "" };
    let mut cells = vec![Cell::new(name), Cell::new(children), Cell::new(services(subject))];
    if places {
        cells.push(Cell::new(figure(coverage.places, places_decimals(coverage.places))));
        cells.push(Cell::new(format!("{}{few}", figure(coverage.rate, 1))));
    }
    cells.extend(parts.into_iter().map(Cell::new));
    cells.push(Cell::default());
    cells.push(verdict_cell(zone, facts.threshold.reference));
    if bold { cells.into_iter().map(Cell::bold).collect() } else { cells }
}

/// How many services there are: none is only said where the list is complete.
fn services(subject: &Subject<'_>) -> String {
    let facts = subject.facts;
    let count = fixed(subject.zone().facilities as f64, 0);
    let mut claims = subject.places().map(|at| facts.completeness(&facts.study.communes[at]));
    match (claims.all(|claim| claim == Completeness::Complete), subject.zone().facilities) {
        (true, _) => count,
        (false, 0) => "n.\u{a0}d.".to_owned(),
        _ => format!("≥\u{202f}{count}"),
    }
}

/// The children and their parts with one decimal, which add up as they are shown.
fn in_tenths(zone: &WhiteZoneRow, places: bool) -> (String, Vec<String>) {
    let whole = zone.children.value().unwrap_or(0.0);
    let plain = |figures: &[Figure]| figures.iter().map(|&of| figure(of, 1)).collect();
    let marked = |value: f64, of: Figure| {
        if of.status() == Status::Zero {
            "0".to_owned()
        } else {
            format!("{}{}", mark(of.status()), fixed(value, 1))
        }
    };
    match Parts::of_row(zone, places) {
        Parts::Places(parts) => {
            let (all, shown) = shown_in_tenths(whole, parts.map(|part| part.value));
            let figures = [zone.with_place, zone.without_place, zone.white_children];
            let shown = shown.into_iter().zip(figures).map(|(value, of)| marked(value, of));
            (marked(all, zone.children), shown.collect())
        }
        Parts::Reach(parts, unknown) => {
            let (all, [near, out]) = shown_in_tenths(whole, parts.map(|part| part.value));
            let out = marked(out, zone.white_children);
            // Who has a place is not known: both columns say so.
            let near = if unknown {
                vec![figure(zone.with_place, 1), figure(zone.without_place, 1)]
            } else {
                vec![format!("{}{}", mark(zone.white_children.status()), fixed(near, 1))]
            };
            (marked(all, zone.children), near.into_iter().chain([out]).collect())
        }
        _ if places => {
            let figures = [zone.with_place, zone.without_place, zone.white_children];
            (figure(zone.children, 1), plain(&figures))
        }
        _ => {
            let figures = [zone.white_children, zone.white_children];
            (figure(zone.children, 1), plain(&figures))
        }
    }
}

fn verdict_cell(zone: &WhiteZoneRow, reference: Option<f64>) -> Cell {
    let share = || {
        let share = zone.white_children.value().zip(zone.children.value());
        share.map_or(0.5, |(out, all)| if all > 0.0 { out / all } else { 0.5 })
    };
    let icon = match zone.verdict {
        Verdict::Covered => Icon::Solid,
        Verdict::Underserved => Icon::Pale,
        Verdict::PartlyWhite => Icon::Hatched(share()),
        Verdict::White => Icon::Hatched(1.0),
        Verdict::NotDocumented => Icon::Unknown,
        Verdict::Secret => Icon::Secret,
    };
    if is_unproven(zone, reference) {
        return Cell::new("à portée").with(Icon::Pale);
    }
    let text = match icon {
        Icon::Unknown => "n.\u{a0}d.",
        Icon::Secret => "s",
        _ => verdict(zone.verdict),
    };
    Cell::new(text).with(icon)
}

/// In reach, but with unknown capacities: neither covered nor underserved is proven.
fn is_unproven(zone: &WhiteZoneRow, reference: Option<f64>) -> bool {
    matches!(zone.verdict, Verdict::Covered | Verdict::Underserved)
        && zone.access.status() == Status::LowerBound
        && zone.access.value().unwrap_or(0.0) * 100.0 < reference.unwrap_or(f64::INFINITY)
}
