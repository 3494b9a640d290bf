//! Starts the command line.

fn main() -> std::process::ExitCode {
    maillage::cli::run()
}
