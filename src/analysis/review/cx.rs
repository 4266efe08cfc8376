//! What rules look at: the design with the reports of the other passes, indexed once for all rules.

use super::ReviewCx;
use super::graph::CallGraph;
use super::places::Places;
use super::zones;
use crate::catalog::{Item, Kind};
use crate::model::{Component, Connection, ContainerKind, Id, SecurityGroup};
use std::collections::{BTreeMap, HashMap};
use std::ops::Deref;

/// Connections of one component, in id order.
type Ends<'a> = HashMap<&'a Id, Vec<(&'a Id, &'a Connection)>>;

/// What the connections of a design declare anywhere, so that rules on it can pass by designs that do not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Declared {
    /// A call that is made more than once for a request.
    pub fan_out: bool,
    /// A time after which a caller gives up.
    pub timeouts: bool,
    /// Calls that are tried again.
    pub retries: bool,
    /// Reads that must be up to date.
    pub strong_reads: bool,
}

/// A design, its reports, and indices over them. Reads as the [`ReviewCx`] it is made from.
pub struct Cx<'a> {
    base: ReviewCx<'a>,
    items: BTreeMap<&'a Id, Item<'a>>,
    by_kind: HashMap<&'static str, Vec<Item<'a>>>,
    incoming: Ends<'a>,
    outgoing: Ends<'a>,
    members: BTreeMap<&'a Id, Vec<Item<'a>>>,
    graph: CallGraph<'a>,
    tiers: Vec<Vec<Item<'a>>>,
    places: Places<'a>,
    declared: Declared,
}

impl<'a> Deref for Cx<'a> {
    type Target = ReviewCx<'a>;
    fn deref(&self) -> &ReviewCx<'a> {
        &self.base
    }
}

