//! Putting something into a folded frame: dropped on its card, it gets a free place inside.

use super::action::{Action, EditAction, NewItem, Select, label_of};
use super::place;
use super::state::{Notice, State};
use crate::catalog::{self, Scope};
use crate::model::edit::{self, Edit, TILE, TileRef};
use crate::model::{ContainerKind, Design, Id, Point, Size};
use crate::scene::card_rect;
use crate::scene::layout::{free_place, make_room};

/// What is dropped on a card.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entering {
    /// Tiles.
    pub tiles: Vec<TileRef>,
    /// Frames, with what stands in them.
    pub frames: Vec<Id>,
}

/// Why a frame does not take something in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A frame of that kind stands around frames of the other, not in them.
    Order,
    /// It spans zones: neither a zone nor a subnet can hold it.
    Spans,
}

/// The folded frame whose card lies at a point; `without` and what stands in them do not count.
pub fn card_at<'a>(design: &'a Design, at: Point, without: &[Id]) -> Option<&'a Id> {
    let cards = design.containers.iter().filter(|(id, frame)| {
        let around = || design.ancestors(frame.parent.as_ref());
        frame.collapsed
            && !frame.kind.is_text()
            && card_rect(frame.frame).contains(at)
            && !around().any(|(_, outer)| outer.collapsed)
            && !without.iter().any(|gone| design.is_inside(Some(id), gone))
    });
    cards
        .max_by_key(|(id, _)| design.ancestors(Some(id)).count())
        .map(|(id, _)| id)
}

/// Why a frame does not take in a component of a kind; none where it does.
fn refuses_component(frame: &ContainerKind, kind: &str) -> Option<Refusal> {
    let narrow = *frame == ContainerKind::AvailabilityZone || frame.is_subnet();
    let spans = catalog::kind(kind).is_some_and(|kind| kind.scope == Scope::Vpc);
    (narrow && spans).then_some(Refusal::Spans)
}

/// Why a frame does not take in a frame of a kind; none where it does.
fn refuses_frame(outer: &ContainerKind, inner: &ContainerKind) -> Option<Refusal> {
    (!inner.is_text() && !place::may_hold(outer, inner)).then_some(Refusal::Order)
}

/// The first thing that a frame does not take in, and why.
pub fn refused<'a>(design: &Design, frame: &Id, what: &'a Entering) -> Option<(&'a Id, Refusal)> {
    let outer = &design.container(frame)?.kind;
    let tiles = what.tiles.iter().filter_map(|tile| {
        let own = design.component(&tile.component)?;
        Some((&tile.component, refuses_component(outer, &own.kind)?))
    });
    let frames = what.frames.iter().filter_map(|id| {
        let own = design.container(id)?;
        Some((id, refuses_frame(outer, &own.kind)?))
    });
    tiles.chain(frames).next()
}

/// Why a frame does not take in a new item; none where it does.
pub fn refuses_new(design: &Design, frame: &Id, item: &NewItem) -> Option<Refusal> {
    let outer = &design.container(frame)?.kind;
    match item {
        NewItem::Component(kind) => refuses_component(outer, kind),
        NewItem::Frame(kind) => refuses_frame(outer, kind),
    }
}

/// What is said of a refusal: key of the text.
pub fn refusal_key(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Order => "folded-refuses-order",
        Refusal::Spans => "folded-refuses-spans",
    }
}

/// The edit that gives each thing a free place in the frame. Frames around it that grow make room for themselves.
fn entering(design: &Design, frame: &Id, what: &Entering) -> Edit {
    let mut after = design.clone();
    let mut edits = Vec::new();
    let mut put = |after: &mut Design, edit: Edit| {
        if let Ok(next) = edit::apply(after, &edit) {
            *after = next;
            edits.push(edit);
        }
    };
    for tile in &what.tiles {
        let place = Edit::Place {
            tile: tile.clone(),
            parent: Some(frame.clone()),
            at: free_place(&after, frame, TILE),
        };
        put(&mut after, place);
    }
    for id in &what.frames {
        let Some(own) = after.container(id) else {
            continue;
        };
        let size = Size {
            w: own.frame.w,
            h: own.frame.h,
        };
        let at = free_place(&after, frame, size);
        let (dx, dy) = (at.x - own.frame.x, at.y - own.frame.y);
        let moved = Edit::Move {
            tiles: Vec::new(),
            containers: vec![id.clone()],
            dx,
            dy,
        };
        let parent = Some(frame.clone());
        let edits = vec![moved, Edit::PlaceContainer(id.clone(), parent)];
        put(&mut after, Edit::Batch(edits));
    }
    edits.extend(make_room(design, &after, frame));
    Edit::Batch(edits)
}

impl State {
    /// Ends a drag on the card of a folded frame: what was dragged goes in, or back to where it was if the frame does not
    /// take it. `grown`: edits that give frames which grew on the way their outline back.
    pub(super) fn enter(&mut self, frame: &Id, what: &Entering, grown: Vec<Edit>) {
        let refused = refused(&self.design, frame, what).map(|(id, why)| (self.name_of(id), why));
        if let Some((item, why)) = refused {
            self.apply(Action::Edit(EditAction::Bail));
            self.tell_refusal(&item, frame, why);
            return;
        }
        // As it is once the frames that grew on the way have their outline back.
        let mut edits = grown;
        let before = edit::apply(&self.design, &Edit::Batch(edits.clone()));
        let before = before.unwrap_or_else(|_| self.design.clone());
        edits.push(entering(&before, frame, what));
        if self.apply_edit(&Edit::Batch(edits), label_of("undo-move"), None) {
            let first = what.tiles.first().map(|tile| &tile.component);
            let count = what.tiles.len() + what.frames.len();
            let item = match first.or(what.frames.first()).filter(|_| count == 1) {
                Some(id) => self.name_of(id),
                None => crate::text::number::count(count),
            };
            self.tell_entered(item, frame);
        }
        self.history.commit();
    }

    /// Puts a new item into a folded frame.
    pub(super) fn place_into(&mut self, item: &NewItem, frame: &Id) {
        let name = place::title_of(item, self.prefs.language);
        if let Some(why) = refuses_new(&self.design, frame, item) {
            self.tell_refusal(&name, frame, why);
            return;
        }
        let at = free_place(&self.design, frame, place::size_of(item));
        let parent = Some(frame.clone());
        let (edit, id) = place::new_item_in(&self.design, item, parent, at, self.catalogue);
        let after = edit::apply(&self.design, &edit);
        let room = after.map(|after| make_room(&self.design, &after, frame));
        let edit = Edit::Batch([vec![edit], room.unwrap_or_default()].concat());
        if self.apply_edit(&edit, label_of("undo-place"), None) {
            // It is not drawn, and still it is what one goes on with: the inspector shows it.
            self.apply(Action::Select(Select::Only(id)));
            self.remember_kind(item);
            self.tell_entered(name, frame);
        }
    }

    fn tell_entered(&mut self, item: String, frame: &Id) {
        let args = [("name", self.name_of(frame).into())];
        let text = crate::text::format(self.prefs.language, "folded-entered", &args);
        self.tell(Notice::done(text, item));
    }

    fn tell_refusal(&mut self, item: &str, frame: &Id, why: Refusal) {
        let args = [
            ("item", item.to_owned().into()),
            ("name", self.name_of(frame).into()),
        ];
        let text = crate::text::format(self.prefs.language, refusal_key(why), &args);
        self.tell(Notice::failed(text));
    }
}
