//! Findings: the button that mends one and says what that costs, the row of the panel, the card of the inspector.

use egui::{
    Align2, CursorIcon, Pos2, Rect, Response, Sense, Stroke, Ui, UiBuilder, Widget, WidgetInfo,
    WidgetType, pos2, vec2,
};

use crate::app::fonts::{self, Elide, Type};
use crate::app::theme::{self, tokens};
use crate::app::widgets::button::Button;
use crate::app::widgets::chip::{Chip, DeltaChip};
use crate::app::widgets::paint::{self, Tone};
use crate::glyph;
use crate::scene::tokens::SeveritySlot;

/// Opacity of a price that is being worked out again.
const PALE: f32 = 0.6;

/// A fix: label and price in one target.
#[must_use = "add it to a `Ui`"]
pub struct FixButton<'a> {
    text: &'a str,
    price: &'a str,
    name: &'a str,
    glyph: char,
    width: f32,
    most: f32,
    late: bool,
}

impl<'a> FixButton<'a> {
    /// A fix; `price` is the change it makes to the bill, with its sign, or empty.
    pub fn new(text: &'a str, price: &'a str) -> Self {
        Self {
            text,
            price,
            name: "",
            glyph: glyph::WRENCH,
            width: 0.0,
            most: f32::INFINITY,
            late: false,
        }
    }

    /// Another glyph than the wrench.
    pub fn glyph(mut self, glyph: char) -> Self {
        self.glyph = glyph;
        self
    }

    /// Accessible name, where the text alone does not say what the fix does.
    pub fn name(mut self, name: &'a str) -> Self {
        self.name = name;
        self
    }

    /// Paler: the price is being worked out again, and that takes a while.
    pub fn late(mut self, late: bool) -> Self {
        self.late = late;
        self
    }

    /// At least this wide, points: buttons of a column end together.
    pub fn min_width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// At most this wide, points: the text is shortened, and stands in the tooltip in full.
    pub fn max_width(mut self, width: f32) -> Self {
        self.most = width;
        self
    }

    /// Width of a button with this text and no price, points.
    pub fn width_of(painter: &egui::Painter, text: &str) -> f32 {
        (fonts::width(painter, text, Type::Control.strong()) + 36.0).ceil()
    }

    fn tone(&self) -> Tone {
        match DeltaChip::tone_of(self.price) {
            // A fix that costs nothing is good news.
            Tone::Neutral => Tone::Saving,
            tone => tone,
        }
    }
}

impl Widget for FixButton<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let chip =
            (!self.price.is_empty()).then(|| Chip::new(self.price).tone(self.tone()).small());
        let chip_width = chip.as_ref().map_or(0.0, |c| c.size(ui.painter()).x + 6.0);
        let font = Type::Control.strong();
        let room = (self.most - 36.0 - chip_width).max(24.0);
        let shown = fonts::elide(ui.painter(), self.text, &font, room, Elide::End);
        let cut = matches!(shown, std::borrow::Cow::Owned(_));
        let content = 20.0 + fonts::width(ui.painter(), &shown, font) + chip_width;
        let width = f32::max(content + 16.0, self.width);
        let enabled = ui.is_enabled();
        let sense = if enabled {
            Sense::click()
        } else {
            Sense::hover()
        };
        let (rect, response) = ui.allocate_exact_size(vec2(width.ceil(), 24.0), sense);
        response.widget_info(|| {
            let text = if self.name.is_empty() {
                self.text
            } else {
                self.name
            };
            let name = format!("{text} {}", self.price);
            WidgetInfo::labeled(WidgetType::Button, enabled, name.trim_end())
        });
        if ui.is_rect_visible(rect) {
            let t = tokens(ui);
            let rect = paint::snap(ui.painter(), rect);
            let pressed = response.is_pointer_button_down_on();
            let hover = paint::hover_share(ui, &response);
            let fill = if pressed {
                t.accent_soft
            } else {
                t.panel.mix(t.hover, hover)
            };
            let line = if pressed { t.accent } else { t.strong };
            paint::boxed(ui.painter(), rect, 6.0, fill, paint::hairline(line));
            let mut x = rect.center().x - content * 0.5;
            let y = rect.center().y;
            let icon = fonts::icon(14.0);
            fonts::glyph(ui.painter(), pos2(x + 7.0, y), self.glyph, icon, t.text_2);
            x += 20.0;
            let font = Type::Control.strong();
            let at = pos2(x, y);
            let text = fonts::text(
                ui.painter(),
                at,
                Align2::LEFT_CENTER,
                &shown,
                font,
                if self.late { t.text_3 } else { t.text_1 },
            );
            if let Some(chip) = chip {
                let size = chip.size(ui.painter());
                let min = pos2(text.right() + 6.0, y - size.y * 0.5);
                let mut painter = ui.painter().clone();
                painter.multiply_opacity(if self.late { PALE } else { 1.0 });
                chip.paint(&painter, t, Rect::from_min_size(min, size), 0.0);
            }
            paint::focus_ring(ui, &response, rect, 6.0);
        }
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        if cut {
            super::tip::tip(response, self.text)
        } else {
            response
        }
    }
}

