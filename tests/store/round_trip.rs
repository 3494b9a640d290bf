//! What is stored comes back as it was.

use std::collections::HashMap;

use maillage::territory::*;
use maillage::units::Wgs84;
use proptest::collection::{btree_map, hash_map, vec};
use proptest::option;
use proptest::prelude::*;

use super::support::{Place, commit, facility, full, indicator, read};

#[test]
fn every_field_comes_back() {
    assert_eq!(read(&Place::with(&full())), full());
    assert_eq!(read(&Place::with(&Register::default())), Register::default());
}

#[test]
fn twins_are_kept_and_stay_two() {
    let register = Register {
        facilities: vec![facility("a"), facility("a")],
        indicators: vec![indicator(Figure::SECRET, Usage::Public); 3],
        ..Register::default()
    };
    let place = Place::with(&register);
    assert_eq!(read(&place), register);
    assert_eq!(commit(&place, &register).unwrap().import, None);
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![Just(0.0), Just(1.0 / 3.0), 0.0..1e6, proptest::num::f64::NORMAL]
}

fn count() -> impl Strategy<Value = f64> {
    number().prop_map(f64::abs)
}

fn position() -> impl Strategy<Value = Wgs84> {
    (-180.0..=180.0, -90.0..=90.0).prop_map(|(lon, lat)| Wgs84 { lon, lat })
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "[a-zéè|'\"\\\\ ]{0,12}", any::<String>()]
}

fn commune() -> impl Strategy<Value = CommuneCode> {
    prop_oneof!["[0-9]{5}", "2[AB][0-9]{3}"].prop_map(|text| text.parse().unwrap())
}

fn ages() -> impl Strategy<Value = Ages> {
    (0_u8..=24, 0_u8..=24).prop_map(|(a, b)| Ages::new(a.min(b), a.max(b)).unwrap())
}

fn facilities() -> impl Strategy<Value = Facility> {
    let day = (1000_i16..3000, 1_i8..=12, 1_i8..=28)
        .prop_map(|(year, month, day)| jiff::civil::date(year, month, day));
    let precision = prop::sample::select(&[Precision::Exact, Precision::Street, Precision::None]);
    let first = ("[a-c]{1,2}", text(), prop::sample::select(&Kind::ALL), option::of(count()));
    let second = (option::of(ages()), text(), commune(), option::of(position()), precision);
    let third = (
        vec(commune(), 0..4),
        option::of(day),
        btree_map(any::<String>(), any::<String>(), 0..3),
        option::of((number(), option::of(number()), position(), text())),
    );
    (first, second, third).prop_map(|((id, name, kind, capacity), second, third)| {
        let (ages, address, commune, position, precision) = second;
        let (perimeter, opened_on, attributes, found) = third;
        let geocode = found.map(|(score, gap, position, label)| Geocode {
            by: "ban".to_owned(),
            label,
            answer: AnswerType::Street,
            score,
            gap,
            position,
            postcode: String::new(),
            commune: String::new(),
        });
        Facility {
            name,
            kind,
            capacity,
            ages,
            address,
            commune,
            position,
            precision,
            perimeter,
            opened_on,
            attributes: attributes.into(),
            geocode,
            ..facility(&id)
        }
    })
}

fn indicators() -> impl Strategy<Value = Indicator> {
    let figure = prop_oneof![
        Just(Figure::SECRET),
        Just(Figure::NOT_APPLICABLE),
        Just(Figure::NOT_DOCUMENTED),
        number().prop_map(Figure::observed),
        number().prop_map(Figure::estimated),
        number().prop_map(Figure::at_least),
    ];
    let usage = prop::sample::select(&[Usage::Public, Usage::Interne]);
    (figure, usage, option::of(text()), "[ab]").prop_map(|(value, usage, text, zone)| Indicator {
        text,
        zone,
        ..indicator(value, usage)
    })
}

fn groups() -> impl Strategy<Value = AgeGroup> {
    let count = prop_oneof![Just(Figure::SECRET), number().prop_map(Figure::observed)];
    (ages(), count, text()).prop_map(|(ages, count, source)| AgeGroup { ages, count, source })
}

fn cells() -> impl Strategy<Value = Cell> {
    (position(), any::<bool>(), vec(groups(), 0..3)).prop_map(|(centre, imputed, groups)| Cell {
        centre,
        imputed,
        groups,
    })
}

fn registers() -> impl Strategy<Value = Register> {
    let children: BoxedStrategy<HashMap<_, _>> =
        hash_map(commune(), vec(groups(), 1..4), 0..4).boxed();
    let cells = hash_map(commune(), vec(cells(), 1..4), 0..3);
    (vec(facilities(), 0..8), children, cells, vec(indicators(), 0..6)).prop_map(
        |(facilities, children, cells, indicators)| Register {
            facilities,
            children: children.into(),
            cells: cells.into(),
            indicators,
            ..full()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_register_comes_back_after_any_other(first in registers(), second in registers()) {
        let place = Place::with(&first);
        prop_assert_eq!(&read(&place), &first);
        commit(&place, &second).unwrap();
        prop_assert_eq!(&read(&place), &second);
        prop_assert_eq!(commit(&place, &second).unwrap().import, None);
        prop_assert_eq!(place.ask::<String>("SELECT rtreecheck('rtree_facilities_geom')"), "ok");
    }
}
