//! Which services of the register the lines of a list speak of.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::candidate::PLACED;
use super::{Candidate, Change};
use crate::shares::{in_threads, share_of};
use crate::territory::{CommuneCode, Facility, Kind, Subtype, normalised, slug};

/// The services of the register, found by what stays the same from one version of a list to the
/// next.
#[derive(Debug)]
pub(super) struct Known<'a> {
    facilities: &'a [Facility],
    by_id: HashMap<&'a str, usize>,
    by_name: HashMap<(Kind, CommuneCode, String), Vec<usize>>,
    by_address: HashMap<(Kind, CommuneCode, Option<Subtype>, String), Vec<usize>>,
    taken: Vec<bool>,
}

impl<'a> Known<'a> {
    /// Indexes the services of `communes`.
    pub(super) fn new(facilities: &'a [Facility], communes: &HashSet<CommuneCode>) -> Self {
        let mut known = Self {
            facilities,
            by_id: facilities.iter().enumerate().map(|(at, f)| (f.id.as_str(), at)).collect(),
            by_name: HashMap::new(),
            by_address: HashMap::new(),
            taken: vec![false; facilities.len()],
        };
        for (at, facility) in facilities.iter().enumerate() {
            if !communes.contains(&facility.commune) {
                continue;
            }
            let Facility { kind, commune, subtype, .. } = *facility;
            let name = (kind, commune, normalised(&facility.name));
            known.by_name.entry(name).or_default().push(at);
            if !facility.address.is_empty() {
                let address = (kind, commune, subtype, normalised(&facility.address));
                known.by_address.entry(address).or_default().push(at);
            }
        }
        known
    }

    /// Finds each service in the register: by id, else by kind, commune and name, else, in an
    /// earlier version of the same list, by kind, commune, subtype and address. Surer matches are
    /// made first, for all.
    pub(super) fn recognise(&mut self, services: &mut [Candidate]) {
        let waits = |service: &Candidate| {
            service.before.is_none() && !service.left_out && service.commune.is_some()
        };
        for service in services.iter_mut().filter(|service| waits(service)) {
            if let Some(&at) = self.by_id.get(service.listed.id.as_str()) {
                self.take(at, service);
            }
        }
        if self.by_name.is_empty() {
            return;
        }
        for service in services.iter_mut().filter(|service| waits(service)) {
            let Some(commune) = service.commune else { continue };
            let name = (service.listed.kind, commune, normalised(&service.listed.name));
            let found = self.by_name.get(&name).and_then(|same| self.best(same, service));
            if let Some(at) = found {
                self.take(at, service);
            }
        }
        for service in services.iter_mut().filter(|service| waits(service)) {
            let Some(commune) = service.commune else { continue };
            let listed = &service.listed;
            let address = (listed.kind, commune, listed.subtype, normalised(&listed.address));
            // Two lists may well name two services at one address.
            let found = self.by_address.get(&address).and_then(|same| {
                let own = |at: &usize| *self.facilities[*at].source == *service.list;
                let own: Vec<usize> = same.iter().copied().filter(own).collect();
                self.best(&own, service)
            });
            if let Some(at) = found {
                self.take(at, service);
            }
        }
    }

    /// Of several that are alike, the one with the same address, else the first. One of another
    /// list stands at no other address.
    fn best(&self, same: &[usize], service: &Candidate) -> Option<usize> {
        let free = || same.iter().copied().filter(|&at| !self.taken[at]);
        let address = normalised(&service.listed.address);
        let may_be = |&at: &usize| {
            let known = &self.facilities[at];
            *known.source == *service.list || known.address.is_empty() || address.is_empty()
        };
        free()
            .find(|&at| normalised(&self.facilities[at].address) == address)
            .or_else(|| free().find(may_be))
    }

    /// Takes a service of the register for a line.
    pub(super) fn take(&mut self, at: usize, service: &mut Candidate) {
        if !std::mem::replace(&mut self.taken[at], true) {
            service.id.clone_from(&self.facilities[at].id);
            service.before = Some(Box::new(self.facilities[at].clone()));
        }
    }

    /// Whether a line speaks of the service at `at`.
    pub(super) fn is_taken(&self, at: usize) -> bool {
        self.taken[at]
    }

