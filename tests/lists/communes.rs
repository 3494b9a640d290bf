//! The 47 names of a convention against the members of its EPCI, and clues that contradict.

use maillage::import::list::read_commune_list;
use maillage::import::listed::{CommuneClue, CommuneFound};
use maillage::import::table::read_tables;

use crate::read::context;

#[test]
fn the_47_names_of_grand_chatellerault_are_compared_as_sets() {
    let context = context("248600413");
    let text = include_bytes!("../data/lists/communes_grand_chatellerault.txt");
    let list = read_commune_list(&read_tables("communes", text).unwrap(), &context);
    assert_eq!(list.exact.len(), 43, "{list:#?}");
    let names = |found: &[(String, Vec<maillage::territory::CommuneCode>)]| {
        found.iter().map(|(name, codes)| format!("{name}: {}", codes[0])).collect::<Vec<_>>()
    };
    assert_eq!(names(&list.proposals), ["Savigné Sous Faye: 86257", "Angles sur Anglin: 86004"]);
    assert_eq!(names(&list.elsewhere), ["La Bussière: 86040", "St Pierre de Maillé: 86236"]);
    assert_eq!(list.unknown, Vec::<String>::new());
    let missing: Vec<String> = list.missing.iter().map(ToString::to_string).collect();
    assert_eq!(missing, ["86182", "86265"]);
}

#[test]
fn columns_beside_the_names_are_left_aside() {
    let context = context("248600413");
    let names = ["Antran", "Châtellerault", "Angles sur Anglin", "Naintré", "Thuré", "La Bussière"];
    let read = |text: &str| {
        read_commune_list(&read_tables("communes", text.as_bytes()).unwrap(), &context)
    };
    let plain = read(&names.join("\n"));
    assert_eq!((plain.exact.len(), plain.proposals.len(), plain.elsewhere.len()), (4, 1, 1));
    let table = |row: &dyn Fn(usize, &str) -> String| {
        let rows: Vec<String> = names.iter().enumerate().map(|(n, name)| row(n, name)).collect();
        rows.join("\n")
    };
    for text in [
        table(&|n, name| format!("8600{n};{name}")),
        table(&|n, name| format!("{name};{}", 1200 + n)),
        format!("Commune;Département\n{}", table(&|_, name| format!("{name};Vienne"))),
        format!("Canton;Commune\n{}", table(&|_, name| format!("Châtellerault;{name}"))),
        names.chunks(2).map(|two| two.join(";")).collect::<Vec<_>>().join("\n"),
        names.chunks(3).map(|three| three.join(";")).collect::<Vec<_>>().join("\n"),
    ] {
        assert_eq!(read(&text), plain, "{text}");
    }
}

fn found(territory: &str, name: &str, postcode: &str, insee: &str) -> String {
    let clue = CommuneClue { name, postcode, insee };
    match context(territory).resolver.resolve(clue) {
        CommuneFound::Sure(code, _) => code.to_string(),
        CommuneFound::Doubtful(asked) => format!("{} {}", asked.code, asked.blocking),
        CommuneFound::Silent => "silent".to_owned(),
    }
}

#[test]
fn a_former_name_or_code_is_read_as_the_commune_of_today() {
    let chatellerault = "248600413";
    let context = context(chatellerault);
    let notes = |name, postcode, insee| match context.resolver.resolve(CommuneClue {
        name,
        postcode,
        insee,
    }) {
        CommuneFound::Sure(code, notes) => (code.to_string(), notes.join(", ")),
        other => panic!("{name} {postcode} {insee}: {other:?}"),
    };
    let sure = |code: &str, note: &str| (code.to_owned(), note.to_owned());
    let targe = sure("86066", "Targé est une commune associée de Châtellerault");
    assert_eq!(notes("TARGE", "", ""), targe);
    assert_eq!(found(chatellerault, "Targé", "86100", ""), "postcode-is-an-insee-code false");
    assert_eq!(notes("Targé", "86267", ""), targe);
    assert_eq!(notes("", "", "86267"), targe);
    assert_eq!(notes("Châtellerault", "", "86267"), targe);
    let senille = "Senillé est une commune déléguée de Senillé-Saint-Sauveur";
    assert_eq!(notes("Senillé", "", ""), sure("86245", senille));
    assert_eq!(notes("Senillé", "", "86245"), sure("86245", ""));
    // Other communes are called Saint-Sauveur today: only the postcode tells which is meant.
    assert_eq!(found(chatellerault, "Saint-Sauveur", "", ""), "former-commune true");
    assert_eq!(found(chatellerault, "St Sauveur", "86100", ""), "postcode-is-an-insee-code false");
    assert_eq!(found(chatellerault, "Saint-Sauveur", "70300", ""), "outside-territory true");
    assert_eq!(found(chatellerault, "Targé", "78580", ""), "postcode-contradicts-name true");
    // A misspelt former name is proposed, never taken.
    assert_eq!(found(chatellerault, "Targée", "", ""), "misspelt-commune true");
    let asked = context.resolver.resolve(CommuneClue { name: "Targée", postcode: "", insee: "" });
    let CommuneFound::Doubtful(asked) = asked else { panic!("{asked:?}") };
    assert!(asked.reason.ends_with(&format!("{}.", targe.1)), "{}", asked.reason);
    assert_eq!(asked.answers[0].value, "86066");
    // A part of a commune elsewhere, and a code that contradicts the name.
    assert_eq!(found("200034130", "Fourqueux", "", ""), "outside-territory true");
    assert_eq!(found(chatellerault, "Senillé", "", "86267"), "insee-contradicts-name true");
    assert_eq!(notes("", "", "75112").0, "75056");
}

#[test]
fn a_commune_is_read_from_what_agrees_and_asked_where_it_does_not() {
    let gally = "200034130";
    for (name, postcode, insee, expected) in [
        ("St Nom la Breteche", "78860", "", "78571"),
        ("MAREIL s/ MAULDRE", "", "", "78368"),
        ("Mareil-sur-Mauldre", "78124", "", "postcode-is-an-insee-code false"),
        ("Maule", "78580", "", "78380"),
        ("Maule", "78380", "", "78380"),
        ("Maule", "78810", "", "postcode-contradicts-name true"),
        ("Maulle", "78580", "", "misspelt-commune true"),
        ("Chatou", "78400", "", "outside-territory true"),
        ("Xyzzy", "", "", "unknown-commune true"),
        ("", "78580", "", "postcode-of-several true"),
        ("", "", "78380", "78380"),
        ("Mareil-sur-Mauldre", "", "78124", "insee-contradicts-name true"),
        ("", "", "", "silent"),
    ] {
        assert_eq!(found(gally, name, postcode, insee), expected, "{name} {postcode} {insee}");
    }
    assert_eq!(found("78124", "", "", ""), "78124");
}
