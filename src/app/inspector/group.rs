//! The page of a security group: its rules as an editable table.

use super::parts::{self, note, section};
use super::{bill, head};
use crate::app::action::{Actions, Select};
use crate::app::cx::Cx;
use crate::app::theme::tokens;
use crate::app::widgets::button::Button;
use crate::app::widgets::section::SectionHeader;
use crate::app::widgets::select::{Choice, Select as SelectField};
use crate::app::widgets::swatch::Swatch;
use crate::glyph;
use crate::model::edit::Edit;
use crate::model::{Id, PortRange, Protocol, SecurityGroup, SecurityRule, Source};
use crate::text::number;
use egui::Ui;

const PROTOCOLS: [(Protocol, &str); 4] = [
    (Protocol::Tcp, "TCP"),
    (Protocol::Udp, "UDP"),
    (Protocol::Icmp, "ICMP"),
    (Protocol::All, "All"),
];

/// Draws the page.
pub fn ui(ui: &mut Ui, cx: &Cx<'_>, id: &Id, group: &SecurityGroup, out: &mut Actions) {
    let name = cx.name_of(id);
    let subtitle = cx.text("security-group");
    let data = head::Head {
        swatch: Swatch::of_item(cx.design(), id, tokens(ui)),
        name: &name,
        subtitle: &subtitle,
        id: Some(id),
        item: Some((id, &group.name)),
        locked: None,
    };
    head::head(ui, cx, &data, out);
    for ingress in [true, false] {
        let rules = if ingress {
            &group.ingress
        } else {
            &group.egress
        };
        let title = cx.text(if ingress { "rules-in" } else { "rules-out" });
        let count = number::count(rules.len());
        let key = if ingress { "rules in" } else { "rules out" };
        section(ui, SectionHeader::new(&title).count(&count), key, |ui| {
            let new = ui.push_id(key, |ui| rules_ui(ui, cx, rules, ingress)).inner;
            if let Some(new) = new {
                let mut group = group.clone();
                if ingress {
                    group.ingress = new;
                } else {
                    group.egress = new;
                }
                out.edit(Edit::PutSecurityGroup(id.clone(), group), "undo-rules");
            }
        });
    }
    let title = cx.text("group-members");
    let members: Vec<&Id> = cx
        .design()
        .components
        .iter()
        .filter(|(_, component)| component.security_groups.contains(id))
        .map(|(id, _)| id)
        .collect();
    let count = number::count(members.len());
    section(
        ui,
        SectionHeader::new(&title).count(&count),
        "group members",
        |ui| {
            if members.is_empty() {
                note(ui, &cx.text("group-members-none"));
            }
            for member in members {
                let name = cx.name_of(member);
                if ui.add(Button::ghost(&name).small()).clicked() {
                    out.select(Select::Only(member.clone()));
                }
            }
        },
    );
    bill::findings(ui, cx, cx.state.report.review.of(id), "group findings", out);
}

/// The rules as rows; the answer is the changed list.
fn rules_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    rules: &[SecurityRule],
    ingress: bool,
) -> Option<Vec<SecurityRule>> {
    let mut changed = None;
    if rules.is_empty() {
        note(
            ui,
            &cx.text(if ingress {
                "rules-in-none"
            } else {
                "rules-out-none"
            }),
        );
        ui.add_space(4.0);
    }
    for (index, rule) in rules.iter().enumerate() {
        let new = ui.push_id(index, |ui| rule_ui(ui, cx, rule)).inner;
        if let Some(new) = new {
            let mut rules = rules.to_vec();
            match new {
                Some(rule) => rules[index] = rule,
                None => drop(rules.remove(index)),
            }
            changed = Some(rules);
        }
    }
    let add = cx.text("rule-add");
    if ui
        .add(Button::secondary(&add).glyph(glyph::PLUS).small())
        .clicked()
    {
        let mut rules = rules.to_vec();
        rules.push(SecurityRule {
            protocol: Protocol::Tcp,
            ports: PortRange::one(443),
            source: Source::Cidr("10.0.0.0/16".to_owned()),
            description: String::new(),
        });
        changed = Some(rules);
    }
    changed
}

/// One rule: protocol, ports, source, remove. The answer is the changed rule, or that it goes.
fn rule_ui(ui: &mut Ui, cx: &Cx<'_>, rule: &SecurityRule) -> Option<Option<SecurityRule>> {
    let mut out = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let width = ui.available_width();
        let choices = PROTOCOLS.map(|(_, name)| Choice::new(name));
        let mut at = PROTOCOLS
            .iter()
            .position(|(protocol, _)| *protocol == rule.protocol)
            .unwrap_or(0);
        let label = cx.text("protocol");
        if SelectField::new(&label, &choices)
            .width(70.0)
            .show(ui, &mut at)
            .changed()
        {
            out = Some(Some(SecurityRule {
                protocol: PROTOCOLS[at].0,
                ..rule.clone()
            }));
        }
        let ports = rule.ports.to_string();
        let label = cx.text("ports");
        let new = sized(ui, 76.0, |ui| {
            let id = ui.id().with("ports");
            parts::text_edit_at(ui, id, &label, &ports, "443", "")
        });
        if let Some(range) = new.and_then(|text| PortRange::parse(&text)) {
            out = Some(Some(SecurityRule {
                ports: range,
                ..rule.clone()
            }));
        }
        let source = rule.source.to_string();
        let label = cx.text("source");
        let new = sized(ui, (width - 70.0 - 76.0 - 28.0 - 12.0).max(60.0), |ui| {
            let id = ui.id().with("source");
            parts::text_edit_at(ui, id, &label, &source, "0.0.0.0/0", "")
        });
        if let Some(source) = new.and_then(|text| source_of(cx, &text)) {
            out = Some(Some(SecurityRule {
                source,
                ..rule.clone()
            }));
        }
        let remove = cx.text("rule-remove");
        if ui.add(Button::icon(glyph::TRASH, &remove)).clicked() {
            out = Some(None);
        }
    });
    out
}

fn sized<R>(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui) -> R) -> R {
    ui.allocate_ui(egui::vec2(width, 28.0), |ui| {
        ui.set_width(width);
        content(ui)
    })
    .inner
}

/// A range, or the id (or name) of a security group; nothing where the text is neither.
fn source_of(cx: &Cx<'_>, text: &str) -> Option<Source> {
    let text = text.trim();
    if super::frame::is_cidr(text) {
        return Some(Source::Cidr(text.to_owned()));
    }
    let groups = &cx.design().security_groups;
    groups
        .iter()
        .find(|(id, group)| id.as_str() == text || group.name.get(cx.language) == text)
        .map(|(id, _)| Source::Group(id.clone()))
}
