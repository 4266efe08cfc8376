//! What the user can cause, as data. Panels and canvas only push [`Action`]s; [`State::apply`](super::state::State::apply)
//! carries them out once the frame is drawn.

use crate::analysis::compare::Question;
use crate::chart::Layout;
use crate::io::review::Format as ReviewFormat;
use crate::model::edit::Edit;
use crate::model::{ContainerKind, Currency, Design, Id, Language, Point, Size};
use crate::scene::icons::IconSet;
use crate::text::Phrase;
use crate::text::units::Units;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use super::compare;
use super::flow::Flow;
use super::folded::Entering;
use super::own_prices::PricesRead;
use super::review::Ask;
use super::state::Autosave;
use super::tabs::{TabAction, TabId};
use super::theme::{Look, Theme};
use super::view::{Camera, Overlay, PanelTab, SideTab, Tool};

/// Something the user asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Change the design, or take changes back.
    Edit(EditAction),
    /// Change what is selected.
    Select(Select),
    /// Change what is shown, not what is drawn up.
    View(View),
    /// Open, save, export.
    File(FileAction),
    /// Change a setting of the program.
    Setting(Setting),
    /// Open, show or close a tab.
    Tab(TabAction),
}

/// A change of the design.
#[derive(Clone, Debug, PartialEq)]
pub enum EditAction {
    /// One edit: an undo step of its own outside a gesture.
    Apply {
        /// The edit.
        edit: Box<Edit>,
        /// What undo says.
        label: Phrase,
        /// Edits with the same text here that follow each other within a second are one undo step (typing, nudging).
        merge: Option<String>,
    },
    /// Begin a gesture: all edits until `Commit` are one step.
    Begin(Phrase),
    /// Keep what the gesture did.
    Commit,
    /// Take back what the gesture did (Esc).
    Bail,
    /// Undo the last step.
    Undo,
    /// Redo the step that was undone last.
    Redo,
    /// Put a new item on the canvas, and select it. Without a place: in the middle of the view.
    Place(NewItem, Option<Point>),
    /// Lay out these items, or everything.
    LayOut(Option<BTreeSet<Id>>),
    /// Put a new item into a folded frame, and select it.
    PlaceInto(NewItem, Id),
    /// End the gesture on the card of a folded frame: what is dragged goes in, or back to where it was. With edits that give
    /// frames which grew on the way their outline back.
    Enter(Id, Entering, Vec<Edit>),
    /// Copy the selected items beside themselves, and select the copies.
    Duplicate,
    /// Put the selected items on the clipboard.
    Copy,
    /// Put the selected item on the clipboard for its properties: connections too.
    CopyProperties,
    /// Put a text from the clipboard onto the canvas, and select what it holds.
    Paste(String, PasteAt),
    /// Give the selected items the properties of the item in a text from the clipboard.
    PasteProperties(String),
}

/// Where items from the clipboard go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PasteAt {
    /// A little beside where they were.
    Beside,
    /// Where they were.
    InPlace,
    /// With their middle at this point of the canvas.
    Around(Point),
}

/// What the next text from the clipboard is for, where a menu or the command palette asked for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PasteHow {
    /// Items, put at the pointer.
    AtPointer,
    /// Items, put there.
    At(PasteAt),
    /// Properties for the selected items.
    Properties,
}

/// What is dragged out of the palette.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NewItem {
    /// A component of the kind of that name.
    Component(&'static str),
    /// A frame.
    Frame(ContainerKind),
}

/// A change of the selection.
#[derive(Clone, Debug, PartialEq)]
pub enum Select {
    /// This item alone.
    Only(Id),
    /// Add or take away this item.
    Toggle(Id),
    /// These items alone.
    These(BTreeSet<Id>),
    /// These items too.
    Add(BTreeSet<Id>),
    /// All components and connections.
    All,
    /// Nothing.
    Clear,
}

