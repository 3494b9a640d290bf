//! Lists, answers and registers as these tests give them.

use std::sync::LazyLock;

use maillage::import::draft::{Answers, Candidate, Draft, Request, draft};
use maillage::import::{Context, Input, Places, ReadError, read};
use maillage::index::Atlas;
use maillage::territory::{France, Register};
use serde_json::json;

use crate::support::{four_squares, real_atlas, territory};

pub static COUNTRY: LazyLock<Atlas> = LazyLock::new(real_atlas);
pub static SQUARES: LazyLock<France> = LazyLock::new(four_squares);

pub const ANNEX_OF_GALLY_MAULDRE: &str = include_str!("../data/lists/annexe2_gally_mauldre.txt");
pub const ANNEX_OF_CARRIERES: &str = include_str!("../data/lists/annexe3_carrieres.txt");

/// A list of two crèches and a centre in the synthetic place.
pub const LIST: &str = "Type;Nom;Adresse;Commune;Capacité\n\
    Crèche;Les Lutins;1 rue Haute;Carré 1;30\n\
    Micro-crèche PAJE;Les Fées;2 rue Basse;Carré 2;10\n\
    Accueil de loisirs;La Ruche;3 rue Haute;Carré 1;NC\n";

/// An import of one text into a register.
pub struct Import<'a> {
    france: &'a France,
    code: &'a str,
    register: Register,
    answers: Answers,
}

impl Import<'static> {
    pub fn into_squares() -> Self {
        Self::into(&SQUARES, crate::support::PLACE)
    }
}

impl<'a> Import<'a> {
    pub fn into(france: &'a France, code: &'a str) -> Self {
        Self { france, code, register: Register::default(), answers: Answers::default() }
    }

    /// After an import that made this register.
    pub fn after(self, draft: &Draft) -> Self {
        Self { register: (*draft.register).clone(), ..self }
    }

    pub fn answering(self, answers: serde_json::Value) -> Self {
        Self { answers: serde_json::from_value(answers).unwrap(), ..self }
    }

    pub fn of(&self, name: &str, text: &str) -> Draft {
        self.with(name, text, &Places::none()).unwrap()
    }

    pub fn refused(&self, name: &str, text: &str) -> ReadError {
        let context = Context::new(self.france, territory(self.code));
        let inputs = [Input::bytes(name, text.to_owned().into())];
        read(&inputs, None, &self.request(&context), &mut |_| {}).unwrap_err()
    }

    pub fn with(&self, name: &str, text: &str, places: &Places<'_>) -> anyhow::Result<Draft> {
        let context = Context::new(self.france, territory(self.code));
        let inputs = [Input::bytes(name, text.to_owned().into())];
        let request = self.request(&context);
        let files = read(&inputs, None, &request, &mut |_| {})?;
        Ok(draft(files, request, places)?)
    }

    fn request<'b>(&'b self, context: &'b Context<'b>) -> Request<'b> {
        Request {
            france: self.france,
            territory: territory(self.code),
            context,
            register: &self.register,
            answers: &self.answers,
        }
    }
}

/// The service of a name.
pub fn named<'a>(draft: &'a Draft, name: &str) -> &'a Candidate {
    draft.services.iter().find(|service| service.listed.name == name).unwrap()
}

/// The codes of the open questions, with the names they are about.
pub fn open(draft: &Draft) -> Vec<(&str, &str)> {
    draft
        .open()
        .map(|asked| (asked.question.code.as_str(), asked.question.subject.as_str()))
        .collect()
}

/// The likely answer to every question.
pub fn likely(draft: &Draft) -> serde_json::Value {
    let answers: serde_json::Map<String, serde_json::Value> = draft
        .questions
        .iter()
        .filter_map(|asked| {
            let choices = &asked.question.answers;
            let choice = choices.iter().find(|choice| choice.likely).or(choices.first())?;
            Some((asked.question.key.clone(), choice.value.clone().into()))
        })
        .collect();
    json!({ "questions": answers })
}
