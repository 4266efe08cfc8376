//! A segmented control: a few exclusive choices side by side.

use egui::{
    Align2, CursorIcon, Id, Key, Rect, Response, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2,
};

use crate::app::fonts::{self, Type};
use crate::app::theme::{self, tokens};
use crate::app::widgets::paint;
use crate::app::widgets::tip::tip;

/// One choice.
#[derive(Clone, Copy, Debug, Default)]
pub struct Segment<'a> {
    /// Word; the accessible name.
    pub text: &'a str,
    /// Glyph before the word.
    pub glyph: Option<char>,
    /// Show the glyph without the word (a tooltip then holds it).
    pub glyph_only: bool,
}

impl<'a> Segment<'a> {
    /// A word alone.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            glyph: None,
            glyph_only: false,
        }
    }

    /// A glyph and a word.
    pub fn with_glyph(glyph: char, text: &'a str) -> Self {
        Self {
            text,
            glyph: Some(glyph),
            glyph_only: false,
        }
    }
}

/// A row of exclusive choices; arrow keys move the choice.
#[must_use = "call `show`"]
pub struct Segmented<'a> {
    name: &'a str,
    segments: &'a [Segment<'a>],
    fill: bool,
}

impl<'a> Segmented<'a> {
    /// The control; `name` tells it from others inside the `Ui`.
    pub fn new(name: &'a str, segments: &'a [Segment<'a>]) -> Self {
        Self {
            name,
            segments,
            fill: false,
        }
    }

    /// Takes the whole width, parted evenly.
    pub fn fill_width(mut self) -> Self {
        self.fill = true;
        self
    }

    /// Draws it; `changed()` of the response is true when another choice was made.
    pub fn show(self, ui: &mut Ui, selected: &mut usize) -> Response {
        let natural: Vec<f32> = self.segments.iter().map(|s| segment_width(ui, s)).collect();
        let spare = if self.fill {
            (ui.available_width() - 4.0 - natural.iter().sum::<f32>()).max(0.0)
        } else {
            0.0
        };
        let each = spare / self.segments.len().max(1) as f32;
        let width = natural.iter().sum::<f32>() + spare + 4.0;
        let size = vec2(width, theme::CONTROL_HEIGHT);
        let (rect, mut response) = ui.allocate_exact_size(size, Sense::hover());
        let rect = paint::snap(ui.painter(), rect);
        ui.painter().rect_filled(rect, 7.0, tokens(ui).subtle);
        let id = ui.id().with(("segmented", self.name));
        let before = *selected;
        let mut x = rect.left() + 2.0;
        for (i, segment) in self.segments.iter().enumerate() {
            let width = natural[i] + each;
            let part = Rect::from_min_size(pos2(x, rect.top()), vec2(width, rect.height()));
            x += width;
            let on = before == i;
            let button = segment_ui(ui, part, id.with(i), segment, on);
            if button.clicked() {
                *selected = i;
            }
            if button.has_focus()
                && let Some(next) = arrow(ui, i, self.segments.len())
            {
                *selected = next;
                ui.memory_mut(|m| m.request_focus(id.with(next)));
            }
        }
        if *selected != before {
            response.mark_changed();
        }
        response
    }
}

fn arrow(ui: &Ui, at: usize, len: usize) -> Option<usize> {
    ui.input_mut(|i| {
        if i.consume_key(egui::Modifiers::NONE, Key::ArrowRight) {
            (at + 1 < len).then_some(at + 1)
        } else if i.consume_key(egui::Modifiers::NONE, Key::ArrowLeft) {
            at.checked_sub(1)
        } else {
            None
        }
    })
}

fn segment_width(ui: &Ui, segment: &Segment<'_>) -> f32 {
    let icon = if segment.glyph.is_some() { 16.0 } else { 0.0 };
    if segment.glyph_only {
        return icon + 14.0;
    }
    let gap = if segment.glyph.is_some() { 6.0 } else { 0.0 };
    (fonts::width(ui.painter(), segment.text, Type::Control.strong()) + icon + gap + 20.0).ceil()
}

fn segment_ui(ui: &Ui, part: Rect, id: Id, segment: &Segment<'_>, on: bool) -> Response {
    let enabled = ui.is_enabled();
    let response = ui.interact(
        part,
        id,
        if enabled {
            Sense::click()
        } else {
            Sense::hover()
        },
    );
    response
        .widget_info(|| WidgetInfo::selected(WidgetType::RadioButton, enabled, on, segment.text));
    if response.has_focus() {
        ui.memory_mut(|m| {
            m.set_focus_lock_filter(
                id,
                egui::EventFilter {
                    horizontal_arrows: true,
                    ..Default::default()
                },
            );
        });
    }
    let t = tokens(ui);
    let inner = paint::snap(ui.painter(), part.shrink2(vec2(0.0, 2.0)));
    if on {
        paint::boxed(ui.painter(), inner, 6.0, t.panel, paint::hairline(t.border));
    }
    let hover = paint::hover_share(ui, &response);
    let ink = match (enabled, on) {
        (false, _) => t.disabled,
        (true, true) => t.text_1,
        (true, false) => t.text_2.mix(t.text_1, hover),
    };
    let font = if on {
        Type::Control.strong()
    } else {
        Type::Control.font()
    };
    let text = if segment.glyph_only { "" } else { segment.text };
    let mut width = fonts::width(ui.painter(), text, font.clone());
    let gap = if text.is_empty() { 0.0 } else { 6.0 };
    width += segment.glyph.map_or(0.0, |_| 16.0 + gap);
    let mut x = inner.center().x - width * 0.5;
    let y = inner.center().y;
    if let Some(c) = segment.glyph {
        fonts::glyph(
            ui.painter(),
            pos2(x + 8.0, y),
            c,
            fonts::icon(16.0),
            if on { t.accent } else { ink },
        );
        x += 16.0 + gap;
    }
    fonts::text(
        ui.painter(),
        pos2(x, y),
        Align2::LEFT_CENTER,
        text,
        font,
        ink,
    );
    paint::focus_ring(ui, &response, inner, 6.0);
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    if segment.glyph_only {
        tip(response, segment.text)
    } else {
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::harness;
    use crate::app::theme::Theme;
    use egui_kittest::kittest::Queryable as _;

    #[test]
    fn clicks_and_arrows_choose() {
        let segments = [Segment::new("Standard"), Segment::new("I/O-Optimized")];
        let mut h = harness([300.0, 60.0], Theme::Light, 0, move |ui, at| {
            Segmented::new("storage", &segments).show(ui, at);
        });
        h.get_by_label("I/O-Optimized").click();
        h.run();
        assert_eq!(*h.state(), 1);
        h.get_by_label("I/O-Optimized").focus();
        h.run();
        h.key_press(Key::ArrowLeft);
        h.run();
        assert_eq!(*h.state(), 0);
        assert!(h.get_by_label("Standard").is_focused());
    }
}
