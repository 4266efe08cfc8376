//! Chips, severity chips and badges, money pills and delta chips, key caps: small pieces with a soft fill.

use egui::{
    Align2, Color32, CursorIcon, Painter, Pos2, Rect, Response, Sense, Stroke, Ui, Vec2, Widget,
    WidgetInfo, WidgetType, pos2, vec2,
};

use crate::app::fonts::{self, Type};
use crate::app::theme::tokens;
use crate::app::widgets::paint::{self, Tone};
use crate::glyph;
use crate::scene::tokens::{SeveritySlot, Tokens};

/// A pill with a word or two: a state, a filter that can be on, a count with its glyph.
#[must_use = "add it to a `Ui`"]
pub struct Chip<'a> {
    text: &'a str,
    name: &'a str,
    tone: Tone,
    glyph: Option<char>,
    fill_glyph: bool,
    trailing: Option<char>,
    small: bool,
    strong: bool,
    tabular: bool,
    clickable: bool,
    dashed: bool,
}

impl<'a> Chip<'a> {
    /// A neutral chip.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            name: text,
            tone: Tone::Neutral,
            glyph: None,
            fill_glyph: false,
            trailing: None,
            small: false,
            strong: true,
            tabular: false,
            clickable: false,
            dashed: false,
        }
    }

    /// The chip of a severity with its own shape; `text` is the word or a count.
    pub fn severity(severity: SeveritySlot, text: &'a str) -> Self {
        let mut chip = Self::new(text);
        chip.tone = Tone::Severity(severity);
        chip.glyph = Some(severity.glyph());
        chip.fill_glyph = true;
        chip
    }

    /// A change of money: `amount` with its sign, dearer or cheaper as the sign says. A hyphen is shown as true minus.
    pub fn delta(amount: &'a str) -> DeltaChip<'a> {
        DeltaChip {
            amount,
            stale: false,
        }
    }

    /// Meaning of the chip.
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// An outlined glyph before the text.
    pub fn glyph(mut self, glyph: char) -> Self {
        self.glyph = Some(glyph);
        self
    }

    /// A glyph after the text, such as the caret of a filter menu.
    pub fn trailing(mut self, glyph: char) -> Self {
        self.trailing = Some(glyph);
        self
    }

    /// 16 high instead of 20.
    pub fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// Regular weight: a word in running text, not a state.
    pub fn quiet(mut self) -> Self {
        self.strong = false;
        self
    }

    /// Makes the chip a filter that can be switched; `selected` shows it in the accent.
    pub fn filter(mut self, selected: bool) -> Self {
        self.clickable = true;
        if self.tone == Tone::Neutral && selected {
            self.tone = Tone::Accent;
        }
        self
    }

    /// Makes the chip clickable without a selected look.
    pub fn clickable(mut self) -> Self {
        self.clickable = true;
        self
    }

    /// Accessible name, when the text alone does not say it.
    pub fn name(mut self, name: &'a str) -> Self {
        self.name = name;
        self
    }

    /// Dashed outline instead of a fill: something is missing (`no price`).
    pub fn dashed(mut self) -> Self {
        self.dashed = true;
        self
    }

    fn height(&self) -> f32 {
        if self.small { 16.0 } else { 20.0 }
    }

    fn glyph_size(&self) -> f32 {
        if self.small { 11.0 } else { 13.0 }
    }

    /// Size of the chip, points.
    pub fn size(&self, painter: &Painter) -> Vec2 {
        let font = if self.strong {
            Type::Small.strong()
        } else {
            Type::Small.font()
        };
        let text = if self.tabular {
            fonts::tabular(painter, self.text, &font, Color32::PLACEHOLDER).1
        } else {
            fonts::width(painter, self.text, font)
        };
        let pad = if self.small { 6.0 } else { 8.0 };
        let icon = if self.text.is_empty() { 0.0 } else { 4.0 };
        let leading = self.glyph.map_or(0.0, |_| self.glyph_size() + icon);
        let trailing = self.trailing.map_or(0.0, |_| 4.0 + 10.0);
        vec2(
            (text + leading + trailing + 2.0 * pad).ceil(),
            self.height(),
        )
    }

    /// Paints the chip into `rect` (of [`Chip::size`]) outside any layout: on the canvas, inside a button.
    pub fn paint(&self, painter: &Painter, t: &Tokens, rect: Rect, hover: f32) {
        let rect = paint::snap(painter, rect);
        let tint = self.tone.tint(t);
        let half = rect.height() * 0.5;
        if self.dashed {
            painter.rect_filled(rect, half, t.panel);
            let stroke = Stroke::new(1.0, Color32::from(tint.ink));
            paint::dashed_rect(painter, rect, half, stroke, 3.0, 2.0);
        } else {
            let fill = tint.soft.mix(tint.ink, 0.10 * hover);
            painter.rect_filled(rect, half, fill);
        }
        let pad = if self.small { 6.0 } else { 8.0 };
        let mut x = rect.left() + pad;
        let y = rect.center().y;
        if let Some(c) = self.glyph {
            let size = self.glyph_size();
            let font = if self.fill_glyph {
                fonts::icon_fill(size)
            } else {
                fonts::icon(size)
            };
            fonts::glyph(painter, pos2(x + size * 0.5, y), c, font, tint.ink);
            x += size + 4.0;
        }
        let font = if self.strong {
            Type::Small.strong()
        } else {
            Type::Small.font()
        };
        let at = pos2(x, y);
        let text = if self.tabular {
            fonts::tabular_number(painter, at, Align2::LEFT_CENTER, self.text, &font, tint.ink)
        } else {
            fonts::text(painter, at, Align2::LEFT_CENTER, self.text, font, tint.ink)
        };
        if let Some(c) = self.trailing {
            fonts::glyph(
                painter,
                pos2(text.right() + 9.0, y),
                c,
                fonts::icon(10.0),
                tint.ink,
            );
        }
    }
}

