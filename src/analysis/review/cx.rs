//! What rules look at: the design with the reports of the other passes, indexed once for all rules.

use super::ReviewCx;
use super::graph::CallGraph;
use super::places::Places;
use super::quick::QuickMap;
use super::web::{self, Front};
use super::zones;
use crate::analysis::view::{Joint, View};
use crate::catalog::{self, Item, Kind};
use crate::model::{Component, Connection, Container, ContainerKind, Frames, Id, SecurityGroup};
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::{Deref, Range};

/// Connections by the node at one of their ends, in id order, each with the component at the other end.
struct Ends<'a> {
    /// Where the connections of each node start in the lists.
    starts: Vec<u32>,
    list: Vec<(&'a Id, &'a Connection)>,
    others: Vec<u32>,
}

impl<'a> Ends<'a> {
    /// Sorts connections by the node that `near` tells; `far` tells the other one.
    fn of(
        nodes: usize,
        joints: &[Joint<'a>],
        near: impl Fn(usize) -> usize,
        far: impl Fn(&Joint<'a>) -> Option<usize>,
    ) -> Ends<'a> {
        let mut starts = vec![0_u32; nodes + 1];
        for index in 0..joints.len() {
            starts[near(index) + 1] += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        let mut next = starts.clone();
        let mut order = vec![0_u32; joints.len()];
        for index in 0..joints.len() {
            let place = &mut next[near(index)];
            order[*place as usize] = index as u32;
            *place += 1;
        }
        let joint = |index: &u32| joints[*index as usize];
        let other = |index: &u32| far(&joint(index)).map_or(u32::MAX, |node| node as u32);
        Ends {
            starts,
            list: order
                .iter()
                .map(joint)
                .map(|joint| (joint.id, joint.connection))
                .collect(),
            others: order.iter().map(other).collect(),
        }
    }
    fn range(&self, node: usize) -> Range<usize> {
        match (self.starts.get(node), self.starts.get(node + 1)) {
            (Some(from), Some(to)) => *from as usize..*to as usize,
            _ => 0..0,
        }
    }
    fn at(&self, node: usize) -> &[(&'a Id, &'a Connection)] {
        &self.list[self.range(node)]
    }
}

/// The connections of a design by their ends.
struct Joints<'a> {
    /// Numbers of the ends that are no components: frames, mostly.
    beyond: QuickMap<&'a Id, usize>,
    incoming: Ends<'a>,
    outgoing: Ends<'a>,
}

impl<'a> Joints<'a> {
    fn of(view: &View<'a>) -> Joints<'a> {
        let mut beyond = QuickMap::default();
        let mut nodes = view.components.len();
        let mut number = |known: Option<usize>, id: &'a Id| {
            known.unwrap_or_else(|| {
                *beyond.entry(id).or_insert_with(|| {
                    nodes += 1;
                    nodes - 1
                })
            })
        };
        let joints = view.connections.iter();
        let ends: Vec<(usize, usize)> = joints
            .map(|joint| {
                let Connection { from, to, .. } = joint.connection;
                (number(joint.from(), from), number(joint.to(), to))
            })
            .collect();
        let all = &view.connections;
        Joints {
            incoming: Ends::of(nodes, all, |index| ends[index].1, Joint::from),
            outgoing: Ends::of(nodes, all, |index| ends[index].0, Joint::to),
            beyond,
        }
    }
}

/// The items of a design, kind by kind.
struct ByKind<'a> {
    /// Each kind's part of the list, by the address of the kind.
    parts: QuickMap<usize, Range<usize>>,
    list: Vec<Item<'a>>,
}

