//! Takes lines in: what a person corrected, their questions, where they stand.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::covering::Covering;
use super::questions::{Decisions, InvalidAnswer};
use super::{Asked, Candidate, Edit, Request};
use crate::import::listed::Listed;
use crate::shares::{in_threads, share_of};
use crate::territory::{Question, Remark};

/// The code under which a correction is remembered.
pub(super) const CORRECTION: &str = "correction";

/// A draft in the making, or a share of one.
pub(super) struct Builder<'a> {
    pub(super) request: Request<'a>,
    decisions: &'a Decisions<'a>,
    /// Made when the first position has to be looked up.
    pub(super) covering: &'a OnceLock<Covering>,
    pub(super) services: Vec<Candidate>,
    pub(super) questions: Vec<Asked>,
    pub(super) remarks: Vec<Remark>,
    pub(super) corrections: Vec<(String, Box<Listed>, Edit)>,
    /// Those of the line before: most lines of a list have the same.
    attributes: Arc<BTreeMap<String, String>>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(
        request: Request<'a>,
        decisions: &'a Decisions<'a>,
        covering: &'a OnceLock<Covering>,
    ) -> Self {
        Self {
            request,
            decisions,
            covering,
            services: Vec::new(),
            questions: Vec::new(),
            remarks: Vec::new(),
            corrections: Vec::new(),
            attributes: Arc::default(),
        }
    }

    /// Takes the lines of a file in; each stands for itself.
    #[expect(clippy::vec_box, reason = "they are moved as they are")]
    pub(super) fn take(
        &mut self,
        file: usize,
        mut services: Vec<Box<Listed>>,
        list: &str,
    ) -> Result<(), InvalidAnswer> {
        let sheets = sheets(&services);
        let size = share_of(services.len());
        let mut shares = Vec::new();
        while services.len() > size {
            let rest = services.split_off(size);
            shares.push(std::mem::replace(&mut services, rest));
        }
        shares.push(services);
        let taken = in_threads(shares, |share| {
            let mut part = Self::new(self.request, self.decisions, self.covering);
            part.services.reserve(share.len());
            let list: Arc<str> = list.into();
            for listed in share {
                // Lines are counted from 1 in each sheet.
                let sheet = sheets.iter().position(|sheet| *sheet == listed.place.sheet);
                let sheet =
                    sheet.filter(|&at| at > 0).map_or_else(String::new, |at| format!(".{at}"));
                let key = format!("{file}{sheet}:{}:{}", listed.place.line, listed.part);
                part.add(Candidate::new(key, listed, &list))?;
            }
            Ok(part)
        });
        for part in taken {
            let mut part = part?;
            if self.services.is_empty() {
                self.services = part.services;
            } else {
                self.services.append(&mut part.services);
            }
            self.questions.append(&mut part.questions);
            self.corrections.append(&mut part.corrections);
        }
        Ok(())
    }

    /// Takes a line in: corrections first, then its own questions, then its communes.
    fn add(&mut self, mut service: Candidate) -> Result<(), InvalidAnswer> {
        if service.listed.attributes == self.attributes {
            service.listed.attributes = Arc::clone(&self.attributes);
        } else {
            self.attributes = Arc::clone(&service.listed.attributes);
        }
        if let Some(edit) = self.correction(&service)? {
            service.correct(&edit);
            self.corrections.push((service.key.clone(), service.listed.clone(), edit));
        }
        for question in std::mem::take(&mut service.listed.questions) {
            self.ask(&mut service, question)?;
        }
        self.resolve(&mut service)?;
        self.services.push(service);
        Ok(())
    }

    /// What a person corrected on this line, now or at an earlier import of it.
    fn correction(&self, service: &Candidate) -> Result<Option<Edit>, InvalidAnswer> {
        let france = self.request.france;
        let wrong = |edit: &Edit| edit.wrong(|code| france.commune(*code).is_some());
        if let Some(edit) = self.request.answers.edits.get(&service.key) {
            return match wrong(edit) {
                None => Ok(Some(edit.clone())),
                Some(wrong) => {
                    Err(InvalidAnswer { key: service.key.clone(), answer: wrong.to_owned() })
                }
            };
        }
        let remembered = self.decisions.remembered(&service.listed.text, CORRECTION);
        let edit = remembered.and_then(|edit| serde_json::from_str(edit).ok());
        Ok(edit.filter(|edit| wrong(edit).is_none()))
    }

    /// Puts a question on a service, and gives its answer where there is one.
    pub(super) fn ask(
        &mut self,
        service: &mut Candidate,
        question: Question,
    ) -> Result<Option<&'a str>, InvalidAnswer> {
        // A line that is left out has nothing left to decide.
        if service.left_out {
            return Ok(None);
        }
        let (asked, answer) = self.decisions.ask(service, question, &self.request)?;
        self.questions.push(asked);
        Ok(answer)
    }
}

/// The sheets of a file, in their order.
fn sheets(services: &[Box<Listed>]) -> Vec<Option<String>> {
    let mut sheets: Vec<Option<String>> = Vec::new();
    for run in services.chunk_by(|a, b| a.place.sheet == b.place.sheet) {
        let sheet = &run[0].place.sheet;
        if !sheets.contains(sheet) {
            sheets.push(sheet.clone());
        }
    }
    sheets
}
