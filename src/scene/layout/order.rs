//! The order of each column with few crossings, and heights at which lines are straight.

use super::flow::{Segment, Vertex};

/// Above this many vertices columns are ordered with fewer sweeps.
const LARGE: usize = 2_000;

/// From this height on a frame is what others line up with.
const LARGE_FRAME: f32 = 320.0;

/// Neighbours of every vertex on one side: vertex, own place on it, its place, weight.
struct Sides {
    left: Vec<Vec<(usize, f32, f32, f32)>>,
    right: Vec<Vec<(usize, f32, f32, f32)>>,
}

impl Sides {
    fn new(count: usize, segments: &[Segment]) -> Sides {
        let mut sides = Sides {
            left: vec![Vec::new(); count],
            right: vec![Vec::new(); count],
        };
        for s in segments {
            sides.right[s.from].push((s.to, s.from_y, s.to_y, s.weight));
            sides.left[s.to].push((s.from, s.to_y, s.from_y, s.weight));
        }
        sides
    }
}

/// The vertices of each column from top to bottom.
pub(super) fn order(vertices: &[Vertex], segments: &[Segment]) -> Vec<Vec<usize>> {
    let count = vertices.iter().map(|v| v.layer + 1).max().unwrap_or(0);
    let mut columns: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (i, vertex) in vertices.iter().enumerate() {
        columns[vertex.layer].push(i);
    }
    for column in &mut columns {
        column.sort_by(|a, b| vertices[*a].key.total_cmp(&vertices[*b].key).then(a.cmp(b)));
    }
    if count < 2 {
        return columns;
    }
    let sides = Sides::new(vertices.len(), segments);
    let mut by_column: Vec<Vec<Segment>> = vec![Vec::new(); count];
    for segment in segments {
        by_column[vertices[segment.from].layer].push(*segment);
    }
    let mut places = places(vertices, &columns);
    let mut best = (crossings(&by_column, &places), columns.clone());
    let sweeps = if vertices.len() > LARGE { 6 } else { 16 };
    for sweep in 0..sweeps {
        if best.0 == 0 {
            break;
        }
        let rightward = sweep % 2 == 0;
        for step in 1..count {
            let layer = if rightward { step } else { count - 1 - step };
            let side = if rightward { &sides.left } else { &sides.right };
            let mut keyed: Vec<(f32, usize)> = columns[layer]
                .iter()
                .map(|&v| (center(&side[v], &places).unwrap_or(places[v]), v))
                .collect();
            // Equal ones change places in every second round, so that a poor start does not stay.
            if sweep % 4 >= 2 {
                keyed.reverse();
            }
            keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
            columns[layer] = keyed.into_iter().map(|(_, v)| v).collect();
            renumber(&columns[layer], vertices, &mut places);
        }
        if vertices.len() <= LARGE {
            exchange(&mut columns, vertices, &sides, &mut places);
        }
        let now = crossings(&by_column, &places);
        if now < best.0 {
            best = (now, columns.clone());
        }
    }
    best.1
}

/// Heights of the vertices if they stood on each other, centred columns.
fn places(vertices: &[Vertex], columns: &[Vec<usize>]) -> Vec<f32> {
    let mut places = vec![0.0; vertices.len()];
    for column in columns {
        renumber(column, vertices, &mut places);
    }
    places
}

fn renumber(column: &[usize], vertices: &[Vertex], places: &mut [f32]) {
    let all: f32 = column.iter().map(|v| vertices[*v].h + 24.0).sum();
    let mut at = -all / 2.0;
    for &v in column {
        places[v] = at;
        at += vertices[v].h + 24.0;
    }
}

/// Mean height that the neighbours on one side ask for.
fn center(side: &[(usize, f32, f32, f32)], places: &[f32]) -> Option<f32> {
    let (mut sum, mut weight) = (0.0, 0.0);
    for (other, own_y, other_y, w) in side {
        sum += (places[*other] + other_y - own_y) * w;
        weight += w;
    }
    (weight > 0.0).then(|| sum / weight)
}

/// Exchanges neighbours of a column where that saves crossings.
fn exchange(columns: &mut [Vec<usize>], vertices: &[Vertex], sides: &Sides, places: &mut [f32]) {
    for column in columns.iter_mut() {
        for _ in 0..4 {
            let mut changed = false;
            for i in 1..column.len() {
                let (a, b) = (column[i - 1], column[i]);
                let now = between(a, b, sides, places);
                let then = between(b, a, sides, places);
                if then < now {
                    column.swap(i - 1, i);
                    changed = true;
                }
            }
            renumber(column, vertices, places);
            if !changed {
                break;
            }
        }
    }
}

/// Crossings of the lines of two neighbours when `a` stands above `b`.
fn between(a: usize, b: usize, sides: &Sides, places: &[f32]) -> usize {
    let mut sum = 0;
    for side in [&sides.left, &sides.right] {
        for (x, _, x_y, _) in &side[a] {
            for (y, _, y_y, _) in &side[b] {
                if places[*x] + x_y > places[*y] + y_y {
                    sum += 1;
                }
            }
        }
    }
    sum
}

/// Crossings of lines between neighbouring columns.
fn crossings(by_column: &[Vec<Segment>], places: &[f32]) -> usize {
    by_column
        .iter()
        .map(|segments| {
            let mut ends: Vec<(f32, f32)> = segments
                .iter()
                .map(|s| (places[s.from] + s.from_y, places[s.to] + s.to_y))
                .collect();
            ends.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
            let mut targets: Vec<f32> = ends.iter().map(|end| end.1).collect();
            inversions(&mut targets)
        })
        .sum()
}

