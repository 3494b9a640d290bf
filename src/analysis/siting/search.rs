//! What the searches for the best sites share.

/// What is decided of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Nothing yet.
    Free,
    /// It is a site.
    In,
    /// It is none.
    Out,
}

/// How much a search may do, in steps of its inner loops. A clock would give other answers on
/// another machine.
#[derive(Debug, Clone, Copy)]
pub struct Budget(u64);

impl Budget {
    /// A budget of so many steps.
    #[must_use]
    pub fn new(steps: u64) -> Self {
        Self(steps)
    }

    pub(super) fn spend(&mut self, steps: u64) {
        self.0 = self.0.saturating_sub(steps);
    }

    pub(super) fn is_spent(self) -> bool {
        self.0 == 0
    }

    /// Sets a part aside.
    pub(super) fn part(self, share: u64) -> Self {
        Self(self.0 / share.max(1))
    }
}

/// The best set of sites that a search found, and what no set can beat.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    /// The sites, ascending.
    pub(super) sites: Vec<usize>,
    /// What they are worth.
    pub(super) objective: f64,
    /// What no set is better than.
    pub(super) bound: f64,
}
