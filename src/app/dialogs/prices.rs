//! The file with the user's own prices: contract prices and discounts over the list prices.

use super::{mistake, paragraph};
use crate::app::action::{Actions, FileAction, Setting};
use crate::app::cx::Cx;
use crate::app::fonts::Type;
use crate::app::own_prices::PricesStatus;
use crate::app::theme::tokens;
use crate::app::widgets::button::Button;
use crate::app::widgets::field::TextField;
use crate::app::widgets::label::label;
use crate::app::widgets::sheet::{ModalSheet, sheet_buttons};
use crate::glyph;
use crate::text;
use egui::{Align, Context, Key, Layout, ScrollArea, Ui};
use std::path::PathBuf;

/// A file to start from.
const EXAMPLE: &str = "\
(
    discounts: [
        (service: \"ec2\", percent: 12.0, source: \"agreement of 2026-01\"),
    ],
    prices: [
        (key: \"s3 storage_gb_month class=standard\", region: \"ap-northeast-2\", usd: 0.02, source: \"agreement of 2026-01\"),
    ],
)
";

/// The path as it is typed.
#[derive(Debug, Default)]
pub struct PricesForm {
    text: String,
    /// The setting that the text was taken from.
    seen: Option<Option<PathBuf>>,
}

/// Draws the dialog; the answer is whether it is to be closed.
pub fn show(ctx: &Context, cx: &Cx<'_>, form: &mut PricesForm, out: &mut Actions) -> bool {
    let path = &cx.state.prefs.own_prices;
    if form.seen.as_ref() != Some(path) {
        let text = path.as_ref().map(|path| path.display().to_string());
        form.text = text.unwrap_or_default();
        form.seen = Some(path.clone());
    }
    let (title, close) = (cx.text("own-prices"), cx.text("close"));
    let sheet = ModalSheet::new(&title, &close).width(560.0);
    let response = sheet.show(ctx, |ui| {
        paragraph(ui, &cx.text("prices-detail"));
        ui.add_space(4.0);
        let example = cx.text("prices-example");
        let button = Button::ghost(&example).glyph(glyph::COPY).small();
        if ui.add(button).clicked() {
            ui.ctx().copy_text(EXAMPLE.to_owned());
            out.setting(Setting::Noted("prices-copied"));
        }
        ui.add_space(6.0);
        let name = cx.text("prices-file");
        let field = TextField::new(&mut form.text, &name)
            .large()
            .id(egui::Id::new("skydraft.prices"))
            .hint("prices.ron")
            .show(ui);
        let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        status(ui, cx);
        let typed = PathBuf::from(form.text.trim());
        let usable = !typed.as_os_str().is_empty();
        let again = path.as_ref() == Some(&typed);
        let go = cx.text(if again { "prices-again" } else { "prices-use" });
        let (choose, clear) = (cx.text("prices-choose"), cx.text("prices-clear"));
        sheet_buttons(ui, |ui| {
            let go = Button::primary(&go).large().enabled(usable);
            if (ui.add(go).clicked() || entered) && usable {
                out.setting(Setting::OwnPrices(Some(typed)));
            }
            let choose = Button::secondary(&choose).glyph(glyph::FOLDER_OPEN).large();
            if ui.add(choose).clicked() {
                out.file(FileAction::ChoosePrices);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let clear = Button::secondary(&clear).large().enabled(path.is_some());
                if ui.add(clear).clicked() {
                    form.text.clear();
                    out.setting(Setting::OwnPrices(None));
                }
            });
        });
    });
    response.close
}

