//! The top bar: file, Region, history, tools, search, total with its change, currency, export, theme, language.

use crate::app::action::{Actions, FileAction, Setting, View};
use crate::app::command::Command;
use crate::app::cx::Cx;
use crate::app::fonts::{self, Type};
use crate::app::theme::{Theme, tokens};
use crate::app::view::PanelTab;
use crate::app::widgets::button::Button;
use crate::app::widgets::chip::Chip;
use crate::app::widgets::label::{divider, label, number, two_lines};
use crate::app::widgets::menu::{MenuItem, dropdown, menu, separator};
use crate::app::widgets::number::NumberField;
use crate::app::widgets::paint;
use crate::app::widgets::picker::{Cell, PickerRow, PickerTable, PickerTexts};
use crate::app::widgets::table::{Column, Width};
use crate::app::widgets::tip::tip;
use crate::app::{arrange, scenarios, widgets};
use crate::glyph;
use crate::model::edit::Edit;
use crate::model::{Currency, Language, Scenario, Settings};
use crate::pricing::{RegionInfo, level};
use crate::text::number as num;
use egui::{Align, Layout, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

/// The change of the total stays fresh for this long, seconds.
const FRESH: f64 = 6.0;
const MAC: bool = cfg!(target_os = "macos");

/// Width of the window below which the tools move into the strip.
pub const TOOLS_IN_STRIP: f32 = 1100.0;

/// Width of the window from which the bar has a button for comparing; the menus have it always.
const COMPARE_BUTTON: f32 = 1240.0;

/// Draws the bar: from left to right, which is the order of Tab. How wide the figures at its right are is known from the
/// frame before; where that has changed, the frame is drawn once more.
pub fn ui(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let width = ui.max_rect().width();
    let rect = ui.max_rect().shrink2(vec2(12.0, 0.0));
    let id = egui::Id::new("skydraft.top.figures");
    let known: f32 = ui.data(|d| d.get_temp(id)).unwrap_or(480.0);
    let edge = rect.right() - known;
    let mut room = rect;
    room.max.x = edge - 16.0;
    left(ui, cx, room, width, out);

    let area = egui::Rect::from_min_max(pos2(edge, rect.top()), rect.max);
    let layout = Layout::left_to_right(Align::Center);
    let mut right = ui.new_child(egui::UiBuilder::new().max_rect(area).layout(layout));
    right.spacing_mut().item_spacing.x = 4.0;
    if width >= 1340.0 {
        budget(&mut right, cx);
    }
    total(&mut right, cx, out);
    currency(&mut right, cx, out);
    right.add_space(2.0);
    divider(&mut right);
    right.add_space(4.0);
    let export = cx.text("export");
    let keys = Command::Export.keys(MAC);
    let button = Button::primary(&export).glyph(glyph::EXPORT).keys(&keys);
    if right.add(button).clicked() {
        Command::Export.run(cx, false, out);
    }
    right.add_space(2.0);
    if width >= 1000.0 {
        theme(&mut right, cx, out);
    }
    if width >= 1060.0 {
        language(&mut right, cx, out);
    }
    let used = right.min_rect().right() - edge;
    if (used - known).abs() > 0.5 {
        ui.data_mut(|d| d.insert_temp(id, used));
        ui.ctx()
            .request_discard("the figures of the top bar have another width");
    }
}

/// Menu, file, Region, scenario, undo, tools, search.
fn left(ui: &mut Ui, cx: &Cx<'_>, room: egui::Rect, width: f32, out: &mut Actions) {
    let mut left = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(room)
            .layout(Layout::left_to_right(Align::Center)),
    );
    left.spacing_mut().item_spacing.x = 4.0;
    mark(&mut left);
    left.add_space(2.0);
    main_menu(&mut left, cx, out);
    left.add_space(2.0);
    let room_of_file = match width {
        w if w < TOOLS_IN_STRIP => 88.0,
        w if w < 1200.0 => 120.0,
        _ => 180.0,
    };
    file(&mut left, cx, room_of_file);
    group_line(&mut left);
    region(&mut left, cx, out);
    scenarios::button(&mut left, cx, width, out);
    if width >= COMPARE_BUTTON {
        let name = cx.text(Command::Compare.key());
        command_button(&mut left, cx, Command::Compare, &name, out);
    }
    group_line(&mut left);
    left.spacing_mut().item_spacing.x = 2.0;
    for command in [Command::Undo, Command::Redo] {
        let label = match command {
            Command::Undo => cx.state.history.undo_label(),
            _ => cx.state.history.redo_label(),
        };
        let mut name = cx.text(command.key()).into_owned();
        if let Some(label) = label {
            name = format!("{name}: {}", label.get(cx.language));
        }
        command_button(&mut left, cx, command, &name, out);
    }
    if width >= TOOLS_IN_STRIP {
        group_line(&mut left);
        left.spacing_mut().item_spacing.x = 2.0;
        // They are tools of the drawing, which the compare view covers.
        let drawing = !crate::app::compare::shown(cx);
        left.add_enabled_ui(drawing, |ui| tools(ui, cx, out));
    }
    group_line(&mut left);
    search(&mut left, cx, room.right(), out);
}

