//! The menu at the pointer: what can be done with the selection, or with the canvas.

use super::CanvasState;
use super::controller::Sight;
use crate::app::action::{Actions, PasteAt, PasteHow, View};
use crate::app::command::Command;
use crate::app::cx::Cx;
use crate::app::widgets::menu::{MenuItem, context_menu, separator};
use crate::glyph;
use crate::model::Point;
use crate::model::edit::Edit;
use egui::{Response, Ui};

/// Width of the menu, points.
const WIDTH: f32 = 216.0;

/// Opens on the secondary button.
pub fn ui(
    response: &Response,
    cx: &Cx<'_>,
    s: &Sight<'_>,
    state: &mut CanvasState,
    out: &mut Actions,
) {
    if state.controller.is_busy() {
        return;
    }
    if response.secondary_clicked() {
        state.menu_at = response.interact_pointer_pos().map(|at| {
            let corner = response.rect.min;
            let local = Point::new(at.x - corner.x, at.y - corner.y);
            s.camera.to_canvas(local)
        });
    }
    context_menu(response, WIDTH, |ui| {
        if s.selection.is_empty() {
            canvas_rows(ui, cx, state, out);
        } else {
            item_rows(ui, cx, s, state, out);
        }
    });
}

fn canvas_rows(ui: &mut Ui, cx: &Cx<'_>, state: &CanvasState, out: &mut Actions) {
    paste_row(ui, cx, state, out);
    row(ui, cx, Command::SelectAll, out);
    row(ui, cx, Command::LayOut, out);
    separator(ui);
    for command in [Command::ToolNote, Command::ToolLabel, Command::ToolFrame] {
        row(ui, cx, command, out);
    }
    separator(ui);
    for command in [Command::Fit, Command::Zoom100, Command::Present] {
        row(ui, cx, command, out);
    }
    separator(ui);
    for command in [Command::Snap, Command::Legend, Command::Minimap] {
        row(ui, cx, command, out);
    }
    separator(ui);
    row(ui, cx, Command::CopyPng, out);
    row(ui, cx, Command::CommandPalette, out);
}

fn item_rows(ui: &mut Ui, cx: &Cx<'_>, s: &Sight<'_>, state: &CanvasState, out: &mut Actions) {
    if s.selection.single().is_some() {
        row(ui, cx, Command::Rename, out);
    }
    for command in [Command::Cut, Command::Copy] {
        row(ui, cx, command, out);
    }
    paste_row(ui, cx, state, out);
    row(ui, cx, Command::Duplicate, out);
    separator(ui);
    for command in [
        Command::CopyProperties,
        Command::PasteProperties,
        Command::CopyPng,
    ] {
        row(ui, cx, command, out);
    }
    separator(ui);
    if let Some((id, connection)) = s
        .selection
        .single()
        .and_then(|id| Some((id, s.design.connection(id)?)))
    {
        let text = cx.text("canvas-reverse");
        if ui
            .add(MenuItem::new(&text).glyph(glyph::ARROWS_LEFT_RIGHT))
            .clicked()
        {
            let mut turned = connection.clone();
            std::mem::swap(&mut turned.from, &mut turned.to);
            std::mem::swap(&mut turned.from_side, &mut turned.to_side);
            turned.bends.reverse();
            out.edit(Edit::PutConnection(id.clone(), turned), "undo-reverse");
        }
    }
    row(ui, cx, Command::Group, out);
    for command in [
        Command::Ungroup,
        Command::Collapse,
        Command::Expand,
        Command::Shrink,
    ] {
        if command.enabled(cx) {
            row(ui, cx, command, out);
        }
    }
    row(ui, cx, Command::LayOutSelection, out);
    row(ui, cx, Command::Lock, out);
    if s.selection.len() > 1 {
        separator(ui);
        for command in [
            Command::AlignLeft,
            Command::AlignTop,
            Command::DistributeHorizontally,
            Command::DistributeVertically,
        ] {
            row(ui, cx, command, out);
        }
    }
    separator(ui);
    row(ui, cx, Command::FindingsOfSelection, out);
    row(ui, cx, Command::FitSelection, out);
    let text = cx.text(Command::Delete.key());
    let keys = Command::Delete.keys(cfg!(target_os = "macos"));
    let item = MenuItem::new(&text)
        .glyph(glyph::TRASH)
        .keys(&keys)
        .danger();
    if ui.add(item.enabled(Command::Delete.enabled(cx))).clicked() {
        Command::Delete.run(cx, false, out);
    }
}

/// Pasting from the menu goes where the menu was opened: the pointer is on its row.
fn paste_row(ui: &mut Ui, cx: &Cx<'_>, state: &CanvasState, out: &mut Actions) {
    let text = cx.text(Command::Paste.key());
    let keys = Command::Paste.keys(cfg!(target_os = "macos"));
    let item = MenuItem::new(&text).keys(&keys).glyph(glyph::CLIPBOARD);
    if ui.add(item).clicked() {
        let at = state.menu_at.map_or(PasteAt::Beside, PasteAt::Around);
        out.view(View::PasteAsked(PasteHow::At(at)));
    }
}

fn row(ui: &mut Ui, cx: &Cx<'_>, command: Command, out: &mut Actions) {
    let text = cx.text(command.key());
    let keys = command.keys(cfg!(target_os = "macos"));
    let mut item = MenuItem::new(&text)
        .keys(&keys)
        .enabled(command.enabled(cx))
        .checked(command.checked(cx));
    if let Some(glyph) = command.glyph() {
        item = item.glyph(glyph);
    }
    if ui.add(item).clicked() {
        command.run(cx, false, out);
    }
}
