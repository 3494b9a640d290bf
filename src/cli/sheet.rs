//! `maillage sheet`

use std::path::PathBuf;

use anyhow::Context as _;
use clap::ValueEnum;
use jiff::civil::Date;

use super::asked::{Asked, Within};
use super::export::write_whole;
use super::{WrongUsage, read_at_most, study};
use crate::export::sheet::{
    self, Drawing, LARGEST_LOGO, Logo, Logos, SheetFormat, SheetSize, Sheets, studied,
};
use crate::index::Atlas;
use crate::territory::CommuneCode;

/// What to draw, and where.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    asked: Asked,
    #[command(flatten)]
    within: Within,
    /// The sheet of this commune of the territory, in place of the whole; several make the pages
    /// of one PDF
    #[arg(long, value_name = "CODE")]
    commune: Vec<CommuneCode>,
    /// A page for each commune of the territory, in one PDF
    #[arg(long, conflicts_with = "commune")]
    each_commune: bool,
    /// What it is drawn on
    #[arg(long, value_enum, default_value = "a4")]
    size: Size,
    /// Day on which the Caf validated the figures, ISO 8601; without it the sheet is marked as
    /// provisional
    #[arg(long, value_name = "DATE")]
    validated_on: Option<Date>,
    #[command(flatten)]
    logos: LogoFiles,
    /// The file, .pdf, .svg or .png; an existing one is replaced whole
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Size {
    /// A4 portrait, in black and greys
    A4,
    /// A 16:9 slide
    Slide,
    /// The map alone
    Map,
}

/// The logos of both parties.
#[derive(Debug, clap::Args)]
pub struct LogoFiles {
    /// The logo of the EPCI on sheets, PNG or SVG, at most 512 KiB
    #[arg(long, value_name = "FILE")]
    logo_epci: Option<PathBuf>,
    /// The logo of the Caf on sheets, PNG or SVG, at most 512 KiB
    #[arg(long, value_name = "FILE")]
    logo_caf: Option<PathBuf>,
}

impl LogoFiles {
    /// Reads them.
    pub fn read(&self) -> anyhow::Result<Logos> {
        let read = |path: &PathBuf| -> anyhow::Result<Logo> {
            let bytes = read_at_most(path, LARGEST_LOGO as u64)?;
            Logo::read(&bytes).with_context(|| format!("{}", path.display()))
        };
        Ok(Logos {
            epci: self.logo_epci.as_ref().map(read).transpose()?,
            caf: self.logo_caf.as_ref().map(read).transpose()?,
        })
    }
}

impl Args {
    /// The format, told by the extension of the file.
    pub fn wanted(&self) -> Result<SheetFormat, WrongUsage> {
        let file = self.output.display();
        let ending = self.output.extension().and_then(|extension| extension.to_str());
        let wanted: SheetFormat = ending.unwrap_or_default().parse().map_err(|_unknown| {
            WrongUsage(format!("{file}: the extension .pdf, .svg or .png is expected"))
        })?;
        if (self.each_commune || self.commune.len() > 1) && wanted != SheetFormat::Pdf {
            let several =
                format!("{file}: several pages make a PDF, the extension .pdf is expected");
            return Err(WrongUsage(several));
        }
        Ok(wanted)
    }
}

/// Draws the sheets and writes the file.
pub fn run(args: &Args, wanted: SheetFormat, atlas: &Atlas) -> anyhow::Result<()> {
    let logos = args.logos.read()?;
    let size = match args.size {
        Size::A4 => SheetSize::A4,
        Size::Slide => SheetSize::Slide,
        Size::Map => SheetSize::Map,
    };
    let (code, own) = studied(&atlas.france, args.asked.territory);
    let study = study(atlas, code)?;
    let sheets = Sheets::new(atlas, &study, args.asked.question(), args.within.threshold());
    let asked = sheet::Asked { size, validated_on: args.validated_on, logos: &logos };
    let communes: Vec<CommuneCode> = match own {
        _ if args.each_commune => sheets.communes().collect(),
        Some(own) if args.commune.is_empty() => vec![own],
        _ => args.commune.clone(),
    };
    let page = |code: CommuneCode| {
        let missing = || WrongUsage(format!("--commune: {code} is not of {}", study.name));
        sheets.commune(code, &asked).ok_or_else(missing)
    };
    let drawings: Vec<Drawing> = if communes.is_empty() {
        vec![sheets.whole(&asked)]
    } else {
        communes.into_iter().map(page).collect::<Result<_, _>>()?
    };
    let title = match &drawings[..] {
        [one] => one.title.as_str(),
        _ => "Fiches communales",
    };
    let bytes = wanted.write(title, &drawings)?;
    let file = &args.output;
    write_whole(file, &bytes).with_context(|| format!("cannot write {}", file.display()))
}
