//! New sites for a territory, as figures.

use std::collections::BTreeSet;

use super::super::coverage::{gap, has_places};
use super::super::question::{Offer, Question};
use super::super::supply::Supply;
use super::candidates::{Candidate, CandidateSites};
use super::demand::Demand;
use super::instance::Instance;
use super::search::Budget;
use super::solve::{Goal, SiteSet, Solution, solve};
use crate::index::{Atlas, Study};
use crate::territory::{Completeness, Figure, Kind};
use crate::units::Metres;

/// Steps that a search may take: some seconds. All EPCI of today need less for the fewest sites.
const BUDGET: u64 = 400_000_000;

/// The siting of new services in a territory.
#[derive(Debug)]
pub struct Siting<'a> {
    /// The communes whose list of the kind is not complete, by their place in the study.
    pub not_documented: Vec<usize>,
    /// The new sites; nothing where a list is not complete, for a service may stand there already.
    pub plan: Option<Plan<'a>>,
    /// Whether a service within the threshold stands at a town hall for want of an address.
    pub is_at_a_hall: bool,
    /// Whether every service of the kind is known around the territory, as far as the threshold.
    pub neighbours_known: bool,
    /// The ids of the sources of the services that count already.
    pub sources: BTreeSet<&'a str>,
}

/// What is asked of new sites.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// How far a service reaches, as the crow flies; exactly there is in reach.
    pub within: Metres,
    /// Whom the new sites shall reach.
    pub goal: Goal,
    /// Where they may be.
    pub candidates: CandidateSites,
    /// Places per 100 children that they shall have, where one is set.
    pub reference: Option<f64>,
}

/// New sites. Children: `reached` + `gained` + `left` (+ what is not known) are all.
#[derive(Debug)]
pub struct Plan<'a> {
    /// The candidates, and the children out of reach now whom each alone would reach.
    pub candidates: Vec<(Candidate<'a>, Figure)>,
    /// All children.
    pub children: Figure,
    /// Those in reach of an open service, or of whose commune a perimeter takes care.
    pub reached: Figure,
    /// Those whom the new sites reach and nothing else does.
    pub gained: Figure,
    /// The places that they need, after the reference.
    pub places: Figure,
    /// The new sites, from the one that adds most on.
    pub sites: Vec<Site>,
    /// Whether no set is better.
    pub optimal: bool,
    /// What no set is better than: sites or children, as the goal has it.
    pub bound: f64,
    /// The runners-up, best first.
    pub alternatives: Vec<Alternative>,
    /// Whether no set that is not given is better than one of them.
    pub alternatives_optimal: bool,
    /// The children who stay out of reach, by commune and reason.
    pub left: Vec<Left>,
}

/// A new site.
#[derive(Debug)]
pub struct Site {
    /// Its place among the candidates.
    pub candidate: usize,
    /// Its commune, by its place in the study.
    pub commune: usize,
    /// The children whom it adds to those of the sites before it.
    pub gained: Figure,
    /// The children out of reach now whom it alone would reach.
    pub alone: Figure,
    /// The children added by it and the sites before it.
    pub cumulative: Figure,
    /// The share of all children in reach once it and those before it are open.
    pub cumulative_share: Figure,
    /// The places that the children it adds need, after the reference.
    pub places: Figure,
}

/// Another set of sites.
#[derive(Debug)]
pub struct Alternative {
    /// Its sites, by their place among the candidates, ascending.
    pub sites: Vec<usize>,
    /// The children whom they add.
    pub gained: Figure,
}

/// Children who stay out of reach.
#[derive(Debug)]
pub struct Left {
    /// Their commune, by its place in the study.
    pub commune: usize,
    /// How many.
    pub children: Figure,
    /// Why.
    pub reason: Reason,
}

/// Why children stay out of reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// No candidate is within the threshold.
    NoCandidate,
    /// The sites asked for do not suffice.
    NotChosen,
    /// Neither cell nor town hall tells where they live.
    NotPlaced,
}

impl Reason {
    /// The word used in answers and files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoCandidate => "no-candidate",
            Self::NotChosen => "not-chosen",
            Self::NotPlaced => "not-placed",
        }
    }
}

