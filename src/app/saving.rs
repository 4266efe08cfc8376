//! Saving as a task: the file is looked at and written on a thread, and what the state says of it changes when that has
//! ended. One save of a design at a time; what is asked for meanwhile is done afterwards.

use super::action::{AfterSaving, Dialog, Problem};
use super::files::{self, plain};
use super::jobs::{Ending, Progress};
use super::keeper::Outside;
use super::state::{Effect, State};
use super::tabs::{TabAction, TabId};
use crate::io::file::{self, FileError, Stamp};
use crate::io::ron;
use crate::model::Design;
use std::path::{Path, PathBuf};

/// A save under way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Saving {
    /// What waits for it.
    then: Option<AfterSaving>,
    /// The design is to be saved again afterwards, there.
    again: Option<PathBuf>,
}

impl Saving {
    /// Whoever quits closes the tabs too.
    fn wait(&mut self, then: Option<AfterSaving>) {
        if self.then != Some(AfterSaving::Quit) && then.is_some() {
            self.then = then;
        }
    }
}

/// What the thread did.
#[derive(Debug)]
enum Wrote {
    /// The file holds the design. `broken`: what another program had put there was no design.
    Done {
        document: Box<Design>,
        stamp: Option<Stamp>,
        broken: bool,
    },
    /// Nothing: another program changed the file, and the user is to decide first.
    Outside(Box<Outside>),
    /// Nothing: the file must not be written.
    ReadOnly,
    /// Nothing: this went wrong.
    Failed(String),
}

/// What the thread knows of the file.
struct Job {
    path: PathBuf,
    /// The design's own file as it was read or written last; none where it is another file.
    known: Option<Stamp>,
    /// The design as the file had it.
    former: Design,
    document: Design,
}

impl Job {
    fn run(self) -> Wrote {
        let path = &self.path;
        let now = file::stamp(path);
        let mut broken = false;
        if self.known.is_some() && now.is_some() && now != self.known {
            let design = files::read(path).map(|(design, _)| design);
            broken = design.is_err();
            if design.as_ref().is_ok_and(|design| *design != self.former) {
                return Wrote::Outside(Box::new(Outside {
                    path: path.clone(),
                    stamp: now,
                    design: Some(design),
                }));
            }
        }
        if file::is_read_only(path) {
            return Wrote::ReadOnly;
        }
        let text = ron::write(&self.document);
        match file::save(path, text.as_bytes()) {
            Ok(()) => Wrote::Done {
                stamp: file::stamp(path),
                document: Box::new(self.document),
                broken,
            },
            Err(FileError::Write { source, .. }) if forbidden(&source) => Wrote::ReadOnly,
            Err(error) => Wrote::Failed(error.to_string()),
        }
    }
}

fn forbidden(error: &std::io::Error) -> bool {
    use std::io::ErrorKind;
    matches!(
        error.kind(),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem
    )
}

impl State {
    /// Whether a save is under way.
    pub fn is_saving(&self) -> bool {
        self.open_designs().any(|(.., file)| file.saving.is_some())
    }

    /// Saving the design of a tab as it is now, as a task for a thread of its own; none while the tab is being saved, which
    /// is done again afterwards then, or where it is gone.
    pub(super) fn save_work(
        &mut self,
        tab: TabId,
        path: &Path,
        then: Option<AfterSaving>,
    ) -> Option<impl FnOnce(&Progress) -> Ending + Send + use<>> {
        let path = files::with_extension(path, "ron");
        let mut open = self.open_designs();
        let (.., document, file) = open.find(|(id, ..)| *id == tab)?;
        let is_own = file.path.as_ref() == Some(&path);
        let job = Job {
            known: file.stamp.clone().filter(|_| is_own),
            former: file.saved.clone(),
            document: document.clone(),
            path: path.clone(),
        };
        drop(open);
        let file = self.file_of(tab)?;
        if let Some(saving) = &mut file.saving {
            saving.wait(then);
            saving.again = Some(path);
            return None;
        }
        file.saving = Some(Saving { then, again: None });
        Some(move |_: &Progress| -> Ending {
            let wrote = job.run();
            Box::new(move |state| state.save_ended(tab, path, wrote))
        })
    }

    /// What is done where the thread of a save ends without a word.
    pub(super) fn save_lost(tab: TabId, path: &Path) -> Ending {
        let path = files::with_extension(path, "ron");
        Box::new(move |state| {
            let text = crate::text::get(state.prefs.language, "save-lost");
            state.save_ended(tab, path, Wrote::Failed(text.into_owned()));
        })
    }

