//! The menu at the pointer: what can be done with the selection, or with the canvas.

use super::CanvasState;
use super::controller::{Sight, toggle_collapsed};
use crate::app::action::Actions;
use crate::app::command::Command;
use crate::app::cx::Cx;
use crate::app::widgets::menu::{MenuItem, context_menu, separator};
use crate::glyph;
use crate::model::edit::Edit;
use egui::{Response, Ui};

/// Width of the menu, points.
const WIDTH: f32 = 216.0;

/// Opens on the secondary button.
pub fn ui(response: &Response, cx: &Cx<'_>, s: &Sight<'_>, state: &CanvasState, out: &mut Actions) {
    if state.controller.is_busy() {
        return;
    }
    context_menu(response, WIDTH, |ui| {
        if s.selection.is_empty() {
            canvas_rows(ui, cx, out);
        } else {
            item_rows(ui, cx, s, out);
        }
    });
}

fn canvas_rows(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    for command in [Command::SelectAll, Command::Fit, Command::Zoom100] {
        row(ui, cx, command, out);
    }
    separator(ui);
    row(ui, cx, Command::Snap, out);
    row(ui, cx, Command::CommandPalette, out);
}

fn item_rows(ui: &mut Ui, cx: &Cx<'_>, s: &Sight<'_>, out: &mut Actions) {
    if s.selection.single().is_some() {
        row(ui, cx, Command::Rename, out);
    }
    row(ui, cx, Command::Duplicate, out);
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
    row(ui, cx, Command::Lock, out);
    if let Some((id, container)) = s
        .selection
        .single()
        .and_then(|id| Some((id, s.design.container(id)?)))
    {
        let key = if container.collapsed {
            "canvas-expand"
        } else {
            "canvas-collapse"
        };
        let text = cx.text(key);
        if ui
            .add(MenuItem::new(&text).glyph(glyph::CARET_DOWN))
            .clicked()
            && let Some(edit) = toggle_collapsed(s.design, id)
        {
            out.edit(edit, "undo-collapse");
        }
    }
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
