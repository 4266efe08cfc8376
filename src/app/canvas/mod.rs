//! The canvas: the drawing itself, and direct manipulation of it.
//!
//! A frame goes: bring the [`Scene`] up to date with the design -> turn events into actions ([`controller`]) -> draw.
//! The drawing (frames painted here, tiles and connections by `egui_graphs`) is kept as shapes and replayed while nothing
//! visible changes, so that a still window costs nothing; what moves with the pointer is painted above it every frame.

mod access;
mod afar;
mod badges;
mod builder;
mod card;
mod clipboard;
mod connect;
pub mod controller;
mod drag;
mod drag_cost;
mod flow;
mod folded;
mod frames;
mod glide;
mod graph;
#[cfg(test)]
mod habits;
mod hit;
mod hover;
mod index;
mod input;
mod layers;
mod legend;
mod lit;
mod marquee;
mod menu;
mod minimap;
mod mosaic;
mod names;
mod overview;
mod paint;
mod pen;
mod pick;
mod presenting;
mod raster;
mod rename;
mod settle;
mod shares;
mod snap;
mod stroke;
#[cfg(test)]
mod tests;
mod travel;
mod zones;

use super::action::{Action, Actions, EditAction, NewItem, View};
use super::cx::Cx;
use super::folded::card_at;
use super::place;
use super::scenarios;
use super::theme::tokens;
use super::view::{Camera, Overlay};
use crate::catalog;
use crate::model::{Id, Language, Point, Rect, Size};
use crate::scene::follow::Follow;
use crate::scene::tokens::Tokens;
use crate::scene::{self, Labels, Scene, SceneOptions};
use crate::text::number::Money;
use crate::text::units::Units;
use builder::Builder;
use controller::{Controller, Cursor, Gesture, Request, Sight};
use egui::epaint::ClippedShape;
use egui::{CursorIcon, InteractOptions, Sense, Ui};
use index::Index;
use paint::Marks;
use pen::{Detail, Pen};
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};
use zones::Zones;

/// How many of the dearest connections keep their label at middle zooms.
const DEAREST: usize = 10;

/// What of the canvas is only on screen: hover, gestures, caches.
#[derive(Default)]
pub struct CanvasState {
    /// What the pointer does.
    pub controller: Controller,
    scene: Arc<Scene>,
    index: Index,
    built: Option<SceneKey>,
    generation: u64,
    /// The scene before the gesture that is under way: routes are kept where nothing moved.
    base: Option<Arc<Scene>>,
    /// The drag in a large design that is under way, or whose picture is not settled yet.
    follow: Option<Follow>,
    builder: Builder,
    /// The report whose figures a settled picture shows, or will show.
    drawn_report: u64,
    /// Counts the pictures that number tiles and frames anew.
    pictures: u64,
    build_time: Duration,
    drawn: Option<Drawn>,
    map: minimap::Map,
    /// The ground, as far as the next frame may show it again.
    ground: overview::Kept,
    rename: Option<rename::Rename>,
    pick: Option<pick::Pick>,
    focus: Option<Id>,
    /// What the wheel has turned that is less than a whole point yet.
    scrolled: egui::Vec2,
    ghost: Option<(NewItem, Point)>,
    /// What is dragged from the palette and held over the card of this folded frame.
    ghost_over: Option<(NewItem, Id)>,
    card: hover::Card,
    glide: glide::Glide,
    rect: Option<egui::Rect>,
    looked: Option<Looked>,
    travel: Option<travel::Travel>,
    /// The tab whose design was drawn last.
    tab: Option<super::tabs::TabId>,
    pasted: Option<clipboard::Last>,
    /// Where on the canvas the menu was opened.
    menu_at: Option<Point>,
    sums: badges::Sums,
    /// The bill before the drag that is under way.
    before_drag: Option<drag_cost::Before>,
}

