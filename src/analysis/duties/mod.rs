//! Legal duties of the service public de la petite enfance, as flags with their source.

mod law;

use jiff::civil::Date;

pub use law::{DUTIES, Duty, PLANNING_LINE, SCHEME_LINE, TRANSFER_ARTICLE};

use crate::index::{Atlas, Study};
use crate::territory::{CommuneCode, Completeness, Facility, Figure, Kind, Status, TerritoryCode};

/// Who exercises the competence: a switch of each territory, for no dataset says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Competence {
    /// Each commune its own.
    #[default]
    Communes,
    /// All communes have transferred it to their EPCI: their residents are summed.
    Transferred,
}

/// Whether a duty falls on an authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Due {
    /// It does.
    Due,
    /// It has no more residents than the line.
    NotDue,
    /// It does not hold yet on the day asked for.
    NotInForce,
    /// Its residents are not known.
    NotDocumented,
}

/// How an authority stands with its relay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relay {
    /// One stands there or serves it.
    Present,
    /// It is due, and the complete list names none.
    Missing,
    /// It is due, none is known, and no list says that it is complete.
    NotDocumented,
    /// None is due, and none is known.
    NotDue,
}

/// Below a line, but by less than this share of it: the municipal population that is counted here
/// is smaller than the *population totale*, by a few per cent at most in most communes.
pub const NEAR_LINE: f64 = 0.05;

/// Who exercises the competence, and what falls on it.
#[derive(Debug)]
pub struct Authority<'a> {
    /// Its code.
    pub code: TerritoryCode,
    /// Its name.
    pub name: &'a str,
    /// The residents that count: its own, or those of the communes that transferred.
    pub population: Figure,
    /// The duties, in the order of [`DUTIES`].
    pub duties: [Due; 4],
    /// The line that it is just below, where it is.
    pub near: Option<u32>,
    /// How it stands with its relay.
    pub relay: Relay,
    /// The relays open on the day that stand there or serve one of its communes.
    pub relays: Vec<&'a Facility>,
}

/// The duties of a territory.
#[derive(Debug)]
pub struct Duties<'a> {
    /// The authorities: one per commune, or the EPCI.
    pub authorities: Vec<Authority<'a>>,
    /// For each commune, in the order of their codes, its residents and the place of its authority.
    pub communes: Vec<(Figure, usize)>,
    /// All residents of the territory.
    pub population: Figure,
}

/// Why duties cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DutiesError {
    /// The commune is in no EPCI that it could have transferred the competence to.
    #[error("this commune is in no EPCI: the competence cannot be transferred")]
    NoEpci,
}

/// Tells which duties fall on whom on a day. A line is passed from one resident above it on.
///
/// # Errors
/// Where the competence is said to be transferred by a commune that is in no EPCI.
pub fn duties<'a>(
    atlas: &'a Atlas,
    study: &Study,
    competence: Competence,
    at: Date,
) -> Result<Duties<'a>, DutiesError> {
    let residents: Vec<Figure> =
        study.communes.iter().map(|commune| residents_of(atlas, commune.code)).collect();
    let codes: Vec<TerritoryCode> = match competence {
        Competence::Communes => {
            study.communes.iter().map(|commune| TerritoryCode::Commune(commune.code)).collect()
        }
        Competence::Transferred => vec![epci_of(study).ok_or(DutiesError::NoEpci)?],
    };
    let authorities = codes.into_iter().map(|code| authority(atlas, code, at)).collect();
    let of_own = competence == Competence::Communes;
    let population = Figure::sum(residents.iter().copied());
    let place = |at| if of_own { at } else { 0 };
    let communes =
        residents.into_iter().enumerate().map(|(at, count)| (count, place(at))).collect();
    Ok(Duties { authorities, communes, population })
}

fn epci_of(study: &Study) -> Option<TerritoryCode> {
    match study.code {
        TerritoryCode::Epci(_) => Some(study.code),
        TerritoryCode::Commune(_) => study.communes.first()?.epci,
    }
}

fn residents_of(atlas: &Atlas, code: CommuneCode) -> Figure {
    let known = atlas.france.commune(code).and_then(|commune| commune.population);
    known.map_or(Figure::NOT_DOCUMENTED, |count| Figure::observed(f64::from(count)))
}

fn authority(atlas: &Atlas, code: TerritoryCode, at: Date) -> Authority<'_> {
    let members = atlas.france.communes_of(code);
    let population = Figure::sum(members.iter().map(|&member| residents_of(atlas, member)));
    let duties = DUTIES.map(|duty| due(&duty, population, at));
    let relays = relays(atlas, members, at);
    let [.., of_relay] = duties;
    let relay = match of_relay {
        _ if !relays.is_empty() => Relay::Present,
        Due::Due if is_complete(atlas, members) => Relay::Missing,
        Due::Due | Due::NotDocumented => Relay::NotDocumented,
        Due::NotDue | Due::NotInForce => Relay::NotDue,
    };
    Authority {
        code,
        name: atlas.france.name_of(code).unwrap_or_default(),
        near: near(population),
        population,
        duties,
        relay,
        relays,
    }
}

fn due(duty: &Duty, population: Figure, at: Date) -> Due {
    if at < duty.since {
        return Due::NotInForce;
    }
    let Some(line) = duty.above.map(f64::from) else { return Due::Due };
    match (population.value(), population.status()) {
        (Some(count), _) if count > line => Due::Due,
        (None, _) | (Some(_), Status::LowerBound) => Due::NotDocumented,
        (Some(_), _) => Due::NotDue,
    }
}

fn near(population: Figure) -> Option<u32> {
    let count = population.value()?;
    [PLANNING_LINE, SCHEME_LINE].into_iter().find(|&line| {
        let line = f64::from(line);
        count <= line && count > line * (1.0 - NEAR_LINE)
    })
}

fn relays<'a>(atlas: &'a Atlas, members: &[CommuneCode], at: Date) -> Vec<&'a Facility> {
    let of_kind = atlas.facilities.of_kind(Kind::Rpe).iter();
    of_kind
        .map(|&place| &atlas.register.facilities[place])
        .filter(|relay| relay.is_open(at))
        .filter(|relay| {
            members.contains(&relay.commune) || relay.perimeter.iter().any(|c| members.contains(c))
        })
        .collect()
}

/// Whether the list of relays is complete in each commune.
fn is_complete(atlas: &Atlas, members: &[CommuneCode]) -> bool {
    members.iter().all(|&code| {
        let epci = atlas.france.commune(code).and_then(|commune| commune.epci);
        let list = atlas.inventory(Kind::Rpe, code, epci.map(TerritoryCode::Epci));
        list.is_some_and(|list| list.completeness == Completeness::Complete)
    })
}
