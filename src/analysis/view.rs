//! A design as the passes read it: components and connections by number, with their kinds and ends looked up once.

use crate::catalog::{self, Item, Joined, Known, Network};
use crate::model::slots::Slots;
use crate::model::{Code, Component, Connection, ConnectionKind, Demand, Design, Frames, Id};
use smallvec::SmallVec;
use std::ops::Range;
use std::sync::OnceLock;

/// No component: the connection ends at a frame.
const NONE: u32 = u32::MAX;

/// Components from which on they and the connections are looked up at the same time: most of that is waiting for memory,
/// in which they stand far apart.
const SHARED_FROM: usize = 2_000;

/// Components, and connections, that are looked up together.
const STRETCH: usize = 64;

/// A figure that a design states or leaves out, as small as the figure: figures are numbers.
#[derive(Clone, Copy)]
pub struct Stated(f64);

impl Stated {
    #[inline]
    fn of(figure: Option<f64>) -> Stated {
        Stated(figure.unwrap_or(f64::NAN))
    }
    /// The figure.
    #[inline]
    pub fn get(self) -> Option<f64> {
        (!self.0.is_nan()).then_some(self.0)
    }
}

/// What a connection says of what it carries: a copy, because the passes read it of all connections, which stand far apart
/// in memory.
#[derive(Clone, Copy)]
pub struct Carried {
    /// [`Connection::kind`].
    pub kind: ConnectionKind,
    /// [`Connection::zone_affinity`].
    pub zone_affinity: bool,
    /// Whether there is a [`Connection::protocol`].
    pub names_protocol: bool,
    /// [`Connection::calls_per_request`].
    pub calls_per_request: f64,
    /// [`Connection::weight`].
    pub weight: Stated,
    /// [`Connection::request_kb`].
    pub request_kb: f64,
    /// [`Connection::response_kb`].
    pub response_kb: f64,
    /// [`Connection::read_share`].
    pub read_share: f64,
    /// [`Connection::requests_per_month`].
    pub requests_per_month: Stated,
    /// [`Connection::gb_per_month`].
    pub gb_per_month: Stated,
}

impl Carried {
    /// What a connection says.
    #[inline]
    pub fn of(connection: &Connection) -> Carried {
        Carried {
            kind: connection.kind,
            zone_affinity: connection.zone_affinity,
            names_protocol: connection.protocol.is_some(),
            calls_per_request: connection.calls_per_request,
            weight: Stated::of(connection.weight),
            request_kb: connection.request_kb,
            response_kb: connection.response_kb,
            read_share: connection.read_share,
            requests_per_month: Stated::of(connection.requests_per_month),
            gb_per_month: Stated::of(connection.gb_per_month),
        }
    }
}

/// A connection with the numbers of its ends.
#[derive(Clone, Copy)]
pub struct Joint<'a> {
    /// Id.
    pub id: &'a Id,
    /// The connection.
    pub connection: &'a Connection,
    /// What it says of what it carries.
    pub carried: Carried,
    /// Ids of the caller and the called.
    ends: [&'a Id; 2],
    from: u32,
    to: u32,
}

impl<'a> Joint<'a> {
    /// Without its ends.
    #[inline]
    fn of(id: &'a Id, connection: &'a Connection) -> Joint<'a> {
        Joint {
            id,
            connection,
            carried: Carried::of(connection),
            ends: [&connection.from, &connection.to],
            from: NONE,
            to: NONE,
        }
    }
    /// Number of the caller, if it is a component.
    #[inline]
    pub fn from(&self) -> Option<usize> {
        (self.from != NONE).then_some(self.from as usize)
    }
    /// Number of the called, if it is a component.
    #[inline]
    pub fn to(&self) -> Option<usize> {
        (self.to != NONE).then_some(self.to as usize)
    }
}

/// Where the tiles of a component stand, as far as most of them need it.
#[derive(Clone, Copy, Debug)]
pub struct Tiles {
    frame: u32,
    /// How many there are.
    pub count: u32,
}

impl Tiles {
    /// Number of the frame around the first one; none on the open canvas.
    #[inline]
    pub fn frame(self) -> Option<usize> {
        (self.frame != NONE).then_some(self.frame as usize)
    }
}

/// What the connections of a design declare anywhere, so that what looks for it can pass by designs that do not.
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
    /// Copying of data.
    pub copies: bool,
    /// Networks that are joined.
    pub peerings: bool,
    /// Calls that may wait.
    pub deferrable: bool,
}

impl Declared {
    #[inline]
    fn add(&mut self, connection: &Connection) {
        self.fan_out |= connection.calls_per_request > 1.0;
        self.timeouts |= connection.timeout_ms.is_some();
        self.retries |= connection.retries.is_some_and(|count| count > 0.0);
        self.strong_reads |= connection.strong_reads;
        self.copies |= connection.kind == ConnectionKind::Replication;
        self.peerings |= connection.kind == ConnectionKind::Peering;
        self.deferrable |= connection.deferrable;
    }
}

