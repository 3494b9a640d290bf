//! The types of the page, made of real answers: `web/src/api/generated.ts`.
//!
//! Where an answer changes, this fails until `INSTA_UPDATE=always` writes the file anew; where the
//! page then leans on what is gone, its own check fails.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use maillage::export::{MOST_READ, draft_json};
use maillage::import::draft::Draft;
use serde_json::{Value, json};

use crate::client::{self, CARRIERES, CHATELLERAULT, DAY, GALLY_MAULDRE, of, read};
use crate::given::{
    ANNEX_OF_CARRIERES, ANNEX_OF_GALLY_MAULDRE, COUNTRY, Import, SQUARES, workbook,
};

/// Reunion, Mayotte, and a commune without residents: what is missing elsewhere.
const FAR: [&str; 3] = ["249740119", "97608", "55039"];

/// Words of a closed list, and the members that hold them.
const WORDS: [(&str, &[&str], &[&str]); 21] = [
    (
        "Status",
        &["status"],
        &[
            "observed",
            "estimated",
            "lower-bound",
            "zero",
            "not-applicable",
            "not-documented",
            "secret",
        ],
    ),
    (
        "Verdict",
        &["verdict", "verdict_before", "verdict_after"],
        &["covered", "underserved", "partly-white", "white", "not-documented", "secret"],
    ),
    ("Kind", &["kind"], &["eaje", "rpe", "laep", "alsh", "evs"]),
    ("TerritoryKind", &["kind"], &["epci", "commune"]),
    ("Mode", &["mode"], &["all", "psu", "paje"]),
    ("Fill", &["fill"], &["none", "mean"]),
    ("Completeness", &["completeness"], &["complete", "partial", "not-documented"]),
    ("Precision", &["precision"], &["exact", "street", "town-hall", "none"]),
    (
        "Covered",
        &["covered"],
        &["perimeter", "reach", "partly", "none", "not-documented", "secret"],
    ),
    (
        "Due",
        &["count_and_inform", "plan_and_support", "multi_year_scheme", "relay"],
        &["due", "not-due", "not-in-force", "not-documented"],
    ),
    (
        "DutyName",
        &["duty"],
        &["count-and-inform", "plan-and-support", "multi-year-scheme", "relay"],
    ),
    ("Funding", &["funding"], &["psu", "paje"]),
    ("LineRole", &["role"], &["heading", "section", "service", "other", "refused", "ignored"]),
    ("State", &["state"], &["understood", "doubtful"]),
    ("DraftChange", &["change"], &["added", "changed", "unchanged"]),
    ("Free", &["free"], &["nothing", "commune", "text", "position", "number"]),
    ("Weight", &["weight"], &["note", "defect", "refused"]),
    ("Competence", &["competence"], &["communes", "transferred"]),
    ("Lots", &["lots"], &["cells", "town-hall"]),
    ("Method", &["method"], &["lscp", "mclp"]),
    ("Happened", &["what"], &["opened", "closed", "resized", "moved"]),
];

/// What the page asks, under the name of its type; in collections, of its features and metadata.
fn asked() -> Vec<(&'static str, String)> {
    let codes = [GALLY_MAULDRE, CARRIERES, CHATELLERAULT].into_iter().chain(FAR);
    let mut asked = vec![("Search", "/api/territories?q=gal&limit=20".to_owned())];
    for code in codes {
        let mut ask = |name, path: &str| asked.push((name, of(code, path)));
        ask("Territory", "");
        ask("Facilities", &format!("/facilities?{DAY}"));
        for fill in ["none", "mean"] {
            for kind in ["eaje", "rpe", "laep", "alsh", "evs"] {
                let of_kind = format!("{DAY}&kind={kind}&fill={fill}");
                let reached = format!("{of_kind}&within=3000");
                ask("Coverage", &format!("/coverage?{of_kind}&format=geojson"));
                ask("WhiteZones", &format!("/white-zones?{reached}&reference=20&format=geojson"));
                ask("Access", &format!("/access?{reached}"));
                ask("Access", &format!("/access?{reached}&reference=20&decay=gaussian"));
                ask("Ranking", &format!("/ranking?{reached}"));
                if ["eaje", "alsh"].contains(&kind) {
                    let by = "reference=20&by=composite&weights=gap:1,rate:1";
                    ask("Ranking", &format!("/ranking?{reached}&{by}"));
                }
                ask("Cells", &format!("/cells?{reached}"));
                ask("Perimeters", &format!("/perimeters?{reached}"));
                ask("Siting", &format!("/siting?{reached}"));
                ask("Siting", &format!("/siting?{reached}&count=1"));
                ask("Siting", &format!("/siting?{reached}&candidates=all&reference=50"));
                ask("Evolution", &format!("/evolution?{reached}&from=2025-01-01"));
                let changes = format!("open,{kind},1.82,48.884,20,,,,N");
                ask("Supposed", &format!("/scenario?{reached}&answers=none&scenario={changes}"));
            }
        }
        ask("Modes", &format!("/modes?{DAY}"));
        ask("Duties", &format!("/duties?{DAY}"));
    }
    for code in [GALLY_MAULDRE, CHATELLERAULT] {
        asked.push(("Duties", of(code, &format!("/duties?{DAY}&competence=transferred"))));
    }
    asked
}

