//! The last resort where obstacles leave no way: A* over the crossings of the lines that touch obstacles and ports, with a
//! price on bends and a high one on what is crossed.

use super::CLEARANCE;
use super::obstacle::{Obstacle, Obstacles};
use super::port::{Port, away, heading};
use super::shape::{BEND, Way, simplify};
use crate::model::{Point, Rect};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// How far a line leaves a port before it may turn.
const STUB: f32 = CLEARANCE;
/// Clearance that is kept.
const LIMIT: f32 = 1.0;
/// Price of a unit of length inside an obstacle.
const FORCED: f32 = 30.0;
/// Largest grid that is searched, in nodes.
const MAX_NODES: usize = 160_000;

/// The cheapest way from one of `from` to one of `to` inside `window`.
pub(super) fn search(
    from: &[Port],
    to: &[Port],
    obstacles: &Obstacles,
    window: Rect,
) -> Option<Way> {
    let grid = Grid::new(from, to, obstacles, window)?;
    let states = grid.xs.len() * grid.ys.len() * 4;
    let mut best = vec![f32::INFINITY; states];
    let mut came = vec![u32::MAX; states];
    let mut heap = BinaryHeap::new();
    let goals: Vec<(usize, usize)> = (0..to.len())
        .filter_map(|j| Some((grid.node(away(&to[j], STUB))?, j)))
        .collect();
    let targets: Vec<Point> = goals.iter().map(|&(node, _)| grid.point(node)).collect();
    // Distance that is left, and a bend where the goal is not straight ahead.
    let guess = |node: usize, direction: usize| {
        let p = grid.point(node);
        let left = |t: &Point| {
            let (dx, dy) = ((p.x - t.x).abs(), (p.y - t.y).abs());
            let aside = if direction.is_multiple_of(2) { dy } else { dx };
            dx + dy + if aside > 0.0 { BEND } else { 0.0 }
        };
        targets.iter().map(left).fold(f32::INFINITY, f32::min)
    };
    for port in from {
        let Some(node) = grid.node(away(port, STUB)) else {
            continue;
        };
        let state = node * 4 + heading(port) as usize;
        let cost = port.bias;
        if cost < best[state] {
            best[state] = cost;
            heap.push(Reverse((bits(cost + guess(node, state % 4)), state as u32)));
        }
    }
    let mut found: Option<(f32, usize, usize)> = None;
    while let Some(Reverse((estimate, state))) = heap.pop() {
        let state = state as usize;
        if found.is_some_and(|(cost, _, _)| bits(cost) <= estimate) {
            break;
        }
        let (node, direction) = (state / 4, state % 4);
        let cost = best[state];
        if estimate > bits(cost + guess(node, direction)) {
            continue;
        }
        for &(goal, j) in &goals {
            let into = (heading(&to[j]) as usize + 2) % 4;
            if goal == node && direction != (into + 2) % 4 {
                let total = cost + to[j].bias + if direction == into { 0.0 } else { BEND };
                if found.is_none_or(|(least, _, _)| total < least) {
                    found = Some((total, state, j));
                }
            }
        }
        for next in 0..4 {
            if next == (direction + 2) % 4 {
                continue;
            }
            let Some((other, step)) = grid.step(node, next) else {
                continue;
            };
            let total = cost + step + if next == direction { 0.0 } else { BEND };
            let key = other * 4 + next;
            if total < best[key] {
                best[key] = total;
                came[key] = state as u32;
                let whole = total + guess(other, next);
                heap.push(Reverse((bits(whole), key as u32)));
            }
        }
    }
    let (cost, last, j) = found?;
    let mut states = vec![last];
    let mut at = last;
    while came[at] != u32::MAX {
        at = came[at] as usize;
        states.push(at);
    }
    let start = grid.point(at / 4);
    let i = from
        .iter()
        .position(|port| away(port, STUB) == start && heading(port) as usize == at % 4)?;
    let mut points = vec![from[i].at];
    points.extend(states.iter().rev().map(|state| grid.point(state / 4)));
    points.push(to[j].at);
    Some(Way {
        points: simplify(&points),
        cost,
        ports: (i, j),
    })
}

