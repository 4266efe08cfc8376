//! The settings of the program, and the currency of the design.

use crate::app::action::{Actions, Dialog, Setting, View};
use crate::app::bars::top;
use crate::app::cx::Cx;
use crate::app::fonts::Type;
use crate::app::state::{Autosave, Prefs};
use crate::app::theme::{Look, Theme, tokens};
use crate::app::widgets::button::Button;
use crate::app::widgets::label::label_within;
use crate::app::widgets::number::NumberField;
use crate::app::widgets::row::property_row;
use crate::app::widgets::segmented::{Segment, Segmented};
use crate::app::widgets::select::{Choice, Select};
use crate::app::widgets::sheet::{ModalSheet, scroll_height, sheet_buttons};
use crate::app::widgets::switch::Switch;
use crate::glyph;
use crate::model::edit::Edit;
use crate::model::{Currency, Language};
use crate::text::units::{DataUnit, RateUnit};
use egui::{Align, Context, Layout, ScrollArea, Ui};

/// Choices of the autosave interval, seconds; 0: off.
const INTERVALS: [f32; 6] = [1.0, 5.0, 15.0, 30.0, 60.0, 0.0];
/// Choices of the scale of the interface, percent.
const SCALES: [u16; 8] = [80, 90, 100, 110, 125, 150, 175, 200];

/// Draws the dialog; the answer is whether it is to be closed.
pub fn show(ctx: &Context, cx: &Cx<'_>, out: &mut Actions) -> bool {
    let (title, close) = (cx.text("settings-title"), cx.text("close"));
    let sheet = ModalSheet::new(&title, &close).width(520.0).id("settings");
    let response = sheet.show(ctx, |ui| {
        // The bar takes room of its own, so that it never lies on a field.
        ui.spacing_mut().scroll.floating_allocated_width = 10.0;
        ScrollArea::vertical()
            .max_height(scroll_height(ui.ctx(), 480.0, 0.0))
            .min_scrolled_height(480.0)
            .show(ui, |ui| {
                section(ui, cx, "settings-looks");
                looks(ui, cx, out);
                section(ui, cx, "settings-panels");
                panels(ui, cx, out);
                section(ui, cx, "settings-files");
                files(ui, cx, out);
                section(ui, cx, "settings-design");
                currency(ui, cx, out);
            });
        let (reset, done) = (cx.text("settings-reset"), cx.text("done"));
        sheet_buttons(ui, |ui| {
            let done = ui.add(Button::primary(&done).large()).clicked();
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let changed = cx.state.prefs != cx.state.prefs.reset();
                let hint = cx.text("settings-reset-hint");
                let reset = Button::secondary(&reset)
                    .large()
                    .tooltip(&hint)
                    .enabled(changed);
                if ui.add(reset).clicked() {
                    out.setting(Setting::Reset);
                }
            });
            done
        })
    });
    response.close || response.inner
}

fn section(ui: &mut Ui, cx: &Cx<'_>, key: &'static str) {
    let t = tokens(ui);
    ui.add_space(12.0);
    let room = ui.available_width();
    label_within(ui, &cx.text(key), Type::Control.strong(), t.text_2, room);
    ui.add_space(4.0);
}

fn segments(ui: &mut Ui, label: &str, names: &[&str], at: &mut usize) -> bool {
    let segments: Vec<Segment<'_>> = names.iter().map(|name| Segment::new(name)).collect();
    property_row(ui, label, "", |ui| {
        Segmented::new(label, &segments)
            .fill_width()
            .show(ui, at)
            .changed()
    })
}

fn switch(ui: &mut Ui, cx: &Cx<'_>, key: &'static str, on: &mut bool) -> bool {
    let (label, word) = (cx.text(key), cx.text(if *on { "on" } else { "off" }));
    property_row(ui, &label, "", |ui| {
        ui.add(Switch::new(on, &label).text(&word)).changed()
    })
}

fn looks(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    const THEMES: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];
    let prefs = &cx.state.prefs;
    let mut look: Look = prefs.look;
    let names = [
        "theme-system-short",
        "theme-light-short",
        "theme-dark-short",
    ]
    .map(|key| cx.text(key));
    let names = [&*names[0], &*names[1], &*names[2]];
    let mut at = THEMES
        .iter()
        .position(|theme| *theme == look.theme)
        .unwrap_or(0);
    if segments(ui, &cx.text("theme"), &names, &mut at) {
        look.theme = THEMES[at.min(2)];
    }
    let mut language = usize::from(prefs.language == Language::Korean);
    if segments(
        ui,
        &cx.text("language"),
        &["English", "한국어"],
        &mut language,
    ) {
        let language = [Language::English, Language::Korean][language.min(1)];
        out.setting(Setting::Language(language));
    }
    let scales = SCALES.map(|percent| format!("{percent} %"));
    let choices: Vec<Choice<'_>> = scales.iter().map(|text| Choice::new(text)).collect();
    let before = SCALES
        .iter()
        .position(|percent| *percent == prefs.scale())
        .unwrap_or(2);
    let mut scale = before;
    let label = cx.text("settings-scale");
    property_row(ui, &label, &cx.text("settings-scale-hint"), |ui| {
        Select::new(&label, &choices).show(ui, &mut scale);
    });
    if scale != before {
        out.setting(Setting::Scale(SCALES[scale.min(SCALES.len() - 1)]));
    }
    units(ui, cx, out);
    switch(ui, cx, "cmd-increase-contrast", &mut look.increase_contrast);
    switch(ui, cx, "cmd-reduce-motion", &mut look.reduce_motion);
    if look != prefs.look {
        out.setting(Setting::Look(look));
    }
}

