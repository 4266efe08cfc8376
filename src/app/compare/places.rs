//! The same design elsewhere: in all Regions, and with one decision varied.

use super::state::Ask;
use super::work::Elsewhere;
use super::{GAP, card, variants, waiting, words};
use crate::analysis::compare::{Owner, RegionRow, region_plan};
use crate::app::action::{Actions, View};
use crate::app::cx::Cx;
use crate::app::fonts::Type;
use crate::app::theme::tokens;
use crate::app::widgets::button::Button;
use crate::app::widgets::chip::DeltaChip;
use crate::app::widgets::label::label;
use crate::app::widgets::table::{Column, Row, Table, Width};
use crate::catalog::service_title;
use crate::glyph;
use crate::model::{Language, Scenario};
use crate::scene::tokens::ChartSlot;
use egui::{Align, Layout, Rect, Ui, UiBuilder, pos2, vec2};
use std::sync::Arc;

/// Height of a card's title, points.
pub(super) const TITLE: f32 = 40.0;

/// What of the part is only on screen.
#[derive(Debug, Default)]
pub(super) struct PlacesView {
    /// What was found, with the scenario of each Region.
    made: Option<(Arc<Elsewhere>, Vec<Scenario>)>,
}

/// Draws the part.
pub(super) fn ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut PlacesView, out: &mut Actions) {
    let all = ui.max_rect();
    let Some(found) = cx.state.comparing.elsewhere.clone() else {
        let rect = card(ui, all);
        let mut inner = ui.new_child(UiBuilder::new().max_rect(rect));
        waiting(&mut inner, cx);
        return;
    };
    if !view
        .made
        .as_ref()
        .is_some_and(|(own, _)| Arc::ptr_eq(own, &found))
    {
        let plans = found
            .regions
            .rows
            .iter()
            .map(|row| region_plan(&row.code, cx.catalogue()));
        view.made = Some((found.clone(), plans.collect()));
    }
    let plans = view.made.as_ref().map_or(&[][..], |(_, plans)| plans);
    let split = (all.width() * 0.62).floor();
    let left = Rect::from_min_max(all.min, pos2(all.left() + split, all.bottom()));
    let right = Rect::from_min_max(pos2(left.right() + GAP, all.top()), all.max);
    let inner = card(ui, left);
    let mut regions_ui = ui.new_child(UiBuilder::new().max_rect(inner).id_salt("compare regions"));
    regions(&mut regions_ui, cx, &found, plans, out);
    let mut rest = ui.new_child(UiBuilder::new().max_rect(right).id_salt("compare variants"));
    variants::ui(&mut rest, cx, &found, out);
}

fn regions(ui: &mut Ui, cx: &Cx<'_>, found: &Elsewhere, plans: &[Scenario], out: &mut Actions) {
    let t = tokens(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    let rows = &found.regions.rows;
    let complete = rows.iter().filter(|row| row.is_complete()).count();
    ui.horizontal(|ui| {
        ui.set_min_height(TITLE);
        ui.add_space(12.0);
        label(
            ui,
            &cx.text("compare-regions"),
            Type::Body.strong(),
            t.text_1,
        );
        ui.add_space(4.0);
        let args = [("complete", complete.into()), ("all", rows.len().into())];
        let note = crate::text::format(cx.language, "compare-regions-note", &args);
        label(ui, &note, Type::Small.font(), t.text_3);
        if cx.state.is_comparing_anew() {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(12.0);
                label(
                    ui,
                    &cx.text("compare-working"),
                    Type::Small.font(),
                    t.text_3,
                );
            });
        }
    });
    let titles = [
        "region",
        "compare-monthly",
        "compare-difference",
        "compare-percent",
        "compare-drivers",
    ];
    let titles = titles.map(|key| cx.text(key));
    let columns = [
        Column::text(&titles[0], Width::Share(1.0)),
        Column::number(&titles[1], Width::Fixed(88.0)),
        Column::text("", Width::Fixed(64.0)),
        Column::number(&titles[2], Width::Fixed(84.0)),
        Column::number(&titles[3], Width::Fixed(60.0)),
        Column::text(&titles[4], Width::Share(1.8)),
        Column::text("", Width::Fixed(24.0)),
    ];
    let most = rows.iter().map(|row| row.total.usd.0).fold(0.0, f64::max);
    let home = rows.iter().find(|row| row.code == found.regions.home);
    let scale = Scale {
        most,
        home: home.map_or(0.0, |row| row.total.usd.0),
    };
    let height = ui.available_height() - 30.0;
    let at_home = rows.iter().position(|row| row.code == found.regions.home);
    Table::new("compare regions", &columns)
        .selected(at_home)
        .max_height(height)
        .show(ui, rows.len(), |at, cells| {
            let Some(row) = rows.get(at) else {
                return;
            };
            region(cx, cells, row, Some(at) == at_home, &scale);
            match plans.get(at).filter(|_| Some(at) != at_home) {
                Some(plan) => keep(cx, cells, plan, out),
                None => cells.skip(),
            }
        });
}

