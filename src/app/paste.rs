//! What comes from the clipboard: items of a design (of this window or another, or typed by hand), plain text, and the
//! properties of an item for others.

use super::action::{NewItem, PasteAt, label_of};
use super::place;
use super::state::{Notice, State};
use super::view::{self, Selection};
use crate::catalog;
use crate::diag::Diagnostic;
use crate::io::ron;
use crate::model::edit::{self, Edit, Fragment};
use crate::model::{Component, Connection, ContainerKind, Design, Id, LocalText, Point, Rect};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Longest text that becomes a note, characters.
const LONGEST_NOTE: usize = 2_000;

impl State {
    /// Puts a text from the clipboard onto the canvas: items, or else a note with the text.
    pub(super) fn paste_text(&mut self, text: &str, at: PasteAt) {
        match ron::read_fragment(text) {
            Ok(copied) if !copied.is_empty() => self.paste(&copied, at, "undo-paste"),
            Err(problems) if looks_like_items(text) => self.cannot_read(&problems),
            Ok(_) | Err(_) => self.paste_note(text, at),
        }
    }

    /// Gives the selected items the properties of the item that a text from the clipboard holds.
    pub(super) fn paste_properties(&mut self, text: &str) {
        let copied = match ron::read_fragment(text) {
            Ok(copied) => copied,
            Err(problems) if looks_like_items(text) => return self.cannot_read(&problems),
            Err(_) => Fragment::default(),
        };
        match with_properties(&self.design, &copied, &self.selection.items) {
            Some(edit) => {
                let label = label_of("undo-paste-properties");
                self.apply_edit(&edit, label, None);
            }
            None => self.refuse("paste-no-properties"),
        }
    }

    /// Adds copies with fresh ids and selects them. Where they are pointed at, the frames there take them in.
    pub(super) fn paste(&mut self, copied: &Fragment, at: PasteAt, label: &'static str) {
        let step = 2.0 * view::GRID;
        let (dx, dy) = match (at, fragment_rect(copied)) {
            (PasteAt::Around(point), Some(rect)) => {
                let corner = place::snap(point.offset(-rect.w / 2.0, -rect.h / 2.0));
                (corner.x - rect.x, corner.y - rect.y)
            }
            (PasteAt::InPlace, _) => (0.0, 0.0),
            (PasteAt::Beside | PasteAt::Around(_), _) => (step, step),
        };
        let pasted = edit::paste(&self.design, copied, dx, dy);
        let mut edits = vec![pasted.edit];
        if matches!(at, PasteAt::Around(_))
            && let Ok(after) = edit::apply(&self.design, &edits[0])
        {
            edits.extend(place::adopt(&self.design, &after, pasted.ids.values()));
        }
        let items: BTreeSet<Id> = pasted.ids.into_values().collect();
        let label = label_of(label);
        if !items.is_empty() && self.apply_edit(&Edit::Batch(edits), label, None) {
            self.selection = Selection {
                items: Arc::new(items),
            };
        }
    }

    fn paste_note(&mut self, text: &str, at: PasteAt) {
        let text = text.trim();
        if text.is_empty() || text.chars().count() > LONGEST_NOTE {
            return self.refuse("paste-nothing");
        }
        let at = match at {
            PasteAt::Around(point) => point,
            PasteAt::Beside | PasteAt::InPlace => {
                let size = self.view.viewport;
                self.view
                    .camera
                    .to_canvas(Point::new(size.w / 2.0, size.h / 2.0))
            }
        };
        let item = NewItem::Frame(ContainerKind::Note);
        let size = place::size_of(&item);
        let corner = at.offset(-size.w / 2.0, -size.h / 2.0);
        let (put, id) = place::new_item(&self.design, &item, corner, self.catalogue);
        let edit = Edit::Batch(vec![put, Edit::Rename(id.clone(), LocalText::from(text))]);
        let label = label_of("undo-paste");
        if self.apply_edit(&edit, label, None) {
            self.selection = Selection::only(id);
        }
    }

