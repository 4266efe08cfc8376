//! Panels of the window: no fill (the window is cleared in their colour), a hand-drawn border, a size that the user drags
//! and content never changes.

use egui::containers::panel::PanelState;
use egui::{
    Align, EventFilter, Frame, Key, Layout, Modifiers, Panel, Rangef, Rect, Stroke, Ui, UiBuilder,
};

use crate::app::theme::tokens;
use crate::app::widgets::paint;

/// How far an arrow key moves the edge of a panel, points.
const KEY_STEP: f32 = 16.0;

/// The side of the window on which a panel sits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Top bar, canvas strip.
    Top,
    /// Palette.
    Left,
    /// Inspector.
    Right,
    /// Findings, cost; status bar.
    Bottom,
}

/// Size of a panel, points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Extent {
    /// Always the same: bars.
    Fixed(f32),
    /// Dragged by the user.
    Range {
        /// At first.
        start: f32,
        /// At least.
        min: f32,
        /// At most.
        max: f32,
    },
}

/// Draws a panel and returns what `content` returned, with the rectangle it took.
pub fn panel<R>(
    ui: &mut Ui,
    side: Side,
    name: &'static str,
    extent: Extent,
    content: impl FnOnce(&mut Ui) -> R,
) -> (R, Rect) {
    let rect = reserve(ui, side, name, extent, "");
    (fill(ui, side, name, rect, content), rect)
}

/// Takes the room of a panel, whose content is drawn by [`fill`]. The order in which panels are filled is the order in
/// which Tab and screen readers walk them; room must be taken from the outside in.
/// `edge` names the edge by which it is made larger, for assistive technology.
pub fn reserve(ui: &mut Ui, side: Side, name: &'static str, extent: Extent, edge: &str) -> Rect {
    let id = panel_id(name);
    if let Extent::Range { min, max, .. } = extent {
        resize_by_keys(ui, side, id, min, max);
    }
    let base = match side {
        Side::Top => Panel::top(id),
        Side::Left => Panel::left(id),
        Side::Right => Panel::right(id),
        Side::Bottom => Panel::bottom(id),
    };
    let base = base.frame(Frame::NONE).show_separator_line(false);
    let base = match extent {
        Extent::Fixed(size) => base.resizable(false).exact_size(size),
        Extent::Range { start, min, max } => base
            .resizable(true)
            .default_size(start)
            .size_range(Rangef::new(min, max)),
    };
    let out = base.show(ui, |ui| {
        // The panel keeps the size it was given: content that is smaller does not shrink it.
        let room = ui.max_rect();
        ui.expand_to_include_rect(room);
    });
    let resize = resize_id(id);
    ui.ctx().accesskit_node_builder(resize, |node| {
        node.set_role(egui::accesskit::Role::Splitter);
        node.set_label(edge);
    });
    out.response.rect
}

fn panel_id(name: &str) -> egui::Id {
    egui::Id::new("skydraft.panel").with(name)
}

/// The edge of a panel that is dragged, as the window toolkit calls it.
fn resize_id(panel: egui::Id) -> egui::Id {
    panel.with("__resize")
}

/// While the edge of a panel has the keyboard, arrows move it.
fn resize_by_keys(ui: &Ui, side: Side, panel: egui::Id, min: f32, max: f32) {
    let edge = resize_id(panel);
    if !ui.memory(|m| m.has_focus(edge)) {
        return;
    }
    let filter = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|m| m.set_focus_lock_filter(edge, filter));
    let (less, more) = match side {
        Side::Left => (Key::ArrowLeft, Key::ArrowRight),
        Side::Right => (Key::ArrowRight, Key::ArrowLeft),
        Side::Top => (Key::ArrowUp, Key::ArrowDown),
        Side::Bottom => (Key::ArrowDown, Key::ArrowUp),
    };
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let by = match (pressed(less), pressed(more)) {
        (true, false) => -KEY_STEP,
        (false, true) => KEY_STEP,
        _ => return,
    };
    let Some(mut state) = PanelState::load(ui.ctx(), panel) else {
        return;
    };
    let rect = &mut state.outer_rect;
    let now = match side {
        Side::Left | Side::Right => rect.width(),
        Side::Top | Side::Bottom => rect.height(),
    };
    let by = (now + by).clamp(min, max) - now;
    match side {
        Side::Left => rect.max.x += by,
        Side::Right => rect.min.x -= by,
        Side::Top => rect.max.y += by,
        Side::Bottom => rect.min.y -= by,
    }
    ui.data_mut(|d| d.insert_persisted(panel, state));
}

