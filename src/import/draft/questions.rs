//! Questions, and what their answers do.

use std::collections::HashMap;

use super::{Asked, Candidate};
use crate::territory::{CommuneCode, Free, Kind, Question, Review};
use crate::units::Wgs84;

/// How the codes of questions on a served commune begin.
pub(super) const PERIMETER: &str = "perimeter";

/// The question whether a service serves the whole territory.
const WHOLE: &str = "unsure-perimeter";

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

    /// The answer to a question on a line, where there is one.
    pub(super) fn on(&self, key: &str, text: &str, code: &str) -> Option<&'a str> {
        let now = self.given.get(key).map(String::as_str);
        now.or_else(|| self.remembered.get(&(text, code)).copied())
    }

    /// Puts a question on a service, and takes its answer where there is one.
    pub(super) fn ask(
        &self,
        service: &mut Candidate,
        mut question: Question,
        members: &[CommuneCode],
    ) -> Result<Asked, InvalidAnswer> {
        question.key = format!("{}/{}", service.key, question.code);
        question.place = service.listed.place.clone();
        if question.subject.is_empty() {
            question.subject = subject(service);
        }
        let text = service.listed.text.clone();
        let answer = self.on(&question.key, &text, &question.code);
        match answer {
            Some("all") if question.code == WHOLE => service.perimeter = members.to_vec(),
            Some(answer) => apply(service, &question, answer)?,
            None => {
                service.is_open = true;
                service.is_blocked |= question.blocking;
            }
        }
        let answer = answer.map(str::to_owned);
        Ok(Asked { service: service.key.clone(), text, question, answer })
    }
}

/// What a service without a name is called.
pub(super) fn subject(service: &Candidate) -> String {
    let listed = &service.listed;
    if listed.name.is_empty() { listed.text.clone() } else { listed.name.clone() }
}

/// Takes an answer: one of those offered, or what the question lets a person give instead.
fn apply(service: &mut Candidate, question: &Question, answer: &str) -> Result<(), InvalidAnswer> {
    let refused = || InvalidAnswer { key: question.key.clone(), answer: shown(answer) };
    let offered = question.answers.iter().any(|choice| choice.value == answer);
    match answer {
        "leave-out" => {
            service.left_out = true;
            return Ok(());
        }
        "keep" | "commune" | "none" => return Ok(()),
        // What it is merged with is found anew: the lines of a corrected list have other numbers.
        _ if answer.starts_with("merge:") => return Ok(()),
        "unknown" if offered => {
            service.listed.capacity = None;
            return Ok(());
        }
        _ => {}
    }
    if let Some(name) = answer.strip_prefix("name:") {
        name.trim().clone_into(&mut service.listed.name);
        return Ok(());
    }
    if let (true, Ok(kind)) = (offered, answer.parse::<Kind>()) {
        service.listed.kind = kind;
        return Ok(());
    }
    match question.free {
        Free::Commune => {
            let commune = answer.parse().map_err(|_no_code| refused())?;
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
        Free::Text if !answer.trim().is_empty() => {
            answer.trim().clone_into(&mut service.listed.name);
        }
        Free::Text | Free::Nothing => return Err(refused()),
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
