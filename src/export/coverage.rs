//! Coverage as rows.

use serde_json::{Value, json};

use super::Row;
use super::row::number;
use crate::analysis::{Coverage, CoverageRow};
use crate::index::{Demand, Study, StudyCommune};
use crate::territory::{Ages, Figure, Funding, Status, Subtype};

/// The rows of a coverage: one per commune, then the whole.
#[must_use]
pub fn coverage_rows(study: &Study, coverage: &Coverage<'_>) -> (Vec<Row>, Row) {
    let communes = study.communes.iter().zip(&coverage.communes);
    let rows = communes.map(|(commune, row)| {
        let named = Row::of(commune.code, &commune.name);
        coverage_row(named, row).with("explanation", explanation(commune, row, coverage.ages))
    });
    let whole = Row::of(study.code, &study.name);
    (rows.collect(), coverage_row(whole, &coverage.total))
}

fn coverage_row(named: Row, row: &CoverageRow<'_>) -> Row {
    named
        .with("facilities", row.facilities)
        .with_figure("places", row.places)
        .with_figure("children", row.children)
        .with("rate", number(row.rate))
        .with_status("status", row.rate.status())
        .with("few_children", row.has_few_children())
}

/// Where the two terms of a rate come from.
fn explanation(commune: &StudyCommune, row: &CoverageRow<'_>, ages: Ages) -> Value {
    let known: Vec<f64> = row.offers.iter().filter_map(|offer| offer.facility.capacity).collect();
    let unknown = row
        .offers
        .iter()
        .filter(|offer| offer.places.status() == Status::LowerBound && row.declared.is_none())
        .count();
    let declared = row.declared.map(|inventory| {
        json!({
            "structures": inventory.structures,
            "places": inventory.places,
            "source": inventory.source,
        })
    });
    json!({
        "known": { "count": known.len(), "places": known.iter().fold(0.0, |sum, places| sum + places) },
        "declared": declared,
        "filled": if row.declared.is_some() { Vec::new() } else { filled(row) },
        "unknown": unknown,
        "children": children(commune, ages),
    })
}

/// The mean sizes that stand for unknown capacities, each with how often it does.
fn filled(row: &CoverageRow<'_>) -> Vec<Value> {
    let mut groups: Vec<(Option<Funding>, &crate::territory::MeanSize, usize)> = Vec::new();
    for offer in &row.offers {
        let Some(size) = offer.filled else { continue };
        let funding = offer.facility.funding;
        match groups.iter_mut().find(|group| group.0 == funding && group.1.subtype == size.subtype)
        {
            Some(group) => group.2 += 1,
            None => groups.push((funding, size, 1)),
        }
    }
    let groups = groups.into_iter().map(|(funding, size, count)| {
        // The Caf counts PSU micro-crèches only; their mean stands for PAJE ones for want of one.
        let stand_in = size.subtype == Subtype::MicroCreche && funding == Some(Funding::Paje);
        json!({
            "subtype": size.subtype, "funding": funding, "count": count,
            "structures": size.structures, "places": size.places,
            "mean": size.places / size.structures, "source": size.source, "stand_in": stand_in,
        })
    });
    groups.collect()
}

fn children(commune: &StudyCommune, ages: Ages) -> Value {
    match commune.demand(ages) {
        Some(Demand::Declared(groups)) => json!({
            "method": "declared",
            "source": groups.first().map(|group| &group.source),
        }),
        Some(Demand::Cells) => {
            let cells = commune.cells();
            let youngest = cells.iter().filter_map(|cell| cell.groups.first());
            json!({
                "method": "cells-three-quarters",
                "base": Figure::sum(youngest.clone().map(|group| group.count)).value(),
                "base_ages": "0-3",
                "cells": cells.len(),
                "imputed": cells.iter().filter(|cell| cell.imputed).count(),
                "source": youngest.clone().next().map(|group| &group.source),
            })
        }
        Some(Demand::EvenShare(group)) => json!({
            "method": "even-share",
            "base": group.count.value(),
            "base_ages": group.ages,
            "source": group.source,
        }),
        None => json!({ "method": "not-documented", "source": null }),
    }
}
