//! The questions that a commune raises.

use std::collections::HashSet;

use super::Resolver;
use crate::import::list::words::short;
use crate::import::listed::{CommuneClue, CommuneFound};
use crate::territory::{Choice, Commune, Free, Place, Question};

/// At most this many communes are put to a person.
const MAX_ANSWERS: usize = 6;

impl<'a> Resolver<'a> {
    /// A question that stands in the way, with communes to choose from: the first is likely where
    /// its name is what the question is about.
    pub(super) fn ask(
        &self,
        code: &str,
        (reason, quote): (String, &str),
        mut choices: Vec<&Commune>,
    ) -> CommuneFound {
        let mut seen = HashSet::new();
        choices.retain(|commune| seen.insert(commune.code));
        choices.truncate(MAX_ANSWERS);
        let likely = matches!(code, "misspelt-commune" | "postcode-contradicts-name");
        let answers = choices.iter().enumerate().map(|(at, commune)| {
            let outside =
                if self.inside.contains(&commune.code) { "" } else { ", hors du territoire" };
            let label = format!("{} ({}{outside})", commune.name, commune.code.department());
            choice(commune, label, likely && at == 0)
        });
        let answers = answers.collect();
        CommuneFound::Doubtful(Box::new(Question {
            reason,
            remedy: "Choisissez la commune.".into(),
            answers,
            blocking: true,
            ..question(code, quote)
        }))
    }

    pub(super) fn postcode_is_a_code(
        &self,
        commune: &Commune,
        other: &Commune,
        postcode: &str,
    ) -> CommuneFound {
        let shared: Vec<&Commune> = self
            .of_postcode(postcode)
            .iter()
            .copied()
            .filter(|shared| self.inside.contains(&shared.code))
            .collect();
        let names: Vec<String> =
            shared.iter().map(|shared| format!("de {}", shared.name)).collect();
        let mut answers = vec![choice(commune, format!("Oui, {}", commune.name), true)];
        for shared in shared.iter().filter(|shared| shared.code != commune.code) {
            answers.push(choice(shared, shared.name.clone(), false));
        }
        CommuneFound::Doubtful(Box::new(Question {
            reason: format!(
                "{postcode} est le code postal {}\u{202f}; c’est aussi le code Insee de {}. La \
                 commune est lue dans le nom.",
                names.join(" et "),
                other.name
            ),
            remedy: format!("Confirmez {}, ou choisissez une autre commune.", commune.name),
            answers,
            ..question("postcode-is-an-insee-code", postcode)
        }))
    }

    /// Whether a service of another territory is meant to be in the list.
    fn outside(&self, commune: &Commune, quote: &str) -> Question {
        let epci = commune.epci.and_then(|siren| self.france.epci(siren));
        let owner = epci.map_or("aucun EPCI", |epci| epci.name.as_str());
        Question {
            reason: format!("{} appartient à {owner}, hors du territoire.", commune.name),
            remedy: "Gardez le service (il compte pour la distance) ou laissez-le de côté.".into(),
            answers: vec![
                choice(commune, format!("Garder à {}", commune.name), true),
                Choice {
                    value: "leave-out".into(),
                    label: "Laisser de côté".into(),
                    likely: false,
                },
            ],
            blocking: true,
            ..question("outside-territory", quote)
        }
    }

    /// The question on a line whose INSEE code is that of a commune outside the territory, in a
    /// list where nobody can tell whether the code was looked up or mistaken.
    #[must_use]
    pub fn code_outside(&self, clue: CommuneClue<'_>) -> Option<Question> {
        match self.resolve(clue) {
            CommuneFound::Sure(code, _)
                if !clue.insee.is_empty() && !self.inside.contains(&code) =>
            {
                Some(self.outside(self.france.commune(code)?, clue.insee))
            }
            _ => None,
        }
    }

    pub(super) fn elsewhere(&self, named: Vec<&'a Commune>, clue: CommuneClue<'_>) -> CommuneFound {
        let agreeing: Vec<&Commune> = named
            .iter()
            .copied()
            .filter(|commune| commune.postcodes.iter().any(|own| own == clue.postcode))
            .collect();
        let choices = if agreeing.is_empty() { self.nearest_departments(named) } else { agreeing };
        let near = self.near(clue.name);
        if let ([commune], true) = (choices.as_slice(), near.is_empty()) {
            let asked = self.outside(commune, clue.name);
            return CommuneFound::Doubtful(Box::new(asked));
        }
        let reason = format!(
            "«\u{a0}{}\u{a0}» n’est pas une commune du territoire\u{202f}; ce nom existe ailleurs.",
            clue.name
        );
        let choices = near.into_iter().chain(choices).collect();
        self.ask("commune-elsewhere", (reason, clue.name), choices)
    }
}

fn choice(commune: &Commune, label: String, likely: bool) -> Choice {
    Choice { value: commune.code.to_string(), label, likely }
}

fn question(code: &str, quote: &str) -> Question {
    Question {
        key: String::new(),
        place: Place::default(),
        subject: String::new(),
        code: code.to_owned(),
        reason: String::new(),
        remedy: String::new(),
        quote: short(quote, 300),
        answers: vec![],
        free: Free::Commune,
        blocking: false,
    }
}