/// A list that says all it can, and the same a year later: one line changed, one gone.
const LISTS: [&str; 2] = [
    "Type;Nom;Adresse;Code postal;Commune;Capacité;Âges;Ouvert le;Fermé le;Périmètre\n\
     Multi-accueil;Les Lutins;1 rue Haute;99000;Carré 1;30;0-3;01/09/2020;31/08/2027;Carré 2\n\
     Micro-crèche PAJE;Les Fées;2 rue Basse;99000;Carré 2;10;;;;\n\
     Accueil périscolaire;La Ruche;3 rue Haute;99000;Carré 1;NC;;;;\n\
     Relais petite enfance;Le Relais;5 rue Haute;99000;Carré 1;;;;;\n\
     Ludothèque;Le Dé;4 rue Haute;99000;Carré 1;;;;;\n",
    "Type;Nom;Adresse;Code postal;Commune;Capacité;Âges;Ouvert le;Fermé le;Périmètre\n\
     Multi-accueil;Les Lutins;1 rue Haute;99000;Carré 1;40;0-3;01/09/2020;31/08/2027;Carré 2\n\
     Micro-crèche;Les Fées;2 rue Basse;99000;Carré 2;10;;;;\n\
     Relais petite enfance;Le Relais;6 rue Haute;99000;Carré 1;;;;;\n\
     Crèche;Les Elfes;9 rue Neuve;99000;Carrés;12;;;;\n",
];

/// What the page is told of lists before they are written.
fn drafts() -> Vec<Value> {
    let [list, later] = LISTS;
    let first = Import::into_squares().of("liste.csv", list);
    let again = Import::into_squares().after(&first);
    let changed = again.of("liste.csv", later);
    let asked = changed.questions.iter().find(|asked| !asked.question.answers.is_empty()).unwrap();
    let (key, answer) = (&asked.question.key, &asked.question.answers[0].value);
    let again = again.answering(json!({
        "inventories": { "eaje": "complete" }, "questions": { key: answer },
    }));
    let sheets = [("Crèches", "Type|Nom|Commune|Capacité\nCrèche|Les Ours|Carré 1|douze")];
    let book = Import::into_squares().of_bytes("liste.xlsx", &workbook(&sheets));
    let answered = again.of("liste.csv", later);
    let of_squares = [first, changed, answered, book];
    let france = &COUNTRY.france;
    let annex = |code, text| Import::into(france, code).of("annexe.txt", text);
    let of_country = [
        annex(GALLY_MAULDRE, ANNEX_OF_GALLY_MAULDRE),
        annex(CARRIERES, ANNEX_OF_CARRIERES),
        annex(CARRIERES, include_str!("../data/portrait/carrieres.txt")),
    ];
    let told = |draft: &Draft, france| draft_json(draft, france, "1", MOST_READ);
    let of_squares = of_squares.iter().map(|draft| told(draft, &SQUARES));
    of_squares.chain(of_country.iter().map(|draft| told(draft, france))).collect()
}

/// All that was seen at one place.
#[derive(Default)]
struct Seen {
    times: usize,
    null: bool,
    boolean: bool,
    number: bool,
    words: Option<BTreeSet<String>>,
    items: Option<Box<Seen>>,
    members: Option<BTreeMap<String, Seen>>,
    objects: usize,
}

impl Seen {
    fn add(&mut self, value: &Value) {
        self.times += 1;
        match value {
            Value::Null => self.null = true,
            Value::Bool(_) => self.boolean = true,
            Value::Number(_) => self.number = true,
            Value::String(word) => {
                // A list of words is short: more are free text.
                let words = self.words.get_or_insert_default();
                if words.len() < 10 {
                    words.insert(word.clone());
                }
            }
            Value::Array(items) => {
                let seen = self.items.get_or_insert_default();
                for item in items {
                    seen.add(item);
                }
            }
            Value::Object(members) => {
                self.objects += 1;
                let seen = self.members.get_or_insert_default();
                for (name, value) in members {
                    seen.entry(name.clone()).or_default().add(value);
                }
            }
        }
    }

