//! Scenarios: worked out by hand on the synthetic place, and their laws.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use maillage::analysis::{SCENARIO_SOURCE, ScenarioError, coverage, suppose, white_zones};
use maillage::export::{Beside, ScenarioAnswer, scenario_answer};
use maillage::index::{Atlas, Study};
use maillage::territory::{InvalidScenario, Scenario, TerritoryCode};
use proptest::prelude::*;
use serde_json::Value;
use support::{PLACE, at, code, creche, place, question, territory, within};

fn scenario(text: &str) -> Scenario {
    text.parse().unwrap()
}

/// An entry that opens a crèche of so many places at a point of the synthetic place.
fn opens(x: f64, y: f64, places: u32) -> String {
    let door = at(x, y);
    format!("open,eaje,{},{},{places},,,,Crèche neuve", door.lon, door.lat)
}

/// A crèche of 30 in the first square, one of 15 in the second; 150 children in each square.
fn two_creches() -> Atlas {
    place(vec![
        creche("a", "99001", 5_000.0, 5_000.0, Some(30.0)),
        creche("b", "99002", 15_000.0, 5_000.0, Some(15.0)),
    ])
}

fn study(atlas: &Atlas) -> Study {
    atlas.study(territory(PLACE)).unwrap()
}

fn places(atlas: &Atlas) -> Vec<Option<f64>> {
    let measured = coverage(atlas, &study(atlas), &question());
    measured.communes.iter().map(|row| row.places.value()).collect()
}

fn out_of_reach(atlas: &Atlas, metres: f64) -> f64 {
    let zones = white_zones(atlas, &study(atlas), &question(), &within(metres));
    zones.total.white_children.value().unwrap()
}

fn answer(before: &Atlas, text: &str) -> Value {
    let scenario = scenario(text);
    let after = suppose(before, &scenario).unwrap();
    let study = study(before);
    let asked = (&question(), &within(5_000.0));
    let answer: ScenarioAnswer<'_> =
        scenario_answer([before, &after], &study, &scenario, asked, &[Beside::Coverage]);
    answer.to_json()
}

#[test]
fn opening_closing_moving_and_resizing_change_the_places_of_their_communes() {
    let atlas = two_creches();
    assert_eq!(places(&atlas), [Some(30.0), Some(15.0), Some(0.0)]);
    let with = |text: &str| places(&suppose(&atlas, &scenario(text)).unwrap());
    assert_eq!(with(&opens(25_000.0, 5_000.0, 12)), [Some(30.0), Some(15.0), Some(12.0)]);
    assert_eq!(with("close,a"), [Some(0.0), Some(15.0), Some(0.0)]);
    assert_eq!(with("resize,b,40"), [Some(30.0), Some(40.0), Some(0.0)]);
    let door = at(25_000.0, 5_000.0);
    let moved = format!("move,a,{},{};resize,a,10", door.lon, door.lat);
    assert_eq!(with(&moved), [Some(0.0), Some(15.0), Some(10.0)]);
    // What opened can be changed again by its id.
    let twice = format!("{};resize,scenario-1,5", opens(25_000.0, 5_000.0, 12));
    assert_eq!(with(&twice), [Some(30.0), Some(15.0), Some(5.0)]);
    assert_eq!(places(&atlas), [Some(30.0), Some(15.0), Some(0.0)], "the register stays");
}

/// The hall of the third square is 10 km from the second crèche: its 150 children (no cells: they
/// live as its area lies) gain the disc of 5 km around the new crèche, π × 25 of 100 km².
#[test]
fn the_answer_says_what_changes_where_and_by_how_much() {
    let atlas = two_creches();
    let told = answer(&atlas, &format!("name,Variante A;{}", opens(25_000.0, 5_000.0, 12)));
    let third = &told["difference"]["communes"][2];
    assert_eq!(third["places_before"], 0.0);
    assert_eq!(third["places_after"], 12.0);
    assert_eq!(third["places_change"], 12.0);
    assert_eq!(third["rate_change"], 8.0);
    let gained = -third["out_of_reach_change"].as_f64().unwrap();
    assert!((gained - 150.0 * std::f64::consts::PI / 4.0).abs() < 0.1, "{gained}");
    assert_eq!(told["difference"]["communes"][0]["places_change"], 0.0);
    assert_eq!(told["difference"]["total"]["places_change"], 12.0);
    assert_eq!(told["before"]["coverage"]["total"]["places"], 45.0);
    assert_eq!(told["after"]["coverage"]["total"]["places"], 57.0);
    let change = &told["scenario"]["changes"][0];
    assert_eq!(change["id"], "scenario-1");
    assert_eq!(change["before"], Value::Null);
    assert_eq!(change["after"]["commune"], "99003");
    let line = told["source_line"].as_str().unwrap();
    assert!(line.contains("scénario «\u{a0}Variante A\u{a0}», supposé et non constaté"), "{line}");
    assert!(told["after"]["coverage"]["source_line"].as_str().unwrap().contains("supposé"));
    assert!(!told["before"]["coverage"]["source_line"].as_str().unwrap().contains("supposé"));
}

