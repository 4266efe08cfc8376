//! A table that paints its cells: names shortened, numbers in equal-width digits and right-aligned, only the visible
//! rows drawn.

use egui::{
    Align2, CursorIcon, Id, Rect, Response, ScrollArea, Sense, Ui, WidgetInfo, WidgetType, pos2,
    vec2,
};

use crate::app::fonts::{self, Elide, Type};
use crate::app::theme::{self, tokens};
use crate::app::widgets::paint::{self, Tone};
use crate::glyph;
use crate::scene::tokens::{Color, Tokens};

/// Width of a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Width {
    /// Points.
    Fixed(f32),
    /// A share of what the fixed columns leave.
    Share(f32),
}

/// A column of a [`Table`].
#[derive(Clone, Copy, Debug)]
pub struct Column<'a> {
    /// Head.
    pub title: &'a str,
    /// Width.
    pub width: Width,
    /// Numbers: right-aligned.
    pub numeric: bool,
    /// A click on the head sorts.
    pub sortable: bool,
}

impl<'a> Column<'a> {
    /// A left-aligned column.
    pub fn text(title: &'a str, width: Width) -> Self {
        Self {
            title,
            width,
            numeric: false,
            sortable: false,
        }
    }

    /// A right-aligned column of numbers.
    pub fn number(title: &'a str, width: Width) -> Self {
        Self {
            title,
            width,
            numeric: true,
            sortable: false,
        }
    }

    /// Lets the head be clicked.
    pub fn sortable(mut self) -> Self {
        self.sortable = true;
        self
    }
}

/// A table.
#[must_use = "call `show`"]
pub struct Table<'a> {
    name: &'a str,
    columns: &'a [Column<'a>],
    row_height: f32,
    selected: Option<usize>,
    sorted: Option<(usize, bool)>,
    max_height: f32,
    inset: f32,
    rounded: bool,
    scroll_to: Option<usize>,
}

/// What happened to a table in this frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TableResponse {
    /// Row that was clicked, or chosen by Enter.
    pub clicked: Option<usize>,
    /// Row that was double-clicked.
    pub double_clicked: Option<usize>,
    /// Row under the pointer.
    pub hovered: Option<usize>,
    /// Column whose head was clicked.
    pub sort: Option<usize>,
}

impl<'a> Table<'a> {
    /// A table; `name` tells it from others inside the `Ui`.
    pub fn new(name: &'a str, columns: &'a [Column<'a>]) -> Self {
        Self {
            name,
            columns,
            row_height: theme::TABLE_ROW,
            selected: None,
            sorted: None,
            max_height: f32::INFINITY,
            inset: 12.0,
            rounded: false,
            scroll_to: None,
        }
    }

    /// Rows of 26 instead of 31.
    pub fn dense(mut self) -> Self {
        self.row_height = theme::TABLE_ROW_DENSE;
        self
    }

    /// The selected row.
    pub fn selected(mut self, row: Option<usize>) -> Self {
        self.selected = row;
        self
    }

    /// Sorted by this column; `true` is ascending.
    pub fn sorted(mut self, column: usize, ascending: bool) -> Self {
        self.sorted = Some((column, ascending));
        self
    }

    /// Scrolls beyond this height, points.
    pub fn max_height(mut self, height: f32) -> Self {
        self.max_height = height;
        self
    }

    /// Room left and right of the cells, points (12 without it).
    pub fn inset(mut self, inset: f32) -> Self {
        self.inset = inset;
        self
    }

    /// Rounds the fill of the selected and the hovered row: for tables inside cards.
    pub fn rounded(mut self) -> Self {
        self.rounded = true;
        self
    }

    /// Brings a row into view.
    pub fn scroll_to(mut self, row: Option<usize>) -> Self {
        self.scroll_to = row;
        self
    }

    /// Draws head and `rows` rows; `cells` paints one row by calling the methods of [`Row`] once per column.
    pub fn show(
        self,
        ui: &mut Ui,
        rows: usize,
        mut cells: impl FnMut(usize, &mut Row<'_>),
    ) -> TableResponse {
        let mut out = TableResponse::default();
        let id = ui.id().with(("table", self.name));
        let spans = self.spans(ui.available_width());
        if self.columns.iter().any(|c| !c.title.is_empty()) {
            out.sort = self.head(ui, id, &spans);
        }
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            // A bar that appears takes room of its own, so that it never lies on a number.
            ui.spacing_mut().scroll.floating_allocated_width = 8.0;
            let mut area = ScrollArea::vertical()
                .id_salt(id)
                .auto_shrink([false, true])
                .max_height(self.max_height);
            if self.max_height.is_finite() {
                // What is around may be as low as the rows were a frame ago.
                area = area.min_scrolled_height(self.max_height);
            }
            if let Some(row) = self.scroll_to {
                let top = row as f32 * self.row_height;
                area = area.vertical_scroll_offset((top - self.row_height * 2.0).max(0.0));
            }
            area.show_rows(ui, self.row_height, rows, |ui, range| {
                for row in range {
                    self.row(ui, id, row, &spans, &mut cells, &mut out);
                }
            });
        });
        out
    }

