//! Designs by pillar: which services serve it, what they cost, what is found.

use super::{bar, card, cards, waiting, words};
use crate::analysis::compare::Serving;
use crate::app::cx::Cx;
use crate::app::fonts::{self, Elide, Type};
use crate::app::widgets::sides::{Line, PAD, SideRow, Sides};
use crate::scene::tokens::SeveritySlot;
use crate::text::Bilingual;
use egui::{Align2, Ui, UiBuilder, pos2};

/// Least width of a column, points.
const LEAST: f32 = 208.0;
/// Space above and below what stands in a cell, points.
const SPACE: f32 = 12.0;
/// Height of the line with cost and findings, points.
const FIGURES: f32 = 22.0;
/// Least height of a row, points.
const ROW: f32 = 72.0;

/// Draws the table into all of `ui`.
pub(super) fn ui(ui: &mut Ui, cx: &Cx<'_>) {
    let rect = card(ui, ui.max_rect());
    let mut ui = ui.new_child(UiBuilder::new().max_rect(rect));
    ui.set_clip_rect(ui.clip_rect().intersect(rect));
    let Some(outcome) = cx.state.comparing.outcome.clone() else {
        waiting(&mut ui, cx);
        return;
    };
    ui.spacing_mut().item_spacing.y = 0.0;
    let heads = bar::heads(cx, &outcome);
    let title = cx.text("compare-pillar");
    let room = ui.available_width();
    let table = Sides::new("compare pillars", &title, &heads)
        .first_width((room * 0.17).clamp(168.0, 240.0).floor())
        .least(LEAST)
        .texts();
    let width = table.width_of(room) - 2.0 * PAD;
    let served: Vec<Vec<String>> = outcome
        .pillars
        .iter()
        .map(|row| row.sides.iter().map(services).collect())
        .collect();
    let mut lines = vec![Line {
        height: 44.0,
        clicked: false,
    }];
    for row in &served {
        let texts = row.iter().map(|text| text_height(&ui, text, width));
        let height = FIGURES + texts.fold(0.0, f32::max) + 2.0 * SPACE;
        lines.push(Line {
            height: height.max(ROW),
            clicked: false,
        });
    }
    table.show(&mut ui, &lines, |at, cells| {
        let Some(at) = at.checked_sub(1) else {
            totals(cx, cells, &outcome);
            return;
        };
        let (Some(row), Some(texts)) = (outcome.pillars.get(at), served.get(at)) else {
            return;
        };
        first(cx, cells, row.pillar.title());
        for (side, serving) in row.sides.iter().enumerate() {
            let mark = words::mark(side);
            let text = texts.get(side).map_or("", String::as_str);
            cell(cx, cells, side, serving, text, &mark);
        }
        cells.underline(cells.tokens().border);
    });
}

/// The services that serve a pillar, with how many components where it is more than one.
fn services(serving: &Serving) -> String {
    let all = serving.services.iter().map(|(name, ids)| match ids.len() {
        1 => (*name).to_owned(),
        count => format!("{name} ×{count}"),
    });
    all.collect::<Vec<String>>().join(", ")
}

/// The text wrapped, counts kept with what they count.
fn wrapped(text: &str, ink: egui::Color32, width: f32) -> egui::text::LayoutJob {
    let text = text.replace(" ×", "\u{a0}×");
    fonts::paragraph(&text, Type::Small, false, ink, width)
}

fn text_height(ui: &Ui, text: &str, width: f32) -> f32 {
    let job = wrapped(text, egui::Color32::PLACEHOLDER, width);
    ui.painter().layout_job(job).size().y
}

fn first(cx: &Cx<'_>, cells: &mut SideRow<'_>, title: Bilingual) {
    let t = cells.tokens();
    let rect = cells.first();
    let name = title.get(cx.language);
    let at = pos2(rect.left() + PAD, rect.top() + SPACE + FIGURES * 0.5);
    let room = rect.width() - 2.0 * PAD;
    let painter = cells.whole_painter();
    let font = Type::Control.strong();
    fonts::elided_text(
        &painter,
        at,
        Align2::LEFT_CENTER,
        name,
        font,
        t.text_1,
        room,
        Elide::End,
    );
    cells.say(name);
}

