//! The parameters of a query, read once, each refused by its name.

use std::collections::HashMap;

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use jiff::Zoned;
use jiff::civil::Date;

pub use super::asked_of_services::competence;
use super::{ApiError, Baseline};
use crate::analysis::siting::{CandidateSites, Goal, Wanted};
use crate::analysis::{
    Criterion, Decay, Fill, Mode, Population, Question, RankedBy, Threshold, Weights, has_places,
};
use crate::export::{Beside, FacilitiesAsked};
use crate::territory::{Ages, Kind, Scenario, TerritoryCode};
use crate::units::{Metres, Wgs84};

/// The longest query that is read, in bytes: a scenario of some eighty changes, and every other
/// parameter at its longest. Longer scenarios go as a body.
const LONGEST_QUERY: usize = 8192;

/// The distances that may be asked for, in metres: below, no position is known; above, a
/// département is crossed.
pub const THRESHOLDS: std::ops::RangeInclusive<f64> = 100.0..=100_000.0;

/// The default distance, in metres.
pub const DEFAULT_THRESHOLD: f64 = 5_000.0;

/// The most territories that a search gives.
const MOST_TERRITORIES: usize = 100;

/// The most sites that may be asked for: no EPCI has as many communes.
const MOST_SITES: usize = 500;

/// The formats of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One object.
    Json,
    /// With shapes.
    GeoJson,
    /// Rows.
    Csv,
}

/// The parameters of a query.
#[derive(Debug, Default)]
pub struct Params(HashMap<String, String>);

impl<S: Send + Sync> FromRequestParts<S> for Params {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, ApiError> {
        if parts.uri.query().is_some_and(|query| query.len() > LONGEST_QUERY) {
            let detail = format!("it is too long: at most {LONGEST_QUERY} bytes are read");
            return Err(ApiError::parameter("query", detail));
        }
        Query::try_from_uri(&parts.uri)
            .map(|Query(params)| Self(params))
            .map_err(|rejection| ApiError::parameter("query", rejection.body_text()))
    }
}

impl Params {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// The parameters of one answer of several: those after its name and a dot, before those of all.
    pub(super) fn of_one(&self, answer: &str) -> Self {
        let own = |name: &str| name.strip_prefix(answer)?.strip_prefix('.').map(str::to_owned);
        let of_all = self.0.iter().filter(|(name, _)| !name.contains('.'));
        let of_all = of_all.map(|(name, text)| (name.clone(), text.clone()));
        let own = self.0.iter().filter_map(|(name, text)| Some((own(name)?, text.clone())));
        Self(of_all.chain(own).collect())
    }

