//! The welcome screen of an empty tab: unsaved work that was found, recent files, cases and templates with pictures of
//! what they hold, and a blank design by Region.

mod card;
mod gallery;

use super::action::{Actions, Dialog, FileAction, View};
use super::bars::top;
use super::command::Command;
use super::cx::Cx;
use super::dialogs::{difference, outside};
use super::fonts::{self, Type};
use super::theme::tokens;
use super::widgets::button::Button;
use super::widgets::chip::KeyCap;
use super::widgets::field::TextField;
use super::widgets::label::{label, label_within};
use super::widgets::menu::dropdown;
use super::widgets::paint;
use crate::glyph;
use crate::io::samples::{self, Sample};
use crate::model::Design;
use card::Face;
use egui::{
    Align, Align2, Frame, Layout, Margin, Rect, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo,
    WidgetType, pos2, vec2,
};
use gallery::{Gallery, Source};
use std::path::Path;

/// Width of the column at the left.
const SIDE: f32 = 232.0;
/// Widest content.
const WIDEST: f32 = 1180.0;
/// Gap between cards.
const GAP: f32 = 16.0;
/// Least width of a card.
const CARD: f32 = 232.0;
const MAC: bool = cfg!(target_os = "macos");

/// Which part is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Part {
    /// A row of each.
    #[default]
    Start,
    Recent,
    Cases,
    Templates,
}

/// What of the welcome screen is only on screen.
#[derive(Default)]
pub struct WelcomeState {
    part: Part,
    query: String,
    region: Option<String>,
    gallery: Gallery,
}

/// Whether the shown tab is empty and nobody asked for a blank design.
pub fn shown(cx: &Cx<'_>) -> bool {
    !cx.state.file.started && cx.state.is_pristine()
}

/// Draws the screen.
pub fn ui(ui: &mut Ui, cx: &Cx<'_>, state: &mut WelcomeState, out: &mut Actions) {
    state.gallery.receive();
    let t = tokens(ui);
    let all = ui.max_rect();
    ui.painter().rect_filled(all, 0.0, t.canvas);
    let side = Rect::from_min_max(all.min, pos2(all.left() + SIDE, all.bottom()));
    ui.painter().rect_filled(side, 0.0, t.panel);
    paint::vline(
        ui.painter(),
        side.right(),
        side.top(),
        side.bottom(),
        t.border,
    );
    let inner = side.shrink2(vec2(12.0, 20.0));
    let mut column = ui.new_child(UiBuilder::new().max_rect(inner).id_salt("welcome side"));
    self::side(&mut column, cx, state, out);

    let main = Rect::from_min_max(pos2(side.right(), all.top()), all.max);
    let mut main = ui.new_child(UiBuilder::new().max_rect(main).id_salt("welcome main"));
    ScrollArea::vertical()
        .auto_shrink(false)
        .show(&mut main, |ui| {
            let room = ui.available_width();
            let width = (room - 80.0).clamp(CARD, WIDEST);
            ui.horizontal(|ui| {
                ui.add_space(((room - width) / 2.0).max(24.0));
                ui.vertical(|ui| {
                    ui.set_width(width);
                    ui.add_space(24.0);
                    head(ui, cx, state, width, out);
                    ui.add_space(20.0);
                    found(ui, cx, out);
                    content(ui, cx, state, width, out);
                    ui.add_space(32.0);
                });
            });
        });
}