#[test]
fn the_places_declared_for_a_commune_follow_what_is_known_of_a_change() {
    let declared = |text: &str| {
        let mut register = support::register(vec![
            creche("a", "99001", 5_000.0, 5_000.0, None),
            creche("b", "99001", 5_500.0, 5_000.0, Some(15.0)),
        ]);
        let mut of_commune = register.inventories[0].clone();
        of_commune.territory = TerritoryCode::Commune(code("99001"));
        (of_commune.structures, of_commune.places) = (Some(2), Some(40.0));
        register.inventories.push(of_commune);
        let atlas = Atlas::new(support::four_squares(), register);
        let inventory = suppose(&atlas, &scenario(text)).unwrap().register.inventories.pop();
        inventory.map(|inventory| (inventory.structures, inventory.places)).unwrap()
    };
    assert_eq!(declared(&opens(2_000.0, 2_000.0, 12)), (Some(3), Some(52.0)));
    assert_eq!(declared("close,b"), (Some(1), Some(25.0)));
    assert_eq!(declared("resize,b,20"), (Some(2), Some(45.0)));
    // Nobody said how many of the 40 places are hers.
    assert_eq!(declared("close,a"), (Some(1), None));
    let door = at(15_000.0, 5_000.0);
    assert_eq!(declared(&format!("move,b,{},{}", door.lon, door.lat)), (Some(1), Some(25.0)));
    let near = at(5_100.0, 5_100.0);
    assert_eq!(declared(&format!("move,b,{},{}", near.lon, near.lat)), (Some(2), Some(40.0)));
}

#[test]
fn what_cannot_be_is_refused_by_its_change() {
    let atlas = two_creches();
    let refused = |text: &str| suppose(&atlas, &scenario(text)).unwrap_err();
    let unknown = ScenarioError::Unknown { at: 2, id: "z".to_owned() };
    assert_eq!(refused("close,a;close,z"), unknown);
    assert_eq!(refused("close,a;close,a"), ScenarioError::Unknown { at: 2, id: "a".to_owned() });
    assert_eq!(refused("move,a,0,0"), ScenarioError::Nowhere { at: 1 });
    let change = |text: &str| match text.parse::<Scenario>() {
        Err(InvalidScenario::Change { at, .. }) => Some(at),
        _ => None,
    };
    for text in ["close", "close,a;resize,a,-1", "open,eaje,200,0,,,,,n", "move,a,NaN,2", "lire,a"]
    {
        assert!(change(text).is_some(), "{text}");
    }
    assert_eq!("".parse::<Scenario>(), Err(InvalidScenario::Changes(0)));
    let many = vec!["close,a"; 101].join(";");
    assert_eq!(many.parse::<Scenario>(), Err(InvalidScenario::Changes(101)));
    for json in [r#"{"changes":[]}"#, r#"{"changes":[{"what":"close","id":"a","x":1}]}"#] {
        assert!(serde_json::from_str::<Scenario>(json).is_err(), "{json}");
    }
}

#[test]
fn only_what_is_supposed_carries_the_mark() {
    let atlas = two_creches();
    assert!(atlas.source(SCENARIO_SOURCE).is_none());
    assert!(suppose(&atlas, &scenario("close,a")).unwrap().source(SCENARIO_SOURCE).is_some());
}

proptest! {
    #[test]
    fn a_scenario_reads_back_from_its_text_and_from_json(
        name in "[ -~éà«;,%]{0,20}", id in "[ -~é;,%|]{1,20}", lon in -180.0..180.0_f64,
        lat in -90.0..90.0_f64, places in proptest::option::of(0.0..1_000.0_f64),
    ) {
        let json = serde_json::json!({ "name": name.trim(), "changes": [
            { "what": "open", "kind": "alsh", "name": id, "lon": lon, "lat": lat,
              "capacity": places, "ages": "11-17", "perimeter": ["99001", "2A004"] },
            { "what": "move", "id": id, "lon": lon, "lat": lat },
            { "what": "resize", "id": id, "capacity": places.unwrap_or(0.0) },
            { "what": "close", "id": id },
        ]});
        let scenario: Scenario = serde_json::from_value(json).unwrap();
        let text = scenario.to_string();
        prop_assert_eq!(text.parse::<Scenario>().unwrap(), scenario.clone(), "{}", text);
        let again = serde_json::to_value(&scenario).unwrap();
        prop_assert_eq!(serde_json::from_value::<Scenario>(again).unwrap(), scenario);
    }

    #[test]
    fn opening_never_leaves_more_children_out_and_closing_never_fewer(
        x in 100.0..29_900.0_f64, y in 100.0..9_900.0_f64, metres in 1_000.0..12_000.0_f64,
    ) {
        let atlas = two_creches();
        let as_it_is = out_of_reach(&atlas, metres);
        let opened = suppose(&atlas, &scenario(&opens(x, y, 10))).unwrap();
        prop_assert!(out_of_reach(&opened, metres) <= as_it_is + 1e-6);
        let closed = suppose(&atlas, &scenario("close,b")).unwrap();
        prop_assert!(out_of_reach(&closed, metres) >= as_it_is - 1e-6);
        // Opened and closed again, or moved to its own door: nothing has changed.
        let back = format!("{};close,scenario-1", opens(x, y, 10));
        prop_assert_eq!(out_of_reach(&suppose(&atlas, &scenario(&back)).unwrap(), metres), as_it_is);
        let door = at(5_000.0, 5_000.0);
        let stays = format!("move,a,{},{}", door.lon, door.lat);
        prop_assert_eq!(out_of_reach(&suppose(&atlas, &scenario(&stays)).unwrap(), metres), as_it_is);
    }
}
