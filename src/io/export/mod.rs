//! Exports of the drawing: one file per format, all painting the same [`Scene`](crate::scene::Scene).
//!
//! An exporter is its file, its `mod` line and its entry in [`EXPORTERS`]; menus and the command line read the slice. The
//! same design gives the same bytes on every machine: fonts are bundled, nothing of the system is used.

pub mod icons;
mod png;
mod svg;

use crate::analysis::Report;
use crate::model::{Currency, Design, Language};
use crate::scene::Labels;
use crate::scene::icons::IconSet;
use crate::text::number::Money;

/// A format.
#[derive(Debug)]
pub struct Exporter {
    /// Name on the command line and in menus, lower case.
    pub name: &'static str,
    /// File name extensions, the usual one first.
    pub extensions: &'static [&'static str],
    /// Makes the file.
    pub write: fn(&Design, &Report, &ExportOptions) -> Result<Vec<u8>, ExportError>,
}

/// All formats.
pub const EXPORTERS: &[Exporter] = &[
    Exporter {
        name: "svg",
        extensions: &["svg"],
        write: svg::write,
    },
    Exporter {
        name: "png",
        extensions: &["png"],
        write: png::write,
    },
];

/// How a drawing is exported.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportOptions {
    /// Name or extension of the format.
    pub format: String,
    /// Pixels for one canvas unit, 1 to 4; raster formats only.
    pub scale: f32,
    /// Dark theme.
    pub dark: bool,
    /// Language of all texts.
    pub language: Language,
    /// Currency of all amounts.
    pub money: Money,
    /// What stands on connections.
    pub labels: Labels,
    /// No background.
    pub transparent: bool,
    /// Space around the drawing, in canvas units.
    pub padding: f32,
    /// Name of the design, its total and the day of its prices above the drawing.
    pub title_block: bool,
    /// What the dashes mean, below the drawing.
    pub legend: bool,
    /// Icons instead of the built-in pictograms.
    pub icons: IconSet,
}

impl ExportOptions {
    /// The usual options for a format.
    pub fn new(format: impl Into<String>) -> ExportOptions {
        ExportOptions {
            format: format.into(),
            scale: 2.0,
            dark: false,
            language: Language::English,
            money: Money::USD,
            labels: Labels::default(),
            transparent: false,
            padding: 24.0,
            title_block: true,
            legend: true,
            icons: IconSet::default(),
        }
    }
}

/// Why a drawing cannot be exported.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ExportError {
    /// There is no such format.
    #[error("unknown format `{found}`, expected one of {expected}")]
    UnknownFormat {
        /// What was asked for.
        found: String,
        /// What there is.
        expected: String,
    },
    /// The scale is not between 1 and 4.
    #[error("scale {0} is out of range, expected 1 to 4")]
    Scale(f32),
    /// The picture would be too large.
    #[error(
        "picture of {width} x {height} pixels is too large, at most {limit} on a side and 100 million in all"
    )]
    TooLarge {
        /// Width in pixels.
        width: u64,
        /// Height in pixels.
        height: u64,
        /// Most pixels on a side.
        limit: u32,
    },
    /// The drawing could not be turned into pixels.
    #[error("cannot render: {0}")]
    Render(String),
}

/// Exports a drawing.
///
/// # Errors
/// [`ExportError`] for an unknown format, a scale out of range or a picture that is too large.
pub fn export(
    design: &Design,
    report: &Report,
    options: &ExportOptions,
) -> Result<Vec<u8>, ExportError> {
    let wanted = options.format.trim_start_matches('.').to_lowercase();
    let exporter = EXPORTERS
        .iter()
        .find(|exporter| exporter.name == wanted || exporter.extensions.contains(&wanted.as_str()))
        .ok_or_else(|| ExportError::UnknownFormat {
            found: options.format.clone(),
            expected: EXPORTERS
                .iter()
                .map(|exporter| format!("`{}`", exporter.name))
                .collect::<Vec<_>>()
                .join(", "),
        })?;
    if !(1.0..=4.0).contains(&options.scale) {
        return Err(ExportError::Scale(options.scale));
    }
    (exporter.write)(design, report, options)
}

/// The currency of a design for display: its own if it has a rate, else US dollars.
pub fn money_of(design: &Design) -> Money {
    let settings = &design.settings;
    match settings.currency_rate {
        Some(rate) if settings.currency != Currency::Usd && rate.is_finite() && rate > 0.0 => {
            Money {
                sign: settings.currency.sign(),
                decimals: settings.currency.decimals(),
                rate,
            }
        }
        _ => Money::USD,
    }
}

#[cfg(test)]
mod tests;