impl Widget for Chip<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let size = self.size(ui.painter());
        let clickable = self.clickable && ui.is_enabled();
        // The target of a chip that can be pressed is 24 high although the chip is 20.
        let target = if self.clickable {
            vec2(size.x.max(24.0), 24.0)
        } else {
            size
        };
        let sense = if clickable {
            Sense::click()
        } else {
            Sense::hover()
        };
        let (rect, response) = ui.allocate_exact_size(target, sense);
        let role = if self.clickable {
            WidgetType::Button
        } else {
            WidgetType::Label
        };
        let selected = self.clickable && self.tone == Tone::Accent;
        response.widget_info(|| {
            if selected {
                WidgetInfo::selected(role, true, true, self.name)
            } else {
                WidgetInfo::labeled(role, ui.is_enabled(), self.name)
            }
        });
        if ui.is_rect_visible(rect) {
            let inner = Rect::from_center_size(rect.center(), size);
            let hover = if clickable {
                paint::hover_share(ui, &response)
            } else {
                0.0
            };
            self.paint(ui.painter(), tokens(ui), inner, hover);
            paint::focus_ring(ui, &response, inner, size.y * 0.5);
        }
        if clickable {
            response.on_hover_cursor(CursorIcon::PointingHand)
        } else {
            response
        }
    }
}

/// The change of the total since the last edit: arrow, sign, colour.
#[must_use = "add it to a `Ui`"]
pub struct DeltaChip<'a> {
    amount: &'a str,
    stale: bool,
}

impl DeltaChip<'_> {
    /// Grey: the change is no longer fresh.
    pub fn stale(mut self, stale: bool) -> Self {
        self.stale = stale;
        self
    }

    /// The tone that the sign of `amount` asks for.
    pub fn tone_of(amount: &str) -> Tone {
        match amount.chars().next() {
            Some('+') => Tone::Increase,
            Some('-' | '−') => Tone::Saving,
            _ => Tone::Neutral,
        }
    }
}

impl Widget for DeltaChip<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let text = self
            .amount
            .replacen('-', "−", usize::from(self.amount.starts_with('-')));
        let tone = Self::tone_of(&text);
        let mut chip = Chip::new(&text).tone(if self.stale { Tone::Neutral } else { tone });
        chip.tabular = true;
        chip.glyph = match tone {
            Tone::Increase => Some(glyph::ARROW_UP),
            Tone::Saving => Some(glyph::ARROW_DOWN),
            _ => None,
        };
        ui.add(chip)
    }
}

/// What a cost pill says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CostState {
    /// An amount.
    Priced,
    /// Costs nothing.
    Free,
    /// The catalogue has no price: dashed, never blank.
    NoPrice,
    /// What an edit under the pointer would cost.
    Ghost,
}

/// The pill of a tile's monthly cost: 18 high, straddling the tile's edge.
#[derive(Clone, Copy, Debug)]
pub struct CostPill<'a> {
    /// The amount or the word, as it is shown.
    pub text: &'a str,
    /// Which of the looks.
    pub state: CostState,
}

impl CostPill<'_> {
    /// Size in points.
    pub fn size(&self, painter: &Painter) -> Vec2 {
        let font = Type::Small.strong();
        let width = fonts::tabular(painter, self.text, &font, Color32::PLACEHOLDER).1;
        vec2((width + 16.0).ceil(), 18.0)
    }

    /// Paints the pill with its right edge and vertical centre at `right_center`; returns its rectangle.
    pub fn paint(&self, painter: &Painter, t: &Tokens, right_center: Pos2) -> Rect {
        let size = self.size(painter);
        let min = pos2(right_center.x - size.x, right_center.y - size.y * 0.5);
        let rect = paint::snap(painter, Rect::from_min_size(min, size));
        let high = t.severity(SeveritySlot::High).ink;
        let (ink, fill, line) = match self.state {
            CostState::Priced => (t.text_1, t.tile, t.strong),
            CostState::Free => (t.saving, t.tile, t.strong),
            CostState::NoPrice => (high, t.tile, high),
            CostState::Ghost => (t.accent, t.accent_soft, t.accent),
        };
        if matches!(self.state, CostState::NoPrice | CostState::Ghost) {
            painter.rect_filled(rect, 9.0, fill);
            paint::dashed_rect(painter, rect, 9.0, paint::hairline(line), 3.0, 2.0);
        } else {
            paint::boxed(painter, rect, 9.0, fill, paint::hairline(line));
        }
        let font = Type::Small.strong();
        fonts::tabular_number(
            painter,
            rect.center(),
            Align2::CENTER_CENTER,
            self.text,
            &font,
            ink,
        );
        rect
    }
}

