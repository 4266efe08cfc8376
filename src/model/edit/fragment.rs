//! Parts of a design: what is copied, and what pasting or duplicating makes of it.

use super::{Edit, grow};
use crate::model::{
    Component, Connection, Container, ContainerKind, Design, Id, SecurityGroup, SecurityRule,
    Source, id,
};
use imbl::OrdMap;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Items of a design with their ids. What they name may lie outside.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fragment {
    /// Frames.
    pub containers: OrdMap<Id, Arc<Container>>,
    /// Components.
    pub components: OrdMap<Id, Arc<Component>>,
    /// Connections.
    pub connections: OrdMap<Id, Arc<Connection>>,
    /// Security groups that the components name.
    pub security_groups: OrdMap<Id, Arc<SecurityGroup>>,
}

impl Fragment {
    /// Whether it holds neither frame nor component nor security group.
    pub fn is_empty(&self) -> bool {
        self.containers.is_empty() && self.components.is_empty() && self.security_groups.is_empty()
    }
}

/// What pasting does: the edit, and the ids that the items get.
#[derive(Clone, Debug, PartialEq)]
pub struct Pasted {
    /// Adds the items.
    pub edit: Edit,
    /// New id by id in the fragment, for frames, components and connections.
    pub ids: BTreeMap<Id, Id>,
}

/// The items with what stands in them, the connections between them, and the security groups that they name.
pub fn fragment(design: &Design, ids: &BTreeSet<Id>) -> Fragment {
    let named: BTreeSet<&Id> = ids
        .iter()
        .filter(|id| design.containers.contains_key(*id))
        .collect();
    let frames = grow::inside(design, &named);
    let stands_in = |parent: &Option<Id>| parent.as_ref().is_some_and(|p| frames.contains(p));
    let mut components = OrdMap::new();
    for (id, component) in &design.components {
        if ids.contains(id) {
            components.insert(id.clone(), component.clone());
        } else if component.placements.iter().any(|p| stands_in(&p.parent)) {
            let mut component = component.clone();
            if !component.placements.iter().all(|p| stands_in(&p.parent)) {
                let part = Arc::make_mut(&mut component);
                part.placements.retain(|p| stands_in(&p.parent));
            }
            components.insert(id.clone(), component);
        }
    }
    let has = |id: &Id| frames.contains(id) || components.contains_key(id);
    let connections = design
        .connections
        .iter()
        .filter(|(_, connection)| has(&connection.from) && has(&connection.to))
        .map(|(id, connection)| (id.clone(), connection.clone()))
        .collect();
    let groups: BTreeSet<&Id> = components
        .values()
        .flat_map(|component: &Arc<Component>| &component.security_groups)
        .chain(ids)
        .collect();
    let security_groups = design
        .security_groups
        .iter()
        .filter(|(id, _)| groups.contains(id))
        .map(|(id, group)| (id.clone(), group.clone()))
        .collect();
    let containers = design
        .containers
        .iter()
        .filter(|(id, _)| frames.contains(*id))
        .map(|(id, container)| (id.clone(), container.clone()))
        .collect();
    Fragment {
        containers,
        components,
        connections,
        security_groups,
    }
}

/// The edit that adds a fragment with fresh ids, moved by (`dx`, `dy`). Items whose parent is not in the fragment stand in
/// the frame of that id if the design has it, else on the open canvas. Security groups that the design has alike are used
/// as they are; copies are not locked.
pub fn paste(design: &Design, fragment: &Fragment, dx: f32, dy: f32) -> Pasted {
    let mut used: BTreeSet<Id> = BTreeSet::new();
    let mut fresh = |old: &Id| {
        let new = id::fresh(old.as_str(), |id| design.contains(id) || used.contains(id));
        used.insert(new.clone());
        new
    };
    let mut ids: BTreeMap<Id, Id> = BTreeMap::new();
    let items = fragment.containers.keys().chain(fragment.components.keys());
    for old in items.chain(fragment.connections.keys()) {
        ids.insert(old.clone(), fresh(old));
    }
    let mut groups: BTreeMap<Id, Id> = BTreeMap::new();
    for (old, group) in &fragment.security_groups {
        let alike = design.security_groups.get(old) == Some(group);
        groups.insert(old.clone(), if alike { old.clone() } else { fresh(old) });
    }
    let group_of = |old: &Id| {
        let kept = || {
            design
                .security_groups
                .contains_key(old)
                .then(|| old.clone())
        };
        groups.get(old).cloned().or_else(kept)
    };
    let parent_of = |old: &Option<Id>| {
        let old = old.as_ref()?;
        let kept = || design.containers.contains_key(old).then(|| old.clone());
        let inner = fragment.containers.contains_key(old);
        ids.get(old).filter(|_| inner).cloned().or_else(kept)
    };
    let mut edits = Vec::new();
    for (old, group) in &fragment.security_groups {
        if let Some(new) = groups
            .get(old)
            .filter(|new| *new != old || !design.contains(old))
        {
            edits.push(Edit::PutSecurityGroup(
                new.clone(),
                regrouped(group, &group_of),
            ));
        }
    }
    for (old, container) in &fragment.containers {
        let mut container = Container::clone(container);
        container.parent = parent_of(&container.parent);
        container.frame = container.frame.offset(dx, dy);
        if container.kind == ContainerKind::SecurityGroup {
            let code = container
                .code
                .as_deref()
                .and_then(|code| Id::new(code).ok());
            container.code = code
                .and_then(|code| group_of(&code))
                .map(|id| id.to_string());
        }
        edits.extend(
            ids.get(old)
                .map(|new| Edit::PutContainer(new.clone(), container)),
        );
    }
    for (old, component) in &fragment.components {
        let mut component = Component::clone(component);
        for placement in &mut component.placements {
            placement.parent = parent_of(&placement.parent);
            placement.at = placement.at.offset(dx, dy);
        }
        component.security_groups = component
            .security_groups
            .iter()
            .filter_map(group_of)
            .collect();
        component.locked = false;
        edits.extend(
            ids.get(old)
                .map(|new| Edit::PutComponent(new.clone(), component)),
        );
    }
    let connections = fragment.connections.iter().filter_map(|(old, connection)| {
        let mut connection = Connection::clone(connection);
        connection.from = ids.get(&connection.from)?.clone();
        connection.to = ids.get(&connection.to)?.clone();
        for at in &mut connection.bends {
            *at = at.offset(dx, dy);
        }
        Some(Edit::PutConnection(ids.get(old)?.clone(), connection))
    });
    edits.extend(connections);
    Pasted {
        edit: Edit::Batch(edits),
        ids,
    }
}

/// The group with its rules' groups by their new ids; rules of groups that do not come along are left out.
fn regrouped(group: &SecurityGroup, group_of: &impl Fn(&Id) -> Option<Id>) -> SecurityGroup {
    let rules = |rules: &[SecurityRule]| {
        rules
            .iter()
            .filter_map(|rule| {
                let mut rule = rule.clone();
                if let Source::Group(id) = &rule.source {
                    rule.source = Source::Group(group_of(id)?);
                }
                Some(rule)
            })
            .collect()
    };
    SecurityGroup {
        ingress: rules(&group.ingress),
        egress: rules(&group.egress),
        ..group.clone()
    }
}
