//! Rates by mode of the synthetic place, worked out by hand, their laws, and the real territories.

use crate::support::{PLACE, creche, four_squares, place, real_atlas, register, source, territory};
use maillage::analysis::{CareMode, Fill, LeisureSlot, Modes, ModesAsked, Reference, modes};
use maillage::index::Atlas;
use maillage::territory::{
    Facility, Figure, Funding, Indicator, Kind, Register, Slot, Source, Status, Subtype, Usage,
};
use proptest::prelude::*;

fn asked(day: &str, reference: Reference) -> ModesAsked {
    ModesAsked { at: day.parse().unwrap(), fill: Fill::None, reference }
}

fn measure<'a>(atlas: &'a Atlas, day: &str, reference: Reference) -> Modes<'a> {
    modes(atlas, &atlas.study(territory(PLACE)).unwrap(), &asked(day, reference))
}

fn published(zone: &str, name: &str, value: Figure, vintage: &str) -> Indicator {
    Indicator {
        zone: zone.to_owned(),
        name: name.to_owned(),
        unit: "%".to_owned(),
        value,
        text: None,
        vintage: vintage.to_owned(),
        source: "cnaf".to_owned(),
        usage: Usage::Public,
    }
}

fn with_figures(mut register: Register, figures: Vec<Indicator>) -> Atlas {
    register.indicators = figures;
    register.sources.push(Source { publisher: "Cnaf".to_owned(), ..source("cnaf") });
    Atlas::new(four_squares(), register)
}

fn row(mode: CareMode) -> usize {
    CareMode::ALL.iter().position(|other| *other == mode).unwrap()
}

/// 30 places PSU and 10 PAJE for the 150 children of 99001.
fn two_creches() -> Vec<Facility> {
    let mut psu = creche("a", "99001", 5_000.0, 5_000.0, Some(30.0));
    psu.funding = Some(Funding::Psu);
    let mut paje = creche("b", "99001", 6_000.0, 5_000.0, Some(10.0));
    (paje.funding, paje.subtype) = (Some(Funding::Paje), Some(Subtype::MicroCreche));
    vec![psu, paje]
}

#[test]
fn own_rates_are_parted_by_funding() {
    let atlas = place(two_creches());
    let measured = measure(&atlas, "2026-11-22", Reference::France);
    let rate = |mode| measured.communes[0].modes[row(mode)].own.rate;
    assert_eq!(rate(CareMode::EajePsu), Figure::estimated(20.0));
    assert_eq!(rate(CareMode::EajeHorsPsu), Figure::estimated(100.0 * 10.0 / 150.0));
    assert_eq!(rate(CareMode::Eaje), Figure::estimated(100.0 * 40.0 / 150.0));
    assert_eq!(rate(CareMode::AssistantesMaternelles), Figure::NOT_DOCUMENTED);
    // All modes: at least what the EAJE have.
    assert_eq!(rate(CareMode::Global), Figure::at_least(100.0 * 40.0 / 150.0));
}

#[test]
fn a_creche_whose_funding_nobody_said_is_in_neither_part_and_makes_both_lower_bounds() {
    let mut creches = two_creches();
    creches[0].funding = None;
    let atlas = place(creches);
    let measured = measure(&atlas, "2026-11-22", Reference::France);
    let own = |mode| measured.communes[0].modes[row(mode)].own;
    assert_eq!(own(CareMode::EajePsu).places, Figure::at_least(0.0));
    assert_eq!(own(CareMode::EajeHorsPsu).places, Figure::at_least(10.0));
    assert_eq!(own(CareMode::EajePsu).funding_unsaid, 1);
    assert_eq!(own(CareMode::Eaje).places, Figure::observed(40.0));
}

#[test]
fn the_newest_vintage_that_says_something_is_taken_and_none_of_a_later_year() {
    let figures = vec![
        published(PLACE, "txcouv_epci", Figure::observed(50.0), "2022"),
        published(PLACE, "txcouv_epci", Figure::observed(60.0), "2023"),
        published(PLACE, "txcouv_epci", Figure::NOT_DOCUMENTED, "2024"),
        published(PLACE, "tauxcouv_eaje_epci", Figure::observed(21.0), "2017"),
    ];
    let atlas = with_figures(register(vec![]), figures);
    let of = |day, mode| {
        let measured = measure(&atlas, day, Reference::France);
        let published = measured.total.modes[row(mode)].published;
        (published.rate.value(), published.vintage())
    };
    assert_eq!(of("2026-11-22", CareMode::Global), (Some(60.0), Some("2023")));
    assert_eq!(of("2022-11-22", CareMode::Global), (Some(50.0), Some("2022")));
    assert_eq!(of("2021-11-22", CareMode::Global), (None, None));
    assert_eq!(of("2026-11-22", CareMode::Eaje), (Some(21.0), Some("2017")));
}

