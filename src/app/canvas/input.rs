//! From egui's events to the controller's.

use super::CanvasState;
use super::controller::{Button, Event, Gesture, Held, Hover, Sight};
use crate::app::action::{Action, Actions, EditAction, Select, View};
use crate::app::arrange;
use crate::app::command::Command;
use crate::app::cx::Cx;
use crate::app::keys;
use crate::model::{Id, Point};
use crate::scene::Tile;
use egui::{Context, EventFilter, Key, Modifiers, PointerButton, Response, Ui};

/// How much one point of the wheel zooms (the logarithm of the factor).
const ZOOM_PER_POINT: f32 = 0.0025;

/// Keys that are held. Space counts while no text is edited.
pub fn held(ctx: &Context) -> Held {
    let typing = ctx.text_edit_focused();
    ctx.input(|i| Held {
        shift: i.modifiers.shift,
        command: i.modifiers.command,
        alt: i.modifiers.alt,
        space: !typing && i.key_down(Key::Space),
    })
}

/// Hands the pointer's events to the controller; wheel and pinch move the view.
pub fn pointer(
    ui: &Ui,
    response: &Response,
    state: &mut CanvasState,
    over_map: bool,
    s: &Sight<'_>,
    out: &mut Actions,
) {
    let ctx = ui.ctx();
    let corner = response.rect.min;
    let local = |p: egui::Pos2| Point::new(p.x - corner.x, p.y - corner.y);
    let held = held(ctx);
    let inside = response.contains_pointer() && !over_map && state.rename.is_none();
    let events = ctx.input(|i| i.events.clone());
    let mut moved = None;
    for event in events {
        match event {
            egui::Event::PointerMoved(at) => moved = Some(local(at)),
            egui::Event::PointerButton {
                pos,
                button,
                pressed: true,
                ..
            } if inside && response.rect.contains(pos) => {
                if state.pick.is_some() {
                    state.pick = None;
                    continue;
                }
                let button = match button {
                    PointerButton::Primary => Button::Primary,
                    PointerButton::Middle => Button::Middle,
                    PointerButton::Secondary => Button::Secondary,
                    PointerButton::Extra1 | PointerButton::Extra2 => continue,
                };
                // Whatever had the keyboard loses it: keys belong to the drawing.
                if let Some(focused) = ctx.memory(egui::Memory::focused) {
                    ctx.memory_mut(|m| m.surrender_focus(focused));
                }
                state.focus = None;
                let event = Event::Press(local(pos), button);
                state.controller.event(event, held, s, out);
            }
            egui::Event::PointerButton {
                pos,
                pressed: false,
                ..
            } if !matches!(state.controller.gesture, Gesture::Idle) => {
                moved = None;
                let event = Event::Release(local(pos));
                state.controller.event(event, held, s, out);
            }
            egui::Event::WindowFocused(false) if state.controller.is_busy() => {
                state.controller.event(Event::Cancel, held, s, out);
            }
            _ => {}
        }
    }
    let busy = !matches!(state.controller.gesture, Gesture::Idle);
    if let Some(at) = moved.filter(|_| busy || inside) {
        state.controller.event(Event::Move(at), held, s, out);
    }
    if !inside && !busy {
        state.controller.leave();
    } else if !busy
        && state.controller.hover == Hover::default()
        && let Some(at) = ctx.input(|i| i.pointer.hover_pos())
    {
        state.controller.event(Event::Move(local(at)), held, s, out);
    }
    if state.controller.moves_view(s.viewport) {
        let seconds = ctx.input(|i| i.stable_dt).min(0.05);
        state.controller.event(Event::Tick(seconds), held, s, out);
        ctx.request_repaint();
    }
    if response.double_clicked()
        && inside
        && let Some(at) = response.interact_pointer_pos()
    {
        let event = Event::DoubleClick(local(at));
        state.controller.event(event, held, s, out);
    }
    if response.contains_pointer() {
        wheel(ctx, &local, &mut state.scrolled, out);
    }
}

/// Wheel and pinch. `scrolled` is what is less than a whole point yet: a view that moves by whole points stays sharp and
/// looks as it did.
pub fn wheel(
    ctx: &Context,
    local: &dyn Fn(egui::Pos2) -> Point,
    scrolled: &mut egui::Vec2,
    out: &mut Actions,
) {
    let (scroll, pinch, command, at) = ctx.input(|i| {
        (
            i.smooth_scroll_delta(),
            i.zoom_delta(),
            i.modifiers.command,
            i.pointer.hover_pos(),
        )
    });
    let Some(at) = at.map(local) else { return };
    if pinch != 1.0 {
        // Ctrl and wheel arrive here too, as a factor.
        let factor = pinch;
        out.view(View::ZoomBy { factor, at });
    } else if command && scroll.y != 0.0 {
        let factor = (scroll.y * ZOOM_PER_POINT).exp();
        out.view(View::ZoomBy { factor, at });
    } else {
        *scrolled += scroll;
        let whole = scrolled.round();
        if whole != egui::Vec2::ZERO {
            *scrolled -= whole;
            let (dx, dy) = (whole.x, whole.y);
            out.view(View::Pan { dx, dy });
        }
    }
}

