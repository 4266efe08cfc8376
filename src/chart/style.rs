//! How a chart is drawn: size, theme, language, currency.

use super::ChartError;
use super::MAX_SIDE;
use crate::model::Language;
use crate::text::number::Money;

/// Title and detail above a chart that stands alone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heading {
    /// What is shown.
    pub title: String,
    /// Design, total, day of the prices.
    pub detail: String,
}

/// How a chart is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartStyle {
    /// Width in points.
    pub width: f32,
    /// Height in points; [`ChartStyle::fit`] gives the height that rows need.
    pub height: f32,
    /// Dark theme.
    pub dark: bool,
    /// Stronger outlines and hints.
    pub contrast: bool,
    /// Language of all texts.
    pub language: Language,
    /// Currency of all amounts.
    pub money: Money,
    /// Whether every row says its share of the sum of all rows; off where rows are alternatives.
    pub shares: bool,
    /// What stands above the chart.
    pub heading: Option<Heading>,
}

impl ChartStyle {
    /// A style of a size; light, English, US dollars.
    pub fn new(width: f32, height: f32) -> ChartStyle {
        ChartStyle {
            width,
            height,
            dark: false,
            contrast: false,
            language: Language::English,
            money: Money::USD,
            shares: true,
            heading: None,
        }
    }
    /// The usual style for bars: `width` points wide and as high as they need.
    pub fn fit(rows: usize, width: f32) -> ChartStyle {
        let style = ChartStyle::new(width, 0.0);
        let height = super::bars::height(rows, &style);
        ChartStyle { height, ..style }
    }
    /// The same as high as `height` says.
    pub fn high(self, height: f32) -> ChartStyle {
        ChartStyle { height, ..self }
    }
}

/// Size in pixels of so many points at a scale.
pub(super) fn pixels(width: f32, height: f32, scale: f32) -> Result<(u32, u32), ChartError> {
    let one = |length: f32| (length * scale).round();
    let (w, h) = (one(width), one(height));
    let fits = |v: f32| v >= 1.0 && v <= MAX_SIDE as f32;
    if fits(w) && fits(h) {
        Ok((w as u32, h as u32))
    } else {
        Err(ChartError::Size {
            width: w.max(0.0) as u32,
            height: h.max(0.0) as u32,
        })
    }
}
