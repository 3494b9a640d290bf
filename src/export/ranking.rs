//! The ranking of communes as rows, from worst to best.

use serde_json::{Value, json};

use super::answer::{Sources, distance_note, head};
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
    let sources =
        Sources::new(atlas).of(study, question).of_communes("contours").of_communes("cog-2026");
    let composite = by.criterion == Criterion::Composite;
    let head = head(study, question)
        .with("within", threshold.within.get())
        .with("reference", threshold.reference)
        .with("by", by.criterion.as_str())
        .with("weights", if composite { weights(by) } else { Value::Null })
        .with("band", band(composite))
        .with("flips_up_to", FLIPS_UP_TO)
        .with_figure("gini", ranked.gini)
        .with_figure("share_out_of_reach", ranked.share_out_of_reach);
    let whole =
        Row::default().with("code", study.code.to_string()).with("name", study.name.as_str());
    Answer {
        head,
        communes: rows(study, &ranked),
        total: measures(whole, &ranked.total),
        source_line: sources.line(&[distance_note(threshold.within)]),
        sources: sources.0,
    }
}

fn weights(by: &RankedBy) -> Value {
    let weights = by.weights;
    json!({ "out-of-reach": weights.out_of_reach, "gap": weights.gap, "rate": weights.rate })
}

/// What the bands of the ranks were tried with.
fn band(composite: bool) -> Value {
    let mut steps = THRESHOLD_STEPS;
    steps.sort_by(f64::total_cmp);
    let mut shares = WEIGHT_STEPS;
    shares.sort_by(f64::total_cmp);
    json!({ "within": steps, "weights": if composite { shares.to_vec() } else { vec![] } })
}

fn rows(study: &Study, ranked: &Ranking) -> Vec<Row> {
    let row = |&at: &usize| {
        let (commune, row) = (&study.communes[at], &ranked.communes[at]);
        let rank = row.rank;
        let named = Row::default()
            .with("code", commune.code.as_str())
            .with("name", commune.name.as_str())
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
