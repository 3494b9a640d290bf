//! Scenarios over HTTP: told, laid under every answer, refused; nothing is stored.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::client::{DAY, SYNTHETIC, assert_refused, get, of, post, read};
use crate::support::PLACE;

/// The crèche of the first square closes.
const CLOSES: &str = "scenario=name,Sans%20a;close,a";

fn asked(path: &str) -> String {
    of(PLACE, &format!("/{path}?{DAY}&within=7000"))
}

#[test]
fn every_answer_on_a_territory_takes_a_scenario() {
    for path in
        ["coverage", "white-zones", "access", "cells", "ranking", "facilities", "perimeters"]
    {
        let as_it_is = read(&SYNTHETIC, &asked(path));
        let supposed = read(&SYNTHETIC, &format!("{}&{CLOSES}", asked(path)));
        assert_ne!(as_it_is, supposed, "{path}");
        let line = |answer: &Value| {
            let line = &answer["source_line"];
            let line = if line.is_null() { &answer["metadata"]["source_line"] } else { line };
            line.as_str().unwrap().to_owned()
        };
        assert!(line(&supposed).contains("scénario «\u{a0}Sans a\u{a0}»"), "{path}");
        assert!(!line(&as_it_is).contains("scénario"), "{path}");
        assert_eq!(read(&SYNTHETIC, &asked(path)), as_it_is, "{path}: nothing is stored");
    }
}

#[test]
fn a_body_and_a_line_of_text_say_the_same() {
    let body = json!({ "name": "Sans a", "changes": [{ "what": "close", "id": "a" }] });
    let posted = post(&SYNTHETIC, &asked("scenario"), &body.to_string()).json();
    let got = read(&SYNTHETIC, &format!("{}&{CLOSES}", asked("scenario")));
    assert_eq!(posted, got);
    for side in ["before", "after"] {
        for answer in ["coverage", "white_zones", "access"] {
            assert!(got[side][answer]["total"].is_object(), "{side} {answer}");
        }
    }
    let total = &got["difference"]["total"];
    assert_eq!(total["places_before"], got["before"]["coverage"]["total"]["places"]);
    assert_eq!(total["places_after"], got["after"]["coverage"]["total"]["places"]);
    let after = read(&SYNTHETIC, &format!("{}&{CLOSES}", asked("coverage")));
    assert_eq!(got["after"]["coverage"], after);
    let bare = read(&SYNTHETIC, &format!("{}&{CLOSES}&answers=none", asked("scenario")));
    assert_eq!((&bare["before"], &bare["difference"]), (&json!({}), &got["difference"]));
}

#[test]
fn what_cannot_be_supposed_is_refused_by_its_parameter() {
    let bad = StatusCode::BAD_REQUEST;
    for (scenario, told) in [
        ("close,nobody", "scenario"),
        ("move,a,0,0", "scenario"),
        ("demolish,a", "scenario"),
        ("resize,a,1e9", "scenario"),
        ("close,a&answers=coverage,coverage", "answers"),
        ("close,a&answers=all", "answers"),
        ("", "scenario"),
    ] {
        let path = format!("{}&scenario={scenario}", asked("scenario"));
        assert_refused(&get(&SYNTHETIC, &path), bad, Some(told), &path);
    }
    let many = format!("{{\"changes\":[{}]}}", vec![r#"{"what":"close","id":"a"}"#; 101].join(","));
    for body in ["", "[]", "{}", r#"{"changes":[{"what":"close"}]}"#, &many] {
        let answer = post(&SYNTHETIC, &asked("scenario"), body);
        assert_refused(&answer, bad, Some("body"), body);
    }
    let huge = format!("{{\"name\":\"{}\",\"changes\":[]}}", "x".repeat(70_000));
    let answer = post(&SYNTHETIC, &asked("scenario"), &huge);
    assert_refused(&answer, StatusCode::PAYLOAD_TOO_LARGE, None, "huge");
}
