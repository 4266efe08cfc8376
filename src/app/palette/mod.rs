//! The left panel: what can be placed, searchable and by category, and what is there, as a tree.

mod layers;
pub mod search;

use crate::app::action::{Action, Actions, EditAction, NewItem, Setting, View};
use crate::app::cx::Cx;
use crate::app::dock::{self, Piece};
use crate::app::fonts::{self, Elide, Type};
use crate::app::place;
use crate::app::theme::{shadow_float, tokens, tokens_of};
use crate::app::view::SideTab;
use crate::app::widgets::button::Button;
use crate::app::widgets::empty::empty_state;
use crate::app::widgets::field::TextField;
use crate::app::widgets::menu::{MenuItem, context_menu};
use crate::app::widgets::paint::{self, Tone};
use crate::app::widgets::section::{SectionHeader, Tab, tab_bar};
use crate::app::widgets::swatch::Swatch;
use crate::app::widgets::tip::tip;
use crate::catalog::{self, Category};
use crate::glyph;
use crate::model::ContainerKind;
use crate::text::number;
use egui::{
    Align, Align2, CursorIcon, DragAndDrop, Id, Key, LayerId, Layout, Order, Rect, ScrollArea,
    Sense, Ui, WidgetInfo, WidgetType, pos2, vec2,
};

pub use layers::Layers;

/// Width of the panel when it shows icons only.
pub const RAIL: f32 = 48.0;
/// Width from which entries stand in two columns.
const TWO_COLUMNS: f32 = 190.0;
/// Width of the panel in a window of ordinary width, until the user drags its edge.
pub const START: f32 = 242.0;
/// Room left and right of the entries.
const SIDE: f32 = 6.0;
/// Left of the name in an entry: the square with room around it.
const NAME_LEFT: f32 = 33.0;
/// Size of the names.
const NAME_SIZE: f32 = 11.5;
/// From line to line of a name that takes two.
const NAME_LINE: f32 = 12.0;

/// What of the palette is only on screen.
#[derive(Debug, Default)]
pub struct PaletteState {
    query: String,
    layers: Layers,
    /// Kinds placed last, as shown: they change while the pointer is elsewhere, so that nothing moves away under it.
    recent: Vec<String>,
}

/// Text key of a frame's name.
pub fn frame_key(kind: &ContainerKind) -> &'static str {
    match kind {
        ContainerKind::Account => "frame-account",
        ContainerKind::Region => "frame-region",
        ContainerKind::Vpc => "frame-vpc",
        ContainerKind::AvailabilityZone => "frame-az",
        ContainerKind::PublicSubnet => "frame-public",
        ContainerKind::PrivateSubnet => "frame-private",
        ContainerKind::IsolatedSubnet => "frame-isolated",
        ContainerKind::SecurityGroup => "frame-security-group",
        ContainerKind::AutoScalingGroup => "frame-asg",
        ContainerKind::Cluster => "frame-cluster",
        ContainerKind::OnPremises => "frame-on-premises",
        ContainerKind::OtherCloud => "frame-other-cloud",
        ContainerKind::Group | ContainerKind::Unknown(_) => "frame-group",
        ContainerKind::Note => "frame-note",
        ContainerKind::Label => "frame-label",
    }
}

/// Draws the panel; `rail`: icons only.
pub fn ui(ui: &mut Ui, cx: &Cx<'_>, state: &mut PaletteState, rail: bool, out: &mut Actions) {
    if !ui.rect_contains_pointer(ui.max_rect()) && state.recent != cx.state.prefs.recent_kinds {
        state.recent.clone_from(&cx.state.prefs.recent_kinds);
    }
    if rail {
        rail_ui(ui, cx, &state.recent, out);
    } else {
        head(ui, cx, out);
        match cx.state.view.side {
            SideTab::Components => components(ui, cx, state, out),
            SideTab::Layers => state.layers.ui(ui, cx, out),
        }
    }
}

