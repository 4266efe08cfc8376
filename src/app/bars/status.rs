//! The status bar: what is there, and what the figures rest on.

use crate::app::action::{Actions, Dialog, View};
use crate::app::cx::Cx;
use crate::app::fonts::{self, Type};
use crate::app::own_prices::PricesStatus;
use crate::app::theme::{RADIUS_CARD, shadow_float, tokens, tokens_of};
use crate::app::widgets::button::Button;
use crate::app::widgets::label::label;
use crate::app::widgets::tip::tip;
use crate::catalog;
use crate::glyph;
use crate::model::{Currency, Id};
use crate::scene::tokens::SeveritySlot;
use crate::text::number;
use egui::{
    Align, Align2, Area, Color32, Context, CornerRadius, CursorIcon, Frame, Layout, Margin, Sense,
    Stroke, Ui, WidgetInfo, WidgetType, vec2,
};

/// Draws the bar.
pub fn ui(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let t = tokens(ui);
    let rect = ui.max_rect().shrink2(vec2(12.0, 0.0));
    let row = |layout| egui::UiBuilder::new().max_rect(rect).layout(layout);
    let small = Type::Small.font();

    let mut left = ui.new_child(row(Layout::left_to_right(Align::Center)));
    left.spacing_mut().item_spacing.x = 16.0;
    let design = cx.design();
    let components = cx.text_with("status-components", "count", design.components.len());
    label(&mut left, &components, small.clone(), t.text_2);
    let connections = cx.text_with("status-connections", "count", design.connections.len());
    label(&mut left, &connections, small.clone(), t.text_2);
    let selected = cx.state.selection.len();
    if selected > 0 {
        let text = cx.text_with("status-selected", "count", selected);
        label(&mut left, &text, small.clone(), t.text_2);
    }

    tasks(&mut left, cx, out);

    let mut right = ui.new_child(row(Layout::right_to_left(Align::Center)));
    right.spacing_mut().item_spacing.x = 16.0;
    passes(&mut right, cx);
    missing(&mut right, cx);
    let settings = &design.settings;
    if let (true, Some(rate)) = (settings.currency != Currency::Usd, settings.currency_rate) {
        let text = format!(
            "{}{} = $1",
            settings.currency.sign(),
            number::short(rate, 4)
        );
        label(&mut right, &text, small.clone(), t.text_2);
    }
    let free = if settings.free_tier {
        "status-free-tier-on"
    } else {
        "status-free-tier-off"
    };
    label(&mut right, &cx.text(free), small.clone(), t.text_2);
    let hours = number::short(settings.hours_per_month, 1);
    let text = cx.text_with("status-hours", "hours", hours);
    label(&mut right, &text, small.clone(), t.text_2);
    if let Some((oldest, newest)) = &cx.state.report.cost.prices_as_of {
        let text = if oldest == newest {
            cx.text_with("status-prices", "date", newest.as_str())
        } else {
            cx.text_with("status-prices", "date", format!("{oldest} – {newest}"))
        };
        label(&mut right, &text, small, t.text_2);
    }
    own_prices(&mut right, cx, out);
}

/// That own prices are in force, or why they are not; a click opens them.
fn own_prices(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let t = tokens(ui);
    let (key, ink) = match &cx.state.own_prices {
        PricesStatus::None | PricesStatus::Reading => return,
        PricesStatus::Used { .. } => ("status-own-prices", t.accent),
        PricesStatus::Failed(_) => (
            "status-own-prices-failed",
            t.severity(SeveritySlot::High).ink,
        ),
    };
    let text = cx.text(key);
    let words = label(ui, &text, Type::Small.strong(), ink);
    // Words take no keyboard; what is clicked lies over them.
    let response = ui.interact(words.rect, words.id.with("open"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Link, true, &*text));
    if response.clicked() {
        out.view(View::Dialog(Some(Dialog::Prices)));
    }
    let path = cx.state.prefs.own_prices.as_ref();
    let path = path.map(|path| path.display().to_string());
    tip(
        response.on_hover_cursor(CursorIcon::PointingHand),
        &path.unwrap_or_default(),
    );
}

/// Long tasks under way: what, how far, and a way to stop them.
fn tasks(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let t = tokens(ui);
    for (at, job) in cx.state.jobs.list().into_iter().enumerate() {
        if !job.shown {
            continue;
        }
        ui.spacing_mut().item_spacing.x = 6.0;
        label(ui, &job.title, Type::Small.strong(), t.text_1);
        let (bar, response) = ui.allocate_exact_size(vec2(96.0, 16.0), Sense::hover());
        let percent = job
            .share
            .map(|share| number::fixed(f64::from(share) * 100.0, 0));
        let said = match &percent {
            Some(percent) => format!("{}: {percent} %", job.title),
            None => job.title.clone(),
        };
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::WidgetType::ProgressIndicator, true, &said)
        });
        let bar = egui::Rect::from_center_size(bar.center(), vec2(bar.width(), 4.0));
        ui.painter().rect_filled(bar, 2.0, t.hover);
        let mut done = bar;
        match job.share {
            Some(share) => done.set_width(bar.width() * share),
            // Nobody knows how far it is: a part that stays where it is moves nobody's eye.
            None => done.set_width(bar.width() * 0.3),
        }
        ui.painter().rect_filled(done, 2.0, t.accent);
        if job.stoppable {
            let cancel = cx.text_with("job-cancel", "name", job.title.as_str());
            let button = Button::icon(glyph::X, &cancel).small();
            if ui.add(button).clicked() {
                out.view(View::CancelJob(at));
            }
        }
        ui.add_space(10.0);
    }
    ui.spacing_mut().item_spacing.x = 16.0;
}

