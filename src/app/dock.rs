//! Panels that are dragged by their heads: components and inspector to the other side, results beside the drawing or below
//! it. The same state as the commands that move panels; while a panel is held, the place where it would go lights up.

use super::action::{Actions, View};
use super::cx::Cx;
use super::fonts::{self, Type};
use super::theme::{shadow_float, tokens_of};
use super::widgets::areas::{Area, Areas};
use super::widgets::paint;
use super::widgets::tip::tip;
use crate::glyph;
use egui::{
    Align2, Color32, Context, CursorIcon, Id, Key, LayerId, Modifiers, Order, PointerButton, Pos2,
    Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2,
};

/// Width of the window from which the results may stand beside the drawing: their tabs and filters need one row.
pub const BESIDE_FROM: f32 = 1500.0;
/// Share of the window at each side that takes a panel.
const SIDE: f32 = 0.4;

/// A panel that can be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Piece {
    /// Components and layers.
    Palette,
    /// Properties.
    Inspector,
    /// Findings, cost, charts, traffic.
    Results,
}

impl Piece {
    fn area(self) -> Area {
        match self {
            Piece::Palette => Area::Palette,
            Piece::Inspector => Area::Inspector,
            Piece::Results => Area::Panel,
        }
    }
}

/// Where a held panel can go.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Zone {
    /// What lights up.
    place: Rect,
    /// Where the pointer has to be.
    reach: Rect,
    to: To,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum To {
    /// Components and inspector change sides, or stand as usual.
    Sides(bool),
    /// Results beside the drawing, or below it.
    Beside(bool),
    /// Results beside the drawing, where the window has no room for it.
    TooNarrow,
}

fn held_id() -> Id {
    Id::new("skydraft.dock.held")
}

/// A panel that is held by its head.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Held {
    piece: Piece,
    /// Whether it was dragged a way; a press alone moves nothing.
    dragged: bool,
}

fn held(ctx: &Context) -> Option<Held> {
    ctx.data(|d| d.get_temp(held_id()))
}

fn hold(ctx: &Context, held: Option<Held>) {
    ctx.data_mut(|d| match held {
        Some(held) => {
            d.insert_temp(held_id(), held);
        }
        None => d.remove::<Held>(held_id()),
    });
}

/// Makes the head of a panel the place to drag it by. Call before what stands in the head is drawn, which keeps its clicks.
pub fn handle(ui: &Ui, cx: &Cx<'_>, piece: Piece, head: Rect) {
    let id = Id::new("skydraft.dock.head").with(piece);
    // There are commands for the keyboard.
    let response = ui.interact(head, id, Sense::DRAG);
    if response.drag_started_by(PointerButton::Primary) {
        let held = Held {
            piece,
            dragged: false,
        };
        hold(ui.ctx(), Some(held));
    }
    if ui.rect_contains_pointer(head) && held(ui.ctx()).is_none() {
        let t = tokens_of(ui.ctx());
        let at = pos2(head.left() + 6.0, head.center().y);
        let c = glyph::DOTS_SIX_VERTICAL;
        fonts::glyph(ui.painter(), at, c, fonts::icon(12.0), t.text_3);
    }
    if response.hovered() && held(ui.ctx()).is_none() {
        ui.ctx().set_cursor_icon(CursorIcon::Grab);
    }
    if held(ui.ctx()).is_none() {
        let key = match piece {
            Piece::Results => "dock-hint-results",
            Piece::Palette | Piece::Inspector => "dock-hint-side",
        };
        tip(response, &cx.text(key));
    }
}

/// Esc lets go of a held panel: it stays where it was. Call before anything else looks at Esc.
pub fn cancel(ctx: &Context) {
    let holds = held(ctx).is_some();
    if holds && ctx.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape)) {
        hold(ctx, None);
    }
}

