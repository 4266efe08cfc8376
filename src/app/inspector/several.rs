//! The page of several selected items: what they cost together, what can be done with them, and the properties of
//! components of one kind, where different values are said to be mixed.

use super::parts::{self, note, section};
use super::{connection, head, property};
use crate::app::action::Actions;
use crate::app::command::Command;
use crate::app::cx::Cx;
use crate::app::palette::frame_key;
use crate::app::theme::tokens;
use crate::app::widgets::button::Button;
use crate::app::widgets::section::SectionHeader;
use crate::app::widgets::select::Choice;
use crate::app::widgets::swatch::Swatch;
use crate::catalog::Item;
use crate::glyph;
use crate::model::edit::Edit;
use crate::model::{Connection, Container, ContainerKind, Id};
use egui::Ui;
use std::collections::BTreeSet;

/// Draws the page.
pub fn ui(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let t = tokens(ui);
    let items = &cx.state.selection.items;
    let name = cx.text_with("several-items", "count", items.len());
    // Where a selection is of several sorts, nothing is listed: it may be of tens of thousands of items.
    let components: Vec<Item<'_>> = all_of(items, |id| Item::of(cx.design(), id));
    let same_kind = components
        .first()
        .is_some_and(|first| components.iter().all(|item| item.kind == first.kind));
    let (swatch, subtitle) = match components.first().filter(|_| same_kind) {
        Some(first) => (
            Swatch::of_kind(first.kind.name, t),
            first.kind.title.get(cx.language).to_owned(),
        ),
        None => (
            Swatch {
                fill: t.accent_fill,
                ink: t.on_accent,
                glyph: glyph::SELECTION,
                kind: None,
            },
            cx.text("several-kinds").into_owned(),
        ),
    };
    let data = head::Head {
        swatch,
        name: &name,
        subtitle: &subtitle,
        id: None,
        item: None,
        locked: None,
    };
    head::head(ui, cx, &data, out);
    let total = cx.state.report.cost.sum_of(items);
    let mut amount = cx.amount(total.usd);
    if total.missing > 0 {
        amount = format!("≥ {amount}");
    }
    head::figures(ui, &[(amount, cx.text("per-month").into_owned())]);
    arrange(ui, cx, out);
    if same_kind {
        let key = components.first().map_or("", |item| item.kind.name);
        let title = cx.text("properties");
        section(
            ui,
            SectionHeader::new(&title),
            &format!("{key} properties"),
            |ui| {
                property::list(ui, cx, &components, false, out);
            },
        );
    } else if components.len() == items.len() {
        shared(ui, cx, &components, out);
    }
    if components.len() == items.len() && !components.is_empty() {
        super::tags::of_several(ui, cx, &components, out);
        more(ui, cx, &components, same_kind, out);
    }
    let connections: Vec<(&Id, &Connection)> =
        all_of(items, |id| Some((id, cx.design().connection(id)?)));
    if connections.len() == items.len() {
        let title = cx.text("properties");
        section(ui, SectionHeader::new(&title), "connections", |ui| {
            connection::editors(ui, cx, &connections, out);
        });
    }
    let frames: Vec<(&Id, &Container)> = all_of(items, |id| {
        let frame = cx.design().container(id)?;
        (!frame.kind.is_text()).then_some((id, frame))
    });
    if frames.len() == items.len() {
        let title = cx.text("properties");
        section(ui, SectionHeader::new(&title), "frames", |ui| {
            frame_kind(ui, cx, &frames, out);
        });
    }
}

/// What the items are if all are of one sort; else nothing.
fn all_of<'a, T>(items: &'a BTreeSet<Id>, of: impl Fn(&'a Id) -> Option<T>) -> Vec<T> {
    let found: Option<Vec<T>> = items.iter().map(of).collect();
    found.unwrap_or_default()
}

/// What components of several kinds have in common.
fn shared(ui: &mut Ui, cx: &Cx<'_>, components: &[Item<'_>], out: &mut Actions) {
    let title = cx.text("properties");
    section(ui, SectionHeader::new(&title), "shared properties", |ui| {
        if !property::shared(ui, cx, components, false, out) {
            note(ui, &cx.text("several-nothing-shared"));
        }
    });
}

