//! The whole window inside one `Ui`: bars, panels, canvas, and what happens between frames.

use super::action::{
    Action, Actions, Dialog, EditAction, FileAction, IconsRead, PathFor, Setting, View,
};
use super::bars;
use super::canvas::{self, CanvasState};
use super::command::{self, Command};
use super::compare::{self, CompareView};
use super::cx::Cx;
use super::dialogs::{self, DialogState};
use super::dock;
use super::files::{self, Answer, DesktopDialogs, FileDialogs};
use super::icons;
use super::inspector;
use super::jobs::{self, Ending, Progress};
use super::keeper::Keeper;
use super::palette::{self, PaletteState};
use super::panels::{self, PanelState};
use super::picture;
use super::state::{Effect, Offer, State};
use super::tabs::TabId;
use super::theme;
use super::tour;
use super::welcome::{self, WelcomeState};
use super::widgets::areas::{Area, Areas};
use super::widgets::panel::{self, Extent, Side};
use super::widgets::toast::Toasts;
use crate::scene::icons::IconSet;
use egui::{CentralPanel, Context, Frame, Ui, ViewportCommand};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

/// Time for working out quick fixes in one frame.
const FIX_BUDGET: Duration = Duration::from_millis(6);

/// Width of the window below which the palette shows icons only, unless the user unfolds it.
const RAIL_BELOW: f32 = 1300.0;
/// Width of the window from which panels are wider at first.
const WIDE: f32 = 1800.0;

/// The window's content.
pub struct Shell {
    /// What is drawn up and shown.
    pub state: State,
    /// What of the canvas is only on screen.
    pub canvas: CanvasState,
    palette: PaletteState,
    panels: PanelState,
    compare: CompareView,
    dialog: DialogState,
    files: Box<dyn FileDialogs>,
    toasts: Toasts<Offer>,
    look: Option<theme::Look>,
    path: Option<PathBuf>,
    title: String,
    closing: bool,
    typing: bool,
    icons_read: (Sender<IconsRead>, Receiver<IconsRead>),
    icons_shown: IconSet,
    welcome: WelcomeState,
    pub(super) areas: Areas,
    scale: u16,
    keeper: Option<Keeper>,
    /// The tab whose design the canvas shows.
    shown: TabId,
    /// The tab that a file dialog was opened for.
    asked: Option<TabId>,
}

impl Shell {
    /// A window over `state` that opens `path` first.
    pub fn new(state: State, path: Option<PathBuf>) -> Shell {
        Shell {
            state,
            canvas: CanvasState::default(),
            palette: PaletteState::default(),
            panels: PanelState::default(),
            compare: CompareView::default(),
            dialog: DialogState::default(),
            files: Box::new(DesktopDialogs::default()),
            toasts: Toasts::default(),
            look: None,
            path,
            title: String::new(),
            closing: false,
            typing: false,
            icons_read: channel(),
            icons_shown: IconSet::default(),
            welcome: WelcomeState::default(),
            areas: Areas::default(),
            scale: 100,
            keeper: None,
            shown: TabId::default(),
            asked: None,
        }
    }

    /// Keeps unsaved changes for recovery from now on, those of designs without a file in `folder`, and looks for those
    /// that a crash left behind.
    pub fn keep_in(&mut self, folder: PathBuf, ctx: &Context) {
        let ctx = ctx.clone();
        let keeper = Keeper::start(folder, move || ctx.request_repaint());
        let mut files = self.state.prefs.recent_files.clone();
        files.extend(self.path.clone());
        keeper.scan(files);
        self.keeper = Some(keeper);
    }

    /// Draws a frame and carries out what it asked for.
    pub fn ui(&mut self, ui: &mut Ui) {
        self.state.now = ui.ctx().input(|i| i.time);
        let look = self.state.prefs.look;
        if self.look.is_some_and(|before| before != look) {
            theme::apply(ui.ctx(), look);
        }
        self.look = Some(look);

        let scale = self.state.prefs.scale();
        if std::mem::replace(&mut self.scale, scale) != scale {
            ui.ctx().set_zoom_factor(f32::from(scale) / 100.0);
        }

        match self.path.take() {
            // The welcome screen shows how far it is.
            Some(path) if files::takes_long(&path) => {
                self.state.effects.push(Effect::Load(path));
            }
            Some(path) => files::load(&mut self.state, &path),
            None => {}
        }

        let mut out = Actions::default();
        self.take_in(ui.ctx(), &mut out);
        dock::cancel(ui.ctx());
        command::shortcuts(ui.ctx(), &Cx::new(&self.state), &mut out);
        if out.has_tab() {
            leave_text(ui.ctx());
        }
        self.draw(ui, &mut out);
        if !self.state.comparing.open {
            let drawing = self.canvas.drawing(self.state.view.camera);
            let cx = Cx::new(&self.state);
            tour::ui(ui.ctx(), &cx, &self.areas, drawing, &mut out);
        }
        self.areas.ring(ui.ctx());
        dialogs::show(ui.ctx(), &Cx::new(&self.state), &mut self.dialog, &mut out);
        match self.toasts.show(ui.ctx()) {
            Some(Offer::Undo) => out.push(Action::Edit(EditAction::Undo)),
            Some(Offer::Open(path)) => files::open_outside(&path),
            Some(Offer::Show(items)) => out.view(View::RevealAll(items)),
            None => {}
        }
        let acted = !out.is_empty();
        for action in out.take() {
            self.state.apply(action);
        }
        self.carry_out(ui.ctx());
        if let Some(keeper) = &mut self.keeper {
            keeper.follow(&self.state);
        }
        if self.shown != self.state.tabs.current() {
            self.shown = self.state.tabs.current();
            self.canvas = CanvasState::default();
            leave_text(ui.ctx());
            ui.ctx().request_repaint();
        }
        if self.state.price_fixes(FIX_BUDGET, wake(ui.ctx())) || acted {
            ui.ctx().request_repaint();
        }
    }