/// Shows where a held panel would go in a window of that width, and moves it there on release.
pub fn ui(ctx: &Context, cx: &Cx<'_>, areas: &Areas, window: f32, out: &mut Actions) {
    let Some(mut now) = held(ctx) else { return };
    let (pointer, down, dragging) = ctx.input(|i| {
        let pointer = &i.pointer;
        let dragging = pointer.is_decidedly_dragging();
        (pointer.latest_pos(), pointer.primary_down(), dragging)
    });
    now.dragged |= dragging;
    let zones = zones(cx, areas, now.piece, window);
    let over = pointer.and_then(|at| zones.iter().find(|zone| zone.reach.contains(at)));
    if !down {
        hold(ctx, None);
        if let Some(zone) = over.filter(|_| now.dragged) {
            go(cx, zone.to, out);
        }
        ctx.request_repaint();
        return;
    }
    hold(ctx, Some(now));
    if !now.dragged {
        return;
    }
    ctx.set_cursor_icon(match over {
        Some(zone) if zone.to == To::TooNarrow => CursorIcon::NotAllowed,
        _ => CursorIcon::Grabbing,
    });
    let name = cx.text(now.piece.area().key());
    if let Some(zone) = over {
        light(ctx, cx, &name, zone);
    }
    if let Some(at) = pointer {
        chip(ctx, at, &name);
    }
}

/// Moves what is asked for, where it is not there yet.
fn go(cx: &Cx<'_>, to: To, out: &mut Actions) {
    let view = &cx.state.view;
    match to {
        To::Sides(swapped) if view.sides_swapped != swapped => {
            out.view(View::SwapSides(swapped));
        }
        To::Beside(beside) => {
            if view.panel_beside != beside {
                out.view(View::PanelBeside(beside));
            }
            if beside && view.panel_folded {
                out.view(View::PanelOpen(true));
            }
        }
        To::Sides(_) | To::TooNarrow => {}
    }
}

/// Where a panel can go: all of the window below the top bar is shared out.
fn zones(cx: &Cx<'_>, areas: &Areas, piece: Piece, window: f32) -> Vec<Zone> {
    let parts = Area::ALL.into_iter().filter(|area| *area != Area::Top);
    let body = parts
        .filter_map(|area| areas.rect(area))
        .reduce(Rect::union);
    let (Some(body), Some(own)) = (body, areas.rect(piece.area())) else {
        return Vec::new();
    };
    let left = body.split_left_right_at_fraction(SIDE).0;
    let right = body.split_left_right_at_fraction(1.0 - SIDE).1;
    let at_left = |width: f32| body.split_left_right_at_x(body.left() + width).0;
    let at_right = |width: f32| body.split_left_right_at_x(body.right() - width).1;
    if piece != Piece::Results {
        let is_palette = piece == Piece::Palette;
        let zone = |place, reach, swapped| Zone {
            place,
            reach,
            to: To::Sides(swapped),
        };
        return vec![
            zone(at_left(own.width()), left, !is_palette),
            zone(at_right(own.width()), right, is_palette),
        ];
    }
    let drawing = [Area::Canvas, Area::Panel];
    let drawing = drawing.into_iter().filter_map(|area| areas.rect(area));
    let Some(drawing) = drawing.reduce(Rect::union) else {
        return Vec::new();
    };
    let (upper, lower) = drawing.split_top_bottom_at_fraction(1.0 - SIDE);
    let swapped = cx.state.view.sides_swapped;
    let half = |rect: Rect| match rect.split_left_right_at_fraction(0.5) {
        (left, _) if swapped => left,
        (_, right) => right,
    };
    let to = match window >= BESIDE_FROM {
        true => To::Beside(true),
        false => To::TooNarrow,
    };
    let below = match cx.state.view.panel_beside {
        true => lower,
        false => own,
    };
    vec![
        Zone {
            place: half(drawing),
            reach: half(upper),
            to,
        },
        Zone {
            place: below,
            reach: lower,
            to: To::Beside(false),
        },
    ]
}

