//! The drawings of the columns, small and beside each other, with what differs from the base marked.

use super::state::Ask;
use super::work::{Column, Outcome};
use super::{GAP, card, words};
use crate::analysis::compare::Change;
use crate::app::action::{Actions, FileAction, PathFor, View};
use crate::app::cx::Cx;
use crate::app::fonts::{self, Elide, Type};
use crate::app::theme::{RADIUS_CARD, tokens};
use crate::app::thumbnail::{self, Fit};
use crate::app::widgets::button::Button;
use crate::app::widgets::chip::Chip;
use crate::app::widgets::label::{label, label_within, number};
use crate::app::widgets::paint;
use crate::app::widgets::sides::badge_at;
use crate::app::widgets::tip::tip;
use crate::glyph;
use crate::model::{Id, Rect as Area};
use crate::scene::Scene;
use crate::scene::tokens::{SeveritySlot, Tokens};
use egui::{
    Align, Align2, Color32, CursorIcon, Layout, Painter, Pos2, Rect, ScrollArea, Sense, Shape,
    Stroke, StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo, WidgetType, pos2, vec2,
};
use std::collections::BTreeMap;

/// Height of the line over the cards, points.
const CAPTION: f32 = 28.0;
/// Least width of a card, and from which the drawing stands beside the figures.
const LEAST: f32 = 200.0;
const BESIDE: f32 = 340.0;
/// Widest card: a drawing wider than that says no more.
const MOST: f32 = 560.0;

/// What of the cards is only on screen.
#[derive(Debug, Default)]
pub(super) struct CardsView {
    /// Whether the drawings are folded away; none: they are where there is little room.
    folded: Option<bool>,
}

impl CardsView {
    fn is_folded(&self, height: f32) -> bool {
        self.folded.unwrap_or(height < LOW)
    }
}

/// Height of the view below which the figures need the room of the drawings.
const LOW: f32 = 480.0;

/// Draws the cards at the top of `ui`; what is left below them.
pub(super) fn ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut CardsView, out: &mut Actions) -> Rect {
    let all = ui.max_rect();
    let Some(outcome) = cx.state.comparing.outcome.clone() else {
        return all;
    };
    let (top, rest) = all.split_top_bottom_at_y(all.top() + CAPTION);
    let folded = view.is_folded(all.height());
    caption(ui, cx, view, top, folded, &outcome);
    let alone = outcome.columns.len() == 1;
    let count = outcome.columns.len() + usize::from(alone);
    let gaps = GAP * (count - 1) as f32;
    let width = ((all.width() - gaps) / count as f32)
        .clamp(LEAST, MOST)
        .floor();
    let height = match (folded, width >= BESIDE) {
        (true, _) => 74.0,
        (false, true) => 172.0,
        (false, false) => 240.0,
    };
    let (row, rest) = rest.split_top_bottom_at_y(rest.top() + height);
    let wanted = width * count as f32 + gaps;
    let scrolls = wanted > all.width();
    let mut inner = ui.new_child(UiBuilder::new().max_rect(row).id_salt("compare cards"));
    let area = ScrollArea::horizontal()
        .id_salt("compare cards")
        .auto_shrink([false, true]);
    area.show(&mut inner, |ui| {
        let (strip, _) = ui.allocate_exact_size(vec2(wanted.max(1.0), height), Sense::hover());
        let place = |at: usize| {
            let left = strip.left() + (width + GAP) * at as f32;
            Rect::from_min_size(pos2(left, strip.top()), vec2(width, height))
        };
        let common = common_area(&outcome);
        for at in 0..outcome.columns.len() {
            let shown = Shown {
                outcome: &outcome,
                at,
                area: common,
                folded,
            };
            ui.push_id(at, |ui| one(ui, cx, place(at), &shown, out));
        }
        if alone {
            nothing_beside(ui, cx, place(1), folded, out);
        }
    });
    let gap = if scrolls { GAP + 6.0 } else { GAP };
    Rect::from_min_max(pos2(rest.left(), rest.top() + gap), rest.max)
}

