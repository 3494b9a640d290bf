//! White zones as rows.

use serde_json::{Value, json};

use super::Row;
use super::row::number;
use crate::analysis::{Question, WhiteZoneRow, WhiteZones, nearest_services};
use crate::index::{Atlas, Study, StudyCommune};
use crate::territory::Figure;
use crate::units::SquareMetres;

/// The rows of white zones: one per commune, then the whole.
#[must_use]
pub fn white_zone_rows(
    atlas: &Atlas,
    study: &Study,
    question: &Question,
    zones: &WhiteZones<'_>,
) -> (Vec<Row>, Row) {
    let communes = study.communes.iter().zip(&zones.communes);
    let rows = communes.map(|(commune, row)| {
        let named = Row::of(commune.code, &commune.name);
        white_zone_row(named, row).with("nearest", nearest(atlas, study, question, commune))
    });
    let whole = Row::of(study.code, &study.name);
    (rows.collect(), white_zone_row(whole, &zones.total))
}

fn white_zone_row(named: Row, row: &WhiteZoneRow) -> Row {
    let km2 = |figure: Figure| figure.map(|area| SquareMetres(area).km2());
    let per_100 = row.access.map(|per_child| per_child * 100.0);
    named
        .with("facilities", row.facilities)
        .with("area_km2", number(km2(row.area)))
        .with("white_area_km2", number(km2(row.white_area)))
        .with("white_share", number(Figure::ratio(row.white_area, row.area, 1.0)))
        .with_status("status", row.white_area.status())
        .with_figure("children", row.children)
        .with_figure("white_children", row.white_children)
        .with_figure("access", per_100)
        .with("with_place", number(row.with_place))
        .with("without_place", number(row.without_place))
        .with("out_of_reach", number(row.white_children))
        .with_status("reach_status", row.with_place.status())
        .with("verdict", row.verdict.as_str())
        .with("all_reached_at", row.all_reached_at.map(f64::from))
        .with("profile", row.profile.0.clone())
}

fn nearest(
    atlas: &Atlas,
    study: &Study,
    question: &Question,
    commune: &StudyCommune,
) -> Vec<Value> {
    let nearest = nearest_services(atlas, study, question, commune).into_iter();
    nearest
        .map(|(facility, distance)| {
            json!({
                "id": facility.id, "name": facility.name, "commune": facility.commune,
                "commune_name": atlas.france.commune(facility.commune).map(|c| &c.name),
                "subtype": facility.subtype, "precision": facility.precision,
                "distance": distance.get().round(),
            })
        })
        .collect()
}
