//! The cheapest way around obstacles: A* over the [`Lines`] of a drawing, with a price on bends.
//!
//! A step of the search is a whole straight part of a way: from where it comes onto a line, along it, to all places where
//! it may turn off.

use super::bands::Line;
use super::lines::Lines;
use super::obstacle::{Heading, Obstacles};
use super::port::{Port, away, heading};
use super::shape::{BEND, Way, simplify};
use crate::model::Point;
use std::collections::BinaryHeap;

/// How a search may move.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules {
    /// How far a line leaves a port before it may turn.
    pub(super) stub: f32,
    /// Clearance that is kept.
    pub(super) limit: f32,
    /// Ways that cost as much are of no use.
    pub(super) most: f32,
}

/// How far lines of ports go where nothing is in the way.
const FAR: f32 = 4e6;
/// Number of a line that belongs to a port.
const OWN: u32 = u32::MAX;
const NONE: u32 = u32::MAX;

/// A straight part of a way that may become the cheapest one.
#[derive(Clone, Copy, Debug)]
struct Part {
    heading: Heading,
    /// The line it lies on, or [`OWN`].
    line: u32,
    /// Coordinate across.
    at: f32,
    /// Where it begins, along.
    start: f32,
    /// Where the search has come to on it, along.
    now: f32,
    /// Where the line ends in this direction.
    end: f32,
    /// Cost up to `now`.
    cost: f32,
    /// The part before it; the number of the port for the first part.
    before: u32,
    is_first: bool,
    /// Itself, or what it goes on from, in the list of its line.
    own: u32,
    /// The part of the same line and direction that was found before it.
    next: u32,
}

impl Part {
    /// Cost of going on to a place ahead.
    fn cost_at(&self, along: f32) -> f32 {
        self.cost + (along - self.now).abs()
    }
    fn point(&self, along: f32) -> Point {
        self.heading.join(along, self.at)
    }
}

/// A place to arrive at.
#[derive(Clone, Copy, Debug)]
struct Goal {
    at: Point,
    /// The direction in which a line goes into the port.
    into: Heading,
    bias: f32,
    port: usize,
}

/// A line that leads to a goal.
#[derive(Clone, Copy, Debug)]
struct Last {
    goal: usize,
    /// Direction in which it is travelled.
    heading: Heading,
    line: Line,
    /// Bend at the end of it.
    bend: f32,
}

/// What a search works with; kept from one to the next.
#[derive(Default)]
pub(super) struct Search {
    parts: Vec<Part>,
    heap: BinaryHeap<u64>,
    goals: Vec<Goal>,
    lasts: Vec<Last>,
    /// The last part found of each line, by direction; valid where `marks` says so.
    heads: [Vec<u32>; 4],
    marks: [Vec<u32>; 4],
    round: u32,
    found: Option<Found>,
    most: f32,
}

/// A whole way: its last part, where it leaves that, and the goal.
#[derive(Clone, Copy, Debug)]
struct Found {
    cost: f32,
    part: u32,
    turn: Point,
    goal: usize,
}

/// The directions across another one: to smaller coordinates, to greater ones.
fn across(heading: Heading) -> [Heading; 2] {
    if heading.is_level() {
        [Heading::Up, Heading::Down]
    } else {
        [Heading::Left, Heading::Right]
    }
}

fn end(heading: Heading, line: &Line) -> f32 {
    if heading.is_rising() {
        line.hi
    } else {
        line.lo
    }
}

