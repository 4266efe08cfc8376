//! Flows by the id of their connection.

use crate::catalog::{Flow, FlowList};
use crate::model::Id;

/// The flows of a design, in the order of their connections' ids.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FlowTable(Vec<Flow>);

impl FlowTable {
    /// Flows that are in the order of their connections' ids.
    pub(super) fn new(flows: Vec<Flow>) -> FlowTable {
        debug_assert!(flows.is_sorted_by(|a, b| a.connection < b.connection));
        FlowTable(flows)
    }
    /// The flow over a connection.
    pub fn get(&self, connection: &Id) -> Option<&Flow> {
        self.0.get(self.find(connection).ok()?)
    }
    /// Sets the flow over a connection.
    pub fn insert(&mut self, connection: Id, flow: Flow) {
        let flow = Flow { connection, ..flow };
        match self.find(&flow.connection) {
            Ok(at) => self.0[at] = flow,
            Err(at) => self.0.insert(at, flow),
        }
    }
    /// Connections and flows in id order.
    pub fn iter(&self) -> impl Iterator<Item = (&Id, &Flow)> {
        self.into_iter()
    }
    /// Flows in the order of their connections' ids.
    pub fn values(&self) -> std::slice::Iter<'_, Flow> {
        self.0.iter()
    }
    /// Number of flows.
    pub fn len(&self) -> usize {
        self.0.len()
    }
    /// Whether nothing flows.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    #[inline]
    pub(super) fn pick<'a>(&'a self, places: &'a [u32]) -> FlowList<'a> {
        FlowList::new(&self.0, places)
    }
    fn find(&self, connection: &Id) -> Result<usize, usize> {
        self.0
            .binary_search_by(|flow| flow.connection.cmp(connection))
    }
}

impl<'a> IntoIterator for &'a FlowTable {
    type Item = (&'a Id, &'a Flow);
    type IntoIter = std::iter::Map<std::slice::Iter<'a, Flow>, fn(&'a Flow) -> Self::Item>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().map(|flow| (&flow.connection, flow))
    }
}

impl std::ops::Index<&Id> for FlowTable {
    type Output = Flow;
    fn index(&self, connection: &Id) -> &Flow {
        match self.get(connection) {
            Some(flow) => flow,
            None => panic!("no flow over `{connection}`"),
        }
    }
}
