//! Figures that may leave the program. Only this module can make one.

use crate::territory::{Figure, Indicator, Usage};

/// Why a value is blanked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// Its source blanked it, by rules of its own.
    Source,
    /// It is from 1 to 4.
    Small,
    /// Its zone has fewer than a hundred allocataires.
    FewAllocataires,
    /// Nobody said how many allocataires its zone has.
    UnknownAllocataires,
    /// With others it would give a blanked value back.
    Secondary,
    /// It was made of a blanked value.
    Derived,
}

impl Reason {
    /// `primary` where the value itself is protected, `secondary` where it protects another.
    #[must_use]
    pub fn kind(self) -> &'static str {
        match self {
            Self::Secondary | Self::Derived => "secondary",
            _ => "primary",
        }
    }

    /// The rule, in a word.
    #[must_use]
    pub fn rule(self) -> &'static str {
        match self {
            Self::Source => "blanked-by-source",
            Self::Small => "below-5",
            Self::FewAllocataires => "below-100-allocataires",
            Self::UnknownAllocataires => "allocataires-unknown",
            Self::Secondary => "gives-another-back",
            Self::Derived => "made-of-a-blanked-value",
        }
    }
}

/// A published figure as it may be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct ClearedFigure<'a> {
    indicator: &'a Indicator,
    reason: Option<Reason>,
    tells_reason: bool,
}

impl<'a> ClearedFigure<'a> {
    /// The value, or secret.
    #[must_use]
    pub fn value(&self) -> Figure {
        if self.reason.is_some() { Figure::SECRET } else { self.indicator.value }
    }

    /// The value in words, where it is no number and not secret.
    #[must_use]
    pub fn text(&self) -> Option<&'a str> {
        self.indicator.text.as_deref().filter(|_| self.reason.is_none())
    }

    /// Why it is blanked, where that may be told.
    #[must_use]
    pub fn reason(&self) -> Option<Reason> {
        self.reason.filter(|_| self.tells_reason)
    }

    /// [`Indicator::zone`].
    #[must_use]
    pub fn zone(&self) -> &'a str {
        &self.indicator.zone
    }

    /// [`Indicator::name`].
    #[must_use]
    pub fn name(&self) -> &'a str {
        &self.indicator.name
    }

    /// [`Indicator::unit`].
    #[must_use]
    pub fn unit(&self) -> &'a str {
        &self.indicator.unit
    }

    /// [`Indicator::vintage`].
    #[must_use]
    pub fn vintage(&self) -> &'a str {
        &self.indicator.vintage
    }

    /// [`Indicator::source`].
    #[must_use]
    pub fn source(&self) -> &'a str {
        &self.indicator.source
    }

    /// [`Indicator::usage`].
    #[must_use]
    pub fn usage(&self) -> Usage {
        self.indicator.usage
    }
}

/// Published figures on some zones, safe to show to one class of readers. Only
/// [`Clearance::of_zones`](super::Clearance::of_zones) makes it.
#[derive(Debug, Clone)]
pub struct Cleared<'a> {
    figures: Vec<ClearedFigure<'a>>,
    usage: Usage,
    withheld: usize,
}

impl<'a> Cleared<'a> {
    /// Takes figures with the reasons why they are blanked; those that `usage` may not see are
    /// counted and dropped.
    pub(super) fn new(
        figures: impl Iterator<Item = (&'a Indicator, Option<Reason>)>,
        usage: Usage,
        tells_reason: bool,
    ) -> Self {
        let mut cleared = Self { figures: Vec::new(), usage, withheld: 0 };
        for (indicator, reason) in figures {
            if usage == Usage::Public && indicator.usage == Usage::Interne {
                cleared.withheld += 1;
            } else {
                cleared.figures.push(ClearedFigure { indicator, reason, tells_reason });
            }
        }
        cleared
    }

    /// The figures, in the order of the register.
    #[must_use]
    pub fn figures(&self) -> &[ClearedFigure<'a>] {
        &self.figures
    }

    /// Who may see them.
    #[must_use]
    pub fn usage(&self) -> Usage {
        self.usage
    }

    /// How many figures on these zones are internal and not among them.
    #[must_use]
    pub fn withheld(&self) -> usize {
        self.withheld
    }
}
