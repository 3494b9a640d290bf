//! The same list again, and a corrected one.

use maillage::import::draft::{Change, Draft};
use maillage::territory::Completeness;
use serde_json::json;

use maillage::import::Places;

use crate::given::{
    ANNEX_OF_CARRIERES, ANNEX_OF_GALLY_MAULDRE, COUNTRY, Import, LIST, likely, named, open,
    workbook,
};

fn changes(draft: &Draft) -> Vec<Change> {
    draft.services.iter().filter(|s| !s.left_out).map(|service| service.change).collect()
}

#[test]
fn the_same_list_twice_changes_nothing() {
    let first = Import::into_squares().of("liste.csv", LIST);
    assert_eq!(changes(&first), [Change::Added; 3]);
    let second = Import::into_squares().after(&first).of("liste.csv", LIST);
    assert_eq!(changes(&second), [Change::Unchanged; 3]);
    assert_eq!(second.register, first.register);
}

#[test]
fn an_act_with_its_answers_is_not_asked_of_again() {
    for (code, text) in [("200034130", ANNEX_OF_GALLY_MAULDRE), ("78124", ANNEX_OF_CARRIERES)] {
        let france = &COUNTRY.france;
        let asked = Import::into(france, code).of("acte", text);
        let answers = likely(&asked);
        let first = Import::into(france, code).answering(answers).of("acte", text);
        assert_eq!(open(&first), []);
        let second = Import::into(france, code).after(&first).of("acte", text);
        assert_eq!(open(&second), [], "the answers are remembered");
        assert_eq!(second.register, first.register);
    }
}

#[test]
fn a_correction_in_place_is_remembered() {
    let draft = Import::into_squares().of("liste.csv", LIST);
    let key = &named(&draft, "La Ruche").key;
    let answers = json!({ "edits": { key: { "capacity": 24.0, "name": "La Grande Ruche" } } });
    let first = Import::into_squares().answering(answers).of("liste.csv", LIST);
    let kept = first.register.facilities.iter().find(|f| f.name == "La Grande Ruche").unwrap();
    assert_eq!(kept.capacity, Some(24.0));
    let second = Import::into_squares().after(&first).of("liste.csv", LIST);
    assert_eq!(second.register, first.register);
}

