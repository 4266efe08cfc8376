//! The dialogs: sheets over the window, one at a time.

pub mod difference;
mod export;
mod export_review;
mod find;
mod icons;
pub mod outside;
mod palette;
mod prices;
mod review_settings;
mod seek;
mod settings;
mod shortcuts;
mod silence;
mod silenced;
pub mod zone_choice;

use super::action::{
    Action, Actions, AfterSaving, Dialog, FileAction, PathFor, Problem, Setting, View,
};
use super::cx::Cx;
use super::fonts::{self, Type};
use super::theme::tokens;
use super::widgets::button::Button;
use super::widgets::field::TextField;
use super::widgets::label::label;
use super::widgets::sheet::{ModalSheet, sheet_buttons};
use egui::{Align, Context, Frame, Key, Layout, Margin, ScrollArea, Ui};
use std::path::PathBuf;

/// What of the dialogs is only on screen.
#[derive(Debug, Default)]
pub struct DialogState {
    export: export::ExportForm,
    find: find::FindForm,
    icons: icons::IconsForm,
    palette: palette::PaletteForm,
    prices: prices::PricesForm,
    path: Option<String>,
    silence: silence::SilenceForm,
    review: export_review::ReviewForm,
    settings: review_settings::SettingsForm,
}

/// Draws the dialog that is open, if one is.
pub fn show(ctx: &Context, cx: &Cx<'_>, state: &mut DialogState, out: &mut Actions) {
    let Some(dialog) = &cx.state.view.dialog else {
        *state = DialogState {
            export: std::mem::take(&mut state.export),
            review: std::mem::take(&mut state.review),
            ..DialogState::default()
        };
        return;
    };
    let close = match dialog {
        Dialog::CommandPalette => palette::show(ctx, cx, &mut state.palette, out),
        Dialog::Export => export::show(ctx, cx, &mut state.export, out),
        Dialog::Unsaved(then) => unsaved(ctx, cx, then, out),
        Dialog::Problem(problem) => problem_sheet(ctx, cx, problem),
        Dialog::Path(purpose) => path(ctx, cx, purpose, &mut state.path, out),
        Dialog::Shortcuts => shortcuts::show(ctx, cx),
        Dialog::Silence(key) => silence::show(ctx, cx, key, &mut state.silence, out),
        Dialog::Settings => settings::show(ctx, cx, out),
        Dialog::Find => find::show(ctx, cx, &mut state.find, out),
        Dialog::Recovery => outside::recovery(ctx, cx, out),
        Dialog::Outside(disk) => outside::changed(ctx, cx, disk, out),
        Dialog::ReadOnly(path, then) => outside::read_only(ctx, cx, path, then.as_ref(), out),
        Dialog::Silenced => silenced::show(ctx, cx, out),
        Dialog::ReviewSettings => review_settings::show(ctx, cx, &mut state.settings, out),
        Dialog::ExportReview => export_review::show(ctx, cx, &mut state.review, out),
        Dialog::Icons => icons::show(ctx, cx, &mut state.icons, out),
        Dialog::Prices => prices::show(ctx, cx, &mut state.prices, out),
        Dialog::ZoneChoice => zone_choice::show(ctx, cx, out),
    };
    if close {
        out.view(View::Dialog(None));
    }
}

fn paragraph(ui: &mut Ui, text: &str) {
    let t = tokens(ui);
    let job = fonts::paragraph(
        text,
        Type::Body,
        false,
        t.text_2.into(),
        ui.available_width(),
    );
    ui.label(job);
}

fn unsaved(ctx: &Context, cx: &Cx<'_>, then: &AfterSaving, out: &mut Actions) -> bool {
    let (title, close) = (cx.text("unsaved-title"), cx.text("close"));
    let name = match &cx.state.file.path {
        Some(path) => path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        None => cx.text("untitled").into_owned(),
    };
    let sheet = ModalSheet::new(&title, &close).width(420.0);
    let response = sheet.show(ctx, |ui| {
        paragraph(ui, &cx.text_with("unsaved-detail", "name", name));
        let (save, discard, cancel) = (cx.text("cmd-save"), cx.text("discard"), cx.text("cancel"));
        sheet_buttons(ui, |ui| {
            if ui.add(Button::primary(&save).large()).clicked() {
                out.file(FileAction::SaveThen(then.clone()));
            }
            let keep = ui.add(Button::secondary(&cancel).large()).clicked();
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                if ui.add(Button::danger(&discard).large()).clicked() {
                    out.file(FileAction::Discard(then.clone()));
                }
            });
            keep
        })
    });
    response.close || response.inner
}

