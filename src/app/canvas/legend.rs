//! What the colours of an overlay mean, at the top left of the view.

use super::controller::Sight;
use super::pen::Pen;
use super::zones::{self, Zones};
use crate::analysis::path::PathClass;
use crate::analysis::review::Severity;
use crate::app::cx::Cx;
use crate::app::fonts::{self, Elide, Type};
use crate::app::inspector::connection::kind_key;
use crate::app::theme::{self, tokens};
use crate::app::view::Overlay;
use crate::model::{ConnectionKind, ContainerKind, Point};
use crate::scene::Route;
use crate::scene::flow::{self, Flowing, GB_STEPS, Measure, USD_STEPS};
use crate::scene::tokens::{Color, PathSlot, SeveritySlot, Tokens};
use crate::text::number::{self, Money};
use crate::units::Usd;
use egui::{Align2, Color32, Painter, Pos2, Shape, StrokeKind, Ui, pos2, vec2};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Distance to the corner of the view.
const MARGIN: f32 = 10.0;
const PADDING: f32 = 12.0;
/// Width of a step of the cost scale.
const STEP: f32 = 46.0;
const ROW: f32 = 20.0;
/// Least width of the steps of a measure.
const STEPS: f32 = 156.0;
/// Width of the list of zones.
const LIST: f32 = 216.0;

/// Draws the legend of the overlay, and that of the lines below it where it is asked for.
pub fn ui(ui: &Ui, view: egui::Rect, cx: &Cx<'_>, s: &Sight<'_>) {
    let painter = ui.painter().with_clip_rect(view.intersect(ui.clip_rect()));
    let t = tokens(ui);
    let mut corner = view.min + vec2(MARGIN, MARGIN);
    let height = match cx.state.view.overlay {
        Overlay::Cost => cost(&painter, t, corner, cx),
        Overlay::Zones => {
            let zones = Zones::of(s.design, s.scene);
            if zones.names.is_empty() {
                0.0
            } else {
                list(&painter, t, corner, cx, &zones)
            }
        }
        Overlay::Traffic => traffic(&painter, t, corner, cx, s),
        Overlay::Findings => findings(&painter, t, corner, cx, s),
        Overlay::None => 0.0,
    };
    if height > 0.0 {
        corner.y += height + MARGIN;
    }
    if cx.state.view.legend {
        lines(&painter, t, corner, cx, s);
    }
}

/// The severities that are drawn, with how many items wear each, and what is pale.
fn findings(
    painter: &Painter,
    t: &'static Tokens,
    corner: Pos2,
    cx: &Cx<'_>,
    s: &Sight<'_>,
) -> f32 {
    let badges = s.scene.tiles.iter().filter_map(|tile| tile.badge);
    let badges = badges.chain(s.scene.frames.iter().filter_map(|frame| frame.badge));
    let mut counts: BTreeMap<Severity, usize> = BTreeMap::new();
    for badge in badges {
        *counts.entry(badge.severity).or_default() += 1;
    }
    let rows = counts.len() + 1;
    let size = vec2(LIST, PADDING * 2.0 + 16.0 + ROW * rows as f32);
    let at = card(painter, t, corner, size, &cx.text("legend-findings"));
    let left = Align2::LEFT_CENTER;
    for (i, (severity, count)) in counts.iter().enumerate() {
        let y = at.y + ROW * (i as f32 + 0.5);
        let slot = SeveritySlot::from(*severity);
        let ink = t.severity(slot).ink;
        let middle = pos2(at.x + 10.0, y);
        fonts::glyph(painter, middle, slot.glyph(), fonts::icon_fill(14.0), ink);
        let name = severity.title().get(cx.language);
        let font = Type::Control.font();
        let text = pos2(at.x + 28.0, y);
        fonts::text(painter, text, left, name, font.clone(), t.text_1);
        let end = pos2(corner.x + LIST - PADDING, y);
        let count = number::count(*count);
        fonts::tabular_number(painter, end, Align2::RIGHT_CENTER, &count, &font, t.text_2);
    }
    let y = at.y + ROW * (counts.len() as f32 + 0.5);
    let mark = egui::Rect::from_min_size(pos2(at.x, y - 6.0), vec2(20.0, 12.0));
    swatch(painter, t, mark, t.canvas.mix(t.tile, 0.42));
    let text = pos2(at.x + 28.0, y);
    let (name, font) = (cx.text("legend-no-finding"), Type::Control.font());
    fonts::text(painter, text, left, &name, font, t.text_1);
    size.y
}

