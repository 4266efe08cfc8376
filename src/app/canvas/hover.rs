//! The card of the connection under the pointer: each way that its traffic takes, with its rate, GB and price, and who pays
//! or why it is free.

use super::CanvasState;
use super::card;
use super::controller::{Gesture, Sight};
use super::hit::Hit;
use super::pen::Pen;
use crate::analysis::cost::Total;
use crate::analysis::path::PathClass;
use crate::analysis::transfers::{self, Hop};
use crate::app::cx::Cx;
use crate::app::fonts::{self, Elide, Type};
use crate::app::inspector::connection::{kind_key, slot};
use crate::app::theme::{self, tokens};
use crate::model::Id;
use crate::scene::tokens::{Color, Tokens};
use crate::text::number;
use crate::text::units::{DataUnit, RateUnit};
use crate::units::Usd;
use egui::{Align2, Galley, Painter, Pos2, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};
use std::sync::Arc;
use std::time::Duration;

/// Time on a line before its card shows, seconds.
const DELAY: f64 = 0.35;
/// The card stays this long after the pointer has slipped off the line, seconds.
const GRACE: f64 = 0.2;
/// Width of the card.
const WIDTH: f32 = 336.0;
const PADDING: f32 = 12.0;
/// Height of the first line of a way, with the space above it.
const ROW: f32 = 26.0;
/// Height of a small line.
const LINE: f32 = 15.0;
/// Where the texts of a way begin.
const INDENT: f32 = 22.0;
/// A line that stands for several connections shows this many.
const MOST: usize = 3;
/// Pairs of zones that a way names before it counts them.
const PAIRS: usize = 3;

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
    /// Since when the pointer is beside the line.
    left: Option<f64>,
}

impl Card {
    /// Whether a card is shown.
    #[cfg(test)]
    pub fn is_shown(&self) -> bool {
        self.on.is_some_and(|on| on.at.is_some())
    }

    /// Follows the pointer, which is on that route or on none, at `now`. The answer is the route whose card is up and
    /// where, or how long to wait for the next change.
    fn follow(
        &mut self,
        over: Option<u32>,
        pointer: Pos2,
        now: f64,
    ) -> (Option<(u32, Pos2)>, Option<f64>) {
        let up = self.on.filter(|on| on.at.is_some());
        self.on = match (over, self.on) {
            (Some(route), Some(on)) if on.route == route => Some(On { left: None, ..on }),
            // From line to line the card follows without a gap.
            (Some(route), _) => Some(On {
                route,
                since: now,
                at: up.map(|_| pointer),
                left: None,
            }),
            (None, _) => up.map(|on| On {
                left: on.left.or(Some(now)),
                ..on
            }),
        };
        let Some(on) = &mut self.on else {
            return (None, None);
        };
        if let Some(left) = on.left {
            let wait = left + GRACE - now;
            if wait <= 0.0 {
                self.on = None;
                return (None, None);
            }
            return (on.at.map(|at| (on.route, at)), Some(wait));
        }
        let wait = on.since + DELAY - now;
        if on.at.is_none() && wait > 0.0 {
            return (None, Some(wait));
        }
        let at = *on.at.get_or_insert(pointer);
        (Some((on.route, at)), None)
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
    let hit = &state.controller.hover.hit;
    let (true, Hit::Route(_) | Hit::Nothing | Hit::Border(_), Some(pointer)) = (free, hit, pointer)
    else {
        state.card.on = None;
        return;
    };
    let over = match hit {
        Hit::Route(route) => Some(*route),
        _ => None,
    };
    let (shown, wait) = state.card.follow(over, pointer, now);
    if let Some(wait) = wait {
        ui.ctx()
            .request_repaint_after(Duration::from_secs_f64(wait.max(0.01)));
    }
    let Some((route, at)) = shown else { return };
    let Some(route) = s.scene.routes.get(route as usize) else {
        return;
    };
    let painter = ui.painter().with_clip_rect(view.intersect(ui.clip_rect()));
    let room = view.height() - 16.0 - 2.0 * PADDING;
    let mut blocks: Vec<Block> = Vec::new();
    for id in route.connections.iter().take(MOST) {
        let used: f32 = blocks.iter().map(|block| block.height() + 17.0).sum();
        blocks.extend(block(&painter, cx, id, room - used));
    }
    if !blocks.is_empty() {
        let rect = card(&painter, tokens(ui), view, at, &blocks);
        let said: Vec<String> = blocks.iter().map(Block::words).collect();
        let card = ui.interact(rect, ui.id().with("hover card"), Sense::hover());
        card.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, said.join(". ")));
    }
}

/// What is said of a connection.
struct Block {
    ends: String,
    total: String,
    facts: String,
    ways: Vec<Way>,
    /// Ways that have no room.
    more: String,
}

/// What goes one way.
struct Way {
    class: PathClass,
    name: String,
    facts: String,
    usd: String,
    /// Nothing is billed.
    free: bool,
    reason: Arc<Galley>,
}

