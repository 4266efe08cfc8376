//! Zones of a frame: lanes of equal size, and between them what serves all of them.

use super::flow::{GRID, up};
use super::tree::{MAX_LANES, Tree, What};
use crate::model::Point;
use std::collections::BTreeMap;

/// Between lanes with nothing in between.
const GAP: f32 = 40.0;
/// Above and below what stands between lanes, and between its rows.
const AROUND: f32 = 16.0;
/// Between items of one row.
const BESIDE: f32 = 24.0;

/// Gives the zones of `outer` their places, with the items of `outer` that stand between them. The zones themselves are
/// laid out already.
pub(super) fn place(tree: &mut Tree<'_>, outer: usize, lanes: usize) {
    let Some(&zone) = tree.nodes[lanes].children.first() else {
        return;
    };
    let count = tree.nodes[zone].members.len();
    let (w, h) = (tree.nodes[zone].w, tree.nodes[zone].h);
    if count > MAX_LANES {
        let step = up(w + BESIDE);
        tree.nodes[zone].copies_at = (0..count)
            .map(|i| Point::new(i as f32 * step, 0.0))
            .collect();
        tree.nodes[lanes].w = (count - 1) as f32 * step + w;
        tree.nodes[lanes].h = h;
        return;
    }
    let between = between(tree, outer, lanes, zone);
    let gaps = count - 1;
    let mut rows: Vec<Vec<Vec<(f32, f32, usize)>>> = vec![Vec::new(); gaps];
    for &(item, x) in &between {
        let (x, w) = (x, tree.nodes[item].w);
        let fits = |row: &[(f32, f32, usize)]| {
            row.iter()
                .all(|(left, right, _)| x >= right + BESIDE || x + w + BESIDE <= *left)
        };
        // The middle gap first; a further row only when every gap is taken.
        let mut order: Vec<usize> = (0..gaps).collect();
        order.sort_by_key(|gap| ((2 * gap + 1).abs_diff(gaps), *gap));
        let deepest = rows.iter().map(Vec::len).max().unwrap_or(0);
        let free = (0..=deepest)
            .flat_map(|row| order.iter().map(move |gap| (*gap, row)))
            .find(|(gap, row)| rows[*gap].get(*row).is_none_or(|row| fits(row)));
        let (gap, row) = free.unwrap_or((0, deepest));
        if rows[gap].len() <= row {
            rows[gap].resize(row + 1, Vec::new());
        }
        rows[gap][row].push((x, x + w, item));
    }
    let mut y = 0.0;
    let mut copies = vec![Point::default()];
    for gap in rows {
        y += h;
        let mut top = y + AROUND;
        for row in &gap {
            let tallest = row
                .iter()
                .map(|(_, _, i)| tree.nodes[*i].h)
                .fold(0.0, f32::max);
            for (x, _, item) in row {
                let lower = ((tallest - tree.nodes[*item].h) / 2.0 / GRID).floor() * GRID;
                tree.nodes[*item].at = Point::new(*x, top + lower);
            }
            top = up(top + tallest + AROUND);
        }
        y = if gap.is_empty() { up(y + GAP) } else { up(top) };
        copies.push(Point::new(0.0, y));
    }
    tree.nodes[zone].copies_at = copies;
    for (item, _) in between {
        tree.nodes[item].parent = lanes;
        tree.nodes[item].depth += 1;
        tree.nodes[outer].children.retain(|child| *child != item);
        tree.nodes[lanes].children.push(item);
    }
    tree.nodes[lanes].w = w;
    tree.nodes[lanes].h = y + h;
}

