//! No figure leaves without its sources: every address of the contract, in every format.

use crate::client::{DAY, SYNTHETIC, get, header_row, list, read, records};
use crate::sheets::texts;
use crate::support::PLACE;
use serde_json::Value;

/// The addresses that give figures of a territory: all those that the contract has, so that a new
/// one without its source fails here.
fn addresses() -> Vec<String> {
    let contract = read(&SYNTHETIC, "/openapi.json");
    let paths = contract["paths"].as_object().unwrap();
    let gets = paths.iter().filter(|(path, of)| {
        path.starts_with("/api/territories/{code}") && of.get("get").is_some()
    });
    gets.map(|(path, _)| {
        let mut asked = format!("{}?{DAY}", path.replace("{code}", PLACE));
        if path.ends_with("/evolution") {
            asked.push_str("&from=2025-12-19");
        }
        if path.ends_with("/answers") {
            asked.push_str("&of=territory,coverage,white-zones");
        }
        if path.ends_with("/scenario") {
            asked.push_str("&scenario=close,a");
        }
        asked
    })
    .collect()
}

fn formats(path: &str) -> Vec<&'static str> {
    let answers =
        |format: &&str| get(&SYNTHETIC, &format!("{path}&format={format}")).status.is_success();
    ["json", "geojson", "csv"].into_iter().filter(answers).collect()
}

/// Whether an address draws, rather than tells.
fn draws(path: &str) -> bool {
    ["/sheet?", "/map.svg?"].iter().any(|drawing| path.contains(drawing))
}

/// The text of a drawing holds the whole line, and so does what a reader is told of it.
fn assert_drawn(path: &str) {
    let svg = get(&SYNTHETIC, &format!("{path}&format=svg"));
    assert_eq!(svg.header("content-type"), "image/svg+xml", "{path}");
    let texts = texts(svg.text()).join(" ");
    let line = texts.find("Sources\u{a0}: ").unwrap_or_else(|| panic!("{path}: {texts}"));
    assert_line(&Value::from(&texts[line..]), path);
    assert!(texts.contains("à vol d’oiseau"), "{path}: {texts}");
    let told = svg.text().split("<desc id=\"desc\">").nth(1).unwrap();
    assert!(told.split("</desc>").next().unwrap().contains("Sources\u{a0}: "), "{path}");
}

fn assert_line(line: &Value, path: &str) {
    let line = line.as_str().unwrap_or_else(|| panic!("{path} gives no source line"));
    assert!(
        line.starts_with("Source\u{a0}: ") || line.starts_with("Sources\u{a0}: "),
        "{path}: {line}"
    );
    // The year of the official geography, and the threshold where one was asked for.
    assert!(line.contains("cog-2026"), "{path}: {line}");
}

fn assert_told(answer: &Value, path: &str) {
    assert_line(&answer["source_line"], path);
    let sources = list(answer, "sources");
    assert!(!sources.is_empty(), "{path}");
    for source in sources {
        for part in ["id", "publisher", "vintage", "licence"] {
            assert!(source[part].is_string(), "{path}: a source without {part}");
        }
    }
    if answer["within"].is_number() {
        let line = answer["source_line"].as_str().unwrap();
        assert!(line.contains("à vol d’oiseau"), "{path}: {line}");
    }
}

fn assert_all_told(answer: &Value, path: &str) {
    if answer["type"] == "FeatureCollection" {
        assert_told(&answer["metadata"], path);
        for feature in list(answer, "features") {
            assert_line(&feature["properties"]["source_line"], path);
        }
    } else {
        assert_told(answer, path);
    }
}

#[test]
fn every_answer_on_a_territory_names_its_sources_in_every_format() {
    let addresses = addresses();
    assert!(addresses.len() >= 8, "{addresses:?}");
    for path in addresses {
        if draws(&path) {
            assert_drawn(&path);
            continue;
        }
        let formats = formats(&path);
        assert!(formats.contains(&"json") || formats.contains(&"geojson"), "{path}: {formats:?}");
        for format in formats {
            let path = format!("{path}&format={format}");
            let answer = get(&SYNTHETIC, &path);
            if answer.header("content-type").starts_with("text/csv") {
                let at = header_row(answer.text()).iter().position(|name| name == "source_line");
                let at = at.unwrap_or_else(|| panic!("{path} has no source_line"));
                for record in records(answer.text()) {
                    assert_line(&Value::from(&record[at]), &path);
                }
                continue;
            }
            match answer.json() {
                Value::Object(together) if path.contains("/answers?") => {
                    assert_eq!(together.len(), 3, "{path}");
                    together.values().for_each(|answer| assert_all_told(answer, &path));
                }
                alone => assert_all_told(&alone, &path),
            }
        }
    }
}
