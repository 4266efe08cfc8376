//! What rules look at: the design with the reports of the other passes, indexed once for all rules.

use super::ReviewCx;
use super::alike::Alike;
use super::arrivals::Arrivals;
use super::fleets::Fleet;
use super::graph::CallGraph;
use super::load;
use super::places::Places;
use super::recovery::{self, Strategy};
use super::saving::Bills;
use super::web::{self, Front};
use super::zones;
use crate::analysis::cost::{Costs, ItemCost};
use crate::analysis::path::{self, PathClass, PathPart};
use crate::analysis::view::{Declared, View};
use crate::analysis::{self, Report};
use crate::catalog::management::cloudwatch_metric_alarm;
use crate::catalog::{self, Flows, Item, Kind, Property};
use crate::model::properties::bit_of;
use crate::model::{
    Component, Connection, ConnectionKind, Container, ContainerKind, Design, Frames, Id, Place,
    SecurityGroup,
};
use rustc_hash::FxHashMap;

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::{Deref, Range};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

/// Connections by the node at one of their ends, in id order, each with the component at the other end.
struct Ends<'a> {
    /// Where the connections of each node start in the lists.
    starts: Vec<u32>,
    list: Vec<(&'a Id, &'a Connection)>,
    others: Vec<u32>,
    /// Kinds of the connections: of most of them nothing else is asked.
    kinds: Vec<ConnectionKind>,
}

impl<'a> Ends<'a> {
    /// Sorts connections by their nodes, each given with the node at its other end: a number of a component, or one
    /// beyond.
    fn of(
        nodes: usize,
        components: usize,
        connections: &[(&'a Id, &'a Connection)],
        ends: impl Iterator<Item = (u32, u32, ConnectionKind)> + Clone,
    ) -> Ends<'a> {
        let mut starts = vec![0_u32; nodes + 1];
        for (near, ..) in ends.clone() {
            starts[near as usize + 1] += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        let mut next = starts.clone();
        let mut list = connections.to_vec();
        let mut others = vec![u32::MAX; connections.len()];
        let mut kinds = vec![ConnectionKind::Call; connections.len()];
        for (connection, (near, far, kind)) in connections.iter().zip(ends) {
            let place = &mut next[near as usize];
            list[*place as usize] = *connection;
            kinds[*place as usize] = kind;
            if (far as usize) < components {
                others[*place as usize] = far;
            }
            *place += 1;
        }
        Ends {
            starts,
            list,
            others,
            kinds,
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

/// How rules name a component: the item itself, whose place is known, or its id (which may be a frame's, too).
pub trait At {
    /// Number of the component.
    fn place_in(&self, view: &View<'_>) -> Option<usize>;
    /// Its id.
    fn id(&self) -> &Id;
}

impl At for Id {
    fn place_in(&self, view: &View<'_>) -> Option<usize> {
        view.number(self)
    }
    fn id(&self) -> &Id {
        self
    }
}

impl At for Item<'_> {
    #[inline]
    fn place_in(&self, view: &View<'_>) -> Option<usize> {
        self.place().or_else(|| view.number(self.id))
    }
    fn id(&self) -> &Id {
        self.id
    }
}

impl<T: At> At for &T {
    #[inline]
    fn place_in(&self, view: &View<'_>) -> Option<usize> {
        (**self).place_in(view)
    }
    fn id(&self) -> &Id {
        (**self).id()
    }
}

/// Components at the other ends of connections, each with its connection, in id order of the connections.
pub struct Calls<'s, 'a> {
    items: &'a [Option<Item<'a>>],
    list: std::slice::Iter<'s, (&'a Id, &'a Connection)>,
    others: std::slice::Iter<'s, u32>,
}

impl<'a> Iterator for Calls<'_, 'a> {
    type Item = (Item<'a>, &'a Connection);
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (other, (_, connection)) = (self.others.next()?, self.list.next()?);
            if let Some(Some(item)) = self.items.get(*other as usize) {
                return Some((*item, connection));
            }
        }
    }
}

impl<'s, 'a> Calls<'s, 'a> {
    /// The same with the ids of the connections.
    pub fn named(self) -> impl Iterator<Item = (Item<'a>, &'a Id, &'a Connection)> + use<'s, 'a> {
        let calls = self.others.zip(self.list);
        calls.filter_map(|(other, (id, connection))| {
            let item = self.items.get(*other as usize)?;
            Some(((*item)?, *id, *connection))
        })
    }
}

