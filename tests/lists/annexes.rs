//! The annexes of two conventions, against the lists read by hand.

use std::collections::BTreeSet;

use maillage::import::builtin_register;
use maillage::import::list::words::plain;
use maillage::import::listed::{LineRole, Listed};
use maillage::territory::{Facility, Kind};

use crate::read::{commune, context, list, word};

const GALLY: &str = include_str!("../data/lists/annexe2_gally_mauldre.txt");
const CARRIERES: &str = include_str!("../data/lists/annexe3_carrieres.txt");

/// Street words written out, as the lists read by hand have them.
fn street(text: &str) -> String {
    let words = plain(text);
    let words = words.split(' ').map(|word| match word {
        "pl" => "place",
        "bd" => "boulevard",
        "st" => "saint",
        word => word,
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The built-in services of a list.
fn by_hand(prefix: &str) -> Vec<Facility> {
    let mut services = builtin_register().unwrap().facilities;
    services.retain(|service| service.id.starts_with(prefix));
    services
}

#[test]
fn the_annex_of_gally_mauldre_gives_its_26_services_and_three_questions() {
    let context = context("200034130");
    let read = list("annexe 2", GALLY.as_bytes(), "200034130");
    let hand = by_hand("gm-");
    assert_eq!(read.services.len(), hand.len());
    let mut questions = Vec::new();
    let mut wrong = Vec::new();
    for (listed, hand) in read.services.iter().zip(&hand) {
        let (code, asked) = commune(listed, &context);
        questions.extend(asked.map(|asked| (listed.name.clone(), asked.code)));
        questions.extend(listed.questions.iter().map(|q| (listed.name.clone(), q.code.clone())));
        let mut check = |field, got: String, expected: String| {
            if got != expected {
                wrong.push(format!("{}: {field}: got `{got}`, expected `{expected}`", hand.name));
            }
        };
        check("name", plain(&listed.name), plain(&hand.name));
        check("kind", word(listed.kind), word(hand.kind));
        check("subtype", word(listed.subtype), word(hand.subtype));
        check("ages", word(listed.ages), word(hand.ages));
        check("slots", word(&listed.slots), word(&hand.slots));
        check("funding", word(listed.funding), word(hand.funding));
        check("address", street(&listed.address), street(&hand.address));
        check("postcode", listed.postcode.clone(), hand.postcode.clone());
        check("commune", code.unwrap_or_default(), hand.commune.to_string());
        check("capacity", word(listed.capacity), word(hand.capacity));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let expected = [
        ("Les Petits Crayons", "postcode-is-an-insee-code"),
        ("ALSH périscolaire", "no-name"),
        ("Club Ado", "no-street"),
    ];
    let expected = expected.map(|(name, code)| (name.to_owned(), code.to_owned()));
    assert_eq!(questions, expected);
    let refused = read.lines.iter().filter(|line| line.role == LineRole::Refused).count();
    assert_eq!(refused, 0);
}

#[test]
fn the_postcode_that_is_an_insee_code_is_asked_with_the_words_of_the_page() {
    let context = context("200034130");
    let read = list("annexe 2", GALLY.as_bytes(), "200034130");
    let (_, asked) = commune(&read.services[7], &context);
    let asked = asked.unwrap();
    assert!(!asked.blocking);
    let labels: Vec<&str> = asked.answers.iter().map(|answer| answer.label.as_str()).collect();
    assert_eq!(labels, ["Oui, Mareil-sur-Mauldre", "Montainville"]);
    assert_eq!(
        asked.reason,
        "78124 est le code postal de Mareil-sur-Mauldre et de Montainville\u{202f}; c’est aussi le \
         code Insee de Carrières-sur-Seine. La commune est lue dans le nom."
    );
}

fn of(services: &[Box<Listed>], kind: Kind) -> Vec<&Listed> {
    services.iter().map(AsRef::as_ref).filter(|listed| listed.kind == kind).collect()
}

#[test]
fn the_annex_of_carrieres_gives_its_services_and_names_the_rest() {
    let context = context("78124");
    let read = list("annexe 3", CARRIERES.as_bytes(), "78124");
    let hand = by_hand("cs-");
    let mut missed = Vec::new();
    let mut met = BTreeSet::new();
    for hand in &hand {
        let name = plain(&hand.name);
        let found: Vec<(usize, &Listed)> = read
            .services
            .iter()
            .map(AsRef::as_ref)
            .enumerate()
            .filter(|(_, listed)| {
                let own = plain(&listed.name);
                listed.kind == hand.kind
                    && street(&listed.address) == street(&hand.address)
                    && (own == name
                        || own.replace("l a e p", "laep") == name
                        || own.contains(&name)
                        || own.starts_with("espace vie sociale"))
            })
            .collect();
        let slots: BTreeSet<String> =
            found.iter().flat_map(|(_, listed)| &listed.slots).map(word).collect();
        let expected: BTreeSet<String> = hand.slots.iter().map(word).collect();
        let right = found.first().is_some_and(|(_, listed)| {
            word(listed.subtype).replace("collectif", "") == word(hand.subtype)
                && commune(listed, &context).0.as_deref() == Some(hand.commune.as_str())
        });
        met.extend(found.iter().map(|(at, _)| *at));
        if !right || slots != expected {
            missed.push(format!("{} {}: {found:#?}", hand.name, hand.address));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    let surplus: Vec<&Listed> = read
        .services
        .iter()
        .enumerate()
        .filter(|(at, _)| !met.contains(at))
        .map(|(_, l)| &**l)
        .collect();
    assert!(surplus.is_empty(), "{surplus:#?}");
    let counts = Kind::ALL.map(|kind| of(&read.services, kind).len());
    // Three of the ten ALSH are printed twice.
    assert_eq!(counts, [4, 1, 2, 13, 1]);
    let laep = of(&read.services, Kind::Laep);
    assert_eq!((laep[0].part, laep[1].part, laep[1].city.as_str()), (0, 1, "CHATOU"));
    let (_, asked) = commune(laep[1], &context);
    assert_eq!(
        asked.map(|asked| (asked.code, asked.blocking)),
        Some(("outside-territory".into(), true))
    );
    assert_eq!(read.others.len(), 15, "{:#?}", read.others);
}