    /// What the window system reports: closing, dropped files, answers of file dialogs.
    fn take_in(&mut self, ctx: &Context, out: &mut Actions) {
        let (close, dropped) = ctx.input(|i| {
            let dropped = i
                .raw
                .dropped_files
                .iter()
                .map(|file| file.path().to_path_buf())
                .next();
            (i.viewport().close_requested(), dropped)
        });
        let waits = self.state.unsaved_tab().is_some() || self.state.is_saving();
        if close && waits && !self.closing {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            out.file(FileAction::Quit);
        }
        match dropped {
            Some(path) if self.state.comparing.open => {
                out.view(View::Compare(compare::Ask::AddFile(path)));
            }
            Some(path) => out.file(FileAction::OpenPath(path)),
            None => {}
        }
        let answer = self.files.poll();
        // What is saved is the design that the dialog was opened for.
        if let Some(tab) = answer.as_ref().and_then(|_| self.asked.take())
            && matches!(answer, Some(Answer::Chosen(_, _)))
        {
            self.state.show_tab(tab);
        }
        match answer {
            Some(Answer::Chosen(purpose, path)) => {
                out.push(dialogs::chosen_action(purpose, path));
            }
            Some(Answer::Unavailable(PathFor::Icons)) => {
                out.view(View::Dialog(Some(Dialog::Icons)));
            }
            Some(Answer::Unavailable(PathFor::Prices)) => {
                out.view(View::Dialog(Some(Dialog::Prices)));
            }
            Some(Answer::Unavailable(purpose)) => {
                out.view(View::Dialog(Some(Dialog::Path(purpose))));
            }
            Some(Answer::Cancelled) | None => {}
        }
        if let Some(keeper) = &self.keeper {
            for event in keeper.events() {
                self.state.on_kept(event);
            }
        }
        self.follow_jobs(ctx);
        let again: compare::Wake = std::sync::Arc::new(wake(ctx));
        self.state.settle_compare(&again);
        self.state.settle_outside();
        if let Some(wait) = self.state.follow_passes(wake(ctx)) {
            ctx.request_repaint_after(wait);
        }
        while let Ok(read) = self.icons_read.1.try_recv() {
            out.setting(Setting::IconsRead(read));
        }
    }

