//! What is under the pointer. Ends of selected connections, ports, handles and tiles win over titles, titles over connections, connections over the
//! borders of frames; among equals the one painted last wins. Distances are in points on screen, so that small zooms
//! stay usable.

use super::index::Index;
use crate::app::view::Selection;
use crate::model::{Id, Point, Rect, Side};
use crate::scene::text::{Weight, width};
use crate::scene::{Frame, Route, Scene, TITLE, Tile, TitlePlace};

/// How near a port the pointer must be, points on screen.
pub const PORT_RADIUS: f32 = 14.0;
/// How near a connection the pointer must be, points on screen.
pub const ROUTE_REACH: f32 = 6.0;
/// How near the border of a frame the pointer must be, points on screen.
pub const BORDER_REACH: f32 = 6.0;
/// How near the end of a selected connection the pointer must be, points on screen.
pub const END_REACH: f32 = 10.0;

/// Which end of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The caller.
    From,
    /// The called.
    To,
}

/// Which borders of a frame are grabbed: -1 left or top, 1 right or bottom, 0 neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handle {
    /// Left or right border.
    pub x: i8,
    /// Upper or lower border.
    pub y: i8,
}

/// What is under the pointer.
#[derive(Clone, Debug, PartialEq)]
pub enum Hit {
    /// A port of a tile that shows its ports: tile number, side.
    Port(u32, Side),
    /// An end of a selected connection: the connection, which end.
    RouteEnd(Id, End),
    /// A tile: its number.
    Tile(u32),
    /// A border or corner of a selected frame.
    Resize(Id, Handle),
    /// The chevron of a frame.
    Chevron(Id),
    /// Title of a frame, or the card of a collapsed one.
    Title(Id),
    /// A connection: number of the route.
    Route(u32),
    /// Border of a frame that is not selected.
    Border(Id),
    /// Nothing.
    Nothing,
}

impl Hit {
    /// The item it belongs to.
    pub fn item<'a>(&'a self, scene: &'a Scene) -> Option<&'a Id> {
        match self {
            Hit::Port(tile, _) | Hit::Tile(tile) => {
                scene.tiles.get(*tile as usize).map(|tile| &tile.component)
            }
            Hit::Route(route) => scene
                .routes
                .get(*route as usize)
                .and_then(|route| route.connections.first()),
            Hit::RouteEnd(id, _)
            | Hit::Resize(id, _)
            | Hit::Chevron(id)
            | Hit::Title(id)
            | Hit::Border(id) => Some(id),
            Hit::Nothing => None,
        }
    }
}

/// The middle of each side of a rectangle: where ports are.
pub fn port_at(rect: Rect, side: Side) -> Point {
    let center = rect.center();
    match side {
        Side::Top => Point::new(center.x, rect.y),
        Side::Right => Point::new(rect.right(), center.y),
        Side::Bottom => Point::new(center.x, rect.bottom()),
        Side::Left => Point::new(rect.x, center.y),
    }
}

/// The four sides.
pub const SIDES: [Side; 4] = [Side::Top, Side::Right, Side::Bottom, Side::Left];

