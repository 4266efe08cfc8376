//! The state of the window, without a window: design, report, selection, view, history, file. It draws nothing, knows
//! no egui and is tested without it. [`State::apply`] is the only way it changes; what only the outside can do (clipboard,
//! dialogs, disk) it asks for as an [`Effect`].

use super::action::{
    Action, AfterSaving, ChartRequest, Dialog, EditAction, ExportFormat, ExportRequest, FileAction,
    FindingKey, IconsRead, NewItem, PasteAt, PathFor, Problem, ReviewRequest, Select, Setting,
    View, label_of,
};
use super::compare::Comparing;
use super::flow::Flow;
use super::history::{Back, History, Now};
use super::jobs::Jobs;
use super::keeper::{Found, Outside};
use super::own_prices::{self, PricesRead, PricesStatus};
use super::passes::Passes;
use super::paste;
use super::place;
use super::review::{self, ReviewState};
use super::saving::Saving;
use super::scenarios::Shown;
use super::tabs::{TabId, Tabs};
use super::theme::{Look, Theme};
use super::view::{self, Camera, PanelTab, Selection, SideTab, ViewState};
use super::zones::ZonesState;
use crate::analysis::Report;
use crate::analysis::compare::Question;
use crate::analysis::cost::Total;
use crate::analysis::review::Finding;
use crate::io::file::Stamp;
use crate::io::ron;
use crate::model::edit::{self, Edit};
use crate::model::scenario;
use crate::model::{Currency, Design, Id, Language, LocalText, Point, Rect};
use crate::pricing::{Catalogue, Overrides};
use crate::scene::icons::IconSet;
use crate::scene::layout::keep_apart;
use crate::text::Phrase;
use crate::text::number::Money;
use crate::text::units::Units;
use crate::units::Usd;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// How many files the menu remembers.
const RECENT_FILES: usize = 12;
/// How many kinds the palette remembers.
const RECENT_KINDS: usize = 6;

/// Settings of the program, kept between runs.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Prefs {
    /// Theme, contrast, motion.
    pub look: Look,
    /// Language of the interface.
    pub language: Language,
    /// Units for one US dollar, as the user typed them last.
    pub rates: BTreeMap<Currency, f64>,
    /// Files, the last one first.
    pub recent_files: Vec<PathBuf>,
    /// Names of favourite kinds.
    pub favourites: Vec<String>,
    /// Names of the kinds that were placed last, the last one first.
    pub recent_kinds: Vec<String>,
    /// Folder with icons that take the place of the built-in pictograms.
    pub icon_folder: Option<PathBuf>,
    /// How connections are shown.
    pub flow: Flow,
    /// Units of flows.
    pub units: Units,
    /// File with the user's own prices.
    pub own_prices: Option<PathBuf>,
    /// How often unsaved changes are kept for recovery.
    pub autosave: Autosave,
    /// Scale of the interface in percent; 0 stands for 100.
    pub scale_percent: u16,
    /// Hint of the first-run tour that is shown; none once it is over.
    pub tour: Option<u8>,
    /// Panels as they were left.
    pub dock: Dock,
}

/// Panels as they were left.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Dock {
    /// Open tab of the bottom panel.
    pub panel: PanelTab,
    /// Whether the bottom panel is folded.
    pub panel_folded: bool,
    /// Open tab of the left panel.
    pub side: SideTab,
    /// Whether the palette shows icons only; none: as the width of the window says.
    pub palette_open: Option<bool>,
    /// Whether the inspector is hidden.
    pub inspector_hidden: bool,
    /// Whether palette and inspector have changed sides.
    pub sides_swapped: bool,
    /// Whether the results stand beside the drawing.
    pub panel_beside: bool,
}

impl Dock {
    /// The panels of a view.
    pub fn of(view: &ViewState) -> Dock {
        Dock {
            panel: view.panel,
            panel_folded: view.panel_folded,
            side: view.side,
            palette_open: view.palette_open,
            inspector_hidden: view.inspector_hidden,
            sides_swapped: view.sides_swapped,
            panel_beside: view.panel_beside,
        }
    }
    fn apply(self, view: &mut ViewState) {
        view.panel = self.panel;
        view.panel_folded = self.panel_folded;
        view.side = self.side;
        view.palette_open = self.palette_open;
        view.inspector_hidden = self.inspector_hidden;
        view.sides_swapped = self.sides_swapped;
        view.panel_beside = self.panel_beside;
    }
}

impl Prefs {
    /// Scale of the interface, percent.
    pub fn scale(&self) -> u16 {
        match self.scale_percent {
            0 => 100,
            percent => percent.clamp(80, 200),
        }
    }
    /// All settings as they are at first. What was collected (files, favourites, rates) and the panels stay.
    pub fn reset(&self) -> Prefs {
        Prefs {
            rates: self.rates.clone(),
            recent_files: self.recent_files.clone(),
            favourites: self.favourites.clone(),
            recent_kinds: self.recent_kinds.clone(),
            tour: self.tour,
            dock: self.dock,
            ..Prefs::default()
        }
    }
}

/// How often unsaved changes are kept for recovery.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Autosave {
    /// Seconds between two writings; 0: never.
    pub seconds: f32,
}

impl Default for Autosave {
    fn default() -> Autosave {
        Autosave { seconds: 5.0 }
    }
}

impl Autosave {
    /// The time between two writings; none: they are never kept.
    pub fn interval(self) -> Option<Duration> {
        let seconds = Some(self.seconds).filter(|seconds| *seconds > 0.0)?;
        Duration::try_from_secs_f32(seconds).ok()
    }
}

