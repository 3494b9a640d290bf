//! A set of small whole numbers, as bits.

/// A set of the numbers below a length fixed when it is made.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Set(Box<[u64]>);

impl Set {
    /// The empty set of numbers below `length`.
    pub(super) fn new(length: usize) -> Self {
        Self(vec![0; length.div_ceil(64)].into_boxed_slice())
    }

    pub(super) fn of(length: usize, members: &[usize]) -> Self {
        let mut set = Self::new(length);
        for &member in members {
            set.insert(member);
        }
        set
    }

    pub(super) fn insert(&mut self, member: usize) {
        self.0[member / 64] |= 1 << (member % 64);
    }

    pub(super) fn is_subset(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(own, others)| own & !others == 0)
    }

    /// How many words it takes: what comparing two costs.
    pub(super) fn words(&self) -> u64 {
        self.0.len() as u64
    }
}
