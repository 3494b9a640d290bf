//! The import over HTTP: who may, what is refused, and that nothing is written before.

use std::net::SocketAddr;
use std::path::PathBuf;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt as _;
use maillage::api::{ImportAccess, Lookup, RegisterFile, Server, router};
use maillage::index::Atlas;
use maillage::territory::Register;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

use crate::given::{LIST, SQUARES};
use crate::support::{PLACE, at, territory};

const HERE: &str = "127.0.0.1:5000";
const BOUNDARY: &str = "between-the-parts";

/// A server of the synthetic place with a register in a folder of its own.
pub struct Served {
    pub folder: TempDir,
    pub app: Router,
    runtime: Runtime,
}

impl Served {
    pub fn new() -> Self {
        Self::with(ImportAccess::default())
    }

    pub fn with(access: ImportAccess) -> Self {
        Self::looking(access, Vec::new())
    }

    /// With address files to look addresses up in.
    fn looking(access: ImportAccess, files: Vec<PathBuf>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = RegisterFile::new(folder.path().join("maillage.gpkg"));
        let lookup = Lookup::new(files, None, file.clone()).unwrap();
        let atlas = Atlas::new((*SQUARES).clone(), Register::default());
        let server = Server::with_register(&atlas, territory(PLACE), file, access, lookup).unwrap();
        Self { folder, app: router(server), runtime: Runtime::new().unwrap() }
    }

