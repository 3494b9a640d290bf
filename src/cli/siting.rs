//! `maillage siting`

use std::io::Write as _;

use super::asked::{Asked, Reach};
use super::study;
use super::tables::{Format, write};
use crate::analysis::siting::Goal;
use crate::api::params;
use crate::export::siting_answer;
use crate::index::Atlas;

/// What new sites are asked for.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    asked: Asked,
    #[command(flatten)]
    reach: Reach,
    /// How many sites to add, those that reach the most children [default: as few as reach all]
    #[arg(long, value_name = "SITES", value_parser = params::count)]
    count: Option<usize>,
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

/// Writes sites to add.
pub fn run(args: &Args, atlas: &Atlas) -> anyhow::Result<()> {
    let study = study(atlas, args.asked.territory)?;
    let (question, within) = (args.asked.question(), args.reach.within);
    let goal = args.count.map_or(Goal::Everybody, Goal::Most);
    let answer = siting_answer(atlas, &study, &question, within, goal);
    if matches!(args.format, Format::Json) {
        return Ok(writeln!(std::io::stdout(), "{:#}", answer.to_json())?);
    }
    let columns = ["rank", "children", "alone", "cumulative_share"];
    write(args.format, &answer.rows, &columns, || answer.to_geojson())
}
