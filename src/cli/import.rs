//! `maillage import`

use std::io::{IsTerminal as _, Read as _, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::WrongUsage;
use super::progress::Progress;
use super::settings::Settings;
use crate::api::{Lookup, RegisterFile};
use crate::export::{draft_json, draft_text};
use crate::import::draft::{Answers, Gone, Request, draft};
use crate::import::{Context, Input, read};
use crate::territory::{Completeness, France, Kind, TerritoryCode};

/// The largest text that is read from standard input, in bytes.
const LARGEST_PASTE: u64 = 64 << 20;

/// The largest file of answers, in bytes: a list of 5,000 services has some 2 MB.
const LARGEST_ANSWERS: u64 = 16 << 20;

/// What to import, and into what.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Lists or official files, recognised by what they hold; `-` reads a pasted text from standard
    /// input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// SIREN of an EPCI (9 digits) or INSEE code of a commune (5 characters)
    #[arg(long, env = "MAILLAGE_TERRITORY", value_name = "CODE")]
    territory: TerritoryCode,
    /// Says what would change, and writes nothing
    #[arg(long)]
    dry_run: bool,
    /// Writes all that was read, doubtful and refused, as JSON
    #[arg(long, value_name = "FILE.json")]
    report: Option<PathBuf>,
    /// Looks addresses up at this address service (Géoplateforme or addok)
    #[arg(long, env = "MAILLAGE_GEOCODER", value_name = "URL")]
    geocoder: Option<String>,
    /// Looks addresses up in this address file (BAN or BAL, .csv or .csv.gz), without a network
    #[arg(long, value_name = "FILE.csv.gz")]
    ban: Vec<PathBuf>,
    /// The name of the list [default: that of the file]. A list of the same name is a new version
    #[arg(long, value_name = "NAME")]
    list: Option<String>,
    /// Kinds that the list names completely: without this no white zone is claimed
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    complete: Vec<Kind>,
    /// Answers to the questions of the report, as JSON
    #[arg(long, value_name = "FILE.json")]
    answers: Option<PathBuf>,
    /// Takes services out that a new version of their list no longer names
    #[arg(long)]
    remove_gone: bool,
}

/// Imports: whole, or not at all.
pub fn run(args: &Args, france: &France, register: PathBuf) -> anyhow::Result<()> {
    if france.name_of(args.territory).is_none() {
        anyhow::bail!("there is no EPCI or commune {} in the COG in use", args.territory);
    }
    let file = RegisterFile::new(register);
    let own = file.read()?;
    let answers = answers(args)?;
    let context = Context::new(france, args.territory);
    let request = Request {
        france,
        territory: args.territory,
        context: &context,
        register: &own.register,
        answers: &answers,
    };
    let inputs = args.files.iter().map(|path| input(path)).collect::<anyhow::Result<Vec<_>>>()?;
    let lengths = inputs.iter().filter_map(|input| input.length().ok());
    let progress = Progress::of_bytes(lengths.sum())?;
    let files = read(&inputs, args.list.as_deref(), &request, &mut |bytes| progress.read(bytes))
        .map_err(|error| anyhow::anyhow!("{}", error.in_french()))?;
    let lookup = Lookup::new(args.ban.clone(), args.geocoder.as_deref(), file.clone())?;
    let places = lookup.places().telling(|done, all| progress.looked_up(done, all));
    let drafted = draft(files, request, &places);
    progress.end();
    // What a service answered before it failed is kept: it is not asked for again.
    if !args.dry_run {
        lookup.keep().context("answers of the address service cannot be kept")?;
    }
    let draft = drafted?;
    let mut out = std::io::stdout().lock();
    out.write_all(draft_text(&draft, france).as_bytes())?;
    if let Some(path) = &args.report {
        let report = draft_json(&draft, france, &own.version.to_string(), usize::MAX);
        write_whole(path, format!("{report:#}\n").as_bytes())?;
    }
    if args.dry_run {
        writeln!(out, "\nRien n’a été écrit (--dry-run).")?;
        return Ok(());
    }
    let shown = file.path().display();
    let committed = file.commit(&draft, own.version, france).context("nothing was written")?;
    if committed == own.version {
        writeln!(out, "\nRien n’a changé\u{a0}: {shown} reste comme il était.")?;
    } else {
        writeln!(out, "\nEnregistré dans {shown}.")?;
    }
    Ok(())
}

fn answers(args: &Args) -> anyhow::Result<Answers> {
    let mut answers = match &args.answers {
        None => Answers::default(),
        Some(path) => {
            let shown = path.display();
            let text = text_of(path).with_context(|| format!("cannot read {shown}"))?;
            serde_json::from_str(&text)
                .with_context(|| format!("{shown} does not read as answers"))?
        }
    };
    for &kind in &args.complete {
        answers.inventories.insert(kind, Completeness::Complete);
    }
    if args.remove_gone {
        answers.gone = Some(Gone::Remove);
    }
    Ok(answers)
}

fn text_of(path: &Path) -> std::io::Result<String> {
    let mut text = String::new();
    let file = std::fs::File::open(path)?;
    let read = file.take(LARGEST_ANSWERS + 1).read_to_string(&mut text)?;
    if read as u64 > LARGEST_ANSWERS {
        return Err(std::io::Error::other("it is larger than 16 MiB"));
    }
    Ok(text)
}

fn input(path: &Path) -> anyhow::Result<Input> {
    if path != Path::new("-") {
        let shown = path.display();
        return Input::file(path).with_context(|| format!("cannot read {shown}"));
    }
    if std::io::stdin().is_terminal() {
        return Err(
            WrongUsage("`-` reads a list from standard input: pipe one in".to_owned()).into()
        );
    }
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(LARGEST_PASTE + 1).read_to_end(&mut bytes)?;
    anyhow::ensure!(read as u64 <= LARGEST_PASTE, "the pasted text is larger than 64 MiB");
    Ok(Input::pasted("texte collé", bytes.into()))
}

/// Writes a file so that it is there whole or not at all.
fn write_whole(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
    file.write_all(bytes)?;
    file.persist(path).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(())
}

/// Where the register is, unless told otherwise.
pub fn default_register(settings: &Settings) -> PathBuf {
    settings.register.clone().unwrap_or_else(|| "maillage.gpkg".into())
}