    fn cannot_read(&mut self, problems: &[Diagnostic]) {
        let said = problems.first().map(|first| match first.location.as_ref() {
            Some(place) => format!("{} ({}:{})", first.message, place.line, place.column),
            None => first.message.clone(),
        });
        let text = crate::text::get(self.prefs.language, "paste-broken").into_owned();
        self.tell(Notice {
            strong: said.unwrap_or_default(),
            ..Notice::failed(text)
        });
    }

    fn refuse(&mut self, key: &'static str) {
        self.tell(Notice::failed(crate::text::get(self.prefs.language, key)));
    }
}

/// Whether a text was meant as items of a design, although it cannot be read.
fn looks_like_items(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with('(')
        && ["components", "containers", "connections"]
            .iter()
            .any(|word| text.contains(word))
}

/// What of a design goes on the clipboard when properties of an item are copied: the item alone.
pub fn lone(design: &Design, id: &Id) -> Fragment {
    let mut fragment = Fragment::default();
    if let Some(component) = design.components.get(id) {
        fragment.components.insert(id.clone(), component.clone());
    } else if let Some(connection) = design.connections.get(id) {
        fragment.connections.insert(id.clone(), connection.clone());
    }
    fragment
}

/// The edit that gives `items` the properties of the component or connection of a fragment; none where they have nothing
/// in common. Names, places and ends stay.
pub fn with_properties(design: &Design, from: &Fragment, items: &BTreeSet<Id>) -> Option<Edit> {
    let component = from.components.values().next();
    let connection = from.connections.values().next();
    let edits: Vec<Edit> = items
        .iter()
        .filter_map(|id| {
            if let (Some(to), Some(from)) = (design.component(id), component) {
                let changed = component_like(design, to, from)?;
                Some(Edit::PutComponent(id.clone(), changed))
            } else if let (Some(to), Some(from)) = (design.connection(id), connection) {
                let changed = connection_like(to, from);
                Some(Edit::PutConnection(id.clone(), changed))
            } else {
                None
            }
        })
        .collect();
    (!edits.is_empty()).then_some(Edit::Batch(edits))
}

/// `to` with the properties, tags and security groups of `from`. Of another kind only properties of the same name and
/// sort are taken.
fn component_like(design: &Design, to: &Component, from: &Component) -> Option<Component> {
    let mut changed = to.clone();
    if to.kind == from.kind {
        changed.properties = from.properties.clone();
        changed.demand = from.demand.clone();
        let mut groups = from.security_groups.clone();
        groups.retain(|group| design.security_groups.contains_key(group));
        changed.security_groups = groups;
    } else {
        let (own, other) = (catalog::kind(&to.kind)?, catalog::kind(&from.kind)?);
        let mut shared = false;
        for property in own.properties {
            let alike = other.properties.iter().any(|p| {
                let same =
                    std::mem::discriminant(&p.shape) == std::mem::discriminant(&property.shape);
                p.name == property.name && same && p.unit == property.unit
            });
            if !alike {
                continue;
            }
            shared = true;
            match from.properties.get(property.name) {
                Some(value) => drop(
                    changed
                        .properties
                        .insert(property.name.to_owned(), value.clone()),
                ),
                None => drop(changed.properties.remove(property.name)),
            }
        }
        if !shared && from.tags.is_empty() {
            return None;
        }
    }
    changed.tags = from.tags.clone();
    Some(changed)
}

/// `to` with everything of `from` but its ends, name and way.
fn connection_like(to: &Connection, from: &Connection) -> Connection {
    Connection {
        from: to.from.clone(),
        to: to.to.clone(),
        name: to.name.clone(),
        from_side: to.from_side,
        to_side: to.to_side,
        bends: to.bends.clone(),
        ..from.clone()
    }
}

