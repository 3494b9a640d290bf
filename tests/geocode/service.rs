//! The national service, in fair weather and foul.
//!
//! The answers are written after its documented format (head of the table, statuses, order of the
//! coordinates); they were not captured. What they say of places is invented.

use std::fmt::Write as _;
use std::time::Duration;

use maillage::import::geocode::{
    AddressAsked, AddressService, GeocodeError, Geocoder, Located, ServiceOptions,
};
use maillage::territory::AnswerType;

use super::asked;
use super::script::{Act, Script, reply};

const HEAD: &str = "maillage_key,maillage_address,maillage_postcode,maillage_city,\
    maillage_citycode,longitude,latitude,result_score,result_score_next,result_label,result_type,\
    result_id,result_housenumber,result_name,result_postcode,result_city,result_citycode,\
    result_status\n";

/// A table of the national service: one row for each `(status, cells)`.
fn table(rows: &[(&str, &str)]) -> String {
    let mut table = HEAD.to_owned();
    for (at, (status, cells)) in rows.iter().enumerate() {
        writeln!(table, "{at},3 rue du Parc,78580,Maule,78380,{cells},{status}").unwrap();
    }
    table
}

const FOUND: (&str, &str) = (
    "ok",
    "1.8490,48.9096,0.96,0.41,3 Rue du Parc 78580 Maule,housenumber,id,3,3 Rue du Parc,78580,\
     Maule,78380",
);
const NOTHING: &str = ",,,,,,,,,,,";

fn one() -> Vec<AddressAsked> {
    vec![asked("3 rue du Parc", "78580", "78380")]
}

fn run(script: &Script, asked: &[AddressAsked]) -> Result<Vec<Located>, GeocodeError> {
    script.service().locate(asked, &mut |_| {})
}

fn fails(acts: Vec<Act>) -> (GeocodeError, Script) {
    let script = Script::play(acts);
    let error = run(&script, &one()).unwrap_err();
    assert!(error.in_french().contains("127.0.0.1"), "{}", error.in_french());
    (error, script)
}

#[test]
fn coordinates_are_read_by_their_heading() {
    let script = Script::play(vec![reply("200 OK", &table(&[FOUND]))]);
    let located = run(&script, &one()).unwrap();
    let best = &located[0].answers()[0];
    assert_eq!((best.position.lon, best.position.lat), (1.849, 48.9096));
    assert_eq!((best.answer, best.score), (AnswerType::Housenumber, 0.96));
    assert!((best.gap.unwrap() - 0.55).abs() < 1e-9);
    assert_eq!((best.postcode.as_str(), best.commune.as_str()), ("78580", "78380"));
    assert!(best.by.starts_with("geocoder-127.0.0.1:"));
    let swapped = table(&[FOUND])
        .replace("longitude,latitude", "latitude,longitude")
        .replace("1.8490,48.9096", "48.9096,1.8490");
    let script = Script::play(vec![reply("200 OK", &format!("\u{feff}{swapped}"))]);
    assert_eq!(run(&script, &one()).unwrap()[0].answers()[0].position, best.position);
}

#[test]
fn the_request_is_polite_and_says_what_is_asked() {
    let script = Script::play(vec![reply("200 OK", &table(&[FOUND]))]);
    let hostile = AddressAsked {
        address: "3, rue \"du\" Parc;\n\u{0}--maillage-0".to_owned(),
        ..one().remove(0)
    };
    run(&script, &[hostile]).unwrap();
    let request = script.requests().remove(0);
    assert!(request.starts_with("POST /geocodage/search/csv HTTP/1.1\r\n"), "{request}");
    assert!(
        request
            .to_lowercase()
            .contains(concat!("user-agent: maillage/", env!("CARGO_PKG_VERSION")))
    );
    assert!(request.contains("boundary=maillage-1\r\n"), "a text cannot end its own part");
    assert!(
        request.contains("\"0\",\"3 rue du Parc --maillage-0\",\"78580\",\"Maule\",\"78380\"\n")
    );
    assert!(request.contains("name=\"citycode\"\r\n\r\nmaillage_citycode\r\n"));
    assert!(!request.contains("row"), "our own keys are not sent");
}

