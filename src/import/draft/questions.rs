//! Questions, and what their answers do.

use std::collections::HashMap;

use super::{Asked, Candidate, Request};
use crate::territory::{CommuneCode, Free, Kind, Question, Review};
use crate::units::Wgs84;

/// How the codes of questions on a served commune begin.
pub(super) const PERIMETER: &str = "perimeter";

/// The code of the question whether two are one.
pub(super) const MAYBE_THE_SAME: &str = "maybe-the-same";

/// Why an answer cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the answer to {key} is not one of those that were offered: `{answer}`")]
pub struct InvalidAnswer {
    /// The key of the question, or of the service that a correction names.
    pub key: String,
    /// The answer.
    pub answer: String,
}

/// Decisions already taken: those of this draft, and those that earlier imports of the same line
/// left in the register.
#[derive(Debug)]
pub(super) struct Decisions<'a> {
    given: &'a HashMap<String, String>,
    remembered: HashMap<(&'a str, &'a str), &'a str>,
}

impl<'a> Decisions<'a> {
    pub(super) fn new(given: &'a HashMap<String, String>, reviews: &'a [Review]) -> Self {
        let remembered = reviews.iter().filter_map(|review| {
            let line = (review.text.as_str(), review.question.code.as_str());
            Some((line, review.answer.as_deref()?))
        });
        Self { given, remembered: remembered.collect() }
    }

    /// What was answered to a question on this line at an earlier import.
    pub(super) fn remembered(&self, text: &str, code: &str) -> Option<&'a str> {
        self.remembered.get(&(text, code)).copied()
    }

    /// Puts a question on a service, and takes its answer where there is one.
    pub(super) fn ask(
        &self,
        service: &mut Candidate,
        mut question: Question,
        request: &Request<'_>,
    ) -> Result<(Asked, Option<&'a str>), InvalidAnswer> {
        question.key = format!("{}/{}", service.key, question.code);
        question.place = service.listed.place.clone();
        if question.subject.is_empty() {
            question.subject = subject(service);
        }
        let text = service.listed.text.as_ref().to_owned();
        let answer = if let Some(given) = self.given.get(&question.key) {
            apply(service, &question, given, request)?;
            Some(given.as_str())
        } else {
            // What does not fit any more is asked again.
            let remembered = self.remembered(&text, &question.code);
            remembered.filter(|answer| apply(service, &question, answer, request).is_ok())
        };
        if answer.is_none() {
            service.is_open = true;
            service.is_blocked |= question.blocking;
        }
        let key = service.key.clone();
        Ok((Asked { service: key, text, question, answer: answer.map(str::to_owned) }, answer))
    }
}

/// What a service without a name is called.
pub(super) fn subject(service: &Candidate) -> String {
    let listed = &service.listed;
    if listed.name.is_empty() { listed.text.as_ref().to_owned() } else { listed.name.clone() }
}

/// Takes an answer: one of those offered, or what the question lets a person give instead. A line
/// can be left out whatever is asked of it.
fn apply(
    service: &mut Candidate,
    question: &Question,
    answer: &str,
    request: &Request<'_>,
) -> Result<(), InvalidAnswer> {
    let refused = || InvalidAnswer { key: question.key.clone(), answer: shown(answer) };
    if answer == "leave-out" {
        service.left_out = true;
        return Ok(());
    }
    // What it is merged with is found anew: the lines of a corrected list have other numbers.
    if question.code == MAYBE_THE_SAME && answer.starts_with("merge:") {
        return Ok(());
    }
    if question.answers.iter().any(|choice| choice.value == answer) {
        match answer {
            "keep" | "commune" | "none" => return Ok(()),
            "unknown" => {
                service.listed.capacity = None;
                return Ok(());
            }
            "all" => {
                service.perimeter = request.france.communes_of(request.territory).to_vec();
                return Ok(());
            }
            _ => {}
        }
        if let Ok(kind) = answer.parse::<Kind>() {
            service.listed.kind = kind;
            return Ok(());
        }
    }
    match question.free {
        Free::Commune => {
            let commune: CommuneCode = answer.parse().map_err(|_no_code| refused())?;
            request.france.commune(commune).ok_or_else(refused)?;
            if question.code.starts_with(PERIMETER) {
                service.perimeter.push(commune);
            } else {
                service.commune = Some(commune);
            }
        }
        Free::Position => service.place(position(answer).ok_or_else(refused)?),
        Free::Number => {
            let places = answer.replace(',', ".").parse::<f64>().ok();
            let places = places.filter(|places| places.is_finite() && *places >= 0.0);
            service.listed.capacity = Some(places.ok_or_else(refused)?);
        }
        Free::Text => {
            let name = answer.strip_prefix("name:").unwrap_or(answer).trim();
            if name.is_empty() {
                return Err(refused());
            }
            name.clone_into(&mut service.listed.name);
        }
        Free::Nothing => return Err(refused()),
    }
    Ok(())
}

/// Reads `lon,lat` in degrees.
fn position(answer: &str) -> Option<Wgs84> {
    let (lon, lat) = answer.split_once(',')?;
    let (lon, lat) = (lon.trim().parse::<f64>().ok()?, lat.trim().parse::<f64>().ok()?);
    (lon.abs() <= 180.0 && lat.abs() <= 90.0).then_some(Wgs84 { lon, lat })
}

fn shown(answer: &str) -> String {
    answer.chars().take(60).collect()
}
