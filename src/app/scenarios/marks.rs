//! Marks on what differs from the base: on the canvas, and beside a row of the inspector, where they take it back.

use crate::app::action::Actions;
use crate::app::cx::Cx;
use crate::app::theme::tokens;
use crate::app::view::Camera;
use crate::app::widgets::paint;
use crate::app::widgets::tip::tip;
use crate::model::edit::Edit;
use crate::model::scenario::Spot;
use crate::model::{Id, Point};
use crate::scene::Scene;
use crate::scene::tokens::Tokens;
use egui::{Color32, Painter, Pos2, Rect, Sense, Stroke, Ui, WidgetInfo, WidgetType, pos2, vec2};

/// Radius of a mark, points.
const RADIUS: f32 = 4.5;

/// Marks the tiles and frames that the shown scenario changes or adds. Drawn above the picture: a dot where something
/// differs, a dot with a cross where an item is added.
pub fn canvas(ui: &Ui, cx: &Cx<'_>, scene: &Scene, camera: Camera, view: Rect) {
    let Some((_, scenario)) = cx.state.shown_scenario() else {
        return;
    };
    let t = tokens(ui);
    let painter = &ui.painter().with_clip_rect(view.intersect(ui.clip_rect()));
    let origin = view.min;
    let place = |at: Point| {
        let at = camera.to_view(at);
        pos2(origin.x + at.x, origin.y + at.y)
    };
    for tile in &scene.tiles {
        let id = &tile.component;
        let added = match scenario.components.get(id) {
            Some(patch) => patch.made().is_some(),
            None if scenario.demand_factors.contains_key(id) => false,
            None => continue,
        };
        mark(painter, t, place(tile.rect.min()), added);
    }
    for frame in &scene.frames {
        let Some(patch) = scenario.containers.get(&frame.id) else {
            continue;
        };
        // A frame that only grew around its members says nothing.
        if patch.fields().iter().any(|field| *field != "frame") {
            mark(painter, t, place(frame.rect.min()), patch.made().is_some());
        }
    }
}

fn mark(painter: &Painter, t: &Tokens, at: Pos2, added: bool) {
    painter.circle_filled(at, RADIUS + 1.5, t.panel);
    painter.circle_filled(at, RADIUS, t.accent_fill);
    if added {
        let line = Stroke::new(1.5, Color32::from(t.on_accent));
        painter.line_segment([at - vec2(2.5, 0.0), at + vec2(2.5, 0.0)], line);
        painter.line_segment([at - vec2(0.0, 2.5), at + vec2(0.0, 2.5)], line);
    }
}

/// Marks a row of the inspector, drawn between `top` and the cursor, where the shown scenario says something about a
/// property of the items; a click takes it back.
pub fn row(
    ui: &mut Ui,
    cx: &Cx<'_>,
    top: f32,
    items: &[&Id],
    property: (&str, &str),
    out: &mut Actions,
) {
    let Some((_, scenario)) = cx.state.shown_scenario() else {
        return;
    };
    let (name, label) = property;
    let spots: Vec<Spot> = items
        .iter()
        .filter(|id| scenario.changes_property(id, name))
        .map(|id| Spot::Property((*id).clone(), name.to_owned()))
        .collect();
    // An item that the scenario adds has no base to differ from.
    let added = |id: &Id| {
        scenario
            .components
            .get(id)
            .is_some_and(|patch| patch.made().is_some())
    };
    if spots.is_empty() || items.iter().all(|id| added(id)) {
        return;
    }
    let base = items.first().and_then(|id| {
        let document = cx.state.document();
        Some(document.component(id)?.property(name)?.to_string())
    });
    let base = base.unwrap_or_else(|| cx.text("scenario-default").into_owned());
    let left = ui.max_rect().left() - 8.0;
    let middle = pos2(left, top + 15.5);
    let area = Rect::from_center_size(middle, vec2(14.0, 24.0));
    let id = ui.id().with(("differs", name));
    let response = ui.interact(area, id, Sense::click());
    let title = cx.text_with("scenario-reset-one", "name", label);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &title));
    let t = tokens(ui);
    let radius = if response.hovered() { 4.5 } else { 3.0 };
    ui.painter().circle_filled(middle, radius, t.accent);
    paint::focus_ring(ui, &response, area.shrink(1.0), 4.0);
    if response.clicked() {
        take_back(cx, &spots, out);
    }
    tip(response, &cx.text_with("scenario-differs", "base", base));
}

/// Takes differences back, in one step.
pub(super) fn take_back(cx: &Cx<'_>, spots: &[Spot], out: &mut Actions) {
    let Some((id, scenario)) = cx.state.shown_scenario() else {
        return;
    };
    let next = spots
        .iter()
        .fold(scenario.clone(), |next, spot| next.without(spot));
    out.edit(Edit::PutScenario(id.clone(), next), "undo-scenario-reset");
}
