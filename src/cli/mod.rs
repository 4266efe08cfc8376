//! The command line: one file for each subcommand.
//!
//! In: arguments. Out: text on standard output, messages on standard error, and an exit code: 0 fine, 1 findings or a
//! budget over the given threshold, 2 bad input or usage.

mod args;
mod bench;
mod chart;
mod check;
mod compare;
mod components;
mod estimate;
mod explain;
mod export;
mod input;
mod layout;
mod prices;
pub mod pricing;
mod rules;
mod scenarios;

pub use args::{Args, BenchArgs, BenchCommand, Command};

use crate::diag::Diagnostic;
use crate::io::diagnostics;
use crate::io::file::{self, FileError};
use crate::io::json::{figure, precise};
use crate::text::Language;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Exit code of findings or a budget over the threshold.
const OVER: u8 = 1;
/// Exit code of bad input or usage.
const BAD: u8 = 2;

/// Why a command cannot do its work.
#[derive(Debug, thiserror::Error)]
enum Error {
    /// The input is wrong.
    #[error("the input cannot be used")]
    Input {
        /// What is wrong.
        diagnostics: Vec<Diagnostic>,
        /// The text that the places mean.
        text: String,
    },
    /// A file.
    #[error(transparent)]
    File(#[from] FileError),
    /// The price facts.
    #[error(transparent)]
    Rebuild(#[from] pricing::Error),
    /// A figure cannot be written as JSON or CSV.
    #[error("cannot write the output: {0}")]
    Output(String),
    /// Anything else that is wrong with what was asked.
    #[error("{message}")]
    Usage {
        /// What is wrong.
        message: String,
        /// What to do.
        help: Option<String>,
    },
}

impl Error {
    fn usage(message: impl Into<String>, help: Option<String>) -> Error {
        Error::Usage {
            message: message.into(),
            help,
        }
    }
}

/// What a command says.
struct Outcome {
    /// For standard output, or for the file of `--out`.
    bytes: Vec<u8>,
    /// File instead of standard output.
    out: Option<PathBuf>,
    /// For standard error.
    notes: String,
    /// Exit code.
    code: u8,
}

impl Outcome {
    fn text(text: impl Into<String>) -> Outcome {
        Outcome {
            bytes: text.into().into_bytes(),
            out: None,
            notes: String::new(),
            code: 0,
        }
    }
    fn to(mut self, out: Option<PathBuf>) -> Outcome {
        self.out = out;
        self
    }
}

/// Runs a command and shows what it says.
pub fn run(command: &Command, language: Option<Language>) -> ExitCode {
    let outcome = match command {
        Command::Estimate(args) => estimate::run(args, language),
        Command::Check(args) => check::run(args, language),
        Command::Compare(args) => compare::run(args, language),
        Command::Diff(args) => compare::diff(args, language),
        Command::Export(args) => export::run(args, language),
        Command::Chart(args) => chart::run(args, language),
        Command::Layout(args) => layout::run(args, language),
        Command::Rules(args) => rules::run(args, language),
        Command::Components(args) => components::run(args, language),
        Command::Explain(args) => explain::run(args, language),
        Command::Pricing(args) => prices::run(args, language),
        Command::Bench(args) => bench::run(args),
    };
    let code = match outcome.and_then(show) {
        Ok(code) => code,
        Err(error) => {
            eprint!("{}", render(&error));
            BAD
        }
    };
    ExitCode::from(code)
}

/// Says in one sentence that there is no window, and what to run instead.
pub fn no_window(reason: &str, design: Option<&Path>) -> ExitCode {
    let file = design.map_or("DESIGN.ron".to_owned(), |path| path.display().to_string());
    eprintln!(
        "error: {reason}; without a window run `skydraft estimate {file}`, `skydraft check {file}` or `skydraft export {file} --out diagram.svg`"
    );
    ExitCode::from(BAD)
}

fn show(outcome: Outcome) -> Result<u8, Error> {
    eprint!("{}", outcome.notes);
    match &outcome.out {
        Some(path) => file::save(path, &outcome.bytes)?,
        None => {
            let mut stdout = std::io::stdout().lock();
            // A reader that has seen enough (`| head`) is no error.
            let _ = stdout
                .write_all(&outcome.bytes)
                .and_then(|()| stdout.flush());
        }
    }
    Ok(outcome.code)
}

fn render(error: &Error) -> String {
    match error {
        Error::Input { diagnostics, text } => diagnostics::render(diagnostics, text),
        Error::Usage {
            message,
            help: Some(help),
        } => format!("error: {message}\n  help: {help}\n"),
        other => format!("error: {other}\n"),
    }
}

/// The language of texts: the one asked for, else that of the environment.
fn language_of(asked: Option<Language>) -> Language {
    asked.unwrap_or_else(|| {
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
        if set.is_some_and(|value| value.starts_with("ko")) {
            Language::Korean
        } else {
            Language::English
        }
    })
}

/// A text of the interface.
fn label(language: Language, key: &'static str) -> String {
    crate::text::get(language, key).into_owned()
}

/// JSON as people read it, with a line end.
fn json(value: &serde_json::Value) -> Result<String, Error> {
    crate::io::json::pretty(value).map_err(|error| Error::Output(error.to_string()))
}
