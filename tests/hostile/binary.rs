//! The binary beside a register, with a bound on its memory and on its time.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

const GALLY_MAULDRE: &str = "200034130";

/// The most memory that the binary may ask for, in KiB, mapped but unused pages included. Beyond, it
/// is refused memory and ends with a signal, which no case expects.
const MOST_MEMORY: u64 = 1 << 20;

/// Longer than any case takes, even on a loaded machine without optimisation.
const PATIENCE: Duration = Duration::from_secs(60);

const LIST: &str = "Nom;Type;Adresse;Commune\n\
    Les Lutins;multi-accueil;3 rue du Parc;Maule\n\
    RPE Mauldre;RPE;;Mareil-sur-Mauldre\n";

/// A folder with a register in it.
pub struct Place {
    folder: TempDir,
}

pub struct Ended {
    pub code: Option<i32>,
    pub out: String,
    pub messages: String,
}

impl Place {
    /// A register with one list in it.
    pub fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        let list = place.file("liste.csv", LIST.as_bytes());
        let ended = place.import(&[&list], None);
        assert_eq!(ended.code, Some(0), "{}", ended.messages);
        place
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    /// A file of some bytes, then NULs up to a length that takes no room on the disk.
    pub fn sparse(&self, name: &str, head: &[u8], length: u64) -> PathBuf {
        let path = self.file(name, head);
        fs::File::options().write(true).open(&path).unwrap().set_len(length).unwrap();
        path
    }

    pub fn register(&self) -> Vec<u8> {
        fs::read(self.path("maillage.gpkg")).unwrap()
    }

    /// Runs `maillage WORDS`; `input` writes to its standard input until it stops reading.
    pub fn run(&self, words: &[&OsStr], input: Option<fn(&mut dyn Write)>) -> Ended {
        let data = std::env::var_os("MAILLAGE_DATA").map(PathBuf::from);
        let data =
            data.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata/prepared"));
        let mut command = Command::new("sh");
        let settings = std::env::vars_os().map(|(name, _)| name);
        for name in settings.filter(|name| name.to_string_lossy().starts_with("MAILLAGE_")) {
            command.env_remove(name);
        }
        let limited = format!("ulimit -v {MOST_MEMORY} && exec \"$@\"");
        command.args(["-c", &limited, "sh", env!("CARGO_BIN_EXE_maillage")]);
        command.arg("--data").arg(data).args(words).current_dir(self.folder.path());
        command.stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() });
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        if let (Some(input), Some(mut stdin)) = (input, child.stdin.take()) {
            thread::spawn(move || input(&mut stdin));
        }
        let output = patiently(child);
        Ended {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            messages: String::from_utf8(output.stderr).unwrap(),
        }
    }

    pub fn import(&self, files: &[&Path], input: Option<fn(&mut dyn Write)>) -> Ended {
        let words = ["import", "--territory", GALLY_MAULDRE].map(OsStr::new);
        let files: Vec<&OsStr> = files.iter().map(|file| file.as_os_str()).collect();
        self.run(&[&words[..], &files].concat(), input)
    }

    /// Imports what must be refused, with a reason that holds `says`, and the register unchanged.
    pub fn refuses(&self, files: &[&Path], says: &[&str]) {
        let ended = self.unchanged(|| self.import(files, None));
        ended.is_refused(says, &format!("{files:?}"));
    }

    /// The register is the same before and after, and alone.
    pub fn unchanged<T>(&self, run: impl FnOnce() -> T) -> T {
        let before = self.register();
        let ended = run();
        assert!(self.register() == before, "the register has changed");
        for beside in ["maillage.gpkg-wal", "maillage.gpkg-shm", "maillage.gpkg-journal"] {
            assert!(!self.path(beside).exists(), "{beside} is left");
        }
        ended
    }
}

impl Ended {
    pub fn is_refused(&self, says: &[&str], what: &str) {
        let Self { code, out, messages } = self;
        assert_eq!(*code, Some(1), "{what}: {messages}{out}");
        assert_eq!(out, "", "{what}: a failure is no data");
        assert!(messages.starts_with("maillage: "), "{what}: {messages}");
        assert!(messages.len() < 2_000, "{what}: {} bytes of reason", messages.len());
        for said in says {
            assert!(messages.contains(said), "{what}: `{said}` in {messages}");
        }
    }
}

/// Waits for a child, and ends it where it hangs.
fn patiently(child: Child) -> Output {
    let id = child.id();
    let (tell, told) = mpsc::channel();
    thread::spawn(move || tell.send(child.wait_with_output()));
    told.recv_timeout(PATIENCE).map_or_else(
        |_hangs| {
            let _ended = Command::new("kill").args(["-KILL", &id.to_string()]).status();
            panic!("it hangs")
        },
        Result::unwrap,
    )
}
