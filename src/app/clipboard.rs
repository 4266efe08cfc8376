//! Copies of items: what goes along, and how it lands in a design.

use super::place;
use crate::model::edit::Edit;
use crate::model::{Design, Id, Point};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The selected items as a design of their own: with the members of selected frames, the connections between what
/// goes along, and the security groups that it names.
pub fn fragment(design: &Design, items: &BTreeSet<Id>) -> Design {
    let mut out = Design {
        settings: design.settings.clone(),
        ..Design::default()
    };
    let inside = |parent: Option<&Id>| {
        let mut around = design.ancestors(parent);
        around.any(|(id, _)| items.contains(id))
    };
    for (id, container) in &design.containers {
        if items.contains(id) || inside(container.parent.as_ref()) {
            out.containers.insert(id.clone(), container.clone());
        }
    }
    for (id, component) in &design.components {
        if items.contains(id) || inside(component.parent()) {
            out.components.insert(id.clone(), component.clone());
            for group in &component.security_groups {
                if let Some((group, value)) = design.security_groups.get_key_value(group) {
                    out.security_groups.insert(group.clone(), value.clone());
                }
            }
        }
    }
    for (id, group) in &design.security_groups {
        if items.contains(id) {
            out.security_groups.insert(id.clone(), group.clone());
        }
    }
    for (id, connection) in &design.connections {
        let has = |end: &Id| out.components.contains_key(end) || out.containers.contains_key(end);
        if has(&connection.from) && has(&connection.to) {
            out.connections.insert(id.clone(), connection.clone());
        }
    }
    // Parents that stay behind are kept: a copy lands in the same frame if it is there, else on the open canvas.
    out
}

/// The edit that puts a fragment into a design under fresh ids, and the ids of its components and frames. With `at`,
/// its top left corner lands there and the frames under it take it in; else it lands `offset` beside the original.
pub fn insert(
    design: &Design,
    fragment: &Design,
    at: Option<Point>,
    offset: f32,
) -> (Edit, BTreeSet<Id>) {
    let corner = super::view::bounds(fragment).map_or(Point::default(), |rect| rect.min());
    let (dx, dy) = match at.map(place::snap) {
        Some(at) => (at.x - corner.x, at.y - corner.y),
        None => (offset, offset),
    };
    let mut names: BTreeMap<Id, Id> = BTreeMap::new();
    let mut taken: BTreeSet<Id> = BTreeSet::new();
    let containers = fragment.containers.keys();
    let stems = containers
        .chain(fragment.components.keys())
        .chain(fragment.connections.keys());
    for id in stems {
        let fresh =
            crate::model::id::fresh(id.as_str(), |id| design.contains(id) || taken.contains(id));
        taken.insert(fresh.clone());
        names.insert(id.clone(), fresh);
    }
    let new = |id: &Id| names.get(id).cloned();
    let parent = |old: Option<&Id>, place_at: Point| match old.and_then(&new) {
        Some(inner) => Some(inner),
        None if at.is_some() => place::frame_at(design, place_at, &[]).cloned(),
        None => old
            .filter(|id| design.containers.contains_key(*id))
            .cloned(),
    };
    let mut edits = Vec::new();
    let mut ids = BTreeSet::new();
    for (id, group) in &fragment.security_groups {
        if !design.contains(id) {
            edits.push(Edit::PutSecurityGroup(id.clone(), (**group).clone()));
        }
    }
    for (id, container) in &fragment.containers {
        let Some(id) = new(id) else { continue };
        let mut container = (**container).clone();
        container.frame = container.frame.offset(dx, dy);
        container.parent = parent(container.parent.as_ref(), container.frame.min());
        edits.push(Edit::PutContainer(id.clone(), container));
        ids.insert(id);
    }
    for (id, component) in &fragment.components {
        let Some(id) = new(id) else { continue };
        let mut component = Arc::unwrap_or_clone(component.clone());
        for placement in &mut component.placements {
            placement.at = placement.at.offset(dx, dy);
            let center = super::view::tile_rect(placement.at).center();
            placement.parent = parent(placement.parent.as_ref(), center);
        }
        edits.push(Edit::PutComponent(id.clone(), component));
        ids.insert(id);
    }
    for (id, connection) in &fragment.connections {
        let (Some(id), Some(from), Some(to)) =
            (new(id), new(&connection.from), new(&connection.to))
        else {
            continue;
        };
        let mut connection = (**connection).clone();
        connection.from = from;
        connection.to = to;
        for bend in &mut connection.bends {
            *bend = bend.offset(dx, dy);
        }
        edits.push(Edit::PutConnection(id, connection));
    }
    (Edit::Batch(edits), ids)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Component, Connection, edit};

    fn id(text: &str) -> Id {
        Id::new(text).unwrap()
    }

    #[test]
    fn a_copy_keeps_its_inner_connections_and_gets_fresh_ids() {
        let mut edits = Vec::new();
        for (name, x) in [("web", 0.0), ("db", 200.0), ("log", 400.0)] {
            let component = Component::new("instance", None, Point::new(x, 0.0));
            edits.push(Edit::PutComponent(id(name), component));
        }
        edits.push(Edit::PutConnection(
            id("a"),
            Connection::new(id("web"), id("db")),
        ));
        edits.push(Edit::PutConnection(
            id("b"),
            Connection::new(id("db"), id("log")),
        ));
        let design = edit::apply(&Design::default(), &Edit::Batch(edits)).unwrap();
        let copied = fragment(&design, &BTreeSet::from([id("web"), id("db")]));
        assert_eq!(
            copied.connections.len(),
            1,
            "the one that leaves stays behind"
        );
        let (edit, ids) = insert(&design, &copied, None, 16.0);
        let after = edit::apply(&design, &edit).unwrap();
        assert_eq!(ids, BTreeSet::from([id("web-2"), id("db-2")]));
        assert_eq!(after.components.len(), 5);
        let connection = after.connection(&id("a-2")).unwrap();
        assert_eq!(
            (&connection.from, &connection.to),
            (&id("web-2"), &id("db-2"))
        );
        let at = after.component(&id("db-2")).unwrap().placements[0].at;
        assert_eq!(at, Point::new(216.0, 16.0));
    }
}
