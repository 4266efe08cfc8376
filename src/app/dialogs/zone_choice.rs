//! One zone against several: the price of both choices, and what goes with each, side by side.

use super::paragraph;
use crate::analysis::review::Finding;
use crate::analysis::review::zone_choice::{Choice, NoChoice, ZoneChoice};
use crate::app::action::{Actions, View};
use crate::app::cx::Cx;
use crate::app::fonts::{self, Elide, Type};
use crate::app::theme::tokens;
use crate::app::widgets::button::Button;
use crate::app::widgets::chip::Chip;
use crate::app::widgets::label::{label, label_within};
use crate::app::widgets::paint::Tone;
use crate::app::widgets::sheet::{ModalSheet, sheet_buttons};
use crate::glyph;
use crate::scene::tokens::SeveritySlot;
use crate::text;
use crate::text::number;
use crate::units::Usd;
use egui::{Align2, Context, Frame, Margin, Sense, Stroke, Ui, WidgetInfo, WidgetType, vec2};

/// Findings that a card names.
const MOST: usize = 5;
/// Width of a card's content.
const CARD: f32 = 308.0;
/// Height of a card without its findings.
const HEIGHT: f32 = 196.0;

/// Draws the dialog; the answer is whether it is to be closed.
pub fn show(ctx: &Context, cx: &Cx<'_>, out: &mut Actions) -> bool {
    let found = cx.state.zones();
    if found.is_none() {
        out.view(View::Zones);
    }
    let (title, close) = (cx.text("zones-title"), cx.text("close"));
    let sheet = ModalSheet::new(&title, &close).width(688.0);
    let response = sheet.show(ctx, |ui| {
        match found {
            Some(Ok(choice)) => choices(ui, cx, choice, out),
            Some(Err(NoChoice::NothingInZones)) => {
                paragraph(ui, &cx.text("zones-nothing-in-zones"));
            }
            Some(Err(NoChoice::NothingToSpread)) => {
                paragraph(ui, &cx.text("zones-nothing-to-spread"));
            }
            None => {
                // About as high as the cards that come, so that nothing jumps.
                ui.set_min_height(HEIGHT + 24.0 * 4.0);
                paragraph(ui, &cx.text("zones-working"));
            }
        }
        sheet_buttons(ui, |ui| ui.add(Button::primary(&close).large()).clicked())
    });
    response.close || response.inner
}

fn choices(ui: &mut Ui, cx: &Cx<'_>, choice: &ZoneChoice, out: &mut Actions) {
    let key = if cx.state.selection.is_empty() {
        "zones-detail-all"
    } else {
        "zones-detail-selected"
    };
    paragraph(ui, &cx.text_with(key, "count", choice.items.len()));
    ui.add_space(10.0);
    let difference = Usd(choice.several.total.usd.0 - choice.one.total.usd.0);
    // Both cards are as high as the longer one.
    let sides = [&choice.one, &choice.several];
    let rows = sides.map(|side| side.findings.len().min(MOST + 1));
    let height = HEIGHT + 24.0 * rows[0].max(rows[1]) as f32;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        card(ui, cx, ("zones-one", height), &choice.one, None, out);
        card(
            ui,
            cx,
            ("zones-several", height),
            &choice.several,
            Some(difference),
            out,
        );
    });
    ui.add_space(4.0);
}

fn card(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (title, height): (&'static str, f32),
    choice: &Choice,
    difference: Option<Usd>,
    out: &mut Actions,
) {
    let t = tokens(ui);
    let frame = Frame::NONE
        .fill(t.subtle.into())
        .stroke(Stroke::new(1.0, egui::Color32::from(t.border)))
        .corner_radius(8)
        .inner_margin(Margin::same(14));
    frame.show(ui, |ui| {
        ui.vertical(|ui| {
            ui.set_width(CARD);
            ui.set_min_height(height);
            ui.spacing_mut().item_spacing.y = 4.0;
            ui.horizontal(|ui| {
                let heading = cx.text(title);
                label(ui, &heading, Type::Body.strong(), t.text_1);
                if choice.edit.is_none() {
                    ui.add(
                        Chip::new(&cx.text("zones-as-drawn"))
                            .tone(Tone::Accent)
                            .small(),
                    );
                }
            });
            let zones = choice.zones.join(", ");
            label_within(ui, &zones, Type::Small.font(), t.text_2, CARD);
            ui.add_space(4.0);
            ui.horizontal(|ui| {
                let total = at_least(cx, choice);
                let amount = label(ui, &total, Type::Total.strong(), t.text_1);
                let said = format!("{}: {total}", cx.text(title));
                amount.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &said));
                label(
                    ui,
                    &cx.text("per-month-short"),
                    Type::Control.font(),
                    t.text_2,
                );
                if let Some(difference) = difference {
                    ui.add(Chip::delta(&cx.money.delta(difference)));
                }
            });
            ui.add_space(2.0);
            let transfer = cx.amount(choice.transfer);
            fact(ui, &cx.text("zones-transfer"), &transfer);
            if let Some(percent) = choice.uptime_percent {
                let minutes = (1.0 - percent / 100.0) * cx.design().settings.hours_per_month * 60.0;
                let down = text::format(
                    cx.language,
                    "zones-uptime-of",
                    &[
                        ("percent", number::fixed(percent, 2).into()),
                        ("minutes", number::short(minutes, 0).into()),
                    ],
                );
                fact(ui, &cx.text("zones-uptime"), &down);
            }
            ui.add_space(6.0);
            findings(ui, cx, &choice.findings);
            ui.add_space(6.0);
            if let Some(edit) = &choice.edit {
                let text = cx.text("zones-apply");
                let name = format!("{text}: {}", cx.text(title));
                if ui.add(Button::secondary(&text).name(&name)).clicked() {
                    out.edit(edit.clone(), "undo-zones");
                    out.view(View::Dialog(None));
                }
            }
        });
    });
}