/// What each design comes to as a whole.
fn totals(cx: &Cx<'_>, cells: &mut SideRow<'_>, outcome: &super::work::Outcome) {
    let t = cells.tokens();
    let rect = cells.rect();
    cells.whole_painter().rect_filled(rect, 0.0, t.canvas);
    let first = cells.first();
    let name = cx.text("compare-whole");
    let at = pos2(first.left() + PAD, first.center().y);
    let painter = cells.whole_painter();
    fonts::text(
        &painter,
        at,
        Align2::LEFT_CENTER,
        &name,
        Type::Control.strong(),
        t.text_1,
    );
    cells.say(&name);
    for (side, summary) in outcome.comparison.sides.iter().enumerate() {
        let amount = words::at_least(cx, summary.total.usd, summary.total.missing);
        let y = rect.center().y;
        figures(cx, cells, side, &amount, &summary.findings, y);
        cells.say(&format!("{} {amount}", words::mark(side)));
    }
    cells.underline(t.border);
}

/// Cost at the left, findings at the right.
fn figures(
    cx: &Cx<'_>,
    cells: &mut SideRow<'_>,
    side: usize,
    amount: &str,
    findings: &[usize; 5],
    y: f32,
) {
    let t = cells.tokens();
    let cell = cells.cell(side);
    let painter = cells.painter();
    let at = pos2(cell.left() + PAD, y);
    fonts::tabular_number(
        &painter,
        at,
        Align2::LEFT_CENTER,
        amount,
        &Type::Control.strong(),
        t.text_1,
    );
    let mut x = cell.right() - PAD;
    for (slot, count) in SeveritySlot::ALL.into_iter().zip(findings).rev() {
        if *count == 0 {
            continue;
        }
        let font = Type::Small.strong();
        let text = count.to_string();
        let placed = fonts::text(
            &painter,
            pos2(x, y),
            Align2::RIGHT_CENTER,
            &text,
            font,
            t.text_2,
        );
        let at = pos2(placed.left() - 9.0, y);
        fonts::glyph(
            &painter,
            at,
            slot.glyph(),
            fonts::icon_fill(13.0),
            t.severity(slot).ink,
        );
        x = placed.left() - 24.0;
    }
    let told = cards::told(cx, findings);
    cells.say(&told);
    let place =
        egui::Rect::from_center_size(pos2(cell.center().x, y), egui::vec2(cell.width(), FIGURES));
    cells.explain(place, || format!("{amount}\n{told}"));
}

fn cell(
    cx: &Cx<'_>,
    cells: &mut SideRow<'_>,
    side: usize,
    serving: &Serving,
    text: &str,
    mark: &str,
) {
    let t = cells.tokens();
    let rect = cells.cell(side);
    let painter = cells.painter();
    cells.say(mark);
    let y = rect.top() + SPACE + FIGURES * 0.5;
    let amount = match serving.services.is_empty() {
        true => "—".to_owned(),
        false => words::at_least(cx, serving.total.usd, serving.total.missing),
    };
    cells.say(&amount);
    figures(cx, cells, side, &amount, &serving.findings, y);
    let (text, ink) = match text {
        "" => (cx.text("compare-nothing-serves").into_owned(), t.text_3),
        text => (text.to_owned(), t.text_2),
    };
    let width = rect.width() - 2.0 * PAD;
    let galley = painter.layout_job(wrapped(&text, ink.into(), width));
    let at = pos2(rect.left() + PAD, rect.top() + SPACE + FIGURES);
    painter.galley(at, galley, ink.into());
    cells.say(&text);
    let below = egui::Rect::from_min_max(pos2(rect.left(), at.y), rect.max);
    cells.explain(below, || {
        let named = serving.services.iter().map(|(service, ids)| {
            let ids: Vec<&str> = ids.iter().map(crate::model::Id::as_str).collect();
            format!("{service}: {}", ids.join(", "))
        });
        named.collect::<Vec<String>>().join("\n")
    });
}
