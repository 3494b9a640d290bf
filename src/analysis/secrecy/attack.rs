//! The attacker: what can be told of each blanked value from all that is shown.

use super::fraction::Exhausted;
use super::propagate::{is_spent, tighten};
use super::simplex::{Bounds, Budget, Simplex};
use super::table::{Cell, Derived, Item, LEAST_WIDTH, Relation, SMALL, Standing, Table};

/// A value that may be this large is taken for one without a bound.
const NO_BOUND: i64 = 1_000_000_000;
/// What one question may cost: so many steps and so many pivots. One that costs more is answered as
/// if the attack succeeded.
const QUESTION: (u64, u64) = (200_000, 100);

/// What a reader knows of the blanks themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Knowledge {
    /// That a blank is not zero. Our answers say no more.
    Blanks,
    /// Also why each was blanked: 1 to 4, or only to protect another and so 5 or more.
    Reasons,
}

impl Knowledge {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Blanks, Self::Reasons];
}

/// What a blanked value may be, both ends included and both possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// The smallest.
    pub low: i64,
    /// The largest, or nothing where there is none below a milliard.
    pub high: Option<i64>,
}

impl Interval {
    /// How many whole numbers lie in it; nothing where it has no end.
    #[must_use]
    pub fn width(&self) -> Option<i64> {
        self.high.map(|high| high - self.low + 1)
    }
}

/// The attacker of one table.
pub(super) struct Attacker<'a> {
    table: &'a Table,
    simplex: Simplex,
    /// As it was built: a search that is stopped leaves nothing to go on with.
    fresh: Simplex,
    pub(super) budget: Budget,
    question: u64,
    /// How many terms all rows have.
    terms: usize,
    /// Whether an attack was taken to succeed without proof.
    pub(super) unsure: bool,
}

/// What protects a blanked value from an attacker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// It may be each of these from 1 to 4, the lowest bit for 1.
    Values(u8),
    /// It may be so many whole numbers.
    Width(i64),
}

impl Need {
    /// The whole of 1 to 4.
    pub(super) const WHOLE: Self = Self::Values(0b1111);
}

impl<'a> Attacker<'a> {
    pub(super) fn new(table: &'a Table, budget: Budget) -> Result<Self, Exhausted> {
        // The truth is where the search starts: it fits whatever is shown.
        let start: Vec<i64> =
            table.cells.iter().map(|cell| cell.value.unwrap_or_else(|| guess(cell))).collect();
        let of_derived = table.derived.iter().flat_map(|derived| &derived.relations);
        let rows: Vec<&[(usize, i64)]> = table
            .relations
            .iter()
            .chain(of_derived)
            .map(|relation| relation.terms.as_slice())
            .collect();
        let simplex = Simplex::new(&start, &rows)?;
        let terms = rows.iter().map(|row| row.len()).sum();
        let question = QUESTION.0 + QUESTION.1 * (start.len() * rows.len()) as u64;
        Ok(Self { table, fresh: simplex.clone(), simplex, budget, question, terms, unsure: false })
    }

    /// Shows the free figures of `shown`, and no others, to one who knows so much.
    pub(super) fn show(
        &mut self,
        shown: impl Fn(Item) -> bool,
        knowledge: Knowledge,
    ) -> Result<(), Exhausted> {
        let table = self.table;
        self.budget.spend(self.terms)?;
        let of_cell = |(at, cell): (usize, &Cell)| bounds(cell, shown(Item::Cell(at)), knowledge);
        let mut cells: Vec<Bounds> = table.cells.iter().enumerate().map(of_cell).collect();
        let told = |(at, derived): (usize, &Derived)| match derived.standing {
            Standing::Fixed => true,
            Standing::Free { .. } => shown(Item::Derived(at)),
            _ => false,
        };
        let told: Vec<bool> = table.derived.iter().enumerate().map(told).collect();
        let of_derived = table.derived.iter().zip(&told);
        let of_derived = of_derived
            .flat_map(|(derived, told)| derived.relations.iter().map(move |row| (row, *told)));
        let rows: Vec<(&Relation, bool)> =
            table.relations.iter().map(|relation| (relation, true)).chain(of_derived).collect();
        let in_force: Vec<&Relation> =
            rows.iter().filter(|(_, told)| *told).map(|(row, _)| *row).collect();
        tighten(&in_force, &mut cells);
        let mut moved = 0;
        for (at, bounds) in cells.iter().enumerate() {
            moved += self.simplex.bound(at, *bounds)?;
        }
        for (at, (row, told)) in rows.into_iter().enumerate() {
            let binding = told && !is_spent(row, &cells);
            let bounds = if binding { (row.low, row.high) } else { (None, None) };
            moved += self.simplex.bound(table.cells.len() + at, bounds)?;
        }
        self.budget.spend(moved)
    }

