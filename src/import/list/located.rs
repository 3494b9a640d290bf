//! The sites of a service, and the questions on each.

use std::sync::Arc;

use super::address::{Parts, sites, split};
use super::kinds::read_kind;
use super::questions::{no_name, no_street};
use super::service::{Section, Service};
use super::words::plain;
use crate::import::listed::{CommuneClue, Listed};
use crate::territory::{Kind, Question};

impl Service<'_> {
    /// The service at each of its sites.
    pub(super) fn at_sites(
        &self,
        first: &Listed,
        parts: Vec<Parts>,
        section: &mut Section,
    ) -> Vec<Listed> {
        let several = parts.len() > 1;
        let mut services = Vec::new();
        for (parts, part) in parts.into_iter().zip(0_u32..) {
            let mut texts = vec![(parts, part)];
            // An address of its own can hold several sites as well.
            if !self.cells.address.is_empty() {
                let (main, _) = texts.remove(0);
                for (text, at) in sites(&self.cells.address).iter().zip(part..) {
                    texts.push((self.address_cell(text, &main), at));
                }
            }
            let many = several || texts.len() > 1;
            for (parts, at) in texts {
                let mut listed = first.clone();
                listed.part = at;
                if many {
                    listed.notes.push("un service sur plusieurs sites".to_owned());
                    Arc::make_mut(&mut listed.attributes)
                        .insert("site".to_owned(), (at + 1).to_string());
                }
                if at > 0 {
                    listed.questions.clear();
                    listed.capacity = None;
                    listed.notes.push("même service que le premier site de la ligne".to_owned());
                }
                Self::locate(&mut listed, &parts, section);
                listed.questions.extend(self.outside(&listed));
                self.ask_about(&mut listed);
                services.push(listed);
            }
        }
        if let Some(first) = services.first() {
            section.last_name = (first.name.clone(), plain(&self.cells.address));
        }
        services
    }

    /// What the cell of the address says, beside what was read with the name.
    fn address_cell(&self, text: &str, main: &Parts) -> Parts {
        let text = text.replace('\n', " ");
        let mut parts = split(&text, self.resolver);
        let place = [std::mem::take(&mut parts.name), std::mem::take(&mut parts.manager)]
            .into_iter()
            .filter(|words| !words.is_empty())
            .collect::<Vec<_>>()
            .join(", ");
        parts.address = [place, parts.address].join(", ").trim_matches([',', ' ']).into();
        if parts.city.is_empty() {
            parts.city.clone_from(&main.city);
        }
        if parts.postcode.is_empty() {
            parts.postcode.clone_from(&main.postcode);
        }
        parts
    }

    /// What a code outside the territory asks; one that a program wrote is believed.
    fn outside(&self, listed: &Listed) -> Option<Question> {
        let clue =
            CommuneClue { name: &listed.city, postcode: &listed.postcode, insee: &listed.insee };
        (!self.coded).then(|| self.resolver.code_outside(clue)).flatten()
    }

    fn locate(listed: &mut Listed, parts: &Parts, section: &Section) {
        listed.address.clone_from(&parts.address);
        if !parts.manager.is_empty() {
            Arc::make_mut(&mut listed.attributes)
                .insert("gestionnaire".to_owned(), parts.manager.clone());
        }
        if listed.postcode.is_empty() {
            listed.postcode.clone_from(&parts.postcode);
        }
        if listed.city.is_empty() || listed.part > 0 && !parts.city.is_empty() {
            listed.city.clone_from(&parts.city);
        }
        if listed.city.is_empty() && listed.insee.is_empty() && !section.city.is_empty() {
            listed.city.clone_from(&section.city);
            listed.notes.push("commune lue dans le titre".to_owned());
        }
        if parts.street && !parts.number {
            listed.notes.push("sans numéro".to_owned());
        }
        if !parts.street && !listed.address.is_empty() && listed.position.is_none() {
            let question = no_street(listed);
            listed.questions.push(question);
        }
        if listed.address.is_empty() {
            listed.notes.push("sans adresse".to_owned());
        }
    }

    fn ask_about(&self, listed: &mut Listed) {
        if read_kind(&listed.name).rest.is_empty() && listed.part == 0 {
            // There is one relais or one espace de vie sociale: its kind is its usual name.
            if matches!(listed.kind, Kind::Alsh | Kind::Eaje) {
                let question = no_name(listed);
                listed.questions.push(question);
            } else {
                listed.notes.push("sans nom propre".to_owned());
            }
        }
        let key = format!("{}:{}:{}", self.table, self.place.line, listed.part);
        for question in &mut listed.questions {
            question.key = format!("{key}/{}", question.code);
            question.subject.clone_from(&listed.name);
        }
    }
}
