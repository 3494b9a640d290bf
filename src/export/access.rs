//! Access with competition as rows.

use serde_json::{Value, json};

use super::Row;
use super::french::decimal;
use crate::analysis::{
    Catchment, Decay, Question, Share, WhiteZoneRow, WhiteZones, shown_in_tenths,
};
use crate::index::{Atlas, Study, StudyCommune};
use crate::territory::{Figure, Status};

/// The most services that the explanation of a commune names.
pub const MOST_EXPLAINED: usize = 12;

/// The rows of the access: one per commune, then the whole.
#[must_use]
pub fn access_rows(
    atlas: &Atlas,
    study: &Study,
    question: &Question,
    zones: &WhiteZones<'_>,
) -> (Vec<Row>, Row) {
    let communes = study.communes.iter().zip(&zones.communes);
    let rows = communes.map(|(commune, row)| {
        let named = Row::of(commune.code, &commune.name);
        let known = row.access.value().is_some();
        let explained = known.then(|| explanation(atlas, commune, question, zones.catchment()));
        access_row(named, row).with("explanation", explained.flatten())
    });
    let whole = Row::of(study.code, &study.name);
    (rows.collect(), access_row(whole, &zones.total))
}

fn access_row(named: Row, row: &WhiteZoneRow) -> Row {
    named
        .with("facilities", row.facilities)
        .with_figure("children", row.children)
        .with_figure("access", row.access.map(|per_child| per_child * 100.0))
        .with_status("status", row.access.status())
        .with_figure("with_place", row.with_place)
        .with_figure("without_place", row.without_place)
        .with_figure("out_of_reach", row.white_children)
        .with("verdict", row.verdict.as_str())
        .with("displayed", displayed(row))
}

/// The three parts in tenths, so that what is shown adds up as well; nothing where one is unknown
/// or a lower bound.
pub(super) fn displayed(row: &WhiteZoneRow) -> Option<Value> {
    let parts = [row.with_place, row.without_place, row.white_children];
    let sums = |figure: &&Figure| figure.status() != Status::LowerBound;
    let known: Vec<f64> = parts.iter().filter(sums).filter_map(|figure| figure.value()).collect();
    let parts: [f64; 3] = known.try_into().ok()?;
    let (children, [with, without, out]) = shown_in_tenths(row.children.value()?, parts);
    Some(json!({
        "children": children, "with_place": with, "without_place": without, "out_of_reach": out,
    }))
}

/// How the access of a commune comes about, at its town hall: the services in reach from the
/// nearest on, what each gives to a child there, and what they are together.
fn explanation(
    atlas: &Atlas,
    commune: &StudyCommune,
    question: &Question,
    catchment: &Catchment<'_>,
) -> Option<Value> {
    let shares = catchment.shares_at(commune.hall?);
    let at_the_hall: f64 = shares.iter().map(|share| share.per_child).sum();
    let named = shares.iter().take(MOST_EXPLAINED).map(|share| explained(atlas, share));
    Some(json!({
        "point": "town-hall",
        // The access of a commune with cells is the mean of those of its cells, not this one.
        "lots": if commune.has_cells(question.ages) { "cells" } else { "town-hall" },
        // An empty sum is -0 in Rust, and nothing is written with a sign.
        "access": at_the_hall * 100.0 + 0.0,
        "services": named.collect::<Vec<_>>(),
        "omitted": shares.len().saturating_sub(MOST_EXPLAINED),
    }))
}

fn explained(atlas: &Atlas, share: &Share<'_, '_>) -> Value {
    let facility = share.service.facility;
    let commune = atlas.france.commune(facility.commune).map(|commune| commune.name.as_str());
    let places = share.service.places;
    let given = match places.value() {
        Some(_) => Figure::estimated(share.per_child * 100.0),
        None => Figure::at_least(0.0),
    };
    Row::default()
        .with("id", facility.id.as_str())
        .with("name", facility.name.as_str())
        .with("commune", facility.commune.as_str())
        .with("commune_name", commune)
        .with("precision", json!(facility.precision))
        .with("distance", share.distance.get())
        .with("weight", share.weight)
        .with_figure("places", places)
        // Lots are cells, or a whole commune at its town hall.
        .with_figure("children_sharing", Figure::estimated(share.sharing))
        .with_figure("access", given)
        .into_json()
}

/// A decay as a source line states it, in French; nothing for the binary one.
pub(super) fn decay_note(decay: &Decay, within: f64) -> Option<String> {
    let km = |metres: f64| decimal((metres / 10.0).round() / 100.0);
    let width = || km(decay.width(within).unwrap_or(0.0));
    match decay {
        Decay::Binary => None,
        Decay::Linear => Some("pondération linéaire de la distance".to_owned()),
        Decay::Gaussian(_) => {
            Some(format!("pondération gaussienne de la distance, σ {} km", width()))
        }
        Decay::Exponential(_) => {
            Some(format!("pondération exponentielle de la distance, λ {} km", width()))
        }
        Decay::Steps(steps) => {
            let steps = steps.get().iter();
            let steps =
                steps.map(|&(metres, weight)| format!("{} à {} km", decimal(weight), km(metres)));
            Some(format!("pondération par paliers\u{a0}: {}", steps.collect::<Vec<_>>().join(", ")))
        }
    }
}
