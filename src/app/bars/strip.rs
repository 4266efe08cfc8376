//! The strip over the canvas: where the selection stands, the overlay switch, the zoom.

use crate::app::action::{Actions, Select, View};
use crate::app::command::Command;
use crate::app::cx::Cx;
use crate::app::fonts::{self, Type};
use crate::app::theme::tokens;
use crate::app::view::Overlay;
use crate::app::widgets::button::Button;
use crate::app::widgets::label::{divider, label};
use crate::app::widgets::paint;
use crate::app::widgets::segmented::{Segment, Segmented};
use crate::glyph;
use crate::model::Id;
use crate::text::number;
use egui::{Align, CursorIcon, Layout, Sense, Ui, WidgetInfo, WidgetType, vec2};

/// Width of the window below which inactive overlays show their glyph alone.
const NAMELESS_BELOW: f32 = 1360.0;

/// Width of the strip below which it holds tools, overlays and the zoom's figure only, points.
const TIGHT: f32 = 560.0;
/// Room below which the path to the selected item is left out, points.
const LEAST_PATH: f32 = 72.0;

/// Draws the strip of a window that is `window` points wide.
pub fn ui(ui: &mut Ui, cx: &Cx<'_>, window: f32, out: &mut Actions) {
    let tools = window < super::top::TOOLS_IN_STRIP;
    let tight = tools && ui.max_rect().width() < TIGHT;
    let side = if tight { 6.0 } else { 12.0 };
    let rect = ui.max_rect().shrink2(vec2(side, 0.0));
    let narrow = window < NAMELESS_BELOW;
    let mut right = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect)
            .layout(Layout::right_to_left(Align::Center)),
    );
    right.spacing_mut().item_spacing.x = 2.0;
    zoom(&mut right, cx, tight, out);
    right.add_space(6.0);
    divider(&mut right);
    right.add_space(if tight { 4.0 } else { 10.0 });
    super::flow::menu_button(&mut right, cx, out);
    right.add_space(4.0);
    overlay(&mut right, cx, narrow, out);
    let edge = right.min_rect().left();

    let mut room = rect;
    room.max.x = edge - 12.0;
    let mut left = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(room)
            .layout(Layout::left_to_right(Align::Center)),
    );
    left.spacing_mut().item_spacing.x = 2.0;
    if tools {
        super::top::tools(&mut left, cx, out);
    }
    if tools && !tight {
        left.add_space(6.0);
        divider(&mut left);
        left.add_space(8.0);
    }
    left.spacing_mut().item_spacing.x = 4.0;
    left.set_clip_rect(left.clip_rect().intersect(room.expand2(vec2(2.0, 0.0))));
    // Less than a few letters say nothing.
    if room.right() - left.cursor().left() >= LEAST_PATH {
        breadcrumb(&mut left, cx, out);
    }
}

fn overlay(ui: &mut Ui, cx: &Cx<'_>, narrow: bool, out: &mut Actions) {
    let name = |overlay| match overlay {
        Overlay::None => ("overlay-none", glyph::EYE),
        Overlay::Cost => ("overlay-cost", glyph::COINS),
        Overlay::Traffic => ("overlay-traffic", glyph::SHARE_NETWORK),
        Overlay::Findings => ("overlay-findings", glyph::WARNING),
        Overlay::Zones => ("overlay-zones", glyph::BUILDINGS),
    };
    let texts: Vec<_> = Overlay::ALL.iter().map(|o| cx.text(name(*o).0)).collect();
    let mut at = Overlay::ALL
        .iter()
        .position(|overlay| *overlay == cx.state.view.overlay)
        .unwrap_or(0);
    let segments: Vec<Segment<'_>> = Overlay::ALL
        .iter()
        .zip(&texts)
        .enumerate()
        .map(|(i, (overlay, text))| {
            let mut segment = Segment::with_glyph(name(*overlay).1, text);
            segment.glyph_only = narrow && i != at;
            segment
        })
        .collect();
    if Segmented::new("overlay", &segments)
        .show(ui, &mut at)
        .changed()
    {
        out.view(View::Overlay(Overlay::ALL[at]));
    }
    if !narrow {
        ui.add_space(6.0);
        let ink = tokens(ui).text_3;
        label(ui, &cx.text("overlay"), Type::Small.font(), ink);
    }
}

