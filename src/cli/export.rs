//! `skydraft export`: the diagram in other formats, without a display.

use super::args::{ExportArgs, ThemeArg};
use super::input::Options;
use super::{Error, Outcome, input, language_of, scenarios};
use crate::analysis;
use crate::io::export::{self, EXPORTERS, ExportError, ExportOptions, icons};
use crate::io::file::{self, FileError};
use crate::model::{Design, Id, Language};
use crate::pricing::Catalogue;
use std::path::{Path, PathBuf};

pub(super) fn run(args: &ExportArgs, language: Option<Language>) -> Result<Outcome, Error> {
    let format = match &args.format {
        Some(format) => format.clone(),
        None => format_of(&args.out.display().to_string())?,
    };
    let mut notes = String::new();
    let people = language_of(language);
    let input = input::read(
        &args.input,
        Options::default(),
        Catalogue::embedded(),
        &mut notes,
    )?;
    let mut options = ExportOptions {
        scale: f32::from(args.scale),
        dark: matches!(args.theme, ThemeArg::Dark),
        language: people,
        money: export::money_of(&input.design),
        transparent: args.transparent,
        ..ExportOptions::new(format)
    };
    if let Some(folder) = &args.icons {
        options.icons = icons::load(folder).map_err(|source| FileError::Read {
            path: folder.clone(),
            source,
        })?;
    }
    let mut pictures = Vec::new();
    for variant in scenarios::variants(input, &args.scenarios, people)? {
        let out = match &variant.id {
            Some(id) if args.scenarios.all_scenarios => beside(&args.out, id),
            _ => args.out.clone(),
        };
        pictures.push((picture(&variant.input.design, &options)?, out));
    }
    let last = pictures.pop();
    for (bytes, out) in pictures {
        file::save(&out, &bytes)?;
    }
    let (bytes, out) = last.unwrap_or_default();
    Ok(Outcome {
        bytes,
        out: Some(out),
        notes,
        code: 0,
    })
}

fn picture(design: &Design, options: &ExportOptions) -> Result<Vec<u8>, Error> {
    let report = analysis::analyse(design, Catalogue::embedded());
    export::export(design, &report, options).map_err(|error| {
        let help = match &error {
            ExportError::TooLarge { .. } => Some("choose a smaller `--scale`".to_owned()),
            ExportError::UnknownFormat { .. } | ExportError::Scale(_) | ExportError::Render(_) => {
                None
            }
        };
        Error::usage(error.to_string(), help)
    })
}

/// The file of a scenario: `diagram.svg` becomes `diagram-multi-az.svg`.
fn beside(out: &Path, id: &Id) -> PathBuf {
    let text = |part: Option<&std::ffi::OsStr>| {
        part.map_or(String::new(), |part| part.to_string_lossy().into_owned())
    };
    // An id may hold characters that would lead to another folder.
    let name = id.as_str().replace(['/', ':', '\\'], "-");
    let (stem, ending) = (text(out.file_stem()), text(out.extension()));
    let dot = if ending.is_empty() { "" } else { "." };
    out.with_file_name(format!("{stem}-{name}{dot}{ending}"))
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
