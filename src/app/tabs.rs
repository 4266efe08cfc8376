//! Several designs in one window. The state holds the design that is shown in its own fields; the others are parked here
//! with everything that belongs to them: undo, selection, camera, file.

use super::action::{AfterSaving, Dialog};
use super::history::History;
use super::review::ReviewState;
use super::scenarios::Shown;
use super::state::{Delta, Effect, FileState, State};
use super::view::{Camera, Overlay, Selection};
use crate::analysis::Report;
use crate::analysis::cost::Total;
use crate::model::{Design, Id, Language, LocalText};
use crate::pricing::Catalogue;
use std::collections::BTreeMap;
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// What tells a tab from the others; never used again in the same window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TabId(pub u64);

/// A change of the tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TabAction {
    /// Open an empty tab.
    New,
    /// Show this tab.
    Show(TabId),
    /// Show the tab after (or before) this one, around the end.
    Step(isize),
    /// Close this tab; asks about unsaved changes first.
    Close(TabId),
    /// Move this tab to a place in the row, from 0.
    Move(TabId, usize),
}

/// A tab, for drawing the row.
#[derive(Clone, Debug, PartialEq)]
pub struct TabInfo {
    /// The tab.
    pub id: TabId,
    /// Name of the file or title of the design; empty where it has neither.
    pub name: String,
    /// Where the file is.
    pub path: Option<PathBuf>,
    /// Whether there are unsaved changes.
    pub dirty: bool,
    /// Whether it is the one that is shown.
    pub current: bool,
}

/// A design that is open and not shown.
#[derive(Default)]
struct Parked {
    design: Design,
    scenario: Option<Box<Shown>>,
    revision: u64,
    report: Arc<Report>,
    review: ReviewState,
    frame_costs: BTreeMap<Id, Total>,
    pass_time: Duration,
    selection: Selection,
    history: History,
    file: FileState,
    delta: Option<Delta>,
    camera: Camera,
    fit_pending: bool,
    overlay: Overlay,
    /// The prices of its report; none where it has none yet.
    prices: Option<&'static Catalogue>,
}

/// The open designs.
#[derive(Default)]
pub struct Tabs {
    order: Vec<TabId>,
    current: TabId,
    parked: BTreeMap<TabId, Parked>,
    last: u64,
    revisions: u64,
}

impl Tabs {
    /// One empty tab.
    pub fn new() -> Tabs {
        Tabs {
            order: vec![TabId(0)],
            ..Tabs::default()
        }
    }
    /// The tab that is shown.
    pub fn current(&self) -> TabId {
        self.current
    }
    /// The tabs in their order.
    pub fn order(&self) -> &[TabId] {
        &self.order
    }
    /// A number for a design that changed: no two designs of the window ever share one.
    pub fn next_revision(&mut self) -> u64 {
        self.revisions += 1;
        self.revisions
    }
    fn place_of(&self, tab: TabId) -> Option<usize> {
        self.order.iter().position(|id| *id == tab)
    }
}

impl State {
    /// The tabs in their order, for drawing them.
    pub fn tab_list(&self) -> Vec<TabInfo> {
        let order = self.tabs.order.iter();
        order
            .filter_map(|id| {
                let current = *id == self.tabs.current;
                let (design, file) = if current {
                    (&self.design, &self.file)
                } else {
                    let parked = self.tabs.parked.get(id)?;
                    (&parked.design, &parked.file)
                };
                Some(TabInfo {
                    id: *id,
                    name: title(&design.name, file, self.prefs.language),
                    path: file.path.clone(),
                    dirty: file.dirty,
                    current,
                })
            })
            .collect()
    }

    /// What the shown design is called: its file, else its title, else nothing.
    pub fn tab_name(&self) -> String {
        title(&self.design.name, &self.file, self.prefs.language)
    }