/// Icons in the place of the built-in pictograms.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Icons {
    /// The icons; empty where the pictograms are drawn.
    pub set: IconSet,
    /// How the folder was found.
    pub status: IconStatus,
}

/// How the folder with icons was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum IconStatus {
    /// There is no folder.
    #[default]
    None,
    /// It is being read.
    Reading,
    /// It has icons of so many kinds.
    Found(usize),
    /// It has no icon of any kind.
    Empty,
    /// It cannot be read.
    Failed(String),
}

/// The file of the design.
#[derive(Clone, Debug, Default)]
pub struct FileState {
    /// Where it is; none until it is saved.
    pub path: Option<PathBuf>,
    /// Whether the user began a design in this tab; until then it shows the welcome screen.
    pub started: bool,
    /// Name of the tab of a design without a file, in the place of its title.
    pub title: Option<String>,
    /// The design as the file has it.
    pub(super) saved: Design,
    /// Whether the design differs from the file.
    pub dirty: bool,
    /// When it was saved, in seconds of [`State::now`].
    pub saved_at: Option<f64>,
    /// The file as it was read or written last.
    pub stamp: Option<Stamp>,
    /// Whether the file must not be written.
    pub read_only: bool,
    /// When the unsaved changes were kept for recovery, in seconds of [`State::now`].
    pub kept_at: Option<f64>,
    /// Whether they could not be kept.
    pub(super) keep_failed: bool,
    /// Whether the file was removed by another program.
    pub(super) gone: bool,
    /// The save under way.
    pub(super) saving: Option<Saving>,
    /// A change by another program that is not dealt with yet.
    pub(super) outside: Option<Box<Outside>>,
}

/// The change of the total by the last edit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Delta {
    /// US dollars a month.
    pub usd: Usd,
    /// Change of the number of lines without a price.
    pub missing: i64,
    /// When, in seconds of [`State::now`].
    pub at: f64,
}

/// What the state asks the outside to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Put a text on the clipboard.
    Copy(String),
    /// Let the user choose a path.
    AskPath(PathFor),
    /// Read a design.
    Load(PathBuf),
    /// Write the design, then do something else.
    Save(TabId, PathBuf, Option<AfterSaving>),
    /// Write a picture.
    Export(ExportRequest, PathBuf),
    /// Write the review.
    ExportReview(ReviewRequest, PathBuf),
    /// Read the icons of a folder.
    ReadIcons(PathBuf),
    /// Put a picture of the selection on the clipboard.
    CopyPicture(ExportFormat),
    /// Write a chart.
    Chart(ChartRequest, PathBuf),
    /// Put a chart on the clipboard.
    CopyChart(ChartRequest),
    /// Lay out these items, or everything, off the drawing thread.
    LayOut(Option<BTreeSet<Id>>),
    /// Find the scenarios that vary a decision, off the drawing thread.
    Vary(Question),
    /// Work out all fixes of a rule, off the drawing thread.
    FixAll(&'static str),
    /// Ask the window system for what is on the clipboard.
    RequestPaste,
    /// Fill the screen, or no longer.
    FullScreen(bool),
    /// Walk to the next area of the window, or the one before.
    Area(isize),
    /// A design that was found is open in this tab now; its journal.
    Taken(TabId, PathBuf),
    /// Remove a journal that nobody wants.
    Forget(PathBuf),
    /// Work out one zone against several.
    Zones,
    /// Read the user's own prices.
    ReadPrices(PathBuf),
    /// Close the window.
    Close,
}

/// Something to tell the user; the window shows it as a toast.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// What happened.
    pub text: String,
    /// An amount or a name.
    pub strong: String,
    /// Whether it went wrong.
    pub failed: bool,
    /// What its button does.
    pub offer: Option<Offer>,
}

impl Notice {
    /// What happened, as it should.
    pub fn said(text: impl Into<String>) -> Notice {
        Notice {
            text: text.into(),
            strong: String::new(),
            failed: false,
            offer: None,
        }
    }
    /// What went wrong.
    pub fn failed(text: impl Into<String>) -> Notice {
        Notice {
            failed: true,
            ..Notice::said(text)
        }
    }
    /// What happened to something, which can be taken back.
    pub fn done(text: impl Into<String>, strong: impl Into<String>) -> Notice {
        Notice {
            strong: strong.into(),
            offer: Some(Offer::Undo),
            ..Notice::said(text)
        }
    }
}

/// What the button of a toast does.
#[derive(Clone, Debug, PartialEq)]
pub enum Offer {
    /// Takes back what was done.
    Undo,
    /// Opens a file that was written.
    Open(PathBuf),
    /// Brings items into view and selects them.
    Show(BTreeSet<Id>),
}

/// A file that was written; the window says so and offers to open it.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// What was done.
    pub text: String,
    /// The file.
    pub path: PathBuf,
}

