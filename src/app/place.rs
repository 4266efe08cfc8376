//! New items: where they land, which frame takes them in, what they are called.

use super::action::NewItem;
use super::palette::frame_key;
use super::view::{GRID, TILE_HEIGHT, TILE_WIDTH};
use crate::catalog;
use crate::model::edit::{Edit, TileRef};
use crate::model::{Component, Container, ContainerKind, Design, Id, Language, Point, Rect, Size};
use crate::pricing::Catalogue;

/// `at` on the grid.
pub fn snap(at: Point) -> Point {
    Point::new((at.x / GRID).round() * GRID, (at.y / GRID).round() * GRID)
}

/// Size of a new item on the canvas.
pub fn size_of(item: &NewItem) -> Size {
    let (w, h) = match item {
        NewItem::Component(_) => (TILE_WIDTH, TILE_HEIGHT),
        NewItem::Frame(kind) => match kind {
            ContainerKind::Account => (1040.0, 720.0),
            ContainerKind::Region => (960.0, 640.0),
            ContainerKind::Vpc => (880.0, 560.0),
            ContainerKind::AvailabilityZone => (800.0, 224.0),
            kind if kind.is_subnet() => (176.0, 176.0),
            ContainerKind::OnPremises | ContainerKind::OtherCloud => (320.0, 224.0),
            ContainerKind::Note => (168.0, 72.0),
            ContainerKind::Label => (168.0, 24.0),
            _ => (176.0, 120.0),
        },
    };
    Size { w, h }
}

/// What a new item is called.
pub fn title_of(item: &NewItem, language: Language) -> String {
    match item {
        NewItem::Component(name) => catalog::kind(name)
            .map_or(*name, |kind| kind.title.get(language))
            .to_owned(),
        NewItem::Frame(kind) => crate::text::get(language, frame_key(kind)).into_owned(),
    }
}

/// Name of the kind in files.
pub fn name_of(item: &NewItem) -> &str {
    match item {
        NewItem::Component(kind) => kind,
        NewItem::Frame(kind) => kind.as_str(),
    }
}

/// Whether a frame of kind `outer` may hold one of kind `inner`: accounts hold Regions, Regions VPCs, and so on inwards;
/// groups hold anything.
pub fn may_hold(outer: &ContainerKind, inner: &ContainerKind) -> bool {
    if outer.is_text() {
        return false;
    }
    let rank = |kind: &ContainerKind| match kind {
        ContainerKind::Account => 0,
        ContainerKind::Region => 1,
        ContainerKind::Vpc => 2,
        ContainerKind::AvailabilityZone => 3,
        kind if kind.is_subnet() => 4,
        _ => 5,
    };
    let loose = |kind: &ContainerKind| rank(kind) == 5;
    match (loose(outer), loose(inner)) {
        (true, true) => true,
        (true, false) => *outer == ContainerKind::Group,
        (false, true) => !matches!(inner, ContainerKind::OnPremises | ContainerKind::OtherCloud),
        (false, false) => rank(outer) < rank(inner),
    }
}

/// The innermost open frame around a point; `without` and what stands in them do not count.
pub fn frame_at<'a>(design: &'a Design, at: Point, without: &[Id]) -> Option<&'a Id> {
    let depth = |id: &Id| design.ancestors(Some(id)).count();
    design
        .containers
        .iter()
        .filter(|(id, frame)| {
            let mut around = design.ancestors(frame.parent.as_ref());
            !frame.collapsed
                && !frame.kind.is_text()
                && frame.frame.contains(at)
                && !around.any(|(_, outer)| outer.collapsed)
                && !without.iter().any(|gone| design.is_inside(Some(id), gone))
        })
        .max_by(|a, b| {
            // The innermost; of equals the smallest, then the first id.
            let area = |frame: &Container| frame.frame.w * frame.frame.h;
            depth(a.0)
                .cmp(&depth(b.0))
                .then(area(b.1).total_cmp(&area(a.1)))
                .then(b.0.cmp(a.0))
        })
        .map(|(id, _)| id)
}

/// The edit that puts a new item with its top left corner at `at` (on the grid), and the item's id.
pub fn new_item(design: &Design, item: &NewItem, at: Point, catalogue: &Catalogue) -> (Edit, Id) {
    let at = snap(at);
    let by = match item {
        NewItem::Component(_) => {
            let size = size_of(item);
            at.offset(size.w / 2.0, size.h / 2.0)
        }
        NewItem::Frame(_) => at.offset(1.0, 1.0),
    };
    let parent = frame_at(design, by, &[]).cloned();
    new_item_in(design, item, parent, at, catalogue)
}

