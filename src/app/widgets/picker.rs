//! A searchable table to pick one row from: instance types, Regions.

use egui::{Align2, Id, Key, Modifiers, Sense, Ui, pos2, vec2};

use crate::app::fonts::{self, Type};
use crate::app::theme::{self, tokens};
use crate::app::widgets::field::TextField;
use crate::app::widgets::paint::Tone;
use crate::app::widgets::table::{Column, Table};
use crate::glyph;

/// A cell of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// A word or a quantity with its unit.
    Text(&'a str),
    /// An amount of money.
    Amount(&'a str),
    /// A change of money against the current choice; the sign decides the tone.
    Change(&'a str),
}

/// A row of a [`PickerTable`]; the first cell is its name and is searched first.
#[derive(Clone, Debug)]
pub struct PickerRow<'a> {
    /// One per column.
    pub cells: Vec<Cell<'a>>,
}

/// Texts of a [`PickerTable`].
#[derive(Clone, Copy, Debug)]
pub struct PickerTexts<'a> {
    /// Name of the search field.
    pub search: &'a str,
    /// Name of its clear button.
    pub clear: &'a str,
    /// Said when nothing matches.
    pub nothing: &'a str,
}

/// A table with a search field above it; arrow keys move, Enter picks.
#[must_use = "call `show`"]
pub struct PickerTable<'a> {
    name: &'a str,
    columns: &'a [Column<'a>],
    rows: &'a [PickerRow<'a>],
    texts: PickerTexts<'a>,
    selected: Option<usize>,
    max_rows: usize,
}

#[derive(Clone, Default)]
struct State {
    query: String,
    at: Option<usize>,
    /// When it was drawn last, and how often since it opened.
    pass: u64,
    drawn: u32,
}

/// Passes after opening in which the row in force is brought into view: the first one may only measure.
const OPENING: u32 = 2;

impl<'a> PickerTable<'a> {
    /// A picker; `name` tells it from others inside the `Ui`.
    pub fn new(
        name: &'a str,
        columns: &'a [Column<'a>],
        rows: &'a [PickerRow<'a>],
        texts: PickerTexts<'a>,
    ) -> Self {
        Self {
            name,
            columns,
            rows,
            texts,
            selected: None,
            max_rows: 9,
        }
    }

    /// The row in force.
    pub fn selected(mut self, row: Option<usize>) -> Self {
        self.selected = row;
        self
    }

    /// Rows visible without scrolling.
    pub fn max_rows(mut self, rows: usize) -> Self {
        self.max_rows = rows;
        self
    }

    /// Draws search and rows; the answer is the row that was picked. `count` makes the text at the right of the search
    /// field from how many match and how many there are ("4 of 212").
    pub fn show(self, ui: &mut Ui, count: impl Fn(usize, usize) -> String) -> Option<usize> {
        let id = ui.id().with(("picker", self.name));
        let mut state: State = ui.data(|d| d.get_temp(id)).unwrap_or_default();
        let pass = ui.ctx().cumulative_pass_nr();
        let is_new = pass.saturating_sub(state.pass) > 1;
        (state.pass, state.drawn) = (
            pass,
            if is_new {
                0
            } else {
                state.drawn.saturating_add(1)
            },
        );
        let opening = state.drawn < OPENING;
        let mut shown = self.matches(&state.query);
        let entered = keys(ui, id, &mut state, shown.len());
        let trailing = count(shown.len(), self.rows.len());
        let field = TextField::search(&mut state.query, self.texts.search, self.texts.clear);
        let edit = field.id(id.with("search")).trailing(&trailing).show(ui);
        if edit.changed() {
            state.at = Some(0);
            shown = self.matches(&state.query);
        }
        ui.add_space(4.0);
        let picked = if shown.is_empty() {
            let (rect, _) =
                ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::hover());
            let font = Type::Control.font();
            let ink = tokens(ui).text_3;
            fonts::text(
                ui.painter(),
                rect.center(),
                Align2::CENTER_CENTER,
                self.texts.nothing,
                font,
                ink,
            );
            None
        } else {
            self.table(ui, &shown, (state.at, opening), entered)
        };
        ui.data_mut(|d| d.insert_temp(id, state));
        picked
    }

    /// The row under the pointer or reached with the arrow keys in the last frame, of the picker of that name in this
    /// `Ui`.
    pub fn reached(ui: &Ui, name: &str) -> Option<usize> {
        let id = ui.id().with(("picker", name)).with("reached");
        ui.data(|d| d.get_temp::<Option<usize>>(id)).flatten()
    }

    fn matches(&self, query: &str) -> Vec<usize> {
        let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
        let hit = |row: &PickerRow<'_>| {
            let text = row
                .cells
                .iter()
                .map(|c| match c {
                    Cell::Text(s) => s.to_lowercase(),
                    Cell::Amount(_) | Cell::Change(_) => String::new(),
                })
                .collect::<Vec<_>>()
                .join(" ");
            words.iter().all(|w| text.contains(w.as_str()))
        };
        (0..self.rows.len())
            .filter(|i| hit(&self.rows[*i]))
            .collect()
    }

    fn table(
        &self,
        ui: &mut Ui,
        shown: &[usize],
        (at, opening): (Option<usize>, bool),
        entered: bool,
    ) -> Option<usize> {
        let at = at.map(|a| a.min(shown.len() - 1));
        let chosen = self
            .selected
            .and_then(|s| shown.iter().position(|i| *i == s));
        let table = Table::new(self.name, self.columns)
            .dense()
            .rounded()
            .inset(8.0)
            .selected(at.or(chosen))
            .max_height(theme::TABLE_ROW_DENSE * self.max_rows as f32)
            .scroll_to(
                if ui.input(|i| i.key_down(Key::ArrowDown) || i.key_down(Key::ArrowUp)) {
                    at
                } else {
                    chosen.filter(|_| opening)
                },
            );
        let out = table.show(ui, shown.len(), |i, row| {
            for (c, cell) in self.rows[shown[i]].cells.iter().enumerate() {
                let numeric = self.columns.get(c).is_some_and(|column| column.numeric);
                match cell {
                    Cell::Text(text) if c == 0 => {
                        row.text(text);
                        if Some(shown[i]) == self.selected {
                            tick(row, text);
                        }
                    }
                    Cell::Text(text) if numeric => row.number(text),
                    Cell::Text(text) => row.quiet(text),
                    Cell::Amount(text) => row.amount(text),
                    Cell::Change(text) => {
                        let tone = match text.chars().next() {
                            Some('+') => Tone::Increase,
                            Some('-' | '−') => Tone::Saving,
                            _ => Tone::Neutral,
                        };
                        row.change(text, tone);
                    }
                }
            }
        });
        let reached = out.hovered.or(at).map(|i| shown[i]);
        let id = ui.id().with(("picker", self.name)).with("reached");
        ui.data_mut(|d| d.insert_temp(id, reached));
        out.clicked
            .or_else(|| at.filter(|_| entered))
            .map(|i| shown[i])
    }
}

