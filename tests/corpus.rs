//! Every file of the fuzzers' corpus, as it is, cut short and damaged: each parser ends, soon, in
//! bounded memory and without a panic.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::format_collect, clippy::format_push_string, reason = "test data is built")]

#[path = "support/mod.rs"]
mod support;
#[path = "fuzz/targets.rs"]
mod targets;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use support::Draws;

/// Longer than any one input takes, even on a loaded machine without optimisation.
const PATIENCE: Duration = Duration::from_secs(30);

/// More memory than all of them take at once.
const MOST_MEMORY: u64 = 1 << 30;

/// How often each file is cut short, and how often damaged.
const TIMES: usize = 8;

/// The files of a target, in the order of their names.
fn corpus(target: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(target);
    let entries =
        fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// A file, and what is left of it after some accidents, the same ones each time.
fn variants(whole: &[u8], seed: u64) -> Vec<Vec<u8>> {
    let mut random = Draws::new(seed);
    let mut all = vec![whole.to_vec()];
    if whole.is_empty() {
        return all;
    }
    let mut place = || (random.unit() * whole.len() as f64) as usize;
    for _ in 0..TIMES {
        all.push(whole[..place()].to_vec());
    }
    for count in 0..TIMES {
        let mut damaged = whole.to_vec();
        for _ in 0..=count {
            let at = place();
            damaged[at] ^= 1 << (place() % 8);
        }
        all.push(damaged);
    }
    all
}

/// Replays the corpus of a target in a thread that is given up on when it hangs.
fn replay(name: &'static str, target: targets::Target) {
    let (tell, told) = mpsc::channel();
    let worker = thread::Builder::new().name(name.to_owned()).spawn(move || {
        for (seed, file) in (0_u64..).zip(corpus(name)) {
            let shown = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            for (at, bytes) in variants(&fs::read(&file).unwrap(), seed).iter().enumerate() {
                tell.send(format!("{name}/{shown}, variant {at}")).unwrap();
                target(bytes);
            }
        }
    });
    let mut last = format!("{name}: no file");
    loop {
        match told.recv_timeout(PATIENCE) {
            Ok(next) => last = next,
            Err(RecvTimeoutError::Timeout) => panic!("{last} hangs"),
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    assert!(worker.unwrap().join().is_ok(), "{last} panics");
    assert!(!last.ends_with("no file"), "{last}");
}

/// The most memory that this process ever held, where the system tells.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kibibytes << 10)
}

#[test]
fn every_parser_ends_well_on_the_corpus_and_its_ruins() {
    for (name, target) in targets::TARGETS {
        replay(name, target);
        let peak = peak().unwrap_or(0);
        assert!(peak < MOST_MEMORY, "{name} takes {peak} bytes");
    }
}

#[test]
fn every_folder_of_the_corpus_has_its_target() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus");
    for entry in fs::read_dir(root).unwrap() {
        let name = entry.unwrap().file_name();
        let name = name.to_string_lossy();
        assert!(targets::TARGETS.iter().any(|(target, _)| *target == name), "{name}");
    }
}
