//! Lines that may speak of one service.

use std::sync::Arc;

use super::Candidate;
use super::questions::MAYBE_THE_SAME;
use crate::shares::{in_threads, share_of};
use crate::territory::{
    Choice, CommuneCode, Facility, Free, Kind, Place, Question, Slot, Subtype, normalised,
};

/// Names as alike as this (Jaro-Winkler, 0 to 1) may be two spellings of one: « Félix Balet » and
/// « Félix Ballet » score 0.98, « Les Lutins » and « Les Pitchouns » 0.83.
const ALIKE: f64 = 0.93;

/// Services of one kind in one commune that are compared each with each. More are compared by
/// equal name or address only, so that the work stays in proportion to the list.
const COMPARED: usize = 200;

/// A pair that may be one service.
#[derive(Debug)]
pub(super) struct Double {
    /// The place in the draft of the later line.
    pub later: usize,
    /// What it may be the same as.
    pub same_as: Same,
    /// Why, in French.
    pub evidence: String,
}

/// The other of a pair.
#[derive(Debug, Clone)]
pub(super) enum Same {
    /// An earlier line of the draft.
    Line(usize),
    /// A service of the register.
    Known(usize),
}

/// One side of a comparison.
#[derive(Debug)]
struct Side<'a> {
    same: Same,
    name: String,
    address: String,
    subtype: Option<Subtype>,
    shown: &'a str,
    /// Whether it is a line of the draft that the register does not have yet.
    is_new: bool,
}

impl<'a> Side<'a> {
    fn new(same: Same, services: &'a [Candidate], register: &'a [Facility]) -> Self {
        let (shown, address, subtype, is_new) = match same {
            Same::Line(at) => {
                let Candidate { listed, before, .. } = &services[at];
                (&listed.name, &listed.address, listed.subtype, before.is_none())
            }
            Same::Known(at) => {
                let Facility { name, address, subtype, .. } = &register[at];
                (name, address, *subtype, false)
            }
        };
        let (name, address) = (normalised(shown), normalised(address));
        Self { same, name, address, subtype, shown, is_new }
    }
}

/// The pairs among the lines, and between lines and what `register` has of other lists.
pub(super) fn doubles(
    services: &[Candidate],
    register: &[Facility],
    is_taken: impl Fn(usize) -> bool,
) -> Vec<Double> {
    let lines = services.iter().enumerate().filter(|(_, service)| !service.left_out);
    let lines = lines.filter_map(|(at, service)| {
        Some(((service.commune?, service.listed.kind), Same::Line(at)))
    });
    let known = register.iter().enumerate().filter(|&(at, _)| !is_taken(at));
    let known = known.map(|(at, facility)| ((facility.commune, facility.kind), Same::Known(at)));
    let mut all: Vec<((CommuneCode, Kind), Same)> = lines.chain(known).collect();
    // Lines stay before the services of the register, each in their order.
    all.sort_by_key(|&(group, _)| group);
    // Names and addresses are made comparable only where there is something to compare with.
    let groups: Vec<_> = all
        .chunk_by(|(a, _), (b, _)| a == b)
        .filter(|group| group.len() > 1 && matches!(group[0].1, Same::Line(_)))
        .collect();
    let found = in_threads(groups.chunks(share_of(groups.len())), |groups| {
        let mut found = Vec::new();
        for group in groups {
            let side = |(_, same): &(_, Same)| Side::new(same.clone(), services, register);
            found.append(&mut pairs(&group.iter().map(side).collect::<Vec<_>>()));
        }
        found
    });
    let mut found: Vec<Double> = found.into_iter().flatten().collect();
    found.sort_by_key(|double| double.later);
    found.dedup_by_key(|double| double.later);
    found
}