fn group_line(ui: &mut Ui) {
    ui.add_space(6.0);
    divider(ui);
    ui.add_space(6.0);
}

fn command_button(ui: &mut Ui, cx: &Cx<'_>, command: Command, name: &str, out: &mut Actions) {
    let keys = command.keys(MAC);
    let button = Button::icon(command.glyph().unwrap_or(' '), name)
        .keys(&keys)
        .selected(command.checked(cx))
        .enabled(command.enabled(cx));
    if ui.add(button).clicked() {
        command.run(cx, false, out);
    }
}

/// The tools of the canvas.
pub fn tools(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    use Command::{ToolConnect, ToolFrame, ToolHand, ToolNote, ToolSelect};
    for command in [ToolSelect, ToolHand, ToolConnect, ToolFrame, ToolNote] {
        let name = cx.text(command.key());
        command_button(ui, cx, command, &name, out);
    }
}

/// The mark of the program.
pub fn mark(ui: &mut Ui) {
    let t = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(26.0, 26.0), Sense::hover());
    let rect = paint::snap(ui.painter(), rect);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, "Skydraft"));
    ui.painter().rect_filled(rect, 7.0, t.accent_fill);
    let dot = |x: f32, y: f32| rect.min + vec2(x, y);
    let stroke = egui::Stroke::new(2.0, t.on_accent);
    let nodes = [dot(7.5, 9.0), dot(18.5, 11.0), dot(11.0, 18.5)];
    let painter = ui.painter();
    painter.line_segment([nodes[0], nodes[1]], stroke);
    painter.line_segment([nodes[1], nodes[2]], stroke);
    for node in nodes {
        painter.circle_filled(node, 2.9, t.on_accent);
    }
}

fn main_menu(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let name = cx.text("menu");
    let button = ui.add(Button::icon(glyph::LIST, &name));
    menu(&button, 248.0, |ui| {
        use Command as C;
        let groups: [&[Command]; 4] = [
            &[
                C::New,
                C::NewTab,
                C::Open,
                C::Save,
                C::SaveAs,
                C::Export,
                C::ExportReview,
            ],
            &[C::Undo, C::Redo, C::SelectAll, C::Duplicate, C::Delete],
            &[
                C::Find,
                C::Compare,
                C::Snap,
                C::Settings,
                C::ReviewSettings,
                C::Icons,
                C::OwnPrices,
            ],
            &[C::Shortcuts, C::Tour, C::CloseTab, C::Quit],
        ];
        for (i, group) in groups.iter().enumerate() {
            if i > 0 {
                separator(ui);
            }
            for command in *group {
                item(ui, cx, *command, out);
            }
            if i == 0 {
                recent(ui, cx, out);
            }
        }
    });
}

