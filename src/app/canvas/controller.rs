//! From pointer and keys to actions. Pure: it knows camera, scene and design, but no painter and no window, so that
//! every gesture is tested by its events.
//!
//! A gesture that changes the design is begun when the pointer has moved far enough, edits the design on every move (so
//! routes, bill and findings follow), and is committed on release or taken back on Esc: one undo step, or none.

use super::connect;
use super::drag::{self, Moving, Resizing};
use super::hit::{self, End, Handle, Hit};
use super::index::Index;
use super::snap::Guide;
use crate::app::action::{Actions, NewItem, Select, View};
use crate::app::place;
use crate::app::view::{Camera, Selection, Tool};
use crate::model::edit::{self, Edit};
use crate::model::{Connection, ContainerKind, Design, Id, Point, Rect, Side, Size};
use crate::pricing::Catalogue;
use crate::scene::Scene;
use crate::units::Usd;
use std::collections::BTreeSet;

/// A press becomes a drag after this many points on screen.
const DRAG_AFTER: f32 = 4.0;
/// Nearer than this to the edge of the view, points on screen, a drag moves the view.
const EDGE: f32 = 32.0;

/// What the controller sees. Places are in canvas units, sizes on screen in points.
#[derive(Clone, Copy)]
pub struct Sight<'a> {
    /// The design.
    pub design: &'a Design,
    /// Its picture.
    pub scene: &'a Scene,
    /// Grid over the picture.
    pub index: &'a Index,
    /// What is selected.
    pub selection: &'a Selection,
    /// Where one looks from.
    pub camera: Camera,
    /// Size of the view.
    pub viewport: Size,
    /// Tool in hand.
    pub tool: Tool,
    /// Dragging snaps.
    pub snap: bool,
    /// The monthly total as it is.
    pub total: Usd,
    /// Prices and zones, for what new frames are called.
    pub catalogue: &'a Catalogue,
}

impl Sight<'_> {
    fn to_canvas(self, at: Point) -> Point {
        self.camera.to_canvas(at)
    }
    fn hit(self, at: Point, ports_of: Option<u32>) -> Hit {
        hit::test(
            self.scene,
            self.index,
            self.selection,
            self.to_canvas(at),
            self.camera.zoom,
            ports_of,
        )
    }
}

/// Keys that are held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Shift.
    pub shift: bool,
    /// Ctrl, or Cmd on macOS.
    pub command: bool,
    /// Alt.
    pub alt: bool,
    /// Space.
    pub space: bool,
}

/// Buttons of the pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Button {
    /// Left.
    Primary,
    /// Wheel.
    Middle,
    /// Right.
    Secondary,
}

/// What the user did; places in points from the view's top left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Event {
    /// Pressed a button.
    Press(Point, Button),
    /// Moved.
    Move(Point),
    /// Released the button.
    Release(Point),
    /// Clicked twice.
    DoubleClick(Point),
    /// Took it back (Esc, or the window lost the pointer).
    Cancel,
    /// A frame passed while a gesture runs, this many seconds: views move on at the edges.
    Tick(f32),
}

/// What is going on.
#[derive(Clone, Debug, Default)]
pub enum Gesture {
    /// Nothing.
    #[default]
    Idle,
    /// Pressed, not moved far yet.
    Pressed(Pressed),
    /// The view follows the pointer.
    Pan(Point),
    /// A box around what is to be selected.
    Marquee(Marquee),
    /// Tiles and frames follow the pointer.
    Move(Moving),
    /// A border follows the pointer.
    Resize(Resizing),
    /// A connection is drawn.
    Connect(Link),
    /// A frame is drawn: from, to.
    DrawFrame(Point, Point),
}

/// A press that may become a click or a drag.
#[derive(Clone, Debug)]
pub struct Pressed {
    at: Point,
    hit: Hit,
    /// The item was selected by the press: a release does not change the selection again.
    done: bool,
}

/// A selection box.
#[derive(Clone, Debug)]
pub struct Marquee {
    /// Where it began, in canvas units.
    pub from: Point,
    /// Where the pointer is, in canvas units.
    pub to: Point,
    /// What was selected before and stays so.
    kept: BTreeSet<Id>,
    /// What it touches counts, not only what it holds.
    pub touching: bool,
}

