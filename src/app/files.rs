//! Opening, saving and exporting: file dialogs off the drawing thread, and the disk behind [`crate::io`].

use super::action::{
    Action, ChartRequest, ExportFormat, ExportRequest, IconsRead, PathFor, Problem, ProblemDetail,
    ReviewRequest, Setting,
};
use super::jobs::{Ending, Progress};
use super::own_prices::PricesRead;
use super::passes::Foreseen;
use super::state::{Notice, State, Written};
use crate::analysis;
use crate::analysis::review::ReviewCx;
use crate::chart;
use crate::diag::Diagnostic;
use crate::io::export::{self, ExportOptions, icons};
use crate::io::file;
use crate::io::prices;
use crate::io::review::{self, Choice, Format, Origin, Problems};
use crate::io::ron;
use crate::io::terraform::{self, Imported};
use crate::model::Design;
use crate::pricing::Catalogue;
use crate::scene::layout;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::time::{Duration, Instant};

/// A dialog that answers nothing within this time was never shown.
const NO_DIALOG: Duration = Duration::from_millis(50);

/// Pixels for a point of an exported chart.
pub const CHART_SCALE: f32 = 2.0;

/// Files larger than this are read on a thread of their own, bytes.
const LARGE: u64 = 1_000_000;

/// What a dialog is opened with.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// What the path is for.
    pub purpose: PathFor,
    /// Title of the dialog.
    pub title: String,
    /// Name of the sort of files.
    pub filter: String,
    /// Extension of the files.
    pub extension: &'static str,
    /// Proposed file name; empty when opening.
    pub name: String,
    /// Folder to begin in.
    pub folder: Option<PathBuf>,
}

/// What came of a dialog.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// A path was chosen.
    Chosen(PathFor, PathBuf),
    /// The user changed their mind.
    Cancelled,
    /// The desktop has no file dialog.
    Unavailable(PathFor),
}

/// Lets the user choose files. One dialog at a time.
pub trait FileDialogs {
    /// Shows a dialog; nothing while another one is open. `ctx` is woken when there is an answer.
    fn ask(&mut self, question: Question, ctx: &egui::Context);
    /// The answer, once.
    fn poll(&mut self) -> Option<Answer>;
}

/// The path that was chosen, and how long that took.
type Outcome = (Option<PathBuf>, Duration);

/// The dialogs of the desktop.
#[derive(Default)]
pub struct DesktopDialogs {
    open: Option<(PathFor, Receiver<Outcome>)>,
}

impl FileDialogs for DesktopDialogs {
    fn ask(&mut self, question: Question, ctx: &egui::Context) {
        if self.open.is_some() {
            return;
        }
        let (sender, receiver) = channel();
        self.open = Some((question.purpose.clone(), receiver));
        let ctx = ctx.clone();
        std::thread::spawn(move || {
            let start = Instant::now();
            let mut dialog = rfd::FileDialog::new().set_title(&question.title);
            if matches!(question.purpose, PathFor::Open | PathFor::Compare) {
                dialog = dialog.add_filter(&question.filter, &[question.extension, "json"]);
            } else if question.purpose != PathFor::Icons {
                dialog = dialog.add_filter(&question.filter, &[question.extension]);
            }
            if let Some(folder) = &question.folder {
                dialog = dialog.set_directory(folder);
            }
            if !question.name.is_empty() {
                dialog = dialog.set_file_name(&question.name);
            }
            let path = match question.purpose {
                PathFor::Open | PathFor::Compare | PathFor::Prices => dialog.pick_file(),
                PathFor::Icons => dialog.pick_folder(),
                PathFor::Save(_) | PathFor::Export(_) | PathFor::Review(_) | PathFor::Chart(_) => {
                    dialog.save_file()
                }
            };
            // The window may be gone by now.
            let _ = sender.send((path, start.elapsed()));
            ctx.request_repaint();
        });
    }

    fn poll(&mut self) -> Option<Answer> {
        let (purpose, receiver) = self.open.as_ref()?;
        let answer = match receiver.try_recv() {
            Ok((Some(path), _)) => Answer::Chosen(purpose.clone(), path),
            Ok((None, took)) if took < NO_DIALOG => Answer::Unavailable(purpose.clone()),
            Ok((None, _)) => Answer::Cancelled,
            Err(TryRecvError::Empty) => return None,
            Err(TryRecvError::Disconnected) => Answer::Unavailable(purpose.clone()),
        };
        self.open = None;
        Some(answer)
    }
}

