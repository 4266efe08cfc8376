//! The closed field of a drop-down with content of its own: a value, a quieter hint, a caret.

use egui::{Align2, CursorIcon, Response, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use crate::app::fonts::{self, Elide, Type};
use crate::app::theme::tokens;
use crate::app::widgets::field::{BoxState, field_box};
use crate::app::widgets::paint;
use crate::glyph;

/// Draws the field over the available width; a popup under the response makes it a drop-down. `label` is what it holds.
pub fn combo(ui: &mut Ui, label: &str, value: &str, hint: &str) -> Response {
    let t = tokens(ui);
    let size = vec2(ui.available_width(), 28.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let rect = paint::snap(ui.painter(), rect);
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(WidgetType::ComboBox, true, label);
        info.current_text_value = Some(value.to_owned());
        info
    });
    let state = BoxState {
        focused: false,
        hovered: response.hovered(),
        error: false,
        enabled: true,
    };
    field_box(ui, rect, state);
    let y = rect.center().y;
    let caret = pos2(rect.right() - 14.0, y);
    fonts::glyph(
        ui.painter(),
        caret,
        glyph::CARET_DOWN,
        fonts::icon(12.0),
        t.text_3,
    );
    let anchor = Align2::LEFT_CENTER;
    let at = pos2(rect.left() + 10.0, y);
    let room = rect.width() - 36.0;
    let font = Type::Control.font();
    let (text, _) = fonts::elided_text(
        ui.painter(),
        at,
        anchor,
        value,
        font,
        t.text_1,
        room,
        Elide::Middle,
    );
    let width = fonts::width(ui.painter(), hint, Type::Small.font());
    if text.right() + 6.0 + width <= rect.right() - 26.0 {
        let at = pos2(text.right() + 6.0, y);
        fonts::text(ui.painter(), at, anchor, hint, Type::Small.font(), t.text_3);
    }
    paint::focus_ring(ui, &response, rect, 6.0);
    response.on_hover_cursor(CursorIcon::PointingHand)
}
