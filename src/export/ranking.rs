//! The ranking of communes as rows, from worst to best.

use serde_json::{Value, json};

use super::answer::{Sources, head, notes, reached};
use super::{Answer, Row};
use crate::analysis::{
    Criterion, FLIPS_UP_TO, Flip, Measures, Question, RankedBy, Ranking, THRESHOLD_STEPS,
    Threshold, WEIGHT_STEPS, ranking,
};
use crate::index::{Atlas, Study};

/// The ranking of a territory as an answer: its rows stand from worst to best.
#[must_use]
pub fn ranking_answer<'a>(
    atlas: &'a Atlas,
    study: &Study,
    question: &Question,
    threshold: &Threshold,
    by: &RankedBy,
) -> Answer<'a> {
    let ranked = ranking(atlas, study, question, threshold, by);
    let sources = Sources::new(atlas)
        .of(study, question)
        .across_borders(&ranked.zones)
        .with("contours")
        .with("cog-2026");
    let composite = by.criterion == Criterion::Composite;
    let head = reached(head(study, question), threshold)
        .with("by", by.criterion.as_str())
        .with("weights", if composite { weights(by) } else { Value::Null })
        .with("band", band(by))
        .with("flips_up_to", FLIPS_UP_TO)
        .with_figure("gini", ranked.gini)
        .with_figure("share_out_of_reach", ranked.share_out_of_reach);
    let whole = Row::of(study.code, &study.name);
    Answer {
        head,
        communes: rows(study, &ranked),
        total: measures(whole, &ranked.total),
        source_line: sources.line(&notes(threshold)),
        sources: sources.0,
    }
}

fn weights(by: &RankedBy) -> Value {
    let weights = by.weights;
    json!({ "out-of-reach": weights.out_of_reach, "gap": weights.gap, "rate": weights.rate })
}

/// What the bands of the ranks were tried with.
fn band(by: &RankedBy) -> Value {
    let tried = |steps: &[f64]| {
        let mut steps = steps.to_vec();
        steps.sort_by(f64::total_cmp);
        steps
    };
    let (moves, composite) = (by.depends_on_threshold(), by.criterion == Criterion::Composite);
    let within = if moves { tried(&[&[1.0], &THRESHOLD_STEPS[..]].concat()) } else { vec![] };
    let weights = if composite { tried(&WEIGHT_STEPS) } else { vec![] };
    json!({ "within": within, "weights": weights })
}

fn rows(study: &Study, ranked: &Ranking<'_>) -> Vec<Row> {
    let row = |&at: &usize| {
        let (commune, row) = (&study.communes[at], &ranked.communes[at]);
        let rank = row.rank;
        let named = Row::of(commune.code, &commune.name)
            .with("rank", rank.map(|rank| rank.rank))
            .with("rank_low", rank.map(|rank| rank.low))
            .with("rank_high", rank.map(|rank| rank.high))
            .with("tied", rank.map(|rank| rank.tied))
            .with_figure("value", row.value);
        measures(named, &row.measures).with("flips", row.flips.iter().map(flip).collect::<Vec<_>>())
    };
    ranked.order.iter().map(row).collect()
}

fn measures(named: Row, measures: &Measures) -> Row {
    named
        .with_figure("children", measures.children)
        .with_figure("out_of_reach", measures.out_of_reach)
        .with_figure("gap", measures.gap)
        .with_figure("rate", measures.rate)
}

fn flip(flip: &Flip) -> Value {
    json!({ "from": flip.at.get(), "verdict": flip.verdict })
}
