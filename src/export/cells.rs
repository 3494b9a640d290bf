//! The children of each cell as rows.

use serde_json::Value;

use super::access::displayed;
use super::answer::{Answer, Sources, head, notes, reached};
use super::{PointsAnswer, Row, geojson};
use crate::analysis::{CellParts, Question, Threshold, WhiteZones, cell_parts, white_zones};
use crate::index::{Atlas, Study};
use crate::units::Wgs84;

/// The side of a cell, in metres.
const CELL_SIDE: f64 = 200.0;

/// The children of each cell of a territory as an answer: as many rows as the territory has cells.
#[must_use]
pub fn cells_answer<'a>(
    atlas: &'a Atlas,
    study: &Study,
    question: &Question,
    threshold: &Threshold,
) -> PointsAnswer<'a> {
    let zones = white_zones(atlas, study, question, threshold);
    let cells = cell_parts(study, question, threshold, &zones);
    let sources = Sources::new(atlas)
        .of(study, question)
        .across_borders(&zones)
        .with("contours")
        .with("cog-2026");
    let without = study.communes.iter().filter(|commune| !commune.has_cells(question.ages));
    let without: Vec<Value> =
        without.map(|commune| Row::of(commune.code, &commune.name).into_json()).collect();
    let head = reached(head(study, question), threshold)
        .with("cell_side", CELL_SIDE)
        .with("with_cells", study.communes.len() - without.len())
        .with("without_cells", without)
        .with("position_status", if zones.is_at_a_hall() { "estimated" } else { "observed" })
        .with("neighbours_documented", zones.neighbours_known());
    let positions: Vec<Option<Wgs84>> =
        cells.iter().map(|cell| study.crs.unproject(cell.position)).collect();
    let rows = cells.iter().zip(&positions).map(|(cell, position)| row(study, cell, *position));
    PointsAnswer {
        rows: Answer {
            head,
            communes: rows.collect(),
            total: total(study, &zones),
            source_line: sources.line(&notes(threshold)),
            sources: sources.0,
        },
        called: "cells",
        positions,
    }
}

fn row(study: &Study, cell: &CellParts, position: Option<Wgs84>) -> Row {
    let commune = &study.communes[cell.commune];
    let [lon, lat] = [position.map(|at| at.lon), position.map(|at| at.lat)]
        .map(|degrees| degrees.map(geojson::rounded_degrees));
    Row::of(commune.code, &commune.name)
        .with("lon", lon)
        .with("lat", lat)
        .with("imputed", cell.imputed)
        .with_figure("children", cell.children)
        .with_figure("with_place", cell.parts.with_place)
        .with_figure("without_place", cell.parts.without_place)
        .with_figure("out_of_reach", cell.parts.out_of_reach)
}

/// The whole as white zones and access give it.
fn total(study: &Study, zones: &WhiteZones<'_>) -> Row {
    Row::of(study.code, &study.name)
        .with_figure("children", zones.total.children)
        .with_figure("with_place", zones.total.with_place)
        .with_figure("without_place", zones.total.without_place)
        .with_figure("out_of_reach", zones.total.white_children)
        .with("displayed", displayed(&zones.total))
}