/// The state.
pub struct State {
    /// What is drawn up: the base, or the scenario that is shown.
    pub design: Design,
    /// The scenario that is shown, with the design as it is kept; none while the base is.
    pub scenario: Option<Box<Shown>>,
    /// Counts the changes of the design: what is derived from it can be kept while this stays the same.
    pub revision: u64,
    /// What the passes say of the design.
    pub report: Arc<Report>,
    /// The revision of the design that the report is of; it lags while something is dragged in a large design.
    pub reported: u64,
    /// The passes that run on a thread of their own.
    pub(super) passes: Passes,
    /// Cost by frame.
    pub frame_costs: BTreeMap<Id, Total>,
    /// How long the passes took.
    pub pass_time: Duration,
    /// What is selected.
    pub selection: Selection,
    /// What is shown.
    pub view: ViewState,
    /// What can be undone.
    pub history: History,
    /// Prices: list prices with the user's own over them.
    pub catalogue: &'static Catalogue,
    /// How the file with the user's own prices was found.
    pub own_prices: PricesStatus,
    /// Where the design is kept.
    pub file: FileState,
    /// Settings of the program.
    pub prefs: Prefs,
    /// Icons in the place of the built-in pictograms.
    pub icons: Icons,
    /// The change of the total by the last edit.
    pub delta: Option<Delta>,
    /// What the outside is to do.
    pub effects: Vec<Effect>,
    /// What the user is to be told.
    pub notices: Vec<Notice>,
    /// Long tasks under way.
    pub jobs: Jobs,
    /// Files that were written, to tell the user.
    pub written: Vec<Written>,
    /// Designs that a crash left behind.
    pub found: Vec<Found>,
    /// Seconds since the start; set once a frame.
    pub now: f64,
    /// The other designs that are open.
    pub tabs: Tabs,
    /// List prices.
    listed: &'static Catalogue,
    /// What is known of the review beyond the findings.
    pub review: ReviewState,
    /// What is compared, and whether the compare view is open.
    pub comparing: Comparing,
    /// One zone or several, for the dialog.
    pub zones: ZonesState,
}

impl State {
    /// An empty design.
    pub fn new(catalogue: &'static Catalogue, prefs: Prefs) -> State {
        let mut state = State {
            design: Design::default(),
            scenario: None,
            revision: 0,
            report: Arc::default(),
            reported: 0,
            passes: Passes::default(),
            frame_costs: BTreeMap::new(),
            pass_time: Duration::ZERO,
            selection: Selection::default(),
            view: ViewState::default(),
            history: History::default(),
            catalogue,
            own_prices: PricesStatus::None,
            file: FileState::default(),
            prefs,
            icons: Icons::default(),
            delta: None,
            effects: Vec::new(),
            notices: Vec::new(),
            jobs: Jobs::default(),
            written: Vec::new(),
            found: Vec::new(),
            now: 0.0,
            tabs: Tabs::new(),
            listed: catalogue,
            review: ReviewState::default(),
            comparing: Comparing::default(),
            zones: ZonesState::default(),
        };
        state.file.started = true;
        state.prefs.dock.apply(&mut state.view);
        state.run_passes_now();
        state.read_icons();
        state.read_prices();
        state
    }

    /// Carries out an action.
    pub fn apply(&mut self, action: Action) {
        if !State::goes_on(&action) {
            self.settle();
        }
        match action {
            Action::Edit(edit) => self.edit(edit),
            Action::Select(select) => self.select(select),
            Action::View(view) => self.look_at(view),
            Action::File(file) => self.on_file(file),
            Action::Setting(setting) => self.set(setting),
            Action::Tab(tab) => self.on_tab(tab),
        }
    }

    /// How figures are shown: the design's currency at its rate, US dollars where it has none.
    pub fn money(&self) -> Money {
        let settings = &self.design.settings;
        match (settings.currency, settings.currency_rate) {
            (Currency::Usd, _) | (_, None) => Money::USD,
            (currency, Some(rate)) => Money {
                sign: currency.sign(),
                decimals: currency.decimals(),
                rate,
            },
        }
    }

    /// A design that was read from a file opens in a tab of its own, or in the place of an empty one.
    pub fn opened(&mut self, design: Design, path: Option<PathBuf>) {
        if !self.is_pristine() {
            self.new_tab();
        }
        self.put_document(design, None);
        self.selection = Selection::default();
        self.history = History::default();
        self.delta = None;
        self.file = FileState {
            path: path.clone(),
            saved: self.design.clone(),
            started: true,
            ..FileState::default()
        };
        if let Some(path) = path {
            self.remember_file(path);
        }
        self.view.fit_pending = true;
        self.view.dialog = None;
        self.changed_wholly();
        self.fit_if_pending();
        self.view.glides = false;
        self.opened_while_comparing();
    }

    /// Something about a file went wrong.
    pub fn failed(&mut self, problem: Problem) {
        self.view.dialog = Some(Dialog::Problem(problem));
    }

    fn edit(&mut self, action: EditAction) {
        match action {
            EditAction::Apply { edit, label, merge } => {
                self.apply_edit(&edit, label, merge.as_deref());
            }
            EditAction::Begin(label) => {
                let now = Now {
                    design: match &self.scenario {
                        Some(shown) => &shown.document,
                        None => &self.design,
                    },
                    scenario: self.scenario.as_ref().map(|shown| &shown.id),
                    selection: &self.selection,
                    total: self.report.cost.total,
                };
                self.history.begin(now, label);
            }
            EditAction::Commit => self.end_gesture(),
            EditAction::Bail => {
                if let Some(back) = self.history.bail() {
                    self.go_back_to(back);
                }
            }
            EditAction::Undo => {
                let before = self.report.cost.total;
                let mut history = std::mem::take(&mut self.history);
                let step = history.undo(self.now_of());
                self.history = history;
                if let Some(back) = step {
                    self.go_back_to(back);
                    self.note_delta(before);
                }
            }
            EditAction::Redo => {
                let before = self.report.cost.total;
                let mut history = std::mem::take(&mut self.history);
                let step = history.redo(self.now_of());
                self.history = history;
                if let Some(back) = step {
                    self.go_back_to(back);
                    self.note_delta(before);
                }
            }
            EditAction::LayOut(items) => self.lay_out(items),
            EditAction::Place(item, at) => self.place(&item, at),
            EditAction::PlaceInto(item, frame) => self.place_into(&item, &frame),
            EditAction::Enter(frame, what, grown) => self.enter(&frame, &what, grown),
            EditAction::Duplicate => {
                let copied = edit::fragment(&self.design, &self.selection.items);
                self.paste(&copied, PasteAt::Beside, "undo-duplicate");
            }
            EditAction::Copy => {
                let copied = edit::fragment(&self.design, &self.selection.items);
                self.effects
                    .push(Effect::Copy(ron::write_fragment(&copied)));
            }
            EditAction::CopyProperties => {
                if let Some(id) = self.selection.single() {
                    let copied = paste::lone(&self.design, id);
                    let text = ron::write_fragment(&copied);
                    self.effects.push(Effect::Copy(text));
                }
            }
            EditAction::Paste(text, at) => self.paste_text(&text, at),
            EditAction::PasteProperties(text) => self.paste_properties(&text),
        }
    }