    /// Reads a parameter where it is given.
    pub(super) fn read<T, E: ToString>(
        &self,
        name: &'static str,
        read: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<Option<T>, ApiError> {
        self.get(name)
            .map(read)
            .transpose()
            .map_err(|error| ApiError::parameter(name, error.to_string()))
    }

    fn number(&self, name: &'static str, expected: &str) -> Result<Option<f64>, ApiError> {
        self.read(name, |text| {
            let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
            number
                .ok_or_else(|| format!("`{}` is not a number: {expected} is expected", shown(text)))
        })
    }

    /// The question that the parameters ask; EAJE today unless they say otherwise.
    pub fn question(&self) -> Result<Question, ApiError> {
        self.question_of(Kind::Eaje)
    }

    /// The question that the parameters ask; `kind` today unless they say otherwise.
    pub fn question_of(&self, kind: Kind) -> Result<Question, ApiError> {
        let kind = self.read("kind", str::parse::<Kind>)?.unwrap_or(kind);
        Ok(Question {
            kind,
            ages: self.read("ages", str::parse::<Ages>)?.unwrap_or_else(|| kind.default_ages()),
            mode: self.read("mode", mode)?.unwrap_or_default(),
            fill: self.read("fill", fill)?.unwrap_or_default(),
            at: self.at()?,
        })
    }

    /// Which services are asked for; all open today unless the parameters say otherwise.
    pub fn facilities(&self) -> Result<FacilitiesAsked, ApiError> {
        Ok(FacilitiesAsked {
            kind: self.read("kind", str::parse)?,
            ages: self.read("ages", str::parse)?,
            mode: self.read("mode", mode)?.unwrap_or_default(),
            at: self.at()?,
        })
    }

    /// The day, today unless given.
    pub fn at(&self) -> Result<Date, ApiError> {
        Ok(self.day("at")?.unwrap_or_else(|| Zoned::now().date()))
    }

    pub(super) fn day(&self, name: &'static str) -> Result<Option<Date>, ApiError> {
        let read = |text: &str| {
            let expected = "a day of the calendar is expected, such as 2026-11-22";
            text.parse::<Date>().map_err(|_no_date| format!("`{}`: {expected}", shown(text)))
        };
        self.read(name, read)
    }

    /// The threshold, in metres.
    pub fn threshold(&self) -> Result<Threshold, ApiError> {
        let (low, high) = (THRESHOLDS.start(), THRESHOLDS.end());
        let expected = format!("a distance in metres from {low} to {high}");
        let metres = self.number("within", &expected)?.unwrap_or(DEFAULT_THRESHOLD);
        let refused = || {
            ApiError::parameter(
                "within",
                format!("{metres} is out of bounds: {expected} is expected"),
            )
        };
        let within = Metres::try_from(metres).map_err(|_negative| refused())?;
        if !THRESHOLDS.contains(&metres) {
            return Err(refused());
        }
        Ok(Threshold {
            within,
            reference: self.read("reference", reference)?,
            decay: self.read("decay", str::parse::<Decay>)?.unwrap_or_default(),
        })
    }

    /// What communes are ranked by: children out of reach unless given.
    pub fn ranked_by(
        &self,
        question: &Question,
        threshold: &Threshold,
    ) -> Result<RankedBy, ApiError> {
        let criterion = self.read("by", str::parse::<Criterion>)?.unwrap_or_default();
        let weights = self.read("weights", str::parse::<Weights>)?.unwrap_or_default();
        let by = RankedBy { criterion, weights };
        rankable(&by, question, threshold)
            .map_err(|(parameter, detail)| ApiError::parameter(parameter, detail))?;
        Ok(by)
    }

    /// Whose children count where two moments know different ones.
    pub fn population(&self) -> Result<Population, ApiError> {
        Ok(self.read("population", population)?.unwrap_or_default())
    }

    /// The baseline that is named, where one is.
    pub fn baseline<'a>(&self, known: &'a [Baseline]) -> Result<Option<&'a Baseline>, ApiError> {
        let find = |id: &str| {
            let found = known.iter().find(|baseline| baseline.id == id);
            let ids: Vec<&str> = known.iter().map(|baseline| baseline.id.as_str()).collect();
            let known = if ids.is_empty() {
                "the server was started with none".to_owned()
            } else {
                format!("{} is expected", ids.join(" or "))
            };
            found.ok_or_else(|| format!("`{}` is not a baseline: {known}", shown(id)))
        };
        self.read("baseline", find)
    }

    /// The earlier day of two: given, or that of a baseline.
    pub fn from(&self, on: Option<Date>, at: Date) -> Result<Date, ApiError> {
        let missing = || {
            let detail = "it is missing: an earlier day is expected where no baseline is named";
            ApiError::parameter("from", detail.to_owned())
        };
        let from = self.day("from")?.or(on).ok_or_else(missing)?;
        in_order(from, at).map_err(|detail| ApiError::parameter("from", detail))?;
        Ok(from)
    }

    /// What is asked of new sites.
    pub fn wanted(&self) -> Result<Wanted, ApiError> {
        let Threshold { within, reference, .. } = self.threshold()?;
        let goal = self.read("count", count)?.map_or(Goal::Everybody, Goal::Most);
        let candidates = self.read("candidates", candidates)?.unwrap_or_default();
        Ok(Wanted { within, goal, candidates, reference })
    }

    /// The changes to suppose, where there are any.
    pub fn scenario(&self) -> Result<Option<Scenario>, ApiError> {
        self.read("scenario", str::parse)
    }

    /// The answers to give before and after a scenario: all unless some are named.
    pub fn beside(&self) -> Result<Vec<Beside>, ApiError> {
        let all = || vec![Beside::Coverage, Beside::WhiteZones, Beside::Access];
        Ok(self.read("answers", beside)?.unwrap_or_else(all))
    }

    /// The format, JSON unless given.
    pub fn format(&self) -> Result<Format, ApiError> {
        let read = |text: &str| match text {
            "json" => Ok(Format::Json),
            "geojson" => Ok(Format::GeoJson),
            "csv" => Ok(Format::Csv),
            _ => {
                Err(format!("`{}` is not a format: json, geojson or csv is expected", shown(text)))
            }
        };
        Ok(self.read("format", read)?.unwrap_or(Format::Json))
    }

    /// Refuses any class of use but the public one.
    pub fn public_use(&self) -> Result<(), ApiError> {
        match self.get("usage") {
            None | Some("public") => Ok(()),
            Some("interne") => Err(ApiError::Forbidden(
                "internal figures leave by no public route: ask the command `maillage indicators` for them",
            )),
            Some(other) => {
                let detail =
                    format!("`{}` is not a class of use: public is expected", shown(other));
                Err(ApiError::parameter("usage", detail))
            }
        }
    }

    /// A position in degrees; both parts are required.
    pub fn position(&self) -> Result<Wgs84, ApiError> {
        let degrees = |name: &'static str, most: f64| {
            let expected = format!("a number of degrees from -{most} to {most}");
            let missing =
                || ApiError::parameter(name, format!("it is missing: {expected} is expected"));
            let number = self.number(name, &expected)?.ok_or_else(missing)?;
            if number.abs() <= most {
                Ok(number)
            } else {
                Err(ApiError::parameter(
                    name,
                    format!("{number} is out of bounds: {expected} is expected"),
                ))
            }
        };
        Ok(Wgs84 { lon: degrees("lon", 180.0)?, lat: degrees("lat", 90.0)? })
    }

    /// What to search for; anything unless given.
    #[must_use]
    pub fn search(&self) -> &str {
        self.get("q").unwrap_or_default()
    }

    /// How many to give at most.
    pub fn limit(&self) -> Result<usize, ApiError> {
        let read = |text: &str| {
            let number = text.parse::<usize>().ok().filter(|n| (1..=MOST_TERRITORIES).contains(n));
            number.ok_or_else(|| {
                format!(
                    "`{}`: a whole number from 1 to {MOST_TERRITORIES} is expected",
                    shown(text)
                )
            })
        };
        Ok(self.read("limit", read)?.unwrap_or(20))
    }
}

