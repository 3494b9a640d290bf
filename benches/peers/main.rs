//! The tasks that `compare.sh` also gives to other tools, on one SYNTHETIC workload: a line of
//! JSON a task. `--workload FILE` writes the workload first, for them to read.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::format_collect,
    reason = "a measurement fails by panicking"
)]

mod coverage;
mod served;
#[path = "../../tests/support/mod.rs"]
mod support;
mod workload;

use std::time::Instant;

use maillage::analysis::{Decay, Outside, Reach, access};
use maillage::index::{NearestGrid, Shape, bounds, locate_all};
use maillage::territory::{Crs, France, Register};
use maillage::units::{Metres, Projected, Wgs84};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use support::{prepared_france, territory};
use workload::{KINDS, Synthetic};

/// Untimed runs, then timed ones, of which the median counts.
const WARM_UPS: usize = 2;
const RUNS: usize = 9;

fn main() {
    let france = prepared_france();
    let services = workload::synthetic(&france);
    let mut arguments = std::env::args().skip_while(|argument| argument != "--workload").skip(1);
    if let Some(path) = arguments.next() {
        workload::write(&services, &path);
        workload::write_children(&france, &format!("{path}.children.csv"));
    }
    join(&france, &services);
    white_zones_of_france(&france, &services);
    for siren in ["200034130", "248600413"] {
        white_zones_of(&france, &services, siren);
    }
    nearest(&france, &services);
    catchments(&france, &services);
    coverage::national(&services);
    served::one_epci(&services);
    served::start();
}

/// Runs `work`, and gives its last result with the median time in seconds.
fn timed<T>(mut work: impl FnMut() -> T) -> (T, f64) {
    let mut result = work();
    (1..WARM_UPS).for_each(|_| result = work());
    let mut times: Vec<f64> = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let start = Instant::now();
        result = work();
        times.push(start.elapsed().as_secs_f64());
    }
    times.sort_by(f64::total_cmp);
    (result, times[RUNS / 2])
}

fn report(task: &str, median: f64, more: &Value) {
    let mut line = json!({ "task": task, "median_s": median });
    line.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    println!("{line}");
}

