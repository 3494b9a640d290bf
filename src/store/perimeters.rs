//! The communes that each service serves, drawn from the `perimeter` of the services.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::{Connection, params};

use super::error::Cause;
use super::geometry;
use crate::territory::{CommuneCode, France, Register};

/// What has to be written for the layer to be right.
pub(super) struct Perimeters<'a> {
    gone: Vec<i64>,
    added: Vec<(&'a str, CommuneCode)>,
    shapes: HashMap<CommuneCode, Option<Vec<u8>>>,
    /// West, east, south, north of all that is drawn.
    pub bounds: Option<[f64; 4]>,
}

impl<'a> Perimeters<'a> {
    pub fn find(
        connection: &Connection,
        register: &'a Register,
        france: &France,
    ) -> Result<Self, Cause> {
        let mut missing: BTreeMap<&str, BTreeSet<CommuneCode>> = BTreeMap::new();
        for facility in register.facilities.iter().filter(|f| !f.perimeter.is_empty()) {
            missing.entry(&facility.id).or_default().extend(&facility.perimeter);
        }
        let communes: BTreeSet<_> = missing.values().flatten().copied().collect();
        let shapes: HashMap<_, _> =
            communes.iter().map(|&code| (code, geometry::commune(france, code))).collect();
        let mut gone = Vec::new();
        let mut statement =
            connection.prepare("SELECT fid, facility, commune, geom FROM main.perimeters")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let mut is_wanted = || {
                let facility = missing.get_mut(row.get_ref(1).ok()?.as_str().ok()?)?;
                let commune = row.get_ref(2).ok()?.as_str().ok()?.parse().ok()?;
                let stored = row.get_ref(3).ok()?.as_blob_or_null().ok()?;
                let same = shapes.get(&commune)?.as_deref() == stored;
                Some(same && facility.remove(&commune))
            };
            if is_wanted() != Some(true) {
                gone.push(row.get(0)?);
            }
        }
        let added = missing.into_iter();
        let added = added.flat_map(|(id, communes)| communes.into_iter().map(move |c| (id, c)));
        Ok(Self { gone, added: added.collect(), bounds: bounds_of(france, &communes), shapes })
    }

    pub fn is_empty(&self) -> bool {
        self.gone.is_empty() && self.added.is_empty()
    }

    pub fn write(&self, connection: &Connection, france: &France) -> Result<(), Cause> {
        let mut delete = connection.prepare_cached("DELETE FROM main.perimeters WHERE fid = ?")?;
        for fid in &self.gone {
            delete.execute([fid])?;
        }
        let mut insert = connection.prepare_cached(
            "INSERT INTO main.perimeters (geom, facility, commune, name) VALUES (?, ?, ?, ?)",
        )?;
        for (facility, code) in &self.added {
            let shape = self.shapes.get(code).and_then(Option::as_deref);
            let name = france.commune(*code).map(|commune| &commune.name);
            insert.execute(params![shape, facility, code.as_str(), name])?;
        }
        Ok(())
    }
}

fn bounds_of(france: &France, communes: &BTreeSet<CommuneCode>) -> Option<[f64; 4]> {
    let drawn = communes.iter().filter_map(|&code| france.commune_at(code));
    let corners: Vec<[f64; 2]> = drawn
        .filter(|&at| france.has_boundary(at))
        .flat_map(|at| {
            let [west, east, south, north] = geometry::bounds(france.boundaries.points(at));
            [[west, south], [east, north]]
        })
        .collect();
    (!corners.is_empty()).then(|| geometry::bounds(&corners))
}
