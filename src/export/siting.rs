//! New sites as an answer: rows of sites, the runners-up and who stays out of reach.

use serde_json::{Value, json};

use super::answer::{Answer, Sources, distance_note, head};
use super::french::decimal;
use super::row::number;
use super::{PointsAnswer, Row};
use crate::analysis::Question;
use crate::analysis::siting::{
    Alternative, Candidate, CandidateSites, Goal, Plan, Reason, Siting, Wanted, siting,
};
use crate::index::{Atlas, Study};
use crate::territory::Figure;
use crate::units::Wgs84;

/// The siting of a territory as an answer.
#[must_use]
pub fn siting_answer<'a>(
    atlas: &'a Atlas,
    study: &Study,
    question: &Question,
    wanted: &Wanted,
) -> PointsAnswer<'a> {
    let sited = siting(atlas, study, question, wanted);
    let mut sources = Sources::new(atlas);
    sited.sources.iter().for_each(|id| sources.add(id));
    let services = sited.plan.iter().flat_map(|plan| &plan.candidates);
    services.filter_map(|(c, _)| c.service).for_each(|service| sources.add(&service.source));
    let sources = sources.of_children(study, question).with("contours").with("cog-2026");
    let named = Named { study };
    let (method, count, _) = words(wanted.goal);
    let asked = head(study, question)
        .with("within", wanted.within.get())
        .with("reference", wanted.reference)
        .with("candidates_are", wanted.candidates.as_str())
        .with("method", method)
        .with("count", count);
    let (head, sites) = match &sited.plan {
        Some(plan) => (named.planned(asked, plan, wanted.goal), named.sites(plan)),
        None => (not_documented(asked, wanted.goal), Vec::new()),
    };
    let head = head
        .with("not_documented", named.list(&sited.not_documented))
        .with("position_status", if sited.is_at_a_hall { "estimated" } else { "observed" })
        .with("neighbours_documented", sited.neighbours_known);
    let total = named.total(&sited);
    let mut notes = vec![distance_note(wanted.within), candidates(wanted.candidates).to_owned()];
    let needed = |rate| format!("besoin\u{a0}: {} places pour 100 enfants", decimal(rate));
    notes.extend(wanted.reference.map(needed));
    notes.push(proof(&sited));
    let source_line = sources.line(&notes);
    let (communes, positions) = sites.into_iter().unzip();
    PointsAnswer {
        rows: Answer { head, communes, total, source_line, sources: sources.0 },
        called: "sites",
        positions,
    }
}

/// Where sites may be, as a source line states it, in French.
fn candidates(sites: CandidateSites) -> &'static str {
    match sites {
        CandidateSites::TownHalls => "sites candidats\u{a0}: mairies",
        CandidateSites::Services => "sites candidats\u{a0}: locaux des services existants",
        CandidateSites::All => "sites candidats\u{a0}: mairies et locaux des services existants",
    }
}

/// Whether the sites are the best ones, as a source line states it, in French.
fn proof(sited: &Siting<'_>) -> String {
    let words = match &sited.plan {
        Some(plan) if plan.optimal => "optimum prouvé",
        Some(_) => "optimum non prouvé",
        None => "inventaire incomplet, aucun site proposé",
    };
    words.to_owned()
}

/// The words of a goal, and of what its objective counts.
fn words(goal: Goal) -> (&'static str, Option<usize>, &'static str) {
    match goal {
        Goal::Everybody => ("lscp", None, "sites"),
        Goal::Most(count) => ("mclp", Some(count), "children"),
    }
}

/// What gives places in a study their name.
struct Named<'a> {
    study: &'a Study,
}