impl<'a> Cx<'a> {
    /// Indexes a design.
    pub fn new(base: &ReviewCx<'a>) -> Cx<'a> {
        let mut items = BTreeMap::new();
        let mut by_kind: HashMap<&'static str, Vec<Item<'a>>> = HashMap::new();
        for item in Item::all(base.design) {
            items.insert(item.id, item);
            by_kind.entry(item.kind.name).or_default().push(item);
        }
        let (mut incoming, mut outgoing) = (Ends::new(), Ends::new());
        let mut declared = Declared::default();
        for (id, connection) in &base.design.connections {
            let connection = connection.as_ref();
            declared.fan_out |= connection.calls_per_request > 1.0;
            declared.timeouts |= connection.timeout_ms.is_some();
            declared.retries |= connection.retries.is_some_and(|count| count > 0.0);
            declared.strong_reads |= connection.strong_reads;
            incoming
                .entry(&connection.to)
                .or_default()
                .push((id, connection));
            outgoing
                .entry(&connection.from)
                .or_default()
                .push((id, connection));
        }
        let graph = CallGraph::of(base, &items);
        let places = Places::of(base.design, items.values().copied());
        let mut cx = Cx {
            base: *base,
            items,
            by_kind,
            incoming,
            outgoing,
            members: BTreeMap::new(),
            graph,
            tiers: Vec::new(),
            places,
            declared,
        };
        let mut members: BTreeMap<&'a Id, Vec<Item<'a>>> = BTreeMap::new();
        for item in cx.items.values() {
            for (group, _) in cx.groups_of(item) {
                members.entry(group).or_default().push(*item);
            }
        }
        cx.members = members;
        cx.tiers = zones::tiers(&cx);
        cx
    }
    /// All items of known kinds, in id order.
    pub fn items(&self) -> impl Iterator<Item = Item<'a>> + '_ {
        self.items.values().copied()
    }
    /// The item of that id, if its kind is known.
    pub fn item(&self, id: &Id) -> Option<Item<'a>> {
        self.items.get(id).copied()
    }
    /// Items of one kind, in id order.
    pub fn of_kind(&self, kind: &Kind) -> &[Item<'a>] {
        self.by_kind.get(kind.name).map_or(&[], Vec::as_slice)
    }
    /// Items of several kinds, kind by kind.
    pub fn of_kinds<'s>(
        &'s self,
        kinds: &'s [&'static Kind],
    ) -> impl Iterator<Item = Item<'a>> + 's {
        kinds
            .iter()
            .flat_map(|kind| self.of_kind(kind).iter().copied())
    }
    /// Connections that end at an item (or frame), in id order.
    pub fn incoming(&self, id: &Id) -> &[(&'a Id, &'a Connection)] {
        self.incoming.get(id).map_or(&[], Vec::as_slice)
    }
    /// Connections that start at an item (or frame), in id order.
    pub fn outgoing(&self, id: &Id) -> &[(&'a Id, &'a Connection)] {
        self.outgoing.get(id).map_or(&[], Vec::as_slice)
    }
    /// Components that call an item, each with its connection.
    pub fn callers(&self, id: &Id) -> impl Iterator<Item = (Item<'a>, &'a Connection)> + '_ {
        self.incoming(id)
            .iter()
            .filter_map(|(_, connection)| Some((self.item(&connection.from)?, *connection)))
    }
    /// Components that an item calls, each with the connection.
    pub fn called(&self, id: &Id) -> impl Iterator<Item = (Item<'a>, &'a Connection)> + '_ {
        self.outgoing(id)
            .iter()
            .filter_map(|(_, connection)| Some((self.item(&connection.to)?, *connection)))
    }
    /// Components at the other ends of an item's connections, either way.
    pub fn neighbours(&self, id: &Id) -> impl Iterator<Item = Item<'a>> + '_ {
        self.callers(id)
            .chain(self.called(id))
            .map(|(item, _)| item)
    }
    /// Security groups of an item: those it names, and the security group frames around it.
    pub fn groups_of(&self, item: &Item<'a>) -> Vec<(&'a Id, &'a SecurityGroup)> {
        let design = self.base.design;
        let mut groups: Vec<(&'a Id, &'a SecurityGroup)> = Vec::new();
        let mut push = |id: &str| {
            if let Some((id, group)) = design.security_groups.get_key_value(id)
                && !groups.iter().any(|(known, _)| *known == id)
            {
                groups.push((id, group.as_ref()));
            }
        };
        for id in &item.component.security_groups {
            push(id.as_str());
        }
        for placement in &item.component.placements {
            for (_, frame) in design.ancestors(placement.parent.as_ref()) {
                if frame.kind == ContainerKind::SecurityGroup
                    && let Some(code) = &frame.code
                {
                    push(code);
                }
            }
        }
        groups
    }
    /// Members of a security group, in id order.
    pub fn members(&self, group: &Id) -> &[Item<'a>] {
        self.members.get(group).map_or(&[], Vec::as_slice)
    }
    /// What connections declare anywhere in the design.
    pub fn declared(&self) -> Declared {
        self.declared
    }
    /// The graph of synchronous calls.
    pub fn graph(&self) -> &CallGraph<'a> {
        &self.graph
    }
    /// Compute tiers that requests of an entry reach, in the order of their first members ([`zones::tiers`]).
    pub fn tiers(&self) -> &[Vec<Item<'a>>] {
        &self.tiers
    }
    /// Accounts, Regions, VPCs and subnets with what stands in them.
    pub fn places(&self) -> &Places<'a> {
        &self.places
    }
    /// Whether a component serves production: everything not tagged `env` (or `environment`) as development or test.
    pub fn is_production(&self, component: &Component) -> bool {
        let tag = ["env", "environment", "Environment", "Env"]
            .iter()
            .find_map(|key| component.tags.get(*key));
        let name = tag.map(|value| value.to_lowercase());
        !matches!(
            name.as_deref(),
            Some("dev" | "development" | "test" | "testing" | "stage" | "staging")
        )
    }
}

/// Whether an item serves production, as a condition of rules.
pub fn in_production(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    cx.is_production(item.component)
}
