//! Moves parallel lines apart that would lie on or beside each other, in the order that makes the fewest crossings.

use super::CLEARANCE;
use super::bands::{Bands, Line};
use super::obstacle::{Heading, Obstacles};
use super::ways::Planned;
use crate::model::{Point, Rect};

/// Distance of parallel lines.
const GAP: f32 = 8.0;
/// How far a line may be moved.
const REACH: f32 = 96.0;
/// Lines that follow each other this closely count as beside each other.
const SLACK: f32 = 4.0;

/// Moves upright lines apart, then level ones. Ports stay; nothing is moved into the clearance of an obstacle.
pub(super) fn apart(ways: &mut [Planned], obstacles: &Obstacles) {
    for upright in [true, false] {
        let mut runs = runs(ways, obstacles, upright);
        for cluster in clusters(&runs) {
            settle(&mut runs, cluster);
        }
        for run in &runs {
            let Some(way) = ways.get_mut(run.way) else {
                continue;
            };
            for point in way.points.iter_mut().skip(run.index).take(2) {
                if upright {
                    point.x = run.at;
                } else {
                    point.y = run.at;
                }
            }
        }
    }
}

/// A straight part of a way, seen across: `at` is its x if it is upright, its y if it is level.
#[derive(Clone, Copy, Debug)]
struct Run {
    way: usize,
    index: usize,
    at: f32,
    /// Extent along the line.
    span: (f32, f32),
    /// Where `at` may be.
    range: (f32, f32),
    /// Lines that leave its ends: place along the line, and whether they go to smaller coordinates.
    leads: [Option<(f32, bool)>; 2],
}

impl Run {
    fn is_fixed(&self) -> bool {
        self.range.0 >= self.range.1
    }
    /// The line, as long as others are beside it.
    fn reach(&self) -> Line {
        Line {
            at: self.at,
            lo: self.span.0 - SLACK,
            hi: self.span.1 + SLACK,
        }
    }
    fn beside(&self, other: &Run) -> bool {
        self.way != other.way
            && self.span.0 - SLACK < other.span.1
            && other.span.0 - SLACK < self.span.1
    }
    /// Crossings between the two if this one has the smaller coordinate.
    fn crossings_before(&self, other: &Run) -> usize {
        let inside = |span: (f32, f32), v: f32| v > span.0 && v < span.1;
        let count = |run: &Run, span: (f32, f32), lesser: bool| {
            run.leads
                .iter()
                .flatten()
                .filter(|(v, to_lesser)| *to_lesser == lesser && inside(span, *v))
                .count()
        };
        count(other, self.span, true) + count(self, other.span, false)
    }
}

fn runs(ways: &[Planned], obstacles: &Obstacles, upright: bool) -> Vec<Run> {
    let across = |p: Point| if upright { p.x } else { p.y };
    let along = |p: Point| if upright { p.y } else { p.x };
    let mut runs = Vec::new();
    for (number, way) in ways.iter().enumerate() {
        let last = way.points.len().saturating_sub(2);
        for (index, pair) in way.points.windows(2).enumerate() {
            let (a, b) = (pair[0], pair[1]);
            if across(a) != across(b) || along(a) == along(b) {
                continue;
            }
            let at = across(a);
            let span = (along(a).min(along(b)), along(a).max(along(b)));
            let before = index
                .checked_sub(1)
                .and_then(|i| way.points.get(i))
                .copied();
            let after = way.points.get(index + 2).copied();
            let mut range = (at, at);
            if let (false, Some(before), Some(after)) = (way.by_hand, before, after) {
                range = free(obstacles, at, span, upright);
                let ports = [(before, index == 1), (after, index + 1 == last)];
                for (neighbour, is_port) in ports {
                    let keep = if is_port { GAP } else { 1.0 };
                    let other = across(neighbour);
                    if other < at {
                        range.0 = range.0.max((other + keep).min(at));
                    } else {
                        range.1 = range.1.min((other - keep).max(at));
                    }
                }
            }
            let lead = |end: Point, next: Option<Point>| {
                next.map(|next| (along(end), across(next) < across(end)))
            };
            runs.push(Run {
                way: number,
                index,
                at,
                span,
                range,
                leads: [lead(a, before), lead(b, after)],
            });
        }
    }
    runs.sort_by(|a, b| a.at.total_cmp(&b.at));
    runs
}

/// How far a line can move sideways before it meets an obstacle.
fn free(obstacles: &Obstacles, at: f32, span: (f32, f32), upright: bool) -> (f32, f32) {
    let length = span.1 - span.0;
    let area = if upright {
        Rect::new(at - REACH, span.0, 2.0 * REACH, length)
    } else {
        Rect::new(span.0, at - REACH, length, 2.0 * REACH)
    };
    let (mut lo, mut hi) = (at - REACH, at + REACH);
    let heading = if upright {
        Heading::Down
    } else {
        Heading::Right
    };
    let blocked = obstacles.any_near(area, |_, obstacle| {
        let clear = obstacle.clear(CLEARANCE);
        let ((start, near), (end, far)) = (heading.split(clear.min()), heading.split(clear.max()));
        if start >= span.1 - 0.01 || end <= span.0 + 0.01 {
            return false;
        }
        if far <= at + 0.01 {
            lo = lo.max(far);
        } else if near >= at - 0.01 {
            hi = hi.min(near);
        } else {
            return true;
        }
        false
    });
    if blocked {
        return (at, at);
    }
    (lo.min(at), hi.max(at))
}

