//! The SYNTHETIC workload: 100 000 invented services around real town halls. It says nothing about
//! any place and is for measuring only.

use std::fmt::Write as _;

use maillage::index::bounds;
use maillage::territory::{Crs, France};
use maillage::units::{Projected, Wgs84};

use super::support::Draws;

/// The kinds, as the other tools name them, with their shares below.
pub const KINDS: [&str; 5] = ["creche", "micro_creche", "mam", "assmat", "alsh"];
const UP_TO: [f64; 5] = [0.18, 0.28, 0.35, 0.85, 1.0];

const SEED: u64 = 20_261_122;
const SERVICES: usize = 100_000;

/// An invented service.
#[derive(Debug)]
pub struct Synthetic {
    pub kind: &'static str,
    pub position: Wgs84,
    pub capacity: u32,
}

impl Synthetic {
    /// Its projected position, where it lies in the métropole.
    pub fn in_metropole(&self) -> Option<Projected> {
        let Wgs84 { lon, lat } = self.position;
        let inside = lat > 40.0 && lon > -10.0 && lon < 15.0;
        inside.then(|| Crs::Lambert93.project(self.position)).flatten()
    }
}

/// Draws the services: communes by population, seven in ten around the town hall, the others
/// anywhere in the commune's box.
pub fn synthetic(france: &France) -> Vec<Synthetic> {
    let mut total = 0.0;
    let weights: Vec<(f64, usize)> = (0..france.communes.len())
        .filter(|&at| france.has_boundary(at))
        .map(|at| {
            total += f64::from(france.communes[at].population.unwrap_or(0)) + 1.0;
            (total, at)
        })
        .collect();
    let mut draws = Draws::new(SEED);
    let one = |_| {
        let drawn = draws.unit() * total;
        let (_, at) = weights[weights.partition_point(|(up_to, _)| *up_to <= drawn)];
        let [low, high] = bounds(&france.boundaries, at).unwrap();
        let hall = france.communes[at].town_hall.as_ref().unwrap().position;
        let scattered = draws.unit() < 0.3;
        // The sum of four draws is near enough to a bell.
        let bell = |draws: &mut Draws| (0..4).map(|_| draws.unit()).sum::<f64>() - 2.0;
        let (lon, lat) = if scattered {
            (draws.between(low[0], high[0]), draws.between(low[1], high[1]))
        } else {
            let width = (high[0] - low[0]).min(0.05) * 0.4;
            (hall.lon + bell(&mut draws) * width, hall.lat + bell(&mut draws) * width * 0.7)
        };
        let kind = draws.unit();
        Synthetic {
            kind: KINDS[UP_TO.iter().position(|up_to| kind < *up_to).unwrap()],
            position: Wgs84 { lon: rounded(lon), lat: rounded(lat) },
            capacity: draws.between(4.0, 60.0) as u32,
        }
    };
    (0..SERVICES).map(one).collect()
}

/// What the CSV will hold, so that all read the same number.
fn rounded(degrees: f64) -> f64 {
    format!("{degrees:.7}").parse().unwrap()
}

/// Writes `id,kind,lon,lat,capacity`.
pub fn write(services: &[Synthetic], path: &str) {
    let mut text = String::from("id,kind,lon,lat,capacity\n");
    for (service, id) in services.iter().zip(1..) {
        let Synthetic { kind, position: Wgs84 { lon, lat }, capacity } = service;
        writeln!(text, "{id},{kind},{lon:.7},{lat:.7},{capacity}").unwrap();
    }
    std::fs::write(path, text).unwrap();
}

/// Invented children: 3.3 % of the residents, rounded.
pub fn children(france: &France, at: usize) -> u32 {
    (f64::from(france.communes[at].population.unwrap_or(0)) * 0.033 + 0.5) as u32
}

/// Writes `code,children` of every commune.
pub fn write_children(france: &France, path: &str) {
    let mut text = String::from("code,children\n");
    for (at, commune) in france.communes.iter().enumerate() {
        writeln!(text, "{},{}", commune.code, children(france, at)).unwrap();
    }
    std::fs::write(path, text).unwrap();
}