    /// Does what the state asked the outside for.
    fn carry_out(&mut self, ctx: &Context) {
        // Saving may lead on to another effect (closing, opening), hence the loop.
        while !self.state.effects.is_empty() {
            for effect in std::mem::take(&mut self.state.effects) {
                self.carry_out_one(ctx, effect);
            }
            ctx.request_repaint();
        }
        if self.icons_shown != self.state.icons.set {
            self.icons_shown = self.state.icons.set.clone();
            icons::install(ctx, self.icons_shown.clone());
        }
        for notice in std::mem::take(&mut self.state.notices) {
            let offer = notice.offer.map(|offer| {
                let key = match offer {
                    Offer::Undo => Command::Undo.key(),
                    Offer::Open(_) => "open-button",
                    Offer::Show(_) => "show-button",
                };
                let text = crate::text::get(self.state.prefs.language, key);
                (text.into_owned(), offer)
            });
            if notice.failed {
                self.toasts.failed(notice.text, offer);
            } else {
                self.toasts.done(notice.text, notice.strong, offer);
            }
            ctx.request_repaint();
        }
        for written in std::mem::take(&mut self.state.written) {
            let name = written.path.file_name().unwrap_or_default();
            let name = name.to_string_lossy().into_owned();
            let open = crate::text::get(self.state.prefs.language, "open-button").into_owned();
            let offer = Some((open, Offer::Open(written.path)));
            self.toasts.done(written.text, name, offer);
            ctx.request_repaint();
        }
        let title = self.window_title();
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    fn carry_out_one(&mut self, ctx: &Context, effect: Effect) {
        match effect {
            Effect::Copy(text) => ctx.copy_text(text),
            Effect::AskPath(purpose) => {
                self.asked.get_or_insert(self.state.tabs.current());
                let question = files::question(&self.state, purpose);
                self.files.ask(question, ctx);
            }
            Effect::Load(path) if files::takes_long(&path) => {
                let work = files::load_work(&path, self.state.catalogue);
                self.run_job(ctx, "job-open", &path, work);
            }
            Effect::Load(path) => files::load(&mut self.state, &path),
            Effect::Save(tab, path, then) => {
                if let Some(work) = self.state.save_work(tab, &path, then) {
                    let lost = State::save_lost(tab, &path);
                    let title = self.title_of("job-save", &path);
                    let jobs = &mut self.state.jobs;
                    jobs.start_awaited((title, false), wake(ctx), work, lost);
                }
            }
            Effect::Zones => {
                let work = self.state.zones_work();
                let title = crate::text::get(self.state.prefs.language, "job-zones");
                let (own, lost) = ((title.into_owned(), true), State::zones_lost());
                self.state.jobs.start_awaited(own, wake(ctx), work, lost);
            }
            Effect::Export(request, path) => {
                let work = files::export_work(&self.state, &request, &path);
                self.run_job(ctx, "job-export", &path, work);
            }
            Effect::ExportReview(request, path) => {
                let work = files::review_work(&self.state, request, &path);
                self.run_job(ctx, "job-export", &path, work);
            }
            Effect::ReadPrices(path) => files::read_prices(&mut self.state, &path),
            Effect::ReadIcons(folder) => {
                files::read_icons(folder, self.icons_read.0.clone(), ctx);
            }
            Effect::CopyPicture(format) => {
                let dark = theme::tokens_of(ctx).dark;
                let work = picture::copy_work(&self.state, format, dark, ctx);
                self.start_job(ctx, "job-copy", work);
            }
            Effect::Chart(chart, path) => {
                let work = files::chart_work(chart, &path);
                self.run_job(ctx, "job-export", &path, work);
            }
            Effect::CopyChart(chart) => {
                let work = picture::copy_chart_work(chart, ctx);
                self.start_job(ctx, "job-copy", work);
            }
            Effect::LayOut(items) => {
                let work = self.state.layout_work(items);
                self.start_job(ctx, "job-layout", work);
            }
            Effect::Vary(question) => {
                let work = self.state.vary_work(question);
                self.start_job(ctx, "job-vary", work);
            }
            Effect::FixAll(code) => {
                let work = self.state.fix_all_work(code);
                self.start_job(ctx, "job-fix-all", work);
            }
            Effect::RequestPaste => {
                ctx.send_viewport_cmd(ViewportCommand::RequestPaste);
            }
            Effect::FullScreen(on) => {
                ctx.send_viewport_cmd(ViewportCommand::Fullscreen(on));
            }
            Effect::Area(by) => self.areas.walk(ctx, by),
            Effect::Taken(tab, journal) => {
                if let Some(keeper) = &self.keeper {
                    keeper.taken(tab, journal);
                }
            }
            Effect::Forget(journal) => {
                if let Some(keeper) = &self.keeper {
                    keeper.forget(journal);
                }
            }
            Effect::Close => {
                self.closing = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }

    /// Starts a long task about a file.
    fn run_job(
        &mut self,
        ctx: &Context,
        key: &'static str,
        path: &Path,
        work: impl FnOnce(&Progress) -> Ending + Send + 'static,
    ) {
        let title = self.title_of(key, path);
        self.state.jobs.start(title, wake(ctx), work);
    }

    /// What a long task about a file is called.
    fn title_of(&self, key: &'static str, path: &Path) -> String {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        crate::text::format(self.state.prefs.language, key, &[("name", name.into())])
    }

    /// Starts a long task of that name.
    fn start_job(
        &mut self,
        ctx: &Context,
        key: &'static str,
        work: impl FnOnce(&Progress) -> Ending + Send + 'static,
    ) {
        let title = crate::text::get(self.state.prefs.language, key);
        self.state.jobs.start(title.into_owned(), wake(ctx), work);
    }

    /// Takes in what long tasks did, and keeps their progress moving.
    fn follow_jobs(&mut self, ctx: &Context) {
        for ending in self.state.jobs.done() {
            ending(&mut self.state);
        }
        if !self.state.jobs.is_empty() {
            ctx.request_repaint_after(jobs::QUIET);
        }
    }

    fn window_title(&self) -> String {
        let file = &self.state.file;
        let name = match self.state.tab_name() {
            name if name.is_empty() => {
                crate::text::get(self.state.prefs.language, "untitled").into_owned()
            }
            name => name,
        };
        let mark = if file.dirty { "• " } else { "" };
        format!("{mark}{name} – Skydraft")
    }

    fn draw(&mut self, ui: &mut Ui, out: &mut Actions) {
        let cx = Cx::new(&self.state);
        self.areas.clear();
        if cx.state.view.present.is_some() {
            CentralPanel::default().frame(Frame::NONE).show(ui, |ui| {
                canvas::ui(ui, &cx, &mut self.canvas, out);
            });
            return;
        }
        let window = ui.max_rect().size();
        // The field has let go of the keyboard by the time this frame draws. In a dialog Esc closes the dialog.
        let typing = self.typing && cx.state.view.dialog.is_none();
        self.typing = ui.ctx().text_edit_focused();
        if bars::tabs::shown(&cx) {
            let extent = Extent::Fixed(bars::tabs::HEIGHT);
            panel::panel(ui, Side::Top, "tabs", extent, |ui| {
                bars::tabs::ui(ui, &cx, out);
            });
        }
        if welcome::shown(&cx) {
            CentralPanel::default().frame(Frame::NONE).show(ui, |ui| {
                if typing {
                    take_escape(ui);
                }
                welcome::ui(ui, &cx, &mut self.welcome, out);
            });
            bars::status::floating(ui.ctx(), &cx, out);
            return;
        }
        let areas = &mut self.areas;
        // Room is taken from the outside in; areas are drawn in the order of reading, which Tab follows.
        let rect = panel::reserve(ui, Side::Top, "top", Extent::Fixed(48.0));
        areas.put(Area::Top, rect);
        panel::fill(ui, Side::Top, "top", rect, |ui| {
            areas.anchor(ui, Area::Top, &cx.text(Area::Top.key()));
            bars::top::ui(ui, &cx, out);
        });
        let status = panel::reserve(ui, Side::Bottom, "status", Extent::Fixed(24.0));
        if compare::shown(&cx) {
            let shown = CentralPanel::default().frame(Frame::NONE).show(ui, |ui| {
                areas.anchor(ui, Area::Canvas, &cx.text(Area::Canvas.key()));
                compare::ui(ui, &cx, &mut self.compare, out);
            });
            areas.put(Area::Canvas, shown.response.rect);
        } else {
            self.design_ui(ui, window, typing, out);
        }
        let cx = Cx::new(&self.state);
        panel::fill(ui, Side::Bottom, "status", status, |ui| {
            bars::status::ui(ui, &cx, out);
        });
    }

    /// Palette, drawing, inspector and results.
    fn design_ui(&mut self, ui: &mut Ui, window: egui::Vec2, typing: bool, out: &mut Actions) {
        let cx = Cx::new(&self.state);
        let areas = &mut self.areas;
        let view = &cx.state.view;
        let (left, right) = match view.sides_swapped {
            false => (Side::Left, Side::Right),
            true => (Side::Right, Side::Left),
        };
        let open = view.palette_open.unwrap_or(window.x >= RAIL_BELOW);
        let (palette_name, extent) = palette_extent(open, window);
        let mut edges = Vec::with_capacity(3);
        let palette = panel::reserve(ui, left, palette_name, extent);
        areas.put(Area::Palette, palette);
        edges.push((Area::Palette, left, palette_name, extent, palette));
        let inspector = (!view.inspector_hidden).then(|| {
            let start = if window.x >= WIDE { 360.0 } else { 312.0 };
            let extent = Extent::Range {
                start,
                min: 280.0,
                max: 480.0,
            };
            let rect = panel::reserve(ui, right, "inspector", extent);
            areas.put(Area::Inspector, rect);
            edges.push((Area::Inspector, right, "inspector", extent, rect));
            rect
        });
        let folded = view.panel_folded;
        let beside = view.panel_beside && !folded && window.x >= dock::BESIDE_FROM;
        let (side, results_name, extent) = if beside {
            (right, "results beside", BESIDE)
        } else {
            let (name, extent) = bottom_extent(folded, window);
            (Side::Bottom, name, extent)
        };
        let strip = |ui: &mut Ui| panel::reserve(ui, Side::Top, "strip", Extent::Fixed(36.0));
        // The strip spans the results below it, and stands beside them otherwise.
        let above = (!beside).then(|| strip(ui));
        let results = panel::reserve(ui, side, results_name, extent);
        areas.put(Area::Panel, results);
        edges.push((Area::Panel, side, results_name, extent, results));
        let strip = above.unwrap_or_else(|| strip(ui));

        panel::fill(ui, left, palette_name, palette, |ui| {
            areas.anchor(ui, Area::Palette, &cx.text(Area::Palette.key()));
            palette::ui(ui, &cx, &mut self.palette, !open, out);
        });
        panel::fill(ui, Side::Top, "strip", strip, |ui| {
            bars::strip::ui(ui, &cx, window.x, out);
        });
        let shown = CentralPanel::default().frame(Frame::NONE).show(ui, |ui| {
            // A field of the inspector still is to see the Esc that leaves it.
            let kept = typing.then(|| take_escape(ui));
            areas.anchor(ui, Area::Canvas, &cx.text(Area::Canvas.key()));
            canvas::ui(ui, &cx, &mut self.canvas, out);
            ui.input_mut(|i| i.events.extend(kept.into_iter().flatten()));
        });
        areas.put(Area::Canvas, shown.response.rect);
        if let Some(rect) = inspector {
            panel::fill(ui, right, "inspector", rect, |ui| {
                areas.anchor(ui, Area::Inspector, &cx.text(Area::Inspector.key()));
                inspector::ui(ui, &cx, out);
            });
        }
        panel::fill(ui, side, results_name, results, |ui| {
            areas.anchor(ui, Area::Panel, &cx.text(Area::Panel.key()));
            panels::ui(ui, &cx, &mut self.panels, out);
        });
        for (area, side, name, extent, rect) in edges {
            let label = cx.text_with("area-edge", "name", &*cx.text(area.key()));
            panel::edge(ui, side, name, extent, rect, &label);
        }
        palette::drag_preview(ui, &cx, self.canvas.shows_ghost());
        dock::ui(ui.ctx(), &cx, areas, window.x, out);
    }
}

/// Width of the results beside the drawing.
const BESIDE: Extent = Extent::Range {
    start: 600.0,
    min: 560.0,
    max: 900.0,
};

fn palette_extent(open: bool, window: egui::Vec2) -> (&'static str, Extent) {
    if !open {
        return ("palette rail", Extent::Fixed(palette::RAIL));
    }
    let wide = window.x >= WIDE;
    let extent = Extent::Range {
        start: if wide { 240.0 } else { palette::START },
        min: 168.0,
        max: 320.0,
    };
    ("palette", extent)
}

fn bottom_extent(folded: bool, window: egui::Vec2) -> (&'static str, Extent) {
    if folded {
        return ("bottom folded", Extent::Fixed(panels::FOLDED));
    }
    let start = match window.y {
        y if y >= 1000.0 => 264.0,
        y if y < 820.0 => 160.0,
        _ => 192.0,
    };
    let extent = Extent::Range {
        start,
        min: 120.0,
        max: (window.y * 0.6).max(160.0),
    };
    ("bottom", extent)
}

/// What wakes the window when a task is done.
fn wake(ctx: &Context) -> impl Fn() + Send + 'static {
    let ctx = ctx.clone();
    move || ctx.request_repaint()
}

/// The field that is being edited lets go: what it holds is meant for the design that is shown now.
fn leave_text(ctx: &Context) {
    ctx.memory_mut(|m| {
        if let Some(id) = m.focused() {
            m.surrender_focus(id);
        }
    });
}

/// Esc leaves the field that was being edited; it does not clear the selection as well. The presses that were taken away.
fn take_escape(ui: &Ui) -> Vec<egui::Event> {
    let is_escape = |event: &egui::Event| match event {
        egui::Event::Key { key, pressed, .. } => *key == egui::Key::Escape && *pressed,
        _ => false,
    };
    ui.input_mut(|i| {
        let taken = i.events.iter().filter(|event| is_escape(event));
        let taken: Vec<egui::Event> = taken.cloned().collect();
        i.events.retain(|event| !is_escape(event));
        taken
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::{AfterSaving, NewItem, Select};
    use crate::app::files::Question;
    use crate::app::state::{IconStatus, Prefs};
    use crate::app::tabs::TabAction;
    use crate::app::testing::{SAMPLE, harness, look_at, settle, wait_until};
    use crate::app::theme::Theme;
    use crate::app::view::PanelTab;
    use crate::model::{ContainerKind, Id, Language, Point};
    use crate::pricing::Catalogue;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;
    use std::cell::RefCell;
    use std::rc::Rc;

    fn shell(language: Language, path: Option<&str>) -> Shell {
        let prefs = Prefs {
            language,
            ..Prefs::default()
        };
        let state = State::new(Catalogue::embedded(), prefs);
        Shell::new(state, path.map(PathBuf::from))
    }
    fn window(size: [f32; 2], theme: Theme, shell: Shell) -> Harness<'static, Shell> {
        harness(size, theme, shell, |ui, shell| shell.ui(ui))
    }
    fn act(h: &mut Harness<'_, Shell>, action: Action) {
        h.state_mut().state.apply(action);
        h.run();
    }

    /// Pictures for a person to look at: `cargo test looks -- --ignored`, then `target/looks`.
    #[test]
    #[ignore = "draws pictures for a person to look at; the software renderer takes half a minute"]
    fn looks() {
        let cases = [
            ([1440.0, 900.0], Theme::Light, Language::English, "light"),
            ([1440.0, 900.0], Theme::Dark, Language::Korean, "dark-ko"),
            (
                [1280.0, 800.0],
                Theme::Light,
                Language::Korean,
                "light-ko-1280",
            ),
            (
                [1920.0, 1080.0],
                Theme::Dark,
                Language::English,
                "dark-1920",
            ),
            ([1280.0, 800.0], Theme::Dark, Language::English, "dark-1280"),
            (
                [1920.0, 1080.0],
                Theme::Light,
                Language::Korean,
                "light-ko-1920",
            ),
        ];
        for (i, (size, theme, language, name)) in cases.into_iter().enumerate() {
            let mut h = window(size, theme, shell(language, Some(SAMPLE)));
            look_at(&mut h, &format!("window-{name}"));
            let design = &h.state().state.design;
            let component = design.components.keys().nth(i).cloned();
            if let Some(id) = component {
                act(&mut h, Action::Select(Select::Only(id)));
            }
            let tab = [PanelTab::Cost, PanelTab::Charts][i % 2];
            act(&mut h, Action::View(View::Panel(tab)));
            look_at(&mut h, &format!("window-{name}-component"));
        }
        let icons = icon_folder();
        let mut h = window(
            [1280.0, 800.0],
            Theme::Light,
            shell(Language::English, Some(SAMPLE)),
        );
        let folder = Some(icons.path().to_path_buf());
        act_now(&mut h, Action::Setting(Setting::IconFolder(folder)));
        wait_for_icons(&mut h);
        look_at(&mut h, "window-icons");
        act(&mut h, Action::View(View::Dialog(Some(Dialog::Icons))));
        look_at(&mut h, "window-icons-dialog");
    }

    #[test]
    fn a_kind_is_found_placed_undone_and_redone_in_both_languages() {
        for (language, search, kind, undo) in [
            (
                Language::English,
                "Search the palette",
                "KMS",
                "Undo: Place",
            ),
            (Language::Korean, "팔레트 검색", "KMS", "실행 취소: 배치"),
        ] {
            let mut h = window([1440.0, 900.0], Theme::Light, shell(language, None));
            h.get_by_label(search).focus();
            h.run();
            h.get_by_label(search).type_text(kind);
            h.run();
            h.key_press(egui::Key::Enter);
            h.run();
            assert_eq!(h.state().state.design.components.len(), 1);
            assert!(h.state().state.selection.single().is_some());
            h.get_by_label(undo).click();
            h.run();
            assert!(h.state().state.design.components.is_empty());
        }
    }

    #[test]
    fn typing_in_a_field_does_not_delete_what_is_selected() {
        let mut h = window(
            [1440.0, 900.0],
            Theme::Light,
            shell(Language::English, None),
        );
        let item = NewItem::Component("kms_key");
        act(
            &mut h,
            Action::Edit(EditAction::Place(item, Some(Point::default()))),
        );
        h.get_by_label("Search the palette").focus();
        h.run();
        h.key_press(egui::Key::Backspace);
        h.key_press(egui::Key::Delete);
        h.run();
        assert_eq!(h.state().state.design.components.len(), 1);
        h.key_press(egui::Key::Escape);
        h.run();
        h.key_press(egui::Key::Delete);
        h.run();
        assert!(h.state().state.design.components.is_empty());
    }

    #[test]
    fn the_language_switch_renames_everything_at_once() {
        let mut h = window(
            [1440.0, 900.0],
            Theme::Light,
            shell(Language::English, None),
        );
        h.get_by_label("Components");
        h.get_by_label("한국어로 보기").click();
        h.run();
        h.get_by_label("컴포넌트");
        h.get_by_label("내보내기");
        h.get_by_label("Show in English").click();
        h.run();
        h.get_by_label("Components");
    }

    #[test]
    fn shift_c_opens_the_compare_view_and_goes_back() {
        let shell = shell(Language::English, Some(SAMPLE));
        let mut h = window([1440.0, 900.0], Theme::Light, shell);
        for key in [egui::Key::C, egui::Key::Escape] {
            press(&mut h, egui::Modifiers::SHIFT, egui::Key::C);
            assert!(h.state().state.comparing.open);
            let modifiers = match key {
                egui::Key::C => egui::Modifiers::SHIFT,
                _ => egui::Modifiers::NONE,
            };
            press(&mut h, modifiers, key);
            assert!(!h.state().state.comparing.open, "{key:?}");
        }
    }

    #[test]
    fn a_name_is_edited_in_the_inspector_where_the_canvas_does_not_show_it() {
        let mut h = window(
            [1440.0, 900.0],
            Theme::Light,
            shell(Language::English, None),
        );
        let item = NewItem::Frame(ContainerKind::Vpc);
        act(
            &mut h,
            Action::Edit(EditAction::Place(item, Some(Point::default()))),
        );
        let id = h.state().state.selection.single().cloned().unwrap();
        let away = View::Pan {
            dx: 9000.0,
            dy: 0.0,
        };
        act(&mut h, Action::View(away));
        h.key_press(egui::Key::F2);
        h.run();
        h.get_by_label("Name").type_text("-main");
        h.run();
        h.key_press(egui::Key::Enter);
        h.run();
        let name = h.state().state.name_of(&id);
        assert!(name.contains("-main"), "{name}");
    }

    #[test]
    fn an_idle_window_asks_for_no_frame() {
        let mut h = window(
            [1440.0, 900.0],
            Theme::Light,
            shell(Language::English, Some(SAMPLE)),
        );
        // `run` fails if the window still wants frames after its limit.
        h.run();
        let asks = h
            .output()
            .viewport_output
            .values()
            .any(|out| out.repaint_delay.is_zero());
        assert!(!asks);
    }

    /// Answers with a path that the test chose.
    struct Fake {
        asked: Rc<RefCell<Vec<Question>>>,
        path: PathBuf,
    }
    impl FileDialogs for Fake {
        fn ask(&mut self, question: Question, _ctx: &Context) {
            self.asked.borrow_mut().push(question);
        }
        fn poll(&mut self) -> Option<Answer> {
            let question = self.asked.borrow_mut().pop()?;
            Some(Answer::Chosen(question.purpose, self.path.clone()))
        }
    }

    #[test]
    fn unsaved_work_is_asked_about_saved_and_opened_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mine.ron");
        let mut shell = shell(Language::English, None);
        shell.files = Box::new(Fake {
            asked: Rc::default(),
            path: path.clone(),
        });
        let mut h = window([1440.0, 900.0], Theme::Light, shell);
        let item = NewItem::Frame(ContainerKind::Vpc);
        act(
            &mut h,
            Action::Edit(EditAction::Place(item, Some(Point::default()))),
        );
        let design = h.state().state.design.clone();
        let tab = h.state().state.tabs.current();
        h.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::W);
        h.run();
        assert_eq!(
            h.state().state.view.dialog,
            Some(Dialog::Unsaved(AfterSaving::CloseTab(tab)))
        );
        h.get_by_role_and_label(egui::accesskit::Role::Button, "Save")
            .click();
        settle(&mut h);
        assert!(path.exists());
        assert!(h.state().state.design.containers.is_empty());
        assert_eq!(h.state().state.tab_list().len(), 1);
        act_now(&mut h, Action::File(FileAction::OpenPath(path)));
        settle(&mut h);
        assert_eq!(h.state().state.design, design);
    }

    fn press(h: &mut Harness<'_, Shell>, modifiers: egui::Modifiers, key: egui::Key) {
        h.key_press_modifiers(modifiers, key);
        h.run_steps(6);
    }

    #[test]
    fn tabs_are_opened_walked_and_closed_by_keys_and_pointer_in_both_languages() {
        use egui::accesskit::Role;
        let ctrl = egui::Modifiers::COMMAND;
        for (language, untitled, close) in [
            (Language::English, "Untitled", "Close Untitled"),
            (Language::Korean, "제목 없음", "제목 없음 닫기"),
        ] {
            let mut h = window([1440.0, 900.0], Theme::Light, shell(language, Some(SAMPLE)));
            settle(&mut h);
            assert!(
                h.query_by_role_and_label(Role::Tab, "remember.ron")
                    .is_none(),
                "one design has no tabs"
            );
            let design = h.state().state.design.clone();
            press(&mut h, ctrl, egui::Key::T);
            assert!(h.state().state.design.components.is_empty());
            h.get_by_role_and_label(Role::Tab, "remember.ron").click();
            h.run_steps(6);
            assert_eq!(h.state().state.design, design);
            press(&mut h, ctrl, egui::Key::Tab);
            assert!(h.state().state.design.components.is_empty());
            press(&mut h, ctrl | egui::Modifiers::SHIFT, egui::Key::Tab);
            assert_eq!(h.state().state.design, design);
            h.get_by_label(untitled);
            h.get_by_label(close).click();
            h.run_steps(6);
            assert!(h.query_by_label(untitled).is_none());
            press(&mut h, ctrl, egui::Key::T);
            let tab = h.get_by_label(untitled).rect().left_center() + egui::vec2(20.0, 0.0);
            for pressed in [true, false] {
                h.event(egui::Event::PointerMoved(tab));
                h.event(egui::Event::PointerButton {
                    pos: tab,
                    button: egui::PointerButton::Middle,
                    pressed,
                    modifiers: egui::Modifiers::NONE,
                });
                h.run_steps(2);
            }
            assert_eq!(h.state().state.tab_list().len(), 1);
            assert_eq!(h.state().state.design, design);
        }
    }

    #[test]
    fn a_value_being_typed_belongs_to_the_tab_it_was_typed_in() {
        let mut h = window(
            [1440.0, 900.0],
            Theme::Light,
            shell(Language::English, None),
        );
        let item = NewItem::Frame(ContainerKind::Vpc);
        let place = Action::Edit(EditAction::Place(item, Some(Point::default())));
        act_now(&mut h, place.clone());
        let id = h.state().state.selection.single().cloned().unwrap();
        let first = h.state().state.tabs.current();
        act_now(&mut h, Action::Tab(TabAction::New));
        act_now(&mut h, place);
        assert_eq!(
            h.state().state.selection.single(),
            Some(&id),
            "both share an id"
        );
        press(&mut h, egui::Modifiers::NONE, egui::Key::F2);
        h.run_steps(4);
        h.event(egui::Event::Text("two".to_owned()));
        h.run_steps(2);
        press(&mut h, egui::Modifiers::COMMAND, egui::Key::Tab);
        assert_eq!(h.state().state.tabs.current(), first);
        assert!(!h.state().state.name_of(&id).contains("two"));
    }

    #[test]
    fn a_finding_is_silenced_for_a_reason_and_brought_back() {
        let mut h = window(
            [1920.0, 1080.0],
            Theme::Light,
            shell(Language::English, Some(SAMPLE)),
        );
        let open = |h: &Harness<'_, Shell>| h.state().state.report.review.open().count();
        let before = open(&h);
        h.get_all_by_label("More").next().unwrap().click();
        h.run();
        h.get_by_label("Silence…").click();
        h.run();
        h.get_by_role_and_label(egui::accesskit::Role::Button, "Silence")
            .click();
        h.run();
        assert_eq!(open(&h), before, "a reason is wanted");
        h.get_by_role_and_label(egui::accesskit::Role::TextInput, "Reason")
            .type_text("a test");
        h.run();
        h.key_press(egui::Key::Enter);
        h.run_steps(8);
        assert_eq!(h.state().state.view.dialog, None);
        assert_eq!(open(&h), before - 1);
        assert_eq!(h.state().state.design.silenced[0].reason, "a test");
        h.get_by_label("Silenced 1").click();
        h.run_steps(8);
        h.get_by_label("Unsilence").click();
        h.run_steps(8);
        assert_eq!(open(&h), before);
        assert!(h.state().state.design.silenced.is_empty());
        h.state_mut().state.apply(Action::Edit(EditAction::Undo));
        assert_eq!(open(&h), before - 1, "it is one step that can be undone");
    }

    #[test]
    fn a_desktop_without_dialogs_asks_for_a_path() {
        struct NoDialogs(Option<PathFor>);
        impl FileDialogs for NoDialogs {
            fn ask(&mut self, question: Question, _ctx: &Context) {
                self.0 = Some(question.purpose);
            }
            fn poll(&mut self) -> Option<Answer> {
                self.0.take().map(Answer::Unavailable)
            }
        }
        let mut shell = shell(Language::English, None);
        shell.files = Box::new(NoDialogs(None));
        let mut h = window([1440.0, 900.0], Theme::Light, shell);
        act_now(&mut h, Action::File(FileAction::Open));
        h.get_by_label("Path of the file").type_text(SAMPLE);
        h.run_steps(4);
        h.get_by_role_and_label(egui::accesskit::Role::Button, "Open")
            .click();
        // Quick fixes are priced a few at a time.
        h.run_steps(40);
        assert!(!h.state().state.design.components.is_empty());
    }

    #[test]
    fn the_command_palette_finds_and_runs() {
        let mut h = window(
            [1440.0, 900.0],
            Theme::Light,
            shell(Language::English, None),
        );
        h.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::K);
        h.run();
        assert_eq!(h.state().state.view.dialog, Some(Dialog::CommandPalette));
        for letter in ["dark", " theme"] {
            h.event(egui::Event::Text(letter.to_owned()));
            h.run();
        }
        h.key_press(egui::Key::Enter);
        h.run();
        assert_eq!(h.state().state.prefs.look.theme, Theme::Dark);
        assert_eq!(h.state().state.view.dialog, None);
    }

