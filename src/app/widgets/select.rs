//! A drop-down of exclusive choices; long lists get a search field.

use egui::{
    Align2, CursorIcon, Id, Key, Modifiers, Popup, Response, ScrollArea, Sense, Ui, WidgetInfo,
    WidgetType, pos2, vec2,
};

use crate::app::fonts::{self, Elide, Type};
use crate::app::theme::{self, tokens};
use crate::app::widgets::field::{BoxState, TextField, field_box};
use crate::app::widgets::menu::{MenuItem, dropdown};
use crate::app::widgets::paint;
use crate::glyph;

/// Lists longer than this get a search field.
const SEARCH_FROM: usize = 10;
/// An open list is at most as wide, points; longer choices are shortened.
const WIDEST: f32 = 340.0;

/// One choice of a [`Select`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Choice<'a> {
    /// What it is called.
    pub text: &'a str,
    /// Second, quieter text: version, vCPU, price.
    pub hint: &'a str,
}

impl<'a> Choice<'a> {
    /// A choice without a second text.
    pub fn new(text: &'a str) -> Self {
        Self { text, hint: "" }
    }
}

/// A drop-down; `name` is what is chosen, for AccessKit and for its identity inside the `Ui`.
#[must_use = "call `show`"]
pub struct Select<'a> {
    name: &'a str,
    choices: &'a [Choice<'a>],
    width: Option<f32>,
    menu_width: f32,
    search: &'a str,
    nothing: &'a str,
    placeholder: &'a str,
    enabled: bool,
}

#[derive(Clone, Default)]
struct Open {
    query: String,
    at: usize,
}

