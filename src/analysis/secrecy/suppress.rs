//! The cheapest figures to blank besides, so that no blanked value is given back.
//!
//! Every attack that succeeds is cut down to the fewest shown figures that it needs: one of them has
//! to be blanked. The cheapest set that has one of each such cut bounds the cost from below; once no
//! attack succeeds against it, it is the answer, and proven (implicit hitting sets).

use std::collections::BTreeSet;

use super::attack::{Attacker, Interval, Knowledge};
use super::component::components;
use super::fraction::Exhausted;
use super::guard::Guard;
use super::simplex::Budget;
use super::table::{Derived, Item, Standing, Table};

/// What is blanked to protect other values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Suppression {
    /// The figures, in order.
    pub secondary: Vec<Item>,
    /// What they cost.
    pub cost: u64,
    /// No set that protects costs less.
    pub bound: u64,
    /// Whether it is proven that none is cheaper. Where it is not, more is blanked than need be,
    /// never less.
    pub optimal: bool,
    /// Values from 1 to 4 that figures nobody can blank narrow down, whatever else is blanked.
    pub exposed: Vec<usize>,
    /// Values from 1 to 4 that keep this whole interval as long as no reason of a blank is told: a
    /// total below 5 of others below 5. All of them where the steps did not suffice to tell.
    pub told_by_reasons: Vec<usize>,
}

/// Steps of each search in a part of a table that hangs together, of which there are four at most:
/// what is needed and the cheapest for totals, the cheapest of all, any for totals, what can be
/// shown again.
pub const STEPS: u64 = 40_000_000;

/// Finds what has to be blanked. `steps` bounds each search, as [`STEPS`] says; where they do not
/// suffice, more is blanked and `optimal` is false.
#[must_use]
pub fn suppress(table: &Table, steps: u64) -> Suppression {
    let mut whole = Suppression { optimal: true, ..Suppression::default() };
    for part in components(table) {
        let found = of_part(&part.table, steps);
        whole.secondary.extend(found.secondary.into_iter().map(|item| part.item(item)));
        whole.cost += found.cost;
        whole.bound += found.bound;
        whole.optimal &= found.optimal;
        whole.exposed.extend(found.exposed.into_iter().map(|cell| part.cells[cell]));
        let told = found.told_by_reasons.into_iter().map(|cell| part.cells[cell]);
        whole.told_by_reasons.extend(told);
    }
    whole.secondary.sort_unstable();
    whole
}

/// What each blanked cell may be to one who knows so much, in order; nothing for a cell where the
/// steps do not suffice, or where what is shown contradicts itself.
#[must_use]
pub fn attack(
    table: &Table,
    blanked: &[Item],
    knowledge: Knowledge,
    steps: u64,
) -> Vec<(usize, Option<Interval>)> {
    let mut found = Vec::new();
    for part in components(table) {
        let hidden: BTreeSet<Item> = blanked.iter().copied().collect();
        let is_blank = |at: usize| {
            let free = matches!(part.table.cells[at].standing, Standing::Free { .. });
            hidden.contains(&Item::Cell(part.cells[at])) || is_primary(&part.table, at) && !free
        };
        let asked: Vec<usize> = (0..part.cells.len()).filter(|at| is_blank(*at)).collect();
        let mut attacker = Attacker::new(&part.table, Budget(steps));
        for at in asked {
            // Shown anew for each: a question that was given up leaves nothing shown.
            let interval = attacker.as_mut().ok().and_then(|attacker| {
                attacker.show(|item| !hidden.contains(&part.item(item)), knowledge).ok()?;
                attacker.interval(at).ok().flatten()
            });
            found.push((part.cells[at], interval));
        }
    }
    found.sort_unstable_by_key(|(cell, _)| *cell);
    found
}

pub(super) fn is_primary(table: &Table, cell: usize) -> bool {
    matches!(table.cells[cell].standing, Standing::Small | Standing::Zone)
}

