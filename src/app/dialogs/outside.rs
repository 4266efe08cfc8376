//! Sheets about files: designs that a crash left behind, files that another program changed, files that are read-only.

use super::difference;
use super::paragraph;
use crate::app::action::{Actions, AfterSaving, FileAction, PathFor, View};
use crate::app::cx::Cx;
use crate::app::fonts::Type;
use crate::app::keeper::{self, Found};
use crate::app::theme::tokens;
use crate::app::widgets::button::Button;
use crate::app::widgets::label::{label, label_within};
use crate::app::widgets::sheet::{ModalSheet, scroll_height, sheet_buttons};
use crate::model::Design;
use egui::{Align, Context, Frame, Layout, Margin, ScrollArea, Ui};
use std::path::Path;

/// Designs that a crash left behind: recover, discard, or decide later.
pub fn recovery(ctx: &Context, cx: &Cx<'_>, out: &mut Actions) -> bool {
    let (title, close) = (cx.text("recovery-title"), cx.text("close"));
    let sheet = ModalSheet::new(&title, &close).width(560.0);
    let response = sheet.show(ctx, |ui| {
        paragraph(ui, &cx.text("recovery-detail"));
        ui.add_space(8.0);
        ScrollArea::vertical()
            .max_height(scroll_height(ui.ctx(), 420.0, 64.0))
            .min_scrolled_height(420.0)
            .show(ui, |ui| {
                for (at, found) in cx.state.found.iter().enumerate() {
                    ui.push_id(at, |ui| found_ui(ui, cx, at, found, out));
                    ui.add_space(8.0);
                }
            });
        let later = cx.text("recovery-later");
        sheet_buttons(ui, |ui| ui.add(Button::secondary(&later).large()).clicked())
    });
    response.close || response.inner
}

fn found_ui(ui: &mut Ui, cx: &Cx<'_>, at: usize, found: &Found, out: &mut Actions) {
    let t = tokens(ui);
    let width = ui.available_width();
    let lines = difference::lines(&found.base, &found.design, cx.language);
    let name = name_of(cx, found);
    Frame::NONE
        .stroke(egui::Stroke::new(1.0, egui::Color32::from(t.border)))
        .corner_radius(8)
        .inner_margin(Margin::same(12))
        .show(ui, |ui| {
            ui.set_width(width - 26.0);
            let room = ui.available_width();
            let shown = label_within(ui, &name, Type::Body.strong(), t.text_1, room);
            if let Some(file) = &found.file {
                crate::app::widgets::tip::tip(shown, &file.display().to_string());
            }
            let ago = ago(cx, keeper::seconds().saturating_sub(found.at));
            let what = format!("{ago} · {}", difference::summary(cx, &lines));
            label_within(ui, &what, Type::Small.font(), t.text_2, room);
            ui.add_space(6.0);
            difference::list(ui, cx, at, &lines, 132.0);
            ui.add_space(8.0);
            let row = egui::vec2(ui.available_width(), 28.0);
            ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
                let recover = cx.text("recovery-recover");
                let said = format!("{recover}: {name}");
                if ui.add(Button::primary(&recover).name(&said)).clicked() {
                    out.file(FileAction::Recover(at));
                }
                let discard = cx.text("recovery-discard");
                let said = format!("{discard}: {name}");
                if ui.add(Button::danger(&discard).name(&said)).clicked() {
                    out.file(FileAction::DropFound(at));
                }
            });
        });
}

/// What a design that was found is called: its file, its title, or that it has neither.
pub fn name_of(cx: &Cx<'_>, found: &Found) -> String {
    let file = found.file.as_deref().and_then(Path::file_name);
    match (file, found.design.name.get(cx.language)) {
        (Some(file), _) => file.to_string_lossy().into_owned(),
        (None, "") => cx.text("untitled").into_owned(),
        (None, name) => name.to_owned(),
    }
}

