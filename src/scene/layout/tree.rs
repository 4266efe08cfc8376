//! The frames of a design as a tree of boxes. Zones that stand side by side become one box with several copies, so that
//! what corresponds in them stands in matching places.

use super::flow::{UNKNOWN, up};
use super::twins::{self, Twin};
use crate::catalog::{self, Category};
use crate::model::{
    Connection, ConnectionKind, Container, ContainerKind, Design, Id, Language, Point,
};
use crate::scene::text::{Weight, width};
use crate::scene::{TILE_H, TILE_W};
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

/// A tile or frame of the design.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Member<'a> {
    Tile(&'a Id, usize),
    Frame(&'a Id),
}

/// What a box is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// The whole canvas.
    Canvas,
    /// Zones side by side, with what stands between them. Not a frame.
    Lanes,
    Frame(ContainerKind),
    Tile,
}

/// A box.
#[derive(Clone, Debug)]
pub(super) struct Node<'a> {
    pub(super) what: What,
    /// What it stands for, by copy.
    pub(super) members: Vec<Option<Member<'a>>>,
    pub(super) parent: usize,
    pub(super) depth: usize,
    pub(super) children: Vec<usize>,
    pub(super) w: f32,
    pub(super) h: f32,
    /// From the corner of the box around it.
    pub(super) at: Point,
    /// Zones that stand side by side: from the corner of the box around them, by copy.
    pub(super) copies_at: Vec<Point>,
    /// Steps from the entries.
    pub(super) rank: f32,
    pub(super) category: u8,
    pub(super) is_entry: bool,
    /// Connections to and from what stands outside the frame around it.
    pub(super) calls_out: u32,
    pub(super) called_from_out: u32,
}

/// A connection between two boxes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) weight: f32,
    pub(super) is_flow: bool,
    pub(super) label: f32,
}

/// All boxes; each stands after the box around it.
pub(super) struct Tree<'a> {
    pub(super) design: &'a Design,
    pub(super) nodes: Vec<Node<'a>>,
    /// Connections by the innermost box around both ends.
    pub(super) links: Vec<Vec<Link>>,
}

/// Zones up to this many lie on each other as lanes, more stand side by side.
pub(super) const MAX_LANES: usize = 4;

/// What stands directly in a frame.
#[derive(Default)]
pub(super) struct Inside<'a> {
    pub(super) frames: Vec<&'a Id>,
    pub(super) tiles: Vec<(&'a Id, usize)>,
}

/// Which tiles and frames are asked for.
pub(super) struct Wanted<'a> {
    pub(super) design: &'a Design,
    pub(super) inside: HashMap<Option<&'a Id>, Inside<'a>>,
}

impl<'a> Wanted<'a> {
    /// Everything, by the frame around it. What stands in an unknown frame stands on the canvas.
    pub(super) fn all(design: &'a Design) -> Wanted<'a> {
        let mut inside: HashMap<Option<&'a Id>, Inside<'a>> = HashMap::new();
        let known =
            |parent: Option<&'a Id>| parent.filter(|id| design.containers.contains_key(*id));
        for (id, frame) in &design.containers {
            let parent = known(frame.parent.as_ref());
            inside.entry(parent).or_default().frames.push(id);
        }
        for (id, component) in &design.components {
            for (index, placement) in component.placements.iter().enumerate() {
                let parent = known(placement.parent.as_ref());
                inside.entry(parent).or_default().tiles.push((id, index));
            }
        }
        Wanted { design, inside }
    }
    /// What stands in a frame besides some of its members.
    pub(super) fn without(&self, parent: Option<&'a Id>, some: &Inside<'a>) -> Inside<'a> {
        let Some(inside) = self.inside.get(&parent) else {
            return Inside::default();
        };
        let frames: HashSet<&Id> = some.frames.iter().copied().collect();
        let tiles: HashSet<(&Id, usize)> = some.tiles.iter().copied().collect();
        Inside {
            frames: inside
                .frames
                .iter()
                .copied()
                .filter(|id| !frames.contains(id))
                .collect(),
            tiles: inside
                .tiles
                .iter()
                .copied()
                .filter(|tile| !tiles.contains(tile))
                .collect(),
        }
    }
}