/// Costs are not negative, so their bits sort as they do.
fn bits(cost: f32) -> u32 {
    cost.max(0.0).to_bits()
}

/// Crossings of the interesting lines, and which neighbours are cut off.
struct Grid {
    xs: Vec<f32>,
    ys: Vec<f32>,
    /// By node: the edge to the right is blocked, the edge down is blocked.
    blocked: Vec<[bool; 2]>,
}

impl Grid {
    fn new(from: &[Port], to: &[Port], obstacles: &Obstacles, window: Rect) -> Option<Grid> {
        let near: Vec<Obstacle> = obstacles.near(window);
        let (mut xs, mut ys) = (Vec::new(), Vec::new());
        for obstacle in &near {
            let clear = obstacle.clear(LIMIT);
            xs.extend([clear.x, clear.right()]);
            ys.extend([clear.y, clear.bottom()]);
        }
        xs.retain(|x| *x >= window.x && *x <= window.right());
        ys.retain(|y| *y >= window.y && *y <= window.bottom());
        let ends: Vec<Point> = from.iter().chain(to).map(|port| away(port, STUB)).collect();
        for (i, p) in ends.iter().enumerate() {
            xs.push(p.x);
            ys.push(p.y);
            for q in &ends[i + 1..] {
                xs.push((p.x + q.x) / 2.0);
                ys.push((p.y + q.y) / 2.0);
            }
        }
        for axis in [&mut xs, &mut ys] {
            axis.sort_by(f32::total_cmp);
            axis.dedup();
        }
        let nodes = xs.len().checked_mul(ys.len())?;
        if nodes == 0 || nodes > MAX_NODES {
            return None;
        }
        let mut blocked = vec![[false; 2]; nodes];
        for obstacle in &near {
            mark(&xs, &ys, obstacle.clear(LIMIT), &mut blocked);
        }
        Some(Grid { xs, ys, blocked })
    }
    fn node(&self, p: Point) -> Option<usize> {
        let x = self.xs.binary_search_by(|v| v.total_cmp(&p.x)).ok()?;
        let y = self.ys.binary_search_by(|v| v.total_cmp(&p.y)).ok()?;
        Some(y * self.xs.len() + x)
    }
    fn point(&self, node: usize) -> Point {
        let width = self.xs.len();
        Point::new(self.xs[node % width], self.ys[node / width])
    }
    /// The neighbour in `direction` with the price of the step.
    fn step(&self, node: usize, direction: usize) -> Option<(usize, f32)> {
        let width = self.xs.len();
        let (x, y) = (node % width, node / width);
        let (other, edge) = match direction {
            0 if x + 1 < width => (node + 1, self.blocked[node][0]),
            1 if y + 1 < self.ys.len() => (node + width, self.blocked[node][1]),
            2 if x > 0 => (node - 1, self.blocked[node - 1][0]),
            3 if y > 0 => (node - width, self.blocked[node - width][1]),
            _ => return None,
        };
        let (a, b) = (self.point(node), self.point(other));
        let length = (a.x - b.x).abs() + (a.y - b.y).abs();
        Some((other, if edge { length * FORCED } else { length }))
    }
}

/// Blocks the edges that pass through the inside of `clear`.
fn mark(xs: &[f32], ys: &[f32], clear: Rect, blocked: &mut [[bool; 2]]) {
    let first = |axis: &[f32], v: f32| axis.partition_point(|a| *a <= v);
    let last = |axis: &[f32], v: f32| axis.partition_point(|a| *a < v);
    // Lines strictly inside, and gaps between lines that overlap the inside.
    let (x_in, x_out) = (first(xs, clear.x), last(xs, clear.right()));
    let (y_in, y_out) = (first(ys, clear.y), last(ys, clear.bottom()));
    let width = xs.len();
    for y in y_in..y_out {
        for x in x_in.saturating_sub(1)..x_out {
            blocked[y * width + x][0] = true;
        }
    }
    for y in y_in.saturating_sub(1)..y_out {
        for x in x_in..x_out {
            blocked[y * width + x][1] = true;
        }
    }
}
