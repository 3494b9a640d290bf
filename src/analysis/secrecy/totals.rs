//! Totals among published counts: of ages, of communes, of the rows above, and the same count twice.

use std::collections::HashMap;

use super::bands::sets;
use super::links::{Groups, push};
use super::rules::{Read, Unit};
use super::table::{Relation, SMALL, Standing, Table};
use crate::territory::{France, Siren};

/// The most rows above a total that it may add up.
const MOST_ROWS: usize = 40;

/// Adds every relation between counts that their names, ages and zones tell.
pub(super) fn add(
    all: &[Read<'_>],
    cells: &[Option<usize>],
    groups: &Groups,
    france: &France,
    table: &mut Table,
) {
    let mut keys: Vec<_> = groups.keys().collect();
    keys.sort_unstable();
    for key in keys {
        let group = &groups[key];
        of_ages(all, cells, group, table);
        if key.0.parse::<Siren>().is_ok() {
            of_communes(all, cells, groups, (key, france), table);
        }
    }
    of_parts(all, cells, table);
    of_rows(all, cells, table);
}

fn at(cells: &[Option<usize>], read: usize) -> usize {
    cells[read].expect("groups hold cells only")
}

/// The same count twice, and bands held against what they lie within.
fn of_ages(all: &[Read<'_>], cells: &[Option<usize>], group: &[usize], table: &mut Table) {
    for (place, &total) in group.iter().enumerate() {
        let near: Vec<usize> = group
            .iter()
            .copied()
            .filter(|other| *other != total && all[*other].is_of_the_time_of(&all[total]))
            .collect();
        let later = near.iter().filter(|other| group[place..].contains(*other));
        for other in later.filter(|other| all[**other].name.ages == all[total].name.ages) {
            push(table, Relation::same(at(cells, total), at(cells, *other)));
        }
        for set in sets(all, &near, all[total].name.ages) {
            let parts: Vec<usize> = set.parts.into_iter().map(|part| at(cells, part)).collect();
            let whole = at(cells, total);
            // Of a total without ages, the numbers tell whether the bands are all there is.
            let is_sum = all[total].name.ages.is_some()
                || parts.len() > 1 && may_add_up(table, whole, &parts);
            let row = if set.is_full && is_sum { Relation::total } else { Relation::within };
            push(table, row(whole, &parts));
        }
    }
}

/// An EPCI and its communes: all of them add up to it, some are within it.
fn of_communes(
    all: &[Read<'_>],
    cells: &[Option<usize>],
    groups: &Groups,
    (key, france): (&(String, std::collections::BTreeSet<String>), &France),
    table: &mut Table,
) {
    let Some(epci) = key.0.parse().ok().and_then(|siren| france.epci(siren)) else { return };
    for &total in &groups[key] {
        let of_commune = |code: &crate::territory::CommuneCode| {
            let among = groups.get(&(code.to_string(), key.1.clone()))?;
            let same = among.iter().find(|other| {
                all[**other].name.ages == all[total].name.ages
                    && all[**other].is_of_the_time_of(&all[total])
            });
            same.map(|other| at(cells, *other))
        };
        let parts: Vec<usize> = epci.members.iter().filter_map(of_commune).collect();
        if parts.len() == epci.members.len() {
            push(table, Relation::total(at(cells, total), &parts));
        } else if !parts.is_empty() {
            push(table, Relation::within(at(cells, total), &parts));
        }
    }
}

/// « dont … »: each is within the row it is a part of.
fn of_parts(all: &[Read<'_>], cells: &[Option<usize>], table: &mut Table) {
    let mut named: HashMap<(&str, &str), usize> = HashMap::new();
    for (at, read) in all.iter().enumerate() {
        if cells[at].is_some() {
            named.entry((read.indicator.zone.as_str(), read.indicator.name.as_str())).or_insert(at);
        }
    }
    for (part, read) in all.iter().enumerate() {
        let (Some(cell), Some(parent)) = (cells[part], &read.name.parent) else { continue };
        let whole = named.get(&(read.indicator.zone.as_str(), parent.as_str()));
        if let Some(whole) = whole.filter(|whole| all[**whole].is_of_the_time_of(read)) {
            push(table, Relation::within(at(cells, *whole), &[cell]));
        }
    }
}

/// A bare « Total »: the fewest rows above it that it may add up, told by the numbers.
fn of_rows(all: &[Read<'_>], cells: &[Option<usize>], table: &mut Table) {
    let totals = all.iter().enumerate().filter(|(_, read)| read.name.is_bare_total);
    for (total, read) in
        totals.filter(|(at, read)| cells[*at].is_some() && read.unit == Unit::Count)
    {
        let above = all[..total].iter().enumerate().rev().filter(|(at, other)| {
            cells[*at].is_some()
                && other.indicator.zone == read.indicator.zone
                && other.indicator.source == read.indicator.source
        });
        let mut parts: Vec<usize> = Vec::new();
        for (row, other) in above.take(MOST_ROWS) {
            if other.name.is_bare_total {
                break;
            }
            parts.push(at(cells, row));
            if parts.len() > 1 && may_add_up(table, at(cells, total), &parts) {
                push(table, Relation::total(at(cells, total), &parts));
                break;
            }
        }
    }
}

fn may_add_up(table: &Table, total: usize, parts: &[usize]) -> bool {
    let range = |cell: &usize| {
        let cell = table.cells[*cell];
        match (cell.value, cell.standing) {
            (Some(value), _) => (value, value),
            (None, Standing::Small) => (1, SMALL),
            (None, _) => (0, i64::from(u32::MAX)),
        }
    };
    let (low, high) = range(&total);
    let least: i64 = parts.iter().map(|part| range(part).0).sum();
    let most: i64 = parts.iter().map(|part| range(part).1).sum();
    least <= high && low <= most
}
