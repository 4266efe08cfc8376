//! A table of things side by side: a first column that stays, columns of equal width, a head that stays, rows of any
//! height of which only the visible ones are drawn. Where the columns have no room, they scroll under the first one.

use egui::{
    Align2, CursorIcon, Id, Painter, Rect, Response, ScrollArea, Sense, Ui, WidgetInfo, WidgetType,
    pos2, vec2,
};

use crate::app::fonts::{self, Elide, Type};
use crate::app::theme::tokens;
use crate::app::widgets::paint;
use crate::app::widgets::tip::tip;
use crate::glyph;
use crate::scene::tokens::{Color, Tokens};

/// Height of the head, points.
pub const HEAD: f32 = 32.0;
/// Room left and right of what stands in a cell, points.
pub const PAD: f32 = 12.0;

/// Head of a column.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// A letter or two that tells the column from the others.
    pub mark: String,
    /// What stands in it.
    pub title: String,
    /// The rest of what is to be known, for the tooltip.
    pub note: String,
    /// Whether it is the one that the others are measured against.
    pub is_base: bool,
}

/// How a row is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// Height, points.
    pub height: f32,
    /// Whether it can be clicked.
    pub clicked: bool,
}

/// The table.
#[must_use = "call `show`"]
pub struct Sides<'a> {
    name: &'a str,
    first: &'a str,
    first_width: f32,
    least: f32,
    heads: &'a [Head],
    sorted: Option<usize>,
    sortable: bool,
    texts: bool,
    from_top: bool,
}

/// What happened to the table in this frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SidesResponse {
    /// Row that was clicked.
    pub clicked: Option<usize>,
    /// Column whose head was clicked: 0 is the first one, 1 the first of the others.
    pub sort: Option<usize>,
}

impl<'a> Sides<'a> {
    /// A table with the columns `heads`; `name` tells it from others inside the `Ui`, `first` is the title of the first
    /// column.
    pub fn new(name: &'a str, first: &'a str, heads: &'a [Head]) -> Self {
        Self {
            name,
            first,
            first_width: 320.0,
            least: 116.0,
            heads,
            sorted: None,
            sortable: false,
            texts: false,
            from_top: false,
        }
    }

    /// Width of the first column, points.
    pub fn first_width(mut self, width: f32) -> Self {
        self.first_width = width;
        self
    }

    /// Least width of the other columns, points.
    pub fn least(mut self, width: f32) -> Self {
        self.least = width;
        self
    }

    /// The columns hold texts: their heads stand at the left.
    pub fn texts(mut self) -> Self {
        self.texts = true;
        self
    }

    /// Shows the first row: what stands in the table is something else than before.
    pub fn from_top(mut self, yes: bool) -> Self {
        self.from_top = yes;
        self
    }

    /// Lets the heads be clicked; the column that the rows are sorted by.
    pub fn sorted(mut self, column: Option<usize>) -> Self {
        self.sortable = true;
        self.sorted = column;
        self
    }

    /// Width of a column when the table is `room` points wide.
    pub fn width_of(&self, room: f32) -> f32 {
        let count = self.heads.len().max(1) as f32;
        ((room - self.first_width - 8.0) / count)
            .max(self.least)
            .floor()
    }

    /// Draws it; `paint` draws one row.
    pub fn show(
        self,
        ui: &mut Ui,
        lines: &[Line],
        mut paint: impl FnMut(usize, &mut SideRow<'_>),
    ) -> SidesResponse {
        let mut out = SidesResponse::default();
        let id = ui.id().with(("sides", self.name));
        let room = ui.available_width();
        let width = self.width_of(room);
        let all = self.first_width + width * self.heads.len() as f32;
        let (head, _) = ui.allocate_exact_size(vec2(room, HEAD), Sense::hover());
        let mut tops = Vec::with_capacity(lines.len() + 1);
        let mut y = 0.0;
        for line in lines {
            tops.push(y);
            y += line.height;
        }
        let height = y;
        let shown = ui
            .scope(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.spacing_mut().scroll.floating_allocated_width = 8.0;
                let mut area = ScrollArea::both().id_salt(id).auto_shrink([false, false]);
                if self.from_top {
                    area = area.scroll_offset(egui::Vec2::ZERO);
                }
                area.show_viewport(ui, |ui, view| {
                    ui.set_min_size(vec2(all, height));
                    let corner = ui.min_rect().min;
                    let from = tops
                        .partition_point(|top| *top <= view.top())
                        .saturating_sub(1);
                    for (at, line) in lines.iter().enumerate().skip(from) {
                        let top = tops.get(at).copied().unwrap_or(0.0);
                        if top > view.bottom() {
                            break;
                        }
                        let left = corner.x + view.left();
                        let seen = view.width().min(room);
                        let min = pos2(left, corner.y + top);
                        let rect = Rect::from_min_size(min, vec2(seen, line.height));
                        let row = SideRow::new(ui, id, at, line, rect, &self, width, view.left());
                        if let Some(clicked) = row.draw(&mut paint) {
                            out.clicked = Some(clicked);
                        }
                    }
                })
            })
            .inner;
        out.sort = self.head(ui, id, head, width, shown.state.offset.x);
        out
    }