impl<'a> ByKind<'a> {
    fn of(view: &View<'a>) -> ByKind<'a> {
        let mut numbers: QuickMap<usize, usize> = QuickMap::default();
        let mut counts: Vec<(usize, usize)> = Vec::new();
        let items = || view.items.iter().flatten();
        let of_items: Vec<usize> = items()
            .map(|item| {
                let address = address(item.kind);
                let number = *numbers.entry(address).or_insert_with(|| {
                    counts.push((address, 0));
                    counts.len() - 1
                });
                counts[number].1 += 1;
                number
            })
            .collect();
        let mut parts = QuickMap::default();
        let mut next = Vec::with_capacity(counts.len());
        let mut start = 0;
        for (address, count) in counts {
            parts.insert(address, start..start + count);
            next.push(start);
            start += count;
        }
        let Some(first) = items().next() else {
            return ByKind {
                parts,
                list: Vec::new(),
            };
        };
        let mut list = vec![*first; start];
        for (item, number) in items().zip(of_items) {
            list[next[number]] = *item;
            next[number] += 1;
        }
        ByKind { parts, list }
    }
    fn range(&self, kind: &Kind) -> Range<usize> {
        self.parts.get(&address(kind)).cloned().unwrap_or_default()
    }
}

/// Kinds are statics: one address each.
fn address(kind: &Kind) -> usize {
    std::ptr::from_ref(kind) as usize
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

/// Every frame with itself and those around it, innermost first.
type Around<'a> = QuickMap<&'a Id, Vec<(&'a Id, &'a Container)>>;

/// A design, its reports, and indices over them. Reads as the [`ReviewCx`] it is made from. An index is made when the first
/// rule asks for it.
pub struct Cx<'a> {
    base: ReviewCx<'a>,
    view: &'a View<'a>,
    by_kind: ByKind<'a>,
    joints: OnceCell<Joints<'a>>,
    /// Whether security groups are drawn as frames.
    has_group_frames: OnceCell<bool>,
    members: OnceCell<BTreeMap<&'a Id, Vec<Item<'a>>>>,
    graph: OnceCell<CallGraph<'a>>,
    tiers: OnceCell<Vec<Vec<Item<'a>>>>,
    places: OnceCell<Places<'a>>,
    fronts: OnceCell<Vec<Front<'a>>>,
    around: OnceCell<Around<'a>>,
    declared: OnceCell<Declared>,
}

impl<'a> Deref for Cx<'a> {
    type Target = ReviewCx<'a>;
    fn deref(&self) -> &ReviewCx<'a> {
        &self.base
    }
}

