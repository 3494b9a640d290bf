//! What lists say beside names and addresses: sites, contacts, dates, codes, merged cells.

use maillage::import::list::read_list;
use maillage::import::table::read_tables;

use crate::read::{context, list};
use crate::tables::{workbook, workbook_of};

const GALLY: &str = "200034130";

#[test]
fn services_at_one_door_name_each_other() {
    let text = "Type;Nom;Adresse;CP;Commune\n\
        Crèche;Les Lutins;Pôle enfance, 3 rue du Pont;78580;Maule\n\
        RPE;Relais;3, Rue du Pont;78580;MAULE\n\
        LAEP;La Bulle;3 rue du Pont;78810;Feucherolles\n\
        ALSH;Les Pins;rue du Pont;78580;Maule\n";
    let read = list("a.csv", text.as_bytes(), GALLY);
    let sites: Vec<Option<&str>> = read
        .services
        .iter()
        .map(|listed| listed.notes.iter().find_map(|note| note.strip_prefix("même site que ")))
        .collect();
    assert_eq!(sites, [Some("Relais"), Some("Les Lutins"), None, None], "{read:#?}");
}

#[test]
fn columns_of_contacts_are_named_once() {
    let text = "Type;Nom;Commune;Tél.;Courriel;Horaires\n\
        Crèche;Les Lutins;Maule;0100000000;;8h\nCrèche;Les Pins;Maule;0100000001;a@b;\n";
    let read = list("a.csv", text.as_bytes(), GALLY);
    let told: Vec<&str> = read
        .remarks
        .iter()
        .filter(|remark| remark.code == "contact-columns")
        .map(|remark| remark.reason.as_str())
        .collect();
    let expected = "colonnes de contact conservées comme attributs\u{a0}: Courriel, Tél.\u{202f}; \
                    vérifiez qu’elles peuvent l’être";
    assert_eq!(told, [expected]);
    assert_eq!(read.services[0].attributes["Tél."], "0100000000");
    let silent = list("b.csv", b"Type;Nom;Commune;Tel\nRPE;Relais;Maule;\n", GALLY);
    assert!(silent.remarks.iter().all(|remark| remark.code != "contact-columns"));
}

#[test]
fn a_code_outside_the_territory_is_asked_unless_a_program_wrote_it() {
    let codes = |name: &str, text: &str| {
        let read = list(name, text.as_bytes(), GALLY);
        let asked = read.services.iter().flat_map(|listed| &listed.questions);
        asked.map(|asked| (asked.code.clone(), asked.blocking)).collect::<Vec<_>>()
    };
    let outside = [("outside-territory".to_owned(), true)];
    let sheet = "Type;Nom;Adresse;Code Insee\nRPE;Relais;3 rue X;78146\nRPE;R2;3 rue X;78380\n";
    assert_eq!(codes("a.csv", sheet), outside);
    let canonical = "kind,name,address,commune\nrpe,Relais,3 rue X,78146\n";
    assert_eq!(codes("a.csv", canonical), []);
    let geojson = r#"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,
        "properties":{"nom":"Relais","type":"RPE","adresse":"3 rue X","insee":"78146"}}]}"#;
    assert_eq!(codes("a.geojson", geojson), []);
    let scdl = "EQUIP_UID;EQUIP_TYPE;EQUIP_NOM;ADR_NOMVOI;ADR_INSEE\n1;RPE;Relais;rue X;78146\n";
    assert_eq!(codes("a.csv", scdl), []);
}

#[test]
fn a_line_that_opens_or_closes_says_so_and_no_day_is_invented() {
    let text = "EAJE\tLes Lutins – 3 rue X – 78580 Maule (ouverture septembre 2026)\n\
        EAJE\tLes Pins, fermée depuis le 31/08/2024 – 4 rue X – 78580 Maule\n";
    let read = list("annexe", text.as_bytes(), GALLY);
    let [open, closed] = read.services.as_slice() else { panic!("{read:#?}") };
    assert_eq!((open.opened_on, open.closed_on), (None, None));
    assert_eq!(open.attributes["ouverture"], "septembre 2026");
    assert!(open.notes.iter().any(|note| note.contains("ne donne pas le jour")), "{open:?}");
    assert_eq!((open.name.as_str(), open.city.as_str()), ("Les Lutins", "Maule"));
    assert_eq!(closed.closed_on, "2024-08-31".parse().ok());
    assert_eq!((closed.name.as_str(), closed.address.as_str()), ("Les Pins", "4 rue X"));
}

#[test]
fn merged_cells_repeat_and_formulas_are_named() {
    let rows = [
        vec!["Type", "Nom", "Commune", "Places"],
        vec!["Crèche", "Les Lutins", "Maule", "=12"],
        vec!["", "Les Pins", "Maule", "15"],
        vec!["", "Les Fées", "Maule", "=8"],
    ];
    let merged = "<mergeCells><mergeCell ref=\"A2:A4\"/><mergeCell ref=\"A6:A1048576\"/>\
                  </mergeCells>";
    let bytes = workbook_of(&rows, merged);
    let tables = read_tables("a.xlsx", &bytes).unwrap();
    let first: Vec<&str> = tables.tables[0].rows.iter().map(|row| &*row.cells[0]).collect();
    assert_eq!(first, ["Type", "Crèche", "Crèche", "Crèche"]);
    let notes: Vec<&str> = tables.notes.iter().map(|(_, note)| note.as_str()).collect();
    assert_eq!(notes.len(), 2, "{notes:?}");
    assert!(
        notes[0].contains("2 cellules calculées") && notes[0].contains("(D2, D4)"),
        "{notes:?}"
    );
    assert!(notes[1].contains("fusionnées (A2:A4)"), "{notes:?}");
    let read = read_list(&tables, "a.xlsx", &context(GALLY));
    let places: Vec<_> = read.services.iter().map(|listed| listed.capacity).collect();
    assert_eq!(places, [Some(12.0), Some(15.0), Some(8.0)]);
    let bytes = workbook(&rows);
    let plain = read_tables("a.xlsx", &bytes).unwrap();
    assert_eq!(plain.tables[0].rows[2].cells[0], "");
}