/// Declared facts that only rules read, and the note, as on the page of one component.
fn more(ui: &mut Ui, cx: &Cx<'_>, components: &[Item<'_>], same_kind: bool, out: &mut Actions) {
    let title = cx.text("more-section");
    let header = SectionHeader::new(&title).closed();
    section(ui, header, "several more", |ui| {
        if same_kind {
            property::list(ui, cx, components, true, out);
        } else {
            property::shared(ui, cx, components, true, out);
        }
        let label = cx.text("note");
        let note_of = |item: &Item<'_>| item.component.note.get(cx.language).to_owned();
        let first = components.first().map(note_of).unwrap_or_default();
        let mixed = components.iter().any(|item| note_of(item) != first);
        let (current, hint) = match mixed {
            true => (String::new(), cx.text("mixed")),
            false => (first, std::borrow::Cow::Borrowed("")),
        };
        if let Some(text) = parts::text_row(ui, &label, "", &current, &hint) {
            let edits = components.iter().map(|item| {
                let mut component = item.component.clone();
                component.note = component.note.with(cx.language, &text);
                Edit::PutComponent(item.id.clone(), component)
            });
            out.edit(Edit::Batch(edits.collect()), "undo-note");
        }
    });
}

fn frame_kind(ui: &mut Ui, cx: &Cx<'_>, frames: &[(&Id, &Container)], out: &mut Actions) {
    let known = ContainerKind::KNOWN;
    let kinds: Vec<&ContainerKind> = known.iter().filter(|kind| !kind.is_text()).collect();
    let names: Vec<_> = kinds.iter().map(|kind| cx.text(frame_key(kind))).collect();
    let choices: Vec<Choice<'_>> = names.iter().map(|name| Choice::new(name)).collect();
    let label = cx.text("frame-kind");
    let first = &frames[0].1.kind;
    let new = if frames.iter().all(|(_, frame)| frame.kind == *first) {
        let at = kinds.iter().position(|kind| *kind == first);
        parts::select_row(ui, cx, &label, "", &choices, at.unwrap_or(usize::MAX))
    } else {
        parts::mixed_select_row(ui, cx, &label, "", &choices)
    };
    if let Some(new) = new {
        let edits = frames.iter().map(|(id, frame)| {
            let kind = kinds[new].clone();
            let frame = Container {
                kind,
                ..(*frame).clone()
            };
            Edit::PutContainer((*id).clone(), frame)
        });
        out.edit(Edit::Batch(edits.collect()), "undo-frame");
    }
}

fn arrange(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let title = cx.text("arrange");
    section(ui, SectionHeader::new(&title), "several arrange", |ui| {
        use Command as C;
        for row in [
            [C::AlignLeft, C::AlignRight, C::AlignTop],
            [
                C::AlignBottom,
                C::DistributeHorizontally,
                C::DistributeVertically,
            ],
            [C::Group, C::Duplicate, C::Delete],
            [C::Lock, C::LayOutSelection, C::FitSelection],
        ] {
            ui.columns(3, |columns| {
                for (command, ui) in row.into_iter().zip(columns) {
                    let text = cx.text(short(command));
                    let name = cx.text(command.key());
                    let keys = command.keys(cfg!(target_os = "macos"));
                    let button = if command == C::Delete {
                        Button::danger(&text)
                    } else {
                        Button::secondary(&text)
                    };
                    let button = button.small().name(&name).tooltip(&name).keys(&keys);
                    let button = button
                        .min_width(ui.available_width())
                        .enabled(command.enabled(cx));
                    if ui.add(button).clicked() {
                        command.run(cx, false, out);
                    }
                }
            });
            ui.add_space(4.0);
        }
    });
}

fn short(command: Command) -> &'static str {
    match command {
        Command::AlignLeft => "short-left",
        Command::AlignRight => "short-right",
        Command::AlignTop => "short-top",
        Command::AlignBottom => "short-bottom",
        Command::DistributeHorizontally => "short-spread-x",
        Command::DistributeVertically => "short-spread-y",
        Command::Group => "short-wrap",
        Command::Duplicate => "short-duplicate",
        Command::Lock => "short-lock",
        Command::LayOutSelection => "short-lay-out",
        Command::FitSelection => "short-fit",
        _ => "short-delete",
    }
}

