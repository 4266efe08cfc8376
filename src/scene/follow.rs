//! A large picture that follows a drag: what is dragged stands where the design says, its lines find their way anew, and
//! everything else stays as it was settled.
//!
//! A settled picture takes all boxes and all lines into account ([`super::build`], [`super::reroute`]), which takes longer
//! than a frame where there are thousands. Here only the lines that end at what moved, or that it has come near, are routed,
//! among the boxes around them: they keep clear of tiles and titles, but are not moved apart from all the others, nor are
//! labels elsewhere. The settled picture that is made afterwards does that.

use super::boxes::{self, Boxes};
use super::morph::move_frame;
use super::route::{self, Route, RouteEnd};
use super::{Scene, SceneOptions, Tile};
use crate::analysis::Report;
use crate::model::{Connection, Design, Id, Point, Rect};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A line is led around a tile that comes nearer than this.
const NEAR: f32 = 16.0;
/// With more dragged tiles than this, lines that end elsewhere are not led around them before the drop.
const MOST_PUSHED: usize = 24;
/// Boxes so far around the ends of a line are kept clear of.
const AROUND: f32 = 160.0;
/// A line whose ends are further apart than this, in square units, keeps clear of the boxes around its ends only.
const LARGEST: f32 = 2.4e7;

/// Numbers of tiles and routes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Tiles.
    pub tiles: Vec<u32>,
    /// Routes.
    pub routes: Vec<u32>,
}

/// A drag in a large picture.
#[derive(Debug)]
pub struct Follow {
    /// The settled picture that it began with, or that was settled since.
    base: Arc<Scene>,
    /// The picture as it is now.
    scene: Arc<Scene>,
    /// Dragged components and frames.
    moved: BTreeSet<Id>,
    /// Tiles that are dragged, those in dragged frames too.
    tiles: Vec<u32>,
    /// Dragged frames, those inside of them too.
    frames: BTreeSet<Id>,
    /// Routes that end at a dragged tile or frame, with whether both ends do.
    attached: BTreeMap<u32, bool>,
    /// Routes by the frame that they end at.
    at_frame: BTreeMap<Id, Vec<u32>>,
    /// What differs from `base` now.
    changed: Numbers,
}

impl Follow {
    /// The drag of `moved` (components, and frames with what stands in them) from a settled picture of a design; `design` is
    /// the one of the picture.
    pub fn new(base: Arc<Scene>, design: &Design, moved: BTreeSet<Id>) -> Follow {
        let base = in_order(base);
        let inside = |parent: Option<&Id>| {
            let mut around = design.ancestors(parent);
            around.any(|(id, _)| moved.contains(id))
        };
        let frames: BTreeSet<Id> = if moved.iter().any(|id| design.container(id).is_some()) {
            let rides = base
                .frames
                .iter()
                .filter(|frame| moved.contains(&frame.id) || inside(frame.parent.as_ref()));
            rides.map(|frame| frame.id.clone()).collect()
        } else {
            BTreeSet::new()
        };
        let rides = |tile: &Tile| {
            moved.contains(&tile.component)
                || tile
                    .parent
                    .as_ref()
                    .is_some_and(|parent| frames.contains(parent))
        };
        let numbered = (0_u32..).zip(&base.tiles);
        let tiles: Vec<u32> = numbered
            .filter(|(_, tile)| rides(tile))
            .map(|(number, _)| number)
            .collect();
        let riding: BTreeSet<(&Id, usize)> = tiles
            .iter()
            .filter_map(|number| base.tiles.get(*number as usize))
            .map(|tile| (&tile.component, tile.placement))
            .collect();
        let ends_there = |end: &RouteEnd| match end {
            RouteEnd::Tile {
                component,
                placement,
            } => riding.contains(&(component, *placement)),
            RouteEnd::Frame(id) => frames.contains(id),
            RouteEnd::Open => false,
        };
        let (mut attached, mut at_frame) = (BTreeMap::new(), BTreeMap::new());
        for (number, route) in (0_u32..).zip(&base.routes) {
            let ends = (ends_there(&route.from), ends_there(&route.to));
            if ends.0 || ends.1 {
                attached.insert(number, ends.0 && ends.1);
            }
            for end in [&route.from, &route.to] {
                if let RouteEnd::Frame(id) = end {
                    let list: &mut Vec<u32> = at_frame.entry(id.clone()).or_default();
                    list.push(number);
                }
            }
        }
        Follow {
            scene: base.clone(),
            base,
            moved,
            tiles,
            frames,
            attached,
            at_frame,
            changed: Numbers::default(),
        }
    }

