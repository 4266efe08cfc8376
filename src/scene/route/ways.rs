//! Ways of all links: sides and ports are chosen, and the ways between them found.

use super::grid;
use super::lines::Lines;
use super::link::{self, Link};
use super::port::{self, Node, Port, SIDES, Wish};
use super::search::{Rules, Search};
use super::shape::{self, Way, simplify};
use super::{CLEARANCE, Net};
use crate::model::{Point, Rect, Side};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A way with its ports.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Planned {
    pub(super) points: Vec<Point>,
    pub(super) sides: (Side, Side),
    /// Set by hand: not moved apart.
    pub(super) by_hand: bool,
}

/// What a turn close to a tile costs, in units of length.
const CRAMPED: f32 = 20.0;
/// Clearance where there is not room for more.
const TIGHT: f32 = 3.0;
/// How far ways go round the ends of all links that are searched for.
const ROOM: f32 = 640.0;
/// Links that a thread takes at a time at least, and the number from which more than one thread takes part.
const SHARE: usize = 32;
const MANY: usize = 256;

/// Ways of all links, before lines are moved apart. Those of `kept` stay as they are if their ports do.
pub(super) fn plan(net: &Net, links: &[Link], kept: BTreeMap<link::Key, Planned>) -> Vec<Planned> {
    let finder = Finder::new(net, links, &kept);
    let sides: Vec<(Side, Side)> =
        finder.share(links, |search, _, link| match kept.get(&link.key) {
            Some(way) => way.sides,
            None => finder.choose_sides(search, link),
        });
    let ports = port::assign(&net.nodes, &wishes(net, links, &sides));
    finder.share(links, |search, number, link| {
        let (from, to) = (&net.nodes[link.from], &net.nodes[link.to]);
        let sides = sides[number];
        let port = |is_to: bool, node: &Node, side: Side| {
            let found = ports.get(&(number, is_to)).copied();
            found.unwrap_or_else(|| node.floating(side, node.rect.center(), false))
        };
        let (p, q) = (port(false, from, sides.0), port(true, to, sides.1));
        if !link.bends.is_empty() {
            return Planned {
                points: through(&p, &q, &link.bends),
                sides,
                by_hand: true,
            };
        }
        if let Some(way) = kept.get(&link.key)
            && way.points.first() == Some(&p.at)
            && way.points.last() == Some(&q.at)
        {
            return way.clone();
        }
        Planned {
            points: finder.find(search, link, &[p], &[q]).points,
            sides,
            by_hand: false,
        }
    })
}

/// What the ends of links ask of the sides they leave and reach.
fn wishes(net: &Net, links: &[Link], sides: &[(Side, Side)]) -> Vec<Wish> {
    let mut wishes = Vec::with_capacity(links.len() * 2);
    for (number, (link, sides)) in links.iter().zip(sides).enumerate() {
        let middles = (
            net.nodes[link.from].rect.center(),
            net.nodes[link.to].rect.center(),
        );
        let first = link.bends.first().copied().unwrap_or(middles.1);
        let last = link.bends.last().copied().unwrap_or(middles.0);
        let ends = [
            (false, link.from, sides.0, link.from_inward, first),
            (true, link.to, sides.1, link.to_inward, last),
        ];
        for (is_to, node, side, inward, aim) in ends {
            wishes.push(Wish {
                end: (number, is_to),
                node,
                side,
                inward,
                aim,
            });
        }
    }
    wishes
}

/// Finds ways. What all searches share is made when the first of them asks for it.
struct Finder<'n> {
    net: &'n Net,
    /// Around all links that have no way yet.
    area: Rect,
    lines: OnceLock<Lines>,
    tight: OnceLock<Lines>,
}