impl<'a> Tree<'a> {
    /// The tree of what stands in `root`: a frame, or the canvas.
    pub(super) fn new(wanted: &Wanted<'a>, root: Option<&'a Id>) -> Tree<'a> {
        let what = match root.and_then(|id| wanted.design.container(id)) {
            Some(frame) => What::Frame(frame.kind.clone()),
            None => What::Canvas,
        };
        let mut tree = Tree {
            design: wanted.design,
            nodes: Vec::new(),
            links: Vec::new(),
        };
        tree.push(what, vec![root.map(Member::Frame)], 0);
        let mut queue = VecDeque::from([(0, vec![root])]);
        while let Some((node, frames)) = queue.pop_front() {
            tree.fill(wanted, node, &frames, &mut queue);
        }
        tree.rank();
        tree.connect();
        tree
    }

    fn push(&mut self, what: What, members: Vec<Option<Member<'a>>>, parent: usize) -> usize {
        let number = self.nodes.len();
        let depth = if number == 0 {
            0
        } else {
            self.nodes[parent].depth + 1
        };
        let (w, h) = match what {
            What::Tile => (TILE_W, TILE_H),
            _ => (0.0, 0.0),
        };
        self.nodes.push(Node {
            what,
            members,
            parent,
            depth,
            children: Vec::new(),
            w,
            h,
            at: Point::default(),
            copies_at: Vec::new(),
            rank: f32::MAX,
            category: u8::MAX,
            is_entry: false,
            calls_out: 0,
            called_from_out: 0,
        });
        if number != 0 {
            self.nodes[parent].children.push(number);
        }
        number
    }

    /// Adds what stands in the copies of a frame.
    fn fill(
        &mut self,
        wanted: &Wanted<'a>,
        node: usize,
        frames: &[Option<&'a Id>],
        queue: &mut VecDeque<(usize, Vec<Option<&'a Id>>)>,
    ) {
        let empty = Inside::default();
        let one = frames.len() == 1;
        let inside: Vec<&Inside<'a>> = frames
            .iter()
            .map(|frame| match frame {
                None if !one => &empty,
                frame => wanted.inside.get(frame).unwrap_or(&empty),
            })
            .collect();
        let mut rest: Vec<Vec<&'a Id>> =
            inside.iter().map(|inside| inside.frames.clone()).collect();
        if one {
            let is_zone = |id: &&'a Id| {
                wanted
                    .design
                    .container(id)
                    .is_some_and(|frame| frame.kind == ContainerKind::AvailabilityZone)
            };
            let mut zones: Vec<&'a Id> = rest[0].iter().copied().filter(is_zone).collect();
            if zones.len() > 1 {
                rest[0].retain(|id| !is_zone(id));
                zones.sort_by_key(|id| {
                    (
                        wanted.design.container(id).and_then(|f| f.code.as_ref()),
                        *id,
                    )
                });
                let lanes = self.push(What::Lanes, vec![None], node);
                let members = zones.iter().map(|id| Some(Member::Frame(id))).collect();
                let zone = self.push(What::Frame(ContainerKind::AvailabilityZone), members, lanes);
                queue.push_back((zone, zones.into_iter().map(Some).collect()));
            }
        }
        for twin in twins::frames(wanted, &rest) {
            let kind = twin
                .iter()
                .flatten()
                .find_map(|id| wanted.design.container(id))
                .map(|frame| frame.kind.clone())
                .unwrap_or_default();
            let members = twin.iter().map(|id| id.map(Member::Frame)).collect();
            let child = self.push(What::Frame(kind), members, node);
            queue.push_back((child, twin));
        }
        let tiles: Vec<&[(&'a Id, usize)]> = inside.iter().map(|i| i.tiles.as_slice()).collect();
        for twin in twins::tiles(wanted.design, &tiles) {
            self.tile(&twin, node);
        }
    }

    fn tile(&mut self, twin: &Twin<(&'a Id, usize)>, node: usize) {
        let members = twin
            .iter()
            .map(|tile| tile.map(|(id, index)| Member::Tile(id, index)))
            .collect();
        let number = self.push(What::Tile, members, node);
        let component = twin
            .iter()
            .flatten()
            .find_map(|(id, _)| self.design.component(id));
        let category = component
            .and_then(|component| catalog::kind(&component.kind))
            .map(|kind| kind.category);
        let Some(tile) = self.nodes.get_mut(number) else {
            return;
        };
        tile.category = category
            .and_then(|category| ORDER.iter().position(|other| *other == category))
            .map_or(u8::MAX, |place| place as u8);
        tile.is_entry = node == 0 && category == Some(Category::External);
    }

    /// The boxes of every item; several for a component in several places.
    fn boxes(&self) -> HashMap<&'a Id, Vec<usize>> {
        let mut boxes: HashMap<&'a Id, Vec<usize>> = HashMap::new();
        for (number, node) in self.nodes.iter().enumerate() {
            for member in node.members.iter().flatten() {
                let (Member::Tile(id, _) | Member::Frame(id)) = member;
                let list = boxes.entry(id).or_default();
                if list.last() != Some(&number) {
                    list.push(number);
                }
            }
        }
        boxes
    }

    /// Steps from the entries, for tiles; the mean of what they hold, for frames.
    fn rank(&mut self) {
        let ranks = super::rank::ranks(self.design);
        let mut sums = vec![(0.0_f32, 0_u32); self.nodes.len()];
        for number in (0..self.nodes.len()).rev() {
            let node = &self.nodes[number];
            let own = node
                .members
                .iter()
                .flatten()
                .filter_map(|member| {
                    let (Member::Tile(id, _) | Member::Frame(id)) = member;
                    ranks.get(id).copied()
                })
                .reduce(f32::min);
            if let Some(own) = own {
                sums[number] = (sums[number].0 + own, sums[number].1 + 1);
            }
            let (sum, count) = sums[number];
            let parent = node.parent;
            if number != 0 {
                sums[parent] = (sums[parent].0 + sum, sums[parent].1 + count);
            }
            self.nodes[number].rank = if count > 0 {
                sum / count as f32
            } else {
                UNKNOWN
            };
        }
    }

    fn connect(&mut self) {
        self.links = vec![Vec::new(); self.nodes.len()];
        let boxes = self.boxes();
        // Equal connections between the same boxes pull together.
        let mut all: BTreeMap<(usize, usize, bool), (f32, f32)> = BTreeMap::new();
        for connection in self.design.connections.values() {
            let (Some(from), Some(to)) = (boxes.get(&connection.from), boxes.get(&connection.to))
            else {
                continue;
            };
            let copies = matches!(
                connection.kind,
                ConnectionKind::Replication | ConnectionKind::Peering
            );
            for (a, b) in self.pairs(from, to) {
                let sum = all.entry((a, b, !copies)).or_default();
                *sum = (sum.0 + weight(connection), sum.1.max(label(connection)));
            }
        }
        for ((from, to, is_flow), (weight, label)) in all {
            let Some(around) = self.around(from, to) else {
                continue;
            };
            for (end, other) in [(from, to), (to, from)] {
                let mut at = end;
                // Every box on the way out whose frame the connection leaves.
                while self.nodes[at].parent != around && at != around && at != 0 {
                    let node = &mut self.nodes[at];
                    if other == to {
                        node.calls_out += 1;
                    } else {
                        node.called_from_out += 1;
                    }
                    at = node.parent;
                }
            }
            self.links[around].push(Link {
                from,
                to,
                weight,
                is_flow,
                label,
            });
        }
    }

    /// Which boxes a connection joins: each of the larger side with the nearest of the other.
    fn pairs(&self, from: &[usize], to: &[usize]) -> Vec<(usize, usize)> {
        let nearest = |node: usize, others: &[usize]| {
            others.iter().copied().max_by_key(|other| {
                let depth = self
                    .around(node, *other)
                    .map(|around| self.nodes[around].depth);
                (depth, std::cmp::Reverse(*other))
            })
        };
        if from.len() >= to.len() {
            from.iter()
                .filter_map(|a| Some((*a, nearest(*a, to)?)))
                .collect()
        } else {
            to.iter()
                .filter_map(|b| Some((nearest(*b, from)?, *b)))
                .collect()
        }
    }

    /// The innermost box around both; none where one stands in the other.
    pub(super) fn around(&self, a: usize, b: usize) -> Option<usize> {
        let (mut x, mut y) = (a, b);
        while x != y {
            if self.nodes[x].depth >= self.nodes[y].depth {
                x = self.nodes[x].parent;
            } else {
                y = self.nodes[y].parent;
            }
        }
        (x != a && x != b).then_some(x)
    }

    /// The child of `outer` that holds `inner`.
    pub(super) fn child_around(&self, inner: usize, outer: usize) -> Option<usize> {
        let mut at = inner;
        while at != 0 {
            let parent = self.nodes[at].parent;
            if parent == outer {
                return Some(at);
            }
            at = parent;
        }
        None
    }

    /// Middle of a box, from the corner of `outer`, which holds it; the mean of its copies.
    pub(super) fn middle(&self, inner: usize, outer: usize) -> Point {
        let node = &self.nodes[inner];
        let mut sum = Point::new(node.w / 2.0, node.h / 2.0);
        let mut at = inner;
        while at != outer && at != 0 {
            let node = &self.nodes[at];
            sum = sum.offset(node.at.x, node.at.y);
            if !node.copies_at.is_empty() {
                let mut mean = (Point::default(), 0.0_f32);
                let members = &self.nodes[inner].members;
                for (copy, place) in node.copies_at.iter().enumerate() {
                    if members.get(copy).is_none_or(Option::is_some) {
                        mean = (mean.0.offset(place.x, place.y), mean.1 + 1.0);
                    }
                }
                if mean.1 > 0.0 {
                    sum = sum.offset(mean.0.x / mean.1, mean.0.y / mean.1);
                }
            }
            at = node.parent;
        }
        sum
    }

    /// The containers that a box stands for.
    pub(super) fn containers(&self, node: usize) -> impl Iterator<Item = (&'a Id, &'a Container)> {
        let design = self.design;
        self.nodes[node]
            .members
            .iter()
            .flatten()
            .filter_map(move |member| match member {
                Member::Frame(id) => Some((*id, design.container(id)?)),
                Member::Tile(..) => None,
            })
    }
}

/// Order of tiles that nothing joins.
const ORDER: [Category; 16] = [
    Category::External,
    Category::FrontEnd,
    Category::Networking,
    Category::Compute,
    Category::Containers,
    Category::Iot,
    Category::Media,
    Category::Integration,
    Category::Database,
    Category::Storage,
    Category::Analytics,
    Category::MachineLearning,
    Category::Migration,
    Category::Developer,
    Category::Management,
    Category::Security,
];

/// How strongly a connection pulls its ends onto one line.
fn weight(connection: &Connection) -> f32 {
    match connection.kind {
        ConnectionKind::Call | ConnectionKind::OriginFetch => 1.0,
        ConnectionKind::Stream | ConnectionKind::AsyncEvent => 0.8,
        ConnectionKind::Replication | ConnectionKind::Peering => 0.4,
        ConnectionKind::LogShipping | ConnectionKind::Backup => 0.3,
    }
}

/// Width of the name on a connection, with room at both ends.
fn label(connection: &Connection) -> f32 {
    let text = |language| width(connection.name.get(language), 11.0, Weight::Regular);
    let text = text(Language::English).max(text(Language::Korean));
    if text > 0.0 {
        up(text.min(176.0) + 64.0)
    } else {
        0.0
    }
}
