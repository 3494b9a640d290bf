//! A row of figures: what it is to its neighbours, and what each cell holds.

use super::lines::Parted;
use super::number::{self, Sign, Value};
use super::read::Reader;
use super::table::{NoteKind, Reading, Role, Row, Unit};
use super::words;

/// The most rows between a row and the one it is a part or share of.
const FARTHEST_PARENT: usize = 100;

/// Reads a row into the table that the reader is in.
pub(super) fn read(reader: &mut Reader, line: &Parted) {
    let label = line.cells[0].trim_end_matches('*').trim_end().to_owned();
    let role = role(reader, &label);
    let label = label.trim_start_matches(['-', '–', '•', '▪', ' ']).to_owned();
    let year = words::year(&label).map(str::to_owned);
    let mut row = Row {
        line: line.number,
        table: reader.table,
        block: reader.block,
        section: reader.tables.sections.len() - 1,
        parent: parent(reader, role),
        caption: caption(reader, &label, role),
        ages: words::ages(&label),
        measure: words::measure(&label),
        role,
        label,
        group: None,
        readings: Vec::new(),
    };
    for (column, cell) in line.cells.iter().enumerate().skip(1) {
        let read = cells(reader, &row, column, cell);
        if read.is_none() {
            reader.note(line, NoteKind::NotUnderstood);
        }
        row.readings.extend(read.unwrap_or_default().into_iter().map(|mut reading| {
            reading.year = year.clone().or(reading.year);
            reading
        }));
    }
    if matches!(row.role, Role::Plain | Role::Total | Role::Part) {
        // A count without a share lacks nothing.
        row.readings
            .retain(|reading| reading.value != Value::Unsaid || reading.unit != Unit::Percent);
    }
    drop_merged_blanks(&mut row.readings);
    if row.readings.len() > 1 && number::pair(&line.cells[1]).is_some() && is_double(reader, 1) {
        reader.note(line, NoteKind::TwoInOne);
    }
    let unsaid = row.readings.iter().any(|reading| reading.zone.is_none() || has_year(reader));
    if unsaid && reader.layout.zones.is_empty() {
        let table = row.table;
        if reader.tables.rows.last().is_none_or(|last| last.table != table) {
            reader.note(line, NoteKind::ZoneUnsaid);
        }
    }
    reader.tables.rows.push(row);
}

/// A blank beside a figure of the same zone is a merged cell, not a missing figure.
fn drop_merged_blanks(readings: &mut Vec<Reading>) {
    let all = readings.clone();
    let mut at = 0;
    readings.retain(|reading| {
        at += 1;
        if reading.value != Value::Unsaid || matches!(reading.unit, Unit::Structures | Unit::Places)
        {
            return true;
        }
        let earlier = all[..at - 1].iter().any(|other| other.zone == reading.zone);
        let said = |other: &Reading| other.zone == reading.zone && other.value != Value::Unsaid;
        !earlier && !all.iter().any(said)
    });
}

fn has_year(reader: &Reader) -> bool {
    reader.layout.columns.iter().any(|column| column.year.is_some())
}

fn is_double(reader: &Reader, column: usize) -> bool {
    reader.layout.columns.get(column).is_some_and(|column| column.double)
}

fn role(reader: &Reader, label: &str) -> Role {
    let words = words::words(label);
    let first = words.first().map_or("", String::as_str);
    let rated = label.contains("(%)") || label.contains("(en %");
    if words::share_of(label).is_some() {
        return Role::Share;
    }
    if rated || matches!(first, "taux" | "part" | "pourcentage" | "proportion") {
        return Role::Rate;
    }
    if words::only_ages(label) && below_a_rate(reader) {
        return Role::Band;
    }
    if first == "dont" || label.starts_with(['-', '–', '•', '▪']) {
        return Role::Part;
    }
    let total = words.iter().any(|word| word == "total" || word == "totaux") || first == "ensemble";
    if total { Role::Total } else { Role::Plain }
}

fn below_a_rate(reader: &Reader) -> bool {
    let last = reader.tables.rows.last().filter(|row| row.table == reader.table);
    last.is_some_and(|row| matches!(row.role, Role::Rate | Role::Band))
}

