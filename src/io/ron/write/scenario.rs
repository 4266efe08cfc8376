//! Scenarios as text: only what differs.

use super::{
    Fields, Node, coordinate, demanded, flag_node, ids, number, point, ruled, side_name, silenced,
    string, value, words_node,
};
use crate::model::scenario::{
    ComponentPatch, ConnectionPatch, ContainerPatch, PlacementPatch, SecurityGroupPatch,
    SettingsPatch,
};
use crate::model::{Design, Id, Scenario, SecurityProfile, Value};
use std::collections::BTreeMap;

/// What empties a field.
fn nothing() -> Node {
    Node::Atom("None".to_owned())
}

fn given<T>(fields: &mut Fields, name: &'static str, value: Option<&T>, node: impl Fn(&T) -> Node) {
    if let Some(value) = value {
        fields.push((name, node(value)));
    }
}

/// A field that may be emptied.
fn maybe<T>(
    fields: &mut Fields,
    name: &'static str,
    value: Option<&Option<T>>,
    node: impl Fn(&T) -> Node,
) {
    given(fields, name, value, |value| {
        value.as_ref().map_or_else(nothing, &node)
    });
}

fn whole(value: &u32) -> Node {
    Node::Atom(value.to_string())
}

#[expect(
    clippy::ptr_arg,
    reason = "handed on as the writer of fields that are strings"
)]
fn text(text: &String) -> Node {
    string(text)
}

fn name_of(id: &Id) -> Node {
    string(id.as_str())
}

fn figure(value: &f64) -> Node {
    number(*value)
}

/// A section of a scenario, left out where it is empty.
fn section<'a, T: 'a>(
    fields: &mut Fields,
    name: &'static str,
    items: impl Iterator<Item = (&'a Id, &'a T)>,
    node: impl Fn(&T) -> Node,
) {
    let entries: Vec<(String, Node)> = items
        .map(|(id, item)| (id.to_string(), node(item)))
        .collect();
    if !entries.is_empty() {
        fields.push((name, Node::Map(entries)));
    }
}

/// A scenario of that design. Components whose properties alone differ stand in the short form.
pub(super) fn scenario(design: &Design, scenario: &Scenario) -> Node {
    let mut fields = Fields::new();
    super::words(&mut fields, "name", &scenario.name);
    super::words(&mut fields, "description", &scenario.description);
    given(&mut fields, "region", scenario.region.as_ref(), text);
    given(
        &mut fields,
        "demand_factor",
        scenario.demand_factor.as_ref(),
        figure,
    );
    section(
        &mut fields,
        "demand_factors",
        scenario.demand_factors.iter(),
        figure,
    );
    let settings = settings(&scenario.settings);
    if !settings.is_empty() {
        fields.push(("settings", Node::Fields("", settings)));
    }
    section(
        &mut fields,
        "containers",
        scenario.containers.iter(),
        container,
    );
    let is_short = |id: &Id, patch: &ComponentPatch| {
        patch.is_properties() && design.components.contains_key(id)
    };
    section(
        &mut fields,
        "components",
        scenario
            .components
            .iter()
            .filter(|(id, patch)| !is_short(id, patch)),
        component,
    );
    section(
        &mut fields,
        "connections",
        scenario.connections.iter(),
        connection,
    );
    section(
        &mut fields,
        "security_groups",
        scenario.security_groups.iter(),
        security_group,
    );
    section(
        &mut fields,
        "properties",
        scenario
            .components
            .iter()
            .filter(|(id, patch)| is_short(id, patch)),
        |patch| properties(&patch.properties),
    );
    if !scenario.removed.is_empty() {
        let removed: Vec<Id> = scenario.removed.iter().cloned().collect();
        fields.push(("removed", ids(&removed)));
    }
    if !scenario.silenced.is_empty() {
        let all = scenario.silenced.iter().map(silenced);
        fields.push(("silenced", Node::List(all.collect())));
    }
    if !scenario.unsilenced.is_empty() {
        let all = scenario.unsilenced.iter().map(|(rule, item)| {
            let mut fields: Fields = vec![("rule", string(rule))];
            given(&mut fields, "item", item.as_ref(), name_of);
            Node::Fields("", fields)
        });
        fields.push(("unsilenced", Node::List(all.collect())));
    }
    Node::Fields("", fields)
}

