//! The whole window inside one `Ui`: bars, panels, canvas, and what happens between frames.

use super::action::Actions;
use super::bars;
use super::canvas::{self, CanvasState};
use super::command;
use super::cx::Cx;
use super::inspector;
use super::palette::{self, PaletteState};
use super::panels::{self, PanelState};
use super::state::State;
use super::theme;
use super::widgets::panel::{Extent, Side, panel};
use egui::{CentralPanel, Frame, Ui};
use std::path::PathBuf;
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
    look: Option<theme::Look>,
    _path: Option<PathBuf>,
}

impl Shell {
    /// A window over `state` that opens `path` first.
    pub fn new(state: State, path: Option<PathBuf>) -> Shell {
        Shell {
            state,
            canvas: CanvasState::default(),
            palette: PaletteState::default(),
            panels: PanelState::default(),
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
        let window = ui.max_rect().size();
        panel(ui, Side::Top, "top", Extent::Fixed(48.0), |ui| {
            bars::top::ui(ui, &cx, out);
        });
        panel(ui, Side::Bottom, "status", Extent::Fixed(24.0), |ui| {
            bars::status::ui(ui, &cx, out);
        });
        let open = cx.state.view.palette_open.unwrap_or(window.x >= RAIL_BELOW);
        let (name, extent) = if open {
            let start = if window.x >= WIDE { 240.0 } else { 208.0 };
            (
                "palette",
                Extent::Range {
                    start,
                    min: 168.0,
                    max: 320.0,
                },
            )
        } else {
            ("palette rail", Extent::Fixed(palette::RAIL))
        };
        panel(ui, Side::Left, name, extent, |ui| {
            palette::ui(ui, &cx, &mut self.palette, !open, out);
        });
        if !cx.state.view.inspector_hidden {
            let start = if window.x >= WIDE { 360.0 } else { 312.0 };
            let extent = Extent::Range {
                start,
                min: 280.0,
                max: 480.0,
            };
            panel(ui, Side::Right, "inspector", extent, |ui| {
                inspector::ui(ui, &cx, out);
            });
        }
        panel(ui, Side::Top, "strip", Extent::Fixed(36.0), |ui| {
            bars::strip::ui(ui, &cx, window.x < bars::top::TOOLS_IN_STRIP, out);
        });
        let (name, bottom) = if cx.state.view.panel_folded {
            ("bottom folded", Extent::Fixed(panels::FOLDED))
        } else {
            let start = match window.y {
                y if y >= 1000.0 => 264.0,
                y if y < 820.0 => 160.0,
                _ => 192.0,
            };
            let max = (window.y * 0.6).max(160.0);
            (
                "bottom",
                Extent::Range {
                    start,
                    min: 120.0,
                    max,
                },
            )
        };
        panel(ui, Side::Bottom, name, bottom, |ui| {
            panels::ui(ui, &cx, &mut self.panels, out);
        });
        CentralPanel::default().frame(Frame::NONE).show(ui, |ui| {
            canvas::ui(ui, &cx, &mut self.canvas, out);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::state::{Prefs, State};
    use crate::app::testing::{harness, look_at};
    use crate::app::theme::Theme;
    use crate::model::Language;
    use crate::pricing::Catalogue;

    fn shell(language: Language) -> Shell {
        let prefs = Prefs {
            language,
            ..Prefs::default()
        };
        Shell::new(State::new(Catalogue::embedded(), prefs), None)
    }

    #[test]
    fn look() {
        for (size, theme, language, name) in [
            (
                [1440.0, 900.0],
                Theme::Light,
                Language::English,
                "window-light",
            ),
            (
                [1280.0, 800.0],
                Theme::Dark,
                Language::Korean,
                "window-dark-ko-1280",
            ),
        ] {
            let mut h = harness(size, theme, shell(language), |ui, shell| shell.ui(ui));
            look_at(&mut h, name);
        }
    }
}
