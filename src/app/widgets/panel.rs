//! Panels of the window: flat fill, a hand-drawn border, a size that the user drags and content never changes.

use egui::{Align, Frame, Layout, Panel, Rangef, Rect, Ui, UiBuilder};

use crate::app::theme::tokens;
use crate::app::widgets::paint;

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
    let rect = reserve(ui, side, name, extent);
    (fill(ui, side, name, rect, content), rect)
}

/// Takes the room of a panel, whose content is drawn by [`fill`]. The order in which panels are filled is the order in
/// which Tab and screen readers walk them; room must be taken from the outside in.
pub fn reserve(ui: &mut Ui, side: Side, name: &'static str, extent: Extent) -> Rect {
    let id = egui::Id::new("skydraft.panel").with(name);
    let base = match side {
        Side::Top => Panel::top(id),
        Side::Left => Panel::left(id),
        Side::Right => Panel::right(id),
        Side::Bottom => Panel::bottom(id),
    };
    let t = tokens(ui);
    let base = base
        .frame(Frame::NONE.fill(t.panel.into()))
        .show_separator_line(false);
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
    out.response.rect
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
}