/// The title, with what the marks mean.
fn caption(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &mut CardsView,
    rect: Rect,
    folded: bool,
    outcome: &Outcome,
) {
    let t = tokens(ui);
    // The word stands above the edge of the cards.
    let edge = Rect::from_min_max(rect.min - vec2(8.0, 0.0), rect.max);
    let mut left = ui.new_child(
        UiBuilder::new()
            .max_rect(edge)
            .id_salt("compare caption")
            .layout(Layout::left_to_right(Align::Min)),
    );
    let text = cx.text("compare-drawings");
    let caret = if folded {
        glyph::CARET_RIGHT
    } else {
        glyph::CARET_DOWN
    };
    let button = Button::ghost(&text).glyph(caret).small();
    if left.add(button).clicked() {
        view.folded = Some(!folded);
    }
    if folded || outcome.columns.len() < 2 {
        return;
    }
    let mut right = ui.new_child(
        UiBuilder::new()
            .max_rect(rect)
            .id_salt("compare legend")
            .layout(Layout::right_to_left(Align::Min)),
    );
    right.spacing_mut().item_spacing.x = 6.0;
    for (change, key) in [
        (Change::Removed, "compare-removed"),
        (Change::Added, "compare-added"),
        (Change::Changed, "compare-changed"),
    ] {
        right.add_space(8.0);
        label(&mut right, &cx.text(key), Type::Small.font(), t.text_2);
        let (place, _) = right.allocate_exact_size(vec2(14.0, 15.0), Sense::hover());
        sign(right.painter(), t, place.center(), change);
    }
}

/// The part of the canvas that all drawings of one design show, so that the same place is the same spot in all of them.
fn common_area(outcome: &Outcome) -> Area {
    let base = outcome.columns.get(outcome.key.reference);
    let start = base.map_or(Area::default(), |own| own.scene.bounds);
    let both = outcome.columns.iter().zip(&outcome.marks);
    both.filter(|(_, marks)| marks.is_some())
        .map(|(own, _)| own.scene.bounds)
        .filter(|bounds| bounds.w > 0.0 && bounds.h > 0.0)
        .fold(
            start,
            |all, one| if all.w > 0.0 { all.union(one) } else { one },
        )
}

/// A card.
struct Shown<'a> {
    outcome: &'a Outcome,
    at: usize,
    area: Area,
    folded: bool,
}

impl Shown<'_> {
    fn is_base(&self) -> bool {
        self.at == self.outcome.key.reference
    }
}

fn one(ui: &mut Ui, cx: &Cx<'_>, rect: Rect, shown: &Shown<'_>, out: &mut Actions) {
    let t = tokens(ui);
    let Some(column) = shown.outcome.columns.get(shown.at) else {
        return;
    };
    card(ui, rect);
    if shown.is_base() {
        let line = Stroke::new(2.0, Color32::from(t.accent));
        ui.painter()
            .rect_stroke(rect, f32::from(RADIUS_CARD), line, StrokeKind::Inside);
    }
    let inner = rect.shrink(12.0);
    let beside = rect.width() >= BESIDE;
    let figures = match (shown.folded, beside) {
        (false, true) => Rect::from_min_size(inner.min, vec2(186.0, inner.height())),
        _ => inner,
    };
    head(ui, cx, inner, shown, column, out);
    numbers(ui, cx, figures, shown);
    if !shown.folded {
        let top = if beside { 30.0 } else { 100.0 };
        let left = if beside {
            figures.right() + 12.0
        } else {
            inner.left()
        };
        let place = Rect::from_min_max(pos2(left, inner.top() + top), inner.max);
        drawing(ui, cx, place, shown, column, out);
    }
}

/// Letter, name, and what can be done with the column.
fn head(
    ui: &mut Ui,
    cx: &Cx<'_>,
    inner: Rect,
    shown: &Shown<'_>,
    column: &Column,
    out: &mut Actions,
) {
    let t = tokens(ui);
    let row = Rect::from_min_size(inner.min, vec2(inner.width(), 24.0));
    let (name, of) = cx.state.column_name(&column.source);
    let mark = words::mark(shown.at);
    badge_at(
        ui.painter(),
        t,
        pos2(row.left() + 8.0, row.center().y),
        &mark,
        shown.is_base(),
    );
    let mut right = ui.new_child(
        UiBuilder::new()
            .max_rect(row)
            .id_salt("card head")
            .layout(Layout::right_to_left(Align::Center)),
    );
    right.spacing_mut().item_spacing.x = 4.0;
    if shown.outcome.columns.len() > 1 {
        let remove = cx.text_with("compare-remove", "name", name.as_str());
        if right.add(Button::icon(glyph::X, &remove).small()).clicked() {
            out.view(View::Compare(Ask::Remove(shown.at)));
        }
    }
    if shown.is_base() {
        let base = cx.text("compare-base");
        let chip = Chip::new(&base).tone(paint::Tone::Accent);
        tip(right.add(chip), &cx.text("compare-base-hint"));
    } else {
        let make = cx.text("compare-make-base");
        let said = format!("{make}: {name}");
        // Where there is little room the name has it.
        let asked = if row.width() < BESIDE {
            right.add(Button::icon(glyph::TARGET, &said).small())
        } else {
            right.add(Chip::new(&make).quiet().clickable().name(&said))
        };
        if asked.clicked() {
            out.view(View::Compare(Ask::Reference(shown.at)));
        }
    }
    let x = row.left() + 24.0;
    let room = right.min_rect().left() - x - 8.0;
    let mut line = ui.new_child(
        UiBuilder::new()
            .max_rect(Rect::from_min_max(
                pos2(x, row.top()),
                pos2(x + room.max(20.0), row.bottom()),
            ))
            .id_salt("card name")
            .layout(Layout::left_to_right(Align::Center)),
    );
    let shown = label_within(&mut line, &name, Type::Body.strong(), t.text_1, room);
    if !of.is_empty() {
        let at = pos2(shown.rect.right() + 6.0, row.center().y);
        let rest = x + room - at.x;
        if rest > 30.0 {
            let font = Type::Small.font();
            fonts::elided_text(
                ui.painter(),
                at,
                Align2::LEFT_CENTER,
                &of,
                font,
                t.text_3,
                rest,
                Elide::End,
            );
        }
        tip(shown, &format!("{name}\n{of}"));
    }
}

