//! `maillage national`

use std::io::Write as _;

use clap::ValueEnum;
use jiff::Zoned;
use jiff::civil::Date;

use crate::analysis::{Fill, Mode, Question};
use crate::api::params;
use crate::export::{NationalLevel, national_csv};
use crate::index::Atlas;
use crate::territory::Kind;

/// What a row is.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Rows {
    Epci,
    Commune,
}

/// What the national table is asked for.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A row for each EPCI, or for each commune
    #[arg(long, value_enum, default_value = "epci")]
    level: Rows,
    /// Kinds of service, such as eaje,alsh
    #[arg(long, value_name = "KIND", value_delimiter = ',', default_value = "eaje")]
    kind: Vec<Kind>,
    /// EAJE by funding: all, psu or paje
    #[arg(long, default_value = "all", value_parser = params::mode)]
    mode: Mode,
    /// What stands for unknown capacities: none, or the mean of the subtype in the département
    #[arg(long, default_value = "none", value_parser = params::fill)]
    fill: Fill,
    /// Day on which services must be open, ISO 8601 [default: today]
    #[arg(long, value_name = "DATE")]
    at: Option<Date>,
}

/// Writes the coverage of the whole country as CSV.
pub fn run(args: &Args, atlas: &Atlas) -> anyhow::Result<()> {
    let at = args.at.unwrap_or_else(|| Zoned::now().date());
    let mut kinds = args.kind.clone();
    kinds.sort_unstable();
    kinds.dedup();
    let questions: Vec<Question> = kinds
        .into_iter()
        .map(|kind| {
            let (ages, mode, fill) = (kind.default_ages(), args.mode, args.fill);
            Question { kind, ages, mode, fill, at }
        })
        .collect();
    let level = match args.level {
        Rows::Epci => NationalLevel::Epci,
        Rows::Commune => NationalLevel::Commune,
    };
    std::io::stdout().write_all(&national_csv(atlas, &questions, level)?)?;
    Ok(())
}
