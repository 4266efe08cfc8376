//! Any of the charts, as data.

use super::layout::Layout;
use super::rows::Row;
use super::stacked::{Stacks, stacked, stacked_height};
use super::style::ChartStyle;
use super::treemap::{Tree, treemap};
use super::waterfall::{Waterfall, waterfall, waterfall_height};
use super::zones::{Zones, zone_matrix, zones_height, zones_least};
use super::{By, bars};
use crate::analysis::Report;
use crate::model::Language;
use crate::text;
use crate::text::number::Money;

/// A chart: what it shows, not yet how large and in which colours.
#[derive(Clone, Debug, PartialEq)]
pub enum Chart {
    /// Bars of one design.
    Bars(Vec<Row>),
    /// Bars of several designs, parted in the same way.
    Stacked(Stacks),
    /// The way from one total to another.
    Waterfall(Waterfall),
    /// What one design spends, as areas.
    Treemap(Tree),
    /// What goes from zone to zone in one design.
    Zones(Zones),
}

impl Chart {
    /// Name in file names and on the command line.
    pub fn name(&self) -> &'static str {
        match self {
            Chart::Bars(_) => "bars",
            Chart::Stacked(_) => "stacked",
            Chart::Waterfall(_) => "waterfall",
            Chart::Treemap(_) => "treemap",
            Chart::Zones(_) => "zones",
        }
    }
    /// Height that it needs at the width of the style, in points; none where it takes the height that there is.
    pub fn height(&self, style: &ChartStyle) -> Option<f32> {
        match self {
            Chart::Bars(rows) => Some(bars::height(rows.len(), style)),
            Chart::Stacked(stacks) => Some(stacked_height(stacks, style)),
            Chart::Waterfall(data) => Some(waterfall_height(data, style)),
            Chart::Treemap(_) => None,
            Chart::Zones(zones) => Some(zones_height(zones, style)),
        }
    }
    /// Height with which it makes do where there is less room than it would take, in points.
    pub fn least(&self, style: &ChartStyle) -> Option<f32> {
        match self {
            Chart::Zones(zones) => Some(zones_least(zones, style)),
            _ => self.height(style),
        }
    }
    /// Everything in its place.
    pub fn layout(&self, style: &ChartStyle) -> Layout {
        match self {
            Chart::Bars(rows) => bars::bars(rows, style),
            Chart::Stacked(stacks) => stacked(stacks, style),
            Chart::Waterfall(data) => waterfall(data, style),
            Chart::Treemap(tree) => treemap(tree, style),
            Chart::Zones(zones) => zone_matrix(zones, style),
        }
    }
}

/// What bars of one design show, as a title.
pub fn bars_title(by: By, language: Language) -> String {
    let key = match by {
        By::Category => "chart-bars-category",
        By::Service => "chart-bars-service",
        By::Component => "chart-bars-component",
    };
    text::get(language, key).into_owned()
}

/// What bars of several designs show, as a title.
pub fn stacked_title(by: By, language: Language) -> String {
    let key = match by {
        By::Category => "chart-stacked-category",
        By::Service => "chart-stacked-service",
        By::Component => "chart-stacked-component",
    };
    text::get(language, key).into_owned()
}

/// What a treemap shows, as a title.
pub fn treemap_title(by: By, language: Language) -> String {
    let key = match by {
        By::Service => "chart-treemap-service",
        By::Category | By::Component => "chart-treemap-category",
    };
    text::get(language, key).into_owned()
}

/// What the matrix of zones shows, as a title.
pub fn zones_title(language: Language) -> String {
    text::get(language, "chart-zones").into_owned()
}

/// What a waterfall shows, as a title.
pub fn waterfall_title(data: &Waterfall, language: Language) -> String {
    let args = [
        ("from", data.from.0.as_str().into()),
        ("to", data.to.0.as_str().into()),
    ];
    text::format(language, "chart-waterfall", &args)
}

/// Name of a design, what it costs and the day of its prices: the detail of a heading.
pub fn detail(name: &str, report: &Report, money: Money, language: Language) -> String {
    let total = crate::scene::amount_text(report.cost.total, money, language);
    let month = text::format(language, "chart-month", &[("amount", total.into())]);
    let mut parts = vec![name.to_owned(), month];
    parts.extend(prices(report, language));
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// The day of the prices; none where nothing is priced.
pub fn prices(report: &Report, language: Language) -> Option<String> {
    let (_, newest) = report.cost.prices_as_of.as_ref()?;
    let args = [("day", newest.as_str().into())];
    Some(text::format(language, "chart-prices", &args))
}
