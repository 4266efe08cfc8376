//! A comparison as a file: a table for the terminal, Markdown for pull requests, the lines as CSV, JSON (a contract with
//! programs). Command line and window write the same bytes.

mod contract;
mod page;
mod pillars;
mod places;

pub use places::regions;

use super::json;
use super::sheet::{Sheet, SheetError};
use crate::analysis::compare::{Comparison, Structural};
use crate::analysis::review::Severity;
use crate::model::{Id, Language};
use crate::text;
use crate::text::number::{self, Money};

/// Formats of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For the terminal.
    Table,
    /// For programs.
    Json,
    /// For spreadsheets: the lines that differ.
    Csv,
    /// For pull requests.
    Markdown,
}

/// Why a comparison cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// As JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// As a table.
    #[error(transparent)]
    Sheet(#[from] SheetError),
}

/// What is written.
#[derive(Clone, Copy)]
pub struct Page<'a> {
    /// What the designs are called.
    pub names: &'a [String],
    /// Scenario of each; none for files and bases.
    pub ids: &'a [Option<Id>],
    /// How amounts are shown.
    pub money: Money,
    /// The comparison.
    pub comparison: &'a Comparison,
    /// Language of texts.
    pub language: Language,
    /// Differences of structure; none where they are not asked for.
    pub structure: Option<&'a [Structural]>,
}

/// A sheet in the format that was asked for.
fn sheet(sheet: &Sheet, format: Format) -> Result<String, Error> {
    Ok(match format {
        Format::Csv => sheet.csv()?,
        Format::Markdown => sheet.markdown(),
        Format::Table | Format::Json => sheet.table(),
    })
}

/// A text of the interface.
fn label(language: Language, key: &'static str) -> String {
    text::get(language, key).into_owned()
}

/// How many findings there are, by severity, the most severe first: `2 high, 1 low`.
fn counted(findings: &[usize; 5], language: Language) -> String {
    let counts = Severity::ALL
        .iter()
        .zip(findings)
        .filter(|(_, count)| **count > 0);
    let counts = counts.map(|(severity, count)| {
        format!("{count} {}", severity.title().get(language).to_lowercase())
    });
    let counts: Vec<String> = counts.collect();
    if counts.is_empty() {
        "0".to_owned()
    } else {
        counts.join(", ")
    }
}

/// JSON, or the page that `page` writes.
fn written(
    format: Format,
    value: impl FnOnce() -> serde_json::Value,
    page: impl FnOnce() -> Result<String, Error>,
) -> Result<String, Error> {
    match format {
        Format::Json => Ok(json::pretty(&value())?),
        _ => page(),
    }
}

/// A figure with its sign and one digit after the point.
fn signed(value: f64) -> String {
    let text = number::fixed(value, 1);
    if value > 0.0 && text != "0.0" {
        format!("+{text}")
    } else {
        text
    }
}