fn block(painter: &Painter, cx: &Cx<'_>, id: &Id, room: f32) -> Option<Block> {
    let connection = cx.design().connection(id)?;
    let report = &cx.state.report;
    let ends = format!(
        "{} → {}",
        cx.name_of(&connection.from),
        cx.name_of(&connection.to)
    );
    let mut facts = vec![cx.text(kind_key(connection.kind)).into_owned()];
    if let Some(flow) = report.traffic.connections.get(id) {
        facts.push(rate_text(cx, flow.average.0));
        facts.push(gb_text(cx, flow.request_gb.0 + flow.response_gb.0));
    }
    let protocol = connection.protocol.clone().unwrap_or_default();
    match (protocol.as_str(), connection.port) {
        ("", None) => {}
        ("", Some(port)) => facts.push(format!(":{port}")),
        (protocol, None) => facts.push(protocol.to_owned()),
        (protocol, Some(port)) => facts.push(format!("{protocol}:{port}")),
    }
    let hops = transfers::hops(&report.traffic, &report.paths, &report.cost, id);
    let alone = hops.len() == 1;
    let cost = report.cost.connection(id);
    let mut block = Block {
        ends,
        total: total(cx, cost.map(|cost| cost.total)),
        facts: facts.join(" · "),
        ways: Vec::new(),
        more: String::new(),
    };
    let count = hops.len();
    for (n, hop) in hops.iter().enumerate() {
        block.ways.push(way(painter, cx, hop, alone));
        let rest = if n + 1 < count { LINE } else { 0.0 };
        if n > 0 && block.height() + rest > room {
            block.ways.pop();
            block.more = cx.text_with("hover-more-ways", "count", count - n);
            break;
        }
    }
    Some(block)
}

fn way(painter: &Painter, cx: &Cx<'_>, hop: &Hop, alone: bool) -> Way {
    let share = number::fixed(hop.share * 100.0, if hop.share < 0.01 { 1 } else { 0 });
    let title = hop.class.title().get(cx.language);
    let mut facts = Vec::new();
    // What the whole connection has stands in its head already.
    if !alone {
        facts.extend(hop.rate.map(|rate| rate_text(cx, rate.0)));
        facts.push(gb_text(cx, hop.gb.0));
    }
    if let Some(via) = &hop.via {
        facts.push(cx.text_with("hover-via", "name", cx.name_of(via)));
    }
    let pairs: Vec<String> = hop
        .zones
        .iter()
        .filter_map(|(from, to)| match (from, to) {
            (Some(from), Some(to)) if from == to => Some(short_zone(from).to_owned()),
            (Some(from), Some(to)) => Some(format!("{} → {}", short_zone(from), short_zone(to))),
            _ => None,
        })
        .collect();
    match pairs.len() {
        0 => {}
        n if n > PAIRS => facts.push(cx.text_with("hover-pairs", "count", n)),
        _ => facts.push(pairs.join(", ")),
    }
    let room = WIDTH - 2.0 * PADDING - INDENT;
    let ink = theme::tokens_of(painter.ctx()).text_2.into();
    let reason = hop.reason.get(cx.language);
    Way {
        class: hop.class,
        name: if alone {
            title.to_owned()
        } else {
            format!("{title}, {share}%")
        },
        facts: facts.join(" · "),
        usd: match hop.usd {
            Some(_) if !hop.billed => cx.text("free").into_owned(),
            Some(usd) => cx.amount(usd),
            None => cx.text("no-price").into_owned(),
        },
        free: !hop.billed,
        reason: painter.layout_job(fonts::paragraph(reason, Type::Small, false, ink, room)),
    }
}

fn rate_text(cx: &Cx<'_>, per_second: f64) -> String {
    let units = cx.state.prefs.units;
    if units.rate == RateUnit::PerMonth {
        let hours = cx.design().settings.hours_per_month;
        return units.rate(per_second, hours, cx.language);
    }
    let rate = match per_second {
        rate if rate >= 0.01 || rate <= 0.0 => number::compact(rate, cx.language),
        _ => "< 0.01".to_owned(),
    };
    format!("{rate} {}", cx.text("requests-per-second"))
}

fn gb_text(cx: &Cx<'_>, gb: f64) -> String {
    let units = cx.state.prefs.units;
    if units.data == DataUnit::MbitPerSecond {
        let hours = cx.design().settings.hours_per_month;
        return units.data(gb, hours, cx.language);
    }
    let gb = match gb {
        gb if gb >= 0.01 || gb <= 0.0 => number::compact(gb, cx.language),
        _ => "< 0.01".to_owned(),
    };
    format!("{gb} {}", cx.text("gb-per-month"))
}

