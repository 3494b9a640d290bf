//! Services at a site.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Ages, CommuneCode, Geocode, Kind};
use crate::units::Wgs84;

/// A family service at a site. One site can hold several, one service several sites.
#[derive(Debug, Clone, PartialEq)]
pub struct Facility {
    /// A name that stays the same from one list to the next.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// Its subtype, where the list gives it.
    pub subtype: Option<Subtype>,
    /// Places, or nothing where nobody said: unknown is not zero.
    pub capacity: Option<f64>,
    /// The ages it takes in, where the list gives them.
    pub ages: Option<Ages>,
    /// When it is open, for an ALSH.
    pub slots: Vec<Slot>,
    /// How it is funded, for an EAJE.
    pub funding: Option<Funding>,
    /// Number and street, as the list gives them.
    pub address: String,
    /// Postcode, as the list gives it.
    pub postcode: String,
    /// The commune it stands in.
    pub commune: CommuneCode,
    /// Where its door is, or nothing where only its commune is known.
    pub position: Option<Wgs84>,
    /// How well the position is known.
    pub precision: Precision,
    /// The communes it serves, wherever it stands; empty where it serves by distance only.
    pub perimeter: Vec<CommuneCode>,
    /// First day of opening, where known.
    pub opened_on: Option<Date>,
    /// Day of closing, where known: the first day it is no longer open.
    pub closed_on: Option<Date>,
    /// The id of the source it was read from.
    pub source: String,
    /// What the list says beyond these, by the list's own headings. Many services share the same.
    pub attributes: Arc<BTreeMap<String, String>>,
    /// How its address was found, where `position` comes from that.
    pub geocode: Option<Geocode>,
}

/// A subtype of EAJE or ALSH.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the field's own terms, explained in docs/methods/coverage.md")]
pub enum Subtype {
    Collectif,
    MultiAccueil,
    Familial,
    Parental,
    MicroCreche,
    JardinEnfants,
    Maternel,
    Elementaire,
    MaternelElementaire,
    Ados,
}

/// When an ALSH is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the field's own terms")]
pub enum Slot {
    Periscolaire,
    /// All holidays: the lists that say no more than this.
    Extrascolaire,
    Mercredi,
    PetitesVacances,
    /// The summer holidays.
    Ete,
}

/// How an EAJE is funded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Funding {
    /// Prestation de service unique, paid to the service.
    Psu,
    /// Prestation d'accueil du jeune enfant, paid to the parents.
    Paje,
}

/// How well a position is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    /// The door.
    Exact,
    /// The street.
    Street,
    /// The town hall stands for it: only the commune is known.
    TownHall,
    /// Neither it nor the town hall of its commune has a position.
    None,
}

/// What decides whether a service counts and for how many places: little enough to stand side by
/// side for a whole country.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Terms {
    /// Its kind.
    pub kind: Kind,
    /// Its subtype, where the list gives it.
    pub subtype: Option<Subtype>,
    /// Places, or nothing where nobody said.
    pub capacity: Option<f64>,
    /// The ages it takes in: its own, else those of its subtype or kind.
    pub ages: Ages,
    /// How it is funded, for an EAJE.
    pub funding: Option<Funding>,
    /// First day of opening, where known.
    pub opened_on: Option<Date>,
    /// The first day it is no longer open, where known.
    pub closed_on: Option<Date>,
}

impl Terms {
    /// Whether it is open on a day: from the day of opening, until the day before closing.
    #[must_use]
    pub fn is_open(&self, at: Date) -> bool {
        self.opened_on.is_none_or(|opened| opened <= at)
            && self.closed_on.is_none_or(|closed| at < closed)
    }

    /// Whether it is for children of a band. Bands that meet in one year only, as 3-11 and 11-17
    /// do, are not for each other.
    #[must_use]
    pub fn serves(&self, band: Ages) -> bool {
        self.ages.shared_years(band) >= band.years().min(2)
    }
}

impl Facility {
    /// What decides whether it counts.
    #[must_use]
    pub fn terms(&self) -> Terms {
        Terms {
            kind: self.kind,
            subtype: self.subtype,
            capacity: self.capacity,
            ages: self.ages(),
            funding: self.funding,
            opened_on: self.opened_on,
            closed_on: self.closed_on,
        }
    }

    /// Whether it is open on a day, see [`Terms::is_open`].
    #[must_use]
    pub fn is_open(&self, at: Date) -> bool {
        self.terms().is_open(at)
    }

    /// The ages it takes in: its own, else those of its subtype or kind.
    #[must_use]
    pub fn ages(&self) -> Ages {
        let known = |from, to| Ages::new(from, to).expect("the ages of this list grow");
        self.ages.unwrap_or_else(|| match self.subtype {
            Some(Subtype::Maternel) => known(3, 5),
            Some(Subtype::Elementaire) => known(6, 11),
            Some(Subtype::Ados) => known(11, 17),
            _ => self.kind.default_ages(),
        })
    }

    /// Whether it is for children of a band, see [`Terms::serves`].
    #[must_use]
    pub fn serves(&self, band: Ages) -> bool {
        self.terms().serves(band)
    }
}
