//! Automatic layout: where tiles and frames stand so that the drawing can be read.
//!
//! In: a design. Out: an [`Arrangement`] with a place for every tile and an outline for every frame; nothing else of the
//! design changes. Requests run from left to right, what calls stands before what is called. Availability Zones lie on
//! each other as lanes of equal size, with what corresponds in matching places; what serves all of them stands between
//! them. Frames are as large as what they hold and their titles. Everything stands on a grid of 8.
//!
//! The same design gives the same arrangement. The boxes of a frame are placed from the innermost frames out:
//! `tree` finds them and pairs what corresponds in zones (`twins`), `flow` gives them columns, `order` puts each
//! column in order and makes lines straight, `rows` packs what nothing joins, `lanes` stacks zones; `held` keeps locked tiles where they
//! are; `scenarios` finds room for what scenarios add, `room` for one thing in a frame, `apart` for a frame that takes more of it.

mod apart;
mod flow;
mod held;
mod lanes;
mod order;
mod part;
mod piles;
mod rank;
mod room;
mod rows;
mod scenarios;
#[cfg(test)]
mod tests;
mod tree;
mod twins;

use crate::model::edit::{self, Arrangement, Edit, TileRef};
use crate::model::{Container, ContainerKind, Design, Id, Language, Point, Rect};
use crate::scene::text::{Weight, width};
use crate::scene::{TITLE, note_size};
use crate::text;
pub use apart::{keep_apart, make_room, unfold};
pub use room::free_place;
pub use scenarios::place_scenarios;

use flow::{Edge, GRID, Part, Style, up};
use std::collections::{BTreeMap, BTreeSet};
use tree::{MAX_LANES, Member, Tree, Wanted, What};

/// What is to be laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope<'a> {
    /// The whole design.
    All,
    /// What stands in a frame; its corner stays.
    Frame(&'a Id),
    /// Some items, among themselves and where they are; the others stay as long as there is room.
    Items(&'a BTreeSet<Id>),
}

/// Items without a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unplaced {
    /// Tiles.
    pub tiles: BTreeSet<TileRef>,
    /// Frames; what stands in them has no place either.
    pub frames: BTreeSet<Id>,
}

/// Names that a message counts up before it says how many more there are.
const NAMED: usize = 2;

impl Attempt {
    /// What is said of locked tiles that left something as it was; none where the layout is complete. `changed`: whether
    /// anything else was laid out.
    pub fn said(
        &self,
        changed: bool,
        language: Language,
        name: impl FnMut(&Id) -> String,
    ) -> Option<String> {
        if self.in_the_way.is_empty() {
            return None;
        }
        let key = if changed {
            "layout-partly"
        } else {
            "layout-blocked"
        };
        let names: Vec<String> = self.in_the_way.iter().take(NAMED).map(name).collect();
        let more = self.in_the_way.len() - names.len();
        let args = [("names", names.join(", ").into()), ("more", more.into())];
        Some(text::format(language, key, &args))
    }
}

impl Unplaced {
    /// Whether everything has a place.
    pub fn is_empty(&self) -> bool {
        self.tiles.is_empty() && self.frames.is_empty()
    }
}

/// A layout, and what stood in its way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attempt {
    /// The places; empty where locked tiles leave no way.
    pub arrangement: Arrangement,
    /// Locked components that the layout of everything asked for would have moved; empty where it is complete.
    pub in_the_way: BTreeSet<Id>,
}

/// Lays out a design, or a part of it. Where a frame needs more room, what stands right of and below it moves away. Locked
/// tiles stay where they are.
pub fn arrange(design: &Design, scope: Scope<'_>) -> Arrangement {
    attempt(design, scope).arrangement
}

/// Like [`arrange`], and says which locked tiles left something as it was.
pub fn attempt(design: &Design, scope: Scope<'_>) -> Attempt {
    let free = match scope {
        Scope::All => {
            let tree = lay_out(&Wanted::all(design), None);
            places(&tree, Point::default())
        }
        Scope::Frame(id) => part::frame(design, id),
        Scope::Items(items) => part::items(design, items),
    };
    held::hold(design, scope, free)
}

/// The design with places for what has none; everything else stays where it is, as long as there is room.
pub fn place(design: &Design, unplaced: &Unplaced) -> Design {
    if unplaced.is_empty() {
        return design.clone();
    }
    let arrangement = part::unplaced(design, unplaced);
    // An arrangement of the design's own items always fits.
    edit::apply(design, &Edit::Arrange(arrangement)).unwrap_or_else(|_| design.clone())
}

/// The design with everything laid out.
pub fn arranged(design: &Design) -> Design {
    let edit = Edit::Arrange(arrange(design, Scope::All));
    edit::apply(design, &edit).unwrap_or_else(|_| design.clone())
}

/// The boxes of what stands in `root`, laid out.
fn lay_out<'a>(wanted: &Wanted<'a>, root: Option<&'a Id>) -> Tree<'a> {
    let mut tree = Tree::new(wanted, root);
    for node in (0..tree.nodes.len()).rev() {
        match tree.nodes[node].what {
            What::Tile | What::Lanes => {}
            What::Canvas | What::Frame(_) => frame(&mut tree, node),
        }
    }
    piles::sort(&mut tree);
    tree
}

