//! The command palette: commands, components to place and items of the drawing, found by what people type.

use crate::app::action::{Action, Actions, EditAction, NewItem, View};
use crate::app::command::Command;
use crate::app::cx::Cx;
use crate::app::dialogs::seek::{Seek, SeekSheet, Sought};
use crate::app::fonts::{self, Elide, Type};
use crate::app::palette::search;
use crate::app::place;
use crate::app::scenarios;
use crate::app::theme::tokens;
use crate::app::widgets::chip::KeyCap;
use crate::app::widgets::swatch::Swatch;
use crate::glyph;
use crate::model::{Id, Language};
use crate::text::get;
use egui::{Align2, Context, Rect, Ui, WidgetInfo, WidgetType, pos2, vec2};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher};

const MOST: usize = 60;

/// What is typed and which row is reached.
#[derive(Debug, Default)]
pub struct PaletteForm(Seek);

enum Entry {
    Command(Command),
    Place(NewItem),
    Item(Id),
    /// A scenario to show; the base without one.
    Scenario(Option<Id>),
    /// A scenario that is yet to be made.
    NewScenario,
}

/// Draws the palette; the answer is whether it is to be closed.
pub fn show(ctx: &Context, cx: &Cx<'_>, form: &mut PaletteForm, out: &mut Actions) -> bool {
    let entries = find(cx, form.0.query().trim());
    let sheet = SeekSheet {
        id: "skydraft.palette",
        name: &cx.text("search-or-command"),
        hint: &cx.text("palette-hint"),
        clear: &cx.text("clear"),
        trailing: "",
        nothing: &cx.text("nothing-found"),
        top: 0.16,
        row: 32.0,
        rows: 9,
    };
    let sought = form
        .0
        .show(ctx, &sheet, entries.len(), |ui, rect, response, number| {
            if let Some(entry) = entries.get(number) {
                row(ui, cx, rect, response, entry);
            }
        });
    match sought {
        Sought::Row(at) => {
            out.view(View::Dialog(None));
            if let Some(entry) = entries.get(at) {
                run(cx, entry, out);
            }
            false
        }
        Sought::Open => false,
        Sought::Closed => true,
    }
}

fn row(ui: &mut Ui, cx: &Cx<'_>, rect: Rect, response: &egui::Response, entry: &Entry) {
    let t = tokens(ui);
    let square =
        Rect::from_center_size(pos2(rect.left() + 18.0, rect.center().y), vec2(20.0, 20.0));
    let glyph_alone = |c: char| {
        fonts::glyph(
            ui.painter(),
            square.center(),
            c,
            fonts::icon(16.0),
            t.text_2,
        );
    };
    let (text, sort, keys) = match entry {
        Entry::Command(command) => {
            glyph_alone(command.glyph().unwrap_or(glyph::TERMINAL_WINDOW));
            let keys = command.keys(cfg!(target_os = "macos"));
            (cx.text(command.key()).into_owned(), "entry-command", keys)
        }
        Entry::Place(item) => {
            crate::app::palette::swatch(item, t).paint(ui.painter(), square);
            let name = place::title_of(item, cx.language);
            (
                cx.text_with("place-item", "name", name),
                "entry-component",
                String::new(),
            )
        }
        Entry::Item(id) => {
            Swatch::of_item(cx.design(), id, t).paint(ui.painter(), square);
            (cx.name_of(id), "entry-item", String::new())
        }
        Entry::NewScenario => {
            glyph_alone(glyph::PLUS);
            let text = cx.text("scenario-new").into_owned();
            (text, "entry-scenario", String::new())
        }
        Entry::Scenario(id) => {
            glyph_alone(glyph::STACK);
            let name = scenario_name(cx, id.as_ref(), cx.language);
            (
                cx.text_with("show-scenario", "name", name),
                "entry-scenario",
                String::new(),
            )
        }
    };
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &text));
    let y = rect.center().y;
    let mut right = rect.right() - 8.0;
    if !keys.is_empty() {
        right = KeyCap::new(&keys)
            .paint(ui.painter(), t, pos2(right, y))
            .left()
            - 8.0;
    }
    let sort = cx.text(sort);
    let font = Type::Small.font();
    let at = pos2(right, y);
    let sort = fonts::text(
        ui.painter(),
        at,
        Align2::RIGHT_CENTER,
        &sort,
        font,
        t.text_3,
    );
    let at = pos2(rect.left() + 36.0, y);
    let room = sort.left() - 10.0 - at.x;
    let font = Type::Control.font();
    let anchor = Align2::LEFT_CENTER;
    fonts::elided_text(
        ui.painter(),
        at,
        anchor,
        &text,
        font,
        t.text_1,
        room,
        Elide::End,
    );
}