impl<'a> Select<'a> {
    /// A drop-down of `choices`.
    pub fn new(name: &'a str, choices: &'a [Choice<'a>]) -> Self {
        Self {
            name,
            choices,
            width: None,
            menu_width: 0.0,
            search: "Search",
            nothing: "",
            placeholder: "",
            enabled: true,
        }
    }

    /// Width of the closed field, points; all of the available width without it.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Least width of the open list, points.
    pub fn menu_width(mut self, width: f32) -> Self {
        self.menu_width = width;
        self
    }

    /// Name of the search field of long lists, and what to say when nothing matches.
    pub fn search(mut self, name: &'a str, nothing: &'a str) -> Self {
        self.search = name;
        self.nothing = nothing;
        self
    }

    /// What stands there while none of the choices is made ("Mixed").
    pub fn placeholder(mut self, text: &'a str) -> Self {
        self.placeholder = text;
        self
    }

    /// Whether another choice can be made.
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// Draws it; `changed()` of the response is true when another choice was made.
    pub fn show(self, ui: &mut Ui, selected: &mut usize) -> Response {
        let id = ui.id().with(("select", self.name));
        let width = self.width.unwrap_or_else(|| ui.available_width());
        let (_, area) = ui.allocate_space(vec2(width, theme::CONTROL_HEIGHT));
        let enabled = self.enabled && ui.is_enabled();
        let sense = if enabled {
            Sense::click()
        } else {
            Sense::hover()
        };
        let mut response = ui.interact(area, id, sense);
        let none = Choice::new(self.placeholder);
        let chosen = self.choices.get(*selected).copied().unwrap_or(none);
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(WidgetType::ComboBox, enabled, self.name);
            info.current_text_value = Some(chosen.text.to_owned());
            info
        });
        self.closed(ui, &response, chosen, enabled);
        let was_open = Popup::is_id_open(ui.ctx(), Popup::default_response_id(&response));
        let key = id.with("open");
        let mut open: Open = if was_open {
            ui.data(|d| d.get_temp(key)).unwrap_or_default()
        } else {
            Open {
                at: *selected,
                ..Open::default()
            }
        };
        let before = *selected;
        let least = width.max(self.menu_width);
        let menu_width = if was_open || response.clicked() {
            least.max(self.room(ui))
        } else {
            least
        };
        let picked = dropdown(&response, menu_width - 8.0, |ui| {
            // The key press that opened the list is not yet one inside it.
            let entered = was_open && list_keys(ui, &mut open);
            self.list(ui, id, &mut open, before, entered)
        });
        ui.data_mut(|d| d.insert_temp(key, open));
        if let Some(Some(index)) = picked {
            Popup::close_id(ui.ctx(), Popup::default_response_id(&response));
            response.request_focus();
            if index != before {
                *selected = index;
                response.mark_changed();
            }
        }
        response.on_hover_cursor(CursorIcon::PointingHand)
    }

    /// Width of an open list in which no choice is shortened, up to [`WIDEST`].
    fn room(&self, ui: &Ui) -> f32 {
        let of = |choice: &Choice<'_>| {
            let text = fonts::width(ui.painter(), choice.text, Type::Control.font());
            let hint = if choice.hint.is_empty() {
                0.0
            } else {
                12.0 + fonts::width(ui.painter(), choice.hint, Type::Small.font())
            };
            text + hint
        };
        let longest = self.choices.iter().map(of).fold(0.0, f32::max);
        // Margins of the list and of a row, the tick, and the bar of a long list.
        (longest + 8.0 + 16.0 + 20.0 + 12.0).min(WIDEST)
    }

    fn closed(&self, ui: &Ui, response: &Response, chosen: Choice<'_>, enabled: bool) {
        let t = tokens(ui);
        let rect = paint::snap(ui.painter(), response.rect);
        let hovered = response.hovered();
        field_box(
            ui,
            rect,
            BoxState {
                focused: false,
                hovered,
                error: false,
                enabled,
            },
        );
        let y = rect.center().y;
        let caret = pos2(rect.right() - 14.0, y);
        fonts::glyph(
            ui.painter(),
            caret,
            glyph::CARET_DOWN,
            fonts::icon(12.0),
            t.text_3,
        );
        let font = Type::Control.font();
        let ink = if enabled { t.text_1 } else { t.disabled };
        let room = rect.width() - 10.0 - 26.0;
        // Choices are often told apart by their ends: `General Purpose SSD (gp3)`.
        let short = fonts::elide(ui.painter(), chosen.text, &font, room, Elide::Middle);
        let at = pos2(rect.left() + 10.0, y);
        let text = fonts::text(ui.painter(), at, Align2::LEFT_CENTER, &short, font, ink);
        let left = text.right() + 6.0;
        let hint_width = fonts::width(ui.painter(), chosen.hint, Type::Small.font());
        if !chosen.hint.is_empty() && left + hint_width <= rect.right() - 26.0 {
            let at = pos2(left, y);
            let font = Type::Small.font();
            fonts::text(
                ui.painter(),
                at,
                Align2::LEFT_CENTER,
                chosen.hint,
                font,
                t.text_3,
            );
        }
        paint::focus_ring(ui, response, rect, f32::from(theme::RADIUS_CONTROL));
    }

    fn list(
        &self,
        ui: &mut Ui,
        id: Id,
        open: &mut Open,
        selected: usize,
        entered: bool,
    ) -> Option<usize> {
        if self.choices.len() > SEARCH_FROM {
            let field = id.with("search");
            let edit = TextField::search(&mut open.query, self.search, "")
                .id(field)
                .show(ui);
            if !edit.has_focus() {
                edit.request_focus();
            }
            if edit.changed() {
                open.at = 0;
            }
            ui.add_space(4.0);
        }
        let wanted = open.query.to_lowercase();
        let shown: Vec<usize> = (0..self.choices.len())
            .filter(|i| self.choices[*i].text.to_lowercase().contains(&wanted))
            .collect();
        if shown.is_empty() {
            ui.label(egui::RichText::new(self.nothing).font(Type::Small.font()));
            return None;
        }
        open.at = open.at.min(shown.len() - 1);
        let mut picked = entered.then(|| shown[open.at]);
        // A bar that appears takes room of its own, so that it never lies on a hint.
        ui.spacing_mut().scroll.floating_allocated_width = 8.0;
        ScrollArea::vertical()
            .max_height(theme::MENU_ROW * 9.0)
            .min_scrolled_height(theme::MENU_ROW * 9.0)
            .show_rows(ui, theme::MENU_ROW, shown.len(), |ui, range| {
                for row in range {
                    let choice = self.choices[shown[row]];
                    let item = MenuItem::new(choice.text)
                        .keys(choice.hint)
                        .checked(shown[row] == selected)
                        .highlighted(row == open.at);
                    let response = ui.add(item);
                    if response.clicked() {
                        picked = Some(shown[row]);
                    }
                }
            });
        picked
    }
}