/// Draws what stands in a panel, and its border.
pub fn fill<R>(
    ui: &mut Ui,
    side: Side,
    name: &'static str,
    rect: Rect,
    content: impl FnOnce(&mut Ui) -> R,
) -> R {
    let t = tokens(ui);
    let builder = UiBuilder::new()
        .id_salt(("skydraft.panel content", name))
        .max_rect(rect)
        .layout(Layout::top_down(Align::Min));
    let mut inside = ui.new_child(builder);
    inside.set_clip_rect(rect.intersect(ui.clip_rect()));
    let result = content(&mut inside);
    let painter = ui.painter();
    let px = 1.0 / painter.pixels_per_point();
    if ui.memory(|m| m.has_focus(resize_id(panel_id(name)))) {
        // The edge that the arrows move.
        let (from, to) = match side {
            Side::Top => (rect.left_bottom(), rect.right_bottom()),
            Side::Bottom => (rect.left_top(), rect.right_top()),
            Side::Left => (rect.right_top(), rect.right_bottom()),
            Side::Right => (rect.left_top(), rect.left_bottom()),
        };
        let line = Stroke::new(4.0, egui::Color32::from(t.accent));
        painter.line_segment([from, to], line);
        return result;
    }
    match side {
        Side::Top => paint::hline(
            painter,
            rect.left(),
            rect.right(),
            rect.bottom() - px,
            t.border,
        ),
        Side::Bottom => paint::hline(painter, rect.left(), rect.right(), rect.top(), t.border),
        Side::Left => paint::vline(
            painter,
            rect.right() - px,
            rect.top(),
            rect.bottom(),
            t.border,
        ),
        Side::Right => paint::vline(painter, rect.left(), rect.top(), rect.bottom(), t.border),
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::harness;
    use crate::app::theme::Theme;
    use egui_kittest::kittest::Queryable as _;

    #[test]
    fn content_does_not_change_the_size_of_a_panel() {
        let rects = Vec::<Rect>::new();
        let mut h = harness([900.0, 600.0], Theme::Light, rects, |ui, rects| {
            let extent = Extent::Range {
                start: 208.0,
                min: 168.0,
                max: 320.0,
            };
            let n = rects.len();
            let (_, rect) = panel(ui, Side::Left, "palette", extent, |ui| {
                ui.label("word ".repeat(1 + n % 3));
            });
            rects.push(rect);
        });
        h.run_steps(4);
        assert!(
            h.state().iter().all(|r| (r.width() - 208.0).abs() < 0.5),
            "{:?}",
            h.state()
        );
    }

    #[test]
    fn the_edge_of_a_panel_is_moved_by_arrows_within_its_bounds() {
        let mut h = harness([900.0, 600.0], Theme::Light, 0.0_f32, |ui, width| {
            let extent = Extent::Range {
                start: 208.0,
                min: 168.0,
                max: 240.0,
            };
            let rect = reserve(ui, Side::Left, "palette", extent, "Edge of the palette");
            fill(ui, Side::Left, "palette", rect, |_| ());
            *width = rect.width();
        });
        h.get_by_label("Edge of the palette").focus();
        h.run_steps(2);
        for (key, expected) in [
            (Key::ArrowRight, 224.0),
            (Key::ArrowRight, 240.0),
            (Key::ArrowRight, 240.0),
            (Key::ArrowLeft, 224.0),
        ] {
            h.key_press(key);
            h.run_steps(3);
            let width = *h.state();
            assert!((width - expected).abs() < 0.5, "{key:?}: {width}");
        }
    }
}
