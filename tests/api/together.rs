//! Several answers at once: each as it is alone, or none.

use axum::http::StatusCode;
use serde_json::Value;

use crate::client::{CARRIERES, COUNTRY, DAY, SYNTHETIC, assert_refused, get, of, read};
use crate::support::PLACE;

/// The crèche of the first square closes.
const CLOSES: &str = "scenario=name,Sans%20a;close,a";

const EVERYTHING: [&str; 13] = [
    "facilities",
    "coverage",
    "white-zones",
    "access",
    "cells",
    "ranking",
    "evolution",
    "siting",
    "modes",
    "perimeters",
    "duties",
    "indicators",
    "scenario",
];

#[test]
fn answers_asked_together_are_those_asked_alone() {
    let query = format!("{DAY}&within=7000&from=2025-01-01&{CLOSES}");
    let all = format!("/answers?of=territory,{}&{query}", EVERYTHING.join(","));
    let together = read(&SYNTHETIC, &of(PLACE, &all));
    assert_eq!(together.as_object().unwrap().len(), EVERYTHING.len() + 1);
    for name in EVERYTHING {
        let alone = read(&SYNTHETIC, &of(PLACE, &format!("/{name}?{query}")));
        assert_eq!(together[name], alone, "{name}");
    }
    let territory = read(&SYNTHETIC, &of(PLACE, &format!("?{CLOSES}")));
    assert_eq!(together["territory"], territory);
}

#[test]
fn published_figures_are_as_they_are_in_the_country() {
    let together = read(&COUNTRY, &of(CARRIERES, "/answers?of=indicators"));
    assert_eq!(together["indicators"], read(&COUNTRY, &of(CARRIERES, "/indicators")));
}

#[test]
fn a_parameter_after_a_name_is_for_that_answer_alone() {
    let query = format!("{DAY}&within=7000&mode=paje");
    let own = "white-zones.format=geojson&white-zones.within=3000&facilities.mode=all";
    let path = format!("/answers?of=facilities,coverage,white-zones&{query}&{own}");
    let together = read(&SYNTHETIC, &of(PLACE, &path));
    let alone = |path: String| -> Value { read(&SYNTHETIC, &of(PLACE, &path)) };
    assert_eq!(together["facilities"], alone(format!("/facilities?{DAY}&mode=all")));
    assert_ne!(together["facilities"], alone(format!("/facilities?{DAY}&mode=paje")));
    assert_eq!(together["coverage"], alone(format!("/coverage?{DAY}&mode=paje")));
    let zones = format!("/white-zones?{DAY}&mode=paje&within=3000&format=geojson");
    assert_eq!(together["white-zones"], alone(zones));
}

#[test]
fn what_cannot_be_answered_together_is_refused_by_its_parameter() {
    let bad = StatusCode::BAD_REQUEST;
    for (query, told) in [
        ("", "of"),
        ("of=", "of"),
        ("of=everything", "of"),
        ("of=coverage,", "of"),
        ("of=coverage,coverage", "of"),
        ("of=coverage,sheet", "of"),
        ("of=territory,coverage&format=csv", "format"),
        ("of=territory,coverage&coverage.format=csv", "format"),
        ("of=territory,white-zones&within=0", "within"),
        ("of=territory,white-zones&white-zones.within=0", "within"),
        ("of=territory,scenario", "scenario"),
        ("of=territory&scenario=close,nobody", "scenario"),
    ] {
        let answer = get(&SYNTHETIC, &of(PLACE, &format!("/answers?{query}")));
        assert_refused(&answer, bad, Some(told), query);
    }
    let nowhere = get(&SYNTHETIC, &of("200099999", "/answers?of=territory,coverage"));
    assert_refused(&nowhere, StatusCode::NOT_FOUND, Some("code"), "nowhere");
    let internal = get(&SYNTHETIC, &of(PLACE, "/answers?of=territory,indicators&usage=interne"));
    assert_refused(&internal, StatusCode::FORBIDDEN, None, "internal figures");
}
