//! Whether everything that can be operated tells its name to screen readers, in every part of the window.

use super::action::{Action, AfterSaving, Dialog, EditAction, NewItem, PathFor, Select, View};
use super::compare;
use super::shell::Shell;
use super::testing::{SAMPLE, act, window};
use super::view::PanelTab;
use crate::model::{Id, Language, Point};
use egui::accesskit::{Action as Can, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT as _;
use std::collections::BTreeSet;

/// What can be operated and has no name.
fn nameless(h: &Harness<'_, Shell>) -> Vec<String> {
    let operable = |role: Role| {
        matches!(
            role,
            Role::Button
                | Role::CheckBox
                | Role::Switch
                | Role::RadioButton
                | Role::TextInput
                | Role::SearchInput
                | Role::MultilineTextInput
                | Role::ComboBox
                | Role::Slider
                | Role::SpinButton
                | Role::Link
                | Role::Tab
                | Role::MenuItem
                | Role::ProgressIndicator
                | Role::Image
        )
    };
    let nodes = h.root().children_recursive();
    nodes
        .filter_map(|node| {
            let node = node.accesskit_node();
            let clicked = node.data().supports_action(Can::Click);
            let own = matches!(node.role(), Role::Unknown | Role::ScrollBar);
            let wanted = operable(node.role()) || (clicked && !own);
            let name = node.label().unwrap_or_default();
            let bare = wanted && !node.is_hidden() && name.trim().is_empty();
            bare.then(|| format!("{:?} at {:?}", node.role(), node.bounding_box()))
        })
        .collect()
}

fn check(h: &Harness<'_, Shell>, place: &str, seen: &mut BTreeSet<String>) {
    seen.extend(
        nameless(h)
            .into_iter()
            .map(|what| format!("{place}: {what}")),
    );
}

#[test]
fn everything_that_can_be_operated_has_a_name() {
    let mut seen = BTreeSet::new();
    for language in [Language::English, Language::Korean] {
        let mut h = window(language, Some(SAMPLE));
        for tab in PanelTab::ALL {
            act(&mut h, Action::View(View::Panel(tab)));
            check(&h, &format!("{tab:?}"), &mut seen);
        }
        let design = h.state().state.design.clone();
        let one = |ids: &mut dyn Iterator<Item = &Id>| ids.next().cloned();
        let items = [
            one(&mut design.components.keys()),
            one(&mut design.containers.keys()),
            one(&mut design.connections.keys()),
            one(&mut design.security_groups.keys()),
        ];
        for id in items.into_iter().flatten() {
            act(&mut h, Action::Select(Select::Only(id.clone())));
            check(&h, &format!("inspector of {id}"), &mut seen);
        }
        act(&mut h, Action::Select(Select::All));
        check(&h, "inspector of several", &mut seen);
        act(&mut h, Action::Select(Select::Clear));
        let folder = std::path::PathBuf::from("/a.ron");
        for dialog in [
            Dialog::CommandPalette,
            Dialog::Export,
            Dialog::Unsaved(AfterSaving::Quit),
            Dialog::Path(PathFor::Open),
            Dialog::Shortcuts,
            Dialog::Icons,
            Dialog::Settings,
            Dialog::Find,
            Dialog::Outside(Box::default()),
            Dialog::ReadOnly(folder, None),
        ] {
            act(&mut h, Action::View(View::Dialog(Some(dialog.clone()))));
            check(
                &h,
                &format!("{dialog:?}").chars().take(30).collect::<String>(),
                &mut seen,
            );
        }
        act(&mut h, Action::View(View::Dialog(None)));
        for part in compare::Part::ALL {
            let open = compare::Ask::Open(part);
            act(&mut h, Action::View(View::Compare(open)));
            check(&h, &format!("compare {part:?}"), &mut seen);
        }
        act(&mut h, Action::Tab(super::tabs::TabAction::New));
        check(&h, "welcome", &mut seen);
    }
    assert!(seen.is_empty(), "{seen:#?}");
}

#[test]
fn the_tree_is_read_from_the_top_left() {
    let mut h = window(Language::English, None);
    let item = NewItem::Component("kms_key");
    act(
        &mut h,
        Action::Edit(EditAction::Place(item, Some(Point::new(96.0, 96.0)))),
    );
    let root = h.root();
    let names: Vec<String> = root
        .children_recursive()
        .filter_map(|node| node.accesskit_node().label())
        .collect();
    let at = |name: &str| {
        let found = names.iter().position(|known| known.starts_with(name));
        found.unwrap_or_else(|| panic!("{name} is not in {names:?}"))
    };
    assert!(at("Menu") < at("Search the palette"));
    assert!(at("Search the palette") < at("Findings"));
}
