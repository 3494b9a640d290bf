//! Sheets of places where something is missing, hostile or too much.

use crate::client::{DAY, HOSTILE, get, of, serve};
use crate::pdf;
use crate::sheets::{assert_says, said, svg, texts};
use crate::support::{PLACE, code, creche, four_squares, place, register, source, territory};
use axum::http::StatusCode;
use maillage::index::Atlas;
use maillage::territory::{Completeness, Kind, Precision};

#[test]
fn names_are_text_whatever_they_hold() {
    let mut france = four_squares();
    france.communes[0].name = HOSTILE.to_owned();
    france.epcis[0].name = format!("{HOSTILE} {}", "très long ".repeat(40));
    let mut open = creche("a", "99001", 5_000.0, 5_000.0, None);
    open.name = HOSTILE.to_owned();
    let mut register = register(vec![open]);
    register.sources = vec![source("liste")];
    register.sources[0].short = format!("<script>{HOSTILE}\u{0}\u{b}]]>");
    let app = serve(Atlas::new(france, register), PLACE);
    for rest in ["", "&commune=99001", "&commune=99002", "&size=slide", "&size=slide&commune=99001"]
    {
        let sheet = svg(&app, PLACE, rest);
        assert!(!sheet.contains("<script"), "{rest}");
        assert!(texts(&sheet).join(" ").contains("<script>"), "{rest}");
        let pdf = get(&app, &of(PLACE, &format!("/sheet?{DAY}{rest}")));
        let pdf = pdf::read(&pdf.body);
        assert_eq!(pdf.pages, 1, "{rest}");
        assert!(pdf.structure.contains(&"H1".to_owned()), "{rest}");
    }
    texts(get(&app, &of(PLACE, "/map.svg")).text());
}

/// Letters that no typeface of ours has: the page is told all the same, and promises less.
#[test]
fn names_in_letters_of_elsewhere_leave_the_structure_but_not_the_claim() {
    let mut france = four_squares();
    france.communes[0].name = "Carré \u{1f9f8} 託児所".to_owned();
    let open = creche("a", "99001", 5_000.0, 5_000.0, None);
    let app = serve(Atlas::new(france, register(vec![open])), PLACE);
    let odd = pdf::read(&get(&app, &of(PLACE, &format!("/sheet?{DAY}&commune=99001"))).body);
    assert_eq!((odd.pages, odd.is_ua), (1, false));
    assert_eq!(odd.structure.iter().filter(|part| *part == "H1").count(), 1);
}

#[test]
fn nothing_is_claimed_where_nobody_gave_a_list() {
    let mut register = register(vec![]);
    register.inventories.retain(|inventory| inventory.kind != Kind::Rpe);
    let app = serve(Atlas::new(four_squares(), register), PLACE);
    let unknown = said(&app, PLACE, "&kind=rpe");
    let sentence = "Les relais petite enfance ne sont pas renseignés~: cette fiche ne peut pas \
                    dire où ils manquent.";
    assert_says(&unknown, &[sentence, "portée~: non renseigné", "la liste complète des relais"]);
    // A complete list that names nobody is another thing.
    let none = said(&app, PLACE, "&kind=eaje&within=3000");
    assert_says(
        &none,
        &["Aucun des 450 enfants de moins de 3~ans (≈) n’a de crèche", "zone blanche"],
    );
}

#[test]
fn a_list_of_some_communes_is_no_list_of_all() {
    let mut register = register(vec![creche("a", "99001", 5_000.0, 5_000.0, Some(30.0))]);
    for inventory in &mut register.inventories {
        inventory.completeness = Completeness::Partial;
    }
    let mut own = register.inventories[0].clone();
    (own.territory, own.completeness) = (territory("99001"), Completeness::Complete);
    own.kind = Kind::Eaje;
    register.inventories.push(own);
    let app = serve(Atlas::new(four_squares(), register), PLACE);
    let whole = said(&app, PLACE, "");
    assert_says(&whole, &["n’est complète que pour 1 commune sur 3", "n.~d."]);
    assert_says(&said(&app, PLACE, "&commune=99002"), &["La liste des crèches est partielle"]);
}

#[test]
fn children_that_nobody_counted_are_said_to_be_missing() {
    let mut france = four_squares();
    france.communes.iter_mut().for_each(|commune| commune.census = None);
    let atlas = Atlas::new(france, register(vec![creche("a", "99001", 1.0, 1.0, Some(3.0))]));
    let app = serve(atlas, PLACE);
    for rest in ["", "&commune=99001", "&size=slide"] {
        let said = said(&app, PLACE, rest);
        assert_says(&said, &["enfants~: non renseigné", "n’est pas renseigné"]);
    }
    assert_says(&said(&app, PLACE, ""), &["le nombre d’enfants de cet âge"]);
}

#[test]
fn a_commune_without_outline_or_town_hall_still_has_a_sheet() {
    let mut france = four_squares();
    let boundaries = std::mem::take(&mut france.boundaries);
    for commune in 0..4 {
        let polygons: Vec<_> = boundaries.polygons(commune).collect();
        assert!(!polygons.is_empty());
        france.boundaries.push(&[]);
    }
    france.communes[0].town_hall = None;
    let app = serve(Atlas::new(france, register(vec![])), PLACE);
    let said = said(&app, PLACE, "&commune=99001");
    let missing = ["Ni contour ni mairie connus", "le contour de la commune (Carré 1)"];
    assert_says(&said, &missing);
    assert_says(&said, &["la position de la mairie (Carré 1)"]);
    for rest in ["", "&size=slide", "&commune=99001&size=slide", "&format=pdf"] {
        let path = of(PLACE, &format!("/sheet?{DAY}{rest}"));
        assert_eq!(get(&app, &path).status, StatusCode::OK, "{path}");
    }
    assert_eq!(get(&app, &of(PLACE, "/map.svg")).status, StatusCode::OK);
}

#[test]
fn ten_thousand_services_are_as_many_marks_as_there_is_room_for() {
    let grid = (0..10_000).map(|at| {
        let (x, y) = (f64::from(at % 100) * 95.0, f64::from(at / 100) * 95.0);
        let mut one = creche(&format!("c{at}"), "99001", x, y, Some(1.0));
        one.precision = if at % 7 == 0 { Precision::Street } else { Precision::Exact };
        one
    });
    let app = serve(place(grid.collect()), PLACE);
    let whole = svg(&app, PLACE, "&commune=99001");
    assert!(whole.len() < 1_000_000, "{} bytes", whole.len());
    assert_says(&texts(&whole).join(" "), &["Sur environ 150 enfants", "10\u{202f}000"]);
}

#[test]
fn a_long_table_is_cut_and_says_by_how_much() {
    let mut france = four_squares();
    let mut more = Vec::new();
    for number in 0..60 {
        let mut commune = france.communes[0].clone();
        commune.code = code(&format!("99{:03}", 100 + number));
        commune.name = format!("Pli {number}");
        more.push(commune);
    }
    for commune in more {
        france.epcis[0].members.push(commune.code);
        france.boundaries.push(&[]);
        france.communes.push(commune);
    }
    let said = said(&serve(Atlas::new(france, register(vec![])), PLACE), PLACE, "");
    let cut = said.split("et ").find_map(|rest| rest.split_once(" autres communes"));
    let left: usize = cut.unwrap().0.parse().unwrap();
    assert!((30..63).contains(&left), "{left}: {said}");
    assert_says(&said, &["Ensemble", "Le contour manque (60 communes)", "cog-2026"]);
}
