//! What is asked, and the services that count for it.

use jiff::civil::Date;

use crate::index::{Atlas, Bounds, Study, StudyCommune};
use crate::territory::{
    Ages, CommuneCode, Completeness, Facility, Figure, Funding, Inventory, Kind, MeanSize, Status,
    Subtype, Terms,
};
use crate::units::Projected;

/// Which services are counted, for whom, when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// The kind of service.
    pub kind: Kind,
    /// The children.
    pub ages: Ages,
    /// Which EAJE count by their funding.
    pub mode: Mode,
    /// What stands for an unknown capacity.
    pub fill: Fill,
    /// The day on which services must be open.
    pub at: Date,
}

/// Which EAJE count by their funding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// All of them.
    #[default]
    All,
    /// Those funded by the PSU.
    Psu,
    /// Those funded by the PAJE.
    Paje,
}

impl Mode {
    /// Whether a service has the funding that is asked for.
    #[must_use]
    pub fn counts(self, facility: &Facility) -> bool {
        self.counts_terms(&facility.terms())
    }

    fn counts_terms(self, facility: &Terms) -> bool {
        match self {
            Self::All => true,
            // Only micro-crèches may be funded by the PAJE; a list that says nothing of another
            // subtype's funding leaves the PSU as the only possible one.
            Self::Psu => {
                facility.funding == Some(Funding::Psu)
                    || (facility.funding.is_none()
                        && facility.subtype.is_some_and(|s| s != Subtype::MicroCreche))
            }
            Self::Paje => facility.funding == Some(Funding::Paje),
        }
    }
}

/// What stands for an unknown capacity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fill {
    /// Nothing: sums are lower bounds.
    #[default]
    None,
    /// The mean size of the subtype in the département: sums are estimates.
    Mean,
}

/// A service that counts for a question.
#[derive(Debug)]
pub struct Offer<'a> {
    /// The service.
    pub facility: &'a Facility,
    /// Its places.
    pub places: Figure,
    /// The mean size that stands for its capacity, where one does.
    pub filled: Option<&'a MeanSize>,
}

impl Question {
    /// Whether a service counts.
    #[must_use]
    pub fn counts(&self, facility: &Facility) -> bool {
        self.counts_terms(&facility.terms())
    }

    /// Whether a service of these terms counts.
    #[must_use]
    pub fn counts_terms(&self, facility: &Terms) -> bool {
        facility.kind == self.kind
            && self.mode.counts_terms(facility)
            && facility.is_open(self.at)
            && facility.serves(self.ages)
    }

    /// A service with its places, filled where that is asked and there is a mean to fill with.
    #[must_use]
    pub fn offer<'a>(&self, atlas: &'a Atlas, facility: &'a Facility) -> Offer<'a> {
        let (places, filled) = self.places(atlas, facility.commune, &facility.terms());
        Offer { facility, places, filled }
    }

    /// The places of a service of a commune, and the mean size of its département that fills them.
    #[must_use]
    pub fn places<'a>(
        &self,
        atlas: &'a Atlas,
        commune: CommuneCode,
        facility: &Terms,
    ) -> (Figure, Option<&'a MeanSize>) {
        let mean = || {
            let (subtype, department) = (facility.subtype?, commune.department());
            let sizes = &atlas.register.mean_sizes;
            sizes
                .iter()
                .find(|s| s.subtype == subtype && s.department == department && s.structures > 0.0)
        };
        let filled = (facility.capacity.is_none() && self.fill == Fill::Mean).then(mean).flatten();
        let places = match (facility.capacity, filled) {
            (Some(places), _) => Figure::observed(places),
            (None, Some(size)) => Figure::estimated(size.places / size.structures),
            (None, None) => Figure::at_least(0.0),
        };
        (places, filled)
    }

    /// The services that count in a box, with where they stand.
    #[must_use]
    pub fn offers_within<'a>(
        &self,
        atlas: &'a Atlas,
        study: &Study,
        bounds: &Bounds,
    ) -> Vec<(&'a Facility, Projected)> {
        let near = atlas.facilities.within(study.crs, self.kind, bounds);
        let facilities =
            near.into_iter().map(|(at, place)| (&atlas.register.facilities[at], place));
        facilities.filter(|(facility, _)| self.counts(facility)).collect()
    }

    /// The services that count and belong to the territory, commune by commune in the order of
    /// the study; those of nowhere in particular stand with their commune too.
    #[must_use]
    pub fn offers_of<'a>(&self, atlas: &'a Atlas, study: &Study) -> Vec<Vec<Offer<'a>>> {
        study.communes.iter().map(|commune| self.offers_in(atlas, commune.code).collect()).collect()
    }

    /// The services that count and belong to a commune, wherever they stand.
    pub fn offers_in<'a>(
        &self,
        atlas: &'a Atlas,
        commune: CommuneCode,
    ) -> impl Iterator<Item = Offer<'a>> {
        let own = atlas.facilities.of_commune(self.kind, commune);
        own.map(|at| &atlas.register.facilities[at])
            .filter(|facility| self.counts(facility))
            .map(|facility| self.offer(atlas, facility))
    }

    /// How many EAJE of each commune may be of the mode: nobody said their funding. None where the
    /// question does not pick among modes.
    #[must_use]
    pub fn funding_unsaid(&self, atlas: &Atlas, study: &Study) -> Vec<usize> {
        if self.mode == Mode::All || self.kind != Kind::Eaje {
            return vec![0; study.communes.len()];
        }
        let all = |commune| atlas.facilities.of_commune(self.kind, commune);
        let unsaid = |&at: &usize| self.is_unsaid(&atlas.register.facilities[at].terms());
        study.communes.iter().map(|commune| all(commune.code).filter(unsaid).count()).collect()
    }

    /// Whether a service of these terms may be of the mode that the question picks: it is an EAJE
    /// whose funding nobody said.
    #[must_use]
    pub fn is_unsaid(&self, facility: &Terms) -> bool {
        let all = Self { mode: Mode::All, ..*self };
        self.mode != Mode::All
            && self.kind == Kind::Eaje
            && all.counts_terms(facility)
            && !Mode::Psu.counts_terms(facility)
            && !Mode::Paje.counts_terms(facility)
    }

    /// What is claimed of the kind in a commune.
    #[must_use]
    pub fn inventory<'a>(&self, atlas: &'a Atlas, commune: &StudyCommune) -> Option<&'a Inventory> {
        atlas.inventory(self.kind, commune.code, commune.epci)
    }

    /// Whether every service of the kind in a commune is known.
    #[must_use]
    pub fn completeness(&self, atlas: &Atlas, commune: &StudyCommune) -> Completeness {
        self.inventory(atlas, commune).map_or(Completeness::NotDocumented, |i| i.completeness)
    }

    /// The places that a document declares for a commune as a whole, where some of its services
    /// have no capacity of their own and the question does not pick among them.
    #[must_use]
    pub fn declared<'a>(
        &self,
        atlas: &'a Atlas,
        commune: &StudyCommune,
        offers: &[Offer<'_>],
    ) -> Option<(&'a Inventory, f64)> {
        let whole = self.mode == Mode::All && self.ages == self.kind.default_ages();
        let unknown = offers
            .iter()
            .any(|offer| offer.places.status() == Status::LowerBound || offer.filled.is_some());
        let inventory = self.inventory(atlas, commune)?;
        let of_commune =
            inventory.territory == crate::territory::TerritoryCode::Commune(commune.code);
        (whole && unknown && of_commune)
            .then(|| inventory.places.map(|places| (inventory, places)))?
    }
}