impl fmt::Debug for CanvasState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CanvasState")
            .field("controller", &self.controller)
            .field("generation", &self.generation)
            .finish_non_exhaustive()
    }
}

impl CanvasState {
    /// Whether what is dragged from the palette is drawn where it would land.
    pub fn shows_ghost(&self) -> bool {
        self.ghost.is_some()
    }
    /// Where the drawing is in the window, as far as it is in view; none where nothing is drawn.
    pub fn drawing(&self, camera: Camera) -> Option<egui::Rect> {
        let view = self.rect?;
        if self.scene.tiles.is_empty() && self.scene.frames.is_empty() {
            return None;
        }
        let bounds = self.scene.bounds;
        let (min, max) = (camera.to_view(bounds.min()), camera.to_view(bounds.max()));
        let corners = (egui::vec2(min.x, min.y), egui::vec2(max.x, max.y));
        let all = egui::Rect::from_min_max(view.min + corners.0, view.min + corners.1);
        Some(all.intersect(view)).filter(|seen| seen.is_positive())
    }
    /// The picture as it is drawn.
    pub fn scene(&self) -> &Scene {
        &self.scene
    }
    /// How long the last picture took to make.
    pub fn build_time(&self) -> Duration {
        self.build_time
    }
    /// Where the canvas is in the window.
    pub fn rect(&self) -> egui::Rect {
        self.rect.unwrap_or(egui::Rect::ZERO)
    }
}

/// Where one looked from in the frame before.
#[derive(Clone, Copy)]
struct Looked {
    camera: Camera,
    /// It was from elsewhere than in the frame before that.
    jumps: bool,
    /// When that was, seconds.
    at: f64,
}

/// Frames that follow each other within so many seconds are a movement.
const SOON: f64 = 0.2;

/// Whether the view is in a movement. A single step is drawn as it will stay.
fn view_moves(ctx: &egui::Context, state: &mut CanvasState, camera: Camera) -> bool {
    let (before, at) = (state.looked, ctx.input(|i| i.time));
    let jumps = before.is_some_and(|before| before.camera != camera);
    state.looked = Some(Looked { camera, jumps, at });
    jumps && before.is_some_and(|before| before.jumps && at - before.at < SOON)
}

/// What a scene depends on.
#[derive(Clone, Copy, Debug, PartialEq)]
struct SceneKey {
    revision: u64,
    reported: u64,
    language: Language,
    money: Money,
    labels: Labels,
    units: Units,
    /// Built while something is dragged, with kept routes.
    live: bool,
}

/// What the kept shapes depend on.
#[derive(Clone, Debug, PartialEq)]
struct DrawKey {
    generation: u64,
    camera: Camera,
    rect: egui::Rect,
    pixels_per_point: f32,
    tokens: *const Tokens,
    icons: u64,
    marks: Marks,
    /// The view moves, or something is dragged: drawn in less time, and once more when it rests.
    moving: bool,
}

impl DrawKey {
    /// Whether all is the same but where one looks from.
    fn is_alike(&self, other: &DrawKey) -> bool {
        self.generation == other.generation
            && self.rect == other.rect
            && self.pixels_per_point == other.pixels_per_point
            && std::ptr::eq(self.tokens, other.tokens)
            && self.icons == other.icons
            && self.moving == other.moving
            && self.marks == other.marks
    }
}

struct Drawn {
    key: DrawKey,
    shapes: Vec<ClippedShape>,
    /// Fill of the glyph atlas: when it drops, the atlas was made anew and kept texts point at wrong glyphs.
    atlas: f32,
}

/// The drawing while it is presented: nothing is edited, and no more stands around it than it takes to step through.
fn present(
    ui: &mut Ui,
    (rect, response): (egui::Rect, &egui::Response),
    cx: &Cx<'_>,
    state: &mut CanvasState,
    sight: &Sight<'_>,
    out: &mut Actions,
) {
    state.controller = Controller::default();
    presenting::input(ui, response, cx, state, out);
    draw(ui, rect, cx, state, sight);
    scenarios::canvas(ui, cx, sight.scene, sight.camera, rect);
    access::tell(ui, rect, cx, sight);
    legend::ui(ui, rect, cx, sight);
    presenting::line(ui, rect, cx);
}

