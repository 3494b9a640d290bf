//! What answers are worth, worked out by hand.

use maillage::import::geocode::{
    AT_THE_COMMUNE, AddressAsked, DOUBTFUL_POSITION, Doubt, Judged, Subject, judge, position_value,
};
use maillage::territory::{AnswerType, Free, Geocode, Place, Precision};
use maillage::units::Wgs84;
use proptest::prelude::*;

use super::{answer, asked};

const DOOR: AnswerType = AnswerType::Housenumber;
const STREET: AnswerType = AnswerType::Street;

fn at_noyon(address: &str) -> AddressAsked {
    asked(address, "78580", "78380")
}

fn weigh(asked: &AddressAsked, answers: &[Geocode]) -> Judged {
    judge(asked, answers, &|_| true)
}

fn doubts(judged: Judged) -> Vec<Doubt> {
    match judged {
        Judged::Doubtful { reasons, .. } => reasons,
        other => panic!("it is doubtful: {other:?}"),
    }
}

#[test]
fn a_number_that_was_asked_is_exact_and_a_street_is_a_street() {
    let door = answer("3 bis Rue du Clos Noyon 78580 Maule", DOOR, 0.95);
    let street = answer("Rue du Clos Noyon 78580 Maule", STREET, 0.85);
    let place = answer("Les Bourbiers 78580 Maule", AnswerType::Locality, 0.9);
    for (address, found, precision) in [
        ("3 bis rue du clos noyon", &door, Precision::Exact),
        ("3b r. du Clos-Noyon", &door, Precision::Exact),
        ("Espace Noyon, 3 bis rue du Clos Noyon", &door, Precision::Exact),
        ("rue du clos noyon", &door, Precision::Street),
        ("12 rue du clos noyon", &street, Precision::Street),
        ("rue du clos noyo", &street, Precision::Street),
        ("les bourbiers", &place, Precision::Street),
    ] {
        let judged = weigh(&at_noyon(address), std::slice::from_ref(found));
        assert_eq!(judged, Judged::Sure(found.clone(), precision), "{address}");
    }
}

#[test]
fn a_range_is_exact_at_one_of_its_numbers() {
    for (label, exact) in
        [("7 Rue du Parc 78580 Maule", true), ("11 Rue du Parc 78580 Maule", false)]
    {
        let judged = weigh(&at_noyon("7/9 rue du Parc"), &[answer(label, DOOR, 0.9)]);
        assert_eq!(matches!(judged, Judged::Sure(_, Precision::Exact)), exact, "{label}");
    }
}

#[test]
fn a_commune_is_never_a_position() {
    let commune = answer("Maule", AnswerType::Municipality, 0.99);
    assert_eq!(weigh(&at_noyon("Mairie"), std::slice::from_ref(&commune)), Judged::NotFound);
    let street = answer("Rue du Parc 78580 Maule", STREET, 0.5);
    let Judged::Doubtful { best, alternatives, .. } =
        weigh(&at_noyon("Mairie"), &[commune, street.clone()])
    else {
        panic!("a street is put to a person")
    };
    assert_eq!((best, alternatives), (street, Vec::new()));
}

#[test]
fn no_answer_is_not_found() {
    assert_eq!(weigh(&at_noyon("3 rue du Clos"), &[]), Judged::NotFound);
}

#[test]
fn a_good_score_can_be_a_wrong_street() {
    let wrong = answer("Rue de l’Hôtel de Ville 78580 Maule", STREET, 0.80);
    let reasons =
        doubts(weigh(&at_noyon("Place de l’Hôtel de Ville"), std::slice::from_ref(&wrong)));
    assert_eq!(reasons, [Doubt::Street(wrong.label)]);
}

#[test]
fn the_score_is_enough_at_the_bound_and_not_below() {
    let at = |score| {
        weigh(&at_noyon("rue du parc"), &[answer("Rue du Parc 78580 Maule", STREET, score)])
    };
    assert!(matches!(at(0.70), Judged::Sure(..)));
    assert_eq!(doubts(at(0.699)), [Doubt::Score(0.699)]);
}

#[test]
fn a_rival_is_another_place_that_fits_as_well() {
    let best = answer("Rue du Park 78580 Maule", STREET, 0.85);
    let judge_with = |next: Geocode| {
        weigh(
            &at_noyon("rue du pare"),
            &[Geocode { label: "Rue du Parc 78580 Maule".to_owned(), ..best.clone() }, next],
        )
    };
    let next = |score| answer("Place du Parc 78580 Maule", STREET, score);
    // Three of four letters are not alike enough by themselves.
    assert!(doubts(judge_with(next(0.80))).iter().any(|d| matches!(d, Doubt::Street(_))));
    let misspelt = |next: Geocode| {
        weigh(
            &at_noyon("rue du clos noyo"),
            &[answer("Rue du Clos Noyon 78580 Maule", STREET, 0.85), next],
        )
    };
    let other = |score| answer("Rue du Clos Noyer 78580 Maule", STREET, score);
    assert_eq!(doubts(misspelt(other(0.751))), [Doubt::Rival(other(0.0).label)]);
    assert!(matches!(misspelt(other(0.75)), Judged::Sure(..)));
}

#[test]
fn the_very_words_decide_before_the_score() {
    let best = answer("Rue du Parc 78580 Maule", STREET, 0.90);
    let next = answer("Place du Parc 78580 Maule", STREET, 0.89);
    assert!(matches!(weigh(&at_noyon("rue du Parc"), &[best, next]), Judged::Sure(..)));
}