/// A connection that is being drawn.
#[derive(Clone, Debug)]
pub struct Link {
    /// The end that stays.
    pub fixed: Id,
    /// Where the line starts, in canvas units.
    pub start: Point,
    /// Where the pointer is, in canvas units.
    pub to: Point,
    /// What it would end at.
    pub target: Option<Id>,
    /// The line starts at the called, not at the caller.
    pub backwards: bool,
    /// The line leaves a top or bottom port.
    pub upright: bool,
    /// The connection whose end is moved; none: a new one.
    pub old: Option<(Id, End)>,
}

/// What the view has to show besides the design.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Choose a kind for the other end of a connection.
    PickKind(PickKind),
    /// Edit the name of this item, at this tile if it is one.
    Rename(Id, Option<u32>),
}

/// A connection that was dropped on the open canvas.
#[derive(Clone, Debug, PartialEq)]
pub struct PickKind {
    /// The end that exists.
    pub fixed: Id,
    /// The new item is the caller.
    pub backwards: bool,
    /// Where the pointer was, in canvas units.
    pub at: Point,
}

/// The controller.
#[derive(Debug, Default)]
pub struct Controller {
    /// What is going on.
    pub gesture: Gesture,
    /// What the pointer is over, while nothing is going on.
    pub hover: Hover,
    /// Where the pointer is, points from the view's corner.
    pub pointer: Option<Point>,
    requests: Vec<Request>,
}

/// What the pointer is over.
#[derive(Clone, Debug, PartialEq)]
pub struct Hover {
    /// The thing.
    pub hit: Hit,
    /// The tile whose ports are shown.
    pub tile: Option<u32>,
}

impl Default for Hover {
    fn default() -> Hover {
        Hover {
            hit: Hit::Nothing,
            tile: None,
        }
    }
}

/// Shape of the pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cursor {
    /// The arrow.
    Default,
    /// It can be moved.
    Move,
    /// It is being moved.
    Grabbing,
    /// The view can be moved.
    Grab,
    /// A line or frame can be drawn.
    Crosshair,
    /// A port.
    Cell,
    /// A border: left and right.
    ResizeX,
    /// A border: up and down.
    ResizeY,
    /// A corner: falling.
    ResizeFalling,
    /// A corner: rising.
    ResizeRising,
    /// A link.
    Hand,
    /// It cannot.
    No,
}

impl Controller {
    /// Takes one event and pushes what follows from it.
    pub fn event(&mut self, event: Event, held: Held, sight: &Sight<'_>, out: &mut Actions) {
        match event {
            Event::Press(at, button) => self.press(at, button, held, sight, out),
            Event::Move(at) => {
                self.pointer = Some(at);
                self.moved(at, held, sight, out);
            }
            Event::Release(at) => {
                self.pointer = Some(at);
                self.moved(at, held, sight, out);
                self.release(at, held, sight, out);
            }
            Event::DoubleClick(at) => self.double_click(at, sight),
            Event::Cancel => self.cancel(sight, out),
            Event::Tick(seconds) => self.tick(seconds, held, sight, out),
        }
    }

    /// What the view has been asked to show since the last call.
    pub fn requests(&mut self) -> Vec<Request> {
        std::mem::take(&mut self.requests)
    }

    /// Whether a gesture is under way.
    pub fn is_busy(&self) -> bool {
        !matches!(self.gesture, Gesture::Idle | Gesture::Pressed(_))
    }

    /// Lines that show how the dragged things are aligned, and equal distances.
    pub fn guides(&self) -> (&[Guide], &[Guide]) {
        match &self.gesture {
            Gesture::Move(moving) => (&moving.guides, &moving.gaps),
            Gesture::Resize(resizing) => (&resizing.guides, &[]),
            _ => (&[], &[]),
        }
    }

    /// The pointer left the view, or something else took it.
    pub fn leave(&mut self) {
        if !self.is_busy() {
            self.hover = Hover::default();
            self.pointer = None;
        }
    }

