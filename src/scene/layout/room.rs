//! A free place in a frame, for what is put into it without pointing: a folded frame shows none.

use super::GRID;
use crate::model::edit::{FRAME_PADDING, FRAME_TITLE, tile_rect};
use crate::model::{ContainerKind, Design, Id, Point, Rect, Size};

/// Distance that is kept to what stands there.
const APART: f32 = 2.0 * GRID;

/// Where something of `size` can stand in a frame without moving anything: the first free place from the top, row by row;
/// where there is none, below everything, and the frame grows when it is put there. On the grid.
pub fn free_place(design: &Design, frame: &Id, size: Size) -> Point {
    let Some(container) = design.container(frame) else {
        return Point::default();
    };
    let title = match container.kind {
        ContainerKind::AvailabilityZone => (FRAME_TITLE, 0.0),
        _ => (0.0, FRAME_TITLE),
    };
    let up = |v: f32| (v / GRID).ceil() * GRID;
    let left = up(container.frame.x + title.0 + FRAME_PADDING);
    let top = up(container.frame.y + title.1 + FRAME_PADDING);
    let right = container.frame.right() - FRAME_PADDING - size.w;
    let bottom = container.frame.bottom() - FRAME_PADDING - size.h;
    let taken = members(design, frame);
    let is_free = |at: Point| {
        let wanted = Rect::new(at.x, at.y, size.w, size.h).expand(APART - 1.0);
        !taken.iter().any(|member| member.intersects(wanted))
    };
    let mut y = top;
    while y <= bottom {
        let mut x = left;
        while x <= right {
            let at = Point::new(x, y);
            if is_free(at) {
                return at;
            }
            x += APART;
        }
        y += APART;
    }
    let below = taken.iter().map(|member| member.bottom());
    let below = below.fold(f32::MIN, f32::max);
    Point::new(left, up(below + APART).max(top))
}

/// Outlines of what stands directly in a frame.
fn members(design: &Design, frame: &Id) -> Vec<Rect> {
    let places = design.components.values().flat_map(|own| &own.placements);
    let tiles = places.filter(|place| place.parent.as_ref() == Some(frame));
    let frames = design.containers.values();
    let frames = frames.filter(|own| own.parent.as_ref() == Some(frame));
    let tiles = tiles.map(|place| tile_rect(place.at));
    tiles.chain(frames.map(|own| own.frame)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Component, Container};
    use std::sync::Arc;

    #[test]
    fn the_first_free_place_is_taken_and_then_the_frame_grows() {
        let id = |text: &str| Id::new(text).unwrap();
        let mut design = Design::default();
        let frame = Container {
            kind: ContainerKind::Vpc,
            frame: Rect::new(100.0, 100.0, 340.0, 180.0),
            ..Container::default()
        };
        design.containers.insert(id("vpc"), Arc::new(frame));
        let tile = Size { w: 140.0, h: 56.0 };
        // Right of the border, below the title, on the grid; then 16 beside the first, then below both.
        let expected = [
            (112.0, 128.0),
            (272.0, 128.0),
            (112.0, 208.0),
            (272.0, 208.0),
        ];
        for (number, at) in expected.into_iter().enumerate() {
            let found = free_place(&design, &id("vpc"), tile);
            assert_eq!((found.x, found.y), at, "{number}");
            let own = Component::new("instance", Some(id("vpc")), found);
            design
                .components
                .insert(id(&format!("web{number}")), Arc::new(own));
        }
        // 208 + 56 + 16.
        let next = free_place(&design, &id("vpc"), tile);
        assert_eq!((next.x, next.y), (112.0, 280.0));
    }
}