/// Room around what a frame holds: left, top, right, bottom.
struct Padding(f32, f32, f32, f32);

/// Places the members of a frame, which are laid out themselves, and sizes the frame.
fn frame(tree: &mut Tree<'_>, number: usize) {
    let lanes = tree.nodes[number]
        .children
        .iter()
        .copied()
        .find(|child| tree.nodes[*child].what == What::Lanes);
    if let Some(lanes) = lanes {
        lanes::place(tree, number, lanes);
    }
    let children = tree.nodes[number].children.clone();
    let parts: Vec<Part> = children.iter().map(|child| part(tree, *child)).collect();
    let edges = edges(tree, number, &children);
    let style = style(tree, number);
    let placed = flow::place(&parts, &edges, style);
    let padding = padding(tree, number);
    let least = least(tree, number);
    let (w, h) = if children.is_empty() {
        (0.0, 0.0)
    } else {
        (
            padding.0 + placed.w + padding.2,
            padding.1 + placed.h + padding.3,
        )
    };
    let outer = (w.max(least.0), h.max(least.1));
    // In the middle where the title needs more room than the members.
    let aside = ((outer.0 - w) / 2.0 / GRID).floor().max(0.0) * GRID;
    let lower = ((outer.1 - h) / 2.0 / GRID).floor().max(0.0) * GRID;
    for (child, at) in children.iter().zip(&placed.at) {
        tree.nodes[*child].at = at.offset(padding.0 + aside, padding.1 + lower);
    }
    if tree.nodes[number].what != What::Canvas {
        tree.nodes[number].w = outer.0;
        tree.nodes[number].h = outer.1;
        let zone = tree.nodes[number].what == What::Frame(ContainerKind::AvailabilityZone);
        lanes::stretch(tree, number, zone, (padding.1, outer.1 - padding.3));
    }
}

fn part(tree: &Tree<'_>, number: usize) -> Part {
    let node = &tree.nodes[number];
    Part {
        w: node.w,
        h: node.h,
        rank: node.rank,
        tier: match &node.what {
            What::Frame(ContainerKind::PublicSubnet) => Some(0),
            What::Frame(ContainerKind::PrivateSubnet) => Some(1),
            What::Frame(ContainerKind::IsolatedSubnet) => Some(2),
            _ => None,
        },
        is_tile: node.what == What::Tile,
        is_entry: node.is_entry,
        is_called: node.called_from_out > 0,
        group: node.category,
    }
}

/// Connections between the members of a frame.
fn edges(tree: &Tree<'_>, number: usize, children: &[usize]) -> Vec<Edge> {
    let place: BTreeMap<usize, usize> = children.iter().enumerate().map(|(i, c)| (*c, i)).collect();
    let mut edges = Vec::with_capacity(tree.links[number].len());
    for link in &tree.links[number] {
        let (Some(a), Some(b)) = (
            tree.child_around(link.from, number),
            tree.child_around(link.to, number),
        ) else {
            continue;
        };
        let (Some(&from), Some(&to)) = (place.get(&a), place.get(&b)) else {
            continue;
        };
        if from != to {
            let ordered = !equals(&tree.nodes[a].what, &tree.nodes[b].what);
            edges.push(Edge {
                from,
                to,
                from_at: tree.middle(link.from, a),
                to_at: tree.middle(link.to, b),
                weight: link.weight,
                is_flow: link.is_flow && ordered,
                label: link.label,
            });
        }
    }
    edges
}

/// Whether two frames are of one large kind: they stand on each other, whoever calls whom.
fn equals(a: &What, b: &What) -> bool {
    let large = matches!(
        a,
        What::Frame(ContainerKind::Account | ContainerKind::Region | ContainerKind::Vpc)
    );
    large && a == b
}

fn style(tree: &Tree<'_>, number: usize) -> Style {
    let node = &tree.nodes[number];
    match &node.what {
        What::Frame(kind) if is_small(kind) => Style {
            row: 24.0,
            column: 96.0,
            is_narrow: true,
            passes: true,
            folds: false,
        },
        What::Frame(ContainerKind::AvailabilityZone) => {
            // Lines from all lanes pass between the columns.
            let lines: u32 = node
                .children
                .iter()
                .map(|child| tree.nodes[*child].calls_out + tree.nodes[*child].called_from_out)
                .sum();
            Style {
                row: 24.0,
                column: 88.0 + 8.0 * lines.min(8) as f32,
                is_narrow: false,
                passes: false,
                folds: false,
            }
        }
        _ => Style {
            row: 40.0,
            column: 112.0,
            is_narrow: false,
            passes: true,
            folds: true,
        },
    }
}

/// Frames that mostly hold tiles.
fn is_small(kind: &ContainerKind) -> bool {
    kind.is_subnet()
        || matches!(
            kind,
            ContainerKind::SecurityGroup | ContainerKind::AutoScalingGroup | ContainerKind::Cluster
        )
}

