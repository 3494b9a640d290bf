//! What leaves the program: only cleared figures, and internal ones by no public route.

use maillage::analysis::secrecy::{Clearance, Cleared, Reason};
use maillage::export::indicators_answer;
use maillage::index::Atlas;
use maillage::territory::{Figure, Indicator, Register, Source, Status, Usage};
use serde_json::Value;

use crate::carrieres;
use crate::support::{PLACE, four_squares, prepared_france, source, territory};

fn caf() -> Source {
    Source { publisher: "Caf".to_owned(), licence: String::new(), ..source("caf") }
}

pub fn figure(zone: &str, name: &str, unit: &str, value: f64) -> Indicator {
    Indicator {
        zone: zone.to_owned(),
        name: name.to_owned(),
        unit: unit.to_owned(),
        value: Figure::observed(value),
        text: None,
        vintage: "31/12/2022".to_owned(),
        source: "caf".to_owned(),
        usage: Usage::Public,
    }
}

pub fn place(indicators: Vec<Indicator>) -> Atlas {
    let sources = vec![caf(), Source { publisher: "Insee".to_owned(), ..source("insee") }];
    Atlas::new(four_squares(), Register { indicators, sources, ..Register::default() })
}

/// What each figure of a zone is shown as, with the reason where there is one.
pub fn shown(cleared: &Cleared<'_>, zone: &str) -> Vec<(Option<f64>, Option<Reason>)> {
    let of_zone = cleared.figures().iter().filter(|figure| figure.zone() == zone);
    of_zone.map(|figure| (figure.value().value(), figure.reason())).collect()
}

pub fn all(atlas: &Atlas, usage: Usage) -> Cleared<'_> {
    Clearance::new(atlas).of_zones(atlas, |_| true, usage)
}

pub const HOUSEHOLDS: &str = "Nb (foyers) allocataires Caf";

#[test]
fn all_values_of_a_commune_with_fewer_than_a_hundred_allocataires_are_blanked_zero_too() {
    let atlas = place(vec![
        figure("99001", HOUSEHOLDS, "allocataires", 99.0),
        figure("99001", "Nb allocataires AJPP", "allocataires", 0.0),
        figure("99001", "Taux de couverture", "%", 44.5),
        figure("99002", HOUSEHOLDS, "allocataires", 100.0),
        figure("99002", "Nb allocataires AJPP", "allocataires", 0.0),
        figure("99003", "Nb allocataires RSA", "allocataires", 500.0),
        figure(PLACE, "Nb allocataires RSA", "allocataires", 900.0),
        Indicator { source: "insee".to_owned(), ..figure("99001", "Enfants", "enfants", 3.0) },
        figure("99001", "EAJE", "places", 3.0),
    ]);
    let cleared = all(&atlas, Usage::Public);
    let few = (None, Some(Reason::FewAllocataires));
    assert_eq!(
        shown(&cleared, "99001"),
        [few, few, few, (Some(3.0), None), (Some(3.0), None)],
        "census figures and places are not under the rule"
    );
    assert_eq!(shown(&cleared, "99002"), [(Some(100.0), None), (Some(0.0), None)]);
    assert_eq!(shown(&cleared, "99003"), [(None, Some(Reason::UnknownAllocataires))]);
    assert_eq!(shown(&cleared, PLACE), [(Some(900.0), None)], "the rule is not for an EPCI");
}

/// An EPCI of three communes, all of them above the threshold.
fn rsa(values: [f64; 3], total: f64) -> Vec<Indicator> {
    let zones = ["99001", "99002", "99003"];
    let mut figures: Vec<Indicator> =
        zones.map(|zone| figure(zone, HOUSEHOLDS, "allocataires", 1000.0)).to_vec();
    let name = "Nb allocataires RSA";
    figures.extend(zones.iter().zip(values).map(|(zone, v)| figure(zone, name, "allocataires", v)));
    figures.push(figure(PLACE, name, "allocataires", total));
    figures
}