    /// What the pointer looks like.
    pub fn cursor(&self, held: Held, sight: &Sight<'_>) -> Cursor {
        match &self.gesture {
            Gesture::Pan(_) => return Cursor::Grabbing,
            Gesture::Move(_) => return Cursor::Grabbing,
            Gesture::Resize(resizing) => return resize_cursor(resizing.handle),
            Gesture::Connect(link) => {
                return if link.target.is_some() {
                    Cursor::Cell
                } else {
                    Cursor::Crosshair
                };
            }
            Gesture::Marquee(_) | Gesture::DrawFrame(..) => return Cursor::Crosshair,
            Gesture::Idle | Gesture::Pressed(_) => {}
        }
        if held.space || sight.tool == Tool::Hand {
            return Cursor::Grab;
        }
        if matches!(sight.tool, Tool::Connect | Tool::Frame) {
            return Cursor::Crosshair;
        }
        match &self.hover.hit {
            Hit::Port(..) => Cursor::Cell,
            Hit::Tile(number) => match sight.scene.tiles.get(*number as usize) {
                Some(tile) if tile.locked => Cursor::Default,
                _ => Cursor::Move,
            },
            Hit::Title(_) | Hit::Border(_) => Cursor::Move,
            Hit::RouteEnd(..) => Cursor::Crosshair,
            Hit::Resize(_, handle) => resize_cursor(*handle),
            Hit::Route(_) | Hit::Chevron(_) => Cursor::Hand,
            Hit::Nothing => Cursor::Default,
        }
    }

    fn press(&mut self, at: Point, button: Button, held: Held, s: &Sight<'_>, out: &mut Actions) {
        self.pointer = Some(at);
        if self.is_busy() {
            return;
        }
        let pans = held.space || s.tool == Tool::Hand;
        if button == Button::Middle || (button == Button::Primary && pans) {
            self.gesture = Gesture::Pan(at);
            return;
        }
        let hit = s.hit(at, self.hover.tile);
        let item = hit.item(s.scene).cloned();
        if button == Button::Secondary {
            match item {
                Some(item) if !s.selection.contains(&item) => out.select(Select::Only(item)),
                None if !s.selection.is_empty() => out.select(Select::Clear),
                _ => {}
            }
            return;
        }
        let mut done = false;
        if let Some(item) = item
            && s.tool == Tool::Select
            && !held.shift
            && !held.command
            && !s.selection.contains(&item)
            && !matches!(hit, Hit::Port(..) | Hit::Chevron(_))
        {
            out.select(Select::Only(item));
            done = true;
        }
        self.gesture = Gesture::Pressed(Pressed { at, hit, done });
    }

    fn moved(&mut self, at: Point, held: Held, s: &Sight<'_>, out: &mut Actions) {
        let canvas = s.to_canvas(at);
        match &mut self.gesture {
            Gesture::Idle => {
                let hit = s.hit(at, self.hover.tile);
                let tile = match hit {
                    Hit::Tile(number) | Hit::Port(number, _) => Some(number),
                    _ => None,
                };
                self.hover = Hover { hit, tile };
            }
            Gesture::Pressed(pressed) => {
                if pressed.at.distance(at) >= DRAG_AFTER {
                    let pressed = pressed.clone();
                    self.begin(&pressed, held, s, out);
                    if self.is_busy() {
                        self.moved(at, held, s, out);
                    }
                }
            }
            Gesture::Pan(last) => {
                let (dx, dy) = (at.x - last.x, at.y - last.y);
                if dx != 0.0 || dy != 0.0 {
                    out.view(View::Pan { dx, dy });
                }
                *last = at;
            }
            Gesture::Marquee(marquee) => {
                marquee.to = canvas;
                marquee.touching = held.alt || canvas.x < marquee.from.x;
                let mut items = marquee.kept.clone();
                items.extend(caught(marquee, s));
                if items != s.selection.items {
                    out.select(Select::These(items));
                }
            }
            Gesture::Move(moving) => drag::move_to(moving, canvas, held, s, out),
            Gesture::Resize(resizing) => drag::resize_to(resizing, canvas, held, s, out),
            Gesture::Connect(link) => {
                link.to = canvas;
                link.target = connect::target(link, canvas, s);
            }
            Gesture::DrawFrame(_, to) => *to = canvas,
        }
    }

