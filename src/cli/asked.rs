//! What is asked, as arguments shared by the commands that measure.

use clap::Args;
use jiff::Zoned;
use jiff::civil::Date;

use crate::analysis::{Decay, Fill, Mode, Question, Threshold};
use crate::api::params::{self, THRESHOLDS};
use crate::export::FacilitiesAsked;
use crate::territory::{Ages, Kind, TerritoryCode};
use crate::units::Metres;

/// Which services, for whom, when.
#[derive(Debug, Args)]
pub struct Asked {
    /// SIREN of an EPCI (9 digits) or INSEE code of a commune (5 characters)
    #[arg(long, env = "MAILLAGE_TERRITORY", value_name = "CODE")]
    pub territory: TerritoryCode,
    /// eaje, rpe, laep, alsh or evs
    #[arg(long, default_value = "eaje")]
    pub kind: Kind,
    /// Children's ages, both ends included, such as 0-2 [default: those of the kind]
    #[arg(long)]
    ages: Option<Ages>,
    /// EAJE by funding: all, psu or paje
    #[arg(long, default_value = "all", value_parser = params::mode)]
    mode: Mode,
    /// What stands for unknown capacities: none, or the mean of the subtype in the département
    #[arg(long, default_value = "none", value_parser = params::fill)]
    fill: Fill,
    /// Day on which services must be open, ISO 8601 [default: today]
    #[arg(long, value_name = "DATE")]
    at: Option<Date>,
}

/// How far services reach.
#[derive(Debug, Args)]
pub struct Reach {
    /// Threshold as the crow flies, such as 5km or 800m
    #[arg(long, value_parser = distance, default_value = "5km", value_name = "DISTANCE")]
    pub within: Metres,
}

/// How far services reach, and how their places are shared.
#[derive(Debug, Args)]
pub struct Within {
    #[command(flatten)]
    reach: Reach,
    /// Places per 100 children below which a commune in reach is underserved
    #[arg(long, value_name = "RATE", value_parser = params::reference)]
    reference: Option<f64>,
    /// How the weight of a service falls with distance: binary, linear, gaussian[:METRES],
    /// exponential[:METRES], or steps such as 2000:1,5000:0.5
    #[arg(long, value_name = "DECAY", default_value_t)]
    decay: Decay,
}

impl Asked {
    /// The services of the kind, of any age unless one is named.
    pub fn facilities(&self) -> FacilitiesAsked {
        let Question { kind, mode, at, .. } = self.question();
        FacilitiesAsked { kind: Some(kind), ages: self.ages, mode, at }
    }

    /// The question.
    pub fn question(&self) -> Question {
        Question {
            kind: self.kind,
            ages: self.ages.unwrap_or_else(|| self.kind.default_ages()),
            mode: self.mode,
            fill: self.fill,
            at: self.at.unwrap_or_else(|| Zoned::now().date()),
        }
    }
}

impl Within {
    /// The threshold.
    pub fn threshold(&self) -> Threshold {
        Threshold { within: self.reach.within, reference: self.reference, decay: self.decay }
    }
}

/// Reads a distance in metres or kilometres.
fn distance(text: &str) -> Result<Metres, String> {
    let (low, high) = (THRESHOLDS.start() / 1000.0, THRESHOLDS.end() / 1000.0);
    let refused =
        || format!("a distance from {low}km to {high}km is expected, such as 5km or 800m");
    let (number, unit) = match (text.strip_suffix("km"), text.strip_suffix('m')) {
        (Some(number), _) => (number, 1000.0),
        (None, Some(number)) => (number, 1.0),
        (None, None) => (text, 1.0),
    };
    let metres = number.trim().parse::<f64>().map_err(|_no_number| refused())? * unit;
    if THRESHOLDS.contains(&metres) {
        Metres::try_from(metres).map_err(|error| error.to_string())
    } else {
        Err(refused())
    }
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn distances_are_read_in_either_unit_and_refused_out_of_bounds() {
        assert_eq!(distance("5km").unwrap().get(), 5000.0);
        assert_eq!(distance("0.8km").unwrap(), distance("800m").unwrap());
        assert_eq!(distance("800").unwrap(), distance("800m").unwrap());
        for text in ["", "km", "NaN", "-1km", "inf", "99m", "101km", "1e9", "5 miles"] {
            assert!(distance(text).is_err(), "{text}");
        }
    }
}
