//! Charts of the costs in a report, drawn with plotters over any backend.
//!
//! In: a design with its report. Out: [`Row`]s of money, and pictures of them: RGB pixels for the window, SVG for
//! reports. Colours are those of [`crate::scene::tokens`], one fixed slot per part of the spending; labels stand at the
//! data, so there is no legend. The same rows give the same bytes on every machine.

mod bars;
mod rows;

pub use bars::{ChartStyle, draw};
pub use rows::{Part, Row, by_component, by_service, by_spend, whole};

use plotters::prelude::{BitMapBackend, IntoDrawingArea, SVGBackend};

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

/// Draws rows as pixels, for a texture of the window.
///
/// # Errors
/// [`ChartError`] if the size is out of range.
pub fn render(rows: &[Row], style: &ChartStyle) -> Result<Picture, ChartError> {
    let (width, height) = style.pixels()?;
    let mut rgb = vec![0; width as usize * height as usize * 3];
    let area = BitMapBackend::with_buffer(&mut rgb, (width, height)).into_drawing_area();
    draw(&area, rows, style).map_err(|error| ChartError::Draw(error.to_string()))?;
    drop(area);
    Ok(Picture { width, height, rgb })
}

/// Draws rows as SVG text.
///
/// # Errors
/// [`ChartError`] if the size is out of range.
pub fn svg(rows: &[Row], style: &ChartStyle) -> Result<String, ChartError> {
    let (width, height) = style.pixels()?;
    let mut text = String::new();
    let area = SVGBackend::with_string(&mut text, (width, height)).into_drawing_area();
    draw(&area, rows, style).map_err(|error| ChartError::Draw(error.to_string()))?;
    drop(area);
    Ok(text)
}

#[cfg(test)]
mod tests;
