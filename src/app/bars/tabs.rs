//! The row of tabs, one for each open design. It is there as soon as a second design is open.

use crate::app::action::Actions;
use crate::app::command::Command;
use crate::app::cx::Cx;
use crate::app::fonts::{self, Elide, Type};
use crate::app::tabs::{TabAction, TabInfo};
use crate::app::theme::tokens;
use crate::app::widgets::button::Button;
use crate::app::widgets::menu::{MenuItem, context_menu, separator};
use crate::app::widgets::paint;
use crate::app::widgets::tip::{tip, tip_keys};
use crate::glyph;
use egui::{
    Align, Align2, CursorIcon, EventFilter, Id, Key, Layout, Modifiers, PointerButton, Rect,
    Response, ScrollArea, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2,
};

/// Height of the row.
pub const HEIGHT: f32 = 34.0;
/// Widest and narrowest tab; beyond that the row scrolls.
const WIDTH: (f32, f32) = (96.0, 200.0);
const CLOSE: f32 = 18.0;

/// Whether the row is shown.
pub fn shown(cx: &Cx<'_>) -> bool {
    cx.state.tabs.order().len() > 1
}

/// Draws the row.
pub fn ui(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let t = tokens(ui);
    let rect = ui.max_rect();
    ui.painter().rect_filled(rect, 0.0, t.canvas);
    paint::hline(
        ui.painter(),
        rect.left(),
        rect.right(),
        rect.bottom() - 1.0,
        t.border,
    );
    let tabs = cx.state.tab_list();
    let room = rect.width() - 8.0 - 44.0;
    let width = (room / tabs.len() as f32).clamp(WIDTH.0, WIDTH.1).floor();
    let inner = Rect::from_min_max(pos2(rect.left() + 8.0, rect.top()), rect.max);
    let mut row = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(inner)
            .layout(Layout::left_to_right(Align::Min)),
    );
    row.spacing_mut().item_spacing.x = 0.0;
    let wanted = (width * tabs.len() as f32).min(room);
    ScrollArea::horizontal()
        .id_salt("tabs")
        .max_width(wanted)
        .scroll_bar_visibility(egui::scroll_area::ScrollBarVisibility::AlwaysHidden)
        .show(&mut row, |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let size = vec2(width * tabs.len() as f32, HEIGHT);
            let (all, _) = ui.allocate_exact_size(size, Sense::hover());
            for (i, tab) in tabs.iter().enumerate() {
                let left = all.left() + width * i as f32;
                let part =
                    Rect::from_min_size(pos2(left, all.top() + 4.0), vec2(width, HEIGHT - 4.0));
                one(ui, cx, &tabs, i, part, out);
                let last = i + 1 == tabs.len();
                if !tab.current && !last && !tabs[i + 1].current {
                    let y = part.center().y;
                    paint::vline(ui.painter(), part.right(), y - 8.0, y + 8.0, t.border);
                }
            }
        });
    row.add_space(6.0);
    let name = cx.text(Command::NewTab.key());
    let keys = Command::NewTab.keys(cfg!(target_os = "macos"));
    row.with_layout(Layout::left_to_right(Align::Center), |ui| {
        let button = Button::icon(glyph::PLUS, &name).keys(&keys).small();
        if ui.add(button).clicked() {
            Command::NewTab.run(cx, false, out);
        }
    });
}

/// What a tab is called: file names that two tabs share are told apart by their folder.
pub fn name_of(cx: &Cx<'_>, tabs: &[TabInfo], at: usize) -> String {
    let tab = &tabs[at];
    if tab.name.is_empty() {
        return cx.text("untitled").into_owned();
    }
    let mut others = tabs.iter().enumerate();
    let shared = others.any(|(i, other)| i != at && other.name == tab.name);
    let folder = tab
        .path
        .as_ref()
        .and_then(|path| path.parent()?.file_name());
    match folder {
        Some(folder) if shared => format!("{} — {}", tab.name, folder.to_string_lossy()),
        _ => tab.name.clone(),
    }
}

fn id_of(tab: &TabInfo) -> Id {
    Id::new("skydraft.tab").with(tab.id)
}

fn one(ui: &mut Ui, cx: &Cx<'_>, tabs: &[TabInfo], at: usize, part: Rect, out: &mut Actions) {
    let tab = &tabs[at];
    let name = name_of(cx, tabs, at);
    let response = ui.interact(part, id_of(tab), Sense::click_and_drag());
    let close = Rect::from_center_size(
        pos2(part.right() - 8.0 - CLOSE / 2.0, part.center().y),
        vec2(CLOSE, CLOSE),
    );
    let over = ui.rect_contains_pointer(part);
    let closing = ui.interact(close, id_of(tab).with("close"), Sense::click());
    let said = match tab.dirty {
        true => format!("{name}, {}", cx.text("file-unsaved")),
        false => name.clone(),
    };
    response.widget_info(|| {
        WidgetInfo::selected(WidgetType::SelectableLabel, true, tab.current, &said)
    });
    let as_tab = |node: &mut egui::accesskit::Node| node.set_role(egui::accesskit::Role::Tab);
    ui.ctx().accesskit_node_builder(response.id, as_tab);
    let close_name = cx.text_with("tab-close", "name", name.as_str());
    closing.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &close_name));
    draw(ui, tab, &name, part, &response, (close, &closing, over));

    if response.clicked() || response.drag_started_by(PointerButton::Primary) {
        out.tab(TabAction::Show(tab.id));
    }
    if response.dragged_by(PointerButton::Primary)
        && let Some(pointer) = response.interact_pointer_pos()
    {
        let moved = ((pointer.x - part.left()) / part.width()).floor() as isize;
        let to = at.saturating_add_signed(moved).min(tabs.len() - 1);
        if to != at {
            out.tab(TabAction::Move(tab.id, to));
        }
    }
    if closing.clicked() || response.middle_clicked() {
        out.tab(TabAction::Close(tab.id));
    }
    keyboard(ui, tabs, at, &response, out);
    context_menu(&response, 220.0, |ui| own_menu(ui, cx, tabs, at, out));
    let keys = Command::CloseTab.keys(cfg!(target_os = "macos"));
    tip_keys(closing, &close_name, if tab.current { &keys } else { "" });
    if let Some(path) = &tab.path {
        tip(response, &path.display().to_string());
    } else {
        tip(response, &said);
    }
}

