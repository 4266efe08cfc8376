//! Tiles that stand on each other without connections between them: in the order of what they are joined with, so that
//! lines from outside the frame do not cross.

use super::tree::{Tree, What};

/// Sorts the piles of all frames.
pub(super) fn sort(tree: &mut Tree<'_>) {
    let mut ends: Vec<Vec<(usize, f32)>> = vec![Vec::new(); tree.nodes.len()];
    for link in tree.links.iter().flatten() {
        ends[link.from].push((link.to, link.weight));
        ends[link.to].push((link.from, link.weight));
    }
    for _ in 0..2 {
        for frame in 0..tree.nodes.len() {
            if matches!(tree.nodes[frame].what, What::Frame(_)) {
                pile(tree, frame, &ends);
            }
        }
    }
}

fn pile(tree: &mut Tree<'_>, frame: usize, ends: &[Vec<(usize, f32)>]) {
    // Lines within the frame have their order already.
    if !tree.links[frame].is_empty() {
        return;
    }
    let mut tiles: Vec<usize> = tree.nodes[frame]
        .children
        .iter()
        .copied()
        .filter(|child| tree.nodes[*child].what == What::Tile)
        .collect();
    if tiles.len() < 2 || tiles.len() != tree.nodes[frame].children.len() {
        return;
    }
    let x = tree.nodes[tiles[0]].at.x;
    if tiles.iter().any(|tile| tree.nodes[*tile].at.x != x) {
        return;
    }
    let mut places: Vec<f32> = tiles.iter().map(|tile| tree.nodes[*tile].at.y).collect();
    places.sort_by(f32::total_cmp);
    let wish = |tile: usize| {
        let (mut sum, mut weight) = (0.0, 0.0);
        for (other, w) in &ends[tile] {
            sum += tree.middle(*other, 0).y * w;
            weight += w;
        }
        if weight > 0.0 { sum / weight } else { f32::MAX }
    };
    let mut keyed: Vec<(f32, usize)> = tiles.drain(..).map(|tile| (wish(tile), tile)).collect();
    keyed.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    for ((_, tile), y) in keyed.into_iter().zip(places) {
        tree.nodes[tile].at.y = y;
    }
}