    /// Takes the copy of the settled picture that the first step would take.
    pub fn make_ready(&mut self) {
        let _ = Arc::make_mut(&mut self.scene);
    }

    /// The settled picture.
    pub fn base(&self) -> &Arc<Scene> {
        &self.base
    }

    /// What is dragged.
    pub fn moved(&self) -> &BTreeSet<Id> {
        &self.moved
    }

    /// The picture as it is now.
    pub fn scene(&self) -> Arc<Scene> {
        self.scene.clone()
    }

    /// What differs from the settled picture.
    pub fn changed(&self) -> &Numbers {
        &self.changed
    }

    /// Brings the picture to `design`, in which only what is dragged (and frames around it that grew) stands elsewhere than
    /// in the settled one. `near` names what of the settled picture lies near a rectangle. Whether that could be done:
    /// where the design has boxes that the settled picture does not have, a new one is needed.
    pub fn step(
        &mut self,
        design: &Design,
        report: &Report,
        options: &SceneOptions,
        near: &dyn Fn(Rect) -> Numbers,
    ) -> bool {
        let known = |id: &Id| design.container(id).is_some() || self.has_tiles(design, id);
        if !self.moved.iter().all(known) {
            return false;
        }
        let base = self.base.clone();
        let scene = Arc::make_mut(&mut self.scene);
        restore(scene, &base, &self.changed);
        let mut changed = Numbers::default();
        let mut led: BTreeSet<u32> = BTreeSet::new();
        let mut slid: Vec<u32> = Vec::new();
        for id in move_frames(scene, &base, design) {
            led.extend(self.at_frame.get(&id).into_iter().flatten());
        }
        let shifts = move_tiles(scene, &base, design, &self.tiles);
        changed.tiles.extend(shifts.iter().map(|shift| shift.tile));
        let first = shifts.first().map(|shift| shift.by);
        let together = first.is_some()
            && shifts.len() == self.tiles.len()
            && shifts.iter().all(|shift| Some(shift.by) == first);
        if !shifts.is_empty() || !self.frames.is_empty() {
            for (&number, &both) in &self.attached {
                if both && together {
                    slid.push(number);
                } else {
                    led.insert(number);
                }
            }
        }
        if shifts.len() <= MOST_PUSHED {
            led.extend(pushed(&base, scene, &shifts, near));
        }
        if let Some(by) = first.filter(|_| together) {
            for &number in &slid {
                led.remove(&number);
                if let Some(route) = scene.routes.get_mut(number as usize) {
                    slide(route, by);
                }
            }
        }
        changed.routes = slid;
        changed.routes.extend(&led);
        let among = |area: Rect| {
            let mut numbers = near(area);
            numbers.tiles.extend(&changed.tiles);
            numbers
        };
        let added = lead(scene, &base, &led, (design, report, options), &among);
        changed.routes.extend(added);
        scene.bounds = grown(scene, &base, &changed);
        self.changed = changed;
        true
    }

    /// Whether all tiles that a component shows are in the settled picture.
    fn has_tiles(&self, design: &Design, id: &Id) -> bool {
        let Some(component) = design.component(id) else {
            return false;
        };
        let hidden = |parent: Option<&Id>| {
            let mut around = design.ancestors(parent);
            around.any(|(_, frame)| frame.collapsed)
        };
        component
            .placements
            .iter()
            .enumerate()
            .all(|(index, place)| {
                tile_number(&self.base, id, index).is_some() || hidden(place.parent.as_ref())
            })
    }
}

