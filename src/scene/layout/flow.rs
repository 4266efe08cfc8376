//! Places the members of one frame: columns by the flow of requests, few crossings, straight lines.
//!
//! The steps are those of Sugiyama: break cycles, give every part a column, order each column, then move parts up and
//! down until lines are straight. Parts that nothing joins stand in rows below.

use super::order;
use super::rows;
use crate::model::Point;

/// Something to be placed.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    pub(super) w: f32,
    pub(super) h: f32,
    /// Steps from the entries, over the whole design.
    pub(super) rank: f32,
    /// Subnets: public ones stand before private ones, those before isolated ones.
    pub(super) tier: Option<u8>,
    /// A tile, not a frame.
    pub(super) is_tile: bool,
    /// Stands in the first column if nothing calls it.
    pub(super) is_entry: bool,
    /// Something outside the frame calls it.
    pub(super) is_called: bool,
    /// Parts without connections stand together by this.
    pub(super) group: u8,
}

/// A connection between two parts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub(super) from: usize,
    pub(super) to: usize,
    /// Where it starts, from the corner of its part; and where it ends.
    pub(super) from_at: Point,
    pub(super) to_at: Point,
    /// How strongly it pulls.
    pub(super) weight: f32,
    /// Whether it says which part comes first; copies between equals do not.
    pub(super) is_flow: bool,
    /// Width of what is written on it.
    pub(super) label: f32,
}

/// Distances.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    /// Between parts of a column.
    pub(super) row: f32,
    /// Between columns that lines run between.
    pub(super) column: f32,
    /// Parts without connections stand in a column rather than a row.
    pub(super) is_narrow: bool,
    /// Long lines have room kept for them in the columns that they pass.
    pub(super) passes: bool,
    /// What a wide frame calls may stand below it, where everything in one row would be too wide.
    pub(super) folds: bool,
}

/// Where the parts are, and the size of all.
#[derive(Clone, Debug, Default)]
pub(super) struct Placed {
    pub(super) at: Vec<Point>,
    pub(super) w: f32,
    pub(super) h: f32,
}

/// Everything stands on multiples of this.
pub(super) const GRID: f32 = 8.0;
/// Between columns that no line runs between.
const QUIET: f32 = 40.0;
/// Room that each further line between two columns takes.
const TRACK: f32 = 8.0;
/// Rank of what nothing is known of.
pub(super) const UNKNOWN: f32 = 1e3;
/// Height of a line that passes a column.
const PASS: f32 = 8.0;

pub(super) fn up(v: f32) -> f32 {
    (v / GRID - 0.001).ceil() * GRID
}

/// Places the parts.
pub(super) fn place(parts: &[Part], edges: &[Edge], style: Style) -> Placed {
    let flat = assemble(parts, edges, &[], style);
    if !style.folds || flat.w < TOO_WIDE * flat.h {
        return flat;
    }
    let Some(behind) = behind(parts, edges, &flat) else {
        return flat;
    };
    let (cut, kept): (Vec<Edge>, Vec<Edge>) = edges
        .iter()
        .partition(|edge| behind[edge.from] != behind[edge.to]);
    let folded = assemble(parts, &kept, &cut, style);
    if shape(&folded) < shape(&flat) {
        folded
    } else {
        flat
    }
}

/// A frame is too wide when it is wider than this many times its height.
const TOO_WIDE: f32 = 1.9;

/// How far a frame is from the shape of a page, and how much it takes of it.
fn shape(placed: &Placed) -> f32 {
    (placed.w / placed.h.max(1.0) / 1.6).ln().abs() + 0.5 * (placed.w * placed.h).max(1.0).ln()
}

