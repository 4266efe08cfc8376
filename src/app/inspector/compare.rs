//! Two instance types side by side, below the table to choose from: the one in force and the one that is reached.

use crate::app::cx::Cx;
use crate::app::fonts::{self, Elide, Type};
use crate::app::theme::tokens;
use crate::app::widgets::paint;
use egui::{Align2, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};
use std::borrow::Cow;

/// Height of a line.
const LINE: f32 = 19.0;

/// A type: its name, and vCPU, memory, network, architecture, amount and change as texts.
pub type Facts<'a> = (&'a String, [String; 6]);

/// Draws the comparison; `titles` are those of the table. The height is the same with and without a second type.
pub fn two(
    ui: &mut Ui,
    cx: &Cx<'_>,
    titles: &[Cow<'static, str>; 7],
    one: &Facts<'_>,
    other: Option<&Facts<'_>>,
) {
    let t = tokens(ui);
    let size = vec2(ui.available_width(), LINE * 6.0 + 14.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    paint::hline(
        ui.painter(),
        rect.left(),
        rect.right(),
        rect.top() + 3.0,
        t.border,
    );
    let said = match other {
        Some(other) => format!("{}: {} – {}", cx.text("compare-types"), one.0, other.0),
        None => cx.text("compare-hint").into_owned(),
    };
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &said));
    let third = (rect.width() - 120.0) / 2.0;
    let columns = [
        rect.left() + 8.0,
        rect.left() + 120.0,
        rect.left() + 120.0 + third,
    ];
    let text = |column: usize, line: usize, text: &str, strong: bool, ink| {
        let at = pos2(
            columns[column],
            rect.top() + 14.0 + LINE * line as f32 + 3.0,
        );
        let room = if column == 0 { 108.0 } else { third - 10.0 };
        let font = if strong {
            Type::Control.strong()
        } else {
            Type::Control.font()
        };
        let anchor = Align2::LEFT_CENTER;
        fonts::elided_text(ui.painter(), at, anchor, text, font, ink, room, Elide::End);
    };
    text(0, 0, &cx.text("compare-types"), false, t.text_3);
    text(1, 0, one.0, true, t.text_1);
    match other {
        Some(other) => text(2, 0, other.0, true, t.accent),
        None => text(2, 0, &cx.text("compare-hint"), false, t.text_3),
    }
    // Without the change against the type in force: that is what the columns show.
    for line in 0..5 {
        text(0, line + 1, &titles[line + 1], false, t.text_2);
        text(1, line + 1, &one.1[line], false, t.text_1);
        let Some(other) = other else { continue };
        let differs = other.1[line] != one.1[line];
        let mut value = other.1[line].clone();
        if line == 4 && !other.1[5].is_empty() {
            value = format!("{value}  {}", other.1[5]);
        }
        text(
            2,
            line + 1,
            &value,
            differs,
            if differs { t.text_1 } else { t.text_3 },
        );
    }
}
