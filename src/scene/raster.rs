//! SVG turned into pixels with the bundled fonts only: the same on every machine.

use super::text::{PRETENDARD_REGULAR, PRETENDARD_SEMIBOLD};
use resvg::tiny_skia::{Pixmap, Transform};
use std::sync::{Arc, OnceLock};

/// Most pixels on a side.
pub const MAX_SIDE: u32 = 16_384;
/// Most pixels in all.
pub const MAX_PIXELS: u64 = 100_000_000;

/// Why an SVG cannot be turned into pixels.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum RasterError {
    /// The picture would be too large.
    #[error(
        "picture of {width} x {height} pixels is too large, at most {MAX_SIDE} on a side and 100 million in all"
    )]
    TooLarge {
        /// Width in pixels.
        width: u64,
        /// Height in pixels.
        height: u64,
    },
    /// The SVG cannot be read.
    #[error("cannot render: {0}")]
    Render(String),
}

/// Pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raster {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Red, green, blue and straight alpha, row by row from the top.
    pub rgba: Vec<u8>,
}

/// Pixels of an SVG at `scale` pixels for each of its units.
///
/// # Errors
/// [`RasterError`] where the picture would be too large or the SVG cannot be read.
pub fn raster(svg: &[u8], scale: f32) -> Result<Raster, RasterError> {
    let options = usvg::Options {
        font_family: "Pretendard".to_owned(),
        fontdb: fonts(),
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_data(svg, &options)
        .map_err(|error| RasterError::Render(error.to_string()))?;
    let pixels = |length: f32| (length * scale).ceil().max(1.0) as u64;
    let (width, height) = (pixels(tree.size().width()), pixels(tree.size().height()));
    let limit = u64::from(MAX_SIDE);
    let too_large = RasterError::TooLarge { width, height };
    if width > limit || height > limit || width * height > MAX_PIXELS {
        return Err(too_large);
    }
    let mut pixmap = Pixmap::new(width as u32, height as u32).ok_or(too_large)?;
    let scaling = Transform::from_scale(scale, scale);
    resvg::render(&tree, scaling, &mut pixmap.as_mut());
    let mut rgba = pixmap.take();
    for pixel in rgba.chunks_exact_mut(4) {
        let alpha = pixel[3];
        if alpha != 0 && alpha != 255 {
            for channel in &mut pixel[..3] {
                let value = (u32::from(*channel) * 255 + u32::from(alpha) / 2) / u32::from(alpha);
                *channel = value.min(255) as u8;
            }
        }
    }
    Ok(Raster {
        width: width as u32,
        height: height as u32,
        rgba,
    })
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
