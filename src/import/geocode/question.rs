//! A doubtful position, put to a person.

use crate::territory::{AnswerType, Choice, Free, Geocode, Place, Question};
use crate::units::Wgs84;

use super::{AddressAsked, Doubt, Judged};

/// The `code` of the questions on doubtful positions.
pub const DOUBTFUL_POSITION: &str = "doubtful-position";

/// The value of the choice that leaves a service at its commune.
pub const AT_THE_COMMUNE: &str = "commune";

/// The most answers that are offered.
const MOST_CHOICES: usize = 5;

/// The line a question is about.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The key of the question within its import.
    pub key: &'a str,
    /// Where the line stands.
    pub place: &'a Place,
    /// The name of the service.
    pub name: &'a str,
}

impl Judged {
    /// The question for a person, where the position is doubtful.
    ///
    /// Its answers are positions, as [`position_value`] writes them, the best first, and
    /// [`AT_THE_COMMUNE`]. It blocks nothing: until then the service stands at its commune.
    #[must_use]
    pub fn question(&self, asked: &AddressAsked, subject: Subject<'_>) -> Option<Question> {
        let Self::Doubtful { best, reasons, alternatives } = self else { return None };
        let told: Vec<String> = reasons.iter().map(|reason| tell(reason, asked)).collect();
        Some(Question {
            key: subject.key.to_owned(),
            place: subject.place.clone(),
            subject: subject.name.to_owned(),
            code: DOUBTFUL_POSITION.to_owned(),
            reason: capitalised(&format!("{}.", told.join("\u{202f}; "))),
            remedy: "Choisissez l’adresse, placez le point sur la carte ou laissez le service à \
                     la commune."
                .to_owned(),
            quote: quote(asked),
            answers: choices(best, reasons, alternatives),
            free: Free::Position,
            blocking: false,
        })
    }
}

/// A position as the value of a choice: `lon,lat`, no digit lost.
#[must_use]
pub fn position_value(position: Wgs84) -> String {
    format!("{},{}", position.lon, position.lat)
}

fn choices(best: &Geocode, reasons: &[Doubt], alternatives: &[Geocode]) -> Vec<Choice> {
    let likely = reasons.iter().all(|r| matches!(r, Doubt::Score(_) | Doubt::Postcode(_)));
    let mut choices: Vec<Choice> = Vec::new();
    let places = alternatives.iter().filter(|a| a.answer != AnswerType::Municipality);
    for (at, answer) in std::iter::once(best).chain(places).enumerate() {
        let value = position_value(answer.position);
        if choices.len() < MOST_CHOICES && choices.iter().all(|choice| choice.value != value) {
            choices.push(Choice { value, label: label(answer), likely: likely && at == 0 });
        }
    }
    choices.push(Choice {
        value: AT_THE_COMMUNE.to_owned(),
        label: "Laisser à la commune".to_owned(),
        likely: false,
    });
    choices
}

/// « 12 Rue du Parc, 78580 Maule (score 0,62) ».
fn label(answer: &Geocode) -> String {
    let label = answer.label.trim();
    let named = match label.find(&format!(" {} ", answer.postcode)) {
        Some(at) if at > 0 && !answer.postcode.is_empty() && !label[..at].ends_with(',') => {
            format!("{}, {}", &label[..at], &label[at + 1..])
        }
        _ => label.to_owned(),
    };
    format!("{named} (score\u{a0}{})", decimal(answer.score))
}

fn decimal(score: f64) -> String {
    format!("{score:.2}").replace('.', ",")
}

fn tell(doubt: &Doubt, asked: &AddressAsked) -> String {
    let quoted = |text: &str| format!("«\u{a0}{text}\u{a0}»");
    match doubt {
        Doubt::Score(score) => {
            format!("l’adresse trouvée ressemble peu (score\u{a0}{})", decimal(*score))
        }
        Doubt::Rival(label) if label.is_empty() => {
            "une autre adresse convient presque aussi bien".to_owned()
        }
        Doubt::Rival(label) => format!("{} convient presque aussi bien", quoted(label)),
        Doubt::Street(label) => format!("la voie trouvée est une autre\u{a0}: {}", quoted(label)),
        Doubt::Number(label) => format!("le numéro trouvé est un autre\u{a0}: {}", quoted(label)),
        Doubt::Postcode(found) => format!(
            "le code postal trouvé ({found}) n’est pas celui de la liste ({})",
            asked.postcode.trim()
        ),
        Doubt::Commune(label) => {
            format!("l’adresse trouvée est dans une autre commune\u{a0}: {}", quoted(label))
        }
        Doubt::Outside => "le point trouvé est hors des limites de la commune".to_owned(),
    }
}

fn quote(asked: &AddressAsked) -> String {
    let parts = [asked.address.trim(), asked.postcode.trim(), asked.city.trim()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
