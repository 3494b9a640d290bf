//! `maillage modes`, `maillage perimeters` and `maillage duties`

use jiff::Zoned;
use jiff::civil::Date;

use super::asked::Reach;
use super::study;
use super::tables::{Format, write, write_text};
use crate::analysis::{Competence, Fill, Mode, ModesAsked, Question, Reference};
use crate::api::params;
use crate::export::{duties_answer, modes_answer, perimeters_answer, rows_to_text, to_text};
use crate::index::Atlas;
use crate::territory::{Ages, Kind, TerritoryCode};

/// What every command here is asked with.
#[derive(Debug, clap::Args)]
struct Of {
    /// SIREN of an EPCI (9 digits) or INSEE code of a commune (5 characters)
    #[arg(long, env = "MAILLAGE_TERRITORY", value_name = "CODE")]
    territory: TerritoryCode,
    /// Day on which services must be open, ISO 8601 [default: today]
    #[arg(long, value_name = "DATE")]
    at: Option<Date>,
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

impl Of {
    fn at(&self) -> Date {
        self.at.unwrap_or_else(|| Zoned::now().date())
    }
}

/// What rates by mode are asked with.
#[derive(Debug, clap::Args)]
pub struct ModesArgs {
    #[command(flatten)]
    of: Of,
    /// What stands for unknown capacities: none, or the mean of the subtype in the département
    #[arg(long, default_value = "none", value_parser = params::fill)]
    fill: Fill,
    /// What rates are held against: france, department, a rate of all modes such as 58, or one of a
    /// mode such as eaje-psu:20
    #[arg(long, default_value = "france")]
    reference: Reference,
}

/// What perimeters are asked with.
#[derive(Debug, clap::Args)]
pub struct PerimetersArgs {
    #[command(flatten)]
    of: Of,
    /// rpe, laep, evs, or a kind with itinerant services
    #[arg(long, default_value = "laep")]
    kind: Kind,
    /// Children's ages, both ends included, such as 0-5 [default: those of the kind]
    #[arg(long)]
    ages: Option<Ages>,
    #[command(flatten)]
    reach: Reach,
}

/// What duties are asked with.
#[derive(Debug, clap::Args)]
pub struct DutiesArgs {
    #[command(flatten)]
    of: Of,
    /// Who exercises the competence: communes, or transferred to the EPCI
    #[arg(long, default_value = "communes", value_parser = params::competence)]
    competence: Competence,
}

/// Writes rates by mode of care.
pub fn modes(args: &ModesArgs, atlas: &Atlas) -> anyhow::Result<()> {
    let study = study(atlas, args.of.territory)?;
    let asked = ModesAsked { at: args.of.at(), fill: args.fill, reference: args.reference };
    let modes = modes_answer(atlas, &study, &asked);
    match args.of.format {
        Format::Table => {
            let columns = [
                "mode",
                "ages",
                "published_rate",
                "published_vintage",
                "department_rate",
                "department_vintage",
                "france_rate",
                "france_vintage",
                "register_places",
                "register_rate",
                "register_gap",
            ];
            // A table for people holds the whole; the rows of communes are in the other formats.
            let whole = study.code.to_string();
            let of_whole = |row: &&crate::export::Row| {
                row.columns().get("code").and_then(serde_json::Value::as_str) == Some(&whole)
            };
            let mut rows: Vec<&crate::export::Row> = modes.table.iter().filter(of_whole).collect();
            if study.communes.len() == 1 {
                rows.drain(..rows.len() / 2);
            }
            write_text(&rows_to_text(&rows, &columns, &modes.answer.source_line))
        }
        Format::Csv => super::tables::write_bytes(&modes.to_csv()?),
        format => {
            write(format, &modes.answer, &[], || modes.answer.to_commune_geojson(atlas, &study))
        }
    }
}

/// Writes who is covered and what remains.
pub fn perimeters(args: &PerimetersArgs, atlas: &Atlas) -> anyhow::Result<()> {
    let study = study(atlas, args.of.territory)?;
    let question = Question {
        kind: args.kind,
        ages: args.ages.unwrap_or_else(|| args.kind.default_ages()),
        mode: Mode::All,
        fill: Fill::None,
        at: args.of.at(),
    };
    let answer = perimeters_answer(atlas, &study, &question, args.reach.within);
    let columns = ["covered", "served_by", "children", "children_covered", "children_left"];
    if let Format::Table = args.of.format {
        let summary = answer.head.columns().get("summary").and_then(serde_json::Value::as_str);
        let table = to_text(&answer, &columns);
        return write_text(&format!("{}\n\n{table}", summary.unwrap_or_default()));
    }
    write(args.of.format, &answer, &columns, || answer.to_commune_geojson(atlas, &study))
}

/// Writes legal duties.
pub fn duties(args: &DutiesArgs, atlas: &Atlas) -> anyhow::Result<()> {
    let study = study(atlas, args.of.territory)?;
    let answer = duties_answer(atlas, &study, args.competence, args.of.at())?;
    let columns = [
        "population",
        "counted_population",
        "plan_and_support",
        "multi_year_scheme",
        "relay",
        "relay_found",
    ];
    if let Format::Table = args.of.format {
        let findings = answer.head.columns().get("findings").and_then(|said| said.as_array());
        let said = findings.into_iter().flatten().filter_map(serde_json::Value::as_str);
        let said: String = said.flat_map(|sentence| [sentence, "\n"]).collect();
        return write_text(&format!("{said}\n{}", to_text(&answer, &columns)));
    }
    write(args.of.format, &answer, &columns, || answer.to_commune_geojson(atlas, &study))
}