#[cfg(test)]
mod tests {
    use crate::app::action::Actions;
    use crate::app::cx::Cx;
    use crate::app::state::{Prefs, State};
    use crate::app::testing::{harness, look_at};
    use crate::app::theme::Theme;
    use crate::model::edit::{self, Edit};
    use crate::model::{Component, Connection, ConnectionKind, Design, Id, Point, Value};
    use crate::pricing::Catalogue;
    use egui::{Key, Modifiers};
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;
    use std::sync::Arc;

    fn id(text: &str) -> Id {
        Id::new(text).unwrap()
    }

    fn panel(edits: Vec<Edit>, selected: &[&str]) -> Harness<'static, State> {
        let design = edit::apply(&Design::default(), &Edit::Batch(edits)).unwrap();
        let mut state = State::new(Catalogue::embedded(), Prefs::default());
        state.opened(design, None);
        state.selection.items = Arc::new(selected.iter().map(|name| id(name)).collect());
        harness([340.0, 900.0], Theme::Light, state, |ui, state| {
            let mut out = Actions::default();
            super::super::ui(ui, &Cx::new(state), &mut out);
            for action in out.take() {
                state.apply(action);
            }
        })
    }

    fn database(storage: f64, public: bool) -> Component {
        Component::new("db_instance", None, Point::default())
            .with("allocated_storage", storage)
            .with("publicly_accessible", public)
    }

    fn databases() -> Vec<Edit> {
        let put = |name, storage, public| Edit::PutComponent(id(name), database(storage, public));
        vec![put("a", 100.0, true), put("b", 200.0, false)]
    }

    fn value(h: &Harness<'_, State>, name: &str, property: &str) -> Option<Value> {
        let component = h.state().design.component(&id(name)).unwrap();
        component.property(property).cloned()
    }

    #[test]
    fn a_number_that_differs_is_empty_until_one_is_typed_for_all() {
        let mut h = panel(databases(), &["a", "b"]);
        look_at(&mut h, "several-mixed");
        let field = h.get_by_role_and_label(egui::accesskit::Role::TextInput, "Storage");
        assert_eq!(field.value().as_deref(), Some(""));
        field.focus();
        h.run();
        // Leaving it as it is changes nothing.
        h.key_press(Key::Enter);
        h.run();
        assert_eq!(value(&h, "a", "allocated_storage"), Some(100.0.into()));
        let field = h.get_by_role_and_label(egui::accesskit::Role::TextInput, "Storage");
        field.focus();
        h.run();
        h.event(egui::Event::Text("300".to_owned()));
        h.run();
        h.key_press(Key::Enter);
        h.run();
        for name in ["a", "b"] {
            let now = value(&h, name, "allocated_storage");
            assert_eq!(now, Some(300.0.into()), "{name}");
        }
        let undo = crate::app::action::Action::Edit(crate::app::action::EditAction::Undo);
        h.state_mut().apply(undo);
        assert_eq!(value(&h, "b", "allocated_storage"), Some(200.0.into()));
    }

    #[test]
    fn a_switch_that_differs_offers_both_states() {
        let mut h = panel(databases(), &["a", "b"]);
        let field = h.get_by_role_and_label(egui::accesskit::Role::ComboBox, "Publicly accessible");
        assert_eq!(field.value().as_deref(), Some("Mixed"));
        field.click();
        h.run();
        h.get_by_label("On").click();
        h.run();
        for name in ["a", "b"] {
            assert_eq!(
                value(&h, name, "publicly_accessible"),
                Some(Value::Bool(true))
            );
        }
    }

    #[test]
    fn several_connections_are_edited_at_once() {
        let tile = |x: f32| Component::new("instance", None, Point::new(x, 0.0));
        let mut one = Connection::new(id("a"), id("b"));
        one.request_kb = 3.0;
        let mut two = Connection::new(id("b"), id("c"));
        two.kind = ConnectionKind::Stream;
        let edits = vec![
            Edit::PutComponent(id("a"), tile(0.0)),
            Edit::PutComponent(id("b"), tile(200.0)),
            Edit::PutComponent(id("c"), tile(400.0)),
            Edit::PutConnection(id("one"), one),
            Edit::PutConnection(id("two"), two),
        ];
        let mut h = panel(edits, &["one", "two"]);
        look_at(&mut h, "several-connections");
        let kind = h.get_by_role_and_label(egui::accesskit::Role::ComboBox, "Kind");
        assert_eq!(kind.value().as_deref(), Some("Mixed"));
        let size = h.get_by_role_and_label(egui::accesskit::Role::TextInput, "Request size");
        assert_eq!(size.value().as_deref(), Some(""));
        size.focus();
        h.run();
        h.key_press_modifiers(Modifiers::COMMAND, Key::A);
        h.event(egui::Event::Text("8".to_owned()));
        h.run();
        h.key_press(Key::Enter);
        h.run();
        for name in ["one", "two"] {
            let connection = h.state().design.connection(&id(name)).unwrap();
            assert_eq!(connection.request_kb, 8.0, "{name}");
        }
        let two = h.state().design.connection(&id("two")).unwrap();
        assert_eq!(two.kind, ConnectionKind::Stream, "the rest stays");
    }

    /// Opens the folded section of that title.
    fn unfold(h: &mut Harness<'static, State>, title: &str) {
        h.get_by_label(title).click();
        h.run();
    }

    #[test]
    fn what_stands_under_more_is_edited_for_all_and_undone_in_one_step() {
        let mut one = database(100.0, true);
        one.note = "first".into();
        let edits = vec![
            Edit::PutComponent(id("a"), one),
            Edit::PutComponent(id("b"), database(200.0, false)),
        ];
        let mut h = panel(edits, &["a", "b"]);
        unfold(&mut h, "More");
        look_at(&mut h, "several-more");
        let before = h.state().design.clone();
        let note = h.get_by_role_and_label(egui::accesskit::Role::TextInput, "Note");
        assert_eq!(note.value().as_deref(), Some(""), "they differ");
        note.focus();
        h.run();
        h.event(egui::Event::Text("for both".to_owned()));
        h.run();
        h.key_press(Key::Enter);
        h.run();
        for name in ["a", "b"] {
            let own = h.state().design.component(&id(name)).unwrap();
            assert_eq!(own.note, "for both".into(), "{name}");
        }
        let undo = crate::app::action::Action::Edit(crate::app::action::EditAction::Undo);
        h.state_mut().apply(undo);
        assert_eq!(h.state().design, before);
    }

    #[test]
    fn every_secondary_property_of_a_kind_has_an_editor_for_several() {
        use crate::catalog::{self, Item, Shape};
        let kind = catalog::kind("db_instance").unwrap();
        // A few choices side by side are told by their own names.
        let plain = |shape: &Shape| !matches!(shape, Shape::Choice { .. });
        let wanted = kind.properties.iter();
        let wanted = wanted.filter(|own| own.secondary && plain(&own.shape));
        let wanted: Vec<_> = wanted.collect();
        assert!(!wanted.is_empty());
        let mut h = panel(databases(), &["a", "b"]);
        unfold(&mut h, "More");
        let design = h.state().design.clone();
        for property in wanted {
            let applies = ["a", "b"].iter().all(|name| {
                let name = id(name);
                let item = Item::of(&design, &name).unwrap();
                (property.applies)(&item)
            });
            let title = property.title.get(crate::model::Language::English);
            assert_eq!(
                applies,
                h.query_all_by_label(title).next().is_some(),
                "{title}"
            );
        }
    }

    #[test]
    fn kinds_that_differ_share_what_means_the_same() {
        let tile = |kind: &str, x: f32| Component::new(kind, None, Point::new(x, 0.0));
        let edits = vec![
            Edit::PutComponent(id("a"), tile("db_instance", 0.0)),
            Edit::PutComponent(id("b"), tile("rds_cluster", 200.0)),
        ];
        let mut h = panel(edits, &["a", "b"]);
        unfold(&mut h, "More");
        look_at(&mut h, "several-shared");
        h.get_by_role_and_label(egui::accesskit::Role::TextInput, "Note");
        unfold(&mut h, "Tags");
        h.get_by_label("Add a tag");
    }

    #[test]
    fn what_no_item_states_is_not_mixed_where_all_kinds_take_the_same_for_it() {
        let tile = |kind: &str, x: f32| Component::new(kind, None, Point::new(x, 0.0));
        let edits = vec![
            Edit::PutComponent(id("a"), tile("rds_cluster", 0.0)),
            Edit::PutComponent(id("b"), tile("elasticache_replication_group", 200.0)),
        ];
        let mut h = panel(edits, &["a", "b"]);
        look_at(&mut h, "several-unstated");
        let field = h.get_by_role_and_label(egui::accesskit::Role::ComboBox, "Purchase option");
        assert_eq!(field.value().as_deref(), Some("On-Demand"));
    }
}
