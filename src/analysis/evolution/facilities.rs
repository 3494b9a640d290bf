//! Services that opened, closed, grew, shrank or moved between two moments.

use std::collections::{HashMap, HashSet};

use super::Moment;
use crate::analysis::Question;
use crate::territory::{CommuneCode, Facility, Precision, normalised};
use crate::units::Metres;

/// A position that strays less than this from an earlier one is the same, in metres: addresses
/// are looked up anew from time to time.
pub const MOVED_FROM: f64 = 50.0;

/// What happened to a service.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum What {
    /// It counts after, not before.
    Opened(Basis),
    /// It counts before, not after.
    Closed(Basis),
    /// It has another number of places; unknown on a side is not zero.
    Resized {
        /// Before.
        from: Option<f64>,
        /// After.
        to: Option<f64>,
    },
    /// Its door is elsewhere.
    Moved(Metres),
}

/// What says that a service opened or closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// A day of opening or closing between the two moments.
    Day,
    /// The list alone: it names it on one side only. It may have been there, or be there still.
    List,
}

/// A service and what happened to it.
#[derive(Debug, Clone, PartialEq)]
pub struct FacilityChange {
    /// Its id, at the later moment where it is there.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The commune it stands in.
    pub commune: CommuneCode,
    /// What happened.
    pub what: What,
}

/// What happened to the services of the territory that count for a question, by id; a service that
/// was both resized and moved has two entries.
pub(super) fn changes(
    before: &Moment<'_, '_>,
    after: &Moment<'_, '_>,
    question: &Question,
) -> Vec<FacilityChange> {
    let (earlier, later) = (counting(before, question), counting(after, question));
    let mut pairs = Pairs::new(&earlier, &later);
    let mut changes = Vec::new();
    for facility in &later {
        match pairs.earlier_of(facility) {
            Some(former) => both(before, former, facility, &mut changes),
            None => {
                changes.push(change(facility, What::Opened(opening(before, after, facility))));
            }
        }
    }
    for former in earlier.iter().filter(|former| !pairs.is_paired(former)) {
        changes.push(change(former, What::Closed(closing(after, former))));
    }
    changes.sort_by(|a, b| a.id.cmp(&b.id));
    changes
}

fn counting<'a>(moment: &Moment<'a, '_>, question: &Question) -> Vec<&'a Facility> {
    let question = Question { at: moment.at, ..*question };
    let communes: HashSet<CommuneCode> = moment.study.communes.iter().map(|c| c.code).collect();
    let all = moment.atlas.register.facilities.iter();
    all.filter(|f| communes.contains(&f.commune) && question.counts(f)).collect()
}

fn change(facility: &Facility, what: What) -> FacilityChange {
    let Facility { id, name, commune, .. } = facility;
    FacilityChange { id: id.clone(), name: name.clone(), commune: *commune, what }
}

fn opening(before: &Moment<'_, '_>, after: &Moment<'_, '_>, facility: &Facility) -> Basis {
    let between = |day| before.at < day && day <= after.at;
    if facility.opened_on.is_some_and(between) { Basis::Day } else { Basis::List }
}

fn closing(after: &Moment<'_, '_>, former: &Facility) -> Basis {
    let same = after.atlas.register.facilities.iter().find(|facility| facility.id == former.id);
    let closed_on = same.and_then(|facility| facility.closed_on).or(former.closed_on);
    if closed_on.is_some_and(|day| day <= after.at) { Basis::Day } else { Basis::List }
}

fn both(
    before: &Moment<'_, '_>,
    former: &Facility,
    facility: &Facility,
    changes: &mut Vec<FacilityChange>,
) {
    if former.capacity != facility.capacity {
        let what = What::Resized { from: former.capacity, to: facility.capacity };
        changes.push(change(facility, what));
    }
    let place = |facility: &Facility| {
        let known = facility.precision == Precision::Exact;
        facility.position.filter(|_| known).and_then(|place| before.study.crs.project(place))
    };
    // A position that only became known is no move.
    if let (Some(from), Some(to)) = (place(former), place(facility)) {
        let metres = (from.x - to.x).hypot(from.y - to.y);
        let moved = Metres::try_from(metres).ok().filter(|_| metres >= MOVED_FROM);
        changes.extend(moved.map(|metres| change(facility, What::Moved(metres))));
    }
}

/// Which service of one side is which of the other: by id, else the only one of its name in its
/// commune on either side.
struct Pairs<'a> {
    by_id: HashMap<&'a str, &'a Facility>,
    by_name: HashMap<(String, CommuneCode), &'a Facility>,
    paired: HashSet<&'a str>,
    doubtful: HashSet<(String, CommuneCode)>,
}

impl<'a> Pairs<'a> {
    fn new(earlier: &[&'a Facility], later: &[&'a Facility]) -> Self {
        let later_ids: HashSet<&str> = later.iter().map(|f| f.id.as_str()).collect();
        let by_id: HashMap<&str, &Facility> = earlier.iter().map(|f| (f.id.as_str(), *f)).collect();
        let (mut by_name, mut doubtful) = (HashMap::new(), HashSet::new());
        for facility in earlier.iter().filter(|f| !later_ids.contains(f.id.as_str())) {
            if by_name.insert(name(facility), *facility).is_some() {
                doubtful.insert(name(facility));
            }
        }
        let mut seen = HashSet::new();
        for facility in later.iter().filter(|f| !by_id.contains_key(f.id.as_str())) {
            if !seen.insert(name(facility)) {
                doubtful.insert(name(facility));
            }
        }
        Self { by_id, by_name, paired: HashSet::new(), doubtful }
    }

    fn earlier_of(&mut self, facility: &Facility) -> Option<&'a Facility> {
        let by_id = self.by_id.get(facility.id.as_str()).copied();
        let found = by_id.or_else(|| {
            let name = name(facility);
            self.by_name.get(&name).copied().filter(|_| !self.doubtful.contains(&name))
        })?;
        self.paired.insert(&found.id);
        Some(found)
    }

    fn is_paired(&self, former: &Facility) -> bool {
        self.paired.contains(former.id.as_str())
    }
}

fn name(facility: &Facility) -> (String, CommuneCode) {
    (normalised(&facility.name), facility.commune)
}
