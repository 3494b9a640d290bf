//! What changed between two moments, as rows.

use serde_json::{Value, json};

use super::answer::{Sources, head, notes, reached};
use super::{Answer, Row};
use crate::analysis::{
    BASELINE_MARGIN, BASELINE_SOURCE, Basis, EvolutionRow, FacilityChange, Moment, Pair,
    Population, Question, Threshold, What, baseline_day, evolution, same_children,
    with_children_of,
};
use crate::index::{Atlas, Study};
use crate::territory::Figure;

/// The evolution of a territory as an answer: a row per commune, and each service that opened,
/// closed, was resized or moved in the head.
///
/// `population` says whose children count where the moments know different ones.
#[must_use]
pub fn evolution_answer<'a>(
    before: &Moment<'a, '_>,
    after: &Moment<'a, '_>,
    population: Population,
    question: &Question,
    threshold: &Threshold,
) -> Answer<'a> {
    let same = same_children(before.study, after.study, question);
    // Children of neighbouring communes share places too: two registers are held alike even where
    // they know the same children of the territory.
    let one = std::ptr::eq(before.atlas, after.atlas);
    let held = if one { Population::Each } else { population };
    let swapped = match held {
        Population::Each => None,
        Population::Before => with_the_children_of(after, before),
        Population::After => with_the_children_of(before, after),
    };
    let moments = [(before, held == Population::After), (after, held == Population::Before)];
    let [from, to] = moments.map(|(moment, is_swapped)| {
        let stand_in = swapped.as_ref().filter(|_| is_swapped);
        let (atlas, study) =
            stand_in.map_or((moment.atlas, moment.study), |(atlas, study)| (atlas, study));
        Moment { atlas, study, at: moment.at }
    });
    let changed = evolution(&from, &to, question, threshold);
    let mut sources = Sources::new(after.atlas);
    for (moment, zones) in [before, after].into_iter().zip(&changed.zones) {
        let question = Question { at: moment.at, ..*question };
        sources = sources.from(moment.atlas).with(BASELINE_SOURCE);
        sources = sources.of_services(moment.study, &question).across_borders(zones);
    }
    for (moment, _) in moments.into_iter().filter(|(_, is_swapped)| !is_swapped) {
        sources = sources.from(moment.atlas).of_children(moment.study, question);
    }
    let sources = sources.with("contours").with("cog-2026");
    let head = head(after.study, &Question { at: after.at, ..*question })
        .with("from", before.at.to_string());
    let head = reached(head, threshold)
        .with("same_children", same)
        .with("population", if same { Value::Null } else { json!(word(population)) })
        .with("changes", changed.facilities.iter().map(told).collect::<Vec<_>>());
    let rows = after
        .study
        .communes
        .iter()
        .zip(&changed.communes)
        .map(|(commune, row)| evolution_row(Row::of(commune.code, &commune.name), row));
    let whole = Row::of(after.study.code, &after.study.name);
    let mut notes = notes(threshold);
    notes.push(format!("du {} au {}", day(before), day(after)));
    let is_cut = 2.0 * threshold.within.get() > BASELINE_MARGIN;
    if is_cut && baseline_day(&before.atlas.register).is_some() {
        let km = BASELINE_MARGIN / 1000.0;
        notes.push(format!("référence connue à {km} km autour du territoire"));
    }
    notes.extend((!same).then(|| held_note(population)));
    Answer {
        head,
        communes: rows.collect(),
        total: evolution_row(whole, &changed.total),
        source_line: sources.line(&notes),
        sources: sources.0,
    }
}

/// A moment with the children of another, looked up anew.
fn with_the_children_of(moment: &Moment<'_, '_>, other: &Moment<'_, '_>) -> Option<(Atlas, Study)> {
    let register = with_children_of(&moment.atlas.register, &other.atlas.register);
    let atlas = moment.atlas.with_register(register);
    let study = atlas.study(moment.study.code)?;
    Some((atlas, study))
}

/// Whose children count, as a source line states it.
fn held_note(population: Population) -> String {
    let held = match population {
        Population::Before => "enfants de la première date pour les deux",
        Population::After => "enfants de la seconde date pour les deux",
        Population::Each => "enfants de chaque date, de millésimes différents",
    };
    held.to_owned()
}

/// The word for whose children count.
fn word(population: Population) -> &'static str {
    match population {
        Population::Before => "before",
        Population::After => "after",
        Population::Each => "each",
    }
}

fn day(moment: &Moment<'_, '_>) -> String {
    moment.at.strftime("%d/%m/%Y").to_string()
}

pub(super) fn evolution_row(named: Row, row: &EvolutionRow) -> Row {
    let pairs = [
        ("places", row.places),
        ("children", row.children),
        ("rate", row.rate),
        ("out_of_reach", row.out_of_reach),
        ("with_place", row.with_place),
        ("without_place", row.without_place),
    ];
    let named = named
        .with("facilities_before", row.facilities[0])
        .with("facilities_after", row.facilities[1]);
    let filled = pairs.into_iter().fold(named, |filled, (name, pair)| paired(filled, name, pair));
    filled
        .with("verdict_before", row.verdicts[0].as_str())
        .with("verdict_after", row.verdicts[1].as_str())
}

fn paired(row: Row, name: &str, pair: Pair) -> Row {
    let figures: [(&str, Figure); 3] =
        [("before", pair.before), ("after", pair.after), ("change", pair.difference())];
    figures
        .into_iter()
        .fold(row, |row, (side, figure)| row.with_figure(&format!("{name}_{side}"), figure))
}

fn told(change: &FacilityChange) -> Value {
    let basis = |basis| match basis {
        Basis::Day => "day",
        Basis::List => "list",
    };
    let (what, more) = match change.what {
        What::Opened(by) => ("opened", json!({ "basis": basis(by) })),
        What::Closed(by) => ("closed", json!({ "basis": basis(by) })),
        What::Resized { from, to } => {
            ("resized", json!({ "places_before": from, "places_after": to }))
        }
        What::Moved(metres) => ("moved", json!({ "metres": metres.get().round() })),
    };
    let mut told = json!({
        "id": change.id, "name": change.name, "commune": change.commune, "what": what,
    });
    if let (Some(told), Value::Object(more)) = (told.as_object_mut(), more) {
        told.extend(more);
    }
    told
}