fn at_least(cx: &Cx<'_>, choice: &Choice) -> String {
    let amount = cx.amount(choice.total.usd);
    if choice.total.missing > 0 {
        format!("≥ {amount}")
    } else {
        amount
    }
}

/// A name with its figure at the right.
fn fact(ui: &mut Ui, name: &str, figure: &str) {
    let t = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(CARD, 18.0), Sense::hover());
    response
        .widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, format!("{name}: {figure}")));
    let (font, strong) = (Type::Control.font(), Type::Control.strong());
    let at = rect.left_center();
    fonts::text(ui.painter(), at, Align2::LEFT_CENTER, name, font, t.text_2);
    let at = rect.right_center();
    fonts::tabular_number(
        ui.painter(),
        at,
        Align2::RIGHT_CENTER,
        figure,
        &strong,
        t.text_1,
    );
}

/// The findings that go with one choice alone.
fn findings(ui: &mut Ui, cx: &Cx<'_>, found: &[Finding]) {
    let t = tokens(ui);
    let heading = if found.is_empty() {
        "zones-no-findings"
    } else {
        "zones-findings"
    };
    label(ui, &cx.text(heading), Type::Small.strong(), t.text_3);
    for finding in found.iter().take(MOST) {
        let slot = SeveritySlot::from(finding.severity);
        let title = finding.title().get(cx.language);
        let (rect, response) = ui.allocate_exact_size(vec2(CARD, 20.0), Sense::hover());
        let severity = finding.severity.title().get(cx.language);
        let said = format!("{severity}, {}, {title}", finding.code);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &said));
        let painter = ui.painter();
        let at = rect.left_center() + vec2(8.0, 0.0);
        let ink = t.severity(slot).ink;
        fonts::glyph(painter, at, slot.glyph(), fonts::icon_fill(15.0), ink);
        let code = Type::Small.font();
        let (right, left) = (Align2::RIGHT_CENTER, Align2::LEFT_CENTER);
        let code = fonts::text(
            painter,
            rect.right_center(),
            right,
            finding.code,
            code,
            t.text_3,
        );
        let at = rect.left_center() + vec2(22.0, 0.0);
        let (font, room) = (Type::Control.font(), code.left() - 8.0 - at.x);
        fonts::elided_text(painter, at, left, title, font, t.text_1, room, Elide::End);
        let detail = format!("{title}\n{}", finding.rule.why(cx.language));
        crate::app::widgets::tip::tip(response, &detail);
    }
    if found.len() > MOST {
        let more = cx.text_with("matrix-more", "count", found.len() - MOST);
        label(ui, &more, Type::Small.font(), t.text_3);
    }
}

/// The button that opens the dialog, for panels.
pub fn button(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    use crate::app::command::Command;
    let text = cx.text("zones-title");
    let keys = Command::CompareZones.keys(cfg!(target_os = "macos"));
    let tooltip = cx.text(Command::CompareZones.key());
    let button = Button::secondary(&text).glyph(glyph::SCALES).small();
    if ui.add(button.tooltip(&tooltip).keys(&keys)).clicked() {
        Command::CompareZones.run(cx, false, out);
    }
}

#[cfg(test)]
mod tests {
    use crate::app::action::{Action, Dialog, EditAction, View};
    use crate::app::testing::sample_window;
    use crate::app::theme::Theme;
    use crate::model::{Design, Language};
    use egui_kittest::kittest::Queryable as _;

    #[test]
    fn both_choices_have_their_price_and_either_can_be_drawn() {
        for (language, one, apply) in [
            (Language::English, "One zone:", "Draw it so: One zone"),
            (Language::Korean, "AZ 하나:", "이대로 그리기: AZ 하나"),
        ] {
            let mut h = sample_window(language, Theme::Light, [1440.0, 900.0]);
            h.key_press_modifiers(egui::Modifiers::SHIFT, egui::Key::Z);
            h.run_steps(8);
            assert_eq!(h.state().state.view.dialog, Some(Dialog::ZoneChoice));
            assert!(h.query_all_by_label_contains(one).next().is_some());
            let before = h.state().state.report.cost.total.usd;
            h.get_by_label(apply).click();
            h.run_steps(8);
            let after = h.state().state.report.cost.total.usd;
            assert!(after.0 < before.0, "{after:?} after {before:?}");
            assert_eq!(h.state().state.view.dialog, None);
            h.state_mut().state.apply(Action::Edit(EditAction::Undo));
            assert_eq!(h.state().state.report.cost.total.usd, before);
        }
    }

    #[test]
    fn without_instances_it_says_what_is_missing() {
        let mut h = sample_window(Language::English, Theme::Dark, [1280.0, 800.0]);
        h.state_mut().state.opened(Design::default(), None);
        let dialog = Action::View(View::Dialog(Some(Dialog::ZoneChoice)));
        h.state_mut().state.apply(dialog);
        h.run_steps(8);
        h.get_by_label_contains("Nothing on instances");
    }
}