    /// Applies an edit as a step; whether it fits the design.
    pub(super) fn apply_edit(&mut self, edit: &Edit, label: Phrase, merge: Option<&str>) -> bool {
        let active = self.scenario_id().cloned();
        // While a gesture goes on frames grow freely; an arrangement has made its own room.
        let is_free = self.history.in_gesture() || edit.is_about_whole_design() || edit.arranges();
        let former = (!is_free).then(|| self.design.clone());
        match scenario::edit(self.document(), active.as_ref(), edit) {
            Ok(document) => {
                if document == *self.document() {
                    return true;
                }
                // What was promoted is the base now.
                let active = match edit {
                    Edit::PromoteScenario(id, _) => active.filter(|own| own != id),
                    _ => active,
                };
                let mut history = std::mem::take(&mut self.history);
                let before = history.record(self.now_of(), label, merge, self.now);
                self.history = history;
                self.put_document(document, active);
                if let Some(former) = &former {
                    self.make_room(former);
                }
                self.selection.retain_in(&self.design);
                self.changed();
                self.note_delta(before);
                true
            }
            Err(error) => {
                self.tell(Notice::failed(error.to_string()));
                false
            }
        }
    }

    /// The gesture is a step. Frames that grew in it are not left lying on what stands beside them.
    fn end_gesture(&mut self) {
        if let Some((document, scenario)) = self.history.began() {
            let shown = scenario.and_then(|id| document.with_scenario(id));
            let room = keep_apart(shown.as_ref().unwrap_or(document), &self.design);
            if !room.is_empty() {
                self.apply_edit(&Edit::Batch(room), label_of("undo-move"), None);
            }
        }
        self.history.commit();
    }

    /// Has frames that have grown push away what they cover.
    fn make_room(&mut self, former: &Design) {
        let room = keep_apart(former, &self.design);
        if room.is_empty() {
            return;
        }
        let active = self.scenario_id().cloned();
        let apart = scenario::edit(self.document(), active.as_ref(), &Edit::Batch(room));
        if let Ok(document) = apart {
            self.put_document(document, active);
        }
    }

    fn place(&mut self, item: &NewItem, at: Option<Point>) {
        let at = at.unwrap_or_else(|| self.middle_of_view(item));
        let (edit, id) = place::new_item(&self.design, item, at, self.catalogue);
        if self.apply_edit(&edit, label_of("undo-place"), None) {
            self.selection = Selection::only(id);
            if matches!(item, NewItem::Frame(kind) if kind.is_text()) {
                self.view.rename_asked = true;
            }
            self.remember_kind(item);
        }
    }

    /// The kind goes to the top of the list of recent ones.
    pub(super) fn remember_kind(&mut self, item: &NewItem) {
        let name = place::name_of(item).to_owned();
        let recent = &mut self.prefs.recent_kinds;
        recent.retain(|known| *known != name);
        recent.insert(0, name);
        recent.truncate(RECENT_KINDS);
    }

    /// Where an item lands that is placed without pointing: the middle of the view, moved on while something is there.
    fn middle_of_view(&self, item: &NewItem) -> Point {
        let size = self.view.viewport;
        let middle = Point::new(size.w / 2.0, size.h / 2.0);
        let middle = self.view.camera.to_canvas(middle);
        let extent = place::size_of(item);
        let mut at = place::snap(middle.offset(-extent.w / 2.0, -extent.h / 2.0));
        let taken = |at: Point| {
            let mut tiles = self.design.components.values();
            tiles.any(|c| c.placements.iter().any(|p| p.at == at))
        };
        while matches!(item, NewItem::Component(_)) && taken(at) {
            at = at.offset(16.0, 16.0);
        }
        at
    }

    fn go_back_to(&mut self, back: Back) {
        self.put_document(back.design, back.scenario);
        self.selection = back.selection;
        self.selection.retain_in(&self.design);
        self.changed();
    }

    /// Another scenario is shown.
    pub(super) fn scenario_changed(&mut self) {
        self.changed_wholly();
    }

    /// Runs the passes over a design whose prices have changed.
    pub(super) fn price_anew(&mut self) {
        self.revision = self.tabs.next_revision();
        self.forget_review();
        self.run_passes_now();
    }

    /// Runs the passes over a design that was never run through them.
    pub(super) fn refresh(&mut self) {
        self.run_passes_now();
    }

    /// A whole design takes the place of the one that is shown, as one step; `before`: the total before it.
    pub(super) fn replaced(&mut self, design: Design, before: Total) {
        let scenario = self.scenario_id().cloned();
        self.put_document(design, scenario);
        self.selection.retain_in(&self.design);
        self.changed_wholly();
        self.note_delta(before);
    }

    fn changed(&mut self) {
        self.revision = self.tabs.next_revision();
        self.forget_review();
        self.file.dirty = self.file.gone || *self.document() != self.file.saved;
        if !self.file.dirty {
            self.file.kept_at = None;
        }
        self.run_passes_or_wait();
    }