/// Parts that stand in columns behind a frame that takes most of the width; none where there is no such frame.
fn behind(parts: &[Part], edges: &[Edge], flat: &Placed) -> Option<Vec<bool>> {
    let wide = (0..parts.len())
        .filter(|i| !parts[*i].is_tile && parts[*i].w > 0.3 * flat.w)
        .max_by(|a, b| (parts[*a].w * parts[*a].h).total_cmp(&(parts[*b].w * parts[*b].h)))?;
    let mut behind = vec![false; parts.len()];
    let right = flat.at[wide].x + parts[wide].w;
    let piece = pieces(parts, edges)
        .into_iter()
        .find(|piece| piece.contains(&wide))?;
    for &i in &piece {
        behind[i] = flat.at[i].x >= right;
    }
    let low = piece
        .iter()
        .all(|i| !behind[*i] || parts[*i].h < 0.5 * parts[wide].h);
    (low && behind.contains(&true)).then_some(behind)
}

/// Pieces, each placed for itself, and packed. `cut`: connections that do not join.
fn assemble(parts: &[Part], edges: &[Edge], cut: &[Edge], style: Style) -> Placed {
    let mut blocks: Vec<(Vec<usize>, Placed)> = Vec::new();
    let mut loose: Vec<usize> = Vec::new();
    let is_cut = |i: usize| cut.iter().any(|edge| edge.from == i || edge.to == i);
    for piece in pieces(parts, edges) {
        if let [one] = piece.as_slice()
            && parts[*one].is_tile
            && !is_cut(*one)
        {
            loose.push(*one);
            continue;
        }
        let placed = layered(parts, edges, &piece, style);
        blocks.push((piece, placed));
    }
    rows::pack(parts, blocks, loose, cut, style)
}

/// Parts that are joined, directly or through others, by the first of each.
fn pieces(parts: &[Part], edges: &[Edge]) -> Vec<Vec<usize>> {
    let mut root: Vec<usize> = (0..parts.len()).collect();
    fn find(root: &mut [usize], mut i: usize) -> usize {
        while root[i] != i {
            root[i] = root[root[i]];
            i = root[i];
        }
        i
    }
    let mut join = |a: usize, b: usize| {
        let (a, b) = (find(&mut root, a), find(&mut root, b));
        root[a.max(b)] = a.min(b);
    };
    for edge in edges {
        join(edge.from, edge.to);
    }
    // Subnets belong together even if nothing is drawn between them.
    let mut first: Option<usize> = None;
    for (i, part) in parts.iter().enumerate() {
        if part.tier.is_some() {
            join(*first.get_or_insert(i), i);
        }
    }
    let mut number = vec![usize::MAX; parts.len()];
    let mut pieces: Vec<Vec<usize>> = Vec::new();
    for i in 0..parts.len() {
        let root = find(&mut root, i);
        if number[root] == usize::MAX {
            number[root] = pieces.len();
            pieces.push(Vec::new());
        }
        pieces[number[root]].push(i);
    }
    pieces
}

/// A part of the piece, or a line that passes a column.
#[derive(Clone, Debug)]
pub(super) struct Vertex {
    pub(super) layer: usize,
    pub(super) h: f32,
    pub(super) y: f32,
    /// Number of the part; none for a passing line.
    pub(super) part: Option<usize>,
    /// What orders it at the start.
    pub(super) key: f32,
}

/// A line between neighbouring columns, with the places of its ends in their vertices.
#[derive(Clone, Copy, Debug)]
pub(super) struct Segment {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) from_y: f32,
    pub(super) to_y: f32,
    pub(super) weight: f32,
}

fn layered(parts: &[Part], edges: &[Edge], piece: &[usize], style: Style) -> Placed {
    let mut local = vec![usize::MAX; parts.len()];
    for (i, part) in piece.iter().enumerate() {
        local[*part] = i;
    }
    let inner: Vec<Edge> = edges
        .iter()
        .filter(|edge| local[edge.from] != usize::MAX)
        .map(|edge| Edge {
            from: local[edge.from],
            to: local[edge.to],
            ..*edge
        })
        .collect();
    let mine: Vec<&Part> = piece.iter().map(|i| &parts[*i]).collect();
    let layers = columns(&mine, &inner);
    let (mut vertices, segments) = vertices(&mine, &inner, &layers, style.passes);
    let mut order = order::order(&vertices, &segments);
    order::settle(&mut vertices, &segments, &mut order, style.row);
    finish(&mine, &inner, &layers, &vertices, style)
}

