//! `maillage coverage` and `maillage white-zones`

use std::io::Write as _;

use clap::ValueEnum;

use super::asked::{Asked, Within};
use super::study;
use crate::export::{Answer, coverage_answer, to_text, white_zones_answer};
use crate::index::Atlas;

/// How a result is written to standard output.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
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

/// What white zones are asked for.
#[derive(Debug, clap::Args)]
pub struct WhiteZonesArgs {
    #[command(flatten)]
    asked: Asked,
    #[command(flatten)]
    within: Within,
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

/// Writes coverage rates.
pub fn coverage(args: &CoverageArgs, atlas: &Atlas) -> anyhow::Result<()> {
    let study = study(atlas, args.asked.territory)?;
    let answer = coverage_answer(atlas, &study, &args.asked.question());
    let columns = ["facilities", "places", "children", "rate"];
    write(args.format, &answer, &columns, || answer.to_commune_geojson(atlas, &study))
}

/// Writes white zones.
pub fn white_zones(args: &WhiteZonesArgs, atlas: &Atlas) -> anyhow::Result<()> {
    let study = study(atlas, args.asked.territory)?;
    let (question, threshold) = (args.asked.question(), args.within.threshold());
    let (answer, zones) = white_zones_answer(atlas, &study, &question, &threshold);
    let columns =
        ["area_km2", "white_area_km2", "white_share", "children", "white_children", "verdict"];
    write(args.format, &answer, &columns, || answer.to_white_zone_geojson(&study, &zones))
}

fn write(
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
    std::io::stdout().write_all(&bytes)?;
    Ok(())
}
