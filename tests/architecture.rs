//! Fails when a stage of the pipeline imports a later one: data flows one way.

use std::fs;
use std::path::{Path, PathBuf};

/// Each stage and the stages it may import, in the order the data flows.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("units", &[]),
    ("territory", &["units"]),
    ("prepare", &["units", "territory"]),
    ("import", &["units", "territory"]),
    ("store", &["units", "territory"]),
    ("index", &["units", "territory"]),
    ("analysis", &["units", "territory", "index"]),
    ("export", &["units", "territory", "import", "index", "analysis"]),
    ("api", &["units", "territory", "import", "store", "index", "analysis", "export"]),
    (
        "cli",
        &["units", "territory", "prepare", "import", "store", "index", "analysis", "export", "api"],
    ),
];

#[test]
fn no_stage_imports_a_later_one() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut violations = Vec::new();
    for (stage, allowed) in MAY_IMPORT {
        for file in rust_files_of(&src, stage) {
            let text = fs::read_to_string(&file).expect("source files are readable");
            for used in stages_used(&text) {
                if used != *stage && !allowed.contains(&used) {
                    violations.push(format!("{}: `{stage}` imports `{used}`", file.display()));
                }
            }
        }
    }
    assert!(violations.is_empty(), "{}", violations.join("\n"));
}

/// The stages that `text` names in `crate::stage` or `crate::{stage, ..}` paths, comments left out.
fn stages_used(text: &str) -> Vec<&'static str> {
    let code: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| [line, "\n"])
        .collect();
    code.match_indices("crate::")
        .flat_map(|(at, hit)| first_segments(&code[at + hit.len()..]))
        .filter_map(|name| MAY_IMPORT.iter().find(|(stage, _)| *stage == name))
        .map(|(stage, _)| *stage)
        .collect()
}

/// The first path segment after `crate::`, or each of them where a `{..}` group follows.
fn first_segments(path: &str) -> Vec<&str> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let Some(group) = path.strip_prefix('{') else {
        return path.split(|c| !is_name(c)).take(1).collect();
    };
    let (mut depth, mut start, mut segments) = (1, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 || (depth == 1 && c == ',') {
            let item = group[start..at].trim();
            segments.extend(item.split(|c| !is_name(c)).next());
            start = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    segments
}

/// Every `.rs` file of a stage, be it `src/<stage>.rs` or the folder `src/<stage>/`.
fn rust_files_of(src: &Path, stage: &str) -> Vec<PathBuf> {
    let mut pending = vec![src.join(format!("{stage}.rs")), src.join(stage)];
    let mut files = Vec::new();
    while let Some(path) = pending.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(&path).expect("source folders are readable");
            pending.extend(entries.map(|entry| entry.expect("entry is readable").path()));
        } else if path.extension().is_some_and(|extension| extension == "rs") && path.exists() {
            files.push(path);
        }
    }
    files
}

/// Folders and files that may read the published figures of a register as they are. Everything else
/// takes `analysis::secrecy::Cleared`, which only the secrecy engine makes.
const MAY_READ_INDICATORS: &[&str] = &["import", "store", "territory", "analysis/secrecy"];

#[test]
fn published_figures_are_read_by_the_secrecy_engine_alone() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let allowed: Vec<PathBuf> = MAY_READ_INDICATORS.iter().map(|place| src.join(place)).collect();
    let mut violations = Vec::new();
    for (stage, _) in MAY_IMPORT {
        for file in rust_files_of(&src, stage) {
            let text = fs::read_to_string(&file).expect("source files are readable");
            let around = !allowed.iter().any(|place| file.starts_with(place));
            if around && reads_indicators(&text) {
                violations.push(file.display().to_string());
            }
        }
    }
    assert!(violations.is_empty(), "they read figures around the gate: {violations:?}");
    for text in ["atlas.register.indicators.iter()", "let Register { indicators, .. } = register;"]
    {
        assert!(reads_indicators(text), "{text}");
    }
    assert!(!reads_indicators("mod indicators;\nuse indicators::x;\nget(indicators::show)"));
}

/// Whether code names the field: `.indicators`, or `indicators` taken out of a pattern.
fn reads_indicators(text: &str) -> bool {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| line.match_indices("indicators").map(move |hit| (line, hit.0))).any(
        |(line, at)| {
            let (before, after) =
                (line[..at].trim_end(), line[at + "indicators".len()..].trim_start());
            before.ends_with('.') && !after.starts_with('(')
                || before.ends_with('{') && (after.starts_with(',') || after.starts_with('}'))
                || before.ends_with(',') && (after.starts_with(',') || after.starts_with('}'))
        },
    )
}
