//! What differs in two designs apart from their costs, and marks for drawings of them.

use super::name_in;
use crate::model::scenario::{Spot, between};
use crate::model::{Design, Id, Scenario};
use crate::text::Phrase;
use std::collections::{BTreeMap, BTreeSet};

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// The new design has it alone.
    Added,
    /// The old design has it alone.
    Removed,
    /// Both have it, and it differs.
    Changed,
}

impl Change {
    /// The name in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Change::Added => "added",
            Change::Removed => "removed",
            Change::Changed => "changed",
        }
    }
}

/// One difference of structure.
#[derive(Clone, Debug, PartialEq)]
pub struct Structural {
    /// What became of it.
    pub change: Change,
    /// Component, connection, frame, security group or setting.
    pub sort: &'static str,
    /// Id of the item, or name of the setting.
    pub item: String,
    /// What it is called.
    pub name: Phrase,
    /// The fields that differ, with both values where they are short.
    pub fields: Vec<String>,
}

/// What differs in the designs apart from their costs. Where things are drawn is left out.
pub fn structure(old: &Design, new: &Design) -> Vec<Structural> {
    let patch = between(old, new, &Scenario::default());
    let mut out = Vec::new();
    let named = |design: &Design, id: &Id| {
        name_in(design, id).unwrap_or_else(|| Phrase::same(id.to_string()))
    };
    for (name, before, after) in settings(old, new, &patch) {
        out.push(Structural {
            change: Change::Changed,
            sort: "setting",
            item: name.to_owned(),
            name: Phrase::same(name),
            fields: vec![format!("{before} → {after}")],
        });
    }
    let ids = |design: &Design| -> BTreeSet<Id> {
        let items = design.components.keys().chain(design.connections.keys());
        let places = design
            .containers
            .keys()
            .chain(design.security_groups.keys());
        items.chain(places).cloned().collect()
    };
    let (before, after) = (ids(old), ids(new));
    for id in before.union(&after) {
        let (is_old, is_new) = (before.contains(id), after.contains(id));
        let shown = if is_new { new } else { old };
        let fields = if is_old && is_new {
            fields(id, old, new, &patch)
        } else {
            Vec::new()
        };
        if is_old && is_new && fields.is_empty() {
            continue;
        }
        out.push(Structural {
            change: match (is_old, is_new) {
                (false, _) => Change::Added,
                (_, false) => Change::Removed,
                _ => Change::Changed,
            },
            sort: sort(shown, id),
            item: id.to_string(),
            name: named(shown, id),
            fields,
        });
    }
    out
}

fn sort(design: &Design, id: &Id) -> &'static str {
    if design.components.contains_key(id) {
        "component"
    } else if design.connections.contains_key(id) {
        "connection"
    } else if design.containers.contains_key(id) {
        "frame"
    } else {
        "security group"
    }
}

fn settings(old: &Design, new: &Design, patch: &Scenario) -> Vec<(&'static str, String, String)> {
    let value = |design: &Design, name: &str| {
        let all = serde_json::to_value(&design.settings).unwrap_or_default();
        match &all[name] {
            serde_json::Value::Null => "—".to_owned(),
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        }
    };
    let names = patch.settings.fields().into_iter();
    names
        .map(|name| (name, value(old, name), value(new, name)))
        .collect()
}

/// The fields of an item that differ, properties with both values. Where things are drawn is left out.
fn fields(id: &Id, old: &Design, new: &Design, patch: &Scenario) -> Vec<String> {
    let value = |design: &Design, name: &str| {
        let own = design.component(id).and_then(|own| own.property(name));
        own.map_or("—".to_owned(), ToString::to_string)
    };
    let is_layout = |field: &str| {
        matches!(
            field,
            "frame" | "bends" | "from_side" | "to_side" | "collapsed"
        )
    };
    let mut out = Vec::new();
    for spot in patch.spots() {
        match spot {
            Spot::Property(own, name) if own == *id => {
                out.push(format!(
                    "{name}: {} → {}",
                    value(old, &name),
                    value(new, &name)
                ));
            }
            Spot::Field(own, "placements") if own == *id => {
                let tiles = |design: &Design| -> Vec<_> {
                    let tiles = design.component(id).map(|own| own.placements.clone());
                    let tiles = tiles.unwrap_or_default().into_iter();
                    tiles.map(|tile| (tile.parent, tile.instances)).collect()
                };
                if tiles(old) != tiles(new) {
                    out.push(format!(
                        "placements: {} → {}",
                        placed(old, id),
                        placed(new, id)
                    ));
                }
            }
            Spot::Field(own, field) if own == *id && !is_layout(field) => {
                out.push(field.to_owned());
            }
            // Another kind brings all that an item needs.
            Spot::Item(own) if own == *id => {
                if let (Some(before), Some(after)) = (old.component(id), new.component(id)) {
                    out.push(format!("kind: {} → {}", before.kind, after.kind));
                }
            }
            _ => {}
        }
    }
    out
}

/// Where the tiles of a component stand, with their instances.
fn placed(design: &Design, id: &Id) -> String {
    let tiles = design.component(id).map(|own| own.placements.clone());
    let tiles = tiles.unwrap_or_default().into_iter().map(|tile| {
        let place = tile.parent.map_or("—".to_owned(), |id| id.to_string());
        let count = tile
            .instances
            .map_or(String::new(), |count| format!(" ×{count}"));
        format!("{place}{count}")
    });
    tiles.collect::<Vec<_>>().join(", ")
}

/// The items of a drawing that differ from those of another: what became of each. None where the designs are not two states
/// of one: fewer than half of the components of either are in both.
pub fn marks(old: &Design, new: &Design) -> Option<BTreeMap<Id, Change>> {
    let shared = old
        .components
        .keys()
        .filter(|id| new.components.contains_key(*id));
    let most = old.components.len().max(new.components.len());
    if shared.count() * 2 < most {
        return None;
    }
    let all = structure(old, new).into_iter();
    let items = all.filter(|own| own.sort != "setting" && own.sort != "security group");
    Some(
        items
            .filter_map(|own| Some((Id::new(&own.item).ok()?, own.change)))
            .collect(),
    )
}