/// What a connection is and what stands at its other end: most rules ask no more of most connections.
#[derive(Clone, Copy)]
pub struct Side {
    /// The kind of the connection.
    pub call: ConnectionKind,
    /// The kind of the component at the other end.
    pub kind: &'static Kind,
}

/// Kinds at the other ends of an item's connections to components, in id order of the connections.
#[derive(Clone)]
pub struct Sides<'s> {
    of_items: &'s [u16],
    kinds: &'s [(&'static Kind, Range<usize>)],
    others: std::slice::Iter<'s, u32>,
    calls: std::slice::Iter<'s, ConnectionKind>,
}

impl Iterator for Sides<'_> {
    type Item = Side;
    #[inline]
    fn next(&mut self) -> Option<Side> {
        loop {
            let (other, call) = (self.others.next()?, self.calls.next()?);
            // No component, or one of a kind that this version does not know.
            let Some(number) = self.of_items.get(*other as usize) else {
                continue;
            };
            if let Some((kind, _)) = self.kinds.get(usize::from(*number)) {
                return Some(Side { call: *call, kind });
            }
        }
    }
}

/// Components at the other ends of an item's connections.
pub type Neighbours<'s, 'a> = std::iter::Map<
    std::iter::Chain<Calls<'s, 'a>, Calls<'s, 'a>>,
    fn((Item<'a>, &'a Connection)) -> Item<'a>,
>;

/// The ends and the kind of a connection: what is read of all of them, side by side.
#[derive(Clone, Copy)]
pub(super) struct Edge {
    /// Number of the caller; beyond those of the components where it is none.
    pub(super) from: u32,
    /// Number of the called.
    pub(super) to: u32,
    /// The kind.
    pub(super) kind: ConnectionKind,
}

/// The connections of a design by their ends.
struct Joints<'a> {
    /// In id order.
    edges: Vec<Edge>,
    /// Numbers of the ends that are no components: frames, mostly.
    beyond: FxHashMap<&'a Id, usize>,
    incoming: Ends<'a>,
    outgoing: Ends<'a>,
}

impl<'a> Joints<'a> {
    fn of(view: &View<'a>) -> Joints<'a> {
        let mut beyond = FxHashMap::default();
        let components = view.components.len();
        let mut nodes = components;
        let mut number = |known: Option<usize>, id: &'a Id| {
            let number = known.unwrap_or_else(|| {
                *beyond.entry(id).or_insert_with(|| {
                    nodes += 1;
                    nodes - 1
                })
            });
            number as u32
        };
        let count = view.connections.len();
        let mut connections = Vec::with_capacity(count);
        let mut edges = Vec::with_capacity(count);
        // They stand far apart; what the lists need is read once.
        for joint in &view.connections {
            let Connection { from, to, .. } = joint.connection;
            connections.push((joint.id, joint.connection));
            edges.push(Edge {
                from: number(joint.from(), from),
                to: number(joint.to(), to),
                kind: joint.carried.kind,
            });
        }
        let incoming = edges.iter().map(|edge| (edge.to, edge.from, edge.kind));
        let outgoing = edges.iter().map(|edge| (edge.from, edge.to, edge.kind));
        Joints {
            incoming: Ends::of(nodes, components, &connections, incoming),
            outgoing: Ends::of(nodes, components, &connections, outgoing),
            edges,
            beyond,
        }
    }
}

/// The items of a design, kind by kind.
struct ByKind<'a> {
    /// Each kind's part of the list, by the address of the kind.
    parts: FxHashMap<usize, Range<usize>>,
    /// The same in the order of the list.
    kinds: Vec<(&'static Kind, Range<usize>)>,
    list: Vec<Item<'a>>,
    /// Number of the kind of each component, in id order; none of them where this version does not know it.
    of_items: Vec<u16>,
    /// Place of each component in the list, in id order; 0 where its kind is not known.
    places: Vec<u32>,
    /// Whether one of them has tags.
    has_tags: bool,
    /// Bits of the names of all properties that one of them states.
    stated: u64,
}

