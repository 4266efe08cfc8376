//! The areas of the window: where they are, and walking from one to the next with F6.

use super::paint;
use crate::app::theme::tokens_of;
use egui::{
    Color32, Context, Id, LayerId, Order, Rect, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, WidgetType,
};

/// An area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Area {
    /// The top bar.
    Top,
    /// Components and layers.
    Palette,
    /// The drawing.
    Canvas,
    /// Properties.
    Inspector,
    /// The panel at the bottom.
    Panel,
}

impl Area {
    /// All areas, in the order of walking.
    pub const ALL: [Area; 5] = [
        Area::Top,
        Area::Palette,
        Area::Canvas,
        Area::Inspector,
        Area::Panel,
    ];

    /// Key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Area::Top => "area-top",
            Area::Palette => "area-palette",
            Area::Canvas => "area-canvas",
            Area::Inspector => "area-inspector",
            Area::Panel => "area-panel",
        }
    }

    fn id(self) -> Id {
        Id::new("skydraft.area").with(self.key())
    }
}

/// Where the areas are, and which one has been walked to.
#[derive(Debug, Default)]
pub struct Areas {
    rects: Vec<(Area, Rect)>,
    at: Option<Area>,
    /// The area is to get the keyboard as soon as its place for it is drawn.
    asked: bool,
}

impl Areas {
    /// Begins a frame.
    pub fn clear(&mut self) {
        self.rects.clear();
    }

    /// Says where an area is in this frame.
    pub fn put(&mut self, area: Area, rect: Rect) {
        self.rects.push((area, rect));
    }

    /// Where an area is; none if it is hidden.
    pub fn rect(&self, area: Area) -> Option<Rect> {
        let found = self.rects.iter().find(|(known, _)| *known == area);
        found.map(|(_, rect)| *rect)
    }

    /// The area that was walked to; none once the user does something else.
    pub fn current(&self) -> Option<Area> {
        self.at
    }

    /// Walks to the next area that is shown (or the one before): it gets the keyboard, Tab goes on inside.
    pub fn walk(&mut self, ctx: &Context, by: isize) {
        let focused = ctx.memory(|m| m.focused());
        let response = focused.and_then(|id| ctx.read_response(id));
        let inside = response.map(|response| response.rect.center());
        let holds = |at: &egui::Pos2| {
            let holding = self.rects.iter().find(|(_, rect)| rect.contains(*at));
            holding.map(|(area, _)| *area)
        };
        let from = self.at.or_else(|| inside.as_ref().and_then(holds));
        let mut shown: Vec<Area> = self.rects.iter().map(|(area, _)| *area).collect();
        shown.sort();
        if shown.is_empty() {
            return;
        }
        let count = shown.len() as isize;
        let next = match from.and_then(|from| shown.iter().position(|area| *area == from)) {
            Some(at) => (at as isize + by).rem_euclid(count),
            None if by < 0 => count - 1,
            // Whoever starts works in the drawing.
            None => shown.iter().position(|a| *a == Area::Canvas).unwrap_or(0) as isize,
        };
        let area = shown[next as usize];
        self.at = Some(area);
        self.asked = area != Area::Canvas;
        // The drawing takes arrows and shortcuts while nothing else has the keyboard.
        if let Some(id) = focused {
            ctx.memory_mut(|m| m.surrender_focus(id));
        }
        ctx.request_repaint();
    }

    /// A place for the keyboard at the start of an area, while it is walked to; call before its contents are drawn.
    pub fn anchor(&mut self, ui: &mut Ui, area: Area, name: &str) {
        if self.at != Some(area) {
            return;
        }
        let builder = UiBuilder::new().max_rect(ui.max_rect());
        let ui = ui.new_child(builder);
        if area != Area::Canvas {
            let sense = Sense::focusable_noninteractive();
            let response = ui.interact(ui.max_rect(), area.id(), sense);
            response.widget_info(|| WidgetInfo::labeled(WidgetType::Other, true, name));
            if std::mem::take(&mut self.asked) {
                response.request_focus();
            }
        }
        let pressed = ui.input(|i| i.pointer.any_pressed());
        let left = ui.memory(|m| m.focused()).is_some_and(|id| id != area.id());
        if pressed || left {
            // What is no longer drawn must not keep the keyboard.
            ui.memory_mut(|m| m.surrender_focus(area.id()));
            self.at = None;
        }
    }

    /// Draws the ring around the area that was walked to.
    pub fn ring(&self, ctx: &Context) {
        let Some(rect) = self.at.and_then(|area| self.rect(area)) else {
            return;
        };
        let layer = LayerId::new(Order::Foreground, Id::new("skydraft.area.ring"));
        let stroke = Stroke::new(2.0, Color32::from(tokens_of(ctx).accent));
        let painter = ctx.layer_painter(layer);
        let rect = paint::snap(&painter, rect.shrink(1.0));
        painter.rect_stroke(rect, 4.0, stroke, StrokeKind::Inside);
    }
}
