//! The children of each cell: the synthetic place by hand, and the sums over real cells.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use maillage::analysis::{
    CellParts, Fill, Question, Threshold, WhiteZones, cell_parts, white_zones,
};
use maillage::index::{Atlas, Study};
use maillage::territory::{Cell, Figure, Kind, Register, Status};
use support::{
    PLACE, at, children, code, creche, four_squares, of_kind, place, question, real_atlas,
    register, territory, within,
};

fn value(figure: Figure) -> f64 {
    figure.value().unwrap()
}

fn cell(x: f64, y: f64, count: f64) -> Cell {
    Cell { centre: at(x, y), imputed: count < 4.0, groups: vec![children(0, 2, count)] }
}

/// Two cells in the second commune, 500 m and 6 500 m from a crèche at its west.
fn two_cells(places: Option<f64>) -> Register {
    let mut register = register(vec![creche("a", "99002", 10_500.0, 5_000.0, places)]);
    let cells = vec![cell(11_000.0, 5_000.0, 10.0), cell(17_000.0, 5_000.0, 3.0)];
    std::sync::Arc::make_mut(&mut register.cells).insert(code("99002"), cells);
    register
}

fn four_places() -> Atlas {
    Atlas::new(four_squares(), two_cells(Some(4.0)))
}

fn cells_of(atlas: &Atlas, asked: &Question, threshold: &Threshold) -> Vec<CellParts> {
    let study = atlas.study(territory(PLACE)).unwrap();
    let zones = white_zones(atlas, &study, asked, threshold);
    cell_parts(&study, asked, threshold, &zones)
}

#[test]
fn places_go_to_the_cell_in_reach_and_the_other_is_out_of_reach() {
    let cells = cells_of(&four_places(), &question(), &within(2_000.0));
    let told = |cell: &CellParts| {
        let parts = &cell.parts;
        let figures = [cell.children, parts.with_place, parts.without_place, parts.out_of_reach];
        (cell.commune, cell.imputed, figures.map(|figure| (value(figure) * 1e6).round() / 1e6))
    };
    let cells: Vec<_> = cells.iter().map(told).collect();
    assert_eq!(cells, [(1, false, [10.0, 4.0, 6.0, 0.0]), (1, true, [3.0, 0.0, 0.0, 3.0])]);
}

#[test]
fn the_cells_in_reach_share_the_places() {
    let cells = cells_of(&four_places(), &question(), &within(6_501.0));
    assert_eq!(cells[1].parts.out_of_reach.status(), Status::Zero);
    // 13 children and the 150 at the town hall in the west share 4 places.
    assert!((value(cells[1].parts.with_place) - 12.0 / 163.0).abs() < 1e-9);
}

#[test]
fn a_kind_without_places_parts_into_in_reach_and_out_of_reach_only() {
    let asked = Question { ages: question().ages, ..of_kind(Kind::Rpe) };
    let cells = cells_of(&four_places(), &asked, &within(2_000.0));
    for cell in cells {
        assert_eq!(cell.parts.with_place.status(), Status::NotApplicable);
        assert_eq!(value(cell.parts.out_of_reach), value(cell.children));
    }
}

#[test]
fn a_service_of_unknown_places_makes_lower_bounds_where_it_reaches() {
    let atlas = Atlas::new(four_squares(), two_cells(None));
    let cells = cells_of(&atlas, &question(), &within(2_000.0));
    assert_eq!(cells[0].parts.with_place, Figure::at_least(0.0));
    assert_eq!(cells[0].parts.without_place, Figure::NOT_DOCUMENTED);
    assert_eq!(cells[1].parts.with_place.status(), Status::Zero);
    assert!((value(cells[1].parts.out_of_reach) - 3.0).abs() < 1e-12);
}

#[test]
fn nothing_is_said_of_cells_where_nobody_said_which_services_there_are() {
    let register = Register { inventories: vec![], ..two_cells(Some(4.0)) };
    let cells = cells_of(&Atlas::new(four_squares(), register), &question(), &within(2_000.0));
    assert_eq!(cells.len(), 2);
    for cell in cells {
        assert!(cell.children.value().is_some());
        assert_eq!(cell.parts.with_place, Figure::NOT_DOCUMENTED);
        assert_eq!(cell.parts.out_of_reach, Figure::NOT_DOCUMENTED);
    }
}

#[test]
fn a_commune_without_cells_gives_none() {
    let atlas = place(vec![]);
    assert!(cells_of(&atlas, &question(), &within(2_000.0)).is_empty());
}

type Part = (Figure, fn(&CellParts) -> Figure);

/// Compares the sums over the cells of each commune with its own three numbers.
fn assert_adds_up(study: &Study, zones: &WhiteZones<'_>, cells: &[CellParts], asked: &str) {
    let mut compared = 0;
    for (at, row) in zones.communes.iter().enumerate() {
        let of: Vec<_> = cells.iter().filter(|cell| cell.commune == at).collect();
        if of.is_empty() {
            continue;
        }
        let parts: [Part; 4] = [
            (row.children, |cell| cell.children),
            (row.with_place, |cell| cell.parts.with_place),
            (row.without_place, |cell| cell.parts.without_place),
            (row.white_children, |cell| cell.parts.out_of_reach),
        ];
        for (whole, part) in parts {
            let Some(whole) = whole.value() else { continue };
            let sum: f64 = of.iter().filter_map(|cell| part(cell).value()).sum();
            let name = &study.communes[at].name;
            assert!((sum - whole).abs() < 1e-6 * whole.max(1.0), "{name} {asked}: {sum} {whole}");
            compared += 1;
        }
    }
    assert!(compared > 10, "{asked}: only {compared} sums were compared");
}

#[test]
fn over_the_cells_the_parts_of_real_communes_add_up() {
    let atlas = real_atlas();
    let study = atlas.study(territory("200034130")).unwrap();
    for (kind, fill) in
        [(Kind::Eaje, Fill::Mean), (Kind::Eaje, Fill::None), (Kind::Alsh, Fill::None)]
    {
        for metres in [500.0, 2_000.0, 3_000.0, 20_000.0] {
            let (asked, threshold) = (Question { fill, ..of_kind(kind) }, within(metres));
            let zones = white_zones(&atlas, &study, &asked, &threshold);
            let cells = cell_parts(&study, &asked, &threshold, &zones);
            assert_adds_up(&study, &zones, &cells, &format!("{kind} {fill:?} {metres} m"));
        }
    }
}
