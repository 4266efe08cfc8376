//! The card of the connection under the pointer: what flows, which way, what it costs and who pays.

use super::CanvasState;
use super::controller::{Gesture, Sight};
use super::hit::Hit;
use super::pen::Pen;
use crate::analysis::cost::{Total, cost_of_parts};
use crate::analysis::path::PathClass;
use crate::app::cx::Cx;
use crate::app::fonts::{self, Elide, Type};
use crate::app::inspector::connection::{kind_key, slot};
use crate::app::theme::{self, shadow_float, tokens};
use crate::model::Id;
use crate::scene::tokens::Tokens;
use crate::text::number;
use crate::units::Usd;
use egui::{Align2, Color32, CornerRadius, Galley, Painter, Pos2, StrokeKind, Ui, pos2, vec2};
use std::sync::Arc;
use std::time::Duration;

/// Time on a line before its card shows, seconds.
const DELAY: f64 = 0.35;
/// Width of the card.
const WIDTH: f32 = 306.0;
const PADDING: f32 = 12.0;
const ROW: f32 = 22.0;
/// A line that stands for several connections shows this many.
const MOST: usize = 3;

/// Since when the pointer is on a line.
#[derive(Clone, Copy, Debug, Default)]
pub struct Card {
    on: Option<On>,
}

#[derive(Clone, Copy, Debug)]
struct On {
    route: u32,
    since: f64,
    /// Where the pointer was when the card came up.
    at: Option<Pos2>,
}

impl Card {
    /// Whether a card is shown.
    #[cfg(test)]
    pub fn is_shown(&self) -> bool {
        self.on.is_some_and(|on| on.at.is_some())
    }
}

/// Shows the card once the pointer has rested long enough on a connection.
pub fn ui(ui: &Ui, view: egui::Rect, cx: &Cx<'_>, state: &mut CanvasState, s: &Sight<'_>) {
    let free = matches!(state.controller.gesture, Gesture::Idle)
        && state.rename.is_none()
        && state.pick.is_none()
        && cx.state.view.dialog.is_none()
        && !egui::Popup::is_any_open(ui.ctx());
    let (pointer, now) = ui.input(|i| (i.pointer.hover_pos(), i.time));
    let (true, Hit::Route(route), Some(pointer)) = (free, &state.controller.hover.hit, pointer)
    else {
        state.card.on = None;
        return;
    };
    let on = match state.card.on {
        Some(on) if on.route == *route => on,
        _ => On {
            route: *route,
            since: now,
            at: None,
        },
    };
    let left = on.since + DELAY - now;
    if left > 0.0 {
        state.card.on = Some(on);
        let wait = Duration::from_secs_f64(left);
        ui.ctx().request_repaint_after(wait);
        return;
    }
    let at = on.at.unwrap_or(pointer);
    state.card.on = Some(On { at: Some(at), ..on });
    let Some(route) = s.scene.routes.get(*route as usize) else {
        return;
    };
    let painter = ui.painter().with_clip_rect(view.intersect(ui.clip_rect()));
    let shown = route.connections.iter().take(MOST);
    let blocks: Vec<Block> = shown.filter_map(|id| block(&painter, cx, id)).collect();
    if !blocks.is_empty() {
        card(&painter, tokens(ui), view, at, &blocks);
    }
}

/// What is said of a connection.
struct Block {
    ends: String,
    total: String,
    facts: String,
    rows: Vec<PathRow>,
    heading: String,
    reasons: Option<Arc<Galley>>,
}

/// What goes one way.
struct PathRow {
    class: PathClass,
    name: String,
    gb: String,
    usd: String,
}