    /// The type at a place; objects are laid out when they are short, else on lines of their own.
    fn written(&self, name: &str, has_status: bool, deep: usize) -> String {
        let mut parts = Vec::new();
        if self.boolean {
            parts.push("boolean".to_owned());
        }
        // A figure that none of these answers knows is a number all the same.
        let is_figure = has_status && self.null && self.words.is_none();
        if self.number || is_figure {
            parts.push("number".to_owned());
        }
        if let Some(words) = &self.words {
            parts.push(word_type(name, words).to_owned());
        }
        if self.items.is_some() && name == "bbox" {
            parts.push("[number, number, number, number]".to_owned());
        } else if let Some(items) = &self.items {
            let item = items.written(name, false, deep);
            let many = item.contains(" | ") && !item.starts_with('{');
            parts.push(if many { format!("({item})[]") } else { format!("{item}[]") });
        }
        if self.members.is_some() {
            parts.push(self.object(deep));
        }
        // A number may be missing wherever it has a status, seen or not.
        if self.null || (self.number && has_status) {
            parts.push("null".to_owned());
        }
        if parts.is_empty() { "unknown".to_owned() } else { parts.join(" | ") }
    }

    fn object(&self, deep: usize) -> String {
        let mut text = "{\n".to_owned();
        let members = self.members.iter().flatten();
        for (name, seen) in members {
            let known = self.members.as_ref().unwrap();
            let has_status = known.contains_key(&format!("{name}_status"));
            let maybe = if seen.times < self.objects { "?" } else { "" };
            let of = seen.written(name, has_status, deep + 1);
            let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
            let name = if plain { name.clone() } else { format!("'{name}'") };
            writeln!(text, "{}{name}{maybe}: {of};", "  ".repeat(deep + 1)).unwrap();
        }
        text + &"  ".repeat(deep) + "}"
    }
}

fn word_type(name: &str, words: &BTreeSet<String>) -> &'static str {
    let holds = |members: &[&str]| {
        members.contains(&name) || (members == ["status"] && name.ends_with("_status"))
    };
    let listed = WORDS.iter().filter(|(_, members, _)| holds(members));
    let mut fitting =
        listed.filter(|(_, _, known)| words.iter().all(|word| known.contains(&word.as_str())));
    fitting.next().map_or("string", |(of, _, _)| of)
}

fn generated() -> String {
    let mut seen: BTreeMap<String, Seen> = BTreeMap::new();
    for (name, path) in asked() {
        let answer = read(&client::COUNTRY, &path);
        if answer["type"] == "FeatureCollection" {
            for feature in answer["features"].as_array().unwrap() {
                seen.entry(format!("{name}Row")).or_default().add(&feature["properties"]);
            }
            seen.entry(format!("{name}Meta")).or_default().add(&answer["metadata"]);
        } else {
            seen.entry(name.to_owned()).or_default().add(&answer);
        }
    }
    for draft in drafts() {
        seen.entry("Draft".to_owned()).or_default().add(&draft);
    }
    let mut text =
        "// Made of real answers by tests/api/page_types.rs. Not to be edited.\n\n".to_owned();
    for (name, _, words) in WORDS {
        let words: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
        writeln!(text, "export type {name} = {};", words.join(" | ")).unwrap();
    }
    for (name, seen) in &seen {
        write!(text, "\nexport interface {name} {}\n", seen.object(0)).unwrap();
    }
    text
}

#[test]
fn the_types_of_the_page_are_those_of_the_answers() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("web/src/api/generated.ts");
    let made = generated();
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        std::fs::write(&path, &made).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = made.lines().zip(kept.lines()).find(|(made, kept)| made != kept);
    assert!(made == kept, "an answer has changed, run this with INSTA_UPDATE=always: {differs:?}");
}

/// A word that no list knows would make its type a mere string.
#[test]
fn every_word_of_a_closed_list_is_known() {
    let asked = asked().into_iter().filter(|(name, _)| *name != "Search").step_by(7);
    let answers = asked.map(|(name, path)| (name, read(&client::COUNTRY, &path)));
    for (name, answer) in answers.chain(drafts().into_iter().map(|draft| ("Draft", draft))) {
        walk(&answer, "", &mut |member, word| {
            let lists = WORDS.iter().filter(|(_, members, _)| members.contains(&member));
            let known: Vec<&str> = lists.flat_map(|(_, _, words)| words.iter().copied()).collect();
            // Other answers use these words freely: a method of counting, a mark of a town hall.
            let free = ["what", "mode", "method", "status"].contains(&member);
            assert!(known.is_empty() || free || known.contains(&word), "{name}: {member} {word}");
        });
    }
}

fn walk(value: &Value, member: &str, found: &mut impl FnMut(&str, &str)) {
    match value {
        Value::String(word) => found(member, word),
        Value::Array(items) => {
            for item in items {
                walk(item, member, found);
            }
        }
        Value::Object(members) => {
            for (name, value) in members {
                walk(value, name, found);
            }
        }
        _ => {}
    }
}