/// What a finding says, as strings.
#[derive(Clone, Copy, Debug)]
pub struct FindingText<'a> {
    /// How grave.
    pub severity: SeveritySlot,
    /// The word of the severity, for assistive technology.
    pub severity_word: &'a str,
    /// Code of the rule.
    pub code: &'a str,
    /// What is wrong.
    pub title: &'a str,
    /// What was seen; shown in the card, and in the row where there is room.
    pub detail: &'a str,
    /// The component or frame; shown in the row.
    pub place: &'a str,
    /// Pillar; shown in the row.
    pub pillar: &'a str,
    /// Label of the fix; empty when there is none.
    pub fix: &'a str,
    /// What the fix does to the bill, with sign; a dash or empty when unknown.
    pub price: &'a str,
    /// The price is that of before, and the new one takes a while.
    pub late: bool,
    /// Glyph of the fix.
    pub glyph: char,
    /// Name of the button that opens the menu of the finding.
    pub more: &'a str,
}

/// What happened to a finding in this frame.
pub struct FindingResponse {
    /// The row or card.
    pub row: Response,
    /// The fix was pressed.
    pub fix: bool,
    /// The button at the end, under which a menu opens.
    pub more: Response,
}

/// Width of a row below which the price stands in the fix's button, points.
const COMPACT: f32 = 680.0;
/// Width of that button, points.
const COMPACT_FIX: f32 = 108.0;

/// Least and greatest width of the column of fixes, points.
pub const FIX_COLUMN: std::ops::RangeInclusive<f32> = 120.0..=240.0;

/// A row of the findings panel: glyph, code, title, place, pillar, price, fix. Place and pillar go when it is narrow.
/// `fix_width`: width of the column of fixes, points, the same in every row.
#[expect(clippy::too_many_lines, reason = "one row, column after column")]
pub fn finding_row(
    ui: &mut Ui,
    finding: &FindingText<'_>,
    selected: bool,
    fix_width: f32,
) -> FindingResponse {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), theme::TABLE_ROW));
    let id = ui
        .id()
        .with(("finding", finding.code, finding.place, finding.title));
    // The list as a whole takes the keyboard.
    let row = ui.interact(rect, id, Sense::CLICK | Sense::HOVER);
    row.widget_info(|| {
        let FindingText {
            severity_word,
            code,
            title,
            place,
            ..
        } = finding;
        let name = format!("{severity_word}, {code}, {title}, {place}");
        WidgetInfo::selected(WidgetType::SelectableLabel, true, selected, name)
    });
    let t = tokens(ui);
    if selected {
        ui.painter().rect_filled(rect, 0.0, t.accent_soft);
    } else if row.contains_pointer() {
        ui.painter().rect_filled(rect, 0.0, t.hover);
    }
    let y = rect.center().y;
    let left = rect.left() + 12.0;
    let icon = fonts::icon_fill(16.0);
    let ink = t.severity(finding.severity).ink;
    fonts::glyph(
        ui.painter(),
        pos2(left + 8.0, y),
        finding.severity.glyph(),
        icon,
        ink,
    );
    let code = pos2(left + 26.0, y);
    fonts::text(
        ui.painter(),
        code,
        Align2::LEFT_CENTER,
        finding.code,
        Type::Small.font(),
        t.text_3,
    );

    let mut right = rect.right() - 8.0;
    let more = more_button(ui, &row, finding, pos2(right - 24.0, y - 12.0));
    right -= 24.0 + 6.0;
    // Where there is little room the price alone is the button, and the title is read in full.
    let compact = rect.width() < COMPACT;
    let width = if compact { COMPACT_FIX } else { fix_width };
    let fix = fix_cell(ui, &row, finding, width, compact, &mut right);
    if !finding.price.is_empty() && !compact {
        let tone = DeltaChip::tone_of(finding.price);
        let ink = if finding.late {
            t.text_3
        } else if tone == Tone::Neutral {
            t.text_2
        } else {
            tone.tint(t).ink
        };
        let font = Type::Control.strong();
        let at = pos2(right, y);
        let anchor = Align2::RIGHT_CENTER;
        fonts::tabular_number(ui.painter(), at, anchor, finding.price, &font, ink);
    }
    if !compact {
        right -= 84.0;
    }
    let title_left = left + 90.0;
    let room = right - title_left;
    let place_width = (room * 0.26).clamp(120.0, 200.0).round();
    // Columns begin at the same x in every row: they hang on the right edge.
    for (text, width, needs, icon) in [
        (finding.pillar, 152.0, 580.0, None),
        (finding.place, place_width, 300.0, Some(glyph::CROSSHAIR)),
    ] {
        if room >= needs && !text.is_empty() {
            right -= width;
            let mut x = right;
            if let Some(c) = icon {
                let at = pos2(x + 6.0, y);
                fonts::glyph(ui.painter(), at, c, fonts::icon(13.0), t.text_3);
                x += 18.0;
            }
            shortened(
                ui,
                pos2(x, y),
                text,
                Type::Control.font(),
                t.text_2,
                right + width - 8.0 - x,
            );
        }
    }
    let font = if selected {
        Type::Control.strong()
    } else {
        Type::Control.font()
    };
    let room = right - 12.0 - title_left;
    let title_width = fonts::width(ui.painter(), finding.title, font.clone());
    let at = pos2(title_left, y);
    shortened(ui, at, finding.title, font, t.text_1, room);
    // What was seen follows the title where there is room for some words of it.
    let left = room - title_width - 10.0;
    if left >= 80.0 && !finding.detail.is_empty() {
        let at = pos2(title_left + title_width + 10.0, y);
        let font = Type::Small.font();
        let text = fonts::elide(ui.painter(), finding.detail, &font, left, Elide::End);
        fonts::text(ui.painter(), at, Align2::LEFT_CENTER, &text, font, t.text_3);
    }
    FindingResponse { row, fix, more }
}

