//! The stage that gives addresses a position.

use super::draft::Candidate;
use super::geocode::{AddressAsked, GeocodeError, Geocoder, Judged, Subject, judge};
use crate::territory::{France, Question};

/// Who is asked where addresses are, in this order; nobody is asked unless it is named.
#[derive(Default)]
pub struct Places<'a> {
    sources: Vec<Box<dyn Geocoder + 'a>>,
    progress: Option<Box<dyn Fn(usize, usize) + 'a>>,
}

/// What became of an address.
#[derive(Debug)]
pub(super) enum Placed {
    /// It is known where it is.
    Found(Judged),
    /// A person has to decide.
    Doubtful(Box<Question>),
    /// Nobody knows it.
    Unknown,
}

impl<'a> Places<'a> {
    /// Nobody is asked: services without a position stand at their communes.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Asks each source for what those before it do not know.
    #[must_use]
    pub fn new(sources: Vec<Box<dyn Geocoder + 'a>>) -> Self {
        Self { sources, progress: None }
    }

    /// Tells how many addresses of how many a source has looked up.
    #[must_use]
    pub fn telling(self, progress: impl Fn(usize, usize) + 'a) -> Self {
        Self { progress: Some(Box::new(progress)), ..self }
    }

    /// Whether anybody is asked.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        !self.sources.is_empty()
    }

    /// Finds the addresses of `services`, in their order.
    pub(super) fn find(
        &self,
        services: &[&Candidate],
        france: &France,
    ) -> Result<Vec<Placed>, GeocodeError> {
        let asked: Vec<AddressAsked> =
            services.iter().map(|service| address(service, france)).collect();
        let mut found: Vec<Placed> = asked.iter().map(|_| Placed::Unknown).collect();
        for source in &self.sources {
            let open: Vec<usize> = (0..asked.len())
                .filter(|&at| matches!(found[at], Placed::Unknown) && asked[at].is_askable())
                .collect();
            let wanted: Vec<AddressAsked> = open.iter().map(|&at| asked[at].clone()).collect();
            if wanted.is_empty() {
                break;
            }
            let mut tell = |done| {
                if let Some(progress) = &self.progress {
                    progress(done, wanted.len());
                }
            };
            let answers = source.locate(&wanted, &mut tell)?;
            for (&at, located) in open.iter().zip(&answers) {
                found[at] = weigh(&asked[at], services[at], located.answers(), france);
            }
        }
        Ok(found)
    }
}

fn weigh(
    asked: &AddressAsked,
    service: &Candidate,
    answers: &[crate::territory::Geocode],
    france: &France,
) -> Placed {
    let commune = asked.commune.and_then(|code| france.commune_at(code));
    let judged = judge(asked, answers, &|position| {
        // A commune without a boundary cannot be held against a point.
        commune.is_none_or(|at| !france.has_boundary(at) || france.boundaries.covers(at, position))
    });
    let listed = &service.listed;
    let subject = Subject { key: "", place: &listed.place, name: &listed.name };
    match judged.question(asked, subject) {
        Some(question) => Placed::Doubtful(Box::new(question)),
        None if matches!(judged, Judged::Sure(..)) => Placed::Found(judged),
        None => Placed::Unknown,
    }
}

fn address(service: &Candidate, france: &France) -> AddressAsked {
    let commune = service.commune;
    let name = commune.and_then(|code| france.commune(code)).map(|commune| commune.name.clone());
    AddressAsked {
        key: service.key.clone(),
        address: service.listed.address.clone(),
        postcode: service.listed.postcode.clone(),
        city: name.unwrap_or_else(|| service.listed.city.clone()),
        commune,
    }
}
