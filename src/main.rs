//! The `skydraft` binary.

use mimalloc::MiMalloc;
use skydraft::cli;
use skydraft::text::Language;
use std::path::PathBuf;
use std::process::ExitCode;

/// The passes make and drop many small values on every edit.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    #[cfg(feature = "gui")]
    let started = std::time::Instant::now();
    let args = cli::Args::of_process();
    match args.command {
        #[cfg(feature = "gui")]
        Some(cli::Command::Bench(cli::BenchArgs {
            command:
                cli::BenchCommand::Canvas {
                    components,
                    seconds,
                },
        })) => match skydraft::app::bench::canvas(components, seconds, started) {
            Ok(figures) => {
                println!("{figures:#}");
                ExitCode::SUCCESS
            }
            Err(error) => cli::no_window(&error.to_string(), None),
        },
        Some(command) => cli::run(&command, args.lang.map(Into::into)),
        None => window(args.design, args.lang.map(Into::into)),
    }
}

#[cfg(feature = "gui")]
fn window(design: Option<PathBuf>, language: Option<Language>) -> ExitCode {
    match skydraft::app::run(design.clone(), language) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => cli::no_window(&error.to_string(), design.as_deref()),
    }
}

#[cfg(not(feature = "gui"))]
fn window(design: Option<PathBuf>, _language: Option<Language>) -> ExitCode {
    cli::no_window("this build has no window", design.as_deref())
}
