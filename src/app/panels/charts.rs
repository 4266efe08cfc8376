//! The charts of the cost: pictures of the shared chart module.

use crate::app::action::Actions;
use crate::app::cx::Cx;
use crate::app::widgets::chart::{ChartSpec, ChartView, key_of, select};
use crate::app::widgets::chip::Chip;
use crate::app::widgets::empty::empty_state;
use crate::app::widgets::paint::Tone;
use crate::chart::{self, By, Chart};
use crate::glyph;
use egui::{Frame, Margin, ScrollArea, Ui, vec2};

/// Components that get a bar of their own.
const TOP: usize = 12;

/// What is shown, and its picture.
#[derive(Debug)]
pub struct Charts {
    by: By,
    view: ChartView,
}

impl Default for Charts {
    fn default() -> Charts {
        Charts {
            by: By::Service,
            view: ChartView::default(),
        }
    }
}

/// What the bars stand for, from the right.
pub fn controls(ui: &mut Ui, cx: &Cx<'_>, state: &mut Charts, out: &mut Actions) {
    let words = Words::of(cx, state.by);
    state
        .view
        .menu_button(ui, cx, words.spec(cx, state.by, vec2(0.0, 0.0)), out);
    for (by, key) in [
        (By::Category, "by-spend"),
        (By::Component, "by-component"),
        (By::Service, "by-service"),
    ] {
        let text = cx.text(key);
        if ui
            .add(Chip::new(&text).quiet().filter(state.by == by))
            .clicked()
        {
            state.by = by;
        }
    }
}

/// Title and detail.
struct Words {
    title: String,
    detail: String,
}

impl Words {
    fn of(cx: &Cx<'_>, by: By) -> Words {
        let name = cx.design().name.get(cx.language);
        Words {
            title: chart::bars_title(by, cx.language),
            detail: chart::detail(name, &cx.state.report, cx.money, cx.language),
        }
    }
    fn spec(&self, cx: &Cx<'_>, by: By, room: egui::Vec2) -> ChartSpec<'_> {
        ChartSpec {
            title: &self.title,
            detail: &self.detail,
            key: key_of((cx.state.revision, by)),
            room,
        }
    }
}

/// The chart.
pub fn chart(ui: &mut Ui, cx: &Cx<'_>, state: &mut Charts, out: &mut Actions) {
    let width = ui.available_width().clamp(240.0, 1200.0).floor();
    let by = state.by;
    let words = Words::of(cx, by);
    let spec = words.spec(cx, by, vec2(width, ui.available_height()));
    let report = &cx.state.report;
    let make = || {
        Chart::Bars(match by {
            By::Service => chart::by_service(report),
            By::Component => chart::by_component(cx.design(), report, cx.language, TOP),
            By::Category => chart::by_spend(report, cx.language),
        })
    };
    let shown = ScrollArea::vertical()
        .id_salt("charts")
        .auto_shrink([false, false])
        .show(ui, |ui| state.view.show(ui, cx, spec, make, out));
    if shown.inner.response.is_none() {
        Frame::NONE.inner_margin(Margin::same(16)).show(ui, |ui| {
            let (title, detail) = (cx.text("cost-empty"), cx.text("cost-empty-detail"));
            empty_state(ui, glyph::CHART_BAR, Tone::Neutral, &title, &detail, "");
        });
    }
    if let Some(mark) = shown.inner.clicked {
        select(&mark, cx, out);
    }
}
