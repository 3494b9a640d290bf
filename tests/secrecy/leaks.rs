//! What would give a blanked value back if a link between published figures were missed. Synthetic.

use maillage::analysis::secrecy::{Item, Knowledge, Reason, STEPS, attack, suppress};
use maillage::index::Atlas;
use maillage::territory::{Indicator, Usage};

use crate::laws::three_communes;
use crate::margins::Margins;
use crate::published::{HOUSEHOLDS, all, figure, place, shown};

const ZONE: &str = "99001";

/// An atlas of one commune above the threshold, with some counts and shares.
fn commune(figures: &[(&str, &str, f64)]) -> Atlas {
    let first = figure(ZONE, HOUSEHOLDS, "allocataires", 1000.0);
    let others = figures.iter().map(|(name, unit, value)| figure(ZONE, name, unit, *value));
    place([first].into_iter().chain(others).collect())
}

/// The figures of it that are shown.
fn kept(figures: &[(&str, &str, f64)]) -> Vec<f64> {
    let atlas = commune(figures);
    let found = shown(&all(&atlas, Usage::Public), ZONE);
    found[1..].iter().filter_map(|(value, _)| *value).collect()
}

fn of_year(year: &str, indicator: Indicator) -> Indicator {
    Indicator { vintage: year.to_owned(), ..indicator }
}

#[test]
fn a_share_that_its_count_contradicts_is_blanked_with_it() {
    let of = |share: f64| {
        kept(&[
            ("Nb enfants AEEH 0-2 ans", "enfants", 2.0),
            ("Nb enfants AEEH 0-2 ans – % des enfants AEEH", "%", share),
            ("Nb enfants AEEH", "enfants", 1030.0),
            ("Nb familles RSA – % des familles", "%", 58.3),
        ])
    };
    assert_eq!(of(0.3), [1030.0, 58.3], "0,2 % of it would have been printed");
    assert_eq!(of(0.0), [1030.0, 58.3], "printed as a whole number among others with decimals");
}

#[test]
fn a_share_that_a_blanked_whole_contradicts_is_blanked_with_the_whole() {
    let found = kept(&[
        ("Nb familles monoparentales", "familles", 500.0),
        ("Nb familles monoparentales – % des familles RSA", "%", 20_000.0),
        ("Nb familles RSA", "familles", 3.0),
    ]);
    assert_eq!(found, [500.0], "it says that there are between two and three");
}

#[test]
fn bands_without_a_band_for_all_of_them_are_held_against_their_total() {
    let bands = |total: &'static str, sum: f64| {
        kept(&[
            ("Nb enfants AEEH 0-2 ans", "enfants", 2.0),
            ("Nb enfants AEEH 3-5 ans", "enfants", 60.0),
            ("Nb enfants AEEH 6-11 ans", "enfants", 39.0),
            (total, "enfants", sum),
        ])
    };
    assert!(bands("Total enfants AEEH", 101.0).len() < 3, "101 − (60 + 39) is all there is");
    assert!(bands("Total enfants AEEH", 102.0).len() < 3, "nor can it be 4");
    assert!(bands("Total enfants AEEH 0-17 ans", 101.0).len() < 3, "of an age that none reaches");
    assert_eq!(bands("Total enfants AEEH", 300.0).len(), 3, "this total says nothing");
}

