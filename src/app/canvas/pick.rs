//! The list of kinds that opens where a connection is dropped on the open canvas.

use super::CanvasState;
use super::controller::{PickKind, Sight, facing, place_and_connect};
use super::hit::port_at;
use super::layers::elbow;
use super::pen::Pen;
use crate::app::action::{Actions, Select};
use crate::app::cx::Cx;
use crate::app::theme::tokens;
use crate::app::widgets::field::TextField;
use crate::app::widgets::menu::{MenuItem, menu_frame};
use crate::catalog::{self, Kind};
use crate::model::{Point, Side};
use egui::{Area, Color32, Id, Key, Modifiers, Order, Shape, Ui, pos2, vec2};

const WIDTH: f32 = 232.0;
const ROWS: usize = 9;

/// The open list.
#[derive(Debug)]
pub struct Pick {
    what: PickKind,
    query: String,
    at: usize,
    fresh: bool,
}

impl Pick {
    /// A list for a connection that was dropped.
    pub fn new(what: PickKind) -> Pick {
        Pick {
            what,
            query: String::new(),
            at: 0,
            fresh: true,
        }
    }

    /// The connection as it will be.
    pub fn line(&self, pen: &mut Pen<'_>, s: &Sight<'_>) {
        let tiles = s.scene.tiles_of(&self.what.fixed);
        let from = tiles.min_by(|a, b| {
            let far = |t: &crate::scene::Tile| t.rect.center().distance(self.what.at);
            far(a).total_cmp(&far(b))
        });
        let rect = from.map(|tile| tile.rect);
        let rect = rect.or_else(|| s.scene.frame(&self.what.fixed).map(|f| f.rect));
        let Some(rect) = rect else { return };
        let side = facing(rect, self.what.at);
        let start = pen.at(port_at(rect, side));
        let end = pen.at(self.what.at);
        let path = elbow(start, end, matches!(side, Side::Left | Side::Right));
        let line = Pen::line(pen.t.accent, 2.0);
        pen.shapes.extend(Shape::dashed_line(&path, line, 6.0, 3.0));
        pen.add(Shape::circle_filled(end, 4.0, Color32::from(pen.t.accent)));
    }
}

/// Kinds that match all words of a query, best first: those whose short name begins with it, then the palette's order.
fn matching(query: &str) -> Vec<&'static Kind> {
    let query = query.to_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    let mut found: Vec<(bool, &'static Kind)> = catalog::kinds()
        .filter_map(|kind| {
            let names = [
                kind.name,
                kind.title.en,
                kind.title.ko,
                kind.short.en,
                kind.short.ko,
                kind.service,
            ];
            let text = names
                .into_iter()
                .chain(kind.keywords.iter().copied())
                .collect::<Vec<_>>()
                .join(" ")
                .to_lowercase();
            let begins = [kind.short.en, kind.short.ko, kind.title.en]
                .iter()
                .any(|name| name.to_lowercase().starts_with(&query));
            words
                .iter()
                .all(|word| text.contains(word))
                .then_some((!begins, kind))
        })
        .collect();
    found.sort_by_key(|(later, _)| *later);
    found.into_iter().map(|(_, kind)| kind).collect()
}

/// Shows the list and puts the chosen kind on the canvas.
pub fn ui(ui: &Ui, view: egui::Rect, cx: &Cx<'_>, state: &mut CanvasState, out: &mut Actions) {
    let Some(pick) = &mut state.pick else { return };
    let camera = cx.state.view.camera;
    let at: Point = camera.to_view(pick.what.at);
    let height = 26.0 * ROWS as f32 + 48.0;
    let place = pos2(
        (view.left() + at.x + 8.0)
            .clamp(view.left(), (view.right() - WIDTH - 16.0).max(view.left())),
        (view.top() + at.y + 8.0).clamp(view.top(), (view.bottom() - height).max(view.top())),
    );
    let ctx = ui.ctx().clone();
    let up = ctx.input_mut(|i| i.consume_key(Modifiers::NONE, Key::ArrowUp));
    let down = ctx.input_mut(|i| i.consume_key(Modifiers::NONE, Key::ArrowDown));
    let enter = ctx.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
    let escape = ctx.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape));
    let mut chosen = None;
    let t = tokens(ui);
    Area::new(Id::new("canvas-pick"))
        .order(Order::Foreground)
        .fixed_pos(place)
        .show(&ctx, |ui| {
            menu_frame(t).show(ui, |ui| {
                ui.set_width(WIDTH);
                ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
                let search = cx.text("canvas-pick-search");
                let clear = cx.text("canvas-pick-clear");
                let id = ui.id().with("query");
                let field = TextField::search(&mut pick.query, &search, &clear)
                    .id(id)
                    .width(WIDTH)
                    .show(ui);
                if std::mem::take(&mut pick.fresh) {
                    ctx.memory_mut(|m| m.request_focus(id));
                }
                if field.changed() {
                    pick.at = 0;
                }
                ui.add_space(4.0);
                let kinds = matching(&pick.query);
                let shown = kinds.len().min(ROWS);
                if down {
                    pick.at = (pick.at + 1).min(shown.saturating_sub(1));
                }
                if up {
                    pick.at = pick.at.saturating_sub(1);
                }
                if kinds.is_empty() {
                    let nothing = cx.text("canvas-pick-nothing");
                    ui.add(MenuItem::new(&nothing).enabled(false));
                }
                for (number, kind) in kinds.iter().take(ROWS).enumerate() {
                    let title = kind.title.get(cx.language);
                    let item = MenuItem::new(title)
                        .glyph(kind.glyph)
                        .highlighted(number == pick.at);
                    if ui.add(item).clicked() || (enter && number == pick.at) {
                        chosen = Some(kind.name);
                    }
                }
            });
        });
    if let Some(kind) = chosen {
        let (edit, id) = place_and_connect(cx.design(), cx.catalogue(), kind, &pick.what);
        out.edit(edit, "undo-connect");
        out.select(Select::Only(id));
        state.pick = None;
    } else if escape {
        state.pick = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_found_by_any_of_their_names() {
        assert_eq!(matching("").len(), catalog::kinds().count());
        for kind in catalog::kinds() {
            assert!(matching(kind.short.ko).contains(&kind), "{}", kind.name);
            assert!(matching(kind.title.en).contains(&kind), "{}", kind.name);
        }
        assert!(matching("no such kind at all").is_empty());
    }
}