    /// Another design than the one that the report is of: nothing of it can be shown in the meantime.
    fn changed_wholly(&mut self) {
        self.changed();
        self.settle();
    }

    pub(super) fn note_delta(&mut self, before: Total) {
        if self.lags() {
            self.passes.before = Some(before);
            return;
        }
        let total = self.report.cost.total;
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        self.delta = Some(Delta {
            usd: total.usd - before.usd,
            missing: count(total.missing) - count(before.missing),
            at: self.now,
        });
    }

    /// Adds something to tell the user.
    pub fn tell(&mut self, notice: Notice) {
        self.notices.push(notice);
    }

    fn select(&mut self, select: Select) {
        // The card that was pointed at may be gone.
        self.review
            .lit
            .take_if(|lit| lit.from == review::From::Card);
        let items = &mut self.selection.items;
        match select {
            Select::Only(id) => *items = Arc::new(BTreeSet::from([id])),
            Select::Toggle(id) => {
                let items = Arc::make_mut(items);
                if !items.remove(&id) {
                    items.insert(id);
                }
            }
            Select::These(ids) => *items = Arc::new(ids),
            Select::Add(ids) => Arc::make_mut(items).extend(ids),
            Select::All => {
                let all = self.design.components.keys();
                let all = all.chain(self.design.connections.keys());
                let all = all.chain(self.design.containers.keys());
                *items = Arc::new(all.cloned().collect());
            }
            Select::Clear => *items = Arc::default(),
        }
        self.selection.retain_in(&self.design);
        self.view.rename = false;
        self.view.rename_asked = false;
    }

    fn look_at(&mut self, view: View) {
        if view.is_of_the_drawing() {
            self.comparing.open = false;
        }
        let v = &mut self.view;
        match view {
            View::Tool(tool) => v.tool = tool,
            View::Overlay(overlay) => v.overlay = overlay,
            View::Camera(camera) => {
                v.glides = false;
                v.camera = camera;
            }
            View::Viewport(size) => {
                v.viewport = size;
                if v.fitted == Some(v.camera) {
                    v.fit_pending = true;
                }
                self.fit_if_pending();
                self.aim();
            }
            View::ZoomBy { factor, at } => {
                v.glides = false;
                v.camera = v.camera.zoomed(factor, at);
            }
            View::Pan { dx, dy } => {
                v.glides = false;
                let zoom = v.camera.zoom;
                v.camera.origin = v.camera.origin.offset(-dx / zoom, -dy / zoom);
            }
            View::Scenario(id) => self.show_scenario(id),
            View::Elsewhere(question) => self.vary(question),
            View::Fit => self.show_all(),
            View::FitSelection => {
                let rect = view::bounds_of(&self.design, &self.selection.items);
                self.show_rect(rect.or_else(|| view::bounds(&self.design)), 2.0);
            }
            View::Zoom100 => {
                let middle = Point::new(v.viewport.w / 2.0, v.viewport.h / 2.0);
                v.glides = true;
                v.camera = v.camera.zoomed(1.0 / v.camera.zoom, middle);
            }
            View::Reveal(id) => self.reveal(BTreeSet::from([id])),
            View::RevealAll(items) => self.reveal(items),
            View::Panel(tab) => {
                v.panel = tab;
                v.panel_folded = false;
            }
            View::PanelOpen(open) => v.panel_folded = !open,
            View::Side(tab) => v.side = tab,
            View::PaletteOpen(open) => v.palette_open = Some(open),
            View::InspectorOpen(open) => v.inspector_hidden = !open,
            View::SwapSides(on) => v.sides_swapped = on,
            View::PanelBeside(on) => v.panel_beside = on,
            View::Rename => v.rename_asked = true,
            View::RenameAside => {
                v.rename_asked = false;
                v.rename = true;
                v.inspector_hidden = false;
            }
            View::RenameTaken => {
                v.rename_asked = false;
                v.rename = false;
            }
            View::Snap(on) => v.snap_off = !on,
            View::Legend(on) => v.legend = on,
            View::Minimap(on) => v.minimap_off = !on,
            View::Present(on) => self.present(on),
            View::PresentStep(by) => self.step_on(by),
            View::PasteAsked(how) => {
                v.paste_how = Some((how, self.now));
                self.effects.push(Effect::RequestPaste);
            }
            View::PasteTaken => v.paste_how = None,
            View::Dialog(dialog) => v.dialog = dialog,
            View::CancelJob(at) => self.jobs.cancel(at),
            View::Zones => self.want_zones(),
            View::Area(by) => self.effects.push(Effect::Area(by)),
            View::PriceFix(key) => {
                self.want_price(key);
            }
            View::Review(ask) => self.ask_review(ask),
            View::Compare(ask) => self.ask_compare(ask),
        }
    }

    fn fit_if_pending(&mut self) {
        let size = self.view.viewport;
        if self.view.fit_pending && size.w > 0.0 && size.h > 0.0 {
            self.view.fit_pending = false;
            self.show_all();
        }
    }

    fn show_all(&mut self) {
        self.show_rect(view::bounds(&self.design), 1.0);
        self.view.fitted = Some(self.view.camera);
    }

    /// Looks at a rectangle, or at an empty canvas.
    pub(super) fn show_rect(&mut self, rect: Option<Rect>, max_zoom: f32) {
        self.view.glides = true;
        self.view.camera = match rect {
            Some(rect) => Camera::around(rect, self.view.viewport, max_zoom),
            None => Camera::default(),
        };
    }