    fn spans(&self, width: f32) -> Vec<(f32, f32)> {
        let gap = 8.0;
        let gaps = gap * self.columns.len().saturating_sub(1) as f32;
        let (mut fixed, mut shares) = (0.0, 0.0);
        for column in self.columns {
            match column.width {
                Width::Fixed(w) => fixed += w,
                Width::Share(s) => shares += s,
            }
        }
        let spare = (width - 2.0 * self.inset - gaps - fixed).max(0.0);
        let mut x = self.inset;
        let mut spans = Vec::with_capacity(self.columns.len());
        for column in self.columns {
            let w = match column.width {
                Width::Fixed(w) => w,
                Width::Share(s) => spare * s / f32::max(shares, f32::EPSILON),
            };
            spans.push((x, w));
            x += w + gap;
        }
        spans
    }

    fn head(&self, ui: &mut Ui, id: Id, spans: &[(f32, f32)]) -> Option<usize> {
        let t = tokens(ui);
        let size = vec2(ui.available_width(), 28.0);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let mut clicked = None;
        for (i, (column, (x, w))) in self.columns.iter().zip(spans).enumerate() {
            let cell = Rect::from_min_size(pos2(rect.left() + x, rect.top()), vec2(*w, size.y));
            let sorted = self.sorted.filter(|(at, _)| *at == i);
            let mut ink = if sorted.is_some() { t.text_1 } else { t.text_3 };
            if column.sortable {
                let head = ui.interact(cell, id.with(("head", i)), Sense::click());
                head.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, column.title));
                if head.hovered() {
                    ink = t.text_1;
                }
                paint::focus_ring(ui, &head, cell.shrink2(vec2(0.0, 4.0)), 4.0);
                if head.on_hover_cursor(CursorIcon::PointingHand).clicked() {
                    clicked = Some(i);
                }
            }
            let (anchor, at) = if column.numeric {
                (Align2::RIGHT_CENTER, cell.right_center())
            } else {
                (Align2::LEFT_CENTER, cell.left_center())
            };
            let font = if sorted.is_some() {
                Type::Small.strong()
            } else {
                Type::Small.font()
            };
            let text = fonts::text(ui.painter(), at, anchor, column.title, font, ink);
            if let Some((_, ascending)) = sorted {
                let c = if ascending {
                    glyph::CARET_UP
                } else {
                    glyph::CARET_DOWN
                };
                let x = if column.numeric {
                    text.left() - 8.0
                } else {
                    text.right() + 8.0
                };
                fonts::glyph(
                    ui.painter(),
                    pos2(x, cell.center().y),
                    c,
                    fonts::icon(10.0),
                    ink,
                );
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

    fn row(
        &self,
        ui: &mut Ui,
        id: Id,
        row: usize,
        spans: &[(f32, f32)],
        cells: &mut impl FnMut(usize, &mut Row<'_>),
        out: &mut TableResponse,
    ) {
        let t = tokens(ui);
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), self.row_height));
        let response = ui.interact(rect, id.with(("row", row)), Sense::click());
        let selected = self.selected == Some(row);
        let radius = if self.rounded { 6.0 } else { 0.0 };
        if selected {
            ui.painter().rect_filled(rect, radius, t.accent_soft);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, radius, t.hover);
        }
        let mut painter = Row {
            ui,
            t,
            rect,
            spans,
            at: 0,
            selected,
            name: String::new(),
        };
        cells(row, &mut painter);
        let name = std::mem::take(&mut painter.name);
        response.widget_info(|| {
            WidgetInfo::selected(
                WidgetType::SelectableLabel,
                ui.is_enabled(),
                selected,
                &name,
            )
        });
        paint::focus_ring(ui, &response, rect.shrink(4.0), 4.0);
        out.note(row, &response);
    }
}