/// What is under `at`. `zoom` turns points on screen into canvas units; `ports_of` is the tile whose ports are shown
/// because the pointer is on it.
pub fn test(
    scene: &Scene,
    index: &Index,
    selection: &Selection,
    at: Point,
    zoom: f32,
    ports_of: Option<u32>,
) -> Hit {
    let px = 1.0 / zoom.max(1e-3);
    let near = Rect::new(at.x, at.y, 0.0, 0.0).expand(PORT_RADIUS * px);
    let found = index.near(near);
    let under = |number: &u32| tile(scene, *number).filter(|tile| on_tile(tile, at));
    let from_above = || found.tiles.iter().rev().copied();
    // Selected tiles are drawn above the others.
    let tile_under = from_above()
        .find(|number| under(number).is_some_and(|tile| selection.contains(&tile.component)))
        .or_else(|| from_above().find(|number| under(number).is_some()));
    let shows_ports = |number: u32| {
        tile(scene, number).is_some_and(|tile| {
            Some(number) == ports_of
                || Some(number) == tile_under
                || selection.single() == Some(&tile.component)
        })
    };
    // The ends of a selected connection show handles, often on the very place of a port.
    if let Some(hit) = end_under(scene, selection, &found.routes, at, px) {
        return hit;
    }
    // At small scale a tile is smaller than its ports' targets: there, ports would hide the tile.
    if zoom >= PORT_ZOOM {
        for &number in found.tiles.iter().rev().filter(|&&n| shows_ports(n)) {
            if let Some(side) = tile(scene, number).and_then(|tile| port_under(tile.rect, at, px)) {
                return Hit::Port(number, side);
            }
        }
    }
    if let Some(number) = tile_under {
        return Hit::Tile(number);
    }
    if let Some(hit) = handle_under(scene, selection, at, px) {
        return hit;
    }
    for frame in scene.frames.iter().rev() {
        if let Some(hit) = on_title(frame, at, px) {
            return hit;
        }
    }
    let route = found.routes.iter().rev().copied().find(|&number| {
        let route = scene.routes.get(number as usize);
        route.is_some_and(|route| on_route(route, at, ROUTE_REACH * px))
    });
    if let Some(number) = route {
        return Hit::Route(number);
    }
    let border =
        scene.frames.iter().rev().find(|frame| {
            frame.collapsed.is_none() && on_border(frame.rect, at, BORDER_REACH * px)
        });
    border.map_or(Hit::Nothing, |frame| Hit::Border(frame.id.clone()))
}

/// With more selected items than this, frames and ends show no handles: nobody aims at one of thousands.
pub const MOST_HANDLED: usize = 24;
/// Below this zoom tiles show no ports.
pub const PORT_ZOOM: f32 = 0.42;

fn tile(scene: &Scene, number: u32) -> Option<&Tile> {
    scene.tiles.get(number as usize)
}

fn on_tile(tile: &Tile, at: Point) -> bool {
    let pill = tile.pill_rect.w > 0.0 && tile.pill_rect.contains(at);
    let badge = tile.badge_rect.w > 0.0 && tile.badge_rect.contains(at);
    tile.rect.contains(at) || pill || badge
}

/// The port nearest to `at` within reach. Inside the tile the reach is half, so that most of the tile stays its own.
fn port_under(rect: Rect, at: Point, px: f32) -> Option<Side> {
    let reach = if rect.contains(at) {
        PORT_RADIUS * 0.5
    } else {
        PORT_RADIUS
    } * px;
    SIDES
        .into_iter()
        .map(|side| (port_at(rect, side).distance(at), side))
        .filter(|(distance, _)| *distance <= reach)
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, side)| side)
}

fn end_under(
    scene: &Scene,
    selection: &Selection,
    routes: &[u32],
    at: Point,
    px: f32,
) -> Option<Hit> {
    if selection.is_empty() || selection.len() > MOST_HANDLED {
        return None;
    }
    for &number in routes.iter().rev() {
        let route = scene.routes.get(number as usize)?;
        let Some(id) = route.connections.iter().find(|id| selection.contains(id)) else {
            continue;
        };
        let ends = [
            (route.points.last(), End::To),
            (route.points.first(), End::From),
        ];
        for (point, end) in ends {
            if point.is_some_and(|point| point.distance(at) <= END_REACH * px) {
                return Some(Hit::RouteEnd(id.clone(), end));
            }
        }
    }
    None
}

fn handle_under(scene: &Scene, selection: &Selection, at: Point, px: f32) -> Option<Hit> {
    let reach = BORDER_REACH * px;
    scene
        .frames
        .iter()
        .rev()
        .filter(|frame| frame.collapsed.is_none() && selection.contains(&frame.id))
        .find_map(|frame| {
            let rect = frame.rect;
            if !on_border(rect, at, reach) {
                return None;
            }
            let pick = |low: f32, high: f32, v: f32| {
                if (v - low).abs() <= 2.0 * reach {
                    -1
                } else if (v - high).abs() <= 2.0 * reach {
                    1
                } else {
                    0
                }
            };
            let handle = Handle {
                x: pick(rect.x, rect.right(), at.x),
                y: pick(rect.y, rect.bottom(), at.y),
            };
            Some(Hit::Resize(frame.id.clone(), handle))
        })
}

