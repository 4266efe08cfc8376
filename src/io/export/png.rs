//! PNG: the SVG, rendered with the bundled fonts only.

use super::{ExportError, ExportOptions, svg};
use crate::analysis::Report;
use crate::model::Design;
use crate::scene::text::{PRETENDARD_REGULAR, PRETENDARD_SEMIBOLD};
use image::ImageEncoder;
use resvg::tiny_skia::{Pixmap, Transform};
use std::sync::{Arc, OnceLock};

/// Most pixels on a side.
const MAX_SIDE: u32 = 16_384;
/// Most pixels in all.
const MAX_PIXELS: u64 = 100_000_000;

pub(super) fn write(
    design: &Design,
    report: &Report,
    options: &ExportOptions,
) -> Result<Vec<u8>, ExportError> {
    let text = svg::write(design, report, options)?;
    let (width, height, pixels) = render(&text, options.scale)?;
    let mut out = Vec::new();
    image::codecs::png::PngEncoder::new(&mut out)
        .write_image(&pixels, width, height, image::ExtendedColorType::Rgba8)
        .map_err(|error| ExportError::Render(error.to_string()))?;
    Ok(out)
}

/// Width, height and straight-alpha RGBA pixels of an SVG at `scale` pixels for each of its units.
pub(super) fn render(svg: &[u8], scale: f32) -> Result<(u32, u32, Vec<u8>), ExportError> {
    let options = usvg::Options {
        font_family: "Pretendard".to_owned(),
        fontdb: fonts(),
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_data(svg, &options)
        .map_err(|error| ExportError::Render(error.to_string()))?;
    let pixels = |length: f32| (length * scale).ceil().max(1.0) as u64;
    let (width, height) = (pixels(tree.size().width()), pixels(tree.size().height()));
    let too_large = ExportError::TooLarge {
        width,
        height,
        limit: MAX_SIDE,
    };
    let limit = u64::from(MAX_SIDE);
    if width > limit || height > limit || width * height > MAX_PIXELS {
        return Err(too_large);
    }
    let mut pixmap = Pixmap::new(width as u32, height as u32).ok_or(too_large)?;
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut pixmap.as_mut(),
    );
    let mut straight = pixmap.take();
    for pixel in straight.chunks_exact_mut(4) {
        let alpha = pixel[3];
        if alpha != 0 && alpha != 255 {
            for channel in &mut pixel[..3] {
                let value = (u32::from(*channel) * 255 + u32::from(alpha) / 2) / u32::from(alpha);
                *channel = value.min(255) as u8;
            }
        }
    }
    Ok((width as u32, height as u32, straight))
}

fn fonts() -> Arc<usvg::fontdb::Database> {
    static FONTS: OnceLock<Arc<usvg::fontdb::Database>> = OnceLock::new();
    Arc::clone(FONTS.get_or_init(|| {
        let mut fonts = usvg::fontdb::Database::new();
        fonts.load_font_data(PRETENDARD_REGULAR.to_vec());
        fonts.load_font_data(PRETENDARD_SEMIBOLD.to_vec());
        fonts.set_sans_serif_family("Pretendard");
        Arc::new(fonts)
    }))
}
