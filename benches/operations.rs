//! What users wait for, on the real country.

#![expect(clippy::unwrap_used, reason = "a measurement fails by panicking")]

#[path = "../tests/support/mod.rs"]
mod support;

use divan::{Bencher, black_box};
use maillage::export::{Layer, Tile, coverage_answer, white_zones_answer};
use maillage::index::Atlas;
use maillage::units::Wgs84;
use support::{question, real_atlas, territory, within};

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

#[divan::bench(args = [["5", "16", "11"], ["8", "129", "88"], ["11", "1033", "704"]])]
fn draw_a_tile(bencher: Bencher<'_, '_>, [z, x, y]: [&str; 3]) {
    let tile = Tile::new(z, x, y).unwrap();
    bencher.bench(|| tile.draw(Layer::Communes, atlas()));
}
