//! Which boxes a connection joins: tiles of its components, frames, or the cards of collapsed frames.

use super::RouteEndKey;
use crate::model::{Connection, ConnectionKind, Design, Id, Point, Side};
use crate::scene::boxes::{Boxes, shown_as};
use std::collections::BTreeMap;

/// Name of a link: its first connection and the number of the branch.
pub(super) type Key = (Id, usize);

/// A line to be routed.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub(super) key: Key,
    /// The connections it stands for.
    pub(super) connections: Vec<Id>,
    pub(super) branch: usize,
    /// Position of the end among the nodes.
    pub(super) from: usize,
    pub(super) to: usize,
    /// Leaves a frame to its inside, because the other end stands in it.
    pub(super) from_inward: bool,
    pub(super) to_inward: bool,
    pub(super) from_side: Option<Side>,
    pub(super) to_side: Option<Side>,
    pub(super) kind: ConnectionKind,
    pub(super) bends: Vec<Point>,
}

/// An end: the node, the zone or frame it stands in, and where.
struct End<'a> {
    node: usize,
    key: RouteEndKey,
    zone: Option<&'a str>,
    at: Point,
    /// It is the card of a collapsed frame that stands for what was meant.
    stands_in: bool,
}

/// All lines of a design. A connection between components of several tiles gets one line for each tile of the side that
/// has more of them, to the nearest tile in the same zone (else the nearest).
pub(super) fn links(
    design: &Design,
    boxes: &Boxes,
    names: &BTreeMap<RouteEndKey, usize>,
) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::with_capacity(design.connections.len());
    let mut merged: BTreeMap<(usize, usize, ConnectionKind), usize> = BTreeMap::new();
    for (id, connection) in &design.connections {
        let from = ends(design, boxes, names, &connection.from);
        let to = ends(design, boxes, names, &connection.to);
        for (branch, (a, b)) in pairs(&from, &to).into_iter().enumerate() {
            let inside_one_card = a.node == b.node && (a.stands_in || b.stands_in);
            if inside_one_card {
                continue;
            }
            if a.stands_in || b.stands_in {
                let group = (a.node, b.node, connection.kind);
                if let Some(link) = merged.get(&group).and_then(|number| links.get_mut(*number)) {
                    if !link.connections.contains(id) {
                        link.connections.push(id.clone());
                    }
                    continue;
                }
                merged.insert(group, links.len());
            }
            links.push(link(design, id, connection, branch, a, b));
        }
    }
    links
}

fn link(
    design: &Design,
    id: &Id,
    connection: &Connection,
    branch: usize,
    a: &End<'_>,
    b: &End<'_>,
) -> Link {
    let inside = |inner: &End<'_>, outer: &End<'_>| {
        let (id, placement) = &inner.key;
        let parent = match placement {
            Some(index) => design
                .component(id)
                .and_then(|component| component.placements.get(*index))
                .and_then(|placement| placement.parent.as_ref()),
            None => design
                .container(id)
                .and_then(|container| container.parent.as_ref()),
        };
        outer.key.1.is_none() && inner.key != outer.key && design.is_inside(parent, &outer.key.0)
    };
    Link {
        key: (id.clone(), branch),
        connections: vec![id.clone()],
        branch,
        from: a.node,
        to: b.node,
        from_inward: inside(b, a),
        to_inward: inside(a, b),
        from_side: connection.from_side,
        to_side: connection.to_side,
        kind: connection.kind,
        // Bends were set for one line; branches and merged lines find their own way.
        bends: if branch == 0 && !a.stands_in && !b.stands_in {
            connection
                .bends
                .iter()
                .copied()
                .filter(|bend| bend.is_finite())
                .collect()
        } else {
            Vec::new()
        },
    }
}

fn ends<'a>(
    design: &'a Design,
    boxes: &Boxes,
    names: &BTreeMap<RouteEndKey, usize>,
    id: &Id,
) -> Vec<End<'a>> {
    let mut ends: Vec<End<'a>> = Vec::new();
    let mut add = |key: RouteEndKey, zone: Option<&'a str>, at: Point, stands_in: bool| {
        if let Some(&node) = names.get(&key)
            && !ends.iter().any(|end| end.node == node)
        {
            ends.push(End {
                node,
                key,
                zone,
                at,
                stands_in,
            });
        }
    };
    if let Some(component) = design.component(id) {
        for (index, placement) in component.placements.iter().enumerate() {
            let parent = placement.parent.as_ref();
            match shown_as(&boxes.hidden_in, design, parent) {
                Some(card) => add((card.clone(), None), None, placement.at, true),
                None => add(
                    (id.clone(), Some(index)),
                    design.zone_of(parent),
                    placement.at,
                    false,
                ),
            }
        }
    } else if let Some(container) = design.container(id) {
        match boxes.hidden_in.get(id) {
            Some(card) => add((card.clone(), None), None, container.frame.min(), true),
            None => add(
                (id.clone(), None),
                None,
                container.frame.min(),
                container.collapsed,
            ),
        }
    }
    ends
}

/// Which ends are joined.
fn pairs<'e, 'a>(from: &'e [End<'a>], to: &'e [End<'a>]) -> Vec<(&'e End<'a>, &'e End<'a>)> {
    let nearest = |end: &End<'a>, others: &'e [End<'a>]| {
        others.iter().min_by(|x, y| {
            let rank = |other: &End<'a>| {
                let elsewhere = end.zone.is_none() || end.zone != other.zone;
                (elsewhere, end.at.distance(other.at))
            };
            let ((a, b), (c, d)) = (rank(x), rank(y));
            a.cmp(&c).then(b.total_cmp(&d))
        })
    };
    if from.len() >= to.len() {
        from.iter()
            .filter_map(|end| Some((end, nearest(end, to)?)))
            .collect()
    } else {
        to.iter()
            .filter_map(|end| Some((nearest(end, from)?, end)))
            .collect()
    }
}
