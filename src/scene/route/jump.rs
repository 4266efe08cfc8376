//! Jumps: upright lines hop over level lines that they cross.

use super::bands::{Bands, Line, between};
use super::{Jump, Route};
use crate::scene::geometry::{CORNER, JUMP};

/// Finds all crossings and marks them on the upright lines.
pub(super) fn mark(routes: &mut [Route]) {
    let mut level: Vec<(Line, usize)> = Vec::new();
    for (number, route) in routes.iter().enumerate() {
        for pair in route.points.windows(2) {
            if pair[0].y == pair[1].y && pair[0].x != pair[1].x {
                let (lo, hi) = (pair[0].x.min(pair[1].x), pair[0].x.max(pair[1].x));
                let at = pair[0].y;
                level.push((Line { at, lo, hi }, number));
            }
        }
    }
    level.sort_by(|a, b| a.0.at.total_cmp(&b.0.at).then(a.1.cmp(&b.1)));
    let (lines, owners): (Vec<Line>, Vec<usize>) = level.into_iter().unzip();
    let bands = Bands::new(&lines);
    for (number, route) in routes.iter_mut().enumerate() {
        let last = route.points.len().saturating_sub(2);
        let mut jumps = Vec::new();
        for (segment, pair) in route.points.windows(2).enumerate() {
            if pair[0].x != pair[1].x {
                continue;
            }
            let x = pair[0].x;
            // Room for the corners and the arrow head beside the jump.
            let (start, end) = (pair[0].y, pair[1].y);
            let margin = |is_end: bool| JUMP + if is_end { 9.0 } else { CORNER };
            let (at_start, at_end) = (margin(false), margin(segment == last));
            let (top, bottom) = if start <= end {
                (start + at_start, end - at_end)
            } else {
                (end + at_end, start - at_start)
            };
            let mut here: Vec<Jump> = Vec::new();
            for (crossed, line) in between(bands.around(x), top, bottom) {
                let y = line.at;
                let own = owners[*crossed as usize] == number;
                if own || x <= line.lo + 1.0 || x >= line.hi - 1.0 {
                    continue;
                }
                match here.last_mut() {
                    Some(before) if y - JUMP < before.to + 1.0 => before.to = y + JUMP,
                    _ => here.push(Jump {
                        segment,
                        from: y - JUMP,
                        to: y + JUMP,
                    }),
                }
            }
            if start > end {
                here.reverse();
            }
            jumps.extend(here);
        }
        route.jumps = jumps;
    }
}
