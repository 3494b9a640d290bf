//! Answers whose rows are points rather than communes.

use serde_json::Value;

use super::{Answer, Row, geojson};
use crate::units::Wgs84;

/// Points of a territory, ready for any format.
#[derive(Debug)]
pub struct PointsAnswer<'a> {
    /// The points as rows, and the whole.
    pub rows: Answer<'a>,
    /// What the rows are called in JSON.
    pub(super) called: &'static str,
    /// Where each stands, where that is known.
    pub(super) positions: Vec<Option<Wgs84>>,
}

impl PointsAnswer<'_> {
    /// The answer as one JSON object.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let points: Vec<Value> = self.rows.communes.iter().cloned().map(Row::into_json).collect();
        let mut answer = self.rows.metadata(None);
        answer[self.called] = points.into();
        answer
    }

    /// The points as GeoJSON; everything else stands in the metadata.
    #[must_use]
    pub fn to_geojson(&self) -> String {
        let points = self.rows.communes.iter().zip(&self.positions).map(|(row, position)| {
            geojson::feature(row.clone(), position.map(geojson::point), &self.rows.source_line)
        });
        geojson::collection(points.collect(), self.rows.metadata(None))
    }
}