    #[test]
    fn the_page_of_every_item_of_the_sample_draws_in_both_languages() {
        for language in [Language::English, Language::Korean] {
            let mut h = window([1280.0, 800.0], Theme::Dark, shell(language, Some(SAMPLE)));
            let design = h.state().state.design.clone();
            let ids = design.components.keys().chain(design.containers.keys());
            let ids = ids
                .chain(design.connections.keys())
                .chain(design.security_groups.keys());
            let ids: Vec<Id> = ids.cloned().collect();
            for id in ids {
                h.state_mut()
                    .state
                    .apply(Action::Select(Select::Only(id.clone())));
                h.run_steps(2);
                let name = h.state().state.name_of(&id);
                assert!(
                    h.query_all_by_label_contains(&name).next().is_some(),
                    "{id}"
                );
            }
        }
    }

    /// A folder as AWS's package is unpacked, with a red icon for EC2.
    fn icon_folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let inner = "Architecture-Service-Icons_07312025/Arch_Compute/48";
        let inner = folder.path().join(inner);
        std::fs::create_dir_all(&inner).unwrap();
        let red = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 48 48\" width=\"48\" height=\"48\">\
                   <rect width=\"48\" height=\"48\" fill=\"#fe0102\"/></svg>";
        std::fs::write(inner.join("Arch_Amazon-EC2_48.svg"), red).unwrap();
        folder
    }
    /// The change of the total is fresh for a while: the window does not come to rest.
    fn act_now(h: &mut Harness<'_, Shell>, action: Action) {
        h.state_mut().state.apply(action);
        h.run_steps(4);
    }
    fn wait_for_icons(h: &mut Harness<'_, Shell>) {
        let read = |h: &Harness<'_, Shell>| h.state().state.icons.status != IconStatus::Reading;
        wait_until(h, "icons", read);
    }
    /// How many pixels of the window have the colour of the icon.
    fn red_pixels(h: &mut Harness<'_, Shell>) -> usize {
        let image = h.render().unwrap();
        image.pixels().filter(|p| p.0 == [254, 1, 2, 255]).count()
    }

    #[test]
    fn icons_of_a_folder_are_drawn_and_exported() {
        let icons = icon_folder();
        let mut h = window(
            [1440.0, 900.0],
            Theme::Light,
            shell(Language::English, None),
        );
        let item = NewItem::Component("instance");
        act_now(
            &mut h,
            Action::Edit(EditAction::Place(item, Some(Point::new(96.0, 96.0)))),
        );
        assert_eq!(red_pixels(&mut h), 0);
        let folder = Some(icons.path().to_path_buf());
        act_now(&mut h, Action::Setting(Setting::IconFolder(folder)));
        wait_for_icons(&mut h);
        let IconStatus::Found(kinds) = h.state().state.icons.status else {
            panic!("{:?}", h.state().state.icons.status);
        };
        assert!(kinds >= 1);
        // The tile's square alone is 32 x 32; the palette and the inspector show the icon too.
        let red = red_pixels(&mut h);
        assert!(red > 32 * 32, "{red}");

        let out = tempfile::tempdir().unwrap();
        let path = out.path().join("a.svg");
        let request = crate::app::action::ExportRequest {
            format: crate::app::action::ExportFormat::Svg,
            scale: 1.0,
            dark: false,
            language: Language::English,
            transparent: false,
        };
        let export = FileAction::ExportTo(request.clone(), path.clone());
        act_now(&mut h, Action::File(export));
        settle(&mut h);
        let embedded = "data:image/svg+xml;base64,";
        assert!(std::fs::read_to_string(&path).unwrap().contains(embedded));

        act_now(&mut h, Action::Setting(Setting::IconFolder(None)));
        assert_eq!(red_pixels(&mut h), 0, "kept shapes are drawn anew");
        act_now(
            &mut h,
            Action::File(FileAction::ExportTo(request, path.clone())),
        );
        settle(&mut h);
        assert!(!std::fs::read_to_string(&path).unwrap().contains(embedded));
    }

    #[test]
    fn a_folder_of_icons_is_typed_and_a_wrong_one_explained() {
        for (language, field, go, empty) in [
            (
                Language::English,
                "Folder with icons",
                "Use the folder",
                "This folder has no icon of any component",
            ),
            (
                Language::Korean,
                "아이콘 폴더",
                "폴더 사용",
                "이 폴더에는 컴포넌트 아이콘이 없습니다",
            ),
        ] {
            let nothing = tempfile::tempdir().unwrap();
            let mut h = window([1440.0, 900.0], Theme::Light, shell(language, None));
            act(&mut h, Action::View(View::Dialog(Some(Dialog::Icons))));
            let field = h.get_by_role_and_label(egui::accesskit::Role::TextInput, field);
            field.focus();
            field.type_text(&nothing.path().display().to_string());
            h.run();
            h.get_by_label(go).click();
            wait_for_icons(&mut h);
            h.get_by_label(empty);
            let missing = nothing.path().join("missing");
            act(
                &mut h,
                Action::Setting(Setting::IconFolder(Some(missing.clone()))),
            );
            wait_for_icons(&mut h);
            let status = &h.state().state.icons.status;
            assert!(matches!(status, IconStatus::Failed(_)), "{status:?}");
            assert_eq!(h.state().state.prefs.icon_folder, Some(missing));
            if language == Language::English {
                h.get_by_label_contains("The folder cannot be read");
            }
        }
    }
}
