//! Puts pieces that nothing joins beside and below each other.

use super::flow::{Part, Placed, Style, up};
use crate::model::Point;

/// Distance between pieces.
const APART: f32 = 40.0;
/// Distance between tiles that nothing joins.
const BESIDE: f32 = 24.0;
/// Most tiles that stand on each other in a narrow frame before there is a second column.
const PILE: usize = 3;
/// How much wider than high a picture should be.
const ASPECT: f32 = 1.7;

/// Pieces, largest first, in rows; then loose tiles in rows.
pub(super) fn pack(
    parts: &[Part],
    blocks: Vec<(Vec<usize>, Placed)>,
    mut loose: Vec<usize>,
    style: Style,
) -> Placed {
    let mut placed = Placed {
        at: vec![Point::default(); parts.len()],
        w: 0.0,
        h: 0.0,
    };
    let mut blocks = blocks;
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
    let room = widest.max((area * ASPECT).sqrt());
    let (mut x, mut y, mut row) = (0.0_f32, 0.0_f32, 0.0_f32);
    for (members, piece) in &blocks {
        if x > 0.0 && x + piece.w > room {
            y = up(y + row + APART);
            (x, row) = (0.0, 0.0);
        }
        for (&member, at) in members.iter().zip(&piece.at) {
            placed.at[member] = at.offset(x, y);
        }
        placed.w = placed.w.max(x + piece.w);
        row = row.max(piece.h);
        x = up(x + piece.w + APART);
    }
    placed.h = y + row;
    loose.sort_by(|a, b| {
        let key = |i: &usize| (parts[*i].group, *i);
        key(a).cmp(&key(b))
    });
    if !loose.is_empty() {
        let top = if blocks.is_empty() {
            0.0
        } else {
            up(placed.h + APART)
        };
        tiles(parts, &loose, top, style, &mut placed);
    }
    placed
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
            square.ceil() as usize
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
