//! Routes of connections: upright and level lines that keep clear of tiles and titles.
//!
//! In: frames and tiles that are laid out, and the design's connections. Out: for every connection one or more
//! [`Route`]s. Four steps: choose sides, share out the places on each side ([`port`]), find the ways between the places
//! ([`ways`]: plain shapes first, [`shape`], and where none is free and short a [`search`] along the [`lines`] of the
//! drawing), and move parallel lines apart ([`nudge`]). The same design gives the same routes; each way is found for
//! itself, so many are found on several threads.

mod bands;
mod grid;
mod jump;
mod label;
mod lines;
mod link;
mod nudge;
mod obstacle;
mod port;
mod search;
mod shape;
#[cfg(test)]
mod tests;
mod ways;

use super::boxes::Boxes;
use super::tokens::{Color, PathSlot, SeveritySlot, Tokens};
use super::{SceneOptions, Tile};
use crate::analysis::Report;
use crate::model::{ConnectionKind, Design, Id, Point, Rect};
pub use label::slot as class_slot;
use link::Link;
use obstacle::{Obstacle, Obstacles};
use port::Node;
use std::collections::{BTreeMap, BTreeSet};
use ways::Planned;

/// One line on the canvas.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// The connections it stands for: one, or several that end at the same collapsed frames.
    pub connections: Vec<Id>,
    /// Number of the branch, where a connection reaches several tiles of a component; the label is on one of them.
    pub branch: usize,
    /// Where it starts.
    pub from: RouteEnd,
    /// Where it ends.
    pub to: RouteEnd,
    /// What flows.
    pub kind: ConnectionKind,
    /// Corners from port to port, upright and level in turn.
    pub points: Vec<Point>,
    /// Where it jumps over other routes, in the order of travel.
    pub jumps: Vec<Jump>,
    /// What stands on it.
    pub label: Option<Label>,
    /// Where a dot stands for a label that has no room.
    pub dot: Option<Point>,
    /// Class of its dearest part.
    pub path: Option<PathSlot>,
    /// US dollars a month; none where not estimated or a price is missing.
    pub usd: Option<f64>,
    /// Average requests per second.
    pub rate: Option<f64>,
    /// GB in the month in both directions.
    pub gb: Option<f64>,
}

/// An end of a route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RouteEnd {
    /// A tile.
    Tile {
        /// The component.
        component: Id,
        /// Index into its placements.
        placement: usize,
    },
    /// A frame, or the card of a collapsed one.
    Frame(Id),
    /// Nothing: a sample in a legend.
    Open,
}

/// A half circle over a crossed line. Level lines stay straight, upright ones jump to the right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Jump {
    /// Index of the segment: from `points[segment]` to `points[segment + 1]`.
    pub segment: usize,
    /// Upper end, y.
    pub from: f32,
    /// Lower end, y.
    pub to: f32,
}

/// Text on a route, on a patch in the colour of the canvas.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The patch.
    pub rect: Rect,
    /// One or two lines, centred, each [`LABEL_LINE`] high.
    pub lines: Vec<LabelLine>,
}

/// Height of a line of a label.
pub const LABEL_LINE: f32 = 14.0;

/// A line of a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelLine {
    /// The text.
    pub text: String,
    /// How it is set.
    pub role: LabelRole,
}

/// What a line of a label says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelRole {
    /// A name or rate: 11 regular, second text colour.
    Rate,
    /// An amount: 11 semibold, first text colour.
    Cost,
    /// `free`: 11 semibold, saving colour.
    Free,
    /// `no price`: 11 semibold, colour of a high finding.
    NoPrice,
}

/// Dashes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dash {
    /// The caller waits.
    Solid,
    /// Events.
    Async,
    /// Streams.
    Stream,
    /// Copies.
    Replication,
    /// Logs.
    Logs,
    /// Backups.
    Backup,
}

impl Dash {
    /// Lengths of dashes and gaps in turn; empty for a solid line.
    pub fn pattern(self) -> &'static [f32] {
        match self {
            Dash::Solid => &[],
            Dash::Async | Dash::Logs => &[6.0, 3.0],
            Dash::Stream => &[10.0, 3.0, 2.0, 3.0],
            Dash::Replication => &[2.0, 3.0],
            Dash::Backup => &[1.0, 4.0],
        }
    }
}