    fn save_ended(&mut self, tab: TabId, path: PathBuf, wrote: Wrote) {
        let Some(file) = self.file_of(tab) else {
            // Its tab was closed without saving.
            return;
        };
        let Saving { then, again } = file.saving.take().unwrap_or_default();
        match wrote {
            Wrote::Done {
                document,
                stamp,
                broken,
            } => {
                file.stamp = stamp;
                if broken {
                    let name = path.file_name().unwrap_or_default().to_string_lossy();
                    self.tell_failed("file-broken-outside", name.into_owned());
                }
                self.saved(tab, path, *document);
                match (again, then) {
                    (Some(path), then) => self.effects.push(Effect::Save(tab, path, then)),
                    // What was changed meanwhile is asked about.
                    (None, Some(AfterSaving::CloseTab(tab))) => self.on_tab(TabAction::Close(tab)),
                    (None, Some(AfterSaving::Quit)) => self.quit(),
                    (None, None) => {}
                }
            }
            Wrote::Outside(outside) => {
                self.show_tab(tab);
                self.view.dialog = None;
                self.file.outside = Some(outside);
                self.settle_outside();
            }
            Wrote::ReadOnly => {
                self.show_tab(tab);
                self.view.dialog = Some(Dialog::ReadOnly(path, then));
            }
            Wrote::Failed(error) => {
                self.show_tab(tab);
                self.failed(Problem {
                    title: "problem-save",
                    path,
                    details: vec![plain(error)],
                });
            }
        }
    }

    /// The file of a tab holds this design now.
    pub(super) fn saved(&mut self, tab: TabId, path: PathBuf, saved: Design) {
        let mut open = self.open_designs();
        let same = open.any(|(id, _, document, _)| id == tab && *document == saved);
        drop(open);
        let now = self.now;
        let Some(file) = self.file_of(tab) else {
            return;
        };
        // What the keeper saw of this save is no change by another program.
        file.outside
            .take_if(|seen| matches!(&seen.design, Some(Ok(design)) if *design == saved));
        file.saved = saved;
        // What was changed while it was written is not in the file.
        file.dirty = !same;
        file.gone = false;
        file.read_only = false;
        file.kept_at = None;
        file.title = None;
        file.saved_at = Some(now);
        file.path = Some(path.clone());
        self.remember_file(path);
    }

    /// Has something wait for the saves under way; whether there is one that it must wait for.
    pub(super) fn waits_for_save(&mut self, then: &AfterSaving) -> bool {
        let saving: Vec<TabId> = self
            .open_designs()
            .filter(|(tab, .., file)| match then {
                AfterSaving::Quit => file.saving.is_some(),
                AfterSaving::CloseTab(own) => tab == own && file.saving.is_some(),
            })
            .map(|(tab, ..)| tab)
            .collect();
        let Some(first) = saving.first().and_then(|tab| self.file_of(*tab)) else {
            return false;
        };
        if let Some(saving) = &mut first.saving {
            saving.wait(Some(then.clone()));
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::{Action, EditAction, FileAction, NewItem};
    use crate::app::state::Prefs;
    use crate::app::testing::{act, settle, wait_for, window};
    use crate::model::{Language, Point};
    use crate::pricing::Catalogue;
    use egui_kittest::kittest::Queryable as _;

    fn place(state: &mut State, x: f32) {
        let item = NewItem::Component("kms_key");
        let at = Some(Point::new(x, 96.0));
        state.apply(Action::Edit(EditAction::Place(item, at)));
    }

    fn state() -> State {
        let mut state = State::new(Catalogue::embedded(), Prefs::default());
        place(&mut state, 96.0);
        state
    }

    /// Runs the save that is asked for, up to the moment before its end is taken in.
    fn written(state: &mut State) -> Ending {
        let effects = std::mem::take(&mut state.effects);
        let [Effect::Save(tab, path, then)] = &effects[..] else {
            panic!("{effects:?}");
        };
        let work = state.save_work(*tab, path, then.clone()).unwrap();
        work(&Progress::default())
    }

    #[test]
    fn unsaved_is_what_was_changed_while_the_file_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        let mut state = state();
        let to = || Action::File(FileAction::SaveTo(path.clone(), None));
        state.apply(to());
        let ending = written(&mut state);
        assert!(state.file.dirty && state.is_saving(), "until it is done");
        assert_eq!(state.file.path, None);
        place(&mut state, 320.0);
        ending(&mut state);
        assert!(!state.is_saving());
        assert!(state.file.dirty, "the second key is not in the file");
        assert_eq!(state.file.path.as_ref(), Some(&path));
        state.apply(Action::Edit(EditAction::Undo));
        assert!(!state.file.dirty);
    }

    #[test]
    fn a_second_save_waits_for_the_first_and_takes_what_is_there_then() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        let mut state = state();
        state.apply(Action::File(FileAction::SaveTo(path.clone(), None)));
        let first = written(&mut state);
        place(&mut state, 320.0);
        let tab = state.tabs.current();
        assert!(state.save_work(tab, &path, None).is_none());
        first(&mut state);
        let second = written(&mut state);
        second(&mut state);
        assert!(!state.file.dirty && state.effects.is_empty());
        assert_eq!(files::read(&path).unwrap().0, state.design);
    }

