//! What tests of the window share: a harness with the fonts and theme of the product, and pictures without a graphics
//! card.

use std::path::Path;
use std::time::Duration;

use egui::{Key, Modifiers, Ui};
use egui_kittest::kittest::Queryable as _;
use egui_kittest::{Harness, TestRenderer};

use crate::app::action::Action;
use crate::app::shell::Shell;
use crate::app::soft::SoftRenderer;
use crate::app::state::{Prefs, State};
use crate::app::theme::{self, Look, Theme, tokens_of};
use crate::model::Language;
use crate::pricing::Catalogue;

impl TestRenderer for SoftRenderer {
    fn handle_delta(&mut self, delta: &mut egui::TexturesDelta) {
        self.update_textures(delta);
    }

    fn render(
        &mut self,
        ctx: &egui::Context,
        output: &egui::FullOutput,
    ) -> Result<image::RgbaImage, String> {
        let ppp = ctx.pixels_per_point();
        let size = ctx.content_rect().size() * ppp;
        let primitives = ctx.tessellate(output.shapes.clone(), ppp);
        let size = [size.x.round() as u32, size.y.round() as u32];
        Ok(self.paint(&primitives, size, ppp, tokens_of(ctx).panel.into()))
    }
}

/// A harness of `size` points that draws `app` with the product's fonts and `theme`.
pub fn harness<'a, S: 'a>(
    size: [f32; 2],
    theme: Theme,
    state: S,
    mut app: impl FnMut(&mut Ui, &mut S) + 'a,
) -> Harness<'a, S> {
    let mut ready = false;
    let mut harness = Harness::builder()
        .with_size(size)
        .renderer(SoftRenderer::default())
        .build_ui_state(
            move |ui, state| {
                if !std::mem::replace(&mut ready, true) {
                    theme::install(
                        ui.ctx(),
                        Look {
                            theme,
                            reduce_motion: true,
                            ..Look::default()
                        },
                    );
                    ui.ctx().request_discard("fonts and theme come into force");
                    return;
                }
                app(ui, state);
            },
            state,
        );
    // A task that shows itself by now draws on without end.
    harness.run_ok();
    harness
}

/// The file of the sample design.
pub const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/remember.ron");

/// The whole window over the sample design.
pub fn sample_window(language: Language, theme: Theme, size: [f32; 2]) -> Harness<'static, Shell> {
    harness(size, theme, shell(language, Some(SAMPLE)), |ui, shell| {
        shell.ui(ui)
    })
}

/// The whole window, light, over a file or on the welcome screen, after its first frames.
pub fn window(language: Language, path: Option<&str>) -> Harness<'static, Shell> {
    let shell = shell(language, path);
    let mut h = harness([1440.0, 900.0], Theme::Light, shell, |ui, shell| {
        shell.ui(ui)
    });
    h.run_steps(6);
    h
}

fn shell(language: Language, path: Option<&str>) -> Shell {
    let prefs = Prefs {
        language,
        ..Prefs::default()
    };
    let state = State::new(Catalogue::embedded(), prefs);
    Shell::new(state, path.map(Into::into))
}

/// Applies an action and lets the window settle.
pub fn act(h: &mut Harness<'_, Shell>, action: Action) {
    h.state_mut().state.apply(action);
    h.run_steps(6);
}

/// Lets what is under way go on until something is so, and the window settle; `what` says what it waits for.
pub fn wait_until(
    h: &mut Harness<'_, Shell>,
    what: &str,
    is_so: impl Fn(&Harness<'_, Shell>) -> bool,
) {
    for _ in 0..4000 {
        h.run_steps(2);
        if is_so(h) {
            h.run_steps(4);
            return;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("waited in vain for {what:?}");
}

/// Lets the tasks under way end, and the window settle.
pub fn settle(h: &mut Harness<'_, Shell>) {
    wait_until(h, "the end of tasks", |h| h.state().state.jobs.is_empty());
}

/// Lets what is under way go on until something bears a label with `text` in it.
pub fn wait_for(h: &mut Harness<'_, Shell>, text: &str) {
    wait_until(h, text, |h| {
        h.query_all_by_label_contains(text).next().is_some()
    });
}

/// Presses a key and lets the window settle.
pub fn press(h: &mut Harness<'_, Shell>, modifiers: Modifiers, key: Key) {
    h.key_press_modifiers(modifiers, key);
    h.run_steps(6);
}

/// Types text into what has the focus.
pub fn type_text(h: &mut Harness<'_, Shell>, text: &str) {
    h.event(egui::Event::Text(text.to_owned()));
    h.run_steps(4);
}

/// Writes the picture of `harness` to `target/looks/<name>.png`, for a person to look at.
pub fn look_at<S>(harness: &mut Harness<'_, S>, name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/looks");
    std::fs::create_dir_all(&folder).unwrap();
    harness
        .render()
        .unwrap()
        .save(folder.join(format!("{name}.png")))
        .unwrap();
}
