//! The lines that good ways run on: along the edges of obstacles, at their clearance, as far as nothing is in the way.
//!
//! A cheapest way can always be drawn so that all its parts but the first and the last lie on such lines: a part that
//! touches nothing can be moved sideways, at no cost, until it does. So a search has to look at these lines alone. They
//! are found once for all routes of a drawing.

use super::bands::{Bands, Line};
use super::obstacle::{Heading, Obstacles};
use crate::model::Rect;

/// The lines of a drawing.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines {
    /// Level lines and upright ones.
    axes: [Axis; 2],
}

/// All level lines, or all upright ones.
#[derive(Clone, Debug, Default)]
struct Axis {
    /// Sorted by where they are, then by where they start.
    lines: Vec<Line>,
    /// Where lines touch obstacles: on their side of smaller coordinates, and on the other side.
    touches: [Touches; 2],
    bands: Bands,
}

/// Stretches where lines run along an edge.
#[derive(Clone, Debug, Default)]
struct Touches {
    /// Where those of each line start in `spans`; one more entry than lines.
    starts: Vec<u32>,
    /// In the order of lines; those of a line sorted, with gaps between them.
    spans: Vec<(f32, f32)>,
}

/// How far lines go beyond all obstacles.
const MARGIN: f32 = 64.0;

impl Lines {
    /// The lines of obstacles within an area, with clearances up to `limit`.
    pub(super) fn new(obstacles: &Obstacles, limit: f32, area: Rect) -> Lines {
        let near: Vec<Rect> = obstacles
            .near(area)
            .into_iter()
            .map(|obstacle| obstacle.clear(limit))
            .collect();
        let Some(all) = near.iter().copied().reduce(Rect::union) else {
            return Lines::default();
        };
        let bounds = all.expand(MARGIN);
        let axis = |is_level| Axis::new(&near, obstacles, limit, bounds, is_level);
        Lines {
            axes: [axis(true), axis(false)],
        }
    }
    fn axis(&self, is_level: bool) -> &Axis {
        &self.axes[usize::from(!is_level)]
    }
    /// How many level lines, or upright ones, there are.
    pub(super) fn count(&self, is_level: bool) -> usize {
        self.axis(is_level).lines.len()
    }
    /// The lines (level ones if `is_level`) that pass near `along`, from `start` on in rising or falling order.
    pub(super) fn crossing(
        &self,
        is_level: bool,
        along: f32,
        start: f32,
        rising: bool,
    ) -> impl Iterator<Item = (u32, Line)> + use<'_> {
        let list = self.axis(is_level).bands.around(along);
        let (mut up, mut down): (&[_], &[_]) = (&[], &[]);
        if rising {
            up = &list[list.partition_point(|(_, line)| line.at < start)..];
        } else {
            down = &list[..list.partition_point(|(_, line)| line.at <= start)];
        }
        up.iter().chain(down.iter().rev()).copied()
    }
    /// From where on a way that came onto a line at `start` in direction `heading` may turn off it, to smaller coordinates
    /// and to greater ones: it may turn only round something that it has passed.
    pub(super) fn turns(&self, heading: Heading, number: usize, start: f32) -> [f32; 2] {
        let axis = self.axis(heading.is_level());
        [0, 1].map(|side| axis.touches[side].first(number, start, heading.is_rising()))
    }
}

impl Touches {
    /// The nearest place, from `start` on, where the line touches something.
    fn first(&self, line: usize, start: f32, rising: bool) -> f32 {
        let spans = &self.spans[self.starts[line] as usize..self.starts[line + 1] as usize];
        if rising {
            let next = spans.partition_point(|span| span.1 <= start);
            spans.get(next).map_or(f32::INFINITY, |span| span.0)
        } else {
            let count = spans.partition_point(|span| span.0 < start);
            let next = spans[..count].last();
            next.map_or(f32::NEG_INFINITY, |span| span.1)
        }
    }
    /// From touches as (line, start, end).
    fn new(mut all: Vec<(u32, f32, f32)>, lines: usize) -> Touches {
        all.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        // Those that overlap are one.
        all.dedup_by(|next, last| {
            let joins = next.0 == last.0 && next.1 <= last.2;
            if joins {
                last.2 = last.2.max(next.2);
            }
            joins
        });
        let mut starts = vec![0; lines + 1];
        for (line, _, _) in &all {
            starts[*line as usize + 1] += 1;
        }
        for line in 0..lines {
            starts[line + 1] += starts[line];
        }
        Touches {
            starts,
            spans: all.into_iter().map(|(_, lo, hi)| (lo, hi)).collect(),
        }
    }
}

impl Axis {
    /// Lines along the edges of `areas`, up to what is in the way.
    fn new(
        areas: &[Rect],
        obstacles: &Obstacles,
        limit: f32,
        bounds: Rect,
        is_level: bool,
    ) -> Axis {
        // Edges as lines, with the side on which their obstacle stands.
        let mut edges: Vec<(Line, usize)> = Vec::with_capacity(areas.len() * 2);
        for clear in areas {
            let (at, lo, hi) = if is_level {
                ([clear.y, clear.bottom()], clear.x, clear.right())
            } else {
                ([clear.x, clear.right()], clear.y, clear.bottom())
            };
            edges.push((Line { at: at[0], lo, hi }, 1));
            edges.push((Line { at: at[1], lo, hi }, 0));
        }
        edges.sort_unstable_by(|(a, _), (b, _)| {
            a.at.total_cmp(&b.at)
                .then(a.lo.total_cmp(&b.lo))
                .then(a.hi.total_cmp(&b.hi))
        });
        let ends = if is_level {
            (bounds.x, bounds.right())
        } else {
            (bounds.y, bounds.bottom())
        };
        let (forth, back) = if is_level {
            (Heading::Right, Heading::Left)
        } else {
            (Heading::Down, Heading::Up)
        };
        let mut axis = Axis::default();
        let mut touches = [Vec::new(), Vec::new()];
        for group in edges.chunk_by(|a, b| a.0.at == b.0.at) {
            let first = axis.lines.len();
            for corner in group.iter().flat_map(|(edge, _)| [edge.lo, edge.hi]) {
                let at = group[0].0.at;
                let found = axis.lines[first..].iter().rev();
                if found
                    .clone()
                    .any(|line| line.lo <= corner && corner <= line.hi)
                {
                    continue;
                }
                let from = forth.join(corner, at);
                let lo = obstacles.reach(from, back, ends.0, limit);
                let hi = obstacles.reach(from, forth, ends.1, limit);
                if lo < hi {
                    axis.lines.push(Line { at, lo, hi });
                }
            }
            let lines = &mut axis.lines[first..];
            lines.sort_unstable_by(|a, b| a.lo.total_cmp(&b.lo));
            for (edge, side) in group {
                let after = lines.partition_point(|line| line.hi <= edge.lo);
                let along = lines.iter().enumerate().skip(after);
                for (number, line) in along.take_while(|(_, line)| line.lo < edge.hi) {
                    let (lo, hi) = (line.lo.max(edge.lo), line.hi.min(edge.hi));
                    touches[*side].push(((first + number) as u32, lo, hi));
                }
            }
        }
        axis.touches = touches.map(|all| Touches::new(all, axis.lines.len()));
        axis.bands = Bands::new(&axis.lines);
        axis
    }
}
