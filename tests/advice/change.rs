//! Changes to a design in a line of text, carried out by the library's own edits.
//!
//! Statements stand between semicolons:
//!
//! - `id.property = value` sets a property of a component, or a field of a connection or frame; `settings.name = value` one of
//!   the settings; the value `-` takes it back to its default,
//! - `- id` removes an item with its connections,
//! - `id in frame frame` puts a component into frames, one tile in each,
//! - `id * 10` multiplies the demand of an entry, `id peaks 3` says how far its peak is above the average,
//! - `group admits 443 from 0.0.0.0/0` adds a rule to a security group,
//! - `id groups a b` gives a component its security groups,
//! - `+ id kind in frame` adds a component (`+ id kind` in the open), `a -> b kind` a connection of it,
//! - `+ frame id kind in frame` adds a frame; `frame is kind` makes it one of another kind,
//! - `id tagged key value` gives a component a tag,
//! - `scenario id.property = value` adds a scenario with that change.

use skydraft::model::edit::{Edit, apply};
use skydraft::model::scenario::between;
use skydraft::model::{
    Component, Connection, ConnectionKind, Container, ContainerKind, Design, Id, Placement, Point,
    PortRange, Protocol, Rect, Scenario, SecurityProfile, SecurityRule, Source, Value,
};
use std::collections::BTreeSet;

/// The design after all statements of a line.
pub fn change(design: &Design, line: &str) -> Result<Design, String> {
    let mut next = design.clone();
    for statement in line.split(';').map(str::trim).filter(|it| !it.is_empty()) {
        let edit = edit(&next, statement).ok_or_else(|| format!("`{statement}` says nothing"))?;
        next = apply(&next, &edit).map_err(|error| format!("`{statement}`: {error}"))?;
    }
    Ok(next)
}

fn id(text: &str) -> Option<Id> {
    Id::new(text.trim()).ok()
}

fn value(text: &str) -> Value {
    match text {
        "true" => true.into(),
        "false" => false.into(),
        _ => text
            .parse::<f64>()
            .map_or_else(|_| text.into(), Value::from),
    }
}

fn edit(design: &Design, statement: &str) -> Option<Edit> {
    if let Some(rest) = statement.strip_prefix("+ frame ") {
        return frame(rest);
    }
    if let Some(rest) = statement.strip_prefix("+ ") {
        return add(design, rest);
    }
    if let Some(rest) = statement.strip_prefix("scenario ") {
        let changed = change(design, rest).ok()?;
        let scenario = between(design, &changed, &Scenario::named("Changed"));
        return Some(Edit::PutScenario(id("changed")?, scenario));
    }
    if let Some(rest) = statement.strip_prefix("- ") {
        let ids: BTreeSet<Id> = rest.split_whitespace().filter_map(id).collect();
        return Some(Edit::Remove {
            ids,
            with_members: false,
        });
    }
    if let Some((ends, to)) = statement.split_once(" -> ") {
        return connect(ends, to);
    }
    if let Some((target, text)) = statement.split_once(" = ") {
        return set(design, target, text.trim());
    }
    let (name, rest) = statement.split_once(' ')?;
    let (verb, rest) = rest.trim().split_once(' ')?;
    let item = id(name)?;
    match verb {
        "in" => {
            let mut component = component(design, &item)?;
            component.placements = places(design, rest);
            Some(Edit::PutComponent(item, component))
        }
        "*" => {
            let mut component = component(design, &item)?;
            let demand = component.demand.as_mut()?;
            *demand = demand.times(rest.trim().parse().ok()?);
            Some(Edit::PutComponent(item, component))
        }
        "peaks" => {
            let mut component = component(design, &item)?;
            let demand = component.demand.as_mut()?;
            demand.peak_factor = rest.trim().parse().ok()?;
            demand.hourly_profile.clear();
            Some(Edit::PutComponent(item, component))
        }
        "admits" => {
            let (ports, source) = rest.split_once(" from ")?;
            let mut group = design.security_groups.get(&item)?.as_ref().clone();
            let source = source.trim();
            group.ingress.push(SecurityRule {
                protocol: Protocol::Tcp,
                ports: PortRange::parse(ports)?,
                source: match id(source).filter(|id| design.security_groups.contains_key(id)) {
                    Some(group) => Source::Group(group),
                    None => Source::Cidr(source.to_owned()),
                },
                description: "a rule for the test".to_owned(),
            });
            Some(Edit::PutSecurityGroup(item, group))
        }
        "groups" => {
            let mut component = component(design, &item)?;
            component.security_groups = rest.split_whitespace().filter_map(id).collect();
            Some(Edit::PutComponent(item, component))
        }
        "tagged" => {
            let mut component = component(design, &item)?;
            let (key, value) = rest.trim().split_once(' ')?;
            if value == "-" {
                component.tags.remove(key);
            } else {
                component.tags.insert(key.to_owned(), value.to_owned());
            }
            Some(Edit::PutComponent(item, component))
        }
        "is" => {
            let mut frame = design.containers.get(&item)?.as_ref().clone();
            frame.kind = ContainerKind::from(rest.trim().to_owned());
            Some(Edit::PutContainer(item, frame))
        }
        _ => None,
    }
}

