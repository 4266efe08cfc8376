//! The head of the inspector: square, name, what it is, and a row of figures.

use crate::app::action::{Actions, View};
use crate::app::command::Command;
use crate::app::cx::Cx;
use crate::app::dock::{self, Piece};
use crate::app::fonts::{self, Elide, Type};
use crate::app::theme::tokens;
use crate::app::widgets::button::Button;
use crate::app::widgets::field::TextField;
use crate::app::widgets::menu::{menu, separator};
use crate::app::widgets::swatch::Swatch;
use crate::app::widgets::tip::tip;
use crate::glyph;
use crate::model::edit::Edit;
use crate::model::{Id, LocalText};
use egui::{Align2, CursorIcon, Key, Rect, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

/// What the head shows.
pub struct Head<'a> {
    /// Square.
    pub swatch: Swatch,
    /// Name.
    pub name: &'a str,
    /// What it is.
    pub subtitle: &'a str,
    /// The id of an item: told where it is not its name.
    pub id: Option<&'a Id>,
    /// The item, where its name can be edited.
    pub item: Option<(&'a Id, &'a LocalText)>,
    /// Whether it is locked, for what can be.
    pub locked: Option<bool>,
}

/// Draws the head.
pub fn head(ui: &mut Ui, cx: &Cx<'_>, head: &Head<'_>, out: &mut Actions) {
    let t = tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 38.0), Sense::hover());
    // From edge to edge of the panel, with the space above.
    let grip = Rect::from_min_max(rect.min - vec2(14.0, 12.0), rect.max + vec2(14.0, 0.0));
    dock::handle(ui, cx, Piece::Inspector, grip);
    let square = Rect::from_min_size(pos2(rect.left(), rect.top() + 1.0), vec2(36.0, 36.0));
    head.swatch.paint(ui.painter(), square);
    let mut right = rect.right();
    if head.item.is_some() {
        right = buttons(ui, cx, head, rect, out) - 6.0;
    }
    let left = square.right() + 10.0;
    let room = right - left;
    let title = Rect::from_min_max(pos2(left, rect.top()), pos2(right, rect.top() + 20.0));
    match head.item {
        Some((id, name)) => title_ui(ui, cx, head, (id, name), title, out),
        None => {
            let at = title.left_center();
            let font = Type::Panel.strong();
            fonts::elided_text(
                ui.painter(),
                at,
                Align2::LEFT_CENTER,
                head.name,
                font,
                t.text_1,
                room,
                Elide::End,
            );
        }
    }
    let subtitle = match head.id.filter(|id| id.as_str() != head.name) {
        Some(id) => format!("{} · {id}", head.subtitle),
        None => head.subtitle.to_owned(),
    };
    let at = pos2(left, rect.bottom() - 8.0);
    let font = Type::Small.font();
    let anchor = Align2::LEFT_CENTER;
    let (placed, cut) = fonts::elided_text(
        ui.painter(),
        at,
        anchor,
        &subtitle,
        font,
        t.text_2,
        room,
        Elide::Middle,
    );
    if cut {
        let response = ui.interact(placed, ui.id().with("subtitle"), Sense::hover());
        tip(response, &subtitle);
    }
}

fn buttons(ui: &mut Ui, cx: &Cx<'_>, head: &Head<'_>, rect: Rect, out: &mut Actions) -> f32 {
    let area = Rect::from_min_max(rect.min, pos2(rect.right() + 4.0, rect.bottom()));
    let mut row = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(area)
            .layout(egui::Layout::right_to_left(egui::Align::Center)),
    );
    row.spacing_mut().item_spacing.x = 2.0;
    let more = cx.text("more");
    let button = row.add(Button::icon(glyph::DOTS_THREE, &more));
    menu(&button, 220.0, |ui| {
        use Command as C;
        for command in [C::Rename, C::Duplicate, C::Group, C::FitSelection] {
            crate::app::bars::top::item(ui, cx, command, out);
        }
        separator(ui);
        crate::app::bars::top::item(ui, cx, C::Delete, out);
    });
    if let Some(locked) = head.locked {
        let (c, key) = if locked {
            (glyph::LOCK_SIMPLE, "locked")
        } else {
            (glyph::LOCK_SIMPLE_OPEN, "unlocked")
        };
        let name = cx.text(key);
        if row.add(Button::icon(c, &name).selected(locked)).clicked() {
            Command::Lock.run(cx, false, out);
        }
    }
    row.min_rect().left()
}

