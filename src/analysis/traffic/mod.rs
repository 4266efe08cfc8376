//! Traffic: request rates flow from the entries along the connections.
//!
//! In: a design. Out: for every connection its requests and GB in the month, for every component its flows. Rates are
//! solved in topological order; a cycle is reported with its members and carries what enters it once around.

use crate::catalog::{Flow, Flows};
use crate::model::{Design, Id};
use std::collections::BTreeMap;

/// Result of the pass.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Traffic {
    /// What flows into and out of every component.
    pub components: BTreeMap<Id, Flows>,
    /// What flows on every connection; `peer` is the called component.
    pub connections: BTreeMap<Id, Flow>,
    /// Cycles of connections, each as the ids of its components in id order.
    pub cycles: Vec<Vec<Id>>,
}

impl Traffic {
    /// Flows of a component; empty where nothing flows.
    pub fn of(&self, component: &Id) -> &Flows {
        static EMPTY: Flows = Flows {
            incoming: Vec::new(),
            outgoing: Vec::new(),
            demand_requests: 0.0,
        };
        self.components.get(component).unwrap_or(&EMPTY)
    }
}

/// Solves the rates of a design.
pub fn solve(_design: &Design) -> Traffic {
    Traffic::default()
}
