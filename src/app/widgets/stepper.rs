//! A small whole number with buttons for one less and one more.

use egui::{
    Align2, CursorIcon, Key, Modifiers, Rect, Response, Sense, Ui, WidgetInfo, WidgetType, pos2,
    vec2,
};

use crate::app::fonts::{self, Type};
use crate::app::theme::{self, tokens};
use crate::app::widgets::field::{BoxState, field_box};
use crate::app::widgets::paint;
use crate::glyph;

/// Names of a stepper's parts.
#[derive(Clone, Copy, Debug)]
pub struct StepperNames<'a> {
    /// What is counted.
    pub value: &'a str,
    /// The button that takes one away.
    pub less: &'a str,
    /// The button that adds one.
    pub more: &'a str,
}

/// Draws `value` between its buttons, held in `range`; arrow up and down work while it has the focus. `changed()` of
/// the response is true when the value changed.
pub fn stepper(
    ui: &mut Ui,
    names: StepperNames<'_>,
    value: &mut u32,
    range: std::ops::RangeInclusive<u32>,
) -> Response {
    let size = vec2(78.0, theme::CONTROL_HEIGHT);
    let (_, rect) = ui.allocate_space(size);
    let rect = paint::snap(ui.painter(), rect);
    let id = ui.id().with(("stepper", names.value));
    let enabled = ui.is_enabled();
    let mut response = ui.interact(rect, id, Sense::click());
    let hovered = response.contains_pointer();
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
    let before = *value;
    for (c, name, left, step) in [
        (glyph::MINUS, names.less, rect.left(), -1_i64),
        (glyph::PLUS, names.more, rect.right() - 26.0, 1),
    ] {
        let target = Rect::from_min_size(pos2(left, rect.top()), vec2(26.0, size.y));
        let next = i64::from(before) + step;
        let next = u32::try_from(next).ok().filter(|n| range.contains(n));
        let possible = next.is_some() && enabled;
        let sense = if possible {
            Sense::click()
        } else {
            Sense::hover()
        };
        let button = ui.interact(target, id.with(name), sense);
        button.widget_info(|| WidgetInfo::labeled(WidgetType::Button, possible, name));
        let t = tokens(ui);
        let ink = match (possible, button.hovered()) {
            (false, _) => t.disabled,
            (true, true) => t.text_1,
            (true, false) => t.text_2,
        };
        fonts::glyph(ui.painter(), target.center(), c, fonts::icon(14.0), ink);
        paint::focus_ring(ui, &button, target.shrink(4.0), 4.0);
        if let (true, Some(next)) = (button.clicked(), next) {
            *value = next;
        }
        button.on_hover_cursor(CursorIcon::PointingHand);
    }
    if response.has_focus() {
        let filter = egui::EventFilter {
            vertical_arrows: true,
            ..Default::default()
        };
        ui.memory_mut(|m| m.set_focus_lock_filter(id, filter));
        let (up, down) = ui.input_mut(|i| {
            let none = Modifiers::NONE;
            (
                i.consume_key(none, Key::ArrowUp),
                i.consume_key(none, Key::ArrowDown),
            )
        });
        let next = value
            .saturating_add(u32::from(up))
            .saturating_sub(u32::from(down));
        if range.contains(&next) {
            *value = next;
        }
    }
    let text = value.to_string();
    let (font, ink) = (Type::Control.strong(), tokens(ui).text_1);
    let center = Align2::CENTER_CENTER;
    fonts::tabular_number(ui.painter(), rect.center(), center, &text, &font, ink);
    let now = f64::from(*value);
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(WidgetType::DragValue, enabled, names.value);
        info.value = Some(now);
        info
    });
    paint::focus_ring(ui, &response, rect, f32::from(theme::RADIUS_CONTROL));
    if *value != before {
        response.mark_changed();
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::harness;
    use crate::app::theme::Theme;
    use egui_kittest::kittest::Queryable as _;

    #[test]
    fn buttons_and_arrows_step_within_the_range() {
        let names = StepperNames {
            value: "Readers",
            less: "One less",
            more: "One more",
        };
        let mut h = harness([200.0, 60.0], Theme::Light, 1, move |ui, n| {
            stepper(ui, names, n, 0..=2);
        });
        h.get_by_label("One more").click();
        h.run();
        h.get_by_label("One more").click();
        h.run();
        assert_eq!(*h.state(), 2, "no further than the range");
        h.get_by_label("Readers").focus();
        h.run();
        for _ in 0..3 {
            h.key_press(Key::ArrowDown);
            h.run();
        }
        assert_eq!(*h.state(), 0);
    }
}