    /// The press has become a drag.
    fn begin(&mut self, pressed: &Pressed, held: Held, s: &Sight<'_>, out: &mut Actions) {
        let from = s.to_canvas(pressed.at);
        self.gesture = match (s.tool, &pressed.hit) {
            (Tool::Frame, _) => Gesture::DrawFrame(from, from),
            (Tool::Connect, Hit::Nothing) => match connect::item_at(from, s) {
                Some(id) => Gesture::Connect(new_link(id, from)),
                None => Gesture::Idle,
            },
            (Tool::Connect, hit) => match hit.item(s.scene) {
                Some(id) if !s.design.connections.contains_key(id) => {
                    Gesture::Connect(new_link(id.clone(), from))
                }
                _ => Gesture::Idle,
            },
            (_, Hit::Port(number, side)) => match s.scene.tiles.get(*number as usize) {
                Some(tile) => {
                    let start = hit::port_at(tile.rect, *side);
                    Gesture::Connect(Link {
                        upright: matches!(side, Side::Top | Side::Bottom),
                        ..new_link(tile.component.clone(), start)
                    })
                }
                None => Gesture::Idle,
            },
            (_, Hit::RouteEnd(id, end)) => match connect::reconnect(id, *end, s) {
                Some(link) => Gesture::Connect(link),
                None => Gesture::Idle,
            },
            (_, Hit::Resize(id, handle)) => match Resizing::new(id, *handle, s) {
                Some(resizing) => {
                    out.begin("undo-resize");
                    Gesture::Resize(resizing)
                }
                None => Gesture::Idle,
            },
            (_, Hit::Tile(_) | Hit::Title(_) | Hit::Border(_) | Hit::Chevron(_)) => {
                self.begin_move(pressed, from, held, s, out)
            }
            (_, Hit::Route(_) | Hit::Nothing) => Gesture::Marquee(Marquee {
                from,
                to: from,
                kept: if held.shift || held.command {
                    s.selection.items.clone()
                } else {
                    BTreeSet::new()
                },
                touching: false,
            }),
        };
    }

    fn begin_move(
        &self,
        pressed: &Pressed,
        from: Point,
        held: Held,
        s: &Sight<'_>,
        out: &mut Actions,
    ) -> Gesture {
        let Some(item) = pressed.hit.item(s.scene).cloned() else {
            return Gesture::Idle;
        };
        let mut items = s.selection.items.clone();
        if !items.contains(&item) {
            // Dragging what is not selected selects it; with Shift it joins the others.
            if !held.shift && !held.command {
                items.clear();
            }
            items.insert(item.clone());
            out.select(Select::These(items.clone()));
        }
        let grabbed = match pressed.hit {
            Hit::Tile(number) => s.scene.tiles.get(number as usize).map(|t| t.placement),
            _ => None,
        };
        if held.alt {
            let copy = edit::fragment(s.design, &items);
            let pasted = edit::paste(s.design, &copy, 0.0, 0.0);
            let drawn =
                |id: &&Id| copy.containers.contains_key(*id) || copy.components.contains_key(*id);
            let new = items
                .iter()
                .filter(drawn)
                .filter_map(|id| pasted.ids.get(id));
            let ids: BTreeSet<Id> = new.cloned().collect();
            if ids.is_empty() {
                return Gesture::Idle;
            }
            out.begin("undo-duplicate");
            out.edit(pasted.edit, "undo-duplicate");
            out.select(Select::These(ids.clone()));
            return Gesture::Move(Moving::copies(ids, from, s));
        }
        match Moving::new(&items, &item, grabbed, from, s) {
            Some(moving) => {
                out.begin("undo-move");
                Gesture::Move(moving)
            }
            // Everything under the pointer is locked.
            None => Gesture::Idle,
        }
    }

    fn release(&mut self, at: Point, held: Held, s: &Sight<'_>, out: &mut Actions) {
        match std::mem::take(&mut self.gesture) {
            Gesture::Idle | Gesture::Pan(_) | Gesture::Marquee(_) => {}
            Gesture::Pressed(pressed) => click(&pressed, held, s, out),
            Gesture::Move(_) | Gesture::Resize(_) => out.commit(),
            Gesture::Connect(link) => {
                if let Some(request) = connect::finish(&link, s, out) {
                    self.requests.push(Request::PickKind(request));
                }
            }
            Gesture::DrawFrame(from, to) => draw_frame(from, to, s, out),
        }
        self.moved(at, held, s, out);
    }

