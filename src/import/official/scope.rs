//! Of which communes a file is kept.

use std::collections::BTreeSet;

use crate::territory::{CommuneCode, France, TerritoryCode};

/// The communes that figures are kept of. A national file has 35,000 and a register needs a dozen.
#[derive(Debug, Clone)]
pub struct Scope<'a> {
    /// The official geography, which codes are checked against.
    pub france: &'a France,
    wanted: Option<BTreeSet<CommuneCode>>,
}

impl<'a> Scope<'a> {
    /// The communes of a territory, or nothing where the code names none.
    #[must_use]
    pub fn of(france: &'a France, territory: TerritoryCode) -> Option<Self> {
        let members = match territory {
            TerritoryCode::Epci(siren) => france.epci(siren)?.members.clone(),
            TerritoryCode::Commune(code) => vec![france.commune(code)?.code],
        };
        Some(Self::communes(france, members))
    }

    /// These communes.
    #[must_use]
    pub fn communes(france: &'a France, wanted: impl IntoIterator<Item = CommuneCode>) -> Self {
        Self { france, wanted: Some(wanted.into_iter().collect()) }
    }

    /// Every commune of the country.
    #[must_use]
    pub fn everywhere(france: &'a France) -> Self {
        Self { france, wanted: None }
    }

    /// Whether figures of a commune are kept.
    #[must_use]
    pub fn wants(&self, commune: CommuneCode) -> bool {
        self.wanted.as_ref().is_none_or(|wanted| wanted.contains(&commune))
    }

    /// The communes asked for one by one: none where all are.
    pub(super) fn named(&self) -> impl Iterator<Item = CommuneCode> {
        self.wanted.iter().flatten().copied()
    }

    /// Whether any commune that is kept satisfies a condition.
    pub(super) fn any(&self, holds: impl Fn(CommuneCode) -> bool) -> bool {
        self.wanted.as_ref().is_none_or(|wanted| wanted.iter().any(|&code| holds(code)))
    }
}