/// Width of a card in which the total and its difference do not stand beside each other in large figures.
const NARROW: f32 = 220.0;

/// Total, difference to the base, findings, components.
fn numbers(ui: &mut Ui, cx: &Cx<'_>, rect: Rect, shown: &Shown<'_>) {
    let t = tokens(ui);
    let comparison = &shown.outcome.comparison;
    let Some(summary) = comparison.sides.get(shown.at) else {
        return;
    };
    let mut top = rect.top() + 26.0;
    // A row of a height of its own: what stands in it does not move the next.
    let mut row = |ui: &mut Ui, height: f32, gap: f32| {
        let place = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), height));
        top += height + gap;
        let layout = Layout::left_to_right(Align::Center);
        let builder = UiBuilder::new()
            .max_rect(place)
            .id_salt(("card row", top.to_bits()));
        let mut row = ui.new_child(builder.layout(layout));
        row.spacing_mut().item_spacing.x = 6.0;
        row
    };
    // Total and difference stand in one line where there is room.
    let below = rect.width() < 320.0 && !shown.folded;
    let mut first = row(ui, 26.0, 2.0);
    let total = words::at_least(cx, summary.total.usd, summary.total.missing);
    // A narrow card that is folded has one line for both.
    let font = match !below && rect.width() < NARROW {
        true => Type::Body.strong(),
        false => Type::Total.strong(),
    };
    let response = number(&mut first, &total, &font, t.text_1);
    if summary.total.missing > 0 {
        let missing = cx.text_with("compare-missing", "count", summary.total.missing);
        tip(response, &missing);
    }
    if below {
        difference(&mut row(ui, 20.0, 6.0), cx, shown);
    } else {
        difference(&mut first, cx, shown);
    }
    if shown.folded {
        return;
    }
    findings(&mut row(ui, 16.0, 6.0), cx, t, &summary.findings);
    if rect.width() < 190.0 {
        let components = cx.text_with("status-components", "count", summary.components);
        label(
            &mut row(ui, 15.0, 2.0),
            &components,
            Type::Small.font(),
            t.text_2,
        );
        label(
            &mut row(ui, 15.0, 2.0),
            &summary.region,
            Type::Small.font(),
            t.text_3,
        );
    }
}

fn difference(ui: &mut Ui, cx: &Cx<'_>, shown: &Shown<'_>) {
    let comparison = &shown.outcome.comparison;
    let delta = comparison.delta(shown.at);
    let base = comparison.sides.get(comparison.reference);
    let base = base.map_or(0.0, |base| base.total.usd.0);
    let t = tokens(ui);
    if shown.is_base() {
        if shown.outcome.columns.len() > 1 {
            let text = cx.text("compare-reference");
            let room = ui.available_width();
            label_within(ui, &text, Type::Small.font(), t.text_3, room);
        }
        return;
    }
    let amount = cx.money.delta(delta);
    ui.add(Chip::delta(&amount));
    if base > 0.0 && ui.available_width() > 46.0 {
        let share = words::percent(delta.0 / base);
        label(ui, &share, Type::Small.font(), t.text_2);
    }
}