impl<'a> Cx<'a> {
    /// Over a design by number.
    pub fn of(base: &ReviewCx<'a>, view: &'a View<'a>) -> Cx<'a> {
        Cx {
            base: *base,
            view,
            by_kind: ByKind::of(view),
            joints: OnceCell::new(),
            has_group_frames: OnceCell::new(),
            members: OnceCell::new(),
            graph: OnceCell::new(),
            tiers: OnceCell::new(),
            places: OnceCell::new(),
            fronts: OnceCell::new(),
            around: OnceCell::new(),
            declared: OnceCell::new(),
        }
    }
    /// Looks a design up and at it.
    pub fn with<T>(base: &ReviewCx<'_>, look: impl FnOnce(&Cx<'_>) -> T) -> T {
        let frames = Frames::of(base.design);
        let view = View::of(base.design, &frames);
        look(&Cx::of(base, &view))
    }
    /// The design by number.
    pub fn view(&self) -> &'a View<'a> {
        self.view
    }
    fn joints(&self) -> &Joints<'a> {
        self.joints.get_or_init(|| Joints::of(self.view))
    }
    /// The number of a component, a frame or another end of connections.
    fn node(&self, id: &Id) -> Option<usize> {
        let number = self.view.number(id);
        number.or_else(|| self.joints().beyond.get(id).copied())
    }
    /// All items of known kinds, in id order.
    pub fn items(&self) -> impl Iterator<Item = Item<'a>> + '_ {
        self.view.items.iter().flatten().copied()
    }
    /// The item of that id, if its kind is known.
    pub fn item(&self, id: &Id) -> Option<Item<'a>> {
        self.view.items[self.view.number(id)?]
    }
    /// Items of one kind, in id order.
    pub fn of_kind(&self, kind: &Kind) -> &[Item<'a>] {
        &self.by_kind.list[self.by_kind.range(kind)]
    }
    /// Items of the kind of that name, in id order; empty where there is no such kind.
    pub fn of_name(&self, kind: &str) -> &[Item<'a>] {
        catalog::kind(kind).map_or(&[], |kind| self.of_kind(kind))
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
    /// Items of several kinds, kind by kind, each with its place among all items in this order.
    pub(super) fn numbered(
        &self,
        kinds: impl Iterator<Item = &'static Kind>,
    ) -> impl Iterator<Item = (usize, &Item<'a>)> {
        let ranges = kinds.map(|kind| self.by_kind.range(kind));
        ranges.flat_map(|range| range.clone().zip(&self.by_kind.list[range]))
    }
    /// The item at a place of [`Cx::numbered`].
    pub(super) fn at(&self, number: usize) -> Option<&Item<'a>> {
        self.by_kind.list.get(number)
    }
    /// Connections that end at an item (or frame), in id order.
    pub fn incoming(&self, id: &Id) -> &[(&'a Id, &'a Connection)] {
        self.node(id)
            .map_or(&[], |node| self.joints().incoming.at(node))
    }
    /// Connections that start at an item (or frame), in id order.
    pub fn outgoing(&self, id: &Id) -> &[(&'a Id, &'a Connection)] {
        self.node(id)
            .map_or(&[], |node| self.joints().outgoing.at(node))
    }
    /// Components that call an item, each with its connection.
    pub fn callers(&self, id: &Id) -> impl Iterator<Item = (Item<'a>, &'a Connection)> + '_ {
        self.ends(id, &self.joints().incoming)
    }
    /// Components that an item calls, each with the connection.
    pub fn called(&self, id: &Id) -> impl Iterator<Item = (Item<'a>, &'a Connection)> + '_ {
        self.ends(id, &self.joints().outgoing)
    }
    fn ends<'s>(
        &'s self,
        id: &Id,
        ends: &'s Ends<'a>,
    ) -> impl Iterator<Item = (Item<'a>, &'a Connection)> + use<'s, 'a> {
        let range = self.node(id).map_or(0..0, |node| ends.range(node));
        range.filter_map(|index| {
            let item = self.view.items.get(ends.others[index] as usize)?;
            Some(((*item)?, ends.list[index].1))
        })
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
        let has_frames = *self.has_group_frames.get_or_init(|| {
            let mut frames = design.containers.values();
            frames.any(|frame| frame.kind == ContainerKind::SecurityGroup)
        });
        let placements = item.component.placements.iter();
        for placement in placements.filter(|_| has_frames) {
            for (_, frame) in self.ancestors(placement.parent.as_ref()) {
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
        let members = self.members.get_or_init(|| {
            let mut members: BTreeMap<&'a Id, Vec<Item<'a>>> = BTreeMap::new();
            if self.design.security_groups.is_empty() {
                return members;
            }
            for item in self.items() {
                for (group, _) in self.groups_of(&item) {
                    members.entry(group).or_default().push(item);
                }
            }
            members
        });
        members.get(group).map_or(&[], Vec::as_slice)
    }
    /// Frames around a tile whose innermost frame is `parent`, innermost first.
    pub fn ancestors<'s>(
        &'s self,
        parent: Option<&Id>,
    ) -> impl Iterator<Item = (&'a Id, &'a Container)> + use<'s, 'a> {
        let around = self.around.get_or_init(|| {
            let design = self.base.design;
            let all = design.containers.keys();
            all.map(|id| (id, design.ancestors(Some(id)).collect()))
                .collect()
        });
        let own = parent.and_then(|id| around.get(id));
        own.map_or(&[][..], Vec::as_slice).iter().copied()
    }
    /// The innermost frame of a kind around a tile whose innermost frame is `parent`.
    pub fn enclosing(
        &self,
        parent: Option<&Id>,
        kind: ContainerKind,
    ) -> Option<(&'a Id, &'a Container)> {
        self.ancestors(parent)
            .find(|(_, container)| container.kind == kind)
    }
    /// All connections, in id order.
    pub fn connections(&self) -> impl Iterator<Item = (&'a Id, &'a Connection)> + use<'a> {
        let joints = self.view.connections.iter();
        joints.map(|joint| (joint.id, joint.connection))
    }
    /// Connections between two components, in id order: id, connection, caller and called.
    pub fn calls(
        &self,
    ) -> impl Iterator<Item = (&'a Id, &'a Connection, Item<'a>, Item<'a>)> + use<'a> {
        let view = self.view;
        let joints = view.connections.iter();
        joints.filter_map(|joint| {
            let (from, to) = (joint.from()?, joint.to()?);
            let (from, to) = (view.items[from]?, view.items[to]?);
            Some((joint.id, joint.connection, from, to))
        })
    }
    /// Numbers of the components that call an item, in the order of the connections.
    pub(super) fn caller_numbers(&self, id: &Id) -> impl Iterator<Item = u32> + '_ {
        let incoming = &self.joints().incoming;
        let range = self.node(id).map_or(0..0, |node| incoming.range(node));
        let known = |number: &u32| matches!(self.view.items.get(*number as usize), Some(Some(_)));
        incoming.others[range].iter().copied().filter(known)
    }
    /// What web traffic from the internet reaches first ([`web::fronts`]).
    pub fn fronts(&self) -> &[Front<'a>] {
        self.fronts.get_or_init(|| web::fronts(self))
    }
    /// What connections declare anywhere in the design.
    pub fn declared(&self) -> Declared {
        *self.declared.get_or_init(|| {
            let mut declared = Declared::default();
            for Joint { connection, .. } in &self.view.connections {
                declared.fan_out |= connection.calls_per_request > 1.0;
                declared.timeouts |= connection.timeout_ms.is_some();
                declared.retries |= connection.retries.is_some_and(|count| count > 0.0);
                declared.strong_reads |= connection.strong_reads;
            }
            declared
        })
    }
    /// The graph of synchronous calls.
    pub fn graph(&self) -> &CallGraph<'a> {
        self.graph.get_or_init(|| CallGraph::of(self))
    }
    /// Compute tiers that requests of an entry reach, in the order of their first members ([`zones::tiers`]).
    pub fn tiers(&self) -> &[Vec<Item<'a>>] {
        self.tiers.get_or_init(|| zones::tiers(self))
    }
    /// Accounts, Regions, VPCs and subnets with what stands in them.
    pub fn places(&self) -> &Places<'a> {
        self.places
            .get_or_init(|| Places::of(self.base.design, self.items()))
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
