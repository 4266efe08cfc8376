//! The command palette: commands, components to place and items of the drawing, found by what people type.

use crate::app::action::{Action, Actions, EditAction, NewItem, View};
use crate::app::command::Command;
use crate::app::cx::Cx;
use crate::app::fonts::{self, Elide, Type};
use crate::app::palette::search;
use crate::app::theme::{RADIUS_MENU, shadow_float, tokens};
use crate::app::widgets::chip::KeyCap;
use crate::app::widgets::field::TextField;
use crate::app::widgets::paint;
use crate::app::widgets::swatch::Swatch;
use crate::catalog;
use crate::glyph;
use crate::model::{Id, Language};
use crate::text::get;
use egui::{
    Align2, Context, Frame, Key, Margin, Modal, Modifiers, Rect, ScrollArea, Sense, Ui, WidgetInfo,
    WidgetType, pos2, vec2,
};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher};

const ROW: f32 = 32.0;
const MOST: usize = 60;

/// What is typed and which row is reached.
#[derive(Debug, Default)]
pub struct PaletteForm {
    query: String,
    at: usize,
    moved: bool,
}

enum Entry {
    Command(Command),
    Place(NewItem),
    Item(Id),
}

/// Draws the palette; the answer is whether it is to be closed.
pub fn show(ctx: &Context, cx: &Cx<'_>, form: &mut PaletteForm, out: &mut Actions) -> bool {
    let t = crate::app::theme::tokens_of(ctx);
    let entries = find(cx, form.query.trim());
    let (down, up, enter) = ctx.input_mut(|i| {
        (
            i.consume_key(Modifiers::NONE, Key::ArrowDown),
            i.consume_key(Modifiers::NONE, Key::ArrowUp),
            i.consume_key(Modifiers::NONE, Key::Enter),
        )
    });
    form.moved = down || up;
    form.at = form.at.min(entries.len().saturating_sub(1));
    if down {
        form.at = (form.at + 1).min(entries.len().saturating_sub(1));
    }
    if up {
        form.at = form.at.saturating_sub(1);
    }
    let frame = Frame::NONE
        .fill(t.panel.into())
        .stroke(paint::hairline(t.border))
        .corner_radius(RADIUS_MENU)
        .inner_margin(Margin::same(10))
        .shadow(shadow_float(t));
    let top = ctx.content_rect().height() * 0.16;
    let area = Modal::default_area(egui::Id::new("skydraft.palette"))
        .anchor(Align2::CENTER_TOP, vec2(0.0, top));
    let modal = Modal::new(egui::Id::new("skydraft.palette"))
        .area(area)
        .backdrop_color(t.scrim.into())
        .frame(frame)
        .show(ctx, |ui| {
            ui.set_width(560.0_f32.min(ctx.content_rect().width() - 80.0));
            let mut chosen = enter.then_some(form.at);
            field(ui, cx, form);
            ui.add_space(6.0);
            chosen = list(ui, cx, form, &entries).or(chosen);
            chosen
        });
    if let Some(entry) = modal.inner.and_then(|at| entries.get(at)) {
        out.view(View::Dialog(None));
        run(cx, entry, out);
        return false;
    }
    modal.should_close()
}

fn field(ui: &mut Ui, cx: &Cx<'_>, form: &mut PaletteForm) {
    let (name, clear) = (cx.text("search-or-command"), cx.text("clear"));
    let id = egui::Id::new("skydraft.palette.query");
    let hint = cx.text("palette-hint");
    let response = TextField::search(&mut form.query, &name, &clear)
        .hint(&hint)
        .large()
        .id(id)
        .show(ui);
    if !response.has_focus() {
        response.request_focus();
    }
    if response.changed() {
        form.at = 0;
    }
}

fn list(ui: &mut Ui, cx: &Cx<'_>, form: &mut PaletteForm, entries: &[Entry]) -> Option<usize> {
    let t = tokens(ui);
    if entries.is_empty() {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
        let at = rect.left_center() + vec2(8.0, 0.0);
        let text = cx.text("nothing-found");
        fonts::text(
            ui.painter(),
            at,
            Align2::LEFT_CENTER,
            &text,
            Type::Control.font(),
            t.text_3,
        );
        return None;
    }
    let mut chosen = None;
    ScrollArea::vertical().max_height(ROW * 9.0).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (i, entry) in entries.iter().enumerate() {
            let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
            let response = ui.interact(rect, ui.id().with(("entry", i)), Sense::click());
            if form.at == i {
                ui.painter().rect_filled(rect, 6.0, t.accent_soft);
                if form.moved {
                    ui.scroll_to_rect(rect, None);
                }
            } else if response.hovered() {
                ui.painter().rect_filled(rect, 6.0, t.hover);
            }
            row(ui, cx, rect, &response, entry);
            if response.clicked() {
                chosen = Some(i);
            }
        }
    });
    chosen
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
            let name = name_of(item, cx.language);
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

fn name_of(item: &NewItem, language: Language) -> String {
    match item {
        NewItem::Component(name) => catalog::kind(name).map_or_else(
            || (*name).to_owned(),
            |kind| kind.title.get(language).to_owned(),
        ),
        NewItem::Frame(kind) => get(language, crate::app::palette::frame_key(kind)).into_owned(),
    }
}

fn run(cx: &Cx<'_>, entry: &Entry, out: &mut Actions) {
    match entry {
        Entry::Command(command) => command.run(cx, false, out),
        Entry::Place(item) => out.push(Action::Edit(EditAction::Place(item.clone(), None))),
        Entry::Item(id) => out.view(View::Reveal(id.clone())),
    }
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
    for (rank, item) in search::find(query).into_iter().take(12).enumerate() {
        let name = name_of(&item, cx.language);
        let words = [name.as_str(), crate::app::place::name_of(&item)];
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
