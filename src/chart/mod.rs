//! Charts of what a design costs, drawn with plotters over any backend.
//!
//! In: designs with their reports. From them *rows* are made (sums of cost lines), from rows a [`Layout`] (shapes and marks
//! with exact values, in points), and from a layout pictures: pixels for the window, SVG and PNG. All pictures are drawn by
//! the same code ([`draw`]); pixels are those of the SVG, with the bundled fonts. Colours are those of
//! [`crate::scene::tokens`], one fixed slot per part of the spending, and never tell alone: order, sign, hatching and
//! words say the same. The same rows give the same bytes on every machine.

mod axis;
mod bars;
mod draw;
mod kind;
mod layout;
mod rows;
mod stacked;
mod style;
mod treemap;
mod waterfall;
mod zones;

pub use bars::bars;
pub use draw::{Grid, draw};
pub use kind::{
    Chart, bars_title, detail, prices, stacked_title, treemap_title, waterfall_title, zones_title,
};
pub use layout::{Align, Label, Layout, Mark, Shape};
pub use rows::{Part, Row, by_component, by_service, by_spend, whole};
pub use stacked::{Series, Source, Stack, Stacks, stacked, stacked_height, stacks};
pub use style::{ChartStyle, Heading};
pub use treemap::{Branch, Leaf, Tree, squarified, tree, treemap};
pub use waterfall::{Change, Waterfall, waterfall, waterfall_height, waterfall_rows};
pub use zones::{Shade, ZoneCell, Zones, gb_text, usd_text, zone_matrix, zones, zones_height};

use crate::catalog::Spend;
use crate::scene::raster::{RasterError, raster};
use image::ImageEncoder as _;
use plotters::prelude::{IntoDrawingArea, SVGBackend};
use std::fmt::Write as _;

/// What amounts are grouped by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum By {
    /// Part of the spending.
    #[default]
    Category,
    /// AWS service.
    Service,
    /// Component or connection.
    Component,
}

/// Why a chart cannot be drawn.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChartError {
    /// Width, height or scale are out of range.
    #[error(
        "chart of {width} x {height} pixels is out of range, expected 1 to {MAX_SIDE} on each side"
    )]
    Size {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// The drawing library failed.
    #[error("cannot draw the chart: {0}")]
    Draw(String),
}

/// Most pixels on a side.
pub const MAX_SIDE: u32 = 8_192;
/// Units of the SVG for a pixel: whole numbers are all that plotters knows.
const FINE: f32 = 8.0;

/// A chart as pixels: three bytes each, row by row from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Red, green, blue.
    pub rgb: Vec<u8>,
}

/// Draws a chart as pixels, `scale` of them for a point.
///
/// # Errors
/// [`ChartError`] if the size is out of range.
pub fn render(layout: &Layout, scale: f32) -> Result<Picture, ChartError> {
    let (width, height) = style::pixels(layout.width, layout.height, scale)?;
    let grid = Grid {
        unit: scale * FINE,
        pixel: FINE,
    };
    let (w, h) = ((width as f32 * FINE) as u32, (height as f32 * FINE) as u32);
    let mut text = plotted(layout, grid, (w, h))?;
    text.push_str("</svg>\n");
    let picture = raster(text.as_bytes(), 1.0 / FINE).map_err(|error| match error {
        RasterError::TooLarge { .. } => ChartError::Size { width, height },
        RasterError::Render(why) => ChartError::Draw(why),
    })?;
    let rgb = picture
        .rgba
        .chunks_exact(4)
        .flat_map(|p| [p[0], p[1], p[2]]);
    Ok(Picture {
        width: picture.width,
        height: picture.height,
        rgb: rgb.collect(),
    })
}

/// Draws a chart as PNG, `scale` pixels for a point.
///
/// # Errors
/// [`ChartError`] if the size is out of range.
pub fn png(layout: &Layout, scale: f32) -> Result<Vec<u8>, ChartError> {
    let picture = render(layout, scale)?;
    let mut out = Vec::new();
    image::codecs::png::PngEncoder::new(&mut out)
        .write_image(
            &picture.rgb,
            picture.width,
            picture.height,
            image::ExtendedColorType::Rgb8,
        )
        .map_err(|error| ChartError::Draw(error.to_string()))?;
    Ok(out)
}

/// Draws a chart as SVG text. Viewers show the exact value of what the pointer rests on.
///
/// # Errors
/// [`ChartError`] if the size is out of range.
pub fn svg(layout: &Layout) -> Result<String, ChartError> {
    let (width, height) = style::pixels(layout.width, layout.height, 1.0)?;
    let grid = Grid {
        unit: FINE,
        pixel: FINE,
    };
    let (w, h) = (width * FINE as u32, height * FINE as u32);
    let plotted = plotted(layout, grid, (w, h))?;
    // plotters knows one size; a viewer is to show points.
    let fine = format!("width=\"{w}\" height=\"{h}\"");
    let plain = format!("width=\"{width}\" height=\"{height}\" role=\"img\"");
    let mut text = plotted.replacen(&fine, &plain, 1);
    for mark in &layout.marks {
        let [x, y, w, h] =
            [mark.rect.x, mark.rect.y, mark.rect.w, mark.rect.h].map(|v| (v * FINE).round() as i64);
        let _ = writeln!(
            text,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" fill-opacity=\"0\"><title>{}</title></rect>",
            escaped(&mark.words(true))
        );
    }
    text.push_str("</svg>\n");
    Ok(text)
}

/// What plotters draws, without the end of the document.
fn plotted(layout: &Layout, grid: Grid, size: (u32, u32)) -> Result<String, ChartError> {
    let mut text = String::new();
    let area = SVGBackend::with_string(&mut text, size).into_drawing_area();
    draw(&area, layout, grid).map_err(|error| ChartError::Draw(error.to_string()))?;
    drop(area);
    let end = text.rfind("</svg>").unwrap_or(text.len());
    text.truncate(end);
    Ok(text)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// All parts of the spending with their place in the palette.
fn palette() -> impl Iterator<Item = crate::scene::tokens::ChartSlot> {
    Spend::ALL.into_iter().map(Into::into)
}

#[cfg(test)]
mod tests;