    /// Whether a cell may have a value within `bounds`; if so, gives one.
    fn may_be(&mut self, cell: usize, bounds: Bounds) -> Result<Option<i64>, Exhausted> {
        let known = self.simplex.bounds(cell);
        let low = known.0.max(bounds.0);
        let high = known.1.map_or(bounds.1, |known| Some(bounds.1.map_or(known, |b| b.min(known))));
        self.simplex.bound(cell, (low, high))?;
        let mut allowed = Budget(self.budget.0.min(self.question));
        let all = allowed.0;
        let fits = self.simplex.is_feasible(&mut allowed);
        self.budget.0 -= all - allowed.0;
        let Ok(fits) = fits else {
            self.simplex = self.fresh.clone();
            return Err(Exhausted);
        };
        let value = if fits { Some(self.simplex.value(cell)?) } else { None };
        self.simplex.bound(cell, known)?;
        Ok(value)
    }

    /// What a cell may be, or nothing where what is shown contradicts itself.
    pub(super) fn interval(&mut self, cell: usize) -> Result<Option<Interval>, Exhausted> {
        let Some(low) = self.lowest(cell)? else { return Ok(None) };
        Ok(Some(Interval { low, high: self.highest(cell, low)? }))
    }

    fn lowest(&mut self, cell: usize) -> Result<Option<i64>, Exhausted> {
        let Some(mut found) = self.may_be(cell, (None, None))? else { return Ok(None) };
        let mut least = self.simplex.bounds(cell).0.unwrap_or(0);
        let mut tried = least;
        while least < found {
            match self.may_be(cell, (None, Some(tried)))? {
                Some(value) => found = value,
                None => least = tried + 1,
            }
            tried = least + (found - least) / 2;
        }
        Ok(Some(found))
    }

    fn highest(&mut self, cell: usize, from: i64) -> Result<Option<i64>, Exhausted> {
        if self.may_be(cell, (Some(NO_BOUND), None))?.is_some() {
            return Ok(None);
        }
        let (mut found, mut most) = (from, NO_BOUND - 1);
        let mut step = 1;
        while found < most {
            // First by doubled steps, then by halves.
            let middle = found + (most - found + 1) / 2;
            let tried = middle.min(found.saturating_add(step));
            match self.may_be(cell, (Some(tried), None))? {
                Some(value) => found = value,
                None => most = tried - 1,
            }
            step = step.saturating_mul(2);
        }
        Ok(Some(found))
    }

    /// Whether a blanked cell has what it needs. Where that costs too much to tell, it has not:
    /// what is not shown to be possible protects nothing.
    pub(super) fn is_safe(&mut self, cell: usize, need: Need) -> Result<bool, Exhausted> {
        let safe = self.proves(cell, need);
        if safe.is_err() && self.budget.0 > 0 {
            self.unsure = true;
            return Ok(false);
        }
        safe
    }

    fn proves(&mut self, cell: usize, need: Need) -> Result<bool, Exhausted> {
        match need {
            Need::Values(values) => {
                // The ends first: they are what is given back most often.
                let needed = |value: &i64| values >> (value - 1) & 1 == 1;
                for value in [1, SMALL, 2, 3].into_iter().filter(needed) {
                    if self.may_be(cell, (Some(value), Some(value)))?.is_none() {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Need::Width(width) => {
                let Some(low) = self.lowest(cell)? else { return Ok(false) };
                Ok(self.may_be(cell, (Some(low + width - 1), None))?.is_some())
            }
        }
    }

    /// What a blanked cell needs, as far as blanking everything else can give it: the whole of 1
    /// to 4, or a width. Nothing where even then it has nothing.
    pub(super) fn need(&mut self, cell: usize) -> Result<Option<Need>, Exhausted> {
        if self.table.cells[cell].standing == Standing::Small {
            let mut values = 0;
            for value in 1..=SMALL {
                let possible = self.may_be(cell, (Some(value), Some(value)))?.is_some();
                values |= u8::from(possible) << (value - 1);
            }
            return Ok((values > 0).then_some(Need::Values(values)));
        }
        let Some(low) = self.lowest(cell)? else { return Ok(None) };
        let mut width = LEAST_WIDTH;
        while width > 1 && self.may_be(cell, (Some(low + width - 1), None))?.is_none() {
            width -= 1;
        }
        Ok(Some(Need::Width(width)))
    }
}

fn guess(cell: &Cell) -> i64 {
    i64::from(cell.standing == Standing::Small)
}

/// What is known of a cell by itself.
fn bounds(cell: &Cell, shown: bool, knowledge: Knowledge) -> Bounds {
    match (cell.standing, knowledge) {
        (Standing::Fixed, _) => (cell.value.or(Some(0)), cell.value),
        (Standing::Free { .. }, _) if shown => (cell.value.or(Some(0)), cell.value),
        (Standing::Free { covered: true, .. }, Knowledge::Reasons) => (Some(SMALL + 1), None),
        (Standing::Small, Knowledge::Reasons) => (Some(1), Some(SMALL)),
        // Zero is never blanked.
        (Standing::Free { .. } | Standing::Small, _) => (Some(1), None),
        (Standing::Zone | Standing::Withheld, _) => (Some(0), None),
    }
}