    fn head(&self, ui: &mut Ui, id: Id, rect: Rect, width: f32, shift: f32) -> Option<usize> {
        let t = tokens(ui);
        ui.painter().rect_filled(rect, 0.0, t.subtle);
        let (first, rest) = rect.split_left_right_at_x(rect.left() + self.first_width);
        let mut clicked = None;
        if self.head_cell(ui, id, 0, first, first, false) {
            clicked = Some(0);
        }
        for at in 0..self.heads.len() {
            let left = rest.left() + width * at as f32 - shift;
            let cell = Rect::from_min_size(pos2(left, rect.top()), vec2(width, rect.height()));
            let seen = cell.intersect(rest);
            if seen.width() > 24.0 && self.head_cell(ui, id, at + 1, cell, rest, true) {
                clicked = Some(at + 1);
            }
        }
        paint::hline(
            ui.painter(),
            rect.left(),
            rect.right(),
            rect.bottom() - 1.0,
            t.border,
        );
        clicked
    }

    /// A cell of the head; whether it was clicked.
    fn head_cell(
        &self,
        ui: &mut Ui,
        id: Id,
        at: usize,
        cell: Rect,
        clip: Rect,
        right: bool,
    ) -> bool {
        let t = tokens(ui);
        let head = at.checked_sub(1).and_then(|at| self.heads.get(at));
        let title = head.map_or(self.first, |head| head.title.as_str());
        let sorted = self.sorted == Some(at);
        let sense = if self.sortable {
            Sense::click()
        } else {
            Sense::hover()
        };
        let response = ui.interact(cell.intersect(clip), id.with(("head", at)), sense);
        response.widget_info(|| {
            let role = if self.sortable {
                WidgetType::Button
            } else {
                WidgetType::Label
            };
            let mark = head.map_or("", |head| head.mark.as_str());
            let name = format!("{mark} {title}");
            WidgetInfo::selected(role, true, sorted, name.trim())
        });
        let painter = ui.painter().with_clip_rect(clip.intersect(ui.clip_rect()));
        let is_base = head.is_some_and(|head| head.is_base);
        let mut ink = if sorted || is_base {
            t.text_1
        } else {
            t.text_2
        };
        if self.sortable && response.hovered() {
            ink = t.text_1;
        }
        let font = if sorted || is_base {
            Type::Small.strong()
        } else {
            Type::Small.font()
        };
        let inner = cell.shrink2(vec2(PAD, 0.0));
        let badge = head.map_or(0.0, |_| 22.0);
        let caret = if sorted { 14.0 } else { 0.0 };
        let room = (inner.width() - badge - caret).max(12.0);
        let shown = fonts::elide(&painter, title, &font, room, Elide::End).into_owned();
        let text = fonts::width(&painter, &shown, font.clone());
        let mut x = match (right, self.texts) {
            (false, _) => inner.left(),
            (true, true) => inner.left() + badge,
            (true, false) => inner.right() - text,
        };
        let y = cell.center().y;
        fonts::text(&painter, pos2(x, y), Align2::LEFT_CENTER, &shown, font, ink);
        if let Some(head) = head {
            x -= 22.0;
            badge_at(&painter, t, pos2(x + 8.0, y), &head.mark, head.is_base);
        }
        if sorted {
            let c = if at == 0 {
                glyph::CARET_UP
            } else {
                glyph::CARET_DOWN
            };
            let x = if right { x - 8.0 } else { x + text + 8.0 };
            fonts::glyph(&painter, pos2(x, y), c, fonts::icon(10.0), ink);
        }
        paint::focus_ring(ui, &response, cell.shrink2(vec2(4.0, 6.0)), 4.0);
        let clicked = response.clicked();
        let response = match self.sortable {
            true => response.on_hover_cursor(CursorIcon::PointingHand),
            false => response,
        };
        if let Some(head) = head {
            let note = [head.title.as_str(), head.note.as_str()].join("\n");
            tip(response, note.trim());
        }
        clicked
    }
}

/// The letter of a column in its square, centred on `at`.
pub fn badge_at(painter: &Painter, t: &Tokens, at: egui::Pos2, mark: &str, is_base: bool) {
    let rect = paint::snap(painter, Rect::from_center_size(at, vec2(16.0, 16.0)));
    let (fill, ink) = if is_base {
        (t.accent_fill, t.on_accent)
    } else {
        (t.hover, t.text_2)
    };
    painter.rect_filled(rect, 4.0, fill);
    let font = Type::Tiny.strong();
    fonts::text(
        painter,
        rect.center(),
        Align2::CENTER_CENTER,
        mark,
        font,
        ink,
    );
}

/// A row being painted.
pub struct SideRow<'a> {
    ui: &'a mut Ui,
    t: &'static Tokens,
    at: usize,
    id: Id,
    rect: Rect,
    first_width: f32,
    width: f32,
    shift: f32,
    response: Response,
    clicks: bool,
    name: String,
}

