//! Scenarios: named sets of changes on the base design.

use super::{Component, Connection, Id, LocalText, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A named set of changes. Read, kept and written; the passes look at the base design.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scenario {
    /// What it is called.
    pub name: LocalText,
    /// What it shows.
    pub description: LocalText,
    /// Region instead of the design's.
    pub region: Option<String>,
    /// Factor on all demand.
    pub demand_factor: Option<f64>,
    /// Properties that differ, by component.
    pub properties: BTreeMap<Id, BTreeMap<String, Value>>,
    /// Components that are added or replaced.
    pub components: BTreeMap<Id, Arc<Component>>,
    /// Connections that are added or replaced.
    pub connections: BTreeMap<Id, Arc<Connection>>,
    /// Items that are taken away.
    pub removed: Vec<Id>,
}