#[test]
fn a_corrected_list_shows_what_is_added_changed_and_gone() {
    let first = Import::into_squares().of("liste.csv", LIST);
    let corrected = LIST.replace("Carré 1;30", "Carré 1;32").replace(
        "Accueil de loisirs;La Ruche;3 rue Haute;Carré 1;NC",
        "RPE;Le Relais;4 rue Haute;Carré 1;",
    );
    let second = Import::into_squares().after(&first).of("liste.csv", &corrected);
    assert_eq!(changes(&second), [Change::Changed, Change::Unchanged, Change::Added]);
    assert_eq!(second.gone.iter().map(|f| f.name.as_str()).collect::<Vec<_>>(), ["La Ruche"]);
    assert!(second.gone_is_open);
    let names = |draft: &Draft| {
        draft.register.facilities.iter().map(|f| f.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(names(&second), ["Les Lutins", "Les Fées", "La Ruche", "Le Relais"]);

    let removing = Import::into_squares().after(&first).answering(json!({ "gone": "remove" }));
    let third = removing.of("liste.csv", &corrected);
    assert_eq!(names(&third), ["Les Lutins", "Les Fées", "Le Relais"]);
    assert_eq!(third.register.facilities[0].capacity, Some(32.0));
    assert_eq!(third.register.facilities[0].id, first.register.facilities[0].id);
}

#[test]
fn a_list_of_another_name_takes_nothing_away() {
    let first = Import::into_squares().of("liste.csv", LIST);
    let other = "Type;Nom;Adresse;Commune;Capacité\nCrèche;Les Lutins;1 rue Haute;Carré 1;30\n";
    let second = Import::into_squares().after(&first).of("autre.csv", other);
    assert_eq!((changes(&second), second.gone.len()), (vec![Change::Unchanged], 0));
    assert_eq!(second.register.facilities, first.register.facilities);
}

#[test]
fn a_line_may_be_a_service_that_another_list_spells_otherwise() {
    let first = Import::into_squares().of("liste.csv", LIST);
    let other = "Type;Nom;Adresse;Commune;Capacité\nCrèche;Les Luttins;1 rue Haute;Carré 1;31\n";
    let second = Import::into_squares().after(&first).of("autre.csv", other);
    assert_eq!(open(&second), [("maybe-the-same", "Les Luttins")]);
    let spelt = Import::into_squares().after(&first).of("liste.csv", other);
    assert_eq!(changes(&spelt), [Change::Changed], "in the same list the address tells");
    let apart = other.replace("1 rue Haute", "1 rue Hautte");
    let third = Import::into_squares().after(&first).of("autre.csv", &apart);
    assert_eq!(open(&third), [("maybe-the-same", "Les Luttins")]);
    let key = &third.questions[0].question.key;
    let merged = Import::into_squares()
        .after(&first)
        .answering(json!({ "questions": { key: "merge:any" } }))
        .of("autre.csv", &apart);
    assert_eq!(merged.register.facilities.len(), 3);
    assert_eq!(merged.register.facilities[0].capacity, Some(31.0));
}

#[test]
fn a_list_that_is_silent_takes_nothing_from_another() {
    let first = Import::into_squares().of("liste.csv", LIST);
    let silent = "Type;Nom;Adresse;Commune\nCrèche;Les Lutins;1 rue Haute;Carré 1\n";
    let second = Import::into_squares().after(&first).of("autre.csv", silent);
    assert_eq!(changes(&second), [Change::Unchanged]);
    assert_eq!(second.register.facilities, first.register.facilities);
    // In a new version of its own list, a size that is gone is a change.
    let third = Import::into_squares().after(&first).of("liste.csv", silent);
    assert_eq!(changes(&third), [Change::Changed]);
}

#[test]
fn two_lists_may_name_two_services_at_one_address() {
    let first = Import::into_squares().of("liste.csv", LIST);
    let other = "Type;Nom;Adresse;Commune\nCrèche;Petit Navire;1 rue Haute;Carré 1\n";
    let second = Import::into_squares().after(&first).of("autre.csv", other);
    assert_eq!(changes(&second), [Change::Added]);
    assert_eq!(second.register.facilities.len(), 4);
}

#[test]
fn completeness_is_what_somebody_answered_and_nothing_before() {
    let silent = Import::into_squares().of("liste.csv", LIST);
    let claims = |draft: &Draft| {
        draft.register.inventories.iter().map(|i| i.completeness).collect::<Vec<_>>()
    };
    assert_eq!(claims(&silent), [Completeness::NotDocumented; 5]);
    let answers = json!({ "inventories": { "eaje": "complete", "alsh": "partial" } });
    let told = Import::into_squares().answering(answers).of("liste.csv", LIST);
    assert_eq!(claims(&told)[0], Completeness::Complete);
    assert_eq!(claims(&told)[3], Completeness::Partial);
    let again = Import::into_squares().after(&told).of("liste.csv", LIST);
    assert_eq!(claims(&again), claims(&told));
}

#[test]
fn an_answer_that_was_not_offered_is_refused() {
    let text = "Type;Nom;Commune\nCrèche;Les Lutins;Carré 9\n";
    let draft = Import::into_squares().of("liste.csv", text);
    assert!(draft.register.facilities.is_empty(), "no commune is guessed");
    let key = &draft.questions[0].question.key;
    for answer in ["ailleurs", "keep", "commune", "merge:any", "98765", ""] {
        let wrong = Import::into_squares().answering(json!({ "questions": { key: answer } }));
        let refusal = wrong.with("liste.csv", text, &Places::none()).unwrap_err();
        assert!(refusal.to_string().contains(answer), "{answer}: {refusal}");
    }
}

#[test]
fn a_remembered_answer_that_fits_no_more_is_asked_again() {
    let text = "Type;Nom;Commune\nCrèche;Les Lutins;Carré 9\n";
    let asked = Import::into_squares().of("liste.csv", text);
    let key = &asked.questions[0].question.key;
    let answers = json!({ "questions": { key: "99002" } });
    let mut first = Import::into_squares().answering(answers).of("liste.csv", text);
    assert_eq!(first.register.facilities.len(), 1);
    first.register.reviews[0].answer = Some("98765".to_owned());
    let second = Import::into_squares().after(&first).of("liste.csv", text);
    assert_eq!(open(&second).len(), 1, "the commune is not there any more");
}

#[test]
fn a_correction_that_no_service_can_have_is_refused() {
    for (edit, named) in [
        (json!({ "capacity": -1.0 }), "capacity"),
        (json!({ "commune": "98765" }), "commune"),
        (json!({ "perimeter": ["98765"] }), "commune"),
        (json!({ "lon": 200.0, "lat": 0.0 }), "lon, lat"),
        (json!({ "lon": 2.0 }), "lon, lat"),
    ] {
        let wrong = Import::into_squares().answering(json!({ "edits": { "0:2:0": edit } }));
        let refusal = wrong.with("liste.csv", LIST, &Places::none()).unwrap_err();
        assert!(refusal.to_string().contains(named), "{named}: {refusal}");
    }
}

#[test]
fn questions_on_lines_that_say_nothing_new_do_not_pile_up() {
    let first = Import::into_squares().of("liste.csv", LIST);
    let other = "Type;Nom;Adresse;Commune\nCrèche;Les Lutins;1 rue Haute;Carré 1\n\
                 Crèche;Les Lutins;1 rue Haute;Carré 1\n";
    let second = Import::into_squares().after(&first).of("autre.csv", other);
    assert_eq!(open(&second), [("maybe-the-same", "Les Lutins")]);
    let key = &second.questions[0].question.key;
    let answers = || json!({ "questions": { key: "merge:any" } });
    let third = Import::into_squares().after(&first).answering(answers()).of("autre.csv", other);
    let fourth = Import::into_squares().after(&third).of("autre.csv", other);
    assert_eq!((third.register.reviews.len(), open(&fourth)), (1, vec![]));
    assert_eq!(fourth.register, third.register);
}

#[test]
fn lines_that_are_merged_one_into_another_end_in_the_first() {
    // Each name is near the one before, and the third is not near the first.
    let list = "Type;Nom;Adresse;Commune;Capacité\n\
        Crèche;Les Petits Marins Bleus;;Carré 1;\n\
        Crèche;Les Petits Marins Bleuets;;Carré 1;\n\
        Crèche;Les Petits Marins Bluettes Rouges;;Carré 1;25\n";
    let draft = Import::into_squares().of("liste.csv", list);
    let doubles = draft.open().filter(|asked| asked.question.code == "maybe-the-same");
    let answers: serde_json::Map<String, serde_json::Value> =
        doubles.map(|asked| (asked.question.key.clone(), "merge:any".into())).collect();
    assert_eq!(answers.len(), 2, "{:?}", open(&draft));
    let import = Import::into_squares().answering(json!({ "questions": answers }));
    let merged = import.of("liste.csv", list);
    let kept = &merged.register.facilities;
    assert_eq!((kept.len(), kept[0].capacity), (1, Some(25.0)), "nothing is lost on the way");
}

#[test]
fn an_id_that_a_later_version_brings_is_no_repetition() {
    let first =
        Import::into_squares().of("liste.csv", "name,kind,commune\nLes Lutins,eaje,99001\n");
    let with_id = "id,name,kind,commune\nl-1,Les Lutins,eaje,99001\nl-2,Les Fées,eaje,99001\n";
    let second = Import::into_squares().after(&first).of("liste.csv", with_id);
    assert!(second.remarks.iter().all(|remark| remark.code != "repeated-id"));
    let twice = with_id.replace("l-2", "l-1");
    let third = Import::into_squares().of("liste.csv", &twice);
    assert_eq!(third.remarks.iter().filter(|remark| remark.code == "repeated-id").count(), 1);
}

#[test]
fn lines_of_two_sheets_are_told_apart() {
    let rows =
        |name: &str| format!("Type|Nom|Adresse|Commune\nCrèche|{name}|1 rue Haute|Carré 9\n");
    let book = workbook(&[("Nord", &rows("Les Lutins")), ("Sud", &rows("Les Fées"))]);
    let import = Import::into_squares();
    let draft = import.of_bytes("classeur.xlsx", &book);
    let keys: Vec<&str> = draft.services.iter().map(|service| service.key.as_str()).collect();
    assert_eq!(keys, ["0:2:0", "0.1:2:0"]);
    let sheets = draft.files[0].lines.iter().map(|line| line.sheet.as_deref().unwrap());
    assert_eq!(sheets.collect::<Vec<_>>(), ["Nord", "Nord", "Sud", "Sud"]);
    let first = &draft.questions[0].question.key;
    let answered = Import::into_squares().answering(json!({ "questions": { first: "99001" } }));
    let draft = answered.of_bytes("classeur.xlsx", &book);
    assert_eq!(open(&draft).len(), 1, "the answer is for one of them");
}

/// Synthetic canonical rows from `from` to `to`.
fn rows(from: usize, to: usize) -> String {
    let row = |at: usize| {
        let square = at % 3 + 1;
        format!(
            "s{at},\"Service {at}, dit « N°{at} »\",eaje,9900{square},{},{at} rue Haute\n",
            at % 60
        )
    };
    let head = "id,name,kind,commune,capacity,address\n".to_owned();
    (from..to).map(row).fold(head, |list, row| list + &row)
}

#[test]
fn a_long_list_read_by_several_threads_is_the_list_in_its_order() {
    let whole = Import::into_squares().of("liste.csv", &rows(0, 12_000));
    let parts = [rows(0, 6_000), rows(6_000, 12_000)]
        .map(|part| Import::into_squares().of("liste.csv", &part).register.facilities.clone());
    assert_eq!(whole.register.facilities, parts.concat());
    assert!(whole.services.iter().zip(2_u32..).all(|(s, line)| s.listed.place.line == line));
}