fn run(cx: &Cx<'_>, entry: &Entry, out: &mut Actions) {
    match entry {
        Entry::Command(command) => command.run(cx, false, out),
        Entry::Place(item) => out.push(Action::Edit(EditAction::Place(item.clone(), None))),
        Entry::Item(id) => out.view(View::Reveal(id.clone())),
        Entry::Scenario(id) => out.view(View::Scenario(id.clone())),
        Entry::NewScenario => scenarios::add_new(cx, out),
    }
}

/// Name of a scenario, or of the base.
fn scenario_name(cx: &Cx<'_>, id: Option<&Id>, language: Language) -> String {
    let scenarios = &cx.state.document().scenarios;
    match id.and_then(|id| scenarios.get_key(id)) {
        Some((id, scenario)) => scenario.title(id, language).to_owned(),
        None => get(language, "base").into_owned(),
    }
}

/// The scenarios that are not shown now; the base too, when a scenario is shown.
fn other_scenarios(cx: &Cx<'_>) -> Vec<Option<Id>> {
    let keys = cx.state.document().scenarios.keys();
    let all = std::iter::once(None).chain(keys.cloned().map(Some));
    all.filter(|id| id.as_ref() != cx.state.scenario_id())
        .collect()
}

/// What matches, the best first; without a query the commands.
fn find(cx: &Cx<'_>, query: &str) -> Vec<Entry> {
    let usable = |command: &Command| *command != Command::CommandPalette && command.enabled(cx);
    if query.is_empty() {
        return Command::ALL
            .into_iter()
            .filter(usable)
            .map(Entry::Command)
            .collect();
    }
    let pattern = Pattern::parse(query, CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut found: Vec<(u32, Entry)> = Vec::new();
    for command in Command::ALL.into_iter().filter(usable) {
        let words = [Language::English, Language::Korean].map(|l| get(l, command.key()));
        let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
        if let Some(score) = search::best(&pattern, &mut matcher, &words) {
            found.push((score, Entry::Command(command)));
        }
    }
    let design = cx.design();
    let ids = design.components.keys().chain(design.containers.keys());
    for id in ids.chain(design.security_groups.keys()) {
        let name = cx.name_of(id);
        if let Some(score) = search::best(&pattern, &mut matcher, &[&name, id.as_str()]) {
            // What is drawn comes before what could be.
            found.push((score + 4, Entry::Item(id.clone())));
        }
    }
    let words = [Language::English, Language::Korean].map(|l| get(l, "scenario-new"));
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    if let Some(score) = search::best(&pattern, &mut matcher, &words) {
        found.push((score, Entry::NewScenario));
    }
    for id in other_scenarios(cx) {
        let words = [Language::English, Language::Korean]
            .map(|language| scenario_name(cx, id.as_ref(), language));
        let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
        if let Some(score) = search::best(&pattern, &mut matcher, &words) {
            found.push((score, Entry::Scenario(id)));
        }
    }
    for (rank, item) in search::find(query).into_iter().take(12).enumerate() {
        let name = place::title_of(&item, cx.language);
        let words = [name.as_str(), place::name_of(&item)];
        let floor = 40_u32.saturating_sub(u32::try_from(rank).unwrap_or(40));
        let score = search::best(&pattern, &mut matcher, &words).unwrap_or(floor);
        found.push((score, Entry::Place(item)));
    }
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    found
        .into_iter()
        .take(MOST)
        .map(|(_, entry)| entry)
        .collect()
}
