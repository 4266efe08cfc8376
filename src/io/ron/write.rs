//! A design as text: sections in a fixed order, items sorted by id, defaults left out, short items on one line.

mod scenario;

use crate::model::{
    Component, Connection, Container, Currency, Demand, DemandRate, Design, Id, LocalText,
    Placement, Point, Properties, Protocol, ReviewProfile, SecurityGroup, SecurityProfile,
    SecurityRule, Settings, Side, Silence, Source, Value, connection,
};
use std::fmt::Write;
use std::sync::Arc;

/// Lines are not made longer than this where they can be broken.
const WIDTH: usize = 110;
const STEP: usize = 4;

/// A piece of the text before it is laid out.
enum Node {
    Atom(String),
    /// `name(field: value, ..)`; the name may be empty.
    Fields(&'static str, Vec<(&'static str, Node)>),
    /// `{"key": value, ..}`.
    Map(Vec<(String, Node)>),
    List(Vec<Node>),
    Tuple(Vec<Node>),
}

/// What [`text`] lays out.
pub(super) struct Parts<'a> {
    pub design: &'a Design,
    /// Whether it is part of a design only (clipboard): no format, name, settings.
    pub fragment: bool,
}

/// The whole file.
pub(super) fn text(parts: &Parts<'_>) -> String {
    let design = parts.design;
    let mut out = String::new();
    out.push_str(if parts.fragment {
        "// Skydraft items\n(\n"
    } else {
        "// Skydraft design\n(\n"
    });
    let mut sections = Vec::new();
    if !parts.fragment {
        sections.push(("format", Node::Atom(super::FORMAT.to_string())));
        words(&mut sections, "name", &design.name);
        words(&mut sections, "description", &design.description);
        let settings = settings(&design.settings);
        if !settings.is_empty() {
            sections.push(("settings", Node::Fields("", settings)));
        }
    }
    for (name, node) in sections {
        indent(&mut out, STEP);
        let _ = write!(out, "{name}: ");
        lay_out(&node, STEP, name.len() + 2, &mut out);
        out.push_str(",\n");
    }
    section(&mut out, "containers", design.containers.iter(), container);
    section(&mut out, "components", design.components.iter(), component);
    section(
        &mut out,
        "connections",
        design.connections.iter(),
        connection,
    );
    section(
        &mut out,
        "security_groups",
        design.security_groups.iter(),
        security_group,
    );
    if !design.silenced.is_empty() {
        indent(&mut out, STEP);
        out.push_str("silenced: [\n");
        for silence in &design.silenced {
            indent(&mut out, 2 * STEP);
            lay_out(&silenced(silence), 2 * STEP, 0, &mut out);
            out.push_str(",\n");
        }
        indent(&mut out, STEP);
        out.push_str("],\n");
    }
    section(&mut out, "scenarios", design.scenarios.iter(), |own| {
        scenario::scenario(design, own)
    });
    out.push_str(")\n");
    out
}

/// One section, always one item a line or block.
fn section<'a, T: 'a>(
    out: &mut String,
    name: &str,
    items: impl Iterator<Item = (&'a Id, &'a Arc<T>)>,
    node: impl Fn(&T) -> Node,
) {
    let mut items = items.peekable();
    if items.peek().is_none() {
        return;
    }
    indent(out, STEP);
    let _ = writeln!(out, "{name}: {{");
    for (id, item) in items {
        let key = quoted(id.as_str());
        indent(out, 2 * STEP);
        let _ = write!(out, "{key}: ");
        lay_out(&node(item), 2 * STEP, columns(&key) + 2, out);
        out.push_str(",\n");
    }
    indent(out, STEP);
    out.push_str("},\n");
}