/// Lights a place up and says what goes there.
fn light(ctx: &Context, cx: &Cx<'_>, name: &str, zone: &Zone) {
    let t = tokens_of(ctx);
    let layer = LayerId::new(Order::Foreground, Id::new("skydraft.dock.zone"));
    let painter = ctx.layer_painter(layer);
    let rect = paint::snap(&painter, zone.place.shrink(3.0));
    let narrow = zone.to == To::TooNarrow;
    let line = if narrow { t.text_3 } else { t.accent };
    let fill = if narrow { t.hover } else { t.accent_soft };
    painter.rect(
        rect,
        8.0,
        Color32::from(fill).gamma_multiply(0.9),
        Stroke::new(2.0, Color32::from(line)),
        StrokeKind::Inside,
    );
    let text = match narrow {
        true => cx.text("dock-narrow").into_owned(),
        false => cx.text_with("dock-here", "name", name),
    };
    let ink = if narrow { t.text_2 } else { t.accent };
    let room = (rect.width() - 24.0).max(40.0);
    let job = fonts::paragraph(&text, Type::Control, true, ink.into(), room);
    let galley = painter.layout_job(job);
    let at = rect.center() - galley.size() * 0.5;
    painter.galley(at, galley, ink.into());
}

/// The name of the held panel at the pointer.
fn chip(ctx: &Context, at: Pos2, name: &str) {
    let t = tokens_of(ctx);
    let painter = ctx.layer_painter(LayerId::new(Order::Tooltip, Id::new("skydraft.dock.chip")));
    let font = Type::Control.strong();
    let width = fonts::width(&painter, name, font.clone()) + 38.0;
    let rect = Rect::from_min_size(at + vec2(10.0, 10.0), vec2(width, 30.0));
    painter.add(shadow_float(t).as_shape(rect, 8.0));
    paint::boxed(&painter, rect, 8.0, t.tile, Stroke::new(1.0, t.accent));
    let y = rect.center().y;
    let icon = fonts::icon(14.0);
    fonts::glyph(
        &painter,
        pos2(rect.left() + 14.0, y),
        glyph::SIDEBAR_SIMPLE,
        icon,
        t.text_2,
    );
    let at = pos2(rect.left() + 27.0, y);
    fonts::text(&painter, at, Align2::LEFT_CENTER, name, font, t.text_1);
}

#[cfg(test)]
mod tests {
    use crate::app::shell::Shell;
    use crate::app::state::Dock;
    use crate::app::testing::{look_at, press, sample_window};
    use crate::app::theme::Theme;
    use crate::app::widgets::areas::Area;
    use crate::model::Language;
    use egui::{CursorIcon, Event, Key, Modifiers, PointerButton, Pos2, Rect, pos2};
    use egui_kittest::Harness;