fn settings(patch: &SettingsPatch) -> Fields {
    let mut fields = Fields::new();
    let out = &mut fields;
    given(out, "region", patch.region.as_ref(), text);
    given(
        out,
        "hours_per_month",
        patch.hours_per_month.as_ref(),
        figure,
    );
    given(out, "free_tier", patch.free_tier.as_ref(), flag_node);
    for (name, value) in [
        ("monthly_budget_usd", &patch.monthly_budget_usd),
        ("target_rto_minutes", &patch.target_rto_minutes),
        ("target_rpo_minutes", &patch.target_rpo_minutes),
        (
            "target_region_rto_minutes",
            &patch.target_region_rto_minutes,
        ),
        (
            "target_region_rpo_minutes",
            &patch.target_region_rpo_minutes,
        ),
        (
            "target_availability_percent",
            &patch.target_availability_percent,
        ),
    ] {
        maybe(out, name, value.as_ref(), figure);
    }
    given(
        out,
        "security_profile",
        patch.security_profile.as_ref(),
        |profile| {
            let name = match profile {
                SecurityProfile::Standard => "standard",
                SecurityProfile::Strict => "strict",
            };
            Node::Atom(name.to_owned())
        },
    );
    maybe(out, "horizon_months", patch.horizon_months.as_ref(), figure);
    given(
        out,
        "accepts_zone_outage",
        patch.accepts_zone_outage.as_ref(),
        flag_node,
    );
    given(out, "require_tags", patch.require_tags.as_ref(), flag_node);
    given(
        out,
        "allowed_regions",
        patch.allowed_regions.as_ref(),
        |codes| Node::List(codes.iter().map(text).collect()),
    );
    given(out, "thresholds", patch.thresholds.as_ref(), |all| {
        let all = all
            .iter()
            .map(|(code, value)| (code.clone(), number(*value)));
        Node::Map(all.collect())
    });
    fields
}

fn container(patch: &ContainerPatch) -> Node {
    let mut fields = Fields::new();
    let out = &mut fields;
    given(out, "kind", patch.kind.as_ref(), |kind| {
        string(kind.as_str())
    });
    given(out, "name", patch.name.as_ref(), words_node);
    maybe(out, "in", patch.parent.as_ref(), name_of);
    maybe(out, "code", patch.code.as_ref(), text);
    maybe(out, "cidr", patch.cidr.as_ref(), text);
    given(out, "frame", patch.frame.as_ref(), |frame| {
        let sides = [frame.x, frame.y, frame.w, frame.h];
        Node::Tuple(sides.map(coordinate).into_iter().collect())
    });
    given(
        out,
        "auto_assign_public_ip",
        patch.auto_assign_public_ip.as_ref(),
        flag_node,
    );
    given(out, "collapsed", patch.collapsed.as_ref(), flag_node);
    Node::Fields("", fields)
}

fn tile(patch: &PlacementPatch) -> Fields {
    let mut fields = Fields::new();
    maybe(&mut fields, "in", patch.parent.as_ref(), name_of);
    given(&mut fields, "at", patch.at.as_ref(), |at| point(*at));
    maybe(&mut fields, "instances", patch.instances.as_ref(), whole);
    fields
}

fn properties(all: &BTreeMap<String, Option<Value>>) -> Node {
    let all = all.iter();
    Node::Map(
        all.map(|(name, own)| (name.clone(), own.as_ref().map_or_else(nothing, value)))
            .collect(),
    )
}