/// What is in force, or what is wrong with the file.
fn status(ui: &mut Ui, cx: &Cx<'_>) {
    let t = tokens(ui);
    match &cx.state.own_prices {
        PricesStatus::None | PricesStatus::Reading => {}
        PricesStatus::Used { discounts, prices } => {
            ui.add_space(6.0);
            let args = [
                ("discounts", (*discounts).into()),
                ("prices", (*prices).into()),
            ];
            let said = text::format(cx.language, "prices-used", &args);
            label(ui, &said, Type::Small.strong(), t.saving);
        }
        PricesStatus::Failed(details) => {
            ui.add_space(6.0);
            let ink = t.severity(crate::scene::tokens::SeveritySlot::High).ink;
            let failed = cx.text("prices-failed");
            label(ui, &failed, Type::Small.strong(), ink);
            ui.add_space(4.0);
            ScrollArea::vertical().max_height(240.0).show(ui, |ui| {
                ui.set_width(ui.available_width());
                for (i, detail) in details.iter().enumerate() {
                    ui.push_id(i, |ui| mistake(ui, cx, detail));
                }
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::{Action, Dialog, View};
    use crate::app::state::{Prefs, State};
    use crate::app::testing::sample_window;
    use crate::app::theme::Theme;
    use crate::io::prices;
    use crate::model::Language;
    use crate::pricing::Catalogue;
    use egui::accesskit::Role;
    use egui_kittest::kittest::Queryable as _;

    #[test]
    fn the_example_can_be_read() {
        let own = prices::read(EXAMPLE, "prices.ron", Catalogue::embedded()).unwrap();
        assert_eq!((own.discounts.len(), own.prices.len()), (1, 1));
    }

    #[test]
    fn own_prices_are_typed_used_explained_and_removed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("prices.ron");
        let half = "(discounts: [(service: \"*\", percent: 50, source: \"test\")])";
        std::fs::write(&path, half).unwrap();
        for (language, field, go, again, clear, found) in [
            (
                Language::English,
                "File with own prices",
                "Use the file",
                "Read again",
                "Remove",
                "In use: 1 discount and 0 prices",
            ),
            (
                Language::Korean,
                "자체 단가 파일",
                "파일 사용",
                "다시 읽기",
                "제거",
                "사용 중: 할인 1건, 단가 0건",
            ),
        ] {
            std::fs::write(&path, half).unwrap();
            let mut h = sample_window(language, Theme::Light, [1440.0, 900.0]);
            let total = |h: &egui_kittest::Harness<'_, crate::app::shell::Shell>| {
                h.state().state.report.cost.total.usd.0
            };
            let listed = total(&h);
            let dialog = Action::View(View::Dialog(Some(Dialog::Prices)));
            h.state_mut().state.apply(dialog);
            h.run_steps(6);
            let input = h.get_by_role_and_label(Role::TextInput, field);
            input.focus();
            input.type_text(&path.display().to_string());
            h.run_steps(4);
            h.get_by_label(go).click();
            h.run_steps(8);
            h.get_by_label(found);
            let own = total(&h);
            assert!(own < listed * 0.6 && own > 0.0, "{own} of {listed}");

            std::fs::write(
                &path,
                "(\n  discounts: [(service: \"*\", percent: 500, source: \"x\")],\n)",
            )
            .unwrap();
            h.get_by_label(again).click();
            h.run_steps(8);
            let PricesStatus::Failed(details) = &h.state().state.own_prices else {
                panic!("{:?}", h.state().state.own_prices);
            };
            assert_eq!(details[0].place.map(|(line, _)| line), Some(2));
            assert_eq!(total(&h), listed, "a file with mistakes counts for nothing");

            h.get_by_label(clear).click();
            h.run_steps(8);
            assert_eq!(h.state().state.prefs.own_prices, None);
            assert_eq!(h.state().state.own_prices, PricesStatus::None);
        }
    }

    #[test]
    fn the_file_of_the_settings_is_read_at_the_start() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("prices.ron");
        std::fs::write(&path, EXAMPLE).unwrap();
        let prefs = Prefs {
            own_prices: Some(path.clone()),
            ..Prefs::default()
        };
        let mut state = State::new(Catalogue::embedded(), prefs);
        let wanted = crate::app::state::Effect::ReadPrices(path.clone());
        assert!(state.effects.contains(&wanted));
        crate::app::files::read_prices(&mut state, &path);
        assert!(matches!(state.own_prices, PricesStatus::Used { .. }));
        assert_eq!(state.delta, None, "nobody asked for a change");
        crate::app::files::read_prices(&mut state, &folder.path().join("other.ron"));
        assert!(matches!(state.own_prices, PricesStatus::Used { .. }));
    }
}
