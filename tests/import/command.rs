//! `maillage import`, the real binary on the real country.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::given::ANNEX_OF_GALLY_MAULDRE;

fn data() -> PathBuf {
    let given = std::env::var_os("MAILLAGE_DATA").map(PathBuf::from);
    given.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata/prepared"))
}

/// A folder with the annex in it, and commands in that folder.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("annexe 2.txt"), ANNEX_OF_GALLY_MAULDRE).unwrap();
        Self(folder)
    }

    fn run(&self, words: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_maillage"));
        let settings = std::env::vars_os().map(|(name, _)| name);
        for name in settings.filter(|name| name.to_string_lossy().starts_with("MAILLAGE_")) {
            command.env_remove(name);
        }
        command.current_dir(self.0.path()).stdin(Stdio::null());
        command.arg("--data").arg(data()).args(words).output().unwrap()
    }

    fn import(&self, rest: &[&str]) -> (Option<i32>, String, String) {
        let words = [&["import", "annexe 2.txt", "--territory", "200034130"], rest].concat();
        let ended = self.run(&words);
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (ended.status.code(), text(ended.stdout), text(ended.stderr))
    }

    fn has(&self, name: &str) -> bool {
        self.0.path().join(name).exists()
    }

    fn coverage(&self) -> Value {
        let words = ["coverage", "--territory", "200034130", "--kind", "alsh", "--format", "json"];
        serde_json::from_slice(&self.run(&words).stdout).unwrap()
    }
}

#[test]
fn a_dry_run_says_everything_and_writes_nothing() {
    let desk = Desk::new();
    let (code, out, messages) = desk.import(&["--dry-run"]);
    assert_eq!((code, messages.as_str()), (Some(0), ""));
    assert!(out.contains("26 services lus, 3 à confirmer"), "{out}");
    assert!(out.contains("annexe 2.txt, ligne 15\u{a0}: Les Petits Crayons"), "{out}");
    assert!(!desk.has("maillage.gpkg"));
}

#[test]
fn an_import_is_kept_and_takes_the_place_of_what_is_built_in() {
    let desk = Desk::new();
    let (code, out, _) = desk.import(&["--complete", "eaje,alsh", "--report", "rapport.json"]);
    assert_eq!(code, Some(0), "{out}");
    assert!(out.contains("Enregistré dans maillage.gpkg"), "{out}");
    let report: Value =
        serde_json::from_slice(&fs::read(desk.0.path().join("rapport.json")).unwrap()).unwrap();
    assert_eq!(report["summary"]["services"], 26);
    assert_eq!(report["questions"].as_array().unwrap().len(), 3);
    let answer = desk.coverage();
    assert_eq!(answer["total"]["facilities"], 10, "those for 3-11");
    let line = answer["source_line"].as_str().unwrap();
    assert!(line.contains("annexe 2"), "{line}");

    let (_, out, _) = desk.import(&[]);
    assert!(out.contains("26 inchangés") && out.contains("Rien n’a changé"), "{out}");
    assert!(!desk.has("maillage.gpkg-wal"), "one file is left");
}

#[test]
fn answers_settle_the_questions() {
    let desk = Desk::new();
    desk.import(&["--dry-run", "--report", "rapport.json"]);
    let report: Value =
        serde_json::from_slice(&fs::read(desk.0.path().join("rapport.json")).unwrap()).unwrap();
    let answers: serde_json::Map<String, Value> = report["questions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|q| (q["key"].as_str().unwrap().to_owned(), q["answers"][0]["value"].clone()))
        .collect();
    let answers = serde_json::json!({ "questions": answers }).to_string();
    fs::write(desk.0.path().join("reponses.json"), answers).unwrap();
    let (code, out, _) = desk.import(&["--answers", "reponses.json"]);
    assert_eq!(code, Some(0));
    assert!(out.contains("26 services lus, 0 à confirmer"), "{out}");
}

#[test]
fn what_cannot_be_imported_fails_in_words_and_leaves_nothing() {
    let desk = Desk::new();
    fs::write(desk.0.path().join("vœux.txt"), "Bonjour,\nmeilleurs vœux.\n").unwrap();
    let territory = ["--territory", "200034130"];
    let cases: [(&[&str], i32, &str); 6] = [
        (&["import", "absent.csv"], 1, "absent.csv"),
        (&["import", "."], 1, "folder"),
        (&["import", "vœux.txt"], 1, "vœux.txt"),
        (&["import", "annexe 2.txt", "vœux.txt"], 1, "vœux.txt"),
        (&["import", "annexe 2.txt", "--answers", "vœux.txt"], 1, "answers"),
        (&["import", "annexe 2.txt", "--geocoder", "ftp://x"], 1, "http"),
    ];
    for (words, code, said) in cases {
        let ended = desk.run(&[words, &territory].concat());
        let messages = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(code), "{words:?}: {messages}");
        assert!(messages.contains(said) && !messages.contains("panicked"), "{words:?}: {messages}");
        assert!(!desk.has("maillage.gpkg"), "{words:?}");
    }
    assert_eq!(desk.run(&["import", "annexe 2.txt"]).status.code(), Some(2));
    assert_eq!(desk.run(&["import", "--territory", "200034130"]).status.code(), Some(2));
    let unknown = desk.run(&["import", "annexe 2.txt", "--territory", "000000000"]);
    assert_eq!(unknown.status.code(), Some(1));
}

#[test]
fn a_foreign_file_is_no_register() {
    let desk = Desk::new();
    fs::write(desk.0.path().join("autre.gpkg"), "not a register").unwrap();
    let (code, _, messages) = desk.import(&["--register", "autre.gpkg"]);
    assert_eq!(code, Some(1));
    assert!(messages.contains("autre.gpkg"), "{messages}");
    assert_eq!(fs::read(desk.0.path().join("autre.gpkg")).unwrap(), b"not a register");
}
