//! What differs between two designs, as a list that people read: for recovery and for files changed by other programs.

use crate::app::cx::Cx;
use crate::app::fonts::{self, Elide, Type};
use crate::app::state::name_in;
use crate::app::theme::tokens;
use crate::app::widgets::paint::Tone;
use crate::glyph;
use crate::model::change::{self, Kind};
use crate::model::{Design, Language};
use egui::{Align2, Frame, Margin, ScrollArea, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What happened.
    pub kind: Kind,
    /// What it happened to.
    pub name: String,
}

/// What differs from `old` to `new`, item by item; then the parts that are no items.
pub fn lines(old: &Design, new: &Design, language: Language) -> Vec<Line> {
    let changes = change::changes(old, new);
    let items = changes.items.iter().map(|item| {
        let design = match item.kind {
            Kind::Removed => old,
            Kind::Added | Kind::Changed => new,
        };
        Line {
            kind: item.kind,
            name: name_in(design, &item.id, language),
        }
    });
    let parts = [
        (changes.texts, "differs-texts"),
        (changes.settings, "differs-settings"),
        (changes.silenced, "differs-silenced"),
    ];
    let parts = parts.into_iter().filter(|(differs, _)| *differs);
    let parts = parts.map(|(_, key)| Line {
        kind: Kind::Changed,
        name: crate::text::get(language, key).into_owned(),
    });
    let mut lines: Vec<Line> = items.chain(parts).collect();
    // A connection and a scenario may carry a name that a component has as well: order by what happened, then by name.
    lines.sort_by(|a, b| (a.kind, &a.name).cmp(&(b.kind, &b.name)));
    lines
}

/// How many were added, changed and removed, in words.
pub fn summary(cx: &Cx<'_>, lines: &[Line]) -> String {
    let count = |kind| lines.iter().filter(|line| line.kind == kind).count();
    let parts = [
        ("differs-added", Kind::Added),
        ("differs-changed", Kind::Changed),
        ("differs-removed", Kind::Removed),
    ];
    let parts = parts.into_iter().map(|(key, kind)| (key, count(kind)));
    let parts: Vec<String> = parts
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| cx.text_with(key, "count", count))
        .collect();
    parts.join(" · ")
}

/// Draws the list in a box that scrolls.
pub fn list(ui: &mut Ui, cx: &Cx<'_>, id: impl egui::AsId, lines: &[Line], height: f32) {
    let t = tokens(ui);
    Frame::NONE
        .fill(t.subtle.into())
        .corner_radius(8)
        .inner_margin(Margin::symmetric(10, 6))
        .show(ui, |ui| {
            ScrollArea::vertical()
                .id_salt(egui::Id::new(id).with("difference"))
                .max_height(height)
                .show_rows(ui, 22.0, lines.len(), |ui, rows| {
                    ui.set_width(ui.available_width());
                    ui.spacing_mut().item_spacing.y = 0.0;
                    for line in lines.iter().take(rows.end).skip(rows.start) {
                        one(ui, cx, line);
                    }
                });
        });
}

fn one(ui: &mut Ui, cx: &Cx<'_>, line: &Line) {
    let t = tokens(ui);
    let (c, tone, key) = match line.kind {
        Kind::Added => (glyph::PLUS, Tone::Saving, "differs-is-added"),
        Kind::Removed => (glyph::MINUS, Tone::Increase, "differs-is-removed"),
        Kind::Changed => (glyph::PENCIL_SIMPLE, Tone::Neutral, "differs-is-changed"),
    };
    let size = vec2(ui.available_width(), 22.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let said = format!("{}: {}", cx.text(key), line.name);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &said));
    let y = rect.center().y;
    let ink = tone.tint(t).ink;
    fonts::glyph(
        ui.painter(),
        pos2(rect.left() + 7.0, y),
        c,
        fonts::icon(13.0),
        ink,
    );
    let what = cx.text(key);
    let right = pos2(rect.right(), y);
    let anchor = Align2::RIGHT_CENTER;
    let small = Type::Small.font();
    let what = fonts::text(ui.painter(), right, anchor, &what, small, t.text_3);
    let at = pos2(rect.left() + 20.0, y);
    fonts::elided_text(
        ui.painter(),
        at,
        Align2::LEFT_CENTER,
        &line.name,
        Type::Control.font(),
        t.text_1,
        what.left() - 8.0 - at.x,
        Elide::End,
    );
}