/// A change of what is shown.
#[derive(Clone, Debug, PartialEq)]
pub enum View {
    /// Take a tool.
    Tool(Tool),
    /// Colour the canvas by something.
    Overlay(Overlay),
    /// Look from here.
    Camera(Camera),
    /// The canvas has this size in points (told by the canvas when it changes).
    Viewport(Size),
    /// Zoom by a factor; the canvas point under `at` (points from the view's top left corner) stays where it is.
    ZoomBy {
        /// Factor on the zoom.
        factor: f32,
        /// Points from the top left corner of the view.
        at: Point,
    },
    /// Move the camera by points on screen: content follows the pointer.
    Pan {
        /// To the right.
        dx: f32,
        /// Down.
        dy: f32,
    },
    /// Show a scenario, or the base.
    Scenario(Option<Id>),
    /// Add the scenarios that vary a decision of the design.
    Elsewhere(Question),
    /// Zoom so that everything is visible.
    Fit,
    /// Zoom so that the selection is visible.
    FitSelection,
    /// 100 %, around the middle.
    Zoom100,
    /// Bring an item into view and select it, as from a list.
    Reveal(Id),
    /// Bring items into view and select them.
    RevealAll(BTreeSet<Id>),
    /// Ask something of the review.
    Review(Ask),
    /// Ask something of the compare view.
    Compare(compare::Ask),
    /// Open a tab of the bottom panel (and the panel).
    Panel(PanelTab),
    /// Open or fold the bottom panel.
    PanelOpen(bool),
    /// Open a tab of the left panel.
    Side(SideTab),
    /// Fold the palette to its icons, or unfold it.
    PaletteOpen(bool),
    /// Show or hide the inspector.
    InspectorOpen(bool),
    /// Palette at the right and inspector at the left, or as usual.
    SwapSides(bool),
    /// Results beside the drawing, or below it.
    PanelBeside(bool),
    /// Ask to edit the name of the selected item: in place on the canvas, where it can be seen.
    Rename,
    /// The canvas does not show the item: the inspector edits its name.
    RenameAside,
    /// The name is edited or the request is taken up.
    RenameTaken,
    /// Snap to the grid while dragging.
    Snap(bool),
    /// Show what the lines mean.
    Legend(bool),
    /// Show the small map where it is of use.
    Minimap(bool),
    /// Begin or end the presentation.
    Present(bool),
    /// Go on by this many stops of the presentation.
    PresentStep(i32),
    /// Ask for what is on the clipboard.
    PasteAsked(PasteHow),
    /// What was asked for has come.
    PasteTaken,
    /// Walk to the next area of the window, or with −1 to the one before.
    Area(isize),
    /// Cancel a long task, by its place in the list.
    CancelJob(usize),
    /// Work out one zone against several for what is selected.
    Zones,
    /// Show a dialog, or none.
    Dialog(Option<Dialog>),
    /// Work out what the quick fix of a finding does to the bill.
    PriceFix(FindingKey),
}

impl View {
    /// Whether it brings something of the drawing into view, which then must be seen.
    pub fn is_of_the_drawing(&self) -> bool {
        matches!(
            self,
            View::Reveal(_)
                | View::RevealAll(_)
                | View::Panel(_)
                | View::Present(true)
                | View::Fit
                | View::FitSelection
                | View::Overlay(_)
                | View::Tool(_)
        )
    }
}

/// What tells a finding from others of the same design: rule code and items.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FindingKey {
    /// Code of the rule.
    pub code: &'static str,
    /// The offending items.
    pub items: Vec<Id>,
}

/// The dialogs; one at a time.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    /// Commands, components and items by name (Ctrl+K).
    CommandPalette,
    /// Export the drawing.
    Export,
    /// There are unsaved changes; what happens after they are dealt with.
    Unsaved(AfterSaving),
    /// A file could not be opened or saved.
    Problem(Problem),
    /// Ask for a path where the desktop has no file dialog.
    Path(PathFor),
    /// Accept a finding, with the reason.
    Silence(FindingKey),
    /// All that is accepted, with the way to take it back.
    Silenced,
    /// Profile and thresholds of the review.
    ReviewSettings,
    /// Export the review.
    ExportReview,
    /// The keyboard shortcuts.
    Shortcuts,
    /// The folder with icons.
    Icons,
    /// Settings of the program.
    Settings,
    /// Search in the drawing.
    Find,
    /// Designs that a crash left behind.
    Recovery,
    /// Another program changed the file of a design with unsaved changes; the file as it is now.
    Outside(Box<Design>),
    /// The file is read-only; what happens after saving under another name.
    ReadOnly(PathBuf, Option<AfterSaving>),
    /// The file with the user's own prices.
    Prices,
    /// One zone against several.
    ZoneChoice,
}

/// What was going to happen when unsaved changes stood in the way.
#[derive(Clone, Debug, PartialEq)]
pub enum AfterSaving {
    /// Close the window.
    Quit,
    /// Close a tab.
    CloseTab(TabId),
}