impl<'a> SideRow<'a> {
    #[expect(clippy::too_many_arguments, reason = "made in one place, by the table")]
    fn new(
        ui: &'a mut Ui,
        id: Id,
        at: usize,
        line: &Line,
        rect: Rect,
        table: &Sides<'_>,
        width: f32,
        shift: f32,
    ) -> SideRow<'a> {
        let sense = if line.clicked {
            Sense::click()
        } else {
            Sense::hover()
        };
        let id = id.with(("row", at));
        let response = ui.interact(rect, id, sense);
        let t = tokens(ui);
        SideRow {
            t,
            at,
            id,
            rect,
            first_width: table.first_width,
            width,
            shift,
            response,
            clicks: line.clicked,
            name: String::new(),
            ui,
        }
    }

    fn draw(mut self, paint: &mut impl FnMut(usize, &mut SideRow<'_>)) -> Option<usize> {
        if self.clicks && self.response.hovered() {
            self.ui.painter().rect_filled(self.rect, 0.0, self.t.hover);
        }
        paint(self.at, &mut self);
        let role = if self.clicks {
            WidgetType::Button
        } else {
            WidgetType::Label
        };
        let name = std::mem::take(&mut self.name);
        self.response
            .widget_info(|| WidgetInfo::labeled(role, true, &name));
        paint::focus_ring(self.ui, &self.response, self.rect.shrink(3.0), 4.0);
        let clicked = self.response.clicked();
        if self.clicks {
            self.response.on_hover_cursor(CursorIcon::PointingHand);
        }
        clicked.then_some(self.at)
    }

    /// The whole row, as far as it is seen.
    pub fn rect(&self) -> Rect {
        self.rect
    }
    /// The first cell.
    pub fn first(&self) -> Rect {
        Rect::from_min_size(self.rect.min, vec2(self.first_width, self.rect.height()))
    }
    /// Cell of a column.
    pub fn cell(&self, column: usize) -> Rect {
        let left = self.rect.left() + self.first_width + self.width * column as f32 - self.shift;
        Rect::from_min_size(
            pos2(left, self.rect.top()),
            vec2(self.width, self.rect.height()),
        )
    }
    /// What paints in the columns: nothing of it lies on the first one.
    pub fn painter(&self) -> Painter {
        let mut clip = self.rect;
        clip.min.x += self.first_width;
        self.ui
            .painter()
            .with_clip_rect(clip.intersect(self.ui.clip_rect()))
    }
    /// What paints in the first column and over the whole row.
    pub fn whole_painter(&self) -> Painter {
        self.ui
            .painter()
            .with_clip_rect(self.rect.intersect(self.ui.clip_rect()))
    }
    /// Colours.
    pub fn tokens(&self) -> &'static Tokens {
        self.t
    }
    /// The `Ui` of the table.
    pub fn ui(&mut self) -> &mut Ui {
        self.ui
    }
    /// A line below the row.
    pub fn underline(&self, color: Color) {
        let rect = self.rect;
        paint::hline(
            self.ui.painter(),
            rect.left(),
            rect.right(),
            rect.bottom() - 1.0,
            color,
        );
    }
    /// Adds to what assistive technology reads for the row.
    pub fn say(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        if !self.name.is_empty() {
            self.name.push_str(", ");
        }
        self.name.push_str(words);
    }
    /// Explains a part of the row while the pointer rests on it; the text is made only then.
    pub fn explain(&mut self, rect: Rect, text: impl FnOnce() -> String) {
        let seen = rect.intersect(self.rect);
        if !self.ui.rect_contains_pointer(seen) {
            return;
        }
        let id = self.id.with(("tip", rect.left().to_bits()));
        let response = self.ui.interact(seen, id, Sense::hover());
        tip(response, &text());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::harness;
    use crate::app::theme::Theme;
    use egui_kittest::kittest::Queryable as _;

    #[test]
    fn heads_sort_rows_open_and_what_is_out_of_view_is_not_drawn() {
        let heads = ["A", "B", "C"].map(|mark| Head {
            mark: mark.to_owned(),
            title: format!("Plan {mark}"),
            ..Head::default()
        });
        let lines = vec![
            Line {
                height: 31.0,
                clicked: true,
            };
            500
        ];
        let state: (Option<usize>, Option<usize>) = (None, None);
        let mut h = harness([900.0, 300.0], Theme::Light, state, move |ui, state| {
            let table = Sides::new("sides", "Line", &heads).sorted(state.1);
            let out = table.show(ui, &lines, |at, row| row.say(&format!("Row {at}")));
            state.0 = out.clicked.or(state.0);
            state.1 = out.sort.or(state.1);
        });
        h.get_by_label("Row 3").click();
        h.run();
        h.get_by_label("B Plan B").click();
        h.run();
        assert_eq!(*h.state(), (Some(3), Some(2)));
        assert!(h.query_by_label("Row 400").is_none());
    }

    #[test]
    fn columns_keep_their_least_width_and_share_what_is_left() {
        let heads = vec![Head::default(); 4];
        let table = Sides::new("sides", "Line", &heads)
            .first_width(200.0)
            .least(120.0);
        assert_eq!(table.width_of(1008.0), 200.0);
        assert_eq!(table.width_of(300.0), 120.0);
    }
}