#[test]
fn two_streets_of_one_name_are_doubtful_and_two_doors_of_one_street_are_not() {
    let door = |label: &str, score| answer(label, DOOR, score);
    let one = door("3 Rue de l’Église 78580 Maule", 0.9);
    assert_eq!(doubts(weigh(&at_noyon("3 rue de l’église"), &[one.clone(), one.clone()])).len(), 1);
    let neighbour = door("3 bis Rue de l’Église 78580 Maule", 0.88);
    assert!(matches!(weigh(&at_noyon("3 rue de l’église"), &[one, neighbour]), Judged::Sure(..)));
}

#[test]
fn a_small_gap_to_an_answer_that_is_not_told_is_doubtful() {
    let known = |gap| {
        let best = Geocode { gap, ..answer("Rue du Parc 78580 Maule", STREET, 0.9) };
        weigh(&at_noyon("rue du Parc"), &[best])
    };
    assert!(matches!(known(None), Judged::Sure(..)));
    assert!(matches!(known(Some(0.95 - 0.85)), Judged::Sure(..)));
    assert_eq!(doubts(known(Some(0.05))), [Doubt::Rival(String::new())]);
}

#[test]
fn another_number_postcode_or_commune_or_a_point_outside_is_doubtful() {
    let best = answer("3 Rue du Parc 78580 Maule", DOOR, 0.9);
    let label = best.label.clone();
    assert_eq!(
        doubts(weigh(&at_noyon("5 rue du Parc"), std::slice::from_ref(&best))),
        [Doubt::Number(label.clone())]
    );
    assert_eq!(
        doubts(weigh(&asked("3 rue du Parc", "78450", "78380"), std::slice::from_ref(&best))),
        [Doubt::Postcode("78580".to_owned())]
    );
    assert_eq!(
        doubts(weigh(&asked("3 rue du Parc", "78580", "78233"), std::slice::from_ref(&best))),
        [Doubt::Commune(label)]
    );
    let outside = judge(&at_noyon("3 rue du Parc"), &[best], &|_| false);
    assert_eq!(doubts(outside), [Doubt::Outside]);
}

#[test]
fn an_arrondissement_lies_in_its_commune() {
    let paris = Geocode {
        postcode: "75012".to_owned(),
        commune: "75112".to_owned(),
        ..answer("10 Rue Hector Malot 75012 Paris", DOOR, 0.96)
    };
    let judged = weigh(&asked("10 rue Hector Malot", "75012", "75056"), &[paris]);
    assert!(matches!(judged, Judged::Sure(_, Precision::Exact)));
}

#[test]
fn a_doubtful_position_becomes_a_question_with_its_alternatives() {
    let best = answer("12 Rue du Clos 78580 Maule", DOOR, 0.62);
    let next = Geocode {
        position: Wgs84 { lon: 1.85, lat: 48.91 },
        ..answer("Rue du Clos Noyon 78580 Maule", STREET, 0.6)
    };
    let commune = answer("Maule", AnswerType::Municipality, 0.5);
    let judged = weigh(&at_noyon("12 rue du Clos"), &[best, next.clone(), commune]);
    let place = Place { file: "annexe.csv".to_owned(), line: 8, ..Place::default() };
    let subject = Subject { key: "0:8:0/position", place: &place, name: "Saperlipaupette" };
    let question = judged.question(&at_noyon("12 rue du Clos"), subject).unwrap();
    assert_eq!((question.code.as_str(), question.blocking), (DOUBTFUL_POSITION, false));
    assert_eq!(question.free, Free::Position);
    assert_eq!(question.quote, "12 rue du Clos 78580 Maule");
    assert_eq!(question.reason, "L’adresse trouvée ressemble peu (score\u{a0}0,62).");
    let answers: Vec<_> =
        question.answers.iter().map(|a| (a.value.as_str(), a.label.as_str(), a.likely)).collect();
    assert_eq!(
        answers,
        [
            ("1.8489,48.9095", "12 Rue du Clos, 78580 Maule (score\u{a0}0,62)", true),
            ("1.85,48.91", "Rue du Clos Noyon, 78580 Maule (score\u{a0}0,60)", false),
            (AT_THE_COMMUNE, "Laisser à la commune", false),
        ]
    );
    assert_eq!(position_value(next.position), "1.85,48.91");
    assert_eq!(Judged::NotFound.question(&at_noyon("x"), subject), None);
}

proptest! {
    #[test]
    fn any_answers_are_weighed_and_none_is_lost(
        address in "\\PC{0,60}",
        labels in prop::collection::vec("\\PC{0,40}", 0..5),
        score in 0.0..1.0f64,
    ) {
        let answers: Vec<Geocode> = labels.iter().map(|l| answer(l, STREET, score)).collect();
        match weigh(&at_noyon(&address), &answers) {
            Judged::NotFound => prop_assert!(answers.is_empty()),
            Judged::Sure(best, precision) => {
                prop_assert_eq!(best, answers[0].clone());
                prop_assert_eq!(precision, Precision::Street);
            }
            Judged::Doubtful { reasons, alternatives, .. } => {
                prop_assert!(!reasons.is_empty());
                prop_assert_eq!(alternatives.len() + 1, answers.len());
            }
        }
    }
}
