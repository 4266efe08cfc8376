//! The first-run tour: five hints, each beside the part of the window that it is about. It is shown until the user goes
//! through it or waves it off, and never again unless asked for.

use super::action::{Actions, Setting};
use super::cx::Cx;
use super::fonts::{self, Type};
use super::theme::{RADIUS_MENU, shadow_float, tokens, tokens_of};
use super::widgets::areas::{Area, Areas};
use super::widgets::button::Button;
use super::widgets::label::label;
use super::widgets::paint;
use crate::glyph;
use egui::{Context, Frame, Id, Layout, Margin, Order, Rect, Sense, StrokeKind, pos2, vec2};

/// A hint: the part of the window, title and text.
const STEPS: [(Area, &str, &str); 5] = [
    (Area::Palette, "tour-palette", "tour-palette-text"),
    (Area::Canvas, "tour-canvas", "tour-canvas-text"),
    (Area::Inspector, "tour-inspector", "tour-inspector-text"),
    (Area::Top, "tour-total", "tour-total-text"),
    (Area::Panel, "tour-findings", "tour-findings-text"),
];
const WIDTH: f32 = 284.0;
const HEIGHT: f32 = 128.0;

/// How many hints there are.
pub const COUNT: usize = STEPS.len();

/// Draws the hint in force, if one is.
pub fn ui(ctx: &Context, cx: &Cx<'_>, areas: &Areas, out: &mut Actions) {
    let Some(step) = cx.state.prefs.tour.map(usize::from) else {
        return;
    };
    let Some((area, title, text)) = STEPS.get(step).copied() else {
        return;
    };
    if cx.state.view.dialog.is_some() {
        return;
    }
    let t = tokens_of(ctx);
    let window = ctx.content_rect();
    // Hints are about the drawing and what is around it; a part that is hidden lends its place to the drawing.
    let Some(canvas) = areas.rect(Area::Canvas) else {
        return;
    };
    let target = areas.rect(area).unwrap_or(canvas);
    outline(ctx, target);
    let frame = Frame::NONE
        .fill(t.panel.into())
        .stroke(paint::hairline(t.border))
        .corner_radius(RADIUS_MENU)
        .inner_margin(Margin::same(14))
        .shadow(shadow_float(t));
    egui::Area::new(Id::new("skydraft.tour"))
        .order(Order::Foreground)
        .fixed_pos(place(area, target, window))
        .show(ctx, |ui| {
            frame.show(ui, |ui| {
                ui.set_width(WIDTH - 28.0);
                card(ui, cx, step, title, text, out);
            });
        });
}

fn card(
    ui: &mut egui::Ui,
    cx: &Cx<'_>,
    step: usize,
    title: &'static str,
    text: &'static str,
    out: &mut Actions,
) {
    let t = tokens(ui);
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(16.0, 18.0), Sense::hover());
        let ink = t.severity(crate::scene::tokens::SeveritySlot::Medium).ink;
        let font = fonts::icon_fill(16.0);
        fonts::glyph(ui.painter(), rect.center(), glyph::LIGHTBULB, font, ink);
        label(ui, &cx.text(title), Type::Body.strong(), t.text_1);
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            let count = format!("{} / {COUNT}", step + 1);
            label(ui, &count, Type::Small.font(), t.text_3);
        });
    });
    ui.add_space(4.0);
    let room = ui.available_width();
    let ink = t.text_2.into();
    ui.label(fonts::paragraph(
        &cx.text(text),
        Type::Control,
        false,
        ink,
        room,
    ));
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        let (skip, next) = (
            cx.text("tour-skip"),
            cx.text(if step + 1 < COUNT {
                "tour-next"
            } else {
                "done"
            }),
        );
        if ui.add(Button::ghost(&skip).small()).clicked() {
            out.setting(Setting::Tour(None));
        }
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            if ui.add(Button::primary(&next).small()).clicked() {
                let next = u8::try_from(step + 1)
                    .ok()
                    .filter(|next| usize::from(*next) < COUNT);
                out.setting(Setting::Tour(next));
            }
            if step > 0 {
                let back = cx.text("tour-back");
                if ui.add(Button::ghost(&back).small()).clicked() {
                    out.setting(Setting::Tour(u8::try_from(step - 1).ok()));
                }
            }
        });
    });
}

/// An outline around what the hint is about; the pointer goes through it.
fn outline(ctx: &Context, target: Rect) {
    let t = tokens_of(ctx);
    let layer = egui::LayerId::new(Order::Foreground, Id::new("skydraft.tour.outline"));
    let stroke = egui::Stroke::new(2.0, egui::Color32::from(t.accent));
    let painter = ctx.layer_painter(layer);
    painter.rect_stroke(target.shrink(2.0), 6.0, stroke, StrokeKind::Inside);
}

/// Beside what the hint is about, inside the window.
fn place(area: Area, target: Rect, window: Rect) -> egui::Pos2 {
    let size = vec2(WIDTH, HEIGHT);
    let at = match area {
        Area::Palette => pos2(target.right() + 12.0, target.top() + 64.0),
        Area::Inspector => pos2(target.left() - 12.0 - size.x, target.top() + 64.0),
        Area::Top => pos2(target.right() - 420.0, target.bottom() + 12.0),
        Area::Panel => pos2(target.left() + 24.0, target.top() - 20.0 - size.y),
        Area::Canvas => target.center() - size / 2.0,
    };
    let room = window.shrink(12.0);
    let most = (room.max - size).max(room.min);
    at.clamp(room.min, most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hint_stays_inside_the_window() {
        let window = Rect::from_min_size(pos2(0.0, 0.0), vec2(960.0, 600.0));
        for (area, ..) in STEPS {
            for target in [
                window,
                Rect::from_min_size(pos2(0.0, 560.0), vec2(48.0, 36.0)),
            ] {
                let at = place(area, target, window);
                let card = Rect::from_min_size(at, vec2(WIDTH, HEIGHT));
                assert!(window.contains_rect(card), "{area:?} {card:?}");
            }
        }
    }
}