/// Members of `outer` that stand between the lanes, with their left edge: what calls into the lanes and has a column of
/// theirs before it, or is called from one column and stands under the next.
fn between(tree: &Tree<'_>, outer: usize, lanes: usize, zone: usize) -> Vec<(usize, f32)> {
    let columns = columns(tree, zone);
    let column_of = |node: usize| -> Option<usize> {
        let child = tree.child_around(node, zone)?;
        columns
            .iter()
            .position(|column| column.members.contains(&child))
    };
    // Columns that each item of the outer frame calls, and is called from.
    let mut calls: BTreeMap<usize, Vec<End>> = BTreeMap::new();
    let mut called: BTreeMap<usize, Vec<End>> = BTreeMap::new();
    for link in &tree.links[outer] {
        if !link.is_flow {
            continue;
        }
        let (Some(a), Some(b)) = (
            tree.child_around(link.from, outer),
            tree.child_around(link.to, outer),
        ) else {
            continue;
        };
        if a != lanes {
            let end = if b == lanes {
                column_of(link.to).map(End::Column)
            } else {
                Some(End::Item(b))
            };
            calls.entry(a).or_default().extend(end);
        }
        if b != lanes {
            let end = if a == lanes {
                column_of(link.from).map(End::Column)
            } else {
                Some(End::Item(a))
            };
            called.entry(b).or_default().extend(end);
        }
    }
    let mut items: Vec<usize> = tree.nodes[outer]
        .children
        .iter()
        .copied()
        .filter(|child| {
            *child != lanes && (calls.contains_key(child) || called.contains_key(child))
        })
        .filter(|child| tree.nodes[*child].h <= tree.nodes[zone].h.max(160.0))
        .collect();
    items.sort_by(|a, b| {
        tree.nodes[*b]
            .rank
            .total_cmp(&tree.nodes[*a].rank)
            .then(a.cmp(b))
    });
    let mut place: BTreeMap<usize, usize> = BTreeMap::new();
    for _ in 0..3 {
        for &item in &items {
            if place.contains_key(&item) {
                continue;
            }
            let at = |end: &End| match end {
                End::Column(column) => Some(*column),
                End::Item(other) => place.get(other).copied(),
            };
            let next = calls
                .get(&item)
                .and_then(|ends| ends.iter().filter_map(at).min());
            let before = called
                .get(&item)
                .and_then(|ends| ends.iter().filter_map(at).max());
            let leaves = tree.nodes[item].calls_out > 0 || {
                let ends = calls.get(&item);
                ends.is_some_and(|ends| ends.iter().any(|end| at(end).is_none()))
            };
            let column = match (before, next) {
                (_, Some(next)) if next > 0 => Some(next - 1),
                (None, Some(_)) => None,
                // Called from the lanes and calling back into their first column.
                (Some(before), Some(_)) => Some(before),
                (Some(before), None) if !leaves && before + 1 < columns.len() => Some(before + 1),
                _ => None,
            };
            if let Some(column) = column {
                place.insert(item, column);
            }
        }
    }
    place
        .into_iter()
        .map(|(item, column)| {
            let column = &columns[column];
            let x = (column.x + (column.w - tree.nodes[item].w) / 2.0) / GRID;
            (item, x.round().max(1.0) * GRID)
        })
        .collect()
}

#[derive(Clone, Copy)]
enum End {
    Column(usize),
    Item(usize),
}

/// Members of a zone that stand above each other.
struct Column {
    x: f32,
    w: f32,
    members: Vec<usize>,
}

fn columns(tree: &Tree<'_>, zone: usize) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    let mut children: Vec<usize> = tree.nodes[zone].children.clone();
    children.sort_by(|a, b| {
        let (a, b) = (&tree.nodes[*a], &tree.nodes[*b]);
        a.at.x.total_cmp(&b.at.x).then(a.at.y.total_cmp(&b.at.y))
    });
    for child in children {
        let node = &tree.nodes[child];
        match columns.last_mut() {
            Some(column) if node.at.x < column.x + column.w => {
                column.w = column.w.max(node.at.x + node.w - column.x);
                column.members.push(child);
            }
            _ => columns.push(Column {
                x: node.at.x,
                w: node.w,
                members: vec![child],
            }),
        }
    }
    columns
}

/// Subnets of one column get one width; a subnet that has its column for itself gets the height of the zone's inside.
pub(super) fn stretch(tree: &mut Tree<'_>, frame: usize, is_zone: bool, inside: (f32, f32)) {
    let subnets: Vec<usize> = tree.nodes[frame]
        .children
        .iter()
        .copied()
        .filter(|child| matches!(&tree.nodes[*child].what, What::Frame(kind) if kind.is_subnet()))
        .collect();
    for column in columns(tree, frame) {
        let mut mine: Vec<usize> = column
            .members
            .iter()
            .copied()
            .filter(|child| subnets.contains(child))
            .collect();
        // From the top: a narrow subnet may stand above a wider one, further to the right.
        mine.sort_by(|a, b| tree.nodes[*a].at.y.total_cmp(&tree.nodes[*b].at.y));
        if mine.len() != column.members.len() {
            continue;
        }
        for (number, &child) in mine.iter().enumerate() {
            let node = &tree.nodes[child];
            let (mut top, mut bottom) = (node.at.y, node.at.y + node.h);
            let aside = ((column.w - node.w) / 2.0 / GRID).floor() * GRID;
            if is_zone && number == 0 {
                top = inside.0;
            }
            if is_zone && number + 1 == mine.len() {
                bottom = inside.1;
            }
            let lower = node.at.y - top;
            let aside = if aside > 0.0 { aside } else { 0.0 };
            let children = node.children.clone();
            for inner in children {
                let at = &mut tree.nodes[inner].at;
                *at = at.offset(aside, lower);
            }
            let node = &mut tree.nodes[child];
            node.at = Point::new(column.x, top);
            node.w = column.w;
            node.h = bottom - top;
        }
    }
}
