//! The page of a component.

use super::parts::{self, Bounds, note, section};
use super::{bill, head, property};
use crate::app::action::{Actions, Select};
use crate::app::cx::Cx;
use crate::app::theme::tokens;
use crate::app::widgets::button::Button;
use crate::app::widgets::combo::combo;
use crate::app::widgets::menu::{MenuItem, dropdown};
use crate::app::widgets::row::property_row;
use crate::app::widgets::section::SectionHeader;
use crate::app::widgets::select::Choice;
use crate::app::widgets::swatch::Swatch;
use crate::catalog::Item;
use crate::glyph;
use crate::model::edit::Edit;
use crate::model::{Component, Demand, DemandRate, Id, Placement};
use crate::text::number;
use egui::Ui;

/// Draws the page.
pub fn ui(ui: &mut Ui, cx: &Cx<'_>, id: &Id, component: &Component, out: &mut Actions) {
    let item = Item::of(cx.design(), id);
    let kind_title = item.map_or(component.kind.as_str(), |item| {
        item.kind.title.get(cx.language)
    });
    let name = cx.name_of(id);
    let swatch = Swatch::of_kind(&component.kind, tokens(ui));
    let data = head::Head {
        swatch,
        name: &name,
        subtitle: kind_title,
        id: Some(id),
        item: Some((id, &component.name)),
        locked: Some(component.locked),
    };
    head::head(ui, cx, &data, out);
    figures(ui, cx, id, item.as_ref());
    let key = component.kind.as_str();
    match item {
        Some(item) => {
            properties(ui, cx, &item, key, out);
            if item.kind.is_entry {
                demand(ui, cx, id, component, key, out);
            }
        }
        None => section(ui, SectionHeader::new(&cx.text("properties")), key, |ui| {
            note(
                ui,
                &cx.text_with("kind-unknown", "kind", component.kind.as_str()),
            );
        }),
    }
    if let Some(cost) = cx.state.report.cost.component(id) {
        bill::cost(ui, cx, cost, &format!("{key} cost"));
    }
    let findings = cx.state.report.review.of(id);
    bill::findings(ui, cx, findings, &format!("{key} findings"), out);
    placements(ui, cx, id, component, key, out);
    security_groups(ui, cx, id, component, item.as_ref(), key, out);
    super::tags::section_of(ui, cx, id, component, key, out);
    more(ui, cx, id, component, item.as_ref(), key, out);
}

fn figures(ui: &mut Ui, cx: &Cx<'_>, id: &Id, item: Option<&Item<'_>>) {
    let report = &cx.state.report;
    let Some(cost) = report.cost.component(id) else {
        return;
    };
    let mut amount = cx.amount(cost.total.usd);
    if cost.total.missing > 0 {
        amount = format!("≥ {amount}");
    }
    let mut figures = vec![(amount, cx.text("per-month").into_owned())];
    let total = report.cost.total.usd.0;
    if total > 0.0 {
        let share = number::fixed(cost.total.usd.0 / total * 100.0, 1);
        figures.push((format!("{share}%"), cx.text("of-total").into_owned()));
    }
    let zones = item.map_or(0, |item| item.zones().len());
    if zones > 0 {
        figures.push((zones.to_string(), cx.text_with("zones", "count", zones)));
    }
    let rate = report.traffic.of(id).average().0;
    if rate > 0.0 {
        let rate = if rate < 0.01 {
            "< 0.01".to_owned()
        } else {
            number::compact(rate, cx.language)
        };
        figures.push((rate, cx.text("requests-per-second").into_owned()));
    }
    head::figures(ui, &figures);
}

fn properties(ui: &mut Ui, cx: &Cx<'_>, item: &Item<'_>, key: &str, out: &mut Actions) {
    if !property::any(item, false) {
        return;
    }
    let title = cx.text("properties");
    section(
        ui,
        SectionHeader::new(&title),
        &format!("{key} properties"),
        |ui| {
            property::list(ui, cx, &[*item], false, out);
            property::problems(ui, cx, item);
        },
    );
}

