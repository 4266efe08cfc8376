//! The page of the design itself: title, what its figures assume, targets.

use super::head;
use super::parts::{self, Bounds, section};
use crate::analysis::cost::{ItemCost, Total};
use crate::app::action::{Actions, Dialog, View};
use crate::app::cx::Cx;
use crate::app::fonts::Type;
use crate::app::theme::tokens;
use crate::app::widgets::button::Button;
use crate::app::widgets::row::{cost_line, property_row};
use crate::app::widgets::section::SectionHeader;
use crate::app::widgets::swatch::Swatch;
use crate::app::widgets::switch::Switch;
use crate::glyph;
use crate::model::Settings;
use crate::model::edit::Edit;
use crate::text::number;
use egui::{TextEdit, Ui};

/// Draws the page.
pub fn ui(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let design = cx.design();
    let t = tokens(ui);
    let own = design.name.get(cx.language);
    let untitled = cx.text("untitled");
    let name = if own.is_empty() { &*untitled } else { own };
    let subtitle = cx.text("design");
    let swatch = Swatch {
        fill: t.accent_fill,
        ink: t.on_accent,
        glyph: glyph::TREE_STRUCTURE,
        kind: None,
    };
    let data = head::Head {
        swatch,
        name,
        subtitle: &subtitle,
        id: None,
        item: None,
        locked: None,
    };
    head::head(ui, cx, &data, out);
    let total = cx.state.report.cost.total;
    let mut amount = cx.amount(total.usd);
    if total.missing > 0 {
        amount = format!("≥ {amount}");
    }
    let findings = cx.state.report.review.open().count();
    head::figures(
        ui,
        &[
            (amount, cx.text("per-month").into_owned()),
            (
                number::count(findings),
                cx.text_with("findings-count", "count", findings),
            ),
        ],
    );
    let title = cx.text("design");
    section(ui, SectionHeader::new(&title), "design text", |ui| {
        if let Some(text) = parts::text_row(ui, &cx.text("name"), "", own, &untitled) {
            out.edit(
                Edit::SetName(design.name.with(cx.language, text.trim())),
                "undo-rename",
            );
        }
        description(ui, cx, out);
    });
    let title = cx.text("settings");
    section(ui, SectionHeader::new(&title), "design settings", |ui| {
        settings(ui, cx, out);
        prices(ui, cx, out);
    });
    commitments(ui, cx, out);
    let title = cx.text("targets");
    section(ui, SectionHeader::new(&title), "design targets", |ui| {
        targets(ui, cx, out)
    });
    super::review::section(ui, cx, out);
}

/// Several lines of text, taken over when the field loses the focus.
fn description(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let t = tokens(ui);
    let design = cx.design();
    let id = ui.id().with("description");
    let draft_id = id.with("draft");
    let current = design.description.get(cx.language);
    let mut text: String = ui
        .data(|d| d.get_temp(draft_id))
        .unwrap_or_else(|| current.to_owned());
    let name = cx.text("description");
    ui.add_space(4.0);
    let hint = egui::RichText::new(&*name).color(egui::Color32::from(t.text_3));
    let edit = TextEdit::multiline(&mut text)
        .id(id)
        .desired_rows(3)
        .desired_width(f32::INFINITY)
        .font(crate::app::fonts::Type::Control.font())
        .margin(egui::Margin::symmetric(10, 7))
        .hint_text(hint);
    let response = ui.add(edit);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::TextEdit, true, &*name));
    if response.has_focus() {
        ui.data_mut(|d| d.insert_temp(draft_id, text));
    } else if let Some(text) = ui.data_mut(|d| d.remove_temp::<String>(draft_id))
        && text != current
    {
        let text = design.description.with(cx.language, &text);
        out.edit(Edit::SetDescription(text), "undo-description");
    }
}

fn put(cx: &Cx<'_>, change: impl FnOnce(&mut Settings), out: &mut Actions) {
    let mut settings = cx.design().settings.clone();
    change(&mut settings);
    out.edit(Edit::SetSettings(settings), "undo-settings");
}

fn settings(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let settings = &cx.design().settings;
    let (label, doc) = (cx.text("hours-per-month"), cx.text("hours-per-month-doc"));
    let bounds = Bounds {
        min: 1.0,
        max: 744.0,
        whole: false,
    };
    let new = parts::number_row(
        ui,
        cx,
        (&label, &doc, &cx.text("unit-hours")),
        Some(settings.hours_per_month),
        None,
        bounds,
    );
    if let Some(Some(hours)) = new {
        put(cx, |s| s.hours_per_month = hours, out);
    }
    let (label, doc) = (cx.text("free-tier"), cx.text("free-tier-doc"));
    let mut on = settings.free_tier;
    let word = cx.text(if on { "on" } else { "off" });
    let changed = property_row(ui, &label, &doc, |ui| {
        ui.add(Switch::new(&mut on, &label).text(&word)).changed()
    });
    if changed {
        put(cx, |s| s.free_tier = on, out);
    }
    let label = cx.text("budget");
    let new = parts::number_row(
        ui,
        cx,
        (&label, "", &format!("${}", cx.text("unit-per-month"))),
        settings.monthly_budget_usd,
        None,
        Bounds::AMOUNT,
    );
    if let Some(budget) = new {
        put(cx, |s| s.monthly_budget_usd = budget, out);
    }
}