fn component(design: &Design, id: &Id) -> Option<Component> {
    Some(design.components.get(id)?.as_ref().clone())
}

/// One tile in each frame, at its corner.
fn places(design: &Design, frames: &str) -> Vec<Placement> {
    let frames = frames.split_whitespace().filter_map(id);
    frames
        .map(|frame| Placement {
            at: design
                .containers
                .get(&frame)
                .map_or_else(Point::default, |it| Point {
                    x: it.frame.x + 8.0,
                    y: it.frame.y + 24.0,
                }),
            parent: Some(frame),
            instances: None,
        })
        .collect()
}

fn frame(text: &str) -> Option<Edit> {
    let (head, parent) = match text.split_once(" in ") {
        Some((head, parent)) => (head, id(parent)),
        None => (text, None),
    };
    let (name, kind) = head.trim().split_once(' ')?;
    let frame = Container {
        kind: ContainerKind::from(kind.trim().to_owned()),
        parent,
        frame: Rect::new(0.0, 0.0, 400.0, 400.0),
        ..Container::default()
    };
    Some(Edit::PutContainer(id(name)?, frame))
}

fn add(design: &Design, text: &str) -> Option<Edit> {
    let (head, frames) = match text.split_once(" in ") {
        Some((head, frames)) => (head, frames),
        None => (text, ""),
    };
    let (name, kind) = head.trim().split_once(' ')?;
    let mut component = Component::new(kind.trim(), None, Point::default());
    let places = places(design, frames);
    if !places.is_empty() {
        component.placements = places;
    }
    Some(Edit::PutComponent(id(name)?, component))
}

fn connect(from: &str, rest: &str) -> Option<Edit> {
    let mut words = rest.split_whitespace();
    let (from, to) = (id(from)?, id(words.next()?)?);
    let name = id(&format!("{from}-{to}"))?;
    let mut connection = Connection::new(from, to);
    if let Some(word) = words.next() {
        connection.kind = kind_of(word)?;
    }
    Some(Edit::PutConnection(name, connection))
}

fn kind_of(word: &str) -> Option<ConnectionKind> {
    ConnectionKind::ALL
        .into_iter()
        .find(|kind| kind.as_str() == word)
}

fn set(design: &Design, target: &str, text: &str) -> Option<Edit> {
    let (name, field) = target.trim().split_once('.')?;
    if name == "settings" {
        let mut settings = design.settings.clone();
        let number = text.parse::<f64>().ok();
        match field {
            "target_rto_minutes" => settings.target_rto_minutes = number,
            "target_rpo_minutes" => settings.target_rpo_minutes = number,
            "target_availability_percent" => settings.target_availability_percent = number,
            "target_region_rpo_minutes" => settings.target_region_rpo_minutes = number,
            "monthly_budget_usd" => settings.monthly_budget_usd = number,
            "horizon_months" => settings.horizon_months = number,
            "accepts_zone_outage" => settings.accepts_zone_outage = text == "true",
            "security_profile" if text == "strict" => {
                settings.security_profile = SecurityProfile::Strict;
            }
            _ => return None,
        }
        return Some(Edit::SetSettings(settings));
    }
    let item = id(name)?;
    if let Some(connection) = design.connections.get(&item) {
        let mut connection = connection.as_ref().clone();
        let number = text.parse::<f64>().ok();
        match field {
            "kind" => connection.kind = kind_of(text)?,
            "protocol" => connection.protocol = (text != "-").then(|| text.to_owned()),
            "port" => connection.port = number.map(|port| port as u16),
            "calls_per_request" => connection.calls_per_request = number?,
            "request_kb" => connection.request_kb = number?,
            "response_kb" => connection.response_kb = number?,
            "read_share" => connection.read_share = number?,
            "requests_per_month" => connection.requests_per_month = number,
            "gb_per_month" => connection.gb_per_month = number,
            "timeout_ms" => connection.timeout_ms = number,
            "retries" => connection.retries = number,
            "deferrable" => connection.deferrable = text == "true",
            "strong_reads" => connection.strong_reads = text == "true",
            "zone_affinity" => connection.zone_affinity = text == "true",
            _ => return None,
        }
        return Some(Edit::PutConnection(item, connection));
    }
    if let Some(frame) = design.containers.get(&item) {
        let mut frame = frame.as_ref().clone();
        match field {
            "auto_assign_public_ip" => frame.auto_assign_public_ip = text == "true",
            "cidr" => frame.cidr = (text != "-").then(|| text.to_owned()),
            "code" => frame.code = (text != "-").then(|| text.to_owned()),
            _ => return None,
        }
        return Some(Edit::PutContainer(item, frame));
    }
    Some(Edit::SetProperty {
        id: item,
        property: field.trim().to_owned(),
        value: (text != "-").then(|| value(text)),
    })
}
