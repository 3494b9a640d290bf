//! One row of figures, the same in every format.

use serde_json::{Map, Value};

use crate::territory::{Figure, Status};

/// A row: columns in the order they are shown, as JSON values. Lists and objects appear in JSON
/// and GeoJSON only.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row(Map<String, Value>);

impl Row {
    /// The row of a place, by its code and name.
    #[must_use]
    pub fn of(code: impl std::fmt::Display, name: &str) -> Self {
        Self::default().with("code", code.to_string()).with("name", name)
    }

    /// Adds a plain column.
    #[must_use]
    pub fn with(mut self, column: &str, value: impl Into<Value>) -> Self {
        self.0.insert(column.to_owned(), value.into());
        self
    }

    /// Adds a figure and its status, in `column` and `column_status`.
    #[must_use]
    pub fn with_figure(self, column: &str, figure: Figure) -> Self {
        let status = format!("{column}_status");
        self.with(column, number(figure)).with(&status, figure.status().as_str())
    }

    /// Adds a status.
    #[must_use]
    pub fn with_status(self, column: &str, status: Status) -> Self {
        self.with(column, status.as_str())
    }

    /// The columns.
    #[must_use]
    pub fn columns(&self) -> &Map<String, Value> {
        &self.0
    }

    /// Leaves a column out.
    pub fn remove(&mut self, column: &str) {
        self.0.shift_remove(column);
    }

    /// The row as a JSON object.
    #[must_use]
    pub fn into_json(self) -> Value {
        Value::Object(self.0)
    }
}

/// The number of a figure, or `null`.
#[must_use]
pub fn number(figure: Figure) -> Value {
    figure.value().map_or(Value::Null, Value::from)
}
