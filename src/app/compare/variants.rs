//! The design with one decision varied, question by question, each answer ready to be kept.

use super::state::Ask;
use super::work::Elsewhere;
use super::{GAP, card, places, words};
use crate::analysis::compare::{Question, Variant};
use crate::app::action::{Actions, View};
use crate::app::cx::Cx;
use crate::app::fonts::{self, Type};
use crate::app::theme::tokens;
use crate::app::widgets::button::Button;
use crate::app::widgets::chip::DeltaChip;
use crate::app::widgets::label::{label, label_within};
use crate::app::widgets::paint;
use crate::app::widgets::tip::tip;
use crate::glyph;
use egui::{
    Align, Align2, Layout, Rect, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, WidgetType, pos2,
    vec2,
};

/// Height of an answer, points.
const ROW: f32 = 40.0;

/// Draws the questions into all of `ui`.
pub(super) fn ui(ui: &mut Ui, cx: &Cx<'_>, found: &Elsewhere, out: &mut Actions) {
    let room = ui.max_rect();
    ui.spacing_mut().scroll.floating_allocated_width = 0.0;
    let area = ScrollArea::vertical()
        .id_salt("compare variants")
        .auto_shrink([false, false]);
    area.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (question, answers) in &found.questions {
            let body = match answers.len() {
                0 => reason(ui, cx, *question, room.width() - 24.0).size().y + 8.0,
                count => ROW * count as f32,
            };
            let size = vec2(room.width(), places::TITLE + body + 4.0 + GAP);
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            let rect = Rect::from_min_max(rect.min, rect.max - vec2(0.0, GAP));
            let mut own = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(question));
            ask(&mut own, cx, rect, *question, answers, out);
        }
    });
}

/// Why there is no answer.
fn reason(ui: &Ui, cx: &Cx<'_>, question: Question, width: f32) -> std::sync::Arc<egui::Galley> {
    let ink = tokens(ui).text_3.into();
    let text = question.nothing().get(cx.language);
    ui.painter()
        .layout_job(fonts::paragraph(text, Type::Small, false, ink, width))
}

fn ask(
    ui: &mut Ui,
    cx: &Cx<'_>,
    rect: Rect,
    question: Question,
    answers: &[Variant],
    out: &mut Actions,
) {
    let t = tokens(ui);
    let inner = card(ui, rect);
    let mut head = ui.new_child(
        UiBuilder::new()
            .max_rect(Rect::from_min_size(
                inner.min + vec2(12.0, 0.0),
                vec2(inner.width() - 24.0, places::TITLE),
            ))
            .id_salt("question")
            .layout(Layout::left_to_right(Align::Center)),
    );
    let title = question.title().get(cx.language);
    label(&mut head, title, Type::Body.strong(), t.text_1);
    let top = inner.top() + places::TITLE;
    if answers.is_empty() {
        let text = reason(ui, cx, question, inner.width() - 22.0);
        let at = pos2(inner.left() + 12.0, top - 6.0);
        let ink = t.text_3.into();
        let place = Rect::from_min_size(at, text.size());
        let said = ui.interact(place, ui.id().with("nothing"), Sense::hover());
        let nothing = question.nothing().get(cx.language);
        said.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, nothing));
        ui.painter().galley(at, text, ink);
        return;
    }
    for (at, variant) in answers.iter().enumerate() {
        let min = pos2(inner.left(), top + ROW * at as f32);
        let row = Rect::from_min_size(min, vec2(inner.width(), ROW));
        let mut own = ui.new_child(UiBuilder::new().max_rect(row).id_salt(("answer", at)));
        answer(&mut own, cx, row, variant, out);
    }
}