/// Draws the design into what `ui` has left and turns the pointer's doings into actions.
pub fn ui(ui: &mut Ui, cx: &Cx<'_>, state: &mut CanvasState, out: &mut Actions) {
    let size = ui.available_size();
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let id = ui.id().with("canvas");
    let response = ui.interact(rect, id, Sense::click_and_drag());
    state.rect = Some(rect);
    let viewport = Size {
        w: rect.width(),
        h: rect.height(),
    };
    if cx.state.view.viewport != viewport {
        out.view(View::Viewport(viewport));
    }
    refresh(ui.ctx(), cx, state);
    let scene = state.scene.clone();
    let view = &cx.state.view;
    let sight_camera = state
        .glide
        .camera(ui.ctx(), view.camera, view.glides, viewport);
    let presenting = view.present.is_some();
    let has_map = !presenting
        && !view.minimap_off
        && !state.controller.is_busy()
        && minimap::is_needed(&scene, sight_camera, viewport);
    let over_map = has_map && minimap::holds_pointer(ui, rect);

    let detail = Detail::at(sight_camera.zoom);
    state.sums.refresh(cx, (&scene, detail), state.pictures);
    let badge = (!state.controller.is_busy() && !over_map && response.contains_pointer())
        .then(|| badges::under(ui, rect, (&scene, &state.index), &state.sums, sight_camera))
        .flatten();
    // A badge takes the pointer as the map does.
    let over_map = over_map || badge.is_some();

    let index = std::mem::take(&mut state.index);
    let sight = Sight {
        design: cx.design(),
        scene: &scene,
        index: &index,
        selection: &cx.state.selection,
        camera: sight_camera,
        viewport,
        tool: cx.state.view.tool,
        snap: !cx.state.view.snap_off,
        total: cx.state.report.cost.total.usd,
        catalogue: cx.catalogue(),
    };
    if presenting {
        present(ui, (rect, &response), cx, state, &sight, out);
        state.index = index;
        return;
    }
    input::pointer(ui, &response, state, over_map, &sight, out);
    input::keys(ui, &response, state, cx, &sight, out);
    clipboard::take(ui.ctx(), &response, state, cx, &sight, out);
    palette_drop(&response, rect, state, &sight, out);
    for request in state.controller.requests() {
        match request {
            Request::PickKind(pick) => state.pick = Some(pick::Pick::new(pick)),
            Request::Rename(id, tile) => {
                state.rename = rename::Rename::begin(&id, tile, cx, &scene);
            }
        }
    }

    if cx.state.view.rename_asked {
        state.rename = rename::Rename::of_selection(cx, &sight);
        out.view(match state.rename {
            Some(_) => View::RenameTaken,
            None => View::RenameAside,
        });
    }

    draw(ui, rect, cx, state, &sight);
    scenarios::canvas(ui, cx, sight.scene, sight.camera, rect);
    // The graph view's own widget must not take the pointer.
    let options = InteractOptions { move_to_top: true };
    let _ = ui.interact_opt(rect, id, Sense::click_and_drag(), options);
    flow::ui(ui, rect, cx, &sight);
    above(ui, rect, cx, state, &sight);
    access::tell(ui, rect, cx, &sight);
    response.widget_info(|| access::of_canvas(cx, &sight, state.focus.as_ref()));
    if has_map {
        let drawing = (&*scene, state.generation);
        minimap::ui(ui, rect, drawing, sight_camera, &mut state.map, out);
    }
    legend::ui(ui, rect, cx, &sight);
    hover::ui(ui, rect, cx, state, &sight);
    if !over_map {
        names::ui(ui, rect, cx, state, &sight);
    }
    if let Some(badge) = &badge {
        badges::ui(ui, cx, badge, out);
    }
    dragging(ui, rect, cx, state);
    if !over_map {
        cursor(ui, cx, &response, state, &sight);
    }
    menu::ui(&response, cx, &sight, state, out);
    pick::ui(ui, rect, cx, state, out);
    rename::ui(ui, rect, cx, state, &scene, out);
    state.index = index;
}