/// The picture with its routes in the order of their connections: a picture that followed a drag may have more at its end.
fn in_order(base: Arc<Scene>) -> Arc<Scene> {
    let name = |route: &Route| (route.connections.first().cloned(), route.branch);
    if base.routes.is_sorted_by_key(name) {
        return base;
    }
    let mut scene = Scene::clone(&base);
    scene.routes.sort_by_key(name);
    Arc::new(scene)
}

/// How far a tile was dragged.
struct Shift {
    tile: u32,
    by: Point,
}

/// The tile of a placement: tiles stand in id order.
fn tile_number(scene: &Scene, component: &Id, placement: usize) -> Option<usize> {
    let wanted = (component, placement);
    let tiles = &scene.tiles;
    tiles
        .binary_search_by(|tile| (&tile.component, tile.placement).cmp(&wanted))
        .ok()
}

/// Gives what `changed` names its settled look.
fn restore(scene: &mut Scene, base: &Scene, changed: &Numbers) {
    for &number in &changed.tiles {
        let number = number as usize;
        if let (Some(tile), Some(before)) = (scene.tiles.get_mut(number), base.tiles.get(number)) {
            tile.clone_from(before);
        }
    }
    scene.routes.truncate(base.routes.len());
    for &number in &changed.routes {
        let number = number as usize;
        if let (Some(route), Some(before)) = (scene.routes.get_mut(number), base.routes.get(number))
        {
            route.clone_from(before);
        }
    }
}

/// Brings frames to where they are; the answer is which of them moved.
fn move_frames(scene: &mut Scene, base: &Scene, design: &Design) -> Vec<Id> {
    let mut moved = Vec::new();
    for (frame, before) in scene.frames.iter_mut().zip(&base.frames) {
        let Some(container) = design.container(&before.id) else {
            continue;
        };
        let rect = boxes::outline(container);
        if frame.rect != rect {
            frame.clone_from(before);
            move_frame(frame, rect);
        }
        if before.rect != rect {
            moved.push(before.id.clone());
        }
        if frame.parent != container.parent {
            frame.parent.clone_from(&container.parent);
        }
    }
    moved
}

/// Brings tiles to where they are; the answer tells how far they went.
fn move_tiles(scene: &mut Scene, base: &Scene, design: &Design, tiles: &[u32]) -> Vec<Shift> {
    let mut shifts = Vec::new();
    for &number in tiles {
        let (Some(tile), Some(before)) = (
            scene.tiles.get_mut(number as usize),
            base.tiles.get(number as usize),
        ) else {
            continue;
        };
        let place = design
            .component(&before.component)
            .and_then(|component| component.placements.get(before.placement));
        let Some(place) = place else { continue };
        let at = boxes::finite(place.at);
        let by = Point::new(at.x - before.rect.x, at.y - before.rect.y);
        for (rect, settled) in [
            (&mut tile.rect, before.rect),
            (&mut tile.pill_rect, before.pill_rect),
            (&mut tile.badge_rect, before.badge_rect),
        ] {
            *rect = settled.offset(by.x, by.y);
        }
        if tile.parent != place.parent {
            tile.parent.clone_from(&place.parent);
        }
        if by != Point::default() {
            shifts.push(Shift { tile: number, by });
        }
    }
    shifts
}

/// Routes that end elsewhere and that a dragged tile was beside, or is now.
fn pushed(
    base: &Scene,
    scene: &Scene,
    shifts: &[Shift],
    near: &dyn Fn(Rect) -> Numbers,
) -> Vec<u32> {
    let mut pushed = Vec::new();
    for shift in shifts {
        let number = shift.tile as usize;
        let places = [base.tiles.get(number), scene.tiles.get(number)];
        for area in places
            .into_iter()
            .flatten()
            .map(|tile| tile.rect.expand(NEAR))
        {
            let beside = |route: &Route| {
                let mut parts = route.points.windows(2);
                parts.any(|part| {
                    Rect::from_corners(part[0], part[1])
                        .expand(0.5)
                        .intersects(area)
                })
            };
            let numbers = near(area).routes.into_iter();
            pushed.extend(numbers.filter(|n| base.routes.get(*n as usize).is_some_and(beside)));
        }
    }
    pushed
}

