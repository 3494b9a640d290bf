//! The register as it would be.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::build::lists;
use super::intake::{Builder, CORRECTION};
use super::{Candidate, Change, FiguresRead, Settled};
use crate::import::geocode::DOUBTFUL_POSITION;
use crate::import::learned::Learned;
use crate::import::portrait::Declared;
use crate::shares::{in_threads, share_of};
use crate::territory::{
    CommuneCode, Completeness, Facility, Free, Inventory, Kind, MeanSize, Question, Register,
    Review, Source,
};

/// The register with everything of a draft in it, but what a blocking question keeps out.
pub(super) fn register(
    builder: &Builder<'_>,
    settled: &Settled,
    sources: &[&Source],
    learned: &[Learned],
) -> Register {
    let mut register = builder.request.register.clone();
    facilities(&mut register, builder, settled);
    if !builder.services.is_empty() {
        inventories(&mut register, builder, sources);
        reviews(&mut register, builder);
    }
    let lists = lists(&builder.services);
    for source in sources.iter().filter(|source| lists.contains(source.id.as_str())) {
        put_source(&mut register, source);
    }
    for learned in learned {
        take(&mut register, learned);
    }
    register
}

fn facilities(register: &mut Register, builder: &Builder<'_>, settled: &Settled) {
    let kept = |service: &&Candidate| !service.left_out && !service.is_blocked;
    let mut changed: HashMap<String, Facility> = builder
        .services
        .iter()
        .filter(kept)
        .filter(|service| service.change == Change::Changed)
        .filter_map(Candidate::facility)
        .map(|facility| (facility.id.clone(), facility))
        .collect();
    if builder.removes() {
        let gone: HashSet<&str> =
            settled.gone.iter().map(|facility| facility.id.as_str()).collect();
        register.facilities.retain(|facility| !gone.contains(facility.id.as_str()));
    }
    if !changed.is_empty() {
        for facility in &mut register.facilities {
            if let Some(now) = changed.remove(&facility.id) {
                *facility = now;
            }
        }
    }
    let shares = builder.services.chunks(share_of(builder.services.len()));
    let added = in_threads(shares, |share| {
        let added = share.iter().filter(kept).filter(|s| s.change == Change::Added);
        let mut facilities = Vec::with_capacity(share.len());
        facilities.extend(added.filter_map(Candidate::facility));
        facilities
    });
    for mut facilities in added {
        if register.facilities.is_empty() {
            register.facilities = facilities;
        } else {
            register.facilities.append(&mut facilities);
        }
    }
}

/// A list claims something of each kind that a person answered for. Of the others it claims
/// nothing, which is said too: the register then stands for the territory.
fn inventories(register: &mut Register, builder: &Builder<'_>, sources: &[&Source]) {
    let territory = builder.request.territory;
    let Some(first) = builder.services.first() else { return };
    for kind in Kind::ALL {
        let answer = builder.request.answers.inventories.get(&kind).copied();
        let known =
            register.inventories.iter_mut().find(|i| i.territory == territory && i.kind == kind);
        let source = builder
            .services
            .iter()
            .find(|service| service.listed.kind == kind)
            .unwrap_or(first)
            .list
            .as_ref()
            .to_owned();
        // A service that says nothing new keeps the list that named it first.
        debug_assert!(
            sources.iter().copied().chain(&register.sources).any(|s| s.id == source),
            "{source} is the source of a list"
        );
        match (known, answer) {
            (Some(known), Some(completeness)) if known.completeness != completeness => {
                known.completeness = completeness;
                known.source = source;
            }
            (Some(_), _) => {}
            (None, answer) => register.inventories.push(Inventory {
                territory,
                kind,
                completeness: answer.unwrap_or(Completeness::NotDocumented),
                structures: None,
                places: None,
                source,
            }),
        }
    }
}