fn more_button(ui: &mut Ui, row: &Response, finding: &FindingText<'_>, min: Pos2) -> Response {
    let place = Rect::from_min_size(min, vec2(24.0, 24.0));
    let build = UiBuilder::new()
        .max_rect(place)
        .id_salt(row.id.with("more"));
    let mut inside = ui.new_child(build);
    inside.add(Button::icon(glyph::DOTS_THREE, finding.more).small())
}

fn fix_cell(
    ui: &mut Ui,
    row: &Response,
    finding: &FindingText<'_>,
    width: f32,
    compact: bool,
    right: &mut f32,
) -> bool {
    let place = Rect::from_min_max(
        pos2(*right - width, row.rect.center().y - 12.0),
        pos2(*right, row.rect.center().y + 12.0),
    );
    *right -= width + 10.0;
    if finding.fix.is_empty() {
        return false;
    }
    let font = Type::Control.strong();
    let shown = if compact && !finding.price.is_empty() {
        finding.price
    } else {
        finding.fix
    };
    let text = fonts::elide(ui.painter(), shown, &font, width - 34.0, Elide::End);
    let cut = matches!(text, std::borrow::Cow::Owned(_));
    let mut inside = ui.new_child(UiBuilder::new().max_rect(place).id_salt(row.id));
    let response = inside.add(
        FixButton::new(&text, "")
            .name(finding.fix)
            .glyph(finding.glyph)
            .late(finding.late && compact)
            .min_width(width),
    );
    let clicked = response.clicked();
    if cut || shown != finding.fix {
        super::tip::tip(response, finding.fix);
    }
    clicked
}

fn shortened(
    ui: &Ui,
    at: egui::Pos2,
    text: &str,
    font: egui::FontId,
    ink: crate::scene::tokens::Color,
    room: f32,
) {
    let short = fonts::elide(ui.painter(), text, &font, room, Elide::End);
    let placed = fonts::text(ui.painter(), at, Align2::LEFT_CENTER, &short, font, ink);
    if matches!(short, std::borrow::Cow::Owned(_)) {
        let id = ui.id().with(("cut", text, at.y.to_bits()));
        super::tip::tip(ui.interact(placed, id, Sense::hover()), text);
    }
}

