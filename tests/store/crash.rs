//! Killed at any moment, the register is as it was last committed.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use maillage::store::{Store, Watch};
use maillage::territory::Register;

use super::support::{Place, entry, facility, france, full, placed};

const PATH: &str = "MAILLAGE_TEST_COMMITS_TO";

/// What the register holds after commit `number`: always different, now larger, now smaller.
fn state(number: u64) -> Register {
    // A first commit that takes a while.
    let count = if number == 1 { 2000 } else { number * 37 % 211 };
    let facilities = (0..count).map(|n| {
        let id = format!("{}", n + number % 5);
        if n % 3 == 0 {
            facility(&id)
        } else {
            placed(&id, n as f64 % 1000.0 / 10.0, number as f64 % 90.0)
        }
    });
    let mut register = full();
    register.facilities = facilities.collect();
    register.sources[0].vintage = number.to_string();
    register
}

/// The child: commits one state after the other, and tells each once it is kept; first of all the
/// one that it finds.
#[test]
#[ignore = "runs until it is killed: the test below starts it"]
fn child_commits_until_it_is_killed() {
    let Ok(path) = std::env::var(PATH) else { return };
    let mut store = Store::open_or_create(Path::new(&path)).unwrap();
    let (_, mut base) = store.read().unwrap();
    writeln!(std::io::stdout(), "\ncommit {}", base.number).unwrap();
    for number in base.number + 1.. {
        base = store.commit(&state(number), &entry(), base, &france()).unwrap().version;
        writeln!(std::io::stdout(), "\ncommit {}", base.number).unwrap();
    }
}

/// Numbers that look like chance, the same in each run.
fn random() -> impl FnMut(u64) -> u64 {
    let mut random = 7_u64;
    move |below| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963);
        (random >> 33) % below
    }
}

#[test]
fn a_kill_at_any_moment_leaves_the_last_commit() {
    let place = Place::new();
    let mut next = random();
    let mut last = 0;
    for _ in 0..40 {
        let told = run_and_kill(&place.path, next(5), next(3_000_000)).unwrap_or(last);
        last = if place.path.exists() { check(&place.path, told) } else { 0 };
    }
    assert!(last > 20, "the children came to commit: {last}");
}

#[test]
fn a_kill_at_any_moment_of_the_first_commit_leaves_an_empty_register_or_a_whole_one() {
    let mut next = random();
    for _ in 0..25 {
        let place = Place::new();
        let told = run_and_kill(&place.path, 1, next(100_000_000)).unwrap();
        check(&place.path, told);
    }
}

/// A register as a killed program leaves it: in the midst of its first commit, some pages of which
/// have reached the file.
fn left_in_the_midst() -> Place {
    let (place, killed) = (Place::new(), Place::new());
    drop(Store::open_or_create(&place.path).unwrap());
    let connection = rusqlite::Connection::open(&place.path).unwrap();
    connection
        .execute_batch(
            "PRAGMA journal_mode = TRUNCATE; PRAGMA cache_size = 1; BEGIN IMMEDIATE; \
             UPDATE maillage_meta SET value = 1 WHERE name = 'version'; \
             WITH n AS (SELECT 1 i UNION ALL SELECT i + 1 FROM n WHERE i < 2000) \
             INSERT INTO sources (id, title) SELECT i, hex(zeroblob(100)) FROM n",
        )
        .unwrap();
    for ending in ["", "-journal"] {
        let beside = |path: &Path| {
            let mut name = path.as_os_str().to_owned();
            name.push(ending);
            name
        };
        std::fs::copy(beside(&place.path), beside(&killed.path)).unwrap();
    }
    killed
}

#[test]
fn a_first_commit_that_was_killed_is_undone_by_who_only_reads() {
    let place = left_in_the_midst();
    let pages = std::fs::metadata(&place.path).unwrap().len();
    assert!(pages > 200_000, "the commit had reached the file: {pages}");
    let (register, version) = Store::open_read(&place.path).unwrap().read().unwrap();
    assert_eq!((register, version.number), (Register::default(), 0));
}

/// The child: tells whether it could write.
#[test]
#[ignore = "the test below starts it"]
fn child_tells_whether_it_may_write() {
    let Ok(path) = std::env::var(PATH) else { return };
    let connection = rusqlite::Connection::open(path).unwrap();
    connection.busy_timeout(std::time::Duration::ZERO).unwrap();
    let may = connection.execute_batch("BEGIN IMMEDIATE").is_ok();
    writeln!(std::io::stdout(), "\ncommit {}", u8::from(may)).unwrap();
}

#[test]
fn to_read_and_to_watch_let_no_other_program_in_while_this_one_commits() {
    let place = Place::new();
    drop(Store::open_or_create(&place.path).unwrap());
    let commits = rusqlite::Connection::open(&place.path).unwrap();
    commits.execute_batch("PRAGMA journal_mode = TRUNCATE; BEGIN IMMEDIATE").unwrap();
    Store::open_read(&place.path).unwrap().read().unwrap();
    Watch::new(&place.path).changed().unwrap();
    let mut child = child("child_tells_whether_it_may_write", &place.path);
    assert_eq!(told(&mut child).next(), Some(0), "the lock is held");
    child.wait().unwrap();
    commits.execute_batch("COMMIT").unwrap();
}

/// Starts this program again for one of its tests.
fn child(test: &str, path: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", &format!("crash::{test}"), "--ignored", "--nocapture"])
        .env(PATH, path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// The numbers that a child tells.
fn told(child: &mut Child) -> impl Iterator<Item = u64> + use<> {
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    lines.filter_map(|line| line.unwrap().strip_prefix("commit ")?.parse().ok())
}

/// Starts the child, kills it some turns of a loop after it told of `commits`, and gives the last
/// commit it told of.
fn run_and_kill(path: &Path, commits: u64, turns: u64) -> Option<u64> {
    let mut child = child("child_commits_until_it_is_killed", path);
    let mut told = told(&mut child);
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
    assert_eq!(child.wait().unwrap().code(), None, "it was killed");
    last
}

/// Holds the register to one of the states, not older than the last one told of.
fn check(path: &Path, told: u64) -> u64 {
    // As a server does, which only reads.
    let store = Store::open_read(path).unwrap();
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
