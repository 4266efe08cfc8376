//! What is done to frames on the canvas: drawing one around things, folding, unfolding.

use super::controller::Sight;
use crate::app::action::{Action, Actions, EditAction, NewItem, Select, View};
use crate::app::frames::collapse;
use crate::app::place;
use crate::app::view::Tool;
use crate::model::edit::{Edit, TileRef};
use crate::model::{ContainerKind, Design, Id, Point, Rect};
use std::collections::BTreeSet;

/// The edit that opens or folds a frame.
pub fn toggle_collapsed(design: &Design, id: &Id) -> Option<Edit> {
    let container = design.container(id).filter(|c| !c.kind.is_text())?;
    let frame = BTreeSet::from([id.clone()]);
    collapse(design, &frame, !container.collapsed).map(|(edit, _)| edit)
}

/// What a tool writes, if it writes.
pub fn text_kind(tool: Tool) -> Option<ContainerKind> {
    match tool {
        Tool::Note => Some(ContainerKind::Note),
        Tool::Label => Some(ContainerKind::Label),
        _ => None,
    }
}

/// Puts a note or label where one clicked, to be written at once.
pub fn place_text(kind: ContainerKind, at: Point, out: &mut Actions) {
    out.view(View::Tool(Tool::Select));
    let item = NewItem::Frame(kind);
    out.push(Action::Edit(EditAction::Place(item, Some(at))));
}

/// Ends the drawing of a frame: what lies wholly in it becomes its member.
pub fn draw_frame(from: Point, to: Point, s: &Sight<'_>, out: &mut Actions) {
    let (a, b) = (place::snap(from), place::snap(to));
    let rect = Rect::from_corners(a, b);
    if let Some(kind) = text_kind(s.tool) {
        draw_text(kind, rect, s, out);
        return;
    }
    out.view(View::Tool(Tool::Select));
    if rect.w < 48.0 || rect.h < 48.0 {
        return;
    }
    let parent = place::frame_at(s.design, rect.min(), &[]).cloned();
    let id = s.design.fresh_id("group");
    let frame = place::new_frame(
        s.design,
        &ContainerKind::Group,
        parent.clone(),
        rect,
        s.catalogue,
    );
    let mut edits = vec![Edit::PutContainer(id.clone(), frame)];
    // What lies wholly in it and stood in the frame around becomes a member.
    for (component, item) in &s.design.components {
        for (placement, place) in item.placements.iter().enumerate() {
            let tile = crate::app::view::tile_rect(place.at);
            if place.parent == parent && rect.contains_rect(tile) {
                edits.push(Edit::Place {
                    tile: TileRef {
                        component: component.clone(),
                        placement,
                    },
                    parent: Some(id.clone()),
                    at: place.at,
                });
            }
        }
    }
    for (inner, container) in &s.design.containers {
        if container.parent == parent && rect.contains_rect(container.frame) {
            edits.push(Edit::PlaceContainer(inner.clone(), Some(id.clone())));
        }
    }
    out.edit(Edit::Batch(edits), "undo-place");
    out.select(Select::Only(id));
}

/// A note or label of the size that was drawn, to be written at once.
fn draw_text(kind: ContainerKind, rect: Rect, s: &Sight<'_>, out: &mut Actions) {
    let usual = place::size_of(&NewItem::Frame(kind.clone()));
    if rect.w < 48.0 {
        place_text(kind, rect.min(), out);
        return;
    }
    out.view(View::Tool(Tool::Select));
    let frame = Rect::new(rect.x, rect.y, rect.w, rect.h.max(usual.h.min(24.0)));
    let id = s.design.fresh_id(kind.as_str());
    let parent = place::frame_at(s.design, frame.center(), &[]).cloned();
    let note = place::new_frame(s.design, &kind, parent, frame, s.catalogue);
    out.edit(Edit::PutContainer(id.clone(), note), "undo-place");
    out.select(Select::Only(id));
    out.view(View::Rename);
}