/// What a dialog for `purpose` is opened with.
pub fn question(state: &State, purpose: PathFor) -> Question {
    let text = |key| crate::text::get(state.prefs.language, key).into_owned();
    let (title, extension) = match &purpose {
        PathFor::Open => (text("dialog-open"), "ron"),
        PathFor::Compare => (text("dialog-compare"), "ron"),
        PathFor::Save(_) => (text("dialog-save"), "ron"),
        PathFor::Export(request) => (text("dialog-export"), request.format.extension()),
        PathFor::Review(request) => (text("dialog-review"), request.format.extension()),
        PathFor::Chart(chart) => (text("dialog-chart"), chart.format.extension()),
        PathFor::Icons => (text("cmd-icons"), ""),
        PathFor::Prices => (text("own-prices"), "ron"),
    };
    let filter = match &purpose {
        PathFor::Export(request) => request.format.extension().to_uppercase(),
        PathFor::Prices => text("own-prices"),
        PathFor::Review(request) => request.format.extension().to_uppercase(),
        PathFor::Chart(chart) => chart.format.extension().to_uppercase(),
        _ => text("dialog-designs"),
    };
    let name = match &purpose {
        PathFor::Open | PathFor::Compare | PathFor::Icons | PathFor::Prices => String::new(),
        PathFor::Review(_) => format!("{}-review.{extension}", stem(state)),
        PathFor::Chart(chart) => format!("{}-{}.{extension}", stem(state), chart.name),
        _ => format!("{}.{extension}", stem(state)),
    };
    let path = state
        .file
        .path
        .as_ref()
        .or(state.prefs.recent_files.first());
    let mut folder = path.and_then(|path| path.parent()).map(Path::to_path_buf);
    if purpose == PathFor::Icons && state.prefs.icon_folder.is_some() {
        folder.clone_from(&state.prefs.icon_folder);
    }
    let prices = state.prefs.own_prices.as_ref();
    if let (PathFor::Prices, Some(own)) = (&purpose, prices.and_then(|path| path.parent())) {
        folder = Some(own.to_path_buf());
    }
    Question {
        purpose,
        title,
        filter,
        extension,
        name,
        folder: folder.filter(|folder| !folder.as_os_str().is_empty()),
    }
}

/// File name without extension: of the file, else the design's title.
fn stem(state: &State) -> String {
    let own = state.file.path.as_ref().and_then(|path| path.file_stem());
    if let Some(stem) = own {
        return stem.to_string_lossy().into_owned();
    }
    let name: String = state
        .design
        .name
        .get(state.prefs.language)
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || "-_ ".contains(c) {
                c
            } else {
                '-'
            }
        })
        .collect();
    match name.trim() {
        "" => "design".to_owned(),
        name => name.replace(' ', "-").to_lowercase(),
    }
}

/// Reads the icons of a folder on a thread of its own: a wrong folder may be large. `ctx` is woken when they are there.
pub fn read_icons(folder: PathBuf, answer: Sender<IconsRead>, ctx: &egui::Context) {
    let ctx = ctx.clone();
    std::thread::spawn(move || {
        let icons = icons::load(&folder).map_err(|error| error.to_string());
        // The window may be gone by now.
        let _ = answer.send(IconsRead { folder, icons });
        ctx.request_repaint();
    });
}

/// Reads the user's own prices and prices the design with them; what is wrong with the file is kept for the dialog.
pub fn read_prices(state: &mut State, path: &Path) {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let prices = match file::load(path) {
        Err(error) => Err(vec![plain(error.to_string())]),
        Ok(bytes) => {
            let text = String::from_utf8_lossy(&bytes);
            let text = text.trim_start_matches('\u{feff}');
            prices::read(text, &name, state.catalogue)
                .map_err(|wrong| wrong.iter().map(|d| detail(d, text)).collect())
        }
    };
    let path = path.to_path_buf();
    let read = PricesRead { path, prices };
    state.apply(Action::Setting(Setting::PricesRead(read)));
}

/// The path with an extension, if it has none.
pub fn with_extension(path: &Path, extension: &str) -> PathBuf {
    if path.extension().is_some() {
        path.to_path_buf()
    } else {
        path.with_extension(extension)
    }
}

