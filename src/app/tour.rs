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
const HEIGHT: f32 = 140.0;
/// From the edges of what a hint lies on.
const INSET: f32 = 12.0;

/// How many hints there are.
pub const COUNT: usize = STEPS.len();

/// Draws the hint in force, if one is. `drawing` is where the drawing is in the window: hints keep clear of it.
pub fn ui(ctx: &Context, cx: &Cx<'_>, areas: &Areas, drawing: Option<Rect>, out: &mut Actions) {
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
    let around = Around {
        canvas,
        drawing,
        panel: areas.rect(Area::Panel).filter(|_| area != Area::Panel),
        inspector: areas
            .rect(Area::Inspector)
            .filter(|_| area != Area::Inspector),
    };
    let frame = Frame::NONE
        .fill(t.panel.into())
        .stroke(paint::hairline(t.border))
        .corner_radius(RADIUS_MENU)
        .inner_margin(Margin::same(14))
        .shadow(shadow_float(t));
    egui::Area::new(Id::new("skydraft.tour"))
        .order(Order::Foreground)
        .fixed_pos(place(area, target, &around, window))
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

/// What is around a hint.
struct Around {
    canvas: Rect,
    /// The drawing, which is not to be covered.
    drawing: Option<Rect>,
    /// The panel, where the hint may lie on it.
    panel: Option<Rect>,
    /// The inspector, where the hint may lie on it.
    inspector: Option<Rect>,
}

/// Beside what the hint is about, inside the window. Where it would cover the drawing there, it lies in a corner of the
/// canvas that is free, else on the panel or the inspector.
fn place(area: Area, target: Rect, around: &Around, window: Rect) -> egui::Pos2 {
    let size = vec2(WIDTH, HEIGHT);
    let beside = match area {
        Area::Palette => pos2(target.right() + 12.0, target.top() + 64.0),
        Area::Inspector => pos2(target.left() - 12.0 - size.x, target.top() + 64.0),
        Area::Top => pos2(target.right() - 420.0, target.bottom() + 12.0),
        Area::Panel => pos2(target.left() + 24.0, target.top() - 20.0 - size.y),
        Area::Canvas => target.center() - size / 2.0,
    };
    let canvas = around.canvas.shrink(INSET);
    let far = canvas.max - size;
    let corners = [
        canvas.min,
        pos2(canvas.left(), far.y),
        pos2(far.x, canvas.top()),
        far,
    ];
    let panel = around.panel.map(|panel| panel.min + vec2(INSET, INSET));
    // The total stands above the inspector.
    let on_top = around.inspector.filter(|_| area == Area::Top);
    let on_top = on_top.map(|inspector| inspector.min + vec2(INSET, INSET));
    let inspector = around
        .inspector
        .map(|inspector| inspector.max - size - vec2(INSET, INSET));
    let room = window.shrink(INSET);
    let most = (room.max - size).max(room.min);
    let inside = |at: egui::Pos2| at.clamp(room.min, most);
    let clear = |at: &egui::Pos2| {
        let card = Rect::from_min_size(*at, size);
        around
            .drawing
            .is_none_or(|drawing| !card.intersects(drawing))
    };
    let others = on_top
        .into_iter()
        .chain(corners)
        .chain(panel)
        .chain(inspector);
    let mut all = std::iter::once(beside).chain(others).map(inside);
    all.find(clear).unwrap_or_else(|| inside(beside))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rect(x: f32, y: f32, w: f32, h: f32) -> Rect {
        Rect::from_min_size(pos2(x, y), vec2(w, h))
    }

    #[test]
    fn a_hint_stays_inside_the_window() {
        let window = rect(0.0, 0.0, 960.0, 600.0);
        for (area, ..) in STEPS {
            for target in [window, rect(0.0, 560.0, 48.0, 36.0)] {
                for drawing in [None, Some(window), Some(rect(300.0, 100.0, 200.0, 200.0))] {
                    let around = Around {
                        canvas: rect(48.0, 60.0, 600.0, 400.0),
                        drawing,
                        panel: Some(rect(48.0, 560.0, 600.0, 36.0)),
                        inspector: Some(rect(648.0, 60.0, 312.0, 540.0)),
                    };
                    let at = place(area, target, &around, window);
                    let card = Rect::from_min_size(at, vec2(WIDTH, HEIGHT));
                    assert!(window.contains_rect(card), "{area:?} {card:?}");
                }
            }
        }
    }

    #[test]
    fn a_hint_keeps_clear_of_the_drawing() {
        // The parts of a window of 1280 x 800 with the rail, and a drawing that fills the canvas.
        let window = rect(0.0, 0.0, 1280.0, 800.0);
        let (palette, canvas) = (
            rect(0.0, 68.0, 48.0, 732.0),
            rect(48.0, 104.0, 921.0, 500.0),
        );
        let (panel, inspector) = (
            rect(48.0, 604.0, 921.0, 196.0),
            rect(969.0, 68.0, 311.0, 732.0),
        );
        let drawing = rect(80.0, 140.0, 860.0, 420.0);
        for (area, target, on) in [
            (Area::Palette, palette, panel),
            (Area::Canvas, canvas, panel),
            (Area::Inspector, inspector, panel),
            (Area::Top, rect(0.0, 0.0, 1280.0, 68.0), inspector),
            (Area::Panel, panel, inspector),
        ] {
            let around = Around {
                canvas,
                drawing: Some(drawing),
                panel: Some(panel).filter(|_| area != Area::Panel),
                inspector: Some(inspector).filter(|_| area != Area::Inspector),
            };
            let at = place(area, target, &around, window);
            let card = Rect::from_min_size(at, vec2(WIDTH, HEIGHT));
            assert!(!card.intersects(drawing), "{area:?} {card:?}");
            assert!(
                on.contains_rect(card) || area == Area::Top,
                "{area:?} {card:?}"
            );
        }
        // Beside the palette where the drawing leaves room for it.
        let around = Around {
            canvas,
            drawing: Some(rect(500.0, 140.0, 300.0, 300.0)),
            panel: Some(panel),
            inspector: Some(inspector),
        };
        let at = place(Area::Palette, palette, &around, window);
        assert_eq!(at, pos2(60.0, 132.0));
    }
}
