//! `maillage siting`

use std::io::Write as _;

use super::asked::{Asked, Reach};
use super::study;
use super::tables::{Format, write};
use crate::analysis::siting::{CandidateSites, Goal, Wanted};
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
    /// Where sites may be: town-halls, services (addresses of services of other kinds) or all
    #[arg(long, value_name = "WHERE", default_value = "town-halls", value_parser = params::candidates)]
    candidates: CandidateSites,
    /// Places per 100 children that the sites shall have for those they add
    #[arg(long, value_name = "RATE", value_parser = params::reference)]
    reference: Option<f64>,
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

/// Writes sites to add.
pub fn run(args: &Args, atlas: &Atlas) -> anyhow::Result<()> {
    let study = study(atlas, args.asked.territory)?;
    let wanted = Wanted {
        within: args.reach.within,
        goal: args.count.map_or(Goal::Everybody, Goal::Most),
        candidates: args.candidates,
        reference: args.reference,
    };
    let answer = siting_answer(atlas, &study, &args.asked.question(), &wanted);
    if matches!(args.format, Format::Json) {
        return Ok(writeln!(std::io::stdout(), "{:#}", answer.to_json())?);
    }
    let columns = ["rank", "site", "children", "places", "alone", "cumulative_share"];
    write(args.format, &answer.rows, &columns, || answer.to_geojson())
}
