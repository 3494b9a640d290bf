//! Sheets: what they say, on places where something is missing too.

use crate::client::{
    COUNTRY, DAY, GALLY_MAULDRE, SYNTHETIC, assert_refused, get, of, read, serve, synthetic,
};
use crate::pdf;
use crate::support::{PLACE, at, children, code, creche, four_squares, register, territory};
use axum::Router;
use axum::http::StatusCode;
use maillage::api::{Server, router};
use maillage::export::sheet::{Logo, Logos};
use maillage::index::Atlas;
use maillage::territory::Cell;

/// The texts of an SVG, as a reader sees them; it must be well formed.
pub fn texts(svg: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(svg);
    let (mut texts, mut open): (Vec<String>, bool) = (Vec::new(), false);
    loop {
        use quick_xml::events::Event;
        match reader.read_event().unwrap_or_else(|error| panic!("{error}: {svg}")) {
            Event::Start(tag) if tag.name().as_ref() == "text" => {
                open = true;
                texts.push(String::new());
            }
            Event::End(tag) if tag.name().as_ref() == "text" => open = false,
            Event::Text(text) if open => {
                texts.last_mut().unwrap().push_str(&text);
            }
            Event::GeneralRef(name) if open => {
                let sign = match &*name {
                    "lt" => "<",
                    "gt" => ">",
                    "amp" => "&",
                    "quot" => "\"",
                    other => panic!("&{other};"),
                };
                texts.last_mut().unwrap().push_str(sign);
            }
            Event::Eof => return texts,
            _ => {}
        }
    }
}

pub fn svg(app: &Router, code: &str, rest: &str) -> String {
    let path = of(code, &format!("/sheet?{DAY}&format=svg{rest}"));
    let answer = get(app, &path);
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    answer.text().to_owned()
}

/// What a sheet says, in one line.
pub fn said(app: &Router, code: &str, rest: &str) -> String {
    let said = texts(&svg(app, code, rest)).join(" ");
    assert!(said.contains("Source"), "no sheet without its sources: {said}");
    assert!(said.contains("à vol d’oiseau"), "{said}");
    said
}

pub fn assert_says(said: &str, parts: &[&str]) {
    for part in parts {
        let part = part.replace('~', "\u{a0}");
        assert!(said.contains(&part), "« {part} » is not in: {said}");
    }
}

/// A crèche of 30 places in the west; children by cell in 99001, none beyond 99002.
fn cells() -> Atlas {
    let mut register = register(vec![creche("a", "99001", 5_000.0, 5_000.0, Some(30.0))]);
    let cell = |x: f64, y: f64, count: f64| Cell {
        centre: at(x, y),
        imputed: false,
        groups: vec![children(0, 2, count)],
    };
    let lived_in = vec![cell(4_900.0, 5_100.0, 20.0), cell(100.0, 9_900.0, 5.0)];
    std::sync::Arc::make_mut(&mut register.cells).insert(code("99001"), lived_in);
    Atlas::new(four_squares(), register)
}

#[test]
fn a_sheet_has_a_name_a_type_and_the_size_it_is_asked_for() {
    let asked = |rest: &str| get(&SYNTHETIC, &of(PLACE, &format!("/sheet?{DAY}{rest}")));
    let pdf = asked("");
    assert_eq!(pdf.header("content-type"), "application/pdf");
    let name = format!("inline; filename=\"fiche-eaje-{PLACE}.pdf\"");
    assert_eq!(pdf.header("content-disposition"), name);
    assert_eq!(pdf.body, asked("").body, "the same question gives the same bytes");
    for (rest, width, height) in
        [("&format=png", 2480, 3508), ("&format=png&size=slide", 1920, 1080)]
    {
        let png = asked(rest);
        assert_eq!(png.header("content-type"), "image/png");
        assert!(png.body.starts_with(b"\x89PNG"));
        let side = |at: usize| u32::from_be_bytes(png.body[at..at + 4].try_into().unwrap());
        assert_eq!((side(16), side(20)), (width, height), "{rest}");
    }
    let slide = asked("&size=slide&format=svg&commune=99001");
    let name = "inline; filename=\"diapositive-eaje-99001.svg\"";
    assert_eq!(slide.header("content-disposition"), name);
    let map = get(&SYNTHETIC, &of(PLACE, &format!("/map.svg?{DAY}")));
    assert_eq!(map.header("content-type"), "image/svg+xml");
    assert!(map.text().contains("<title id=\"title\">CC des Carrés"), "{}", map.text());
}