#[test]
fn the_gap_is_made_of_one_vintage_of_the_publisher_or_of_the_register_alone() {
    // 270 places at 60 per 100: 450 children. 70 per 100 of them are 315 places: 45 are missing.
    let figures = vec![
        published(PLACE, "txcouv_epci", Figure::observed(60.0), "2023"),
        published(PLACE, "tot_offre_epci", Figure::observed(270.0), "2023"),
    ];
    let atlas = with_figures(register(two_creches()), figures);
    let target = |text: &str| measure(&atlas, "2026-11-22", text.parse().unwrap());
    let measured = target("70");
    let global = &measured.total.modes[row(CareMode::Global)];
    assert_eq!(global.published.children, Figure::estimated(450.0));
    assert_eq!(global.published_gap, Figure::estimated(45.0));
    // The register has 40 places of EAJE among 450 children, and knows no other mode.
    assert_eq!(global.own_gap, Figure::NOT_DOCUMENTED);
    assert_eq!(measured.total.modes[row(CareMode::Eaje)].own_gap, Figure::NOT_DOCUMENTED);
    let eaje = &target("eaje:20").total.modes[row(CareMode::Eaje)];
    assert_eq!(eaje.own_gap, Figure::estimated(50.0));
}

#[test]
fn places_of_another_year_than_the_rate_make_no_gap() {
    let figures = vec![
        published(PLACE, "txcouv_epci", Figure::observed(60.0), "2023"),
        published(PLACE, "tot_offre_epci", Figure::observed(270.0), "2022"),
    ];
    let atlas = with_figures(register(vec![]), figures);
    let measured = measure(&atlas, "2026-11-22", "70".parse().unwrap());
    let global = &measured.total.modes[row(CareMode::Global)];
    assert_eq!(global.published_gap, Figure::NOT_DOCUMENTED);
    assert_eq!(global.published.places, Figure::NOT_DOCUMENTED);
}

#[test]
fn other_zones_are_compared_in_the_same_year_and_points_only_then() {
    let figures = vec![
        published(PLACE, "txcouv_epci", Figure::observed(60.0), "2022"),
        published("dep-99", "txcouv_dep", Figure::observed(55.0), "2022"),
        published("dep-99", "txcouv_dep", Figure::observed(56.0), "2023"),
        published("FR", "txcouv_nat", Figure::observed(58.0), "2023"),
    ];
    let atlas = with_figures(register(vec![]), figures);
    let measured = measure(&atlas, "2026-11-22", Reference::Department);
    let global = &measured.total.modes[row(CareMode::Global)];
    assert_eq!(
        (global.department.vintage(), global.france.vintage()),
        (Some("2022"), Some("2023"))
    );
    assert_eq!(global.published.points_above(&global.department), Some(5.0));
    assert_eq!(global.published.points_above(&global.france), None);
    assert_eq!(global.reference.rate, Figure::observed(55.0));
    let eaje = &measured.total.modes[row(CareMode::Eaje)];
    assert_eq!(eaje.department.rate, Figure::NOT_DOCUMENTED, "missing is said to be missing");
}

#[test]
fn what_is_internal_is_never_read_and_a_secret_stays_one() {
    let mut inside = published(PLACE, "txcouv_epci", Figure::observed(60.0), "2023");
    inside.usage = Usage::Interne;
    let secret = published(PLACE, "txcouv_eaje_epci", Figure::SECRET, "2023");
    let atlas = with_figures(register(vec![]), vec![inside, secret]);
    let measured = measure(&atlas, "2026-11-22", "58".parse().unwrap());
    let of = |mode| &measured.total.modes[row(mode)];
    assert_eq!(of(CareMode::Global).published.rate, Figure::NOT_DOCUMENTED);
    assert_eq!(of(CareMode::Eaje).published.rate.status(), Status::Secret);
}

#[test]
fn an_alsh_counts_in_the_slots_that_its_list_says() {
    let alsh = |id: &str, slots: &[Slot]| {
        let mut alsh = creche(id, "99001", 5_000.0, 5_000.0, Some(60.0));
        (alsh.kind, alsh.slots) = (Kind::Alsh, slots.to_vec());
        alsh
    };
    let atlas = place(vec![
        alsh("a", &[Slot::Periscolaire, Slot::Mercredi]),
        alsh("b", &[Slot::Extrascolaire]),
        alsh("c", &[Slot::Ete]),
    ]);
    let measured = measure(&atlas, "2026-11-22", Reference::France);
    let of = |slot| {
        let rows = &measured.communes[0].leisure;
        rows.iter().find(|row| row.slot == slot && row.ages.to_string() == "3-11").unwrap()
    };
    // 3-11 are nine of twenty years: 450 children.
    assert_eq!(of(LeisureSlot::Mercredi).rate, Figure::estimated(100.0 * 60.0 / 450.0));
    assert_eq!(of(LeisureSlot::PetitesVacances).places, Figure::observed(60.0));
    assert_eq!(of(LeisureSlot::Ete).places, Figure::observed(120.0));
    assert_eq!((of(LeisureSlot::Ete).facilities, of(LeisureSlot::Ete).slot_unsaid), (2, 0));
    let teenagers = measured.communes[0].leisure.iter().filter(|r| r.ages.to_string() == "11-17");
    assert!(teenagers.clone().count() == 4 && teenagers.clone().all(|r| r.facilities == 0));
}