/// What flows on the lines that are drawn: each kind with its dashes.
fn lines(painter: &Painter, t: &'static Tokens, corner: Pos2, cx: &Cx<'_>, s: &Sight<'_>) {
    let drawn = |kind: &ConnectionKind| s.scene.routes.iter().any(|r| r.kind == *kind);
    let kinds: Vec<ConnectionKind> = ConnectionKind::ALL.into_iter().filter(drawn).collect();
    if kinds.is_empty() {
        return;
    }
    let size = vec2(LIST, PADDING * 2.0 + 16.0 + ROW * kinds.len() as f32);
    let at = card(painter, t, corner, size, &cx.text("legend-lines"));
    for (i, kind) in kinds.into_iter().enumerate() {
        let y = at.y + ROW * (i as f32 + 0.5);
        let route = Route::sample(kind, Point::default(), Point::default());
        let stroke = Pen::line(route.color(t), 1.5);
        let ends = [pos2(at.x, y), pos2(at.x + 34.0, y)];
        let pattern = route.pattern();
        if pattern.is_empty() {
            painter.line_segment(ends, stroke);
        } else {
            let on: Vec<f32> = pattern.iter().copied().step_by(2).collect();
            let off: Vec<f32> = pattern.iter().copied().skip(1).step_by(2).collect();
            painter.extend(Shape::dashed_line_with_offset(
                &ends, stroke, &on, &off, 0.0,
            ));
        }
        let (name, font) = (cx.text(kind_key(kind)), Type::Control.font());
        let text = pos2(at.x + 46.0, y);
        fonts::text(painter, text, Align2::LEFT_CENTER, &name, font, t.text_1);
    }
}

/// A card with its heading; the answer is where its content begins.
fn card(painter: &Painter, t: &'static Tokens, corner: Pos2, size: egui::Vec2, text: &str) -> Pos2 {
    let rect = egui::Rect::from_min_size(corner, size);
    super::card::paint(painter, t, rect, theme::RADIUS_CARD);
    let at = corner + vec2(PADDING, PADDING + 6.0);
    let font = Type::Small.strong();
    fonts::text(painter, at, Align2::LEFT_CENTER, text, font, t.text_2);
    corner + vec2(PADDING, PADDING + 18.0)
}

fn swatch(painter: &Painter, t: &Tokens, rect: egui::Rect, fill: Color) {
    let line = Pen::line(t.border, 1.0);
    painter.rect(rect, 3.0, Color32::from(fill), line, StrokeKind::Inside);
}

/// The five steps of cost heat, by share of the total.
fn cost(painter: &Painter, t: &'static Tokens, corner: Pos2, cx: &Cx<'_>) -> f32 {
    // A share within each step, and its bounds.
    let steps = [
        (0.01, "< 2%"),
        (0.03, "2–5%"),
        (0.07, "5–10%"),
        (0.15, "10–20%"),
        (0.50, "> 20%"),
    ];
    let size = vec2(PADDING * 2.0 + STEP * 5.0, PADDING * 2.0 + 48.0);
    let at = card(painter, t, corner, size, &cx.text("legend-cost"));
    for (i, (share, text)) in steps.into_iter().enumerate() {
        let min = at + vec2(STEP * i as f32, 0.0);
        let rect = egui::Rect::from_min_size(min, vec2(STEP - 4.0, 12.0));
        swatch(painter, t, rect, t.cost_heat(share));
        let at = pos2(rect.center().x, rect.bottom() + 10.0);
        let font = Type::Small.font();
        fonts::text(painter, at, Align2::CENTER_CENTER, text, font, t.text_2);
    }
    size.y
}

/// What thickness and colour of the lines stand for.
fn traffic(painter: &Painter, t: &'static Tokens, corner: Pos2, cx: &Cx<'_>, s: &Sight<'_>) -> f32 {
    match cx.state.prefs.flow.measure {
        Measure::Rate => classes(painter, t, corner, cx, s),
        Measure::Gb => {
            let unit = cx.text("legend-gb");
            steps(
                painter,
                t,
                corner,
                Measure::Gb,
                &unit,
                &bounds_text(&GB_STEPS, |gb| gb_short(gb, cx)),
                &[],
            )
        }
        Measure::Cost => {
            let money = Money {
                decimals: 0,
                ..cx.money
            };
            let unit = cx.text("legend-dollars");
            let free = cx.text("free");
            let unknown = cx.text("legend-no-price");
            let texts = bounds_text(&USD_STEPS, |usd| money.amount(Usd(usd)));
            let more = [
                (flow::free(t), free),
                (
                    Flowing {
                        color: t.connection,
                        width: 1.5,
                    },
                    unknown,
                ),
            ];
            steps(painter, t, corner, Measure::Cost, &unit, &texts, &more)
        }
    }
}

fn gb_short(gb: f64, cx: &Cx<'_>) -> String {
    number::compact(gb, cx.language)
}

/// `< 10`, `10 – 100` and so on.
fn bounds_text(bounds: &[f64; 4], say: impl Fn(f64) -> String) -> [String; 5] {
    let [a, b, c, d] = bounds.map(say);
    [
        format!("< {a}"),
        format!("{a} – {b}"),
        format!("{b} – {c}"),
        format!("{c} – {d}"),
        format!("≥ {d}"),
    ]
}