/// Writes `node` after `lead` columns of a line that starts at `at`.
fn lay_out(node: &Node, at: usize, lead: usize, out: &mut String) {
    let room = WIDTH.saturating_sub(at + lead + 1);
    if matches!(node, Node::Atom(_)) || flat_width(node, room).is_some() {
        flat(node, out);
        return;
    }
    let inner = at + STEP;
    match node {
        Node::Atom(text) => out.push_str(text),
        Node::Fields(name, fields) => {
            out.push_str(name);
            out.push_str("(\n");
            for (name, value) in fields {
                indent(out, inner);
                let _ = write!(out, "{name}: ");
                lay_out(value, inner, name.len() + 2, out);
                out.push_str(",\n");
            }
            indent(out, at);
            out.push(')');
        }
        Node::Map(entries) => {
            out.push_str("{\n");
            for (key, value) in entries {
                let key = quoted(key);
                indent(out, inner);
                let _ = write!(out, "{key}: ");
                lay_out(value, inner, columns(&key) + 2, out);
                out.push_str(",\n");
            }
            indent(out, at);
            out.push('}');
        }
        Node::List(items) if items.iter().all(|item| matches!(item, Node::Atom(_))) => {
            filled(items, at, out);
        }
        Node::List(items) | Node::Tuple(items) => {
            let (open, close) = brackets(node);
            out.push(open);
            out.push('\n');
            for item in items {
                indent(out, inner);
                lay_out(item, inner, 0, out);
                out.push_str(",\n");
            }
            indent(out, at);
            out.push(close);
        }
    }
}

/// A list of short values, as many on a line as fit.
fn filled(items: &[Node], at: usize, out: &mut String) {
    out.push('[');
    let mut column = WIDTH;
    for item in items {
        let Node::Atom(text) = item else { continue };
        let width = columns(text) + 2;
        if column + width > WIDTH {
            out.push('\n');
            indent(out, at + STEP);
            column = at + STEP;
        } else {
            out.push(' ');
        }
        out.push_str(text);
        out.push(',');
        column += width;
    }
    out.push('\n');
    indent(out, at);
    out.push(']');
}

fn brackets(node: &Node) -> (char, char) {
    match node {
        Node::List(_) => ('[', ']'),
        Node::Map(_) => ('{', '}'),
        _ => ('(', ')'),
    }
}

/// Width of the node on one line, if it fits into `room` and holds no line break.
fn flat_width(node: &Node, room: usize) -> Option<usize> {
    let mut used = match node {
        Node::Atom(text) => {
            let width = columns(text);
            return (width <= room && !text.contains('\n')).then_some(width);
        }
        Node::Fields(name, _) => name.len() + 2,
        _ => 2,
    };
    let mut add = |key: usize, value: &Node| -> Option<()> {
        used += key + 2;
        used += flat_width(value, room.checked_sub(used)?)?;
        Some(())
    };
    match node {
        Node::Atom(_) => {}
        Node::Fields(_, fields) => {
            for (name, value) in fields {
                add(name.len() + 2, value)?;
            }
        }
        Node::Map(entries) => {
            for (key, value) in entries {
                add(columns(key) + 4, value)?;
            }
        }
        Node::List(items) | Node::Tuple(items) => {
            for item in items {
                add(0, item)?;
            }
        }
    }
    (used <= room + 2).then_some(used)
}

fn flat(node: &Node, out: &mut String) {
    let (open, close) = brackets(node);
    let comma = |index: usize, out: &mut String| {
        if index > 0 {
            out.push_str(", ");
        }
    };
    match node {
        Node::Atom(text) => {
            out.push_str(text);
            return;
        }
        Node::Fields(name, fields) => {
            out.push_str(name);
            out.push(open);
            for (index, (name, value)) in fields.iter().enumerate() {
                comma(index, out);
                let _ = write!(out, "{name}: ");
                flat(value, out);
            }
        }
        Node::Map(entries) => {
            out.push(open);
            for (index, (key, value)) in entries.iter().enumerate() {
                comma(index, out);
                let _ = write!(out, "{}: ", quoted(key));
                flat(value, out);
            }
        }
        Node::List(items) | Node::Tuple(items) => {
            out.push(open);
            for (index, item) in items.iter().enumerate() {
                comma(index, out);
                flat(item, out);
            }
        }
    }
    out.push(close);
}

fn indent(out: &mut String, by: usize) {
    out.extend(std::iter::repeat_n(' ', by));
}

fn columns(text: &str) -> usize {
    text.chars().count()
}