impl TableResponse {
    fn note(&mut self, row: usize, response: &Response) {
        if response.clicked() {
            self.clicked = Some(row);
        }
        if response.double_clicked() {
            self.double_clicked = Some(row);
        }
        if response.hovered() {
            self.hovered = Some(row);
        }
    }
}

/// One row being painted; each method fills the next column.
pub struct Row<'a> {
    ui: &'a mut Ui,
    t: &'static Tokens,
    rect: Rect,
    spans: &'a [(f32, f32)],
    at: usize,
    selected: bool,
    name: String,
}

impl Row<'_> {
    /// The rectangle of the next cell, to paint or place anything in it with [`Row::ui`].
    pub fn cell(&mut self) -> Rect {
        let (x, w) = self.spans.get(self.at).copied().unwrap_or((0.0, 0.0));
        self.at += 1;
        let min = pos2(self.rect.left() + x, self.rect.top());
        Rect::from_min_size(min, vec2(w, self.rect.height()))
    }

    /// The rectangle of the cell that was filled last.
    pub fn cell_before(&mut self) -> Rect {
        self.at = self.at.saturating_sub(1);
        self.cell()
    }

    /// The `Ui` of the table.
    pub fn ui(&mut self) -> &mut Ui {
        self.ui
    }

    /// Adds to what assistive technology reads for the row.
    pub fn say(&mut self, words: &str) {
        if !self.name.is_empty() {
            self.name.push_str(", ");
        }
        self.name.push_str(words);
    }

    /// A name: regular, SemiBold in the selected row.
    pub fn text(&mut self, text: &str) {
        let strong = self.selected;
        self.put(text, self.t.text_1, strong, 0.0);
    }

    /// A name, SemiBold.
    pub fn strong(&mut self, text: &str) {
        self.put(text, self.t.text_1, true, 0.0);
    }

    /// A name indented by `indent` points: a member of the group above.
    pub fn indented(&mut self, text: &str, indent: f32) {
        let strong = self.selected;
        self.put(text, self.t.text_1, strong, indent);
    }

    /// A quieter text.
    pub fn quiet(&mut self, text: &str) {
        self.put(text, self.t.text_2, false, 0.0);
    }

    /// A code or unit, quietest.
    pub fn hint(&mut self, text: &str) {
        self.put(text, self.t.text_3, false, 0.0);
    }

    /// A number in equal-width digits.
    pub fn number(&mut self, text: &str) {
        self.digits(text, self.t.text_1, self.selected);
    }

    /// An amount of money, SemiBold.
    pub fn amount(&mut self, text: &str) {
        self.digits(text, self.t.text_1, true);
    }

    /// A change of money, coloured as `tone`.
    pub fn change(&mut self, text: &str, tone: Tone) {
        let ink = if tone == Tone::Neutral {
            self.t.text_3
        } else {
            tone.tint(self.t).ink
        };
        self.digits(text, ink, false);
    }

    /// A filled glyph in the ink of `tone`.
    pub fn glyph(&mut self, c: char, tone: Tone) {
        let cell = self.cell();
        let ink = tone.tint(self.t).ink;
        fonts::glyph(
            self.ui.painter(),
            cell.center(),
            c,
            fonts::icon_fill(16.0),
            ink,
        );
    }

    /// A bar from 0 to 1 in `color`, as in a cost table.
    pub fn bar(&mut self, share: f32, color: Color) {
        let cell = self.cell();
        let track = Rect::from_center_size(cell.center(), vec2(cell.width(), 4.0));
        self.ui.painter().rect_filled(track, 2.0, self.t.border);
        let mut part = track;
        part.set_width(track.width() * share.clamp(0.0, 1.0));
        self.ui.painter().rect_filled(part, 2.0, color);
    }

    /// Explains the row while the pointer rests on it; the text is made only then.
    pub fn explain(&mut self, text: impl FnOnce() -> String) {
        let id = self.ui.id().with(("row tip", self.rect.top().to_bits()));
        let response = self.ui.interact(self.rect, id, Sense::hover());
        if response.hovered() {
            crate::app::widgets::tip::tip(response, &text());
        }
    }

    /// Leaves the column empty.
    pub fn skip(&mut self) {
        self.at += 1;
    }

    fn put(&mut self, text: &str, ink: Color, strong: bool, indent: f32) {
        let cell = self.cell();
        let font = if strong {
            Type::Control.strong()
        } else {
            Type::Control.font()
        };
        let at = cell.left_center() + vec2(indent, 0.0);
        let painter = self.ui.painter();
        let room = cell.width() - indent;
        let (placed, cut) = fonts::elided_text(
            painter,
            at,
            Align2::LEFT_CENTER,
            text,
            font,
            ink,
            room,
            Elide::End,
        );
        if cut {
            let id = self
                .ui
                .id()
                .with(("cell", self.rect.top().to_bits(), self.at));
            let response = self.ui.interact(placed, id, Sense::hover());
            crate::app::widgets::tip::tip(response, text);
        }
        self.say(text);
    }

    fn digits(&mut self, text: &str, ink: Color, strong: bool) {
        let cell = self.cell();
        let font = if strong {
            Type::Control.strong()
        } else {
            Type::Control.font()
        };
        let at = cell.right_center();
        fonts::tabular_number(
            self.ui.painter(),
            at,
            Align2::RIGHT_CENTER,
            text,
            &font,
            ink,
        );
        self.say(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::harness;
    use crate::app::theme::Theme;
    use egui_kittest::kittest::Queryable as _;

    #[test]
    fn rows_are_chosen_and_heads_sort() {
        let columns = [
            Column::text("Component", Width::Share(1.0)).sortable(),
            Column::number("$/mo", Width::Fixed(80.0)).sortable(),
        ];
        let mut h = harness(
            [320.0, 200.0],
            Theme::Light,
            (None, None),
            move |ui, (row, sort)| {
                let out =
                    Table::new("costs", &columns)
                        .selected(*row)
                        .show(ui, 1000, |i, cells| {
                            cells.text(&format!("Item {i}"));
                            cells.amount("$1.00");
                        });
                *row = out.clicked.or(*row);
                *sort = out.sort.or(*sort);
            },
        );
        h.get_by_label("Item 2, $1.00").click();
        h.run();
        h.get_by_label("$/mo").click();
        h.run();
        assert_eq!(*h.state(), (Some(2), Some(1)));
        assert!(
            h.query_by_label("Item 900, $1.00").is_none(),
            "rows out of view are not drawn"
        );
    }
}