fn side(ui: &mut Ui, cx: &Cx<'_>, state: &mut WelcomeState, out: &mut Actions) {
    let t = tokens(ui);
    ui.horizontal(|ui| {
        ui.add_space(8.0);
        top::mark(ui);
        ui.add_space(4.0);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            label(ui, "Skydraft", Type::Panel.strong(), t.text_1);
            let line = cx.text("welcome-line");
            label(ui, &line, Type::Small.font(), t.text_3);
        });
    });
    ui.add_space(16.0);
    ui.spacing_mut().item_spacing.y = 2.0;
    let recent = cx.state.prefs.recent_files.len();
    let count = |template| {
        samples::all()
            .iter()
            .filter(|s| s.template == template)
            .count()
    };
    let parts = [
        (Part::Start, glyph::SQUARES_FOUR, "welcome-start", None),
        (Part::Recent, glyph::CLOCK, "welcome-recent", Some(recent)),
        (
            Part::Cases,
            glyph::BOOK_OPEN_TEXT,
            "welcome-cases",
            Some(count(false)),
        ),
        (
            Part::Templates,
            glyph::GRID_FOUR,
            "welcome-templates",
            Some(count(true)),
        ),
    ];
    for (part, c, key, count) in parts {
        if count == Some(0) && state.part != part {
            continue;
        }
        let count = count.map(|count| count.to_string()).unwrap_or_default();
        if entry(ui, c, &cx.text(key), &count, state.part == part) {
            state.part = part;
        }
    }
    ui.add_space(10.0);
    let (line, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    paint::hline(
        ui.painter(),
        line.left(),
        line.right(),
        line.top(),
        t.border,
    );
    ui.add_space(10.0);
    for command in [Command::Settings, Command::Shortcuts] {
        let c = command.glyph().unwrap_or(glyph::GEAR);
        if entry(ui, c, &cx.text(command.key()), &command.keys(MAC), false) {
            command.run(cx, false, out);
        }
    }
}

/// A row of the column at the left.
fn entry(ui: &mut Ui, c: char, text: &str, trailing: &str, on: bool) -> bool {
    let t = tokens(ui);
    let size = vec2(ui.available_width(), 32.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(WidgetType::SelectableLabel, true, on, text));
    let hover = paint::hover_share(ui, &response);
    let fill = if on {
        t.accent_soft
    } else {
        t.panel.mix(t.hover, hover)
    };
    ui.painter().rect_filled(rect, 7.0, fill);
    let ink = if on { t.accent } else { t.text_1 };
    let y = rect.center().y;
    fonts::glyph(
        ui.painter(),
        pos2(rect.left() + 18.0, y),
        c,
        fonts::icon(17.0),
        if on { t.accent } else { t.text_2 },
    );
    let font = if on {
        Type::Body.strong()
    } else {
        Type::Body.font()
    };
    let at = pos2(rect.left() + 34.0, y);
    fonts::text(ui.painter(), at, Align2::LEFT_CENTER, text, font, ink);
    if !trailing.is_empty() {
        let at = pos2(rect.right() - 10.0, y);
        if trailing.chars().all(|c| c.is_ascii_digit()) {
            let font = Type::Small.font();
            fonts::text(
                ui.painter(),
                at,
                Align2::RIGHT_CENTER,
                trailing,
                font,
                t.text_3,
            );
        } else {
            KeyCap::new(trailing).paint(ui.painter(), t, at);
        }
    }
    paint::focus_ring(ui, &response, rect, 7.0);
    response
        .on_hover_cursor(egui::CursorIcon::PointingHand)
        .clicked()
}

fn head(ui: &mut Ui, cx: &Cx<'_>, state: &mut WelcomeState, width: f32, out: &mut Actions) {
    let t = tokens(ui);
    ui.horizontal(|ui| {
        ui.set_height(36.0);
        let title = cx.text("welcome-title");
        label(ui, &title, Type::Page.strong(), t.text_1);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            blank(ui, cx, state, out);
            let open = cx.text("open-button");
            let keys = Command::Open.keys(MAC);
            let open = Button::secondary(&open)
                .glyph(glyph::FOLDER_OPEN)
                .keys(&keys)
                .large();
            if ui.add(open).clicked() {
                Command::Open.run(cx, false, out);
            }
            let room = ui.available_width().min(260.0);
            if width >= 640.0 && room >= 140.0 {
                let (name, clear) = (cx.text("welcome-search"), cx.text("clear"));
                TextField::search(&mut state.query, &name, &clear)
                    .hint(&name)
                    .large()
                    .width(room)
                    .id(egui::Id::new("skydraft.welcome.search"))
                    .show(ui);
            }
        });
    });
}