fn block(painter: &Painter, cx: &Cx<'_>, id: &Id) -> Option<Block> {
    let connection = cx.design().connection(id)?;
    let report = &cx.state.report;
    let ends = format!(
        "{} → {}",
        cx.name_of(&connection.from),
        cx.name_of(&connection.to)
    );
    let cost = report.cost.connection(id);
    let parts = report.paths.of(id);
    let mut facts = vec![cx.text(kind_key(connection.kind)).into_owned()];
    if let Some(flow) = report.traffic.connections.get(id) {
        let rate = number::compact(flow.average.0, cx.language);
        facts.push(format!("{rate} {}", cx.text("requests-per-second")));
        let gb = number::compact(flow.request_gb.0 + flow.response_gb.0, cx.language);
        facts.push(format!("{gb} {}", cx.text("gb-per-month")));
    }
    let protocol = connection.protocol.clone().unwrap_or_default();
    match (protocol.as_str(), connection.port) {
        ("", None) => {}
        ("", Some(port)) => facts.push(format!(":{port}")),
        (protocol, None) => facts.push(protocol.to_owned()),
        (protocol, Some(port)) => facts.push(format!("{protocol}:{port}")),
    }
    let each = cost
        .map(|cost| cost_of_parts(parts, cost))
        .unwrap_or_default();
    let mut classes: Vec<(PathClass, f64, f64, Option<f64>)> = Vec::new();
    for (i, part) in parts.iter().enumerate() {
        let gb = part.request_gb.0 + part.response_gb.0;
        let usd = each.get(i).copied().flatten().map(|usd| usd.0);
        let usd = usd.or_else(|| part.charges.is_empty().then_some(0.0));
        match classes.iter_mut().find(|row| row.0 == part.class) {
            Some(row) => {
                row.1 += part.share;
                row.2 += gb;
                row.3 = row.3.zip(usd).map(|(a, b)| a + b);
            }
            None => classes.push((part.class, part.share, gb, usd)),
        }
    }
    let rows = classes.into_iter().map(|(class, share, gb, usd)| {
        let share = number::fixed(share * 100.0, 0);
        PathRow {
            class,
            name: format!("{}, {share}%", class.title().get(cx.language)),
            gb: match gb {
                gb if gb < 10.0 => format!("{} GB", number::short(gb, 2)),
                gb => format!("{} GB", number::compact(gb, cx.language)),
            },
            usd: match usd {
                Some(usd) => cx.amount(Usd(usd)),
                None => cx.text("no-price").into_owned(),
            },
        }
    });
    let mut said: Vec<&str> = Vec::new();
    for part in parts {
        let reason = part.reason.get(cx.language);
        if !reason.is_empty() && !said.contains(&reason) {
            said.push(reason);
        }
    }
    let reasons = (!said.is_empty()).then(|| {
        let ink = tokens_ink(painter);
        let room = WIDTH - 2.0 * PADDING;
        painter.layout_job(fonts::paragraph(
            &said.join(" "),
            Type::Small,
            false,
            ink,
            room,
        ))
    });
    Some(Block {
        ends,
        total: total(cx, cost.map(|cost| cost.total)),
        facts: facts.join(" · "),
        rows: rows.collect(),
        heading: cx.text("hover-who-pays").into_owned(),
        reasons,
    })
}

fn tokens_ink(painter: &Painter) -> Color32 {
    theme::tokens_of(painter.ctx()).text_2.into()
}

fn total(cx: &Cx<'_>, total: Option<Total>) -> String {
    let per = cx.text("unit-per-month");
    match total {
        Some(total) if total.missing > 0 && total.usd.0 == 0.0 => cx.text("no-price").into_owned(),
        Some(total) if total.missing > 0 => format!("≥ {}{per}", cx.amount(total.usd)),
        Some(total) => format!("{}{per}", cx.amount(total.usd)),
        None => format!("{}{per}", cx.amount(Usd(0.0))),
    }
}

impl Block {
    fn height(&self) -> f32 {
        let reasons = self.reasons.as_ref();
        let words = reasons.map_or(0.0, |text| 8.0 + 16.0 + text.size().y);
        let rows = if self.rows.is_empty() {
            0.0
        } else {
            6.0 + ROW * self.rows.len() as f32
        };
        20.0 + 16.0 + rows + words
    }