    fn window(width: f32) -> Harness<'static, Shell> {
        let mut h = sample_window(Language::English, Theme::Light, [width, 900.0]);
        h.run_steps(6);
        h
    }

    fn area(h: &Harness<'_, Shell>, area: Area) -> Rect {
        h.state().areas.rect(area).unwrap()
    }

    fn button(h: &mut Harness<'_, Shell>, pos: Pos2, pressed: bool) {
        h.event(Event::PointerMoved(pos));
        h.step();
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        h.event(Event::PointerButton {
            pos,
            button,
            pressed,
            modifiers,
        });
        h.step();
    }

    /// Presses at a place and drags to another, step by step, without letting go.
    fn drag(h: &mut Harness<'_, Shell>, from: Pos2, to: Pos2) {
        button(h, from, true);
        for step in 1..=5 {
            h.event(Event::PointerMoved(from.lerp(to, step as f32 / 5.0)));
            h.step();
        }
    }

    fn drop(h: &mut Harness<'_, Shell>, from: Pos2, to: Pos2) {
        drag(h, from, to);
        button(h, to, false);
        h.run_steps(6);
    }

    /// A place in the head of a panel, on its first tab or title.
    fn head(h: &Harness<'_, Shell>, of: Area) -> Pos2 {
        area(h, of).left_top() + egui::vec2(60.0, 18.0)
    }

    #[test]
    fn a_panel_dragged_to_the_other_side_changes_places_and_comes_back() {
        let mut h = window(1600.0);
        let cursor = |h: &Harness<'_, Shell>| h.output().platform_output.cursor_icon;
        let from = head(&h, Area::Palette);
        h.event(Event::PointerMoved(
            area(&h, Area::Palette).right_top() + egui::vec2(-40.0, 18.0),
        ));
        h.run_steps(3);
        assert_eq!(cursor(&h), CursorIcon::Grab, "it can be taken");
        // In the middle nothing would happen, at the right it goes there.
        drag(&mut h, from, pos2(800.0, 400.0));
        h.event(Event::PointerMoved(pos2(1500.0, 400.0)));
        h.run_steps(2);
        assert_eq!(cursor(&h), CursorIcon::Grabbing);
        look_at(&mut h, "dock-palette");
        button(&mut h, pos2(1500.0, 400.0), false);
        h.run_steps(6);
        assert!(Dock::of(&h.state().state.view).sides_swapped);
        assert!(area(&h, Area::Palette).left() > area(&h, Area::Inspector).left());
        // The inspector is dragged by its head back to the right.
        let from = area(&h, Area::Inspector).left_top() + egui::vec2(30.0, 30.0);
        drop(&mut h, from, pos2(1500.0, 400.0));
        assert!(!h.state().state.view.sides_swapped);
        assert!(area(&h, Area::Palette).left() < area(&h, Area::Inspector).left());
        assert!(
            h.state().state.history.undo_label().is_none(),
            "no step of the design"
        );
    }

    #[test]
    fn results_are_dragged_beside_the_drawing_and_below_it_again() {
        let mut h = window(1700.0);
        let below = area(&h, Area::Panel);
        let drawing = area(&h, Area::Canvas);
        let from = head(&h, Area::Panel);
        let beside = pos2(drawing.right() - 60.0, drawing.top() + 80.0);
        drag(&mut h, from, beside);
        look_at(&mut h, "dock-results");
        button(&mut h, beside, false);
        h.run_steps(6);
        assert!(h.state().state.view.panel_beside);
        assert!(area(&h, Area::Panel).left() > area(&h, Area::Canvas).left());
        let from = head(&h, Area::Panel);
        drop(
            &mut h,
            from,
            pos2(drawing.center().x, below.bottom() - 20.0),
        );
        assert!(!h.state().state.view.panel_beside);
        assert_eq!(area(&h, Area::Panel), below);
    }

    #[test]
    fn esc_a_press_alone_and_a_narrow_window_leave_panels_where_they_are() {
        let mut h = window(1600.0);
        let (from, to) = (head(&h, Area::Palette), pos2(1500.0, 400.0));
        drag(&mut h, from, to);
        press(&mut h, Modifiers::NONE, Key::Escape);
        button(&mut h, to, false);
        assert!(!h.state().state.view.sides_swapped);
        // A click on a tab shows its page.
        let layers = area(&h, Area::Palette).left_top() + egui::vec2(140.0, 18.0);
        button(&mut h, layers, true);
        button(&mut h, layers, false);
        h.run_steps(4);
        assert_eq!(h.state().state.view.side, crate::app::view::SideTab::Layers);
        assert!(!h.state().state.view.sides_swapped);
        let mut h = window(1400.0);
        let drawing = area(&h, Area::Canvas);
        let from = head(&h, Area::Panel);
        drag(
            &mut h,
            from,
            pos2(drawing.right() - 60.0, drawing.top() + 80.0),
        );
        look_at(&mut h, "dock-narrow");
        button(
            &mut h,
            pos2(drawing.right() - 60.0, drawing.top() + 80.0),
            false,
        );
        assert!(!h.state().state.view.panel_beside);
    }
}
