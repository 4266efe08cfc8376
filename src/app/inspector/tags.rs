//! The tags of a component: keys with their values, as AWS allocates cost by them.

use super::parts::{self, note};
use crate::app::action::Actions;
use crate::app::cx::Cx;
use crate::app::widgets::button::Button;
use crate::app::widgets::combo::combo;
use crate::app::widgets::menu::{MenuItem, dropdown};
use crate::app::widgets::section::SectionHeader;
use crate::glyph;
use crate::model::edit::Edit;
use crate::model::{Component, Id};
use egui::Ui;
use std::collections::{BTreeMap, BTreeSet};

/// Keys that are offered first: those that the review may ask for.
const USUAL: [&str; 3] = ["service", "env", "owner"];

/// The section of tags.
pub fn section_of(
    ui: &mut Ui,
    cx: &Cx<'_>,
    id: &Id,
    component: &Component,
    key: &str,
    out: &mut Actions,
) {
    let title = cx.text("tags");
    let count = component.tags.len().to_string();
    let mut header = SectionHeader::new(&title).count(&count);
    if component.tags.is_empty() {
        header = header.closed();
    }
    parts::section(ui, header, &format!("{key} tags"), |ui| {
        if let Some(tags) = rows(ui, cx, &component.tags) {
            let component = Component {
                tags,
                ..component.clone()
            };
            out.edit(Edit::PutComponent(id.clone(), component), "undo-tags");
        }
    });
}

/// A row for each tag and a way to add one; the answer is the changed tags.
fn rows(
    ui: &mut Ui,
    cx: &Cx<'_>,
    tags: &BTreeMap<String, String>,
) -> Option<BTreeMap<String, String>> {
    let mut changed = None;
    if tags.is_empty() {
        note(ui, &cx.text("tags-none"));
        ui.add_space(4.0);
    }
    for (number, (key, value)) in tags.iter().enumerate() {
        ui.push_id(number, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                let room = ui.available_width() - 28.0 - 8.0;
                let (name, hint) = (cx.text("tag-key"), cx.text("tag-value"));
                let new = sized(ui, room * 0.4, |ui| {
                    let id = ui.id().with("key");
                    parts::text_edit_at(ui, id, &name, key, "env", "")
                });
                let named = new.map(|new| new.trim().to_owned());
                if let Some(new) = named.filter(|new| !new.is_empty() && !tags.contains_key(new)) {
                    let mut tags = tags.clone();
                    tags.remove(key);
                    tags.insert(new, value.clone());
                    changed = Some(tags);
                }
                let field = format!("{hint}: {key}");
                let new = sized(ui, room * 0.6, |ui| {
                    let id = ui.id().with("value");
                    parts::text_edit_at(ui, id, &field, value, "prod", "")
                });
                if let Some(new) = new {
                    let mut tags = tags.clone();
                    tags.insert(key.clone(), new.trim().to_owned());
                    changed = Some(tags);
                }
                let remove = cx.text_with("tag-remove", "name", key.as_str());
                if ui.add(Button::icon(glyph::TRASH, &remove)).clicked() {
                    let mut tags = tags.clone();
                    tags.remove(key);
                    changed = Some(tags);
                }
            });
        });
    }
    changed.or_else(|| add(ui, cx, tags))
}

/// Offers the keys that the design uses, the usual ones, and a new one.
fn add(
    ui: &mut Ui,
    cx: &Cx<'_>,
    tags: &BTreeMap<String, String>,
) -> Option<BTreeMap<String, String>> {
    let label = cx.text("tag-add");
    let button = combo(ui, &label, &label, "");
    let mut chosen = None;
    dropdown(&button, 240.0, |ui| {
        let used = cx.design().components.values();
        let used = used.flat_map(|component| component.tags.keys().map(String::as_str));
        let keys: BTreeSet<&str> = used.chain(USUAL).collect();
        for key in keys.into_iter().filter(|key| !tags.contains_key(*key)) {
            if ui.add(MenuItem::new(key).glyph(glyph::TAG)).clicked() {
                chosen = Some(key.to_owned());
            }
        }
        let text = cx.text("tag-new");
        if ui.add(MenuItem::new(&text).glyph(glyph::PLUS)).clicked() {
            let free = (1..).map(|n| format!("key-{n}"));
            chosen = free.into_iter().find(|key| !tags.contains_key(key));
        }
        if chosen.is_some() {
            egui::Popup::close_all(ui.ctx());
        }
    });
    let mut tags = tags.clone();
    tags.insert(chosen?, String::new());
    Some(tags)
}

fn sized<R>(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui) -> R) -> R {
    ui.allocate_ui(egui::vec2(width, 28.0), |ui| {
        ui.set_width(width);
        content(ui)
    })
    .inner
}
