//! Laying a scenario over its base.

use super::{Scenario, Scenarios};
use crate::model::edit::{inside, repair};
use crate::model::{ContainerKind, Demand, DemandRate, Design, Id, Value};
use std::collections::BTreeSet;
use std::sync::Arc;

impl Design {
    /// The design with a scenario laid over it. What the scenario names and the design does not have is left out; the
    /// result is sound whatever both say. Scenarios themselves stay as they are.
    pub fn with(&self, scenario: &Scenario) -> Design {
        let mut next = self.clone();
        // The repair below is about the design; it shall not touch what scenarios name.
        let scenarios = std::mem::take(&mut next.scenarios);
        if let Some(region) = &scenario.region {
            move_region(&mut next, region);
        }
        scale_demand(&mut next, scenario);
        scenario.settings.apply(&mut next.settings);
        put_items(&mut next, scenario);
        break_rings(&mut next, scenario);
        take_away(&mut next, &scenario.removed);
        silence(&mut next, scenario);
        repair(&mut next);
        next.scenarios = scenarios;
        next
    }
    /// The design with the scenario of that id laid over it; none where there is no such scenario.
    pub fn with_scenario(&self, id: &Id) -> Option<Design> {
        self.scenarios.get(id).map(|scenario| self.with(scenario))
    }
    /// The design without its scenarios.
    pub fn without_scenarios(&self) -> Design {
        Design {
            scenarios: Scenarios::default(),
            ..self.clone()
        }
    }
    /// The Region that most of the design stands in: the setting, or, where no Region frame has it, that of all Region
    /// frames if they agree.
    pub fn home_region(&self) -> &str {
        let own = self.settings.region.as_str();
        let mut codes: BTreeSet<&str> = BTreeSet::new();
        for container in self.containers.values() {
            if container.kind == ContainerKind::Region {
                codes.insert(container.code.as_deref().unwrap_or(own));
            }
        }
        match codes.first() {
            Some(only) if codes.len() == 1 && !codes.contains(own) => only,
            _ => own,
        }
    }
}

/// Moves the home Region: the setting, Region frames and the zones in them, and properties that name it.
fn move_region(design: &mut Design, to: &str) {
    let from = design.home_region().to_owned();
    to.clone_into(&mut design.settings.region);
    if from != to {
        move_properties(design, &from, to);
    }
    for (id, container) in design.containers.clone() {
        let code = match (&container.kind, container.code.as_deref()) {
            (ContainerKind::Region, Some(code)) if code == from => to.to_owned(),
            (ContainerKind::AvailabilityZone, Some(code)) => match code.strip_prefix(&from) {
                // Local Zones have longer names and stay where they are.
                Some(letter) if letter.len() == 1 => format!("{to}{letter}"),
                _ => continue,
            },
            _ => continue,
        };
        let mut moved = container;
        Arc::make_mut(&mut moved).code = Some(code);
        design.containers.insert(id, moved);
    }
}

/// Whether a property of that name says in which Regions something stands. What Regions are allowed stays a fact of its own.
fn names_regions(property: &str) -> bool {
    let ends = property.ends_with("_region") || property.ends_with("_regions");
    ends && !property.starts_with("allowed_")
}

/// Puts the Region `to` in the place of `from` in a list of codes, and the other way round: what moves to where its copy
/// stands leaves the copy where it was itself. None where neither is named.
fn swapped(text: &str, from: &str, to: &str) -> Option<String> {
    let is_code = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let mut swapped = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let of_code = is_code(first);
        let end = rest.find(|c| is_code(c) != of_code).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        swapped.push_str(match word {
            _ if word == from => to,
            _ if word == to => from,
            _ => word,
        });
        rest = after;
    }
    (swapped != text).then_some(swapped)
}

/// Moves what properties say of Regions.
fn move_properties(design: &mut Design, from: &str, to: &str) {
    for (id, component) in design.components.clone() {
        let named = component.properties.iter();
        let moved: Vec<(String, String)> = named
            .filter(|(name, _)| names_regions(name))
            .filter_map(|(name, value)| Some((name.clone(), swapped(value.as_text()?, from, to)?)))
            .collect();
        if moved.is_empty() {
            continue;
        }
        let mut changed = component;
        let properties = &mut Arc::make_mut(&mut changed).properties;
        properties.extend(
            moved
                .into_iter()
                .map(|(name, text)| (name, Value::Text(text))),
        );
        design.components.insert(id, changed);
    }
}