fn problem_sheet(ctx: &Context, cx: &Cx<'_>, problem: &Problem) -> bool {
    let (title, close) = (cx.text(problem.title), cx.text("close"));
    let sheet = ModalSheet::new(&title, &close).width(560.0);
    let response = sheet.show(ctx, |ui| {
        let t = tokens(ui);
        let path = problem.path.display().to_string();
        let room = ui.available_width();
        super::widgets::label::label_within(ui, &path, Type::Small.font(), t.text_3, room);
        ui.add_space(8.0);
        ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
            ui.set_width(ui.available_width());
            for (i, detail) in problem.details.iter().enumerate() {
                ui.push_id(i, |ui| mistake(ui, cx, detail));
            }
        });
        ui.add_space(4.0);
        paragraph(ui, &cx.text("problem-untouched"));
        sheet_buttons(ui, |ui| ui.add(Button::primary(&close).large()).clicked())
    });
    response.close || response.inner
}

fn mistake(ui: &mut Ui, cx: &Cx<'_>, detail: &super::action::ProblemDetail) {
    let t = tokens(ui);
    let width = ui.available_width();
    Frame::NONE
        .fill(t.subtle.into())
        .corner_radius(8)
        .inner_margin(Margin::symmetric(12, 9))
        .show(ui, |ui| {
            ui.set_width(width - 24.0);
            if let Some((line, column)) = detail.place {
                let place = crate::text::format(
                    cx.language,
                    "problem-place",
                    &[
                        ("line", line.to_string().into()),
                        ("column", column.to_string().into()),
                    ],
                );
                label(ui, &place, Type::Small.strong(), t.text_2);
            }
            let ink = t.text_1.into();
            ui.label(fonts::paragraph(
                &detail.message,
                Type::Control,
                true,
                ink,
                width - 24.0,
            ));
            if !detail.source.is_empty() {
                let code = egui::RichText::new(&detail.source)
                    .font(egui::FontId::monospace(11.5))
                    .color(egui::Color32::from(t.text_2));
                ui.add(egui::Label::new(code).truncate());
            }
            if !detail.help.is_empty() {
                let ink = t.text_2.into();
                ui.label(fonts::paragraph(
                    &detail.help,
                    Type::Small,
                    false,
                    ink,
                    width - 24.0,
                ));
            }
        });
    ui.add_space(4.0);
}

/// Where the desktop has no file dialog: a path to type.
fn path(
    ctx: &Context,
    cx: &Cx<'_>,
    purpose: &PathFor,
    draft: &mut Option<String>,
    out: &mut Actions,
) -> bool {
    let question = super::files::question(cx.state, purpose.clone());
    let text = draft.get_or_insert_with(|| {
        let folder = question.folder.clone().unwrap_or_default();
        folder.join(&question.name).display().to_string()
    });
    let (close, field, hint) = (
        cx.text("close"),
        cx.text("file-path"),
        cx.text("path-detail"),
    );
    let go = cx.text(match purpose {
        PathFor::Open => "open-button",
        PathFor::Compare => "compare-add",
        PathFor::Save(_) => "cmd-save",
        PathFor::Export(_) | PathFor::Review(_) | PathFor::Chart(_) => "export",
        PathFor::Icons => "icons-use",
        PathFor::Prices => "prices-use",
    });
    let sheet = ModalSheet::new(&question.title, &close).width(520.0);
    let response = sheet.show(ctx, |ui| {
        paragraph(ui, &hint);
        ui.add_space(8.0);
        let id = egui::Id::new("skydraft.path");
        let response = TextField::new(text, &field).large().id(id).show(ui);
        let entered = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        if ui.memory(|m| m.focused().is_none()) {
            response.request_focus();
        }
        let chosen = PathBuf::from(text.trim());
        let usable = !chosen.as_os_str().is_empty();
        let cancel = cx.text("cancel");
        sheet_buttons(ui, |ui| {
            let pressed = ui
                .add(Button::primary(&go).large().enabled(usable))
                .clicked();
            let gone = ui.add(Button::secondary(&cancel).large()).clicked();
            if usable && (pressed || entered) {
                out.view(View::Dialog(None));
                out.push(chosen_action(purpose.clone(), chosen));
            }
            gone
        })
    });
    response.close || response.inner
}

/// What happens once a path is chosen.
pub fn chosen_action(purpose: PathFor, path: PathBuf) -> Action {
    Action::File(match purpose {
        PathFor::Open => FileAction::OpenPath(path),
        PathFor::Compare => {
            return Action::View(View::Compare(super::compare::Ask::AddFile(path)));
        }
        PathFor::Save(then) => FileAction::SaveTo(path, then),
        PathFor::Export(request) => FileAction::ExportTo(request, path),
        PathFor::Review(request) => FileAction::ExportReviewTo(request, path),
        PathFor::Chart(request) => FileAction::ChartTo(request, path),
        PathFor::Icons => return Action::Setting(Setting::IconFolder(Some(path))),
        PathFor::Prices => return Action::Setting(Setting::OwnPrices(Some(path))),
    })
}