impl Named<'_> {
    fn row(&self, commune: usize) -> Row {
        let commune = &self.study.communes[commune];
        Row::of(commune.code, &commune.name)
    }

    fn list(&self, communes: &[usize]) -> Vec<Value> {
        communes.iter().map(|&commune| self.row(commune).into_json()).collect()
    }

    /// A candidate by its commune and by what stands there.
    fn site(&self, candidate: &Candidate<'_>) -> Row {
        self.row(candidate.commune)
            .with("site", candidate.service.map_or("Mairie", |service| &service.name))
            .with("service", candidate.service.map(|service| service.id.as_str()))
    }

    fn set(&self, plan: &Plan<'_>, sites: &[usize]) -> Vec<Value> {
        sites.iter().map(|&site| self.site(&plan.candidates[site].0).into_json()).collect()
    }

    /// What was asked and what came of it.
    fn planned(&self, head: Row, plan: &Plan<'_>, goal: Goal) -> Row {
        let (.., unit) = words(goal);
        let candidates = plan.candidates.iter().map(|(candidate, alone)| {
            self.site(candidate).with_figure("children", *alone).into_json()
        });
        let left = plan.left.iter().map(|left| {
            let row = self.row(left.commune).with_figure("children", left.children);
            row.with("reason", left.reason.as_str()).into_json()
        });
        head.with("objective", objective(goal, plan.sites.len(), plan.gained))
            .with("objective_unit", unit)
            .with("objective_status", plan.gained.status().as_str())
            .with("optimal", plan.optimal)
            .with("bound", plan.bound)
            .with("alternatives", self.alternatives(plan, goal))
            .with("alternatives_optimal", plan.alternatives_optimal)
            .with("uncovered", left.collect::<Vec<_>>())
            .with("candidates", candidates.collect::<Vec<_>>())
    }

    fn sites(&self, plan: &Plan<'_>) -> Vec<(Row, Option<Wgs84>)> {
        let sites = plan.sites.iter().enumerate().map(|(at, site)| {
            let candidate = &plan.candidates[site.candidate].0;
            let row = self
                .site(candidate)
                .with("rank", at + 1)
                .with("lon", written(candidate.position.lon))
                .with("lat", written(candidate.position.lat))
                .with_figure("children", site.gained)
                .with_figure("places", site.places)
                .with_figure("alone", site.alone)
                .with_figure("cumulative_children", site.cumulative)
                .with_figure("cumulative_share", site.cumulative_share);
            (row, Some(candidate.position))
        });
        sites.collect()
    }

    /// Each runner-up with the communes it leaves out of the best set and those it takes instead.
    fn alternatives(&self, plan: &Plan<'_>, goal: Goal) -> Vec<Value> {
        let mut best: Vec<usize> = plan.sites.iter().map(|site| site.candidate).collect();
        best.sort_unstable();
        let without = |of: &[usize], other: &[usize]| {
            let kept = of.iter().copied().filter(|site| !other.contains(site));
            self.set(plan, &kept.collect::<Vec<_>>())
        };
        let told = plan.alternatives.iter().map(|Alternative { sites, gained }| {
            Row::default()
                .with("sites", self.set(plan, sites))
                .with("objective", objective(goal, sites.len(), *gained))
                .with_figure("children", *gained)
                .with("leaves_out", without(&best, sites))
                .with("takes", without(sites, &best))
                .into_json()
        });
        told.collect()
    }

    /// The whole: all children, and where the sites leave them.
    fn total(&self, sited: &Siting<'_>) -> Row {
        let named = Row::of(self.study.code, &self.study.name).with("rank", Value::Null);
        let Some(plan) = &sited.plan else {
            let columns =
                ["children", "places", "alone", "cumulative_children", "cumulative_share"];
            let nobody = |row: Row, column: &&str| row.with_figure(column, Figure::NOT_DOCUMENTED);
            return columns.iter().fold(named, nobody);
        };
        let left = |reason: Reason| {
            let of = plan.left.iter().filter(|left| left.reason == reason);
            Figure::sum(of.map(|left| left.children))
        };
        let share = |in_reach: Figure| Figure::ratio(in_reach, plan.children, 1.0);
        let after = Figure::sum([plan.reached, plan.gained]);
        named
            .with_figure("children", plan.gained)
            .with_figure("places", plan.places)
            .with_figure("cumulative_children", plan.gained)
            .with_figure("cumulative_share", share(after))
            .with_figure("all_children", plan.children)
            .with_figure("reached_before", plan.reached)
            .with_figure("share_before", share(plan.reached))
            .with_figure("not_chosen", left(Reason::NotChosen))
            .with_figure("no_candidate", left(Reason::NoCandidate))
            .with_figure("not_placed", left(Reason::NotPlaced))
    }
}

/// Without a complete list there is nothing to say, and no number stands for it.
fn not_documented(head: Row, goal: Goal) -> Row {
    let (.., unit) = words(goal);
    let nothing = Vec::<Value>::new;
    head.with("objective", Value::Null)
        .with("objective_unit", unit)
        .with("objective_status", "not-documented")
        .with("optimal", Value::Null)
        .with("bound", Value::Null)
        .with("alternatives", nothing())
        .with("alternatives_optimal", Value::Null)
        .with("uncovered", nothing())
        .with("candidates", nothing())
}

/// Degrees with the decimals that are written: a tenth of a metre.
fn written(degrees: f64) -> f64 {
    (degrees * 1e6).round() / 1e6
}

/// What a set is worth, as its goal counts.
fn objective(goal: Goal, sites: usize, gained: Figure) -> Value {
    match goal {
        Goal::Everybody => json!(sites),
        Goal::Most(_) => number(gained),
    }
}
