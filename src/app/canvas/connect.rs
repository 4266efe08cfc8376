//! Drawing connections: from a port to a tile or frame, to the open canvas, and moving the end of one that exists.

use super::controller::{Held, Link, PickKind, Sight};
use super::hit::{End, PORT_RADIUS, SIDES, port_at};
use crate::app::action::{Actions, NewItem, Select};
use crate::app::place;
use crate::catalog;
use crate::model::edit::Edit;
use crate::model::{Connection, Design, Id, Point, Rect, Side};
use crate::pricing::Catalogue;

/// The tile or frame at a place: the tile nearest within reach, else the innermost frame.
pub fn item_at(at: Point, s: &Sight<'_>) -> Option<Id> {
    let reach = PORT_RADIUS / s.camera.zoom.max(1e-3);
    let near = s.index.near(Rect::new(at.x, at.y, 0.0, 0.0).expand(reach));
    let tiles = s.scene.tiles_at(&near.tiles).rev();
    let nearest = tiles
        .map(|tile| (outside(tile.rect, at), tile))
        .filter(|(distance, _)| *distance <= reach)
        .min_by(|a, b| a.0.total_cmp(&b.0));
    if let Some((_, tile)) = nearest {
        return Some(tile.component.clone());
    }
    let card = s.scene.frames.iter().rev();
    let card = card
        .filter(|frame| frame.collapsed.is_some())
        .find(|frame| frame.rect.contains(at));
    card.map(|frame| frame.id.clone())
}

/// What a connection would end at; none on the open canvas, at its own start and where it would be the same again. Frames
/// take connections at their border and title only: their inside is canvas.
pub fn target(link: &Link, at: Point, s: &Sight<'_>) -> Option<Id> {
    let item = item_at(at, s).or_else(|| {
        let reach = PORT_RADIUS / s.camera.zoom.max(1e-3);
        let frame = s.scene.frames.iter().rev().find(|frame| {
            super::hit::on_border(frame.rect, at, reach.min(10.0)) || frame.title.rect.contains(at)
        });
        frame.map(|frame| frame.id.clone())
    })?;
    // A frame around the other end cannot be called by what stands in it.
    let inside = s
        .design
        .component(&link.fixed)
        .is_some_and(|c| s.design.is_inside(c.parent(), &item));
    (item != link.fixed && !inside).then_some(item)
}

/// The port of the target under the pointer: a connection that is dropped there stays at that side. With Alt it floats
/// all the same.
pub fn port(link: &Link, at: Point, held: Held, s: &Sight<'_>) -> Option<Side> {
    let target = link.target.as_ref().filter(|_| !held.alt)?;
    let reach = PORT_RADIUS * 0.6 / s.camera.zoom.max(1e-3);
    let sides = s
        .scene
        .tiles_of(target)
        .flat_map(|tile| SIDES.map(|side| (port_at(tile.rect, side).distance(at), side)));
    sides
        .filter(|(distance, _)| *distance <= reach)
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, side)| side)
}

/// The connection whose end is dragged.
pub fn reconnect(id: &Id, end: End, s: &Sight<'_>) -> Option<Link> {
    let connection = s.design.connection(id)?;
    let route = s.scene.routes_of(id).next()?;
    let (fixed, start) = match end {
        End::From => (&connection.to, route.points.last()?),
        End::To => (&connection.from, route.points.first()?),
    };
    Some(Link {
        fixed: fixed.clone(),
        start: *start,
        to: *start,
        target: None,
        port: None,
        backwards: end == End::From,
        upright: false,
        old: Some((id.clone(), end)),
    })
}

/// Ends the gesture: connects, moves the end, or asks for the kind of a new item.
pub fn finish(link: &Link, s: &Sight<'_>, out: &mut Actions) -> Option<PickKind> {
    let Some(target) = &link.target else {
        // A moved end that is dropped nowhere stays where it was.
        return (link.old.is_none() && link.start.distance(link.to) > 24.0).then(|| PickKind {
            fixed: link.fixed.clone(),
            backwards: link.backwards,
            at: link.to,
        });
    };
    if let Some((id, end)) = &link.old {
        let mut connection = s.design.connection(id)?.clone();
        match end {
            End::From => {
                connection.from = target.clone();
                connection.from_side = link.port;
            }
            End::To => {
                connection.to = target.clone();
                connection.to_side = link.port;
            }
        }
        connection.bends.clear();
        if connection.from != connection.to {
            out.edit(
                Edit::PutConnection(id.clone(), connection),
                "undo-reconnect",
            );
        }
        return None;
    }
    let kind = s.design.component(target).map(|c| c.kind.as_str());
    let id = s.design.fresh_id(&format!("{}-{target}", link.fixed));
    let connection = Connection {
        to_side: link.port,
        ..new_connection(link.fixed.clone(), target.clone(), kind)
    };
    out.edit(Edit::PutConnection(id.clone(), connection), "undo-connect");
    out.select(Select::Only(id));
    None
}

/// Adds an item of a new kind at `at` and connects it.
pub fn place_and_connect(
    design: &Design,
    catalogue: &Catalogue,
    kind: &'static str,
    pick: &PickKind,
) -> (Edit, Id) {
    let size = place::size_of(&NewItem::Component(kind));
    let corner = pick.at.offset(-size.w / 2.0, -size.h / 2.0);
    let (put, id) = place::new_item(design, &NewItem::Component(kind), corner, catalogue);
    let (from, to) = if pick.backwards {
        (id.clone(), pick.fixed.clone())
    } else {
        (pick.fixed.clone(), id.clone())
    };
    let target_kind = if pick.backwards {
        design.component(&pick.fixed).map(|c| c.kind.as_str())
    } else {
        Some(kind)
    };
    let stem = format!("{from}-{to}");
    let connection: Connection = new_connection(from, to, target_kind);
    let link = design.fresh_id(&stem);
    (
        Edit::Batch(vec![put, Edit::PutConnection(link, connection)]),
        id,
    )
}

/// A connection with the port that the called kind listens on.
pub fn new_connection(from: Id, to: Id, called: Option<&str>) -> Connection {
    Connection {
        port: called.and_then(catalog::kind).and_then(|kind| kind.port),
        ..Connection::new(from, to)
    }
}

/// Distance of a point from a rectangle; 0 inside.
fn outside(rect: Rect, at: Point) -> f32 {
    let x = at.x.clamp(rect.x, rect.right().max(rect.x));
    let y = at.y.clamp(rect.y, rect.bottom().max(rect.y));
    at.distance(Point::new(x, y))
}
