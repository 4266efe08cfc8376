//! A picture between two others: tiles and frames on their way to new places.

use super::{Frame, Route, Scene, Tile};
use crate::model::{Id, Point, Rect};
use std::collections::HashMap;

/// Whether tiles or frames that both scenes have stand in other places, at least `least` of them.
pub fn differs(from: &Scene, to: &Scene, least: usize) -> bool {
    let old = tiles(from);
    let tiles = to.tiles.iter().filter(|tile| {
        let before = old.get(&(&tile.component, tile.placement));
        before.is_some_and(|before| before.rect != tile.rect)
    });
    let old = frames(from);
    let frames = to.frames.iter().filter(|frame| {
        let before = old.get(&frame.id);
        before.is_some_and(|before| before.rect != frame.rect)
    });
    tiles.count() + frames.count() >= least
}

/// The picture at the share `t` (0 to 1) of the way. Connections that cannot bend from one way to the other are left
/// out on the way.
pub fn between(from: &Scene, to: &Scene, t: f32) -> Scene {
    let mut scene = to.clone();
    let old = tiles(from);
    for tile in &mut scene.tiles {
        if let Some(before) = old.get(&(&tile.component, tile.placement)) {
            move_tile(tile, before.rect, t);
        }
    }
    let old = frames(from);
    for frame in &mut scene.frames {
        if let Some(before) = old.get(&frame.id) {
            let (a, b) = (before.rect, frame.rect);
            let rect = Rect::new(
                mix(a.x, b.x, t),
                mix(a.y, b.y, t),
                mix(a.w, b.w, t),
                mix(a.h, b.h, t),
            );
            move_frame(frame, rect);
        }
    }
    let old: HashMap<(&[Id], usize), &Route> = from
        .routes
        .iter()
        .map(|route| ((route.connections.as_slice(), route.branch), route))
        .collect();
    scene.routes.retain_mut(|route| {
        let key = (route.connections.as_slice(), route.branch);
        let Some(before) = old.get(&key).map(|before| &before.points) else {
            return false;
        };
        if before.len() != route.points.len() {
            return false;
        }
        route.points = before
            .iter()
            .zip(&route.points)
            .map(|(a, b)| Point::new(mix(a.x, b.x, t), mix(a.y, b.y, t)))
            .collect();
        route.jumps.clear();
        route.label = None;
        route.dot = None;
        true
    });
    scene
}

fn tiles(scene: &Scene) -> HashMap<(&Id, usize), &Tile> {
    scene
        .tiles
        .iter()
        .map(|tile| ((&tile.component, tile.placement), tile))
        .collect()
}

fn frames(scene: &Scene) -> HashMap<&Id, &Frame> {
    scene
        .frames
        .iter()
        .map(|frame| (&frame.id, frame))
        .collect()
}

fn mix(a: f32, b: f32, t: f32) -> f32 {
    a + (b - a) * t
}

fn move_tile(tile: &mut Tile, before: Rect, t: f32) {
    let dx = mix(before.x, tile.rect.x, t) - tile.rect.x;
    let dy = mix(before.y, tile.rect.y, t) - tile.rect.y;
    for rect in [&mut tile.rect, &mut tile.pill_rect, &mut tile.badge_rect] {
        *rect = rect.offset(dx, dy);
    }
}

/// Brings a frame to `rect`, with what stands on it. Texts are not shortened anew.
pub(super) fn move_frame(frame: &mut Frame, rect: Rect) {
    let after = std::mem::replace(&mut frame.rect, rect);
    let (dx, dy) = (frame.rect.x - after.x, frame.rect.y - after.y);
    let right = frame.rect.right() - after.right();
    let title = &mut frame.title;
    for rect in [&mut title.icon, &mut title.text_rect] {
        *rect = rect.offset(dx, dy);
    }
    title.rect = Rect {
        // A band is as long as its frame.
        w: if title.rect.w == after.w {
            frame.rect.w
        } else {
            title.rect.w
        },
        h: if title.rect.h == after.h {
            frame.rect.h
        } else {
            title.rect.h
        },
        ..title.rect.offset(dx, dy)
    };
    if let Some(cost) = &mut frame.cost {
        cost.rect = cost.rect.offset(right, dy);
    }
    if let Some(note) = &mut frame.note {
        note.rect = note.rect.offset(dx, dy);
    }
    frame.badge_rect = frame.badge_rect.offset(right, dy);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::edit::{self, Edit};
    use crate::scene::layout::{Scope, arrange};
    use crate::scene::sample::remember;
    use crate::scene::{SceneOptions, build};

    #[test]
    fn a_picture_on_its_way_begins_and_ends_at_the_two_others() {
        let sample = remember();
        let options = SceneOptions::default();
        let from = build(&sample.design, &sample.report, &options);
        let arrangement = arrange(&sample.design, Scope::All);
        let after = edit::apply(&sample.design, &Edit::Arrange(arrangement)).unwrap();
        let to = build(&after, &sample.report, &options);
        assert!(differs(&from, &to, 2));
        assert!(!differs(&from, &from, 1));
        let rects = |scene: &Scene| -> Vec<Rect> {
            let tiles = scene.tiles.iter().map(|tile| tile.rect);
            tiles.chain(scene.frames.iter().map(|f| f.rect)).collect()
        };
        assert_eq!(rects(&between(&from, &to, 0.0)), rects(&from));
        assert_eq!(rects(&between(&from, &to, 1.0)), rects(&to));
        let half = between(&from, &to, 0.5);
        let (a, b) = (from.tiles[0].rect, to.tiles[0].rect);
        assert_eq!(half.tiles[0].rect.x, (a.x + b.x) / 2.0);
    }
}