/// Open questions wait; answered ones are remembered, so that the same line is not asked of again.
fn reviews(register: &mut Register, builder: &Builder<'_>) {
    let territory = builder.request.territory.to_string();
    let ours = lists(&builder.services);
    let decided = builder.questions.iter().map(|asked| asked.service.as_str());
    let decided: HashSet<&str> =
        decided.chain(builder.corrections.iter().map(|(key, ..)| key.as_str())).collect();
    let lists: HashMap<&str, &str> = builder
        .services
        .iter()
        .map(|service| (service.key.as_str(), &*service.list))
        .filter(|(key, _)| decided.contains(key))
        .collect();
    let doubtful = |code: &str| code == DOUBTFUL_POSITION;
    let looked_up: HashSet<&str> = builder
        .questions
        .iter()
        .filter(|asked| doubtful(&asked.question.code))
        .map(|asked| asked.text.as_str())
        .collect();
    let waiting = register.reviews.iter().any(|review| doubtful(&review.question.code));
    let texts: HashSet<&str> =
        builder.services.iter().filter(|_| waiting).map(|service| &*service.listed.text).collect();
    register.reviews.retain(|review| {
        let of_lists = review.territory == territory && ours.contains(review.source.as_str());
        // An address that nobody looks up now is as doubtful as it was.
        let still_open = doubtful(&review.question.code)
            && texts.contains(review.text.as_str())
            && !looked_up.contains(review.text.as_str());
        !of_lists || still_open
    });
    let asked = builder.questions.iter().map(|asked| Review {
        territory: territory.clone(),
        source: lists.get(asked.service.as_str()).copied().unwrap_or_default().to_owned(),
        text: asked.text.clone(),
        question: asked.question.clone(),
        answer: asked.answer.clone(),
    });
    register.reviews.extend(asked);
    let corrected = builder.corrections.iter().map(|(key, listed, edit)| Review {
        territory: territory.clone(),
        source: lists.get(key.as_str()).copied().unwrap_or_default().to_owned(),
        text: listed.text.as_ref().to_owned(),
        question: Question {
            key: format!("{key}/{CORRECTION}"),
            place: listed.place.clone(),
            subject: listed.name.clone(),
            code: CORRECTION.to_owned(),
            reason: "Corrigé par une personne.".to_owned(),
            remedy: String::new(),
            quote: String::new(),
            answers: Vec::new(),
            free: Free::Nothing,
            blocking: false,
        },
        answer: serde_json::to_string(edit).ok(),
    });
    register.reviews.extend(corrected);
}

fn put_source(register: &mut Register, source: &Source) {
    match register.sources.iter_mut().find(|known| known.id == source.id) {
        Some(known) => known.clone_from(source),
        None => register.sources.push(source.clone()),
    }
}

/// Figures take the place of what the same dataset said before of the same communes and zones.
fn take(register: &mut Register, learned: &Learned) {
    let sources: HashSet<&str> = learned.sources.iter().map(|source| source.id.as_str()).collect();
    for (commune, groups) in &learned.children {
        let known = Arc::make_mut(&mut register.children).entry(*commune).or_default();
        known.retain(|group| !sources.contains(group.source.as_str()));
        known.extend(groups.iter().cloned());
    }
    for (commune, cells) in &learned.cells {
        Arc::make_mut(&mut register.cells).insert(*commune, cells.clone());
    }
    let zones: HashSet<&str> =
        learned.indicators.iter().map(|indicator| indicator.zone.as_str()).collect();
    register.indicators.retain(|known| {
        !(sources.contains(known.source.as_str()) && zones.contains(known.zone.as_str()))
    });
    register.indicators.extend(learned.indicators.iter().cloned());
    for size in &learned.mean_sizes {
        let same = |known: &&mut MeanSize| {
            known.department == size.department && known.subtype == size.subtype
        };
        match register.mean_sizes.iter_mut().find(same) {
            Some(known) => known.clone_from(size),
            None => register.mean_sizes.push(size.clone()),
        }
    }
    learned.declared.iter().for_each(|declared| declare(register, declared));
    learned.sources.iter().for_each(|source| put_source(register, source));
}

/// What a document declares of a territory as a whole says nothing on whether a list is complete.
fn declare(register: &mut Register, declared: &Declared) {
    let Ok(territory) = declared.zone.parse() else { return };
    let Declared { kind, structures, places, ref source, .. } = *declared;
    match register.inventories.iter_mut().find(|i| i.territory == territory && i.kind == kind) {
        Some(known) => {
            known.structures = structures.or(known.structures);
            known.places = places.or(known.places);
        }
        None => register.inventories.push(Inventory {
            territory,
            kind,
            completeness: Completeness::NotDocumented,
            structures,
            places,
            source: source.clone(),
        }),
    }
}

/// What is told of figures.
pub(super) fn figures_read(learned: &Learned) -> FiguresRead {
    let communes: HashSet<CommuneCode> =
        learned.children.keys().chain(learned.cells.keys()).copied().collect();
    FiguresRead {
        label: learned.label.clone(),
        rows: learned.rows,
        communes: communes.len(),
        note: learned.note.clone(),
    }
}
