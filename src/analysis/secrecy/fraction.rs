//! Exact fractions: a rounding slip would call a given-back value safe.

use std::cmp::Ordering;

/// The work was given up: more steps than were allowed, or numbers past 128 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Exhausted;

/// A fraction in lowest terms; `under` is positive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fraction {
    over: i128,
    under: i128,
}

impl Fraction {
    pub(super) const ZERO: Self = Self { over: 0, under: 1 };

    pub(super) fn whole(number: i64) -> Self {
        Self { over: i128::from(number), under: 1 }
    }

    fn new(over: i128, under: i128) -> Self {
        let shared = common(over.unsigned_abs(), under.unsigned_abs());
        let shared = i128::try_from(shared).unwrap_or(1).max(1);
        let sign = if under < 0 { -1 } else { 1 };
        Self { over: sign * over / shared, under: sign * under / shared }
    }

    pub(super) fn is_zero(self) -> bool {
        self.over == 0
    }

    pub(super) fn is_positive(self) -> bool {
        self.over > 0
    }

    pub(super) fn is_whole(self) -> bool {
        self.under == 1
    }

    /// The largest whole number that is not above it.
    pub(super) fn floor(self) -> Result<i64, Exhausted> {
        i64::try_from(self.over.div_euclid(self.under)).map_err(|_past| Exhausted)
    }

    pub(super) fn plus(self, other: Self) -> Result<Self, Exhausted> {
        if self.under == 1 && other.under == 1 {
            let over = self.over.checked_add(other.over).ok_or(Exhausted)?;
            return Ok(Self { over, under: 1 });
        }
        let left = self.over.checked_mul(other.under).ok_or(Exhausted)?;
        let right = other.over.checked_mul(self.under).ok_or(Exhausted)?;
        let over = left.checked_add(right).ok_or(Exhausted)?;
        Ok(Self::new(over, self.under.checked_mul(other.under).ok_or(Exhausted)?))
    }

    pub(super) fn times(self, other: Self) -> Result<Self, Exhausted> {
        let over = self.over.checked_mul(other.over).ok_or(Exhausted)?;
        if self.under == 1 && other.under == 1 {
            return Ok(Self { over, under: 1 });
        }
        Ok(Self::new(over, self.under.checked_mul(other.under).ok_or(Exhausted)?))
    }

    pub(super) fn negated(self) -> Self {
        Self { over: -self.over, under: self.under }
    }

    pub(super) fn minus(self, other: Self) -> Result<Self, Exhausted> {
        self.plus(other.negated())
    }

    /// One over it; it is not zero.
    pub(super) fn inverse(self) -> Self {
        Self::new(self.under, self.over)
    }

    pub(super) fn compare(self, other: Self) -> Result<Ordering, Exhausted> {
        if self.under == other.under {
            return Ok(self.over.cmp(&other.over));
        }
        let left = self.over.checked_mul(other.under).ok_or(Exhausted)?;
        let right = other.over.checked_mul(self.under).ok_or(Exhausted)?;
        Ok(left.cmp(&right))
    }
}

fn common(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
