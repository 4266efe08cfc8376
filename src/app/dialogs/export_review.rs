//! The sheet that exports the review: format and language.

use super::paragraph;
use crate::app::action::{Actions, FileAction, ReviewRequest};
use crate::app::cx::Cx;
use crate::app::widgets::button::Button;
use crate::app::widgets::row::property_row;
use crate::app::widgets::segmented::{Segment, Segmented};
use crate::app::widgets::sheet::{ModalSheet, sheet_buttons};
use crate::glyph;
use crate::io::review::Format;
use crate::model::Language;
use egui::Context;

const FORMATS: [(Format, &str, &str); 3] = [
    (Format::Markdown, "Markdown", "review-markdown-detail"),
    (Format::Sarif, "SARIF", "review-sarif-detail"),
    (Format::Json, "JSON", "review-json-detail"),
];

/// The choices, kept for the next time.
#[derive(Debug, Default)]
pub struct ReviewForm {
    format: usize,
    language: Option<usize>,
}

/// Draws the sheet; the answer is whether it is to close.
pub fn show(ctx: &Context, cx: &Cx<'_>, form: &mut ReviewForm, out: &mut Actions) -> bool {
    let (title, close) = (cx.text("dialog-review"), cx.text("close"));
    let now = usize::from(cx.language == Language::Korean);
    let sheet = ModalSheet::new(&title, &close).width(440.0);
    let response = sheet.show(ctx, |ui| {
        let label = cx.text("export-format");
        let names = FORMATS.map(|(_, name, _)| Segment::new(name));
        property_row(ui, &label, "", |ui| {
            let at = &mut form.format;
            Segmented::new(&label, &names).fill_width().show(ui, at);
        });
        let (format, _, detail) = FORMATS[form.format.min(FORMATS.len() - 1)];
        let mut language = form.language.unwrap_or(now);
        let label = cx.text("language");
        let names = [Segment::new("English"), Segment::new("한국어")];
        property_row(ui, &label, "", |ui| {
            let at = &mut language;
            Segmented::new(&label, &names).fill_width().show(ui, at);
        });
        form.language = Some(language).filter(|l| form.language.is_some() || *l != now);
        ui.add_space(6.0);
        paragraph(ui, &cx.text(detail));
        let (go, cancel) = (cx.text("export-choose"), cx.text("cancel"));
        sheet_buttons(ui, |ui| {
            let button = Button::primary(&go).glyph(glyph::EXPORT).large();
            if ui.add(button).clicked() {
                let language = match language {
                    1 => Language::Korean,
                    _ => Language::English,
                };
                out.file(FileAction::ExportReview(ReviewRequest { format, language }));
            }
            ui.add(Button::secondary(&cancel).large()).clicked()
        })
    });
    response.close || response.inner
}