/// A text in quotes. Line breaks stand as they are, so that long descriptions can be read and compared.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push('\n'),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() || c == '\u{feff}' => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A number without `.0`, exactly readable.
fn number(value: f64) -> Node {
    Node::Atom(if value == 0.0 {
        "0".to_owned()
    } else if value.fract() == 0.0 && value.abs() < 1e15 {
        format!("{value:.0}")
    } else {
        format!("{value:?}")
    })
}

fn coordinate(value: f32) -> Node {
    Node::Atom(if value == 0.0 {
        "0".to_owned()
    } else if value.fract() == 0.0 && value.abs() < 1e7 {
        format!("{value:.0}")
    } else {
        format!("{value:?}")
    })
}

fn string(text: &str) -> Node {
    Node::Atom(quoted(text))
}

fn point(at: Point) -> Node {
    Node::Tuple(vec![coordinate(at.x), coordinate(at.y)])
}

type Fields = Vec<(&'static str, Node)>;

fn words(fields: &mut Fields, name: &'static str, text: &LocalText) {
    if *text != LocalText::default() {
        fields.push((name, words_node(text)));
    }
}

fn words_node(text: &LocalText) -> Node {
    match text {
        LocalText::Plain(text) => string(text),
        LocalText::Each { en, ko } => {
            Node::Fields("", vec![("en", string(en)), ("ko", string(ko))])
        }
    }
}

fn id(fields: &mut Fields, name: &'static str, id: Option<&Id>) {
    if let Some(id) = id {
        fields.push((name, string(id.as_str())));
    }
}

fn text_field(fields: &mut Fields, name: &'static str, text: Option<&String>) {
    if let Some(text) = text {
        fields.push((name, string(text)));
    }
}

fn optional(fields: &mut Fields, name: &'static str, value: Option<f64>) {
    if let Some(value) = value {
        fields.push((name, number(value)));
    }
}

fn unless(fields: &mut Fields, name: &'static str, value: f64, default: f64) {
    if value != default {
        fields.push((name, number(value)));
    }
}

fn flag(fields: &mut Fields, name: &'static str, value: bool) {
    if value {
        fields.push((name, flag_node(&value)));
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that optional fields are written with"
)]
fn flag_node(value: &bool) -> Node {
    Node::Atom(value.to_string())
}

fn settings(settings: &Settings) -> Fields {
    let default = Settings::default();
    let mut fields = Fields::new();
    if settings.region != default.region {
        fields.push(("region", string(&settings.region)));
    }
    unless(
        &mut fields,
        "hours_per_month",
        settings.hours_per_month,
        default.hours_per_month,
    );
    flag(&mut fields, "free_tier", settings.free_tier);
    if settings.currency != Currency::default() {
        fields.push(("currency", Node::Atom(settings.currency.code().to_owned())));
    }
    optional(&mut fields, "currency_rate", settings.currency_rate);
    optional(
        &mut fields,
        "monthly_budget_usd",
        settings.monthly_budget_usd,
    );
    optional(
        &mut fields,
        "target_rto_minutes",
        settings.target_rto_minutes,
    );
    optional(
        &mut fields,
        "target_rpo_minutes",
        settings.target_rpo_minutes,
    );
    optional(
        &mut fields,
        "target_region_rto_minutes",
        settings.target_region_rto_minutes,
    );
    optional(
        &mut fields,
        "target_region_rpo_minutes",
        settings.target_region_rpo_minutes,
    );
    optional(
        &mut fields,
        "target_availability_percent",
        settings.target_availability_percent,
    );
    if settings.security_profile == SecurityProfile::Strict {
        fields.push(("security_profile", Node::Atom("strict".to_owned())));
    }
    if settings.review_profile != ReviewProfile::All {
        let name = settings.review_profile.as_str();
        fields.push(("review_profile", Node::Atom(name.to_owned())));
    }
    optional(&mut fields, "horizon_months", settings.horizon_months);
    flag(
        &mut fields,
        "accepts_zone_outage",
        settings.accepts_zone_outage,
    );
    flag(&mut fields, "require_tags", settings.require_tags);
    if !settings.allowed_regions.is_empty() {
        let codes = settings.allowed_regions.iter();
        let codes = codes.map(|code| string(code)).collect();
        fields.push(("allowed_regions", Node::List(codes)));
    }
    if !settings.thresholds.is_empty() {
        let entries = settings.thresholds.iter();
        fields.push((
            "thresholds",
            Node::Map(
                entries
                    .map(|(code, value)| (code.clone(), number(*value)))
                    .collect(),
            ),
        ));
    }
    fields
}

fn container(container: &Container) -> Node {
    let mut fields: Fields = vec![("kind", string(container.kind.as_str()))];
    words(&mut fields, "name", &container.name);
    id(&mut fields, "in", container.parent.as_ref());
    text_field(&mut fields, "code", container.code.as_ref());
    text_field(&mut fields, "cidr", container.cidr.as_ref());
    let frame = container.frame;
    fields.push((
        "frame",
        Node::Tuple(
            [frame.x, frame.y, frame.w, frame.h]
                .map(coordinate)
                .into_iter()
                .collect(),
        ),
    ));
    flag(
        &mut fields,
        "auto_assign_public_ip",
        container.auto_assign_public_ip,
    );
    flag(&mut fields, "collapsed", container.collapsed);
    Node::Fields("", fields)
}

fn component(component: &Component) -> Node {
    let mut fields: Fields = vec![("kind", string(&component.kind))];
    words(&mut fields, "name", &component.name);
    if let [placement] = component.placements.as_slice() {
        fields.extend(placed(placement));
    } else {
        let placements = component.placements.iter();
        fields.push((
            "placements",
            Node::List(placements.map(|p| Node::Fields("", placed(p))).collect()),
        ));
    }
    if !component.properties.is_empty() {
        fields.push(("properties", properties(&component.properties)));
    }
    if !component.security_groups.is_empty() {
        fields.push(("security_groups", ids(&component.security_groups)));
    }
    if let Some(demand) = &component.demand {
        fields.push(("demand", demanded(demand)));
    }
    if !component.tags.is_empty() {
        let tags = component.tags.iter();
        fields.push((
            "tags",
            Node::Map(tags.map(|(k, v)| (k.clone(), string(v))).collect()),
        ));
    }
    words(&mut fields, "note", &component.note);
    flag(&mut fields, "locked", component.locked);
    Node::Fields("", fields)
}

fn placed(placement: &Placement) -> Fields {
    let mut fields = Fields::new();
    id(&mut fields, "in", placement.parent.as_ref());
    fields.push(("at", point(placement.at)));
    if let Some(instances) = placement.instances {
        fields.push(("instances", Node::Atom(instances.to_string())));
    }
    fields
}

fn ids(ids: &[Id]) -> Node {
    Node::List(ids.iter().map(|id| string(id.as_str())).collect())
}

fn properties(properties: &Properties) -> Node {
    let entries = properties.iter();
    Node::Map(entries.map(|(k, v)| (k.clone(), value(v))).collect())
}

fn value(value: &Value) -> Node {
    match value {
        Value::Bool(value) => Node::Atom(value.to_string()),
        Value::Number(value) => number(*value),
        Value::Text(text) => string(text),
        Value::List(values) => Node::List(values.iter().map(self::value).collect()),
    }
}

fn demanded(demand: &Demand) -> Node {
    let rate = match demand.rate {
        DemandRate::RequestsPerSecond(rate) => tagged("requests_per_second", rate),
        DemandRate::RequestsPerMonth(count) => tagged("requests_per_month", count),
        DemandRate::MonthlyUsers {
            users,
            requests_per_user,
        } => user_rate("monthly_users", users, requests_per_user),
        DemandRate::DailyUsers {
            users,
            requests_per_user,
        } => user_rate("daily_users", users, requests_per_user),
    };
    let mut fields: Fields = vec![("rate", rate)];
    unless(&mut fields, "peak_factor", demand.peak_factor, 1.0);
    if !demand.hourly_profile.is_empty() {
        let hours = demand.hourly_profile.iter();
        fields.push((
            "hourly_profile",
            Node::List(hours.map(|v| number(*v)).collect()),
        ));
    }
    Node::Fields("", fields)
}

fn tagged(name: &str, value: f64) -> Node {
    let mut text = format!("{name}(");
    flat(&number(value), &mut text);
    text.push(')');
    Node::Atom(text)
}

fn user_rate(name: &'static str, users: f64, requests_per_user: f64) -> Node {
    Node::Fields(
        name,
        vec![
            ("users", number(users)),
            ("requests_per_user", number(requests_per_user)),
        ],
    )
}

fn connection(connection: &Connection) -> Node {
    let mut fields: Fields = vec![
        ("from", string(connection.from.as_str())),
        ("to", string(connection.to.as_str())),
    ];
    if connection.kind != crate::model::ConnectionKind::default() {
        fields.push(("kind", Node::Atom(connection.kind.as_str().to_owned())));
    }
    words(&mut fields, "name", &connection.name);
    text_field(&mut fields, "protocol", connection.protocol.as_ref());
    if let Some(port) = connection.port {
        fields.push(("port", Node::Atom(port.to_string())));
    }
    unless(
        &mut fields,
        "calls_per_request",
        connection.calls_per_request,
        1.0,
    );
    optional(&mut fields, "weight", connection.weight);
    unless(&mut fields, "request_kb", connection.request_kb, 1.0);
    unless(&mut fields, "response_kb", connection.response_kb, 1.0);
    unless(
        &mut fields,
        "read_share",
        connection.read_share,
        connection::DEFAULT_READ_SHARE,
    );
    optional(
        &mut fields,
        "requests_per_month",
        connection.requests_per_month,
    );
    optional(&mut fields, "gb_per_month", connection.gb_per_month);
    flag(&mut fields, "zone_affinity", connection.zone_affinity);
    optional(&mut fields, "timeout_ms", connection.timeout_ms);
    optional(&mut fields, "retries", connection.retries);
    flag(&mut fields, "deferrable", connection.deferrable);
    flag(&mut fields, "strong_reads", connection.strong_reads);
    for (name, side) in [
        ("from_side", connection.from_side),
        ("to_side", connection.to_side),
    ] {
        if let Some(side) = side {
            fields.push((name, Node::Atom(side_name(side).to_owned())));
        }
    }
    if !connection.bends.is_empty() {
        let bends = connection.bends.iter();
        fields.push(("bends", Node::List(bends.map(|at| point(*at)).collect())));
    }
    Node::Fields("", fields)
}

fn side_name(side: Side) -> &'static str {
    match side {
        Side::Top => "top",
        Side::Right => "right",
        Side::Bottom => "bottom",
        Side::Left => "left",
    }
}