/// A row of a menu that runs a command.
pub fn item(ui: &mut Ui, cx: &Cx<'_>, command: Command, out: &mut Actions) {
    let (text, keys) = (cx.text(command.key()), command.keys(MAC));
    let mut item = MenuItem::new(&text)
        .keys(&keys)
        .checked(command.checked(cx))
        .enabled(command.enabled(cx));
    if let Some(c) = command.glyph() {
        item = item.glyph(c);
    }
    if command == Command::Delete {
        item = item.danger();
    }
    if ui.add(item).clicked() {
        command.run(cx, false, out);
    }
}

fn recent(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let files = &cx.state.prefs.recent_files;
    let others = files
        .iter()
        .filter(|path| Some(*path) != cx.state.file.path.as_ref());
    for (i, path) in others.take(5).enumerate() {
        if i == 0 {
            separator(ui);
        }
        let name = path
            .file_name()
            .unwrap_or(path.as_os_str())
            .to_string_lossy();
        let folder = path
            .parent()
            .map(|p| p.display().to_string())
            .unwrap_or_default();
        let row = ui.add(MenuItem::new(&name).glyph(glyph::CLOCK_COUNTER_CLOCKWISE));
        if row.clicked() {
            out.file(FileAction::OpenPath(path.clone()));
        }
        tip(row, &folder);
    }
}

/// What is said of a file.
const FILE_STATES: [&str; 5] = [
    "file-kept",
    "file-unsaved",
    "file-read-only",
    "file-new",
    "file-saved",
];

fn file(ui: &mut Ui, cx: &Cx<'_>, room: f32) {
    let file = &cx.state.file;
    let name = match cx.state.tab_name() {
        name if name.is_empty() => cx.text("untitled").into_owned(),
        name => name,
    };
    let state = match (file.dirty, &file.path) {
        (true, _) if file.kept_at.is_some() => "file-kept",
        (true, _) => "file-unsaved",
        (false, _) if file.read_only => "file-read-only",
        (false, None) => "file-new",
        (false, Some(_)) => "file-saved",
    };
    let state = cx.text(state).into_owned();
    // What follows stays where it is, whatever is said of the file.
    let said = FILE_STATES.map(|key| fonts::width(ui.painter(), &cx.text(key), Type::Small.font()));
    let widest = said.into_iter().fold(0.0, f32::max).min(room).ceil();
    let response = two_lines(ui, &name, &state, room);
    ui.add_space((widest - response.rect.width()).max(0.0));
    if let Some(path) = &file.path {
        tip(response, &path.display().to_string());
    }
}

/// `+18 %`, `−4 %`; no sign where it rounds to nothing.
fn percent_change(share: f64) -> String {
    let percent = (share * 100.0).round();
    match percent {
        p if p > 0.0 => format!("+{} %", num::fixed(p, 0)),
        p if p < 0.0 => format!("\u{2212}{} %", num::fixed(-p, 0)),
        _ => "0 %".to_owned(),
    }
}

/// A searchable list of the Regions that have prices; the answer is the code of the one that was picked.
pub fn region_picker(ui: &mut Ui, cx: &Cx<'_>, current: &str) -> Option<String> {
    let regions: Vec<&RegionInfo> = cx
        .catalogue()
        .regions()
        .iter()
        .filter(|region| region.has_prices)
        .collect();
    // Against the Region in force: what moving there would do to a usual bill.
    let base = level::level(current);
    let levels: Vec<String> = regions
        .iter()
        .map(|region| match (level::level(&region.code), base) {
            _ if region.code == current => "—".to_owned(),
            (Some(there), Some(here)) => percent_change(there / here - 1.0),
            _ => String::new(),
        })
        .collect();
    let rows: Vec<PickerRow<'_>> = regions
        .iter()
        .zip(&levels)
        .map(|(region, level)| {
            let name = match cx.language {
                Language::English => &region.name_en,
                Language::Korean => &region.name_ko,
            };
            PickerRow {
                cells: vec![
                    Cell::Text(name),
                    Cell::Text(&region.code),
                    Cell::Change(level),
                ],
            }
        })
        .collect();
    let titles = ["region", "col-code", "col-level"].map(|key| cx.text(key));
    let columns = [
        Column::text(&titles[0], Width::Share(1.0)),
        Column::text(&titles[1], Width::Fixed(108.0)),
        Column::number(&titles[2], Width::Fixed(64.0)),
    ];
    let (search, clear, nothing) = (
        cx.text("region-search"),
        cx.text("clear"),
        cx.text("nothing-found"),
    );
    let texts = PickerTexts {
        search: &search,
        clear: &clear,
        nothing: &nothing,
    };
    let at = regions.iter().position(|region| region.code == current);
    let picker = PickerTable::new("regions", &columns, &rows, texts).selected(at);
    let picked = picker.show(ui, |n, all| {
        if n == all {
            n.to_string()
        } else {
            format!("{n} / {all}")
        }
    })?;
    Some(regions[picked].code.clone())
}

