//! `maillage baseline` and `maillage evolution`

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::Context as _;
use jiff::Timestamp;
use jiff::civil::Date;

use super::asked::{Asked, Within};
use super::tables::{Format, write};
use super::{WrongUsage, study};
use crate::analysis::{Moment, Population, baseline};
use crate::api::{Baseline, params};
use crate::export::evolution_answer;
use crate::index::Atlas;
use crate::store::{ImportEntry, Store};
use crate::territory::TerritoryCode;

/// What to freeze, and into which file.
#[derive(Debug, clap::Args)]
pub struct BaselineArgs {
    /// SIREN of an EPCI (9 digits) or INSEE code of a commune (5 characters)
    #[arg(long, env = "MAILLAGE_TERRITORY", value_name = "CODE")]
    territory: TerritoryCode,
    /// The day it stands for, ISO 8601, such as that of the signature
    #[arg(long, value_name = "DATE")]
    on: Date,
    /// What it is frozen for, such as « signature de la CTG »
    #[arg(long, value_name = "NAME", default_value = "signature de la convention")]
    name: String,
    /// A new file: a baseline is never written over
    #[arg(short, long, value_name = "FILE.gpkg")]
    output: PathBuf,
}

/// What to compare.
#[derive(Debug, clap::Args)]
pub struct EvolutionArgs {
    #[command(flatten)]
    asked: Asked,
    #[command(flatten)]
    within: Within,
    /// A baseline that `maillage baseline` froze
    #[arg(long, value_name = "FILE.gpkg")]
    baseline: Option<PathBuf>,
    /// Earlier day, ISO 8601 [default: that of the baseline]
    #[arg(long, value_name = "DATE", required_unless_present = "baseline")]
    from: Option<Date>,
    /// Whose children count where the two know different ones: before, after or each
    #[arg(long, default_value = "before", value_parser = params::population)]
    population: Population,
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

/// Freezes what is known of a territory: whole, or not at all.
pub fn freeze(args: &BaselineArgs, atlas: &Atlas) -> anyhow::Result<()> {
    let study = study(atlas, args.territory)?;
    let shown = args.output.display();
    anyhow::ensure!(!args.output.exists(), "{shown} is there already: a baseline is kept as it is");
    if args.name.trim().is_empty() || args.name.chars().count() > 200 {
        return Err(WrongUsage("--name: 1 to 200 characters are expected".to_owned()).into());
    }
    let frozen = baseline(atlas, &study, args.on, args.name.trim());
    let folder = args.output.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = tempfile::tempdir_in(folder.unwrap_or_else(|| ".".as_ref()))
        .with_context(|| format!("cannot write {shown}"))?;
    let draft = folder.path().join("reference.gpkg");
    let entry = ImportEntry {
        at: Timestamp::now(),
        territory: Some(args.territory.to_string()),
        ..ImportEntry::default()
    };
    let mut store = Store::open_or_create(&draft)?;
    let (_, empty) = store.read()?;
    store.commit(&frozen, &entry, empty, &atlas.france)?;
    // The last connection to close leaves one file, without its log.
    drop(store);
    std::fs::hard_link(&draft, &args.output).with_context(|| format!("cannot write {shown}"))?;
    writeln!(
        std::io::stdout(),
        "Référence du {} enregistrée dans {shown}\u{a0}: {} services.",
        args.on.strftime("%d/%m/%Y"),
        frozen.facilities.len()
    )?;
    Ok(())
}

/// Writes what changed.
pub fn evolution(args: &EvolutionArgs, atlas: &Atlas) -> anyhow::Result<()> {
    let code = args.asked.territory;
    let study = study(atlas, code)?;
    let (question, threshold) = (args.asked.question(), args.within.threshold());
    let frozen = args.baseline.as_ref().map(|path| Baseline::read(path, atlas)).transpose()?;
    let on = args.from.or(frozen.as_ref().map(|frozen| frozen.on)).unwrap_or(question.at);
    params::in_order(on, question.at).map_err(|detail| WrongUsage(format!("--from: {detail}")))?;
    let earlier = match &frozen {
        Some(frozen) => Some((super::study(&frozen.atlas, code)?, &frozen.atlas)),
        None => None,
    };
    let after = Moment { atlas, study: &study, at: question.at };
    let before = match &earlier {
        Some((study, atlas)) => Moment { atlas, study, at: on },
        None => Moment { at: on, ..after },
    };
    let answer = evolution_answer(&before, &after, args.population, &question, &threshold);
    let columns = [
        "places_before",
        "places_after",
        "places_change",
        "rate_change",
        "out_of_reach_before",
        "out_of_reach_after",
        "verdict_after",
    ];
    write(args.format, &answer, &columns, || answer.to_commune_geojson(atlas, &study))
}