    /// Carries out a change of the tabs.
    pub fn on_tab(&mut self, action: TabAction) {
        match action {
            TabAction::New => self.new_tab(),
            TabAction::Show(tab) => self.show_tab(tab),
            TabAction::Step(by) => {
                let count = self.tabs.order.len() as isize;
                let at = self.tabs.place_of(self.tabs.current).unwrap_or(0) as isize;
                let next = (at + by).rem_euclid(count.max(1)) as usize;
                if let Some(tab) = self.tabs.order.get(next).copied() {
                    self.show_tab(tab);
                }
            }
            TabAction::Close(tab) => {
                if self.waits_for_save(&AfterSaving::CloseTab(tab)) {
                    return;
                }
                if self.is_dirty(tab) {
                    self.show_tab(tab);
                    self.view.dialog = Some(Dialog::Unsaved(AfterSaving::CloseTab(tab)));
                } else {
                    self.close_tab(tab);
                }
            }
            TabAction::Move(tab, to) => {
                if let Some(from) = self.tabs.place_of(tab) {
                    let id = self.tabs.order.remove(from);
                    let to = to.min(self.tabs.order.len());
                    self.tabs.order.insert(to, id);
                }
            }
        }
    }

    /// Opens an empty tab after the one that is shown, and shows it.
    pub fn new_tab(&mut self) {
        self.tabs.last += 1;
        let tab = TabId(self.tabs.last);
        let at = self.tabs.place_of(self.tabs.current);
        self.tabs.order.insert(at.map_or(0, |at| at + 1), tab);
        let parked = Parked {
            revision: self.tabs.next_revision(),
            camera: Camera::default(),
            ..Parked::default()
        };
        self.tabs.parked.insert(tab, parked);
        self.show_tab(tab);
        self.refresh();
    }

    /// Shows a tab; nothing if it is gone.
    pub fn show_tab(&mut self, tab: TabId) {
        let Some(mut next) = self.tabs.parked.remove(&tab) else {
            return;
        };
        // A gesture does not go on in another design.
        self.history.commit();
        self.swap(&mut next);
        let prices = next.prices.replace(self.catalogue);
        let before = mem::replace(&mut self.tabs.current, tab);
        self.tabs.parked.insert(before, next);
        // The user's own prices may be others than when the design was last shown.
        if prices.is_some_and(|prices| !std::ptr::eq(prices, self.catalogue)) {
            self.price_anew();
        }
        self.view.dialog = None;
        self.view.rename = false;
        self.view.rename_asked = false;
        self.comparing.open = false;
    }

    /// Closes a tab without asking. After the last one there is an empty one.
    pub fn close_tab(&mut self, tab: TabId) {
        let Some(at) = self.tabs.place_of(tab) else {
            return;
        };
        if self.tabs.order.len() == 1 {
            self.new_tab();
        } else if tab == self.tabs.current {
            let beside = if at + 1 < self.tabs.order.len() {
                at + 1
            } else {
                at - 1
            };
            self.show_tab(self.tabs.order[beside]);
        }
        self.tabs.parked.remove(&tab);
        self.tabs.order.retain(|id| *id != tab);
    }

    /// All open designs with their revision and file, the one that is shown among them.
    pub fn open_designs(&self) -> impl Iterator<Item = (TabId, u64, &Design, &FileState)> {
        let document = self.document();
        let shown = (self.tabs.current, self.revision, document, &self.file);
        let parked = self.tabs.parked.iter();
        let parked = parked.map(|(id, p)| {
            let document = p.scenario.as_ref().map_or(&p.design, |s| &s.document);
            (*id, p.revision, document, &p.file)
        });
        std::iter::once(shown).chain(parked)
    }

    /// The file of a tab.
    pub(super) fn file_of(&mut self, tab: TabId) -> Option<&mut FileState> {
        if tab == self.tabs.current {
            Some(&mut self.file)
        } else {
            Some(&mut self.tabs.parked.get_mut(&tab)?.file)
        }
    }

    /// The tab in which a file is open.
    pub fn tab_of(&self, path: &Path) -> Option<TabId> {
        let is = |file: &FileState| file.path.as_deref().is_some_and(|own| same_file(own, path));
        if is(&self.file) {
            return Some(self.tabs.current);
        }
        let mut parked = self.tabs.parked.iter();
        parked
            .find(|(_, parked)| is(&parked.file))
            .map(|(id, _)| *id)
    }

