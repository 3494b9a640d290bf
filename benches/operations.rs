//! What users wait for, on the real country.

#![expect(clippy::unwrap_used, reason = "a measurement fails by panicking")]

#[path = "../tests/support/mod.rs"]
mod support;

use std::sync::Arc;

use divan::{Bencher, black_box};
use maillage::analysis::siting::{CandidateSites, Goal, Wanted};
use maillage::export::{Layer, Tile, coverage_answer, siting_answer, white_zones_answer};
use maillage::index::Atlas;
use maillage::territory::{Cell, Completeness, Inventory, Kind};
use maillage::units::Wgs84;
use support::{Draws, children, of_kind, question, real_atlas, territory, within};

fn main() {
    divan::main();
}

const TERRITORIES: [&str; 3] = ["200034130", "248600413", "200067106"];

fn atlas() -> &'static Atlas {
    static ATLAS: std::sync::OnceLock<Atlas> = std::sync::OnceLock::new();
    ATLAS.get_or_init(real_atlas)
}

#[divan::bench(sample_count = 5)]
fn load_the_country(bencher: Bencher<'_, '_>) {
    bencher.bench(real_atlas);
}

#[divan::bench]
fn locate_a_point(bencher: Bencher<'_, '_>) {
    let atlas = atlas();
    let maule = Wgs84 { lon: 1.85, lat: 48.9 };
    bencher.bench(|| atlas.communes.locate(&atlas.france.boundaries, black_box(maule)));
}

#[divan::bench]
fn search_a_name(bencher: Bencher<'_, '_>) {
    let names = atlas().names();
    bencher.bench(|| names.search(black_box("chatellerault"), 20).len());
}

#[divan::bench(args = TERRITORIES)]
fn make_a_territory_ready(bencher: Bencher<'_, '_>, code: &str) {
    bencher.bench(|| atlas().study(territory(code)).unwrap());
}

#[divan::bench(args = TERRITORIES)]
fn coverage_as_json(bencher: Bencher<'_, '_>, code: &str) {
    let study = atlas().study(territory(code)).unwrap();
    bencher.bench(|| coverage_answer(atlas(), &study, &question()).to_json().to_string());
}

#[divan::bench(args = TERRITORIES)]
fn white_zones_as_geojson(bencher: Bencher<'_, '_>, code: &str) {
    let study = atlas().study(territory(code)).unwrap();
    bencher.bench(|| {
        let (answer, zones) = white_zones_answer(atlas(), &study, &question(), &within(2_000.0));
        answer.to_white_zone_geojson(&study, &zones)
    });
}

/// The 47 communes of CA Grand Châtellerault and the 158 of the CA du Pays basque as if they had no
/// LAEP at all, with 60 cells of children around each town hall: **synthetic**.
fn to_site() -> &'static Atlas {
    static ATLAS: std::sync::OnceLock<Atlas> = std::sync::OnceLock::new();
    ATLAS.get_or_init(|| {
        let atlas = real_atlas();
        let mut register = atlas.register.clone();
        let mut draws = Draws::new(4);
        for code in ["248600413", "200067106"] {
            register.inventories.push(Inventory {
                territory: territory(code),
                kind: Kind::Laep,
                completeness: Completeness::Complete,
                structures: None,
                places: None,
                source: "liste".to_owned(),
            });
            for &member in atlas.france.communes_of(territory(code)) {
                let hall = atlas.france.commune(member).unwrap().town_hall.as_ref().unwrap();
                let cells = (0..60).map(|_| Cell {
                    centre: Wgs84 {
                        lon: hall.position.lon + draws.between(-0.035, 0.035),
                        lat: hall.position.lat + draws.between(-0.025, 0.025),
                    },
                    imputed: false,
                    groups: vec![children(0, 5, (draws.unit() * 30.0).floor())],
                });
                Arc::make_mut(&mut register.cells).insert(member, cells.collect());
            }
        }
        atlas.with_register(register)
    })
}

#[divan::bench(sample_count = 10, args = [
    ("248600413", 5_000.0, 0), ("248600413", 5_000.0, 5), ("248600413", 10_000.0, 3),
    ("200067106", 5_000.0, 0), ("200067106", 5_000.0, 5), ("200067106", 10_000.0, 0),
    ("200067106", 10_000.0, 8),
])]
fn siting_as_json(bencher: Bencher<'_, '_>, (code, metres, count): (&str, f64, usize)) {
    let atlas = to_site();
    let study = atlas.study(territory(code)).unwrap();
    let goal = if count == 0 { Goal::Everybody } else { Goal::Most(count) };
    let asked = of_kind(Kind::Laep);
    let (within, candidates) = (within(metres).within, CandidateSites::TownHalls);
    let wanted = Wanted { within, goal, candidates, reference: None };
    bencher.bench(|| siting_answer(atlas, &study, &asked, &wanted).to_json().to_string());
}

#[divan::bench(args = [["5", "16", "11"], ["8", "129", "88"], ["11", "1033", "704"]])]
fn draw_a_tile(bencher: Bencher<'_, '_>, [z, x, y]: [&str; 3]) {
    let tile = Tile::new(z, x, y).unwrap();
    bencher.bench(|| tile.draw(Layer::Communes, atlas()));
}
