//! The sheet that asks why findings are accepted, which of them, and until when.

use super::paragraph;
use crate::analysis::review::{self, Finding};
use crate::app::action::{Actions, FindingKey, View};
use crate::app::cx::Cx;
use crate::app::findings::{silence, telling_item};
use crate::app::fonts::{self, Type};
use crate::app::state::key_of;
use crate::app::theme::tokens;
use crate::app::widgets::button::Button;
use crate::app::widgets::field::TextField;
use crate::app::widgets::row::property_row;
use crate::app::widgets::segmented::{Segment, Segmented};
use crate::app::widgets::sheet::{ModalSheet, sheet_buttons};
use crate::model::Silence;
use crate::pricing::Date;
use egui::{Context, Id, Key, Ui};

/// What is typed and chosen.
#[derive(Debug, Default)]
pub struct SilenceForm {
    reason: String,
    until: String,
    /// Every rule instead of this one.
    every_rule: usize,
    /// The whole design instead of the item.
    whole: usize,
}

impl SilenceForm {
    /// What is accepted as the form stands.
    fn silence(&self, all: &[Finding], finding: &Finding) -> Silence {
        let item = telling_item(all, finding).cloned();
        Silence {
            rule: match self.every_rule {
                0 => finding.code.to_owned(),
                _ => Silence::EVERY.to_owned(),
            },
            item: item.filter(|_| self.whole == 0),
            reason: self.reason.trim().to_owned(),
            until: Some(self.until.trim().to_owned()).filter(|day| !day.is_empty()),
        }
    }
    fn day_is_fine(&self) -> bool {
        let day = self.until.trim();
        day.is_empty() || day.parse::<Date>().is_ok()
    }
}

/// How many open findings a silence accepts.
fn covered(all: &[Finding], silence: &Silence) -> usize {
    let hit = |finding: &&Finding| {
        !finding.is_silenced()
            && silence.is_about(finding.code)
            && silence
                .item
                .as_ref()
                .is_none_or(|id| finding.items.contains(id))
    };
    all.iter().filter(hit).count()
}

/// Draws the sheet; the answer is whether it is to close.
pub fn show(
    ctx: &Context,
    cx: &Cx<'_>,
    key: &FindingKey,
    form: &mut SilenceForm,
    out: &mut Actions,
) -> bool {
    let all = &cx.state.report.review.findings;
    let mut findings = cx.state.report.review.open();
    let Some(finding) = findings.find(|finding| key_of(finding) == *key) else {
        return true;
    };
    let (title, close) = (cx.text("silence-title"), cx.text("close"));
    let sheet = ModalSheet::new(&title, &close).width(480.0);
    let response = sheet.show(ctx, |ui| {
        let ink = tokens(ui).text_1.into();
        let room = ui.available_width();
        let text = format!("{} {}", finding.code, finding.title().get(cx.language));
        ui.label(fonts::paragraph(&text, Type::Body, true, ink, room));
        if let Some(rule) = review::rule(finding.code) {
            ui.add_space(4.0);
            let (head, when) = (cx.text("cli-when"), rule.when_to_silence(cx.language));
            paragraph(ui, &format!("{head}: {when}"));
        }
        ui.add_space(12.0);
        let (name, hint) = (cx.text("silence-reason"), cx.text("silence-reason-hint"));
        let field = TextField::new(&mut form.reason, &name).hint(&hint).large();
        let response = field.id(Id::new("skydraft.silence")).show(ui);
        let entered = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        if ui.memory(|m| m.focused().is_none()) {
            response.request_focus();
        }
        ui.add_space(8.0);
        scope(ui, cx, finding, form);
        let made = form.silence(all, finding);
        ui.add_space(4.0);
        paragraph(
            ui,
            &cx.text_with("silence-covers", "count", covered(all, &made)),
        );
        let usable = !made.reason.is_empty() && form.day_is_fine();
        let (go, cancel) = (cx.text("silence"), cx.text("cancel"));
        sheet_buttons(ui, |ui| {
            let main = Button::primary(&go).large().enabled(usable);
            let pressed = ui.add(main).clicked();
            let gone = ui.add(Button::secondary(&cancel).large()).clicked();
            if usable && (pressed || entered) {
                out.view(View::Dialog(None));
                silence(made, finding.title().get(cx.language), cx, out);
            }
            gone
        })
    });
    response.close || response.inner
}

/// Which rule, where, until when.
fn scope(ui: &mut Ui, cx: &Cx<'_>, finding: &Finding, form: &mut SilenceForm) {
    let (label, this, every) = (
        cx.text("silence-what"),
        cx.text_with("silence-this-rule", "code", finding.code),
        cx.text("silence-every-rule"),
    );
    let segments = [Segment::new(&this), Segment::new(&every)];
    property_row(ui, &label, "", |ui| {
        Segmented::new(&label, &segments)
            .fill_width()
            .show(ui, &mut form.every_rule);
    });
    let item = telling_item(&cx.state.report.review.findings, finding);
    match item {
        Some(item) => {
            let (label, here, whole) = (
                cx.text("silence-where"),
                cx.name_of(item),
                cx.text("whole-design"),
            );
            let font = Type::Control.font();
            let short = fonts::elide(ui.painter(), &here, &font, 120.0, fonts::Elide::Middle);
            let segments = [Segment::new(&short), Segment::new(&whole)];
            property_row(ui, &label, &here, |ui| {
                Segmented::new(&label, &segments)
                    .fill_width()
                    .show(ui, &mut form.whole);
            });
        }
        // What is about the design as a whole can only be accepted for it.
        None => form.whole = 1,
    }
    let (label, doc) = (cx.text("silence-until"), cx.text("silence-until-doc"));
    let (hint, wrong) = (cx.text("silence-until-hint"), cx.text("day-invalid"));
    let fine = form.day_is_fine();
    property_row(ui, &label, &doc, |ui| {
        let field = TextField::new(&mut form.until, &label).hint(&hint);
        field.error(if fine { "" } else { &wrong }).show(ui);
    });
}
