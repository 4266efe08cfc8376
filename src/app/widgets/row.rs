//! Rows of the inspector: a property with its control, and a line of the bill.

use egui::{
    Align, Align2, Galley, Layout, Pos2, Rect, Response, Sense, Ui, UiBuilder, WidgetInfo,
    WidgetType, pos2, vec2,
};
use std::sync::Arc;

use crate::app::fonts::{self, Elide, Type};
use crate::app::theme::{self, tokens};
use crate::app::widgets::paint;
use crate::app::widgets::tip::tip;

/// Share of a property row that its label takes.
const LABEL_SHARE: f32 = 0.40;

/// Line height of a label in two lines, points.
const TWO_LINES: f32 = 15.0;

/// A label and a control, 31 high or more if the control needs it. `hint` explains the property on hover.
pub fn property_row<R>(
    ui: &mut Ui,
    label: &str,
    hint: &str,
    control: impl FnOnce(&mut Ui) -> R,
) -> R {
    let width = ui.available_width();
    let label_width = (width * LABEL_SHARE).round();
    let top = ui.cursor().min;
    let place = Rect::from_min_size(
        pos2(top.x + label_width, top.y),
        vec2(width - label_width, theme::PROPERTY_ROW),
    );
    let mut inside = ui.new_child(
        UiBuilder::new()
            .max_rect(place)
            .layout(Layout::top_down(Align::Min)),
    );
    inside.spacing_mut().item_spacing.y = 2.0;
    inside.add_space(1.5);
    let result = inside.push_id(label, control).inner;
    let name = Label::new(ui, label, label_width - 8.0);
    let height = f32::max(theme::PROPERTY_ROW, inside.min_rect().height() + 1.5);
    let height = height.max(name.height());
    // The pitch is the row's height, whatever gap the surroundings put between items.
    let (_, rect) = ui.allocate_space(vec2(width, height - ui.spacing().item_spacing.y));
    let cut = name.is_cut();
    let placed = name.paint(ui, rect.min);
    if cut || !hint.is_empty() {
        let response = ui.interact(placed, ui.id().with(("label", label)), Sense::hover());
        let full = match (cut, hint.is_empty()) {
            (_, true) => label.to_owned(),
            (true, false) => format!("{label}\n{hint}"),
            (false, false) => hint.to_owned(),
        };
        tip(response, &full);
    }
    result
}

/// The name of a property: in one line, or in up to four where it is longer than the column.
pub struct Label(Arc<Galley>);

impl Label {
    /// Lays it out in a column of `room` points.
    pub fn new(ui: &Ui, text: &str, room: f32) -> Label {
        let t = tokens(ui);
        let mut job = fonts::paragraph(text, Type::Control, false, t.text_2.into(), room);
        job.wrap.max_rows = 4;
        job.wrap.overflow_character = Some('…');
        for section in &mut job.sections {
            // Two lines stand in the height of a row.
            section.format.line_height = Some(TWO_LINES);
        }
        Label(ui.painter().layout_job(job))
    }
    /// Whether four lines are not enough.
    pub fn is_cut(&self) -> bool {
        self.0.elided
    }
    /// Height of the row that it needs, points.
    fn height(&self) -> f32 {
        self.0.size().y + 1.0
    }
    /// Paints it in the middle of the first row's height below `corner`; the answer is where it is.
    fn paint(self, ui: &Ui, corner: Pos2) -> Rect {
        let (ink, size) = (tokens(ui).text_2, self.0.size());
        let middle = pos2(corner.x, corner.y + theme::PROPERTY_ROW * 0.5);
        if self.0.rows.len() == 1 {
            let (text, font) = (self.0.text(), Type::Control.font());
            return fonts::text(ui.painter(), middle, Align2::LEFT_CENTER, text, font, ink);
        }
        let top = middle.y - size.y * 0.5;
        let min = pos2(corner.x, top.max(corner.y).round());
        ui.painter().galley(min, self.0, ink.into());
        Rect::from_min_size(min, size)
    }
}

