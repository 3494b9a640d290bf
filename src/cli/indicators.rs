//! `maillage indicators`

use std::io::Write as _;

use clap::ValueEnum;

use super::study;
use crate::analysis::secrecy::Clearance;
use crate::export::indicators_answer;
use crate::index::Atlas;
use crate::territory::{TerritoryCode, Usage};

/// How the figures are written.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Table,
    Csv,
    Json,
}

/// Who will see them.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Readers {
    Public,
    Interne,
}

/// What is asked for.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// SIREN of an EPCI (9 digits) or INSEE code of a commune (5 characters)
    #[arg(long, env = "MAILLAGE_TERRITORY", value_name = "CODE")]
    territory: TerritoryCode,
    /// Who will see them: public, or interne with what was handed over for internal use
    #[arg(long, value_enum, default_value = "public")]
    usage: Readers,
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

/// Writes published figures, secrecy applied.
pub fn run(args: &Args, atlas: &Atlas) -> anyhow::Result<()> {
    let study = study(atlas, args.territory)?;
    let usage = match args.usage {
        Readers::Public => Usage::Public,
        Readers::Interne => Usage::Interne,
    };
    let clearance = Clearance::new(atlas);
    let answer = indicators_answer(atlas, &study, &clearance, usage);
    let bytes = match args.format {
        Format::Table => answer.to_text().into_bytes(),
        Format::Csv => answer.to_csv()?,
        Format::Json => format!("{:#}\n", answer.to_json()).into_bytes(),
    };
    std::io::stdout().write_all(&bytes)?;
    Ok(())
}
