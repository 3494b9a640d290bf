//! Which figures are under the rule of the Caf, and which zones have too few allocataires.

use std::collections::{BTreeSet, HashMap};

use super::names::{Name, name, years};
use super::table::FEWEST_ALLOCATAIRES;
use crate::territory::{CommuneCode, Figure, Indicator, Register, Siren, Source, Usage};

/// A figure as the rules see it.
pub(super) struct Read<'a> {
    pub(super) indicator: &'a Indicator,
    pub(super) name: Name,
    pub(super) years: BTreeSet<String>,
    pub(super) unit: Unit,
    /// Whether the rule of the Caf holds for it.
    pub(super) covered: bool,
    pub(super) cleared: Zone,
}

/// What a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Unit {
    /// People, families, households.
    Count,
    Percent,
    Euro,
    /// Places, structures, classes: never secret.
    Other,
}

/// Whether the zone of a figure has enough allocataires.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Zone {
    /// It has, or it is larger than a commune.
    Clear,
    /// Fewer than a hundred.
    Few,
    /// Nobody said how many.
    Unknown,
}

/// Publishers whose figures anybody can read elsewhere, cleared by their own rules.
const OPEN: &[&str] = &["insee", "cnaf", "drees", "depp", "dares"];

impl Read<'_> {
    /// The figure as a whole number, where it is one that can be counted with.
    pub(super) fn count(&self) -> Option<i64> {
        whole(self.indicator.value)
    }

    /// Whether two figures may be of one moment: a vintage without a year fits all.
    pub(super) fn is_of_the_time_of(&self, other: &Self) -> bool {
        may_be_of_one_time(&self.years, &other.years)
    }

    /// What blanking it costs as a count: what everybody may see is worth two of what few may. A
    /// share tells less, and costs one less.
    pub(super) fn cost(&self) -> u32 {
        if self.indicator.usage == Usage::Public { 4 } else { 2 }
    }
}

fn may_be_of_one_time(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    one.is_empty() || other.is_empty() || !one.is_disjoint(other)
}

fn whole(figure: Figure) -> Option<i64> {
    let value = figure.value()?;
    let is_whole = value.fract() == 0.0 && (0.0..1e9).contains(&value);
    is_whole.then_some(value as i64)
}

/// All figures of a register, in its order.
pub(super) fn read(register: &Register) -> Vec<Read<'_>> {
    let covered: HashMap<&str, bool> =
        register.sources.iter().map(|source| (source.id.as_str(), is_covered(source))).collect();
    let mut all: Vec<Read<'_>> = register
        .indicators
        .iter()
        .map(|indicator| {
            let unit = unit(indicator);
            let of_source = covered.get(indicator.source.as_str()).copied().unwrap_or(true);
            Read {
                name: name(&indicator.name),
                years: years(&indicator.vintage),
                unit,
                covered: of_source && unit != Unit::Other && indicator.text.is_none(),
                cleared: Zone::Clear,
                indicator,
            }
        })
        .collect();
    let households = households(&all);
    for read in &mut all {
        read.cleared = zone(&households, &read.indicator.zone, &read.years);
    }
    all
}

/// The public figures of a zone that no rule on secrecy is for, in the order of the register: open
/// data, structures, places, classes.
pub(in crate::analysis) fn open_figures<'a>(
    register: &'a Register,
    zone: &str,
) -> impl Iterator<Item = &'a Indicator> {
    let is_open = |indicator: &Indicator| {
        let covered = register.source(&indicator.source).is_none_or(is_covered);
        !covered || indicator.text.is_some() || unit(indicator) == Unit::Other
    };
    register.indicators.iter().filter(move |indicator| {
        indicator.usage == Usage::Public && indicator.zone == zone && is_open(indicator)
    })
}

/// A source whose licence is open, or whose publisher has rules of its own, is not under that of
/// the Caf. One that nobody knows is.
fn is_covered(source: &Source) -> bool {
    let publisher = crate::territory::normalised(&source.publisher);
    let open = !publisher.is_empty() && publisher.split(' ').all(|word| OPEN.contains(&word));
    let licence = crate::territory::normalised(&source.licence);
    !open && !licence.contains("licence ouverte") && !licence.contains("open")
}

fn unit(indicator: &Indicator) -> Unit {
    let unit = indicator.unit.to_lowercase();
    match unit.as_str() {
        "%" => Unit::Percent,
        "€" => Unit::Euro,
        "structures" | "places" => Unit::Other,
        _ if unit.starts_with("pour ") || unit.contains("places") => Unit::Percent,
        _ => Unit::Count,
    }
}

/// Households on the books of the Caf, by zone: years and how many.
type ByZone = HashMap<String, Vec<(BTreeSet<String>, i64)>>;

fn households(all: &[Read<'_>]) -> ByZone {
    let mut found = ByZone::new();
    for read in all.iter().filter(|read| read.covered && read.unit == Unit::Count) {
        let named = read.name.share_of.is_none()
            && !read.name.is_change
            && read.name.parent.is_none()
            && read.name.ages.is_none()
            && read.name.words.len() == 1
            && read.name.words.contains("allocataire");
        // A blanked number of households is a small one.
        let blanked = read.indicator.value.status() == crate::territory::Status::Secret;
        if let Some(count) = read.count().or(blanked.then_some(0)).filter(|_| named) {
            let zone = read.indicator.zone.clone();
            found.entry(zone).or_default().push((read.years.clone(), count));
        }
    }
    found
}

/// The fewest households of a zone at a time. A count of another year says nothing of it; one
/// without a year, and any for a figure without one, may be of it.
fn fewest(households: &ByZone, zone: &str, at: &BTreeSet<String>) -> Option<i64> {
    let known = households.get(zone)?;
    let of_then = known.iter().filter(|(years, _)| may_be_of_one_time(years, at));
    of_then.map(|(_, count)| *count).min()
}

fn zone(households: &ByZone, zone: &str, at: &BTreeSet<String>) -> Zone {
    let larger = zone == "FR"
        || zone.starts_with("dep-")
        || zone.starts_with("reg-")
        || zone.parse::<Siren>().is_ok();
    match fewest(households, zone, at) {
        _ if larger => Zone::Clear,
        Some(count) if count >= FEWEST_ALLOCATAIRES => Zone::Clear,
        Some(_) => Zone::Few,
        None => Zone::Unknown,
    }
}

/// The allocataires of a commune as the register documents them, the fewest where several counts
/// are; nothing where none is.
#[must_use]
pub fn allocataires_of(register: &Register, communes: &[CommuneCode]) -> Vec<Option<u32>> {
    let households = households(&read(register));
    let of = |code: &CommuneCode| {
        let count = fewest(&households, code.as_str(), &BTreeSet::new())?;
        u32::try_from(count).ok()
    };
    communes.iter().map(of).collect()
}
