//! Panels of the window: no fill (the window is cleared in their colour), a hand-drawn border, a size that the user drags
//! and content never changes.

use egui::containers::panel::PanelState;
use egui::{
    Align, CursorIcon, EventFilter, Frame, Key, Layout, Modifiers, Panel, Pos2, Rect, Sense,
    Stroke, Ui, UiBuilder, Vec2,
};

use crate::app::theme::tokens;
use crate::app::widgets::paint;

/// How far an arrow key moves the edge of a panel, points.
const KEY_STEP: f32 = 16.0;
/// Half the width of the strip by which an edge is dragged, points.
const REACH: f32 = 3.0;

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

impl Side {
    /// Width or height of a panel on this side.
    fn extent_of(self, panel: Rect) -> f32 {
        match self {
            Side::Left | Side::Right => panel.width(),
            Side::Top | Side::Bottom => panel.height(),
        }
    }
    /// From the panel towards the middle of the window.
    fn outwards(self) -> Vec2 {
        match self {
            Side::Top => Vec2::DOWN,
            Side::Bottom => Vec2::UP,
            Side::Left => Vec2::RIGHT,
            Side::Right => Vec2::LEFT,
        }
    }
    /// The direction in which a panel grows, without its sign.
    fn across(self) -> Vec2 {
        self.outwards().abs()
    }
    /// The edge towards the middle of the window.
    fn edge_of(self, panel: Rect) -> (Pos2, Pos2) {
        match self {
            Side::Top => (panel.left_bottom(), panel.right_bottom()),
            Side::Bottom => (panel.left_top(), panel.right_top()),
            Side::Left => (panel.right_top(), panel.right_bottom()),
            Side::Right => (panel.left_top(), panel.left_bottom()),
        }
    }
    /// Makes a panel larger by so much.
    fn extend(self, panel: &mut Rect, by: f32) {
        match self {
            Side::Left => panel.max.x += by,
            Side::Right => panel.min.x -= by,
            Side::Top => panel.max.y += by,
            Side::Bottom => panel.min.y -= by,
        }
    }
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
    let rect = reserve(ui, side, name, extent);
    (fill(ui, side, name, rect, content), rect)
}

/// Takes the room of a panel, whose content is drawn by [`fill`]. The order in which panels are filled is the order in
/// which Tab and screen readers walk them; room must be taken from the outside in.
pub fn reserve(ui: &mut Ui, side: Side, name: &'static str, extent: Extent) -> Rect {
    let id = panel_id(name);
    let base = match side {
        Side::Top => Panel::top(id),
        Side::Left => Panel::left(id),
        Side::Right => Panel::right(id),
        Side::Bottom => Panel::bottom(id),
    };
    let base = base.frame(Frame::NONE).show_separator_line(false);
    let size = match extent {
        Extent::Fixed(size) => size,
        Extent::Range { start, min, max } => {
            let kept = PanelState::load(ui.ctx(), id);
            let kept = kept.map(|state| side.extent_of(state.outer_rect));
            kept.unwrap_or(start).clamp(min, max)
        }
    };
    let out = base.resizable(false).exact_size(size).show(ui, |ui| {
        // The panel keeps the size it was given: content that is smaller does not shrink it.
        let room = ui.max_rect();
        ui.expand_to_include_rect(room);
    });
    out.response.rect
}

/// The edge by which a panel is made larger, with the pointer or with arrows; `label` names it for assistive technology.
/// Drawn after all panels: controls come first in the order of Tab.
pub fn edge(ui: &mut Ui, side: Side, name: &'static str, extent: Extent, panel: Rect, label: &str) {
    let Extent::Range { min, max, .. } = extent else {
        return;
    };
    let id = panel_id(name);
    let (from, to) = side.edge_of(panel);
    // More of it outside: inside there may be a scroll bar.
    let reach = Rect::from_two_pos(from, to).expand2(side.across() * REACH);
    let reach = reach.translate(side.outwards() * (REACH - 1.0));
    let response = ui.interact(reach, resize_id(id), Sense::click_and_drag());
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(egui::accesskit::Role::Splitter);
        node.set_label(label);
    });
    let now = side.extent_of(panel);
    let dragged = response.interact_pointer_pos();
    let wanted = match dragged.filter(|_| response.dragged()) {
        Some(at) => now + (at - from).dot(side.outwards()),
        None => now + by_keys(ui, side, response.id),
    };
    let wanted = wanted.clamp(min, max);
    if wanted != now
        && let Some(mut state) = PanelState::load(ui.ctx(), id)
    {
        side.extend(&mut state.outer_rect, wanted - now);
        ui.data_mut(|d| d.insert_persisted(id, state));
        ui.ctx().request_repaint();
    }
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(match side {
            Side::Left | Side::Right => CursorIcon::ResizeHorizontal,
            Side::Top | Side::Bottom => CursorIcon::ResizeVertical,
        });
    }
    let t = tokens(ui);
    let line = if response.has_focus() {
        Stroke::new(4.0, egui::Color32::from(t.accent))
    } else if response.hovered() || response.dragged() {
        Stroke::new(2.0, egui::Color32::from(t.accent))
    } else {
        return;
    };
    ui.painter().line_segment([from, to], line);
}

fn panel_id(name: &str) -> egui::Id {
    egui::Id::new("skydraft.panel").with(name)
}

/// The edge of a panel that is dragged, as the window toolkit calls it.
fn resize_id(panel: egui::Id) -> egui::Id {
    panel.with("__resize")
}

/// While the edge of a panel has the keyboard, arrows move it: how far it goes outwards, points.
fn by_keys(ui: &Ui, side: Side, edge: egui::Id) -> f32 {
    if !ui.memory(|m| m.has_focus(edge)) {
        return 0.0;
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
    match (pressed(less), pressed(more)) {
        (true, false) => -KEY_STEP,
        (false, true) => KEY_STEP,
        _ => 0.0,
    }
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
    use egui::pos2;
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
            let rect = reserve(ui, Side::Left, "palette", extent);
            fill(ui, Side::Left, "palette", rect, |_| ());
            let name = "Edge of the palette";
            edge(ui, Side::Left, "palette", extent, rect, name);
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

    #[test]
    fn the_edge_of_a_panel_follows_the_pointer_within_its_bounds() {
        let mut h = harness([900.0, 600.0], Theme::Light, 0.0_f32, |ui, height| {
            let extent = Extent::Range {
                start: 160.0,
                min: 120.0,
                max: 300.0,
            };
            let rect = reserve(ui, Side::Bottom, "results", extent);
            fill(ui, Side::Bottom, "results", rect, |_| ());
            edge(ui, Side::Bottom, "results", extent, rect, "Edge");
            *height = rect.height();
        });
        let at = h.get_by_label("Edge").rect().center();
        // The panel ends at 592, where the margin of the harness begins: 592 - 160 = 432.
        assert!((at.y - 432.0).abs() <= 3.0, "{at:?}");
        h.drag_at(at);
        h.run_steps(2);
        for (y, expected) in [
            (400.0, 192.0),
            (100.0, 300.0),
            (590.0, 120.0),
            (420.0, 172.0),
        ] {
            h.hover_at(pos2(450.0, y));
            h.run_steps(3);
            let height = *h.state();
            assert!((height - expected).abs() < 0.5, "{y}: {height}");
        }
        h.drop_at(pos2(450.0, 420.0));
        h.run_steps(2);
        assert!((*h.state() - 172.0).abs() < 0.5);
    }
}