    fn double_click(&mut self, at: Point, s: &Sight<'_>) {
        if s.tool != Tool::Select {
            return;
        }
        match s.hit(at, None) {
            Hit::Tile(number) => {
                if let Some(tile) = s.scene.tiles.get(number as usize) {
                    let request = Request::Rename(tile.component.clone(), Some(number));
                    self.requests.push(request);
                }
            }
            Hit::Title(id) => self.requests.push(Request::Rename(id, None)),
            _ => {}
        }
    }

    fn cancel(&mut self, s: &Sight<'_>, out: &mut Actions) {
        match std::mem::take(&mut self.gesture) {
            Gesture::Move(_) | Gesture::Resize(_) => {
                out.push(crate::app::action::Action::Edit(
                    crate::app::action::EditAction::Bail,
                ));
            }
            Gesture::Marquee(marquee) => out.select(Select::These(marquee.kept)),
            Gesture::Connect(_) | Gesture::DrawFrame(..) | Gesture::Pan(_) => {}
            Gesture::Idle | Gesture::Pressed(_) => {
                // Step out: first the tool, then to the frame around, then nothing.
                if s.tool != Tool::Select {
                    out.view(View::Tool(Tool::Select));
                } else if let Some(outer) = s
                    .selection
                    .single()
                    .and_then(|id| s.design.component(id)?.parent().cloned())
                {
                    out.select(Select::Only(outer));
                } else if !s.selection.is_empty() {
                    out.select(Select::Clear);
                }
            }
        }
    }

    /// Near the edge of the view a drag takes the view along.
    fn tick(&mut self, seconds: f32, held: Held, s: &Sight<'_>, out: &mut Actions) {
        let (Some(at), true) = (self.pointer, self.pans_at_edges()) else {
            return;
        };
        let (dx, dy) = edge_speed(at, s.viewport);
        if dx == 0.0 && dy == 0.0 {
            return;
        }
        let (dx, dy) = (dx * seconds, dy * seconds);
        out.view(View::Pan { dx, dy });
        // The pointer now is over another place of the canvas.
        let mut moved = *s;
        let zoom = s.camera.zoom;
        moved.camera.origin = moved.camera.origin.offset(-dx / zoom, -dy / zoom);
        self.moved(at, held, &moved, out);
    }

    /// Whether the view would move now if time passed.
    pub fn moves_view(&self, viewport: Size) -> bool {
        self.pans_at_edges()
            && self
                .pointer
                .is_some_and(|at| edge_speed(at, viewport) != (0.0, 0.0))
    }

    fn pans_at_edges(&self) -> bool {
        matches!(
            self.gesture,
            Gesture::Move(_)
                | Gesture::Resize(_)
                | Gesture::Connect(_)
                | Gesture::Marquee(_)
                | Gesture::DrawFrame(..)
        )
    }
}

/// Points a second by which content moves while the pointer is at `at`.
fn edge_speed(at: Point, viewport: Size) -> (f32, f32) {
    let speed = |v: f32, room: f32| {
        let deep = if v < EDGE {
            EDGE - v
        } else if v > room - EDGE {
            room - EDGE - v
        } else {
            0.0
        };
        (deep * 16.0).clamp(-900.0, 900.0)
    };
    (speed(at.x, viewport.w), speed(at.y, viewport.h))
}

fn new_link(fixed: Id, start: Point) -> Link {
    Link {
        fixed,
        start,
        to: start,
        target: None,
        backwards: false,
        upright: false,
        old: None,
    }
}

fn resize_cursor(handle: Handle) -> Cursor {
    match (handle.x, handle.y) {
        (0, _) => Cursor::ResizeY,
        (_, 0) => Cursor::ResizeX,
        (x, y) if x == y => Cursor::ResizeFalling,
        _ => Cursor::ResizeRising,
    }
}

/// A press and release in one place.
fn click(pressed: &Pressed, held: Held, s: &Sight<'_>, out: &mut Actions) {
    if let Hit::Chevron(id) = &pressed.hit {
        if let Some(edit) = toggle_collapsed(s.design, id) {
            out.edit(edit, "undo-collapse");
        }
        return;
    }
    if s.tool != Tool::Select {
        return;
    }
    let toggles = held.shift || held.command;
    match pressed.hit.item(s.scene) {
        Some(item) if toggles => out.select(Select::Toggle(item.clone())),
        Some(item) if !pressed.done && s.selection.single() != Some(item) => {
            out.select(Select::Only(item.clone()));
        }
        None if !toggles && !s.selection.is_empty() => out.select(Select::Clear),
        _ => {}
    }
}