/// Outline of what a fragment draws.
fn fragment_rect(fragment: &Fragment) -> Option<Rect> {
    let shown = Design {
        containers: fragment.containers.clone(),
        components: fragment.components.clone(),
        ..Design::default()
    };
    view::bounds(&shown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::state::Prefs;
    use crate::pricing::Catalogue;

    fn id(text: &str) -> Id {
        Id::new(text).unwrap()
    }
    fn with(items: &[(&str, Component)]) -> State {
        let mut state = State::new(Catalogue::embedded(), Prefs::default());
        let mut design = Design::default();
        for (name, component) in items {
            let put = Edit::PutComponent(id(name), component.clone());
            design = edit::apply(&design, &put).unwrap();
        }
        state.opened(design, None);
        state
    }
    fn select(state: &mut State, items: &[&str]) {
        state.selection.items = Arc::new(items.iter().map(|name| id(name)).collect());
    }
    fn tile(kind: &str, x: f32) -> Component {
        Component::new(kind, None, Point::new(x, 0.0))
    }

    #[test]
    fn properties_go_to_others_of_the_kind_and_names_and_places_stay() {
        let mut from = tile("db_instance", 0.0).with("allocated_storage_gb", 200.0);
        from.tags.insert("env".to_owned(), "prod".to_owned());
        let mut to = tile("db_instance", 400.0);
        to.name = "mine".into();
        let mut state = with(&[("a", from.clone()), ("b", to)]);
        let text = ron::write_fragment(&lone(&state.design, &id("a")));
        select(&mut state, &["b"]);
        state.paste_properties(&text);
        let b = state.design.component(&id("b")).unwrap();
        assert_eq!((&b.properties, &b.tags), (&from.properties, &from.tags));
        assert_eq!(b.placements[0].at.x, 400.0);
        assert_eq!(b.name.get(crate::model::Language::English), "mine");
        assert!(state.notices.is_empty());
    }

    #[test]
    fn properties_of_a_connection_go_to_another_one() {
        let mut state = with(&[
            ("a", tile("instance", 0.0)),
            ("b", tile("instance", 200.0)),
            ("c", tile("instance", 400.0)),
        ]);
        let mut one = Connection::new(id("a"), id("b"));
        one.request_kb = 7.0;
        let other = Connection::new(id("b"), id("c"));
        for (name, connection) in [("a-b", one), ("b-c", other)] {
            let put = Edit::PutConnection(id(name), connection);
            state.design = edit::apply(&state.design, &put).unwrap();
        }
        let text = ron::write_fragment(&lone(&state.design, &id("a-b")));
        select(&mut state, &["b-c"]);
        state.paste_properties(&text);
        let changed = state.design.connection(&id("b-c")).unwrap();
        assert_eq!((changed.request_kb, &changed.to), (7.0, &id("c")));
    }

    #[test]
    fn what_has_nothing_in_common_is_refused_with_a_word() {
        let mut state = with(&[
            ("a", tile("instance", 0.0)),
            ("b", tile("sqs_queue", 200.0)),
        ]);
        let text = ron::write_fragment(&lone(&state.design, &id("a")));
        let before = state.design.clone();
        select(&mut state, &["b"]);
        state.paste_properties(&text);
        assert_eq!(state.design, before);
        assert_eq!(state.notices.len(), 1);
    }

    #[test]
    fn plain_text_becomes_a_note_and_a_broken_design_is_told_with_its_place() {
        let mut state = with(&[]);
        state.paste_text("write this down", PasteAt::Around(Point::new(0.0, 0.0)));
        let note = state.design.containers.values().next().unwrap();
        assert_eq!(note.kind, ContainerKind::Note);
        assert_eq!(
            note.name.get(crate::model::Language::English),
            "write this down"
        );
        state.paste_text("(components: {\n \"a\": (kind: ", PasteAt::Beside);
        assert_eq!(state.design.containers.len(), 1);
        let told = &state.notices[0];
        assert!(told.failed && told.strong.contains(":"), "{told:?}");
    }
}
