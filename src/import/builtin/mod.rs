//! The territories that the program knows of itself: two conventions, read by hand.

mod references;
mod services;

use std::collections::HashMap;

use serde::Deserialize;

use references::references;
use services::services;

use super::official::cell_centre;
use super::table::ReadListError;
use crate::territory::{
    AgeGroup, Ages, Cell, CommuneCode, Completeness, Figure, Inventory, Kind, MeanSize, Register,
    Source, Subtype, TerritoryCode,
};

/// Why a built-in file does not read. Rows are counted from 1, the heading being row 1.
#[derive(Debug, thiserror::Error)]
pub enum BuiltinError {
    /// A list of services does not read as a table.
    #[error(transparent)]
    Table(#[from] ReadListError),
    /// A row does not read as one.
    #[error("{list}: {source}")]
    Row {
        /// The file.
        list: String,
        /// What is wrong with it.
        source: csv::Error,
    },
    /// A cell does not hold what its column says.
    #[error("{list}, row {row}: {detail}")]
    Cell {
        /// The file.
        list: String,
        /// The row.
        row: u64,
        /// What is wrong with it.
        detail: String,
    },
}

macro_rules! built_in {
    ($name:literal) => {
        ($name, include_str!(concat!("../../../geodata/territories/", $name)))
    };
}

/// Reads the built-in register.
///
/// # Errors
/// Where a built-in file does not read, which the tests exclude.
pub fn builtin_register() -> Result<Register, BuiltinError> {
    let mut facilities = Vec::new();
    for (name, text) in
        [built_in!("gally-mauldre/facilities.csv"), built_in!("carrieres-sur-seine/facilities.csv")]
    {
        facilities.extend(services((name, text))?);
    }
    Ok(Register {
        facilities,
        inventories: inventories(built_in!("inventories.csv"))?,
        children: children(built_in!("children.csv"))?.into(),
        cells: cells(built_in!("cells-gally-mauldre.csv"))?.into(),
        mean_sizes: mean_sizes(built_in!("mean-sizes.csv"))?,
        indicators: references(built_in!("references.csv"))?,
        sources: sources(built_in!("sources.toml"))?,
        ..Register::default()
    })
}

type File = (&'static str, &'static str);

/// Reads the rows of a file and makes something of each.
fn rows<R: for<'de> Deserialize<'de>, T>(
    (name, text): File,
    read: impl Fn(R) -> Result<T, String>,
) -> Result<Vec<T>, BuiltinError> {
    let list = || name.to_owned();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.deserialize::<R>().zip(2..);
    rows.map(|(row, number)| {
        let row = row.map_err(|source| BuiltinError::Row { list: list(), source })?;
        read(row).map_err(|detail| BuiltinError::Cell { list: list(), row: number, detail })
    })
    .collect()
}

#[derive(Deserialize)]
struct InventoryRow {
    territory: String,
    kind: Kind,
    completeness: Completeness,
    structures: Option<u32>,
    places: Option<f64>,
    source: String,
}

fn inventories(file: File) -> Result<Vec<Inventory>, BuiltinError> {
    rows(file, |row: InventoryRow| {
        let territory: TerritoryCode = row.territory.parse().map_err(|e| format!("{e}"))?;
        let InventoryRow { kind, completeness, structures, places, source, .. } = row;
        Ok(Inventory { territory, kind, completeness, structures, places, source })
    })
}

#[derive(Deserialize)]
struct ChildrenRow {
    commune: CommuneCode,
    age_from: u8,
    age_to: u8,
    children: f64,
    source: String,
}

fn children(file: File) -> Result<HashMap<CommuneCode, Vec<AgeGroup>>, BuiltinError> {
    let groups = rows(file, |row: ChildrenRow| {
        let ages = Ages::new(row.age_from, row.age_to).map_err(|e| e.to_string())?;
        Ok((
            row.commune,
            AgeGroup { ages, count: Figure::observed(row.children), source: row.source },
        ))
    })?;
    Ok(by_commune(groups))
}

#[derive(Deserialize)]
struct CellRow {
    idcar_200m: String,
    commune: CommuneCode,
    imputed: u8,
    ind_0_3: f64,
    ind_4_5: f64,
    ind_6_10: f64,
    ind_11_17: f64,
}

/// The id of the source of the cells.
const CELLS_SOURCE: &str = "filosofi-2021";

fn cells(file: File) -> Result<HashMap<CommuneCode, Vec<Cell>>, BuiltinError> {
    let cells = rows(file, |row: CellRow| {
        let centre = cell_centre(&row.idcar_200m)
            .ok_or_else(|| format!("idcar_200m: `{}` is not a cell", row.idcar_200m))?;
        let groups = [
            (0, 3, row.ind_0_3),
            (4, 5, row.ind_4_5),
            (6, 10, row.ind_6_10),
            (11, 17, row.ind_11_17),
        ]
        .map(|(from, to, count)| AgeGroup {
            ages: Ages::new(from, to).expect("the ages of the grid grow"),
            count: Figure::observed(count),
            source: CELLS_SOURCE.to_owned(),
        });
        Ok((row.commune, Cell { centre, imputed: row.imputed == 1, groups: groups.into() }))
    })?;
    Ok(by_commune(cells))
}

#[derive(Deserialize)]
struct MeanSizeRow {
    department: String,
    subtype: Subtype,
    structures: f64,
    places: f64,
    source: String,
}

fn mean_sizes(file: File) -> Result<Vec<MeanSize>, BuiltinError> {
    rows(file, |row: MeanSizeRow| {
        let MeanSizeRow { department, subtype, structures, places, source } = row;
        Ok(MeanSize { department, subtype, structures, places, source })
    })
}

fn sources((name, text): File) -> Result<Vec<Source>, BuiltinError> {
    #[derive(Deserialize)]
    struct Sources {
        source: Vec<Source>,
    }
    let read: Sources = toml::from_str(text).map_err(|error| BuiltinError::Cell {
        list: name.to_owned(),
        row: 1,
        detail: error.to_string(),
    })?;
    Ok(read.source)
}

fn by_commune<T>(values: Vec<(CommuneCode, T)>) -> HashMap<CommuneCode, Vec<T>> {
    let mut sorted: HashMap<CommuneCode, Vec<T>> = HashMap::new();
    for (commune, value) in values {
        sorted.entry(commune).or_default().push(value);
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_file_reads_and_every_source_is_named() {
        let register = builtin_register().unwrap();
        let listed =
            |prefix| register.facilities.iter().filter(|f| f.id.starts_with(prefix)).count();
        assert_eq!((listed("gm-"), listed("cs-"), register.facilities.len()), (26, 18, 44));
        let ids = register
            .facilities
            .iter()
            .map(|facility| &facility.source)
            .chain(register.inventories.iter().map(|inventory| &inventory.source))
            .chain(register.mean_sizes.iter().map(|size| &size.source))
            .chain(register.children.values().flatten().map(|group| &group.source))
            .chain(register.indicators.iter().map(|indicator| &indicator.source));
        for id in ids {
            assert!(register.source(id).is_some(), "{id} is in no source");
        }
        assert!(register.source(CELLS_SOURCE).is_some());
        assert_eq!(register.cells.values().map(Vec::len).sum::<usize>(), 606);
    }
}