#[test]
fn statuses_are_told_apart() {
    let rows = [FOUND, ("error", NOTHING), ("skipped", NOTHING), ("not-found", NOTHING)];
    let nothing = reply("200 OK", r#"{"type":"FeatureCollection","features":[]}"#);
    let script = Script::play(vec![reply("200 OK", &table(&rows)), nothing]);
    let four: Vec<AddressAsked> = std::iter::repeat_n(one().remove(0), 4).collect();
    let located = run(&script, &four).unwrap();
    assert_eq!(located[0].answers().len(), 1);
    assert_eq!(located[1], Located::Failed);
    assert_eq!(located[2..], [Located::Answers(vec![]), Located::Answers(vec![])]);
}

#[test]
fn what_is_no_address_is_not_asked() {
    let script = Script::play(vec![reply("500 Never", "")]);
    let asked: Vec<AddressAsked> = ["", "  ", "12", "–", &"a".repeat(300)]
        .iter()
        .map(|address| asked(address, "78580", "78380"))
        .collect();
    let mut told = Vec::new();
    let located = script.service().locate(&asked, &mut |done| told.push(done)).unwrap();
    assert!(located.iter().all(|one| one.answers().is_empty()));
    assert_eq!((script.requests().len(), told), (0, vec![5]));
}

#[test]
fn alternatives_of_a_doubtful_answer_are_fetched_in_its_commune() {
    let doubtful = table(&[FOUND]).replace("3 Rue du Parc 78580", "Place du Parc 78580");
    let feature = |label: &str, score: f64| {
        format!(
            r#"{{"type":"Feature","geometry":{{"type":"Point","coordinates":[1.85,48.91]}},
            "properties":{{"label":"{label}","score":{score},"type":"street","postcode":"78580",
            "citycode":"78380"}}}}"#
        )
    };
    let features = [
        feature("Rue du Port 78580 Maule", 0.6),
        feature("Rue du Parc 78580 Maule", 0.8),
        feature("Rue Z 78580 Maule", 0.2),
    ];
    let collection =
        format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
    let script = Script::play(vec![reply("200 OK", &doubtful), reply("200 OK", &collection)]);
    let located = run(&script, &one()).unwrap();
    let answers = located[0].answers();
    let labels: Vec<_> = answers.iter().map(|a| a.label.as_str()).collect();
    assert_eq!(labels, ["Rue du Parc 78580 Maule", "Rue du Port 78580 Maule"]);
    assert!((answers[0].gap.unwrap() - 0.2).abs() < 1e-9);
    assert_eq!((answers[0].position.lon, answers[1].gap), (1.85, None));
    let request = &script.requests()[1];
    let expected = "GET /geocodage/search?q=3%20rue%20du%20Parc%2078580%20Maule&limit=5\
                    &autocomplete=0&citycode=78380 HTTP/1.1";
    assert_eq!(request.lines().next(), Some(expected));
}

#[test]
fn a_busy_service_is_left_alone_as_long_as_it_asks() {
    let found = reply("200 OK", &table(&[FOUND]));
    for (header, seconds) in [
        ("retry-after: 3", 3),
        ("Retry-After: Sun, 01 Mar 2026 12:00:20 GMT", 20),
        ("retry-after: Sun, 01 Mar 2026 11:00:00 GMT", 0),
        ("retry-after: soon", 1),
        ("x-nothing: said", 1),
    ] {
        let busy = reply(&format!("429 Too Many Requests\r\n{header}"), "");
        let script = Script::play(vec![busy, found.clone()]);
        assert_eq!(run(&script, &one()).unwrap()[0].answers().len(), 1, "{header}");
        assert_eq!(script.clock.waits(), if seconds == 0 { vec![] } else { vec![seconds] });
    }
}

#[test]
fn a_service_that_is_always_busy_is_given_up() {
    let (error, script) = fails(vec![reply("429 Too Many Requests\r\nretry-after: 2", "")]);
    assert!(matches!(error, GeocodeError::Busy { tries: 5, retry_after: Some(_), .. }), "{error}");
    assert_eq!((script.requests().len(), script.clock.waits()), (5, vec![2, 2, 2, 2]));
}

#[test]
fn a_wait_that_is_too_long_is_not_waited_nor_cut_short() {
    let (error, script) = fails(vec![reply("429 Too Many Requests\r\nretry-after: 121", "")]);
    let hour = Duration::from_secs(121);
    assert!(
        matches!(error, GeocodeError::Busy { tries: 1, retry_after: Some(t), .. } if t == hour)
    );
    assert_eq!((script.requests().len(), script.clock.waits()), (1, vec![]));
}

#[test]
fn a_service_that_recovers_is_asked_again_and_one_that_does_not_is_given_up() {
    let down = reply("503 Service Unavailable", "");
    let script = Script::play(vec![down.clone(), down.clone(), reply("200 OK", &table(&[FOUND]))]);
    assert_eq!(run(&script, &one()).unwrap()[0].answers().len(), 1);
    assert_eq!(script.clock.waits(), [1, 2]);
    let (error, script) = fails(vec![down]);
    assert!(matches!(error, GeocodeError::Failing { status: 503, tries: 5, .. }), "{error}");
    assert_eq!(script.clock.waits(), [1, 2, 4, 8]);
}

