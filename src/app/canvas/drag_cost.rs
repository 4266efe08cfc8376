//! What a drag does to the bill, at the pointer, while it lasts: the change of the total, and the connections whose transfer
//! it changes. The drag edits the design as it goes, so the figures are those of the passes; Esc takes it all back.

use super::CanvasState;
use super::card;
use super::controller::Gesture;
use crate::analysis::transfers::{self, Change, Moved};
use crate::app::cx::Cx;
use crate::app::fonts::{self, Elide, Type};
use crate::app::theme::{self, tokens};
use crate::app::widgets::chip::DeltaChip;
use crate::model::Id;
use crate::scene::tokens::Color;
use egui::{Align2, Color32, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};
use std::collections::BTreeMap;

/// Width of the card where it names connections.
const WIDTH: f32 = 264.0;
const PADDING: f32 = 10.0;
const ROW: f32 = 18.0;
/// Connections that it names.
const MOST: usize = 3;
/// Changes below this are none.
const CENT: f64 = 0.005;

/// The figures before the drag.
#[derive(Clone, Debug)]
pub struct Before {
    transfer: BTreeMap<Id, Moved>,
    /// The report whose figures are compared, and how they differ.
    now: (u64, Vec<Change>),
}

/// Keeps the figures when a drag begins and forgets them when it is over.
pub fn follow(cx: &Cx<'_>, state: &mut CanvasState) {
    if !matches!(state.controller.gesture, Gesture::Move(_)) {
        state.before_drag = None;
        return;
    }
    let report = &cx.state.report;
    let figures = || transfers::by_connection(&report.paths, &report.cost);
    match &mut state.before_drag {
        None => {
            state.before_drag = Some(Before {
                transfer: figures(),
                now: (cx.state.figured(), Vec::new()),
            });
        }
        Some(before) if before.now.0 != cx.state.figured() => {
            let changes = transfers::changes(&before.transfer, &figures());
            before.now = (cx.state.figured(), changes);
        }
        Some(_) => {}
    }
}

/// Draws the card beside the pointer, where the drag changes anything.
pub fn ui(ui: &Ui, view: egui::Rect, cx: &Cx<'_>, state: &CanvasState) {
    let (Gesture::Move(moving), Some(before)) = (&state.controller.gesture, &state.before_drag)
    else {
        return;
    };
    // What is held over a card costs what it did: the drop is not done yet.
    if moving.folded.is_some() {
        return;
    }
    let Some(pointer) = ui.input(|i| i.pointer.latest_pos()) else {
        return;
    };
    let report = &cx.state.report;
    let change = moving.delta(report.cost.total.usd);
    let changes = &before.now.1;
    let moves = moving.target.is_some() || moving.leaves;
    if change.0.abs() < CENT && changes.is_empty() && !moves {
        return;
    }
    let t = tokens(ui);
    let painter = ui.painter().with_clip_rect(view.intersect(ui.clip_rect()));
    let delta = cx.money.delta(change);
    let per = cx.text("unit-per-month");
    let strong = Type::Body.strong();
    let ink: Color = DeltaChip::tone_of(&delta).tint(t).ink;
    let amount = format!("{delta}{per}");
    let mut width =
        fonts::tabular(&painter, &amount, &strong, Color32::PLACEHOLDER).1 + 2.0 * PADDING;
    if !changes.is_empty() {
        width = width.max(WIDTH);
    }
    let rows = changes.len().min(MOST);
    let height = PADDING * 2.0 + 20.0 + ROW * rows as f32;
    let size = vec2(width.ceil(), height);
    let rect = card::beside(view, pointer, size, vec2(18.0, 22.0), vec2(14.0, 18.0));
    let mut said = amount.clone();
    for change in changes.iter().take(MOST) {
        let name = cx.name_of(&change.connection);
        said.push_str(&format!(", {name} {}", cx.money.delta(change.usd)));
    }
    let response = ui.interact(rect, ui.id().with("drag cost"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &said));
    card::paint(&painter, t, rect, theme::RADIUS_CARD);
    let (left, right) = (rect.left() + PADDING, rect.right() - PADDING);
    let mut y = rect.top() + PADDING + 10.0;
    let at = pos2(left, y);
    fonts::tabular_number(&painter, at, Align2::LEFT_CENTER, &amount, &strong, ink);
    y += 10.0 + ROW * 0.5;
    for change in changes.iter().take(MOST) {
        let delta = cx.money.delta(change.usd);
        let (font, small) = (Type::Small.strong(), Type::Small.font());
        let at = pos2(right, y);
        let ink = DeltaChip::tone_of(&delta).tint(t).ink;
        let figure = fonts::tabular_number(&painter, at, Align2::RIGHT_CENTER, &delta, &font, ink);
        let name = cx.name_of(&change.connection);
        let room = figure.left() - 8.0 - left;
        let anchor = Align2::LEFT_CENTER;
        fonts::elided_text(
            &painter,
            pos2(left, y),
            anchor,
            &name,
            small,
            t.text_2,
            room,
            Elide::End,
        );
        y += ROW;
    }
}
