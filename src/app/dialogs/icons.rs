//! The folder with icons that take the place of the built-in pictograms.

use super::paragraph;
use crate::app::action::{Actions, FileAction, Setting};
use crate::app::cx::Cx;
use crate::app::fonts::Type;
use crate::app::state::IconStatus;
use crate::app::theme::tokens;
use crate::app::widgets::button::Button;
use crate::app::widgets::field::TextField;
use crate::app::widgets::label::label;
use crate::app::widgets::sheet::{ModalSheet, sheet_buttons};
use crate::glyph;
use egui::{Align, Context, Key, Layout};
use std::path::PathBuf;

/// The path as it is typed.
#[derive(Debug, Default)]
pub struct IconsForm {
    text: String,
    /// The setting that the text was taken from.
    seen: Option<Option<PathBuf>>,
}

/// Draws the dialog; the answer is whether it is to be closed.
pub fn show(ctx: &Context, cx: &Cx<'_>, form: &mut IconsForm, out: &mut Actions) -> bool {
    let folder = &cx.state.prefs.icon_folder;
    if form.seen.as_ref() != Some(folder) {
        form.text = folder
            .as_ref()
            .map(|path| path.display().to_string())
            .unwrap_or_default();
        form.seen = Some(folder.clone());
    }
    let status = &cx.state.icons.status;
    let error = match status {
        IconStatus::Empty => cx.text("icons-empty").into_owned(),
        IconStatus::Failed(error) => cx.text_with("icons-failed", "error", error.as_str()),
        IconStatus::None | IconStatus::Reading | IconStatus::Found(_) => String::new(),
    };
    let (title, close) = (cx.text("icons-title"), cx.text("close"));
    let sheet = ModalSheet::new(&title, &close).width(520.0);
    let response = sheet.show(ctx, |ui| {
        paragraph(ui, &cx.text("icons-detail"));
        ui.add_space(8.0);
        let name = cx.text("icons-folder");
        let field = TextField::new(&mut form.text, &name)
            .large()
            .id(egui::Id::new("skydraft.icons"))
            .error(&error)
            .show(ui);
        let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        let said = match status {
            IconStatus::Found(count) => cx.text_with("icons-found", "count", *count),
            IconStatus::Reading => cx.text("icons-reading").into_owned(),
            IconStatus::None | IconStatus::Empty | IconStatus::Failed(_) => String::new(),
        };
        if !said.is_empty() {
            ui.add_space(4.0);
            label(ui, &said, Type::Small.font(), tokens(ui).text_2);
        }
        let typed = PathBuf::from(form.text.trim());
        let usable = !typed.as_os_str().is_empty();
        let other = folder.as_ref() != Some(&typed);
        let (go, choose, clear) = (
            cx.text("icons-use"),
            cx.text("icons-choose"),
            cx.text("icons-clear"),
        );
        sheet_buttons(ui, |ui| {
            let go = Button::primary(&go).large().enabled(usable && other);
            if (ui.add(go).clicked() || entered) && usable {
                out.setting(Setting::IconFolder(Some(typed)));
            }
            let choose = Button::secondary(&choose).glyph(glyph::FOLDER_OPEN).large();
            if ui.add(choose).clicked() {
                out.file(FileAction::ChooseIcons);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let clear = Button::secondary(&clear).large().enabled(folder.is_some());
                if ui.add(clear).clicked() {
                    form.text.clear();
                    out.setting(Setting::IconFolder(None));
                }
            });
        });
    });
    response.close
}
