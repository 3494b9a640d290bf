//! From what was read to a draft.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use super::known::Known;
use super::questions::{Decisions, InvalidAnswer};
use super::{Answers, Asked, Candidate, Claim, Draft, Edit, Gone, Settled, doubles, outcome};
use crate::import::communes::Resolver;
use crate::import::geocode::{GeocodeError, Judged};
use crate::import::list::Context;
use crate::import::listed::{List, Listed};
use crate::import::places::{Placed, Places};
use crate::import::read::ReadFile;
use crate::territory::{
    CommuneCode, Facility, France, Kind, Question, Register, Remark, TerritoryCode, Weight,
};

/// What a draft is made with.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The official geography.
    pub france: &'a France,
    /// The territory that the lists speak of.
    pub territory: TerritoryCode,
    /// What finds communes for it.
    pub context: &'a Context<'a>,
    /// What is known so far.
    pub register: &'a Register,
    /// What a person decided so far.
    pub answers: &'a Answers,
}

/// A draft in the making.
pub(super) struct Builder<'a> {
    pub(super) request: Request<'a>,
    decisions: Decisions<'a>,
    /// The boxes of all communes, made when the first position has to be looked up.
    pub(super) boxes: OnceCell<Vec<[[f64; 2]; 2]>>,
    pub(super) services: Vec<Candidate>,
    pub(super) questions: Vec<Asked>,
    pub(super) remarks: Vec<Remark>,
    pub(super) corrections: Vec<(String, Listed, Edit)>,
}

/// The code under which a correction is remembered.
pub(super) const CORRECTION: &str = "correction";

/// Makes a draft of what was read. Addresses are looked up by `places`.
///
/// # Errors
/// Where an answer is not one that its question takes, or the address service fails.
pub fn draft(
    files: Vec<ReadFile>,
    request: Request<'_>,
    places: &Places<'_>,
) -> Result<Draft, DraftError> {
    let resolver = &request.context.resolver;
    let mut builder = Builder {
        request,
        decisions: Decisions::new(&request.answers.questions, &request.register.reviews),
        boxes: OnceCell::new(),
        services: Vec::new(),
        questions: Vec::new(),
        remarks: Vec::new(),
        corrections: Vec::new(),
    };
    let (mut reads, mut others, mut learned) = (Vec::new(), Vec::new(), Vec::new());
    for (at, mut file) in files.into_iter().enumerate() {
        let source = file.file.source.id.clone();
        let List { services, others: beside, remarks, lines } = file.list;
        others.extend(beside);
        builder.remarks.extend(remarks);
        file.file.lines.extend(lines);
        builder.services.reserve(services.len());
        let mut sheets: Vec<Option<String>> = Vec::new();
        for listed in services {
            // Lines are counted from 1 in each sheet.
            let known = sheets.iter().position(|sheet| *sheet == listed.place.sheet);
            let sheet = known.unwrap_or_else(|| {
                sheets.push(listed.place.sheet.clone());
                sheets.len() - 1
            });
            let sheet = if sheet == 0 { String::new() } else { format!(".{sheet}") };
            let key = format!("{at}{sheet}:{}:{}", listed.place.line, listed.part);
            builder.add(Candidate::new(key, listed, &source), resolver)?;
        }
        builder.remarks.append(&mut file.remarks);
        learned.extend(file.learned);
        reads.push(file.file);
    }
    builder.locate(places)?;
    let settled = builder.settle()?;
    let sources: Vec<_> = reads.iter().map(|file| &file.source).collect();
    let register = outcome::register(&builder, &settled, &sources, &learned);
    let Builder { services, questions, remarks, .. } = builder;
    let Settled { gone, gone_is_open } = settled;
    Ok(Draft {
        territory: request.territory,
        inventories: claims(&services, request.answers),
        figures: learned.iter().map(outcome::figures_read).collect(),
        files: reads,
        services,
        questions,
        others,
        remarks,
        gone,
        gone_is_open,
        register,
    })
}

