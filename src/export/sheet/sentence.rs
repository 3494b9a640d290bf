//! The sentence of a sheet: what the three numbers say, in French.

use super::facts::Subject;
use super::parts::{Part, Parts, status};
use super::words::{
    HARD, aged, agreed, at_place, fixed, kilometres, listed, many, of_one, one, plural,
};
use crate::analysis::has_places;
use crate::territory::{Completeness, Kind, Status};

/// Below this a part of a child is not counted as a commune that has some out of reach.
const SOME: f64 = 0.05;

/// What a subject has, for how many children.
pub(super) fn sentence(subject: &Subject<'_>) -> String {
    match Parts::of(subject) {
        Parts::Secret => secret(subject),
        Parts::NoChildren => no_children(subject),
        Parts::NoReach => no_reach(subject),
        Parts::Nobody => {
            let ages = aged(subject.facts.question.ages, 1.0);
            format!("Aucun {ages} n’y est recensé\u{a0}: il n’y a pas de taux à donner.")
        }
        parts => told(subject, &parts),
    }
}

fn within(subject: &Subject<'_>) -> String {
    kilometres(subject.facts.threshold.within)
}

/// « Sur environ 608 enfants de moins de 3 ans ».
fn lead(subject: &Subject<'_>, all: f64) -> String {
    let about = match status(subject.zone()) {
        Status::Estimated => "environ ",
        Status::LowerBound => "au moins ",
        _ => "",
    };
    format!("Sur {about}{} {}", fixed(all, 0), aged(subject.facts.question.ages, all))
}

fn told(subject: &Subject<'_>, parts: &Parts) -> String {
    let all: f64 = parts.parts().iter().map(|part| part.whole).sum();
    let out = parts.parts().last().filter(|out| out.value > 0.0);
    let in_reach: f64 = parts.parts().iter().map(|part| part.value).sum::<f64>()
        - out.map_or(0.0, |part| part.value);
    if in_reach <= 0.0 {
        return nobody_in_reach(subject, all);
    }
    let in_reach = match parts {
        Parts::Places([with, without, _]) => with_places(subject, all, with, without),
        _ => near(subject, all, parts.parts().first().map_or(0.0, |part| part.whole)),
    };
    format!("{in_reach} {}", out_of_reach(subject, out, &within(subject)))
}

/// Who has a place, and who lives near one that is taken.
fn with_places(subject: &Subject<'_>, all: f64, with: &Part, without: &Part) -> String {
    let kind = subject.facts.question.kind;
    let (lead, within) = (lead(subject, all), within(subject));
    let place = match kind {
        Kind::Alsh => "place d’accueil de loisirs",
        _ => "place de crèche",
    };
    let have = if with.value == 0.0 {
        format!("aucun n’a de {place}")
    } else if with.whole == 0.0 {
        format!("moins d’un a une {place}")
    } else {
        format!("{} {} une {place}", fixed(with.whole, 0), plural(with.whole, "a", "ont"))
    };
    let text = format!("{lead}, {have} à moins de {within} à vol d’oiseau.");
    if without.whole == 0.0 {
        return text;
    }
    let count = fixed(without.whole, 0);
    let live = plural(without.whole, "vit", "vivent");
    let them = plural(without.whole, "lui", "eux");
    format!("{text} {count} {live} près {}, mais sans place pour {them}.", of_one(kind))
}

/// Who is near a service, where nothing is said of places.
fn near(subject: &Subject<'_>, all: f64, near: f64) -> String {
    let kind = subject.facts.question.kind;
    let unknown =
        if has_places(kind) { ", mais le nombre de places n’est pas renseigné" } else { "" };
    format!(
        "{}, {} {} {} {} à moins de {} à vol d’oiseau{unknown}.",
        lead(subject, all),
        fixed(near, 0),
        plural(near, "a", "ont"),
        agreed(kind, "une", "un"),
        one(kind),
        within(subject)
    )
}

fn nobody_in_reach(subject: &Subject<'_>, all: f64) -> String {
    let kind = subject.facts.question.kind;
    let about = match status(subject.zone()) {
        Status::Estimated => " (≈)",
        Status::LowerBound => " (≥)",
        _ => "",
    };
    let (children, within) = (aged(subject.facts.question.ages, all), within(subject));
    let service = one(kind);
    if all < 2.0 {
        return format!(
            "Aucun {children} ({} recensé) n’a de {service} à moins de {within} à vol d’oiseau.",
            fixed(all, 0)
        );
    }
    format!(
        "Aucun des {} {children}{about} n’a de {service} à moins de {within} à vol d’oiseau.",
        fixed(all, 0)
    )
}