/// What a path is asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum PathFor {
    /// Reading a design.
    Open,
    /// Reading a design to compare it.
    Compare,
    /// Writing the design, then doing something else.
    Save(Option<AfterSaving>),
    /// Writing a picture.
    Export(ExportRequest),
    /// Writing the review.
    Review(ReviewRequest),
    /// The folder with icons.
    Icons,
    /// The file with the user's own prices.
    Prices,
    /// Writing a chart.
    Chart(ChartRequest),
}

/// A chart to write or copy.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartRequest {
    /// The chart, as it is to be.
    pub layout: Arc<Layout>,
    /// Format.
    pub format: ExportFormat,
    /// What is added to the name of the file, lower case.
    pub name: &'static str,
}

/// The review as a file to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReviewRequest {
    /// Format.
    pub format: ReviewFormat,
    /// Language of the texts.
    pub language: Language,
}

/// A picture to write.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportRequest {
    /// Format: `svg` or `png`.
    pub format: ExportFormat,
    /// Pixels for a canvas unit (png).
    pub scale: f32,
    /// Dark colours.
    pub dark: bool,
    /// Language of the texts.
    pub language: Language,
    /// No background.
    pub transparent: bool,
}

/// Format of a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExportFormat {
    /// Scalable vector graphics.
    #[default]
    Svg,
    /// Pixels.
    Png,
}

impl ExportFormat {
    /// The extension of its files.
    pub fn extension(self) -> &'static str {
        match self {
            ExportFormat::Svg => "svg",
            ExportFormat::Png => "png",
        }
    }
}

/// Why a file could not be used, for the dialog.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Text key of the title.
    pub title: &'static str,
    /// The file.
    pub path: PathBuf,
    /// What is wrong, one entry for each mistake.
    pub details: Vec<ProblemDetail>,
}

/// One mistake in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct ProblemDetail {
    /// What is wrong.
    pub message: String,
    /// Line and column, from 1.
    pub place: Option<(usize, usize)>,
    /// The line of the file.
    pub source: String,
    /// What to do.
    pub help: String,
}