/// Reads a design and makes it the open one; what is wrong with it is shown instead.
pub fn load(state: &mut State, path: &Path) {
    // Taken before reading: what changes in between is noticed.
    let stamp = file::stamp(path);
    match read(path) {
        Ok((design, warnings)) => loaded(state, design, &warnings, path, stamp),
        Err(problem) => state.failed(problem),
    }
}

fn loaded(
    state: &mut State,
    design: Design,
    warnings: &[Diagnostic],
    path: &Path,
    stamp: Option<file::Stamp>,
) {
    state.opened(design, Some(path.to_path_buf()));
    state.file.stamp = stamp;
    state.file.read_only = file::is_read_only(path);
    for warning in warnings.iter().take(3) {
        state.tell(Notice::failed(warning.message.clone()));
    }
}

/// The design of a file and what is odd about it, or what is wrong with it.
pub(super) fn read(path: &Path) -> Result<(Design, Vec<Diagnostic>), Problem> {
    let problem = |details| Problem {
        title: "problem-open",
        path: path.to_path_buf(),
        details,
    };
    let bytes = file::load(path).map_err(|error| problem(vec![plain(error.to_string())]))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    match ron::read_bytes(&bytes, &name) {
        Ok(read) => Ok((read.design, read.warnings)),
        Err(diagnostics) => {
            let text = String::from_utf8_lossy(&bytes);
            Err(problem(
                diagnostics.iter().map(|d| detail(d, &text)).collect(),
            ))
        }
    }
}

pub(super) fn plain(message: String) -> ProblemDetail {
    ProblemDetail {
        message,
        place: None,
        source: String::new(),
        help: String::new(),
    }
}

fn detail(diagnostic: &Diagnostic, text: &str) -> ProblemDetail {
    let place = diagnostic.location.as_ref().map(|at| (at.line, at.column));
    let line = place.and_then(|(line, _)| text.lines().nth(line.saturating_sub(1)));
    let source: String = line.unwrap_or_default().trim().chars().take(160).collect();
    let help = diagnostic.help.as_ref().or(diagnostic.label.as_ref());
    ProblemDetail {
        message: diagnostic.message.clone(),
        place,
        source,
        help: help.cloned().unwrap_or_default(),
    }
}

/// Writes the design, here and now.
#[cfg(test)]
pub fn save(state: &mut State, path: &Path, then: Option<super::action::AfterSaving>) {
    let work = state.save_work(state.tabs.current(), path, then);
    if let Some(work) = work {
        work(&Progress::default())(state);
    }
}

/// Writes a picture of the design, here and now.
pub fn export(state: &mut State, request: &ExportRequest, path: &Path) {
    let work = export_work(state, request, path);
    work(&Progress::default())(state);
}

/// Writing a picture of the design as it is now, as a task for a thread of its own.
pub fn export_work(
    state: &State,
    request: &ExportRequest,
    path: &Path,
) -> impl FnOnce(&Progress) -> Ending + Send + use<> {
    let path = with_extension(path, request.format.extension());
    let options = ExportOptions {
        scale: request.scale,
        dark: request.dark,
        language: request.language,
        money: state.money(),
        labels: state.prefs.flow.labels,
        transparent: request.transparent,
        icons: state.icons.set.clone(),
        ..ExportOptions::new(request.format.extension())
    };
    let (design, report) = (state.design.clone(), state.report.clone());
    writing(path, "problem-export", move || {
        export::export(&design, &report, &options).map_err(|error| error.to_string())
    })
}

/// Makes the bytes of an export and writes them, and tells how that ended; `problem`: title of the message if it failed.
fn writing(
    path: PathBuf,
    problem: &'static str,
    make: impl FnOnce() -> Result<Vec<u8>, String> + Send,
) -> impl FnOnce(&Progress) -> Ending + Send {
    move |progress| {
        let result = make().and_then(|bytes| {
            // A cancelled export leaves no file behind.
            if progress.is_cancelled() {
                return Ok(());
            }
            file::save(&path, &bytes).map_err(|error| error.to_string())
        });
        Box::new(move |state| match result {
            Ok(()) => {
                let text = crate::text::get(state.prefs.language, "exported").into_owned();
                state.written.push(Written { text, path });
            }
            Err(error) => state.failed(Problem {
                title: problem,
                path,
                details: vec![plain(error)],
            }),
        })
    }
}