#[test]
fn a_pdf_is_one_page_whose_text_can_be_taken_out() {
    let answer = get(&SYNTHETIC, &of(PLACE, &format!("/sheet?{DAY}&commune=99001&within=3000")));
    let pdf = pdf::read(&answer.body);
    assert_eq!(pdf.pages, 1);
    let line = read(&SYNTHETIC, &of(PLACE, &format!("/coverage?{DAY}")));
    let first = line["sources"][0]["short"].as_str().unwrap().to_owned();
    for part in
        ["Carré 1", "Provisoire", "à valider par la Caf", "Sources : ", &first, "seuil 3 km à vol"]
    {
        assert!(pdf.text.contains(part), "« {part} » is not in: {}", pdf.text);
    }
}

#[test]
fn a_pdf_tells_its_structure_to_who_does_not_see_it() {
    let ask = |rest: &str| get(&COUNTRY, &of(GALLY_MAULDRE, &format!("/sheet?{DAY}&{rest}")));
    let pdf = pdf::read(&ask("within=3000&fill=mean").body);
    assert!(pdf.is_ua);
    let shows = "crèche à moins de 3\u{a0}km";
    let map = format!("Figure Carte\u{a0}: CC Gally Mauldre, enfants de 0-2\u{a0}ans, {shows}");
    let curve = "Figure Courbe\u{a0}: la part des enfants hors de portée, selon le seuil";
    let head = ["Document", "Sect", "P", "P", "P", "H1", "P", "P", "P", "P", &map];
    assert_eq!(pdf.structure[..head.len()], head);
    let parts = |role: &str| pdf.structure.iter().filter(|part| *part == role).count();
    // The head, eleven communes and the whole, each with every column.
    assert_eq!((parts("Table"), parts("TR 10")), (1, 13));
    assert_eq!((parts("H2"), parts("L"), parts("LI"), parts("LBody")), (2, 2, 9, 9));
    assert!(pdf.structure.iter().any(|part| part == curve), "{:?}", pdf.structure);
    let slide = pdf::read(&ask("within=3000&fill=mean&size=slide").body);
    assert!(slide.is_ua);
    assert_eq!(slide.structure[..5], ["Document", "Sect", "H1", "P", "P"]);
}

#[test]
fn what_is_not_understood_is_refused_by_its_name() {
    let refused = [
        ("format=json", "format"),
        ("format=pdf&size=a3", "size"),
        ("commune=99", "commune"),
        ("commune=99004", "commune"),
        ("validated_on=hier", "validated_on"),
        ("within=1", "within"),
    ];
    for (rest, parameter) in refused {
        let path = of(PLACE, &format!("/sheet?{rest}"));
        let answer = get(&SYNTHETIC, &path);
        assert_refused(&answer, StatusCode::BAD_REQUEST, Some(parameter), &path);
    }
    let path = of("99001", "/sheet?commune=99002");
    assert_refused(&get(&SYNTHETIC, &path), StatusCode::BAD_REQUEST, Some("commune"), &path);
    let path = of("123456789", "/sheet");
    assert_refused(&get(&SYNTHETIC, &path), StatusCode::NOT_FOUND, Some("code"), &path);
}

#[test]
fn a_commune_says_the_same_by_its_own_code_and_in_its_epci() {
    let within = said(&SYNTHETIC, PLACE, "&commune=99001&within=3000");
    assert_eq!(within, said(&SYNTHETIC, "99001", "&within=3000"));
    assert_says(&within, &["fiche communale", "CC des Carrés", "Dans la commune"]);
    // 99004 belongs to no EPCI.
    assert_says(&said(&SYNTHETIC, "99004", ""), &["Carré 4", "fiche communale"]);
}