/// The button for a blank design, and the Region that it starts in.
fn blank(ui: &mut Ui, cx: &Cx<'_>, state: &mut WelcomeState, out: &mut Actions) {
    let start = Design::default().settings.region;
    let code = state.region.clone().unwrap_or(start);
    let info = cx.catalogue().region(&code);
    let short = info.map_or(code.as_str(), |info| info.short_name(cx.language));
    let (text, name) = (cx.text("welcome-blank"), cx.text("region"));
    let keys = Command::New.keys(MAC);
    let button = Button::primary(&text)
        .glyph(glyph::PLUS)
        .keys(&keys)
        .large();
    if ui.add(button).clicked() {
        out.file(FileAction::Blank(code.clone()));
    }
    let name = format!("{name}: {short}");
    let button = Button::secondary(short)
        .glyph(glyph::MAP_PIN)
        .trailing(glyph::CARET_DOWN)
        .name(&name)
        .large();
    let button = ui.add(button);
    let picked = dropdown(&button, 400.0, |ui| top::region_picker(ui, cx, &code)).flatten();
    if let Some(picked) = picked {
        egui::Popup::close_all(ui.ctx());
        state.region = Some(picked);
    }
}

/// The banner about unsaved work that a crash left behind.
fn found(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let t = tokens(ui);
    let Some(first) = cx.state.found.first() else {
        return;
    };
    let tint = t.severity(crate::scene::tokens::SeveritySlot::Medium);
    Frame::NONE
        .fill(tint.soft.into())
        .corner_radius(8)
        .inner_margin(Margin::symmetric(14, 8))
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                let (icon, _) = ui.allocate_exact_size(vec2(20.0, 20.0), Sense::hover());
                let c = glyph::CLOCK_COUNTER_CLOCKWISE;
                let font = fonts::icon(17.0);
                fonts::glyph(ui.painter(), icon.center(), c, font, tint.ink);
                let title = cx.text("recovery-title");
                label(ui, &title, Type::Body.strong(), t.text_1);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let (recover, show) = (cx.text("recovery-recover"), cx.text("recovery-show"));
                    let one = cx.state.found.len() == 1;
                    if one && ui.add(Button::primary(&recover)).clicked() {
                        out.file(FileAction::Recover(0));
                    }
                    if ui.add(Button::secondary(&show)).clicked() {
                        out.view(View::Dialog(Some(Dialog::Recovery)));
                    }
                    let lines = difference::lines(&first.base, &first.design, cx.language);
                    let since = super::keeper::seconds().saturating_sub(first.at);
                    let mut what = format!(
                        "{} · {} · {}",
                        outside::name_of(cx, first),
                        outside::ago(cx, since),
                        difference::summary(cx, &lines)
                    );
                    let more = cx.state.found.len() - 1;
                    if more > 0 {
                        what = format!("{what} {}", cx.text_with("and-more", "count", more));
                    }
                    let room = ui.available_width();
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        label_within(ui, &what, Type::Control.font(), t.text_2, room);
                    });
                });
            });
        });
    ui.add_space(20.0);
}