/// Writing a chart, as a task for a thread of its own.
pub fn chart_work(
    chart: ChartRequest,
    path: &Path,
) -> impl FnOnce(&Progress) -> Ending + Send + use<> {
    let path = with_extension(path, chart.format.extension());
    writing(path, "problem-chart", move || {
        let bytes = match chart.format {
            ExportFormat::Svg => chart::svg(&chart.layout).map(String::into_bytes),
            ExportFormat::Png => chart::png(&chart.layout, CHART_SCALE),
        };
        bytes.map_err(|error| error.to_string())
    })
}

/// Whether reading the file takes long enough for a thread of its own: large files and Terraform plans.
pub fn takes_long(path: &Path) -> bool {
    let json = path
        .extension()
        .is_some_and(|extension| extension == "json");
    json || std::fs::metadata(path).is_ok_and(|meta| meta.len() > LARGE)
}

/// Reading a design or a Terraform plan, as a task for a thread of its own.
pub fn load_work(
    path: &Path,
    catalogue: &'static Catalogue,
) -> impl FnOnce(&Progress) -> Ending + Send + use<> {
    let path = path.to_path_buf();
    move |_| {
        let stamp = file::stamp(&path);
        let plan = import(&path, catalogue);
        let read = if plan.is_some() {
            None
        } else {
            Some(read(&path))
        };
        let design = match (&plan, &read) {
            (Some(Ok(plan)), _) => Some(&plan.design),
            (_, Some(Ok((design, _)))) => Some(design),
            _ => None,
        };
        let foreseen = design.map(|design| Foreseen::of(design, catalogue));
        Box::new(move |state| {
            if let Some(foreseen) = foreseen {
                state.foresee(foreseen);
            }
            match (plan, read) {
                (Some(Ok(plan)), _) => imported(state, &path, *plan),
                (Some(Err(problem)), _) | (_, Some(Err(problem))) => state.failed(problem),
                (_, Some(Ok((design, warnings)))) => loaded(state, design, &warnings, &path, stamp),
                (None, None) => {}
            }
        })
    }
}

/// The design of a file of either sort, for looking at without opening it.
pub(super) fn peek(path: &Path, catalogue: &Catalogue) -> Result<Design, Problem> {
    match import(path, catalogue) {
        Some(plan) => plan.map(|plan| plan.design),
        None => read(path).map(|(design, _)| design),
    }
}