/// The steps of a measure: each as a line of its colour and thickness.
fn steps(
    painter: &Painter,
    t: &'static Tokens,
    corner: Pos2,
    measure: Measure,
    heading: &str,
    texts: &[String; 5],
    more: &[(Flowing, Cow<'static, str>)],
) -> f32 {
    let rows: Vec<(Flowing, &str)> = texts
        .iter()
        .enumerate()
        .map(|(n, text)| (flow::of_step(measure, n, t), text.as_str()))
        .chain(more.iter().map(|(flowing, text)| (*flowing, &**text)))
        .collect();
    let font = Type::Control.font();
    let widths = rows
        .iter()
        .map(|(_, text)| fonts::width(painter, text, font.clone()));
    let widest = widths.fold(STEPS - 2.0 * PADDING - 38.0, f32::max).ceil();
    let width = PADDING * 2.0 + 38.0 + widest;
    let size = vec2(width, PADDING * 2.0 + 16.0 + ROW * rows.len() as f32);
    let at = card(painter, t, corner, size, heading);
    for (i, (flowing, text)) in rows.iter().enumerate() {
        let y = at.y + ROW * (i as f32 + 0.5);
        let half = flowing.width * 0.5;
        let mark = egui::Rect::from_min_max(pos2(at.x, y - half), pos2(at.x + 28.0, y + half));
        painter.rect_filled(mark, 1.0, flowing.color);
        let at = pos2(mark.right() + 10.0, y);
        let font = Type::Control.font();
        fonts::text(painter, at, Align2::LEFT_CENTER, text, font, t.text_1);
    }
    size.y
}

/// The classes of paths that the connections have, each in its colour.
fn classes(painter: &Painter, t: &'static Tokens, corner: Pos2, cx: &Cx<'_>, s: &Sight<'_>) -> f32 {
    let classes = [
        (PathSlot::Internet, Some(PathClass::InternetOut)),
        (PathSlot::CrossRegion, Some(PathClass::CrossRegion)),
        (PathSlot::CrossAz, Some(PathClass::CrossZone)),
        (PathSlot::Nat, Some(PathClass::NatGateway)),
        (PathSlot::Free, None),
        (PathSlot::NoRoute, Some(PathClass::NoRoute)),
    ];
    let rows: Vec<(PathSlot, Cow<'static, str>)> = classes
        .into_iter()
        .filter(|(slot, _)| s.scene.routes.iter().any(|route| route.path == Some(*slot)))
        .map(|(slot, class)| match class {
            Some(class) => (slot, class.title().get(cx.language).into()),
            None => (slot, cx.text("path-free")),
        })
        .collect();
    if rows.is_empty() {
        return 0.0;
    }
    let size = vec2(LIST, PADDING * 2.0 + 16.0 + ROW * rows.len() as f32);
    let at = card(painter, t, corner, size, &cx.text("legend-traffic"));
    for (i, (slot, name)) in rows.iter().enumerate() {
        let y = at.y + ROW * i as f32 + ROW * 0.5;
        let mark = egui::Rect::from_min_size(pos2(at.x, y - 2.0), vec2(20.0, 4.0));
        painter.rect_filled(mark, 2.0, t.path(*slot));
        let at = pos2(mark.right() + 8.0, y);
        let font = Type::Control.font();
        fonts::text(painter, at, Align2::LEFT_CENTER, name, font, t.text_1);
    }
    size.y
}

/// The zones, with what stands in each.
fn list(painter: &Painter, t: &'static Tokens, corner: Pos2, cx: &Cx<'_>, zones: &Zones) -> f32 {
    let mut sums = vec![Usd(0.0); zones.names.len()];
    for (id, frame) in &cx.design().containers {
        let lane = frame.kind == ContainerKind::AvailabilityZone;
        let sum = cx.state.frame_costs.get(id);
        if let (true, Some(zone), Some(total)) = (lane, zones.of_frame(id), sum) {
            sums[zone] += total.usd;
        }
    }
    let rows = zones.names.len() + 1;
    let size = vec2(LIST, PADDING * 2.0 + 16.0 + ROW * rows as f32);
    let at = card(painter, t, corner, size, &cx.text("legend-zones"));
    let none = cx.text("legend-no-zone");
    let named = zones.names.iter().map(String::as_str);
    for (i, name) in named.chain([none.as_ref()]).enumerate() {
        let y = at.y + ROW * i as f32 + ROW * 0.5;
        let rect = egui::Rect::from_min_size(pos2(at.x, y - 6.0), vec2(20.0, 12.0));
        let fill = if i < sums.len() {
            zones::tile_fill(t, i)
        } else {
            t.tile
        };
        swatch(painter, t, rect, fill);
        let font = Type::Control.font();
        let mut room = corner.x + LIST - PADDING - rect.right() - 8.0;
        if let Some(sum) = sums.get(i) {
            let at = pos2(corner.x + LIST - PADDING, y);
            let (text, right) = (cx.amount(*sum), Align2::RIGHT_CENTER);
            let figure = fonts::tabular_number(painter, at, right, &text, &font, t.text_1);
            room -= figure.width() + 8.0;
        }
        let at = pos2(rect.right() + 8.0, y);
        let left = Align2::LEFT_CENTER;
        fonts::elided_text(painter, at, left, name, font, t.text_1, room, Elide::End);
    }
    size.y
}
