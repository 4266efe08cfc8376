//! The page of a connection: what flows, and which way it goes at whose cost.

use super::parts::{self, Bounds, note, section};
use super::{bill, head};
use crate::analysis::path::{PathClass, PathPart};
use crate::app::action::Actions;
use crate::app::cx::Cx;
use crate::app::fonts::{self, Elide, Type};
use crate::app::theme::tokens;
use crate::app::widgets::row::property_row;
use crate::app::widgets::section::SectionHeader;
use crate::app::widgets::select::Choice;
use crate::app::widgets::swatch::Swatch;
use crate::app::widgets::switch::Switch;
use crate::app::widgets::tip::tip;
use crate::model::edit::Edit;
use crate::model::{Connection, ConnectionKind, Id, Side};
use crate::scene::class_slot;
use crate::scene::tokens::PathSlot;
use crate::text::number;
use egui::{Align2, Rect, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

/// Draws the page.
pub fn ui(ui: &mut Ui, cx: &Cx<'_>, id: &Id, connection: &Connection, out: &mut Actions) {
    let name = cx.name_of(id);
    let subtitle = cx.text(kind_key(connection.kind));
    let data = head::Head {
        swatch: Swatch::of_item(cx.design(), id, tokens(ui)),
        name: &name,
        subtitle: &subtitle,
        id: Some(id),
        item: Some((id, &connection.name)),
        locked: None,
    };
    head::head(ui, cx, &data, out);
    figures(ui, cx, id);
    let title = cx.text("properties");
    section(
        ui,
        SectionHeader::new(&title),
        "connection properties",
        |ui| {
            editors(ui, cx, &[(id, connection)], out);
        },
    );
    let title = cx.text("more-section");
    let header = SectionHeader::new(&title).closed();
    section(ui, header, "connection more", |ui| {
        declared(ui, cx, id, connection, out);
    });
    let parts = cx.state.report.paths.of(id);
    if !parts.is_empty() {
        let title = cx.text("path");
        section(ui, SectionHeader::new(&title), "connection path", |ui| {
            for (index, part) in parts.iter().enumerate() {
                ui.push_id(index, |ui| part_ui(ui, cx, part));
            }
            reasons(ui, cx, parts);
        });
    }
    if let Some(cost) = cx.state.report.cost.connection(id) {
        bill::cost(ui, cx, cost, "connection cost");
    }
    bill::findings(
        ui,
        cx,
        cx.state.report.review.of(id),
        "connection findings",
        out,
    );
}

/// Text key of a kind's name.
pub fn kind_key(kind: ConnectionKind) -> &'static str {
    match kind {
        ConnectionKind::Call => "connection-call",
        ConnectionKind::AsyncEvent => "connection-async",
        ConnectionKind::Stream => "connection-stream",
        ConnectionKind::Replication => "connection-replication",
        ConnectionKind::LogShipping => "connection-log",
        ConnectionKind::OriginFetch => "connection-origin",
        ConnectionKind::Backup => "connection-backup",
        ConnectionKind::Peering => "connection-peering",
    }
}

fn figures(ui: &mut Ui, cx: &Cx<'_>, id: &Id) {
    let report = &cx.state.report;
    let mut figures = Vec::new();
    if let Some(cost) = report.cost.connection(id) {
        figures.push((cx.amount(cost.total.usd), cx.text("per-month").into_owned()));
    }
    if let Some(flow) = report.traffic.connections.get(id) {
        let rate = number::compact(flow.average.0, cx.language);
        figures.push((rate, cx.text("requests-per-second").into_owned()));
        let gb = number::compact(flow.request_gb.0 + flow.response_gb.0, cx.language);
        figures.push((gb, cx.text("gb-per-month").into_owned()));
    }
    if !figures.is_empty() {
        head::figures(ui, &figures);
    }
}

/// Changes all `items` alike, in one step.
fn put(items: &[(&Id, &Connection)], change: &dyn Fn(&mut Connection), out: &mut Actions) {
    let mut edits = Vec::new();
    for (id, connection) in items {
        let mut connection = (*connection).clone();
        change(&mut connection);
        edits.push(Edit::PutConnection((*id).clone(), connection));
    }
    out.edit(Edit::Batch(edits), "undo-connection");
}