#[test]
fn a_slot_that_nobody_said_makes_a_lower_bound_and_never_a_zero() {
    let alsh = |slots: &[Slot]| {
        let mut alsh = creche("a", "99001", 5_000.0, 5_000.0, Some(60.0));
        (alsh.kind, alsh.slots) = (Kind::Alsh, slots.to_vec());
        let atlas = place(vec![alsh]);
        let measured = measure(&atlas, "2026-11-22", Reference::France);
        let rows = &measured.communes[0].leisure;
        LeisureSlot::ALL
            .map(|slot| rows.iter().find(|row| row.slot == slot).map(|row| row.places).unwrap())
    };
    assert!(alsh(&[]).iter().all(|places| *places == Figure::at_least(0.0)));
    let [before, wednesday, holidays, _] = alsh(&[Slot::Periscolaire]);
    assert_eq!(before, Figure::observed(60.0));
    assert_eq!(wednesday, Figure::at_least(0.0), "a list of before 2018 means it, or not");
    assert_eq!(holidays.status(), Status::Zero);
}

#[test]
fn carrieres_sur_seine_shows_67_5_published_beside_37_5_of_the_register() {
    let atlas = real_atlas();
    let study = atlas.study(territory("78124")).unwrap();
    let measured = modes(&atlas, &study, &asked("2026-11-22", Reference::Department));
    assert_eq!(measured.department, "78");
    let global = &measured.total.modes[row(CareMode::Global)];
    assert_eq!(
        (global.published.rate, global.published.vintage()),
        (Figure::observed(67.5), Some("2020"))
    );
    assert_eq!(
        (global.department.rate, global.france.rate),
        (Figure::observed(58.6), Figure::observed(58.8))
    );
    let eaje = measured.total.modes[row(CareMode::Eaje)].own;
    assert_eq!((eaje.places, eaje.children), (Figure::observed(220.0), Figure::observed(587.0)));
    let minders = &measured.total.modes[row(CareMode::AssistantesMaternelles)];
    assert_eq!(minders.published.rate, Figure::observed(23.3));
    assert_eq!(minders.department.rate, Figure::observed(45.8));
    assert!((minders.published.points_above(&minders.department).unwrap() + 22.5).abs() < 1e-9);
}

#[test]
fn gally_mauldre_has_no_published_rate_and_is_compared_all_the_same() {
    let atlas = real_atlas();
    let study = atlas.study(territory("200034130")).unwrap();
    let measured = modes(&atlas, &study, &asked("2026-11-22", Reference::France));
    let global = &measured.total.modes[row(CareMode::Global)];
    assert_eq!(global.published.rate, Figure::NOT_DOCUMENTED);
    assert_eq!(
        (global.france.rate, global.france.vintage()),
        (Figure::observed(60.9), Some("2023"))
    );
    assert_eq!(global.own.places, Figure::at_least(0.0), "no capacity is known");
}

proptest! {
    #[test]
    fn parts_never_pass_the_whole_and_order_changes_nothing(
        creches in proptest::collection::vec((1_u32..4, 0.0..60.0_f64, 0_u8..3), 0..8)
    ) {
        let build = |(at, (commune, places, funding)): (usize, &(u32, f64, u8))| {
            let code = format!("9900{commune}");
            let x = f64::from(*commune) * 10_000.0 - 5_000.0;
            let mut made = creche(&at.to_string(), &code, x, 5_000.0, Some(*places));
            made.funding = [None, Some(Funding::Psu), Some(Funding::Paje)][usize::from(*funding)];
            made
        };
        let forth: Vec<Facility> = creches.iter().enumerate().map(build).collect();
        let back: Vec<Facility> = forth.iter().rev().cloned().collect();
        let places = |creches: Vec<Facility>| {
            let atlas = place(creches);
            let measured = measure(&atlas, "2026-11-22", Reference::France);
            let of = |mode| measured.total.modes[row(mode)].own.places.value().unwrap();
            [CareMode::Eaje, CareMode::EajePsu, CareMode::EajeHorsPsu].map(of)
        };
        let [all, psu, paje] = places(forth);
        prop_assert!(psu + paje <= all + 1e-9);
        for (there, here) in places(back).into_iter().zip([all, psu, paje]) {
            prop_assert!((there - here).abs() < 1e-9);
        }
    }
}
