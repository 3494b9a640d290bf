//! Which commune covers a position.

use std::collections::HashMap;

use crate::territory::{CommuneCode, France};
use crate::units::Wgs84;

/// The side of a square, in degrees: the boxes of most communes lie in four squares or fewer.
const SIDE: f64 = 0.1;

/// The boxes of all communes, by the squares that they lie in.
pub(super) struct Covering {
    /// South-west and north-east; empty where a commune has no boundary.
    boxes: Vec<[[f64; 2]; 2]>,
    squares: HashMap<[i32; 2], Vec<usize>>,
}

impl Covering {
    pub(super) fn new(france: &France) -> Self {
        let mut squares: HashMap<_, Vec<usize>> = HashMap::new();
        let boxes: Vec<_> = (0..france.communes.len()).map(|at| around(france, at)).collect();
        for (at, [low, high]) in boxes.iter().enumerate().filter(|(_, [low, high])| low <= high) {
            let ([west, south], [east, north]) = (square(*low), square(*high));
            for column in west..=east {
                for row in south..=north {
                    squares.entry([column, row]).or_default().push(at);
                }
            }
        }
        Self { boxes, squares }
    }

    /// The commune that covers a position: of `own` first.
    pub(super) fn commune_at(
        &self,
        france: &France,
        own: &[CommuneCode],
        position: Wgs84,
    ) -> Option<CommuneCode> {
        let point = [position.lon, position.lat];
        let near = self.squares.get(&square(point)).into_iter().flatten();
        let covers = |&&at: &&usize| {
            let [low, high] = self.boxes[at];
            let inside = (0..2).all(|axis| (low[axis]..=high[axis]).contains(&point[axis]));
            inside && france.boundaries.covers(at, position)
        };
        let codes = near.filter(covers).map(|&at| france.communes[at].code);
        codes.min_by_key(|code| {
            (own.iter().position(|own| own == code).unwrap_or(usize::MAX), *code)
        })
    }
}

fn square(point: [f64; 2]) -> [i32; 2] {
    point.map(|degrees| (degrees / SIDE).floor() as i32)
}

fn around(france: &France, at: usize) -> [[f64; 2]; 2] {
    let empty = [[f64::INFINITY; 2], [f64::NEG_INFINITY; 2]];
    france.boundaries.points(at).iter().fold(empty, |[low, high], point| {
        [
            [low[0].min(point[0]), low[1].min(point[1])],
            [high[0].max(point[0]), high[1].max(point[1])],
        ]
    })
}