impl Route {
    /// A straight line without ends, for legends.
    pub fn sample(kind: ConnectionKind, from: Point, to: Point) -> Route {
        Route {
            connections: Vec::new(),
            branch: 0,
            from: RouteEnd::Open,
            to: RouteEnd::Open,
            kind,
            points: vec![from, to],
            jumps: Vec::new(),
            label: None,
            dot: None,
            path: None,
            usd: None,
            rate: None,
            gb: None,
        }
    }
    /// Dashes of its kind.
    pub fn dash(&self) -> Dash {
        match self.kind {
            ConnectionKind::Call | ConnectionKind::OriginFetch | ConnectionKind::Peering => {
                Dash::Solid
            }
            ConnectionKind::AsyncEvent => Dash::Async,
            ConnectionKind::Stream => Dash::Stream,
            ConnectionKind::Replication => Dash::Replication,
            ConnectionKind::LogShipping => Dash::Logs,
            ConnectionKind::Backup => Dash::Backup,
        }
    }
    /// Whether nothing can flow: there is no network route.
    pub fn is_broken(&self) -> bool {
        self.path == Some(PathSlot::NoRoute)
    }
    /// Colour at rest.
    pub fn color(&self, tokens: &Tokens) -> Color {
        match self.kind {
            _ if self.is_broken() => tokens.severity(SeveritySlot::Critical).ink,
            ConnectionKind::Replication => tokens.frame_style("cluster").title,
            ConnectionKind::LogShipping => tokens.text_3,
            _ => tokens.connection,
        }
    }
    /// Dashes at rest: those of its kind, 4-3 when it is broken.
    pub fn pattern(&self) -> &'static [f32] {
        if self.is_broken() {
            &[4.0, 3.0]
        } else {
            self.dash().pattern()
        }
    }
}

/// What a scene keeps to route incrementally.
#[derive(Clone, Debug, Default)]
pub(super) struct Plan {
    /// By link: ports and the way between them, before lines are moved apart.
    ways: BTreeMap<link::Key, Planned>,
    /// Boxes of all ends, by their name.
    boxes: BTreeMap<RouteEndKey, Rect>,
}

type RouteEndKey = (Id, Option<usize>);

/// Distance to tiles and titles.
const CLEARANCE: f32 = 8.0;
/// Distance to pills and badges, which stick out of their tiles.
const SMALL_CLEARANCE: f32 = 4.0;

/// Routes all connections. `before` holds an earlier plan and the items that have moved since.
pub(super) fn connect(
    design: &Design,
    report: &Report,
    options: &SceneOptions,
    boxes: &Boxes,
    before: Option<(&Plan, &BTreeSet<Id>)>,
) -> (Plan, Vec<Route>) {
    let net = Net::new(boxes);
    let links = link::links(design, boxes, &net.names);
    let kept = before.map_or_else(BTreeMap::new, |(plan, _)| keep(plan, &net, &links));
    let mut planned = ways::plan(&net, &links, kept);
    let ways: BTreeMap<link::Key, Planned> = links
        .iter()
        .zip(&planned)
        .map(|(link, way)| (link.key.clone(), way.clone()))
        .collect();
    nudge::apart(&mut planned, &net.obstacles);
    let mut routes: Vec<Route> = links
        .iter()
        .zip(planned)
        .map(|(link, way)| Route {
            connections: link.connections.clone(),
            branch: link.branch,
            from: net.end(link.from),
            to: net.end(link.to),
            kind: link.kind,
            points: way.points,
            jumps: Vec::new(),
            label: None,
            dot: None,
            path: label::path_slot(report, &link.connections),
            usd: label::usd(report, &link.connections),
            rate: label::rate(report, &link.connections),
            gb: label::gb(report, &link.connections),
        })
        .collect();
    jump::mark(&mut routes);
    label::place(design, report, options, boxes, &mut routes);
    let plan = Plan {
        ways,
        boxes: net.named_boxes(),
    };
    (plan, routes)
}

/// Straight parts of routes that pass through the inside of a box.
pub(super) fn through_boxes(routes: &[Route], boxes: impl Iterator<Item = Rect>) -> usize {
    let solid = |solid| Obstacle {
        solid,
        clearance: 0.0,
    };
    let boxes = Obstacles::new(boxes.map(solid).collect());
    let parts = routes.iter().flat_map(|route| route.points.windows(2));
    parts
        .filter(|pair| boxes.blocks(pair[0], pair[1], 0.0))
        .count()
}

/// Ends and obstacles.
struct Net {
    nodes: Vec<Node>,
    /// Tiles by component and placement, frames by id alone; the position in `nodes`.
    names: BTreeMap<RouteEndKey, usize>,
    keys: Vec<RouteEndKey>,
    obstacles: Obstacles,
}

