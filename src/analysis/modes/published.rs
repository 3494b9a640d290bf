//! What is published of a mode of care in a zone.

use jiff::civil::Date;

use super::{CareMode, PER};
use crate::analysis::secrecy::open_figures;
use crate::index::Atlas;
use crate::territory::{Figure, Indicator, year_of};

/// What is published of a zone, gathered once for all its modes.
#[derive(Debug)]
pub(super) struct PublishedZone<'a>(Vec<&'a Indicator>);

impl<'a> PublishedZone<'a> {
    pub(super) fn new(atlas: &'a Atlas, zone: &str) -> Self {
        Self(open_figures(&atlas.register, zone).filter(|indicator| is_said(indicator)).collect())
    }
}

/// The published rate of a mode in a zone, with its places: all of one vintage.
#[derive(Debug, Clone, Copy)]
pub struct PublishedRate<'a> {
    /// Places per 100 children, as published.
    pub rate: Figure,
    /// The places, as published.
    pub places: Figure,
    /// The publisher's own children: its places of all modes by its global rate, estimated, for
    /// that rate is rounded.
    pub children: Figure,
    /// The figure that the rate was read from.
    pub rate_from: Option<&'a Indicator>,
    /// The figure that the places were read from.
    pub places_from: Option<&'a Indicator>,
}

impl<'a> PublishedRate<'a> {
    /// Nothing is published.
    const NONE: Self = Self {
        rate: Figure::NOT_DOCUMENTED,
        places: Figure::NOT_DOCUMENTED,
        children: Figure::NOT_DOCUMENTED,
        rate_from: None,
        places_from: None,
    };

    /// The newest vintage that has a rate and is not of a year after `at`.
    pub(super) fn newest(zone: &PublishedZone<'a>, mode: CareMode, at: Date) -> Self {
        let rates = zone.0.iter().filter(|indicator| mode.is_rate(indicator));
        let years = rates.filter_map(|indicator| year_of(&indicator.vintage));
        let newest = years.filter(|&year| year <= at.year()).max();
        newest.map_or(Self::NONE, |year| Self::of_year(zone, mode, year))
    }

    /// That of another zone to be held beside `this`: of the same year where there is one, else
    /// the newest.
    pub(super) fn beside(zone: &PublishedZone<'a>, mode: CareMode, this: &Self, at: Date) -> Self {
        let same = this.year().map(|year| Self::of_year(zone, mode, year));
        same.filter(|other| other.rate_from.is_some())
            .unwrap_or_else(|| Self::newest(zone, mode, at))
    }

    fn of_year(zone: &PublishedZone<'a>, mode: CareMode, year: i16) -> Self {
        let find = |fits: &dyn Fn(&Indicator) -> bool| {
            let of_year = |i: &&&Indicator| fits(i) && year_of(&i.vintage) == Some(year);
            zone.0.iter().find(of_year).copied()
        };
        let value = |from: Option<&Indicator>| from.map_or(Figure::NOT_DOCUMENTED, |i| i.value);
        let rate_from = find(&|i| mode.is_rate(i));
        let places_from = find(&|i| mode.is_places(i));
        let all_places = value(find(&|i| CareMode::Global.is_places(i)));
        let all_rate = value(find(&|i| CareMode::Global.is_rate(i)));
        Self {
            rate: value(rate_from),
            places: value(places_from),
            children: Figure::ratio(all_places, all_rate, PER).as_estimate(),
            rate_from,
            places_from,
        }
    }

    /// The vintage of the rate.
    #[must_use]
    pub fn vintage(&self) -> Option<&'a str> {
        self.rate_from.map(|indicator| indicator.vintage.as_str())
    }

    /// The year of the rate.
    #[must_use]
    pub fn year(&self) -> Option<i16> {
        year_of(self.vintage()?)
    }

    /// How many points this rate is above another; nothing where their years differ.
    #[must_use]
    pub fn points_above(&self, other: &Self) -> Option<f64> {
        (self.year()? == other.year()?).then_some(())?;
        Some(self.rate.value()? - other.rate.value()?)
    }

    /// The ids of the sources it was read from.
    pub fn sources(&self) -> impl Iterator<Item = &'a str> {
        let from = self.rate_from.into_iter().chain(self.places_from);
        from.map(|indicator| indicator.source.as_str())
    }
}

/// Whether a figure says anything: a blank leaves room for an older vintage, a secret does not.
fn is_said(indicator: &Indicator) -> bool {
    indicator.value != Figure::NOT_DOCUMENTED
}
