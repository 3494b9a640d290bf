//! Rates by mode, perimeters and duties over HTTP.

use crate::client::{
    CARRIERES, COUNTRY, DAY, GALLY_MAULDRE, SYNTHETIC, assert_refused, get, header_row, list, of,
    read, records, rounded, serve,
};
use crate::support::{PLACE, code, creche, four_squares, register, source};
use axum::http::StatusCode;
use maillage::index::Atlas;
use maillage::territory::{Figure, Indicator, Kind, Source, Usage};

fn indicator(zone: &str, name: &str, value: Figure, vintage: &str, usage: Usage) -> Indicator {
    Indicator {
        zone: zone.to_owned(),
        name: name.to_owned(),
        unit: "%".to_owned(),
        value,
        text: None,
        vintage: vintage.to_owned(),
        source: "cnaf".to_owned(),
        usage,
    }
}

/// A crèche of 30 places and a LAEP that serves two communes by perimeter, with invented figures
/// of the Cnaf.
fn synthetic() -> Atlas {
    let mut laep = creche("l", "99001", 5_000.0, 5_000.0, None);
    (laep.kind, laep.name) = (Kind::Laep, "LAEP itinérant".to_owned());
    laep.perimeter = ["99001", "99002"].map(code).to_vec();
    std::sync::Arc::make_mut(&mut laep.attributes)
        .insert("Fréquence".to_owned(), "2 fois par mois".to_owned());
    std::sync::Arc::make_mut(&mut laep.attributes)
        .insert("Heures par an".to_owned(), "120".to_owned());
    let mut register = register(vec![creche("a", "99001", 5_000.0, 5_000.0, Some(30.0)), laep]);
    let observed = Figure::observed;
    register.indicators = vec![
        indicator(PLACE, "txcouv_epci", observed(50.0), "2022", Usage::Public),
        indicator(PLACE, "txcouv_epci", observed(60.0), "2023", Usage::Public),
        indicator(PLACE, "tot_offre_epci", observed(270.0), "2023", Usage::Public),
        indicator(PLACE, "txcouv_am_ind_epci", Figure::SECRET, "2023", Usage::Public),
        indicator(PLACE, "txcouv_gad_ind_epci", observed(7.7), "2023", Usage::Interne),
        indicator("dep-99", "txcouv_dep", observed(55.0), "2022", Usage::Public),
        indicator("FR", "txcouv_nat", observed(58.0), "2023", Usage::Public),
    ];
    register.sources.push(Source { publisher: "Cnaf".to_owned(), ..source("cnaf") });
    Atlas::new(four_squares(), register)
}

#[test]
fn rates_by_mode_answer_published_and_own_figures_side_by_side() {
    let app = serve(synthetic(), PLACE);
    let answer = read(&app, &of(PLACE, &format!("/modes?{DAY}&reference=58")));
    assert_eq!(answer["total"]["register_places_sources"][0]["id"], "liste");
    assert_eq!(answer["total"]["register_children_sources"][0]["vintage"], "2021");
    insta::assert_json_snapshot!("modes_total", rounded(answer["total"]["modes"].clone()));
    assert!(answer["source_line"].as_str().unwrap().contains("source cnaf"), "{answer}");
    assert!(!answer.to_string().contains("7.7"), "what is internal has left");
}

#[test]
fn rates_by_mode_answer_a_table_of_zones_and_modes() {
    let app = serve(synthetic(), PLACE);
    let answer = get(&app, &of(PLACE, &format!("/modes?{DAY}&format=csv")));
    // Three communes and the whole, seven modes, two bands of four slots.
    assert_eq!(records(answer.text()).len(), 4 * (7 + 8));
    assert_eq!(header_row(answer.text()).last().unwrap(), "source_line");
    let shapes = get(&app, &of(PLACE, &format!("/modes?{DAY}&format=geojson"))).json();
    assert_eq!(list(&shapes, "features").len(), 3);
}

#[test]
fn perimeters_answer_who_is_covered_and_what_remains() {
    let app = serve(synthetic(), PLACE);
    let answer = read(&app, &of(PLACE, &format!("/perimeters?{DAY}&within=4000")));
    insta::assert_json_snapshot!("perimeters", rounded(answer));
    let table = get(&app, &of(PLACE, &format!("/perimeters?{DAY}&format=csv")));
    assert_eq!(records(table.text()).len(), 4);
}

#[test]
fn duties_answer_each_flag_with_its_article() {
    let answer = read(&SYNTHETIC, &of(PLACE, &format!("/duties?{DAY}&competence=transferred")));
    insta::assert_json_snapshot!("duties", rounded(answer));
}

#[test]
fn a_commune_without_epci_cannot_have_transferred() {
    let path = of("99004", "/duties?competence=transferred");
    assert_refused(&get(&SYNTHETIC, &path), StatusCode::BAD_REQUEST, Some("competence"), &path);
}

#[test]
fn every_answer_on_the_real_country_has_its_source_line() {
    for code in [GALLY_MAULDRE, CARRIERES] {
        for rest in ["modes", "perimeters?kind=rpe", "duties"] {
            let path = of(code, &format!("/{rest}"));
            let line = read(&COUNTRY, &path)["source_line"].clone();
            assert!(line.as_str().is_some_and(|line| line.starts_with("Source")), "{path}: {line}");
        }
    }
}

#[test]
fn gally_mauldre_passes_ten_thousand_residents_together_only() {
    let own = read(&COUNTRY, &of(GALLY_MAULDRE, &format!("/duties?{DAY}")));
    assert_eq!(own["total"]["multi_year_scheme_due"], 0);
    let path = of(GALLY_MAULDRE, &format!("/duties?{DAY}&competence=transferred"));
    let together = read(&COUNTRY, &path);
    assert_eq!(together["total"]["multi_year_scheme"], "due");
    assert_eq!(together["total"]["relay_found"], "not-documented");
    let said = together["findings"][0]["sentence"].as_str().unwrap();
    assert!(said.contains("non renseigné"), "{said}");
}