/// The territory that a part of the path names.
pub fn territory(code: &str) -> Result<TerritoryCode, ApiError> {
    code.parse().map_err(|error| ApiError::parameter("code", error))
}

/// Refuses what cannot rank anything, by the parameter to change.
pub fn rankable(
    by: &RankedBy,
    question: &Question,
    threshold: &Threshold,
) -> Result<(), (&'static str, String)> {
    let (gap, rate) = match by.criterion {
        Criterion::OutOfReach => (false, false),
        Criterion::Gap => (true, false),
        Criterion::Rate => (false, true),
        Criterion::Composite => (by.weights.gap > 0.0, by.weights.rate > 0.0),
    };
    if gap && threshold.reference.is_none() {
        let detail = "the gap is measured to a reference in places per 100 children: none is given";
        return Err(("reference", detail.to_owned()));
    }
    if (gap || rate) && !has_places(question.kind) {
        let kind = question.kind;
        let detail = format!("{kind} has no places: out-of-reach is expected");
        return Err(("by", detail));
    }
    Ok(())
}

/// Reads a reference rate.
pub fn reference(text: &str) -> Result<f64, String> {
    let line = text.parse::<f64>().ok().filter(|line| (0.0..=1000.0).contains(line));
    let expected = "a number of places per 100 children from 0 to 1000 is expected";
    line.ok_or_else(|| format!("`{}`: {expected}", shown(text)))
}

/// Reads how many sites to add.
pub fn count(text: &str) -> Result<usize, String> {
    let sites = text.parse::<usize>().ok().filter(|sites| (1..=MOST_SITES).contains(sites));
    let expected = format!("a whole number of sites from 1 to {MOST_SITES} is expected");
    sites.ok_or_else(|| format!("`{}`: {expected}", shown(text)))
}

/// Reads where new sites may be.
pub fn candidates(text: &str) -> Result<CandidateSites, String> {
    match text {
        "town-halls" => Ok(CandidateSites::TownHalls),
        "services" => Ok(CandidateSites::Services),
        "all" => Ok(CandidateSites::All),
        _ => Err(format!("`{}`: town-halls, services or all is expected", shown(text))),
    }
}

/// Reads which answers are given before and after a scenario.
fn beside(text: &str) -> Result<Vec<Beside>, String> {
    let read = |name| match name {
        "coverage" => Ok(Beside::Coverage),
        "white-zones" => Ok(Beside::WhiteZones),
        "access" => Ok(Beside::Access),
        _ => Err(format!("`{}`: coverage, white-zones, access or none is expected", shown(name))),
    };
    if text == "none" {
        return Ok(Vec::new());
    }
    let named: Vec<Beside> = text.split(',').map(read).collect::<Result<_, _>>()?;
    let twice = named.iter().enumerate().any(|(at, one)| named[..at].contains(one));
    if twice { Err(format!("`{}` names one twice", shown(text))) } else { Ok(named) }
}

/// Reads a mode.
pub fn mode(text: &str) -> Result<Mode, String> {
    match text {
        "all" => Ok(Mode::All),
        "psu" => Ok(Mode::Psu),
        "paje" => Ok(Mode::Paje),
        _ => Err(format!("`{}` is not a mode: all, psu or paje is expected", shown(text))),
    }
}

/// Reads whose children count.
pub fn population(text: &str) -> Result<Population, String> {
    match text {
        "before" => Ok(Population::Before),
        "after" => Ok(Population::After),
        "each" => Ok(Population::Each),
        _ => Err(format!("`{}`: before, after or each is expected", shown(text))),
    }
}

/// Refuses two days that are not in their order.
pub fn in_order(from: Date, at: Date) -> Result<(), String> {
    if from <= at {
        return Ok(());
    }
    Err(format!("{from} comes after {at}: an earlier day is expected"))
}

/// Reads what stands for unknown capacities.
pub fn fill(text: &str) -> Result<Fill, String> {
    match text {
        "none" => Ok(Fill::None),
        "mean" => Ok(Fill::Mean),
        _ => Err(format!("`{}` is not a way to fill: none or mean is expected", shown(text))),
    }
}

/// As much of a refused text as an answer repeats.
pub(super) fn shown(text: &str) -> String {
    text.chars().take(40).collect()
}