fn parent(reader: &Reader, role: Role) -> Option<usize> {
    let rows = &reader.tables.rows;
    let here = || {
        (0..rows.len())
            .rev()
            .take(FARTHEST_PARENT)
            .take_while(|row| rows[*row].table == reader.table)
    };
    match role {
        Role::Share => {
            here().find(|row| matches!(rows[*row].role, Role::Plain | Role::Total | Role::Part))
        }
        Role::Part => here().find(|row| matches!(rows[*row].role, Role::Plain | Role::Total)),
        Role::Band => here().find(|row| rows[*row].role == Role::Rate),
        Role::Plain | Role::Total | Role::Rate => None,
    }
}

/// The title of its table, for a row that says nothing without it.
fn caption(reader: &Reader, label: &str, role: Role) -> String {
    let says = words::measure(label).full;
    let bare = says.iter().all(|word| word == "montant");
    let headless = reader.layout.zones.is_empty() || !reader.layout.caption.is_empty();
    if !reader.layout.caption.is_empty() {
        reader.layout.caption.clone()
    } else if headless || words::year(label).is_some() || (bare && role != Role::Share) {
        reader.prose.clone()
    } else {
        String::new()
    }
}

/// The figures of a cell: none of a blank one, two of « 230 10,0 » under « Nb % ». Nothing where
/// it is not understood.
fn cells(reader: &mut Reader, row: &Row, column: usize, cell: &str) -> Option<Vec<Reading>> {
    let layout = reader.layout.columns.get(column).cloned().unwrap_or_default();
    let counted = !matches!(row.role, Role::Share | Role::Rate | Role::Band);
    let mut reading = Reading {
        column,
        zone: None,
        unit: Unit::Count,
        heading: layout.heading.clone(),
        value: Value::Unsaid,
        year: layout.year.clone(),
    };
    reading.zone = zone(reader, column, None);
    if let Some((count, share)) = number::pair(cell).filter(|_| layout.double && counted) {
        reading.value = Value::Number(count);
        let unit = Unit::Percent;
        let share = Reading { value: Value::Number(share), unit, ..reading.clone() };
        return Some(vec![reading, share]);
    }
    let (value, sign) = number::value(cell)?;
    reading.value = value;
    reading.unit = unit(reader, row, column, sign);
    if reader.layout.shared && counted && column == 2 {
        let large = matches!(value, Value::Number(n) if n.decimals == 0 && n.mantissa > 100);
        if large && reading.unit == Unit::Percent && sign != Sign::Percent {
            reading.unit = Unit::Count;
        } else if reading.unit == Unit::Percent {
            reading.zone = zone(reader, column, Some(0));
        }
    }
    Some(vec![reading])
}

/// The zone of a column; `of` where it is another of the layout's zones.
fn zone(reader: &mut Reader, column: usize, of: Option<usize>) -> Option<usize> {
    let zone = of.or_else(|| reader.layout.columns.get(column)?.zone);
    let heading = match zone {
        Some(zone) => reader.layout.zones.get(zone).cloned()?,
        None if reader.layout.zones.is_empty() => reader.section_zone()?,
        None => return None,
    };
    reader.zone(&heading)
}

fn unit(reader: &Reader, row: &Row, column: usize, sign: Sign) -> Unit {
    match sign {
        Sign::Percent => return Unit::Percent,
        Sign::Euro => return Unit::Euro,
        Sign::None => {}
    }
    if row.label.contains("(en €") || row.label.contains("(€") {
        return Unit::Euro;
    }
    if matches!(row.role, Role::Share | Role::Rate | Role::Band) {
        let rate = reader.per.clone().filter(|_| row.role != Role::Share);
        return rate.unwrap_or(Unit::Percent);
    }
    let counts = words::words(&row.label).first().is_some_and(|word| word == "nb");
    let column = reader.layout.columns.get(column).and_then(|column| column.unit.clone());
    match column {
        Some(Unit::Euro) if counts => Unit::Count,
        Some(unit) => unit,
        None => reader.layout.unit.clone().unwrap_or(Unit::Count),
    }
}
