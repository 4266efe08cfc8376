//! What rules look at: the design with the reports of the other passes, indexed once for all rules.

use super::ReviewCx;
use super::graph::CallGraph;
use super::places::Places;
use super::quick::QuickMap;
use super::zones;
use crate::catalog::{Item, Kind};
use crate::model::{Component, Connection, ContainerKind, Id, SecurityGroup};
use std::collections::BTreeMap;
use std::ops::Deref;
use std::rc::Rc;

/// Numbers of the items, in id order, then of the other ends of connections.
type Nodes<'a> = QuickMap<&'a Id, usize>;

/// Connections by the node at one of their ends, in id order.
struct Ends<'a> {
    /// Where the connections of each node start in the list.
    starts: Vec<usize>,
    list: Vec<(&'a Id, &'a Connection)>,
}

impl<'a> Ends<'a> {
    /// Sorts connections by the node that stands beside each.
    fn of(nodes: usize, connections: &[(usize, &'a Id, &'a Connection)]) -> Ends<'a> {
        let mut starts = vec![0; nodes + 1];
        for (node, ..) in connections {
            starts[node + 1] += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        let mut order: Vec<usize> = (0..connections.len()).collect();
        // Stable: connections of one node keep the order of their ids.
        order.sort_by_key(|index| connections[*index].0);
        let list = order.iter().map(|index| {
            let (_, id, connection) = connections[*index];
            (id, connection)
        });
        Ends {
            starts,
            list: list.collect(),
        }
    }
    fn at(&self, node: usize) -> &[(&'a Id, &'a Connection)] {
        let range = self.starts.get(node).zip(self.starts.get(node + 1));
        range
            .and_then(|(from, to)| self.list.get(*from..*to))
            .unwrap_or_default()
    }
}

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
    items: Vec<Item<'a>>,
    nodes: Rc<Nodes<'a>>,
    by_kind: QuickMap<&'static str, Vec<Item<'a>>>,
    incoming: Ends<'a>,
    outgoing: Ends<'a>,
    /// Whether security groups are drawn as frames.
    has_group_frames: bool,
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
        let design = base.design;
        let items: Vec<Item<'a>> = Item::all(design).collect();
        let mut nodes = Nodes::default();
        nodes.reserve(items.len());
        let mut by_kind: QuickMap<&'static str, Vec<Item<'a>>> = QuickMap::default();
        for (index, item) in items.iter().enumerate() {
            nodes.insert(item.id, index);
            by_kind.entry(item.kind.name).or_default().push(*item);
        }
        let count = design.connections.len();
        let (mut to, mut from) = (Vec::with_capacity(count), Vec::with_capacity(count));
        let mut node = |id: &'a Id| {
            let next = nodes.len();
            *nodes.entry(id).or_insert(next)
        };
        let mut declared = Declared::default();
        for (id, connection) in &design.connections {
            let connection = connection.as_ref();
            declared.fan_out |= connection.calls_per_request > 1.0;
            declared.timeouts |= connection.timeout_ms.is_some();
            declared.retries |= connection.retries.is_some_and(|count| count > 0.0);
            declared.strong_reads |= connection.strong_reads;
            to.push((node(&connection.to), id, connection));
            from.push((node(&connection.from), id, connection));
        }
        let mut frames = design.containers.values();
        let nodes = Rc::new(nodes);
        let graph = CallGraph::of(base, &items, &nodes);
        let places = Places::of(design, items.iter().copied());
        let mut cx = Cx {
            base: *base,
            incoming: Ends::of(nodes.len(), &to),
            outgoing: Ends::of(nodes.len(), &from),
            has_group_frames: frames.any(|frame| frame.kind == ContainerKind::SecurityGroup),
            items,
            nodes,
            by_kind,
            members: BTreeMap::new(),
            graph,
            tiers: Vec::new(),
            places,
            declared,
        };
        if !design.security_groups.is_empty() {
            let mut members: BTreeMap<&'a Id, Vec<Item<'a>>> = BTreeMap::new();
            for item in &cx.items {
                for (group, _) in cx.groups_of(item) {
                    members.entry(group).or_default().push(*item);
                }
            }
            cx.members = members;
        }
        cx.tiers = zones::tiers(&cx);
        cx
    }
    /// All items of known kinds, in id order.
    pub fn items(&self) -> impl Iterator<Item = Item<'a>> + '_ {
        self.items.iter().copied()
    }
    /// The item of that id, if its kind is known.
    pub fn item(&self, id: &Id) -> Option<Item<'a>> {
        let node = self.nodes.get(id)?;
        self.items.get(*node).copied()
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
        self.nodes
            .get(id)
            .map_or(&[], |node| self.incoming.at(*node))
    }
    /// Connections that start at an item (or frame), in id order.
    pub fn outgoing(&self, id: &Id) -> &[(&'a Id, &'a Connection)] {
        self.nodes
            .get(id)
            .map_or(&[], |node| self.outgoing.at(*node))
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
        let placements = item.component.placements.iter();
        for placement in placements.filter(|_| self.has_group_frames) {
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