/// Open findings by severity; shape and count.
pub(super) fn findings(ui: &mut Ui, cx: &Cx<'_>, t: &Tokens, counts: &[usize; 5]) {
    ui.spacing_mut().item_spacing.x = 3.0;
    let mut any = false;
    for (slot, count) in SeveritySlot::ALL.into_iter().zip(counts) {
        if *count == 0 {
            continue;
        }
        any = true;
        let (place, response) = ui.allocate_exact_size(vec2(14.0, 16.0), Sense::hover());
        let ink = t.severity(slot).ink;
        fonts::glyph(
            ui.painter(),
            place.center(),
            slot.glyph(),
            fonts::icon_fill(13.0),
            ink,
        );
        let severity = crate::analysis::review::Severity::ALL.get(slot as usize);
        let title = severity.map_or("", |severity| severity.title().get(cx.language));
        let said = format!("{title}: {count}");
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &said));
        tip(response, &said);
        label(ui, &count.to_string(), Type::Small.strong(), t.text_1);
        ui.add_space(5.0);
    }
    if !any {
        let text = cx.text("compare-no-findings");
        label(ui, &text, Type::Small.font(), t.saving);
    }
}

/// The drawing; a click shows it in full.
fn drawing(
    ui: &mut Ui,
    cx: &Cx<'_>,
    rect: Rect,
    shown: &Shown<'_>,
    column: &Column,
    out: &mut Actions,
) {
    let t = tokens(ui);
    let rect = paint::snap(ui.painter(), rect);
    let response = ui.interact(rect, ui.id().with("drawing"), Sense::click());
    let (name, _) = cx.state.column_name(&column.source);
    let open = cx.text_with("compare-open", "name", name.as_str());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &open));
    let hover = paint::hover_share(ui, &response);
    let line = paint::hairline(t.border.mix(t.accent, hover));
    paint::boxed(ui.painter(), rect, 6.0, t.canvas, line);
    let painter = ui
        .painter()
        .with_clip_rect(rect.shrink(1.0).intersect(ui.clip_rect()));
    let marks = shown.outcome.marks.get(shown.at).and_then(Option::as_ref);
    let is_related = marks.is_some() || shown.is_base();
    let area = if is_related {
        shown.area
    } else {
        column.scene.bounds
    };
    if let Some(fit) = Fit::new(area, rect.shrink(8.0)) {
        thumbnail::draw(&painter, &fit, &column.scene, t);
        let base = shown.outcome.columns.get(shown.outcome.key.reference);
        if let (Some(marks), Some(base)) = (marks, base) {
            draw_marks(&painter, &fit, t, &column.scene, &base.scene, marks);
        }
    }
    paint::focus_ring(ui, &response, rect, 6.0);
    if response.clicked() {
        out.view(View::Compare(Ask::Show(shown.at)));
    }
    let mut hint = open.clone();
    if let Some(marks) = marks {
        hint = format!("{hint}\n{}", counts(cx, marks));
    } else if !shown.is_base() {
        hint = format!("{hint}\n{}", cx.text("compare-other-design"));
    }
    tip(response.on_hover_cursor(CursorIcon::PointingHand), &hint);
}

fn counts(cx: &Cx<'_>, marks: &BTreeMap<Id, Change>) -> String {
    let of = |change: Change| marks.values().filter(|own| **own == change).count();
    let args = [
        ("changed", of(Change::Changed).into()),
        ("added", of(Change::Added).into()),
        ("removed", of(Change::Removed).into()),
    ];
    crate::text::format(cx.language, "compare-marks", &args)
}