fn head(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), 36.0), Sense::hover());
    dock::handle(ui, cx, Piece::Palette, row);
    let build = |layout| egui::UiBuilder::new().max_rect(row).layout(layout);
    let mut left = ui.new_child(build(Layout::left_to_right(Align::Center)));
    let (components, layers) = (cx.text("tab-components"), cx.text("tab-layers"));
    let tabs = [
        Tab {
            text: &components,
            count: "",
        },
        Tab {
            text: &layers,
            count: "",
        },
    ];
    let mut at = usize::from(cx.state.view.side == SideTab::Layers);
    if tab_bar(&mut left, "side", &tabs, &mut at).changed {
        let tab = if at == 0 {
            SideTab::Components
        } else {
            SideTab::Layers
        };
        out.view(View::Side(tab));
    }
    let mut right = ui.new_child(build(Layout::right_to_left(Align::Center)));
    right.add_space(8.0);
    let name = cx.text("palette-fold");
    if right
        .add(Button::icon(glyph::SIDEBAR_SIMPLE, &name).small())
        .clicked()
    {
        out.view(View::PaletteOpen(false));
    }
    let t = tokens(ui);
    paint::hline(
        ui.painter(),
        row.left(),
        row.right(),
        row.bottom() - 1.0,
        t.border,
    );
}

fn rail_ui(ui: &mut Ui, cx: &Cx<'_>, latest: &[String], out: &mut Actions) {
    let head = ui
        .max_rect()
        .split_top_bottom_at_y(ui.max_rect().top() + 36.0)
        .0;
    dock::handle(ui, cx, Piece::Palette, head);
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        ui.add_space((RAIL - 28.0) / 2.0);
        let name = cx.text("palette-unfold");
        if ui.add(Button::icon(glyph::SIDEBAR_SIMPLE, &name)).clicked() {
            out.view(View::PaletteOpen(true));
        }
    });
    let t = tokens(ui);
    let rect = ui.max_rect();
    let y = ui.cursor().top();
    paint::hline(ui.painter(), rect.left(), rect.right(), y, t.border);
    ui.add_space(4.0);
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let mut items = favourites(cx);
            for item in recent(latest) {
                if !items.contains(&item) {
                    items.push(item);
                }
            }
            let all = catalog::kinds().map(|kind| NewItem::Component(kind.name));
            let frames = ContainerKind::KNOWN.into_iter().map(NewItem::Frame);
            for item in all.chain(frames) {
                if !items.contains(&item) {
                    items.push(item);
                }
            }
            for item in items {
                entry(ui, cx, &item, true, out);
            }
        });
}

fn components(ui: &mut Ui, cx: &Cx<'_>, state: &mut PaletteState, out: &mut Actions) {
    let total = catalog::kinds().count();
    ui.add_space(10.0);
    let entered = ui.horizontal(|ui| {
        ui.add_space(12.0);
        let hint = cx.text_with("palette-search", "count", total);
        let (name, clear) = (cx.text("palette-search-name"), cx.text("clear"));
        let id = Id::new("skydraft.palette.search");
        let width = ui.available_width() - 12.0;
        let field = TextField::search(&mut state.query, &name, &clear)
            .hint(&hint)
            .key_cap("/")
            .width(width)
            .id(id);
        let response = field.show(ui);
        let typing = ui.ctx().text_edit_focused();
        let slash = !typing && ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, Key::Slash));
        if slash {
            response.request_focus();
        }
        response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter))
    });
    let entered = entered.inner;
    ui.add_space(6.0);
    ScrollArea::vertical()
        .id_salt("palette")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            let query = state.query.trim();
            if query.is_empty() {
                catalogue(ui, cx, &state.recent, out);
            } else {
                found(ui, cx, query, entered, out);
            }
            ui.add_space(12.0);
        });
}

fn found(ui: &mut Ui, cx: &Cx<'_>, query: &str, entered: bool, out: &mut Actions) {
    let items = search::find(query);
    if items.is_empty() {
        ui.horizontal(|ui| {
            ui.add_space(12.0);
            let (title, detail) = (cx.text("nothing-found"), cx.text("palette-nothing"));
            empty_state(
                ui,
                glyph::MAGNIFYING_GLASS,
                Tone::Neutral,
                &title,
                &detail,
                "",
            );
        });
        return;
    }
    if entered {
        out.push(Action::Edit(EditAction::Place(items[0].clone(), None)));
    }
    grid(ui, cx, &items, out);
}

