//! The menu of the connections, beside the overlay switch: their labels, what thickness and colour stand for, motion.

use crate::app::action::Actions;
use crate::app::command::Command;
use crate::app::cx::Cx;
use crate::app::fonts::{self, Type};
use crate::app::theme::tokens;
use crate::app::widgets::button::Button;
use crate::app::widgets::menu::{MenuItem, menu, separator};
use crate::glyph;
use egui::{Align2, Sense, Ui, vec2};

/// The button with its menu.
pub fn menu_button(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    use Command as C;
    let name = cx.text("connections-menu");
    let button = ui.add(Button::icon(glyph::SLIDERS_HORIZONTAL, &name).small());
    menu(&button, 256.0, |ui| {
        heading(ui, &cx.text("connection-labels"));
        for (command, key) in [
            (C::LabelsBoth, "labels-both"),
            (C::LabelsRate, "labels-rate"),
            (C::LabelsGb, "labels-gb"),
            (C::LabelsCost, "labels-cost"),
            (C::LabelsNone, "labels-none"),
        ] {
            choice(ui, cx, command, key, out);
        }
        choice(ui, cx, C::LabelsNext, "labels-next", out);
        separator(ui);
        heading(ui, &cx.text("traffic-measure"));
        for (command, key) in [
            (C::MeasureRate, "measure-rate"),
            (C::MeasureGb, "measure-gb"),
            (C::MeasureCost, "measure-cost"),
        ] {
            choice(ui, cx, command, key, out);
        }
        separator(ui);
        choice(ui, cx, C::MoveFlow, "cmd-move-flow", out);
    });
}

/// A row under a heading that says what it chooses: the command has the whole sentence.
fn choice(ui: &mut Ui, cx: &Cx<'_>, command: Command, key: &'static str, out: &mut Actions) {
    let text = cx.text(key);
    let keys = command.keys(cfg!(target_os = "macos"));
    let row = MenuItem::new(&text).keys(&keys);
    let row = row.checked(command.checked(cx));
    if ui.add(row).clicked() {
        command.run(cx, false, out);
    }
}

/// What a group of rows is about.
fn heading(ui: &mut Ui, text: &str) {
    let t = tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    let at = rect.left_center() + vec2(8.0, 0.0);
    let font = Type::Small.strong();
    fonts::text(ui.painter(), at, Align2::LEFT_CENTER, text, font, t.text_3);
}

#[cfg(test)]
mod tests {
    use crate::app::action::{Action, View};
    use crate::app::testing::sample_window;
    use crate::app::theme::Theme;
    use crate::app::view::Overlay;
    use crate::io::export::{ExportOptions, export};
    use crate::model::Language;
    use crate::scene::flow::Measure;
    use crate::scene::{Labels, Scene};
    use egui_kittest::kittest::Queryable as _;

    fn texts(scene: &Scene) -> Vec<String> {
        let labels = scene.routes.iter().filter_map(|route| route.label.as_ref());
        labels
            .flat_map(|label| label.lines.iter().map(|line| line.text.clone()))
            .collect()
    }

    #[test]
    fn labels_are_chosen_in_the_menu_and_by_key_and_exports_follow() {
        for (language, button, row, unit) in [
            (
                Language::English,
                "Labels and lines of connections",
                "GB per month",
                "GB/mo",
            ),
            (Language::Korean, "연결의 레이블과 선", "월 GB", "GB/월"),
        ] {
            let mut h = sample_window(language, Theme::Light, [1440.0, 900.0]);
            h.get_by_label(button).click();
            h.run_steps(8);
            // The same words choose what the lines of the overlay stand for, further down.
            h.get_all_by_label(row).next().unwrap().click();
            h.run_steps(8);
            assert_eq!(h.state().state.prefs.flow.labels, Labels::Gb);
            let shown = texts(h.state().canvas.scene());
            assert!(!shown.is_empty());
            // Names that the user gave stay.
            let named = shown.iter().filter(|text| !text.ends_with(unit));
            assert!(named.count() <= 1, "{shown:?}");
            let state = &h.state().state;
            let options = ExportOptions {
                language,
                labels: state.prefs.flow.labels,
                ..ExportOptions::new("svg")
            };
            let svg = export(&state.design, &state.report, &options).unwrap();
            let svg = String::from_utf8(svg).unwrap();
            let plain = |text: &&String| !text.contains('<');
            assert!(
                shown
                    .iter()
                    .filter(plain)
                    .all(|text| svg.contains(text.as_str()))
            );

            h.key_press(egui::Key::L);
            h.run_steps(4);
            assert_eq!(h.state().state.prefs.flow.labels, Labels::Cost);
            h.key_press(egui::Key::L);
            h.run_steps(4);
            assert!(texts(h.state().canvas.scene()).is_empty());
        }
    }

    #[test]
    fn choosing_dollars_shows_them_and_the_choice_is_kept() {
        let mut h = sample_window(Language::English, Theme::Dark, [1440.0, 900.0]);
        h.get_by_label("Labels and lines of connections").click();
        h.run_steps(8);
        h.get_all_by_label("Dollars per month")
            .last()
            .unwrap()
            .click();
        h.run_steps(8);
        let state = &h.state().state;
        assert_eq!(state.prefs.flow.measure, Measure::Cost);
        assert_eq!(state.view.overlay, Overlay::Traffic);
        let kept = ron::to_string(&state.prefs).unwrap();
        let prefs: crate::app::state::Prefs = ron::from_str(&kept).unwrap();
        assert_eq!(prefs.flow, state.prefs.flow);
    }

    #[test]
    fn motion_asks_for_frames_only_while_it_is_on() {
        let mut h = sample_window(Language::English, Theme::Light, [1440.0, 900.0]);
        let moves = |h: &mut egui_kittest::Harness<'_, crate::app::shell::Shell>| {
            h.run_steps(12);
            let out = &h.output().viewport_output;
            out.values().any(|out| out.repaint_delay.as_millis() < 1000)
        };
        assert!(!moves(&mut h), "nothing moves without the overlay");
        // The harness reduces motion without telling the settings.
        let look = h.state().state.prefs.look;
        assert!(!look.reduce_motion);
        crate::app::theme::apply(&h.ctx, look);
        let state = &mut h.state_mut().state;
        state.apply(Action::View(View::Overlay(Overlay::Traffic)));
        assert!(moves(&mut h));
        h.key_press_modifiers(egui::Modifiers::SHIFT, egui::Key::M);
        assert!(!moves(&mut h), "turned off");
        assert!(!h.state().state.prefs.flow.moving);
        h.key_press_modifiers(egui::Modifiers::SHIFT, egui::Key::M);
        assert!(moves(&mut h));
        let look = crate::app::theme::Look {
            reduce_motion: true,
            ..look
        };
        h.state_mut()
            .state
            .apply(Action::Setting(crate::app::action::Setting::Look(look)));
        assert!(!moves(&mut h), "reduced motion");
    }
}