/// Zoom; `tight`: the wheel and the keys do what the buttons for steps would.
fn zoom(ui: &mut Ui, cx: &Cx<'_>, tight: bool, out: &mut Actions) {
    let mac = cfg!(target_os = "macos");
    let mut button = |ui: &mut Ui, command: Command, c: char| {
        let (name, keys) = (cx.text(command.key()), command.keys(mac));
        let button = Button::icon(c, &name).small().keys(&keys);
        if ui.add(button.enabled(command.enabled(cx))).clicked() {
            command.run(cx, false, out);
        }
    };
    button(ui, Command::Fit, glyph::CORNERS_OUT);
    if !tight {
        button(ui, Command::ZoomIn, glyph::PLUS);
    }
    let percent = f64::from(cx.state.view.camera.zoom) * 100.0;
    let percent = format!("{}%", number::fixed(percent, usize::from(percent < 1.0)));
    let (rect, response) = ui.allocate_exact_size(vec2(44.0, 24.0), Sense::click());
    let name = cx.text(Command::Zoom100.key());
    response.widget_info(|| {
        WidgetInfo::labeled(WidgetType::Button, true, format!("{name}, {percent}"))
    });
    let t = tokens(ui);
    if response.hovered() {
        ui.painter().rect_filled(rect, 6.0, t.hover);
    }
    let (at, font) = (rect.center(), Type::Control.strong());
    fonts::tabular_number(
        ui.painter(),
        at,
        egui::Align2::CENTER_CENTER,
        &percent,
        &font,
        t.text_1,
    );
    paint::focus_ring(ui, &response, rect, 6.0);
    if response.clicked() {
        out.view(View::Zoom100);
    }
    crate::app::widgets::tip::tip_keys(response, &name, &Command::Zoom100.keys(mac));
    let mut button = |ui: &mut Ui, command: Command, c: char| {
        let (name, keys) = (cx.text(command.key()), command.keys(mac));
        if ui.add(Button::icon(c, &name).small().keys(&keys)).clicked() {
            command.run(cx, false, out);
        }
    };
    if !tight {
        button(ui, Command::ZoomOut, glyph::MINUS);
    }
}

/// Design, then the frames around the selected item, then the item; each selects itself.
fn breadcrumb(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let t = tokens(ui);
    let design = cx.design();
    let (rect, _) = ui.allocate_exact_size(vec2(16.0, 24.0), Sense::hover());
    let at = rect.center();
    fonts::glyph(
        ui.painter(),
        at,
        glyph::TREE_STRUCTURE,
        fonts::icon(15.0),
        t.text_3,
    );
    ui.add_space(2.0);
    let single = cx.state.selection.single();
    let mut path: Vec<Id> = Vec::new();
    if let Some(id) = single {
        let parent = match (design.component(id), design.container(id)) {
            (Some(component), _) => component.parent(),
            (_, Some(container)) => container.parent.as_ref(),
            _ => None,
        };
        path = design.ancestors(parent).map(|(id, _)| id.clone()).collect();
        path.reverse();
        path.push(id.clone());
    }
    let root = match design.name.get(cx.language) {
        "" => cx.text("untitled").into_owned(),
        name => name.to_owned(),
    };
    if crumb(ui, &root, path.is_empty()) {
        out.select(Select::Clear);
    }
    let last = path.len().saturating_sub(1);
    let names: Vec<String> = path.iter().map(|id| cx.name_of(id)).collect();
    let width = |ui: &Ui, i: usize| {
        let font = Type::Control.strong();
        fonts::width(ui.painter(), &names[i], font).min(CRUMB) + 24.0
    };
    // Where room is short the outer frames go first; the item itself stays.
    let room = ui.max_rect().right() - ui.cursor().left();
    let mut need: f32 = (0..names.len()).map(|i| width(ui, i)).sum();
    let mut first = 0;
    while need > room && first < last {
        need -= width(ui, first);
        first += 1;
    }
    for (i, id) in path.iter().enumerate().skip(first) {
        let (rect, _) = ui.allocate_exact_size(vec2(12.0, 24.0), Sense::hover());
        let at = rect.center();
        let font = fonts::icon(11.0);
        fonts::glyph(ui.painter(), at, glyph::CARET_RIGHT, font, t.text_3);
        if crumb(ui, &names[i], i == last) {
            out.select(Select::Only(id.clone()));
        }
    }
}

/// Most room of a name.
const CRUMB: f32 = 150.0;

fn crumb(ui: &mut Ui, text: &str, last: bool) -> bool {
    let t = tokens(ui);
    let font = if last {
        Type::Control.strong()
    } else {
        Type::Control.font()
    };
    let room = CRUMB;
    let shown = fonts::elide(ui.painter(), text, &font, room, fonts::Elide::End);
    let width = fonts::width(ui.painter(), &shown, font.clone()).ceil();
    let (rect, response) = ui.allocate_exact_size(vec2(width, 24.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Link, true, text));
    let ink = if last {
        t.text_1
    } else {
        t.text_2.mix(t.text_1, paint::hover_share(ui, &response))
    };
    let at = rect.left_center();
    fonts::text(
        ui.painter(),
        at,
        egui::Align2::LEFT_CENTER,
        &shown,
        font,
        ink,
    );
    paint::focus_ring(ui, &response, rect, 4.0);
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}