fn content(ui: &mut Ui, cx: &Cx<'_>, state: &mut WelcomeState, width: f32, out: &mut Actions) {
    let columns = ((width + GAP) / (CARD + GAP)).floor().clamp(1.0, 5.0) as usize;
    let query = state.query.trim().to_lowercase();
    let searching = !query.is_empty();
    let matches = |text: &str| text.to_lowercase().contains(&query);
    let recent: Vec<&Path> = cx
        .state
        .prefs
        .recent_files
        .iter()
        .map(AsRef::as_ref)
        .collect();
    let recent: Vec<&Path> = recent
        .into_iter()
        .filter(|path| !searching || matches(&path.to_string_lossy()))
        .collect();
    let of = |template: bool| -> Vec<&'static Sample> {
        let all = samples::all().iter().filter(|s| s.template == template);
        all.filter(|sample| {
            !searching
                || matches(sample.name)
                || state
                    .gallery
                    .peek(&Source::Sample(sample.name))
                    .is_some_and(|face| face.says(&query))
        })
        .collect()
    };
    let (cases, templates) = (of(false), of(true));
    let now = state.part;
    let shows = |part| searching || now == Part::Start || now == part;
    let few = !searching && state.part == Part::Start;
    let mut nothing = true;
    if shows(Part::Recent) && !recent.is_empty() {
        nothing = false;
        let most = if few { columns } else { recent.len() };
        let more = recent.len() > most;
        if section(ui, cx, "welcome-recent", "", more) {
            state.part = Part::Recent;
        }
        let sources: Vec<Source> = recent
            .iter()
            .take(most)
            .map(|p| Source::File(p.to_path_buf()))
            .collect();
        cards(ui, cx, state, &sources, columns, width, out);
    } else if state.part == Part::Recent && !searching {
        nothing = false;
        section(ui, cx, "welcome-recent", "", false);
        let hint = cx.text("welcome-no-recent");
        label(ui, &hint, Type::Body.font(), tokens(ui).text_2);
    }
    for (part, key, hint, list) in [
        (Part::Cases, "welcome-cases", "welcome-cases-hint", cases),
        (
            Part::Templates,
            "welcome-templates",
            "welcome-templates-hint",
            templates,
        ),
    ] {
        if !shows(part) || list.is_empty() {
            continue;
        }
        nothing = false;
        let most = if few { 2 * columns } else { list.len() };
        if section(ui, cx, key, hint, list.len() > most) {
            state.part = part;
        }
        let sources: Vec<Source> = list
            .iter()
            .take(most)
            .map(|s| Source::Sample(s.name))
            .collect();
        cards(ui, cx, state, &sources, columns, width, out);
    }
    if nothing {
        let text = cx.text("nothing-found");
        label(ui, &text, Type::Body.font(), tokens(ui).text_2);
    }
}

/// The head of a row of cards; the answer is whether all of them are asked for.
fn section(ui: &mut Ui, cx: &Cx<'_>, key: &'static str, hint: &'static str, more: bool) -> bool {
    let t = tokens(ui);
    let title = cx.text(key);
    let asked = ui
        .horizontal(|ui| {
            label(ui, &title, Type::Panel.strong(), t.text_1);
            if !hint.is_empty() {
                label(ui, &cx.text(hint), Type::Control.font(), t.text_3);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let all = cx.text("welcome-all");
                let name = format!("{all}: {title}");
                more && ui.add(Button::ghost(&all).name(&name).small()).clicked()
            })
            .inner
        })
        .inner;
    ui.add_space(8.0);
    asked
}

fn cards(
    ui: &mut Ui,
    cx: &Cx<'_>,
    state: &mut WelcomeState,
    sources: &[Source],
    columns: usize,
    width: f32,
    out: &mut Actions,
) {
    let each = ((width - GAP * (columns as f32 - 1.0)) / columns as f32).floor();
    for row in sources.chunks(columns) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            for source in row {
                let face = state.gallery.face(ui.ctx(), source);
                one(ui, cx, source, face, each, out);
            }
        });
        ui.add_space(GAP - ui.spacing().item_spacing.y);
    }
    ui.add_space(12.0);
}

fn one(ui: &mut Ui, cx: &Cx<'_>, source: &Source, face: &Face, width: f32, out: &mut Actions) {
    let response = card::ui(ui, cx, source, face, width);
    if response.forget
        && let Source::File(path) = source
    {
        out.file(FileAction::ForgetRecent(path.clone()));
    } else if response.open {
        out.file(match source {
            Source::File(path) => FileAction::OpenPath(path.clone()),
            Source::Sample(name) => FileAction::OpenSample(name),
        });
    }
}

#[cfg(test)]
mod tests;
