//! The facts of the portrait of Carrières-sur-Seine, read by hand.

use maillage::import::listed::LineRole;
use maillage::territory::{Indicator, Status, Subtype, Usage};

use super::{codes, defects, portrait};

const TEXT: &str = include_str!("../data/portrait/carrieres.txt");
const CLAUSE: &str = include_str!("../data/portrait/clause.txt");

fn find<'a>(all: &'a [Indicator], zone: &str, name: &str, unit: &str) -> &'a Indicator {
    let fits = |i: &&Indicator| i.zone == zone && i.name == name && i.unit == unit;
    all.iter().find(fits).expect(name)
}

#[test]
fn the_audit_finds_the_known_defects_and_nothing_else() {
    assert_eq!(
        codes(&portrait(TEXT)),
        [
            ("mixed-vintages", 4),
            ("secret-given-back", 89),
            ("two-percentages", 139),
            ("two-vintages", 173),
            ("sum", 181),
            ("sum", 244),
        ]
    );
}

#[test]
fn each_defect_gives_both_numbers_and_leaves_the_figures_alone() {
    let read = portrait(TEXT);
    let defects = defects(&read);
    for (at, parts) in [
        (0, &["RP2019", "RP2018", "Caf 31/12/2022", "Cnaf 2020"][..]),
        (1, &["95", "94", "1,0", "103"]),
        (2, &["2,6", "3,9", "595"]),
        (3, &["RP2019", "RP2018", "15\u{202f}178", "1\u{202f}378"]),
        (4, &["4\u{202f}154", "4\u{202f}155"]),
        (5, &["130\u{202f}161\u{202f}413", "130\u{202f}161\u{202f}414"]),
    ] {
        for part in parts {
            assert!(defects[at].reason.contains(part), "{part}: {}", defects[at].reason);
        }
        assert!(defects[at].remedy.starts_with("Demandez"));
        assert!(defects[at].remedy.ends_with("rien n’a été corrigé."));
    }
    assert_eq!(defects[4].place.cell.as_deref(), Some("CARRIÈRES SUR SEINE, Nb"));
    let total = find(&read.indicators, "78124", "Total enfants 6-24 ans", "enfants");
    assert_eq!(total.value.value(), Some(4154.0));
}

#[test]
fn every_value_has_its_own_zone_and_vintage() {
    let read = portrait(TEXT).indicators;
    for (zone, name, unit, value, vintage) in [
        ("78124", "Population Insee", "habitants", 15178.0, "RP2019"),
        ("dep-78", "Population Insee", "habitants", 1_448_207.0, "RP2019"),
        ("78124", "Nb d'enfants 0-2 ans Insee", "%", 3.9, "RP2019"),
        ("78124", "Evolution en 6 ans (%)", "%", -0.9, "Insee, RP2019 ; Caf au 31/12/2022"),
        (
            "dep-78",
            "Nb (foyers) allocataires RSA – % des (foyers) allocataires",
            "%",
            10.3,
            "31/12/2022",
        ),
        ("78124", "Taux de couverture global d'accueil", "Pour 100 enf. 0-2 ans", 67.5, "2020"),
        ("dep-78", "Taux de couverture global d'accueil", "Pour 100 enf. 0-2 ans", 58.6, "2020"),
        ("78124", "Nb d'enfants 16-17 ans Insee", "enfants", 515.0, "RP2018"),
        ("78124", "Taux de couverture Caf des 6-24 ans – 12-15 ans", "%", 78.9, "31/12/2022"),
        ("dep-78", "Taux de couverture Caf des 6-24 ans – 12-15 ans", "%", 90.7, "31/12/2022"),
        (
            "dep-78",
            "Aide aux vacances Enfant (AVE) - Nb d'enfants bénéficiaires - – 2021",
            "nombre",
            419.0,
            "2021",
        ),
        ("dep-78", "Bonus CTG", "€", 19_322_630.0, "2022"),
        ("78124", "Nb allocataires AJPP", "allocataires", 0.0, "31/12/2022"),
    ] {
        let found = find(&read, zone, name, unit);
        assert_eq!((found.value.value(), found.vintage.as_str()), (Some(value), vintage), "{name}");
    }
}