/// What a drag does, beside the pointer.
fn dragging(ui: &Ui, rect: egui::Rect, cx: &Cx<'_>, state: &mut CanvasState) {
    folded::ui(ui, rect, cx, state);
    drag_cost::follow(cx, state);
    drag_cost::ui(ui, rect, cx, state);
}

/// Builds the scene anew if the design or its texts have changed.
fn refresh(ctx: &egui::Context, cx: &Cx<'_>, state: &mut CanvasState) {
    let moved = match &state.controller.gesture {
        Gesture::Move(moving) => Some(moving.items()),
        Gesture::Resize(resizing) => Some(BTreeSet::from([resizing.id.clone()])),
        _ => None,
    };
    let options = SceneOptions {
        language: cx.language,
        money: cx.money,
        labels: cx.state.prefs.flow.labels_under(cx.state.view.overlay),
        units: cx.state.prefs.units,
    };
    let key = SceneKey {
        revision: cx.state.revision,
        reported: cx.state.reported,
        language: options.language,
        money: options.money,
        labels: options.labels,
        units: options.units,
        live: moved.is_some(),
    };
    if state.built == Some(key) && !state.builder.is_busy() {
        travel::step(ctx, state);
        return;
    }
    let tab = cx.state.tabs.current();
    let same_tab = state.tab.replace(tab) == Some(tab);
    if same_tab && settle::large(ctx, cx, state, (key, &options), moved.as_ref()) {
        return;
    }
    let was_live = state.built.is_some_and(|before| before.live);
    let only_live = |before: &SceneKey| {
        SceneKey {
            live: true,
            ..*before
        } == key
    };
    if moved.is_some() && state.built.as_ref().is_some_and(only_live) {
        // The gesture has begun and nothing has moved yet.
        state.built = Some(key);
        return;
    }
    let start = Instant::now();
    let (design, report) = (cx.design(), &cx.state.report);
    let scene = if let Some(moved) = moved {
        let base = state.base.get_or_insert_with(|| state.scene.clone());
        scene::reroute(base, design, report, &options, &moved)
    } else {
        state.base = None;
        scene::build(design, report, &options)
    };
    state.build_time = start.elapsed();
    let before = std::mem::replace(&mut state.scene, Arc::new(scene));
    let same_picture = same_tab && !key.live && state.base.is_none();
    state.travel = None;
    if same_picture && !was_live {
        travel::begin(ctx, state, before);
    }
    state.index = Index::of(&state.scene);
    state.built = Some(key);
    state.drawn_report = key.reported;
    state.generation += 1;
    state.pictures += 1;
}

/// What is dragged from the palette: a ghost where it would land, and the place on release.
fn palette_drop(
    response: &egui::Response,
    rect: egui::Rect,
    state: &mut CanvasState,
    s: &Sight<'_>,
    out: &mut Actions,
) {
    state.ghost = None;
    folded::hold(state, None);
    let pointer = response.ctx.input(|i| i.pointer.latest_pos());
    let Some(pointer) = pointer.filter(|p| rect.contains(*p)) else {
        return;
    };
    let local = Point::new(pointer.x - rect.left(), pointer.y - rect.top());
    let corner = |item: &NewItem| {
        let at = s.camera.to_canvas(local);
        match item {
            NewItem::Component(_) => {
                let size = place::size_of(item);
                place::snap(at.offset(-size.w / 2.0, -size.h / 2.0))
            }
            NewItem::Frame(_) => place::snap(at),
        }
    };
    let Some(item) = response.dnd_hover_payload::<NewItem>() else {
        return;
    };
    let dropped = response.dnd_release_payload::<NewItem>().is_some();
    let item = (*item).clone();
    let card = card_at(s.design, s.camera.to_canvas(local), &[]);
    match card {
        Some(frame) if dropped => {
            out.push(Action::Edit(EditAction::PlaceInto(item, frame.clone())));
        }
        Some(frame) => folded::hold(state, Some((&item, frame))),
        None if dropped => {
            let at = corner(&item);
            out.push(Action::Edit(EditAction::Place(item, Some(at))));
        }
        None => {
            let at = corner(&item);
            state.ghost = Some((item, at));
        }
    }
}