/// What is committed to: paid at the start, each month, and both together spread over the terms; with the items that commit.
fn commitments(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let cost = &cx.state.report.cost;
    let committed: Vec<_> = cost
        .components
        .iter()
        .map(|(id, item)| (id, commitment_of(item)))
        .filter(|(_, total)| total.is_some())
        .collect();
    if committed.is_empty() {
        return;
    }
    let (title, count) = (cx.text("commitments"), number::count(committed.len()));
    let header = SectionHeader::new(&title).count(&count);
    section(ui, header, "design commitments", |ui| {
        let mut all = Total::default();
        for (_, total) in &committed {
            all.add(total.unwrap_or_default());
        }
        let at_least = |missing: usize, text: String| match missing {
            0 => text,
            _ => format!("≥ {text}"),
        };
        let rows = [
            (
                "commitment-upfront",
                at_least(all.upfront_missing, cx.amount(all.upfront)),
            ),
            (
                "commitment-monthly",
                at_least(all.missing, cx.amount(all.usd)),
            ),
            (
                "commitment-effective",
                at_least(
                    all.missing + all.upfront_missing,
                    cx.amount(all.effective()),
                ),
            ),
        ];
        for (key, amount) in rows {
            cost_line(ui, &cx.text(key), "", &amount, false);
        }
        ui.add_space(4.0);
        for (id, total) in committed {
            let total = total.unwrap_or_default();
            let name = cx.name_of(id);
            let detail = super::bill::upfront_text(cx, total);
            let detail = detail.unwrap_or_else(|| cx.text("commitment-no-upfront").into_owned());
            let amount = at_least(total.missing, cx.amount(total.usd));
            let row = ui.push_id(id, |ui| cost_line(ui, &name, &detail, &amount, false));
            if row.inner.clicked() {
                out.view(View::Reveal(id.clone()));
            }
        }
    });
}

/// The sum of an item's lines that are part of a commitment; none where it has none.
fn commitment_of(item: &ItemCost) -> Option<Total> {
    let mut lines = item.lines.iter().filter(|line| line.commitment.is_some());
    let first = lines.next()?;
    let mut total = Total::default();
    for line in std::iter::once(first).chain(lines) {
        total.add_line(line);
    }
    Some(total)
}

/// Whose prices hold, and for which day.
fn prices(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let label = cx.text("own-prices");
    let path = cx.state.prefs.own_prices.as_ref();
    let file = path.and_then(|path| path.file_name());
    let text = match file {
        Some(file) => file.to_string_lossy().into_owned(),
        None => cx.text("own-prices-none").into_owned(),
    };
    let name = format!("{label}: {text}");
    let clicked = property_row(ui, &label, "", |ui| {
        let width = ui.available_width();
        let button = Button::secondary(&text).name(&name).min_width(width);
        ui.add(button).clicked()
    });
    if clicked {
        out.view(View::Dialog(Some(Dialog::Prices)));
    }
    let (label, doc) = (cx.text("prices-day"), cx.text("prices-day-doc"));
    property_row(ui, &label, &doc, |ui| {
        ui.add_space(7.0);
        let day = cx.catalogue().day().to_string();
        let ink = tokens(ui).text_1;
        crate::app::widgets::label::label(ui, &day, Type::Control.font(), ink);
    });
}

fn targets(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    type Set = fn(&mut Settings, Option<f64>);
    let settings = &cx.design().settings;
    let minutes = cx.text("unit-minutes");
    let percent = Bounds {
        min: 0.0,
        max: 100.0,
        whole: false,
    };
    let rows: [(&'static str, &str, Option<f64>, Bounds, Set); 5] = [
        (
            "target-rto",
            &minutes,
            settings.target_rto_minutes,
            Bounds::AMOUNT,
            |s, v| s.target_rto_minutes = v,
        ),
        (
            "target-rpo",
            &minutes,
            settings.target_rpo_minutes,
            Bounds::AMOUNT,
            |s, v| s.target_rpo_minutes = v,
        ),
        (
            "target-region-rto",
            &minutes,
            settings.target_region_rto_minutes,
            Bounds::AMOUNT,
            |s, v| s.target_region_rto_minutes = v,
        ),
        (
            "target-region-rpo",
            &minutes,
            settings.target_region_rpo_minutes,
            Bounds::AMOUNT,
            |s, v| s.target_region_rpo_minutes = v,
        ),
        (
            "target-availability",
            "%",
            settings.target_availability_percent,
            percent,
            |s, v| {
                s.target_availability_percent = v;
            },
        ),
    ];
    for (key, unit, value, bounds, set) in rows {
        if let Some(new) = parts::number_row(ui, cx, (&cx.text(key), "", unit), value, None, bounds)
        {
            put(cx, |s| set(s, new), out);
        }
    }
}