fn region(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let code = &cx.design().settings.region;
    let info = cx.catalogue().region(code);
    let short = info.map_or(code.as_str(), |info| info.short_name(cx.language));
    let name = format!("{}: {short}", cx.text("region"));
    let button = Button::ghost(short)
        .glyph(glyph::MAP_PIN)
        .trailing(glyph::CARET_DOWN)
        .name(&name)
        .tooltip(code);
    let button = ui.add(button);
    let picked = dropdown(&button, 420.0, |ui| region_picker(ui, cx, code)).flatten();
    if let Some(picked) = picked {
        egui::Popup::close_all(ui.ctx());
        let edit = match cx.state.shown_scenario() {
            // A scenario moves as a whole, and says so in one word.
            Some((id, scenario)) => {
                let home = cx.state.document().home_region();
                let moved = Scenario {
                    region: Some(picked).filter(|picked| picked != home),
                    ..scenario.clone()
                };
                Edit::PutScenario(id.clone(), moved)
            }
            None => arrange::change_region(cx.design(), cx.catalogue(), code, &picked),
        };
        out.edit(edit, "undo-region");
    }
}

/// Widths from which the search is a field and not only its pictogram, and from which its keys stand in it: it gets
/// narrower when the change of the total shows, and does not turn into something else.
const SEARCH_FIELD: f32 = 92.0;
const SEARCH_KEYS: f32 = 150.0;

fn search(ui: &mut Ui, cx: &Cx<'_>, right: f32, out: &mut Actions) {
    let name = cx.text("search-or-command");
    let room = right - ui.cursor().left();
    let keys = Command::CommandPalette.keys(MAC);
    if room < SEARCH_FIELD {
        let button = Button::icon(glyph::MAGNIFYING_GLASS, &name).keys(&keys);
        if ui.add(button).clicked() {
            Command::CommandPalette.run(cx, false, out);
        }
        return;
    }
    let t = tokens(ui);
    let size = vec2(room.min(220.0), 28.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let rect = paint::snap(ui.painter(), rect);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &*name));
    let fill = t.subtle.mix(t.hover, paint::hover_share(ui, &response));
    paint::boxed(ui.painter(), rect, 6.0, fill, paint::hairline(t.border));
    let y = rect.center().y;
    let at = pos2(rect.left() + 16.0, y);
    fonts::glyph(
        ui.painter(),
        at,
        glyph::MAGNIFYING_GLASS,
        fonts::icon(14.0),
        t.text_3,
    );
    let mut right = rect.right() - 8.0;
    if rect.width() >= SEARCH_KEYS {
        let cap = widgets::chip::KeyCap::new(&keys);
        let cap = cap.paint(ui.painter(), t, pos2(rect.right() - 6.0, y));
        right = cap.left() - 6.0;
    }
    let at = pos2(rect.left() + 29.0, y);
    let room = right - at.x;
    let font = Type::Control.font();
    let anchor = egui::Align2::LEFT_CENTER;
    let elide = fonts::Elide::End;
    fonts::elided_text(ui.painter(), at, anchor, &name, font, t.text_3, room, elide);
    paint::focus_ring(ui, &response, rect, 6.0);
    if response.clicked() {
        Command::CommandPalette.run(cx, false, out);
    }
}

