//! The modes of care of children under three, as the Cnaf parts them.

use std::str::FromStr;

use crate::territory::{Indicator, normalised};

/// A mode of care, or a sum of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CareMode {
    /// All modes together (*taux de couverture global*).
    Global,
    /// All EAJE.
    Eaje,
    /// EAJE funded by the PSU.
    EajePsu,
    /// EAJE not funded by the PSU: micro-crèches PAJE.
    EajeHorsPsu,
    /// Childminders directly employed by parents.
    AssistantesMaternelles,
    /// School before the age of three.
    Ecole,
    /// Care at the parents' home.
    GardeDomicile,
}

/// Why a text is not a mode of care.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a mode of care: global, eaje, eaje-psu, eaje-hors-psu, \
     assistantes-maternelles, ecole or garde-domicile is expected"
)]
pub struct InvalidCareMode(String);

impl CareMode {
    /// The modes, in the order they are shown.
    pub const ALL: [Self; 7] = [
        Self::Global,
        Self::Eaje,
        Self::EajePsu,
        Self::EajeHorsPsu,
        Self::AssistantesMaternelles,
        Self::Ecole,
        Self::GardeDomicile,
    ];

    /// The word used in addresses and answers.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Global => "global",
            Self::Eaje => "eaje",
            Self::EajePsu => "eaje-psu",
            Self::EajeHorsPsu => "eaje-hors-psu",
            Self::AssistantesMaternelles => "assistantes-maternelles",
            Self::Ecole => "ecole",
            Self::GardeDomicile => "garde-domicile",
        }
    }

    /// The columns of rates and of places in the files of the Cnaf, without their scale.
    fn columns(self) -> [&'static str; 2] {
        match self {
            Self::Global => ["txcouv", "tot_offre"],
            Self::Eaje => ["txcouv_eaje", "pl_eaje"],
            Self::EajePsu => ["txcouv_psu_col", "pl_psu_col"],
            Self::EajeHorsPsu => ["txcouv_hors_psu_col", "pl_hors_psu_col"],
            Self::AssistantesMaternelles => ["txcouv_am_ind", "pl_am_ind"],
            Self::Ecole => ["txcouv_prescol", "pl_prescol"],
            Self::GardeDomicile => ["txcouv_gad_ind", "pl_gad_ind"],
        }
    }

    /// Whether a published figure is the rate of this mode: a column of the Cnaf, or the words of
    /// a portrait.
    pub(super) fn is_rate(self, indicator: &Indicator) -> bool {
        let [column, _] = self.columns();
        let name = indicator.name.as_str();
        let older = name.strip_prefix("tauxcouv").map(|rest| format!("txcouv{rest}"));
        without_scale(older.as_deref().unwrap_or(name)) == Some(column) || self.is_worded(indicator)
    }

    /// Whether a published figure is the places of this mode.
    pub(super) fn is_places(self, indicator: &Indicator) -> bool {
        without_scale(&indicator.name) == Some(self.columns()[1])
    }

    /// « Taux de couverture global d'accueil », « Taux de couverture par les ass. mat. », per 100
    /// children of 0-2. Other modes are in no portrait that was seen.
    fn is_worded(self, indicator: &Indicator) -> bool {
        // The rate of benefits paid by the Caf is called a rate of coverage too.
        if !normalised(&indicator.unit).contains("enf") {
            return false;
        }
        let words = normalised(&indicator.name);
        let Some((_, of)) = words.split_once("taux de couverture ") else { return false };
        match self {
            Self::Global => of.starts_with("global"),
            Self::AssistantesMaternelles => {
                of.starts_with("par les ass mat") || of.starts_with("par les assistant")
            }
            _ => false,
        }
    }
}

/// The name of a column of the Cnaf without its scale.
fn without_scale(name: &str) -> Option<&str> {
    ["_nat", "_reg", "_dep", "_epci", "_com"].iter().find_map(|scale| name.strip_suffix(scale))
}

impl FromStr for CareMode {
    type Err = InvalidCareMode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|mode| mode.as_str() == text);
        found.ok_or_else(|| InvalidCareMode(text.chars().take(40).collect()))
    }
}