#[test]
fn the_three_numbers_add_up_to_the_children_of_the_sentence() {
    let app = serve(cells(), PLACE);
    let said = said(&app, "99001", "&within=3000");
    let sentence = "Sur environ 25 enfants de moins de 3~ans, 20 ont une place de crèche à moins \
                    de 3~km à vol d’oiseau.";
    assert_says(&said, &[sentence, "5~n’ont aucune crèche à moins de 3~km."]);
    assert_says(&said, &["≈\u{202f}20 une place à portée", "0 à portée, sans place"]);
    assert_says(
        &said,
        &["80,0\u{202f}% des enfants", "20,0\u{202f}% sont plus loin", "aucun dès 7,0~km"],
    );
    assert_says(&said, &["enfants de 0-2~ans, carreaux de 200~m"]);
}

#[test]
fn validation_replaces_what_is_provisional() {
    let provisional = said(&SYNTHETIC, PLACE, "");
    assert_says(&provisional, &["Provisoire", "la validation par la Caf"]);
    let validated = said(&SYNTHETIC, PLACE, "&validated_on=2026-11-20");
    assert_says(&validated, &["Validé", "le 20/11/2026"]);
    assert!(!validated.contains("Provisoire") && !validated.contains("la validation par la Caf"));
    let supposed = said(&SYNTHETIC, PLACE, "&validated_on=2026-11-20&scenario=name,Demain;close,a");
    assert_says(&supposed, &["supposé, non constaté", "scénario «~Demain~»"]);
    assert!(!supposed.contains("Validé"), "what is supposed is never validated");
}

#[test]
fn logos_are_those_that_the_server_was_started_with() {
    assert_says(&said(&SYNTHETIC, PLACE, ""), &["Logo de l’EPCI", "Logo de la Caf"]);
    let picture = b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"2\"><rect width=\"4\" height=\"2\"/></svg>";
    let logos = Logos { epci: Some(Logo::read(picture).unwrap()), caf: None };
    let app = router(Server::new(synthetic(), territory(PLACE)).with_logos(logos));
    let sheet = svg(&app, PLACE, "&logo_epci=http://example.org/x.png");
    assert!(sheet.contains("href=\"data:image/svg+xml;base64,") && !sheet.contains("example.org"));
    assert_says(&texts(&sheet).join(" "), &["Logo de la Caf"]);
    assert!(!texts(&sheet).join(" ").contains("Logo de l’EPCI"));
    assert_eq!(get(&app, &of(PLACE, "/sheet?format=png")).status, StatusCode::OK);
}

#[test]
fn the_sheet_of_a_commune() {
    let app = serve(cells(), PLACE);
    let sheet = svg(&app, "99001", "&within=3000");
    // The typefaces are not what this test is about.
    let (before, rest) = sheet.split_once("<style>").unwrap();
    let (_, after) = rest.split_once("</style>").unwrap();
    let elements = format!("{before}{after}").replace('<', "\n<");
    insta::assert_snapshot!("sheet", elements.trim());
}

#[test]
fn paper_is_black_and_grey() {
    for rest in ["", "&commune=99001", "&commune=99003", "&kind=rpe"] {
        let sheet = svg(&SYNTHETIC, PLACE, rest);
        let (head, body) = sheet.split_once("</style>").unwrap();
        let head = head.split_once("<style>").unwrap().0;
        for colour in [head, body].into_iter().flat_map(|part| part.split("=\"#").skip(1)) {
            let digits = colour.split('"').next().unwrap();
            let size = digits.len() / 3;
            let parts = [0, 1, 2].map(|at| &digits[at * size..(at + 1) * size]);
            assert!(parts.iter().all(|part| *part == parts[0]), "#{digits} in {rest}");
        }
    }
}