/// Groups of runs that lie closer than the gap beside each other; runs are sorted by place.
fn clusters(runs: &[Run]) -> Vec<Vec<usize>> {
    let mut group: Vec<usize> = (0..runs.len()).collect();
    fn root(group: &mut [usize], mut i: usize) -> usize {
        while group[i] != i {
            group[i] = group[group[i]];
            i = group[i];
        }
        i
    }
    let lines: Vec<Line> = runs.iter().map(Run::reach).collect();
    let bands = Bands::new(&lines);
    for band in 0..bands.count() {
        let near = bands.band(band);
        for (place, (i, _)) in near.iter().enumerate() {
            let run = &runs[*i as usize];
            for (j, line) in &near[place + 1..] {
                if line.at - run.at >= GAP {
                    break;
                }
                if run.beside(&runs[*j as usize]) {
                    let (a, b) = (root(&mut group, *i as usize), root(&mut group, *j as usize));
                    group[a.max(b)] = a.min(b);
                }
            }
        }
    }
    let mut members: std::collections::BTreeMap<usize, Vec<usize>> = Default::default();
    for i in 0..runs.len() {
        let root = root(&mut group, i);
        members.entry(root).or_default().push(i);
    }
    members
        .into_values()
        .filter(|cluster| cluster.len() > 1)
        .collect()
}

/// Gives the runs of a cluster their places.
fn settle(runs: &mut [Run], cluster: Vec<usize>) {
    if cluster.iter().all(|&i| runs[i].is_fixed()) {
        return;
    }
    let order = order(runs, cluster);
    let count = order.len() as f32;
    let mean = order.iter().map(|&i| runs[i].at).sum::<f32>() / count;
    let movable = || order.iter().map(|&i| runs[i]).filter(|run| !run.is_fixed());
    let lo = movable().map(|run| run.range.0).fold(f32::MIN, f32::max);
    let hi = movable().map(|run| run.range.1).fold(f32::MAX, f32::min);
    let even = if hi > lo {
        GAP.min((hi - lo) / (count - 1.0))
    } else {
        GAP
    };
    let before = before(runs, &order);
    let gaps = gaps(runs, &order, &before);
    for (place, &i) in order.iter().enumerate() {
        let run = runs[i];
        if run.is_fixed() {
            continue;
        }
        let wanted = mean + (place as f32 - (count - 1.0) / 2.0) * even;
        let beside = before[place].iter().map(|&j| runs[order[j]].at);
        let at = beside.map(|at| at + gaps[place]).fold(wanted, f32::max);
        runs[i].at = at.clamp(run.range.0, run.range.1);
    }
    // Back from what comes after.
    let mut most = vec![f32::INFINITY; order.len()];
    for (place, &i) in order.iter().enumerate().rev() {
        let run = runs[i];
        if !run.is_fixed() {
            runs[i].at = run.at.min(most[place]).clamp(run.range.0, run.range.1);
        }
        for &j in &before[place] {
            most[j] = most[j].min(runs[i].at - gaps[place]);
        }
    }
}

/// The order of a cluster across its runs that makes few crossings.
fn order(runs: &[Run], cluster: Vec<usize>) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::with_capacity(cluster.len());
    for i in cluster {
        let run = runs[i];
        let mut place = order.len();
        while place > 0 {
            let other = runs[order[place - 1]];
            if !run.beside(&other) {
                break;
            }
            let (before, after) = (run.crossings_before(&other), other.crossings_before(&run));
            let earlier = before < after && (run.at - other.at).abs() < GAP;
            if !earlier {
                break;
            }
            place -= 1;
        }
        order.insert(place, i);
    }
    order
}

/// For each place in the order, the earlier places whose runs lie beside its run.
fn before(runs: &[Run], order: &[usize]) -> Vec<Vec<usize>> {
    let earlier = |place: usize| {
        let run = &runs[order[place]];
        (0..place).filter(|j| runs[order[*j]].beside(run)).collect()
    };
    (0..order.len()).map(earlier).collect()
}

/// How often room is shared out before what is still too close is left so.
const ROUNDS: usize = 12;

/// The distance that each run keeps from those before it: [`GAP`], and where some that lie beside each other have not
/// room for that, an equal share of what room there is.
fn gaps(runs: &[Run], order: &[usize], before: &[Vec<usize>]) -> Vec<f32> {
    let mut gaps = vec![GAP; order.len()];
    // Where each run is at the least, and the place before that keeps it there.
    let mut least: Vec<(f32, Option<usize>)> = Vec::with_capacity(order.len());
    for _ in 0..ROUNDS {
        least.clear();
        let mut fits = true;
        for (place, &i) in order.iter().enumerate() {
            let run = runs[i];
            let mut here = (run.range.0, None);
            for &j in &before[place] {
                let at = least[j].0 + gaps[place];
                let both_fixed = run.is_fixed() && runs[order[j]].is_fixed();
                if at > here.0 && !both_fixed {
                    here = (at, Some(j));
                }
            }
            least.push(here);
            if here.0 <= run.range.1 + 0.01 {
                continue;
            }
            let mut chain = vec![place];
            while let Some(j) = least[chain[chain.len() - 1]].1 {
                chain.push(j);
            }
            let first = chain.pop().unwrap_or(place);
            let room = run.range.1 - least[first].0;
            // Where the first of them has no place before the last, no gap helps.
            if room > 0.0 {
                let share = room / chain.len() as f32;
                for member in chain {
                    fits &= gaps[member] <= share;
                    gaps[member] = gaps[member].min(share);
                }
            }
            least[place] = (run.range.1, None);
        }
        if fits {
            break;
        }
    }
    gaps
}
