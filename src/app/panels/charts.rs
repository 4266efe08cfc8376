//! The charts of the cost: pictures of the shared chart module, drawn again only when something about them changed.

use crate::app::cx::Cx;
use crate::app::theme::tokens;
use crate::app::widgets::chip::Chip;
use crate::app::widgets::empty::empty_state;
use crate::app::widgets::paint::Tone;
use crate::chart::{self, ChartStyle, Row};
use crate::glyph;
use crate::model::Language;
use egui::{
    ColorImage, Frame, Image, Margin, ScrollArea, TextureHandle, TextureOptions, Ui, WidgetInfo,
    WidgetType, vec2,
};

/// Components that get a bar of their own.
const TOP: usize = 12;

/// What the bars stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum By {
    /// AWS services.
    #[default]
    Service,
    /// Components.
    Component,
    /// Parts of the spending.
    Spend,
}

/// All that a picture depends on.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Key {
    revision: u64,
    by: By,
    language: Language,
    dark: bool,
    width: u32,
    scale: f32,
    rate: f64,
    sign: &'static str,
}

/// The picture on screen, and what it shows.
#[derive(Default)]
pub struct Charts {
    by: By,
    picture: Option<(Key, TextureHandle, String)>,
}

impl std::fmt::Debug for Charts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Charts").field("by", &self.by).finish()
    }
}

/// What the bars stand for, from the right.
pub fn controls(ui: &mut Ui, cx: &Cx<'_>, state: &mut Charts) {
    for (by, key) in [
        (By::Spend, "by-spend"),
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

/// The chart.
pub fn chart(ui: &mut Ui, cx: &Cx<'_>, state: &mut Charts) {
    let width = (ui.available_width() - 24.0).clamp(240.0, 1200.0).floor();
    let key = Key {
        revision: cx.state.revision,
        by: state.by,
        language: cx.language,
        dark: tokens(ui).dark,
        width: width as u32,
        scale: ui.ctx().pixels_per_point(),
        rate: cx.money.rate,
        sign: cx.money.sign,
    };
    if state
        .picture
        .as_ref()
        .is_none_or(|(made_for, ..)| *made_for != key)
    {
        state.picture = draw(ui, cx, key, width).map(|(texture, words)| (key, texture, words));
    }
    let Some((_, texture, words)) = &state.picture else {
        Frame::NONE.inner_margin(Margin::same(16)).show(ui, |ui| {
            let (title, detail) = (cx.text("cost-empty"), cx.text("cost-empty-detail"));
            empty_state(ui, glyph::CHART_BAR, Tone::Neutral, &title, &detail, "");
        });
        return;
    };
    ScrollArea::vertical()
        .id_salt("charts")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            Frame::NONE.inner_margin(Margin::same(12)).show(ui, |ui| {
                let size = texture.size_vec2() / key.scale;
                let image = Image::new((texture.id(), size));
                let response = ui.add(image.fit_to_exact_size(vec2(size.x, size.y)));
                response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, words));
            });
        });
}

/// The picture, and its bars in words; nothing where there is nothing to show.
fn draw(ui: &Ui, cx: &Cx<'_>, key: Key, width: f32) -> Option<(TextureHandle, String)> {
    let report = &cx.state.report;
    let rows: Vec<Row> = match key.by {
        By::Service => chart::by_service(report),
        By::Component => chart::by_component(cx.design(), report, cx.language, TOP),
        By::Spend => chart::by_spend(report, cx.language),
    };
    if rows.is_empty() {
        return None;
    }
    let style = ChartStyle {
        scale: key.scale,
        dark: key.dark,
        language: cx.language,
        money: cx.money,
        ..ChartStyle::fit(rows.len(), width)
    };
    let picture = chart::render(&rows, &style).ok()?;
    let size = [picture.width as usize, picture.height as usize];
    let image = ColorImage::from_rgb(size, &picture.rgb);
    let texture = ui
        .ctx()
        .load_texture("chart", image, TextureOptions::LINEAR);
    let words: Vec<String> = rows
        .iter()
        .map(|row| format!("{} {}", row.label, cx.amount(row.total.usd)))
        .collect();
    Some((texture, words.join(", ")))
}
