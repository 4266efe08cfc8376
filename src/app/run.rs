//! Opens the window.

use super::shell::Shell;
use super::state::{Dock, Prefs, State};
use super::still::Still;
use super::theme;
use crate::pricing::{Catalogue, Date};
use crate::text::Language;
use allocator_api2::alloc::System as SystemAllocator;
use allocator_api2::vec::Vec as SystemVec;
use std::path::PathBuf;

/// Key of the settings in the storage.
const PREFS: &str = "prefs";
/// Name of the program for the desktop and the storage.
const APP_ID: &str = "skydraft";

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// There is no screen to open a window on.
    #[error("no display to open a window on: {0}")]
    NoDisplay(String),
    /// The graphics system refused.
    #[error("the window could not be opened: {0}")]
    Graphics(String),
}

/// Opens the window, with the design at `path` if there is one, and returns when it is closed. `language`: that of the
/// interface from now on, instead of the one chosen before.
///
/// # Errors
/// [`RunError`] if the window cannot be opened.
pub fn run(path: Option<PathBuf>, language: Option<Language>) -> Result<(), RunError> {
    let day = crate::io::day::today().unwrap_or(Date::PRICES);
    let catalogue: &'static Catalogue = Box::leak(Box::new(Catalogue::embedded().on(day)));
    native([1440.0, 900.0], move |cc| {
        let mut prefs: Prefs = cc
            .storage
            .and_then(|storage| eframe::get_value(storage, PREFS))
            .unwrap_or_else(|| Prefs {
                tour: Some(0),
                ..Prefs::default()
            });
        if let Some(language) = language {
            prefs.language = language;
        }
        theme::install(&cc.egui_ctx, prefs.look);
        let mut state = State::new(catalogue, prefs);
        state.view.fit_pending = true;
        state.file.started = path.is_some();
        let mut shell = Shell::new(state, path);
        if let Some(folder) = eframe::storage_dir(APP_ID) {
            shell.keep_in(folder.join("unsaved"), &cc.egui_ctx);
        }
        Box::new(Window {
            shell,
            still: Still::default(),
        })
    })
}

/// Opens a window of a size with what `create` makes, and returns when it is closed.
pub(super) fn native(
    size: [f32; 2],
    create: impl FnOnce(&eframe::CreationContext<'_>) -> Box<dyn eframe::App> + 'static,
) -> Result<(), RunError> {
    if cfg!(all(unix, not(target_os = "macos"))) && !has_display(|name| std::env::var_os(name)) {
        return Err(RunError::NoDisplay(
            "neither `WAYLAND_DISPLAY` nor `DISPLAY` is set".to_owned(),
        ));
    }
    keep_memory();
    let viewport = egui::ViewportBuilder::default()
        .with_app_id(APP_ID)
        .with_title("Skydraft")
        .with_inner_size(size)
        .with_icon(icon())
        // What a screen of 1280 by 800 has at 150 %.
        .with_min_inner_size([848.0, 520.0]);
    let options = eframe::NativeOptions {
        viewport,
        renderer: eframe::Renderer::Glow,
        // Nothing in the window is a gradient, and a software rasteriser takes twice the time for it.
        dithering: false,
        ..eframe::NativeOptions::default()
    };
    let create: eframe::AppCreator<'static> = Box::new(move |cc| Ok(create(cc)));
    eframe::run_native(APP_ID, options, create).map_err(|error| match error {
        eframe::Error::Winit(error) => RunError::NoDisplay(error.to_string()),
        eframe::Error::WinitEventLoop(error) => RunError::NoDisplay(error.to_string()),
        error => RunError::Graphics(error.to_string()),
    })
}

/// Makes the system's allocator keep the memory that the graphics library takes and leaves in every frame: glibc keeps as
/// much as twice the largest block that was given back as a whole, and would have the system clear new pages otherwise.
/// Nothing is written to the block, so that it takes no memory.
fn keep_memory() {
    /// Bytes; larger ones than 32 MiB do not count.
    const BLOCK: usize = 31 << 20;
    let block: SystemVec<u8, SystemAllocator> = SystemVec::with_capacity_in(BLOCK, SystemAllocator);
    drop(std::hint::black_box(block));
}

/// Whether the environment names a display.
fn has_display(var: impl Fn(&str) -> Option<std::ffi::OsString>) -> bool {
    ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DISPLAY"]
        .iter()
        .any(|name| var(name).is_some_and(|value| !value.is_empty()))
}

/// The icon of the window; none if the picture in the program cannot be drawn.
fn icon() -> egui::IconData {
    const SIZE: u32 = 128;
    let svg = include_str!("../../assets/skydraft.svg");
    let drawn = usvg::Tree::from_str(svg, &usvg::Options::default()).ok();
    let pixels = drawn.and_then(|tree| {
        let mut pixels = resvg::tiny_skia::Pixmap::new(SIZE, SIZE)?;
        let scale = SIZE as f32 / tree.size().width();
        let transform = resvg::tiny_skia::Transform::from_scale(scale, scale);
        resvg::render(&tree, transform, &mut pixels.as_mut());
        Some(pixels)
    });
    pixels.map_or_else(egui::IconData::default, |pixels| egui::IconData {
        rgba: pixels
            .pixels()
            .iter()
            .flat_map(|p| {
                let p = p.demultiply();
                [p.red(), p.green(), p.blue(), p.alpha()]
            })
            .collect(),
        width: SIZE,
        height: SIZE,
    })
}

/// The colour of the panels, which do not fill themselves: a pixel is shaded once.
pub(super) fn clear_color(visuals: &egui::Visuals) -> [f32; 4] {
    visuals.panel_fill.to_normalized_gamma_f32()
}

struct Window {
    shell: Shell,
    still: Still,
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.shell.ui(ui);
        self.still.apply(ui.ctx());
    }
    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        let state = &self.shell.state;
        let prefs = Prefs {
            dock: Dock::of(&state.view),
            ..state.prefs.clone()
        };
        eframe::set_value(storage, PREFS, &prefs);
    }
    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        clear_color(visuals)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_has_an_icon() {
        let icon = icon();
        assert_eq!(icon.rgba.len(), 128 * 128 * 4);
        assert!(icon.rgba.chunks(4).any(|p| p[3] == 255 && p[2] > 200));
    }

    #[test]
    fn a_display_is_named_by_the_environment() {
        let only = |set: &'static str| move |name: &str| (name == set).then(|| ":0".into());
        assert!(has_display(only("DISPLAY")));
        assert!(has_display(only("WAYLAND_DISPLAY")));
        assert!(!has_display(only("HOME")));
        assert!(!has_display(|_| Some(std::ffi::OsString::new())));
    }
}