/// Opening, saving, exporting.
#[derive(Clone, Debug, PartialEq)]
pub enum FileAction {
    /// Start a new design in a tab.
    New,
    /// Choose a file to open.
    Open,
    /// Open this file in a tab, or show the tab that has it.
    OpenPath(PathBuf),
    /// Save to the design's own file, or choose one.
    Save,
    /// Choose a file to save to.
    SaveAs,
    /// Save to this file.
    SaveTo(PathBuf, Option<AfterSaving>),
    /// Save, then do something else.
    SaveThen(AfterSaving),
    /// Do it without saving.
    Discard(AfterSaving),
    /// Choose a file for a picture.
    Export(ExportRequest),
    /// Put a picture of the selection (of everything where nothing is selected) on the clipboard.
    CopyPicture(ExportFormat),
    /// Choose a file for the review.
    ExportReview(ReviewRequest),
    /// Write the review to this file.
    ExportReviewTo(ReviewRequest, PathBuf),
    /// Choose the folder with icons.
    ChooseIcons,
    /// Choose the file with the user's own prices.
    ChoosePrices,
    /// Write a picture to this file.
    ExportTo(ExportRequest, PathBuf),
    /// Choose a file for a chart.
    Chart(ChartRequest),
    /// Write a chart to this file.
    ChartTo(ChartRequest, PathBuf),
    /// Put a chart on the clipboard.
    CopyChart(ChartRequest),
    /// Start a design in this Region.
    Blank(String),
    /// Open a sample as a design of its own.
    OpenSample(&'static str),
    /// Take a file off the list of recent ones.
    ForgetRecent(PathBuf),
    /// Choose a file for a purpose.
    Ask(PathFor),
    /// The file as it is now takes the place of the design.
    Reload(Box<Design>),
    /// The design stays; the next save writes over the file as it is now.
    KeepMine(Box<Design>),
    /// The file as it is now opens in a tab of its own, beside the design.
    Compare(Box<Design>),
    /// Open a design that a crash left behind, by its place in the list.
    Recover(usize),
    /// Give up a design that a crash left behind.
    DropFound(usize),
    /// Close the window; asks about unsaved changes first.
    Quit,
}

/// A setting of the program, kept between runs.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    /// Light, dark or as the desktop.
    Theme(Theme),
    /// Theme, contrast and motion.
    Look(Look),
    /// Language of the interface.
    Language(Language),
    /// Scale of the interface, percent.
    Scale(u16),
    /// Units of flows.
    Units(Units),
    /// How often unsaved changes are kept.
    Autosave(Autosave),
    /// Show a hint of the tour, or none.
    Tour(Option<u8>),
    /// All settings as they were at first; lists of files and kinds stay.
    Reset,
    /// How connections are shown.
    Flow(Flow),
    /// Remember a rate: units of the currency for one US dollar.
    Rate(Currency, f64),
    /// Tell the user what was done (and an amount), with a way to undo it.
    Told(String, String),
    /// Take icons from this folder, or the built-in pictograms.
    IconFolder(Option<PathBuf>),
    /// The icons of the folder were read.
    IconsRead(IconsRead),
    /// Take the user's own prices from this file (again), or list prices only.
    OwnPrices(Option<PathBuf>),
    /// The file with the user's own prices was read.
    PricesRead(PricesRead),
    /// Tell the user the text of a key.
    Noted(&'static str),
    /// Put a kind among the favourites, or take it away.
    Favourite(NewItem, bool),
}

/// What a folder of icons holds.
#[derive(Clone, Debug, PartialEq)]
pub struct IconsRead {
    /// The folder.
    pub folder: PathBuf,
    /// Its icons, or why it cannot be read.
    pub icons: Result<IconSet, String>,
}

/// Collects the actions of a frame.
#[derive(Debug, Default)]
pub struct Actions {
    queue: Vec<Action>,
}

impl Actions {
    /// Adds an action.
    pub fn push(&mut self, action: Action) {
        self.queue.push(action);
    }
    /// Adds an edit with the label of a text key.
    pub fn edit(&mut self, edit: Edit, label: &'static str) {
        self.push(Action::Edit(EditAction::Apply {
            edit: Box::new(edit),
            label: label_of(label),
            merge: None,
        }));
    }
    /// Adds an edit with a label made at run time.
    pub fn push_labelled(&mut self, edit: Edit, label: Phrase) {
        self.push(Action::Edit(EditAction::Apply {
            edit: Box::new(edit),
            label,
            merge: None,
        }));
    }
    /// Adds an edit that joins the one before if both have the same `merge` text.
    pub fn edit_merged(&mut self, edit: Edit, label: &'static str, merge: impl Into<String>) {
        self.push(Action::Edit(EditAction::Apply {
            edit: Box::new(edit),
            label: label_of(label),
            merge: Some(merge.into()),
        }));
    }
    /// Begins a gesture with the label of a text key.
    pub fn begin(&mut self, label: &'static str) {
        self.push(Action::Edit(EditAction::Begin(label_of(label))));
    }
    /// Keeps what the gesture did.
    pub fn commit(&mut self) {
        self.push(Action::Edit(EditAction::Commit));
    }
    /// Takes back what the gesture did.
    pub fn bail(&mut self) {
        self.push(Action::Edit(EditAction::Bail));
    }
    /// Adds a change of the selection.
    pub fn select(&mut self, select: Select) {
        self.push(Action::Select(select));
    }
    /// Adds a change of the view.
    pub fn view(&mut self, view: View) {
        self.push(Action::View(view));
    }
    /// Adds something about files.
    pub fn file(&mut self, file: FileAction) {
        self.push(Action::File(file));
    }
    /// Adds a change of a setting.
    pub fn setting(&mut self, setting: Setting) {
        self.push(Action::Setting(setting));
    }
    /// Adds a change of the tabs.
    pub fn tab(&mut self, tab: TabAction) {
        self.push(Action::Tab(tab));
    }
    /// Whether a tab is asked for.
    pub fn has_tab(&self) -> bool {
        let mut queue = self.queue.iter();
        queue.any(|action| matches!(action, Action::Tab(_)))
    }
    /// Whether nothing was asked for.
    pub fn is_empty(&self) -> bool {
        self.queue.is_empty()
    }
    /// Takes all actions out, in order; what changes the tab comes last, since the others are meant for the design that
    /// was shown when they were asked for.
    pub fn take(&mut self) -> Vec<Action> {
        let mut queue = std::mem::take(&mut self.queue);
        queue.sort_by_key(|action| matches!(action, Action::Tab(_)));
        queue
    }
}

/// The label of a text key, in both languages.
pub fn label_of(key: &'static str) -> Phrase {
    Phrase::new(
        crate::text::get(Language::English, key),
        crate::text::get(Language::Korean, key),
    )
}
