//! A field to type into and the list of what it finds: the command palette and the search look and move alike.

use crate::app::fonts::{self, Type};
use crate::app::theme::{RADIUS_MENU, shadow_float, tokens, tokens_of};
use crate::app::widgets::field::TextField;
use crate::app::widgets::paint;
use egui::{
    Align2, Context, Frame, Id, Key, Margin, Modal, Modifiers, Rect, Response, ScrollArea, Sense,
    Ui, WidgetInfo, WidgetType, vec2,
};

/// What is typed and which row is reached.
#[derive(Debug, Default)]
pub struct Seek {
    query: String,
    at: usize,
    moved: bool,
}

/// The sheet of a search.
pub struct SeekSheet<'a> {
    /// Tells it from other sheets.
    pub id: &'static str,
    /// What the field is for, to those who do not see it.
    pub name: &'a str,
    /// What can be typed.
    pub hint: &'a str,
    /// Name of the button that empties the field.
    pub clear: &'a str,
    /// Says how much was found; may be empty.
    pub trailing: &'a str,
    /// What stands in place of an empty list.
    pub nothing: &'a str,
    /// From the top of the window, as a share of its height.
    pub top: f32,
    /// Height of a row in points.
    pub row: f32,
    /// Rows that are seen at once.
    pub rows: u8,
}

/// What became of a sheet in this frame.
#[derive(Debug, PartialEq, Eq)]
pub enum Sought {
    /// It stays open.
    Open,
    /// That row was taken.
    Row(usize),
    /// It is to be closed.
    Closed,
}

impl Seek {
    /// What is typed.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// Draws the sheet with `count` rows; `row` draws the one with that number and names it.
    pub fn show(
        &mut self,
        ctx: &Context,
        sheet: &SeekSheet<'_>,
        count: usize,
        row: impl FnMut(&mut Ui, Rect, &Response, usize),
    ) -> Sought {
        let t = tokens_of(ctx);
        let enter = self.keys(ctx, count);
        let frame = Frame::NONE
            .fill(t.panel.into())
            .stroke(paint::hairline(t.border))
            .corner_radius(RADIUS_MENU)
            .inner_margin(Margin::same(10))
            .shadow(shadow_float(t));
        let id = Id::new(sheet.id);
        let top = ctx.content_rect().height() * sheet.top;
        let area = Modal::default_area(id).anchor(Align2::CENTER_TOP, vec2(0.0, top));
        let modal = Modal::new(id)
            .area(area)
            .backdrop_color(t.scrim.into())
            .frame(frame)
            .show(ctx, |ui| {
                ui.set_width(560.0_f32.min(ctx.content_rect().width() - 80.0));
                self.field(ui, sheet);
                ui.add_space(6.0);
                self.list(ui, sheet, count, row)
                    .or(enter.then_some(self.at))
            });
        match modal.inner.filter(|at| *at < count) {
            Some(at) => Sought::Row(at),
            None if modal.should_close() => Sought::Closed,
            None => Sought::Open,
        }
    }

    /// Moves by the arrow keys; whether the reached row is taken.
    fn keys(&mut self, ctx: &Context, count: usize) -> bool {
        let (down, up, enter) = ctx.input_mut(|i| {
            (
                i.consume_key(Modifiers::NONE, Key::ArrowDown),
                i.consume_key(Modifiers::NONE, Key::ArrowUp),
                i.consume_key(Modifiers::NONE, Key::Enter),
            )
        });
        self.moved = down || up;
        if down {
            self.at += 1;
        }
        if up {
            self.at = self.at.saturating_sub(1);
        }
        self.at = self.at.min(count.saturating_sub(1));
        enter
    }

    fn field(&mut self, ui: &mut Ui, sheet: &SeekSheet<'_>) {
        let response = TextField::search(&mut self.query, sheet.name, sheet.clear)
            .hint(sheet.hint)
            .trailing(sheet.trailing)
            .large()
            .id(Id::new(sheet.id).with("query"))
            .show(ui);
        if !response.has_focus() {
            response.request_focus();
        }
        if response.changed() {
            self.at = 0;
        }
    }

    fn list(
        &self,
        ui: &mut Ui,
        sheet: &SeekSheet<'_>,
        count: usize,
        mut row: impl FnMut(&mut Ui, Rect, &Response, usize),
    ) -> Option<usize> {
        let t = tokens(ui);
        if count == 0 {
            let size = vec2(ui.available_width(), sheet.row);
            let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, sheet.nothing));
            let at = rect.left_center() + vec2(8.0, 0.0);
            let (anchor, font) = (Align2::LEFT_CENTER, Type::Control.font());
            fonts::text(ui.painter(), at, anchor, sheet.nothing, font, t.text_3);
            return None;
        }
        let mut chosen = None;
        let height = sheet.row * f32::from(sheet.rows);
        // The sheet is as high as its list was a frame ago: without a least height it would not grow again.
        let area = ScrollArea::vertical()
            .max_height(height)
            .min_scrolled_height(height);
        area.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for number in 0..count {
                let (_, rect) = ui.allocate_space(vec2(ui.available_width(), sheet.row));
                let response = ui.interact(rect, ui.id().with(("row", number)), Sense::click());
                if self.at == number {
                    ui.painter().rect_filled(rect, 6.0, t.accent_soft);
                    if self.moved {
                        ui.scroll_to_rect(rect, None);
                    }
                } else if response.hovered() {
                    ui.painter().rect_filled(rect, 6.0, t.hover);
                }
                row(ui, rect, &response, number);
                if response.clicked() {
                    chosen = Some(number);
                }
            }
        });
        chosen
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::harness;
    use crate::app::theme::Theme;

    #[derive(Default)]
    struct Found {
        seek: Seek,
        count: usize,
        seen: Vec<usize>,
    }

    #[test]
    fn the_list_grows_again_when_more_is_found() {
        let found = Found {
            count: 1,
            ..Found::default()
        };
        let mut h = harness([900.0, 700.0], Theme::Light, found, |ui, found| {
            let sheet = SeekSheet {
                id: "test",
                name: "Search",
                hint: "",
                clear: "Clear",
                trailing: "",
                nothing: "Nothing",
                top: 0.1,
                row: 32.0,
                rows: 9,
            };
            let Found { seek, count, seen } = found;
            seen.clear();
            seek.show(ui.ctx(), &sheet, *count, |ui, rect, _, number| {
                if ui.clip_rect().contains(rect.center()) {
                    seen.push(number);
                }
            });
        });
        h.run_steps(3);
        assert_eq!(h.state().seen, [0]);
        h.state_mut().count = 40;
        h.run_steps(3);
        assert_eq!(h.state().seen, (0..9).collect::<Vec<_>>());
    }
}
