//! Duties at their lines and days, and of the real territories.

use crate::support::{PLACE, code, creche, four_squares, real_atlas, register, territory};
use maillage::analysis::{Competence, Due, Duties, Relay, duties};
use maillage::index::Atlas;
use maillage::territory::{Completeness, Facility, Figure, Kind, Status};
use proptest::prelude::*;

/// The synthetic place with these residents in 99001, 99002 and 99003.
fn residents(counts: [Option<u32>; 3], facilities: Vec<Facility>) -> Atlas {
    let mut france = four_squares();
    for (commune, count) in france.communes.iter_mut().zip(counts) {
        commune.population = count;
    }
    Atlas::new(france, register(facilities))
}

fn told<'a>(atlas: &'a Atlas, competence: Competence, day: &str) -> Duties<'a> {
    let study = atlas.study(territory(PLACE)).unwrap();
    duties(atlas, &study, competence, day.parse().unwrap()).unwrap()
}

const DAY: &str = "2026-11-22";

fn relay(commune: &str, perimeter: &[&str]) -> Facility {
    let mut relay = creche("r", commune, 5_000.0, 5_000.0, None);
    relay.kind = Kind::Rpe;
    relay.perimeter = perimeter.iter().map(|text| code(text)).collect();
    relay
}

#[test]
fn a_line_is_passed_from_one_resident_above_it_on() {
    let of = |count| {
        let atlas = residents([Some(count), Some(1), Some(1)], vec![]);
        told(&atlas, Competence::Communes, DAY).authorities[0].duties
    };
    let (due, not) = (Due::Due, Due::NotDue);
    assert_eq!(of(3_500), [due, not, not, not]);
    assert_eq!(of(3_501), [due, due, not, not]);
    assert_eq!(of(10_000), [due, due, not, not]);
    assert_eq!(of(10_001), [due, due, due, due]);
}

#[test]
fn the_relay_is_due_since_2026_and_the_rest_since_2025() {
    let atlas = residents([Some(20_000); 3], vec![]);
    let of = |day| told(&atlas, Competence::Communes, day).authorities[0].duties;
    let (due, not) = (Due::Due, Due::NotInForce);
    assert_eq!(of("2024-12-31"), [not; 4]);
    assert_eq!(of("2025-01-01"), [due, due, due, not]);
    assert_eq!(of("2025-12-31"), [due, due, due, not]);
    assert_eq!(of("2026-01-01"), [due; 4]);
}

#[test]
fn residents_of_those_who_transferred_are_summed() {
    let atlas = residents([Some(4_000), Some(4_000), Some(2_001)], vec![]);
    let own = told(&atlas, Competence::Communes, DAY);
    assert!(own.authorities.iter().all(|authority| authority.duties[2] == Due::NotDue));
    let together = told(&atlas, Competence::Transferred, DAY);
    assert_eq!(together.authorities.len(), 1);
    assert_eq!(together.authorities[0].population, Figure::observed(10_001.0));
    assert_eq!(together.authorities[0].duties, [Due::Due; 4]);
    assert_eq!(together.authorities[0].relay, Relay::Missing);
    assert!(together.communes.iter().all(|(_, authority)| *authority == 0));
}

#[test]
fn residents_that_nobody_counted_are_no_claim_unless_the_rest_pass_the_line() {
    let of = |first| {
        let atlas = residents([Some(first), None, Some(1)], vec![]);
        let together = told(&atlas, Competence::Transferred, DAY);
        assert_eq!(together.authorities[0].population.status(), Status::LowerBound);
        together.authorities[0].duties[3]
    };
    assert_eq!((of(9_000), of(10_000)), (Due::NotDocumented, Due::Due));
    let atlas = residents([None, None, None], vec![]);
    let own = told(&atlas, Competence::Communes, DAY);
    assert_eq!(own.authorities[0].duties[0], Due::Due, "all count and inform");
    assert_eq!(own.authorities[0].relay, Relay::NotDocumented);
}

#[test]
fn a_relay_is_missing_only_where_the_list_is_complete() {
    let with = |completeness, facilities| {
        let mut register = register(facilities);
        for inventory in &mut register.inventories {
            inventory.completeness = completeness;
        }
        let mut france = four_squares();
        france.communes[0].population = Some(20_000);
        let atlas = Atlas::new(france, register);
        told(&atlas, Competence::Communes, DAY).authorities[0].relay
    };
    assert_eq!(with(Completeness::Complete, vec![]), Relay::Missing);
    for unknown in [Completeness::Partial, Completeness::NotDocumented] {
        assert_eq!(with(unknown, vec![]), Relay::NotDocumented);
        assert_eq!(with(unknown, vec![relay("99001", &[])]), Relay::Present);
    }
    let served = with(Completeness::Complete, vec![relay("99003", &["99001"])]);
    assert_eq!(served, Relay::Present, "one that serves it from elsewhere counts");
    let mut closed = relay("99001", &[]);
    closed.closed_on = Some(DAY.parse().unwrap());
    assert_eq!(with(Completeness::Complete, vec![closed]), Relay::Missing);
}

#[test]
fn just_below_a_line_is_said_for_the_population_totale_is_larger() {
    let of = |count| {
        let atlas = residents([Some(count), Some(1), Some(1)], vec![]);
        told(&atlas, Competence::Communes, DAY).authorities[0].near
    };
    assert_eq!((of(9_500), of(9_501), of(10_000)), (None, Some(10_000), Some(10_000)));
    assert_eq!((of(3_500), of(3_501)), (Some(3_500), None));
}

#[test]
fn gally_mauldre_passes_the_line_together_and_carrieres_alone_with_its_relay() {
    let atlas = real_atlas();
    let of = |code: &str, competence| {
        let study = atlas.study(territory(code)).unwrap();
        duties(&atlas, &study, competence, DAY.parse().unwrap()).unwrap()
    };
    let own = of("200034130", Competence::Communes);
    assert!(own.authorities.iter().all(|authority| authority.duties[2] == Due::NotDue));
    let planning: Vec<&str> = own
        .authorities
        .iter()
        .filter(|authority| authority.duties[1] == Due::Due)
        .map(|authority| authority.name)
        .collect();
    assert_eq!(planning, ["Maule", "Saint-Nom-la-Bretèche"]);
    let together = of("200034130", Competence::Transferred);
    assert!(together.authorities[0].population.value().unwrap() > 20_000.0);
    // The act lists no relay and does not say that there is none.
    assert_eq!(together.authorities[0].relay, Relay::NotDocumented);
    let carrieres = of("78124", Competence::Communes);
    assert_eq!(carrieres.authorities[0].duties, [Due::Due; 4]);
    assert_eq!(carrieres.authorities[0].relay, Relay::Present);
}

proptest! {
    #[test]
    fn more_residents_never_lift_a_duty_and_the_sum_owes_what_each_owes(
        counts in proptest::array::uniform3(0_u32..30_000)
    ) {
        let atlas = residents(counts.map(Some), vec![]);
        let together = told(&atlas, Competence::Transferred, DAY);
        for own in told(&atlas, Competence::Communes, DAY).authorities {
            for (alone, summed) in own.duties.iter().zip(&together.authorities[0].duties) {
                prop_assert!(*alone != Due::Due || *summed == Due::Due);
            }
        }
    }
}
