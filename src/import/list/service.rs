//! One row as services: one, or one for each site.

use std::sync::{Arc, LazyLock};

use regex::Regex;

use super::address::{Parts, sites, split};
use super::ages::read_ages;
use super::amounts::capacity_in;
use super::cells::{Cells, code, exact};
use super::kinds::{Reading, What, read_kind};
use super::opening::opening_in;
use super::questions::unsure_kind;
use super::rows::is_nothing;
use super::words::{cleaned, plain};
use crate::import::communes::Resolver;
use crate::import::listed::Listed;
use crate::territory::{Ages, Funding, Kind, Place, Slot, Subtype};

/// What the headings above a row say of it.
#[derive(Debug, Clone, Default)]
pub struct Section {
    /// The kind.
    pub kind: Option<Kind>,
    /// The subtype.
    pub subtype: Option<Subtype>,
    /// The slots.
    pub slots: Vec<Slot>,
    /// The funding.
    pub funding: Option<Funding>,
    /// The ages.
    pub ages: Option<Ages>,
    /// The commune.
    pub city: String,
    /// The cell of the type of the row before: an empty one means the same.
    pub last_type: String,
    /// Name and address of the row before.
    pub last_name: (String, String),
}

/// What a row was taken for.
#[derive(Debug)]
pub enum Outcome {
    /// The service of a canonical row.
    Canonical(Box<Listed>),
    /// Services.
    Services(Vec<Listed>),
    /// Something else, with what.
    Other(String),
    /// Refused: the heading of the wrong cell, and why.
    Refused(&'static str, String),
    /// Nothing that could be a service.
    Unread,
}

/// A row on its way to services.
#[derive(Debug)]
pub struct Service<'a> {
    /// Where it stands.
    pub place: Place,
    /// Its text.
    pub text: &'a Arc<str>,
    /// Its cells.
    pub cells: Cells<'a>,
    /// The number of its table, from 0.
    pub table: usize,
    /// Whether its cells hold exact words.
    pub canonical: bool,
    /// Whether its codes come from a file made by a program, which looked them up.
    pub coded: bool,
    /// Finds communes.
    pub resolver: &'a Resolver<'a>,
}

pub(super) fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the pattern is well formed")
}

/// « 78 CC Chat Perché »: the département, then « crèche collective ».
pub(super) static COLLECTIVE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\d{2,3}\s+CC\s+"));
static BRACKETS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s*\(([^()]*)\)"));
static BAND: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\s*(?:de\s+)?\d{1,2}\s*(?:-|–|à|/)\s*\d{1,2}\s*ans\b"));
/// When it is open, behind the address.
static SLOTS_TAIL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)[\s,–-]*(?:\b(?:les\s+)?(?:mercredis?|vacances(?:\s+scolaires)?|périscolaire|extrascolaire)\b(?:\s*(?:et|/|,)\s*)?)+$",
    )
});