/// A tick after the name of the row in force.
fn tick(row: &mut crate::app::widgets::table::Row<'_>, text: &str) {
    let cell = row.cell_before();
    let ui = row.ui();
    let width = fonts::width(ui.painter(), text, Type::Control.strong());
    let at = pos2(cell.left() + width + 10.0, cell.center().y);
    if at.x + 6.0 <= cell.right() {
        let ink = tokens(ui).accent;
        fonts::glyph(ui.painter(), at, glyph::CHECK, fonts::icon(12.0), ink);
    }
}

fn keys(ui: &Ui, id: Id, state: &mut State, len: usize) -> bool {
    if !ui.memory(|m| m.has_focus(id.with("search"))) || len == 0 {
        return false;
    }
    ui.input_mut(|i| {
        if i.consume_key(Modifiers::NONE, Key::ArrowDown) {
            state.at = Some(state.at.map_or(0, |a| (a + 1).min(len - 1)));
        }
        if i.consume_key(Modifiers::NONE, Key::ArrowUp) {
            state.at = Some(state.at.map_or(0, |a| a.saturating_sub(1)));
        }
        i.consume_key(Modifiers::NONE, Key::Enter)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::harness;
    use crate::app::theme::Theme;
    use crate::app::widgets::table::Width;
    use egui_kittest::kittest::Queryable as _;

    #[test]
    fn search_arrows_and_enter_pick_a_row() {
        let columns = [
            Column::text("Type", Width::Share(1.0)),
            Column::number("vCPU", Width::Fixed(40.0)),
            Column::number("$/mo", Width::Fixed(70.0)),
        ];
        let row = |name, cpu, price| PickerRow {
            cells: vec![Cell::Text(name), Cell::Text(cpu), Cell::Amount(price)],
        };
        let rows = vec![
            row("db.m6g.large", "2", "$153.00"),
            row("db.r6g.large", "2", "$228.49"),
            row("db.r6g.xlarge", "4", "$457.71"),
        ];
        let texts = PickerTexts {
            search: "Search types",
            clear: "Clear",
            nothing: "None",
        };
        let mut h = harness([420.0, 300.0], Theme::Light, None, move |ui, picked| {
            let picker = PickerTable::new("types", &columns, &rows, texts).selected(*picked);
            *picked = picker
                .show(ui, |n, all| format!("{n} of {all}"))
                .or(*picked);
        });
        h.get_by_label("Search types").focus();
        h.run();
        h.get_by_label("Search types").type_text("r6g");
        h.run();
        assert!(h.query_by_label("db.m6g.large, 2, $153.00").is_none());
        h.key_press(Key::ArrowDown);
        h.run();
        h.key_press(Key::Enter);
        h.run();
        assert_eq!(*h.state(), Some(2));
        h.get_by_label("db.r6g.large, 2, $228.49").click();
        h.run();
        assert_eq!(*h.state(), Some(1));
    }

    #[test]
    fn the_row_in_force_is_in_view_when_it_opens_and_does_not_hold_the_list() {
        let names: Vec<String> = (0..100).map(|n| format!("type-{n:03}")).collect();
        let texts = PickerTexts {
            search: "Search types",
            clear: "Clear",
            nothing: "None",
        };
        let mut h = harness([420.0, 300.0], Theme::Light, true, |ui, open| {
            if !*open {
                return;
            }
            let columns = [Column::text("Type", Width::Share(1.0))];
            let rows = names.iter().map(|name| PickerRow {
                cells: vec![Cell::Text(name)],
            });
            let rows: Vec<PickerRow<'_>> = rows.collect();
            let picker = PickerTable::new("types", &columns, &rows, texts).selected(Some(70));
            picker.show(ui, |n, all| format!("{n} of {all}"));
        });
        for _ in 0..2 {
            h.run_steps(4);
            h.get_by_label("type-070");
            assert!(h.query_by_label("type-000").is_none());
            h.hover_at(egui::pos2(200.0, 150.0));
            h.event(egui::Event::MouseWheel {
                unit: egui::MouseWheelUnit::Point,
                delta: egui::vec2(0.0, 5000.0),
                phase: egui::TouchPhase::Move,
                modifiers: egui::Modifiers::NONE,
            });
            h.run_steps(30);
            h.get_by_label("type-000");
            *h.state_mut() = false;
            h.run_steps(3);
            *h.state_mut() = true;
        }
    }
}