/// The name; a click, F2 or Enter makes it a field.
fn title_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    head: &Head<'_>,
    (id, name): (&Id, &LocalText),
    rect: Rect,
    out: &mut Actions,
) {
    let t = tokens(ui);
    let key = ui.id().with("rename");
    let field_id = key.with("field");
    let mut draft: Option<String> = ui.data(|d| d.get_temp(key));
    let asked = cx.state.view.rename;
    if asked && draft.is_none() {
        draft = Some(head.name.to_owned());
        ui.memory_mut(|m| m.request_focus(field_id));
    }
    if asked {
        out.view(View::RenameTaken);
    }
    let Some(mut text) = draft else {
        let response = ui.interact(rect, key.with("title"), Sense::click());
        let label = cx.text("rename-hint");
        response.widget_info(|| {
            WidgetInfo::labeled(WidgetType::Button, true, format!("{}, {label}", head.name))
        });
        if response.hovered() {
            ui.painter()
                .rect_filled(rect.expand2(vec2(4.0, 1.0)), 4.0, t.hover);
        }
        let font = Type::Panel.strong();
        let at = rect.left_center();
        let (_, cut) = fonts::elided_text(
            ui.painter(),
            at,
            Align2::LEFT_CENTER,
            head.name,
            font,
            t.text_1,
            rect.width(),
            Elide::End,
        );
        if response.clicked() {
            ui.data_mut(|d| d.insert_temp(key, head.name.to_owned()));
            ui.memory_mut(|m| m.request_focus(field_id));
        }
        let response = response.on_hover_cursor(CursorIcon::Text);
        tip(response, if cut { head.name } else { "" });
        return;
    };
    let place = Rect::from_min_size(
        pos2(rect.left() - 6.0, rect.top() - 5.0),
        vec2(rect.width() + 6.0, 28.0),
    );
    let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(place));
    let label = cx.text("name");
    let response = TextField::new(&mut text, &label)
        .id(field_id)
        .show(&mut inside);
    let escaped = ui.input(|i| i.key_pressed(Key::Escape));
    if response.has_focus() || response.gained_focus() {
        ui.data_mut(|d| d.insert_temp(key, text));
    } else if response.lost_focus() || !ui.memory(|m| m.has_focus(field_id)) {
        ui.data_mut(|d| d.remove_temp::<String>(key));
        if !escaped && text != head.name {
            let name = name.with(cx.language, text.trim());
            out.edit(Edit::Rename(id.clone(), name), "undo-rename");
        }
    }
}

/// Figures side by side: value over label.
pub fn figures(ui: &mut Ui, figures: &[(String, String)]) {
    ui.add_space(10.0);
    let t = tokens(ui);
    let width = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(vec2(width, 36.0), Sense::hover());
    let fonts_of = (Type::Body.strong(), Type::Small.font());
    let need: Vec<f32> = figures
        .iter()
        .map(|(value, label)| {
            let value = fonts::width(ui.painter(), value, fonts_of.0.clone());
            value.max(fonts::width(ui.painter(), label, fonts_of.1.clone()))
        })
        .collect();
    let spare = (width - need.iter().sum::<f32>()).max(0.0);
    let gap = (spare / figures.len().saturating_sub(1).max(1) as f32).min(32.0);
    let mut x = rect.left();
    for ((value, label), need) in figures.iter().zip(need) {
        let anchor = Align2::LEFT_CENTER;
        let at = pos2(x, rect.top() + 9.0);
        fonts::tabular_number(ui.painter(), at, anchor, value, &fonts_of.0, t.text_1);
        let at = pos2(x, rect.top() + 26.0);
        fonts::text(
            ui.painter(),
            at,
            anchor,
            label,
            fonts_of.1.clone(),
            t.text_2,
        );
        let area = Rect::from_min_size(pos2(x, rect.top()), vec2(need, 36.0));
        let response = ui.interact(area, ui.id().with(("figure", label)), Sense::hover());
        response.widget_info(|| {
            WidgetInfo::labeled(WidgetType::Label, true, format!("{label}: {value}"))
        });
        x += need + gap;
    }
}