fn catalogue(ui: &mut Ui, cx: &Cx<'_>, latest: &[String], out: &mut Actions) {
    let favourites = favourites(cx);
    let recent = recent(latest);
    let mut any = false;
    for (key, items) in [
        ("palette-favourites", favourites),
        ("palette-recent", recent),
    ] {
        if !items.is_empty() {
            section(ui, cx, &cx.text(key), key, &items, true, out);
            any = true;
        }
    }
    if any {
        line(ui);
    }
    for (i, category) in Category::ALL.into_iter().enumerate() {
        let items: Vec<NewItem> = catalog::kinds()
            .filter(|kind| kind.category == category)
            .map(|kind| NewItem::Component(kind.name))
            .collect();
        if !items.is_empty() {
            let title = category.title().get(cx.language);
            section(ui, cx, title, title, &items, i < 6, out);
        }
    }
    line(ui);
    let frames: Vec<NewItem> = ContainerKind::KNOWN
        .into_iter()
        .map(NewItem::Frame)
        .collect();
    section(
        ui,
        cx,
        &cx.text("palette-frames"),
        "frames",
        &frames,
        true,
        out,
    );
}

fn line(ui: &mut Ui) {
    ui.add_space(6.0);
    let rect = ui.max_rect();
    let y = ui.cursor().top();
    let ink = tokens(ui).border;
    paint::hline(
        ui.painter(),
        rect.left() + 12.0,
        rect.right() - 12.0,
        y,
        ink,
    );
    ui.add_space(6.0);
}

fn section(
    ui: &mut Ui,
    cx: &Cx<'_>,
    title: &str,
    key: &str,
    items: &[NewItem],
    open: bool,
    out: &mut Actions,
) {
    let count = number::count(items.len());
    let room = ui.available_rect_before_wrap().shrink2(vec2(12.0, 0.0));
    let mut inside = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(room)
            .layout(Layout::top_down(Align::Min)),
    );
    inside.spacing_mut().item_spacing.y = 0.0;
    let mut header = SectionHeader::new(title).count(&count);
    if !open {
        header = header.closed();
    }
    let opened = header.show(&mut inside, ("palette", key), |_| {}).is_some();
    let used = inside.min_rect();
    ui.allocate_rect(
        Rect::from_min_max(
            pos2(ui.max_rect().left(), used.top()),
            pos2(ui.max_rect().right(), used.bottom()),
        ),
        Sense::hover(),
    );
    if opened {
        ui.push_id(key, |ui| grid(ui, cx, items, out));
    }
}

fn grid(ui: &mut Ui, cx: &Cx<'_>, items: &[NewItem], out: &mut Actions) {
    ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
    let width = ui.available_width();
    let columns = if width >= TWO_COLUMNS { 2 } else { 1 };
    for row in items.chunks(columns) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(SIDE);
            for item in row {
                ui.allocate_ui(vec2((width - 2.0 * SIDE) / columns as f32, 30.0), |ui| {
                    entry(ui, cx, item, false, out);
                });
            }
        });
    }
}

fn favourites(cx: &Cx<'_>) -> Vec<NewItem> {
    cx.state
        .prefs
        .favourites
        .iter()
        .filter_map(|name| item_named(name))
        .collect()
}

fn recent(latest: &[String]) -> Vec<NewItem> {
    latest.iter().filter_map(|name| item_named(name)).collect()
}

fn item_named(name: &str) -> Option<NewItem> {
    match catalog::kind(name) {
        Some(kind) => Some(NewItem::Component(kind.name)),
        None => ContainerKind::KNOWN
            .into_iter()
            .find(|kind| kind.as_str() == name)
            .map(NewItem::Frame),
    }
}

/// Short and full name of an item.
fn names(cx: &Cx<'_>, item: &NewItem) -> (String, String) {
    match item {
        NewItem::Component(name) => match catalog::kind(name) {
            Some(kind) => (
                kind.short.get(cx.language).to_owned(),
                kind.title.get(cx.language).to_owned(),
            ),
            None => ((*name).to_owned(), (*name).to_owned()),
        },
        NewItem::Frame(kind) => {
            let name = cx.text(frame_key(kind)).into_owned();
            (name.clone(), name)
        }
    }
}

