//! The `skydraft` binary.

use clap::Parser;
use skydraft::cli;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = cli::Args::parse();
    match args.command {
        Some(command) => cli::run(&command, args.lang.map(Into::into)),
        None => window(args.design),
    }
}

#[cfg(feature = "gui")]
fn window(design: Option<PathBuf>) -> ExitCode {
    match skydraft::app::run(design.clone()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => cli::no_window(&error.to_string(), design.as_deref()),
    }
}

#[cfg(not(feature = "gui"))]
fn window(design: Option<PathBuf>) -> ExitCode {
    cli::no_window("this build has no window", design.as_deref())
}