    fn reveal(&mut self, items: BTreeSet<Id>) {
        if let Some(rect) = view::bounds_of(&self.design, &items) {
            let (camera, size) = (self.view.camera, self.view.viewport);
            let corner = camera.to_canvas(Point::new(size.w, size.h));
            let seen = Rect::from_corners(camera.origin, corner);
            // What is in view and can be read stays where it is.
            let is_small = camera.zoom < view::READABLE;
            if !seen.contains_rect(rect) || is_small {
                let fits = rect.w * camera.zoom <= size.w && rect.h * camera.zoom <= size.h;
                let zoom = if fits && !is_small {
                    camera.zoom
                } else {
                    Camera::around(rect, size, 1.0).zoom
                };
                let center = rect.center();
                self.view.glides = true;
                self.view.camera = Camera {
                    origin: Point::new(
                        center.x - size.w / 2.0 / zoom,
                        center.y - size.h / 2.0 / zoom,
                    ),
                    zoom,
                };
            }
        }
        self.selection = Selection {
            items: Arc::new(items),
        };
        self.selection.retain_in(&self.design);
    }

    fn on_file(&mut self, action: FileAction) {
        match action {
            FileAction::New => self.opened(Design::default(), None),
            FileAction::Open => self.effects.push(Effect::AskPath(PathFor::Open)),
            FileAction::OpenPath(path) => match self.tab_of(&path) {
                Some(tab) => self.show_tab(tab),
                None => self.effects.push(Effect::Load(path)),
            },
            FileAction::Quit => self.quit(),
            FileAction::Save => self.save(None),
            FileAction::SaveThen(then) => {
                self.view.dialog = None;
                self.save(Some(then));
            }
            FileAction::Blank(region) => {
                let mut design = Design::default();
                design.settings.region = region;
                self.opened(design, None);
            }
            FileAction::OpenSample(name) => self.open_sample(name),
            FileAction::ForgetRecent(path) => {
                self.prefs.recent_files.retain(|known| *known != path);
            }
            FileAction::Ask(purpose) => self.effects.push(Effect::AskPath(purpose)),
            action @ (FileAction::Reload(_)
            | FileAction::KeepMine(_)
            | FileAction::Compare(_)
            | FileAction::Recover(_)
            | FileAction::DropFound(_)) => self.on_outside(action),
            FileAction::SaveAs => self.effects.push(Effect::AskPath(PathFor::Save(None))),
            FileAction::SaveTo(path, then) => {
                self.view.dialog = None;
                let tab = self.tabs.current();
                self.effects.push(Effect::Save(tab, path, then));
            }
            FileAction::Discard(then) => {
                self.view.dialog = None;
                if then == AfterSaving::Quit {
                    self.close_tab(self.tabs.current());
                }
                self.go_on(then);
            }
            FileAction::Export(request) => {
                self.view.dialog = None;
                self.effects.push(Effect::AskPath(PathFor::Export(request)));
            }
            FileAction::CopyPicture(format) => self.effects.push(Effect::CopyPicture(format)),
            FileAction::Chart(chart) => self.effects.push(Effect::AskPath(PathFor::Chart(chart))),
            FileAction::ChartTo(chart, path) => {
                self.view.dialog = None;
                self.effects.push(Effect::Chart(chart, path));
            }
            FileAction::CopyChart(chart) => self.effects.push(Effect::CopyChart(chart)),
            FileAction::ExportReview(request) => {
                self.view.dialog = None;
                self.effects.push(Effect::AskPath(PathFor::Review(request)));
            }
            FileAction::ExportReviewTo(request, path) => {
                self.view.dialog = None;
                self.effects.push(Effect::ExportReview(request, path));
            }
            FileAction::ChooseIcons => self.effects.push(Effect::AskPath(PathFor::Icons)),
            FileAction::ChoosePrices => self.effects.push(Effect::AskPath(PathFor::Prices)),
            FileAction::ExportTo(request, path) => {
                self.view.dialog = None;
                self.effects.push(Effect::Export(request, path));
            }
        }
    }

    /// A sample opens without a file: the first save asks for one.
    fn open_sample(&mut self, name: &str) {
        let sample = crate::io::samples::find(name);
        if let Some(Ok(read)) = sample.map(crate::io::samples::Sample::read) {
            self.opened(read.design, None);
        }
    }

    fn save(&mut self, then: Option<AfterSaving>) {
        self.effects.push(match &self.file.path {
            Some(path) => Effect::Save(self.tabs.current(), path.clone(), then),
            None => Effect::AskPath(PathFor::Save(then)),
        });
    }

    pub(super) fn go_on(&mut self, then: AfterSaving) {
        match then {
            AfterSaving::Quit => self.quit(),
            AfterSaving::CloseTab(tab) => self.close_tab(tab),
        }
    }

    pub(super) fn remember_file(&mut self, path: PathBuf) {
        let recent = &mut self.prefs.recent_files;
        recent.retain(|known| *known != path);
        recent.insert(0, path);
        recent.truncate(RECENT_FILES);
    }

