//! The command line: reads settings, calls what the other stages offer, writes the result.

mod asked;
mod evolution;
mod export;
mod import;
mod indicators;
mod national;
mod prepare;
mod progress;
mod scenario;
mod serve;
mod services;
mod settings;
mod sheet;
mod siting;
mod tables;

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Parser, Subcommand};

use crate::api::RegisterFile;
use crate::import::builtin_register;
use crate::index::{Atlas, Study};
use crate::prepare::{prepared, prepared_folder};
use crate::territory::{France, TerritoryCode};
use settings::Settings;

/// Which family services a French territory has, for how many children, and where they are
/// missing.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100)]
struct Cli {
    /// The folder that `prepare` builds and the other commands read [default: geodata/prepared]
    #[arg(long, global = true, env = "MAILLAGE_DATA", value_name = "FOLDER")]
    data: Option<PathBuf>,
    /// A TOML file of settings [default: maillage.toml, where there is one]
    #[arg(long, global = true, env = "MAILLAGE_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    /// The register of your own lists and figures, laid over what is built in
    /// [default: maillage.gpkg, where there is one]
    #[arg(long, global = true, env = "MAILLAGE_REGISTER", value_name = "FILE.gpkg")]
    register: Option<PathBuf>,
    /// Changes to suppose wherever something is measured: a JSON file, or a line such as
    /// 'close,ID;resize,ID,30' (docs/methods/scenario.md)
    #[arg(long, global = true, value_name = "CHANGES")]
    scenario: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Builds the country from the pinned official packages; does nothing when it is up to date
    Prepare(prepare::Args),
    /// Reads lists of services and official figures into the register, or says why it cannot
    Import(import::Args),
    /// Serves the map and the API
    Serve(serve::Args),
    /// Coverage rates by commune and for the whole
    Coverage(tables::CoverageArgs),
    /// White zones by commune and for the whole
    WhiteZones(tables::ReachedArgs),
    /// Places that children can count on, by commune and for the whole (E2SFCA)
    Access(tables::ReachedArgs),
    /// Coverage rates of all EPCI or all communes of the country, as CSV
    National(national::Args),
    /// Communes from worst to best, with how far each rank hangs on what was chosen
    Ranking(tables::RankingArgs),
    /// What the changes of --scenario would change: every figure before, after and its difference
    Scenario(tables::ReachedArgs),
    /// Freezes what is known of a territory on a day, to compare with later
    Baseline(evolution::BaselineArgs),
    /// What changed since a baseline, or between two days
    Evolution(evolution::EvolutionArgs),
    /// Sites to add: the fewest that reach all children, or so many that reach the most
    Siting(siting::Args),
    /// Places by mode of care, as published and by the register; ALSH by band of ages and slot
    Modes(services::ModesArgs),
    /// Who is covered by a perimeter or within reach, and what remains to be covered
    Perimeters(services::PerimetersArgs),
    /// Legal duties of the service public de la petite enfance
    Duties(services::DutiesArgs),
    /// Published figures on a territory, with the secrecy rules applied
    Indicators(indicators::Args),
    /// Writes a layer to a file, its format told by the extension (.geojson, .csv)
    Export(export::Args),
    /// Draws an A4 sheet or a slide of a territory, its format told by the extension (.pdf, .svg, .png)
    Sheet(sheet::Args),
}

impl Command {
    /// Whether it writes something that stays, or serves it.
    fn keeps(&self) -> bool {
        matches!(self, Self::Prepare(_) | Self::Import(_) | Self::Serve(_) | Self::Baseline(_))
    }
}

/// Where `prepare` leaves the country unless told otherwise.
const DEFAULT_DATA: &str = "geodata/prepared";

/// Runs the command that the process was started with: 0 done, 1 failed, 2 wrong usage.
#[must_use]
pub fn run() -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::try_from_env("MAILLAGE_LOG")
        .unwrap_or_else(|_unset| "warn".into());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let cli = Cli::parse();
    let Err(error) = dispatch(cli) else { return ExitCode::SUCCESS };
    if is_closed_pipe(&error) {
        return ExitCode::SUCCESS;
    }
    // Nothing is left to do where standard error is closed too.
    let _ = writeln!(std::io::stderr(), "maillage: {error:#}");
    if error.is::<WrongUsage>() { ExitCode::from(2) } else { ExitCode::FAILURE }
}

/// A mistake in the words of the command, which the parser cannot see.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct WrongUsage(String);

