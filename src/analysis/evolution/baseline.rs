//! A baseline: all that the figures of a territory stand on, frozen on a day.

use std::collections::HashSet;
use std::sync::Arc;

use jiff::civil::Date;

use crate::index::{Atlas, Study};
use crate::territory::{CommuneCode, Facility, Inventory, Register, Source, TerritoryCode};

/// The id of the source that makes a register a baseline: its vintage is the day.
pub const BASELINE_SOURCE: &str = "reference";

/// How far around a territory services and children are kept, in metres. Those in reach of its
/// children are within the threshold, those who share their places within twice of it.
pub const BASELINE_MARGIN: f64 = 30_000.0;

/// Freezes what is known of a territory and of what lies around it: services whatever their dates,
/// inventories, children, cells, mean sizes, and their sources. Figures published on other zones
/// and open questions are left out.
///
/// `name` says what it is frozen for, such as « signature de la CTG ».
#[must_use]
pub fn baseline(atlas: &Atlas, study: &Study, on: Date, name: &str) -> Register {
    let register = &atlas.register;
    let near = near(atlas, study);
    let kept = |facility: &&Facility| {
        near.contains(&facility.commune) || facility.perimeter.iter().any(|c| near.contains(c))
    };
    let facilities: Vec<Facility> = register.facilities.iter().filter(kept).cloned().collect();
    let mut frozen = Register {
        facilities,
        inventories: inventories(atlas, &near),
        children: register.children.clone(),
        cells: register.cells.clone(),
        mean_sizes: register.mean_sizes.clone(),
        ..Register::default()
    };
    Arc::make_mut(&mut frozen.children).retain(|commune, _| near.contains(commune));
    Arc::make_mut(&mut frozen.cells).retain(|commune, _| near.contains(commune));
    let used = sources_of(&frozen);
    frozen.sources = register.sources.iter().filter(|s| used.contains(&s.id)).cloned().collect();
    frozen.sources.push(source(on, name));
    frozen
}

/// What lists claim around the territory. That of an EPCI which lies there in part is kept for those
/// of its communes that do: beyond, nothing is known any more.
fn inventories(atlas: &Atlas, near: &HashSet<CommuneCode>) -> Vec<Inventory> {
    let mut kept: Vec<Inventory> = Vec::new();
    for list in &atlas.register.inventories {
        let communes = atlas.france.communes_of(list.territory);
        if communes.iter().all(|commune| near.contains(commune)) {
            kept.push(list.clone());
            continue;
        }
        let around = communes.iter().filter(|commune| near.contains(commune));
        kept.extend(around.map(|&commune| TerritoryCode::Commune(commune)).filter_map(
            |territory| {
                let own = atlas.inventory_of(list.kind, territory).is_some();
                let of_one =
                    Inventory { territory, structures: None, places: None, ..list.clone() };
                (!own).then_some(of_one)
            },
        ));
    }
    kept
}

/// The day of a baseline; nothing where the register is none.
#[must_use]
pub fn baseline_day(register: &Register) -> Option<Date> {
    register.source(BASELINE_SOURCE)?.vintage.parse().ok()
}

fn near(atlas: &Atlas, study: &Study) -> HashSet<CommuneCode> {
    let bounds = study.bounds.grown(BASELINE_MARGIN);
    let own = study.communes.iter().map(|commune| commune.code);
    let around = atlas.communes_around(study.crs, &bounds).unwrap_or_default();
    own.chain(around.into_iter().map(|at| atlas.france.communes[at].code)).collect()
}

fn sources_of(register: &Register) -> HashSet<String> {
    let facilities = register.facilities.iter().map(|facility| &facility.source);
    let inventories = register.inventories.iter().map(|inventory| &inventory.source);
    let children = register.children.values().flatten().map(|group| &group.source);
    let cells = register.cells.values().flatten().flat_map(|cell| &cell.groups);
    let sizes = register.mean_sizes.iter().map(|size| &size.source);
    let all = facilities.chain(inventories).chain(children).chain(sizes);
    all.chain(cells.map(|group| &group.source)).cloned().collect()
}

fn source(on: Date, name: &str) -> Source {
    let day = on.strftime("%d/%m/%Y");
    Source {
        id: BASELINE_SOURCE.to_owned(),
        publisher: "maillage".to_owned(),
        title: name.to_owned(),
        vintage: on.to_string(),
        licence: "celles des sources qu’elle reprend".to_owned(),
        short: format!("référence du {day} ({name})"),
        package: None,
        sha256: None,
    }
}