fn answer(ui: &mut Ui, cx: &Cx<'_>, rect: Rect, variant: &Variant, out: &mut Actions) {
    let t = tokens(ui);
    paint::hline(
        ui.painter(),
        rect.left() + 12.0,
        rect.right() - 12.0,
        rect.top(),
        t.border,
    );
    let inner = rect.shrink2(vec2(12.0, 0.0));
    let mut right = ui.new_child(
        UiBuilder::new()
            .max_rect(inner)
            .id_salt("answer")
            .layout(Layout::right_to_left(Align::Center)),
    );
    right.spacing_mut().item_spacing.x = 8.0;
    let name = variant.plan.name.get(cx.language);
    let kept = cx.state.has_plan(&variant.plan);
    let text = cx.text(if kept {
        "compare-is-kept"
    } else {
        "compare-keep"
    });
    let said = cx.text_with(
        if kept {
            "compare-kept"
        } else {
            "compare-keep-one"
        },
        "name",
        name,
    );
    let c = if kept { glyph::CHECK } else { glyph::PLUS };
    let button = Button::secondary(&text)
        .glyph(c)
        .small()
        .enabled(!kept)
        .name(&said)
        .tooltip(&said);
    if right.add(button).clicked() {
        out.view(View::Compare(Ask::Keep(Box::new(variant.plan.clone()))));
    }
    // Amounts stand below each other whatever the buttons say.
    let edge = (right.min_rect().left() - 12.0).min(inner.right() - 172.0);
    let y = rect.center().y;
    let delta = match variant.delta {
        Some(usd) => cx.money.delta(usd),
        None => "?".to_owned(),
    };
    let ink = match DeltaChip::tone_of(&delta) {
        paint::Tone::Neutral => t.text_3,
        tone => tone.tint(t).ink,
    };
    let font = Type::Control.font();
    fonts::tabular_number(
        ui.painter(),
        pos2(edge, y),
        Align2::RIGHT_CENTER,
        &delta,
        &font,
        ink,
    );
    let amount = words::at_least(cx, variant.total.usd, variant.total.missing);
    let at = pos2(edge - 92.0, y);
    let strong = Type::Control.strong();
    let placed = fonts::tabular_number(
        ui.painter(),
        at,
        Align2::RIGHT_CENTER,
        &amount,
        &strong,
        t.text_1,
    );
    let figures = Rect::from_min_max(pos2(placed.left(), rect.top()), pos2(edge, rect.bottom()));
    let response = ui.interact(figures, ui.id().with("figures"), Sense::hover());
    let told = tell(cx, variant);
    let all = format!("{name}: {amount}, {delta}");
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &all));
    tip(response, &told);
    let room = (placed.left() - 12.0 - inner.left()).max(20.0);
    let line = |y: f32| {
        let place = Rect::from_center_size(pos2(inner.left() + room * 0.5, y), vec2(room, 16.0));
        UiBuilder::new()
            .max_rect(place)
            .id_salt(("answer line", y.to_bits()))
            .layout(Layout::left_to_right(Align::Center))
    };
    let once = once(cx, variant);
    let upfront = !once.is_empty();
    let shift = if upfront { 8.0 } else { 0.0 };
    let mut first = ui.new_child(line(y - shift));
    label_within(&mut first, name, Type::Control.font(), t.text_1, room);
    if upfront {
        let mut second = ui.new_child(line(y + shift));
        label_within(&mut second, &once, Type::Small.font(), t.text_3, room);
    }
}

/// What is paid at the start of commitments; nothing where nothing is.
fn once(cx: &Cx<'_>, variant: &Variant) -> String {
    let total = &variant.total;
    match (total.upfront_missing, total.upfront.0 > 0.0) {
        (0, true) => cx.text_with("compare-once", "amount", cx.amount(total.upfront)),
        (0, false) => String::new(),
        _ => cx.text("compare-once-missing").into_owned(),
    }
}

/// The whole of an answer, for the tooltip.
fn tell(cx: &Cx<'_>, variant: &Variant) -> String {
    let mut lines = vec![variant.plan.name.get(cx.language).to_owned()];
    let total = &variant.total;
    lines.push(cx.money.per_month(total.usd, cx.language));
    lines.extend(Some(once(cx, variant)).filter(|once| !once.is_empty()));
    if total.upfront.0 > 0.0 {
        let effective = total.usd + total.upfront_monthly;
        let text = cx.money.per_month(effective, cx.language);
        lines.push(cx.text_with("compare-effective", "amount", text));
    }
    if total.missing > 0 {
        lines.push(cx.text_with("compare-missing", "count", total.missing));
    }
    let findings: usize = variant.findings.iter().sum();
    lines.push(cx.text_with("compare-findings", "count", findings));
    lines.join("\n")
}
