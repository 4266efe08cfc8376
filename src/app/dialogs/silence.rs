//! The sheet that asks why a finding is accepted.

use super::paragraph;
use crate::analysis::review;
use crate::app::action::{Actions, FindingKey, View};
use crate::app::cx::Cx;
use crate::app::findings::silence;
use crate::app::fonts::{self, Type};
use crate::app::state::key_of;
use crate::app::theme::tokens;
use crate::app::widgets::button::Button;
use crate::app::widgets::field::TextField;
use crate::app::widgets::sheet::{ModalSheet, sheet_buttons};
use egui::{Context, Id, Key};

/// Draws the sheet; the answer is whether it is to close.
pub fn show(
    ctx: &Context,
    cx: &Cx<'_>,
    key: &FindingKey,
    reason: &mut String,
    out: &mut Actions,
) -> bool {
    let mut findings = cx.state.report.review.open();
    let Some(finding) = findings.find(|finding| key_of(finding) == *key) else {
        return true;
    };
    let (title, close) = (cx.text("silence-title"), cx.text("close"));
    let sheet = ModalSheet::new(&title, &close).width(440.0);
    let response = sheet.show(ctx, |ui| {
        let ink = tokens(ui).text_1.into();
        let room = ui.available_width();
        let text = format!("{} {}", finding.code, finding.title.get(cx.language));
        ui.label(fonts::paragraph(&text, Type::Body, true, ink, room));
        if let Some(rule) = review::rule(finding.code) {
            ui.add_space(4.0);
            let (head, when) = (cx.text("cli-when"), rule.when_to_silence(cx.language));
            paragraph(ui, &format!("{head}: {when}"));
        }
        ui.add_space(12.0);
        let (name, hint) = (cx.text("silence-reason"), cx.text("silence-reason-hint"));
        let field = TextField::new(reason, &name).hint(&hint).large();
        let response = field.id(Id::new("skydraft.silence")).show(ui);
        let entered = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        if ui.memory(|m| m.focused().is_none()) {
            response.request_focus();
        }
        let usable = !reason.trim().is_empty();
        let (go, cancel) = (cx.text("silence"), cx.text("cancel"));
        sheet_buttons(ui, |ui| {
            let main = Button::primary(&go).large().enabled(usable);
            let pressed = ui.add(main).clicked();
            let gone = ui.add(Button::secondary(&cancel).large()).clicked();
            if usable && (pressed || entered) {
                out.view(View::Dialog(None));
                silence(cx, finding, reason, out);
            }
            gone
        })
    });
    response.close || response.inner
}
