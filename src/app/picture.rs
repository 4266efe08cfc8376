//! Pictures of the drawing, for the export dialog.

use super::action::ExportRequest;
use crate::analysis::Report;
use crate::model::Design;

/// The bytes of a picture.
///
/// # Errors
/// Why there is none, as a sentence.
pub fn bytes(
    _design: &Design,
    _report: &Report,
    _request: &ExportRequest,
) -> Result<Vec<u8>, String> {
    Err("no exporter".to_owned())
}
