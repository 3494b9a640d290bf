//! `maillage export`

use std::fs::Permissions;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::ValueEnum;

use super::asked::{Asked, Within};
use super::{WrongUsage, study};
use crate::analysis::RankedBy;
use crate::analysis::siting::{CandidateSites, Goal, Wanted};
use crate::export::{
    Answer, PointsAnswer, access_answer, cells_answer, coverage_answer, facilities_answer,
    perimeters_answer, ranking_answer, siting_answer, white_zones_answer,
};
use crate::index::Atlas;

/// What to write, and where.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    asked: Asked,
    #[command(flatten)]
    within: Within,
    /// What the file holds
    #[arg(long, value_enum)]
    layer: Layer,
    /// The file, .geojson or .csv; an existing one is replaced whole
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Layer {
    /// Communes with their coverage
    #[value(alias = "communes")]
    Coverage,
    /// White zones
    WhiteZones,
    /// Services of the kind
    Facilities,
    /// Communes with their access, and three numbers that add up to all children
    Access,
    /// Communes from worst to best by children out of reach
    Ranking,
    /// Communes with who serves them, and what remains to be covered
    Perimeters,
    /// 200 m cells of children in the three numbers
    Cells,
    /// The fewest new sites that reach all children
    Siting,
}

impl Args {
    /// Whether the file is a table, or else GeoJSON: told by its extension.
    pub fn is_csv(&self) -> Result<bool, WrongUsage> {
        match self.output.extension().and_then(|extension| extension.to_str()) {
            Some("csv") => Ok(true),
            Some("geojson") => Ok(false),
            _ => {
                let file = self.output.display();
                Err(WrongUsage(format!("{file}: the extension .geojson or .csv is expected")))
            }
        }
    }
}

/// Writes a layer.
pub fn run(args: &Args, atlas: &Atlas) -> anyhow::Result<()> {
    let is_csv = args.is_csv()?;
    let study = study(atlas, args.asked.territory)?;
    let question = args.asked.question();
    let threshold = args.within.threshold();
    let of_communes = |answer: Answer<'_>| {
        let shapes = || answer.to_commune_geojson(atlas, &study).into_bytes();
        if is_csv { answer.to_csv() } else { Ok(shapes()) }
    };
    let of_points = |answer: PointsAnswer<'_>| {
        if is_csv { answer.rows.to_csv() } else { Ok(answer.to_geojson().into_bytes()) }
    };
    let bytes = match args.layer {
        Layer::Coverage => of_communes(coverage_answer(atlas, &study, &question))?,
        Layer::WhiteZones => {
            let (answer, zones) = white_zones_answer(atlas, &study, &question, &threshold);
            if is_csv {
                answer.to_csv()?
            } else {
                answer.to_white_zone_geojson(&study, &zones).into_bytes()
            }
        }
        Layer::Facilities => {
            let answer = facilities_answer(atlas, &study, &args.asked.facilities());
            if is_csv { answer.to_csv()? } else { answer.to_geojson().into_bytes() }
        }
        Layer::Access => of_communes(access_answer(atlas, &study, &question, &threshold))?,
        Layer::Ranking => {
            let by = RankedBy::default();
            of_communes(ranking_answer(atlas, &study, &question, &threshold, &by))?
        }
        Layer::Perimeters => {
            of_communes(perimeters_answer(atlas, &study, &question, threshold.within))?
        }
        Layer::Cells => of_points(cells_answer(atlas, &study, &question, &threshold))?,
        Layer::Siting => {
            let wanted = Wanted {
                within: threshold.within,
                goal: Goal::Everybody,
                candidates: CandidateSites::default(),
                reference: threshold.reference,
            };
            of_points(siting_answer(atlas, &study, &question, &wanted))?
        }
    };
    write_whole(&args.output, &bytes)
        .with_context(|| format!("cannot write {}", args.output.display()))
}

/// Writes beside the file, then moves over it: a reader sees the old one or the new one.
pub fn write_whole(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    // As readable as any new file: the process's mask is applied to this.
    let mode = Permissions::from_mode(0o666);
    let mut file =
        tempfile::Builder::new().permissions(mode).tempfile_in(folder.unwrap_or(Path::new(".")))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}