fn draw(
    ui: &Ui,
    tab: &TabInfo,
    name: &str,
    part: Rect,
    response: &Response,
    (close, closing, over): (Rect, &Response, bool),
) {
    let t = tokens(ui);
    let painter = ui.painter();
    if tab.current {
        let round = egui::CornerRadius {
            nw: 7,
            ne: 7,
            sw: 0,
            se: 0,
        };
        let stroke = paint::hairline(t.border);
        let shape = part.expand2(vec2(0.0, 1.0)).translate(vec2(0.0, 1.0));
        painter.rect(
            paint::snap(painter, shape),
            round,
            t.panel,
            stroke,
            egui::StrokeKind::Inside,
        );
        // No line between the tab and what it holds.
        let seam = Rect::from_min_max(
            pos2(part.left() + 1.0, part.bottom() - 1.0),
            pos2(part.right() - 1.0, part.bottom() + 1.0),
        );
        painter.rect_filled(paint::snap(painter, seam), 0.0, t.panel);
    } else if over {
        let inside = part.shrink2(vec2(2.0, 3.0));
        painter.rect_filled(inside, 6.0, t.hover);
    }
    let (font, ink) = match tab.current {
        true => (Type::Control.strong(), t.text_1),
        false => (Type::Control.font(), t.text_2),
    };
    let text = pos2(part.left() + 12.0, part.center().y);
    let room = close.left() - 6.0 - text.x;
    fonts::elided_text(
        painter,
        text,
        Align2::LEFT_CENTER,
        name,
        font,
        ink,
        room,
        Elide::Middle,
    );
    let shows_close = over || closing.has_focus() || (tab.current && !tab.dirty);
    if shows_close {
        if closing.hovered() {
            painter.rect_filled(close, 5.0, t.hover.mix(t.strong, 0.5));
        }
        let ink = if closing.hovered() {
            t.text_1
        } else {
            t.text_3
        };
        fonts::glyph(painter, close.center(), glyph::X, fonts::icon(12.0), ink);
    } else if tab.dirty {
        painter.circle_filled(close.center(), 3.5, t.text_2);
    }
    paint::focus_ring(ui, response, part.shrink(3.0), 5.0);
    paint::focus_ring(ui, closing, close, 5.0);
    if closing.hovered() {
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
    }
}

/// Arrows go to the tab beside; with Ctrl and Shift they move the tab.
fn keyboard(ui: &Ui, tabs: &[TabInfo], at: usize, response: &Response, out: &mut Actions) {
    if !response.has_focus() {
        return;
    }
    let filter = EventFilter {
        horizontal_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|m| m.set_focus_lock_filter(response.id, filter));
    let moving = Modifiers::COMMAND | Modifiers::SHIFT;
    let (step, shift, delete) = ui.input_mut(|i| {
        let shift = isize::from(i.consume_key(moving, Key::ArrowRight))
            - isize::from(i.consume_key(moving, Key::ArrowLeft));
        let step = isize::from(i.consume_key(Modifiers::NONE, Key::ArrowRight))
            - isize::from(i.consume_key(Modifiers::NONE, Key::ArrowLeft));
        (step, shift, i.consume_key(Modifiers::NONE, Key::Delete))
    });
    let next = |by: isize| at.saturating_add_signed(by).min(tabs.len() - 1);
    if shift != 0 {
        out.tab(TabAction::Move(tabs[at].id, next(shift)));
    }
    if step != 0 && next(step) != at {
        out.tab(TabAction::Show(tabs[next(step)].id));
        ui.memory_mut(|m| m.request_focus(id_of(&tabs[next(step)])));
    }
    if delete {
        out.tab(TabAction::Close(tabs[at].id));
    }
}

fn own_menu(ui: &mut Ui, cx: &Cx<'_>, tabs: &[TabInfo], at: usize, out: &mut Actions) {
    let keys = Command::CloseTab.keys(cfg!(target_os = "macos"));
    let close = cx.text(Command::CloseTab.key());
    if ui.add(MenuItem::new(&close).keys(&keys)).clicked() {
        out.tab(TabAction::Close(tabs[at].id));
    }
    let others = cx.text("tab-close-others");
    if ui.add(MenuItem::new(&others)).clicked() {
        // One question at a time: those with unsaved changes stay open.
        for other in tabs.iter().filter(|o| o.id != tabs[at].id && !o.dirty) {
            out.tab(TabAction::Close(other.id));
        }
        out.tab(TabAction::Show(tabs[at].id));
    }
    separator(ui);
    for (key, by) in [("tab-move-left", -1), ("tab-move-right", 1)] {
        let to = at.saturating_add_signed(by);
        let can = to != at && to < tabs.len();
        let text = cx.text(key);
        if ui.add(MenuItem::new(&text).enabled(can)).clicked() {
            out.tab(TabAction::Move(tabs[at].id, to));
        }
    }
}