fn budget(ui: &mut Ui, cx: &Cx<'_>) {
    let Some(budget) = cx.design().settings.monthly_budget_usd.filter(|b| *b > 0.0) else {
        return;
    };
    let t = tokens(ui);
    let spent = cx.state.report.cost.total.usd.0 / budget;
    let money = crate::text::number::Money {
        decimals: 0,
        ..cx.money
    };
    let text = cx.text_with(
        "budget-of",
        "amount",
        money.amount(crate::units::Usd(budget)),
    );
    let font = Type::Small.font();
    let width = fonts::width(ui.painter(), &text, font.clone())
        .max(80.0)
        .ceil();
    let (rect, response) = ui.allocate_exact_size(vec2(width, 30.0), Sense::hover());
    let at = pos2(rect.right(), rect.top() + 8.0);
    fonts::text(
        ui.painter(),
        at,
        egui::Align2::RIGHT_CENTER,
        &text,
        font,
        t.text_2,
    );
    let bar = egui::Rect::from_min_size(pos2(rect.left(), rect.bottom() - 8.0), vec2(width, 4.0));
    ui.painter().rect_filled(bar, 2.0, t.hover);
    let ink = match spent {
        s if s > 1.0 => t.increase,
        s if s > 0.9 => t.severity(crate::scene::tokens::SeveritySlot::Medium).ink,
        _ => t.saving,
    };
    let mut full = bar;
    full.set_width(bar.width() * spent.clamp(0.0, 1.0) as f32);
    ui.painter().rect_filled(full, 2.0, ink);
    let percent = format!("{text}: {}%", num::fixed(spent * 100.0, 0));
    response.widget_info(|| WidgetInfo::labeled(WidgetType::ProgressIndicator, true, &percent));
    tip(response, &percent);
    ui.add_space(8.0);
}

fn total(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let t = tokens(ui);
    let cost = cx.state.report.cost.total;
    let mut amount = cx.amount(cost.usd);
    if cost.missing > 0 {
        amount = format!("≥ {amount}");
    }
    ui.spacing_mut().item_spacing.x = 3.0;
    let per = cx.text("per-month-short");
    let figure = number(ui, &amount, &Type::Total.strong(), t.text_1);
    // A figure takes no keyboard; what is clicked lies over it.
    let response = ui.interact(figure.rect, figure.id.with("open"), Sense::click());
    let name = format!("{}: {amount}{per}", cx.text("total"));
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &name));
    paint::focus_ring(ui, &response, figure.rect.expand(2.0), 4.0);
    if response.clicked() {
        out.view(View::Panel(PanelTab::Cost));
    }
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    if cost.missing > 0 {
        tip(
            response,
            &cx.text_with("total-missing", "count", cost.missing),
        );
    } else {
        tip(response, &cx.text("total-hint"));
    }
    label(ui, &per, Type::Control.font(), t.text_2);
    ui.spacing_mut().item_spacing.x = 4.0;
    let delta = cx
        .state
        .delta
        .filter(|d| d.usd.0.abs() >= 0.005 || d.missing != 0);
    if let Some(delta) = delta {
        ui.add_space(4.0);
        let text = cx.money.delta(delta.usd);
        let stale = cx.state.now - delta.at > FRESH;
        let response = ui.add(Chip::delta(&text).stale(stale));
        tip(response, &cx.text("delta-hint"));
        if !stale {
            let left = (FRESH - (cx.state.now - delta.at)).max(0.05);
            ui.ctx()
                .request_repaint_after(std::time::Duration::from_secs_f64(left));
        }
    }
}