fn on_title(frame: &Frame, at: Point, px: f32) -> Option<Hit> {
    let title = &frame.title;
    if title.place == TitlePlace::Card {
        if !frame.rect.contains(at) {
            return None;
        }
        let chevron = at.x < frame.rect.x + 24.0;
        return Some(if chevron {
            Hit::Chevron(frame.id.clone())
        } else {
            Hit::Title(frame.id.clone())
        });
    }
    let zoom = 1.0 / px.max(1e-3);
    if chevron_of(frame, zoom).is_some_and(|rect| rect.contains(at)) {
        return Some(Hit::Chevron(frame.id.clone()));
    }
    // Titles keep their size on screen when the drawing is small.
    let grow = (px - 1.0).max(0.0);
    let rect = Rect {
        w: title.rect.w * (1.0 + grow),
        h: title.rect.h * (1.0 + grow),
        ..title.rect
    };
    (rect.contains(at) && frame.rect.contains(at)).then(|| Hit::Title(frame.id.clone()))
}

/// Side of the chevron in the title of an open frame, points on screen at 100 %.
const CHEVRON: f32 = 18.0;

/// Where the chevron of an open frame is, in canvas units: after the title; in the band of a lane at its lower end.
pub fn chevron_of(frame: &Frame, zoom: f32) -> Option<Rect> {
    if zoom < PORT_ZOOM {
        return None;
    }
    let px = 1.0 / zoom;
    let title = &frame.title;
    let scale = zoom.max(0.55);
    let side = CHEVRON * scale * px;
    match title.place {
        TitlePlace::Tab | TitlePlace::BandTop => {
            // As the title is drawn: its letters shrink less than the drawing.
            let size = (11.0 * zoom).max(9.0);
            let text = width(&title.full_text, size, Weight::SemiBold) * px;
            let left = 26.0 * scale * px;
            let room = frame.rect.w - left - 6.0 * px - side;
            let x = frame.rect.x + left + text.min(room) + 2.0 * px;
            (room > 0.0).then(|| Rect::new(x, frame.rect.y, side, TITLE * scale * px))
        }
        TitlePlace::BandLeft => {
            let band = title.rect;
            let free = band.h - title.icon.h - title.text_rect.h - 16.0;
            (free >= side).then(|| Rect::new(band.x, band.bottom() - side - 2.0, band.w, side))
        }
        TitlePlace::Card | TitlePlace::Text => None,
    }
}

/// Whether `at` lies within `reach` of the outline of `rect`.
pub fn on_border(rect: Rect, at: Point, reach: f32) -> bool {
    let inner_w = rect.w - 2.0 * reach;
    let inner_h = rect.h - 2.0 * reach;
    let inner = Rect::new(rect.x + reach, rect.y + reach, inner_w, inner_h);
    rect.expand(reach).contains(at) && !(inner_w > 0.0 && inner_h > 0.0 && inner.contains(at))
}

/// Whether `at` lies within `reach` of the line of a route, or on its label.
pub fn on_route(route: &Route, at: Point, reach: f32) -> bool {
    let on_label = route
        .label
        .as_ref()
        .is_some_and(|label| label.rect.contains(at));
    let mut pieces = route.points.windows(2);
    on_label || pieces.any(|piece| distance_to(piece[0], piece[1], at) <= reach)
}

/// Distance of a point from a piece of a line.
pub fn distance_to(a: Point, b: Point, p: Point) -> f32 {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let length = dx * dx + dy * dy;
    let t = if length > 0.0 {
        (((p.x - a.x) * dx + (p.y - a.y) * dy) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    p.distance(a.offset(dx * t, dy * t))
}
