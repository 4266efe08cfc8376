//! `skydraft export`: the diagram in other formats, without a display.

use super::args::{ExportArgs, ThemeArg};
use super::{Error, Outcome, input, language_of};
use crate::analysis;
use crate::io::export::{self, EXPORTERS, ExportError, ExportOptions, icons};
use crate::io::file::FileError;
use crate::model::Language;
use crate::pricing::Catalogue;

pub(super) fn run(args: &ExportArgs, language: Option<Language>) -> Result<Outcome, Error> {
    let format = match &args.format {
        Some(format) => format.clone(),
        None => format_of(&args.out.display().to_string())?,
    };
    let mut notes = String::new();
    let design = input::design(&args.input, &mut notes)?;
    let report = analysis::analyse(&design, Catalogue::embedded());
    let mut options = ExportOptions {
        scale: f32::from(args.scale),
        dark: matches!(args.theme, ThemeArg::Dark),
        language: language_of(language),
        money: export::money_of(&design),
        transparent: args.transparent,
        ..ExportOptions::new(format)
    };
    if let Some(folder) = &args.icons {
        options.icons = icons::load(folder).map_err(|source| FileError::Read {
            path: folder.clone(),
            source,
        })?;
    }
    let bytes = export::export(&design, &report, &options).map_err(|error| {
        let help = match &error {
            ExportError::TooLarge { .. } => Some("choose a smaller `--scale`".to_owned()),
            ExportError::UnknownFormat { .. } | ExportError::Scale(_) | ExportError::Render(_) => {
                None
            }
        };
        Error::usage(error.to_string(), help)
    })?;
    Ok(Outcome {
        bytes,
        out: Some(args.out.clone()),
        notes,
        code: 0,
    })
}

/// The format that a file name ends in; the longest ending that fits, so that `cfn.yaml` wins over `yaml`.
fn format_of(name: &str) -> Result<String, Error> {
    let lower = name.to_lowercase();
    let ending = |extension: &&&str| lower.ends_with(&format!(".{extension}"));
    EXPORTERS
        .iter()
        .filter_map(|exporter| {
            let fitting = exporter.extensions.iter().filter(ending);
            Some((fitting.map(|e| e.len()).max()?, exporter.name))
        })
        .max_by_key(|(length, _)| *length)
        .map(|(_, name)| name.to_owned())
        .ok_or_else(|| {
            let known: Vec<String> = EXPORTERS
                .iter()
                .map(|exporter| format!("`{}`", exporter.name))
                .collect();
            Error::usage(
                format!("the ending of `{name}` is no export format"),
                Some(format!("end the name in one of {}", known.join(", "))),
            )
        })
}