/// The edit that opens or folds a frame.
pub fn toggle_collapsed(design: &Design, id: &Id) -> Option<Edit> {
    let mut container = design.container(id)?.clone();
    container.collapsed = !container.collapsed;
    Some(Edit::PutContainer(id.clone(), container))
}

/// What a selection box catches: everything that lies in it; with `touching` what it touches. Frames count when their
/// outline is caught, not when the box lies inside them.
fn caught(marquee: &Marquee, s: &Sight<'_>) -> BTreeSet<Id> {
    let area = Rect::from_corners(marquee.from, marquee.to);
    let near = s.index.near(area);
    let holds = |rect: Rect| {
        if marquee.touching {
            area.intersects(rect)
        } else {
            area.contains_rect(rect)
        }
    };
    let mut items = BTreeSet::new();
    for number in near.tiles {
        if let Some(tile) = s.scene.tiles.get(number as usize)
            && holds(tile.rect)
        {
            items.insert(tile.component.clone());
        }
    }
    for frame in &s.scene.frames {
        let around_box = frame.collapsed.is_none() && frame.rect.contains_rect(area);
        if !around_box && holds(frame.rect) {
            items.insert(frame.id.clone());
        }
    }
    for number in near.routes {
        let Some(route) = s.scene.routes.get(number as usize) else {
            continue;
        };
        // A line is caught with both its ends, or whole: a box that only crosses it means the tiles.
        if route.points.iter().all(|&p| area.contains(p)) {
            items.extend(route.connections.iter().cloned());
        }
    }
    items
}

fn draw_frame(from: Point, to: Point, s: &Sight<'_>, out: &mut Actions) {
    let (a, b) = (place::snap(from), place::snap(to));
    let rect = Rect::from_corners(a, b);
    out.view(View::Tool(Tool::Select));
    if rect.w < 48.0 || rect.h < 48.0 {
        return;
    }
    let parent = place::frame_at(s.design, rect.min(), &[]).cloned();
    let id = s.design.fresh_id("group");
    let frame = place::new_frame(
        s.design,
        &ContainerKind::Group,
        parent.clone(),
        rect,
        s.catalogue,
    );
    let mut edits = vec![Edit::PutContainer(id.clone(), frame)];
    // What lies wholly in it and stood in the frame around becomes a member.
    for (component, item) in &s.design.components {
        for (placement, place) in item.placements.iter().enumerate() {
            let tile = crate::app::view::tile_rect(place.at);
            if place.parent == parent && rect.contains_rect(tile) {
                edits.push(Edit::Place {
                    tile: crate::model::edit::TileRef {
                        component: component.clone(),
                        placement,
                    },
                    parent: Some(id.clone()),
                    at: place.at,
                });
            }
        }
    }
    for (inner, container) in &s.design.containers {
        if container.parent == parent && rect.contains_rect(container.frame) {
            edits.push(Edit::PlaceContainer(inner.clone(), Some(id.clone())));
        }
    }
    out.edit(Edit::Batch(edits), "undo-place");
    out.select(Select::Only(id));
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
    let connection: Connection = connect::new_connection(from, to, target_kind);
    let link = design.fresh_id(&stem);
    (
        Edit::Batch(vec![put, Edit::PutConnection(link, connection)]),
        id,
    )
}

