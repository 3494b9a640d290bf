//! The five services of a commune: how many it has, and the nearest beyond it.

use super::facts::Subject;
use super::near::{FARTHEST, Near, near};
use super::table::{Cell, Column, Icon, SIZE, Table};
use super::text::{Face, width};
use super::words::{about, figure, fixed, heading, places_decimals, plural, short_ages};
use crate::analysis::{Question, coverage, has_places};
use crate::index::StudyCommune;
use crate::territory::{Completeness, Figure, Status};

/// The services of a commune in a table of a width.
pub(super) fn table(subject: &Subject<'_>, commune: &StudyCommune, width: f64) -> Table {
    let questions = subject.facts.questions();
    let (first, second) = (width * 0.39, width * 0.19);
    let third = width - first - second;
    let beyond = "Le plus proche au-delà (nombre), depuis la mairie";
    let columns = vec![
        Column::new("", "Service", first),
        Column::new("", "Dans la commune", second),
        Column::new("", beyond, third),
    ];
    let rows = questions.iter().map(|question| row(subject, question, commune, third)).collect();
    Table { columns, rows, note: String::new() }
}

fn row(subject: &Subject<'_>, question: &Question, commune: &StudyCommune, room: f64) -> Vec<Cell> {
    let facts = subject.facts;
    let name = format!("{}, {}", heading(question.kind), short_ages(question.ages));
    let name = Cell::new(name).bold().with(Icon::Kind(question.kind));
    let claim = question.completeness(facts.atlas, commune);
    let count = question.offers_in(facts.atlas, commune.code).count();
    let here = match (claim, count) {
        (Completeness::Complete, 0) => Cell::new("0"),
        (_, 0) => Cell::new("n.\u{a0}d.").with(Icon::Unknown),
        (claim, count) => {
            let mark = if claim == Completeness::Complete { "" } else { "≥\u{202f}" };
            let places = places(subject, question);
            Cell::new(format!("{mark}{}{}", fixed(count as f64, 0), places_text(question, places)))
        }
    };
    let found = near(facts, question, commune);
    let beyond = match (claim, found.is_empty()) {
        (_, false) => fitting(&found, room),
        (Completeness::Complete, _) => {
            format!("aucun connu à moins de {}\u{a0}km", fixed(FARTHEST / 1000.0, 0))
        }
        _ => "non renseigné".to_owned(),
    };
    vec![name, here, Cell::new(beyond)]
}

/// As many of the nearest as a cell has room for.
fn fitting(found: &[Near<'_>], room: f64) -> String {
    let told: Vec<String> = found.iter().map(told).collect();
    let all = told.join("\u{202f}; ");
    let fits = width(&all, Face::Regular, SIZE) <= room - 6.0;
    if fits { all } else { told.into_iter().next().unwrap_or_default() }
}

/// The places of a commune, as the coverage rate counts them.
fn places(subject: &Subject<'_>, question: &Question) -> Figure {
    let facts = subject.facts;
    if *question == facts.question {
        return subject.coverage().places;
    }
    let measured = coverage(facts.atlas, facts.study, question);
    subject.at.map_or(measured.total.places, |at| measured.communes[at].places)
}

/// « , ≈ 64,3 places ».
fn places_text(question: &Question, places: Figure) -> String {
    if !has_places(question.kind) {
        return String::new();
    }
    match (places.status(), places.value()) {
        (Status::LowerBound, Some(0.0)) => ", places inconnues".to_owned(),
        (_, Some(value)) => {
            let word = plural(value, "place", "places");
            format!(", {}\u{a0}{word}", figure(places, places_decimals(places)))
        }
        _ => String::new(),
    }
}

fn told(near: &Near<'_>) -> String {
    let mark = if near.exact { "" } else { "≈\u{202f}" };
    let count = fixed(near.services as f64, 0);
    format!("{} ({count})\u{a0}{mark}{}", near.name, about(near.distance))
}
