//! Killed at any moment, the register is as it was last committed.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use maillage::store::Store;
use maillage::territory::Register;

use super::support::{Place, entry, facility, france, full, placed};

const PATH: &str = "MAILLAGE_TEST_COMMITS_TO";

/// What the register holds after commit `number`: always different, now larger, now smaller.
fn state(number: u64) -> Register {
    let count = number * 37 % 211;
    let facilities = (0..count).map(|n| {
        let id = format!("{}", n + number % 5);
        if n % 3 == 0 { facility(&id) } else { placed(&id, n as f64 / 10.0, number as f64 % 90.0) }
    });
    let mut register = full();
    register.facilities = facilities.collect();
    register.sources[0].vintage = number.to_string();
    register
}

/// The child: commits one state after the other, and tells each once it is kept.
#[test]
#[ignore = "runs until it is killed: the test below starts it"]
fn child_commits_until_it_is_killed() {
    let Ok(path) = std::env::var(PATH) else { return };
    let mut store = Store::open_or_create(Path::new(&path)).unwrap();
    let (_, mut base) = store.read().unwrap();
    for number in base.number + 1.. {
        base = store.commit(&state(number), &entry(), base, &france()).unwrap().version;
        writeln!(std::io::stdout(), "\ncommit {}", base.number).unwrap();
    }
}

#[test]
fn a_kill_at_any_moment_leaves_the_last_commit() {
    let place = Place::new();
    let mut random = 7_u64;
    let mut next = |below: u64| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963);
        (random >> 33) % below
    };
    let mut last = 0;
    for _ in 0..40 {
        let told = run_and_kill(&place.path, next(4), next(3_000_000)).unwrap_or(last);
        last = if place.path.exists() { check(&place.path, told) } else { 0 };
    }
    assert!(last > 20, "the children came to commit: {last}");
}

/// Starts the child, kills it some turns of a loop after it told of `commits`, and gives the last
/// commit it told of.
fn run_and_kill(path: &Path, commits: u64, turns: u64) -> Option<u64> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crash::child_commits_until_it_is_killed", "--ignored", "--nocapture"])
        .env(PATH, path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut told = lines.filter_map(|line| line.unwrap().strip_prefix("commit ")?.parse().ok());
    let mut last = None;
    for _ in 0..commits {
        last = told.next();
        assert!(last.is_some(), "the child goes on until it is killed");
    }
    for turn in 0..turns {
        std::hint::black_box(turn);
    }
    child.kill().unwrap();
    // What it told before the kill arrived counts as kept too.
    last = told.last().or(last);
    child.wait().unwrap();
    last
}

/// Holds the register to one of the states, not older than the last one told of.
fn check(path: &Path, told: u64) -> u64 {
    let store = Store::open_or_create(path).unwrap();
    let (register, version) = store.read().unwrap();
    assert!(version.number == told || version.number == told + 1, "{version} after {told}");
    let expected = if version.number == 0 { Register::default() } else { state(version.number) };
    assert!(register == expected, "commit {} is whole", version.number);
    assert_eq!(
        store.imports(1).unwrap().first().map_or(0, |import| import.version),
        version.number
    );
    drop(store);
    let connection = rusqlite::Connection::open(path).unwrap();
    let ask = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
    assert_eq!(ask("PRAGMA integrity_check"), "ok");
    assert_eq!(ask("SELECT rtreecheck('rtree_facilities_geom')"), "ok");
    version.number
}