/// Long tasks on a card at the bottom, where there is no bar to show them.
pub fn floating(ctx: &Context, cx: &Cx<'_>, out: &mut Actions) {
    if !cx.state.jobs.list().iter().any(|job| job.shown) {
        return;
    }
    let t = tokens_of(ctx);
    let frame = Frame::NONE
        .fill(t.panel.into())
        .stroke(Stroke::new(1.0, Color32::from(t.border)))
        .corner_radius(CornerRadius::same(RADIUS_CARD))
        .inner_margin(Margin::symmetric(12, 8))
        .shadow(shadow_float(t));
    Area::new(egui::Id::new("skydraft.jobs"))
        .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -24.0))
        .show(ctx, |ui| {
            frame.show(ui, |ui| ui.horizontal(|ui| tasks(ui, cx, out)));
        });
}

fn passes(ui: &mut Ui, cx: &Cx<'_>) {
    let t = tokens(ui);
    let ms = cx.state.pass_time.as_secs_f64() * 1e3;
    let time = number::fixed(ms, usize::from(ms < 10.0));
    let text = cx.text_with("status-passes", "ms", time);
    ui.spacing_mut().item_spacing.x = 5.0;
    label(ui, &text, Type::Small.font(), t.saving);
    ui.spacing_mut().item_spacing.x = 16.0;
    let (rect, _) = ui.allocate_exact_size(vec2(13.0, 16.0), Sense::hover());
    let at = rect.center();
    fonts::glyph(
        ui.painter(),
        at,
        glyph::CHECK_CIRCLE,
        fonts::icon_fill(13.0),
        t.saving,
    );
}

fn missing(ui: &mut Ui, cx: &Cx<'_>) {
    let t = tokens(ui);
    let unknown = unknown_count(ui, cx);
    let count = cx.state.report.cost.total.missing + unknown;
    if count == 0 {
        let text = cx.text("status-no-missing");
        label(ui, &text, Type::Small.font(), t.text_2);
        return;
    }
    let text = cx.text_with("status-missing", "count", count);
    let ink = t.severity(SeveritySlot::High).ink;
    let response = label(ui, &text, Type::Small.strong(), ink);
    if response.contains_pointer() {
        let items = missing_items(cx).into_iter().chain(unknown_items(cx));
        let names: Vec<String> = items.take(12).map(|id| cx.name_of(id)).collect();
        tip(response, &names.join(", "));
    }
}

/// How many components are of unknown kinds: counted once for a design.
fn unknown_count(ui: &Ui, cx: &Cx<'_>) -> usize {
    let (id, revision) = (ui.id().with("unknown kinds"), cx.state.revision);
    let known = ui.data(|data| data.get_temp::<(u64, usize)>(id));
    if let Some((_, count)) = known.filter(|(of, _)| *of == revision) {
        return count;
    }
    let count = unknown_items(cx).count();
    ui.data_mut(|data| data.insert_temp(id, (revision, count)));
    count
}

/// Components of kinds that are not known, so that nothing is known of their cost.
fn unknown_items<'a>(cx: &Cx<'a>) -> impl Iterator<Item = &'a Id> {
    let components = cx.design().components.iter();
    components
        .filter(|(_, component)| catalog::kind(&component.kind).is_none())
        .map(|(id, _)| id)
}

/// Items with a line that has no price, at most twelve.
fn missing_items<'a>(cx: &Cx<'a>) -> Vec<&'a Id> {
    let cost = &cx.state.report.cost;
    let items = cost.components.iter().chain(&cost.connections);
    items
        .filter(|(_, item)| item.total.missing > 0)
        .map(|(id, _)| id)
        .take(12)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::state::{Prefs, State};
    use crate::model::{Component, Point};
    use crate::pricing::Catalogue;
    use std::sync::Arc;

    #[test]
    fn a_component_of_an_unknown_kind_has_no_price() {
        let mut state = State::new(Catalogue::embedded(), Prefs::default());
        let id = Id::new("later").unwrap();
        let mut design = state.design.clone();
        let component = Component::new("a_kind_of_a_later_version", None, Point::default());
        design.components.insert(id.clone(), Arc::new(component));
        state.design = design;
        let cx = Cx::new(&state);
        assert_eq!(unknown_items(&cx).collect::<Vec<_>>(), [&id]);
    }
}