/// Where the panels stand.
fn panels(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let view = &cx.state.view;
    let mut on = view.sides_swapped;
    if switch(ui, cx, "cmd-swap-sides", &mut on) {
        out.view(View::SwapSides(on));
    }
    let mut on = view.panel_beside;
    if switch(ui, cx, "cmd-panel-beside", &mut on) {
        out.view(View::PanelBeside(on));
    }
}

fn units(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let before = cx.state.prefs.units;
    let mut units = before;
    let names = ["settings-rate-readable", "settings-rate-month"].map(|key| cx.text(key));
    let mut at = usize::from(units.rate == RateUnit::PerMonth);
    if segments(
        ui,
        &cx.text("settings-rate"),
        &[&*names[0], &*names[1]],
        &mut at,
    ) {
        units.rate = [RateUnit::Readable, RateUnit::PerMonth][at.min(1)];
    }
    let names = [cx.text("gb-per-month"), "Mbit/s".into()];
    let mut at = usize::from(units.data == DataUnit::MbitPerSecond);
    if segments(
        ui,
        &cx.text("settings-data"),
        &[&*names[0], &*names[1]],
        &mut at,
    ) {
        units.data = [DataUnit::GbPerMonth, DataUnit::MbitPerSecond][at.min(1)];
    }
    if units != before {
        out.setting(Setting::Units(units));
    }
}

fn files(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let prefs: &Prefs = &cx.state.prefs;
    let names: Vec<String> = INTERVALS
        .iter()
        .map(|seconds| match *seconds {
            s if s <= 0.0 => cx.text("autosave-off").into_owned(),
            s => cx.text_with("autosave-seconds", "count", s as usize),
        })
        .collect();
    let choices: Vec<Choice<'_>> = names.iter().map(|name| Choice::new(name)).collect();
    let same = |seconds: &f32| (*seconds - prefs.autosave.seconds).abs() < 0.01;
    let before = INTERVALS.iter().position(same).unwrap_or(1);
    let mut at = before;
    let label = cx.text("settings-autosave");
    property_row(ui, &label, &cx.text("settings-autosave-hint"), |ui| {
        Select::new(&label, &choices).show(ui, &mut at);
    });
    if at != before {
        let seconds = INTERVALS[at.min(INTERVALS.len() - 1)];
        out.setting(Setting::Autosave(Autosave { seconds }));
    }
    let label = cx.text("icons-folder");
    let shown = match &prefs.icon_folder {
        Some(folder) => {
            let name = folder.file_name().unwrap_or(folder.as_os_str());
            name.to_string_lossy().into_owned()
        }
        None => cx.text("icons-none").into_owned(),
    };
    property_row(ui, &label, &cx.text("icons-detail"), |ui| {
        let name = format!("{label}: {shown}");
        let button = Button::secondary(&shown)
            .glyph(glyph::FOLDER_OPEN)
            .name(&name);
        if ui.add(button).clicked() {
            out.view(View::Dialog(Some(Dialog::Icons)));
        }
    });
}

fn currency(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let settings = &cx.design().settings;
    let names = Currency::ALL.map(Currency::code);
    let mut at = Currency::ALL
        .iter()
        .position(|c| *c == settings.currency)
        .unwrap_or(0);
    if segments(ui, &cx.text("currency"), &names, &mut at) {
        let currency = Currency::ALL[at.min(Currency::ALL.len() - 1)];
        let rate = cx.state.prefs.rates.get(&currency).copied();
        let next = top::with_currency(cx, currency, rate);
        out.edit(Edit::SetSettings(next), "undo-currency");
    }
    if settings.currency == Currency::Usd {
        return;
    }
    let label = cx.text("currency-rate");
    let mut rate = settings.currency_rate;
    let (low, bad) = (cx.text("rate-low"), cx.text("number-invalid"));
    let changed = property_row(ui, &label, "", |ui| {
        let field = NumberField::new(&label).unit(settings.currency.code());
        field
            .min(1e-6, &low)
            .invalid(&bad)
            .show(ui, &mut rate)
            .changed()
    });
    if changed {
        let next = top::with_currency(cx, settings.currency, rate);
        out.edit(Edit::SetSettings(next), "undo-currency");
        if let Some(rate) = rate {
            out.setting(Setting::Rate(settings.currency, rate));
        }
    }
}