/// Pairs in the wrong order; sorts on the way.
fn inversions(list: &mut [f32]) -> usize {
    let n = list.len();
    if n < 2 {
        return 0;
    }
    let (left, right) = list.split_at_mut(n / 2);
    let mut count = inversions(left) + inversions(right);
    let mut merged = Vec::with_capacity(n);
    let (mut i, mut j) = (0, 0);
    while i < left.len() || j < right.len() {
        if j == right.len() || (i < left.len() && left[i] <= right[j]) {
            merged.push(left[i]);
            i += 1;
        } else {
            count += left.len() - i;
            merged.push(right[j]);
            j += 1;
        }
    }
    list.copy_from_slice(&merged);
    count
}

/// Gives every vertex its height: order and distances are kept, lines become as straight as they can.
pub(super) fn settle(
    vertices: &mut [Vertex],
    segments: &[Segment],
    columns: &mut [Vec<usize>],
    gap: f32,
) {
    let sides = Sides::new(vertices.len(), segments);
    for column in columns.iter() {
        let mut at = 0.0;
        for (i, &v) in column.iter().enumerate() {
            if i > 0 {
                at += distance(&vertices[column[i - 1]], &vertices[v], gap);
            }
            vertices[v].y = at;
            at += vertices[v].h;
        }
    }
    // What nothing joins stands at the height of the others.
    let alone: Vec<bool> = (0..vertices.len())
        .map(|v| sides.left[v].is_empty() && sides.right[v].is_empty())
        .collect();
    // A frame that is much larger than the rest stays; the rest lines up with it.
    let tallest = (0..vertices.len()).max_by(|a, b| vertices[*a].h.total_cmp(&vertices[*b].h));
    let anchor = tallest.filter(|v| vertices[*v].h >= LARGE_FRAME);
    let count = columns.len();
    let rounds = if vertices.len() > LARGE { 5 } else { 13 };
    for round in 0..rounds {
        let both = round + 2 >= rounds;
        for step in 0..count {
            let layer = if round % 2 == 0 {
                step
            } else {
                count - 1 - step
            };
            let wishes: Vec<(f32, f32)> = columns[layer]
                .iter()
                .map(|&v| {
                    let near = if round % 2 == 0 {
                        &sides.left[v]
                    } else {
                        &sides.right[v]
                    };
                    let far = if round % 2 == 0 {
                        &sides.right[v]
                    } else {
                        &sides.left[v]
                    };
                    let mut wish = wish(near, vertices);
                    if both || wish.1 == 0.0 {
                        let other = self::wish(far, vertices);
                        let weight = wish.1 + other.1;
                        if weight > 0.0 {
                            wish = ((wish.0 * wish.1 + other.0 * other.1) / weight, weight);
                        }
                    }
                    if Some(v) == anchor {
                        (vertices[v].y, 1e4)
                    } else if wish.1 > 0.0 {
                        wish
                    } else {
                        (vertices[v].y, 0.01)
                    }
                })
                .collect();
            line_up(&columns[layer], &wishes, vertices, gap);
        }
    }
    let joined = || (0..vertices.len()).filter(|v| !alone[*v] && vertices[*v].part.is_some());
    let sum: f32 = joined().map(|v| vertices[v].y + vertices[v].h / 2.0).sum();
    let middle = sum / joined().count().max(1) as f32;
    for column in columns.iter().filter(|c| c.iter().any(|v| alone[*v])) {
        let wishes: Vec<(f32, f32)> = column
            .iter()
            .map(|&v| match alone[v] {
                true => (middle - vertices[v].h / 2.0, 0.01),
                false => (vertices[v].y, 1.0),
            })
            .collect();
        line_up(column, &wishes, vertices, gap);
    }
}

/// Mean height that neighbours ask for, and how strongly.
fn wish(side: &[(usize, f32, f32, f32)], vertices: &[Vertex]) -> (f32, f32) {
    let (mut sum, mut weight) = (0.0, 0.0);
    for (other, own_y, other_y, w) in side {
        sum += (vertices[*other].y + other_y - own_y) * w;
        weight += w;
    }
    if weight > 0.0 {
        (sum / weight, weight)
    } else {
        (0.0, 0.0)
    }
}

fn distance(a: &Vertex, b: &Vertex, gap: f32) -> f32 {
    if a.part.is_some() && b.part.is_some() {
        gap
    } else {
        gap / 2.0
    }
}

/// The heights nearest to the wishes that keep order and distances (pool adjacent violators).
fn line_up(column: &[usize], wishes: &[(f32, f32)], vertices: &mut [Vertex], gap: f32) {
    let mut offsets = Vec::with_capacity(column.len());
    let mut at = 0.0;
    for (i, &v) in column.iter().enumerate() {
        if i > 0 {
            at += distance(&vertices[column[i - 1]], &vertices[v], gap);
        }
        offsets.push(at);
        at += vertices[v].h;
    }
    // Blocks of vertices that touch: mean wish, weight, how many.
    let mut blocks: Vec<(f32, f32, usize)> = Vec::with_capacity(column.len());
    for (offset, (wish, weight)) in offsets.iter().zip(wishes) {
        let mut block = (wish - offset, *weight, 1);
        while let Some(last) = blocks.last().copied()
            && last.0 > block.0
        {
            blocks.pop();
            let weight = last.1 + block.1;
            let mean = (last.0 * last.1 + block.0 * block.1) / weight;
            block = (mean, weight, last.2 + block.2);
        }
        blocks.push(block);
    }
    let mut i = 0;
    for (mean, _, count) in blocks {
        for _ in 0..count {
            if let (Some(&v), Some(offset)) = (column.get(i), offsets.get(i)) {
                vertices[v].y = mean + offset;
            }
            i += 1;
        }
    }
}