fn scale_demand(design: &mut Design, scenario: &Scenario) {
    if scenario.demand_factor.is_none() && scenario.demand_factors.is_empty() {
        return;
    }
    for (id, component) in design.components.clone() {
        let own = scenario.demand_factors.get(&id).copied();
        let (Some(factor), Some(demand)) = (own.or(scenario.demand_factor), &component.demand)
        else {
            continue;
        };
        let demand = demand.times(factor);
        let mut scaled = component;
        Arc::make_mut(&mut scaled).demand = Some(demand);
        design.components.insert(id, scaled);
    }
}

impl Demand {
    /// The demand with its rate (or its users) multiplied.
    #[must_use]
    pub fn times(&self, factor: f64) -> Demand {
        let rate = match self.rate {
            DemandRate::RequestsPerSecond(rate) => DemandRate::RequestsPerSecond(rate * factor),
            DemandRate::RequestsPerMonth(count) => DemandRate::RequestsPerMonth(count * factor),
            DemandRate::MonthlyUsers {
                users,
                requests_per_user,
            } => DemandRate::MonthlyUsers {
                users: users * factor,
                requests_per_user,
            },
            DemandRate::DailyUsers {
                users,
                requests_per_user,
            } => DemandRate::DailyUsers {
                users: users * factor,
                requests_per_user,
            },
        };
        Demand {
            rate,
            ..self.clone()
        }
    }
}

/// Lays the patches over the items of one sort, and adds what the base does not have.
macro_rules! put {
    ($design:ident, $section:ident, $patches:expr) => {
        for (id, patch) in $patches {
            if let Some(item) = $design.$section.get_mut(id) {
                patch.apply(Arc::make_mut(item));
            } else if !$design.contains(id)
                && let Some(made) = patch.made()
            {
                $design.$section.insert(id.clone(), Arc::new(made));
            }
        }
    };
}

fn put_items(design: &mut Design, scenario: &Scenario) {
    put!(design, containers, &scenario.containers);
    put!(design, security_groups, &scenario.security_groups);
    put!(design, components, &scenario.components);
    put!(design, connections, &scenario.connections);
    for id in scenario.connections.keys() {
        let end =
            |id: &Id| design.components.contains_key(id) || design.containers.contains_key(id);
        let sound = |c: &super::super::Connection| c.from != c.to && end(&c.from) && end(&c.to);
        if design.connection(id).is_some_and(|c| !sound(c)) {
            design.connections.remove(id);
        }
    }
}

/// Frames that a patch of the scenario and a change of the base put into each other go onto the open canvas.
fn break_rings(design: &mut Design, scenario: &Scenario) {
    for (id, patch) in &scenario.containers {
        let stands_in_itself = patch.parent.is_some()
            && design
                .container(id)
                .is_some_and(|own| design.is_inside(own.parent.as_ref(), id));
        if stands_in_itself && let Some(own) = design.containers.get_mut(id) {
            Arc::make_mut(own).parent = None;
        }
    }
}

/// Takes items away: frames with all that stands in them.
fn take_away(design: &mut Design, removed: &BTreeSet<Id>) {
    if removed.is_empty() {
        return;
    }
    let named: BTreeSet<&Id> = removed
        .iter()
        .filter(|id| design.containers.contains_key(*id))
        .collect();
    let frames = if named.is_empty() {
        BTreeSet::new()
    } else {
        inside(design, &named)
    };
    let goes = |parent: &Option<Id>| parent.as_ref().is_some_and(|id| frames.contains(id));
    for (id, component) in design.components.clone() {
        let stays = component
            .placements
            .iter()
            .filter(|p| !goes(&p.parent))
            .count();
        if stays == 0 || removed.contains(&id) {
            design.components.remove(&id);
        } else if stays < component.placements.len()
            && let Some(component) = design.components.get_mut(&id)
        {
            Arc::make_mut(component)
                .placements
                .retain(|p| !goes(&p.parent));
        }
    }
    for id in &frames {
        design.containers.remove(id);
    }
    for id in removed {
        design.connections.remove(id);
        design.security_groups.remove(id);
    }
}

fn silence(design: &mut Design, scenario: &Scenario) {
    for (rule, item) in &scenario.unsilenced {
        design
            .silenced
            .retain(|silence| silence.rule != *rule || silence.item != *item);
    }
    for silence in &scenario.silenced {
        let same =
            |own: &super::super::Silence| own.rule == silence.rule && own.item == silence.item;
        match design.silenced.iter().position(same) {
            Some(at) => drop(design.silenced.set(at, silence.clone())),
            None => design.silenced.push_back(silence.clone()),
        }
    }
}
