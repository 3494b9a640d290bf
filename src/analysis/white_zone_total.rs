//! The white zone of a whole territory: the sums of its communes.

use super::profile::Profile;
use super::three_parts::ThreeParts;
use super::white_zone_row::{Verdict, WhiteZoneRow};
use crate::territory::{Figure, Status};
use crate::units::Metres;

/// Sums up the communes. Nothing is claimed of the whole while a part is not documented.
pub(super) fn total(communes: &[WhiteZoneRow]) -> WhiteZoneRow {
    let sum = |part: &dyn Fn(&WhiteZoneRow) -> Figure| {
        let applies = communes.iter().map(part).filter(|f| f.status() != Status::NotApplicable);
        let parts: Vec<Figure> = applies.collect();
        if parts.is_empty() { Figure::NOT_APPLICABLE } else { Figure::sum(parts) }
    };
    let children = sum(&|row| row.children);
    let parts = ThreeParts {
        with_place: sum(&|row| row.with_place),
        without_place: sum(&|row| row.without_place),
        out_of_reach: sum(&|row| row.white_children),
    };
    // Sums of many parts round: the last of the three is the rest.
    let ThreeParts { with_place, without_place, out_of_reach: white_children } = parts
        .without_place
        .value()
        .filter(|_| parts.without_place.status() != Status::LowerBound)
        .map_or(parts, |_| ThreeParts::new(children, parts.out_of_reach, parts.with_place));
    let white_area = sum(&|row| row.white_area);
    // Where it does not apply to anybody it does not to the whole; one commune without children
    // takes nothing from what the others have.
    let held = sum(&|row| match row.children.value() {
        Some(children) => row.access.map(|access| access * children),
        None => row.access,
    });
    let access = match held.status() {
        Status::NotApplicable => held,
        _ => Figure::ratio(held, children, 1.0),
    };
    let verdicts = |verdict| communes.iter().filter(|row| row.verdict == verdict).count();
    let verdict = if verdicts(Verdict::NotDocumented) > 0 {
        Verdict::NotDocumented
    } else if verdicts(Verdict::Secret) > 0 {
        Verdict::Secret
    } else if verdicts(Verdict::White) == communes.len() {
        Verdict::White
    } else if verdicts(Verdict::White) + verdicts(Verdict::PartlyWhite) > 0 {
        Verdict::PartlyWhite
    } else if verdicts(Verdict::Underserved) > 0 {
        Verdict::Underserved
    } else {
        Verdict::Covered
    };
    let reached = communes.iter().map(|row| row.all_reached_at).collect::<Option<Vec<Metres>>>();
    WhiteZoneRow {
        facilities: communes.iter().map(|row| row.facilities).sum(),
        area: sum(&|row| row.area),
        white_area,
        children,
        white_children,
        access,
        with_place,
        without_place,
        verdict,
        profile: Profile::sum(communes.iter().map(|row| &row.profile)),
        all_reached_at: reached
            .and_then(|all| all.into_iter().max_by(|a, b| a.get().total_cmp(&b.get()))),
    }
}