fn checksum(lines: impl Iterator<Item = String>) -> String {
    let mut hash = Sha256::new();
    lines.for_each(|line| hash.update(line + "\n"));
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn join(france: &France, services: &[Synthetic]) {
    let points: Vec<Wgs84> = services.iter().map(|service| service.position).collect();
    let (found, median) = timed(|| locate_all(&france.boundaries, &points));
    let code = |at: &Option<u32>| at.map_or("-", |at| france.communes[at as usize].code.as_str());
    let lines = found.iter().zip(1..).map(|(at, id)| format!("{id},{}", code(at)));
    report("t1-join", median, &json!({ "checksum": checksum(lines) }));
}

/// The crèches of the métropole, projected.
fn creches(services: &[Synthetic]) -> Vec<Projected> {
    let creches = services.iter().filter(|service| service.kind == KINDS[0]);
    creches.filter_map(Synthetic::in_metropole).collect()
}

fn five_km() -> Metres {
    Metres::try_from(5_000.0).unwrap()
}

fn white_zones_of_france(france: &France, services: &[Synthetic]) {
    let centres = creches(services);
    let communes = 0..france.communes.len();
    let shapes: Vec<Shape> = communes
        .filter(|&at| Crs::of(france.communes[at].code) == Crs::Lambert93)
        .filter_map(|at| Shape::of_commune(&france.boundaries, at, Crs::Lambert93))
        .collect();
    let area: f64 = shapes.iter().map(|shape| shape.area().0).sum();
    let (white, median) = timed(|| {
        let reach = Reach::new(&centres, five_km());
        shapes.iter().map(|shape| Outside::new(shape, &reach).area().0).sum::<f64>()
    });
    report("t3-france", median, &json!({ "share": white / area, "white_km2": white / 1e6 }));
    let (vertices, median) = timed(|| {
        let reach = Reach::new(&centres, five_km());
        let drawn = shapes.iter().map(|shape| Outside::new(shape, &reach).polygons(1.0));
        drawn.flatten().flatten().map(|ring| ring.len()).sum::<usize>()
    });
    report("t3-france-shapes", median, &json!({ "vertices": vertices }));
}

fn white_zones_of(france: &France, services: &[Synthetic], siren: &str) {
    let study =
        maillage::index::Study::new(france, &Register::default(), territory(siren)).unwrap();
    let near = study.bounds.grown(5_000.0);
    let centres: Vec<Projected> =
        creches(services).into_iter().filter(|centre| near.contains(*centre)).collect();
    let shapes: Vec<&Shape> = study.communes.iter().filter_map(|c| c.shape.as_ref()).collect();
    let area: f64 = shapes.iter().map(|shape| shape.area().0).sum();
    let (white, median) = timed(|| {
        let reach = Reach::new(&centres, five_km());
        shapes.iter().map(|shape| Outside::new(shape, &reach).area().0).sum::<f64>()
    });
    report(&format!("t3-epci-{siren}"), median, &json!({ "share": white / area }));
}

/// The metropolitan communes with the middle of their boxes, projected.
fn metropolitan(france: &France) -> Vec<(usize, Projected)> {
    (0..france.communes.len())
        .filter(|&at| Crs::of(france.communes[at].code) == Crs::Lambert93)
        .filter_map(|at| {
            let [low, high] = bounds(&france.boundaries, at)?;
            let middle =
                Wgs84 { lon: f64::midpoint(low[0], high[0]), lat: f64::midpoint(low[1], high[1]) };
            Some((at, Crs::Lambert93.project(middle)?))
        })
        .collect()
}

fn nearest(france: &France, services: &[Synthetic]) {
    let metropolitan = metropolitan(france);
    let of_kind = |kind| {
        let of = services.iter().filter(move |service: &&Synthetic| service.kind == kind);
        of.filter_map(Synthetic::in_metropole).collect::<Vec<_>>()
    };
    let points = KINDS.map(of_kind);
    let (distances, median) = timed(|| {
        let grids = points.each_ref().map(|points| NearestGrid::new(points));
        let of = |(_, from): &(usize, Projected)| {
            grids.each_ref().map(|grid| grid.nearest_squared(*from).sqrt())
        };
        metropolitan.iter().map(of).collect::<Vec<_>>()
    });
    let lines = metropolitan.iter().zip(&distances).flat_map(|((at, _), distances)| {
        let code = france.communes[*at].code;
        KINDS.iter().zip(distances).map(move |(kind, metres)| format!("{code},{kind},{metres:.2}"))
    });
    let sum: f64 = distances.iter().flatten().sum();
    report("t4-nearest", median, &json!({ "checksum": checksum(lines), "sum_km": sum / 1e3 }));
}

/// Floating catchments over the whole métropole from points, every index built inside the time:
/// invented children in the middle of each commune, the invented places of all kinds.
fn catchments(france: &France, services: &[Synthetic]) {
    let metropolitan = metropolitan(france);
    let children = |at: usize| f64::from(workload::children(france, at));
    let demand: Vec<(Projected, f64)> =
        metropolitan.iter().map(|&(at, middle)| (middle, children(at))).collect();
    let supply: Vec<(Projected, f64)> = services
        .iter()
        .filter_map(|service| Some((service.in_metropole()?, f64::from(service.capacity))))
        .collect();
    let within = Metres::try_from(15_000.0).unwrap();
    for (task, decay) in [("t5-2sfca", "binary"), ("t5-e2sfca", "5000:1,10000:0.68,15000:0.22")] {
        let decay: Decay = decay.parse().unwrap();
        let (found, median) = timed(|| access(&demand, &supply, within, &decay));
        let per_100 = metropolitan.iter().zip(&found.per_child);
        let lines =
            per_100.map(|((at, _), a)| format!("{},{:.4}", france.communes[*at].code, 100.0 * a));
        let places: f64 = demand.iter().zip(&found.per_child).map(|((_, p), a)| p * a).sum();
        report(task, median, &json!({ "checksum": checksum(lines), "places": places.round() }));
    }
}