/// The frame that takes in what is dragged, with what it says.
fn drop_target(cx: &Cx<'_>, state: &CanvasState, s: &Sight<'_>) -> Option<(Id, Vec<String>)> {
    if let Some(over) = folded::over(cx, state) {
        // What the drop does stands beside the pointer: the card has no room for it.
        return over.refusal.is_none().then(|| (over.frame, Vec::new()));
    }
    if let Some((item, at)) = &state.ghost {
        let by = match item {
            NewItem::Component(_) => {
                let size = place::size_of(item);
                at.offset(size.w / 2.0, size.h / 2.0)
            }
            NewItem::Frame(_) => at.offset(1.0, 1.0),
        };
        let id = place::frame_at(s.design, by, &[])?.clone();
        let text = cx.text_with("canvas-drop-place", "name", cx.name_of(&id));
        return Some((id, vec![text]));
    }
    let Gesture::Move(moving) = &state.controller.gesture else {
        return None;
    };
    let id = moving.target.clone()?;
    let text = cx.text_with("canvas-drop-move", "name", cx.name_of(&id));
    Some((id, vec![text]))
}

fn draw(ui: &mut Ui, rect: egui::Rect, cx: &Cx<'_>, state: &mut CanvasState, s: &Sight<'_>) {
    let ctx = ui.ctx().clone();
    let t = tokens(ui);
    let hover = state.controller.hover.hit.item(s.scene).cloned();
    let focus = state.focus.as_ref().and_then(|id| {
        let at = s
            .scene
            .tiles
            .iter()
            .position(|tile| tile.component == *id)?;
        u32::try_from(at).ok()
    });
    let marks = Marks {
        selected: s.selection.items.clone(),
        hover: hover.filter(|_| !state.controller.is_busy()),
        focus,
        target: drop_target(cx, state, s),
        overlay: cx.state.view.overlay,
        measure: cx.state.prefs.flow.measure,
        zones: match cx.state.view.overlay {
            Overlay::Zones => Zones::of(s.design, s.scene),
            _ => Zones::default(),
        },
    };
    let view_moves = view_moves(&ctx, state, s.camera);
    let gesture = &state.controller.gesture;
    let dragged = matches!(gesture, Gesture::Move(_) | Gesture::Resize(_));
    let key = DrawKey {
        generation: state.generation,
        camera: s.camera,
        rect,
        pixels_per_point: ctx.pixels_per_point(),
        tokens: t,
        icons: super::icons::generation(&ctx),
        marks,
        moving: view_moves || dragged,
    };
    if view_moves {
        // It may rest from now on.
        ctx.request_repaint();
    }
    let layer = ui.layer_id();
    let atlas = ctx.fonts(|f| f.font_atlas_fill_ratio());
    if let Some(drawn) = &state.drawn
        && drawn.key == key
        && atlas >= drawn.atlas
    {
        ctx.graphics_mut(|g| {
            let list = g.entry(layer);
            for shape in &drawn.shapes {
                list.add(shape.clip_rect, shape.shape.clone());
            }
        });
        return;
    }
    let entries = ctx.graphics(|g| g.get(layer).map_or(0, |list| list.all_entries().len()));
    let mut ground = std::mem::take(&mut state.ground);
    let before = state.drawn.as_ref();
    let alike = before.is_some_and(|drawn| drawn.key.is_alike(&key));
    paint_all(ui, rect, state, s, &key, (&mut ground, alike));
    state.ground = ground;
    let shapes = ctx.graphics(|g| {
        g.get(layer)
            .map(|list| list.all_entries().skip(entries).cloned().collect())
            .unwrap_or_default()
    });
    let atlas = ctx.fonts(|f| f.font_atlas_fill_ratio());
    state.drawn = Some(Drawn { key, shapes, atlas });
}