    fn set(&mut self, setting: Setting) {
        match setting {
            Setting::Theme(theme) => self.prefs.look.theme = theme,
            Setting::Look(look) => self.prefs.look = look,
            Setting::Language(language) => self.prefs.language = language,
            Setting::Units(units) => self.prefs.units = units,
            Setting::Scale(percent) => self.prefs.scale_percent = percent.clamp(80, 200),
            Setting::Autosave(autosave) => self.prefs.autosave = autosave,
            Setting::Tour(step) => self.prefs.tour = step,
            Setting::Reset => {
                self.prefs = self.prefs.reset();
                self.read_icons();
                self.read_prices();
            }
            Setting::Flow(flow) => self.prefs.flow = flow,
            Setting::Rate(currency, rate) => {
                self.prefs.rates.insert(currency, rate);
            }
            Setting::Told(text, strong) => self.tell(Notice::done(text, strong)),
            Setting::IconFolder(folder) => {
                self.prefs.icon_folder = folder;
                self.read_icons();
            }
            Setting::IconsRead(read) => self.icons_read(read),
            Setting::OwnPrices(path) => {
                self.prefs.own_prices = path;
                self.read_prices();
            }
            Setting::PricesRead(read) => self.prices_read(read),
            Setting::Noted(key) => {
                self.tell(Notice::said(crate::text::get(self.prefs.language, key)));
            }
            Setting::Favourite(item, on) => {
                let name = place::name_of(&item).to_owned();
                let favourites = &mut self.prefs.favourites;
                favourites.retain(|known| *known != name);
                if on {
                    favourites.push(name);
                }
            }
        }
    }

    /// Asks for the icons of the folder in the settings; without one the pictograms are drawn.
    fn read_icons(&mut self) {
        self.icons = Icons::default();
        if let Some(folder) = &self.prefs.icon_folder {
            self.icons.status = IconStatus::Reading;
            self.effects.push(Effect::ReadIcons(folder.clone()));
        }
    }

    fn icons_read(&mut self, read: IconsRead) {
        // The user may have named another folder in the meantime.
        if self.prefs.icon_folder.as_ref() != Some(&read.folder) {
            return;
        }
        self.icons = match read.icons {
            Ok(set) if set.is_empty() => Icons {
                set,
                status: IconStatus::Empty,
            },
            Ok(set) => Icons {
                status: IconStatus::Found(set.len()),
                set,
            },
            Err(error) => Icons {
                set: IconSet::default(),
                status: IconStatus::Failed(error),
            },
        };
    }

    /// Asks for the user's own prices; without a file the list prices hold.
    fn read_prices(&mut self) {
        match &self.prefs.own_prices {
            Some(path) => {
                self.own_prices = PricesStatus::Reading;
                self.effects.push(Effect::ReadPrices(path.clone()));
            }
            None => {
                self.own_prices = PricesStatus::None;
                self.use_prices(Overrides::default());
            }
        }
    }

    fn prices_read(&mut self, read: PricesRead) {
        // The user may have named another file in the meantime.
        if self.prefs.own_prices.as_ref() != Some(&read.path) {
            return;
        }
        let own = match read.prices {
            Ok(own) => {
                self.own_prices = PricesStatus::Used {
                    discounts: own.discounts.len(),
                    prices: own.prices.len(),
                };
                own
            }
            Err(details) => {
                self.own_prices = PricesStatus::Failed(details);
                Overrides::default()
            }
        };
        self.use_prices(own);
    }

    /// Prices the design anew where the prices have changed.
    fn use_prices(&mut self, own: Overrides) {
        if own == *self.catalogue.overrides() {
            return;
        }
        let before = self.report.cost.total;
        self.catalogue = own_prices::over(self.listed, own);
        self.price_anew();
        // At the start nobody asks what changed.
        if self.view.dialog == Some(Dialog::Prices) {
            self.note_delta(before);
        }
    }

    /// The theme that the user asked for.
    pub fn theme(&self) -> Theme {
        self.prefs.look.theme
    }

    /// What an item is called: its own name, else what its kind or code says, else its id.
    pub fn name_of(&self, id: &Id) -> String {
        name_in(&self.design, id, self.prefs.language)
    }
}

/// What an item of a design is called: its own name, else what its kind or code says, else its id.
pub fn name_in(design: &Design, id: &Id, language: Language) -> String {
    let or = |name: &LocalText, other: &str| match name.get(language) {
        "" => other.to_owned(),
        name => name.to_owned(),
    };
    if let Some(component) = design.component(id) {
        let kind = crate::catalog::kind(&component.kind);
        let title = kind.map_or(component.kind.as_str(), |kind| kind.title.get(language));
        or(&component.name, title)
    } else if let Some(container) = design.container(id) {
        let code = container.code.as_deref().unwrap_or(id.as_str());
        let name = or(&container.name, code);
        match name.split_once('\n') {
            // A note is called by its first line.
            Some((first, _)) => first.trim_end().to_owned(),
            None => name,
        }
    } else if let Some(group) = design.security_groups.get(id) {
        or(&group.name, id.as_str())
    } else if let Some(connection) = design.connection(id) {
        let [from, to] = [&connection.from, &connection.to];
        let [from, to] = [from, to].map(|end| name_in(design, end, language));
        or(&connection.name, &format!("{from} → {to}"))
    } else {
        id.to_string()
    }
}

