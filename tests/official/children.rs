//! Official figures replace estimates at once.

use std::sync::Arc;

use maillage::analysis::{Threshold, white_zones};
use maillage::index::Atlas;
use maillage::territory::{AgeGroup, Ages, Cell, Figure, Register, Status};
use proptest::prelude::*;

use crate::support::{PLACE, at, code, four_squares, question, register, territory, within};

fn group(from: u8, to: u8, count: f64, source: &str) -> AgeGroup {
    AgeGroup {
        ages: Ages::new(from, to).unwrap(),
        count: Figure::observed(count),
        source: source.to_owned(),
    }
}

fn ages(text: &str) -> Ages {
    text.parse().unwrap()
}

/// Cells of commune 99001 along its middle, with these children of 0-3.
fn cells(counts: &[f64]) -> Vec<Cell> {
    let cell = |(place, &count): (usize, &f64)| Cell {
        centre: at(500.0 + 1_000.0 * place as f64, 5_000.0),
        imputed: false,
        groups: vec![group(0, 3, count, "filosofi-2021"), group(4, 5, count, "filosofi-2021")],
    };
    counts.iter().enumerate().map(cell).collect()
}

fn with(children: Vec<AgeGroup>, cells: Vec<Cell>) -> Atlas {
    let mut known: Register = register(vec![]);
    if !children.is_empty() {
        Arc::make_mut(&mut known.children).insert(code("99001"), children);
    }
    if !cells.is_empty() {
        Arc::make_mut(&mut known.cells).insert(code("99001"), cells);
    }
    Atlas::new(four_squares(), known)
}

fn figure(atlas: &Atlas, band: &str) -> (Option<f64>, Status, Vec<String>) {
    let study = atlas.study(territory("99001")).unwrap();
    let commune = &study.communes[0];
    let figure = commune.children(ages(band));
    let sources = commune.children_sources(ages(band)).into_iter().map(str::to_owned).collect();
    (figure.value(), figure.status(), sources)
}

#[test]
fn the_census_comes_before_documents_cells_and_the_even_share() {
    let document = group(0, 2, 90.0, "portrait-2024");
    let iris = group(0, 2, 80.0, "insee-evol-struct-pop-2021");
    let years = [0, 1, 2].map(|year| group(year, year, 25.0, "insee-td-pop1b-2021"));
    let value = |groups: &[AgeGroup], cells: &[f64]| {
        figure(&with(groups.to_vec(), self::cells(cells)), "0-2").0.unwrap()
    };
    assert_eq!(value(&[], &[]), 150.0);
    assert_eq!(value(&[], &[100.0]), 75.0);
    assert_eq!(value(std::slice::from_ref(&document), &[100.0]), 90.0);
    assert_eq!(value(&[document.clone(), iris.clone()], &[100.0]), 80.0);
    let mut all = vec![document, iris];
    all.extend(years);
    assert_eq!(value(&all, &[100.0]), 75.0);
    assert_eq!(figure(&with(all, vec![]), "0-2").1, Status::Observed);
}

#[test]
fn a_figure_is_never_made_of_two_sources() {
    let groups =
        vec![group(0, 2, 90.0, "portrait-2024"), group(3, 5, 70.0, "insee-evol-struct-pop-2021")];
    let atlas = with(groups, vec![]);
    let sources = |band| figure(&atlas, band).2;
    assert_eq!(
        (sources("0-2"), sources("3-5")),
        (vec!["portrait-2024".to_owned()], vec!["insee-evol-struct-pop-2021".to_owned()])
    );
    // Neither has all of 0-5: the even share of the census has.
    assert_eq!(figure(&atlas, "0-5"), (Some(300.0), Status::Estimated, vec!["rp-2021".to_owned()]));
}

#[test]
fn what_a_publisher_blanked_is_secret_and_no_estimate_stands_for_it() {
    let secret = |source| AgeGroup { count: Figure::SECRET, ..group(0, 2, 0.0, source) };
    let atlas = with(vec![secret("insee-td-pop1b-2021")], vec![]);
    assert_eq!(figure(&atlas, "0-2").1, Status::Secret);
    // Three years of four: what is left of a blanked figure is blanked.
    let atlas = with(vec![secret("a"), group(3, 3, 9.0, "a")], vec![]);
    assert_eq!(figure(&atlas, "0-3").1, Status::Secret);
    // Another source states it openly.
    let open = group(0, 2, 40.0, "insee-evol-struct-pop-2021");
    let atlas = with(vec![secret("insee-td-pop1b-2021"), open], vec![]);
    assert_eq!(figure(&atlas, "0-2").0, Some(40.0));
}

#[test]
fn cells_say_where_the_children_of_a_better_source_live() {
    let atlas = with(vec![group(0, 2, 60.0, "insee-evol-struct-pop-2021")], cells(&[10.0, 30.0]));
    let study = atlas.study(territory("99001")).unwrap();
    let commune = &study.communes[0];
    let lots: Vec<f64> = commune.lots(ages("0-2")).into_iter().map(|(_, count)| count).collect();
    assert_eq!(lots, [15.0, 45.0]);
    assert_eq!(commune.children(ages("0-2")).status(), Status::Observed);
    assert_eq!(commune.place_source(ages("0-2")), Some("filosofi-2021"));
    assert!(commune.has_cells(ages("0-2")) && !commune.has_cells(ages("11-17")));
}

#[test]
fn empty_cells_do_not_make_children_vanish() {
    let atlas = with(vec![group(0, 2, 60.0, "portrait-2024")], cells(&[0.0, 0.0]));
    let study = atlas.study(territory("99001")).unwrap();
    let lots = study.communes[0].lots(ages("0-2"));
    assert_eq!((lots.len(), lots[0].1), (1, 60.0));
    assert!(!study.communes[0].has_cells(ages("0-2")));
}

#[test]
fn a_newer_grid_replaces_an_older_one() {
    let mut both = cells(&[10.0, 30.0]);
    let mut newer = cells(&[100.0]);
    newer[0].groups.iter_mut().for_each(|group| "filosofi-2023".clone_into(&mut group.source));
    both.extend(newer);
    assert_eq!(figure(&with(vec![], both), "0-3").0, Some(100.0));
}

#[test]
fn the_three_numbers_add_up_to_the_declared_total() {
    let atlas = with(vec![group(0, 2, 587.0, "insee-td-pop1b-2021")], cells(&[1.0, 2.0, 4.0]));
    let study = atlas.study(territory(PLACE)).unwrap();
    let threshold: Threshold = within(2_000.0);
    let zones = white_zones(&atlas, &study, &question(), &threshold);
    let row = &zones.communes[0];
    // Nothing is open: all of them are out of reach.
    assert_eq!(row.children.value(), Some(587.0));
    assert!((row.white_children.value().unwrap() - 587.0).abs() < 1e-9);
}

proptest! {
    #[test]
    fn lots_add_up_to_the_figure(
        declared in 0.0..5_000.0_f64,
        counts in proptest::collection::vec(0.0..40.0_f64, 0..30),
        first in 0..4_u8,
    ) {
        let band = Ages::new(first, 5).unwrap();
        let source = "insee-evol-struct-pop-2021";
        let atlas = with(vec![group(0, 2, declared, source), group(3, 5, declared, source)], cells(&counts));
        let study = atlas.study(territory("99001")).unwrap();
        let commune = &study.communes[0];
        let lots: f64 = commune.lots(band).into_iter().map(|(_, count)| count).sum();
        let figure = commune.children(band).value().unwrap();
        prop_assert!((lots - figure).abs() <= 1e-9 * figure.max(1.0), "{} {}", lots, figure);
    }
}