    /// Whether what is shown is an empty design that nobody touched: another one may take its place.
    pub fn is_pristine(&self) -> bool {
        self.file.path.is_none()
            && self.file.saving.is_none()
            && !self.file.dirty
            && self.history.undo_label().is_none()
            && self.history.redo_label().is_none()
            && self.design.components.is_empty()
            && self.design.containers.is_empty()
    }

    /// The first tab with unsaved changes, the one that is shown before the others.
    pub fn unsaved_tab(&self) -> Option<TabId> {
        let mut order = self.tabs.order.iter().copied();
        if self.file.dirty {
            return Some(self.tabs.current);
        }
        order.find(|tab| self.is_dirty(*tab))
    }

    fn is_dirty(&self, tab: TabId) -> bool {
        if tab == self.tabs.current {
            self.file.dirty
        } else {
            self.tabs.parked.get(&tab).is_some_and(|p| p.file.dirty)
        }
    }

    /// Closes the window once no tab has unsaved changes that the user did not decide about.
    pub fn quit(&mut self) {
        if self.waits_for_save(&AfterSaving::Quit) {
            return;
        }
        match self.unsaved_tab() {
            Some(tab) => {
                self.show_tab(tab);
                self.view.dialog = Some(Dialog::Unsaved(AfterSaving::Quit));
            }
            None => self.effects.push(Effect::Close),
        }
    }

    fn swap(&mut self, other: &mut Parked) {
        self.settle();
        mem::swap(&mut self.design, &mut other.design);
        mem::swap(&mut self.scenario, &mut other.scenario);
        mem::swap(&mut self.revision, &mut other.revision);
        mem::swap(&mut self.report, &mut other.report);
        mem::swap(&mut self.review, &mut other.review);
        mem::swap(&mut self.frame_costs, &mut other.frame_costs);
        mem::swap(&mut self.pass_time, &mut other.pass_time);
        mem::swap(&mut self.selection, &mut other.selection);
        mem::swap(&mut self.history, &mut other.history);
        mem::swap(&mut self.file, &mut other.file);
        mem::swap(&mut self.delta, &mut other.delta);
        mem::swap(&mut self.view.camera, &mut other.camera);
        mem::swap(&mut self.view.fit_pending, &mut other.fit_pending);
        mem::swap(&mut self.view.overlay, &mut other.overlay);
        self.report_is_of_the_design();
    }
}

/// The name of the file, else the title of the design, else nothing.
fn title(name: &LocalText, file: &FileState, language: Language) -> String {
    match file.path.as_ref().and_then(|path| path.file_name()) {
        Some(file) => file.to_string_lossy().into_owned(),
        None => match &file.title {
            Some(title) => title.clone(),
            None => name.get(language).to_owned(),
        },
    }
}

