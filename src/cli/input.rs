//! The design that a command works on.

use super::Error;
use crate::diag;
use crate::io::{diagnostics, file, ron};
use crate::model::Design;
use crate::pricing::Catalogue;
use std::path::Path;

/// Reads a design file. Its warnings are added to `notes`.
pub(super) fn design(path: &Path, notes: &mut String) -> Result<Design, Error> {
    let bytes = file::load(path)?;
    let name = path.display().to_string();
    match ron::read_bytes(&bytes, &name) {
        Ok(read) => {
            notes.push_str(&diagnostics::render(&read.warnings, &source(&bytes)));
            Ok(read.design)
        }
        Err(diagnostics) => Err(Error::Input {
            diagnostics,
            text: source(&bytes),
        }),
    }
}

/// The text that places in a file mean.
fn source(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned()
}

/// Checks a Region code that was typed.
pub(super) fn region(code: &str, catalogue: &Catalogue) -> Result<(), Error> {
    if catalogue.region(code).is_some() {
        return Ok(());
    }
    let codes = catalogue
        .regions()
        .iter()
        .map(|region| region.code.as_str());
    let help = diag::did_you_mean(code, codes)
        .or_else(|| Some("`skydraft pricing show` lists the Regions".to_owned()));
    Err(Error::usage(format!("unknown Region `{code}`"), help))
}
