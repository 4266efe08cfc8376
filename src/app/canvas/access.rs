//! Names of visible tiles, frames and connections for screen readers and tests.

use super::controller::Sight;
use super::index::route_rect;
use crate::app::cx::Cx;
use crate::catalog;
use crate::model::{Id, Point, Rect};
use crate::scene::{Pill, Route, Tile};
use egui::{Sense, Ui, WidgetInfo, WidgetType};

/// More things than this are not told: a reader could not use them.
const MOST: usize = 200;

/// Registers a widget without interaction for each visible thing.
pub fn tell(ui: &Ui, rect: egui::Rect, cx: &Cx<'_>, s: &Sight<'_>) {
    let seen = s.seen();
    let on_screen = |r: Rect| {
        let (a, b) = (s.camera.to_view(r.min()), s.camera.to_view(r.max()));
        let to = |p: Point| egui::pos2(rect.left() + p.x, rect.top() + p.y);
        egui::Rect::from_min_max(to(a), to(b)).intersect(rect)
    };
    let near = s.index.near(seen);
    let tiles = s
        .scene
        .tiles_at(&near.tiles)
        .filter(|tile| seen.intersects(tile.rect));
    for tile in tiles.take(MOST) {
        let id = ui.id().with(("tile", &tile.component, tile.placement));
        let response = ui.interact(on_screen(tile.rect), id, Sense::hover());
        let selected = s.selection.contains(&tile.component);
        response.widget_info(|| {
            WidgetInfo::selected(WidgetType::Other, true, selected, tile_name(cx, tile))
        });
    }
    let frames = s.scene.frames.iter().filter(|f| seen.intersects(f.rect));
    for frame in frames.take(MOST) {
        let id = ui.id().with(("frame", &frame.id));
        let place = if frame.collapsed.is_some() {
            frame.rect
        } else {
            frame.title.rect
        };
        let response = ui.interact(on_screen(place), id, Sense::hover());
        let selected = s.selection.contains(&frame.id);
        response.widget_info(|| {
            WidgetInfo::selected(WidgetType::Other, true, selected, &frame.title.full_text)
        });
    }
    let routes = s
        .scene
        .routes_at(&near.routes)
        .filter(|route| route.branch == 0 && seen.intersects(route_rect(route).expand(1.0)));
    for route in routes.take(MOST) {
        let Some(connection) = route.connections.first() else {
            continue;
        };
        let id = ui.id().with(("route", connection));
        let place = route.label.as_ref().map_or(route_rect(route), |l| l.rect);
        let response = ui.interact(on_screen(place.expand(1.0)), id, Sense::hover());
        let selected = s.selection.contains(connection);
        response.widget_info(|| {
            WidgetInfo::selected(WidgetType::Other, true, selected, route_name(cx, route))
        });
    }
}

/// What the drawing itself is called: what has the keyboard in it, else the area.
pub fn of_canvas(cx: &Cx<'_>, s: &Sight<'_>, focus: Option<&Id>) -> WidgetInfo {
    let tile = focus.and_then(|id| s.scene.tiles_of(id).next());
    let name = match tile {
        Some(tile) => tile_name(cx, tile),
        None => cx.text("area-canvas").into_owned(),
    };
    WidgetInfo::labeled(WidgetType::Other, true, name)
}

/// "Aurora cluster aurora-main, $852.75 per month, 2 findings".
pub fn tile_name(cx: &Cx<'_>, tile: &Tile) -> String {
    let kind = catalog::kind(&tile.kind);
    let title = kind.map_or(tile.kind.as_str(), |kind| kind.title.get(cx.language));
    let mut name = if tile.full_name == title {
        title.to_owned()
    } else {
        format!("{title} {}", tile.full_name)
    };
    let mut add = |text: &str| {
        name.push_str(", ");
        name.push_str(text);
    };
    match &tile.pill {
        Pill::Amount { text, .. } => add(&cx.text_with("canvas-a-month", "amount", text.as_str())),
        Pill::Free(text) | Pill::NoPrice(text) => add(text),
        Pill::None => {}
    }
    if let Some(badge) = tile.badge {
        add(&cx.text_with("canvas-findings", "count", badge.count));
    }
    name
}

/// "Web to Database, 448 req/s, $39.30".
fn route_name(cx: &Cx<'_>, route: &Route) -> String {
    let ends = route
        .connections
        .first()
        .and_then(|id| cx.design().connection(id))
        .map(|c| (cx.name_of(&c.from), cx.name_of(&c.to)));
    let (from, to) = ends.unwrap_or_default();
    let mut name = crate::text::format(
        cx.language,
        "canvas-from-to",
        &[("from", from.into()), ("to", to.into())],
    );
    for line in route.label.iter().flat_map(|label| &label.lines) {
        name.push_str(", ");
        name.push_str(&line.text);
    }
    name
}