fn slide(route: &mut Route, by: Point) {
    for point in &mut route.points {
        *point = point.offset(by.x, by.y);
    }
    for jump in &mut route.jumps {
        jump.from += by.y;
        jump.to += by.y;
    }
    if let Some(label) = &mut route.label {
        label.rect = label.rect.offset(by.x, by.y);
    }
    if let Some(dot) = &mut route.dot {
        *dot = dot.offset(by.x, by.y);
    }
}

/// Leads the connections of the routes `led` around the boxes near them. The answer: numbers of routes that were added,
/// where a connection has more branches than before.
fn lead(
    scene: &mut Scene,
    base: &Scene,
    led: &BTreeSet<u32>,
    (design, report, options): (&Design, &Report, &SceneOptions),
    near: &dyn Fn(Rect) -> Numbers,
) -> Vec<u32> {
    if led.is_empty() {
        return Vec::new();
    }
    let routes = led.iter().filter_map(|n| base.routes.get(*n as usize));
    let connections: BTreeMap<Id, Arc<Connection>> = routes
        .flat_map(|route| &route.connections)
        .filter_map(|id| Some((id.clone(), design.connections.get(id)?.clone())))
        .collect();
    let part = Design {
        connections: connections.into_iter().collect(),
        ..design.clone()
    };
    let boxes = around(scene, &part, near);
    let (_, found) = route::connect(&part, report, options, &boxes, None);
    let mut added = Vec::new();
    let mut rest = found.into_iter().peekable();
    while let Some(first) = rest.next() {
        let name = first.connections.first().cloned();
        let mut branches = vec![first];
        while let Some(next) = rest.next_if(|next| next.connections.first() == name.as_ref()) {
            branches.push(next);
        }
        let Some(name) = name else { continue };
        let mut numbers = numbers_of(base, &name);
        for branch in branches {
            match numbers.next().and_then(|n| scene.routes.get_mut(n)) {
                Some(route) => *route = branch,
                None => {
                    added.extend(u32::try_from(scene.routes.len()));
                    scene.routes.push(branch);
                }
            }
        }
        // A connection that has fewer branches now: the rest draws nothing.
        for number in numbers {
            if let Some(route) = scene.routes.get_mut(number) {
                route.points.clear();
                route.jumps.clear();
                (route.label, route.dot) = (None, None);
            }
        }
    }
    added
}

/// Numbers of the routes of a connection: routes stand in the order of their first connections.
fn numbers_of(scene: &Scene, connection: &Id) -> std::ops::Range<usize> {
    let before = |route: &Route| route.connections.first() < Some(connection);
    let upto = |route: &Route| route.connections.first() <= Some(connection);
    scene.routes.partition_point(before)..scene.routes.partition_point(upto)
}

/// The boxes around the ends of all connections of a design.
fn around(scene: &Scene, design: &Design, near: &dyn Fn(Rect) -> Numbers) -> Boxes {
    let mut tiles: BTreeSet<usize> = BTreeSet::new();
    let mut frames: BTreeSet<&Id> = BTreeSet::new();
    let mut areas: Vec<Rect> = Vec::new();
    for connection in design.connections.values() {
        let mut ends: Vec<Rect> = Vec::new();
        for id in [&connection.from, &connection.to] {
            let placements = design.component(id).map_or(0, |c| c.placements.len());
            for index in 0..placements {
                if let Some(number) = tile_number(scene, id, index) {
                    tiles.insert(number);
                    ends.extend(scene.tiles.get(number).map(|tile| tile.rect));
                }
            }
            let mut shown = scene.frames.iter();
            if placements == 0
                && let Some(frame) = shown.find(|frame| frame.id == *id)
            {
                frames.insert(&frame.id);
                ends.push(frame.rect);
            }
        }
        let Some(all) = ends.iter().copied().reduce(Rect::union) else {
            continue;
        };
        if all.w * all.h <= LARGEST {
            areas.push(all.expand(AROUND));
        } else {
            areas.extend(ends.iter().map(|end| end.expand(AROUND)));
        }
    }
    for area in &areas {
        let numbers = near(*area).tiles.into_iter().map(|number| number as usize);
        let inside = |n: &usize| {
            scene
                .tiles
                .get(*n)
                .is_some_and(|t| t.rect.intersects(*area))
        };
        tiles.extend(numbers.filter(inside));
    }
    let shown = scene.frames.iter().filter(|frame| {
        frames.contains(&frame.id)
            || frame.collapsed.is_some()
            || areas.iter().any(|area| area.intersects(frame.rect))
    });
    Boxes {
        frames: shown.cloned().collect(),
        tiles: tiles
            .into_iter()
            .filter_map(|number| scene.tiles.get(number).cloned())
            .collect(),
        hidden_in: boxes::hidden(design),
    }
}