/// The card of a finding in the inspector: title, what happens if it stays, the fix with its price.
pub fn finding_card(ui: &mut Ui, finding: &FindingText<'_>) -> FindingResponse {
    let t = tokens(ui);
    let width = ui.available_width();
    let (pad, indent) = (12.0, 24.0);
    let code = fonts::width(ui.painter(), finding.code, Type::Small.font());
    let room = width - 2.0 * pad - indent;
    let more_room = 22.0;
    let job = fonts::paragraph(
        finding.title,
        Type::Control,
        true,
        t.text_1.into(),
        room - code - more_room - 10.0,
    );
    let title = ui.painter().layout_job(job);
    let job = fonts::paragraph(finding.detail, Type::Small, false, t.text_2.into(), room);
    let detail = ui.painter().layout_job(job);
    let detail_height = if finding.detail.is_empty() {
        0.0
    } else {
        detail.size().y + 4.0
    };
    let fix_height = if finding.fix.is_empty() {
        0.0
    } else {
        24.0 + 8.0
    };
    let height = 10.0 + title.size().y + detail_height + fix_height + 10.0;
    let (_, rect) = ui.allocate_space(vec2(width, height.round()));
    let rect = paint::snap(ui.painter(), rect);
    let id = ui
        .id()
        .with(("card", finding.code, finding.place, finding.title));
    let row = ui.interact(rect, id, Sense::click());
    row.widget_info(|| {
        let name = format!(
            "{}, {}, {}",
            finding.severity_word, finding.code, finding.title
        );
        WidgetInfo::labeled(WidgetType::Button, true, name)
    });
    let line = if row.hovered() { t.strong } else { t.border };
    let stroke: Stroke = paint::hairline(line);
    paint::boxed(
        ui.painter(),
        rect,
        f32::from(theme::RADIUS_CARD),
        t.panel,
        stroke,
    );
    let top = rect.top() + 10.0;
    let at = pos2(rect.left() + pad + 8.0, top + 8.0);
    let ink = t.severity(finding.severity).ink;
    fonts::glyph(
        ui.painter(),
        at,
        finding.severity.glyph(),
        fonts::icon_fill(16.0),
        ink,
    );
    let corner = pos2(rect.right() - pad - 18.0, top - 4.0);
    let more = more_button(ui, &row, finding, corner);
    let at = pos2(rect.right() - pad - more_room, top + 8.0);
    fonts::text(
        ui.painter(),
        at,
        Align2::RIGHT_CENTER,
        finding.code,
        Type::Small.font(),
        t.text_3,
    );
    let left = rect.left() + pad + indent;
    let mut y = top + title.size().y;
    ui.painter().galley(pos2(left, top), title, t.text_1.into());
    if !finding.detail.is_empty() {
        ui.painter()
            .galley(pos2(left, y + 4.0), detail, t.text_2.into());
        y += detail_height;
    }
    let mut fix = false;
    if !finding.fix.is_empty() {
        let place = Rect::from_min_size(pos2(left, y + 8.0), vec2(room, 24.0));
        let mut inside = ui.new_child(UiBuilder::new().max_rect(place).id_salt(id));
        fix = inside
            .add(
                FixButton::new(finding.fix, finding.price)
                    .glyph(finding.glyph)
                    .late(finding.late)
                    .max_width(room),
            )
            .clicked();
    }
    paint::focus_ring(ui, &row, rect, f32::from(theme::RADIUS_CARD));
    FindingResponse { row, fix, more }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::harness;
    use crate::app::theme::Theme;
    use egui_kittest::kittest::Queryable as _;

    const FINDING: FindingText<'static> = FindingText {
        severity: SeveritySlot::Medium,
        severity_word: "Medium",
        code: "REL006",
        title: "Failover target smaller than the writer",
        detail: "After a failover, half the memory serves it.",
        place: "Aurora MySQL",
        pillar: "Reliability",
        fix: "Raise the reader",
        price: "+$229.22/mo",
        late: false,
        glyph: glyph::WRENCH,
        more: "More",
    };

    #[test]
    fn row_and_fix_are_two_targets() {
        let mut h = harness([1000.0, 60.0], Theme::Light, (0, 0), |ui, (rows, fixes)| {
            let out = finding_row(ui, &FINDING, false, 160.0);
            *rows += usize::from(out.row.clicked());
            *fixes += usize::from(out.fix);
        });
        h.get_by_label("Raise the reader").click();
        h.run();
        assert_eq!(*h.state(), (0, 1));
        h.get_by_label("Medium, REL006, Failover target smaller than the writer, Aurora MySQL")
            .click();
        h.run();
        assert_eq!(*h.state(), (1, 1));
    }

    #[test]
    fn a_long_fix_is_shortened_and_its_price_stays_on_the_card() {
        let long = FindingText {
            fix: "Turn on threat detection for all accounts of the organization",
            ..FINDING
        };
        let mut h = harness([300.0, 200.0], Theme::Light, 0, |ui, fixes| {
            *fixes += usize::from(finding_card(ui, &long).fix);
        });
        let name = format!("{} {}", long.fix, long.price);
        let button = h.get_by_label(&name).rect();
        let card = h.get_by_label_contains("Medium, REL006").rect();
        assert!(button.right() <= card.right() - 12.0, "{button:?} {card:?}");
        h.get_by_label(&name).click();
        h.run();
        assert_eq!(*h.state(), 1);
    }

    #[test]
    fn the_card_button_says_its_price() {
        let mut h = harness([300.0, 200.0], Theme::Dark, 0, |ui, fixes| {
            *fixes += usize::from(finding_card(ui, &FINDING).fix);
        });
        h.get_by_label("Raise the reader +$229.22/mo").click();
        h.run();
        assert_eq!(*h.state(), 1);
    }
}