/// Whether the reader of standard output, such as `head`, has read enough.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let io = error.downcast_ref::<std::io::Error>();
    io.is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
}

fn dispatch(cli: Cli) -> anyhow::Result<()> {
    let settings = Settings::read(cli.config.as_deref())?;
    let data = cli.data.or_else(|| settings.data.clone()).unwrap_or_else(|| DEFAULT_DATA.into());
    let named = cli.register.clone();
    let register = cli.register.unwrap_or_else(|| import::default_register(&settings));
    // A register that is named has to be there; the default one need not.
    let as_it_is = |atlas: Atlas| with_register(atlas, &register, named.is_some());
    let supposed = cli.scenario.as_deref().map(scenario::read).transpose()?;
    if supposed.is_some() && cli.command.keeps() {
        let refused =
            "--scenario: nothing that is supposed is imported, frozen or served as a fact";
        return Err(WrongUsage(refused.to_owned()).into());
    }
    let own = |atlas: Atlas| {
        let atlas = as_it_is(atlas)?;
        match &supposed {
            Some(changes) => scenario::with_scenario(&atlas, changes),
            None => Ok(atlas),
        }
    };
    match cli.command {
        Command::Prepare(args) => prepare::run(&args, data),
        Command::Import(args) => import::run(&args, &france(&data)?, register.clone()),
        Command::Serve(args) => serve::run(&args, &settings, &open(&data)?, register.clone()),
        Command::Coverage(args) => tables::coverage(&args, &own(open(&data)?)?),
        Command::WhiteZones(args) => tables::white_zones(&args, &own(open(&data)?)?),
        Command::Access(args) => tables::access(&args, &own(open(&data)?)?),
        Command::National(args) => national::run(&args, &own(open(&data)?)?),
        Command::Ranking(args) => {
            let by = args.ranked_by()?;
            tables::ranking(&args, &by, &own(open(&data)?)?)
        }
        Command::Scenario(args) => {
            scenario::run(&args, supposed.as_ref(), &as_it_is(open(&data)?)?)
        }
        Command::Baseline(args) => evolution::freeze(&args, &own(open(&data)?)?),
        Command::Evolution(args) => evolution::evolution(&args, &own(open(&data)?)?),
        Command::Siting(args) => siting::run(&args, &own(open(&data)?)?),
        Command::Modes(args) => services::modes(&args, &own(open(&data)?)?),
        Command::Perimeters(args) => services::perimeters(&args, &own(open(&data)?)?),
        Command::Duties(args) => services::duties(&args, &own(open(&data)?)?),
        Command::Indicators(args) => indicators::run(&args, &own(open(&data)?)?),
        Command::Export(args) => {
            args.is_csv()?;
            export::run(&args, &own(open(&data)?)?)
        }
        Command::Sheet(args) => {
            let wanted = args.wanted()?;
            sheet::run(&args, wanted, &own(open(&data)?)?)
        }
    }
}

fn france(data: &Path) -> anyhow::Result<France> {
    Ok(prepared::read(&data.join(prepared_folder::FRANCE))?)
}

/// Reads the prepared country and what is built in.
fn open(data: &Path) -> anyhow::Result<Atlas> {
    let register = builtin_register().context("the built-in register does not read")?;
    Ok(Atlas::new(france(data)?, register))
}

/// Lays the register of the user over what is built in.
fn with_register(atlas: Atlas, path: &Path, must_exist: bool) -> anyhow::Result<Atlas> {
    if !path.exists() {
        anyhow::ensure!(!must_exist, "there is no register at {}", path.display());
        return Ok(atlas);
    }
    let own = RegisterFile::new(path.to_owned()).read()?;
    let register = own.register.over(&atlas.register, &atlas.france);
    Ok(atlas.with_register(register))
}

/// Reads a small file: one that is larger than it may be is not read to its end.
fn read_at_most(path: &Path, bytes: u64) -> anyhow::Result<Vec<u8>> {
    let shown = path.display();
    let file = std::fs::File::open(path).with_context(|| format!("cannot read {shown}"))?;
    let mut read = Vec::new();
    file.take(bytes + 1).read_to_end(&mut read).with_context(|| format!("cannot read {shown}"))?;
    anyhow::ensure!(read.len() as u64 <= bytes, "{shown} is larger than {} KiB", bytes >> 10);
    Ok(read)
}

fn study(atlas: &Atlas, code: TerritoryCode) -> anyhow::Result<Study> {
    atlas
        .study(code)
        .with_context(|| format!("there is no EPCI or commune {code} in the COG in use"))
}