fn out_of_reach(subject: &Subject<'_>, out: Option<&Part>, within: &str) -> String {
    let kind = subject.facts.question.kind;
    let Some(out) = out else { return "Aucun n’est hors de portée.".to_owned() };
    if out.whole == 0.0 {
        return "Moins d’un enfant est hors de portée.".to_owned();
    }
    let none = format!("{} {}", agreed(kind, "aucune", "aucun"), one(kind));
    let have = plural(out.whole, "n’a", "n’ont");
    let count = fixed(out.whole, 0);
    let rows = &subject.facts.zones.communes;
    let white: Vec<usize> = subject
        .places()
        .filter(|&at| rows[at].white_children.value().is_some_and(|out| out > SOME))
        .collect();
    let place = match (subject.at, white.as_slice()) {
        (Some(_), _) => String::new(),
        (None, [at]) => {
            let name = at_place(&subject.facts.study.communes[*at].name);
            let all = plural(out.whole, "", "tous ");
            format!(", {all}{name},")
        }
        (None, several) => format!(", dans {}{HARD}communes,", several.len()),
    };
    // A number does not end a line.
    let space = if place.is_empty() { HARD } else { ' ' };
    format!("{count}{place}{space}{have} {none} à moins de {within}.")
}

fn no_children(subject: &Subject<'_>) -> String {
    let ages = aged(subject.facts.question.ages, 2.0);
    format!(
        "Le nombre d’{ages} n’est pas renseigné\u{a0}: cette fiche ne peut pas dire combien ont un service à portée."
    )
}

/// Why nothing is said of children whose number is blanked.
fn secret(subject: &Subject<'_>) -> String {
    let ages = aged(subject.facts.question.ages, 2.0);
    format!(
        "Le nombre d’{ages} est couvert par le secret statistique\u{a0}: cette fiche ne peut pas dire combien ont un service à portée."
    )
}

/// Why nothing is said of who is in reach.
fn no_reach(subject: &Subject<'_>) -> String {
    let facts = subject.facts;
    let kind = facts.question.kind;
    let (services, they) = (many(kind), agreed(kind, "elles", "ils"));
    let claims: Vec<Completeness> =
        subject.places().map(|at| facts.completeness(&facts.study.communes[at])).collect();
    let complete = claims.iter().filter(|claim| **claim == Completeness::Complete).count();
    let partial = claims.contains(&Completeness::Partial);
    if complete == claims.len() {
        return lost(subject);
    }
    if complete > 0 {
        return format!(
            "La liste des {services} n’est complète que pour {complete} {} sur {}\u{a0}: cette fiche ne peut pas dire combien d’enfants sont hors de portée.",
            plural(complete as f64, "commune", "communes"),
            claims.len()
        );
    }
    if partial {
        return format!(
            "La liste des {services} est partielle\u{a0}: cette fiche ne peut pas dire où {they} manquent."
        );
    }
    let said = agreed(kind, "renseignées", "renseignés");
    format!(
        "Les {services} ne sont pas {said}\u{a0}: cette fiche ne peut pas dire où {they} manquent."
    )
}

/// The list is complete, but a place is missing on the map.
fn lost(subject: &Subject<'_>) -> String {
    let communes = &subject.facts.study.communes;
    let kind = subject.facts.question.kind;
    let services = many(kind);
    let without: Vec<&str> = subject
        .places()
        .filter(|&at| communes[at].shape.is_none())
        .map(|at| communes[at].name.as_str())
        .collect();
    if without.is_empty() {
        let some = agreed(kind, "certaines", "certains");
        return format!(
            "La position de {some} {services} n’est pas connue\u{a0}: cette fiche ne peut pas dire qui les a à portée."
        );
    }
    let names =
        if without.len() > 3 { format!("{} communes", without.len()) } else { listed(&without) };
    format!(
        "Le contour manque ({names})\u{a0}: cette fiche ne peut pas dire combien d’enfants sont hors de portée."
    )
}
