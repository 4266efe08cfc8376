//! The page of a frame: what it stands for, its code and addresses, the cost of what stands in it.

use super::parts::{self, section};
use super::{bill, head};
use crate::app::action::{Actions, Select};
use crate::app::arrange;
use crate::app::bars::top::region_picker;
use crate::app::cx::Cx;
use crate::app::palette::frame_key;
use crate::app::theme::tokens;
use crate::app::widgets::button::Button;
use crate::app::widgets::combo::combo;
use crate::app::widgets::menu::dropdown;
use crate::app::widgets::row::property_row;
use crate::app::widgets::section::SectionHeader;
use crate::app::widgets::select::Choice;
use crate::app::widgets::swatch::Swatch;
use crate::glyph;
use crate::model::edit::Edit;
use crate::model::{Container, ContainerKind, Id};
use crate::text::number;
use egui::Ui;

/// Draws the page.
pub fn ui(ui: &mut Ui, cx: &Cx<'_>, id: &Id, frame: &Container, out: &mut Actions) {
    let name = cx.name_of(id);
    let subtitle = cx.text(frame_key(&frame.kind));
    let data = head::Head {
        swatch: Swatch::of_frame(&frame.kind, tokens(ui)),
        name: &name,
        subtitle: &subtitle,
        id: Some(id),
        item: Some((id, &frame.name)),
        locked: None,
    };
    head::head(ui, cx, &data, out);
    let total = cx.state.frame_costs.get(id).copied().unwrap_or_default();
    let mut amount = cx.amount(total.usd);
    if total.missing > 0 {
        amount = format!("≥ {amount}");
    }
    let mut figures = vec![(amount, cx.text("per-month").into_owned())];
    let all = cx.state.report.cost.total.usd.0;
    if all > 0.0 {
        let share = number::fixed(total.usd.0 / all * 100.0, 1);
        figures.push((format!("{share}%"), cx.text("of-total").into_owned()));
    }
    let members = members(cx, id);
    figures.push((
        members.to_string(),
        cx.text_with("members", "count", members),
    ));
    head::figures(ui, &figures);
    let title = cx.text("properties");
    section(ui, SectionHeader::new(&title), "frame properties", |ui| {
        editors(ui, cx, id, frame, out);
    });
    bill::findings(ui, cx, cx.state.report.review.of(id), "frame findings", out);
}

fn members(cx: &Cx<'_>, id: &Id) -> usize {
    let design = cx.design();
    let inside = |component: &crate::model::Component| {
        let mut places = component.placements.iter();
        places.any(|placement| design.is_inside(placement.parent.as_ref(), id))
    };
    design
        .components
        .values()
        .filter(|component| inside(component))
        .count()
}

fn editors(ui: &mut Ui, cx: &Cx<'_>, id: &Id, frame: &Container, out: &mut Actions) {
    let put = |frame: Container, out: &mut Actions| {
        out.edit(Edit::PutContainer(id.clone(), frame), "undo-frame");
    };
    let known = ContainerKind::KNOWN;
    let kinds: Vec<&ContainerKind> = known.iter().filter(|kind| !kind.is_text()).collect();
    let names: Vec<_> = kinds.iter().map(|kind| cx.text(frame_key(kind))).collect();
    let choices: Vec<Choice<'_>> = names.iter().map(|name| Choice::new(name)).collect();
    let at = kinds.iter().position(|kind| **kind == frame.kind);
    let label = cx.text("frame-kind");
    if let Some(new) = parts::select_row(ui, cx, &label, "", &choices, at.unwrap_or(usize::MAX)) {
        put(
            Container {
                kind: kinds[new].clone(),
                ..frame.clone()
            },
            out,
        );
    }
    match &frame.kind {
        ContainerKind::Region => region(ui, cx, id, frame, out),
        ContainerKind::AvailabilityZone => zone(ui, cx, id, frame, out),
        ContainerKind::SecurityGroup => group(ui, cx, id, frame, out),
        _ => {}
    }
    let has_cidr = frame.kind == ContainerKind::Vpc || frame.kind.is_subnet();
    if has_cidr {
        let current = frame.cidr.as_deref().unwrap_or("");
        let label = cx.text("cidr");
        let invalid = cx.text("cidr-invalid");
        let fine = current.is_empty() || is_cidr(current);
        let error = if fine { "" } else { &*invalid };
        let new = property_row(ui, &label, "", |ui| {
            let field = ui.id().with("cidr");
            parts::text_edit_at(ui, field, &label, current, "10.0.0.0/16", error)
        });
        if let Some(new) = new {
            let cidr = Some(new.trim().to_owned()).filter(|text| !text.is_empty());
            put(
                Container {
                    cidr,
                    ..frame.clone()
                },
                out,
            );
        }
    }
    if frame.kind.is_subnet() {
        public_addresses(ui, cx, id, frame, out);
    }
}