/// Finds where new services reach the children whom none reaches now.
///
/// A site at exactly `within` of children reaches them (≤). The
/// same question always has the same answer.
#[must_use]
pub fn siting<'a>(
    atlas: &'a Atlas,
    study: &Study,
    question: &Question,
    wanted: &Wanted,
) -> Siting<'a> {
    let supply = Supply::new(atlas, study, question, wanted.within);
    let not_documented = not_documented(atlas, study, question);
    let plan = not_documented.is_empty().then(|| {
        let candidates = Candidate::all(atlas, study, question, wanted.candidates);
        let demand = Demand::new(study, question, &supply, candidates, wanted.within);
        let instance = demand.instance();
        let solution = solve(&instance, wanted.goal, Budget::new(BUDGET));
        let children = study.communes.iter().map(|commune| commune.children(question.ages));
        let planned = Planned {
            demand: &demand,
            instance: &instance,
            solution: &solution,
            kind: question.kind,
            reference: wanted.reference,
        };
        planned.plan(Figure::sum(children))
    });
    Siting {
        not_documented,
        plan,
        is_at_a_hall: supply.is_at_a_hall,
        neighbours_known: supply.neighbours_known,
        sources: supply.sources,
    }
}

/// The communes of which it is not known where all services of the kind stand.
fn not_documented(atlas: &Atlas, study: &Study, question: &Question) -> Vec<usize> {
    let offers = question.offers_of(atlas, study);
    let unknown = study.communes.iter().enumerate().filter(|(at, commune)| {
        let lost = |offer: &Offer<'_>| offer.facility.position.is_none() && commune.hall.is_none();
        question.completeness(atlas, commune) != Completeness::Complete
            || offers[*at].iter().any(lost)
    });
    unknown.map(|(at, _)| at).collect()
}

struct Planned<'p, 'a> {
    demand: &'p Demand<'a>,
    instance: &'p Instance,
    solution: &'p Solution,
    kind: Kind,
    reference: Option<f64>,
}

impl<'a> Planned<'_, 'a> {
    /// Where children live is an estimate; where some are not known, it is the least.
    fn mark(&self, children: f64) -> Figure {
        if self.demand.some_unknown {
            Figure::at_least(children)
        } else {
            Figure::estimated(children)
        }
    }

    /// The places that children need, after the reference.
    fn places(&self, children: Figure) -> Figure {
        if has_places(self.kind) {
            gap(Figure::observed(0.0), children, self.reference)
        } else {
            Figure::NOT_APPLICABLE
        }
    }

    fn plan(&self, children: Figure) -> Plan<'a> {
        let (demand, solution) = (self.demand, self.solution);
        let alone = |candidate| self.mark(self.instance.alone(candidate));
        let candidates = demand.candidates.iter().enumerate();
        let gained = self.mark(solution.best.reached);
        Plan {
            candidates: candidates.map(|(at, candidate)| (*candidate, alone(at))).collect(),
            children,
            reached: self.mark(demand.reached),
            gained,
            places: self.places(gained),
            sites: self.sites(children),
            optimal: solution.optimal,
            bound: solution.bound,
            alternatives: solution.alternatives.iter().map(|set| self.alternative(set)).collect(),
            alternatives_optimal: solution.alternatives_optimal,
            left: self.left(),
        }
    }

    fn sites(&self, children: Figure) -> Vec<Site> {
        let mut total = 0.0;
        let ranked = self.instance.ranked(&self.solution.best.sites).into_iter();
        let site = |(candidate, gained): (usize, f64)| {
            total += gained;
            let in_reach = self.mark(self.demand.reached + total);
            Site {
                candidate,
                commune: self.demand.candidates[candidate].commune,
                gained: self.mark(gained),
                alone: self.mark(self.instance.alone(candidate)),
                cumulative: self.mark(total),
                cumulative_share: Figure::ratio(in_reach, children, 1.0),
                places: self.places(self.mark(gained)),
            }
        };
        ranked.map(site).collect()
    }

    fn alternative(&self, set: &SiteSet) -> Alternative {
        Alternative { sites: set.sites.clone(), gained: self.mark(set.reached) }
    }

    /// The children who stay out of reach, commune by commune.
    fn left(&self) -> Vec<Left> {
        let sites = &self.solution.best.sites;
        let lots = self.demand.lots.iter().filter_map(|lot| {
            if lot.reached_by.iter().any(|candidate| sites.contains(candidate)) {
                return None;
            }
            let lost = lot.reached_by.is_empty();
            let reason = if lost { Reason::NoCandidate } else { Reason::NotChosen };
            Some((lot.commune, reason, lot.children))
        });
        let unplaced = self.demand.unplaced.iter();
        let unplaced = unplaced.map(|&(commune, count)| (commune, Reason::NotPlaced, count));
        let mut left: Vec<(usize, Reason, f64)> = Vec::new();
        for (commune, reason, children) in lots.chain(unplaced) {
            match left.iter_mut().find(|known| (known.0, known.1) == (commune, reason)) {
                Some(known) => known.2 += children,
                None => left.push((commune, reason, children)),
            }
        }
        left.sort_by_key(|&(commune, reason, _)| (commune, reason));
        let told = left.into_iter().map(|(commune, reason, children)| Left {
            commune,
            children: self.mark(children),
            reason,
        });
        told.collect()
    }
}