#[test]
fn an_epci_does_not_give_back_the_small_value_of_one_of_its_communes() {
    let atlas = place(rsa([2.0, 30.0, 40.0], 72.0));
    let cleared = all(&atlas, Usage::Public);
    let of = |zone| shown(&cleared, zone).last().copied().unwrap();
    assert_eq!(of("99001"), (None, Some(Reason::Small)));
    let others = ["99002", "99003", PLACE].map(of);
    let blanked = others.iter().filter(|found| **found == (None, Some(Reason::Secondary)));
    assert_eq!(blanked.count(), 1, "{others:?}");
}

#[test]
fn shares_and_amounts_of_a_blanked_value_are_blanked_with_it() {
    let mut figures = rsa([2.0, 30.0, 40.0], 72.0);
    figures.push(figure("99001", "Nb allocataires RSA – % des allocataires", "%", 0.2));
    figures.push(figure("99001", "Nb allocataires RSA – % des autres", "%", 5.0));
    figures.push(figure("99001", "Montants versés pour le RSA", "€", 1200.0));
    let atlas = place(figures);
    let found = shown(&all(&atlas, Usage::Public), "99001");
    assert_eq!(found[0].0, Some(1000.0));
    assert!(
        found[1..].iter().all(|(value, reason)| value.is_none() && reason.is_some()),
        "{found:?}"
    );
}

#[test]
fn internal_figures_are_counted_and_not_shown_to_the_public() {
    let secret =
        Indicator { usage: Usage::Interne, ..figure(PLACE, "Nb RSA", "allocataires", 77.0) };
    let atlas = place(vec![secret]);
    let study = atlas.study(territory(PLACE)).unwrap();
    let clearance = Clearance::new(&atlas);
    let public = indicators_answer(&atlas, &study, &clearance, Usage::Public);
    assert_eq!(
        (&public.to_json()["withheld"], &public.to_json()["indicators"]),
        (&1.into(), &Value::Array(vec![]))
    );
    let csv = String::from_utf8(public.to_csv().unwrap()).unwrap();
    assert!(!csv.contains("77") && !public.to_text().contains("77"));
    let internal = indicators_answer(&atlas, &study, &clearance, Usage::Interne).to_json();
    assert_eq!(internal["indicators"][0]["value"], 77.0);
}

#[test]
fn what_may_be_shown_to_few_and_to_all_is_blanked_alike() {
    let atlas = Atlas::new(four_squares(), carrieres::register());
    let (public, internal) = (all(&atlas, Usage::Public), all(&atlas, Usage::Interne));
    for figure in public.figures() {
        let same = |other: &&maillage::analysis::secrecy::ClearedFigure<'_>| {
            other.zone() == figure.zone()
                && other.name() == figure.name()
                && other.unit() == figure.unit()
                && other.vintage() == figure.vintage()
                && other.value() == figure.value()
        };
        assert!(internal.figures().iter().any(|other| same(&other)), "{figure:?}");
    }
}

#[test]
fn the_answer_on_carrieres_shows_each_value_with_its_source_and_blanks_the_small_ones() {
    let atlas = Atlas::new(prepared_france(), carrieres::register());
    let study = atlas.study(territory("78124")).unwrap();
    let answer = indicators_answer(&atlas, &study, &Clearance::new(&atlas), Usage::Public);
    let json = answer.to_json();
    assert!(json["source_line"].as_str().unwrap().contains("CTG Carrières-sur-Seine"));
    let rows = json["indicators"].as_array().unwrap();
    let named = |name: &str| rows.iter().find(|row| row["name"] == name).unwrap();
    let population = named("Population Insee");
    assert_eq!(population["value"], 15178.0);
    for column in ["unit", "zone", "zone_name", "vintage", "source", "status"] {
        assert!(population[column].as_str().is_some_and(|said| !said.is_empty()), "{column}");
    }
    let housing = named("Nb de situations de non décence");
    assert_eq!((&housing["value"], &housing["status"]), (&Value::Null, &"secret".into()));
    assert_eq!(Status::Secret.as_str(), "secret");
    assert!(answer.to_text().contains(" | s"));
}
