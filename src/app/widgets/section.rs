//! The head of a collapsible section, and tabs.

use egui::{
    Align2, CursorIcon, EventFilter, Key, Modifiers, Rect, Response, Sense, Ui, WidgetInfo,
    WidgetType, pos2, vec2,
};

use crate::app::fonts::{self, Elide, Type};
use crate::app::theme::tokens;
use crate::app::widgets::chip::KeyCap;
use crate::app::widgets::paint;
use crate::glyph;

/// Head of a section that can be folded away; the state is kept under its id.
#[must_use = "call `show`"]
pub struct SectionHeader<'a> {
    title: &'a str,
    count: &'a str,
    amount: &'a str,
    bubble: bool,
    open_at_first: bool,
}

impl<'a> SectionHeader<'a> {
    /// A section that starts open.
    pub fn new(title: &'a str) -> Self {
        Self {
            title,
            count: "",
            amount: "",
            bubble: false,
            open_at_first: true,
        }
    }

    /// A count at the right, as in the palette.
    pub fn count(mut self, count: &'a str) -> Self {
        self.count = count;
        self
    }

    /// A count in a bubble at the right, as over findings.
    pub fn bubble(mut self, count: &'a str) -> Self {
        self.count = count;
        self.bubble = true;
        self
    }

    /// A sum at the right, SemiBold.
    pub fn amount(mut self, amount: &'a str) -> Self {
        self.amount = amount;
        self
    }

    /// Starts folded.
    pub fn closed(mut self) -> Self {
        self.open_at_first = false;
        self
    }

    /// Draws the head and, while it is open, `body`. `key` keeps the state apart (for example section and kind).
    pub fn show<R>(
        self,
        ui: &mut Ui,
        key: impl egui::AsIdSalt,
        body: impl FnOnce(&mut Ui) -> R,
    ) -> Option<R> {
        let id = egui::Id::new("skydraft.section").with(key);
        let mut open = ui
            .data_mut(|d| d.get_persisted::<bool>(id))
            .unwrap_or(self.open_at_first);
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), 28.0));
        let response = ui.interact(rect, ui.id().with(id), Sense::click());
        if response.clicked() {
            open = !open;
            ui.data_mut(|d| d.insert_persisted(id, open));
        }
        response.widget_info(|| {
            WidgetInfo::selected(
                WidgetType::CollapsingHeader,
                ui.is_enabled(),
                open,
                self.title,
            )
        });
        self.head(ui, &response, open);
        open.then(|| body(ui))
    }

    fn head(&self, ui: &Ui, response: &Response, open: bool) {
        let (t, rect) = (tokens(ui), response.rect);
        let y = rect.center().y;
        let hover = paint::hover_share(ui, response);
        let c = if open {
            glyph::CARET_DOWN
        } else {
            glyph::CARET_RIGHT
        };
        let ink = t.text_3.mix(t.text_1, hover);
        fonts::glyph(
            ui.painter(),
            pos2(rect.left() + 6.0, y),
            c,
            fonts::icon(12.0),
            ink,
        );
        let mut right = rect.right();
        if !self.amount.is_empty() {
            let (at, font) = (pos2(right, y), Type::Control.strong());
            let anchor = Align2::RIGHT_CENTER;
            let r = fonts::tabular_number(ui.painter(), at, anchor, self.amount, &font, t.text_1);
            right = r.left() - 8.0;
        }
        if self.bubble {
            right = KeyCap::count(self.count)
                .paint(ui.painter(), t, pos2(right, y))
                .left()
                - 8.0;
        } else if !self.count.is_empty() {
            let (at, font) = (pos2(right, y), Type::Small.font());
            let r = fonts::text(
                ui.painter(),
                at,
                Align2::RIGHT_CENTER,
                self.count,
                font,
                t.text_3,
            );
            right = r.left() - 8.0;
        }
        let font = Type::Control.strong();
        let left = rect.left() + 18.0;
        let title = fonts::elide(ui.painter(), self.title, &font, right - left, Elide::End);
        let ink = t.text_2.mix(t.text_1, if open { 1.0 } else { hover });
        fonts::text(
            ui.painter(),
            pos2(left, y),
            Align2::LEFT_CENTER,
            &title,
            font,
            ink,
        );
        paint::focus_ring(ui, response, rect.shrink2(vec2(2.0, 4.0)), 4.0);
        response.clone().on_hover_cursor(CursorIcon::PointingHand);
    }
}

/// One tab of a [`tab_bar`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Tab<'a> {
    /// Title.
    pub text: &'a str,
    /// Count in a bubble; empty for none.
    pub count: &'a str,
}

/// What happened to a [`tab_bar`] in this frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TabResponse {
    /// Another tab was chosen.
    pub changed: bool,
    /// A tab was clicked, also the one that is open.
    pub clicked: bool,
    /// A tab was double-clicked, which folds the panel.
    pub double_clicked: bool,
}

