//! A server on this machine that plays answers one after the other, and a clock that never waits.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use jiff::Timestamp;
use maillage::import::geocode::{AddressService, Clock, ServiceOptions};

/// What the server does with one request.
#[derive(Debug, Clone)]
pub enum Act {
    /// Status line and headers but the length, and the body.
    Reply(String, String),
    /// A body shorter than announced.
    Truncated(String),
    /// A body that never ends.
    Endless,
    /// A body that never comes, until the client leaves.
    Silent,
}

/// A reply of a status and a body.
pub fn reply(status: &str, body: &str) -> Act {
    Act::Reply(status.to_owned(), body.to_owned())
}

/// A clock that stands still at 1 March 2026, 12:00 UTC, and notes how long it was asked to wait.
#[derive(Debug, Clone, Default)]
pub struct StillClock(Arc<Mutex<Vec<Duration>>>);

impl StillClock {
    /// The waits of a second or more, in seconds.
    pub fn waits(&self) -> Vec<u64> {
        let all = self.0.lock().unwrap();
        all.iter().map(Duration::as_secs).filter(|&seconds| seconds > 0).collect()
    }
}

impl Clock for StillClock {
    fn now(&self) -> Timestamp {
        "2026-03-01T12:00:00Z".parse().unwrap()
    }

    fn sleep(&self, duration: Duration) {
        self.0.lock().unwrap().push(duration);
    }
}

/// The server, what it was asked, and the clock of its client.
pub struct Script {
    url: String,
    requests: Arc<Mutex<Vec<String>>>,
    pub clock: StillClock,
}

impl Script {
    /// Plays `acts`, the last one for ever.
    pub fn play(acts: Vec<Act>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        thread::spawn(move || {
            for (at, stream) in listener.incoming().enumerate() {
                let mut stream = stream.unwrap();
                seen.lock().unwrap().push(read_request(&mut stream));
                act(&mut stream, &acts[at.min(acts.len() - 1)]);
            }
        });
        Self { url, requests, clock: StillClock::default() }
    }

    pub fn service(&self) -> AddressService {
        self.impatient(Duration::from_secs(20))
    }

    /// A client with a time limit of its own.
    pub fn impatient(&self, timeout: Duration) -> AddressService {
        let options = ServiceOptions { timeout, clock: Box::new(self.clock.clone()) };
        AddressService::new(&format!("{}/geocodage/", self.url), options).unwrap()
    }

    /// The requests as received, head and body.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

fn read_request(stream: &mut TcpStream) -> String {
    let mut read = Vec::new();
    let mut buffer = [0; 8192];
    loop {
        let text = String::from_utf8_lossy(&read).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .filter_map(|line| line.split_once(": "))
                .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
                .map_or(0, |(_, length)| length.parse().unwrap());
            if body.len() >= length {
                return text;
            }
        }
        match stream.read(&mut buffer).unwrap() {
            0 => return text,
            length => read.extend_from_slice(&buffer[..length]),
        }
    }
}

/// The client may leave first: what cannot be written then is not needed.
fn act(stream: &mut TcpStream, act: &Act) {
    let head = |status: &str, length: usize| {
        format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n")
    };
    match act {
        Act::Reply(status, body) => {
            let _ = stream.write_all(format!("{}{body}", head(status, body.len())).as_bytes());
        }
        Act::Truncated(body) => {
            let _ =
                stream.write_all(format!("{}{body}", head("200 OK", body.len() + 9)).as_bytes());
        }
        Act::Endless => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            let noise = [b'x'; 8192];
            while stream.write_all(&noise).is_ok() {}
        }
        Act::Silent => {
            let _ = stream.write_all(head("200 OK", 1000).as_bytes());
            let _ = stream.read(&mut [0; 1]);
        }
    }
}