    pub fn send(&self, request: Request<Body>) -> (StatusCode, Value) {
        self.runtime.block_on(async {
            let answer = self.app.clone().oneshot(request).await.unwrap();
            let status = answer.status();
            let body = answer.into_body().collect().await.unwrap().to_bytes();
            (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
        })
    }

    pub fn get(&self, path: &str) -> Value {
        self.send(Request::get(path).body(Body::empty()).unwrap()).1
    }

    pub fn post(&self, path: &str, parts: &[(&str, &str)]) -> (StatusCode, Value) {
        self.send(posted(path, parts, HERE, &[("host", "localhost"), ("x-maillage-import", "1")]))
    }
}

fn import(rest: &str) -> String {
    format!("/api/territories/{PLACE}/import{rest}")
}

fn posted(
    path: &str,
    parts: &[(&str, &str)],
    peer: &str,
    headers: &[(&str, &str)],
) -> Request<Body> {
    let mut body = String::new();
    for (name, value) in parts {
        let (name, file) = name.split_once(':').unwrap_or((name, ""));
        let file = if file.is_empty() { String::new() } else { format!("; filename=\"{file}\"") };
        body += &format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{value}\r\n"
        );
    }
    body += &format!("--{BOUNDARY}--\r\n");
    let mut request = Request::post(path)
        .header("content-type", format!("multipart/form-data; boundary={BOUNDARY}"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let mut request = request.body(Body::from(body)).unwrap();
    request.extensions_mut().insert(ConnectInfo(peer.parse::<SocketAddr>().unwrap()));
    request
}

#[test]
fn a_list_is_previewed_then_imported_and_shows_at_once() {
    let served = Served::new();
    let (status, draft) =
        served.post(&import("/preview"), &[("text", LIST), ("list", "liste 2026")]);
    assert_eq!(status, StatusCode::OK, "{draft}");
    assert_eq!(draft["summary"]["services"], 3);
    assert_eq!(draft["register"]["version"], "0");
    assert_eq!(draft["services"][0]["facility"]["commune"], "99001");
    assert!(!served.folder.path().join("maillage.gpkg").exists(), "a preview writes nothing");

    let answers = json!({ "inventories": { "eaje": "complete" } }).to_string();
    let parts =
        [("text", LIST), ("list", "liste 2026"), ("base", "0"), ("answers", answers.as_str())];
    let (status, done) = served.post(&import(""), &parts);
    assert_eq!((status, &done["committed"]), (StatusCode::OK, &json!(true)), "{done}");
    let path = format!("/api/territories/{PLACE}/coverage?kind=eaje&at=2026-11-22");
    assert_eq!(served.get(&path)["total"]["places"], 40.0);

    // Whoever saw the register before that has to look again.
    let (status, problem) = served.post(&import(""), &parts);
    assert_eq!(status, StatusCode::CONFLICT, "{problem}");
}

#[test]
fn addresses_are_looked_up_where_the_server_was_given_a_file() {
    let door = at(2_000.0, 2_000.0);
    let columns = "id;numero;rep;nom_voie;code_postal;code_insee;nom_commune;lon;lat;type_position";
    let row = format!("1;1;;Rue Haute;99000;99001;Carré 1;{};{};entrée", door.lon, door.lat);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("adresses-99.csv");
    std::fs::write(&file, format!("{columns}\n{row}\n")).unwrap();
    let served = Served::looking(ImportAccess::default(), vec![file.clone()]);
    let preview = || served.post(&import("/preview"), &[("text", LIST)]).1;
    let facility = |draft: &Value| draft["services"][0]["facility"].clone();
    let first = preview();
    assert_eq!(facility(&first)["precision"], "exact", "{first}");
    assert_eq!(first["services"][1]["facility"]["precision"], "town-hall");

    // What was answered is remembered; a file that goes away is told of in words.
    assert_eq!(facility(&preview()), facility(&first));
    std::fs::remove_file(&file).unwrap();
    assert_eq!(facility(&preview()), facility(&first));
    let (status, problem) =
        served.post(&import("/preview"), &[("text", &LIST.replace("1 rue Haute", "7 rue Haute"))]);
    assert_eq!(status, StatusCode::BAD_GATEWAY, "{problem}");
    assert!(problem["detail"].as_str().unwrap().contains("adresses-99.csv"), "{problem}");
}

#[test]
fn nothing_is_imported_while_a_question_is_open() {
    let served = Served::new();
    let list = "Type;Nom;Commune\nCrèche;Les Lutins;Carré 9\n";
    let (_, draft) = served.post(&import("/preview"), &[("file:liste.csv", list)]);
    assert_eq!(
        (&draft["summary"]["open"], &draft["services"][0]["state"]),
        (&json!(1), &json!("doubtful"))
    );
    assert_eq!(draft["services"][0]["facility"]["commune"], Value::Null);
    let (status, problem) = served.post(&import(""), &[("file:liste.csv", list), ("base", "0")]);
    assert_eq!(status, StatusCode::CONFLICT, "{problem}");
    assert!(!served.folder.path().join("maillage.gpkg").exists());

    let key = draft["questions"][0]["key"].as_str().unwrap();
    let answers = json!({ "questions": { key: "99002" } }).to_string();
    let parts = [("file:liste.csv", list), ("base", "0"), ("answers", answers.as_str())];
    let (_, draft) = served.post(&import("/preview"), &parts);
    assert_eq!(
        draft["questions"][0]["answer"], "99002",
        "an answered question stays to be changed"
    );
    assert_eq!(served.post(&import(""), &parts).0, StatusCode::OK);
}

#[test]
fn only_this_machine_and_the_token_may_import() {
    let list = [("text", LIST)];
    let own = ("x-maillage-import", "1");
    let there = "192.0.2.7:5000";
    let open = Served::new();
    let status = |served: &Served, peer, headers: &[_]| {
        served.send(posted(&import("/preview"), &list, peer, headers)).0
    };
    assert_eq!(status(&open, HERE, &[own, ("host", "localhost:8080")]), StatusCode::OK);
    assert_eq!(status(&open, HERE, &[("host", "localhost:8080")]), StatusCode::FORBIDDEN);
    assert_eq!(status(&open, there, &[own, ("host", "localhost:8080")]), StatusCode::FORBIDDEN);
    assert_eq!(status(&open, HERE, &[own, ("host", "rebound.example")]), StatusCode::FORBIDDEN);
    let cross = [own, ("host", "localhost"), ("origin", "http://other.example")];
    assert_eq!(status(&open, HERE, &cross), StatusCode::FORBIDDEN);

    let guarded = Served::with(ImportAccess::with_token("a token of the team"));
    assert_eq!(status(&guarded, there, &[own]), StatusCode::UNAUTHORIZED);
    let wrong = [own, ("authorization", "Bearer another")];
    assert_eq!(status(&guarded, there, &wrong), StatusCode::UNAUTHORIZED);
    let right = [own, ("authorization", "Bearer a token of the team")];
    assert_eq!(status(&guarded, there, &right), StatusCode::OK);
}

#[test]
fn the_page_is_told_whether_it_may_import() {
    let asked = |served: &Served, peer: &str| {
        let mut request =
            Request::get("/api/config").header("host", "localhost").body(Body::empty()).unwrap();
        request.extensions_mut().insert(ConnectInfo(peer.parse::<SocketAddr>().unwrap()));
        served.send(request).1["import"].clone()
    };
    let there = "192.0.2.7:5000";
    let open = Served::new();
    assert_eq!(asked(&open, HERE), json!({ "allowed": true, "token": false }));
    assert_eq!(asked(&open, there), json!({ "allowed": false, "token": false }));
    let guarded = Served::with(ImportAccess::with_token("a token of the team"));
    assert_eq!(asked(&guarded, there), json!({ "allowed": true, "token": true }));
}

#[test]
fn what_is_no_import_is_refused_in_words() {
    let served = Served::new();
    let cases: [(&[(&str, &str)], StatusCode, &str); 6] = [
        (&[], StatusCode::BAD_REQUEST, "expected"),
        (&[("text", "  ")], StatusCode::BAD_REQUEST, "expected"),
        (&[("text", LIST), ("path", "/etc/passwd")], StatusCode::BAD_REQUEST, "only file"),
        (&[("text", LIST), ("answers", "{")], StatusCode::BAD_REQUEST, "answers"),
        (&[("text", LIST), ("answers", "{\"x\":1}")], StatusCode::BAD_REQUEST, "answers"),
        (&[("file:../../etc/a.txt", "rien ici")], StatusCode::UNPROCESSABLE_ENTITY, "a.txt"),
    ];
    for (parts, expected, words) in cases {
        let (status, problem) = served.post(&import("/preview"), parts);
        assert_eq!(status, expected, "{problem}");
        let detail = problem["detail"].as_str().unwrap();
        assert!(detail.contains(words) && !detail.contains("etc"), "{detail}");
    }
    let (status, _) = served.post("/api/territories/000000000/import/preview", &[("text", LIST)]);
    assert_eq!(status, StatusCode::NOT_FOUND);
    let (status, _) = served.post("/api/territories/abc/import/preview", &[("text", LIST)]);
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let huge = "x".repeat(41 << 20);
    let (status, _) = served.post(&import("/preview"), &[("text", &huge)]);
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    let long = format!("Type;Nom\n{}", "x".repeat(5 << 20));
    let (status, problem) = served.post(&import("/preview"), &[("text", &long)]);
    assert_eq!((status, &problem["parameter"]), (StatusCode::BAD_REQUEST, &json!("text")));
}
