//! The export dialog: format, scale, theme, language, background.

use super::paragraph;
use crate::app::action::{Actions, ExportFormat, ExportRequest, FileAction, Setting};
use crate::app::cx::Cx;
use crate::app::flow::Flow;
use crate::app::inspector::parts::select_row;
use crate::app::widgets::button::Button;
use crate::app::widgets::row::property_row;
use crate::app::widgets::segmented::{Segment, Segmented};
use crate::app::widgets::select::Choice;
use crate::app::widgets::sheet::{ModalSheet, sheet_buttons};
use crate::app::widgets::switch::Switch;
use crate::glyph;
use crate::model::Language;
use crate::scene::Labels;
use egui::{Context, Ui};

/// The choices, kept for the next time.
#[derive(Clone, Debug, Default)]
pub struct ExportForm {
    format: usize,
    scale: Option<usize>,
    dark: Option<usize>,
    language: Option<usize>,
    transparent: bool,
}

const FORMATS: [ExportFormat; 2] = [ExportFormat::Svg, ExportFormat::Png];

/// Draws the dialog; the answer is whether it is to be closed.
pub fn show(ctx: &Context, cx: &Cx<'_>, form: &mut ExportForm, out: &mut Actions) -> bool {
    let (title, close) = (cx.text("dialog-export"), cx.text("close"));
    let dark_now = usize::from(ctx.theme() == egui::Theme::Dark);
    let korean_now = usize::from(cx.language == Language::Korean);
    let sheet = ModalSheet::new(&title, &close).width(440.0);
    let response = sheet.show(ctx, |ui| {
        choice(
            ui,
            &cx.text("export-format"),
            &["SVG", "PNG"],
            &mut form.format,
        );
        let format = FORMATS[form.format.min(1)];
        let mut scale = form.scale.unwrap_or(1);
        ui.add_enabled_ui(format == ExportFormat::Png, |ui| {
            choice(
                ui,
                &cx.text("export-scale"),
                &["1x", "2x", "3x", "4x"],
                &mut scale,
            );
        });
        form.scale = Some(scale);
        let mut dark = form.dark.unwrap_or(dark_now);
        let themes = [cx.text("theme-light-short"), cx.text("theme-dark-short")];
        choice(ui, &cx.text("theme"), &[&themes[0], &themes[1]], &mut dark);
        form.dark = Some(dark).filter(|dark| form.dark.is_some() || *dark != dark_now);
        let mut language = form.language.unwrap_or(korean_now);
        choice(
            ui,
            &cx.text("language"),
            &["English", "한국어"],
            &mut language,
        );
        form.language = Some(language).filter(|l| form.language.is_some() || *l != korean_now);
        labels(ui, cx, out);
        let label = cx.text("export-transparent");
        let word = cx.text(if form.transparent { "on" } else { "off" });
        property_row(ui, &label, "", |ui| {
            ui.add(Switch::new(&mut form.transparent, &label).text(&word));
        });
        ui.add_space(6.0);
        paragraph(ui, &cx.text("export-detail"));
        let (go, cancel) = (cx.text("export-choose"), cx.text("cancel"));
        sheet_buttons(ui, |ui| {
            if ui
                .add(Button::primary(&go).glyph(glyph::EXPORT).large())
                .clicked()
            {
                out.file(FileAction::Export(ExportRequest {
                    format,
                    scale: scale as f32 + 1.0,
                    dark: dark == 1,
                    language: if language == 1 {
                        Language::Korean
                    } else {
                        Language::English
                    },
                    transparent: form.transparent,
                }));
            }
            ui.add(Button::secondary(&cancel).large()).clicked()
        })
    });
    response.close || response.inner
}

/// What stands on connections: the same choice as on the canvas.
fn labels(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let flow = cx.state.prefs.flow;
    let names = LABELS.map(|key| cx.text(key));
    let choices: Vec<Choice<'_>> = names.iter().map(|name| Choice::new(name)).collect();
    let at = Labels::CHOICES.iter().position(|l| *l == flow.labels);
    let label = cx.text("connection-labels");
    let new = select_row(ui, cx, &label, "", &choices, at.unwrap_or(0));
    if let Some(labels) = new.and_then(|new| Labels::CHOICES.get(new)) {
        out.setting(Setting::Flow(Flow {
            labels: *labels,
            ..flow
        }));
    }
    ui.add_space(2.0);
}

/// Text keys of [`Labels::CHOICES`].
const LABELS: [&str; 5] = [
    "labels-both",
    "labels-rate",
    "labels-gb",
    "labels-cost",
    "labels-none",
];

fn choice(ui: &mut Ui, label: &str, names: &[&str], at: &mut usize) {
    let segments: Vec<Segment<'_>> = names.iter().map(|name| Segment::new(name)).collect();
    property_row(ui, label, "", |ui| {
        Segmented::new(label, &segments).fill_width().show(ui, at);
    });
    ui.add_space(2.0);
}