fn of_part(table: &Table, steps: u64) -> Suppression {
    let free = table.free();
    let costs: Vec<u64> = free.iter().map(|item| table.cost(*item)).collect();
    let totals = of_totals(table);
    let cells = totals.free();
    let answer = |blanked: Vec<usize>| Suppression {
        cost: blanked.iter().map(|item| costs[*item]).sum(),
        secondary: blanked.into_iter().map(|item| free[item]).collect(),
        ..Suppression::default()
    };
    // What is needed is asked with nothing shown that may be blanked: shares add nothing to it.
    let Ok(asked) = Guard::new(&totals, &cells, steps) else {
        // The last resort. Nobody knows what the reasons would tell.
        let is_small = |cell: &usize| table.cells[*cell].standing == Standing::Small;
        let told_by_reasons = (0..table.cells.len()).filter(is_small).collect();
        let optimal = free.is_empty();
        return Suppression { optimal, told_by_reasons, ..answer((0..free.len()).collect()) };
    };
    let (needs, exposed, told_by_reasons) =
        (asked.needs.clone(), asked.exposed.clone(), asked.told.clone());
    let guard = || Guard::with_needs(table, &free, &needs, steps);
    let (proven, unsure) = match guard() {
        Ok(mut guard) => (guard.proven(&costs, &mut Vec::new()), guard.attacker.unsure),
        Err(Exhausted) => (Err(0), false),
    };
    let bound = match &proven {
        _ if unsure => 0,
        Ok(blanked) => blanked.iter().map(|item| costs[*item]).sum(),
        Err(lower) => *lower,
    };
    let optimal = proven.is_ok() && !unsure;
    let blanked = proven.unwrap_or_else(|_lower| {
        let found = by_totals(table, asked, (&free, &costs), steps);
        let found = found.unwrap_or_else(|Exhausted| (0..free.len()).collect());
        match guard() {
            Ok(guard) => guard.thinned(&costs, found),
            Err(Exhausted) => found.into_iter().collect(),
        }
    });
    Suppression { bound, optimal, exposed, told_by_reasons, ..answer(blanked) }
}

/// A table with those of its shares, means and differences only that are always shown.
fn of_totals(table: &Table) -> Table {
    let is_fixed = |derived: &&Derived| derived.standing == Standing::Fixed;
    Table {
        cells: table.cells.clone(),
        relations: table.relations.clone(),
        derived: table.derived.iter().filter(is_fixed).cloned().collect(),
    }
}

/// The cheapest cells for totals alone, each with every share and mean that it is part of: what is
/// then shown of these is made of shown values only, and tells nothing. No proof that it is the
/// cheapest of all, and much less work. `guard` is that of the totals.
fn by_totals(
    table: &Table,
    mut guard: Guard<'_>,
    (free, costs): (&[Item], &[u64]),
    steps: u64,
) -> Result<BTreeSet<usize>, Exhausted> {
    let cells = guard.free;
    let speaks_of = |derived: &Derived, cell: usize| {
        derived.relations.iter().flat_map(|row| &row.terms).any(|(at, _)| *at == cell)
    };
    let with_shares = |(at, item): (usize, &Item)| {
        let Item::Cell(cell) = *item else { return costs[at] };
        let shares = free.iter().zip(costs).filter(|(item, _)| match item {
            Item::Derived(share) => speaks_of(&table.derived[*share], cell),
            Item::Cell(_) => false,
        });
        costs[at] + shares.map(|(_, cost)| cost).sum::<u64>()
    };
    let dear: Vec<u64> = cells.iter().enumerate().map(with_shares).collect();
    let blanked: BTreeSet<usize> = match guard.proven(&dear, &mut Vec::new()) {
        Ok(found) => found.into_iter().collect(),
        Err(_lower) => guard.afresh(steps)?.complete(&dear)?,
    };
    let hidden = |cell: usize| match table.cells[cell].standing {
        Standing::Fixed => false,
        Standing::Free { .. } => {
            cells.binary_search(&Item::Cell(cell)).is_ok_and(|at| blanked.contains(&at))
        }
        _ => true,
    };
    let goes = |(at, item): (usize, &Item)| {
        let gone = match *item {
            Item::Cell(cell) => hidden(cell),
            Item::Derived(share) => {
                let rows = &table.derived[share].relations;
                rows.iter().flat_map(|row| &row.terms).any(|(cell, _)| hidden(*cell))
            }
        };
        gone.then_some(at)
    };
    Ok(free.iter().enumerate().filter_map(goes).collect())
}
