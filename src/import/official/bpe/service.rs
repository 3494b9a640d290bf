//! A row of the base as a listed service.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::columns::Column;
use super::position;
use crate::import::listed::Listed;
use crate::territory::{Kind, Place, Subtype};

/// The services for families of section D5 (dictionary of the BPE), with the label of each.
///
/// D507, médiation familiale, is none of the five kinds. D508 came with the BPE 2025: « centre social
/// ou espace de vie sociale »; so did D509, micro-crèche.
pub(super) fn kind(code: &[u8]) -> Option<(Kind, Option<Subtype>, &'static str)> {
    Some(match code {
        b"D502" => (Kind::Eaje, None, "établissement d’accueil du jeune enfant"),
        b"D503" => (Kind::Laep, None, "lieu d’accueil enfants-parents"),
        b"D504" => (Kind::Rpe, None, "relais petite enfance"),
        b"D505" => (Kind::Alsh, None, "accueil de loisirs sans hébergement"),
        b"D506" => (Kind::Evs, None, "centre social"),
        b"D508" => (Kind::Evs, None, "centre social ou espace de vie sociale"),
        b"D509" => (Kind::Eaje, Some(Subtype::MicroCreche), "micro-crèche"),
        _ => return None,
    })
}

/// A row: the text of each column of [`Column::ALL`].
pub(super) struct Facility<'a> {
    pub(super) cells: [Cow<'a, str>; Column::ALL.len()],
    /// Its line, or its row from 1 in a Parquet file.
    pub(super) line: u64,
}

impl Facility<'_> {
    /// A cell without the words for nothing: `_Z` (not applicable) and `_U` (unknown).
    pub(super) fn text(&self, column: Column) -> &str {
        let text = self.cells[column as usize].trim();
        if matches!(text, "_Z" | "_U" | "Z" | "NA") { "" } else { text }
    }

    /// Whether the row says that it has a capacity. `CAPACITE_D_ACCUEIL` is none: it is a category
    /// of safety regulations, 1 to 5.
    pub(super) fn states_capacity(&self) -> bool {
        self.text(Column::IndicCapa) == "1" && !self.text(Column::Capacite).is_empty()
    }

    fn capacity(&self) -> Option<f64> {
        if !self.states_capacity() {
            return None;
        }
        let places: f64 = self.text(Column::Capacite).replace(',', ".").parse().ok()?;
        // A crèche of no place at all was not counted: the base writes 0 for it.
        (places.is_finite() && places > 0.0).then_some(places)
    }

    /// The service.
    pub(super) fn listed(&self, file: &str) -> Option<Listed> {
        let (kind, subtype, label) = kind(self.text(Column::Typequ).as_bytes())?;
        let line = u32::try_from(self.line).unwrap_or(u32::MAX);
        let place = Place { file: file.to_owned(), line, ..Place::default() };
        let (position, mut notes) = position::of(self);
        let name = self.text(Column::Nomrs).to_owned();
        if name.is_empty() {
            notes.push("sans nom dans la base".to_owned());
        }
        let mut attributes = BTreeMap::new();
        for (name, column) in
            [("TYPEQU", Column::Typequ), ("SIRET", Column::Siret), ("QP2024", Column::Qp)]
        {
            let text = self.text(column);
            if !text.is_empty() {
                attributes.insert(name.to_owned(), text.to_owned());
            }
        }
        let (address, city) = (self.address(), self.text(Column::Libcom).to_owned());
        let parts = [&name, label, &address, self.text(Column::Codpos), &city];
        let text = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        Some(Listed {
            place,
            part: 0,
            text: text.into(),
            id: String::new(),
            name,
            kind,
            subtype,
            capacity: self.capacity(),
            ages: None,
            slots: Vec::new(),
            funding: None,
            address,
            postcode: self.text(Column::Codpos).to_owned(),
            city,
            insee: self.text(Column::Depcom).to_owned(),
            position,
            perimeter: Vec::new(),
            opened_on: None,
            closed_on: None,
            source: String::new(),
            attributes: Arc::new(attributes),
            questions: Vec::new(),
            notes,
        })
    }

    /// Number, repetition, kind and name of the street; what completes the address follows.
    fn address(&self) -> String {
        let street = [Column::Numvoie, Column::Indrep, Column::Typvoie, Column::Libvoie];
        // A number 0000 stands for none.
        let words = street.map(|column| match column {
            Column::Numvoie => self.text(column).trim_start_matches('0'),
            _ => self.text(column),
        });
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        let parts = [words.join(" "), self.text(Column::Cadr).to_owned()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}