#[test]
fn a_service_that_breaks_on_the_filter_is_asked_without_it() {
    let broken = reply("500 Internal Server Error", "{}");
    let found = reply("200 OK", &table(&[FOUND]));
    let script = Script::play(vec![broken.clone(), broken, found]);
    let service = script.service();
    for _ in 0..2 {
        assert_eq!(service.locate(&one(), &mut |_| {}).unwrap()[0].answers().len(), 1);
    }
    let filtered: Vec<bool> =
        script.requests().iter().map(|r| r.contains("name=\"citycode\"")).collect();
    assert_eq!(filtered, [true, true, false, false]);
}

#[test]
fn a_refusal_is_told_with_its_words() {
    let (error, _) = fails(vec![reply("404 Not Found", "<h1>no\n such  page</h1>")]);
    assert!(
        matches!(&error, GeocodeError::Refused { status: 404, detail, .. } if detail == "<h1>no such page</h1>"),
        "{error}"
    );
}

#[test]
fn an_answer_that_is_not_as_documented_is_refused() {
    let row = table(&[FOUND]);
    for (body, part) in [
        ("<!DOCTYPE html><html><body>Bonjour</body></html>".to_owned(), "no column"),
        (String::new(), "no column"),
        (HEAD.to_owned(), "0 rows for 1"),
        (table(&[FOUND, FOUND]), "row 2"),
        (row.replace("\n0,", "\n7,"), "row 1"),
        (row.replace("1.8490", "east"), "longitude"),
        (row.replace("1.8490", "NaN"), "longitude"),
        (row.replace("48.9096", "98.9"), "position"),
        (row.replace("0.96", "high"), "result_score"),
        (row.replace("0.96", ""), "result_score"),
        (row.replace(",78380,ok", ",78380"), "field"),
    ] {
        let (error, _) = fails(vec![reply("200 OK", &body)]);
        assert!(
            matches!(&error, GeocodeError::Answer { detail, .. } if detail.contains(part)),
            "{part}: {error}"
        );
    }
}

#[test]
fn a_body_cut_short_endless_or_that_never_comes_is_an_error() {
    let (error, script) = fails(vec![Act::Truncated(table(&[FOUND]))]);
    assert!(matches!(error, GeocodeError::Network { .. }), "{error}");
    assert_eq!(script.requests().len(), 2);
    let script =
        Script::play(vec![Act::Truncated(table(&[FOUND])), reply("200 OK", &table(&[FOUND]))]);
    assert_eq!(run(&script, &one()).unwrap()[0].answers().len(), 1);
    let (error, script) = fails(vec![Act::Endless]);
    assert!(matches!(error, GeocodeError::Network { .. }), "{error}");
    assert_eq!(script.requests().len(), 1, "it would not end the next time either");
    let script = Script::play(vec![Act::Silent]);
    let hasty = script.impatient(Duration::from_millis(200));
    let error = hasty.locate(&one(), &mut |_| {}).unwrap_err();
    assert!(matches!(error, GeocodeError::Network { .. }), "{error}");
}

#[test]
fn a_circle_of_redirections_ends() {
    let (error, script) =
        fails(vec![reply("307 Temporary Redirect\r\nlocation: /geocodage/search/csv", "")]);
    assert!(
        matches!(error, GeocodeError::Network { .. } | GeocodeError::Refused { .. }),
        "{error}"
    );
    assert!(script.requests().len() <= 10, "{}", script.requests().len());
}

#[test]
fn a_service_that_is_not_there_is_an_error() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let clock = Box::new(super::script::StillClock::default());
    let options = ServiceOptions { clock, ..ServiceOptions::default() };
    let service = AddressService::new(&format!("http://127.0.0.1:{port}"), options).unwrap();
    let error = service.locate(&one(), &mut |_| {}).unwrap_err();
    assert!(matches!(error, GeocodeError::Network { .. }), "{error}");
}

#[test]
fn only_the_address_of_a_service_is_one() {
    for url in [
        "",
        "geocodage",
        "ftp://example.org",
        "file:///etc/passwd",
        "https://",
        "http://a b",
        "https://me:secret@example.org/",
        "https://example.org/?q=1",
        "https://example.org/#x",
    ] {
        let made = AddressService::new(url, ServiceOptions::default());
        assert!(matches!(made, Err(GeocodeError::BadUrl { .. })), "{url}");
    }
    let national =
        AddressService::new("https://data.geopf.fr/geocodage", ServiceOptions::default());
    assert_eq!(national.unwrap().id(), "geoplateforme");
}

#[test]
fn long_lists_are_asked_in_parts_and_progress_grows() {
    let full = table(&vec![FOUND; 500]);
    let script = Script::play(vec![reply("200 OK", &full), reply("200 OK", &table(&[FOUND]))]);
    let many: Vec<AddressAsked> = std::iter::repeat_n(one().remove(0), 501).collect();
    let mut told = Vec::new();
    let located = script.service().locate(&many, &mut |done| told.push(done)).unwrap();
    assert_eq!((located.len(), script.requests().len()), (501, 2));
    assert!(told.is_sorted() && told.last() == Some(&501));
}