fn padding(tree: &Tree<'_>, number: usize) -> Padding {
    let node = &tree.nodes[number];
    let What::Frame(kind) = &node.what else {
        return Padding(0.0, 0.0, 0.0, 0.0);
    };
    let holds_tiles = node
        .children
        .iter()
        .any(|child| tree.nodes[*child].what == What::Tile);
    let (side, end) = match (holds_tiles, is_small(kind)) {
        (false, _) => (GRID, GRID),
        (true, true) => (GRID, 2.0 * GRID),
        (true, false) => (2.0 * GRID, 2.0 * GRID),
    };
    // As much as an edit would make it grow: the title and the distance to members.
    let top = up(TITLE + GRID);
    if *kind != ContainerKind::AvailabilityZone {
        return Padding(side, top, side, end);
    }
    // The title of a lane is a band along its left edge; that of zones side by side stands on top.
    let lane_top = if holds_tiles { 2.0 * GRID } else { GRID };
    let is_lane = node.members.len() <= MAX_LANES;
    Padding(
        up(TITLE + side),
        if is_lane { lane_top } else { top },
        side,
        end,
    )
}

/// Width of a note that has none.
const NOTE: f32 = 200.0;
/// Widest title that a frame grows for.
const LONGEST: f32 = 360.0;
/// Room for the sum in a title.
const SUM: f32 = 72.0;

/// Least size: a tile fits, the title fits.
fn least(tree: &Tree<'_>, number: usize) -> (f32, f32) {
    let node = &tree.nodes[number];
    let What::Frame(kind) = &node.what else {
        return (0.0, 0.0);
    };
    if matches!(kind, ContainerKind::Note | ContainerKind::Label) {
        return tree
            .containers(number)
            .fold((0.0, 0.0), |(w, h), (_, note)| {
                let needed = note_size(
                    kind,
                    note.name.get(Language::English),
                    note.frame.w.max(NOTE),
                );
                (needed.w.max(w), needed.h.max(note.frame.h).max(h))
            });
    }
    let title = tree
        .containers(number)
        .map(|(id, container)| title(id, container))
        .fold(0.0, f32::max)
        .min(LONGEST);
    let (w, h): (f32, f32) = if is_small(kind) {
        (156.0, 104.0)
    } else {
        (176.0, 104.0)
    };
    if *kind == ContainerKind::AvailabilityZone && node.members.len() <= MAX_LANES {
        return (w, up(h.max(title + 44.0)));
    }
    let sum = if node.children.is_empty() { 12.0 } else { SUM };
    let w = if title + 26.0 + sum > w {
        up(title + 26.0 + sum)
    } else {
        w
    };
    (w, h)
}

/// Width of the title of a frame, the wider of both languages.
fn title(id: &Id, container: &Container) -> f32 {
    let text = |language| {
        let name = container.name.get(language);
        let first = if name.is_empty() {
            container.code.as_deref().unwrap_or(id.as_str())
        } else {
            name
        };
        let second = match container.kind {
            ContainerKind::Region => container.code.as_deref(),
            ContainerKind::Vpc => container.cidr.as_deref(),
            _ => None,
        };
        let text = match second.filter(|second| !first.contains(second)) {
            Some(second) => format!("{first} · {second}"),
            None => first.to_owned(),
        };
        width(&text, 11.0, Weight::SemiBold)
    };
    text(Language::English).max(text(Language::Korean))
}

/// Places on the canvas.
fn places(tree: &Tree<'_>, corner: Point) -> Arrangement {
    let mut arrangement = Arrangement::default();
    let mut corners: Vec<Vec<Point>> = Vec::with_capacity(tree.nodes.len());
    // Items between lanes stand before their new parent in the list of boxes, or after it: both are met from the top.
    corners.resize(tree.nodes.len(), Vec::new());
    let mut open = vec![0_usize];
    while let Some(number) = open.pop() {
        let node = &tree.nodes[number];
        let copies = node.members.len().max(node.copies_at.len());
        let outer = if number == 0 {
            vec![corner]
        } else {
            corners[node.parent].clone()
        };
        corners[number] = (0..copies.max(1))
            .map(|copy| {
                let outer = outer.get(copy).or(outer.first()).copied().unwrap_or(corner);
                let own = node.copies_at.get(copy).copied().unwrap_or_default();
                let at = if number == 0 {
                    Point::default()
                } else {
                    node.at
                };
                outer.offset(at.x + own.x, at.y + own.y)
            })
            .collect();
        for (member, at) in node.members.iter().zip(&corners[number]) {
            match member {
                Some(Member::Tile(id, placement)) => {
                    let tile = TileRef {
                        component: (*id).clone(),
                        placement: *placement,
                    };
                    arrangement.tiles.insert(tile, *at);
                }
                Some(Member::Frame(id)) => {
                    let rect = Rect::new(at.x, at.y, node.w, node.h);
                    arrangement.frames.insert((*id).clone(), rect);
                }
                None => {}
            }
        }
        open.extend(&node.children);
    }
    arrangement
}
