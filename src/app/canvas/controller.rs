//! From pointer and keys to actions. Pure: it knows camera, scene and design, but no painter and no window, so that
//! every gesture is tested by its events.
//!
//! A gesture that changes the design is begun when the pointer has moved far enough, edits the design on every move (so
//! routes, bill and findings follow), and is committed on release or taken back on Esc: one undo step, or none.

use super::connect;
use super::drag::{self, Moving, Resizing};
use super::frames::{draw_frame, place_text, text_kind, toggle_collapsed};
use super::hit::{self, End, Handle, Hit};
use super::index::Index;
use super::marquee::Marquee;
use super::snap::Guide;
use crate::app::action::{Action, Actions, EditAction, Select, View};
use crate::app::view::{Camera, Selection, Tool};
use crate::model::edit;
use crate::model::{Design, Id, Point, Rect, Side, Size};
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
    /// The part of the canvas that is in view.
    pub fn seen(&self) -> Rect {
        self.camera.shown(self.viewport)
    }
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
    /// The port it would stick to; without one it floats along the sides.
    pub port: Option<Side>,
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
        if matches!(
            sight.tool,
            Tool::Connect | Tool::Frame | Tool::Note | Tool::Label
        ) {
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
                // By whole points: what is in view stays sharp, and looks as it did.
                let (dx, dy) = ((at.x - last.x).round(), (at.y - last.y).round());
                if dx != 0.0 || dy != 0.0 {
                    out.view(View::Pan { dx, dy });
                }
                *last = last.offset(dx, dy);
            }
            Gesture::Marquee(marquee) => {
                let items = marquee.stretch(canvas, held, s);
                if items != *s.selection.items {
                    out.select(Select::These(items));
                }
            }
            Gesture::Move(moving) => drag::move_to(moving, canvas, held, s, out),
            Gesture::Resize(resizing) => drag::resize_to(resizing, canvas, held, s, out),
            Gesture::Connect(link) => {
                link.to = canvas;
                link.target = connect::target(link, canvas, s);
                link.port = connect::port(link, canvas, held, s);
            }
            Gesture::DrawFrame(_, to) => *to = canvas,
        }
    }

    /// The press has become a drag.
    fn begin(&mut self, pressed: &Pressed, held: Held, s: &Sight<'_>, out: &mut Actions) {
        let from = s.to_canvas(pressed.at);
        self.gesture = match (s.tool, &pressed.hit) {
            (Tool::Frame | Tool::Note | Tool::Label, _) => Gesture::DrawFrame(from, from),
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
            (_, Hit::Route(_) | Hit::Nothing) => {
                let adds = held.shift || held.command;
                let kept = adds.then(|| (*s.selection.items).clone());
                Gesture::Marquee(Marquee::new(from, kept.unwrap_or_default()))
            }
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
        let mut items = (*s.selection.items).clone();
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
            Gesture::Move(moving) => match &moving.folded {
                Some(frame) => {
                    let (what, grown) = (moving.entering(), moving.shrunk(s.design));
                    let enter = EditAction::Enter(frame.clone(), what, grown);
                    out.push(Action::Edit(enter));
                }
                None => out.commit(),
            },
            Gesture::Resize(_) => out.commit(),
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
            Hit::Route(number) => {
                let route = s.scene.routes.get(number as usize);
                if let Some(id) = route.and_then(|route| route.connections.first()) {
                    let request = Request::Rename(id.clone(), None);
                    self.requests.push(request);
                }
            }
            _ => {}
        }
    }

    fn cancel(&mut self, s: &Sight<'_>, out: &mut Actions) {
        match std::mem::take(&mut self.gesture) {
            Gesture::Move(_) | Gesture::Resize(_) => {
                out.push(Action::Edit(EditAction::Bail));
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
        port: None,
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
    if let Some(kind) = text_kind(s.tool) {
        place_text(kind, s.to_canvas(pressed.at), out);
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
mod tests;