fn component(patch: &ComponentPatch) -> Node {
    let mut fields = Fields::new();
    let out = &mut fields;
    given(out, "kind", patch.kind.as_ref(), text);
    given(out, "name", patch.name.as_ref(), words_node);
    match patch.placements.as_deref() {
        // A tile that differs in nothing says how many there are.
        Some([one]) if *one != PlacementPatch::default() => out.extend(tile(one)),
        Some(tiles) => {
            let tiles = tiles.iter().map(|own| Node::Fields("", tile(own)));
            out.push(("placements", Node::List(tiles.collect())));
        }
        None => {}
    }
    if !patch.properties.is_empty() {
        out.push(("properties", properties(&patch.properties)));
    }
    given(
        out,
        "security_groups",
        patch.security_groups.as_ref(),
        |groups| ids(groups),
    );
    maybe(out, "demand", patch.demand.as_ref(), demanded);
    if !patch.tags.is_empty() {
        let tags = patch.tags.iter();
        let tags = tags.map(|(key, own)| (key.clone(), own.as_ref().map_or_else(nothing, text)));
        out.push(("tags", Node::Map(tags.collect())));
    }
    given(out, "note", patch.note.as_ref(), words_node);
    given(out, "locked", patch.locked.as_ref(), flag_node);
    Node::Fields("", fields)
}

fn connection(patch: &ConnectionPatch) -> Node {
    let mut fields = Fields::new();
    let out = &mut fields;
    given(out, "from", patch.from.as_ref(), name_of);
    given(out, "to", patch.to.as_ref(), name_of);
    given(out, "kind", patch.kind.as_ref(), |kind| {
        Node::Atom(kind.as_str().to_owned())
    });
    given(out, "name", patch.name.as_ref(), words_node);
    maybe(out, "protocol", patch.protocol.as_ref(), text);
    maybe(out, "port", patch.port.as_ref(), |port| {
        Node::Atom(port.to_string())
    });
    given(
        out,
        "calls_per_request",
        patch.calls_per_request.as_ref(),
        figure,
    );
    maybe(out, "weight", patch.weight.as_ref(), figure);
    given(out, "request_kb", patch.request_kb.as_ref(), figure);
    given(out, "response_kb", patch.response_kb.as_ref(), figure);
    given(out, "read_share", patch.read_share.as_ref(), figure);
    maybe(
        out,
        "requests_per_month",
        patch.requests_per_month.as_ref(),
        figure,
    );
    maybe(out, "gb_per_month", patch.gb_per_month.as_ref(), figure);
    given(
        out,
        "zone_affinity",
        patch.zone_affinity.as_ref(),
        flag_node,
    );
    maybe(out, "timeout_ms", patch.timeout_ms.as_ref(), figure);
    maybe(out, "retries", patch.retries.as_ref(), figure);
    given(out, "deferrable", patch.deferrable.as_ref(), flag_node);
    given(out, "strong_reads", patch.strong_reads.as_ref(), flag_node);
    for (name, side) in [("from_side", &patch.from_side), ("to_side", &patch.to_side)] {
        maybe(out, name, side.as_ref(), |side| {
            Node::Atom(side_name(*side).to_owned())
        });
    }
    given(out, "bends", patch.bends.as_ref(), |bends| {
        Node::List(bends.iter().map(|at| point(*at)).collect())
    });
    Node::Fields("", fields)
}

fn security_group(patch: &SecurityGroupPatch) -> Node {
    let mut fields = Fields::new();
    given(&mut fields, "name", patch.name.as_ref(), words_node);
    given(
        &mut fields,
        "description",
        patch.description.as_ref(),
        words_node,
    );
    for (name, rules, address, member) in [
        ("ingress", &patch.ingress, "from", "from_group"),
        ("egress", &patch.egress, "to", "to_group"),
    ] {
        given(&mut fields, name, rules.as_ref(), |rules| {
            let rules = rules.iter().map(|rule| ruled(rule, address, member));
            Node::List(rules.collect())
        });
    }
    Node::Fields("", fields)
}
