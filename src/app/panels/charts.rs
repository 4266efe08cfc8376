//! The charts of the cost: bars, a treemap, what goes from zone to zone; pictures of the shared chart module.

use crate::app::action::Actions;
use crate::app::cx::Cx;
use crate::app::widgets::chart::{ChartSpec, ChartView, key_of, select};
use crate::app::widgets::chip::Chip;
use crate::app::widgets::empty::empty_state;
use crate::app::widgets::paint::Tone;
use crate::app::widgets::segmented::{Segment, Segmented};
use crate::chart::{self, By, Chart};
use crate::glyph;
use egui::{Frame, Margin, ScrollArea, Ui, Vec2, vec2};

/// Components that get a bar of their own.
const TOP: usize = 12;
/// Least height of a treemap, points.
const LEAST: f32 = 120.0;
/// Widest chart, points.
const WIDEST: f32 = 1600.0;
/// Widest bars, points: amounts are to stand near them.
const BARS: f32 = 1200.0;

/// What is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
enum Kind {
    #[default]
    Bars,
    Treemap,
    Zones,
}

impl Kind {
    const ALL: [Kind; 3] = [Kind::Bars, Kind::Treemap, Kind::Zones];

    fn text(self) -> &'static str {
        match self {
            Kind::Bars => "chart-kind-bars",
            Kind::Treemap => "chart-kind-treemap",
            Kind::Zones => "chart-kind-zones",
        }
    }
    /// What amounts can be grouped by, from the right.
    fn groupings(self) -> &'static [(By, &'static str)] {
        match self {
            Kind::Bars => &[
                (By::Category, "by-spend"),
                (By::Component, "by-component"),
                (By::Service, "by-service"),
            ],
            Kind::Treemap => &[(By::Service, "by-service"), (By::Category, "by-spend")],
            Kind::Zones => &[],
        }
    }
}

/// What is shown, and its picture.
#[derive(Debug)]
pub struct Charts {
    kind: Kind,
    bars: By,
    areas: By,
    view: ChartView,
}

impl Default for Charts {
    fn default() -> Charts {
        Charts {
            kind: Kind::Bars,
            bars: By::Service,
            areas: By::Category,
            view: ChartView::default(),
        }
    }
}

impl Charts {
    fn by(&mut self) -> &mut By {
        match self.kind {
            Kind::Treemap => &mut self.areas,
            Kind::Bars | Kind::Zones => &mut self.bars,
        }
    }
    fn words(&mut self, cx: &Cx<'_>) -> Words {
        let by = *self.by();
        let name = cx.design().name.get(cx.language);
        Words {
            title: match self.kind {
                Kind::Bars => chart::bars_title(by, cx.language),
                Kind::Treemap => chart::treemap_title(by, cx.language),
                Kind::Zones => chart::zones_title(cx.language),
            },
            detail: chart::detail(name, &cx.state.report, cx.money, cx.language),
            key: key_of((cx.state.reported, self.kind, by)),
        }
    }
}

/// What is drawn and grouped by what, from the right.
pub fn controls(ui: &mut Ui, cx: &Cx<'_>, state: &mut Charts, out: &mut Actions) {
    let words = state.words(cx);
    let spec = words.spec(vec2(0.0, 0.0));
    state.view.menu_button(ui, cx, spec, out);
    ui.add_space(2.0);
    let names = Kind::ALL.map(|kind| cx.text(kind.text()));
    let segments: Vec<Segment<'_>> = names.iter().map(|name| Segment::new(name)).collect();
    let mut at = state.kind as usize;
    Segmented::new(&cx.text("chart-kind"), &segments).show(ui, &mut at);
    state.kind = Kind::ALL[at.min(Kind::ALL.len() - 1)];
    ui.add_space(2.0);
    for (by, key) in state.kind.groupings() {
        let text = cx.text(key);
        let own = state.by();
        let chip = Chip::new(&text).quiet().filter(own == by);
        if ui.add(chip).clicked() {
            *own = *by;
        }
    }
}

/// Title and detail.
struct Words {
    title: String,
    detail: String,
    key: u64,
}

impl Words {
    fn spec(&self, room: Vec2) -> ChartSpec<'_> {
        ChartSpec {
            title: &self.title,
            detail: &self.detail,
            key: self.key,
            room,
        }
    }
}

/// The chart.
pub fn chart(ui: &mut Ui, cx: &Cx<'_>, state: &mut Charts, out: &mut Actions) {
    let (kind, by) = (state.kind, *state.by());
    let widest = if kind == Kind::Bars { BARS } else { WIDEST };
    let width = ui.available_width().clamp(240.0, widest).floor();
    let words = state.words(cx);
    let spec = words.spec(vec2(width, ui.available_height().max(LEAST)));
    let (design, report, language) = (cx.design(), &cx.state.report, cx.language);
    let make = || match kind {
        Kind::Bars => Chart::Bars(match by {
            By::Service => chart::by_service(report, language),
            By::Component => chart::by_component(design, report, language, TOP),
            By::Category => chart::by_spend(report, language),
        }),
        Kind::Treemap => Chart::Treemap(chart::tree(design, report, by, language)),
        Kind::Zones => Chart::Zones(chart::zones(design, report, language)),
    };
    let shown = ScrollArea::vertical()
        .id_salt(("charts", kind))
        .auto_shrink([false, false])
        .show(ui, |ui| state.view.show(ui, cx, spec, make, out))
        .inner;
    if shown.response.is_none() {
        let (c, title, detail) = match kind {
            Kind::Zones => (glyph::BUILDINGS, "matrix-empty", "matrix-empty-detail"),
            Kind::Bars | Kind::Treemap => (glyph::CHART_BAR, "cost-empty", "cost-empty-detail"),
        };
        Frame::NONE.inner_margin(Margin::same(16)).show(ui, |ui| {
            let (title, detail) = (cx.text(title), cx.text(detail));
            empty_state(ui, c, Tone::Neutral, &title, &detail, "");
        });
    }
    if let Some(mark) = shown.clicked {
        select(&mark, cx, out);
    }
}