/// A design by number. Numbers follow the order of the ids.
pub struct View<'a> {
    /// The design.
    pub design: &'a Design,
    /// Its frames.
    pub frames: &'a Frames,
    /// Components with their ids.
    pub components: Vec<(&'a Id, &'a Component)>,
    /// The same as items; none for kinds that this version does not know.
    pub items: Vec<Option<Item<'a>>>,
    /// Tiles by the number of their component.
    pub tiles: Vec<Tiles>,
    /// Addresses of their properties, which many share, by the number of the component.
    pub settings: Vec<usize>,
    /// Demand by the number of the component where it starts.
    pub demands: Vec<(usize, &'a Demand)>,
    /// Connections.
    pub connections: Vec<Joint<'a>>,
    /// What one of them declares.
    pub declared: Declared,
    slots: Slots,
}

impl<'a> View<'a> {
    /// Whether threads share the looking up of a design.
    pub fn is_shared(design: &Design) -> bool {
        design.components.len() >= SHARED_FROM && rayon::current_num_threads() > 1
    }
    /// Looks everything up.
    pub fn of(design: &'a Design, frames: &'a Frames) -> View<'a> {
        View::made(design, || frames)
    }
    /// The same with the frames, which are put where they last for as long as the view.
    pub fn of_all(design: &'a Design, frames: &'a OnceLock<Frames>) -> View<'a> {
        View::made(design, || frames.get_or_init(|| Frames::of(design)))
    }
    fn made(design: &'a Design, frames: impl FnOnce() -> &'a Frames) -> View<'a> {
        let count = design.components.len();
        let mut connections: Vec<Joint<'a>> = Vec::with_capacity(design.connections.len());
        let mut declared = Declared::default();
        let mut joints = |all: &[(&'a Id, &'a Connection)], connections: &mut Vec<Joint<'a>>| {
            // Little is asked of each at first, so that the processor waits for many of them at a time, as in `View::add`.
            for stretch in all.chunks(STRETCH) {
                for (_, connection) in stretch {
                    declared.add(connection);
                }
                let stretch = stretch.iter();
                connections.extend(stretch.map(|(id, connection)| Joint::of(id, connection)));
            }
        };
        let all = || {
            let mut all: Vec<(&'a Id, &'a Connection)> =
                Vec::with_capacity(design.connections.len());
            let refs = design.connections.iter();
            all.extend(refs.map(|(id, connection)| (id, connection.as_ref())));
            all
        };
        let (mut view, noted) = if View::is_shared(design) {
            // This thread does not wait for another one to begin.
            let mut view = rayon::in_place_scope(|scope| {
                scope.spawn(|_| joints(&all(), &mut connections));
                View::of_components(design, frames())
            });
            let middle = connections.len() / 2;
            let (first, second) = connections.split_at_mut(middle);
            let mut of_second = Vec::new();
            let mut noted = Vec::new();
            rayon::in_place_scope(|scope| {
                scope.spawn(|_| of_second = view.join(second));
                noted = view.join(first);
            });
            view.note(&of_second);
            (view, noted)
        } else {
            let view = View::of_components(design, frames());
            let mut noted = vec![Joined::default(); count];
            for stretch in all().chunks(STRETCH) {
                let start = connections.len();
                joints(stretch, &mut connections);
                view.join_into(&mut connections[start..], &mut noted);
            }
            (view, noted)
        };
        view.note(&noted);
        view.connections = connections;
        view.declared = declared;
        view
    }
    /// Looks the components up.
    fn of_components(design: &'a Design, frames: &'a Frames) -> View<'a> {
        let count = design.components.len();
        let mut view = View {
            design,
            frames,
            components: Vec::with_capacity(count),
            items: Vec::with_capacity(count),
            tiles: Vec::with_capacity(count),
            settings: Vec::with_capacity(count),
            demands: Vec::new(),
            connections: Vec::new(),
            declared: Declared::default(),
            slots: Slots::with_room(count),
        };
        let all = design.components.iter();
        let all = all.map(|(id, component)| (id, component.as_ref()));
        view.components.extend(all);
        for start in (0..count).step_by(STRETCH) {
            view.add(start..count.min(start + STRETCH));
        }
        view
    }
    /// Notes connections of the components, by their numbers.
    fn note(&mut self, joined: &[Joined]) {
        for (item, joined) in self.items.iter_mut().zip(joined) {
            if let Some(item) = item {
                item.known.add(joined);
            }
        }
    }
    /// Finds the components that connections join. What is to be noted of them, by their numbers.
    fn join(&self, connections: &mut [Joint<'a>]) -> Vec<Joined> {
        let mut noted = vec![Joined::default(); self.components.len()];
        self.join_into(connections, &mut noted);
        noted
    }
    fn join_into(&self, connections: &mut [Joint<'a>], noted: &mut [Joined]) {
        // Connections of one caller stand side by side as a rule: their ids begin with its id.
        let mut last: Option<(&Id, Option<usize>, Option<Network>)> = None;
        for joint in connections {
            let (carried, [from_id, to_id]) = (&joint.carried, joint.ends);
            let (from, caller) = match last {
                Some((known, number, network)) if known == from_id => (number, network),
                _ => {
                    let number = self.number(from_id);
                    let item = number.and_then(|number| self.items.get(number)?.as_ref());
                    (number, item.map(|item| item.kind.network))
                }
            };
            last = Some((from_id, from, caller));
            let to = self.number(to_id);
            if let Some(noted) = from.and_then(|from| noted.get_mut(from)) {
                noted.starts(carried.kind, from_id == to_id);
            }
            if let Some(noted) = to.and_then(|to| noted.get_mut(to)) {
                let kb = carried.request_kb.max(carried.response_kb);
                let reads = carried.read_share > 0.0;
                noted.ends(carried.kind, reads, kb, caller);
                if carried.names_protocol {
                    noted.names_protocol();
                }
            }
            let number = |number: Option<usize>| number.map_or(NONE, |number| number as u32);
            (joint.from, joint.to) = (number(from), number(to));
        }
    }
    /// Looks up a stretch of the components, which comes after all before it. What all of them point to is asked for before
    /// the first of them is looked at, so that the processor waits for many of them at a time.
    fn add(&mut self, stretch: Range<usize>) {
        let all = self.components[stretch.clone()].iter();
        let mut found: SmallVec<[(Option<&Id>, Code, bool); STRETCH]> = SmallVec::new();
        found.extend(all.map(|(_, it)| (it.parent(), it.kind, it.demand.is_some())));
        for (number, (parent, kind, has_demand)) in stretch.zip(found) {
            let (id, component) = self.components[number];
            if has_demand && let Some(demand) = &component.demand {
                self.demands.push((number, demand));
            }
            let frame = parent.and_then(|id| self.frames.number(id));
            self.settings.push(component.properties.address());
            self.tiles.push(Tiles {
                frame: frame.map_or(NONE, |frame| frame as u32),
                count: component.placements.len() as u32,
            });
            let item = catalog::kind_of(kind).map(|kind| Item {
                design: self.design,
                id,
                component,
                kind,
                frames: Some(self.frames),
                here: Some(self.frames.inside(frame)),
                known: Known::of(number, component),
            });
            self.items.push(item);
            self.slots.add(id, number);
        }
    }
    /// Number of a component.
    #[inline]
    pub fn number(&self, id: &Id) -> Option<usize> {
        self.slots.find(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::generate;
    use crate::model::ConnectionKind;

    #[test]
    fn what_is_noted_of_an_item_is_what_the_design_says() {
        let design = generate::design(300);
        let frames = Frames::of(&design);
        let view = View::of(&design, &frames);
        for (number, item) in view.items.iter().enumerate() {
            let item = item.unwrap();
            let plain = Item::of(&design, item.id).unwrap();
            assert_eq!((item.place(), plain.place()), (Some(number), None));
            for property in item.kind.properties {
                assert_eq!(item.flag(property), plain.flag(property));
                assert_eq!(item.number(property), plain.number(property));
                assert_eq!(item.text(property), plain.text(property));
                assert_eq!(item.is_set(property), plain.is_set(property));
            }
            assert_eq!(item.region(), plain.region());
            assert_eq!(item.vpc(), plain.vpc());
            assert_eq!(item.started(), plain.started());
            assert_eq!(item.calls_itself(), plain.calls_itself());
            assert_eq!(item.is_joined(), plain.is_joined());
            assert_eq!(item.largest_message(), plain.largest_message());
            for networks in [
                &[Network::Instance][..],
                &[Network::LoadBalancer, Network::Edge],
            ] {
                assert_eq!(
                    item.is_called_only_from(networks),
                    plain.is_called_only_from(networks)
                );
            }
            for kind in ConnectionKind::ALL {
                assert_eq!(item.starts(kind), plain.starts(kind), "{kind:?}");
                assert_eq!(item.is_read_by(&[kind]), plain.is_read_by(&[kind]));
            }
        }
    }

    #[test]
    fn what_is_looked_up_at_the_same_time_belongs_together() {
        let design = generate::design(SHARED_FROM + 50);
        let frames = Frames::of(&design);
        let view = View::of(&design, &frames);
        let ids = view.connections.iter().map(|joint| joint.id);
        assert!(ids.eq(design.connections.keys()));
        for joint in &view.connections {
            let Connection { from, to, .. } = joint.connection;
            assert_eq!(joint.from(), view.number(from));
            assert_eq!(joint.to(), view.number(to));
        }
        let started = view.items.iter().flatten().map(Item::started);
        assert_eq!(started.sum::<usize>(), design.connections.len());
    }
}
