//! Many addresses in one request: the CSV that is sent, and the CSV that comes back.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::territory::{AnswerType, Geocode};
use crate::units::Wgs84;

use super::judge::is_split;
use super::{AddressAsked, Located};

/// Our own column that tells the rows of an answer apart.
const KEY: &str = "maillage_key";

/// The columns that make the text to look for.
const COLUMNS: [&str; 3] = ["maillage_address", "maillage_postcode", "maillage_city"];

/// The column that the answers are filtered by.
const COMMUNE: &str = "maillage_citycode";

/// A multipart body and its content type.
pub(super) struct Form {
    pub(super) content_type: String,
    pub(super) body: Vec<u8>,
}

/// The request for some addresses. Where `filtered`, answers must lie in the commune asked.
pub(super) fn form(asked: &[&AddressAsked], filtered: bool) -> Form {
    let table = table(asked);
    let mut fields: Vec<(&str, &str)> = COLUMNS.iter().map(|&column| ("columns", column)).collect();
    if filtered {
        fields.push(("citycode", COMMUNE));
    }
    // A text of n bytes cannot hold all of n + 1 boundaries.
    let boundary = (0..=table.len())
        .map(|n| format!("maillage-{n}"))
        .find(|boundary| !table.contains(boundary.as_str()))
        .unwrap_or_default();
    let mut body = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"data\"; filename=\"addresses.csv\"\
         \r\nContent-Type: text/csv; charset=utf-8\r\n\r\n{table}\r\n"
    );
    for (name, value) in fields {
        let _ = write!(
            body,
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
    }
    let _ = write!(body, "--{boundary}--\r\n");
    Form {
        content_type: format!("multipart/form-data; boundary={boundary}"),
        body: body.into_bytes(),
    }
}

/// Every cell quoted, and no sign in them that a reader could take for a separator: the engine
/// guesses the dialect.
fn table(asked: &[&AddressAsked]) -> String {
    let mut table = String::new();
    let mut line = |cells: [&str; 5]| {
        let quoted = cells.map(|cell| format!("\"{cell}\""));
        let _ = writeln!(table, "{}", quoted.join(","));
    };
    let [address, postcode, city] = COLUMNS;
    line([KEY, address, postcode, city, COMMUNE]);
    for (at, one) in asked.iter().enumerate() {
        let commune = one.commune.filter(|&code| !is_split(code));
        let commune = commune.map(String::from).unwrap_or_default();
        let [address, postcode, city] = [&one.address, &one.postcode, &one.city].map(|t| plain(t));
        line([&at.to_string(), &address, &postcode, &city, &commune]);
    }
    table
}

/// A text without separators, quotes or control characters.
pub(super) fn plain(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|c| match c {
            '’' => '\'',
            '"' | ',' | ';' | '|' | '~' | '^' | '°' => ' ',
            _ if c.is_control() || c.is_whitespace() => ' ',
            _ => c,
        })
        .collect();
    spaced.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Reads the answer for `asked` addresses. The columns are found by their heading.
///
/// # Errors
/// In words, where the answer is not a table of the documented columns with one row for each
/// address in their order.
pub(super) fn read(by: &str, answer: &[u8], asked: usize) -> Result<Vec<Located>, String> {
    let answer = answer.strip_prefix(b"\xef\xbb\xbf").unwrap_or(answer);
    let mut reader = csv::ReaderBuilder::new().from_reader(answer);
    let headings = reader.headers().map_err(|error| error.to_string())?;
    let columns: HashMap<String, usize> =
        headings.iter().enumerate().map(|(at, name)| (name.trim().to_lowercase(), at)).collect();
    for needed in [KEY, "longitude", "latitude", "result_label", "result_score", "result_type"] {
        if !columns.contains_key(needed) {
            return Err(format!("no column `{needed}`"));
        }
    }
    let mut located = Vec::with_capacity(asked);
    for row in reader.records() {
        let record = row.map_err(|error| error.to_string())?;
        let row = Row { columns: &columns, record: &record };
        if row.cell(KEY) != located.len().to_string() || located.len() == asked {
            return Err(format!("row {} is not the one sent", located.len() + 1));
        }
        located.push(row.located(by)?);
    }
    if located.len() == asked {
        Ok(located)
    } else {
        Err(format!("{} rows for {asked} addresses", located.len()))
    }
}

struct Row<'a> {
    columns: &'a HashMap<String, usize>,
    record: &'a csv::StringRecord,
}

impl Row<'_> {
    /// The cell of a column; empty where there is no such column.
    fn cell(&self, column: &str) -> &str {
        self.columns.get(column).and_then(|&at| self.record.get(at)).map_or("", str::trim)
    }

    /// Only the national service tells a status; for addok, an address that is not known has
    /// empty cells.
    fn located(&self, by: &str) -> Result<Located, String> {
        match self.cell("result_status") {
            "" | "ok" => self.answers(by).map(Located::Answers),
            "not-found" | "skipped" => Ok(Located::Answers(Vec::new())),
            _ => Ok(Located::Failed),
        }
    }

    fn answers(&self, by: &str) -> Result<Vec<Geocode>, String> {
        let nothing = self.cell("latitude").is_empty() && self.cell("longitude").is_empty();
        let Some(answer) = answer_type(self.cell("result_type")).filter(|_| !nothing) else {
            return Ok(Vec::new());
        };
        let score = score(self.number("result_score")?);
        // 0 where there is no other, for addok; empty for the national service.
        let next = match self.cell("result_score_next") {
            "" => None,
            _ => Some(self.number("result_score_next")?).filter(|&next| next > 0.0),
        };
        let position = Wgs84 { lon: self.number("longitude")?, lat: self.number("latitude")? };
        if !is_on_earth(position) {
            return Err(format!("row {}: a position that is none", self.cell(KEY)));
        }
        Ok(vec![Geocode {
            by: by.to_owned(),
            label: cut(self.cell("result_label")),
            answer,
            score,
            gap: next.map(|next| (score - next).max(0.0)),
            position,
            postcode: cut(self.cell("result_postcode")),
            commune: cut(self.cell("result_citycode")),
        }])
    }

    fn number(&self, column: &str) -> Result<f64, String> {
        let number: Option<f64> = self.cell(column).parse().ok();
        number
            .filter(|number| number.is_finite())
            .ok_or_else(|| format!("row {}: {column} is no number", self.cell(KEY)))
    }
}

/// The most characters of a text in an answer: what is longer is no label, and would be costly to
/// compare.
const LONGEST_TEXT: usize = 250;

/// A text of an answer, within bounds.
pub(super) fn cut(text: &str) -> String {
    text.chars().take(LONGEST_TEXT).collect()
}

/// What an answer names; nothing for what is no address, such as a parcel.
pub(super) fn answer_type(text: &str) -> Option<AnswerType> {
    match text {
        "housenumber" => Some(AnswerType::Housenumber),
        "street" => Some(AnswerType::Street),
        "locality" => Some(AnswerType::Locality),
        "municipality" => Some(AnswerType::Municipality),
        _ => None,
    }
}

/// A score from 0 to 1: the engine can go a little beyond.
pub(super) fn score(number: f64) -> f64 {
    number.clamp(0.0, 1.0)
}

/// Whether a position has a longitude and a latitude.
pub(super) fn is_on_earth(position: Wgs84) -> bool {
    position.lon.abs() <= 180.0 && position.lat.abs() <= 90.0
}
