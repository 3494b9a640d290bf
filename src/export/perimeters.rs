//! Perimeters and what remains to be covered, as an answer.

use serde_json::{Value, json};

use super::Row;
use super::answer::{Answer, Sources, distance_note, head};
use super::french::{marked, whole};
use super::row::number;
use crate::analysis::{
    CHILDMINDERS_PER_ANIMATOR, Fill, PerimeterRow, PerimeterTotal, Question, ServedBy, perimeters,
};
use crate::index::{Atlas, Study};
use crate::territory::{Facility, Figure};
use crate::units::Metres;

/// Who is covered in a territory and what remains, as an answer.
#[must_use]
pub fn perimeters_answer<'a>(
    atlas: &'a Atlas,
    study: &Study,
    question: &Question,
    within: Metres,
) -> Answer<'a> {
    let measured = perimeters(atlas, study, question, within);
    let parts = study.communes.iter().zip(&measured.communes);
    let communes = parts.map(|(commune, row)| {
        let named = Row::of(commune.code, &commune.name);
        commune_row(named, row)
    });
    // Nobody's places count here, so no mean stands for them.
    let unfilled = Question { fill: Fill::None, ..*question };
    let mut sources = Sources::new(atlas).of(study, &unfilled).across_borders(&measured.zones);
    for service in &measured.services {
        sources.add(&service.facility.source);
    }
    let sources = sources.with("contours").with("cog-2026");
    let services: Vec<Value> =
        measured.services.iter().map(|service| service_json(atlas, service)).collect();
    let zones = &measured.zones;
    Answer {
        head: head(study, question)
            .with("within", within.get())
            .with("services", services)
            .with("summary", summary(&measured.total))
            .with("childminders_per_animator", CHILDMINDERS_PER_ANIMATOR)
            .with("position_status", if zones.is_at_a_hall() { "estimated" } else { "observed" })
            .with("neighbours_documented", zones.neighbours_known()),
        communes: communes.collect(),
        total: total_row(study, &measured.total),
        source_line: sources.line(&[distance_note(within)]),
        sources: sources.0,
    }
}

/// How far the coverage has come, in French.
fn summary(total: &PerimeterTotal) -> String {
    let also = |count, one: &str, many: &str| match count {
        0 => String::new(),
        1 => format!("\u{202f}; 1 commune {one}"),
        count => format!("\u{202f}; {count} communes {many}"),
    };
    let unknown = also(total.not_documented, "non renseignée", "non renseignées")
        + &also(total.secret, "sous secret", "sous secret");
    let one = total.left != Figure::at_least(0.0);
    let noun = if one && total.left.value().is_some_and(|left| left < 2.0) {
        "commune"
    } else {
        "communes"
    };
    format!(
        "Communes couvertes\u{a0}: {} sur {}\u{202f}; enfants couverts\u{a0}: {} sur {}. Reste à \
         couvrir\u{a0}: {} {noun}, {} enfants{unknown}.",
        marked(total.covered),
        whole(total.communes as f64),
        marked(total.children_covered),
        marked(total.children),
        remaining(total.left),
        remaining(total.children_left),
    )
}

/// What remains; that it is at least nothing says nothing.
fn remaining(left: Figure) -> String {
    if left == Figure::at_least(0.0) { marked(Figure::NOT_DOCUMENTED) } else { marked(left) }
}

fn commune_row(named: Row, row: &PerimeterRow<'_>) -> Row {
    let names: Vec<&str> = row.services.iter().map(|service| service.name.as_str()).collect();
    named
        .with("covered", row.covered.as_str())
        .with("served_by", names.join(" | "))
        .with_figure("times_per_month", row.times_per_month)
        .with_figure("children", row.children)
        .with_figure("children_covered", row.children_covered)
        .with_figure("children_left", row.children_left)
        .with("services", row.services.iter().map(|f| f.id.as_str()).collect::<Vec<_>>())
}

fn total_row(study: &Study, total: &PerimeterTotal) -> Row {
    let (hours, per) = total.hours_per_100;
    Row::of(study.code, &study.name)
        .with("communes", total.communes)
        .with("by_perimeter", total.by_perimeter)
        .with("by_reach", total.by_reach)
        .with("partly", total.partly)
        .with("not_documented", total.not_documented)
        .with("secret", total.secret)
        .with_figure("communes_covered", total.covered)
        .with_figure("communes_left", total.left)
        .with_figure("communes_progress", total.progress_in_communes())
        .with_figure("children", total.children)
        .with_figure("children_covered", total.children_covered)
        .with_figure("children_left", total.children_left)
        .with_figure("children_progress", total.progress())
        .with_figure("hours_per_100", hours)
        .with("hours_per", per.map(crate::analysis::Per::as_str))
        .with_figure("childminders", total.childminders)
        .with_figure("animators", total.animators)
        .with_figure("per_animator", total.per_animator)
        .with_figure("animators_missing", total.animators_missing)
}

fn service_json(atlas: &Atlas, service: &ServedBy<'_>) -> Value {
    let facility: &Facility = service.facility;
    let name = atlas.france.commune(facility.commune).map(|commune| commune.name.as_str());
    let above = service.per_animator.value().map(|minders| minders > CHILDMINDERS_PER_ANIMATOR);
    Row::default()
        .with("id", facility.id.as_str())
        .with("name", facility.name.as_str())
        .with("commune", facility.commune.as_str())
        .with("commune_name", name)
        .with("perimeter", json!(service.communes))
        .with("perimeter_status", perimeter_status(facility))
        .with("elsewhere", service.elsewhere)
        .with_figure("children", service.children)
        .with("frequency", service.frequency)
        .with_figure("times_per_month", service.times_per_month)
        .with("hours", service.hours.map(|(hours, _)| hours))
        .with("hours_per", service.hours.map(|(_, per)| per.as_str()))
        .with_figure("childminders", service.childminders)
        .with_figure("animators", service.animators)
        .with("per_animator", number(service.per_animator))
        .with_status("per_animator_status", service.per_animator.status())
        .with("above_target", above)
        .with("source", facility.source.as_str())
        .into_json()
}

/// A list that gives no perimeter does not say that there is none.
fn perimeter_status(facility: &Facility) -> &'static str {
    if facility.perimeter.is_empty() { "not-documented" } else { "observed" }
}
