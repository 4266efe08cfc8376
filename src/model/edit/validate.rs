//! Whether what an edit brings fits the design.

use super::{EditError, Touched};
use crate::model::{
    Component, Connection, DemandRate, Design, Id, Scenario, Settings, Source, Value,
};

/// Whether all numbers in the value are finite.
pub(super) fn is_finite(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.is_finite(),
        Value::List(values) => values.iter().all(is_finite),
        Value::Bool(_) | Value::Text(_) => true,
    }
}

pub(super) fn settings(settings: &Settings) -> Result<(), EditError> {
    let optional = [
        settings.currency_rate,
        settings.monthly_budget_usd,
        settings.target_rto_minutes,
        settings.target_rpo_minutes,
        settings.target_region_rto_minutes,
        settings.target_region_rpo_minutes,
        settings.target_availability_percent,
        settings.horizon_months,
    ];
    let mut numbers = optional
        .into_iter()
        .flatten()
        .chain(settings.thresholds.values().copied())
        .chain([settings.hours_per_month]);
    if numbers.all(f64::is_finite) {
        Ok(())
    } else {
        Err(EditError::Settings)
    }
}

pub(super) fn component(id: &Id, component: &Component) -> Result<(), EditError> {
    if component.placements.is_empty() {
        return Err(EditError::NoTile(id.clone()));
    }
    let demand = component.demand.as_ref().is_none_or(|demand| {
        let rate = match demand.rate {
            DemandRate::RequestsPerSecond(rate) => rate.is_finite(),
            DemandRate::RequestsPerMonth(count) => count.is_finite(),
            DemandRate::MonthlyUsers {
                users,
                requests_per_user,
            }
            | DemandRate::DailyUsers {
                users,
                requests_per_user,
            } => users.is_finite() && requests_per_user.is_finite(),
        };
        rate && demand.peak_factor.is_finite()
            && demand.hourly_profile.iter().all(|v| v.is_finite())
    });
    let finite = demand
        && component.placements.iter().all(|p| p.at.is_finite())
        && component.properties.values().all(is_finite);
    if finite {
        Ok(())
    } else {
        Err(EditError::NotFinite(id.clone()))
    }
}

pub(super) fn connection(id: &Id, connection: &Connection) -> Result<(), EditError> {
    if connection.from == connection.to {
        return Err(EditError::Ends(id.clone()));
    }
    let always = [
        connection.calls_per_request,
        connection.request_kb,
        connection.response_kb,
        connection.read_share,
    ];
    let typed = [
        connection.weight,
        connection.requests_per_month,
        connection.gb_per_month,
        connection.timeout_ms,
        connection.retries,
    ];
    let finite = always
        .into_iter()
        .chain(typed.into_iter().flatten())
        .all(f64::is_finite)
        && connection.bends.iter().all(|at| at.is_finite());
    if finite {
        Ok(())
    } else {
        Err(EditError::NotFinite(id.clone()))
    }
}

/// Whether a scenario has names of its own and finite numbers.
pub(super) fn scenario(design: &Design, id: &Id, scenario: &Scenario) -> Result<(), EditError> {
    let others = design.scenarios.iter().filter(|(other, _)| *other != id);
    for (_, other) in others {
        if let Some(name) = scenario.name.shared(&other.name) {
            return Err(EditError::Name(name.to_owned()));
        }
    }
    let factors = scenario.demand_factor.into_iter();
    let mut factors = factors.chain(scenario.demand_factors.values().copied());
    let mut values = scenario
        .components
        .values()
        .flat_map(|patch| patch.properties.values().flatten());
    if !factors.all(f64::is_finite) || !values.all(is_finite) {
        return Err(EditError::NotFinite(id.clone()));
    }
    let mut plain = Settings::default();
    scenario.settings.apply(&mut plain);
    settings(&plain)?;
    for (id, patch) in &scenario.components {
        let base = design.component(id).cloned();
        if let Some(mut item) = base.or_else(|| patch.made()) {
            patch.apply(&mut item);
            component(id, &item)?;
        }
    }
    for (id, patch) in &scenario.connections {
        let base = design.connection(id).cloned();
        if let Some(mut item) = base.or_else(|| patch.made()) {
            patch.apply(&mut item);
            connection(id, &item)?;
        }
    }
    for (id, patch) in &scenario.containers {
        if patch.frame.is_some_and(|frame| !frame.is_valid()) {
            return Err(EditError::NotFinite(id.clone()));
        }
    }
    Ok(())
}

/// Checks what the items name: parents, connection ends, security groups; and that no frame stands in itself. What is
/// gone again is fine: the repair follows.
pub(super) fn references(design: &Design, touched: &Touched) -> Result<(), EditError> {
    let is_frame = |id: &Id| design.containers.contains_key(id);
    let known = |found: bool, id: &Id| {
        if found || touched.gone.contains(id) {
            Ok(())
        } else {
            Err(EditError::Unknown(id.clone()))
        }
    };
    let is_group = |id: &Id| design.security_groups.contains_key(id);
    for id in &touched.put {
        if let Some(container) = design.container(id) {
            if let Some(parent) = &container.parent {
                known(is_frame(parent), parent)?;
            }
            if design.is_inside(container.parent.as_ref(), id) {
                return Err(EditError::Cycle(id.clone()));
            }
        } else if let Some(component) = design.component(id) {
            for parent in component
                .placements
                .iter()
                .filter_map(|p| p.parent.as_ref())
            {
                known(is_frame(parent), parent)?;
            }
            for group in &component.security_groups {
                known(is_group(group), group)?;
            }
        } else if let Some(connection) = design.connection(id) {
            for end in [&connection.from, &connection.to] {
                if !design.components.contains_key(end)
                    && !is_frame(end)
                    && !touched.gone.contains(end)
                {
                    return Err(if design.contains(end) {
                        EditError::Ends(id.clone())
                    } else {
                        EditError::Unknown(end.clone())
                    });
                }
            }
        } else if let Some(group) = design.security_groups.get(id) {
            for rule in group.ingress.iter().chain(&group.egress) {
                if let Source::Group(other) = &rule.source {
                    known(is_group(other), other)?;
                }
            }
        }
    }
    Ok(())
}