    #[test]
    fn closing_and_quitting_wait_for_the_save() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        let mut state = state();
        state.apply(Action::File(FileAction::SaveTo(path.clone(), None)));
        let ending = written(&mut state);
        state.apply(Action::File(FileAction::Quit));
        assert!(state.effects.is_empty() && state.view.dialog.is_none());
        ending(&mut state);
        assert_eq!(state.effects, [Effect::Close]);
        state.effects.clear();
        // A tab that is closed while it is saved goes once it is saved.
        place(&mut state, 320.0);
        state.apply(Action::File(FileAction::Save));
        let ending = written(&mut state);
        let tab = state.tabs.current();
        state.apply(Action::Tab(TabAction::Close(tab)));
        assert!(state.view.dialog.is_none() && state.tabs.current() == tab);
        ending(&mut state);
        assert_ne!(state.tabs.current(), tab);
        assert_eq!(files::read(&path).unwrap().0.components.len(), 2);
    }

    #[test]
    fn a_save_that_fails_leaves_the_design_unsaved_and_the_window_open() {
        let mut state = state();
        let nowhere = PathBuf::from("/no/such/folder/a.ron");
        state.apply(Action::File(FileAction::SaveTo(nowhere.clone(), None)));
        let ending = written(&mut state);
        state.apply(Action::File(FileAction::Quit));
        ending(&mut state);
        assert!(state.file.dirty && state.effects.is_empty());
        assert!(matches!(&state.view.dialog, Some(Dialog::Problem(p)) if p.path == nowhere));
        // Nor does a thread that is lost.
        state.view.dialog = None;
        state.apply(Action::File(FileAction::SaveTo(nowhere.clone(), None)));
        drop(written(&mut state));
        State::save_lost(state.tabs.current(), &nowhere)(&mut state);
        assert!(state.file.dirty && !state.is_saving());
        assert!(matches!(state.view.dialog, Some(Dialog::Problem(_))));
    }

    #[test]
    fn another_tab_is_saved_without_being_shown() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        let mut state = state();
        let first = state.tabs.current();
        state.apply(Action::File(FileAction::SaveTo(path.clone(), None)));
        let ending = written(&mut state);
        state.apply(Action::Tab(TabAction::New));
        let second = state.tabs.current();
        ending(&mut state);
        assert_eq!(state.tabs.current(), second);
        assert_eq!(state.file.path, None);
        let tabs = state.tab_list();
        let own = tabs.iter().find(|tab| tab.id == first).unwrap();
        assert_eq!((own.dirty, own.path.as_ref()), (false, Some(&path)));
    }

    #[test]
    fn what_the_thread_itself_wrote_is_no_change_from_outside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        let mut state = state();
        state.apply(Action::File(FileAction::SaveTo(path.clone(), None)));
        written(&mut state)(&mut state);
        place(&mut state, 320.0);
        state.apply(Action::File(FileAction::Save));
        let ending = written(&mut state);
        // The keeper sees the file before the end of the save is taken in.
        let seen = Outside {
            path: path.clone(),
            stamp: file::stamp(&path),
            design: Some(Ok(files::read(&path).unwrap().0)),
        };
        let tab = state.tabs.current();
        state.on_kept(crate::app::keeper::Event::Outside(tab, seen));
        state.settle_outside();
        assert_eq!(state.view.dialog, None);
        ending(&mut state);
        assert_eq!(state.file.outside, None);
        state.settle_outside();
        assert_eq!(state.view.dialog, None);
        assert!(!state.file.dirty && state.notices.is_empty());
    }

    #[test]
    fn the_window_saves_on_a_thread_and_shows_what_it_does() {
        for (language, title) in [
            (Language::English, "Saving a.ron"),
            (Language::Korean, "a.ron 저장 중"),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("a.ron");
            let mut h = window(language, None);
            place(&mut h.state_mut().state, 96.0);
            let to = Action::File(FileAction::SaveTo(path.clone(), None));
            h.state_mut().state.apply(to);
            h.step();
            let list = h.state().state.jobs.list();
            if let [job] = &list[..] {
                assert_eq!((job.title.as_str(), job.stoppable), (title, false));
            }
            settle(&mut h);
            assert!(!h.state().state.file.dirty && path.exists());
            // A task that is not to be stopped offers no way to.
            let (go, gate) = std::sync::mpsc::sync_channel::<()>(0);
            h.state_mut().state.jobs.start_awaited(
                (title.to_owned(), false),
                || {},
                move |_| {
                    let _ = gate.recv();
                    Box::new(|_| {})
                },
                Box::new(|_| {}),
            );
            wait_for(&mut h, title);
            let args = [("name", title.into())];
            let cancel = crate::text::format(language, "job-cancel", &args);
            assert!(h.query_by_label(&cancel).is_none());
            act(&mut h, Action::View(crate::app::action::View::CancelJob(0)));
            assert!(!h.state().state.jobs.is_empty(), "it goes on");
            drop(go);
            settle(&mut h);
        }
    }
}