/// The outline of everything, at least that of the settled picture.
fn grown(scene: &Scene, base: &Scene, changed: &Numbers) -> Rect {
    let tiles = changed.tiles.iter();
    let tiles = tiles.filter_map(|n| scene.tiles.get(*n as usize));
    let tiles = tiles.flat_map(|tile| [tile.rect, tile.pill_rect, tile.badge_rect]);
    let routes = changed.routes.iter();
    let routes = routes.filter_map(|n| scene.routes.get(*n as usize));
    let points = routes.flat_map(|route| &route.points);
    let points = points.map(|p| Rect::new(p.x, p.y, 0.0, 0.0));
    let frames = scene.frames.iter().map(|frame| frame.rect);
    let empty = |rect: &Rect| rect.w > 0.0 || *rect != Rect::default();
    let all = tiles.filter(empty).chain(points).chain(frames);
    all.fold(base.bounds, Rect::union)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyse;
    use crate::catalog::generate;
    use crate::model::edit::{self, Edit, TileRef};
    use crate::pricing::Catalogue;
    use crate::scene::build;

    struct Drag {
        design: Design,
        report: Report,
        base: Arc<Scene>,
        follow: Follow,
    }

    fn drag(design: Design, id: &Id) -> Drag {
        let report = analyse(&design, Catalogue::embedded());
        let base = Arc::new(build(&design, &report, &SceneOptions::default()));
        let follow = Follow::new(base.clone(), &design, BTreeSet::from([id.clone()]));
        Drag {
            design,
            report,
            base,
            follow,
        }
    }

    impl Drag {
        fn step(&mut self, design: &Design) -> Arc<Scene> {
            let base = self.base.clone();
            let near = |area: Rect| {
                let tiles = (0_u32..).zip(&base.tiles);
                let tiles = tiles.filter(|(_, tile)| tile.rect.intersects(area));
                let mut numbers = Numbers {
                    tiles: tiles.map(|(number, _)| number).collect(),
                    routes: (0..base.routes.len()).map(|n| n as u32).collect(),
                };
                numbers
                    .routes
                    .retain(|n| !base.routes[*n as usize].points.is_empty());
                numbers
            };
            let options = SceneOptions::default();
            assert!(self.follow.step(design, &self.report, &options, &near));
            self.follow.scene()
        }
    }

    /// A component with one tile that is called and calls, and one of its connections.
    fn busy(design: &Design) -> Id {
        let calls = |id: &&Id| {
            let both = [true, false].map(|from| {
                let mut connections = design.connections.values();
                connections.any(|c| if from { c.from == **id } else { c.to == **id })
            });
            let single = design
                .component(id)
                .is_some_and(|c| c.placements.len() == 1);
            both == [true, true] && single
        };
        design.components.keys().find(calls).unwrap().clone()
    }

    fn placed(design: &Design, id: &Id, dx: f32, dy: f32) -> Design {
        let place = &design.component(id).unwrap().placements[0];
        let tile = TileRef {
            component: id.clone(),
            placement: 0,
        };
        let edit = Edit::Place {
            tile,
            parent: place.parent.clone(),
            at: place.at.offset(dx, dy),
        };
        edit::apply(design, &edit).unwrap()
    }

    fn on_border(rect: Rect, p: Point) -> bool {
        let outside = !rect.expand(0.5).contains(p);
        !outside && !rect.expand(-0.5).contains(p)
    }

    #[test]
    fn a_dragged_tile_takes_its_lines_along_and_all_comes_back_with_it() {
        let design = generate::design(60);
        let id = busy(&design);
        let mut drag = drag(design.clone(), &id);
        let before = drag.base.clone();
        let after = placed(&design, &id, 40.0, 24.0);
        let scene = drag.step(&after);
        let number = tile_number(&before, &id, 0).unwrap();
        let (old, tile) = (&before.tiles[number], &scene.tiles[number]);
        assert_eq!(tile.rect, old.rect.offset(40.0, 24.0));
        assert_eq!(tile.pill_rect, old.pill_rect.offset(40.0, 24.0));
        let mut ends = 0;
        for (route, old) in scene.routes.iter().zip(&before.routes) {
            let at = |end: &RouteEnd| matches!(end, RouteEnd::Tile { component, .. } if *component == id);
            assert_eq!(route.connections, old.connections);
            for (end, point) in [
                (&route.from, route.points.first()),
                (&route.to, route.points.last()),
            ] {
                if at(end) {
                    assert!(on_border(tile.rect, *point.unwrap()), "{:?}", route.points);
                    ends += 1;
                }
            }
        }
        assert!(ends >= 2, "{ends}");
        assert!(drag.follow.changed().tiles == [number as u32]);
        assert_eq!(scene.routes_through_tiles(), before.routes_through_tiles());
        // The pointer goes back to where it began.
        let same = drag.step(&design);
        assert_eq!(same.tiles, before.tiles);
        assert_eq!(same.routes, before.routes);
        assert_eq!(same.frames, before.frames);
    }

    #[test]
    fn a_dragged_frame_takes_what_is_in_it_and_the_lines_between() {
        let design = generate::design(60);
        let vpc = |id: &&Id| {
            let container = design.container(id).unwrap();
            container.kind == crate::model::ContainerKind::Vpc
        };
        let id = design.containers.keys().find(vpc).unwrap().clone();
        let mut drag = drag(design.clone(), &id);
        let before = drag.base.clone();
        let edit = Edit::Move {
            tiles: Vec::new(),
            containers: vec![id.clone()],
            dx: 64.0,
            dy: -32.0,
        };
        let after = edit::apply(&design, &edit).unwrap();
        let scene = drag.step(&after);
        assert_eq!(
            scene.frame(&id).unwrap().rect,
            before.frame(&id).unwrap().rect.offset(64.0, -32.0)
        );
        let inside = |end: &RouteEnd| match end {
            RouteEnd::Tile {
                component,
                placement,
            } => {
                let place = &design.component(component).unwrap().placements[*placement];
                design.is_inside(place.parent.as_ref(), &id)
            }
            _ => false,
        };
        let mut slid = 0;
        for (route, old) in scene.routes.iter().zip(&before.routes) {
            if inside(&route.from) && inside(&route.to) {
                let moved = old.points.iter().map(|p| p.offset(64.0, -32.0));
                assert_eq!(route.points, moved.collect::<Vec<_>>());
                slid += 1;
            }
        }
        assert!(slid > 10, "{slid}");
        for tile in scene
            .tiles
            .iter()
            .filter(|t| design.is_inside(t.parent.as_ref(), &id))
        {
            let place = &after.component(&tile.component).unwrap().placements[tile.placement];
            assert_eq!(tile.rect.min(), place.at);
        }
    }

    #[test]
    fn what_the_picture_does_not_have_needs_a_new_one() {
        let design = generate::design(60);
        let id = busy(&design);
        let mut drag = drag(design.clone(), &id);
        drag.follow
            .moved
            .insert(crate::model::id::fresh("gone", |_| false));
        let (options, none) = (SceneOptions::default(), |_: Rect| Numbers::default());
        assert!(
            !drag
                .follow
                .step(&drag.design, &drag.report, &options, &none)
        );
    }
}
