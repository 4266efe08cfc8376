//! Jumps: upright lines hop over level lines that they cross.

use super::{Jump, Route};
use crate::scene::geometry::{CORNER, JUMP};

/// Finds all crossings and marks them on the upright lines.
pub(super) fn mark(routes: &mut [Route]) {
    let mut level: Vec<(f32, f32, f32, usize)> = Vec::new();
    for (number, route) in routes.iter().enumerate() {
        for pair in route.points.windows(2) {
            if pair[0].y == pair[1].y && pair[0].x != pair[1].x {
                let (x0, x1) = (pair[0].x.min(pair[1].x), pair[0].x.max(pair[1].x));
                level.push((pair[0].y, x0, x1, number));
            }
        }
    }
    level.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.3.cmp(&b.3)));
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
            let first = level.partition_point(|line| line.0 < top);
            let mut here: Vec<Jump> = Vec::new();
            for &(y, x0, x1, other) in level[first..].iter().take_while(|line| line.0 <= bottom) {
                if other == number || x <= x0 + 1.0 || x >= x1 - 1.0 {
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
