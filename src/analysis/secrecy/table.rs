//! Counts, and what is known to hold between them.

/// Values from 1 to here are blanked: « toute valeur inférieure à 5 allocataires et différente de
/// zéro sera mise à blanc ».
pub const SMALL: i64 = 4;
/// A commune or a part of one with fewer allocataires has all its values blanked.
pub const FEWEST_ALLOCATAIRES: i64 = 100;
/// How many whole numbers a value blanked for its zone may have been, at least: as many as zero
/// and the values from 1 to 4 are. It is not to be told from a small one.
pub const LEAST_WIDTH: i64 = 5;

/// What may be done with a value, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// It stays: nobody blanks it, or anybody can read it elsewhere.
    Fixed,
    /// It may be blanked at a cost, if that protects another. `covered`: one from 1 to 4 would be
    /// blanked for its own sake, so that a reader knows that this one is above.
    Free {
        /// What blanking it costs.
        cost: u32,
        /// Whether the rule on small values is its own.
        covered: bool,
    },
    /// Blanked for it is from 1 to 4.
    Small,
    /// Blanked for its zone has too few allocataires.
    Zone,
    /// Never shown, for other reasons: nothing is known of it.
    Withheld,
}

/// A count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// The count, zero or more, or nothing where even we do not have it.
    pub value: Option<i64>,
    /// What may be done with it.
    pub standing: Standing,
}

impl Cell {
    /// A count under the rule on small values: zero stays, 1 to 4 is blanked.
    #[must_use]
    pub fn counted(value: i64, cost: u32) -> Self {
        let standing = match value {
            ..=0 => Standing::Fixed,
            1..=SMALL => Standing::Small,
            _ => Standing::Free { cost, covered: true },
        };
        Self { value: Some(value), standing }
    }
}

/// Whole multiples of cells add up to something within bounds, both included.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Relation {
    /// Cells with what each is multiplied with.
    pub terms: Vec<(usize, i64)>,
    /// At least.
    pub low: Option<i64>,
    /// At most.
    pub high: Option<i64>,
}

impl Relation {
    /// A total and all its parts.
    #[must_use]
    pub fn total(total: usize, parts: &[usize]) -> Self {
        let terms = parts.iter().map(|part| (*part, 1)).chain([(total, -1)]).collect();
        Self { terms, low: Some(0), high: Some(0) }
    }

    /// Parts of a whole, maybe not all.
    #[must_use]
    pub fn within(whole: usize, parts: &[usize]) -> Self {
        Self { low: None, ..Self::total(whole, parts) }
    }

    /// The same count twice.
    #[must_use]
    pub fn same(one: usize, other: usize) -> Self {
        Self::total(one, &[other])
    }

    /// Whether the values contradict it. Where one is not known, nothing is said.
    fn is_broken(&self, cells: &[Cell]) -> bool {
        let sum: Option<i128> = self
            .terms
            .iter()
            .map(|(at, factor)| Some(i128::from(cells[*at].value?) * i128::from(*factor)))
            .sum();
        sum.is_some_and(|sum| {
            self.low.is_some_and(|low| sum < low.into())
                || self.high.is_some_and(|high| sum > high.into())
        })
    }
}

/// A figure that is printed beside the counts it is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derived {
    /// What it tells of them: all of these.
    pub relations: Vec<Relation>,
    /// What may be done with it. [`Standing::Zone`] and [`Standing::Withheld`]: it is not shown.
    pub standing: Standing,
}

impl Derived {
    /// `scale` × `over` / `under`, printed as `mantissa` / 10^`decimals`, rounded either way at a
    /// half. With 100 a share in per cent, with 1 a mean.
    ///
    /// Nothing where the numbers are too large to be held against each other.
    #[must_use]
    pub fn ratio(over: usize, under: usize, scale: i64, printed: Printed) -> Option<Self> {
        let factor = 10_i64.checked_pow(printed.decimals)?.checked_mul(2)?.checked_mul(scale)?;
        let twice = printed.mantissa.checked_mul(2)?;
        let side = |line: i64| vec![(over, factor), (under, -line)];
        let low = Relation { terms: side(twice.checked_sub(1)?), low: Some(0), high: None };
        let high = Relation { terms: side(twice.checked_add(1)?), low: None, high: Some(0) };
        let standing = Standing::Free { cost: 1, covered: false };
        Some(Self { relations: vec![low, high], standing })
    }

    /// What a count has changed by since another year: `after` − `before`.
    #[must_use]
    pub fn change(after: usize, before: usize, by: i64) -> Self {
        let terms = vec![(after, 1), (before, -1)];
        let standing = Standing::Free { cost: 1, covered: false };
        let relation = Relation { terms, low: Some(by), high: Some(by) };
        Self { relations: vec![relation], standing }
    }

    /// Whether the values contradict it.
    pub(super) fn is_broken(&self, cells: &[Cell]) -> bool {
        self.relations.iter().any(|relation| relation.is_broken(cells))
    }
}

/// A number as printed: `mantissa` / 10^`decimals`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Printed {
    /// Its digits.
    pub mantissa: i64,
    /// How many of them stand behind the comma.
    pub decimals: u32,
}

/// Counts, what always holds between them, and what is printed of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The counts.
    pub cells: Vec<Cell>,
    /// What everybody knows to hold: totals of parts.
    pub relations: Vec<Relation>,
    /// Shares, means and differences.
    pub derived: Vec<Derived>,
}

/// A figure of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// One of [`Table::cells`].
    Cell(usize),
    /// One of [`Table::derived`].
    Derived(usize),
}

impl Table {
    /// What may be done with a figure.
    #[must_use]
    pub fn standing(&self, item: Item) -> Standing {
        match item {
            Item::Cell(at) => self.cells[at].standing,
            Item::Derived(at) => self.derived[at].standing,
        }
    }

    /// The figures that may be blanked to protect others, in order.
    #[must_use]
    pub fn free(&self) -> Vec<Item> {
        let cells = (0..self.cells.len()).map(Item::Cell);
        let items = cells.chain((0..self.derived.len()).map(Item::Derived));
        items.filter(|item| matches!(self.standing(*item), Standing::Free { .. })).collect()
    }

    /// What blanking a figure costs.
    #[must_use]
    pub fn cost(&self, item: Item) -> u64 {
        match self.standing(item) {
            Standing::Free { cost, .. } => cost.into(),
            _ => 0,
        }
    }

    /// Without the relations that the values themselves contradict, as documents do: they prove
    /// nothing. Gives their number. A printed figure that may be blanked is left: while it is shown
    /// every attack succeeds, so that it is blanked beside a blanked value.
    pub fn drop_broken(&mut self) -> usize {
        let Self { cells, relations, derived } = self;
        let all = relations.len();
        relations.retain(|relation| !relation.is_broken(cells));
        let mut dropped = all - relations.len();
        let is_fixed = |derived: &&mut Derived| derived.standing == Standing::Fixed;
        for derived in derived.iter_mut().filter(is_fixed).filter(|d| d.is_broken(cells)) {
            derived.relations.clear();
            dropped += 1;
        }
        dropped
    }
}
