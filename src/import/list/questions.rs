//! The questions that a line raises.

use crate::import::listed::Listed;
use crate::territory::{Choice, Free, Kind, Question};

use super::words::short;

/// A choice for a question.
#[must_use]
pub fn choice(value: impl Into<String>, label: impl Into<String>, likely: bool) -> Choice {
    Choice { value: value.into(), label: label.into(), likely }
}

/// A question on a service, without its reason and answers.
fn on(listed: &Listed, code: &str, quote: &str) -> Question {
    Question {
        key: code.to_owned(),
        place: listed.place.clone(),
        subject: listed.name.clone(),
        code: code.to_owned(),
        reason: String::new(),
        remedy: String::new(),
        quote: short(quote, 300),
        answers: vec![],
        free: Free::Nothing,
        blocking: false,
    }
}

/// How a kind is called in a choice.
#[must_use]
pub fn kind_label(kind: Kind) -> &'static str {
    match kind {
        Kind::Eaje => "Crèche (EAJE)",
        Kind::Rpe => "Relais petite enfance",
        Kind::Laep => "Lieu d’accueil enfants-parents",
        Kind::Alsh => "Accueil de loisirs",
        Kind::Evs => "Espace de vie sociale, centre social",
    }
}

/// The kind is not said, or the words name several.
#[must_use]
pub fn unsure_kind(listed: &Listed, quote: &str, kinds: &[Kind]) -> Question {
    let asked = if kinds.is_empty() { &Kind::ALL[..] } else { kinds };
    let mut answers: Vec<Choice> =
        asked.iter().map(|&kind| choice(kind.as_str(), kind_label(kind), false)).collect();
    answers.push(choice("leave-out", "Aucun des cinq : laisser de côté", false));
    let reason = if kinds.is_empty() {
        "Rien ne dit de quel type de service il s’agit.".to_owned()
    } else {
        format!("« {quote} » peut désigner plusieurs types de service.")
            .replace("« ", "«\u{a0}")
            .replace(" »", "\u{a0}»")
    };
    Question {
        reason,
        remedy: "Choisissez le type de service.".into(),
        answers,
        blocking: true,
        ..on(listed, "unsure-kind", quote)
    }
}

/// There is no proper name.
#[must_use]
pub fn no_name(listed: &Listed) -> Question {
    let address = listed.address.replacen(" Rue ", " rue ", 1).replacen(" Place ", " place ", 1);
    let name = [listed.name.as_str(), address.as_str()]
        .into_iter()
        .filter(|words| !words.is_empty())
        .collect::<Vec<_>>()
        .join(", ");
    let reason = if listed.address.is_empty() {
        "Pas de nom propre dans le texte.".to_owned()
    } else {
        format!("Pas de nom propre dans le texte, seulement «\u{a0}{}\u{a0}».", listed.address)
    };
    Question {
        reason,
        remedy: "Gardez ces mots, ou donnez le nom du service.".into(),
        answers: vec![choice(format!("name:{name}"), format!("Garder «\u{a0}{name}\u{a0}»"), true)],
        free: Free::Text,
        ..on(listed, "no-name", &listed.name)
    }
}

/// There is a place, but no street.
#[must_use]
pub fn no_street(listed: &Listed) -> Question {
    Question {
        reason: format!("Un lieu, «\u{a0}{}\u{a0}», mais pas de voie.", listed.address),
        remedy: "Placez le service sur la carte, ou laissez-le à la commune.".into(),
        answers: vec![choice("commune", "Laisser à la commune", false)],
        free: Free::Position,
        ..on(listed, "no-street", &listed.address)
    }
}

/// The number of places is not sure.
#[must_use]
pub fn unsure_capacity(listed: &Listed, quote: &str, choices: &[f64]) -> Question {
    let mut answers: Vec<Choice> = choices
        .iter()
        .map(|places| choice(places.to_string(), format!("{places} places"), false))
        .collect();
    answers.push(choice("unknown", "Laisser inconnu", false));
    Question {
        reason: format!("«\u{a0}{quote}\u{a0}» ne donne pas un nombre de places certain."),
        remedy: "Choisissez le nombre de places, ou laissez-le inconnu.".into(),
        answers,
        free: Free::Number,
        ..on(listed, "unsure-capacity", quote)
    }
}

/// A cell that was not understood and changes what the service is.
#[must_use]
pub fn unsure_perimeter(listed: &Listed, quote: &str) -> Question {
    Question {
        reason: format!("«\u{a0}{quote}\u{a0}» ne nomme pas de communes."),
        remedy: "Dites si le service dessert tout le territoire.".into(),
        answers: vec![
            choice("all", "Toutes les communes du territoire", false),
            choice("none", "Laisser sans périmètre", false),
        ],
        ..on(listed, "unsure-perimeter", quote)
    }
}