/// A line of the bill: what, how it comes about, how much a month. The whole line is the target; a click selects it.
pub fn cost_line(ui: &mut Ui, name: &str, formula: &str, amount: &str, missing: bool) -> Response {
    let pitch = if formula.is_empty() { 28.0 } else { 36.0 };
    let height = pitch - ui.spacing().item_spacing.y;
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height));
    let id = ui.id().with(("cost", name, formula));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| {
        WidgetInfo::labeled(
            WidgetType::Button,
            true,
            format!("{name}, {formula}, {amount}"),
        )
    });
    let t = tokens(ui);
    if response.hovered() {
        ui.painter()
            .rect_filled(rect.expand2(vec2(6.0, 0.0)), 6.0, t.hover);
    }
    let strong = Type::Control.strong();
    let ink = if missing {
        t.severity(crate::scene::tokens::SeveritySlot::High).ink
    } else {
        t.text_1
    };
    let at = rect.right_center();
    let money = fonts::tabular_number(ui.painter(), at, Align2::RIGHT_CENTER, amount, &strong, ink);
    let room = money.left() - 8.0 - rect.left();
    let font = Type::Control.font();
    let middle = rect.center().y;
    let y = if formula.is_empty() {
        middle
    } else {
        middle - 7.5
    };
    let left = pos2(rect.left(), y);
    let anchor = Align2::LEFT_CENTER;
    let (_, cut) = fonts::elided_text(
        ui.painter(),
        left,
        anchor,
        name,
        font,
        t.text_1,
        room,
        Elide::End,
    );
    let mut cut_any = cut;
    if !formula.is_empty() {
        let left = pos2(rect.left(), middle + 7.5);
        let font = Type::Small.font();
        let (_, cut) = fonts::elided_text(
            ui.painter(),
            left,
            anchor,
            formula,
            font,
            t.text_3,
            room,
            Elide::End,
        );
        cut_any |= cut;
    }
    paint::focus_ring(ui, &response, rect, 4.0);
    if cut_any {
        tip(response, &format!("{name}\n{formula}"))
    } else {
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::harness;
    use crate::app::theme::Theme;
    use crate::app::widgets::switch::Switch;
    use crate::catalog;
    use crate::model::Language;
    use crate::text;
    use egui_kittest::kittest::Queryable as _;

    #[test]
    fn the_control_of_a_property_starts_in_the_second_column() {
        let mut h = harness([300.0, 80.0], Theme::Light, false, |ui, on| {
            property_row(ui, "Deletion protection", "", |ui| {
                ui.add(Switch::new(on, "Protect"))
            });
        });
        assert!(h.get_by_label("Protect").rect().left() > 110.0);
        h.get_by_label("Protect").click();
        h.run();
        assert!(*h.state());
    }

    /// Names of rows of the inspector that are not properties of kinds.
    const ROWS: [&str; 26] = [
        "name",
        "hours-per-month",
        "free-tier",
        "budget",
        "currency-rate",
        "own-prices",
        "prices-day",
        "zone-outage",
        "zone-affinity",
        "allowed-regions",
        "require-tags",
        "horizon",
        "demand-hours",
        "cidr",
        "region",
        "review-profile",
        "security-profile",
        "requests-per-second",
        "demand-given-as",
        "demand-peak",
        "connection-kind",
        "protocol",
        "auto-public-ip",
        "frame-kind",
        "note-look",
        "zone",
    ];

    #[test]
    fn no_name_of_a_property_is_cut_in_the_narrow_inspector() {
        // 312 points less the margins, the share of the names, less the gap to the control.
        let room = ((312.0_f32 - 28.0) * LABEL_SHARE).round() - 8.0;
        let mut h = harness([300.0, 80.0], Theme::Light, Vec::new(), |ui, cut| {
            for language in [Language::English, Language::Korean] {
                let kinds = catalog::kinds().flat_map(|kind| kind.properties);
                let titles = kinds.map(|own| own.title.get(language).to_owned());
                let rows = ROWS.map(|key| text::get(language, key).into_owned());
                for title in titles.chain(rows) {
                    if Label::new(ui, &title, room).is_cut() {
                        cut.push(title);
                    }
                }
            }
        });
        h.run();
        h.state_mut().sort();
        h.state_mut().dedup();
        assert_eq!(*h.state(), Vec::<String>::new());
    }

    #[test]
    fn a_cost_line_says_name_formula_and_amount() {
        let mut h = harness([300.0, 80.0], Theme::Light, 0, |ui, clicks| {
            let line = cost_line(ui, "I/O", "420 M requests × $0.24 per M", "$100.80", false);
            *clicks += usize::from(line.clicked());
        });
        h.get_by_label("I/O, 420 M requests × $0.24 per M, $100.80")
            .click();
        h.run();
        assert_eq!(*h.state(), 1);
    }
}