/// Rings around what is new or differs, outlines of what is gone.
fn draw_marks(
    painter: &Painter,
    fit: &Fit,
    t: &Tokens,
    own: &Scene,
    base: &Scene,
    marks: &BTreeMap<Id, Change>,
) {
    let ring = Stroke::new(1.5, Color32::from(t.accent));
    let ghost = Stroke::new(1.0, Color32::from(t.text_3));
    for route in &own.routes {
        let changed = route.connections.iter().any(|id| marks.contains_key(id));
        let points: Vec<Pos2> = route.points.iter().map(|p| fit.at(*p)).collect();
        if changed && points.len() > 1 {
            painter.add(Shape::line(
                points,
                Stroke::new(2.0, Color32::from(t.accent)),
            ));
        }
    }
    for route in &base.routes {
        let gone = route
            .connections
            .iter()
            .any(|id| marks.get(id) == Some(&Change::Removed));
        let points: Vec<Pos2> = route.points.iter().map(|p| fit.at(*p)).collect();
        if gone && points.len() > 1 {
            painter.extend(Shape::dashed_line(&points, ghost, 3.0, 2.0));
        }
    }
    for frame in &own.frames {
        if marks.contains_key(&frame.id) {
            painter.rect_stroke(fit.to(frame.rect), 2.0, ring, StrokeKind::Outside);
        }
    }
    for frame in base
        .frames
        .iter()
        .filter(|own| marks.get(&own.id) == Some(&Change::Removed))
    {
        paint::dashed_rect(painter, fit.to(frame.rect), 2.0, ghost, 3.0, 2.0);
    }
    for tile in base
        .tiles
        .iter()
        .filter(|own| marks.get(&own.component) == Some(&Change::Removed))
    {
        let rect = fit.tile(tile.rect);
        paint::dashed_rect(painter, rect.expand(1.0), 2.0, ghost, 2.5, 1.5);
        sign(painter, t, rect.center(), Change::Removed);
    }
    for tile in &own.tiles {
        let Some(change) = marks
            .get(&tile.component)
            .filter(|own| **own != Change::Removed)
        else {
            continue;
        };
        let rect = fit.tile(tile.rect).expand(2.0);
        painter.rect_stroke(rect, 3.0, ring, StrokeKind::Outside);
        sign(painter, t, rect.right_top(), *change);
    }
}

/// The sign of a change: a dot, a cross in a dot, a cross lying down.
fn sign(painter: &Painter, t: &Tokens, at: Pos2, change: Change) {
    let ink = Color32::from(t.on_accent);
    let cross = |a: Vec2, b: Vec2, line: Stroke| {
        painter.line_segment([at - a, at + a], line);
        painter.line_segment([at - b, at + b], line);
    };
    match change {
        Change::Changed => {
            painter.circle_filled(at, 4.0, t.panel);
            painter.circle_filled(at, 3.0, t.accent);
        }
        Change::Added => {
            painter.circle_filled(at, 5.5, t.panel);
            painter.circle_filled(at, 4.5, t.accent_fill);
            cross(vec2(2.5, 0.0), vec2(0.0, 2.5), Stroke::new(1.5, ink));
        }
        Change::Removed => {
            let line = Stroke::new(1.5, Color32::from(t.text_2));
            cross(vec2(2.5, 2.5), vec2(2.5, -2.5), line);
        }
    }
}

/// In the place of a second column: what could stand there.
fn nothing_beside(ui: &mut Ui, cx: &Cx<'_>, rect: Rect, folded: bool, out: &mut Actions) {
    let t = tokens(ui);
    let line = Stroke::new(1.0, Color32::from(t.strong));
    paint::dashed_rect(
        ui.painter(),
        rect.shrink(0.5),
        f32::from(RADIUS_CARD),
        line,
        5.0,
        4.0,
    );
    let inner = rect.shrink2(vec2(20.0, if folded { 8.0 } else { 20.0 }));
    let mut inner = ui.new_child(UiBuilder::new().max_rect(inner).id_salt("compare nothing"));
    let ui = &mut inner;
    ui.spacing_mut().item_spacing.y = 6.0;
    label(
        ui,
        &cx.text("compare-one-title"),
        Type::Body.strong(),
        t.text_1,
    );
    if !folded {
        let text = cx.text("compare-one-detail");
        let room = ui.available_width();
        ui.label(fonts::paragraph(
            &text,
            Type::Small,
            false,
            t.text_2.into(),
            room,
        ));
        ui.add_space(2.0);
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let elsewhere = cx.text("scenario-elsewhere");
        let button = Button::secondary(&elsewhere)
            .glyph(glyph::GLOBE_SIMPLE)
            .small()
            .name(&elsewhere);
        if ui.add(button).clicked() {
            out.view(View::Compare(Ask::Open(super::state::Part::Elsewhere)));
        }
        let file = cx.text("compare-file");
        if ui
            .add(Button::secondary(&file).glyph(glyph::FOLDER_OPEN).small())
            .clicked()
        {
            out.file(FileAction::Ask(PathFor::Compare));
        }
    });
}

/// Open findings by severity in words.
pub(super) fn told(cx: &Cx<'_>, counts: &[usize; 5]) -> String {
    let all = crate::analysis::review::Severity::ALL.iter().zip(counts);
    let some = all.filter(|(_, count)| **count > 0);
    let some =
        some.map(|(severity, count)| format!("{} {count}", severity.title().get(cx.language)));
    let some: Vec<String> = some.collect();
    match some.is_empty() {
        true => cx.text("compare-no-findings").into_owned(),
        false => some.join(", "),
    }
}