/// The side of `rect` that faces `to`.
pub fn facing(rect: Rect, to: Point) -> Side {
    let center = rect.center();
    let (dx, dy) = (to.x - center.x, to.y - center.y);
    if dx.abs() * rect.h > dy.abs() * rect.w {
        if dx > 0.0 { Side::Right } else { Side::Left }
    } else if dy > 0.0 {
        Side::Bottom
    } else {
        Side::Top
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::{Action, EditAction};
    use crate::app::state::{Prefs, State};
    use crate::scene::{self, SceneOptions, sample};
    use proptest::prelude::*;

    /// The controller over a state, without a window: every event sees the scene of the design as it is then.
    struct Bench {
        state: State,
        controller: Controller,
    }

    impl Bench {
        fn new(design: Design) -> Bench {
            let mut state = State::new(Catalogue::embedded(), Prefs::default());
            state.opened(design, None);
            state.view.viewport = Size { w: 900.0, h: 600.0 };
            state.view.camera = Camera {
                origin: Point::new(0.0, 0.0),
                zoom: 1.0,
            };
            Bench {
                state,
                controller: Controller::default(),
            }
        }

        fn event(&mut self, event: Event, held: Held) -> Vec<Action> {
            let options = SceneOptions::default();
            let scene = scene::build(&self.state.design, &self.state.report, &options);
            let index = Index::of(&scene);
            let sight = Sight {
                design: &self.state.design,
                scene: &scene,
                index: &index,
                selection: &self.state.selection,
                camera: self.state.view.camera,
                viewport: self.state.view.viewport,
                tool: self.state.view.tool,
                snap: true,
                total: self.state.report.cost.total.usd,
                catalogue: self.state.catalogue,
            };
            let mut out = Actions::default();
            self.controller.event(event, held, &sight, &mut out);
            let actions = out.take();
            for action in actions.clone() {
                self.state.apply(action);
            }
            actions
        }

        fn hit(&self, x: f32, y: f32) -> Hit {
            let options = SceneOptions::default();
            let scene = scene::build(&self.state.design, &self.state.report, &options);
            let index = Index::of(&scene);
            let at = Point::new(x, y);
            hit::test(&scene, &index, &self.state.selection, at, 1.0, None)
        }
    }

    fn id(text: &str) -> Id {
        Id::new(text).unwrap()
    }

    /// A subnet with a tile at (40, 60) that calls one at (340, 60).
    fn pair() -> Design {
        let mut design = Design::default();
        let subnet = crate::model::Container {
            kind: ContainerKind::PrivateSubnet,
            frame: Rect::new(16.0, 16.0, 520.0, 160.0),
            ..crate::model::Container::default()
        };
        let tile = |x: f32| {
            crate::model::Component::new("instance", Some(id("subnet")), Point::new(x, 60.0))
        };
        for edit in [
            Edit::PutContainer(id("subnet"), subnet),
            Edit::PutComponent(id("a"), tile(40.0)),
            Edit::PutComponent(id("b"), tile(340.0)),
            Edit::PutConnection(id("a-b"), Connection::new(id("a"), id("b"))),
        ] {
            design = edit::apply(&design, &edit).unwrap();
        }
        design
    }

    #[test]
    fn what_is_hit_is_what_is_on_top() {
        let mut bench = Bench::new(pair());
        assert_eq!(bench.hit(110.0, 80.0), Hit::Tile(0));
        assert_eq!(bench.hit(260.0, 90.0), Hit::Route(0));
        assert_eq!(bench.hit(30.0, 26.0), Hit::Title(id("subnet")));
        assert_eq!(bench.hit(300.0, 176.0), Hit::Border(id("subnet")));
        assert_eq!(bench.hit(260.0, 140.0), Hit::Nothing);
        assert_eq!(bench.hit(180.0, 88.0), Hit::Port(0, Side::Right));
        bench
            .state
            .apply(Action::Select(Select::Only(id("subnet"))));
        let corner = Handle { x: 1, y: 1 };
        assert_eq!(bench.hit(535.0, 175.0), Hit::Resize(id("subnet"), corner));
        bench.state.apply(Action::Select(Select::Only(id("a-b"))));
        let end = bench.hit(334.0, 90.0);
        assert_eq!(end, Hit::RouteEnd(id("a-b"), End::To), "{end:?}");
    }

    #[test]
    fn a_press_that_does_not_move_far_is_a_click() {
        let mut bench = Bench::new(pair());
        let none = Held::default();
        bench.event(Event::Press(Point::new(100.0, 80.0), Button::Primary), none);
        bench.event(Event::Move(Point::new(102.0, 81.0)), none);
        let actions = bench.event(Event::Release(Point::new(102.0, 81.0)), none);
        assert!(actions.iter().all(|a| !matches!(a, Action::Edit(_))));
        assert_eq!(bench.state.selection, Selection::only(id("a")));
    }

    #[test]
    fn the_end_of_a_connection_goes_to_another_tile() {
        let mut design = pair();
        let third = crate::model::Component::new("instance", None, Point::new(340.0, 300.0));
        design = edit::apply(&design, &Edit::PutComponent(id("c"), third)).unwrap();
        let mut bench = Bench::new(design);
        bench.state.apply(Action::Select(Select::Only(id("a-b"))));
        let none = Held::default();
        let from = Point::new(334.0, 90.0);
        bench.event(Event::Press(from, Button::Primary), none);
        bench.event(Event::Move(Point::new(340.0, 200.0)), none);
        bench.event(Event::Move(Point::new(400.0, 330.0)), none);
        bench.event(Event::Release(Point::new(400.0, 330.0)), none);
        assert_eq!(
            bench.state.design.connection(&id("a-b")).unwrap().to,
            id("c")
        );
    }

    #[test]
    fn a_frame_cannot_be_dropped_into_one_that_belongs_inside_it() {
        use drag::may_hold;
        let vpc = ContainerKind::Vpc;
        let subnet = ContainerKind::PublicSubnet;
        assert!(may_hold(&vpc, &subnet) && !may_hold(&subnet, &vpc));
        assert!(may_hold(&ContainerKind::Group, &vpc));
        assert!(!may_hold(&vpc, &ContainerKind::OnPremises));
        assert!(may_hold(&subnet, &ContainerKind::AutoScalingGroup));
    }

    #[test]
    fn a_drag_near_the_edge_moves_the_view() {
        let mut bench = Bench::new(pair());
        let none = Held::default();
        bench.event(Event::Press(Point::new(100.0, 80.0), Button::Primary), none);
        bench.event(Event::Move(Point::new(500.0, 300.0)), none);
        assert!(!bench.controller.moves_view(bench.state.view.viewport));
        bench.event(Event::Move(Point::new(895.0, 300.0)), none);
        assert!(bench.controller.moves_view(bench.state.view.viewport));
        bench.event(Event::Tick(0.1), none);
        assert!(bench.state.view.camera.origin.x > 10.0);
    }

    fn step() -> impl Strategy<Value = (u8, f32, f32, u8)> {
        (0_u8..12, -40.0_f32..940.0, -40.0_f32..640.0, 0_u8..16)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        /// Whatever hands do: references hold, frames stand in no cycle, members are where numbers are finite, and undo
        /// leads back to the start.
        #[test]
        fn random_gestures_keep_the_design_whole(steps in prop::collection::vec(step(), 1..40)) {
            let start = sample::remember().design;
            let mut bench = Bench::new(start.clone());
            for (what, x, y, keys) in steps {
                let at = Point::new(x, y);
                let held = Held {
                    shift: keys & 1 != 0,
                    command: keys & 2 != 0,
                    alt: keys & 4 != 0,
                    space: keys == 8,
                };
                let event = match what {
                    0..=2 => Event::Press(at, Button::Primary),
                    3 => Event::Press(at, Button::Secondary),
                    4..=7 => Event::Move(at),
                    8 | 9 => Event::Release(at),
                    10 => Event::Cancel,
                    _ => Event::Tick(0.05),
                };
                bench.event(event, held);
            }
            bench.event(Event::Cancel, Held::default());
            let design = &bench.state.design;
            for component in design.components.values() {
                prop_assert!(!component.placements.is_empty());
                for place in &component.placements {
                    prop_assert!(place.at.is_finite());
                    let here = place.parent.as_ref().is_none_or(|p| design.container(p).is_some());
                    prop_assert!(here);
                }
            }
            for (name, container) in &design.containers {
                prop_assert!(container.frame.is_valid());
                prop_assert!(!design.is_inside(container.parent.as_ref(), name));
            }
            for connection in design.connections.values() {
                prop_assert!(connection.from != connection.to);
                for end in [&connection.from, &connection.to] {
                    let drawn = design.components.contains_key(end) || design.containers.contains_key(end);
                    prop_assert!(drawn);
                }
            }
            prop_assert!(!bench.state.history.in_gesture());
            for _ in 0..200 {
                bench.state.apply(Action::Edit(EditAction::Undo));
            }
            prop_assert!(bench.state.design == start);
        }
    }
}
