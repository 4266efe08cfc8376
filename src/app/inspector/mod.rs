//! The right panel: what is selected, with editors for all it has, its cost and its findings; the design's settings when
//! nothing is selected.

pub(super) mod bill;
mod compare;
mod component;
pub(super) mod connection;
mod design;
mod frame;
mod group;
mod head;
mod hours;
pub(super) mod note;
pub mod parts;
mod property;
mod review;
mod several;
mod tags;
mod usage;

pub use review::{profile_row, put_settings};

use crate::app::action::Actions;
use crate::app::cx::Cx;
use egui::{Frame, Margin, ScrollArea, Ui};

/// Selections are told apart by so many of their items.
const MOST_TOLD_APART: usize = 32;

/// Draws the panel.
pub fn ui(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let selection = &cx.state.selection;
    let salt = ("inspector", selection.single().cloned(), selection.len());
    // What is selected anew starts at its top, also where another design has an item of that name; what one comes back to
    // is where it was left. Many items are told apart by the first and the last of them: nobody selects the same again.
    let first = selection.items.iter().take(MOST_TOLD_APART);
    let (len, last) = (selection.len(), selection.items.last());
    let place = (
        cx.state.tabs.current(),
        len,
        first.collect::<Vec<_>>(),
        last,
    );
    ScrollArea::vertical()
        .id_salt(place)
        .auto_shrink([false, false])
        .show(ui, |ui| {
            Frame::NONE
                .inner_margin(Margin::symmetric(14, 0))
                .show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    ui.add_space(12.0);
                    ui.push_id(&salt, |ui| content(ui, cx, out));
                    ui.add_space(16.0);
                });
        });
}

fn content(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let design = cx.design();
    let Some(id) = cx.state.selection.single() else {
        if cx.state.selection.is_empty() {
            design::ui(ui, cx, out);
        } else {
            several::ui(ui, cx, out);
        }
        return;
    };
    if let Some(component) = design.component(id) {
        component::ui(ui, cx, id, component, out);
    } else if let Some(container) = design.container(id).filter(|c| c.kind.is_text()) {
        note::ui(ui, cx, id, container, out);
    } else if let Some(container) = design.container(id) {
        frame::ui(ui, cx, id, container, out);
    } else if let Some(connection) = design.connection(id) {
        connection::ui(ui, cx, id, connection, out);
    } else if let Some(group) = design.security_groups.get(id) {
        group::ui(ui, cx, id, group, out);
    }
}