/// Editors of one connection, or of several at once; where they differ it is said.
pub fn editors(ui: &mut Ui, cx: &Cx<'_>, items: &[(&Id, &Connection)], out: &mut Actions) {
    let Some((_, connection)) = items.first() else {
        return;
    };
    let alike = |same: &dyn Fn(&Connection) -> bool| items.iter().all(|(_, other)| same(other));
    let names = ConnectionKind::ALL.map(|kind| cx.text(kind_key(kind)));
    let choices: Vec<Choice<'_>> = names.iter().map(|name| Choice::new(name)).collect();
    let at = ConnectionKind::ALL
        .iter()
        .position(|kind| *kind == connection.kind)
        .unwrap_or(0);
    let label = cx.text("connection-kind");
    let new = if alike(&|c| c.kind == connection.kind) {
        parts::select_row(ui, cx, &label, "", &choices, at)
    } else {
        parts::mixed_select_row(ui, cx, &label, "", &choices)
    };
    if let Some(new) = new {
        put(items, &|c| c.kind = ConnectionKind::ALL[new], out);
    }
    let same = alike(&|c| c.protocol == connection.protocol);
    let protocol = connection.protocol.as_deref().filter(|_| same);
    let mixed = cx.text("mixed");
    let hint = if same { "HTTPS" } else { &*mixed };
    let protocol = protocol.unwrap_or("");
    if let Some(new) = parts::text_row(ui, &cx.text("protocol"), "", protocol, hint) {
        let new = Some(new.trim().to_owned()).filter(|text| !text.is_empty());
        put(items, &|c| c.protocol.clone_from(&new), out);
    }
    numbers(ui, cx, items, out);
    let (label, doc) = (cx.text("zone-affinity"), cx.text("zone-affinity-doc"));
    let mut on = connection.zone_affinity;
    if alike(&|c| c.zone_affinity == on) {
        let word = cx.text(if on { "on" } else { "off" });
        let changed = property_row(ui, &label, &doc, |ui| {
            ui.add(Switch::new(&mut on, &label).text(&word)).changed()
        });
        if changed {
            put(items, &|c| c.zone_affinity = on, out);
        }
    } else {
        let names = [cx.text("off"), cx.text("on")];
        let choices = [0, 1].map(|i| Choice::new(&names[i]));
        if let Some(new) = parts::mixed_select_row(ui, cx, &label, &doc, &choices) {
            put(items, &|c| c.zone_affinity = new == 1, out);
        }
    }
}

/// Facts that only the rules read, and how the line is fixed.
fn declared(ui: &mut Ui, cx: &Cx<'_>, id: &Id, connection: &Connection, out: &mut Actions) {
    type Flag = (&'static str, &'static str, bool, fn(&mut Connection, bool));
    let put = |change: &dyn Fn(&mut Connection), out: &mut Actions| {
        let mut connection = connection.clone();
        change(&mut connection);
        let edit = Edit::PutConnection(id.clone(), connection);
        out.edit(edit, "undo-connection");
    };
    let tries = Bounds {
        min: 0.0,
        max: 100.0,
        whole: true,
    };
    let rows: [Figure; 2] = [
        (
            "timeout",
            "ms",
            connection.timeout_ms,
            None,
            Bounds::AMOUNT,
            |c, v| c.timeout_ms = v,
        ),
        ("retries", "", connection.retries, None, tries, |c, v| {
            c.retries = v;
        }),
    ];
    for ((key, unit, value, derived, bounds, set), doc) in
        rows.into_iter().zip(["timeout-doc", "retries-doc"])
    {
        let (label, doc) = (cx.text(key), cx.text(doc));
        let texts = (&*label, &*doc, unit);
        if let Some(new) = parts::number_row(ui, cx, texts, value, derived, bounds) {
            put(&|c| set(c, new), out);
        }
    }
    let flags: [Flag; 2] = [
        (
            "deferrable",
            "deferrable-doc",
            connection.deferrable,
            |c, on| c.deferrable = on,
        ),
        (
            "strong-reads",
            "strong-reads-doc",
            connection.strong_reads,
            |c, on| c.strong_reads = on,
        ),
    ];
    for (key, doc, on, set) in flags {
        if let Some(on) = parts::switch_row(ui, cx, &cx.text(key), &cx.text(doc), on) {
            put(&|c| set(c, on), out);
        }
    }
    let sides = [
        None,
        Some(Side::Top),
        Some(Side::Right),
        Some(Side::Bottom),
        Some(Side::Left),
    ];
    let names = [
        "side-free",
        "side-top",
        "side-right",
        "side-bottom",
        "side-left",
    ];
    let names = names.map(|key| cx.text(key));
    let choices: Vec<Choice<'_>> = names.iter().map(|name| Choice::new(name)).collect();
    for (key, from) in [("side-from", true), ("side-to", false)] {
        let now = if from {
            connection.from_side
        } else {
            connection.to_side
        };
        let at = sides.iter().position(|side| *side == now).unwrap_or(0);
        let label = cx.text(key);
        let doc = cx.text("side-doc");
        if let Some(new) = parts::select_row(ui, cx, &label, &doc, &choices, at) {
            let side = sides.get(new).copied().flatten();
            let set = |c: &mut Connection| {
                if from {
                    c.from_side = side;
                } else {
                    c.to_side = side;
                }
            };
            put(&set, out);
        }
    }
}

/// Text key, unit, value, derived value, bounds, and what to do with a new value.
type Figure = (
    &'static str,
    &'static str,
    Option<f64>,
    Option<f64>,
    Bounds,
    fn(&mut Connection, Option<f64>),
);

