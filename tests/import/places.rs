//! Addresses that are looked up: in a file, and of a service that is not sure.

use std::path::PathBuf;

use maillage::import::Places;
use maillage::import::geocode::{AddressAsked, AddressFiles, GeocodeError, Geocoder, Located};
use maillage::territory::{AnswerType, Geocode, Precision};
use maillage::units::Wgs84;
use serde_json::json;

use crate::given::{COUNTRY, Import, LIST, named, open};
use crate::support::at;

const MAULE: &str = "Type;Nom;Adresse;Commune\n\
    Micro-crèche;La Ronde;3 rue du Clos Noyon;Maule\n\
    Micro-crèche;Ailleurs;99 rue Inconnue;Maule\n";

#[test]
fn an_address_file_gives_positions_and_leaves_the_unknown_at_the_commune() {
    let file = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/geocode/ban-78.csv"));
    let import = Import::into(&COUNTRY.france, "78380");
    let draft = import
        .with("liste.csv", MAULE, &Places::new(vec![Box::new(AddressFiles(vec![file]))]))
        .unwrap();
    let found = named(&draft, "La Ronde");
    let geocode = found.geocode.as_ref().unwrap();
    assert_eq!((found.precision, geocode.by.as_str()), (Precision::Exact, "ban"));
    assert_eq!(found.position, Some(geocode.position));
    let unknown = named(&draft, "Ailleurs");
    assert_eq!((unknown.position, unknown.precision), (None, Precision::TownHall));
    assert!(unknown.listed.notes.iter().any(|note| note == "adresse non trouvée"));
}

/// Answers what it is told to, whatever is asked.
struct Told(Vec<Geocode>);

impl Geocoder for Told {
    fn id(&self) -> &'static str {
        "told"
    }

    fn locate(
        &self,
        asked: &[AddressAsked],
        _progress: &mut dyn FnMut(usize),
    ) -> Result<Vec<Located>, GeocodeError> {
        Ok(asked.iter().map(|_| Located::Answers(self.0.clone())).collect())
    }
}

fn answer(label: &str, answer: AnswerType, score: f64, position: Wgs84) -> Geocode {
    Geocode {
        by: "told".to_owned(),
        label: label.to_owned(),
        answer,
        score,
        gap: None,
        position,
        postcode: "99000".to_owned(),
        commune: "99001".to_owned(),
    }
}

fn one() -> String {
    LIST.lines().take(2).collect::<Vec<_>>().join("\n")
}

fn drafted(answers: Vec<Geocode>, decisions: serde_json::Value) -> maillage::import::draft::Draft {
    let import = Import::into_squares().answering(decisions);
    import.with("liste.csv", &one(), &Places::new(vec![Box::new(Told(answers))])).unwrap()
}

#[test]
fn a_municipality_is_no_position() {
    let hall = answer("Carré 1", AnswerType::Municipality, 0.97, at(5_000.0, 5_000.0));
    let draft = drafted(vec![hall], json!({}));
    assert_eq!(named(&draft, "Les Lutins").position, None);
    assert_eq!(open(&draft), []);
}

#[test]
fn a_sure_answer_is_kept_with_its_score() {
    let door =
        answer("1 Rue Haute 99000 Carré 1", AnswerType::Housenumber, 0.95, at(2_000.0, 2_000.0));
    let draft = drafted(vec![door.clone()], json!({}));
    let kept = &draft.register.facilities[0];
    assert_eq!((kept.precision, kept.geocode.as_ref()), (Precision::Exact, Some(&door)));

    // The same list without a service to ask keeps what was found.
    let again = Import::into_squares().after(&draft).of("liste.csv", &one());
    assert_eq!(again.register, draft.register);
}

#[test]
fn a_point_outside_the_commune_waits_for_a_person() {
    let beyond = at(15_000.0, 2_000.0);
    let door = answer("1 Rue Haute 99000 Carré 1", AnswerType::Housenumber, 0.95, beyond);
    let draft = drafted(vec![door.clone()], json!({}));
    assert_eq!(open(&draft), [("doubtful-position", "Les Lutins")]);
    assert_eq!(draft.register.facilities[0].position, None, "until then it is at its commune");
    assert_eq!(draft.register.reviews.len(), 1);

    let question = &draft.questions[0].question;
    let key = &question.key;
    let value = &question.answers[0].value;
    let placed = drafted(vec![door], json!({ "questions": { key: value } }));
    assert_eq!(placed.register.facilities[0].position, Some(beyond));
}

#[test]
fn a_listed_position_outside_its_commune_is_asked_about_and_not_drawn() {
    let (beyond, within) = (at(15_000.0, 2_000.0), at(2_000.0, 2_000.0));
    let list = format!(
        "name,kind,commune,lon,lat\nLes Lutins,eaje,99001,{},{}\nLes Fées,eaje,99001,{},{}\n",
        beyond.lon, beyond.lat, within.lon, within.lat
    );
    let draft = Import::into_squares().of("liste.csv", &list);
    assert_eq!(open(&draft), [("position-outside-commune", "Les Lutins")]);
    let question = &draft.questions[0].question;
    assert!(question.reason.contains("Carré 2"), "{}", question.reason);
    assert_eq!(named(&draft, "Les Lutins").precision, Precision::TownHall);
    assert_eq!(named(&draft, "Les Fées").precision, Precision::Exact);
    for (answer, position) in [("keep", Some(beyond)), ("commune", None)] {
        let answers = json!({ "questions": { &question.key: answer } });
        let draft = Import::into_squares().answering(answers).of("liste.csv", &list);
        assert_eq!(named(&draft, "Les Lutins").position, position, "{answer}");
        assert_eq!(open(&draft), []);
    }
}