/// Whether two paths are written alike. Links are not followed: this layer does not touch the disk.
fn same_file(a: &Path, b: &Path) -> bool {
    a == b || a.components().eq(b.components())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::{Action, EditAction, FileAction, NewItem};
    use crate::app::state::Prefs;
    use crate::model::{ContainerKind, Point};
    use crate::pricing::Catalogue;

    fn state() -> State {
        State::new(Catalogue::embedded(), Prefs::default())
    }
    fn place(state: &mut State, at: f32) {
        let item = NewItem::Frame(ContainerKind::Vpc);
        state.apply(Action::Edit(EditAction::Place(
            item,
            Some(Point::new(at, at)),
        )));
    }
    fn tab(state: &mut State, action: TabAction) {
        state.apply(Action::Tab(action));
    }

    #[test]
    fn each_tab_keeps_its_design_undo_selection_and_camera() {
        let mut state = state();
        place(&mut state, 0.0);
        let (first, one) = (state.tabs.current(), state.design.clone());
        state.view.camera.zoom = 0.5;
        let revision = state.revision;
        tab(&mut state, TabAction::New);
        assert!(state.design.containers.is_empty() && !state.file.dirty);
        assert_eq!(state.view.camera, Camera::default());
        place(&mut state, 80.0);
        place(&mut state, 160.0);
        let two = state.design.clone();
        assert_ne!(state.revision, revision);
        tab(&mut state, TabAction::Show(first));
        assert_eq!(
            (&state.design, state.view.camera.zoom, state.revision),
            (&one, 0.5, revision)
        );
        state.apply(Action::Edit(EditAction::Undo));
        assert!(state.design.containers.is_empty());
        tab(&mut state, TabAction::Step(1));
        assert_eq!(state.design, two);
        state.apply(Action::Edit(EditAction::Undo));
        assert_eq!(state.design.containers.len(), 1);
    }

    #[test]
    fn two_tabs_never_share_a_revision() {
        let mut state = state();
        let mut seen = std::collections::BTreeSet::from([state.revision]);
        for round in 0..6_u8 {
            tab(&mut state, TabAction::New);
            assert!(seen.insert(state.revision), "new tab {round}");
            place(&mut state, 8.0);
            assert!(seen.insert(state.revision), "edit {round}");
        }
    }

    #[test]
    fn closing_asks_about_unsaved_changes_and_shows_the_neighbour() {
        let mut state = state();
        let first = state.tabs.current();
        tab(&mut state, TabAction::New);
        place(&mut state, 0.0);
        let second = state.tabs.current();
        tab(&mut state, TabAction::Show(first));
        tab(&mut state, TabAction::Close(second));
        assert_eq!(state.tabs.current(), second, "one sees what is asked about");
        let then = AfterSaving::CloseTab(second);
        assert_eq!(state.view.dialog, Some(Dialog::Unsaved(then.clone())));
        state.apply(Action::File(FileAction::Discard(then)));
        assert_eq!(state.tabs.order(), [first]);
        assert_eq!(state.tabs.current(), first);
        tab(&mut state, TabAction::Close(first));
        assert_eq!(state.tab_list().len(), 1, "an empty one takes its place");
        assert_ne!(state.tabs.current(), first);
    }

    #[test]
    fn quitting_asks_about_each_tab_with_unsaved_changes() {
        let mut state = state();
        place(&mut state, 0.0);
        tab(&mut state, TabAction::New);
        place(&mut state, 8.0);
        for _ in 0..2 {
            state.apply(Action::File(FileAction::Quit));
            assert!(state.effects.is_empty());
            assert_eq!(state.view.dialog, Some(Dialog::Unsaved(AfterSaving::Quit)));
            state.apply(Action::File(FileAction::Discard(AfterSaving::Quit)));
        }
        assert_eq!(state.effects, [Effect::Close]);
    }

    #[test]
    fn a_file_is_open_in_one_tab_only_and_an_empty_tab_makes_room() {
        let mut state = state();
        state.opened(Design::default(), Some("a.ron".into()));
        assert_eq!(state.tab_list().len(), 1, "the empty tab was taken");
        let first = state.tabs.current();
        state.opened(Design::default(), Some("b.ron".into()));
        assert_eq!(state.tab_list().len(), 2);
        state.apply(Action::File(FileAction::OpenPath("./a.ron".into())));
        assert_eq!(state.effects, [Effect::Load("./a.ron".into())]);
        state.effects.clear();
        state.apply(Action::File(FileAction::OpenPath("a.ron".into())));
        assert!(state.effects.is_empty());
        assert_eq!(state.tabs.current(), first);
    }

    #[test]
    fn tabs_are_moved_and_stepped_around() {
        let mut state = state();
        tab(&mut state, TabAction::New);
        tab(&mut state, TabAction::New);
        let [a, b, c] = [0, 1, 2].map(TabId);
        tab(&mut state, TabAction::Move(c, 0));
        assert_eq!(state.tabs.order(), [c, a, b]);
        tab(&mut state, TabAction::Move(a, 99));
        assert_eq!(state.tabs.order(), [c, b, a]);
        assert_eq!(state.tabs.current(), c);
        tab(&mut state, TabAction::Step(-1));
        assert_eq!(state.tabs.current(), a);
        tab(&mut state, TabAction::Step(1));
        assert_eq!(state.tabs.current(), c);
    }
}