/// The column of each part.
fn columns(parts: &[&Part], edges: &[Edge]) -> Vec<usize> {
    let n = parts.len();
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); n];
    let mut into: Vec<Vec<usize>> = vec![Vec::new(); n];
    for (from, to) in acyclic(parts, edges) {
        out[from].push(to);
        into[to].push(from);
    }
    let sorted = sorted(&out, &into);
    let mut layer = vec![0_usize; n];
    for &v in &sorted {
        layer[v] = into[v].iter().map(|u| layer[*u] + 1).max().unwrap_or(0);
    }
    // Towards what they call, where that makes lines shorter; entries and what they reach stay.
    let mut reached: Vec<bool> = parts.iter().map(|p| p.is_entry || p.is_called).collect();
    for &v in &sorted {
        reached[v] |= into[v].iter().any(|u| reached[*u]);
    }
    for _ in 0..3 {
        for &v in sorted.iter().rev() {
            let keeps = parts[v].is_entry && into[v].is_empty();
            let freely = !reached[v] && !out[v].is_empty();
            if !keeps
                && (freely || out[v].len() > into[v].len())
                && let Some(next) = out[v].iter().map(|w| layer[*w]).min()
            {
                layer[v] = layer[v].max(next.saturating_sub(1));
            }
        }
    }
    // Parts with copies only stand beside what they copy.
    for edge in edges.iter().filter(|edge| !edge.is_flow) {
        for (a, b) in [(edge.to, edge.from), (edge.from, edge.to)] {
            if out[a].is_empty() && into[a].is_empty() && !(out[b].is_empty() && into[b].is_empty())
            {
                layer[a] = layer[b];
            }
        }
    }
    // Without gaps.
    let mut used: Vec<usize> = layer.clone();
    used.sort_unstable();
    used.dedup();
    layer
        .iter()
        .map(|l| used.binary_search(l).unwrap_or(0))
        .collect()
}