impl<'a> ByKind<'a> {
    fn of(view: &View<'a>) -> ByKind<'a> {
        let mut numbers: FxHashMap<usize, usize> = FxHashMap::default();
        let mut counts: Vec<(&'static Kind, usize)> = Vec::new();
        let (mut has_tags, mut stated) = (false, 0);
        let of_items: Vec<u16> = view
            .items
            .iter()
            .map(|item| {
                let Some(item) = item else {
                    return u16::MAX;
                };
                has_tags |= item.is_tagged();
                stated |= item.known.names();
                let address = address(item.kind);
                let number = *numbers.entry(address).or_insert_with(|| {
                    counts.push((item.kind, 0));
                    counts.len() - 1
                });
                counts[number].1 += 1;
                // There are some hundreds of kinds.
                number as u16
            })
            .collect();
        let mut kinds = Vec::with_capacity(counts.len());
        let mut start = 0;
        for (kind, count) in counts {
            kinds.push((kind, start..start + count));
            start += count;
        }
        let mut next: Vec<usize> = kinds.iter().map(|(_, part)| part.start).collect();
        let mut places = vec![0; of_items.len()];
        let mut order = vec![0_u32; start];
        for (place, number) in of_items.iter().enumerate() {
            if let Some(next) = next.get_mut(usize::from(*number)) {
                order[*next] = place as u32;
                places[place] = *next as u32;
                *next += 1;
            }
        }
        let mut list = Vec::with_capacity(start);
        list.extend(order.iter().filter_map(|place| view.items[*place as usize]));
        let parts = kinds.iter();
        ByKind {
            parts: parts
                .map(|(kind, part)| (address(kind), part.clone()))
                .collect(),
            kinds,
            list,
            of_items,
            places,
            has_tags,
            stated,
        }
    }
    fn range(&self, kind: &Kind) -> Range<usize> {
        self.parts.get(&address(kind)).cloned().unwrap_or_default()
    }
}

/// What follows from settings alone, by number of the kind and of the settings; made kind by kind when it is asked for.
struct BySettings<T>(Vec<OnceLock<Vec<T>>>);

impl<T> BySettings<T> {
    fn of(by_kind: &ByKind<'_>) -> BySettings<T> {
        BySettings(by_kind.kinds.iter().map(|_| OnceLock::new()).collect())
    }
}

/// Kinds are statics: one address each.
pub(super) fn address(kind: &Kind) -> usize {
    std::ptr::from_ref(kind) as usize
}

/// A connection with the parts of its path that go through something.
#[derive(Clone, Copy)]
pub struct Passing<'a> {
    /// Bits of the classes of its parts.
    classes: u32,
    /// Its place among the costs, where it has some.
    cost: Option<u32>,
    /// Id of the connection.
    pub id: &'a Id,
    /// The caller.
    pub from: &'a Item<'a>,
    /// The called.
    pub to: &'a Item<'a>,
    /// All parts of its path, also those that go straight.
    pub parts: &'a [PathPart],
}

impl Passing<'_> {
    /// Whether a part of its path is of that class.
    pub fn is(&self, class: PathClass) -> bool {
        self.classes & class.bit() != 0
    }
}

/// The bits of some classes.
fn classes_of(classes: &[PathClass]) -> u32 {
    classes.iter().fold(0, |bits, class| bits | class.bit())
}

/// The number in a range whose order is equal, or the one before which it would stand.
fn search(range: Range<usize>, order: impl Fn(usize) -> Ordering) -> Result<usize, usize> {
    let (mut from, mut to) = (range.start, range.end);
    while from < to {
        let middle = usize::midpoint(from, to);
        match order(middle) {
            Ordering::Less => from = middle + 1,
            Ordering::Equal => return Ok(middle),
            Ordering::Greater => to = middle,
        }
    }
    Err(from)
}

/// Where the list of each component starts, and what goes through them, one after the other: the place in
/// [`Cx::passing`] and the part.
type Through<'a> = (Vec<u32>, Vec<(u32, &'a PathPart)>);

