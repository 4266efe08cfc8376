//! Automatic layout as an action: at once where there is little, as a long task where there is much, and a word to the user
//! where locked tiles leave something as it was.

use super::action::{Action, View, label_of};
use super::jobs::{Ending, LARGE, Progress};
use super::state::{Effect, Notice, Offer, State};
use crate::model::edit::Edit;
use crate::model::{Design, Id};
use crate::scene::layout::{self, Attempt, Scope};
use std::collections::BTreeSet;

impl State {
    /// Lays out `items`, or everything.
    pub(super) fn lay_out(&mut self, items: Option<BTreeSet<Id>>) {
        if self.design.components.len() > LARGE {
            self.effects.push(Effect::LayOut(items));
            return;
        }
        let attempt = attempt(&self.design, items.as_ref());
        self.laid_out(items.is_none(), attempt);
    }

    /// The layout of a snapshot of the design, as a task for a thread of its own.
    pub(super) fn layout_work(
        &self,
        items: Option<BTreeSet<Id>>,
    ) -> impl FnOnce(&Progress) -> Ending + Send + use<> {
        let (design, tab, revision) = (self.design.clone(), self.tabs.current(), self.revision);
        move |_| {
            let attempt = attempt(&design, items.as_ref());
            Box::new(move |state| {
                state.show_tab(tab);
                if state.tabs.current() != tab {
                    // Its tab was closed.
                    return;
                }
                if state.revision == revision {
                    state.laid_out(items.is_none(), attempt);
                } else {
                    let again = crate::text::get(state.prefs.language, "layout-outdated");
                    state.tell(Notice::failed(again));
                }
            })
        }
    }

    /// Takes over a layout as one step and tells what it left as it was.
    fn laid_out(&mut self, whole: bool, mut attempt: Attempt) {
        let before = self.revision;
        let arrangement = std::mem::take(&mut attempt.arrangement);
        self.apply_edit(&Edit::Arrange(arrangement), label_of("undo-lay-out"), None);
        let changed = self.revision != before;
        if whole && changed {
            self.apply(Action::View(View::Fit));
        }
        let said = attempt.said(changed, self.prefs.language, |id| self.name_of(id));
        if let Some(text) = said {
            self.tell(Notice {
                failed: !changed,
                offer: Some(Offer::Show(attempt.in_the_way)),
                ..Notice::said(text)
            });
        }
    }
}

fn attempt(design: &Design, items: Option<&BTreeSet<Id>>) -> Attempt {
    let scope = items.map_or(Scope::All, Scope::Items);
    layout::attempt(design, scope)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::{EditAction, Select};
    use crate::app::shell::Shell;
    use crate::app::testing::{act, press, settle, window};
    use crate::catalog::generate;
    use crate::model::edit;
    use crate::model::{Component, Container, ContainerKind, Language, Point, Rect};
    use egui::{Key, Modifiers};
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    fn id(text: &str) -> Id {
        Id::new(text).unwrap()
    }

    /// A group with a locked tile off the place that a layout gives it, and one that is free if `with_free`.
    fn design(with_free: bool) -> Design {
        let group = Container {
            kind: ContainerKind::Group,
            frame: Rect::new(0.0, 0.0, 640.0, 480.0),
            ..Container::default()
        };
        let tile = |x, y| Component::new("instance", Some(id("group")), Point::new(x, y));
        let mut web = tile(312.0, 208.0);
        web.name = "web".into();
        web.locked = true;
        let mut edits = vec![
            Edit::PutContainer(id("group"), group),
            Edit::PutComponent(id("web"), web),
        ];
        if with_free {
            edits.push(Edit::PutComponent(id("db"), tile(17.0, 391.0)));
            edits.push(Edit::PutComponent(id("cache"), tile(41.0, 399.0)));
        }
        edit::apply(&Design::default(), &Edit::Batch(edits)).unwrap()
    }

    fn laid_out(language: Language, with_free: bool) -> Harness<'static, Shell> {
        let mut h = window(language, None);
        h.state_mut().state.opened(design(with_free), None);
        h.run_steps(4);
        act(&mut h, Action::Select(Select::Only(id("group"))));
        press(&mut h, Modifiers::COMMAND | Modifiers::ALT, Key::T);
        h
    }

    #[test]
    fn a_locked_tile_in_the_way_is_named_and_shown_in_both_languages() {
        for (language, said, show) in [
            (
                Language::English,
                "Nothing was laid out: web is locked and in the way. Unlock it or move it, then lay out again",
                "Show",
            ),
            (
                Language::Korean,
                "잠긴 컴포넌트가 가로막아 배치하지 못했습니다: web. 잠금을 풀거나 옮긴 뒤 다시 배치하십시오",
                "보기",
            ),
        ] {
            let mut h = laid_out(language, false);
            assert_eq!(h.state().state.design, design(false));
            assert!(h.state().state.history.undo_label().is_none(), "no step");
            h.get_by_label(said);
            h.get_by_label(show).click();
            h.run_steps(6);
            assert_eq!(h.state().state.selection.single(), Some(&id("web")));
        }
    }

    #[test]
    fn what_stood_free_is_laid_out_around_it_and_undone_exactly() {
        let mut h = laid_out(Language::English, true);
        let state = &h.state().state;
        let at = |name| state.design.component(&id(name)).unwrap().placements[0].at;
        assert_eq!(at("web"), Point::new(312.0, 208.0), "it is locked");
        let apart = (at("db").x - at("cache").x)
            .abs()
            .max((at("db").y - at("cache").y).abs());
        assert!(apart >= 80.0, "what lay on each other is apart: {apart}");
        h.get_by_label(
            "Laid out around web, which is locked. What stands with it stayed; unlock it to lay out everything",
        );
        act(&mut h, Action::Edit(EditAction::Undo));
        assert_eq!(h.state().state.design, design(true));
        // Without the lock nothing is in the way, and nothing is said.
        act(&mut h, Action::Select(Select::Only(id("web"))));
        press(&mut h, Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
        act(&mut h, Action::Edit(EditAction::LayOut(None)));
        let web = h.state().state.design.component(&id("web")).unwrap();
        assert_ne!(web.placements[0].at, Point::new(312.0, 208.0));
        assert!(h.state().state.notices.is_empty());
    }

    #[test]
    fn a_large_drawing_is_laid_out_off_the_drawing_thread() {
        let large = generate::design(LARGE + 1);
        let mut h = window(Language::English, None);
        h.state_mut().state.opened(large.clone(), None);
        h.run_steps(2);
        h.state_mut()
            .state
            .apply(Action::Edit(EditAction::LayOut(None)));
        h.step();
        assert!(!h.state().state.jobs.is_empty());
        assert_eq!(h.state().state.design, large);
        settle(&mut h);
        let expected = layout::arranged(&large);
        assert_eq!(h.state().state.design, expected);
        // What changed meanwhile is not overwritten by the layout of what was before.
        h.state_mut()
            .state
            .apply(Action::Edit(EditAction::LayOut(None)));
        h.step();
        h.state_mut().state.apply(Action::Edit(EditAction::Undo));
        settle(&mut h);
        assert_eq!(h.state().state.design, large);
        h.get_by_label(
            "The design changed while it was being laid out, so nothing moved. Lay out again",
        );
    }
}