impl<'n> Finder<'n> {
    fn new(net: &'n Net, links: &[Link], kept: &BTreeMap<link::Key, Planned>) -> Finder<'n> {
        let open = links.iter().filter(|link| !kept.contains_key(&link.key));
        let ends = open.flat_map(|link| [link.from, link.to]);
        let area = ends.map(|end| net.nodes[end].rect).reduce(Rect::union);
        Finder {
            net,
            area: area.unwrap_or_default().expand(ROOM),
            lines: OnceLock::new(),
            tight: OnceLock::new(),
        }
    }
    /// The lines for searches with a clearance of `limit`.
    fn lines(&self, limit: f32) -> &Lines {
        let lines = if limit < CLEARANCE {
            &self.tight
        } else {
            &self.lines
        };
        lines.get_or_init(|| Lines::new(&self.net.obstacles, limit, self.area))
    }
    /// What `work` makes of each link, in their order. Many links are shared out over threads; each is seen for itself, so
    /// the results are the same whoever does the work.
    fn share<T: Send>(
        &self,
        links: &[Link],
        work: impl Fn(&mut Search, usize, &Link) -> T + Sync,
    ) -> Vec<T> {
        let numbered = |search: &mut Search, (number, link)| work(search, number, link);
        if links.len() < MANY {
            let mut search = Search::default();
            let links = links.iter().enumerate();
            return links.map(|link| numbered(&mut search, link)).collect();
        }
        let links = links.par_iter().enumerate().with_min_len(SHARE);
        links.map_init(Search::default, numbered).collect()
    }
    /// Sides of the cheapest way between the two ends, each route seen for itself.
    fn choose_sides(&self, search: &mut Search, link: &Link) -> (Side, Side) {
        let net = self.net;
        let (from, to) = (&net.nodes[link.from], &net.nodes[link.to]);
        let (a, b) = (from.rect.center(), to.rect.center());
        if let (Some(first), Some(last)) = (link.bends.first(), link.bends.last()) {
            return (
                link.from_side.unwrap_or_else(|| facing(from.rect, *first)),
                link.to_side.unwrap_or_else(|| facing(to.rect, *last)),
            );
        }
        let offer = |node: &Node, fixed: Option<Side>, other: Point, inward: bool| -> Vec<Port> {
            let sides: &[Side] = match &fixed {
                Some(side) => std::slice::from_ref(side),
                None => &SIDES,
            };
            sides
                .iter()
                .map(|side| node.floating(*side, other, inward))
                .collect()
        };
        let ports = (
            offer(from, link.from_side, b, link.from_inward),
            offer(to, link.to_side, a, link.to_inward),
        );
        let way = self.find(search, link, &ports.0, &ports.1);
        (ports.0[way.ports.0].side, ports.1[way.ports.1].side)
    }

    /// The best way between the offered ports: a plain shape if one is clear and short enough, else what a search finds,
    /// with shrinking clearance. There is always a way.
    fn find(&self, search: &mut Search, link: &Link, from: &[Port], to: &[Port]) -> Way {
        let net = self.net;
        let ends = (net.nodes[link.from].rect, net.nodes[link.to].rect);
        let obstacles = &net.obstacles;
        let both = ends.0.union(ends.1);
        let gap = span(ends.0, ends.1);
        let roomy = shape::plain(from, to, ends, obstacles, 2.0 * CLEARANCE, CLEARANCE);
        // Short stubs look cramped; they are for gaps where long ones do not fit.
        let plain = match roomy {
            Some(way) if way.cost <= gap + 2.0 * shape::BEND => Some(way),
            roomy => match (
                roomy,
                shape::plain(from, to, ends, obstacles, CLEARANCE, CLEARANCE),
            ) {
                (Some(a), Some(b)) => Some(if b.cost + CRAMPED < a.cost { b } else { a }),
                (a, b) => a.or(b),
            },
        };
        let short = gap * 1.5 + 2.0 * shape::BEND + 160.0;
        let plain = match plain {
            Some(way) if way.cost <= short => return way,
            other => other,
        };
        let tight = [
            (2.0 * CLEARANCE, CLEARANCE),
            (CLEARANCE, CLEARANCE),
            (TIGHT, TIGHT),
        ];
        for (stub, limit) in tight {
            let rules = Rules {
                stub,
                limit,
                most: plain.as_ref().map_or(f32::INFINITY, |way| way.cost),
            };
            // A way that was kept, but whose ports have moved, may lie elsewhere.
            let around = || Lines::new(obstacles, limit, both.expand(ROOM));
            let own = (!self.area.contains_rect(both)).then(around);
            let lines = own.as_ref().unwrap_or_else(|| self.lines(limit));
            let way = search.run(from, to, (lines, obstacles), rules);
            if let Some(way) = way.or(plain.clone()) {
                return way;
            }
        }
        grid::search(from, to, obstacles, both.expand(160.0))
            .or_else(|| shape::blind(from, to, ends, CLEARANCE))
            .unwrap_or_else(|| Way {
                points: vec![from[0].at, Point::new(to[0].at.x, from[0].at.y), to[0].at],
                cost: 0.0,
                ports: (0, 0),
            })
    }
}

/// The side of `rect` that looks at `point`.
fn facing(rect: Rect, point: Point) -> Side {
    let middle = rect.center();
    let dx = (point.x - middle.x) / rect.w.max(1.0);
    let dy = (point.y - middle.y) / rect.h.max(1.0);
    match (dx.abs() >= dy.abs(), dx >= 0.0, dy >= 0.0) {
        (true, true, _) => Side::Right,
        (true, false, _) => Side::Left,
        (false, _, true) => Side::Bottom,
        (false, _, false) => Side::Top,
    }
}

/// Distance between two boxes, upright and level parts added.
fn span(a: Rect, b: Rect) -> f32 {
    let one = |a0: f32, a1: f32, b0: f32, b1: f32| (b0 - a1).max(a0 - b1).max(0.0);
    one(a.x, a.right(), b.x, b.right()) + one(a.y, a.bottom(), b.y, b.bottom())
}

/// The way through bends set by hand, with corners where two bends are not in line.
fn through(p: &Port, q: &Port, bends: &[Point]) -> Vec<Point> {
    let mut points = vec![p.at];
    let mut level = matches!(p.side, Side::Left | Side::Right);
    let mut at = p.at;
    for &bend in bends {
        if at.x != bend.x && at.y != bend.y {
            points.push(if level {
                Point::new(bend.x, at.y)
            } else {
                Point::new(at.x, bend.y)
            });
            level = !level;
        } else {
            level = at.y == bend.y;
        }
        points.push(bend);
        at = bend;
    }
    if at.x != q.at.x && at.y != q.at.y {
        points.push(if matches!(q.side, Side::Left | Side::Right) {
            Point::new(at.x, q.at.y)
        } else {
            Point::new(q.at.x, at.y)
        });
    }
    points.push(q.at);
    simplify(&points)
}
