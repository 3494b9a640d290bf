//! From what was read to a draft.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::intake::Builder;
use super::known::Known;
use super::questions::{Decisions, InvalidAnswer};
use super::{Answers, Candidate, Claim, Draft, Gone, Settled, doubles, outcome};
use crate::import::geocode::{GeocodeError, Judged};
use crate::import::list::Context;
use crate::import::listed::List;
use crate::import::places::{Placed, Places};
use crate::import::read::ReadFile;
use crate::territory::{
    CommuneCode, Facility, France, Kind, Register, Remark, TerritoryCode, Weight,
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

/// Makes a draft of what was read. Addresses are looked up by `places`.
///
/// # Errors
/// Where an answer is not one that its question takes, or the address service fails.
pub fn draft(
    files: Vec<ReadFile>,
    request: Request<'_>,
    places: &Places<'_>,
) -> Result<Draft, DraftError> {
    let decisions = Decisions::new(&request.answers.questions, &request.register.reviews);
    let covering = OnceLock::new();
    let mut builder = Builder::new(request, &decisions, &covering);
    let (mut reads, mut others, mut learned) = (Vec::new(), Vec::new(), Vec::new());
    for (at, mut file) in files.into_iter().enumerate() {
        let List { services, others: beside, remarks, lines } = file.list;
        others.extend(beside);
        builder.remarks.extend(remarks);
        file.file.lines.extend(lines);
        builder.take(at, services, &file.file.source.id)?;
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

impl Builder<'_> {
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
        let lists = lists(&services);
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

/// The lists that the lines were read from.
pub(super) fn lists(services: &[Candidate]) -> HashSet<&str> {
    services.chunk_by(|a, b| a.list == b.list).map(|run| &*run[0].list).collect()
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
