//! Reading a list with the communes of the prepared country.

use std::sync::LazyLock;

use maillage::import::communes::Resolver;
use maillage::import::list::{Context, read_list};
use maillage::import::listed::{CommuneClue, CommuneFound, List, Listed};
use maillage::import::table::read_tables;
use maillage::territory::{France, Question};

use crate::support::{prepared_france, territory};

static FRANCE: LazyLock<France> = LazyLock::new(prepared_france);

pub fn context(code: &str) -> Context<'static> {
    Context { resolver: Resolver::new(&FRANCE, territory(code)) }
}

pub fn list(name: &str, bytes: &[u8], code: &str) -> List {
    let tables = read_tables(name, bytes).unwrap();
    read_list(&tables, name, &context(code))
}

/// The commune of a service, and what is asked about it.
pub fn commune(listed: &Listed, context: &Context<'_>) -> (Option<String>, Option<Question>) {
    let clue = CommuneClue { name: &listed.city, postcode: &listed.postcode, insee: &listed.insee };
    match context.resolver.resolve(clue) {
        CommuneFound::Sure(code, _) => (Some(code.to_string()), None),
        CommuneFound::Doubtful(question) => {
            let likely = question.answers.iter().find(|answer| answer.likely);
            (likely.map(|answer| answer.value.clone()), Some(*question))
        }
        CommuneFound::Silent => (None, None),
    }
}

pub fn word(value: impl serde::Serialize) -> String {
    let value = serde_json::to_value(value).unwrap();
    match value {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text,
        serde_json::Value::Array(parts) => {
            let mut parts: Vec<&str> = parts.iter().filter_map(|part| part.as_str()).collect();
            parts.sort_unstable();
            parts.join("|")
        }
        other => other.as_f64().map_or_else(|| other.to_string(), |number| number.to_string()),
    }
}
