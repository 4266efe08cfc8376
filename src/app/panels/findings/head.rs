//! The head of the panel: what is shown, how it is grouped, and what can be done with all of it.

use super::FindingsPanel;
use super::rows::GroupBy;
use crate::analysis::review::{Pillar, Severity};
use crate::app::action::{Actions, Dialog, View};
use crate::app::command::Command;
use crate::app::cx::Cx;
use crate::app::review::Ask;
use crate::app::widgets::button::Button;
use crate::app::widgets::chip::Chip;
use crate::app::widgets::field::TextField;
use crate::app::widgets::menu::{MenuItem, menu, separator};
use crate::app::widgets::tip::tip;
use crate::glyph;
use crate::scene::tokens::SeveritySlot;
use crate::text::number;
use egui::{Id, Ui};

/// The chips of the filters, from the right; what does not fit goes into the menu at the end.
pub fn filters(ui: &mut Ui, cx: &Cx<'_>, panel: &mut FindingsPanel, room: f32, out: &mut Actions) {
    let findings = &cx.state.report.review.findings;
    panel.tally.refresh(cx.state.reported, findings);
    let silenced = panel.tally.all(true);
    panel.silenced &= silenced > 0;
    let more = cx.text("review-menu");
    let button = ui.add(Button::icon(glyph::DOTS_THREE, &more).small());
    menu(&button, 248.0, |ui| more_rows(ui, cx, panel, room, out));
    if findings.is_empty() {
        return;
    }
    search(ui, cx, panel, room);
    if room >= 330.0 {
        grouping(ui, cx, panel);
    }
    // A filter that is on can always be taken back.
    if room >= 600.0 || panel.pillar.is_some() {
        pillars(ui, cx, panel);
    }
    if silenced > 0 && (room >= 700.0 || panel.silenced) {
        let text = cx.text_with("filter-silenced", "count", silenced);
        let chip = Chip::new(&text).quiet().filter(panel.silenced);
        if ui.add(chip.glyph(glyph::EYE_SLASH)).clicked() {
            panel.silenced = !panel.silenced;
        }
    }
    if let Some(id) = &cx.state.review.of {
        let text = cx.text_with("findings-of", "name", cx.name_of(id));
        let chip = Chip::new(&text).quiet().filter(true).trailing(glyph::X);
        let response = ui.add(chip);
        if response.clicked() {
            out.view(View::Review(Ask::Of(None)));
        }
        tip(response, &cx.text("findings-of-all"));
        return;
    }
    if room < 440.0 {
        return;
    }
    for severity in Severity::ALL.into_iter().rev() {
        severity_chip(ui, cx, panel, severity);
    }
    if room >= 520.0 {
        let text = cx.text_with("filter-all", "count", panel.tally.all(panel.silenced));
        let none = panel.severity.is_none();
        if ui.add(Chip::new(&text).filter(none)).clicked() {
            panel.severity = None;
        }
    }
}

fn severity_chip(ui: &mut Ui, cx: &Cx<'_>, panel: &mut FindingsPanel, severity: Severity) {
    let count = panel.tally.count(panel.silenced, |own, _| own == severity);
    let on = panel.severity == Some(severity);
    if count == 0 && !on {
        return;
    }
    let title = severity.title().get(cx.language);
    let (count, name) = (number::count(count), format!("{title}: {count}"));
    let text = if on {
        format!("{title} {count}")
    } else {
        count
    };
    let chip = Chip::severity(SeveritySlot::from(severity), &text)
        .clickable()
        .name(&name);
    let response = ui.add(chip);
    if response.clicked() {
        panel.severity = (!on).then_some(severity);
    }
    tip(response, &name);
}

fn search(ui: &mut Ui, cx: &Cx<'_>, panel: &mut FindingsPanel, room: f32) {
    let name = cx.text("findings-search");
    let id = Id::new("skydraft.findings.search");
    if !panel.searching && panel.text.is_empty() && room < 980.0 {
        let button = Button::icon(glyph::MAGNIFYING_GLASS, &name).small();
        if ui.add(button).clicked() {
            panel.searching = true;
            ui.memory_mut(|m| m.request_focus(id));
        }
        return;
    }
    let clear = cx.text("clear");
    let field = TextField::search(&mut panel.text, &name, &clear).hint(&name);
    let response = field.width(150.0).id(id).show(ui);
    if response.lost_focus() {
        panel.searching = false;
    }
}

fn grouping(ui: &mut Ui, cx: &Cx<'_>, panel: &mut FindingsPanel) {
    let text = cx.text(panel.group.key());
    let name = format!("{}: {text}", cx.text("group-by"));
    let chip = Chip::new(&text).quiet().clickable().name(&name);
    let button = ui.add(chip.glyph(glyph::STACK).trailing(glyph::CARET_DOWN));
    menu(&button, 180.0, |ui| group_rows(ui, cx, panel));
    tip(button, &name);
}

fn group_rows(ui: &mut Ui, cx: &Cx<'_>, panel: &mut FindingsPanel) {
    for group in GroupBy::ALL {
        let text = cx.text(group.key());
        let row = MenuItem::new(&text).checked(group == panel.group);
        if ui.add(row).clicked() {
            panel.group = group;
            panel.folded.clear();
        }
    }
}

fn pillars(ui: &mut Ui, cx: &Cx<'_>, panel: &mut FindingsPanel) {
    let of_all = cx.text("pillar-all");
    let chosen = panel
        .pillar
        .map_or(&*of_all, |pillar| pillar.title().get(cx.language));
    let text = cx.text_with("pillar-is", "pillar", chosen);
    let chip = Chip::new(&text).quiet().filter(panel.pillar.is_some());
    let button = ui.add(chip.trailing(glyph::CARET_DOWN));
    menu(&button, 220.0, |ui| {
        for pillar in std::iter::once(None).chain(Pillar::ALL.map(Some)) {
            let is_mine = |_, own| pillar.is_none_or(|pillar| pillar == own);
            let count = panel.tally.count(panel.silenced, is_mine);
            let title = pillar.map_or(&*of_all, |pillar| pillar.title().get(cx.language));
            let count = number::count(count);
            let row = MenuItem::new(title)
                .keys(&count)
                .checked(pillar == panel.pillar);
            if ui.add(row).clicked() {
                panel.pillar = pillar;
            }
        }
    });
}

/// The menu at the end: what the head has no room for, and what is done with the review as a whole.
fn more_rows(ui: &mut Ui, cx: &Cx<'_>, panel: &mut FindingsPanel, room: f32, out: &mut Actions) {
    if room < 330.0 {
        group_rows(ui, cx, panel);
        separator(ui);
    }
    let (fold, unfold) = (cx.text("groups-fold"), cx.text("groups-unfold"));
    if ui
        .add(MenuItem::new(&fold).glyph(glyph::CARET_UP))
        .clicked()
    {
        panel.folded = panel.rows.groups().iter().cloned().collect();
    }
    if ui
        .add(MenuItem::new(&unfold).glyph(glyph::CARET_DOWN))
        .clicked()
    {
        panel.folded.clear();
    }
    separator(ui);
    let count = cx.design().silenced.len();
    let text = cx.text_with("silenced-list", "count", count);
    let row = MenuItem::new(&text).glyph(glyph::EYE_SLASH);
    if ui.add(row.enabled(count > 0)).clicked() {
        out.view(View::Dialog(Some(Dialog::Silenced)));
    }
    for command in [Command::ReviewSettings, Command::ExportReview] {
        crate::app::bars::top::item(ui, cx, command, out);
    }
}