/// How much demand starts here.
#[expect(
    clippy::too_many_lines,
    reason = "one section of the form, field after field"
)]
fn demand(ui: &mut Ui, cx: &Cx<'_>, id: &Id, component: &Component, key: &str, out: &mut Actions) {
    let title = cx.text("demand");
    section(
        ui,
        SectionHeader::new(&title),
        &format!("{key} demand"),
        |ui| {
            let demand = component.demand.clone();
            let texts = [
                "demand-none",
                "demand-rps",
                "demand-rpm",
                "demand-mau",
                "demand-dau",
            ]
            .map(|key| cx.text(key));
            let choices: Vec<Choice<'_>> = texts.iter().map(|text| Choice::new(text)).collect();
            let at = match demand.as_ref().map(|demand| demand.rate) {
                None => 0,
                Some(DemandRate::RequestsPerSecond(_)) => 1,
                Some(DemandRate::RequestsPerMonth(_)) => 2,
                Some(DemandRate::MonthlyUsers { .. }) => 3,
                Some(DemandRate::DailyUsers { .. }) => 4,
            };
            let put = |demand: Option<Demand>, out: &mut Actions| {
                let component = Component {
                    demand,
                    ..component.clone()
                };
                out.edit(Edit::PutComponent(id.clone(), component), "undo-demand");
            };
            let hours = cx.design().settings.hours_per_month;
            if let Some(to) =
                parts::select_row(ui, cx, &cx.text("demand-given-as"), "", &choices, at)
            {
                put(converted(demand.clone(), to, hours), out);
                return;
            }
            let Some(demand) = demand else { return };
            for (figure, value) in rate_figures(&demand.rate) {
                let (label, unit) = (cx.text(figure.0), cx.text(figure.1));
                let new = parts::number_row(
                    ui,
                    cx,
                    (&label, "", &unit),
                    Some(value),
                    None,
                    Bounds::AMOUNT,
                );
                if let Some(Some(new)) = new {
                    put(
                        Some(Demand {
                            rate: with_figure(demand.rate, figure.0, new),
                            ..demand.clone()
                        }),
                        out,
                    );
                }
            }
            let (label, doc) = (cx.text("demand-peak"), cx.text("demand-peak-doc"));
            let bounds = Bounds {
                min: 1.0,
                max: 1000.0,
                whole: false,
            };
            let new = parts::number_row(
                ui,
                cx,
                (&label, &doc, "×"),
                Some(demand.peak_factor),
                None,
                bounds,
            );
            if let Some(Some(peak_factor)) = new {
                put(
                    Some(Demand {
                        peak_factor,
                        ..demand.clone()
                    }),
                    out,
                );
            }
            let average = demand.requests_per_second(hours);
            let text = crate::text::format(
                cx.language,
                "demand-result",
                &[
                    ("average", number::compact(average, cx.language).into()),
                    (
                        "peak",
                        number::compact(average * demand.peak(), cx.language).into(),
                    ),
                ],
            );
            note(ui, &text);
            if let Some(hourly_profile) = super::hours::row(ui, cx, &demand.hourly_profile) {
                put(
                    Some(Demand {
                        hourly_profile,
                        ..demand.clone()
                    }),
                    out,
                );
            }
        },
    );
}

type Figure = (&'static str, &'static str);

fn rate_figures(rate: &DemandRate) -> Vec<(Figure, f64)> {
    match *rate {
        DemandRate::RequestsPerSecond(value) => vec![(("demand-average", "unit-rps"), value)],
        DemandRate::RequestsPerMonth(value) => vec![(("demand-requests", "unit-per-month"), value)],
        DemandRate::MonthlyUsers {
            users,
            requests_per_user,
        } => vec![
            (("demand-users", "unit-users"), users),
            (("demand-per-user", "unit-per-month"), requests_per_user),
        ],
        DemandRate::DailyUsers {
            users,
            requests_per_user,
        } => vec![
            (("demand-users", "unit-users"), users),
            (("demand-per-user", "unit-per-day"), requests_per_user),
        ],
    }
}