fn currency(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let settings = &cx.design().settings;
    let name = format!("{}: {}", cx.text("currency"), settings.currency.code());
    let button = Button::ghost(settings.currency.code())
        .trailing(glyph::CARET_DOWN)
        .name(&name);
    let button = ui.add(button);
    let width = 236.0;
    dropdown(&button, width, |ui| {
        for currency in Currency::ALL {
            let text = cx.text(match currency {
                Currency::Usd => "currency-usd",
                Currency::Krw => "currency-krw",
                Currency::Jpy => "currency-jpy",
                Currency::Eur => "currency-eur",
            });
            let row = MenuItem::new(&text)
                .keys(currency.code())
                .checked(currency == settings.currency);
            if ui.add(row).clicked() {
                let next =
                    with_currency(cx, currency, cx.state.prefs.rates.get(&currency).copied());
                out.edit(Edit::SetSettings(next), "undo-currency");
            }
        }
        if settings.currency != Currency::Usd {
            separator(ui);
            ui.add_space(4.0);
            ui.horizontal(|ui| {
                ui.add_space(8.0);
                label(ui, "$1 =", Type::Control.font(), tokens(ui).text_2);
                let mut rate = settings.currency_rate;
                let name = cx.text("currency-rate");
                let (low, bad) = (cx.text("rate-low"), cx.text("number-invalid"));
                let field = NumberField::new(&name)
                    .unit(settings.currency.code())
                    .min(1e-6, &low)
                    .invalid(&bad)
                    .width(width - 60.0);
                if field.show(ui, &mut rate).changed() {
                    let next = with_currency(cx, settings.currency, rate);
                    out.edit(Edit::SetSettings(next), "undo-currency");
                    if let Some(rate) = rate {
                        out.setting(Setting::Rate(settings.currency, rate));
                    }
                }
            });
            if settings.currency_rate.is_none() {
                ui.add_space(4.0);
                let t = tokens(ui);
                ui.horizontal(|ui| {
                    ui.add_space(8.0);
                    label(ui, &cx.text("rate-missing"), Type::Small.font(), t.text_2);
                });
            }
            ui.add_space(6.0);
        }
    });
}

/// The settings with a currency at a rate.
pub fn with_currency(cx: &Cx<'_>, currency: Currency, rate: Option<f64>) -> Settings {
    Settings {
        currency,
        currency_rate: rate.filter(|_| currency != Currency::Usd),
        ..cx.design().settings.clone()
    }
}

fn theme(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let name = cx.text("theme");
    let c = match cx.state.prefs.look.theme {
        Theme::Light => glyph::SUN,
        Theme::Dark => glyph::MOON,
        Theme::System => glyph::DESKTOP,
    };
    let button = ui.add(Button::icon(c, &name));
    menu(&button, 200.0, |ui| {
        for command in [
            Command::ThemeLight,
            Command::ThemeDark,
            Command::ThemeSystem,
        ] {
            item(ui, cx, command, out);
        }
    });
}

fn language(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let (now, next) = match cx.language {
        Language::English => ("EN", Language::Korean),
        Language::Korean => ("한", Language::English),
    };
    let name = cx.text("switch-language");
    let button = Button::ghost(now)
        .name(&name)
        .tooltip(&name)
        .min_width(34.0);
    if ui.add(button).clicked() {
        out.setting(Setting::Language(next));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::sample_window;
    use crate::app::theme::Theme;
    use egui_kittest::kittest::Queryable as _;

    #[test]
    fn what_is_said_of_the_file_moves_nothing() {
        for language in [Language::English, Language::Korean] {
            let mut h = sample_window(language, Theme::Light, [1280.0, 800.0]);
            h.run_steps(6);
            let undo = crate::text::get(language, Command::Undo.key());
            let before = h.get_by_label(&undo).rect();
            for kept_at in [None, Some(0.0)] {
                let file = &mut h.state_mut().state.file;
                (file.dirty, file.kept_at) = (true, kept_at);
                h.run_steps(3);
                assert_eq!(h.get_by_label(&undo).rect(), before);
            }
        }
    }

    #[test]
    fn the_search_stays_a_field_while_a_change_of_the_total_shows() {
        let mut h = sample_window(Language::English, Theme::Light, [1280.0, 800.0]);
        h.run_steps(6);
        let name = crate::text::get(Language::English, "search-or-command");
        let before = h.get_by_label(&name).rect().width();
        h.state_mut().state.delta = Some(crate::app::state::Delta {
            usd: crate::units::Usd(46.03),
            missing: 0,
            at: 0.0,
        });
        h.run_steps(6);
        let now = h.get_by_label(&name).rect().width();
        assert!(now < before && now >= SEARCH_FIELD, "{now} of {before}");
    }
}