/// How long ago something was: minutes, hours or days.
pub fn ago(cx: &Cx<'_>, seconds: u64) -> String {
    let whole = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    match seconds {
        0..60 => cx.text("ago-now").into_owned(),
        60..3600 => cx.text_with("ago-minutes", "count", whole(seconds / 60)),
        3600..86_400 => cx.text_with("ago-hours", "count", whole(seconds / 3600)),
        _ => cx.text_with("ago-days", "count", whole(seconds / 86_400)),
    }
}

/// Another program changed the file of a design with unsaved changes: reload, keep, or look at both.
pub fn changed(ctx: &Context, cx: &Cx<'_>, disk: &Design, out: &mut Actions) -> bool {
    let (title, close) = (cx.text("outside-title"), cx.text("close"));
    let path = cx.state.file.path.clone().unwrap_or_default();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let sheet = ModalSheet::new(&title, &close).width(520.0);
    let response = sheet.show(ctx, |ui| {
        paragraph(ui, &cx.text_with("outside-detail", "name", &*name));
        ui.add_space(10.0);
        let t = tokens(ui);
        let lines = difference::lines(cx.design(), disk, cx.language);
        let what = difference::summary(cx, &lines);
        let what = cx.text_with("outside-differs", "what", what);
        label(ui, &what, Type::Small.strong(), t.text_2);
        ui.add_space(4.0);
        difference::list(ui, cx, "outside", &lines, 176.0);
        let boxed = || Box::new(disk.clone());
        let [reload, keep, both] =
            ["outside-reload", "outside-keep", "outside-compare"].map(|key| cx.text(key));
        sheet_buttons(ui, |ui| {
            if ui.add(Button::primary(&keep).large()).clicked() {
                out.file(FileAction::KeepMine(boxed()));
            }
            if ui.add(Button::secondary(&both).large()).clicked() {
                out.file(FileAction::Compare(boxed()));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                if ui.add(Button::danger(&reload).large()).clicked() {
                    out.file(FileAction::Reload(boxed()));
                }
            });
        });
    });
    if response.close {
        // Closing decides nothing about the file: what is shown stays, and saving is the user's to do.
        out.file(FileAction::KeepMine(Box::new(disk.clone())));
    }
    false
}

/// A file that cannot be written: save under another name.
pub fn read_only(
    ctx: &Context,
    cx: &Cx<'_>,
    path: &Path,
    then: Option<&AfterSaving>,
    out: &mut Actions,
) -> bool {
    let (title, close) = (cx.text("read-only-title"), cx.text("close"));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let sheet = ModalSheet::new(&title, &close).width(460.0);
    let response = sheet.show(ctx, |ui| {
        paragraph(ui, &cx.text_with("read-only-detail", "name", &*name));
        let t = tokens(ui);
        ui.add_space(4.0);
        let room = ui.available_width();
        let place = path.display().to_string();
        label_within(ui, &place, Type::Small.font(), t.text_3, room);
        let (save, cancel) = (cx.text("cmd-save-as"), cx.text("cancel"));
        sheet_buttons(ui, |ui| {
            if ui.add(Button::primary(&save).large()).clicked() {
                out.view(View::Dialog(None));
                out.file(FileAction::Ask(PathFor::Save(then.cloned())));
            }
            ui.add(Button::secondary(&cancel).large()).clicked()
        })
    });
    response.close || response.inner
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::state::{Prefs, State};
    use crate::model::Language;
    use crate::pricing::Catalogue;

    #[test]
    fn times_are_told_in_the_unit_that_fits() {
        for (language, expected) in [
            (
                Language::English,
                [
                    "just now",
                    "1 minute ago",
                    "59 minutes ago",
                    "2 hours ago",
                    "3 days ago",
                ],
            ),
            (
                Language::Korean,
                ["방금", "1분 전", "59분 전", "2시간 전", "3일 전"],
            ),
        ] {
            let prefs = Prefs {
                language,
                ..Prefs::default()
            };
            let state = State::new(Catalogue::embedded(), prefs);
            let cx = Cx::new(&state);
            let told = [30, 60, 3599, 7200, 3 * 86_400].map(|seconds| ago(&cx, seconds));
            assert_eq!(told, expected);
        }
    }
}