fn pairs(group: &[Side<'_>]) -> Vec<Double> {
    let mut found = Vec::new();
    for (at, later) in group.iter().enumerate() {
        let Same::Line(line) = later.same else { continue };
        if !later.is_new {
            continue;
        }
        let near = group.len() <= COMPARED;
        let before = if near { &group[..at] } else { &group[at.saturating_sub(1)..at] };
        let known = if near { &group[at + 1..] } else { &[] };
        let mut others =
            before.iter().chain(known.iter().filter(|side| matches!(side.same, Same::Known(_))));
        if let Some((other, evidence)) =
            others.find_map(|other| Some((other, evidence(later, other)?)))
        {
            found.push(Double { later: line, same_as: other.same.clone(), evidence });
        }
    }
    found
}

/// Why two of one kind and commune may be one, or nothing.
fn evidence(a: &Side<'_>, b: &Side<'_>) -> Option<String> {
    if a.subtype.is_some() && b.subtype.is_some() && a.subtype != b.subtype {
        return None;
    }
    let addresses = match (a.address.is_empty(), b.address.is_empty()) {
        (false, false) if a.address == b.address => Some("même adresse"),
        (false, false) if alike(&a.address, &b.address) => Some("adresses presque égales"),
        (false, false) => return None,
        _ => None,
    };
    let names = if a.name == b.name {
        "même nom"
    } else if alike(&a.name, &b.name) {
        "noms presque égaux"
    } else {
        return None;
    };
    let what = [Some(names), addresses].into_iter().flatten().collect::<Vec<_>>().join(", ");
    Some(format!("« {} » et « {} »\u{a0}: {what}, même commune.", a.shown, b.shown))
}

/// Whether two texts may be two spellings of one. Numbers never are: 2 and 12 are two doors.
fn alike(a: &str, b: &str) -> bool {
    let is_number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    let same_numbers = a.split(' ').filter(is_number).eq(b.split(' ').filter(is_number));
    same_numbers && strsim::jaro_winkler(a, b) >= ALIKE
}

/// The question that a pair raises.
pub(super) fn question(double: &Double, other: &str, services: &[Candidate]) -> Question {
    let value = match double.same_as {
        Same::Line(at) => format!("merge:{}", services[at].key),
        Same::Known(_) => format!("merge:{other}"),
    };
    let where_from = match double.same_as {
        Same::Line(at) => format!("ligne {}", services[at].listed.place.line),
        Same::Known(_) => "déjà dans le registre".to_owned(),
    };
    Question {
        key: String::new(),
        place: Place::default(),
        subject: String::new(),
        code: MAYBE_THE_SAME.to_owned(),
        reason: format!("{} ({where_from})", double.evidence),
        remedy: "Dites s’il s’agit d’un seul service.".to_owned(),
        quote: services[double.later].listed.name.clone(),
        answers: vec![
            Choice { value, label: "Un seul service\u{a0}: réunir".to_owned(), likely: true },
            Choice { value: "keep".to_owned(), label: "Deux services".to_owned(), likely: false },
        ],
        free: Free::Nothing,
        blocking: false,
    }
}

/// Takes into `kept` what `other` knows beyond it.
pub(super) fn merge(kept: &mut Candidate, other: &Candidate) {
    let (ours, theirs) = (&mut kept.listed, &other.listed);
    for slot in &theirs.slots {
        if !ours.slots.contains(slot) {
            ours.slots.push(*slot);
        }
    }
    ours.slots.sort_by_key(|slot| match slot {
        Slot::Periscolaire => 0,
        Slot::Mercredi => 1,
        Slot::Extrascolaire => 2,
        Slot::PetitesVacances => 3,
        Slot::Ete => 4,
    });
    ours.subtype = ours.subtype.or(theirs.subtype);
    ours.capacity = ours.capacity.or(theirs.capacity);
    ours.ages = ours.ages.or(theirs.ages);
    ours.funding = ours.funding.or(theirs.funding);
    ours.opened_on = ours.opened_on.or(theirs.opened_on);
    ours.closed_on = ours.closed_on.or(theirs.closed_on);
    if ours.address.is_empty() {
        ours.address.clone_from(&theirs.address);
    }
    if kept.position.is_none() {
        (kept.position, kept.precision) = (other.position, other.precision);
        kept.geocode.clone_from(&other.geocode);
    }
    for (name, value) in theirs.attributes.iter() {
        Arc::make_mut(&mut ours.attributes).entry(name.clone()).or_insert_with(|| value.clone());
    }
}