/// The square of an item.
pub fn swatch(item: &NewItem, t: &crate::scene::tokens::Tokens) -> Swatch {
    match item {
        NewItem::Component(name) => Swatch::of_kind(name, t),
        NewItem::Frame(kind) => Swatch::of_frame(kind, t),
    }
}

/// A name on one line where it fits `room`, else broken at the last space before which it does.
fn two_lines(name: &str, room: f32, measure: impl Fn(&str) -> f32) -> (&str, &str) {
    if measure(name) <= room {
        return (name, "");
    }
    let breaks = name.match_indices(' ').map(|(at, _)| name.split_at(at));
    let mut fitting = breaks.filter(|(first, _)| measure(first) <= room);
    match fitting.next_back() {
        Some((first, rest)) => (first, rest.trim_start()),
        None => (name, ""),
    }
}

fn entry(ui: &mut Ui, cx: &Cx<'_>, item: &NewItem, rail: bool, out: &mut Actions) {
    let t = tokens(ui);
    let size = if rail {
        vec2(RAIL, 32.0)
    } else {
        vec2(ui.available_width(), 30.0)
    };
    let (_, rect) = ui.allocate_space(size);
    let id = ui.id().with(("entry", item));
    let response = ui.interact(rect, id, Sense::click_and_drag());
    let (short, full) = names(cx, item);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &full));
    response.dnd_set_drag_payload(item.clone());
    let shade = rect.shrink2(vec2(if rail { 6.0 } else { 1.0 }, 1.0));
    if response.hovered() || response.dragged() {
        ui.painter().rect_filled(shade, 6.0, t.hover);
    }
    let side = if rail { 24.0 } else { 22.0 };
    let center = if rail {
        rect.center()
    } else {
        pos2(rect.left() + 6.0 + side / 2.0, rect.center().y)
    };
    let square = paint::snap(
        ui.painter(),
        Rect::from_center_size(center, vec2(side, side)),
    );
    swatch(item, t).paint(ui.painter(), square);
    let mut cut = false;
    if !rail {
        let at = pos2(rect.left() + NAME_LEFT, rect.center().y);
        let room = rect.right() - at.x;
        let font = Type::Small.font();
        let font = egui::FontId::new(NAME_SIZE, font.family);
        let measure = |text: &str| fonts::width(ui.painter(), text, font.clone());
        let (first, second) = two_lines(&short, room, measure);
        let lift = if second.is_empty() {
            0.0
        } else {
            NAME_LINE / 2.0
        };
        for (line, dy) in [(first, -lift), (second, lift)] {
            let (at, anchor) = (at + vec2(0.0, dy), Align2::LEFT_CENTER);
            let (painter, font, ink) = (ui.painter(), font.clone(), t.text_1);
            cut |= fonts::elided_text(painter, at, anchor, line, font, ink, room, Elide::End).1;
        }
    }
    paint::focus_ring(ui, &response, shade, 6.0);
    let enter = response.has_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    if response.double_clicked() || enter {
        out.push(Action::Edit(EditAction::Place(item.clone(), None)));
    }
    entry_menu(&response, cx, item, out);
    let response = response.on_hover_cursor(CursorIcon::Grab);
    if DragAndDrop::has_any_payload(ui.ctx()) {
        return;
    }
    let doc = match item {
        NewItem::Component(name) => {
            catalog::kind(name).map_or("", |kind| kind.doc.get(cx.language))
        }
        NewItem::Frame(_) => "",
    };
    let text = match (doc, cut || rail || short != full) {
        ("", true) => full,
        ("", false) => String::new(),
        (doc, _) => format!("{full}\n{doc}"),
    };
    tip(response, &text);
}

