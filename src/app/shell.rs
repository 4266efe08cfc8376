//! The whole window inside one `Ui`: bars, panels, canvas, and what happens between frames.

use super::action::Actions;
use super::canvas::{self, CanvasState};
use super::command;
use super::cx::Cx;
use super::state::State;
use super::theme;
use super::widgets::panel::{Extent, Side, panel};
use egui::{CentralPanel, Frame, Ui};
use std::path::PathBuf;
use std::time::Duration;

/// Time for working out quick fixes in one frame.
const FIX_BUDGET: Duration = Duration::from_millis(6);

/// The window's content.
pub struct Shell {
    /// What is drawn up and shown.
    pub state: State,
    /// What of the canvas is only on screen.
    pub canvas: CanvasState,
    look: Option<theme::Look>,
    _path: Option<PathBuf>,
}

impl Shell {
    /// A window over `state` that opens `path` first.
    pub fn new(state: State, path: Option<PathBuf>) -> Shell {
        Shell {
            state,
            canvas: CanvasState::default(),
            look: None,
            _path: path,
        }
    }

    /// Draws a frame and carries out what it asked for.
    pub fn ui(&mut self, ui: &mut Ui) {
        self.state.now = ui.ctx().input(|i| i.time);
        let look = self.state.prefs.look;
        if self.look.is_some_and(|before| before != look) {
            theme::apply(ui.ctx(), look);
        }
        self.look = Some(look);

        let mut out = Actions::default();
        command::shortcuts(ui.ctx(), &Cx::new(&self.state), &mut out);
        self.draw(ui, &mut out);
        let acted = !out.is_empty();
        for action in out.take() {
            self.state.apply(action);
        }
        if self.state.price_fixes(FIX_BUDGET) || acted {
            ui.ctx().request_repaint();
        }
    }

    fn draw(&mut self, ui: &mut Ui, out: &mut Actions) {
        let cx = Cx::new(&self.state);
        panel(ui, Side::Top, "top", Extent::Fixed(48.0), |_ui| {});
        panel(ui, Side::Bottom, "status", Extent::Fixed(24.0), |_ui| {});
        let palette = Extent::Range {
            start: 208.0,
            min: 168.0,
            max: 320.0,
        };
        panel(ui, Side::Left, "palette", palette, |_ui| {});
        let inspector = Extent::Range {
            start: 312.0,
            min: 280.0,
            max: 480.0,
        };
        panel(ui, Side::Right, "inspector", inspector, |_ui| {});
        panel(ui, Side::Top, "strip", Extent::Fixed(36.0), |_ui| {});
        let bottom = Extent::Range {
            start: 192.0,
            min: 120.0,
            max: 540.0,
        };
        panel(ui, Side::Bottom, "bottom", bottom, |_ui| {});
        CentralPanel::default().frame(Frame::NONE).show(ui, |ui| {
            canvas::ui(ui, &cx, &mut self.canvas, out);
        });
    }
}