/// The design of a Terraform plan; none if the file is something else.
fn import(path: &Path, catalogue: &Catalogue) -> Option<Result<Box<Imported>, Problem>> {
    let bytes = file::load(path).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    if !terraform::is_plan(&text) {
        return None;
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let plan = terraform::Source {
        name: &name,
        text: &text,
    };
    let usage = terraform::UsageFile::default();
    let region = terraform::DEFAULT_REGION;
    let plan = terraform::read(plan, &usage, "", region, catalogue).map(|mut plan| {
        // A plan says nothing of places.
        plan.design = layout::arranged(&plan.design);
        Box::new(plan)
    });
    Some(plan.map_err(|diagnostics| Problem {
        title: "problem-import",
        path: path.to_path_buf(),
        details: diagnostics.iter().map(|d| detail(d, &text)).collect(),
    }))
}

fn imported(state: &mut State, path: &Path, plan: Imported) {
    let left: usize = plan.unmapped.values().sum::<usize>() + plan.refused.len();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    state.opened(plan.design, None);
    state.file.title = Some(name.into_owned());
    let language = state.prefs.language;
    let text = crate::text::format(
        language,
        if left == 0 {
            "imported"
        } else {
            "imported-without"
        },
        &[("count", left.into())],
    );
    state.tell(Notice {
        failed: left > 0,
        ..Notice::said(text)
    });
}

/// Opens a file with the program that the desktop has for it.
pub fn open_outside(path: &Path) {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    // Without such a program there is nothing to open it with; the file is there all the same.
    if let Ok(mut child) = std::process::Command::new(program).arg(path).spawn() {
        std::thread::spawn(move || {
            let _ = child.wait();
        });
    }
}

/// Writing the review (the same bytes as `skydraft check` on the saved design), as a task for a thread of its own.
pub fn review_work(
    state: &State,
    request: ReviewRequest,
    path: &Path,
) -> impl FnOnce(&Progress) -> Ending + Send + use<> {
    let path = with_extension(path, request.format.extension());
    let file = match &state.file.path {
        Some(path) => path.display().to_string(),
        None => format!("{}.ron", stem(state)),
    };
    let (design, catalogue) = (state.design.clone(), state.catalogue);
    writing(path, "problem-review", move || {
        review_of(&design, catalogue, &file, request).map(String::into_bytes)
    })
}

fn review_of(
    design: &Design,
    catalogue: &Catalogue,
    file: &str,
    request: ReviewRequest,
) -> Result<String, String> {
    // Places are those of the design as it would be saved.
    let places = match request.format {
        Format::Sarif => ron::places(&ron::write(design), file),
        _ => BTreeMap::new(),
    };
    let origin = Origin {
        file,
        address: &|id| id.as_str(),
        places: &places,
    };
    let report = analysis::analyse(design, catalogue);
    let cx = ReviewCx::of(design, catalogue, &report);
    let choice = Choice {
        profile: design.settings.review_profile,
        language: request.language,
        ..Choice::default()
    };
    let checked = review::checked(cx, &report, origin, &choice);
    let problems = Problems::of(&cx);
    review::write(&checked, &problems, origin, request.format).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::{Dialog, EditAction, NewItem};
    use crate::app::state::Prefs;
    use crate::model::{ContainerKind, Point};

    fn state() -> State {
        State::new(Catalogue::embedded(), Prefs::default())
    }

    #[test]
    fn what_is_saved_is_what_is_opened() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let mut one = state();
        one.apply(Action::Edit(EditAction::Place(
            NewItem::Frame(ContainerKind::Vpc),
            Some(Point::new(8.0, 16.0)),
        )));
        save(&mut one, &path, None);
        assert!(!one.file.dirty);
        let path = folder.path().join("a.ron");
        assert_eq!(one.file.path.as_deref(), Some(&*path));
        let mut other = state();
        load(&mut other, &path);
        assert_eq!(other.design, one.design);
        let before = std::fs::read(&path).unwrap();
        save(&mut other, &path, None);
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }

    #[test]
    fn a_broken_file_is_explained_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("broken.ron");
        std::fs::write(&path, "(\n  name: \"x\",\n  nonsense: 1,\n)\n").unwrap();
        let mut state = state();
        let design = state.design.clone();
        load(&mut state, &path);
        assert_eq!(state.design, design);
        assert_eq!(state.file.path, None, "nothing can be saved over it");
        let Some(Dialog::Problem(problem)) = &state.view.dialog else {
            panic!("no dialog");
        };
        assert_eq!(problem.details[0].place.map(|(line, _)| line), Some(3));
        assert!(problem.details[0].source.contains("nonsense"));
    }

    #[test]
    fn a_missing_file_and_an_unwritable_folder_are_explained() {
        let mut state = state();
        load(&mut state, Path::new("/no/such/file.ron"));
        assert!(matches!(state.view.dialog, Some(Dialog::Problem(_))));
        state.view.dialog = None;
        save(&mut state, Path::new("/no/such/file.ron"), None);
        assert!(matches!(state.view.dialog, Some(Dialog::Problem(_))));
        assert_eq!(state.file.path, None);
    }

    #[test]
    fn an_export_is_a_picture_at_the_chosen_scale() {
        let folder = tempfile::tempdir().unwrap();
        let mut state = state();
        state.apply(Action::Edit(EditAction::Place(
            NewItem::Frame(ContainerKind::Vpc),
            Some(Point::new(0.0, 0.0)),
        )));
        let mut width = [0, 0];
        for (i, scale) in [1.0, 2.0].into_iter().enumerate() {
            let request = ExportRequest {
                format: crate::app::action::ExportFormat::Png,
                scale,
                dark: true,
                language: crate::model::Language::Korean,
                transparent: false,
            };
            let path = folder.path().join(format!("p{scale}.png"));
            super::export(&mut state, &request, &path);
            width[i] = image::open(&path).unwrap().width();
        }
        assert!(width[1].abs_diff(width[0] * 2) <= 2, "{width:?}");
        assert_eq!(state.written.len(), 2);
    }

    #[test]
    fn the_proposed_name_comes_from_the_title() {
        let mut state = state();
        state.design.name = "Shop: two zones".into();
        assert_eq!(
            question(&state, PathFor::Save(None)).name,
            "shop--two-zones.ron"
        );
        state.design.name = "".into();
        assert_eq!(question(&state, PathFor::Save(None)).name, "design.ron");
    }
}
