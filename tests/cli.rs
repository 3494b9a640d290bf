//! The real binary: what it prints where, and how it ends.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

const BINARY: &str = env!("CARGO_BIN_EXE_maillage");
const GALLY_MAULDRE: &str = "200034130";

/// Longer than any command takes, even on a loaded machine.
const PATIENCE: Duration = Duration::from_secs(20);

fn data() -> PathBuf {
    let given = std::env::var_os("MAILLAGE_DATA").map(PathBuf::from);
    given.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata/prepared"))
}

/// The binary in an empty folder and an environment without its settings.
fn maillage(folder: &TempDir) -> Command {
    let mut command = Command::new(BINARY);
    let settings = std::env::vars_os().map(|(name, _)| name);
    for name in settings.filter(|name| name.to_string_lossy().starts_with("MAILLAGE_")) {
        command.env_remove(name);
    }
    command.current_dir(folder.path()).stdin(Stdio::null());
    command
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

struct Ended {
    code: Option<i32>,
    out: String,
    messages: String,
}

fn end(command: &mut Command) -> Ended {
    let output = command.output().unwrap();
    Ended {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        messages: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs words on the prepared country.
fn run(words: &[&str]) -> Ended {
    end(maillage(&folder()).arg("--data").arg(data()).args(words))
}

fn measure(command: &str, rest: &[&str]) -> Ended {
    let words = [command, "--territory", GALLY_MAULDRE, "--at", "2026-11-22"];
    run(&[&words, rest].concat())
}

/// A command that must end well and say nothing but its result.
fn result(command: &str, rest: &[&str]) -> String {
    let ended = measure(command, rest);
    assert_eq!((ended.code, ended.messages.as_str()), (Some(0), ""), "{rest:?}");
    ended.out
}

fn assert_ends(ended: &Ended, code: i32, message: &str, asked: &[&str]) {
    assert_eq!(ended.code, Some(code), "{asked:?}: {}", ended.messages);
    assert_eq!(ended.out, "", "{asked:?}: a failure is no data");
    assert!(ended.messages.contains(message), "{asked:?}: {}", ended.messages);
    assert!(!ended.messages.contains("panicked"), "{asked:?}: {}", ended.messages);
}

#[test]
fn wrong_words_are_wrong_usage() {
    let place = ["--territory", GALLY_MAULDRE];
    let cases: [(&[&str], &str); 14] = [
        (&["cover"], "cover"),
        (&[], "Usage"),
        (&["coverage"], "--territory"),
        (&["coverage", "--territory", "abc"], "--territory"),
        (&["coverage", "--territory", "2a004"], "--territory"),
        (&["coverage", place[0], place[1], "--kind", "creche"], "--kind"),
        (&["coverage", place[0], place[1], "--at", "2026-02-30"], "--at"),
        (&["coverage", place[0], place[1], "--ages", "5-2"], "--ages"),
        (&["coverage", place[0], place[1], "--format", "xml"], "--format"),
        (&["white-zones", place[0], place[1], "--within", "far"], "--within"),
        (&["white-zones", place[0], place[1], "--within", "99m"], "--within"),
        (&["white-zones", place[0], place[1], "--within", "NaN"], "--within"),
        (&["export", place[0], place[1], "--layer", "roads", "-o", "a.csv"], "--layer"),
        (&["serve", "--listen", "nowhere"], "--listen"),
    ];
    for (words, message) in cases {
        assert_ends(&run(words), 2, message, words);
    }
}

#[test]
fn a_reference_that_is_no_rate_is_wrong_usage() {
    for rate in ["NaN", "-1", "inf", "1001"] {
        let reference = format!("--reference={rate}");
        let words = ["white-zones", "--territory", GALLY_MAULDRE, &reference];
        assert_ends(&run(&words), 2, "--reference", &words);
    }
}

#[test]
fn an_unknown_extension_is_wrong_usage_and_writes_nothing() {
    for name in ["a.pdf", "a", "csv", "a.csv.bak"] {
        let inside = folder();
        let mut command = maillage(&inside);
        command.arg("--data").arg(data());
        let words = ["export", "--territory", GALLY_MAULDRE, "--layer", "coverage", "-o", name];
        assert_ends(&end(command.args(words)), 2, ".geojson", &words);
        assert_eq!(fs::read_dir(inside.path()).unwrap().count(), 0);
    }
}

#[test]
fn a_sheet_is_written_whole_in_the_format_that_its_name_says() {
    let inside = folder();
    let file = |name: &str| inside.path().join(name).to_str().unwrap().to_owned();
    let draw = |name: &str, rest: &[&str]| {
        let path = file(name);
        let words = [&["--within", "3km", "--fill", "mean", "-o", &path], rest].concat();
        assert_eq!(result("sheet", &words), "");
        fs::read(path).unwrap()
    };
    let pages = |pdf: &[u8]| pdf.windows(12).filter(|part| part == b"/Type /Page\n").count();
    let each = draw("each.pdf", &["--each-commune"]);
    assert!(each.starts_with(b"%PDF-"));
    assert_eq!(pages(&each), 11);
    let some = draw("some.pdf", &["--commune", "78013", "--commune", "78189"]);
    assert_eq!(pages(&some), 2);
    let svg = String::from_utf8(draw("a.svg", &["--size", "slide"])).unwrap();
    assert!(svg.contains("333 ont une place de crèche"), "{svg}");
    assert!(svg.contains("Sources\u{a0}: CTG Gally Mauldre"), "{svg}");
    assert!(draw("a.png", &["--size", "map"]).starts_with(b"\x89PNG"));
}

#[test]
fn a_sheet_that_cannot_be_is_refused_before_anything_is_written() {
    let inside = folder();
    let logo = inside.path().join("logo.gif");
    fs::write(&logo, "GIF89a").unwrap();
    let logo = logo.to_str().unwrap();
    let cases: [(&[&str], i32, &str); 5] = [
        (&["-o", "a.docx"], 2, ".pdf, .svg or .png"),
        (&["-o", "a.png", "--each-commune"], 2, ".pdf is expected"),
        (&["-o", "a.pdf", "--commune", "75056"], 2, "--commune"),
        (&["-o", "a.pdf", "--logo-caf", logo], 1, "PNG or SVG"),
        (&["-o", "a.pdf", "--validated-on", "hier"], 2, "--validated-on"),
    ];
    for (rest, code, message) in cases {
        assert_ends(&measure("sheet", rest), code, message, rest);
    }
}

#[test]
fn an_unknown_territory_is_a_failure() {
    for code in ["000000000", "99999"] {
        let words = ["coverage", "--territory", code];
        assert_ends(&run(&words), 1, code, &words);
    }
}

#[test]
fn without_the_prepared_country_one_is_told_how_to_make_it() {
    let words = ["coverage", "--territory", GALLY_MAULDRE];
    assert_ends(&end(maillage(&folder()).args(words)), 1, "maillage prepare", &words);
    let words = ["serve", "--listen", "127.0.0.1:0"];
    assert_ends(&end(maillage(&folder()).args(words)), 1, "maillage prepare", &words);
}

#[test]
fn a_prepared_country_that_is_damaged_is_a_failure() {
    let inside = folder();
    fs::write(inside.path().join("france.maillage"), "not a country").unwrap();
    let mut command = maillage(&inside);
    let words = ["--data", ".", "coverage", "--territory", GALLY_MAULDRE];
    assert_ends(&end(command.args(words)), 1, "maillage prepare", &words);
}

#[test]
fn help_and_version_are_data() {
    for word in ["--help", "--version"] {
        let ended = end(maillage(&folder()).arg(word));
        assert_eq!((ended.code, ended.messages.as_str()), (Some(0), ""));
        assert!(ended.out.contains("maillage"));
    }
}

#[test]
fn coverage_is_written_in_every_format() {
    let answer: Value = serde_json::from_str(&result("coverage", &["--format", "json"])).unwrap();
    assert_eq!(answer["territory"]["code"], GALLY_MAULDRE);
    assert_eq!(answer["communes"].as_array().unwrap().len(), 11);
    let table = result("coverage", &["--format", "csv"]);
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    assert!(reader.headers().unwrap().iter().any(|head| head == "rate"));
    assert_eq!(reader.records().map(Result::unwrap).count(), 12, "eleven communes and the whole");
    let shapes: Value =
        serde_json::from_str(&result("coverage", &["--format", "geojson"])).unwrap();
    assert_eq!(shapes["features"].as_array().unwrap().len(), 11);
    let text = result("coverage", &[]);
    assert!(text.contains("Gally") && text.trim_end().lines().last().unwrap().contains("Source"));
}

#[test]
fn white_zones_are_written_in_every_format_and_either_unit() {
    let rest = |within, format| ["--kind", "eaje", "--within", within, "--format", format];
    let json = result("white-zones", &rest("3km", "json"));
    assert_eq!(json, result("white-zones", &rest("3000m", "json")));
    let answer: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(answer["within"], 3000.0);
    let shapes: Value =
        serde_json::from_str(&result("white-zones", &rest("1km", "geojson"))).unwrap();
    assert!(!shapes["features"].as_array().unwrap().is_empty());
    let table = result("white-zones", &rest("5km", "csv"));
    assert_eq!(csv::Reader::from_reader(table.as_bytes()).records().count(), 12);
    assert!(result("white-zones", &rest("5km", "table")).contains("5 km"));
}

#[test]
fn sites_to_add_are_written_in_every_format() {
    let rest = |format| ["--kind", "eaje", "--within", "3km", "--format", format];
    let answer: Value = serde_json::from_str(&result("siting", &rest("json"))).unwrap();
    assert_eq!((&answer["method"], &answer["optimal"]), (&"lscp".into(), &true.into()));
    let sites = answer["sites"].as_array().unwrap().len();
    let table = result("siting", &rest("csv"));
    assert_eq!(csv::Reader::from_reader(table.as_bytes()).records().count(), sites + 1);
    let points: Value = serde_json::from_str(&result("siting", &rest("geojson"))).unwrap();
    assert_eq!(points["features"].as_array().unwrap().len(), sites);
    let text = result("siting", &[&rest("table")[..], &["--count", "1"]].concat());
    assert!(text.contains("optimum prouvé"), "{text}");
    for count in ["--count=0", "--count=501", "--count=x"] {
        let words = ["siting", "--territory", GALLY_MAULDRE, count];
        assert_ends(&run(&words), 2, "--count", &words);
    }
}

/// Every command but those that measure nothing: a new one without its sources fails here.
#[test]
fn every_command_that_measures_names_its_sources() {
    let help = run(&["--help"]).out;
    let commands = help.split("Commands:").nth(1).unwrap().split("Options:").next().unwrap();
    // What a long description goes on with stands further in.
    let heads = commands.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let named = heads.filter_map(|line| line.split_whitespace().next());
    let others = ["prepare", "import", "serve", "baseline", "export", "sheet", "help"];
    let measuring: Vec<&str> = named.filter(|name| !others.contains(name)).collect();
    assert!(measuring.len() >= 11, "{measuring:?}");
    for command in measuring {
        let table = match command {
            "national" => run(&["national"]).out,
            "indicators" => run(&["indicators", "--territory", "78124", "--format", "csv"]).out,
            "evolution" => result(command, &["--format", "csv", "--from", "2025-12-19"]),
            "scenario" => result(command, &["--format", "csv", "--scenario", OPENS]),
            _ => result(command, &["--format", "csv"]),
        };
        let mut table = csv::Reader::from_reader(table.as_bytes());
        let at = table.headers().unwrap().iter().position(|name| name == "source_line");
        let at = at.unwrap_or_else(|| panic!("{command} names no source"));
        let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
        assert!(!rows.is_empty(), "{command}");
        assert!(rows.iter().all(|row| row[at].starts_with("Source")), "{command}");
    }
}

/// A crèche of 20 places next to the town hall of Andelu, which has none.
const OPENS: &str = "name,Essai;open,eaje,1.82,48.884,20,,,,Crèche neuve";

#[test]
fn a_scenario_changes_every_answer_and_nothing_that_stays() {
    let rest = |format| ["--kind", "eaje", "--within", "3km", "--fill", "mean", "--format", format];
    let opened = [&rest("json")[..], &["--scenario", OPENS]].concat();
    let answer: Value = serde_json::from_str(&result("scenario", &opened)).unwrap();
    let total = &answer["difference"]["total"];
    assert_eq!(total["places_change"], 20.0);
    // All 15.75 children out of reach live in Andelu.
    assert!((total["out_of_reach_change"].as_f64().unwrap() + 15.75).abs() < 1e-9, "{total}");
    assert_eq!(answer["scenario"]["changes"][0]["after"]["commune_name"], "Andelu");
    let zones: Value = serde_json::from_str(&result("white-zones", &opened)).unwrap();
    assert_eq!(zones["total"]["white_children"], 0.0);
    assert!(zones["source_line"].as_str().unwrap().contains("supposé"), "{zones}");
    let table = result("scenario", &[&rest("table")[..], &["--scenario", OPENS]].concat());
    assert!(table.contains("Andelu"), "{table}");
    for (scenario, told) in
        [("close,nobody", "nobody"), ("shut", "open,KIND"), ("", "1 to 100"), ("move,a,0,0", "`a`")]
    {
        let words = ["coverage", "--territory", GALLY_MAULDRE, "--scenario", scenario];
        assert_ends(&run(&words), 2, told, &words);
    }
    let closed = run(&["--scenario", "close,gm-eaje-12", "national"]).out;
    let line = closed.lines().nth(1).unwrap();
    assert!(line.contains("scénario, supposé et non constaté"), "{line}");
    let filled = run(&["national", "--fill", "mean"]).out;
    assert!(filled.lines().nth(1).unwrap().contains("Caf des Yvelines"), "{filled:.300}");
    let words = ["baseline", "--territory", GALLY_MAULDRE, "--on", "2026-01-01", "-o", "x.gpkg"];
    let words = [&words[..], &["--scenario", OPENS]].concat();
    assert_ends(&run(&words), 2, "nothing that is supposed", &words);
    assert_ends(&run(&["scenario", "--territory", GALLY_MAULDRE]), 2, "missing", &["scenario"]);
}

#[test]
fn the_national_table_has_the_rows_of_each_territory() {
    let table = run(&["national", "--kind", "alsh,eaje", "--fill", "mean", "--at", "2026-11-22"]);
    let mut table = csv::Reader::from_reader(table.out.as_bytes());
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2 * 1_255);
    let own = rows.iter().find(|row| &row[0] == GALLY_MAULDRE && &row[2] == "eaje").unwrap();
    let answer: Value =
        serde_json::from_str(&result("coverage", &["--fill", "mean", "--format", "json"])).unwrap();
    let total = &answer["total"];
    assert_eq!(own[4], total["facilities"].to_string());
    let near = |text: &str, value: &Value| {
        (text.parse::<f64>().unwrap() - value.as_f64().unwrap()).abs() < 1e-9
    };
    assert!(near(&own[5], &total["places"]) && near(&own[7], &total["children"]));
    assert!(near(&own[9], &total["rate"]));
    assert_eq!(own[10], *total["status"].as_str().unwrap());
    assert_ends(&run(&["national", "--kind", "creche"]), 2, "creche", &["national"]);
}

#[test]
fn a_reader_that_has_read_enough_is_no_failure() {
    let mut child = maillage(&folder())
        .arg("--data")
        .arg(data())
        .args(["coverage", "--territory", GALLY_MAULDRE, "--format", "geojson"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut messages = String::new();
    child.stderr.take().unwrap().read_to_string(&mut messages).unwrap();
    assert_eq!((child.wait().unwrap().code(), messages.as_str()), (Some(0), ""));
}

const EXPORT: [&str; 7] =
    ["export", "--territory", GALLY_MAULDRE, "--at", "2026-11-22", "--layer", "coverage"];

#[test]
fn a_layer_is_exported_whole_over_what_was_there() {
    let inside = folder();
    for (layer, name) in [
        ("coverage", "a.geojson"),
        ("coverage", "a.csv"),
        ("white-zones", "a.geojson"),
        ("white-zones", "b.csv"),
        ("facilities", "a.geojson"),
        ("facilities", "c.csv"),
        ("access", "c.csv"),
        ("access", "a.geojson"),
        ("ranking", "c.csv"),
        ("ranking", "a.geojson"),
        ("perimeters", "c.csv"),
        ("perimeters", "a.geojson"),
        ("cells", "c.csv"),
        ("cells", "a.geojson"),
        ("siting", "a.geojson"),
    ] {
        let file = inside.path().join(name);
        fs::write(&file, "x".repeat(1 << 20)).unwrap();
        let mut command = maillage(&inside);
        command.arg("--data").arg(data()).args(&EXPORT[..6]).args([layer, "-o", name]);
        let ended = end(&mut command);
        assert_eq!((ended.code, ended.out.as_str()), (Some(0), ""), "{}", ended.messages);
        let text = fs::read_to_string(&file).unwrap();
        if Path::new(name).extension().is_some_and(|extension| extension == "csv") {
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            assert!(reader.records().map(Result::unwrap).count() >= 8, "{layer}");
        } else {
            let shapes: Value = serde_json::from_str(&text).unwrap();
            assert_eq!(shapes["type"], "FeatureCollection");
            assert!(shapes["metadata"]["source_line"].is_string());
        }
    }
    assert_eq!(fs::read_dir(inside.path()).unwrap().count(), 4, "nothing is left beside");
}

#[test]
fn an_exported_file_is_as_readable_as_any_other_new_file() {
    use std::os::unix::fs::PermissionsExt as _;
    let inside = folder();
    let mode =
        |name: &str| fs::metadata(inside.path().join(name)).unwrap().permissions().mode() & 0o777;
    let mut command = maillage(&inside);
    command.arg("--data").arg(data()).args(EXPORT).args(["-o", "a.csv"]);
    assert_eq!(end(&mut command).code, Some(0));
    fs::write(inside.path().join("plain"), "").unwrap();
    assert_eq!(format!("{:o}", mode("a.csv")), format!("{:o}", mode("plain")));
}

#[test]
fn an_export_that_fails_leaves_the_file_that_was_there() {
    // A file may grow to one block only, and the signal that says so is ignored: the write fails
    // half-way, as on a full disk, whoever runs the test.
    let inside = folder();
    let file = inside.path().join("a.geojson");
    fs::write(&file, "before").unwrap();
    let mut shell = Command::new("sh");
    shell.args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$@\"", "sh", BINARY]);
    shell.arg("--data").arg(data()).args(EXPORT).arg("-o").arg(&file);
    let ended = end(shell.current_dir(inside.path()).stdin(Stdio::null()));
    assert_ends(&ended, 1, "a.geojson", &["a full disk"]);
    assert_eq!(fs::read_to_string(&file).unwrap(), "before");
    assert_eq!(fs::read_dir(inside.path()).unwrap().count(), 1, "nothing is left beside");
}

#[test]
fn an_export_into_nowhere_is_a_failure() {
    let inside = folder();
    fs::create_dir(inside.path().join("taken.csv")).unwrap();
    for name in ["nowhere/a.csv", "taken.csv"] {
        let mut command = maillage(&inside);
        command.arg("--data").arg(data()).args(EXPORT).args(["-o", name]);
        assert_ends(&end(&mut command), 1, name, &[name]);
    }
    assert!(inside.path().join("taken.csv").is_dir());
    assert_eq!(fs::read_dir(inside.path()).unwrap().count(), 1, "nothing is left beside");
}

// Settings.

#[test]
fn settings_come_from_the_environment() {
    let inside = folder();
    let mut command = maillage(&inside);
    command.env("MAILLAGE_DATA", data()).env("MAILLAGE_TERRITORY", "78124");
    let ended = end(command.args(["coverage", "--format", "json"]));
    let answer: Value = serde_json::from_str(&ended.out).unwrap();
    assert_eq!(answer["territory"]["code"], "78124");
}

fn settings(folder: &TempDir, name: &str, rest: &str) -> PathBuf {
    let file = folder.path().join(name);
    let data = toml::Value::String(data().display().to_string());
    fs::write(&file, format!("data = {data}\n{rest}")).unwrap();
    file
}

#[test]
fn settings_come_from_the_file_beside_or_the_one_named() {
    let inside = folder();
    settings(&inside, "maillage.toml", "");
    let words = ["coverage", "--territory", "78124"];
    assert_eq!(end(maillage(&inside).args(words)).code, Some(0));
    let named = settings(&inside, "other.toml", "");
    let elsewhere = folder();
    let ended = end(maillage(&elsewhere).arg("--config").arg(&named).args(words));
    assert_eq!(ended.code, Some(0), "{}", ended.messages);
    assert_eq!(end(maillage(&elsewhere).env("MAILLAGE_CONFIG", &named).args(words)).code, Some(0));
    assert_ends(
        &end(maillage(&elsewhere).args(["--config", "none.toml"]).args(words)),
        1,
        "none.toml",
        &words,
    );
}

#[test]
fn words_win_over_the_environment_and_the_environment_over_the_file() {
    let inside = folder();
    fs::write(inside.path().join("maillage.toml"), "data = \"nowhere\"\n").unwrap();
    let words = ["coverage", "--territory", "78124"];
    let mut command = maillage(&inside);
    assert_eq!(end(command.env("MAILLAGE_DATA", data()).args(words)).code, Some(0));
    let mut command = maillage(&inside);
    command.env("MAILLAGE_DATA", "nowhere").arg("--data").arg(data());
    assert_eq!(end(command.args(words)).code, Some(0));
}

#[test]
fn a_setting_that_nobody_knows_is_refused() {
    for (line, named) in [("colour = \"red\"", "colour"), ("listen = \"nowhere\"", "listen")] {
        let inside = folder();
        settings(&inside, "maillage.toml", line);
        let ended = end(maillage(&inside).args(["coverage", "--territory", "78124"]));
        assert!(matches!(ended.code, Some(1 | 2)), "{line}: {}", ended.messages);
        assert!(ended.messages.contains(named) && ended.messages.contains("maillage.toml"));
        assert_eq!(ended.out, "");
    }
}

// The server.

struct Server {
    child: Option<Child>,
    address: SocketAddr,
    _folder: TempDir,
}

impl Server {
    /// Starts it on a free port; its first line says where it is.
    fn start(inside: TempDir, settle: impl FnOnce(&mut Command)) -> Self {
        let mut command = maillage(&inside);
        settle(&mut command);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let address = line.strip_prefix("http://").and_then(|rest| rest.trim_end().parse().ok());
        let Some(address) = address else { panic!("`{line}` is not its address") };
        Self { child: Some(child), address, _folder: inside }
    }

    fn on_a_free_port() -> Self {
        Self::start(folder(), |command| {
            command.arg("--data").arg(data()).args(["serve", "--listen", "127.0.0.1:0"]);
        })
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    fn get(&self, path: &str) -> String {
        let mut stream = self.connect();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Tells it to stop; how it ended, where it did in time.
    fn stop(mut self) -> Option<ExitStatus> {
        let mut child = self.child.take().unwrap();
        let id = child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        let (ended, end) = mpsc::channel();
        thread::spawn(move || ended.send(child.wait().unwrap()));
        let status = end.recv_timeout(PATIENCE).ok();
        if status.is_none() {
            Command::new("kill").args(["-KILL", &id]).status().unwrap();
        }
        status
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

#[test]
fn the_server_says_where_it_is_answers_and_stops_when_told() {
    let server = Server::on_a_free_port();
    assert!(server.address.ip().is_loopback() && server.address.port() != 0);
    let answer = server.get("/api/health");
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    assert!(answer.contains("\"status\":\"ok\""), "{answer}");
    assert!(server.get("/api/config").contains(GALLY_MAULDRE));
    assert_eq!(server.stop().and_then(|status| status.code()), Some(0));
}

#[test]
fn connections_that_say_nothing_do_not_keep_the_server_from_stopping() {
    let server = Server::on_a_free_port();
    let silent = server.connect();
    let mut kept = server.connect();
    write!(kept, "GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut byte = [0];
    kept.read_exact(&mut byte).unwrap();
    assert_eq!(server.stop().and_then(|status| status.code()), Some(0));
    drop((silent, kept));
}

#[test]
fn a_request_that_never_ends_does_not_keep_the_server_from_stopping() {
    let server = Server::on_a_free_port();
    let mut half = server.connect();
    write!(half, "GET /api/health HTTP/1.1\r\nHost: loc").unwrap();
    server.get("/api/health");
    let status = server.stop();
    assert_eq!(status.and_then(|status| status.code()), Some(0), "it did not stop");
    drop(half);
}

#[test]
fn the_server_reads_where_to_listen_and_its_home_from_the_file_and_the_environment() {
    let inside = folder();
    settings(&inside, "maillage.toml", "listen = \"127.0.0.1:0\"\nterritory = \"78124\"\n");
    let server = Server::start(inside, |command| {
        command.arg("serve");
    });
    assert!(server.get("/api/config").contains("\"78124\""));
    assert_eq!(server.stop().and_then(|status| status.code()), Some(0));
    let server = Server::start(folder(), |command| {
        command.env("MAILLAGE_DATA", data()).env("MAILLAGE_LISTEN", "127.0.0.1:0");
        command.env("MAILLAGE_TERRITORY", "248600413").arg("serve");
    });
    assert!(server.get("/api/config").contains("248600413"));
    assert_eq!(server.stop().and_then(|status| status.code()), Some(0));
}

#[test]
fn a_server_that_cannot_start_says_why() {
    let server = Server::on_a_free_port();
    let taken = server.address.to_string();
    let words = ["serve", "--listen", &taken];
    assert_ends(&run(&words), 1, "--listen", &words);
    let words = ["serve", "--listen", "127.0.0.1:0", "--territory", "99999"];
    assert_ends(&run(&words), 1, "99999", &words);
    assert_eq!(server.stop().and_then(|status| status.code()), Some(0));
}