    /// Gives an id to each service that the register has not, and says what would change.
    pub(super) fn settle(&self, services: &mut [Candidate]) {
        let mut ids = self.new_ids(services);
        let size = share_of(services.len());
        in_threads(services.chunks_mut(size).zip(ids.chunks_mut(size)), |(services, ids)| {
            for (service, id) in services.iter_mut().zip(ids) {
                if service.left_out || service.commune.is_none() {
                    continue;
                }
                if let Some(id) = id.take() {
                    service.id = id;
                }
                service.change = change(service);
            }
        });
    }

    /// The id of each service that needs one: that of its list, where no other has it.
    fn new_ids<'s>(&'s self, services: &'s [Candidate]) -> Vec<Option<String>> {
        let mut taken: HashSet<Cow<'s, str>> =
            self.by_id.keys().map(|&id| Cow::Borrowed(id)).collect();
        taken.reserve(services.len());
        let mut next = HashMap::new();
        let mut id = |service: &'s Candidate| {
            let Candidate { listed, commune, before: None, left_out: false, .. } = service else {
                return None;
            };
            let commune = (*commune)?;
            if listed.id.is_empty() {
                let wanted = format!("{}-{commune}-{}", listed.kind, slug(&listed.name));
                return Some(free(wanted, &mut taken, &mut next));
            }
            if taken.insert(Cow::Borrowed(&listed.id)) {
                return Some(listed.id.clone());
            }
            Some(free(listed.id.clone(), &mut taken, &mut next))
        };
        services.iter().map(&mut id).collect()
    }
}

/// `wanted`, or the first of `wanted-2`, `wanted-3`… that no other service has; it is then taken.
/// `next` remembers where to go on for each: a list may give one name to all its lines.
fn free(
    wanted: String,
    ids: &mut HashSet<Cow<'_, str>>,
    next: &mut HashMap<String, usize>,
) -> String {
    if ids.insert(Cow::Owned(wanted.clone())) {
        return wanted;
    }
    let number = next.entry(wanted.clone()).or_insert(2);
    loop {
        let id = format!("{wanted}-{number}");
        *number += 1;
        if ids.insert(Cow::Owned(id.clone())) {
            return id;
        }
    }
}

/// What a service changes. The list it was read from is not a part of it: the first to name it
/// stays its source as long as it says the same.
fn change(service: &mut Candidate) -> Change {
    keep_position(service);
    keep_from_others(service);
    let Some(before) = &service.before else { return Change::Added };
    let Some(mut now) = service.facility() else { return Change::Added };
    now.source.clone_from(&before.source);
    if now == **before {
        service.source = before.source.as_str().into();
        return Change::Unchanged;
    }
    Change::Changed
}

/// The position that was found for the same address before, by a service or a person, stays where
/// nobody looks it up now.
fn keep_position(service: &mut Candidate) {
    let Some(before) = &service.before else { return };
    let same_place = before.address == service.listed.address
        && before.postcode == service.listed.postcode
        && Some(before.commune) == service.commune;
    if service.position.is_none() && same_place && before.position.is_some() {
        service.position = before.position;
        service.precision = before.precision;
        service.geocode.clone_from(&before.geocode);
        if let Some(how) = before.attributes.get(PLACED) {
            Arc::make_mut(&mut service.listed.attributes).insert(PLACED.to_owned(), how.clone());
        }
    }
}

/// A list that says nothing of a value takes none away that another list gave.
fn keep_from_others(service: &mut Candidate) {
    let Some(before) = service.before.as_ref().filter(|before| *before.source != *service.list)
    else {
        return;
    };
    let listed = &mut service.listed;
    listed.subtype = listed.subtype.or(before.subtype);
    listed.capacity = listed.capacity.or(before.capacity);
    listed.ages = listed.ages.or(before.ages);
    listed.funding = listed.funding.or(before.funding);
    listed.opened_on = listed.opened_on.or(before.opened_on);
    listed.closed_on = listed.closed_on.or(before.closed_on);
    if listed.slots.is_empty() {
        listed.slots.clone_from(&before.slots);
    }
    if listed.address.is_empty() {
        listed.address.clone_from(&before.address);
    }
    if listed.postcode.is_empty() {
        listed.postcode.clone_from(&before.postcode);
    }
    if service.perimeter.is_empty() {
        service.perimeter.clone_from(&before.perimeter);
    }
    for (name, value) in before.attributes.iter() {
        Arc::make_mut(&mut listed.attributes).entry(name.clone()).or_insert_with(|| value.clone());
    }
}
