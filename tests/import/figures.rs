//! Official figures in the register, and what they do to the indicators.

use maillage::analysis::{Fill, Mode, Question};
use maillage::export::coverage_answer;
use maillage::index::Atlas;
use maillage::territory::{Kind, Status};

use crate::given::{Import, SQUARES};
use crate::support::{PLACE, territory};

const BASE_IC: &str = include_str!("../data/official/base-ic-evol-struct-pop-2021-SYNTHETIC.CSV");
const PLACE_LIST: &str =
    "Type;Nom;Adresse;Commune;Capacité\nCrèche;Les Lutins;1 rue Haute;Carré 1;8\n";

fn children(atlas: &Atlas) -> (f64, String) {
    let question = Question {
        kind: Kind::Eaje,
        ages: Kind::Eaje.default_ages(),
        mode: Mode::All,
        fill: Fill::None,
        at: jiff::civil::date(2026, 11, 22),
    };
    let study = atlas.study(territory(PLACE)).unwrap();
    let answer = coverage_answer(atlas, &study, &question).to_json();
    let row = &answer["communes"][0];
    (row["children"].as_f64().unwrap(), row["children_status"].as_str().unwrap().to_owned())
}

#[test]
fn official_children_replace_estimates_at_once() {
    let list = Import::into_squares().of("liste.csv", PLACE_LIST);
    let atlas = Atlas::new((*SQUARES).clone(), list.register.clone());
    assert_eq!(children(&atlas), (150.0, Status::Estimated.as_str().to_owned()));

    let figures =
        Import::into_squares().after(&list).of("base-ic-evol-struct-pop-2021.CSV", BASE_IC);
    assert_eq!(figures.register.facilities, list.register.facilities, "services stay");
    let atlas = atlas.with_register(figures.register.clone());
    // Two IRIS: 10.5 + 5.5.
    assert_eq!(children(&atlas), (16.0, Status::Observed.as_str().to_owned()));

    let source = figures.register.source("insee-evol-struct-pop-2021").unwrap();
    assert_eq!(
        (source.vintage.as_str(), source.sha256.as_ref().map(String::len)),
        ("2021", Some(64))
    );
    let again =
        Import::into_squares().after(&figures).of("base-ic-evol-struct-pop-2021.CSV", BASE_IC);
    assert_eq!(again.register, figures.register, "the same figures twice change nothing");
}

#[test]
fn rates_of_the_cnaf_and_zonings_are_kept_with_their_vintage() {
    let rates = include_str!("../data/official/txcouv_pe_epci_SYNTHETIC.csv");
    let draft = Import::into_squares().of("txcouv_pe_epci.csv", rates);
    let of = |name: &str, vintage: &str| {
        let found = draft
            .register
            .indicators
            .iter()
            .find(|i| i.zone == PLACE && i.name.starts_with(name) && i.vintage == vintage);
        found.unwrap_or_else(|| panic!("{name} {vintage}")).value
    };
    assert_eq!(of("txcouv_epci", "2022").value(), Some(58.1));
    assert_eq!(of("txcouv_eaje", "2023").status(), Status::NotDocumented);
    assert_eq!(draft.summary().services, 0);
}

#[test]
fn a_file_in_which_nothing_is_understood_is_refused() {
    let refusal = Import::into_squares().refused("notes.txt", "Bonjour,\nvoici nos vœux.\n");
    assert!(refusal.in_french().contains("notes.txt"), "{}", refusal.in_french());
    let wide: Vec<u8> =
        std::iter::once(0xFEFF).chain(BASE_IC.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let refusal = Import::into_squares().refused_bytes("base-ic.csv", &wide);
    assert!(refusal.in_french().contains("UTF-8"), "{}", refusal.in_french());
    let cut = Import::into_squares().refused("bpe.parquet", "PAR1 and nothing more");
    assert!(cut.in_french().contains("Parquet"), "{}", cut.in_french());
}