fn entry_menu(response: &egui::Response, cx: &Cx<'_>, item: &NewItem, out: &mut Actions) {
    context_menu(response, 220.0, |ui| {
        let (place, star) = (cx.text("palette-place"), cx.text("palette-favourite"));
        if ui.add(MenuItem::new(&place).glyph(glyph::PLUS)).clicked() {
            out.push(Action::Edit(EditAction::Place(item.clone(), None)));
        }
        let name = place::name_of(item);
        let on = cx.state.prefs.favourites.iter().any(|known| known == name);
        if ui
            .add(MenuItem::new(&star).glyph(glyph::STAR).checked(on))
            .clicked()
        {
            out.setting(Setting::Favourite(item.clone(), !on));
        }
    });
}

/// A small tile under the pointer while something is dragged out of the palette; not where the canvas shows what it would
/// become (`landing`).
pub fn drag_preview(ui: &Ui, cx: &Cx<'_>, landing: bool) {
    let ctx = ui.ctx();
    let Some(item) = DragAndDrop::payload::<NewItem>(ctx) else {
        return;
    };
    ctx.set_cursor_icon(CursorIcon::Grabbing);
    let Some(at) = ctx.pointer_interact_pos().filter(|_| !landing) else {
        return;
    };
    let t = tokens_of(ctx);
    let painter = ctx.layer_painter(LayerId::new(Order::Tooltip, Id::new("skydraft.drag")));
    let (name, _) = names(cx, &item);
    let font = Type::Control.strong();
    let width = fonts::width(&painter, &name, font.clone()) + 58.0;
    let rect = Rect::from_min_size(at + vec2(10.0, 10.0), vec2(width, 36.0));
    painter.add(shadow_float(t).as_shape(rect, 8.0));
    paint::boxed(
        &painter,
        rect,
        8.0,
        t.tile,
        egui::Stroke::new(1.0, t.accent),
    );
    let square = Rect::from_min_size(rect.min + vec2(7.0, 7.0), vec2(22.0, 22.0));
    swatch(&item, t).paint(&painter, square);
    let at = pos2(square.right() + 8.0, rect.center().y);
    fonts::text(&painter, at, Align2::LEFT_CENTER, &name, font, t.text_1);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;
    use crate::scene::text::{self, Weight};

    /// Room for the name of an entry in a palette of `width` points.
    fn name_room(width: f32) -> f32 {
        let columns = if width >= TWO_COLUMNS { 2.0 } else { 1.0 };
        (width - 2.0 * SIDE) / columns - NAME_LEFT
    }

    #[test]
    fn a_long_name_is_broken_at_its_last_fitting_space() {
        let measure = |text: &str| text.chars().count() as f32;
        let broken = |name, room| two_lines(name, room, measure);
        assert_eq!(broken("Internet gateway", 16.0), ("Internet gateway", ""));
        assert_eq!(broken("Internet gateway", 15.0), ("Internet", "gateway"));
        let name = "Gateway Load Balancer";
        assert_eq!(broken(name, 14.0), ("Gateway Load", "Balancer"));
        assert_eq!(broken("CloudFormation", 9.0), ("CloudFormation", ""));
    }

    #[test]
    fn names_are_words_and_not_cut_words() {
        for kind in catalog::kinds() {
            for name in [kind.short.en, kind.short.ko] {
                let unclear = [
                    "LS", "SM", "DX", "GW", "EP", "SLS", "CF", "CFN", "TGW", "IGW", "NACL", "FMS",
                ];
                let mut words = name.split(' ');
                let found = words.find(|word| word.ends_with('.') || unclear.contains(word));
                assert_eq!(found, None, "{name}");
            }
        }
    }

    #[test]
    fn every_name_fits_its_column_at_the_width_the_palette_starts_with() {
        let room = name_room(START);
        let mut long = Vec::new();
        for language in [Language::English, Language::Korean] {
            let kinds = catalog::kinds().map(|kind| kind.short.get(language).to_owned());
            let frames = ContainerKind::KNOWN
                .iter()
                .map(|kind| crate::text::get(language, frame_key(kind)).into_owned());
            for name in kinds.chain(frames) {
                let measure = |text: &str| text::width(text, NAME_SIZE, Weight::Regular);
                let (first, second) = two_lines(&name, room, measure);
                for line in [first, second] {
                    if measure(line) > room {
                        long.push(format!("{line}: {:.1}", measure(line)));
                    }
                }
            }
        }
        assert!(long.is_empty(), "more than {room}: {long:?}");
    }
}