/// The figures of a connection.
fn rows(cx: &Cx<'_>, id: &Id, connection: &Connection) -> [Figure; 8] {
    let port_bounds = Bounds {
        min: 1.0,
        max: 65_535.0,
        whole: true,
    };
    let flow = cx.state.report.traffic.connections.get(id);
    [
        (
            "port",
            "",
            connection.port.map(f64::from),
            None,
            port_bounds,
            |c, v| c.port = v.map(|v| v as u16),
        ),
        (
            "calls-per-request",
            "",
            Some(connection.calls_per_request),
            None,
            Bounds::AMOUNT,
            |c, v| {
                c.calls_per_request = v.unwrap_or(1.0);
            },
        ),
        (
            "weight",
            "",
            connection.weight,
            None,
            Bounds::AMOUNT,
            |c, v| c.weight = v,
        ),
        (
            "request-size",
            "KB",
            Some(connection.request_kb),
            None,
            Bounds::AMOUNT,
            |c, v| c.request_kb = v.unwrap_or(1.0),
        ),
        (
            "response-size",
            "KB",
            Some(connection.response_kb),
            None,
            Bounds::AMOUNT,
            |c, v| c.response_kb = v.unwrap_or(1.0),
        ),
        (
            "read-share",
            "",
            Some(connection.read_share),
            None,
            Bounds::SHARE,
            |c, v| {
                c.read_share = v.unwrap_or(crate::model::connection::DEFAULT_READ_SHARE);
            },
        ),
        (
            "requests-per-month",
            "",
            connection.requests_per_month,
            flow.map(|flow| flow.requests),
            Bounds::AMOUNT,
            |c, v| c.requests_per_month = v,
        ),
        (
            "data-sent",
            "GB",
            connection.gb_per_month,
            flow.map(|flow| flow.request_gb.0),
            Bounds::AMOUNT,
            |c, v| c.gb_per_month = v,
        ),
    ]
}

fn numbers(ui: &mut Ui, cx: &Cx<'_>, items: &[(&Id, &Connection)], out: &mut Actions) {
    let all: Vec<[Figure; 8]> = items.iter().map(|(id, c)| rows(cx, id, c)).collect();
    let Some(first) = all.first() else { return };
    for (i, (key, unit, value, derived, bounds, set)) in first.iter().copied().enumerate() {
        let label = cx.text(key);
        let mixed = all.iter().any(|other| other[i].2 != value);
        let new = if mixed {
            parts::mixed_number_row(ui, cx, (&label, "", unit), bounds)
        } else {
            let derived = derived.filter(|_| items.len() == 1);
            let derived = derived.map(|value| (value * 100.0).round() / 100.0);
            parts::number_row(ui, cx, (&label, "", unit), value, derived, bounds)
        };
        if let Some(new) = new {
            put(items, &|c| set(c, new), out);
        }
    }
}

/// Colour slot of a class; what AWS does not carry costs nothing.
pub fn slot(class: PathClass) -> PathSlot {
    class_slot(class).unwrap_or(PathSlot::Free)
}

/// A part: mark, class with share, GB.
fn part_ui(ui: &mut Ui, cx: &Cx<'_>, part: &PathPart) {
    let t = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::hover());
    let y = rect.center().y;
    let mark = Rect::from_center_size(pos2(rect.left() + 7.0, y), vec2(14.0, 4.0));
    ui.painter()
        .rect_filled(mark, 2.0, t.path(slot(part.class)));
    let share = number::fixed(part.share * 100.0, 0);
    let mut text = format!("{}, {share}%", part.class.title().get(cx.language));
    if let (Some(from), Some(to)) = (&part.from_zone, &part.to_zone) {
        text = format!("{text} · {} → {}", short_zone(from), short_zone(to));
    }
    let gb = number::short(part.request_gb.0 + part.response_gb.0, 2);
    let gb = format!("{gb} GB");
    let font = Type::Control.font();
    let at = rect.right_center();
    let figure =
        fonts::tabular_number(ui.painter(), at, Align2::RIGHT_CENTER, &gb, &font, t.text_1);
    let at = pos2(rect.left() + 22.0, y);
    let room = figure.left() - 8.0 - at.x;
    fonts::elided_text(
        ui.painter(),
        at,
        Align2::LEFT_CENTER,
        &text,
        font,
        t.text_1,
        room,
        Elide::End,
    );
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, format!("{text}, {gb}")));
    let free = if part.charges.is_empty() {
        cx.text("path-free")
    } else {
        cx.text("path-billed")
    };
    tip(
        response,
        &format!("{text}\n{gb} · {free}\n{}", part.reason.get(cx.language)),
    );
}

fn short_zone(zone: &str) -> &str {
    let start = zone.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
    &zone[start..]
}

/// Who pays, each reason once.
fn reasons(ui: &mut Ui, cx: &Cx<'_>, parts: &[PathPart]) {
    let mut said: Vec<&str> = Vec::new();
    for part in parts {
        let reason = part.reason.get(cx.language);
        if !reason.is_empty() && !said.contains(&reason) {
            said.push(reason);
        }
    }
    if !said.is_empty() {
        ui.add_space(2.0);
        note(ui, &format!("{}.", said.join(". ")));
    }
}