#[test]
fn bands_that_add_up_to_a_total_without_ages_do_not_give_a_four_back() {
    let found = kept(&[
        ("Nb enfants AEEH 0-2 ans", "enfants", 4.0),
        ("Nb enfants AEEH 3-5 ans", "enfants", 60.0),
        ("Total enfants AEEH", "enfants", 64.0),
    ]);
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn an_amount_goes_with_the_count_of_its_own_year() {
    let count = |year, value| of_year(year, figure(ZONE, "Nb RSA", "allocataires", value));
    let atlas = place(vec![
        of_year("2021", figure(ZONE, HOUSEHOLDS, "allocataires", 1000.0)),
        of_year("2022", figure(ZONE, HOUSEHOLDS, "allocataires", 1000.0)),
        count("2021", 50.0),
        count("2022", 2.0),
        of_year("2021", figure(ZONE, "Montants versés pour le RSA", "€", 25_000.0)),
        of_year("2022", figure(ZONE, "Montants versés pour le RSA", "€", 1200.0)),
    ]);
    let found: Vec<_> = shown(&all(&atlas, Usage::Public), ZONE)[2..].to_vec();
    let values: Vec<_> = found.iter().map(|(value, _)| *value).collect();
    assert_eq!(values, [Some(50.0), None, Some(25_000.0), None]);
}

#[test]
fn a_change_between_two_years_does_not_give_a_blanked_count_back() {
    let change = |name: &str, unit: &str, value: f64| {
        let atlas = place(vec![
            of_year("", figure(ZONE, HOUSEHOLDS, "allocataires", 1000.0)),
            of_year("2021", figure(ZONE, "Nb allocataires AEEH", "allocataires", 20.0)),
            of_year("2022", figure(ZONE, "Nb allocataires AEEH", "allocataires", 3.0)),
            of_year("2022", figure(ZONE, name, unit, value)),
        ]);
        let found = shown(&all(&atlas, Usage::Public), ZONE)[1..].to_vec();
        found.into_iter().map(|(value, _)| value).collect::<Vec<_>>()
    };
    for (name, unit, value) in [
        ("Évolution 2021-2022 du nombre d’allocataires AEEH", "allocataires", -17.0),
        ("Variation du nombre d’allocataires AEEH", "allocataires", -17.0),
        ("Taux d’évolution entre 2021 et 2022 des allocataires AEEH", "%", -85.0),
        ("Baisse du nombre d’allocataires AEEH", "allocataires", 17.0),
        ("Évolution 2019-2022 du nombre d’allocataires AEEH", "allocataires", -40.0),
    ] {
        assert_eq!(change(name, unit, value), [Some(20.0), None, None], "{name}");
    }
    let other = change("Évolution 2021-2022 du nombre d’allocataires PPA", "allocataires", -17.0);
    assert_eq!(other, [Some(20.0), None, Some(-17.0)], "of something else");
}

#[test]
fn a_change_that_gives_nothing_back_is_shown() {
    let atlas = place(vec![
        of_year("", figure(ZONE, HOUSEHOLDS, "allocataires", 1000.0)),
        of_year("2021", figure(ZONE, "Nb allocataires AEEH", "allocataires", 20.0)),
        of_year("2022", figure(ZONE, "Nb allocataires AEEH", "allocataires", 31.0)),
        figure(ZONE, "Évolution 2021-2022 du nombre d’allocataires AEEH", "allocataires", 11.0),
    ]);
    let found = shown(&all(&atlas, Usage::Public), ZONE)[1..].to_vec();
    let values: Vec<_> = found.iter().map(|(value, _)| *value).collect();
    assert_eq!(values, [Some(20.0), Some(31.0), Some(11.0)]);
}

#[test]
fn a_change_of_the_households_is_not_their_number() {
    let change = "Évolution 2021-2022 du nombre d’allocataires";
    let found = kept(&[
        (change, "allocataires", 12.0),
        ("Nb allocataires PPA", "allocataires", 70.0),
        ("Évolution des montants AJPP", "€", 800.0),
        ("Montant moyen AJPP", "€", 400.0),
    ]);
    assert_eq!(found, [12.0, 70.0, 800.0, 400.0], "a thousand live there, not twelve");
}

#[test]
fn a_mean_amount_goes_with_the_count_and_does_not_stand_beside_a_whole_that_tells_it() {
    let found = kept(&[
        ("Nb allocataires AJPP", "allocataires", 3.0),
        ("Montant moyen par allocataire AJPP", "€", 400.0),
        ("Montant versé AJPP", "€", 1200.0),
    ]);
    assert_eq!(found, [0.0; 0]);
    let found = kept(&[
        ("Montant moyen AJPP", "€", 400.0),
        ("Montant versé AJPP", "€", 1200.0),
        ("Montant moyen RSA", "€", 500.0),
        ("Montant versé RSA", "€", 50_000.0),
    ]);
    assert_eq!(found, [1200.0, 500.0, 50_000.0], "3 people, whom no count names");
}

#[test]
fn allocataires_of_another_year_do_not_clear_a_zone() {
    let atlas = place(vec![
        of_year("2020", figure(ZONE, HOUSEHOLDS, "allocataires", 1000.0)),
        of_year("2020", figure(ZONE, "Nb RSA", "allocataires", 50.0)),
        of_year("2022", figure(ZONE, "Nb RSA", "allocataires", 60.0)),
        of_year("", figure(ZONE, "Nb PPA", "allocataires", 70.0)),
    ]);
    let found: Vec<_> = shown(&all(&atlas, Usage::Public), ZONE)[1..].to_vec();
    let unknown = (None, Some(Reason::UnknownAllocataires));
    assert_eq!(found, [(Some(50.0), None), unknown, (Some(70.0), None)]);
}

#[test]
fn a_search_without_steps_tells_no_reason() {
    assert_eq!(suppress(&three_communes([2, 30, 40]), 0).told_by_reasons, [0]);
}

#[test]
fn a_question_that_is_given_up_leaves_the_next_ones_what_is_shown() {
    let counts = vec![2, 3, 9, 20, 1, 4, 30, 11, 2];
    let table = Margins { rows: 3, columns: 3, counts, shares: vec![] }.table();
    let whole = attack(&table, &[Item::Cell(2), Item::Cell(5)], Knowledge::Blanks, STEPS);
    for steps in 0..1000 {
        let found = attack(&table, &[Item::Cell(2), Item::Cell(5)], Knowledge::Blanks, steps);
        for (part, all) in found.iter().zip(&whole) {
            assert!(part.1.is_none() || part == all, "{steps}: {part:?} {all:?}");
        }
    }
}