/// What tells a zone from others of its Region: `2a`.
fn short_zone(zone: &str) -> &str {
    let start = zone.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
    zone.get(start..).unwrap_or(zone)
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

impl Way {
    fn height(&self) -> f32 {
        let facts = if self.facts.is_empty() { 0.0 } else { LINE };
        ROW + facts + self.reason.size().y
    }

    /// Paints the way; the answer is where the next one begins.
    fn paint(&self, painter: &Painter, t: &'static Tokens, corner: Pos2, right: f32) -> f32 {
        let (left, end) = (Align2::LEFT_CENTER, Align2::RIGHT_CENTER);
        let middle = corner.y + ROW - 10.0;
        let mark = pos2(corner.x + 7.0, middle);
        let mark = egui::Rect::from_center_size(mark, vec2(14.0, 4.0));
        painter.rect_filled(mark, 2.0, t.path(slot(self.class)));
        let ink: Color = if self.free { t.saving } else { t.text_1 };
        let font = Type::Control.strong();
        let at = pos2(right, middle);
        let figure = fonts::tabular_number(painter, at, end, &self.usd, &font, ink);
        let at = pos2(corner.x + INDENT, middle);
        let room = figure.left() - 8.0 - at.x;
        let (font, ink) = (Type::Control.font(), t.text_1);
        fonts::elided_text(painter, at, left, &self.name, font, ink, room, Elide::End);
        let mut y = corner.y + ROW;
        if !self.facts.is_empty() {
            let at = pos2(corner.x + INDENT, y + LINE * 0.5);
            let (small, room) = (Type::Small.font(), right - at.x);
            fonts::elided_text(
                painter,
                at,
                left,
                &self.facts,
                small,
                t.text_1,
                room,
                Elide::End,
            );
            y += LINE;
        }
        painter.galley(
            pos2(corner.x + INDENT, y),
            self.reason.clone(),
            t.text_2.into(),
        );
        y + self.reason.size().y
    }
}

impl Block {
    /// The whole card in words.
    fn words(&self) -> String {
        let mut words = format!("{}, {}, {}", self.ends, self.total, self.facts);
        for way in &self.ways {
            let reason = way.reason.text();
            words.push_str(&format!(". {}, {}: {reason}", way.name, way.usd));
        }
        words
    }

    fn height(&self) -> f32 {
        let ways: f32 = self.ways.iter().map(Way::height).sum();
        let more = if self.more.is_empty() {
            0.0
        } else {
            LINE + 6.0
        };
        36.0 + ways + more
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
        for way in &self.ways {
            y = way.paint(painter, t, pos2(corner.x, y), right);
        }
        if !self.more.is_empty() {
            let at = pos2(corner.x + INDENT, y + 6.0 + LINE * 0.5);
            fonts::text(painter, at, left, &self.more, Type::Small.font(), t.text_3);
        }
    }
}

/// The card beside `at`, on the side where it fits; the answer is where it is.
fn card(
    painter: &Painter,
    t: &'static Tokens,
    view: egui::Rect,
    at: Pos2,
    blocks: &[Block],
) -> egui::Rect {
    let inner: f32 = blocks.iter().map(Block::height).sum();
    let between = 17.0 * (blocks.len() - 1) as f32;
    let size = vec2(WIDTH, inner + between + 2.0 * PADDING);
    let rect = card::beside(view, at, size, vec2(14.0, 16.0), vec2(14.0, 12.0));
    card::paint(painter, t, rect, theme::RADIUS_CARD);
    let mut corner = rect.min + vec2(PADDING, PADDING);
    for (i, block) in blocks.iter().enumerate() {
        if i > 0 {
            let x = rect.x_range().shrink(PADDING);
            painter.hline(x, corner.y - 9.0, Pen::line(t.border, 1.0));
        }
        block.paint(painter, t, corner);
        corner.y += block.height() + 17.0;
    }
    rect
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f32) -> Pos2 {
        pos2(x, 0.0)
    }

    #[test]
    fn a_card_comes_up_after_a_while_stays_where_it_is_and_follows_to_the_next_line() {
        let mut card = Card::default();
        assert_eq!(card.follow(Some(4), at(1.0), 0.0).0, None);
        assert_eq!(card.follow(Some(4), at(2.0), 0.3).0, None);
        assert_eq!(card.follow(Some(4), at(3.0), 0.4).0, Some((4, at(3.0))));
        assert_eq!(card.follow(Some(4), at(9.0), 0.5).0, Some((4, at(3.0))));
        assert_eq!(card.follow(Some(5), at(9.0), 0.6).0, Some((5, at(9.0))));
    }

    #[test]
    fn slipping_off_the_line_for_a_moment_does_not_make_it_flicker() {
        let mut card = Card::default();
        card.follow(Some(4), at(1.0), 0.0);
        card.follow(Some(4), at(1.0), 1.0);
        let (shown, wait) = card.follow(None, at(1.0), 1.1);
        assert_eq!(shown, Some((4, at(1.0))));
        assert!(wait.unwrap() <= GRACE);
        assert_eq!(card.follow(Some(4), at(2.0), 1.2).0, Some((4, at(1.0))));
        card.follow(None, at(1.0), 1.3);
        assert_eq!(card.follow(None, at(1.0), 1.51), (None, None));
        assert!(!card.is_shown());
    }

    #[test]
    fn a_line_that_is_only_crossed_shows_nothing() {
        let mut card = Card::default();
        card.follow(Some(4), at(1.0), 0.0);
        assert_eq!(card.follow(None, at(1.0), 0.1), (None, None));
        assert_eq!(card.follow(Some(4), at(1.0), 0.2).0, None);
    }
}