fn paint_all(
    ui: &mut Ui,
    rect: egui::Rect,
    state: &CanvasState,
    s: &Sight<'_>,
    key: &DrawKey,
    (kept, alike): (&mut overview::Kept, bool),
) {
    let t = tokens(ui);
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let detail = Detail::at(s.camera.zoom);
    let mut pen = Pen::new(&painter, t, s.camera, rect.min);
    // From far away, pieces of the ground are kept that reach beyond the view.
    let around = if detail == Detail::Overview {
        32.0 + mosaic::REACH
    } else {
        32.0
    };
    let near = s.index.near(s.seen().expand(around / s.camera.zoom));
    let marks = &key.marks;
    let how = (marks, detail, key.moving);
    let overlapping = match detail {
        Detail::Overview => Vec::new(),
        _ => overview::overlapping(&pen, s.scene, &near),
    };
    let seen = overview::Seen {
        scene: s.scene,
        near: &near,
        overlapping: &overlapping,
        generation: state.generation,
        alike,
    };
    let mut grounded = overview::ground(&mut pen, rect, seen, how, kept);
    painter.extend(std::mem::take(&mut pen.shapes));
    if detail == Detail::Overview {
        return;
    }
    let words = grounded.words.take();
    let (with_chips, with_lines) = (words.is_some(), grounded.lines);
    let shared = Arc::new(graph::Shared {
        scene: state.scene.clone(),
        tokens: t,
        marks: key.marks.clone(),
        camera: s.camera,
        origin: rect.min,
        detail,
        grounded,
        overlapping,
    });
    // Where lines are pixels of the ground, those that stand out are drawn above.
    let marked = |number: &u32| {
        let route = s.scene.routes.get(*number as usize);
        !with_lines || route.is_some_and(|route| paint::is_marked(route, marks))
    };
    let routes: Vec<u32> = near.routes.iter().copied().filter(marked).collect();
    let mut projection = graph::project(&shared, &near.tiles, &routes);
    graph::show(ui, rect, &mut projection, s.camera);
    let labelled = labelled(s, &near.routes, &key.marks, detail);
    for route in s.scene.routes_at(&labelled) {
        paint::label(&mut pen, s.scene, route, &key.marks, detail);
    }
    afar::names(&mut pen, s.scene, marks, detail);
    let own = |number: &&u32| {
        let grounded = with_chips && shared.grounded.has(**number);
        !grounded && shared.overlapping.binary_search(number).is_err()
    };
    for number in near.tiles.iter().filter(own) {
        if let Some(tile) = s.scene.tiles.get(*number as usize) {
            paint::pill_and_badge(&mut pen, tile, detail);
        }
    }
    for frame in s.scene.frames.iter().filter(|_| !with_chips) {
        paint::frame_badge(&mut pen, frame, detail, None);
    }
    painter.extend(pen.shapes);
    painter.extend(words.into_iter().flatten());
}

