//! The tags of a component: keys with their values, as AWS allocates cost by them.

use super::parts::{self, note};
use crate::app::action::Actions;
use crate::app::cx::Cx;
use crate::app::widgets::button::Button;
use crate::app::widgets::combo::combo;
use crate::app::widgets::menu::{MenuItem, dropdown};
use crate::app::widgets::section::SectionHeader;
use crate::catalog::Item;
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
        if let Some(tags) = rows(ui, cx, &component.tags, &BTreeSet::new()) {
            let component = Component {
                tags,
                ..component.clone()
            };
            out.edit(Edit::PutComponent(id.clone(), component), "undo-tags");
        }
    });
}

/// The section of tags of several components: all keys that any of them has. A value that differs is said to be mixed, and
/// stays until another one is typed.
pub fn of_several(ui: &mut Ui, cx: &Cx<'_>, items: &[Item<'_>], out: &mut Actions) {
    let (tags, mixed) = merged(items.iter().map(|item| &item.component.tags));
    let title = cx.text("tags");
    let count = tags.len().to_string();
    let header = SectionHeader::new(&title).count(&count).closed();
    parts::section(ui, header, "several tags", |ui| {
        let Some(after) = rows(ui, cx, &tags, &mixed) else {
            return;
        };
        let edits = items.iter().map(|item| {
            let component = Component {
                tags: taken_over(&item.component.tags, &tags, &after),
                ..item.component.clone()
            };
            Edit::PutComponent(item.id.clone(), component)
        });
        out.edit(Edit::Batch(edits.collect()), "undo-tags");
    });
}

/// All keys with the value that all have, empty where they differ; and the keys whose values differ.
fn merged<'a>(
    all: impl Iterator<Item = &'a BTreeMap<String, String>> + Clone,
) -> (BTreeMap<String, String>, BTreeSet<String>) {
    let mut tags = BTreeMap::new();
    let mut mixed = BTreeSet::new();
    let keys: BTreeSet<&String> = all.clone().flat_map(BTreeMap::keys).collect();
    for key in keys {
        let mut values = all.clone().map(|own| own.get(key));
        let first = values.next().flatten();
        let same = values.all(|value| value == first);
        if !same {
            mixed.insert(key.clone());
        }
        let value = first.filter(|_| same).cloned().unwrap_or_default();
        tags.insert(key.clone(), value);
    }
    (tags, mixed)
}

/// The tags of one component after the common ones were changed from `before` to `after`: what was not touched stays.
fn taken_over(
    own: &BTreeMap<String, String>,
    before: &BTreeMap<String, String>,
    after: &BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let mut tags = own.clone();
    let gone: Vec<&String> = before
        .keys()
        .filter(|key| !after.contains_key(*key))
        .collect();
    let new: Vec<&String> = after
        .keys()
        .filter(|key| !before.contains_key(*key))
        .collect();
    if let ([old], [new]) = (gone.as_slice(), new.as_slice()) {
        // A key that was renamed keeps each component's own value.
        if let Some(value) = tags.remove(*old) {
            tags.insert((*new).clone(), value);
        }
        return tags;
    }
    tags.retain(|key, _| !gone.contains(&key));
    for (key, value) in after {
        if before.get(key) != Some(value) {
            tags.insert(key.clone(), value.clone());
        }
    }
    tags
}

/// A row for each tag and a way to add one; the answer is the changed tags. `mixed`: keys whose values differ.
fn rows(
    ui: &mut Ui,
    cx: &Cx<'_>,
    tags: &BTreeMap<String, String>,
    mixed: &BTreeSet<String>,
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
                    let hint = match mixed.contains(key) {
                        true => cx.text("mixed"),
                        false => "prod".into(),
                    };
                    parts::text_edit_at(ui, id, &field, value, &hint, "")
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

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        let pairs = pairs.iter();
        pairs
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
            .collect()
    }

    #[test]
    fn common_tags_change_in_all_and_what_differs_stays() {
        let one = tags(&[("env", "prod"), ("owner", "kim")]);
        let two = tags(&[("env", "prod"), ("owner", "lee"), ("cost", "7")]);
        let (common, mixed) = merged([&one, &two].into_iter());
        assert_eq!(
            common,
            tags(&[("cost", ""), ("env", "prod"), ("owner", "")])
        );
        assert_eq!(mixed, ["cost", "owner"].map(str::to_owned).into());
        // Another value for what all have.
        let after = tags(&[("cost", ""), ("env", "test"), ("owner", "")]);
        let changed = [&one, &two].map(|own| taken_over(own, &common, &after));
        assert_eq!(changed[0], tags(&[("env", "test"), ("owner", "kim")]));
        assert_eq!(
            changed[1],
            tags(&[("cost", "7"), ("env", "test"), ("owner", "lee")])
        );
        // A renamed key keeps the values, a removed one goes.
        let renamed = tags(&[("cost", ""), ("env", "prod"), ("team", "")]);
        let changed = taken_over(&two, &common, &renamed);
        assert_eq!(
            changed,
            tags(&[("cost", "7"), ("env", "prod"), ("team", "lee")])
        );
        let without = tags(&[("env", "prod"), ("owner", "")]);
        let changed = taken_over(&two, &common, &without);
        assert_eq!(changed, tags(&[("env", "prod"), ("owner", "lee")]));
    }
}