#[test]
fn blanked_blank_and_zero_stay_apart() {
    let read = portrait(TEXT).indicators;
    let status = |zone, name, unit| find(&read, zone, name, unit).value.status();
    assert_eq!(status("78124", "Nb enfnts 0-2 ans AEEH", "enfants"), Status::Secret);
    assert_eq!(status("78124", "Nb de situations de non décence", "nombre"), Status::Secret);
    assert_eq!(
        status("dep-78", "Familles allocataires avec enfts 0-2 ans", "familles"),
        Status::NotDocumented
    );
    assert_eq!(status("78124", "LAEP - Lieu d'accueil enfants parents", "€"), Status::Zero);
}

#[test]
fn two_figures_in_one_cell_are_told_apart() {
    let read = portrait(TEXT).indicators;
    let name = "(Foyers) allocataires dépendants à 100% des prestations Caf";
    assert_eq!(find(&read, "78124", name, "allocataires").value.value(), Some(230.0));
    assert_eq!(find(&read, "78124", name, "%").value.value(), Some(10.0));
    assert_eq!(find(&read, "dep-78", name, "%").value.value(), Some(10.0));
}

#[test]
fn places_of_the_departement_and_of_the_commune_are_read() {
    let read = portrait(TEXT);
    let sizes: Vec<_> =
        read.mean_sizes.iter().map(|s| (s.subtype, s.structures, s.places)).collect();
    assert_eq!(
        sizes,
        [
            (Subtype::Collectif, 312.0, 11929.0),
            (Subtype::MultiAccueil, 3.0, 159.0),
            (Subtype::Familial, 32.0, 1657.0),
            (Subtype::MicroCreche, 21.0, 208.0),
            (Subtype::Parental, 4.0, 57.0),
        ]
    );
    assert_eq!(read.mean_sizes[0].department, "78");
    let own = &read.declared[0];
    assert_eq!((&*own.zone, own.structures, own.places), ("78124", Some(4), Some(220.0)));
}

#[test]
fn children_are_those_of_the_census_in_bands_that_do_not_overlap() {
    let read = portrait(TEXT);
    let own: Vec<_> = read
        .children
        .iter()
        .map(|(zone, group)| (&**zone, group.ages.to_string(), group.count.value().unwrap()))
        .collect();
    let expected = [
        ("0-2", 587.0),
        ("3-5", 595.0),
        ("6-11", 1378.0),
        ("12-15", 984.0),
        ("16-17", 515.0),
        ("18-19", 487.0),
        ("20-24", 791.0),
    ];
    assert_eq!(own, expected.map(|(ages, count)| ("78124", ages.to_owned(), count)));
    for (_, group) in &read.children {
        assert!(read.sources.iter().any(|source| source.id == group.source));
    }
}

#[test]
fn the_clause_makes_all_but_insee_and_places_internal() {
    assert_eq!(portrait(TEXT).usage, Usage::Public);
    let read = portrait(&format!("{CLAUSE}\n{TEXT}")).indicators;
    let usage = |name, unit| find(&read, "78124", name, unit).usage;
    assert_eq!(usage("Population Insee", "habitants"), Usage::Public);
    assert_eq!(usage("Nb (foyers) allocataires RSA", "allocataires"), Usage::Interne);
    assert_eq!(usage("Nb enfants 0-2 ans", "enfants"), Usage::Interne);
    assert_eq!(usage("Nb EAJE (Etablissement d'accueil du jeune enfant)", "places"), Usage::Public);
}

#[test]
fn what_gives_a_secret_back_is_never_public() {
    let read = portrait(TEXT).indicators;
    let leak = find(&read, "78124", "Nb enfnts 0-2 ans AEEH", "%");
    assert_eq!(leak.usage, Usage::Interne);
    let total = find(&read, "78124", "Total enfnts 0-17 ans AEEH", "enfants");
    assert_eq!(total.usage, Usage::Interne);
}

#[test]
fn every_line_is_accounted_for() {
    let read = portrait(TEXT);
    assert_eq!(read.lines.len(), TEXT.lines().count());
    assert_eq!(read.sections.len(), 8);
    let lost: Vec<_> = read
        .lines
        .iter()
        .filter(|line| line.role == LineRole::Ignored)
        .filter(|line| line.text.split('\t').skip(1).any(|cell| cell.contains(char::is_numeric)))
        .collect();
    assert!(lost.is_empty(), "{lost:?}");
}