impl Net {
    fn new(boxes: &Boxes) -> Net {
        let mut net = Net {
            nodes: Vec::new(),
            names: BTreeMap::new(),
            keys: Vec::new(),
            obstacles: Obstacles::default(),
        };
        let mut obstacles = Vec::new();
        let mut add = |solid: Rect, clearance: f32| {
            if solid.w > 0.0 && solid.h > 0.0 {
                obstacles.push(Obstacle { solid, clearance });
            }
        };
        for tile in &boxes.tiles {
            add(tile.rect, CLEARANCE);
            add(tile.pill_rect, SMALL_CLEARANCE);
            add(tile.badge_rect, SMALL_CLEARANCE);
            net.add(
                (tile.component.clone(), Some(tile.placement)),
                tile_node(tile),
            );
        }
        for frame in &boxes.frames {
            let card = frame.collapsed.is_some();
            let title = &frame.title;
            if card {
                add(frame.rect, CLEARANCE);
            } else if title.place == super::TitlePlace::BandLeft {
                // Lines may cross the band of a lane, not its text.
                add(title.icon.union(title.text_rect), SMALL_CLEARANCE);
            } else {
                add(title.icon.union(title.text_rect), CLEARANCE);
            }
            if let Some(cost) = &frame.cost {
                add(cost.rect, SMALL_CLEARANCE);
            }
            add(frame.badge_rect, SMALL_CLEARANCE);
            net.add((frame.id.clone(), None), frame_node(frame));
        }
        net.obstacles = Obstacles::new(obstacles);
        net
    }
    fn add(&mut self, key: RouteEndKey, node: Node) {
        self.names.insert(key.clone(), self.nodes.len());
        self.keys.push(key);
        self.nodes.push(node);
    }
    fn end(&self, node: usize) -> RouteEnd {
        match self.keys.get(node) {
            Some((component, Some(placement))) => RouteEnd::Tile {
                component: component.clone(),
                placement: *placement,
            },
            Some((id, None)) => RouteEnd::Frame(id.clone()),
            None => RouteEnd::Open,
        }
    }
    fn named_boxes(&self) -> BTreeMap<RouteEndKey, Rect> {
        self.keys
            .iter()
            .cloned()
            .zip(self.nodes.iter().map(|node| node.rect))
            .collect()
    }
}

fn tile_node(tile: &Tile) -> Node {
    let r = tile.rect;
    let mut spans = [
        (r.x + 12.0, r.right() - 12.0),
        (r.y + 10.0, r.bottom() - 10.0),
        (r.x + 12.0, r.right() - 12.0),
        (r.y + 10.0, r.bottom() - 10.0),
    ];
    // Pill and badge stick out on the right; lines leave beside them.
    if tile.pill_rect.w > 0.0 {
        spans[2].1 = tile.pill_rect.x - 6.0;
        spans[1].1 = r.bottom() - 14.0;
    }
    if tile.badge_rect.w > 0.0 {
        spans[0].1 = tile.badge_rect.x - 6.0;
        spans[1].0 = r.y + 15.0;
    }
    Node {
        rect: r,
        is_frame: false,
        spans,
    }
}

fn frame_node(frame: &super::Frame) -> Node {
    let r = frame.rect;
    let is_card = frame.collapsed.is_some();
    let (across, down) = (
        (r.x + 12.0, r.right() - 12.0),
        (r.y + 12.0, r.bottom() - 12.0),
    );
    let mut spans = [across, down, across, down];
    if !is_card {
        let title = frame.title.icon.union(frame.title.text_rect);
        let right = frame.cost.as_ref().map_or(r.right(), |cost| cost.rect.x);
        if frame.title.place != super::TitlePlace::BandLeft && right - title.right() > 24.0 {
            spans[0] = (title.right() + 12.0, right - 12.0);
        }
        let below_title = (r.y + super::TITLE + 10.0).min(r.center().y);
        spans[1].0 = below_title;
        spans[3].0 = below_title;
    }
    Node {
        rect: r,
        is_frame: !is_card,
        spans,
    }
}

/// Ways of an earlier plan that still hold: both ends stand where they stood, and nothing that moved came near.
fn keep(plan: &Plan, net: &Net, links: &[Link]) -> BTreeMap<link::Key, Planned> {
    let now = net.named_boxes();
    let moved = |key: &RouteEndKey| plan.boxes.get(key) != now.get(key);
    let mut areas: Vec<Rect> = Vec::new();
    for key in plan.boxes.keys().chain(now.keys()) {
        if moved(key) {
            areas.extend(plan.boxes.get(key).filter(|_| key.1.is_some()));
            areas.extend(now.get(key).filter(|_| key.1.is_some()));
        }
    }
    links
        .iter()
        .filter_map(|link| {
            let way = plan.ways.get(&link.key)?;
            let ends = [net.keys.get(link.from)?, net.keys.get(link.to)?];
            let near = way.points.windows(2).any(|pair| {
                let line = Rect::from_corners(pair[0], pair[1]).expand(2.0 * CLEARANCE);
                areas.iter().any(|area| line.intersects(*area))
            });
            let same = !ends.iter().any(|key| moved(key))
                && !near
                && !way.by_hand
                && link.bends.is_empty();
            same.then(|| (link.key.clone(), way.clone()))
        })
        .collect()
}
