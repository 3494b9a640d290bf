//! What a client of the server waits for.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Command, Stdio};

use maillage::api::{Server, router};
use maillage::index::Atlas;
use maillage::territory::{Completeness, Inventory, Kind, Precision};
use serde_json::json;

use super::support::{creche, prepared_france, register, territory};
use super::workload::{KINDS, Synthetic};
use super::{report, timed};

/// One EPCI's white zones over HTTP among all synthetic crèches: figures, shapes, JSON and all.
/// The tasks bear the names of the bare computations that they are compared with.
pub fn one_epci(services: &[Synthetic]) {
    let (address, runtime) = serve(services);
    for siren in ["200034130", "248600413"] {
        let path = format!("/api/territories/{siren}/white-zones?within=5000&format=geojson");
        let mut stream = TcpStream::connect(&address).unwrap();
        stream.set_nodelay(true).unwrap();
        let (body, median) = timed(|| get(&mut stream, &path));
        assert!(body.contains("\"FeatureCollection\""), "{body}");
        report(&format!("http-{siren}"), median, &json!({ "bytes": body.len() }));
    }
    runtime.shutdown_background();
}

/// Serves the country with all synthetic crèches, every list taken as complete.
fn serve(services: &[Synthetic]) -> (String, tokio::runtime::Runtime) {
    let creches = services.iter().filter(|service| service.kind == KINDS[0]).zip(0..);
    let facilities = creches.map(|(service, id): (_, u32)| {
        let mut facility =
            creche(&id.to_string(), "75056", 0.0, 0.0, Some(f64::from(service.capacity)));
        facility.position = Some(service.position);
        facility.precision = Precision::Exact;
        facility
    });
    let mut register = register(facilities.collect());
    let france = prepared_france();
    register.inventories.extend(france.epcis.iter().map(|epci| Inventory {
        territory: maillage::territory::TerritoryCode::Epci(epci.siren),
        kind: Kind::Eaje,
        completeness: Completeness::Complete,
        structures: None,
        places: None,
        source: "liste".to_owned(),
    }));
    let state = Server::new(Atlas::new(france, register), territory("200034130"));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
    let address = listener.local_addr().unwrap().to_string();
    runtime.spawn(async move { axum::serve(listener, router(state)).await });
    (address, runtime)
}

/// Asks over a connection that stays open, and reads the whole answer.
fn get(stream: &mut TcpStream, path: &str) -> String {
    write!(stream, "GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n").unwrap();
    let mut reader = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        if let Some(value) = line.strip_prefix("content-length: ") {
            length = value.trim().parse().unwrap();
        }
        if line == "\r\n" {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    String::from_utf8(body).unwrap()
}

/// From the start of the process to the first answer, with the whole country loaded, and the
/// memory it then holds.
pub fn start() {
    let data = std::env::var_os("MAILLAGE_DATA").unwrap_or_else(|| "geodata/prepared".into());
    let (resident, median) = timed(|| {
        let mut server = Command::new(env!("CARGO_BIN_EXE_maillage"))
            .args(["serve", "--listen", "127.0.0.1:0"])
            .env("MAILLAGE_DATA", &data)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(server.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://").unwrap();
        let body = get(&mut TcpStream::connect(address).unwrap(), "/api/locate?lon=1.85&lat=48.9");
        assert!(body.contains("78380"), "{body}");
        let status = std::fs::read_to_string(format!("/proc/{}/status", server.id())).unwrap();
        server.kill().unwrap();
        server.wait().unwrap();
        let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        resident.trim().trim_end_matches(" kB").parse::<f64>().unwrap() / 1024.0
    });
    report("start", median, &json!({ "resident_mb": resident.round() }));
}