/// Why a draft cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// An answer does not fit its question.
    #[error(transparent)]
    Answer(#[from] InvalidAnswer),
    /// Addresses cannot be looked up.
    #[error("addresses cannot be looked up: {0}")]
    Places(#[from] GeocodeError),
}

impl<'a> Builder<'a> {
    /// Takes a line in: corrections first, then its own questions, then its communes.
    fn add(
        &mut self,
        mut service: Candidate,
        resolver: &Resolver<'_>,
    ) -> Result<(), InvalidAnswer> {
        if let Some(edit) = self.correction(&service)? {
            service.correct(&edit);
            self.corrections.push((service.key.clone(), service.listed.clone(), edit));
        }
        for question in std::mem::take(&mut service.listed.questions) {
            self.ask(&mut service, question)?;
        }
        self.resolve(&mut service, resolver)?;
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

    /// Looks up the addresses of services without a position.
    fn locate(&mut self, places: &Places<'_>) -> Result<(), DraftError> {
        if !places.is_asked() {
            return Ok(());
        }
        let mut services = std::mem::take(&mut self.services);
        let open: Vec<usize> = (0..services.len())
            .filter(|&at| {
                let service = &services[at];
                service.position.is_none() && service.commune.is_some() && !service.left_out
            })
            .collect();
        let asked: Vec<&Candidate> = open.iter().map(|&at| &services[at]).collect();
        let found = places.find(&asked, self.request.france)?;
        for (at, placed) in open.into_iter().zip(found) {
            let service = &mut services[at];
            match placed {
                Placed::Found(Judged::Sure(geocode, precision)) => {
                    service.position = Some(geocode.position);
                    service.precision = precision;
                    service.geocode = Some(geocode);
                }
                Placed::Doubtful(question) => {
                    self.ask(service, *question)?;
                }
                _ => service.listed.notes.push("adresse non trouvée".to_owned()),
            }
        }
        self.services = services;
        Ok(())
    }

    /// Finds the services in the register, proposes doubles, and says what would change.
    fn settle(&mut self) -> Result<Settled, InvalidAnswer> {
        let Request { france, territory, register, answers, .. } = self.request;
        let mut services = std::mem::take(&mut self.services);
        let mut communes: HashSet<CommuneCode> =
            france.communes_of(territory).iter().copied().collect();
        // They are held against the services of the register only.
        if !register.facilities.is_empty() {
            communes.extend(services.iter().filter_map(|service| service.commune));
        }
        let mut known = Known::new(&register.facilities, &communes);
        known.recognise(&mut services);
        // Where the lines went that were merged into others.
        let mut merged: HashMap<usize, usize> = HashMap::new();
        for double in doubles::doubles(&services, &register.facilities, |at| known.is_taken(at)) {
            let other = match double.same_as {
                doubles::Same::Known(at) => register.facilities[at].id.clone(),
                doubles::Same::Line(_) => String::new(),
            };
            let question = doubles::question(&double, &other, &services);
            let answer = self.ask(&mut services[double.later], question)?;
            if !answer.is_some_and(|answer| answer.starts_with("merge:")) {
                continue;
            }
            let mut into = double.same_as;
            if let doubles::Same::Known(at) = into {
                // Another line may speak of it already.
                let taken = |service: &Candidate| {
                    service.before.as_ref().is_some_and(|before| before.id == other)
                };
                match services.iter().position(taken) {
                    Some(line) => into = doubles::Same::Line(line),
                    None => known.take(at, &mut services[double.later]),
                }
            }
            if let doubles::Same::Line(mut at) = into {
                while let Some(&further) = merged.get(&at) {
                    at = further;
                }
                let later = services[double.later].clone();
                doubles::merge(&mut services[at], &later);
                services[double.later].left_out = true;
                merged.insert(double.later, at);
            }
        }
        known.settle(&mut services);
        let renumbered = services.iter().filter(|service| {
            let own = &service.listed.id;
            service.before.is_none() && !own.is_empty() && !service.left_out && *own != service.id
        });
        self.remarks.extend(renumbered.map(repeated_id));
        let lists: HashSet<&str> = services.iter().map(|service| service.list.as_str()).collect();
        let gone: Vec<Facility> = register
            .facilities
            .iter()
            .enumerate()
            .filter(|&(at, facility)| {
                !known.is_taken(at)
                    && lists.contains(facility.source.as_str())
                    && communes.contains(&facility.commune)
            })
            .map(|(_, facility)| facility.clone())
            .collect();
        self.services = services;
        Ok(Settled { gone_is_open: !gone.is_empty() && answers.gone.is_none(), gone })
    }

    pub(super) fn removes(&self) -> bool {
        self.request.answers.gone == Some(Gone::Remove)
    }
}

fn repeated_id(service: &Candidate) -> Remark {
    Remark {
        place: service.listed.place.clone(),
        weight: Weight::Defect,
        code: "repeated-id".to_owned(),
        quote: service.listed.id.clone(),
        reason: format!(
            "L’identifiant « {} » sert déjà à un autre service\u{a0}; celui-ci devient « {} ».",
            service.listed.id, service.id
        ),
        remedy: "Donnez à chaque service un identifiant à lui.".to_owned(),
    }
}

fn claims(services: &[Candidate], answers: &Answers) -> Vec<Claim> {
    let mut counts: HashMap<Kind, usize> = HashMap::new();
    for service in services.iter().filter(|service| !service.left_out) {
        *counts.entry(service.listed.kind).or_default() += 1;
    }
    let claim = |kind: Kind| Claim {
        kind,
        count: counts.get(&kind).copied().unwrap_or_default(),
        completeness: answers.inventories.get(&kind).copied(),
    };
    Kind::ALL.map(claim).to_vec()
}
