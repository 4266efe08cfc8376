//! PNG: the SVG, rendered with the bundled fonts only.

use super::{ExportError, ExportOptions, svg};
use crate::analysis::Report;
use crate::model::Design;
use crate::scene::raster::{MAX_SIDE, RasterError, raster};
use image::ImageEncoder;

pub(super) fn write(
    design: &Design,
    report: &Report,
    options: &ExportOptions,
) -> Result<Vec<u8>, ExportError> {
    let text = svg::write(design, report, options)?;
    let picture = raster(&text, options.scale).map_err(|error| match error {
        RasterError::TooLarge { width, height } => ExportError::TooLarge {
            width,
            height,
            limit: MAX_SIDE,
        },
        RasterError::Render(why) => ExportError::Render(why),
    })?;
    let mut out = Vec::new();
    image::codecs::png::PngEncoder::new(&mut out)
        .write_image(
            &picture.rgba,
            picture.width,
            picture.height,
            image::ExtendedColorType::Rgba8,
        )
        .map_err(|error| ExportError::Render(error.to_string()))?;
    Ok(out)
}
