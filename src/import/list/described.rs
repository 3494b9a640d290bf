//! What a row says of a service beside its name and address.

use std::sync::{Arc, LazyLock};

use regex::Regex;

use super::ages::{AgesRead, read_ages};
use super::amounts::{Capacity, read_capacity, read_date};
use super::kinds::{Reading, read_kind};
use super::questions::{unsure_capacity, unsure_perimeter};
use super::service::{COLLECTIVE, Section, Service, pattern};
use super::words::cleaned;
use crate::import::listed::Listed;
use crate::territory::{Ages, CommuneCode, Kind, Subtype};

static SERVED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)[\s,(–-]*(?:communes?\s+(?:desservies?|couvertes?|concernées?)|périmètre|intervient (?:sur|à)|secteur)\s*:?\s*(?:les communes)?\s*(?:de|:)?\s+([^)]+)\)?\s*$",
    )
});

impl Service<'_> {
    /// Subtype, ages, slots, funding: the row's own words first, then those of its section.
    pub(super) fn describe(
        &self,
        listed: &mut Listed,
        (read, own): (&Reading, &Reading),
        (type_text, body): (&str, &str),
        section: &Section,
    ) {
        let kind = listed.kind;
        let same = section.kind == Some(kind);
        let of_kind = |reading: &Reading| reading.subtype.filter(|&subtype| fits(subtype, kind));
        listed.subtype = of_kind(read)
            .or_else(|| read_kind(self.cells.subtype).subtype)
            .or_else(|| of_kind(own))
            .or(section.subtype.filter(|&subtype| same && fits(subtype, kind)));
        if listed.subtype.is_none() && kind == Kind::Eaje && COLLECTIVE.is_match(body.trim()) {
            listed.subtype = Some(Subtype::Collectif);
            listed.notes.push("« CC » lu crèche collective".to_owned());
        }
        if listed.subtype.is_none() && kind == Kind::Eaje {
            listed.notes.push("type de crèche non précisé".to_owned());
        }
        if kind == Kind::Alsh {
            let words = [self.cells.slots, type_text, body];
            let told =
                words.iter().map(|words| read_kind(words).slots).find(|slots| !slots.is_empty());
            listed.slots =
                told.unwrap_or_else(|| if same { section.slots.clone() } else { vec![] });
        }
        if kind == Kind::Eaje {
            listed.funding = read_kind(self.cells.funding).funding.or(read.funding).or(own.funding);
            listed.funding = listed.funding.or(section.funding.filter(|_| same));
        }
        self.ages(listed, (type_text, body), section.ages.filter(|_| same));
        listed.opened_on = read_date(self.cells.opened);
        listed.closed_on = read_date(self.cells.closed);
        for (cell, date, name) in [
            (self.cells.opened, listed.opened_on, "ouverture"),
            (self.cells.closed, listed.closed_on, "fermeture"),
        ] {
            if !cell.is_empty() && date.is_none() {
                Arc::make_mut(&mut listed.attributes).insert(name.to_owned(), cell.to_owned());
                listed.notes.push(format!("{name}\u{a0}: «\u{a0}{cell}\u{a0}» n’est pas une date"));
            }
        }
        if !(self.cells.lon.is_empty() && self.cells.lat.is_empty()) {
            listed.position = self.position();
            if listed.position.is_none() {
                listed.notes.push("position illisible, non reprise".to_owned());
            }
        }
    }

    fn ages(&self, listed: &mut Listed, (type_text, body): (&str, &str), above: Option<Ages>) {
        let kind = Some(listed.kind);
        let mut left = String::new();
        let mut take = |read: AgesRead| {
            if left.is_empty() {
                left = read.left;
            }
            read.ages
        };
        listed.ages = if self.cells.ages.is_empty() {
            None
        } else {
            take(read_ages(self.cells.ages, kind, false))
        }
        .or_else(|| read_ages(type_text, kind, false).ages)
        .or_else(|| take(read_ages(body, kind, true)))
        .or(above);
        if !left.is_empty() && listed.ages.is_none() {
            listed
                .notes
                .push(format!("âges\u{a0}: «\u{a0}{left}\u{a0}» ne donne pas les deux bornes"));
            Arc::make_mut(&mut listed.attributes).insert("âges".to_owned(), left);
        }
    }

    pub(super) fn capacity(&self, listed: &mut Listed, places: Option<f64>) {
        let Capacity { places: cell, choices, left } = read_capacity(self.cells.capacity);
        listed.capacity = cell.or(places);
        if listed.capacity.is_none() && !choices.is_empty() {
            listed.questions.push(unsure_capacity(listed, &left, &choices));
        } else if !left.is_empty() {
            listed.notes.push(format!("places\u{a0}: «\u{a0}{left}\u{a0}»"));
            Arc::make_mut(&mut listed.attributes).insert("places".to_owned(), left);
        }
    }

    /// The body without the communes served, and these.
    pub(super) fn served(&self, body: &str) -> (String, String) {
        if !self.cells.perimeter.is_empty() {
            let mut served = vec![self.cells.perimeter];
            served.extend(&self.cells.perimeter_more);
            return (body.to_owned(), served.join(", "));
        }
        match SERVED.captures(body) {
            Some(found) => {
                let start = found.get(0).map_or(0, |whole| whole.start());
                (body[..start].to_owned(), found[1].to_owned())
            }
            None => (body.to_owned(), String::new()),
        }
    }

    pub(super) fn perimeter(&self, listed: &mut Listed, served: &str) {
        if served.is_empty() {
            return;
        }
        let names: Vec<String> = served
            .split([',', ';', '|', '/', '\n'])
            .flat_map(|part| part.split(" et "))
            .map(cleaned)
            .filter(|name| !name.is_empty())
            .collect();
        let known = |name: &String| {
            self.resolver.member(name).or_else(|| self.resolver.former_member(name)).is_some()
                || name.parse::<CommuneCode>().is_ok()
        };
        if names.iter().any(known) {
            listed.perimeter = names;
        } else {
            listed.questions.push(unsure_perimeter(listed, served));
        }
    }
}

fn fits(subtype: Subtype, kind: Kind) -> bool {
    use Subtype::{Ados, Elementaire, Maternel, MaternelElementaire};
    let leisure = matches!(subtype, Ados | Elementaire | Maternel | MaternelElementaire);
    (leisure && kind == Kind::Alsh) || (!leisure && kind == Kind::Eaje)
}
