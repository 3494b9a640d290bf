//! The service as these tests call it: without a port.

use crate::support::{PLACE, creche, four_squares, real_atlas, register, territory};
use axum::Router;
use axum::body::Body;
use axum::http::HeaderMap;
use axum::http::Method;
use axum::http::Request;
use axum::http::StatusCode;
use http_body_util::BodyExt as _;
use maillage::api::Server;
use maillage::api::router;
use maillage::index::Atlas;
use maillage::territory::Precision;
use serde_json::Value;
use serde_json::json;
use std::fmt::Write as _;
use std::sync::LazyLock;
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

pub const GALLY_MAULDRE: &str = "200034130";
pub const CARRIERES: &str = "78124";
pub const CHATELLERAULT: &str = "248600413";
pub const GRAND_PARIS: &str = "200054781";
pub const DAY: &str = "at=2026-11-22";

/// A name that markup, a formula, a table and a line would all trip over.
pub const HOSTILE: &str = "=HYPERLINK(\"http://x\")<script>alert('1')</script>;,\r\nligne & \\ «é»";

pub static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());
pub static SYNTHETIC: LazyLock<Router> = LazyLock::new(|| serve(synthetic(), PLACE));
pub static COUNTRY: LazyLock<Router> = LazyLock::new(|| serve(real_atlas(), GALLY_MAULDRE));

pub fn serve(atlas: Atlas, home: &str) -> Router {
    router(Server::new(atlas, territory(home)))
}

/// A crèche of 30 places in 99001, one of unknown size at the town hall of 99002, and one nowhere
/// in 99003, whose town hall nobody knows.
pub fn synthetic() -> Atlas {
    let mut france = four_squares();
    france.communes[2].town_hall = None;
    let open = creche("a", "99001", 5_000.0, 5_000.0, Some(30.0));
    let mut hidden = creche("b", "99002", 0.0, 0.0, None);
    (hidden.position, hidden.precision) = (None, Precision::TownHall);
    let mut lost = creche("c", "99003", 0.0, 0.0, Some(10.0));
    (lost.position, lost.precision) = (None, Precision::TownHall);
    Atlas::new(france, register(vec![open, hidden, lost]))
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

pub fn send(app: &Router, request: Request<Body>) -> Answer {
    RUNTIME.block_on(async {
        let (parts, body) = app.clone().oneshot(request).await.unwrap().into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    })
}

pub fn ask(app: &Router, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    send(app, request.body(Body::empty()).unwrap())
}

pub fn get(app: &Router, path: &str) -> Answer {
    ask(app, Method::GET, path, &[])
}

pub fn post(app: &Router, path: &str, body: &str) -> Answer {
    let request = Request::post(path).header("content-type", "application/json");
    send(app, request.body(Body::from(body.to_owned())).unwrap())
}

/// The JSON of an answer that must be a good one.
pub fn read(app: &Router, path: &str) -> Value {
    let answer = get(app, path);
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    answer.json()
}

pub fn of(code: &str, rest: &str) -> String {
    format!("/api/territories/{code}{rest}")
}

pub fn list<'a>(value: &'a Value, column: &str) -> &'a [Value] {
    value[column].as_array().unwrap_or_else(|| panic!("{column} is no list in {value}"))
}

pub fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        write!(encoded, "%{byte:02X}").unwrap();
        encoded
    })
}

/// Rounds every number to four decimals and leaves long series out.
pub fn rounded(value: Value) -> Value {
    match value {
        Value::Number(number) if number.is_f64() => {
            json!((number.as_f64().unwrap() * 1e4).round() / 1e4)
        }
        Value::Array(items) => items.into_iter().map(rounded).collect(),
        Value::Object(members) => {
            let kept =
                members.into_iter().filter(|(key, _)| key != "profile" && key != "histogram");
            Value::Object(kept.map(|(key, value)| (key, rounded(value))).collect())
        }
        other => other,
    }
}

pub fn records(csv: &str) -> Vec<csv::StringRecord> {
    csv::Reader::from_reader(csv.as_bytes()).records().map(Result::unwrap).collect()
}

pub fn header_row(csv: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader.headers().unwrap().iter().map(str::to_owned).collect()
}

pub fn assert_refused(answer: &Answer, status: StatusCode, parameter: Option<&str>, asked: &str) {
    assert_eq!(answer.status, status, "{asked}: {}", answer.text());
    assert_eq!(answer.header("content-type"), "application/problem+json", "{asked}");
    let problem = answer.json();
    assert_eq!(problem["status"], status.as_u16(), "{asked}");
    for member in ["type", "title", "detail"] {
        assert!(problem[member].as_str().is_some_and(|text| !text.is_empty()), "{asked}: {member}");
    }
    if let Some(parameter) = parameter {
        assert_eq!(problem["parameter"], parameter, "{asked}");
    }
}