/// A design, its reports, and indices over them. Reads as the [`ReviewCx`] it is made from. An index is made when the first
/// rule asks for it.
pub struct Cx<'a> {
    base: ReviewCx<'a>,
    view: &'a View<'a>,
    by_kind: ByKind<'a>,
    /// By number of the kind.
    alike: Vec<OnceLock<Alike>>,
    fleets: BySettings<Option<Fleet>>,
    counts: BySettings<f64>,
    bandwidths: BySettings<Option<f64>>,
    /// Whether an alarm is joined with each component, by number.
    watched: OnceLock<Vec<bool>>,
    joints: OnceLock<Joints<'a>>,
    /// Whether security groups are drawn as frames.
    has_group_frames: OnceLock<bool>,
    members: OnceLock<BTreeMap<&'a Id, Vec<Item<'a>>>>,
    graph: OnceLock<CallGraph<'a>>,
    tiers: OnceLock<Vec<Vec<Item<'a>>>>,
    places: OnceLock<Places<'a>>,
    fronts: OnceLock<Vec<Front<'a>>>,
    strategy: OnceLock<Strategy>,
    /// Frames in the order of the ids, as [`Frames`] counts them.
    frames: OnceLock<Vec<(&'a Id, &'a Container)>>,
    /// Places of the paths of rare classes, with their marks.
    rare_ways: OnceLock<Vec<(u32, u32)>>,
    passing: OnceLock<Vec<Passing<'a>>>,
    through: OnceLock<Through<'a>>,
    /// By number of the component.
    arrivals: OnceLock<Vec<Arrivals>>,
    /// Of each thread its own: prices of single items are asked for while other threads ask, too.
    bills: Vec<Mutex<Bills>>,
    /// The figures of the last design that [`Cx::with_costs_of`] looked at.
    former: Mutex<Option<Report>>,
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
        let by_kind = ByKind::of(view);
        Cx {
            base: *base,
            view,
            alike: by_kind.kinds.iter().map(|_| OnceLock::new()).collect(),
            fleets: BySettings::of(&by_kind),
            counts: BySettings::of(&by_kind),
            bandwidths: BySettings::of(&by_kind),
            watched: OnceLock::new(),
            by_kind,
            joints: OnceLock::new(),
            has_group_frames: OnceLock::new(),
            members: OnceLock::new(),
            graph: OnceLock::new(),
            tiers: OnceLock::new(),
            places: OnceLock::new(),
            fronts: OnceLock::new(),
            strategy: OnceLock::new(),
            frames: OnceLock::new(),
            rare_ways: OnceLock::new(),
            passing: OnceLock::new(),
            through: OnceLock::new(),
            arrivals: OnceLock::new(),
            bills: (0..=rayon::current_num_threads())
                .map(|_| Mutex::default())
                .collect(),
            former: Mutex::default(),
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
    fn node(&self, at: &impl At) -> Option<usize> {
        let number = at.place_in(self.view);
        number.or_else(|| self.joints().beyond.get(at.id()).copied())
    }
    /// Make the indices that nearly every large design needs, each of them some that stand on each other.
    pub(super) const INDICES: &'static [fn(&Cx<'_>)] = &[
        |cx| {
            cx.tiers();
        },
        |cx| {
            cx.places();
        },
        |cx| {
            cx.all_through();
        },
        |cx| {
            cx.all_arrivals();
        },
        |cx| {
            cx.fronts();
        },
    ];
    /// What flows to and from a component.
    pub fn flows(&self, at: impl At) -> Flows<'a> {
        let number = at.place_in(self.view);
        // A report of another design than the one that is looked at has other places.
        match number.filter(|_| self.traffic.len() == self.view.components.len()) {
            Some(number) => self.base.traffic.at(number),
            None => self.base.traffic.of(at.id()),
        }
    }
    /// Sums of what arrives at a component.
    pub fn arrivals(&self, at: impl At) -> Arrivals {
        let all = self.all_arrivals();
        let number = at.place_in(self.view);
        let known = number.and_then(|number| all.get(number)).copied();
        known.unwrap_or_else(|| Arrivals::of(&self.flows(at)))
    }
    fn all_arrivals(&self) -> &[Arrivals] {
        self.arrivals.get_or_init(|| {
            let places = 0..self.view.components.len();
            // What flows is nearly always that of this design's connections, one after the other.
            let joints = self.view.connections.iter();
            let ends = joints.filter_map(|joint| Some((joint.id, joint.from()?, joint.to()?)));
            let flows = &self.traffic.connections;
            if let Some(all) = Arrivals::of_all(places.len(), flows, ends) {
                all
            } else if self.traffic.len() == places.len() {
                places
                    .map(|number| Arrivals::of(&self.traffic.at(number)))
                    .collect()
            } else {
                let all = self.view.components.iter();
                all.map(|(id, _)| Arrivals::of(&self.traffic.of(id)))
                    .collect()
            }
        })
    }
    /// What prices single items by themselves.
    pub(super) fn bills(&self) -> MutexGuard<'_, Bills> {
        let thread = rayon::current_thread_index().map_or(0, |thread| thread + 1);
        let own = self.bills.get(thread).unwrap_or(&self.bills[0]);
        own.lock().unwrap_or_else(PoisonError::into_inner)
    }
    /// Looks at what a changed design costs. From the second one on, what it has in common with the last one is not
    /// computed again.
    pub(super) fn with_costs_of<T>(&self, design: &Design, look: impl FnOnce(&Costs) -> T) -> T {
        let mut former = self.former.lock().unwrap_or_else(PoisonError::into_inner);
        let report = match former.take() {
            Some(former) => analysis::figures_again(former, design, self.catalogue),
            None => analysis::figures(design, self.catalogue),
        };
        let found = look(&report.cost);
        *former = Some(report);
        found
    }
    /// What a component costs; none for kinds without a bill.
    pub fn cost_of(&self, at: impl At) -> Option<&'a ItemCost> {
        let components = &self.base.cost.components;
        let number = at.place_in(self.view);
        // Where all kinds are known, places are those of the components.
        number
            .filter(|number| components.id_at(*number) == Some(at.id()))
            .and_then(|number| components.at(number))
            .or_else(|| components.get(at.id()))
    }
    /// What the transfer over a connection costs.
    pub fn cost_of_passing(&self, passing: &Passing<'a>) -> Option<&'a ItemCost> {
        let connections = &self.base.cost.connections;
        match passing.cost {
            Some(place) => connections.at(place as usize),
            None => connections.get(passing.id),
        }
    }
    /// All items of known kinds, in id order.
    pub fn items(&self) -> impl Iterator<Item = Item<'a>> + '_ {
        self.view.items.iter().flatten().copied()
    }
    /// Items of the kinds that are so, in id order.
    pub fn items_of(
        &self,
        is_so: impl Fn(&'static Kind) -> bool,
    ) -> impl Iterator<Item = &'a Item<'a>> {
        let kinds = self.by_kind.kinds.iter();
        let so: Vec<bool> = kinds.map(|(kind, _)| is_so(kind)).collect();
        // Nothing is looked at where there is no such kind.
        let all = if so.contains(&true) {
            &self.by_kind.of_items[..]
        } else {
            &[]
        };
        let places = all.iter().enumerate();
        let so = places.filter(move |(_, kind)| so.get(usize::from(**kind)) == Some(&true));
        so.filter_map(|(place, _)| self.view.items[place].as_ref())
    }
    /// Whether the design has an item of one of these kinds.
    pub fn has_kinds(&self, kinds: &[&Kind]) -> bool {
        kinds.iter().any(|kind| !self.of_kind(kind).is_empty())
    }
    /// How many items there are of the kinds that are so.
    pub fn count(&self, is_so: impl Fn(&'static Kind) -> bool) -> usize {
        let kinds = self.by_kind.kinds.iter();
        let so = kinds.filter(|(kind, _)| is_so(kind));
        so.map(|(_, part)| part.len()).sum()
    }
    /// Whether any item has tags.
    pub fn has_tags(&self) -> bool {
        self.by_kind.has_tags
    }
    /// Whether an item may state a property of that name; none does where the answer is no.
    pub fn may_state(&self, property: &Property) -> bool {
        self.by_kind.stated & bit_of(property.name) != 0
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
    ) -> impl Iterator<Item = &'s Item<'a>> {
        kinds.iter().flat_map(|kind| self.of_kind(kind))
    }
    /// Items of several kinds, kind by kind, each with its place among all items in this order.
    pub(super) fn numbered(
        &self,
        kinds: impl Iterator<Item = &'static Kind>,
    ) -> impl Iterator<Item = (usize, &Item<'a>)> {
        let ranges = kinds.map(|kind| self.by_kind.range(kind));
        ranges.flat_map(|range| range.clone().zip(&self.by_kind.list[range]))
    }
    /// Kinds of the design with the places of their items among all items, kind by kind; and those items.
    pub(super) fn kinds(&self) -> (&[(&'static Kind, Range<usize>)], &[Item<'a>]) {
        (&self.by_kind.kinds, &self.by_kind.list)
    }
    /// Which items of a kind are set alike, by the number of the kind in [`Cx::kinds`].
    pub(super) fn alike(&self, kind: usize) -> &Alike {
        self.alike[kind].get_or_init(|| {
            let (_, places) = &self.by_kind.kinds[kind];
            Alike::of(&self.by_kind.list[places.clone()], &self.view.settings)
        })
    }
    /// The number of the kind of an item and that of its settings; none for an item with another component in its place.
    fn settings_of(&self, item: &Item<'_>) -> Option<(usize, usize)> {
        // One with another component in its place has not been looked up.
        let place = item.here.and(item.place())?;
        if !std::ptr::eq(item.design, self.view.design) {
            return None;
        }
        let kind = usize::from(*self.by_kind.of_items.get(place)?);
        let (_, places) = self.by_kind.kinds.get(kind)?;
        let among_kind = *self.by_kind.places.get(place)? as usize - places.start;
        let settings = self.alike(kind).settings().get(among_kind)?;
        Some((kind, *settings as usize))
    }
    /// What `make` says of an item, asked once for all items that are set alike.
    fn by_settings<T: Copy>(
        &self,
        known: &BySettings<T>,
        item: &Item<'_>,
        make: impl Fn(&Item<'_>) -> T,
    ) -> T {
        let Some((kind, settings)) = self.settings_of(item) else {
            return make(item);
        };
        let all = known.0[kind].get_or_init(|| {
            let (_, places) = &self.by_kind.kinds[kind];
            let items = &self.by_kind.list[places.clone()];
            let firsts = self.alike(kind).firsts();
            firsts.map(|first| make(&items[first])).collect()
        });
        all[settings]
    }
    /// The fleet that an item is ([`Fleet::of`]).
    pub fn fleet(&self, item: &Item<'_>) -> Option<Fleet> {
        self.by_settings(&self.fleets, item, Fleet::of)
    }
    /// [`Item::instances`].
    pub fn instances(&self, item: &Item<'_>) -> f64 {
        self.by_settings(&self.counts, item, |item: &Item<'_>| item.instances())
    }
    /// Gbit/s that all machines of an item last for together ([`load::bandwidth`]).
    pub fn bandwidth(&self, item: &Item<'_>) -> Option<f64> {
        self.by_settings(&self.bandwidths, item, |item| load::bandwidth(self, item))
    }
    /// Whether an alarm is joined with an item.
    pub fn is_watched(&self, item: &Item<'_>) -> bool {
        let watched = self.watched.get_or_init(|| {
            let mut watched = vec![false; self.view.components.len()];
            let alarms = self.of_kind(&cloudwatch_metric_alarm::KIND).iter();
            for beside in alarms.flat_map(|alarm| self.neighbours(alarm)) {
                if let Some(watched) = beside.place().and_then(|it| watched.get_mut(it)) {
                    *watched = true;
                }
            }
            watched
        });
        let place = item.place_in(self.view);
        place.and_then(|place| watched.get(place)) == Some(&true)
    }
    /// Items that are set so, in id order. It is asked once for all that are set alike, so that the answer must not
    /// depend on tags, connections, traffic and what stands around.
    pub fn set_so(&self, is_so: impl Fn(&Item<'a>) -> bool) -> Vec<Item<'a>> {
        self.set_so_of(|_| true, is_so)
    }
    /// The same for items of the kinds that are so.
    pub fn set_so_of(
        &self,
        kinds: impl Fn(&'static Kind) -> bool,
        is_so: impl Fn(&Item<'a>) -> bool,
    ) -> Vec<Item<'a>> {
        let mut found: Vec<Item<'a>> = Vec::new();
        for (number, (kind, places)) in self.by_kind.kinds.iter().enumerate() {
            if !kinds(kind) {
                continue;
            }
            let (items, alike) = (&self.by_kind.list[places.clone()], self.alike(number));
            let so: Vec<bool> = alike.firsts().map(|first| is_so(&items[first])).collect();
            if so.contains(&true) {
                let all = items.iter().zip(alike.settings());
                let all = all.filter(|(_, settings)| so[**settings as usize]);
                found.extend(all.map(|(item, _)| *item));
            }
        }
        found.sort_by_key(Item::place);
        found
    }
    /// The item at a place of [`Cx::numbered`].
    pub(super) fn at(&self, number: usize) -> Option<&Item<'a>> {
        self.by_kind.list.get(number)
    }
    /// Whether connections end at something other than components: frames, mostly.
    pub fn joins_frames(&self) -> bool {
        !self.joints().beyond.is_empty()
    }
    /// The ends of all connections, in id order.
    pub(super) fn edges(&self) -> &[Edge] {
        &self.joints().edges
    }
    /// The kind of each component by its number among the kinds of the design, in id order; more than there are where
    /// this version does not know it.
    pub(super) fn kind_numbers(&self) -> &[u16] {
        &self.by_kind.of_items
    }
    /// Whether the kind of the component of that number is known.
    pub(super) fn is_known(&self, number: u32) -> bool {
        let kind = self.by_kind.of_items.get(number as usize);
        kind.is_some_and(|kind| *kind != u16::MAX)
    }
    /// Connections that end at an item (or frame), in id order.
    pub fn incoming(&self, at: impl At) -> &[(&'a Id, &'a Connection)] {
        self.node(&at)
            .map_or(&[], |node| self.joints().incoming.at(node))
    }
    /// Connections that start at an item (or frame), in id order.
    pub fn outgoing(&self, at: impl At) -> &[(&'a Id, &'a Connection)] {
        self.node(&at)
            .map_or(&[], |node| self.joints().outgoing.at(node))
    }
    /// Components that call an item, each with its connection.
    pub fn callers(&self, at: impl At) -> Calls<'_, 'a> {
        self.ends(&at, &self.joints().incoming)
    }
    /// Components that an item calls, each with the connection.
    pub fn called(&self, at: impl At) -> Calls<'_, 'a> {
        self.ends(&at, &self.joints().outgoing)
    }
    fn ends<'s>(&'s self, at: &impl At, ends: &'s Ends<'a>) -> Calls<'s, 'a> {
        let range = self.node(at).map_or(0..0, |node| ends.range(node));
        Calls {
            items: &self.view.items,
            list: ends.list[range.clone()].iter(),
            others: ends.others[range].iter(),
        }
    }
    /// Kinds of the connections that end at an item (or frame), in id order, whatever calls it.
    pub fn incoming_kinds(&self, at: impl At) -> &[ConnectionKind] {
        let incoming = &self.joints().incoming;
        self.node(&at)
            .map_or(&[], |node| &incoming.kinds[incoming.range(node)])
    }
    /// The kind of each connection of a component with an item, and the kind of that component, in the order of
    /// [`Cx::callers`]. It reads two short lists and neither components nor connections, which stand far apart.
    pub fn caller_kinds(&self, at: impl At) -> Sides<'_> {
        self.sides(&at, &self.joints().incoming)
    }
    /// The same of what an item calls, in the order of [`Cx::called`].
    pub fn called_kinds(&self, at: impl At) -> Sides<'_> {
        self.sides(&at, &self.joints().outgoing)
    }
    fn sides<'s>(&'s self, at: &impl At, ends: &'s Ends<'a>) -> Sides<'s> {
        let range = self.node(at).map_or(0..0, |node| ends.range(node));
        Sides {
            of_items: &self.by_kind.of_items,
            kinds: &self.by_kind.kinds,
            others: ends.others[range.clone()].iter(),
            calls: ends.kinds[range].iter(),
        }
    }
    /// Components at the other ends of an item's connections, either way.
    pub fn neighbours(&self, at: impl At) -> Neighbours<'_, 'a> {
        let joints = self.joints();
        let all = self.ends(&at, &joints.incoming);
        let all = all.chain(self.ends(&at, &joints.outgoing));
        all.map(|(item, _)| item)
    }
    /// Security groups of an item: those it names, and the security group frames around it.
    pub fn groups_of(&self, item: &Item<'a>) -> Vec<(&'a Id, &'a SecurityGroup)> {
        let design = self.base.design;
        let mut groups: Vec<(&'a Id, &'a SecurityGroup)> = Vec::new();
        if design.security_groups.is_empty() {
            return groups;
        }
        let has_frames = *self.has_group_frames.get_or_init(|| {
            let mut frames = design.containers.values();
            frames.any(|frame| frame.kind == ContainerKind::SecurityGroup)
        });
        if !has_frames && !item.is_grouped() {
            return groups;
        }
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
        let frames = self.frames();
        let number = parent.and_then(|id| self.view.frames.number(id));
        let up = number
            .into_iter()
            .flat_map(|number| self.view.frames.up(number));
        up.filter_map(|number| frames.get(number).copied())
    }
    fn frames(&self) -> &[(&'a Id, &'a Container)] {
        self.frames.get_or_init(|| {
            let all = self.base.design.containers.iter();
            all.map(|(id, frame)| (id, frame.as_ref())).collect()
        })
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
    /// What stands around a tile whose innermost frame is `parent`.
    pub fn place(&self, parent: Option<&Id>) -> &'a Place {
        self.view.frames.place(parent)
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
    /// Connections with a part of one of these classes (of [`path::RARE`]), in id order, each with all parts of its path.
    pub fn ways_of(
        &self,
        classes: &[PathClass],
    ) -> impl Iterator<Item = (&'a Id, &'a [PathPart])> + use<'_, 'a> {
        let wanted = classes_of(classes);
        let all = &self.base.paths.connections;
        let rare = self.rare_ways.get_or_init(|| {
            let rare = classes_of(path::RARE);
            all.marked(rare)
                .map(|(place, marks, ..)| (place as u32, marks))
                .collect()
        });
        debug_assert!(wanted & !classes_of(path::RARE) == 0);
        let those = rare.iter().filter(move |(_, marks)| marks & wanted != 0);
        those.filter_map(|(place, _)| {
            let place = *place as usize;
            all.id_at(place).zip(all.at(place))
        })
    }
    /// Connections between two components of which a part goes through something: a NAT gateway, an endpoint. In id
    /// order.
    pub fn passing(&self) -> &[Passing<'a>] {
        self.passing.get_or_init(|| {
            let all = &self.base.paths.connections;
            // Both are in id order, and only connections of two components have a path: nearly always all of them.
            let joints = &self.view.connections;
            let mut rest = joints.iter();
            // Costs are in id order, too, those of most connections that have a path: one that is as far from the one
            // before is nearly always the one that is looked for, and the first ones are never beyond it.
            let costs = &self.base.cost.connections;
            let mut last = (0, 0);
            let mut cost_of = |place: usize, id: &Id| {
                let (from, to) = (last.1, (last.1 + place - last.0 + 1).min(costs.len()));
                let at = |number: usize| costs.id_at(number);
                let found = if to > from && at(to - 1) == Some(id) {
                    Ok(to - 1)
                } else {
                    search(from..to, |number| at(number).cmp(&Some(id)))
                };
                last = (place + 1, found.map_or_else(|next| next, |found| found + 1));
                found.ok().map(|found| found as u32)
            };
            let found = all
                .marked(path::VIA)
                .filter_map(|(place, classes, id, parts)| {
                    let same = joints.get(place).filter(|joint| joint.id == id);
                    let joint = same.or_else(|| rest.find(|joint| joint.id == id))?;
                    Some(Passing {
                        classes,
                        cost: cost_of(place, id),
                        id: joint.id,
                        from: self.view.items[joint.from()?].as_ref()?,
                        to: self.view.items[joint.to()?].as_ref()?,
                        parts,
                    })
                });
            // Counting them takes less than copying them to ever larger lists.
            let mut passing = Vec::with_capacity(all.marked(path::VIA).count());
            passing.extend(found);
            passing
        })
    }
    fn all_through(&self) -> &Through<'a> {
        self.through.get_or_init(|| {
            let parts = self.passing().iter().zip(0..).flat_map(|(passing, at)| {
                let parts = passing.parts.iter();
                parts.map(move |part| (at, part))
            });
            // What goes through one thing stands side by side as a rule.
            let mut last: Option<(&Id, Option<usize>)> = None;
            let mut number = |via: &'a Id| {
                let number = match last {
                    Some((known, number)) if known == via => number,
                    _ => self.view.number(via),
                };
                last = Some((via, number));
                number
            };
            let mut found: Vec<(usize, (u32, &'a PathPart))> =
                Vec::with_capacity(self.passing().len());
            found.extend(
                parts.filter_map(|(at, part)| Some((number(part.via.as_ref()?)?, (at, part)))),
            );
            let mut starts = vec![0_u32; self.view.components.len() + 1];
            for (number, _) in &found {
                starts[number + 1] += 1;
            }
            for number in 1..starts.len() {
                starts[number] += starts[number - 1];
            }
            let mut next = starts.clone();
            let mut list: Vec<_> = found.iter().map(|(_, passing)| *passing).collect();
            for (number, passing) in found {
                list[next[number] as usize] = passing;
                next[number] += 1;
            }
            (starts, list)
        })
    }
    /// What goes through a component: the connections and the parts of their paths, in the order of [`Cx::passing`].
    pub fn through(
        &self,
        at: impl At,
    ) -> impl ExactSizeIterator<Item = (&Passing<'a>, &'a PathPart)> {
        let (starts, list) = self.all_through();
        let number = at.place_in(self.view);
        let range = number.and_then(|it| Some((*starts.get(it)?, *starts.get(it + 1)?)));
        let (from, to) = range.unwrap_or_default();
        let own = list[from as usize..to as usize].iter();
        let passing = self.passing();
        own.map(move |(at, part)| (&passing[*at as usize], *part))
    }
    /// Numbers of the components that call an item, in the order of the connections.
    pub(super) fn caller_numbers(&self, item: Item<'a>) -> impl Iterator<Item = u32> + '_ {
        let incoming = &self.joints().incoming;
        let range = self.node(&item).map_or(0..0, |node| incoming.range(node));
        let known = |number: &u32| matches!(self.view.items.get(*number as usize), Some(Some(_)));
        incoming.others[range].iter().copied().filter(known)
    }
    /// What web traffic from the internet reaches first ([`web::fronts`]).
    pub fn fronts(&self) -> &[Front<'a>] {
        self.fronts.get_or_init(|| web::fronts(self))
    }
    /// The best that the drawing holds in a second Region ([`recovery::strategy`]).
    pub fn strategy(&self) -> Strategy {
        *self.strategy.get_or_init(|| recovery::strategy(self))
    }
    /// What connections declare anywhere in the design.
    pub fn declared(&self) -> Declared {
        self.view.declared
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
        self.places.get_or_init(|| Places::of(self))
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
    !item.is_tagged() || cx.is_production(item.component)
}