fn security_group(group: &SecurityGroup) -> Node {
    let mut fields = Fields::new();
    words(&mut fields, "name", &group.name);
    words(&mut fields, "description", &group.description);
    for (name, rules, address, member) in [
        ("ingress", &group.ingress, "from", "from_group"),
        ("egress", &group.egress, "to", "to_group"),
    ] {
        if !rules.is_empty() {
            let rules = rules.iter();
            fields.push((
                name,
                Node::List(rules.map(|rule| ruled(rule, address, member)).collect()),
            ));
        }
    }
    Node::Fields("", fields)
}

fn ruled(rule: &SecurityRule, address: &'static str, member: &'static str) -> Node {
    let mut fields = Fields::new();
    let protocol = match rule.protocol {
        Protocol::Tcp => None,
        Protocol::Udp => Some("udp"),
        Protocol::Icmp => Some("icmp"),
        Protocol::All => Some("all"),
    };
    if let Some(protocol) = protocol {
        fields.push(("protocol", Node::Atom(protocol.to_owned())));
    }
    fields.push(("ports", string(&rule.ports.to_string())));
    match &rule.source {
        Source::Cidr(range) => fields.push((address, string(range))),
        Source::Group(group) => fields.push((member, string(group.as_str()))),
    }
    if !rule.description.is_empty() {
        fields.push(("description", string(&rule.description)));
    }
    Node::Fields("", fields)
}

fn silenced(silence: &Silence) -> Node {
    let mut fields: Fields = vec![("rule", string(&silence.rule))];
    id(&mut fields, "item", silence.item.as_ref());
    if !silence.reason.is_empty() {
        fields.push(("reason", string(&silence.reason)));
    }
    text_field(&mut fields, "until", silence.until.as_ref());
    Node::Fields("", fields)
}
