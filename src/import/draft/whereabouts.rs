//! Where a service is: its commune, the communes it serves, its position.

use super::Candidate;
use super::candidate::PLACED;
use super::covering::Covering;
use super::intake::Builder;
use super::questions::{InvalidAnswer, PERIMETER};
use crate::import::geocode::position_value;
use crate::import::listed::{CommuneClue, CommuneFound};
use crate::territory::{Choice, CommuneCode, Free, Place, Precision, Question};
use crate::units::Wgs84;

impl Builder<'_> {
    /// Finds the commune of a service and those it serves, and holds its position against them.
    pub(super) fn resolve(&mut self, service: &mut Candidate) -> Result<(), InvalidAnswer> {
        let resolver = &self.request.context.resolver;
        let listed = &service.listed;
        if service.commune.is_none() {
            let clue = CommuneClue {
                name: &listed.city,
                postcode: &listed.postcode,
                insee: &listed.insee,
            };
            match resolver.resolve(clue) {
                CommuneFound::Sure(commune, notes) => {
                    service.commune = Some(commune);
                    service.listed.notes.extend(notes);
                }
                CommuneFound::Doubtful(question) => {
                    // The careful reading, where the question leaves it in.
                    let likely = question.answers.iter().find(|choice| choice.likely);
                    if !question.blocking {
                        service.commune = likely.and_then(|choice| choice.value.parse().ok());
                    }
                    self.ask(service, *question)?;
                }
                CommuneFound::Silent => {
                    match service.position.and_then(|position| self.commune_at(position)) {
                        Some(commune) => {
                            service.commune = Some(commune);
                            service.listed.notes.push("commune lue dans la position".to_owned());
                        }
                        None => {
                            self.ask(service, no_commune())?;
                        }
                    }
                }
            }
        }
        for (at, text) in std::mem::take(&mut service.listed.perimeter).into_iter().enumerate() {
            match resolver.resolve(CommuneClue::of_one(&text)) {
                CommuneFound::Sure(commune, _) => service.perimeter.push(commune),
                CommuneFound::Doubtful(mut question) => {
                    question.code = format!("{PERIMETER}-{at}");
                    question.blocking = false;
                    question.answers.retain(|choice| choice.value.parse::<CommuneCode>().is_ok());
                    question.answers.push(choice("keep", "Laisser hors du périmètre"));
                    question.free = Free::Commune;
                    self.ask(service, *question)?;
                }
                CommuneFound::Silent => {}
            }
        }
        service.perimeter.sort_unstable();
        service.perimeter.dedup();
        self.hold_position(service)
    }

    /// A position outside the commune is not drawn until a person says which of the two is right.
    fn hold_position(&mut self, service: &mut Candidate) -> Result<(), InvalidAnswer> {
        let france = self.request.france;
        let (Some(position), Some(commune)) = (service.position, service.commune) else {
            return Ok(());
        };
        let fits =
            self.request.context.resolver.place_of(commune).is_none_or(|at| {
                !france.has_boundary(at) || france.boundaries.covers(at, position)
            });
        // Where a person put it, it stays.
        if fits || service.listed.attributes.contains_key(PLACED) {
            return Ok(());
        }
        let precision = std::mem::replace(&mut service.precision, Precision::TownHall);
        service.position = None;
        let name = france.commune(commune).map_or(commune.as_str(), |found| found.name.as_str());
        let there = self.commune_at(position).and_then(|code| france.commune(code));
        let question = outside(position, name, there.map(|found| found.name.as_str()));
        if self.ask(service, question)? == Some("keep") {
            (service.position, service.precision) = (Some(position), precision);
        }
        Ok(())
    }

    /// The commune that covers a position: of the territory first.
    fn commune_at(&self, position: Wgs84) -> Option<CommuneCode> {
        let france = self.request.france;
        let covering = self.covering.get_or_init(|| Covering::new(france));
        covering.commune_at(france, france.communes_of(self.request.territory), position)
    }
}

fn choice(value: &str, label: &str) -> Choice {
    Choice { value: value.to_owned(), label: label.to_owned(), likely: false }
}

fn outside(position: Wgs84, commune: &str, there: Option<&str>) -> Question {
    let lies = there.map_or_else(
        || "hors de toute commune connue".to_owned(),
        |there| format!("dans une autre commune, {there}"),
    );
    Question {
        key: String::new(),
        place: Place::default(),
        subject: String::new(),
        code: "position-outside-commune".to_owned(),
        reason: format!("La liste dit {commune}, et sa position tombe {lies}."),
        remedy: "Gardez la position, placez le point, ou laissez le service à la commune."
            .to_owned(),
        quote: position_value(position),
        answers: vec![
            choice("commune", "Laisser à la commune"),
            choice("keep", "Garder la position"),
        ],
        free: Free::Position,
        blocking: false,
    }
}

fn no_commune() -> Question {
    Question {
        key: String::new(),
        place: Place::default(),
        subject: String::new(),
        code: "no-commune".to_owned(),
        reason: "La ligne ne nomme aucune commune, et rien d’autre ne la dit.".to_owned(),
        remedy: "Choisissez la commune, ou laissez la ligne de côté.".to_owned(),
        quote: String::new(),
        answers: vec![choice("leave-out", "Ne pas importer")],
        free: Free::Commune,
        blocking: true,
    }
}