fn with_figure(rate: DemandRate, figure: &str, value: f64) -> DemandRate {
    let of_users = figure == "demand-users";
    match rate {
        DemandRate::RequestsPerSecond(_) => DemandRate::RequestsPerSecond(value),
        DemandRate::RequestsPerMonth(_) => DemandRate::RequestsPerMonth(value),
        DemandRate::MonthlyUsers {
            users,
            requests_per_user,
        } => DemandRate::MonthlyUsers {
            users: if of_users { value } else { users },
            requests_per_user: if of_users { requests_per_user } else { value },
        },
        DemandRate::DailyUsers {
            users,
            requests_per_user,
        } => DemandRate::DailyUsers {
            users: if of_users { value } else { users },
            requests_per_user: if of_users { requests_per_user } else { value },
        },
    }
}

/// The same demand given another way: the requests stay what they were.
fn converted(demand: Option<Demand>, to: usize, hours: f64) -> Option<Demand> {
    let old = demand.unwrap_or(Demand {
        rate: DemandRate::RequestsPerSecond(1.0),
        peak_factor: 1.0,
        hourly_profile: Vec::new(),
    });
    let per_second = old.requests_per_second(hours);
    let per_month = per_second * hours * 3600.0;
    let users = match old.rate {
        DemandRate::MonthlyUsers { users, .. } | DemandRate::DailyUsers { users, .. } => users,
        _ => 1000.0,
    };
    let each = |total: f64| if users > 0.0 { total / users } else { 0.0 };
    let rate = match to {
        0 => return None,
        1 => DemandRate::RequestsPerSecond(per_second),
        2 => DemandRate::RequestsPerMonth(per_month),
        3 => DemandRate::MonthlyUsers {
            users,
            requests_per_user: each(per_month),
        },
        _ => DemandRate::DailyUsers {
            users,
            requests_per_user: each(per_second * 86_400.0),
        },
    };
    Some(Demand { rate, ..old })
}

/// Where it stands, and how many instances run in each place.
fn placements(
    ui: &mut Ui,
    cx: &Cx<'_>,
    id: &Id,
    component: &Component,
    key: &str,
    out: &mut Actions,
) {
    let title = cx.text("placement");
    let count = number::count(component.placements.len());
    let header = SectionHeader::new(&title).count(if count == "1" { "" } else { &count });
    section(ui, header, &format!("{key} placement"), |ui| {
        let several = component.placements.len() > 1;
        let place_of = |placement: &Placement| {
            placement.parent.as_ref().map_or_else(
                || cx.text("open-canvas").into_owned(),
                |parent| cx.name_of(parent),
            )
        };
        let places: Vec<String> = component.placements.iter().map(place_of).collect();
        for (index, (placement, place)) in component.placements.iter().zip(&places).enumerate() {
            let zone = cx.design().zone_of(placement.parent.as_ref());
            let full = match zone {
                Some(zone) if zone != place => format!("{place} · {zone}"),
                _ => place.clone(),
            };
            ui.push_id(index, |ui| {
                if several {
                    let (instances, even) = (cx.text("instances"), cx.text("even-share"));
                    let mut value = placement.instances.map(f64::from);
                    let bounds = Bounds {
                        min: 0.0,
                        max: 1e6,
                        whole: true,
                    };
                    // The zone is told where names do not tell the places apart; else under the pointer.
                    let alike = places.iter().filter(|other| *other == place).count() > 1;
                    let label = if alike { &full } else { place };
                    let doc = format!("{full}\n{even}");
                    let changed = property_row(ui, label, &doc, |ui| {
                        parts::number_edit(
                            ui,
                            cx,
                            (&instances, &instances),
                            &mut value,
                            None,
                            bounds,
                        )
                    });
                    if changed {
                        let mut component = component.clone();
                        if let Some(placement) = component.placements.get_mut(index) {
                            placement.instances = value.map(|value| value as u32);
                        }
                        out.edit(Edit::PutComponent(id.clone(), component), "undo-instances");
                    }
                } else {
                    let path: Vec<String> = cx
                        .design()
                        .ancestors(placement.parent.as_ref())
                        .map(|(id, _)| cx.name_of(id))
                        .collect();
                    let text = if path.is_empty() {
                        full
                    } else {
                        path.into_iter().rev().collect::<Vec<_>>().join(" › ")
                    };
                    note(ui, &text);
                }
            });
        }
    });
}