impl Service<'_> {
    /// Reads the row. `section` keeps what the next row may refer to.
    pub fn read(mut self, section: &mut Section) -> Outcome {
        if self.canonical {
            return match exact(&self.cells).and_then(|exact| self.canonical(exact)) {
                Ok(listed) => Outcome::Canonical(listed),
                Err((heading, reason)) => Outcome::Refused(heading, reason),
            };
        }
        let inherited = self.cells.kind.is_empty() && !section.last_type.is_empty();
        let type_text =
            if inherited { section.last_type.clone() } else { self.cells.kind.to_owned() };
        section.last_type.clone_from(&type_text);
        let body = self.body();
        if is_nothing(&body)
            && is_nothing(&self.cells.address)
            && read_kind(&type_text).what.is_some()
            && self.cells.city.is_empty()
        {
            let label = match read_kind(&type_text).what {
                Some(What::Other(label)) => format!("{label}\u{a0}: néant"),
                _ => "néant".to_owned(),
            };
            return Outcome::Other(label);
        }
        let served = self.served(&body);
        let body = served.0;
        let (opening, body) = opening_in(&body);
        let (places, body) = capacity_in(&body);
        let texts = sites(&SLOTS_TAIL.replace(&body, ""));
        let parts: Vec<Parts> = texts.iter().map(|text| self.parts(text, &type_text)).collect();
        let read = read_kind(&type_text);
        let own = read_kind(&format!("{} {}", parts[0].words, parts[0].name));
        let (kind, doubt) = match what(&read, &own, section) {
            Some(What::Other(label)) => return Outcome::Other(label.to_owned()),
            Some(What::Kind(kind)) => (kind, None),
            Some(What::Doubtful(kinds)) => match section.kind.filter(|kind| kinds.contains(kind)) {
                Some(kind) => (kind, None),
                None => (kinds[0], Some(kinds)),
            },
            None if parts[0].address.is_empty()
                && self.cells.city.is_empty()
                && parts[0].city.is_empty() =>
            {
                return Outcome::Unread;
            }
            None => (Kind::Alsh, Some(&[][..])),
        };
        let mut first = self.blank(kind);
        first.name = self.name(&parts[0], &type_text, section, &mut first.notes);
        self.describe(&mut first, (&read, &own), (&type_text, &body), section);
        opening.tell(&mut first);
        self.capacity(&mut first, places);
        self.perimeter(&mut first, &served.1);
        if let Some(kinds) = doubt {
            let quote = if read.what.is_some() { type_text.as_str() } else { first.name.as_str() };
            first.questions.push(unsure_kind(&first, quote, kinds));
        }
        let services = self.at_sites(&first, parts, section);
        Outcome::Services(services)
    }

    /// Name and address in one text, where the list has them in one cell.
    fn body(&self) -> String {
        if self.cells.name_address.is_empty() {
            self.cells.name.to_owned()
        } else if self.cells.name.is_empty() {
            self.cells.name_address.clone()
        } else {
            format!("{} – {}", self.cells.name, self.cells.name_address)
        }
    }

    /// A service of which only codes are known; it takes the place and the attributes over.
    pub(super) fn blank(&mut self, kind: Kind) -> Listed {
        let mut notes = Vec::new();
        Listed {
            place: Place {
                file: std::mem::take(&mut self.place.file),
                sheet: self.place.sheet.take(),
                line: self.place.line,
                cell: None,
            },
            part: 0,
            text: Arc::clone(self.text),
            id: self.cells.id.to_owned(),
            name: String::new(),
            kind,
            subtype: None,
            capacity: None,
            ages: None,
            slots: vec![],
            funding: None,
            address: String::new(),
            postcode: code(self.cells.postcode, "code postal", &mut notes),
            city: self.cells.city.to_owned(),
            insee: code(self.cells.insee, "code Insee", &mut notes),
            position: None,
            perimeter: vec![],
            opened_on: None,
            closed_on: None,
            source: self.cells.source.to_owned(),
            attributes: Arc::new(std::mem::take(&mut self.cells.attributes)),
            questions: vec![],
            notes,
        }
    }

    /// A text taken apart, the cell of the type left out where the text begins with it.
    fn parts(&self, text: &str, type_text: &str) -> Parts {
        let text = COLLECTIVE.replace(text.trim(), "");
        let begins = type_text.len() > 3
            && text.get(..type_text.len()).is_some_and(|head| plain(head) == plain(type_text));
        let named = begins && !read_kind(type_text).rest.is_empty();
        if !named {
            return split(&text, self.resolver);
        }
        let mut parts = split(&text[type_text.len()..], self.resolver);
        if !parts.name.is_empty() {
            let place = parts.name.clone();
            parts.address = [place, parts.address].join(", ").trim_matches([',', ' ']).into();
        }
        parts.name = cleaned(type_text);
        parts
    }

    fn name(
        &self,
        parts: &Parts,
        type_text: &str,
        section: &Section,
        notes: &mut Vec<String>,
    ) -> String {
        if !parts.name.is_empty() {
            let name = BAND.replace(&parts.name, "");
            let name = BRACKETS.replace_all(&name, |found: &regex::Captures<'_>| {
                let inner = &found[1];
                let told = !read_kind(inner).slots.is_empty()
                    || read_ages(inner, None, true).ages.is_some();
                if told { String::new() } else { found[0].to_owned() }
            });
            let bare = cleaned(&name);
            return if bare.is_empty() { cleaned(&parts.name) } else { bare };
        }
        let (last, at) = &section.last_name;
        if !last.is_empty() && !at.is_empty() && *at == plain(&self.cells.address) {
            notes.push("nom repris de la ligne précédente, à la même adresse".to_owned());
            return last.clone();
        }
        // « Accueil de loisirs Pierrots | 13 rue de Verdun »: the type holds the name.
        let name = cleaned(type_text);
        if name.is_empty() { cleaned(self.text) } else { name }
    }
}

/// What a row is: its type, then what its own words begin with, its section, any of its words.
fn what(read: &Reading, own: &Reading, section: &Section) -> Option<What> {
    let from_section = section.kind.map(What::Kind);
    read.what
        .filter(|_| !(read.building && (own.what.is_some() || from_section.is_some())))
        .or(own.what.filter(|_| own.leads && !own.building))
        .or(from_section)
        .or(own.what)
}