/// Pairs of parts that stand one before the other, without cycles: lines against the main flow are turned round.
fn acyclic(parts: &[&Part], edges: &[Edge]) -> Vec<(usize, usize)> {
    let n = parts.len();
    let mut weights: std::collections::BTreeMap<(usize, usize), f32> = Default::default();
    for edge in edges
        .iter()
        .filter(|edge| edge.is_flow && edge.from != edge.to)
    {
        let (mut a, mut b) = (edge.from, edge.to);
        if leaves_on_the_left(parts, edge, edges) {
            (a, b) = (b, a);
        }
        // One entry for each pair; a negative weight goes back.
        let (key, sign) = if a < b { ((a, b), 1.0) } else { ((b, a), -1.0) };
        *weights.entry(key).or_default() += sign * edge.weight;
    }
    let mut subnets: Vec<usize> = (0..n).filter(|i| parts[*i].tier.is_some()).collect();
    subnets.sort_by_key(|i| parts[*i].tier);
    for &a in &subnets {
        for &b in &subnets {
            // Of one tier, those further from the entries stand behind, unless connections say otherwise.
            let weight = if parts[a].tier < parts[b].tier {
                1e6
            } else if parts[a].tier == parts[b].tier && parts[a].rank + 0.7 < parts[b].rank {
                if parts[b].rank < UNKNOWN { 0.01 } else { 0.0 }
            } else {
                0.0
            };
            if weight > 0.0 {
                let (key, sign) = if a < b { ((a, b), 1.0) } else { ((b, a), -1.0) };
                *weights.entry(key).or_default() += sign * weight;
            }
        }
    }
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); n];
    let mut degree = vec![0_usize; n];
    for (&(a, b), &weight) in &weights {
        let forward = weight > 0.0 || (weight == 0.0 && parts[a].rank <= parts[b].rank);
        let (a, b) = if forward { (a, b) } else { (b, a) };
        out[a].push(b);
        degree[b] += 1;
    }
    // Depth first from what nothing calls, in the order of the design's flow; lines to what is still open go back.
    let mut starts: Vec<usize> = (0..n).collect();
    starts.sort_by(|a, b| {
        (degree[*a] > 0)
            .cmp(&(degree[*b] > 0))
            .then(parts[*a].rank.total_cmp(&parts[*b].rank))
            .then(a.cmp(b))
    });
    for list in &mut out {
        list.sort_by(|a, b| parts[*a].rank.total_cmp(&parts[*b].rank).then(a.cmp(b)));
    }
    let mut state = vec![0_u8; n];
    let mut pairs = Vec::with_capacity(weights.len());
    for start in starts {
        if state[start] != 0 {
            continue;
        }
        state[start] = 1;
        let mut stack = vec![(start, 0_usize)];
        while let Some((v, next)) = stack.pop() {
            let Some(&w) = out[v].get(next) else {
                state[v] = 2;
                continue;
            };
            stack.push((v, next + 1));
            match state[w] {
                1 => pairs.push((w, v)),
                2 => pairs.push((v, w)),
                _ => {
                    pairs.push((v, w));
                    state[w] = 1;
                    stack.push((w, 0));
                }
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Whether what a wide frame calls is better placed before it: the lines start in its left part and end at a tile that
/// goes nowhere else.
fn leaves_on_the_left(parts: &[&Part], edge: &Edge, edges: &[Edge]) -> bool {
    let (from, to) = (parts[edge.from], parts[edge.to]);
    if from.is_tile || !to.is_tile || from.w < 560.0 {
        return false;
    }
    let mut sum = (0.0, 0.0);
    for other in edges {
        if other.from == edge.to || (other.to == edge.to && other.from != edge.from) {
            return false;
        }
        if other.to == edge.to {
            sum = (sum.0 + other.from_at.x, sum.1 + 1.0);
        }
    }
    sum.0 / sum.1 < 0.2 * from.w
}

/// The parts with callers before called.
fn sorted(out: &[Vec<usize>], into: &[Vec<usize>]) -> Vec<usize> {
    let mut left: Vec<usize> = into.iter().map(Vec::len).collect();
    let mut sorted: Vec<usize> = (0..out.len()).filter(|v| left[*v] == 0).collect();
    let mut next = 0;
    while let Some(&v) = sorted.get(next) {
        next += 1;
        for &w in &out[v] {
            left[w] -= 1;
            if left[w] == 0 {
                sorted.push(w);
            }
        }
    }
    sorted
}

/// Vertices with those of passing lines, and the lines between neighbouring columns.
fn vertices(
    parts: &[&Part],
    edges: &[Edge],
    layers: &[usize],
    keeps_room: bool,
) -> (Vec<Vertex>, Vec<Segment>) {
    let mut vertices: Vec<Vertex> = parts
        .iter()
        .zip(layers)
        .enumerate()
        .map(|(i, (part, layer))| Vertex {
            layer: *layer,
            h: part.h,
            y: 0.0,
            part: Some(i),
            key: part.rank * 1e4 + i as f32,
        })
        .collect();
    let mut segments = Vec::with_capacity(edges.len());
    // Lines between the same two parts pass together.
    let mut passes: std::collections::BTreeMap<(usize, usize), Vec<usize>> = Default::default();
    for edge in edges {
        let (mut a, mut b) = ((edge.from, edge.from_at.y), (edge.to, edge.to_at.y));
        if layers[a.0] > layers[b.0] {
            (a, b) = (b, a);
        }
        let (la, lb) = (layers[a.0], layers[b.0]);
        if la == lb {
            continue;
        }
        let line = passes.entry((a.0, b.0)).or_insert_with(|| {
            let between = if keeps_room { la + 1..lb } else { 0..0 };
            between
                .map(|layer| {
                    let key = vertices[a.0].key;
                    vertices.push(Vertex {
                        layer,
                        h: PASS,
                        y: 0.0,
                        part: None,
                        key,
                    });
                    vertices.len() - 1
                })
                .collect()
        });
        let mut at = a;
        for &vertex in line.iter() {
            segments.push(Segment {
                from: at.0,
                to: vertex,
                from_y: at.1,
                to_y: PASS / 2.0,
                // Long lines bend most visibly.
                weight: edge.weight * if at.0 == a.0 { 2.0 } else { 4.0 },
            });
            at = (vertex, PASS / 2.0);
        }
        segments.push(Segment {
            from: at.0,
            to: b.0,
            from_y: at.1,
            to_y: b.1,
            weight: edge.weight * if line.is_empty() { 1.0 } else { 2.0 },
        });
    }
    (vertices, segments)
}

/// Columns side by side, and everything onto the grid.
fn finish(
    parts: &[&Part],
    edges: &[Edge],
    layers: &[usize],
    vertices: &[Vertex],
    style: Style,
) -> Placed {
    let count = layers.iter().max().map_or(0, |last| last + 1);
    let mut widths = vec![0.0_f32; count];
    for (part, layer) in parts.iter().zip(layers) {
        widths[*layer] = widths[*layer].max(up(part.w));
    }
    let mut lines = vec![0_usize; count];
    let mut labels = vec![0.0_f32; count];
    for edge in edges {
        let (a, b) = (layers[edge.from], layers[edge.to]);
        for line in &mut lines[a.min(b)..a.max(b)] {
            *line += 1;
        }
        if a.abs_diff(b) == 1 {
            labels[a.min(b)] = labels[a.min(b)].max(edge.label);
        }
    }
    let mut xs = vec![0.0_f32; count];
    for layer in 1..count {
        let gap = match lines[layer - 1] {
            0 => QUIET,
            lines => {
                let tracks = lines.saturating_sub(2).min(10) as f32 * TRACK;
                (style.column + tracks).max(labels[layer - 1])
            }
        };
        xs[layer] = xs[layer - 1] + widths[layer - 1] + up(gap);
    }
    let top = vertices
        .iter()
        .filter(|vertex| vertex.part.is_some())
        .map(|vertex| vertex.y)
        .fold(f32::INFINITY, f32::min);
    let mut placed = Placed {
        at: vec![Point::default(); parts.len()],
        w: 0.0,
        h: 0.0,
    };
    let mut by_column: Vec<Vec<(f32, usize)>> = vec![Vec::new(); count];
    for vertex in vertices {
        if let Some(i) = vertex.part {
            by_column[vertex.layer].push((vertex.y - top, i));
        }
    }
    for (layer, mut column) in by_column.into_iter().enumerate() {
        column.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut free = 0.0_f32;
        for (y, i) in column {
            let part = parts[i];
            let y = ((y / GRID).round() * GRID).max(free);
            let slack = widths[layer] - up(part.w);
            let x = xs[layer] + (slack * lean(i, layers, edges, parts) / GRID).floor() * GRID;
            placed.at[i] = Point::new(x, y);
            free = up(y + part.h + style.row.min(24.0));
            placed.w = placed.w.max(x + part.w);
            placed.h = placed.h.max(y + part.h);
        }
    }
    placed
}

/// Where a narrow part stands in a wide column: 0 at the left, 1 at the right, towards its lines.
fn lean(part: usize, layers: &[usize], edges: &[Edge], parts: &[&Part]) -> f32 {
    if !parts[part].is_tile && parts.len() < 3 {
        return 0.0;
    }
    let (mut left, mut right) = (0, 0);
    for edge in edges {
        let other = if edge.from == part {
            edge.to
        } else if edge.to == part {
            edge.from
        } else {
            continue;
        };
        if layers[other] < layers[part] {
            left += 1;
        } else if layers[other] > layers[part] {
            right += 1;
        }
    }
    match (left, right) {
        (0, 0) => 0.0,
        (_, 0) => 0.0,
        (0, _) => 1.0,
        _ => 0.5,
    }
}
