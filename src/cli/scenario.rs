//! `--scenario` for every command that measures, and `maillage scenario`

use std::path::Path;

use anyhow::Context as _;

use super::tables::{Format, ReachedArgs, write, write_text};
use super::{WrongUsage, read_at_most, study};
use crate::analysis::suppose;
use crate::export::{Beside, scenario_answer};
use crate::index::Atlas;
use crate::territory::Scenario;

/// The largest file of changes that is read, in bytes: a hundred changes take a third of it.
const LARGEST: u64 = 64 * 1024;

/// Reads changes as `--scenario` gives them: in a JSON file, or as a line of text.
pub fn read(text: &str) -> anyhow::Result<Scenario> {
    let is_file = Path::new(text).extension().is_some_and(|end| end.eq_ignore_ascii_case("json"));
    if !is_file {
        return text.parse().map_err(|error| WrongUsage(format!("--scenario: {error}")).into());
    }
    let bytes = read_at_most(Path::new(text), LARGEST).context("--scenario")?;
    serde_json::from_slice(&bytes).with_context(|| format!("--scenario {text}: it is no scenario"))
}

/// Everything with the changes of a scenario.
pub fn with_scenario(atlas: &Atlas, scenario: &Scenario) -> anyhow::Result<Atlas> {
    suppose(atlas, scenario).map_err(|error| WrongUsage(format!("--scenario: {error}")).into())
}

/// Writes what a scenario would change.
pub fn run(args: &ReachedArgs, scenario: Option<&Scenario>, atlas: &Atlas) -> anyhow::Result<()> {
    let missing = || WrongUsage("--scenario is missing: what changes is expected".to_owned());
    let scenario = scenario.ok_or_else(missing)?;
    let supposed = with_scenario(atlas, scenario)?;
    let study = study(atlas, args.asked.territory)?;
    let (question, threshold) = (args.asked.question(), args.within.threshold());
    let beside = [Beside::Coverage, Beside::WhiteZones, Beside::Access];
    let beside = if matches!(args.format, Format::Json) { &beside[..] } else { &[] };
    let atlases = [atlas, &supposed];
    let answer = scenario_answer(atlases, &study, scenario, (&question, &threshold), beside);
    if matches!(args.format, Format::Json) {
        return write_text(&format!("{:#}\n", answer.to_json()));
    }
    let columns = [
        "places_before",
        "places_after",
        "rate_after",
        "rate_change",
        "with_place_change",
        "out_of_reach_change",
        "verdict_after",
    ];
    let difference = &answer.difference;
    write(args.format, difference, &columns, || difference.to_commune_geojson(&supposed, &study))
}
