//! The difference of two designs, item by item: for undo labels and comparisons.

use super::{Design, Id, Scenario};
use imbl::OrdMap;
use imbl::ordmap::DiffItem;
use std::sync::Arc;

/// Sorts of items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// A frame.
    Container,
    /// A component.
    Component,
    /// A connection.
    Connection,
    /// A security group.
    SecurityGroup,
    /// A scenario.
    Scenario,
}

/// What happened to an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// It is there now.
    Added,
    /// It is gone.
    Removed,
    /// It differs.
    Changed,
}

/// One item that differs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ItemChange {
    /// Sort of the item.
    pub sort: Sort,
    /// Its id.
    pub id: Id,
    /// What happened to it.
    pub kind: Kind,
}

/// What differs between two designs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Items, by sort and id.
    pub items: Vec<ItemChange>,
    /// Whether name or description differ.
    pub texts: bool,
    /// Whether the settings differ.
    pub settings: bool,
    /// Whether the accepted findings differ.
    pub silenced: bool,
}

impl Changes {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty() && !self.texts && !self.settings && !self.silenced
    }
    /// How many items of a sort were added, removed or changed.
    pub fn count(&self, sort: Sort, kind: Kind) -> usize {
        let hit = |item: &&ItemChange| item.sort == sort && item.kind == kind;
        self.items.iter().filter(hit).count()
    }
}

/// What differs from `old` to `new`. Items that are shared by both are not looked at, so this is fast after an edit.
pub fn changes(old: &Design, new: &Design) -> Changes {
    let mut items = Vec::new();
    diff(
        Sort::Container,
        &old.containers,
        &new.containers,
        &mut items,
    );
    diff(
        Sort::Component,
        &old.components,
        &new.components,
        &mut items,
    );
    diff(
        Sort::Connection,
        &old.connections,
        &new.connections,
        &mut items,
    );
    diff(
        Sort::SecurityGroup,
        &old.security_groups,
        &new.security_groups,
        &mut items,
    );
    diff(Sort::Scenario, &by_id(old), &by_id(new), &mut items);
    items.sort();
    Changes {
        items,
        texts: old.name != new.name || old.description != new.description,
        settings: old.settings != new.settings,
        silenced: old.silenced != new.silenced,
    }
}

fn by_id(design: &Design) -> OrdMap<Id, Arc<Scenario>> {
    let scenarios = design.scenarios.iter();
    scenarios
        .map(|(id, scenario)| (id.clone(), scenario.clone()))
        .collect()
}

fn diff<T: PartialEq>(
    sort: Sort,
    old: &OrdMap<Id, Arc<T>>,
    new: &OrdMap<Id, Arc<T>>,
    out: &mut Vec<ItemChange>,
) {
    if old.ptr_eq(new) {
        return;
    }
    for item in old.diff(new) {
        let (id, kind) = match item {
            DiffItem::Add(id, _) => (id, Kind::Added),
            DiffItem::Remove(id, _) => (id, Kind::Removed),
            DiffItem::Update { new: (id, _), .. } => (id, Kind::Changed),
        };
        out.push(ItemChange {
            sort,
            id: id.clone(),
            kind,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::edit::{Edit, apply};
    use crate::model::{Component, Connection, LocalText, Point};

    #[test]
    fn items_are_told_apart() {
        let id = |name| Id::new(name).unwrap();
        let part = |kind| Component::new(kind, None, Point::default());
        let put = |name, kind| Edit::PutComponent(id(name), part(kind));
        let link = Edit::PutConnection(id("l"), Connection::new(id("a"), id("b")));
        let all = Edit::Batch(vec![put("a", "x"), put("b", "x"), link]);
        let old = apply(&Design::default(), &all).unwrap();
        let remove = Edit::Remove {
            ids: [id("b")].into_iter().collect(),
            with_members: false,
        };
        let rename = Edit::SetName(LocalText::from("new"));
        let all = Edit::Batch(vec![put("a", "y"), put("c", "x"), remove, rename]);
        let new = apply(&old, &all).unwrap();
        let changes = changes(&old, &new);
        let found: Vec<(Sort, &str, Kind)> = changes
            .items
            .iter()
            .map(|item| (item.sort, item.id.as_str(), item.kind))
            .collect();
        let expected = [
            (Sort::Component, "a", Kind::Changed),
            (Sort::Component, "b", Kind::Removed),
            (Sort::Component, "c", Kind::Added),
            (Sort::Connection, "l", Kind::Removed),
        ];
        assert_eq!(found, expected);
        assert!(changes.texts && !changes.settings && !changes.silenced);
        assert!(super::changes(&new, &new.clone()).is_empty());
    }
}