/// A row of tabs, 36 high; arrow keys move between them. It takes only the width it needs, so that filters can follow
/// in the same row.
pub fn tab_bar(ui: &mut Ui, name: &str, tabs: &[Tab<'_>], selected: &mut usize) -> TabResponse {
    let widths: Vec<f32> = tabs.iter().map(|tab| tab_width(ui, tab)).collect();
    let size = vec2(widths.iter().sum(), 36.0);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let mut out = TabResponse::default();
    let id = ui.id().with(("tabs", name));
    let before = *selected;
    let mut x = rect.left();
    for (i, tab) in tabs.iter().enumerate() {
        let part = Rect::from_min_size(pos2(x, rect.top()), vec2(widths[i], 36.0));
        x += widths[i];
        let button = ui.interact(part, id.with(i), Sense::click());
        tab_ui(ui, &button, tab, before == i);
        if button.clicked() {
            *selected = i;
        }
        out.clicked |= button.clicked();
        out.double_clicked |= button.double_clicked();
        if button.has_focus() {
            let filter = EventFilter {
                horizontal_arrows: true,
                ..Default::default()
            };
            ui.memory_mut(|m| m.set_focus_lock_filter(button.id, filter));
            let step = ui.input_mut(|k| {
                i32::from(k.consume_key(Modifiers::NONE, Key::ArrowRight))
                    - i32::from(k.consume_key(Modifiers::NONE, Key::ArrowLeft))
            });
            let next = i.saturating_add_signed(step as isize).min(tabs.len() - 1);
            if next != i {
                *selected = next;
                ui.memory_mut(|m| m.request_focus(id.with(next)));
            }
        }
    }
    out.changed = *selected != before;
    out
}

fn tab_width(ui: &Ui, tab: &Tab<'_>) -> f32 {
    let text = fonts::width(ui.painter(), tab.text, Type::Control.strong());
    let count = if tab.count.is_empty() {
        0.0
    } else {
        KeyCap::count(tab.count).size(ui.painter()).x + 6.0
    };
    (text + count + 24.0).ceil()
}

fn tab_ui(ui: &Ui, button: &Response, tab: &Tab<'_>, on: bool) {
    let t = tokens(ui);
    button.widget_info(|| {
        WidgetInfo::selected(WidgetType::RadioButton, ui.is_enabled(), on, tab.text)
    });
    let part = button.rect;
    let hover = paint::hover_share(ui, button);
    let ink = if on {
        t.text_1
    } else {
        t.text_2.mix(t.text_1, hover)
    };
    let font = if on {
        Type::Control.strong()
    } else {
        Type::Control.font()
    };
    // Centred in the room of the bold title, so that choosing a tab moves nothing.
    let bold = fonts::width(ui.painter(), tab.text, Type::Control.strong());
    let at = pos2(part.left() + 12.0 + bold * 0.5, part.center().y);
    fonts::text(ui.painter(), at, Align2::CENTER_CENTER, tab.text, font, ink);
    if !tab.count.is_empty() {
        let at = pos2(part.right() - 12.0, part.center().y);
        KeyCap::count(tab.count).paint(ui.painter(), t, at);
    }
    if on {
        let line = Rect::from_min_max(
            pos2(part.left() + 8.0, part.bottom() - 2.0),
            pos2(part.right() - 8.0, part.bottom()),
        );
        ui.painter()
            .rect_filled(paint::snap(ui.painter(), line), 1.0, t.accent);
    }
    paint::focus_ring(ui, button, part.shrink2(vec2(6.0, 6.0)), 4.0);
    button.clone().on_hover_cursor(CursorIcon::PointingHand);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::harness;
    use crate::app::theme::Theme;
    use egui_kittest::kittest::Queryable as _;

    #[test]
    fn a_section_folds_and_remembers() {
        let mut h = harness([300.0, 120.0], Theme::Light, (), |ui, ()| {
            SectionHeader::new("Cost")
                .amount("$852.75")
                .show(ui, "cost", |ui| {
                    ui.label("Writer instance");
                });
        });
        h.get_by_label("Writer instance");
        h.get_by_label("Cost").click();
        h.run();
        assert!(h.query_by_label("Writer instance").is_none());
        h.get_by_label("Cost").focus();
        h.run();
        h.key_press(Key::Enter);
        h.run();
        h.get_by_label("Writer instance");
    }

    #[test]
    fn tabs_follow_clicks_and_arrows() {
        let tabs = [
            Tab {
                text: "Findings",
                count: "11",
            },
            Tab {
                text: "Cost",
                count: "",
            },
        ];
        let mut h = harness([300.0, 60.0], Theme::Light, 0, move |ui, at| {
            tab_bar(ui, "panel", &tabs, at);
        });
        h.get_by_label("Cost").click();
        h.run();
        assert_eq!(*h.state(), 1);
        h.get_by_label("Cost").focus();
        h.run();
        h.key_press(Key::ArrowLeft);
        h.run();
        assert_eq!(*h.state(), 0);
    }
}