/// The routes whose label is drawn: all at full detail; selected, hovered and the dearest at middle zooms.
fn labelled(s: &Sight<'_>, routes: &[u32], marks: &Marks, detail: Detail) -> Vec<u32> {
    match detail {
        Detail::All => routes.to_vec(),
        Detail::Names => {
            let route = |number: u32| s.scene.routes.get(number as usize);
            let mut dear: Vec<(f64, u32)> = routes
                .iter()
                .filter_map(|&number| Some((route(number)?.usd?, number)))
                .filter(|(usd, _)| *usd > 0.0)
                .collect();
            dear.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            let mut chosen: BTreeSet<u32> =
                dear.into_iter().take(DEAREST).map(|(_, n)| n).collect();
            chosen.extend(routes.iter().copied().filter(|&number| {
                route(number).is_some_and(|route| {
                    route
                        .connections
                        .iter()
                        .any(|id| marks.selected.contains(id) || marks.hover.as_ref() == Some(id))
                })
            }));
            chosen.into_iter().collect()
        }
        Detail::Icons | Detail::Overview => Vec::new(),
    }
}

/// What changes with the pointer.
fn above(ui: &mut Ui, rect: egui::Rect, cx: &Cx<'_>, state: &CanvasState, s: &Sight<'_>) {
    let t = tokens(ui);
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let mut pen = Pen::new(&painter, t, s.camera, rect.min);
    if Detail::at(s.camera.zoom) == Detail::Overview {
        badges::sums(&mut pen, s.scene, &state.sums);
    }
    if let Some(lit) = &cx.state.review.lit {
        lit::draw(&mut pen, s.scene, lit);
    }
    layers::handles(&mut pen, s);
    layers::ports(&mut pen, &state.controller, s);
    layers::gesture(&mut pen, &state.controller, s);
    if let Gesture::Marquee(marquee) = &state.controller.gesture {
        layers::rule(&mut pen, marquee, &cx.text(marquee.rule()));
    }
    if ui.input(|i| !i.raw.hovered_files.is_empty()) {
        layers::file_drop(&mut pen, rect, &cx.text("canvas-drop-file"));
    }
    if let Some((item, at)) = &state.ghost {
        let size = place::size_of(item);
        let rect = Rect::new(at.x, at.y, size.w, size.h);
        match item {
            NewItem::Component(name) => {
                let kind = catalog::kind(name);
                let title = kind.map_or(*name, |kind| kind.short.get(cx.language));
                let glyph = kind.map_or('?', |kind| kind.glyph);
                layers::ghost(&mut pen, rect, title, glyph, true);
            }
            NewItem::Frame(kind) => {
                let glyph = scene::container_glyph(kind);
                let name = super::place::title_of(item, cx.language);
                layers::ghost(&mut pen, rect, &name, glyph, false);
            }
        }
    }
    if let Some(pick) = &state.pick {
        pick.line(&mut pen, s);
    }
    painter.extend(pen.shapes);
}

fn cursor(ui: &Ui, cx: &Cx<'_>, response: &egui::Response, state: &CanvasState, s: &Sight<'_>) {
    if !(response.hovered() || state.controller.is_busy()) {
        return;
    }
    let held = input::held(ui.ctx());
    if state.controller.is_busy() && folded::over(cx, state).is_some_and(|o| o.refusal.is_some()) {
        ui.ctx().set_cursor_icon(CursorIcon::NotAllowed);
        return;
    }
    ui.ctx()
        .set_cursor_icon(match state.controller.cursor(held, s) {
            Cursor::Default => CursorIcon::Default,
            Cursor::Move => CursorIcon::Move,
            Cursor::Grabbing => CursorIcon::Grabbing,
            Cursor::Grab => CursorIcon::Grab,
            Cursor::Crosshair => CursorIcon::Crosshair,
            Cursor::Cell => CursorIcon::Cell,
            Cursor::ResizeX => CursorIcon::ResizeHorizontal,
            Cursor::ResizeY => CursorIcon::ResizeVertical,
            Cursor::ResizeFalling => CursorIcon::ResizeNwSe,
            Cursor::ResizeRising => CursorIcon::ResizeNeSw,
            Cursor::Hand => CursorIcon::PointingHand,
            Cursor::No => CursorIcon::NotAllowed,
        });
}
