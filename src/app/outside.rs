//! What happens to files outside the window: other programs change them, crashes leave journals behind. The state decides
//! what can be decided and asks about the rest.

use super::action::{Dialog, FileAction, label_of};
use super::keeper::{Event, Found, Outside};
use super::state::{Effect, Notice, State};
use super::tabs::TabId;
use crate::model::Design;
use std::path::Path;

impl State {
    /// Takes in what the keeper reports.
    pub fn on_kept(&mut self, event: Event) {
        match event {
            Event::Kept(tab, _) => {
                let now = self.now;
                if let Some(file) = self.file_of(tab) {
                    file.kept_at = Some(now);
                    file.keep_failed = false;
                }
            }
            Event::Failed(tab, error) => {
                let Some(file) = self.file_of(tab) else {
                    return;
                };
                file.kept_at = None;
                // Said once, not at every interval.
                if !std::mem::replace(&mut file.keep_failed, true) {
                    self.tell_failed("autosave-failed", error);
                }
            }
            Event::Outside(tab, outside) => {
                if let Some(file) = self.file_of(tab)
                    && file.path.as_ref() == Some(&outside.path)
                {
                    file.outside = Some(Box::new(outside));
                }
            }
            Event::Found(found) => {
                self.found = found;
                // The welcome screen says so itself.
                if self.view.dialog.is_none() && self.file.started {
                    self.view.dialog = Some(Dialog::Recovery);
                }
            }
        }
    }

    /// Deals with a change of the shown design's file by another program, once nothing else is going on: a design without
    /// changes of its own follows, otherwise the user decides.
    pub fn settle_outside(&mut self) {
        let busy = self.history.in_gesture() || self.file.saving.is_some();
        if self.view.dialog.is_some() || busy {
            return;
        }
        let Some(outside) = self.file.outside.take() else {
            return;
        };
        let Outside {
            path,
            stamp,
            design,
        } = *outside;
        self.file.stamp = stamp;
        match design {
            None => {
                self.file.gone = true;
                self.file.dirty = true;
                self.tell_failed("file-gone", name(&path));
            }
            Some(Err(_)) => self.tell_failed("file-broken-outside", name(&path)),
            Some(Ok(design)) if design == self.file.saved => {}
            Some(Ok(design)) if self.file.dirty => {
                self.view.dialog = Some(Dialog::Outside(Box::new(design)));
            }
            Some(Ok(design)) => {
                self.reload(design);
                let text = crate::text::get(self.prefs.language, "file-reloaded");
                self.tell(Notice::done(text, name(&path)));
            }
        }
    }

    /// Carries out what the user decided about a change from outside or a design that was found.
    pub(super) fn on_outside(&mut self, action: FileAction) {
        self.view.dialog = None;
        match action {
            FileAction::Reload(design) => self.reload(*design),
            FileAction::KeepMine(design) => self.keep_mine(*design),
            FileAction::Compare(design) => {
                let shown = self.file.path.as_deref().map(name).unwrap_or_default();
                self.keep_mine((*design).clone());
                self.opened(*design, None);
                let title = crate::text::format(
                    self.prefs.language,
                    "file-on-disk",
                    &[("name", shown.into())],
                );
                self.file.title = Some(title);
            }
            FileAction::Recover(at) if at < self.found.len() => {
                let found = self.found.remove(at);
                let journal = found.journal.clone();
                let tab = self.recover(found);
                self.effects.push(Effect::Taken(tab, journal));
                self.ask_about_found();
            }
            FileAction::DropFound(at) if at < self.found.len() => {
                let found = self.found.remove(at);
                self.effects.push(Effect::Forget(found.journal));
                self.ask_about_found();
            }
            _ => {}
        }
    }

    /// Opens a design that was found, with its unsaved changes; the answer is its tab.
    pub fn recover(&mut self, found: Found) -> TabId {
        let open = found.file.as_deref().and_then(|file| self.tab_of(file));
        if let Some(tab) = open {
            self.show_tab(tab);
            self.replace(found.design, "undo-recover");
        } else {
            self.opened(found.design, found.file);
        }
        self.file.saved = found.base;
        self.file.stamp = found.stamp;
        self.file.gone = self.file.path.is_some() && self.file.stamp.is_none();
        self.file.dirty = true;
        self.tabs.current()
    }

    fn ask_about_found(&mut self) {
        self.view.dialog = (!self.found.is_empty()).then_some(Dialog::Recovery);
    }

    /// The design as the file has it now takes the place of the one that is shown; undo returns.
    fn reload(&mut self, design: Design) {
        self.file.saved = design.clone();
        self.replace(design, "undo-reload");
    }

    /// The next save writes over what is on disk.
    fn keep_mine(&mut self, disk: Design) {
        self.file.dirty = *self.document() != disk;
        self.file.saved = disk;
    }

    fn replace(&mut self, design: Design, label: &'static str) {
        let mut history = std::mem::take(&mut self.history);
        let before = history.record(self.now_of(), label_of(label), None, self.now);
        self.history = history;
        self.replaced(design, before);
    }

    pub(super) fn tell_failed(&mut self, key: &'static str, strong: String) {
        let text = crate::text::get(self.prefs.language, key);
        self.tell(Notice::failed(format!("{text}: {strong}")));
    }
}

fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::{Action, EditAction};
    use crate::app::files;
    use crate::app::keeper;
    use crate::app::state::Offer;
    use crate::app::state::Prefs;
    use crate::io::{file, ron};
    use crate::model::edit::Edit;
    use crate::pricing::Catalogue;
    use std::path::PathBuf;

    fn named(name: &str) -> Design {
        Design {
            name: name.into(),
            ..Design::default()
        }
    }
    fn rename(state: &mut State, name: &str) {
        state.apply(Action::Edit(EditAction::Apply {
            edit: Box::new(Edit::SetName(name.into())),
            label: label_of("undo-nudge"),
            merge: None,
        }));
    }
    /// A saved design whose file another program then changes.
    fn changed_outside(mine: Option<&str>) -> (tempfile::TempDir, PathBuf, State) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        let mut state = State::new(Catalogue::embedded(), Prefs::default());
        rename(&mut state, "one");
        files::save(&mut state, &path, None);
        if let Some(mine) = mine {
            rename(&mut state, mine);
        }
        file::save(&path, ron::write(&named("theirs")).as_bytes()).unwrap();
        let outside = Outside {
            path: path.clone(),
            stamp: file::stamp(&path),
            design: Some(Ok(named("theirs"))),
        };
        let tab = state.tabs.current();
        state.on_kept(keeper::Event::Outside(tab, outside));
        state.settle_outside();
        (folder, path, state)
    }

    #[test]
    fn a_design_without_changes_of_its_own_follows_its_file() {
        let (_folder, _, mut state) = changed_outside(None);
        assert_eq!(state.design, named("theirs"));
        assert!(!state.file.dirty && state.notices[0].offer == Some(Offer::Undo));
        state.apply(Action::Edit(EditAction::Undo));
        assert_eq!(state.design, named("one"));
        assert!(state.file.dirty);
    }

    #[test]
    fn with_changes_of_its_own_the_user_decides() {
        let theirs = || Box::new(named("theirs"));
        let (_folder, _, mut state) = changed_outside(Some("mine"));
        assert_eq!(state.view.dialog, Some(Dialog::Outside(theirs())));
        state.apply(Action::File(FileAction::Reload(theirs())));
        assert_eq!(state.design, named("theirs"));
        assert!(!state.file.dirty && state.view.dialog.is_none());
        state.apply(Action::Edit(EditAction::Undo));
        assert_eq!(state.design, named("mine"));

        let (_folder, path, mut state) = changed_outside(Some("mine"));
        state.apply(Action::File(FileAction::KeepMine(theirs())));
        assert!(state.file.dirty);
        files::save(&mut state, &path, None);
        assert!(!state.file.dirty, "{:?}", state.view.dialog);
        assert_eq!(files::read(&path).unwrap().0, named("mine"));

        let (_folder, _, mut state) = changed_outside(Some("mine"));
        let first = state.tabs.current();
        state.apply(Action::File(FileAction::Compare(theirs())));
        assert_eq!(state.design, named("theirs"));
        assert_eq!(state.tab_list()[1].name, "a.ron (on disk)");
        state.show_tab(first);
        assert_eq!(state.design, named("mine"));
    }

    #[test]
    fn saving_over_a_change_that_was_not_noticed_yet_asks_first() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        let mut state = State::new(Catalogue::embedded(), Prefs::default());
        rename(&mut state, "one");
        files::save(&mut state, &path, None);
        rename(&mut state, "mine");
        file::save(&path, ron::write(&named("theirs")).as_bytes()).unwrap();
        files::save(&mut state, &path, None);
        assert_eq!(files::read(&path).unwrap().0, named("theirs"));
        assert!(matches!(state.view.dialog, Some(Dialog::Outside(_))));
    }

    #[test]
    fn a_file_that_is_gone_counts_as_unsaved() {
        let (_folder, path, mut state) = changed_outside(None);
        std::fs::remove_file(&path).unwrap();
        let tab = state.tabs.current();
        let outside = Outside {
            path: path.clone(),
            stamp: None,
            design: None,
        };
        state.on_kept(keeper::Event::Outside(tab, outside));
        state.settle_outside();
        assert!(state.file.dirty);
        files::save(&mut state, &path, None);
        assert!(path.exists() && !state.file.dirty);
    }

    #[test]
    fn a_read_only_file_is_saved_under_another_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        file::save(&path, ron::write(&named("one")).as_bytes()).unwrap();
        let mut permissions = std::fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        std::fs::set_permissions(&path, permissions).unwrap();
        let mut state = State::new(Catalogue::embedded(), Prefs::default());
        files::load(&mut state, &path);
        assert!(state.file.read_only);
        rename(&mut state, "mine");
        files::save(&mut state, &path, None);
        let asked = Dialog::ReadOnly(path.clone(), None);
        assert_eq!(state.view.dialog, Some(asked));
        assert_eq!(files::read(&path).unwrap().0, named("one"));
        let other = folder.path().join("b.ron");
        files::save(&mut state, &other, None);
        assert!(!state.file.dirty && !state.file.read_only);
    }
}