/// Whether instances in a subnet get a public address unless they say otherwise.
fn public_addresses(ui: &mut Ui, cx: &Cx<'_>, id: &Id, frame: &Container, out: &mut Actions) {
    let (label, doc) = (cx.text("auto-public-ip"), cx.text("auto-public-ip-doc"));
    let on = frame.auto_assign_public_ip;
    if let Some(auto_assign_public_ip) = parts::switch_row(ui, cx, &label, &doc, on) {
        let frame = Container {
            auto_assign_public_ip,
            ..frame.clone()
        };
        out.edit(Edit::PutContainer(id.clone(), frame), "undo-frame");
    }
}

/// Whether a text is an IPv4 or IPv6 range.
pub fn is_cidr(text: &str) -> bool {
    let Some((address, prefix)) = text.trim().split_once('/') else {
        return false;
    };
    let (Ok(address), Ok(prefix)) = (address.parse::<std::net::IpAddr>(), prefix.parse::<u8>())
    else {
        return false;
    };
    prefix <= if address.is_ipv4() { 32 } else { 128 }
}

fn region(ui: &mut Ui, cx: &Cx<'_>, id: &Id, frame: &Container, out: &mut Actions) {
    let code = cx.design().region_of(Some(id)).to_owned();
    let label = cx.text("region");
    let hint = cx
        .catalogue()
        .region(&code)
        .map_or("", |info| info.short_name(cx.language));
    let picked = property_row(ui, &label, "", |ui| {
        let button = combo(ui, &label, &code, hint);
        dropdown(&button, 348.0, |ui| region_picker(ui, cx, &code)).flatten()
    });
    let Some(picked) = picked else { return };
    egui::Popup::close_all(ui.ctx());
    let mut edits = vec![Edit::PutContainer(
        id.clone(),
        Container {
            code: Some(picked.clone()),
            ..frame.clone()
        },
    )];
    for (zone, inner) in &cx.design().containers {
        if inner.kind == ContainerKind::AvailabilityZone && cx.design().is_inside(Some(zone), id) {
            let mut inner = (**inner).clone();
            inner.code = inner
                .code
                .map(|zone| arrange::same_zone(cx.catalogue(), &code, &picked, &zone));
            edits.push(Edit::PutContainer(zone.clone(), inner));
        }
    }
    out.edit(Edit::Batch(edits), "undo-region");
}

fn zone(ui: &mut Ui, cx: &Cx<'_>, id: &Id, frame: &Container, out: &mut Actions) {
    let region = cx.design().region_of(frame.parent.as_ref());
    let zones = cx
        .catalogue()
        .region(region)
        .map_or(&[][..], |info| &info.zones);
    let choices: Vec<Choice<'_>> = zones.iter().map(|zone| Choice::new(zone)).collect();
    let at = zones
        .iter()
        .position(|zone| Some(zone) == frame.code.as_ref());
    let label = cx.text("zone");
    if let Some(new) = parts::select_row(ui, cx, &label, "", &choices, at.unwrap_or(usize::MAX)) {
        let frame = Container {
            code: zones.get(new).cloned(),
            ..frame.clone()
        };
        out.edit(Edit::PutContainer(id.clone(), frame), "undo-frame");
    }
}

/// The security group that a frame stands for: what its members get.
fn group(ui: &mut Ui, cx: &Cx<'_>, id: &Id, frame: &Container, out: &mut Actions) {
    let groups: Vec<&Id> = cx.design().security_groups.keys().collect();
    let names: Vec<String> = groups.iter().map(|id| cx.name_of(id)).collect();
    let choices: Vec<Choice<'_>> = names.iter().map(|name| Choice::new(name)).collect();
    let at = groups
        .iter()
        .position(|id| Some(id.as_str()) == frame.code.as_deref());
    let label = cx.text("security-group");
    if let Some(new) = parts::select_row(ui, cx, &label, "", &choices, at.unwrap_or(usize::MAX)) {
        let frame = Container {
            code: Some(groups[new].to_string()),
            ..frame.clone()
        };
        out.edit(Edit::PutContainer(id.clone(), frame), "undo-frame");
    }
    ui.add_space(4.0);
    match at {
        Some(at) => {
            let text = cx.text("group-rules");
            if ui
                .add(Button::secondary(&text).glyph(glyph::SHIELD_CHECK).small())
                .clicked()
            {
                out.select(Select::Only(groups[at].clone()));
            }
        }
        None => {
            let text = cx.text("group-new");
            if ui
                .add(Button::secondary(&text).glyph(glyph::PLUS).small())
                .clicked()
            {
                let group = cx.design().fresh_id(&format!("sg-{id}"));
                let frame = Container {
                    code: Some(group.to_string()),
                    ..frame.clone()
                };
                let edits = vec![
                    Edit::PutSecurityGroup(group, crate::model::SecurityGroup::default()),
                    Edit::PutContainer(id.clone(), frame),
                ];
                out.edit(Edit::Batch(edits), "undo-groups");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_recognised() {
        for (text, good) in [
            ("10.0.0.0/16", true),
            ("::/0", true),
            ("10.0.0.0/33", false),
            ("10.0.0/16", false),
            ("10.0.0.0", false),
            ("", false),
        ] {
            assert_eq!(is_cidr(text), good, "{text}");
        }
    }
}