/// What the bars and shares are measured by.
struct Scale {
    most: f64,
    home: f64,
}

fn region(cx: &Cx<'_>, cells: &mut Row<'_>, row: &RegionRow, is_home: bool, scale: &Scale) {
    let info = cx.catalogue().region(&row.code);
    let name = info.map_or(row.code.as_str(), |info| match cx.language {
        Language::English => info.name_en.as_str(),
        Language::Korean => info.name_ko.as_str(),
    });
    let complete = row.is_complete();
    if complete {
        cells.text(name);
    } else {
        cells.hint(name);
    }
    cells.say(&row.code);
    let amount = words::at_least(cx, row.total.usd, row.total.missing);
    if complete {
        cells.amount(&amount);
    } else {
        cells.number(&amount);
    }
    if complete && scale.most > 0.0 {
        let slot = if is_home {
            ChartSlot::DataTransfer
        } else {
            ChartSlot::Other
        };
        let color = tokens(cells.ui()).chart(slot);
        cells.bar((row.total.usd.0 / scale.most) as f32, color);
    } else {
        cells.skip();
    }
    match row.delta.filter(|_| !is_home) {
        Some(usd) => {
            let text = cx.money.delta(usd);
            cells.change(&text, DeltaChip::tone_of(&text));
            if scale.home > 0.0 {
                let text = words::percent(usd.0 / scale.home);
                cells.change(&text, DeltaChip::tone_of(&text));
            } else {
                cells.skip();
            }
        }
        None => {
            cells.skip();
            cells.skip();
        }
    }
    let why = why(cx, row, is_home);
    if complete {
        cells.quiet(&why);
    } else {
        cells.hint(&why);
    }
    cells.explain(|| tell(cx, row, name, is_home));
}

/// What drives the difference: in short by component or line, in full by both.
fn drivers(cx: &Cx<'_>, row: &RegionRow, full: bool) -> String {
    let all = row.drivers.iter().map(|driver| {
        let line = driver.name.get(cx.language);
        let owner = driver.owner_name.get(cx.language);
        let delta = cx.money.delta(driver.usd);
        match driver.owner {
            Owner::Account => format!("{line} {delta}"),
            _ if full => format!("{owner}, {line} {delta}"),
            Owner::Component(_) => format!("{owner} {delta}"),
            Owner::Connection(_) => format!("{line} {delta}"),
        }
    });
    let between = if full { "\n" } else { "; " };
    all.collect::<Vec<String>>().join(between)
}

/// Which lines drive the difference, or that prices are missing.
fn why(cx: &Cx<'_>, row: &RegionRow, is_home: bool) -> String {
    if is_home {
        return cx.text("compare-home").into_owned();
    }
    if row.is_complete() {
        return drivers(cx, row, false);
    }
    let count = cx.text_with("compare-missing", "count", row.missing.len());
    format!("{count}: {}", missing(cx, row).join(", "))
}

fn tell(cx: &Cx<'_>, row: &RegionRow, name: &str, is_home: bool) -> String {
    let head = format!("{name}  {}", row.code);
    if is_home {
        return head;
    }
    if row.is_complete() {
        return format!("{head}\n{}", drivers(cx, row, true));
    }
    let count = cx.text_with("compare-missing", "count", row.missing.len());
    format!("{head}\n{count}:\n{}", missing(cx, row).join("\n"))
}

/// Lines whose price is missing, with their service.
fn missing(cx: &Cx<'_>, row: &RegionRow) -> Vec<String> {
    let each = row.missing.iter().map(|price| {
        let service = service_title(price.service).get(cx.language);
        format!("{service} ({})", price.name.get(cx.language))
    });
    each.collect()
}

fn keep(cx: &Cx<'_>, cells: &mut Row<'_>, plan: &Scenario, out: &mut Actions) {
    let rect = cells.cell();
    let ui = cells.ui();
    let kept = cx.state.has_plan(plan);
    let name = plan.name.get(cx.language);
    let key = if kept {
        "compare-kept"
    } else {
        "compare-keep-one"
    };
    let text = cx.text_with(key, "name", name);
    let c = if kept { glyph::CHECK } else { glyph::PLUS };
    let place = Rect::from_center_size(rect.center(), vec2(24.0, 24.0));
    // The place of the row is taken already: the button only lies on it.
    let mut over = ui.new_child(UiBuilder::new().max_rect(place).id_salt(("keep", name)));
    let button = Button::icon(c, &text).small().enabled(!kept);
    if over.add(button).clicked() {
        out.view(View::Compare(Ask::Keep(Box::new(plan.clone()))));
    }
}
