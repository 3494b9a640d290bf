//! Changes among published figures: of a count between two years, in number or in per cent.

use std::collections::BTreeSet;

use super::links::{Groups, push_derived};
use super::names::years;
use super::rules::{Read, Unit};
use super::shares::decimals;
use super::table::{Derived, Printed, Table};

/// Adds each change whose two counts are known; one of which they are not, or that they
/// contradict, goes with every count of its name.
pub(super) fn add(
    all: &[Read<'_>],
    cells: &[Option<usize>],
    groups: &Groups,
    table: &mut Table,
    (derived, followers): (&mut Vec<usize>, &mut Vec<(usize, usize)>),
) {
    let decimals = decimals(all);
    for (at, read) in all.iter().enumerate().filter(|(_, read)| read.name.is_change) {
        let key = (read.indicator.zone.clone(), read.name.words.clone());
        let group = groups.get(&key).map_or(&[][..], Vec::as_slice);
        let counts: Vec<usize> =
            group.iter().copied().filter(|c| all[*c].name.ages == read.name.ages).collect();
        let cell = |read: usize| cells[read].expect("groups hold cells only");
        let figure = between(all, &counts, read).and_then(|(before, after)| {
            let digits = decimals.get(read.indicator.source.as_str()).copied().unwrap_or(0);
            let figure = change(read, digits, (cell(before), cell(after)))?;
            (!figure.is_broken(&table.cells)).then_some(figure)
        });
        if let Some(figure) = figure {
            push_derived(table, figure, read);
            derived.push(at);
        } else {
            followers.extend(counts.into_iter().map(|count| (at, count)));
        }
    }
}

/// The counts of the years that a change names, or of the only two there are.
fn between(all: &[Read<'_>], counts: &[usize], read: &Read<'_>) -> Option<(usize, usize)> {
    let mut named = years(&read.indicator.name);
    named.extend(read.years.iter().cloned());
    if named.len() < 2 {
        named = counts.iter().flat_map(|count| all[*count].years.iter().cloned()).collect();
    }
    let [before, after] = <[String; 2]>::try_from(Vec::from_iter(named)).ok()?;
    let of = |year: String| {
        let year = BTreeSet::from([year]);
        counts.iter().copied().find(|count| all[*count].years == year)
    };
    of(before).zip(of(after))
}

fn change(read: &Read<'_>, decimals: u32, (before, after): (usize, usize)) -> Option<Derived> {
    let value = read.indicator.value.value().filter(|value| value.abs() < 1e9)?;
    match read.unit {
        Unit::Count => (value.fract() == 0.0).then(|| Derived::change(after, before, value as i64)),
        Unit::Percent => {
            // What has grown by p per cent is 100 + p per cent of what it was.
            let of_before = (100.0 + value) * f64::from(10_u32.pow(decimals));
            let printed = Printed { mantissa: of_before.round() as i64, decimals };
            Derived::ratio(after, before, 100, printed)
        }
        Unit::Euro | Unit::Other => None,
    }
}