impl Search {
    /// The cheapest way from one of `from` to one of `to`.
    pub(super) fn run(
        &mut self,
        from: &[Port],
        to: &[Port],
        (lines, obstacles): (&Lines, &Obstacles),
        rules: Rules,
    ) -> Option<Way> {
        self.parts.clear();
        self.heap.clear();
        self.found = None;
        self.most = rules.most;
        self.round = self.round.wrapping_add(1);
        for heading in Heading::ALL {
            let count = lines.count(heading.is_level());
            self.heads[heading as usize].resize(count, NONE);
            self.marks[heading as usize].resize(count, 0);
        }
        self.arrive(to, obstacles, rules);
        self.leave(from, obstacles, rules);
        while let Some(top) = self.heap.pop() {
            let estimate = f32::from_bits(!((top >> 32) as u32));
            if estimate >= self.most {
                break;
            }
            self.follow(!(top as u32), estimate, lines);
        }
        let found = self.found?;
        Some(self.way(from, to, found))
    }
    /// Goals and the lines that lead to them.
    fn arrive(&mut self, to: &[Port], obstacles: &Obstacles, rules: Rules) {
        self.goals.clear();
        self.lasts.clear();
        for (number, port) in to.iter().enumerate() {
            let at = away(port, rules.stub);
            if obstacles.blocks(at, at, rules.limit) {
                continue;
            }
            let into = heading(port).back();
            let goal = self.goals.len();
            self.goals.push(Goal {
                at,
                into,
                bias: port.bias + rules.stub,
                port: number,
            });
            for heading in Heading::ALL {
                if heading == into.back() {
                    continue;
                }
                let (along, across) = heading.split(at);
                let far = if heading.is_rising() { -FAR } else { FAR };
                let back = obstacles.reach(at, heading.back(), far, rules.limit);
                let line = Line {
                    at: across,
                    lo: along.min(back),
                    hi: along.max(back),
                };
                if heading != into && line.lo == line.hi {
                    continue;
                }
                self.lasts.push(Last {
                    goal,
                    heading,
                    line,
                    bend: if heading == into { 0.0 } else { BEND },
                });
            }
        }
    }
    /// First parts.
    fn leave(&mut self, from: &[Port], obstacles: &Obstacles, rules: Rules) {
        for (number, port) in from.iter().enumerate() {
            let at = away(port, rules.stub);
            if obstacles.blocks(at, at, rules.limit) {
                continue;
            }
            let out = heading(port);
            for heading in Heading::ALL {
                if heading == out.back() {
                    continue;
                }
                let (along, across) = heading.split(at);
                let far = if heading.is_rising() { FAR } else { -FAR };
                let bend = if heading == out { 0.0 } else { BEND };
                let part = Part {
                    heading,
                    line: OWN,
                    at: across,
                    start: along,
                    now: along,
                    end: obstacles.reach(at, heading, far, rules.limit),
                    cost: port.bias + rules.stub + bend,
                    before: number as u32,
                    is_first: true,
                    own: NONE,
                    next: NONE,
                };
                self.push(part, part.cost + self.left(at, heading));
            }
        }
    }
    /// The least that is left to pay from a place in a direction.
    fn left(&self, from: Point, heading: Heading) -> f32 {
        let one = |goal: &Goal| {
            let (dx, dy) = (goal.at.x - from.x, goal.at.y - from.y);
            let (ahead, aside) = match heading {
                Heading::Right => (dx, dy),
                Heading::Left => (-dx, dy),
                Heading::Down => (dy, dx),
                Heading::Up => (-dy, dx),
            };
            let bends = if heading == goal.into {
                match (ahead >= 0.0, aside == 0.0) {
                    (true, true) => 0.0,
                    (true, false) => 2.0,
                    _ => 4.0,
                }
            } else if heading == goal.into.back() {
                2.0
            } else {
                let onward = match goal.into {
                    Heading::Right => dx,
                    Heading::Left => -dx,
                    Heading::Down => dy,
                    Heading::Up => -dy,
                };
                if ahead >= 0.0 && onward >= 0.0 {
                    1.0
                } else {
                    3.0
                }
            };
            dx.abs() + dy.abs() + bends * BEND + goal.bias
        };
        self.goals.iter().map(one).fold(f32::INFINITY, f32::min)
    }
    fn push(&mut self, part: Part, estimate: f32) {
        if estimate < self.most {
            let number = self.parts.len() as u32;
            self.parts.push(part);
            self.enqueue(number, estimate);
        }
    }
    /// Costs are not negative, so their bits sort as they do. Of equal ones the latest comes first.
    fn enqueue(&mut self, number: u32, estimate: f32) {
        let bits = !estimate.max(0.0).to_bits();
        self.heap.push((u64::from(bits) << 32) | u64::from(!number));
    }
    /// Follows a part along its line: to the goals, and to all lines that it may turn to.
    fn follow(&mut self, number: u32, estimate: f32, lines: &Lines) {
        let mut part = self.parts[number as usize];
        let rising = part.heading.is_rising();
        if part.now == part.start {
            self.goals_from(number, &part);
        }
        let Some(end) = self.end_of(&part) else {
            return;
        };
        let mut turns = [if rising {
            f32::NEG_INFINITY
        } else {
            f32::INFINITY
        }; 2];
        let mut begin = part.now;
        if part.line != OWN {
            turns = lines.turns(part.heading, part.line as usize, part.start);
            // Nothing turns off before the first of the two.
            begin = if rising {
                begin.max(turns[0].min(turns[1]))
            } else {
                begin.min(turns[0].max(turns[1]))
            };
        }
        let level = part.heading.is_level();
        let sides = across(part.heading);
        for (crossed, line) in lines.crossing(!level, part.at, begin, rising) {
            let along = line.at;
            if (rising && along > end) || (!rising && along < end) {
                return;
            }
            if part.at < line.lo || part.at > line.hi || along == part.now {
                continue;
            }
            let cost = part.cost + (along - part.now).abs();
            let point = part.point(along);
            let straight = cost + self.left(point, part.heading);
            self.turn(number, &part, (crossed, line), (point, cost), turns, sides);
            if straight > estimate + 0.5 {
                if straight < self.most {
                    part.now = along;
                    part.cost = cost;
                    self.push(part, straight);
                }
                return;
            }
        }
    }
    /// How far a part is worth following; none if not at all, because others of its line are better.
    fn end_of(&self, part: &Part) -> Option<f32> {
        let rising = part.heading.is_rising();
        let mut end = part.end;
        if part.line == OWN {
            return Some(end);
        }
        let mut other = self.heads[part.heading as usize][part.line as usize];
        while other != NONE {
            let before = &self.parts[other as usize];
            if other != part.own {
                let (later, sooner) = if rising {
                    (before.start.max(part.now), before.start <= part.start)
                } else {
                    (before.start.min(part.now), before.start >= part.start)
                };
                let slack = if sooner { 0.0 } else { 0.01 };
                if before.cost_at(later) + slack <= part.cost_at(later) {
                    if later == part.now {
                        return None;
                    }
                    end = if rising {
                        end.min(later)
                    } else {
                        end.max(later)
                    };
                }
            }
            other = before.next;
        }
        Some(end)
    }
    fn turn(
        &mut self,
        number: u32,
        part: &Part,
        (crossed, line): (u32, Line),
        (point, cost): (Point, f32),
        turns: [f32; 2],
        sides: [Heading; 2],
    ) {
        let rising = part.heading.is_rising();
        for (heading, from) in sides.into_iter().zip(turns) {
            let may = if rising {
                line.at > from
            } else {
                line.at < from
            };
            let end = end(heading, &line);
            if !may || end == part.at {
                continue;
            }
            let cost = cost + BEND;
            let estimate = cost + self.left(point, heading);
            if estimate >= self.most {
                continue;
            }
            let next = Part {
                heading,
                line: crossed,
                at: line.at,
                start: part.at,
                now: part.at,
                end,
                cost,
                before: number,
                is_first: false,
                own: NONE,
                next: NONE,
            };
            if let Some(next) = self.enter(next) {
                self.push_entered(next, estimate);
            }
        }
    }
    /// Enters a part in the list of its line; none if another part is at least as good.
    fn enter(&mut self, mut part: Part) -> Option<Part> {
        let (slot, line) = (part.heading as usize, part.line as usize);
        if self.marks[slot][line] != self.round {
            self.marks[slot][line] = self.round;
            self.heads[slot][line] = NONE;
        }
        let mut other = self.heads[slot][line];
        while other != NONE {
            let before = &self.parts[other as usize];
            let sooner = if before.heading.is_rising() {
                before.start <= part.start
            } else {
                before.start >= part.start
            };
            if sooner && before.cost_at(part.start) <= part.cost {
                return None;
            }
            other = before.next;
        }
        part.next = self.heads[slot][line];
        part.own = self.parts.len() as u32;
        Some(part)
    }
    fn push_entered(&mut self, part: Part, estimate: f32) {
        self.heads[part.heading as usize][part.line as usize] = self.parts.len() as u32;
        self.push(part, estimate);
    }
    /// Ways that end from a part.
    fn goals_from(&mut self, number: u32, part: &Part) {
        let (lo, hi) = (part.now.min(part.end), part.now.max(part.end));
        for i in 0..self.lasts.len() {
            let last = self.lasts[i];
            let goal = self.goals[last.goal];
            let (along, _) = last.heading.split(goal.at);
            let (cost, turn) = if last.heading == part.heading {
                // On the same line already.
                let ahead = if part.heading.is_rising() {
                    along - part.now
                } else {
                    part.now - along
                };
                if last.line.at != part.at || ahead < 0.0 || along < lo || along > hi {
                    continue;
                }
                (part.cost + ahead, goal.at)
            } else if last.heading == part.heading.back() {
                continue;
            } else {
                let crossing = last.line.at;
                let inside = crossing >= lo && crossing <= hi;
                let ahead = if last.heading.is_rising() {
                    along - part.at
                } else {
                    part.at - along
                };
                let meets = inside && last.line.lo <= part.at && part.at <= last.line.hi;
                // Without a way to go, on either line, this would be a line that turns back on itself.
                if !meets || ahead <= 0.0 || crossing == part.start {
                    continue;
                }
                let turn = part.point(crossing);
                (part.cost + (crossing - part.now).abs() + BEND + ahead, turn)
            };
            let cost = cost + last.bend + goal.bias;
            if cost < self.most {
                self.most = cost;
                self.found = Some(Found {
                    cost,
                    part: number,
                    turn,
                    goal: last.goal,
                });
            }
        }
    }
    fn way(&self, from: &[Port], to: &[Port], found: Found) -> Way {
        let goal = self.goals[found.goal];
        let mut points = vec![to[goal.port].at, goal.at, found.turn];
        let mut number = found.part;
        let first = loop {
            let part = &self.parts[number as usize];
            points.push(part.point(part.start));
            if part.is_first {
                break part.before as usize;
            }
            number = part.before;
        };
        points.push(from[first].at);
        points.reverse();
        Way {
            points: simplify(&points),
            cost: found.cost,
            ports: (first, goal.port),
        }
    }
}