/// Keys that only the canvas knows: Esc, fine nudging, walking along connections, and the focus of tiles.
pub fn keys(
    ui: &Ui,
    response: &Response,
    state: &mut CanvasState,
    cx: &Cx<'_>,
    s: &Sight<'_>,
    out: &mut Actions,
) {
    let ctx = ui.ctx();
    let has_focus = response.has_focus();
    if has_focus {
        let filter = EventFilter {
            tab: true,
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: true,
        };
        ctx.memory_mut(|m| m.set_focus_lock_filter(response.id, filter));
    }
    let other_focus = ctx.memory(|m| m.focused().is_some()) && !has_focus;
    let popup = egui::Popup::is_any_open(ctx);
    if cx.state.view.dialog.is_some() || state.rename.is_some() || state.pick.is_some() {
        return;
    }
    if other_focus || popup || keys::composing(ctx) {
        return;
    }
    let pressed = |modifiers: Modifiers, key: Key| ctx.input_mut(|i| i.consume_key(modifiers, key));
    if pressed(Modifiers::NONE, Key::Escape) {
        let held = held(ctx);
        state.controller.event(Event::Cancel, held, s, out);
        state.focus = None;
    }
    for (key, x, y, command) in [
        (Key::ArrowLeft, -1.0, 0.0, Command::NudgeLeft),
        (Key::ArrowRight, 1.0, 0.0, Command::NudgeRight),
        (Key::ArrowUp, 0.0, -1.0, Command::NudgeUp),
        (Key::ArrowDown, 0.0, 1.0, Command::NudgeDown),
    ] {
        if pressed(Modifiers::ALT | Modifiers::SHIFT, key) {
            walk(state, s, (x, y), out);
        }
        if pressed(Modifiers::ALT, key) {
            if arrange::movable(s.design, &s.selection.items).is_empty() {
                walk(state, s, (x, y), out);
            } else {
                let edit = arrange::move_by(s.design, &s.selection.items, x, y);
                out.push(Action::Edit(EditAction::Apply {
                    edit: Box::new(edit),
                    label: crate::app::action::label_of("undo-nudge"),
                    merge: Some("nudge".to_owned()),
                }));
            }
        }
        if !has_focus {
            continue;
        }
        let large = pressed(Modifiers::SHIFT, key);
        if large || pressed(Modifiers::NONE, key) {
            if s.selection.is_empty() {
                walk(state, s, (x, y), out);
            } else {
                command.run(cx, large, out);
            }
        }
    }
    if has_focus {
        focus_keys(ctx, response, state, s, out);
    }
}

/// Tab goes from tile to tile in reading order, and on to the next area after the last.
fn focus_keys(
    ctx: &Context,
    response: &Response,
    state: &mut CanvasState,
    s: &Sight<'_>,
    out: &mut Actions,
) {
    let back = ctx.input_mut(|i| i.consume_key(Modifiers::SHIFT, Key::Tab));
    let on = !back && ctx.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Tab));
    let order = reading_order(s);
    if (back || on) && !order.is_empty() {
        let now = state
            .focus
            .as_ref()
            .and_then(|id| order.iter().position(|tile| tile.component == *id));
        let next = match (now, on) {
            (None, true) => Some(0),
            (None, false) => Some(order.len() - 1),
            (Some(at), true) => Some(at + 1).filter(|next| *next < order.len()),
            (Some(at), false) => at.checked_sub(1),
        };
        match next.and_then(|next| order.get(next)) {
            Some(tile) => focus(state, &tile.component, out),
            None => {
                state.focus = None;
                let next = if on {
                    egui::FocusDirection::Next
                } else {
                    egui::FocusDirection::Previous
                };
                ctx.memory_mut(|m| m.move_focus(next));
            }
        }
    }
    if state.focus.is_none()
        && response.gained_focus()
        && let Some(tile) = order.first()
    {
        state.focus = Some(tile.component.clone());
    }
    if ctx.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter)) {
        if s.selection.is_empty()
            && let Some(id) = state.focus.clone()
        {
            out.select(Select::Only(id));
        } else {
            out.view(View::Rename);
        }
    }
}

fn focus(state: &mut CanvasState, id: &Id, out: &mut Actions) {
    state.focus = Some(id.clone());
    out.view(View::Reveal(id.clone()));
}

/// One tile of each component, from the top left to the bottom right, in rows of a tile's height.
fn reading_order<'a>(s: &Sight<'a>) -> Vec<&'a Tile> {
    let mut tiles: Vec<&Tile> = s.scene.tiles.iter().filter(|t| t.placement == 0).collect();
    let row = |tile: &Tile| (tile.rect.y / crate::app::view::TILE_HEIGHT).floor();
    tiles.sort_by(|a, b| {
        row(a)
            .total_cmp(&row(b))
            .then(a.rect.x.total_cmp(&b.rect.x))
            .then(a.component.cmp(&b.component))
    });
    tiles
}

/// Goes to the next tile in a direction: the other end of a connection if one leads there, else the nearest.
fn walk(state: &mut CanvasState, s: &Sight<'_>, direction: (f32, f32), out: &mut Actions) {
    let from = state
        .focus
        .as_ref()
        .or(s.selection.single())
        .and_then(|id| s.scene.tiles_of(id).next());
    let Some(from) = from else {
        if let Some(first) = reading_order(s).first() {
            focus(state, &first.component, out);
        }
        return;
    };
    let linked = |tile: &Tile| {
        s.design.connections.values().any(|c| {
            (c.from == from.component && c.to == tile.component)
                || (c.to == from.component && c.from == tile.component)
        })
    };
    let center = from.rect.center();
    let best = s
        .scene
        .tiles
        .iter()
        .filter(|tile| tile.component != from.component)
        .filter_map(|tile| {
            let to = tile.rect.center();
            let (dx, dy) = (to.x - center.x, to.y - center.y);
            let along = dx * direction.0 + dy * direction.1;
            let across = (dx * direction.1).abs() + (dy * direction.0).abs();
            // Within 60 degrees of the direction.
            (along > 0.0 && across <= along * 1.75).then(|| {
                let far = along + 2.0 * across;
                (if linked(tile) { far * 0.5 } else { far }, tile)
            })
        })
        .min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.component.cmp(&b.1.component)));
    if let Some((_, tile)) = best {
        focus(state, &tile.component, out);
    }
}