/// The edit that puts a new item into a frame (or on the open canvas), and the item's id.
pub fn new_item_in(
    design: &Design,
    item: &NewItem,
    parent: Option<Id>,
    at: Point,
    catalogue: &Catalogue,
) -> (Edit, Id) {
    match item {
        NewItem::Component(kind) => {
            let id = design.fresh_id(&kind.replace('_', "-"));
            let component = Component::new(*kind, parent, at);
            (Edit::PutComponent(id.clone(), component), id)
        }
        NewItem::Frame(kind) => {
            let size = size_of(item);
            let rect = Rect::new(at.x, at.y, size.w, size.h);
            let frame = new_frame(design, kind, parent, rect, catalogue);
            let stem = frame.code.clone().unwrap_or_else(|| match kind {
                ContainerKind::PublicSubnet => "public".to_owned(),
                ContainerKind::PrivateSubnet => "private".to_owned(),
                ContainerKind::IsolatedSubnet => "isolated".to_owned(),
                kind => kind.as_str().replace('_', "-"),
            });
            let id = design.fresh_id(&stem);
            (Edit::PutContainer(id.clone(), frame), id)
        }
    }
}

/// A frame of that kind with what it needs to mean something: a Region its code, a zone the next free zone.
pub fn new_frame(
    design: &Design,
    kind: &ContainerKind,
    parent: Option<Id>,
    frame: Rect,
    catalogue: &Catalogue,
) -> Container {
    let code = match kind {
        ContainerKind::Region => Some(design.settings.region.clone()),
        ContainerKind::AvailabilityZone => next_zone(design, parent.as_ref(), catalogue),
        _ => None,
    };
    let cidr = (*kind == ContainerKind::Vpc).then(|| "10.0.0.0/16".to_owned());
    Container {
        kind: kind.clone(),
        parent,
        frame,
        code,
        cidr,
        ..Container::default()
    }
}

/// The first zone of the Region that has no frame beside the new one yet; the first one where all have.
fn next_zone(design: &Design, parent: Option<&Id>, catalogue: &Catalogue) -> Option<String> {
    let zones = &catalogue.region(design.region_of(parent))?.zones;
    let drawn = |zone: &&String| {
        design.containers.values().any(|frame| {
            frame.kind == ContainerKind::AvailabilityZone
                && frame.parent.as_ref() == parent
                && frame.code.as_ref() == Some(*zone)
        })
    };
    zones
        .iter()
        .find(|zone| !drawn(zone))
        .or(zones.first())
        .cloned()
}

/// Edits that put new items, whose frame is none of them, into the frames that they lie in.
pub fn adopt<'a>(before: &Design, after: &Design, new: impl Iterator<Item = &'a Id>) -> Vec<Edit> {
    let mut edits = Vec::new();
    for id in new {
        if let Some(component) = after.component(id) {
            for (placement, tile) in component.placements.iter().enumerate() {
                let inner = tile
                    .parent
                    .as_ref()
                    .is_some_and(|parent| !before.contains(parent));
                if !inner {
                    let center = super::view::tile_rect(tile.at).center();
                    edits.push(Edit::Place {
                        tile: TileRef {
                            component: id.clone(),
                            placement,
                        },
                        parent: frame_at(before, center, &[]).cloned(),
                        at: tile.at,
                    });
                }
            }
        } else if let Some(frame) = after.container(id) {
            let inner = frame
                .parent
                .as_ref()
                .is_some_and(|parent| !before.contains(parent));
            if !inner {
                let parent = frame_at(before, frame.frame.min(), &[]).cloned();
                edits.push(Edit::PlaceContainer(id.clone(), parent));
            }
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::edit;

    fn put(design: &Design, item: &NewItem, at: Point) -> (Design, Id) {
        let (edit, id) = new_item(design, item, at, Catalogue::embedded());
        (edit::apply(design, &edit).unwrap(), id)
    }

    #[test]
    fn a_new_tile_stands_in_the_innermost_frame_on_the_grid() {
        let design = Design::default();
        let (design, vpc) = put(
            &design,
            &NewItem::Frame(ContainerKind::Vpc),
            Point::new(0.0, 0.0),
        );
        let (design, subnet) = put(
            &design,
            &NewItem::Frame(ContainerKind::PrivateSubnet),
            Point::new(40.0, 40.0),
        );
        assert_eq!(design.container(&subnet).unwrap().parent, Some(vpc));
        let (design, tile) = put(
            &design,
            &NewItem::Component("instance"),
            Point::new(51.0, 61.0),
        );
        let tile = design.component(&tile).unwrap();
        assert_eq!(tile.parent(), Some(&subnet));
        assert_eq!(tile.placements[0].at, Point::new(48.0, 64.0));
    }

    #[test]
    fn zones_are_taken_in_turn() {
        let design = Design::default();
        let zone = NewItem::Frame(ContainerKind::AvailabilityZone);
        let (design, a) = put(&design, &zone, Point::new(0.0, 0.0));
        let (design, b) = put(&design, &zone, Point::new(0.0, 400.0));
        let code = |id: &Id| design.container(id).unwrap().code.clone();
        assert_eq!(code(&a).as_deref(), Some("ap-northeast-2a"));
        assert_eq!(code(&b).as_deref(), Some("ap-northeast-2b"));
    }
}
