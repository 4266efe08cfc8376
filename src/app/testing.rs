//! What tests of the window share: a harness with the fonts and theme of the product, and pictures without a graphics
//! card.

use std::path::Path;

use egui::Ui;
use egui_kittest::{Harness, TestRenderer};

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
        Ok(self.paint(&primitives, size, ppp, tokens_of(ctx).canvas.into()))
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
    harness.run();
    harness
}

/// The whole window over the sample design.
pub fn sample_window(language: Language, theme: Theme, size: [f32; 2]) -> Harness<'static, Shell> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/remember.ron");
    let prefs = Prefs {
        language,
        ..Prefs::default()
    };
    let state = State::new(Catalogue::embedded(), prefs);
    let shell = Shell::new(state, Some(path.into()));
    harness(size, theme, shell, |ui, shell| shell.ui(ui))
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