/// What tells a finding from the others.
pub fn key_of(finding: &Finding) -> FindingKey {
    FindingKey {
        code: finding.code,
        items: finding.items.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::Actions;
    use crate::model::Value;

    fn state() -> State {
        State::new(Catalogue::embedded(), Prefs::default())
    }
    fn act(state: &mut State, push: impl FnOnce(&mut Actions)) {
        let mut actions = Actions::default();
        push(&mut actions);
        for action in actions.take() {
            state.apply(action);
        }
    }
    fn place(state: &mut State) -> Id {
        state.apply(Action::Edit(EditAction::Place(
            NewItem::Component("db_instance"),
            Some(Point::default()),
        )));
        state.selection.single().unwrap().clone()
    }
    fn set(id: &Id, value: f64) -> Edit {
        Edit::SetProperty {
            id: id.clone(),
            property: "allocated_storage_gb".into(),
            value: Some(value.into()),
        }
    }

    #[test]
    fn undo_returns_to_the_design_and_selection_before() {
        let mut state = state();
        let empty = state.design.clone();
        let id = place(&mut state);
        let placed = state.design.clone();
        assert!(state.file.dirty);
        act(&mut state, |a| a.edit(set(&id, 20.0), "undo-place"));
        let edited = state.design.clone();
        assert_ne!(edited, placed);
        state.apply(Action::Edit(EditAction::Undo));
        assert_eq!(state.design, placed);
        assert_eq!(state.selection.single(), Some(&id));
        state.apply(Action::Edit(EditAction::Undo));
        assert_eq!(state.design, empty);
        assert!(state.selection.is_empty() && !state.file.dirty);
        state.apply(Action::Edit(EditAction::Redo));
        state.apply(Action::Edit(EditAction::Redo));
        assert_eq!(state.design, edited);
        assert!(state.history.redo_label().is_none());
    }

    #[test]
    fn typing_within_a_second_is_one_step() {
        let mut state = state();
        let id = place(&mut state);
        let placed = state.design.clone();
        for (now, value) in [(10.0, 1.0), (10.5, 2.0), (11.4, 3.0)] {
            state.now = now;
            act(&mut state, |a| {
                a.edit_merged(set(&id, value), "undo-place", "storage")
            });
        }
        state.now = 20.0;
        act(&mut state, |a| {
            a.edit_merged(set(&id, 4.0), "undo-place", "storage")
        });
        state.apply(Action::Edit(EditAction::Undo));
        let value = state
            .design
            .component(&id)
            .unwrap()
            .property("allocated_storage_gb");
        assert_eq!(value, Some(&Value::Number(3.0)));
        state.apply(Action::Edit(EditAction::Undo));
        assert_eq!(state.design, placed);
    }

    #[test]
    fn a_gesture_is_one_step_and_esc_takes_it_back() {
        let mut state = state();
        let id = place(&mut state);
        let placed = state.design.clone();
        let gesture = |state: &mut State, keep: bool| {
            act(state, |a| {
                a.begin("undo-nudge");
                a.edit(set(&id, 5.0), "undo-nudge");
                a.edit(set(&id, 6.0), "undo-nudge");
                if keep { a.commit() } else { a.bail() }
            });
        };
        gesture(&mut state, false);
        assert_eq!(state.design, placed);
        gesture(&mut state, true);
        assert_ne!(state.design, placed);
        state.apply(Action::Edit(EditAction::Undo));
        assert_eq!(state.design, placed);
    }

    #[test]
    fn an_edit_that_changes_nothing_is_no_step() {
        let mut state = state();
        let id = place(&mut state);
        act(&mut state, |a| a.edit(set(&id, 5.0), "undo-place"));
        let revision = state.revision;
        act(&mut state, |a| a.edit(set(&id, 5.0), "undo-place"));
        assert_eq!(state.revision, revision);
    }

    #[test]
    fn unsaved_changes_stand_in_the_way_of_closing() {
        let mut state = state();
        state.apply(Action::File(FileAction::Quit));
        assert_eq!(state.effects, [Effect::Close]);
        state.effects.clear();
        place(&mut state);
        state.apply(Action::File(FileAction::Quit));
        assert_eq!(state.view.dialog, Some(Dialog::Unsaved(AfterSaving::Quit)));
        state.apply(Action::File(FileAction::SaveThen(AfterSaving::Quit)));
        let ask = PathFor::Save(Some(AfterSaving::Quit));
        assert_eq!(state.effects, [Effect::AskPath(ask)]);
        state.effects.clear();
        let (tab, document) = (state.tabs.current(), state.document().clone());
        state.saved(tab, "a.ron".into(), document);
        state.go_on(AfterSaving::Quit);
        assert_eq!(state.effects, [Effect::Close]);
        assert!(!state.file.dirty);
        assert_eq!(state.prefs.recent_files, [PathBuf::from("a.ron")]);
    }

    #[test]
    fn what_was_fitted_stays_in_view_when_the_window_changes() {
        let mut state = state();
        let size = |w, h| Action::View(View::Viewport(crate::model::Size { w, h }));
        state.apply(size(800.0, 600.0));
        place(&mut state);
        state.apply(Action::View(View::Fit));
        let before = state.view.camera;
        state.apply(size(500.0, 400.0));
        let bounds = view::bounds(&state.design).unwrap();
        assert_ne!(state.view.camera, before);
        assert_eq!(
            state.view.camera,
            Camera::around(bounds, state.view.viewport, 1.0)
        );
        // Who has moved or zoomed wants to see just that.
        state.apply(Action::View(View::Pan { dx: 40.0, dy: 0.0 }));
        let moved = state.view.camera;
        state.apply(size(800.0, 600.0));
        assert_eq!(state.view.camera, moved);
    }

    #[test]
    fn revealing_moves_the_camera_only_if_the_item_is_out_of_view() {
        let mut state = state();
        state.apply(Action::View(View::Viewport(crate::model::Size {
            w: 800.0,
            h: 600.0,
        })));
        let near = place(&mut state);
        let before = state.view.camera;
        state.apply(Action::View(View::Reveal(near)));
        assert_eq!(state.view.camera, before);
        state.apply(Action::Edit(EditAction::Place(
            NewItem::Component("db_instance"),
            Some(Point::new(4000.0, 0.0)),
        )));
        let far = state.selection.single().unwrap().clone();
        state.apply(Action::View(View::Reveal(far.clone())));
        let at = state.design.component(&far).unwrap().placements[0].at;
        let seen = state.view.camera.to_view(at);
        assert!(seen.x > 0.0 && seen.x < 800.0 && seen.y > 0.0 && seen.y < 600.0);
    }
}
