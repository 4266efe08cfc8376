//! What the review asks of the design, on the page of the design.

use super::parts::{self, Bounds};
use crate::app::action::{Actions, Dialog, View};
use crate::app::bars::top::region_picker;
use crate::app::cx::Cx;
use crate::app::widgets::button::Button;
use crate::app::widgets::combo::combo;
use crate::app::widgets::menu::dropdown;
use crate::app::widgets::row::property_row;
use crate::app::widgets::section::SectionHeader;
use crate::app::widgets::select::Choice;
use crate::glyph;
use crate::model::edit::Edit;
use crate::model::{ReviewProfile, SecurityProfile, Settings};
use egui::Ui;

/// Changes the settings of the design as one step.
pub fn put_settings(cx: &Cx<'_>, change: impl FnOnce(&mut Settings), out: &mut Actions) {
    let mut settings = cx.design().settings.clone();
    change(&mut settings);
    out.edit(Edit::SetSettings(settings), "undo-settings");
}

/// Text key of a profile's name.
fn profile_key(profile: ReviewProfile) -> &'static str {
    match profile {
        ReviewProfile::All => "profile-all",
        ReviewProfile::Classroom => "profile-classroom",
        ReviewProfile::Ci => "profile-ci",
        ReviewProfile::OperationalExcellence => "profile-operations",
        ReviewProfile::Security => "profile-security",
        ReviewProfile::Reliability => "profile-reliability",
        ReviewProfile::PerformanceEfficiency => "profile-performance",
        ReviewProfile::CostOptimization => "profile-cost",
        ReviewProfile::Sustainability => "profile-sustainability",
    }
}

/// The row that chooses the profile of the review.
pub fn profile_row(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let (label, doc) = (cx.text("review-profile"), cx.text("review-profile-doc"));
    let names = ReviewProfile::ALL.map(|profile| cx.text(profile_key(profile)));
    let choices: Vec<Choice<'_>> = names.iter().map(|name| Choice::new(name)).collect();
    let now = cx.design().settings.review_profile;
    let at = ReviewProfile::ALL
        .iter()
        .position(|profile| *profile == now);
    let new = parts::select_row(ui, cx, &label, &doc, &choices, at.unwrap_or(0));
    if let Some(profile) = new.and_then(|new| ReviewProfile::ALL.get(new)) {
        put_settings(cx, |settings| settings.review_profile = *profile, out);
    }
}

/// The section.
pub fn section(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let title = cx.text("review");
    parts::section(ui, SectionHeader::new(&title), "design review", |ui| {
        let settings = &cx.design().settings;
        profile_row(ui, cx, out);
        let (label, doc) = (cx.text("security-profile"), cx.text("security-profile-doc"));
        let names = [cx.text("security-standard"), cx.text("security-strict")];
        let choices = [Choice::new(&names[0]), Choice::new(&names[1])];
        let at = usize::from(settings.security_profile == SecurityProfile::Strict);
        if let Some(new) = parts::select_row(ui, cx, &label, &doc, &choices, at) {
            let profile = match new {
                0 => SecurityProfile::Standard,
                _ => SecurityProfile::Strict,
            };
            put_settings(cx, |settings| settings.security_profile = profile, out);
        }
        let (label, doc) = (cx.text("horizon"), cx.text("horizon-doc"));
        let unit = cx.text("unit-months");
        let bounds = Bounds {
            min: 0.0,
            max: 120.0,
            whole: false,
        };
        let texts = (&*label, &*doc, &*unit);
        let new = parts::number_row(ui, cx, texts, settings.horizon_months, None, bounds);
        if let Some(months) = new {
            put_settings(cx, |settings| settings.horizon_months = months, out);
        }
        let (label, doc) = (cx.text("zone-outage"), cx.text("zone-outage-doc"));
        let on = settings.accepts_zone_outage;
        if let Some(on) = parts::switch_row(ui, cx, &label, &doc, on) {
            put_settings(cx, |settings| settings.accepts_zone_outage = on, out);
        }
        let (label, doc) = (cx.text("require-tags"), cx.text("require-tags-doc"));
        if let Some(on) = parts::switch_row(ui, cx, &label, &doc, settings.require_tags) {
            put_settings(cx, |settings| settings.require_tags = on, out);
        }
        regions(ui, cx, out);
        buttons(ui, cx, out);
    });
}

/// Regions that are allowed besides the design's own.
fn regions(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let allowed = &cx.design().settings.allowed_regions;
    let (label, doc) = (cx.text("allowed-regions"), cx.text("allowed-regions-doc"));
    property_row(ui, &label, &doc, |ui| {
        for code in allowed {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                let room = ui.available_width() - 28.0;
                let t = crate::app::theme::tokens(ui);
                let info = cx.catalogue().region(code);
                let name = info.map_or(code.as_str(), |info| info.short_name(cx.language));
                let font = crate::app::fonts::Type::Control.font();
                crate::app::widgets::label::label_within(ui, name, font, t.text_1, room);
                let remove = cx.text_with("region-remove", "name", name);
                if ui.add(Button::icon(glyph::X, &remove).small()).clicked() {
                    put_settings(cx, |s| s.allowed_regions.retain(|other| other != code), out);
                }
            });
        }
        let add = cx.text("region-add");
        let button = combo(ui, &label, &add, "");
        let picked = dropdown(&button, 348.0, |ui| region_picker(ui, cx, "")).flatten();
        if let Some(picked) = picked {
            egui::Popup::close_all(ui.ctx());
            if !allowed.contains(&picked) {
                put_settings(cx, |settings| settings.allowed_regions.push(picked), out);
            }
        }
    });
}

/// Thresholds and what is silenced, in dialogs of their own.
fn buttons(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
        let own = cx.design().settings.thresholds.len();
        let text = cx.text_with("thresholds-count", "count", own);
        let button = Button::secondary(&text).glyph(glyph::SLIDERS_HORIZONTAL);
        if ui.add(button.small()).clicked() {
            out.view(View::Dialog(Some(Dialog::ReviewSettings)));
        }
        let count = cx.design().silenced.len();
        let text = cx.text_with("silenced-list", "count", count);
        let button = Button::secondary(&text).glyph(glyph::EYE_SLASH).small();
        if ui.add(button.enabled(count > 0)).clicked() {
            out.view(View::Dialog(Some(Dialog::Silenced)));
        }
    });
}
