//! Children by age, as the census has them.

use std::collections::BTreeMap;

use super::Document;
use super::figures::vintage;
use super::number::Value;
use super::provenance::{self, Origin};
use super::sources::Sources;
use super::table::{Role, Row, Unit};
use crate::territory::{AgeGroup, Ages, Figure};

/// The groups of a row that counts all children of one band of ages, by Insee.
pub(super) fn of_row(
    row: &Row,
    zones: &[String],
    origin: Option<&Origin>,
    sources: &mut Sources,
    document: Document<'_>,
) -> Vec<(String, AgeGroup)> {
    let all = |word: &String| word == "enfant" || word == "jeune" || word.contains('-');
    let plain = row.role == Role::Plain && row.measure.full.iter().all(all);
    let insee = provenance::publishers(&row.label) == ["Insee"]
        || origin.is_some_and(|origin| origin.certain && origin.publisher == "Insee");
    let ages = row.ages.and_then(|(from, to)| Ages::new(from, to).ok());
    let Some(ages) = ages.filter(|_| plain && insee) else { return Vec::new() };
    let mut found = Vec::new();
    for reading in row.readings.iter().filter(|reading| reading.unit == Unit::Count) {
        let secret = matches!(reading.value, Value::Secret(_)).then_some(Figure::SECRET);
        let count = reading.count().map(|count| Figure::observed(count as f64)).or(secret);
        let (Some(count), Some(zone)) = (count, reading.zone) else { continue };
        let source = sources.id(document, origin, &vintage(origin, reading));
        found.push((zones[zone].clone(), AgeGroup { ages, count, source }));
    }
    found
}

/// Bands that do not overlap: the first of equal ones, and finer ones before those they overlap.
/// Equal bands with two counts are left out, for no one says which holds.
pub(super) fn apart(all: Vec<(String, AgeGroup)>) -> Vec<(String, AgeGroup)> {
    let mut zones: BTreeMap<String, BTreeMap<Ages, Vec<AgeGroup>>> = BTreeMap::new();
    for (zone, group) in all {
        zones.entry(zone).or_default().entry(group.ages).or_default().push(group);
    }
    let mut kept = Vec::new();
    for (zone, bands) in zones {
        let same = |band: &Vec<AgeGroup>| band.iter().all(|group| group.count == band[0].count);
        let agreed = bands.into_values().filter(same).filter_map(|band| band.into_iter().next());
        let mut agreed: Vec<AgeGroup> = agreed.collect();
        agreed.sort_by_key(|group| (group.ages.years(), group.ages));
        let mut own: Vec<AgeGroup> = Vec::new();
        for group in agreed {
            if own.iter().all(|other| other.ages.shared_years(group.ages) == 0) {
                own.push(group);
            }
        }
        own.sort_by_key(|group| group.ages);
        kept.extend(own.into_iter().map(|group| (zone.clone(), group)));
    }
    kept
}
