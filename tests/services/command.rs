//! From a list to the answers, by the real binary.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// A canonical list of a relay with its figures and an ALSH of the holidays; made up.
const OWN_LIST: &str = "id,name,kind,capacity,slots,commune,perimeter,etp,frequence,\
    assistantes_maternelles\n\
    x1,Centre des Tilleuls,alsh,40,petites-vacances|ete,78380,,,,\n\
    x2,RPE itinérant,rpe,,,78380,78380|78013,\"1,5\",1 fois par semaine,120\n";

/// Runs words on the prepared country in a folder, without the settings of the environment.
fn told(folder: &Path, words: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_maillage"));
    let data = std::env::var_os("MAILLAGE_DATA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata/prepared"),
        std::path::PathBuf::from,
    );
    let settings = std::env::vars_os().map(|(name, _)| name);
    for name in settings.filter(|name| name.to_string_lossy().starts_with("MAILLAGE_")) {
        command.env_remove(name);
    }
    let output = command
        .current_dir(folder)
        .arg("--data")
        .arg(data)
        .args(words)
        .args(["--territory", "200034130", "--register", "own.gpkg"])
        .output()
        .unwrap();
    let messages = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{words:?}: {messages}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn what_a_list_says_of_slots_and_relays_is_told_by_the_commands() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("own.csv"), OWN_LIST).unwrap();
    let told = |words: &[&str]| told(folder.path(), words);
    told(&["import", "own.csv"]);
    let modes = told(&["modes", "--at", "2026-11-22"]);
    let summer = modes.lines().find(|line| line.contains(" ete ") && line.contains("3-11"));
    assert!(summer.unwrap().contains("≥ 40,0"), "{modes}");
    let relays = told(&["perimeters", "--kind", "rpe", "--format", "json"]);
    let relays: Value = serde_json::from_str(&relays).unwrap();
    let relay = &relays["services"][0];
    assert_eq!((&relay["per_animator"], &relay["above_target"]), (&80.0.into(), &true.into()));
    assert_eq!(relay["frequency"], "1 fois par semaine");
    let summary = told(&["perimeters", "--kind", "rpe"]);
    assert!(summary.starts_with("Communes couvertes\u{a0}: ≥\u{202f}2 sur 11"), "{summary}");
    assert!(summary.contains("Reste à couvrir\u{a0}: n.\u{a0}d. communes"), "{summary}");
    let duties = told(&["duties", "--competence", "transferred"]);
    assert!(duties.contains("present") && !duties.contains("non renseigné"), "{duties}");
}

#[test]
fn each_command_writes_its_table_and_each_of_its_formats() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("own.csv"), OWN_LIST).unwrap();
    told(folder.path(), &["import", "own.csv"]);
    for command in ["modes", "perimeters", "duties"] {
        for format in ["table", "csv", "json", "geojson"] {
            let out = told(folder.path(), &[command, "--format", format]);
            assert!(out.contains("Source"), "{command} {format}: no source line");
            if format.ends_with("json") {
                serde_json::from_str::<Value>(&out).unwrap();
            }
        }
    }
}