/// Arrow keys move the highlighted row of an open list; the answer is whether Enter was pressed.
fn list_keys(ui: &Ui, open: &mut Open) -> bool {
    ui.input_mut(|i| {
        if i.consume_key(Modifiers::NONE, Key::ArrowDown) {
            open.at = open.at.saturating_add(1);
        }
        if i.consume_key(Modifiers::NONE, Key::ArrowUp) {
            open.at = open.at.saturating_sub(1);
        }
        i.consume_key(Modifiers::NONE, Key::Enter)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::harness;
    use crate::app::theme::Theme;
    use egui_kittest::kittest::Queryable as _;

    fn regions() -> Vec<Choice<'static>> {
        [
            "Seoul", "Tokyo", "Osaka", "Mumbai", "Sydney", "Ohio", "Oregon", "Ireland", "London",
        ]
        .into_iter()
        .chain(["Paris", "Milan", "Zurich"])
        .map(Choice::new)
        .collect()
    }

    #[test]
    fn an_open_list_is_as_wide_as_its_choices() {
        let choices = [
            Choice::new("All"),
            Choice {
                text: "Operational excellence only",
                hint: "default",
            },
        ];
        let mut h = harness([500.0, 300.0], Theme::Light, 0, move |ui, at| {
            Select::new("Profile", &choices).width(120.0).show(ui, at);
        });
        h.get_by_label("Profile").click();
        h.run();
        let row = h.get_by_label("Operational excellence only").rect();
        let words = fonts::width(
            &h.ctx.debug_painter(),
            "Operational excellence only",
            Type::Control.font(),
        );
        // Beside the words: the hint, the tick and margins.
        assert!(row.width() > words + 60.0, "{} for {words}", row.width());
        assert!(row.width() < 340.0);
    }

    #[test]
    fn the_pointer_chooses() {
        let choices = [
            Choice::new("Aurora MySQL"),
            Choice::new("Aurora PostgreSQL"),
        ];
        let mut h = harness([300.0, 300.0], Theme::Light, 0, move |ui, at| {
            Select::new("Engine", &choices).width(200.0).show(ui, at);
        });
        h.get_by_label("Engine").click();
        h.run();
        h.get_by_label("Aurora PostgreSQL").click();
        h.run();
        assert_eq!(*h.state(), 1);
        assert!(
            h.query_by_label("Aurora MySQL").is_none(),
            "the list has closed"
        );
    }

    #[test]
    fn the_keyboard_searches_and_chooses() {
        let choices = regions();
        let mut h = harness([300.0, 400.0], Theme::Light, 0, move |ui, at| {
            Select::new("Region", &choices)
                .search("Search Regions", "None")
                .width(200.0)
                .show(ui, at);
        });
        h.get_by_label("Region").focus();
        h.run();
        h.key_press(Key::Enter);
        h.run();
        h.get_by_label("Search Regions").type_text("o");
        h.run();
        h.key_press(Key::ArrowDown);
        h.run();
        h.key_press(Key::Enter);
        h.run();
        assert_eq!(*h.state(), 1, "second match of `o`: Seoul, Tokyo");
    }
}
