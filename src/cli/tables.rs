//! `maillage coverage`, `white-zones`, `access` and `ranking`

use std::io::Write as _;

use clap::ValueEnum;

use super::asked::{Asked, Within};
use super::{WrongUsage, study};
use crate::analysis::{Criterion, RankedBy, Weights};
use crate::api::params::rankable;
use crate::export::{
    Answer, access_answer, coverage_answer, ranking_answer, to_text, white_zones_answer,
};
use crate::index::Atlas;

/// How a result is written to standard output.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Format {
    Table,
    Csv,
    Json,
    Geojson,
}

/// What coverage is asked for.
#[derive(Debug, clap::Args)]
pub struct CoverageArgs {
    #[command(flatten)]
    asked: Asked,
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

/// What white zones, access and scenarios are asked for.
#[derive(Debug, clap::Args)]
pub struct ReachedArgs {
    #[command(flatten)]
    pub asked: Asked,
    #[command(flatten)]
    pub within: Within,
    #[arg(long, value_enum, default_value = "table")]
    pub format: Format,
}

/// What a ranking is asked for.
#[derive(Debug, clap::Args)]
pub struct RankingArgs {
    #[command(flatten)]
    asked: Asked,
    #[command(flatten)]
    within: Within,
    /// out-of-reach, gap, rate or composite
    #[arg(long, default_value = "out-of-reach")]
    by: Criterion,
    /// Weights of a composite, such as out-of-reach:2,rate:1
    #[arg(long, default_value_t)]
    weights: Weights,
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

impl RankingArgs {
    /// What communes are ranked by, or why nothing can be.
    pub fn ranked_by(&self) -> anyhow::Result<RankedBy> {
        let by = RankedBy { criterion: self.by, weights: self.weights };
        rankable(&by, &self.asked.question(), &self.within.threshold())
            .map_err(|(parameter, detail)| WrongUsage(format!("--{parameter}: {detail}")))?;
        Ok(by)
    }
}

/// Writes the communes from worst to best.
pub fn ranking(args: &RankingArgs, by: &RankedBy, atlas: &Atlas) -> anyhow::Result<()> {
    let study = study(atlas, args.asked.territory)?;
    let (question, threshold) = (args.asked.question(), args.within.threshold());
    let answer = ranking_answer(atlas, &study, &question, &threshold, by);
    let columns = ["rank", "rank_low", "rank_high", "children", "out_of_reach", "gap", "rate"];
    write(args.format, &answer, &columns, || answer.to_commune_geojson(atlas, &study))
}

/// Writes coverage rates.
pub fn coverage(args: &CoverageArgs, atlas: &Atlas) -> anyhow::Result<()> {
    let study = study(atlas, args.asked.territory)?;
    let answer = coverage_answer(atlas, &study, &args.asked.question());
    let columns = ["facilities", "places", "children", "rate"];
    write(args.format, &answer, &columns, || answer.to_commune_geojson(atlas, &study))
}

/// Writes white zones.
pub fn white_zones(args: &ReachedArgs, atlas: &Atlas) -> anyhow::Result<()> {
    let study = study(atlas, args.asked.territory)?;
    let (question, threshold) = (args.asked.question(), args.within.threshold());
    let (answer, zones) = white_zones_answer(atlas, &study, &question, &threshold);
    let columns =
        ["area_km2", "white_area_km2", "white_share", "children", "white_children", "verdict"];
    write(args.format, &answer, &columns, || answer.to_white_zone_geojson(&study, &zones))
}

/// Writes the access with competition.
pub fn access(args: &ReachedArgs, atlas: &Atlas) -> anyhow::Result<()> {
    let study = study(atlas, args.asked.territory)?;
    let (question, threshold) = (args.asked.question(), args.within.threshold());
    let answer = access_answer(atlas, &study, &question, &threshold);
    let columns = ["children", "access", "with_place", "without_place", "out_of_reach", "verdict"];
    write(args.format, &answer, &columns, || answer.to_commune_geojson(atlas, &study))
}

/// Writes an answer in a format.
pub fn write(
    format: Format,
    answer: &Answer<'_>,
    columns: &[&str],
    geojson: impl FnOnce() -> String,
) -> anyhow::Result<()> {
    let bytes = match format {
        Format::Table => to_text(answer, columns).into_bytes(),
        Format::Csv => answer.to_csv()?,
        Format::Json => format!("{:#}\n", answer.to_json()).into_bytes(),
        Format::Geojson => geojson().into_bytes(),
    };
    write_bytes(&bytes)
}

/// Writes a text to standard output.
pub fn write_text(text: &str) -> anyhow::Result<()> {
    write_bytes(text.as_bytes())
}

/// Writes bytes to standard output.
pub fn write_bytes(bytes: &[u8]) -> anyhow::Result<()> {
    Ok(std::io::stdout().write_all(bytes)?)
}
