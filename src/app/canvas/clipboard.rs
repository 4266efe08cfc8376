//! What the window system hands over from the clipboard: items at the pointer, in place, or properties.

use super::CanvasState;
use super::controller::Sight;
use crate::app::action::{Action, Actions, EditAction, PasteAt, PasteHow, View};
use crate::app::cx::Cx;
use crate::app::keys;
use crate::app::view::GRID;
use crate::model::Point;
use egui::{Context, Event, Response};

/// A request for the clipboard is forgotten after this time, seconds: there was nothing on it.
const WAIT: f64 = 2.0;
/// The pointer rests if it stays within this distance, points.
const RESTS: f32 = 3.0;

/// Where items were put last, for the next ones not to hide them.
#[derive(Clone, Copy, Debug)]
pub struct Last {
    at: Point,
    times: u16,
}

/// Takes texts from the clipboard. Texts that are pasted while another is edited belong to that one.
pub fn take(
    ctx: &Context,
    response: &Response,
    state: &mut CanvasState,
    cx: &Cx<'_>,
    s: &Sight<'_>,
    out: &mut Actions,
) {
    let busy = cx.state.view.dialog.is_some() || state.rename.is_some() || state.pick.is_some();
    if busy || ctx.text_edit_focused() || keys::composing(ctx) || state.controller.is_busy() {
        return;
    }
    let (events, held) = ctx.input(|i| (i.events.clone(), i.modifiers));
    for event in events {
        let Event::Paste(text) = event else { continue };
        let asked = cx.state.view.paste_how;
        let asked = asked.filter(|(_, at)| cx.state.now - at <= WAIT);
        let how = match asked {
            Some((how, _)) => how,
            None if held.alt => PasteHow::Properties,
            None if held.shift => PasteHow::At(PasteAt::InPlace),
            None => PasteHow::AtPointer,
        };
        if cx.state.view.paste_how.is_some() {
            out.view(View::PasteTaken);
        }
        let action = match how {
            PasteHow::Properties => EditAction::PasteProperties(text),
            PasteHow::At(at) => EditAction::Paste(text, at),
            PasteHow::AtPointer => {
                let at = at_pointer(ctx, response, state, s);
                EditAction::Paste(text, at)
            }
        };
        out.push(Action::Edit(action));
    }
}

/// At the pointer; a little further each time while it rests. Beside the originals where the pointer is elsewhere.
fn at_pointer(
    ctx: &Context,
    response: &Response,
    state: &mut CanvasState,
    s: &Sight<'_>,
) -> PasteAt {
    let pointer = ctx.input(|i| i.pointer.latest_pos());
    let Some(pointer) = pointer.filter(|p| response.rect.contains(*p)) else {
        return PasteAt::Beside;
    };
    let local = Point::new(
        pointer.x - response.rect.left(),
        pointer.y - response.rect.top(),
    );
    let at = s.camera.to_canvas(local);
    let reach = RESTS / s.camera.zoom;
    let times = match state.pasted {
        Some(last) if last.at.distance(at) <= reach => last.times.saturating_add(1),
        _ => 0,
    };
    state.pasted = Some(Last { at, times });
    let away = f32::from(times) * 2.0 * GRID;
    PasteAt::Around(at.offset(away, away))
}