    fn paint(&self, painter: &Painter, t: &'static Tokens, corner: Pos2) {
        let right = corner.x + WIDTH - 2.0 * PADDING;
        let strong = Type::Control.strong();
        let (left, end) = (Align2::LEFT_CENTER, Align2::RIGHT_CENTER);
        let mut y = corner.y + 9.0;
        let at = pos2(right, y);
        let figure = fonts::tabular_number(painter, at, end, &self.total, &strong, t.text_1);
        let room = figure.left() - 10.0 - corner.x;
        let (at, ink) = (pos2(corner.x, y), t.text_1);
        fonts::elided_text(painter, at, left, &self.ends, strong, ink, room, Elide::End);
        y += 18.0;
        let (at, small, room) = (pos2(corner.x, y), Type::Small.font(), right - corner.x);
        let ink = t.text_2;
        fonts::elided_text(painter, at, left, &self.facts, small, ink, room, Elide::End);
        y += 9.0;
        if !self.rows.is_empty() {
            y += 6.0;
        }
        let figures = self.rows.iter().map(|row| {
            let font = Type::Control.font();
            fonts::width(painter, &row.usd, font)
        });
        let figures = figures.fold(44.0, f32::max).ceil();
        for row in &self.rows {
            let middle = y + ROW * 0.5;
            let font = Type::Control.font();
            let mark = pos2(corner.x + 7.0, middle);
            let mark = egui::Rect::from_center_size(mark, vec2(14.0, 4.0));
            painter.rect_filled(mark, 2.0, t.path(slot(row.class)));
            let at = pos2(right, middle);
            fonts::tabular_number(painter, at, end, &row.usd, &font, t.text_1);
            let at = pos2(right - figures - 12.0, middle);
            let small = Type::Small.font();
            let gb = fonts::tabular_number(painter, at, end, &row.gb, &small, t.text_2);
            let at = pos2(corner.x + 22.0, middle);
            let room = gb.left() - 8.0 - at.x;
            let ink = t.text_1;
            fonts::elided_text(painter, at, left, &row.name, font, ink, room, Elide::End);
            y += ROW;
        }
        if let Some(reasons) = &self.reasons {
            y += 8.0;
            let at = pos2(corner.x, y + 6.0);
            let font = Type::Small.strong();
            fonts::text(painter, at, left, &self.heading, font, t.text_1);
            let at = pos2(corner.x, y + 15.0);
            painter.galley(at, reasons.clone(), t.text_2.into());
        }
    }
}

/// The card beside `at`, on the side where it fits.
fn card(painter: &Painter, t: &'static Tokens, view: egui::Rect, at: Pos2, blocks: &[Block]) {
    let inner: f32 = blocks.iter().map(Block::height).sum();
    let between = 17.0 * (blocks.len() - 1) as f32;
    let size = vec2(WIDTH, inner + between + 2.0 * PADDING);
    let room = view.shrink(8.0);
    let mut min = at + vec2(14.0, 16.0);
    if min.x + size.x > room.right() {
        min.x = at.x - 14.0 - size.x;
    }
    if min.y + size.y > room.bottom() {
        min.y = at.y - 12.0 - size.y;
    }
    let min = pos2(
        min.x.max(room.left()).round(),
        min.y.max(room.top()).round(),
    );
    let rect = egui::Rect::from_min_size(min, size);
    let radius = CornerRadius::same(theme::RADIUS_CARD);
    painter.add(shadow_float(t).as_shape(rect, radius));
    let line = Pen::line(t.border, 1.0);
    let fill = Color32::from(t.panel);
    painter.rect(rect, radius, fill, line, StrokeKind::Inside);
    let mut corner = rect.min + vec2(PADDING, PADDING);
    for (i, block) in blocks.iter().enumerate() {
        if i > 0 {
            let x = rect.x_range().shrink(PADDING);
            painter.hline(x, corner.y - 9.0, Pen::line(t.border, 1.0));
        }
        block.paint(painter, t, corner);
        corner.y += block.height() + 17.0;
    }
}
