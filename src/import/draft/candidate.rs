//! A service on its way into the register.

use std::sync::Arc;

use super::Edit;
use crate::import::listed::Listed;
use crate::territory::{CommuneCode, Facility, Geocode, Precision};
use crate::units::Wgs84;

/// The attribute that says who placed a service, where it was no list and no address.
pub(super) const PLACED: &str = "placé";

/// A service as it would be kept.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Names it within the draft: file and sheet, line, part.
    pub key: String,
    /// What the list says of it, corrections included.
    pub listed: Box<Listed>,
    /// Its id in the register; empty until its commune is known.
    pub id: String,
    /// The id of its list as a source.
    pub list: Arc<str>,
    /// The id of the source it is kept under: its list, or the one that named it before and says
    /// the same.
    pub source: Arc<str>,
    /// Its commune, once known.
    pub commune: Option<CommuneCode>,
    /// The communes it serves.
    pub perimeter: Vec<CommuneCode>,
    /// Its position, from the list, an address or a person.
    pub position: Option<Wgs84>,
    /// How well it is known.
    pub precision: Precision,
    /// How the address was found.
    pub geocode: Option<Geocode>,
    /// Against the register.
    pub change: Change,
    /// As the register has it.
    pub before: Option<Box<Facility>>,
    /// Whether a question on it is open.
    pub is_open: bool,
    /// Whether an open question keeps it out of the register.
    pub is_blocked: bool,
    /// Whether a person left it out, or merged it into another.
    pub left_out: bool,
}

/// What the import would change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// The register has no such service.
    Added,
    /// It has it, with other values.
    Changed,
    /// It has it just so.
    Unchanged,
}

impl Candidate {
    /// A service just read.
    pub(super) fn new(key: String, mut listed: Box<Listed>, list: &Arc<str>) -> Self {
        // A list that names its own source has it kept beside that of the list.
        if !listed.source.is_empty() && listed.source != **list {
            let source = std::mem::take(&mut listed.source);
            Arc::make_mut(&mut listed.attributes).insert("source".to_owned(), source);
        }
        Self {
            key,
            id: String::new(),
            list: Arc::clone(list),
            source: Arc::clone(list),
            commune: None,
            perimeter: Vec::new(),
            position: listed.position,
            precision: if listed.position.is_some() {
                Precision::Exact
            } else {
                Precision::TownHall
            },
            geocode: None,
            change: Change::Added,
            before: None,
            is_open: false,
            is_blocked: false,
            left_out: false,
            listed,
        }
    }

    /// The facility, or nothing while its commune is unknown.
    #[must_use]
    pub fn facility(&self) -> Option<Facility> {
        let listed = &self.listed;
        Some(Facility {
            id: self.id.clone(),
            name: listed.name.clone(),
            kind: listed.kind,
            subtype: listed.subtype,
            capacity: listed.capacity,
            ages: listed.ages,
            slots: listed.slots.clone(),
            funding: listed.funding,
            address: listed.address.clone(),
            postcode: listed.postcode.clone(),
            commune: self.commune?,
            position: self.position,
            precision: self.precision,
            perimeter: self.perimeter.clone(),
            opened_on: listed.opened_on,
            closed_on: listed.closed_on,
            source: self.source.as_ref().to_owned(),
            attributes: Arc::clone(&listed.attributes),
            geocode: self.geocode.clone(),
        })
    }

    /// Puts it where a person pointed.
    pub(super) fn place(&mut self, position: Wgs84) {
        self.position = Some(position);
        self.precision = Precision::Exact;
        self.geocode = None;
        let attributes = Arc::make_mut(&mut self.listed.attributes);
        attributes.insert(PLACED.to_owned(), "à la main".to_owned());
    }

    /// Takes over what a person corrected. A question that a correction settles is dropped.
    pub(super) fn correct(&mut self, edit: &Edit) {
        let settles = |code: &str| match code {
            "no-name" => edit.name.is_some(),
            "unsure-kind" => edit.kind.is_some(),
            "unsure-capacity" => edit.capacity.is_some(),
            "no-street" => edit.address.is_some() || edit.lon.is_some(),
            _ => false,
        };
        self.listed.questions.retain(|question| !settles(&question.code));
        let listed = &mut self.listed;
        put(&mut listed.name, edit.name.as_ref());
        put(&mut listed.address, edit.address.as_ref());
        put(&mut listed.postcode, edit.postcode.as_ref());
        put(&mut listed.kind, edit.kind.as_ref());
        put(&mut listed.capacity, edit.capacity.as_ref());
        put(&mut listed.slots, edit.slots.as_ref());
        listed.subtype = edit.subtype.or(listed.subtype);
        listed.ages = edit.ages.or(listed.ages);
        listed.funding = edit.funding.or(listed.funding);
        listed.opened_on = edit.opened_on.or(listed.opened_on);
        listed.closed_on = edit.closed_on.or(listed.closed_on);
        self.commune = edit.commune.or(self.commune);
        if let Some(communes) = &edit.perimeter {
            self.perimeter.clone_from(communes);
            listed.perimeter.clear();
        }
        if let (Some(lon), Some(lat)) = (edit.lon, edit.lat) {
            self.place(Wgs84 { lon, lat });
        }
        self.left_out |= edit.leave_out;
    }
}

/// Puts a corrected value in place, where there is one.
fn put<T: Clone>(value: &mut T, corrected: Option<&T>) {
    if let Some(corrected) = corrected {
        value.clone_from(corrected);
    }
}
