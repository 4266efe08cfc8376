//! Puts pieces that nothing joins beside and below each other.

use super::flow::{Edge, GRID, Part, Placed, Style, up};
use crate::model::Point;

/// Distance between pieces.
const APART: f32 = 40.0;
/// Distance between tiles that nothing joins.
const BESIDE: f32 = 24.0;
/// Most tiles that stand on each other in a narrow frame before there is a second column.
const PILE: usize = 4;
/// How far a row below a wide frame may reach beyond it.
const OVERHANG: f32 = 1.25;
/// How much wider than high a picture should be.
const ASPECT: f32 = 1.7;

/// The largest piece, then the others in rows below it, then loose tiles. Pieces that `cut` connections lead to stand
/// under what calls them.
pub(super) fn pack(
    parts: &[Part],
    mut blocks: Vec<(Vec<usize>, Placed)>,
    mut loose: Vec<usize>,
    cut: &[Edge],
    style: Style,
) -> Placed {
    let mut placed = Placed {
        at: vec![Point::default(); parts.len()],
        w: 0.0,
        h: 0.0,
    };
    // Stable: of equal size, the first in the flow.
    blocks.sort_by(|a, b| {
        let wide = |block: &(Vec<usize>, Placed)| block.1.w * block.1.h;
        wide(b).total_cmp(&wide(a))
    });
    let area: f32 = blocks
        .iter()
        .map(|(_, p)| (p.w + APART) * (p.h + APART))
        .sum();
    let widest = blocks.iter().map(|(_, p)| p.w).fold(0.0, f32::max);
    let room = if cut.is_empty() {
        widest.max((area * ASPECT).sqrt())
    } else {
        widest * OVERHANG
    };
    let mut y = 0.0_f32;
    let mut row: Vec<(usize, f32)> = Vec::new();
    let mut rows: Vec<Vec<(usize, f32)>> = Vec::new();
    let mut used = 0.0_f32;
    for (number, (members, piece)) in blocks.iter().enumerate() {
        // What a wide frame calls stands below it, not beside it.
        let below = number == 1 && !cut.is_empty();
        if used > 0.0 && (below || used + piece.w > room) {
            rows.push(std::mem::take(&mut row));
            used = 0.0;
        }
        row.push((number, anchor(members, piece, cut, parts, &blocks[0])));
        used = up(used + piece.w + APART);
    }
    rows.push(row);
    // Right edge, top and number of the last row.
    let mut last = (0.0_f32, 0.0_f32, 0);
    for (line, mut row) in rows.into_iter().enumerate() {
        last = (0.0, y, line);
        // From left to right as what calls them.
        if row.iter().any(|(number, _)| *number > 0) && !cut.is_empty() {
            row.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        }
        let widths: Vec<f32> = row.iter().map(|(number, _)| blocks[*number].1.w).collect();
        let wishes: Vec<f32> = row.iter().map(|(_, anchor)| *anchor).collect();
        let mut tallest = 0.0_f32;
        for ((number, _), x) in row.iter().zip(spread(&widths, &wishes, room)) {
            let (members, piece) = &blocks[*number];
            for (&member, at) in members.iter().zip(&piece.at) {
                placed.at[member] = at.offset(x, y);
            }
            placed.w = placed.w.max(x + piece.w);
            last.0 = last.0.max(x + piece.w);
            tallest = tallest.max(piece.h);
        }
        placed.h = placed.h.max(y + tallest);
        y = up(y + tallest + APART);
    }
    loose.sort_by(|a, b| {
        let key = |i: &usize| (parts[*i].group, *i);
        key(a).cmp(&key(b))
    });
    if !loose.is_empty() {
        let mut top = 0.0;
        if !blocks.is_empty() {
            let tile = loose.iter().map(|i| parts[*i].w).fold(0.0, f32::max) + BESIDE;
            let beside = last.0 + APART + tile * loose.len() as f32;
            if last.2 > 0 && beside <= room.max(placed.w) {
                for (number, &i) in loose.iter().enumerate() {
                    let at = Point::new(up(last.0 + APART) + number as f32 * up(tile), last.1);
                    placed.at[i] = at;
                    placed.w = placed.w.max(at.x + parts[i].w);
                    placed.h = placed.h.max(at.y + parts[i].h);
                }
                return placed;
            }
            top = up(placed.h + APART);
        }
        tiles(parts, &loose, top, style, &mut placed);
    }
    placed
}

/// Where the left edge of a piece should be: its first part in the middle under what calls it. 0 where nothing does.
fn anchor(
    members: &[usize],
    piece: &Placed,
    cut: &[Edge],
    parts: &[Part],
    main: &(Vec<usize>, Placed),
) -> f32 {
    let (mut sum, mut count) = (0.0, 0.0);
    let place = |list: &[usize], part: usize| list.iter().position(|member| *member == part);
    for edge in cut {
        for (inner, outer, at) in [
            (edge.to, edge.from, edge.from_at),
            (edge.from, edge.to, edge.to_at),
        ] {
            if let (Some(own), Some(other)) = (place(members, inner), place(&main.0, outer)) {
                let caller = main.1.at[other].x + at.x;
                sum += caller - piece.at[own].x - parts[inner].w / 2.0;
                count += 1.0;
            }
        }
    }
    if count > 0.0 { sum / count } else { 0.0 }
}

/// Left edges near the wishes, in order and within the room.
fn spread(widths: &[f32], wishes: &[f32], room: f32) -> Vec<f32> {
    let mut xs = Vec::with_capacity(widths.len());
    let mut free = 0.0_f32;
    for (w, wish) in widths.iter().zip(wishes) {
        let x = up(wish.max(free));
        xs.push(x);
        free = x + w + APART;
    }
    let mut limit = room;
    for (x, w) in xs.iter_mut().zip(widths).rev() {
        let most = (limit - w).max(0.0);
        if *x > most {
            *x = up(most - GRID + 1.0).max(0.0);
        }
        limit = *x - APART;
    }
    // Where the room is too small after all, one after the other.
    let mut free = 0.0_f32;
    for (x, w) in xs.iter_mut().zip(widths) {
        *x = x.max(up(free));
        free = *x + w + APART;
    }
    xs
}

fn tiles(parts: &[Part], loose: &[usize], top: f32, style: Style, placed: &mut Placed) {
    let w = loose.iter().map(|i| up(parts[*i].w)).fold(0.0, f32::max);
    let h = loose.iter().map(|i| parts[*i].h).fold(0.0, f32::max);
    let gap = if style.is_narrow { 16.0 } else { BESIDE };
    let fits = (((placed.w + gap) / (w + gap)).floor() as usize).max(1);
    let square = (loose.len() as f32).sqrt();
    let columns = if top > 0.0 {
        fits
    } else if style.is_narrow {
        if loose.len() <= PILE {
            1
        } else {
            loose
                .len()
                .div_ceil(PILE)
                .max((square / 1.5).round() as usize)
        }
    } else {
        (square * 1.3).ceil() as usize
    };
    let columns = columns.clamp(1, loose.len());
    for (number, &i) in loose.iter().enumerate() {
        let (column, line) = if style.is_narrow {
            // Down first, so that what belongs together stands together.
            let lines = loose.len().div_ceil(columns);
            (number / lines, number % lines)
        } else {
            (number % columns, number / columns)
        };
        let x = column as f32 * up(w + gap);
        let y = top + line as f32 * up(h + style.row);
        placed.at[i] = Point::new(x, y);
        placed.w = placed.w.max(x + parts[i].w);
        placed.h = placed.h.max(y + parts[i].h);
    }
}
