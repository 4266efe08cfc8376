//! All that is accepted: which rule, where, why and until when, with the way to take it back.

use super::paragraph;
use crate::analysis::review;
use crate::app::action::Actions;
use crate::app::cx::Cx;
use crate::app::fonts::{self, Type};
use crate::app::theme::tokens;
use crate::app::widgets::button::Button;
use crate::app::widgets::chip::Chip;
use crate::app::widgets::label::label_within;
use crate::app::widgets::sheet::{ModalSheet, sheet_buttons};
use crate::glyph;
use crate::model::Silence;
use crate::model::edit::Edit;
use crate::pricing::Date;
use crate::scene::tokens::SeveritySlot;
use egui::{Align, Context, Frame, Layout, Margin, ScrollArea, Ui, vec2};

/// Draws the list; the answer is whether it is to close.
pub fn show(ctx: &Context, cx: &Cx<'_>, out: &mut Actions) -> bool {
    let silences = &cx.design().silenced;
    let title = cx.text_with("silenced-list", "count", silences.len());
    let close = cx.text("close");
    let sheet = ModalSheet::new(&title, &close).width(560.0);
    let response = sheet.show(ctx, |ui| {
        if silences.is_empty() {
            paragraph(ui, &cx.text("silenced-none"));
        }
        ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
            ui.set_width(ui.available_width());
            for (number, silence) in silences.iter().enumerate() {
                ui.push_id(number, |ui| row(ui, cx, silence, out));
            }
        });
        sheet_buttons(ui, |ui| ui.add(Button::primary(&close).large()).clicked())
    });
    response.close || response.inner
}

fn row(ui: &mut Ui, cx: &Cx<'_>, silence: &Silence, out: &mut Actions) {
    let t = tokens(ui);
    let rule = match review::rule(&silence.rule) {
        Some(rule) => format!("{} {}", rule.code, rule.title().get(cx.language)),
        None if silence.rule == Silence::EVERY => cx.text("silence-every-rule").into_owned(),
        None => silence.rule.clone(),
    };
    let place = match &silence.item {
        Some(id) => cx.name_of(id),
        None => cx.text("whole-design").into_owned(),
    };
    let findings = cx.state.report.review.findings.iter();
    let covers = findings.filter(|finding| {
        finding.is_silenced()
            && silence.is_about(finding.code)
            && silence
                .item
                .as_ref()
                .is_none_or(|id| finding.items.contains(id))
    });
    let today = cx.catalogue().day();
    let until = silence.until.as_ref();
    let is_over = until.is_some_and(|day| day.parse::<Date>().is_ok_and(|day| day < today));
    Frame::NONE
        .fill(t.subtle.into())
        .corner_radius(8)
        .inner_margin(Margin::symmetric(12, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 2.0;
            let size = vec2(ui.available_width(), 24.0);
            ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
                let text = cx.text("unsilence");
                let button = Button::secondary(&text).glyph(glyph::EYE).small();
                if ui.add(button).clicked() {
                    let edit = Edit::Unsilence(silence.rule.clone(), silence.item.clone());
                    out.edit(edit, "undo-unsilence");
                }
                if is_over {
                    let word = cx.text("silence-over");
                    ui.add(Chip::severity(SeveritySlot::Medium, &word));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let room = ui.available_width();
                    label_within(ui, &rule, Type::Control.strong(), t.text_1, room);
                });
            });
            let mut facts = vec![
                place,
                cx.text_with("silence-covered", "count", covers.count()),
            ];
            if let Some(day) = until {
                facts.push(cx.text_with("silence-until-day", "day", day.as_str()));
            }
            let room = ui.available_width();
            let facts = facts.join(" · ");
            ui.label(fonts::paragraph(
                &facts,
                Type::Small,
                false,
                t.text_3.into(),
                room,
            ));
            let reason = silence.reason.as_str();
            ui.label(fonts::paragraph(
                reason,
                Type::Control,
                false,
                t.text_2.into(),
                room,
            ));
        });
    ui.add_space(6.0);
}