impl Widget for CostPill<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let (rect, response) = ui.allocate_exact_size(self.size(ui.painter()), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, self.text));
        self.paint(ui.painter(), tokens(ui), rect.right_center());
        response
    }
}

/// Finding badge of a tile or frame: highest severity and how many.
#[derive(Clone, Copy, Debug)]
pub struct Badge<'a> {
    /// Highest severity.
    pub severity: SeveritySlot,
    /// Count as text.
    pub count: &'a str,
}

impl Badge<'_> {
    /// Paints the badge with its right edge and vertical centre at `right_center`; returns its rectangle.
    pub fn paint(&self, painter: &Painter, t: &Tokens, right_center: Pos2) -> Rect {
        let font = Type::Small.strong();
        let text = fonts::width(painter, self.count, font.clone());
        let size = vec2((5.0 + 13.0 + 3.0 + text + 6.0).ceil(), 18.0);
        let min = pos2(right_center.x - size.x, right_center.y - 9.0);
        let rect = paint::snap(painter, Rect::from_min_size(min, size));
        let tint = t.severity(self.severity);
        painter.rect_filled(rect, 9.0, tint.soft);
        let y = rect.center().y;
        let icon = fonts::icon_fill(13.0);
        fonts::glyph(
            painter,
            pos2(rect.left() + 11.5, y),
            self.severity.glyph(),
            icon,
            tint.ink,
        );
        let at = pos2(rect.left() + 21.0, y);
        fonts::text(painter, at, Align2::LEFT_CENTER, self.count, font, tint.ink);
        rect
    }
}

/// A count in a bubble, or a key in its cap.
#[must_use = "add it to a `Ui`"]
pub struct KeyCap<'a> {
    text: &'a str,
    outlined: bool,
}

impl<'a> KeyCap<'a> {
    /// A key or chord: outlined.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            outlined: true,
        }
    }

    /// A count: filled bubble.
    pub fn count(text: &'a str) -> Self {
        Self {
            text,
            outlined: false,
        }
    }

    /// Size in points.
    pub fn size(&self, painter: &Painter) -> Vec2 {
        let text = fonts::width(painter, self.text, Type::Tiny.font());
        vec2((text + 10.0).ceil().max(18.0), 18.0)
    }

    /// Paints it with its right edge and vertical centre at `right_center`; returns its rectangle.
    pub fn paint(&self, painter: &Painter, t: &Tokens, right_center: Pos2) -> Rect {
        let size = self.size(painter);
        let min = pos2(right_center.x - size.x, right_center.y - size.y * 0.5);
        let rect = paint::snap(painter, Rect::from_min_size(min, size));
        if self.outlined {
            paint::boxed(painter, rect, 4.0, t.panel, paint::hairline(t.border));
        } else {
            painter.rect_filled(rect, 9.0, t.subtle);
        }
        let ink = if self.outlined { t.text_3 } else { t.text_2 };
        let font = if self.outlined {
            Type::Tiny.font()
        } else {
            Type::Tiny.strong()
        };
        fonts::text(
            painter,
            rect.center(),
            Align2::CENTER_CENTER,
            self.text,
            font,
            ink,
        );
        rect
    }
}

impl Widget for KeyCap<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let (rect, response) = ui.allocate_exact_size(self.size(ui.painter()), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, self.text));
        self.paint(ui.painter(), tokens(ui), rect.right_center());
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
    fn a_filter_chip_is_a_button_of_full_target_height() {
        let mut h = harness([200.0, 60.0], Theme::Light, false, |ui, on| {
            if ui.add(Chip::new("Filter").filter(*on)).clicked() {
                *on = !*on;
            }
        });
        assert!(h.get_by_label("Filter").rect().height() >= 24.0);
        h.get_by_label("Filter").click();
        h.run();
        assert!(*h.state());
    }

    #[test]
    fn the_sign_decides_the_tone_of_a_delta() {
        assert_eq!(DeltaChip::tone_of("+$229.22/mo"), Tone::Increase);
        assert_eq!(DeltaChip::tone_of("−$153.01/mo"), Tone::Saving);
        assert_eq!(DeltaChip::tone_of("$0.00"), Tone::Neutral);
    }

    #[test]
    fn a_hyphen_is_shown_as_minus() {
        let h = harness([200.0, 60.0], Theme::Light, (), |ui, ()| {
            ui.add(Chip::delta("-$153.01"));
        });
        h.get_by_label("−$153.01");
    }
}