fn security_groups(
    ui: &mut Ui,
    cx: &Cx<'_>,
    id: &Id,
    component: &Component,
    item: Option<&Item<'_>>,
    key: &str,
    out: &mut Actions,
) {
    use crate::catalog::Scope;
    let in_vpc = item.is_none_or(|item| matches!(item.kind.scope, Scope::Vpc | Scope::Zonal));
    if !in_vpc && component.security_groups.is_empty() {
        return;
    }
    let title = cx.text("security-groups");
    let count = component.security_groups.len().to_string();
    section(
        ui,
        SectionHeader::new(&title).count(&count),
        &format!("{key} groups"),
        |ui| {
            for group in &component.security_groups {
                ui.horizontal(|ui| {
                    let name = cx.name_of(group);
                    if ui
                        .add(Button::ghost(&name).glyph(glyph::SHIELD_CHECK).small())
                        .clicked()
                    {
                        out.select(Select::Only(group.clone()));
                    }
                    let remove = cx.text_with("group-remove", "name", name.as_str());
                    if ui.add(Button::icon(glyph::X, &remove).small()).clicked() {
                        let mut component = component.clone();
                        component.security_groups.retain(|other| other != group);
                        out.edit(Edit::PutComponent(id.clone(), component), "undo-groups");
                    }
                });
            }
            let add = cx.text("group-add");
            let button = combo(ui, &add, &add, "");
            dropdown(&button, 240.0, |ui| {
                let mut chosen = None;
                let others = cx
                    .design()
                    .security_groups
                    .keys()
                    .filter(|group| !component.security_groups.contains(group));
                for group in others {
                    let name = cx.name_of(group);
                    if ui
                        .add(MenuItem::new(&name).glyph(glyph::SHIELD_CHECK))
                        .clicked()
                    {
                        chosen = Some((group.clone(), None));
                    }
                }
                let new = cx.text("group-new");
                if ui.add(MenuItem::new(&new).glyph(glyph::PLUS)).clicked() {
                    let group = cx.design().fresh_id(&format!("sg-{id}"));
                    chosen = Some((group, Some(crate::model::SecurityGroup::default())));
                }
                if let Some((group, new)) = chosen {
                    egui::Popup::close_all(ui.ctx());
                    let mut component = component.clone();
                    component.security_groups.push(group.clone());
                    let put = Edit::PutComponent(id.clone(), component);
                    let edit = match new {
                        Some(new) => Edit::Batch(vec![Edit::PutSecurityGroup(group, new), put]),
                        None => put,
                    };
                    out.edit(edit, "undo-groups");
                }
            });
        },
    );
}

/// Declared facts that only rules read, the note.
fn more(
    ui: &mut Ui,
    cx: &Cx<'_>,
    id: &Id,
    component: &Component,
    item: Option<&Item<'_>>,
    key: &str,
    out: &mut Actions,
) {
    let title = cx.text("more-section");
    section(
        ui,
        SectionHeader::new(&title).closed(),
        &format!("{key} more"),
        |ui| {
            if let Some(item) = item {
                property::list(ui, cx, &[*item], true, out);
            }
            let label = cx.text("note");
            if let Some(text) = parts::text_row(ui, &label, "", component.note.get(cx.language), "")
            {
                let mut component = component.clone();
                component.note = component.note.with(cx.language, &text);
                out.edit(Edit::PutComponent(id.clone(), component), "undo-note");
            }
        },
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn demand_given_another_way_stays_the_same_demand() {
        let demand = Some(Demand {
            rate: DemandRate::MonthlyUsers {
                users: 1.2e6,
                requests_per_user: 700.0,
            },
            peak_factor: 3.0,
            hourly_profile: Vec::new(),
        });
        for to in 1..=4 {
            let other = converted(demand.clone(), to, 730.0).unwrap();
            assert!(
                (other.requests_per_second(730.0) - 319.634_703).abs() < 1e-3,
                "{to}"
            );
            assert_eq!(other.peak_factor, 3.0);
        }
        assert_eq!(converted(demand, 0, 730.0), None);
    }
}
