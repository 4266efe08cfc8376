//! The list of kinds that opens where a connection is dropped on the open canvas.

use super::CanvasState;
use super::connect::place_and_connect;
use super::controller::{PickKind, Sight, facing};
use super::hit::port_at;
use super::layers::elbow;
use super::pen::Pen;
use crate::app::action::{Actions, Select};
use crate::app::cx::Cx;
use crate::app::theme::tokens;
use crate::app::widgets::field::TextField;
use crate::app::widgets::menu::{MenuItem, menu_frame};
use crate::catalog::{self, Kind, next};
use crate::model::{Design, Id, Point, Side};
use egui::{Area, Color32, Key, Modifiers, Order, Shape, Ui, pos2, vec2};
use std::collections::BTreeMap;

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

/// Kinds that are likely at the other end, the likeliest first: those at the other end of like connections of the design,
/// by how often, then those that usually are.
fn likely(design: &Design, what: &PickKind) -> Vec<&'static Kind> {
    let Some(own) = design.component(&what.fixed).map(|c| c.kind.as_str()) else {
        return Vec::new();
    };
    let mut drawn: BTreeMap<&str, usize> = BTreeMap::new();
    for connection in design.connections.values() {
        let ends = (&connection.from, &connection.to);
        let (near, far) = if what.backwards {
            (ends.1, ends.0)
        } else {
            ends
        };
        let kind_of = |id: &Id| design.component(id).map(|c| c.kind.as_str());
        if kind_of(near) == Some(own)
            && let Some(kind) = kind_of(far)
        {
            *drawn.entry(kind).or_default() += 1;
        }
    }
    let mut drawn: Vec<(&str, usize)> = drawn.into_iter().collect();
    drawn.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let drawn = drawn
        .into_iter()
        .filter_map(|(name, _)| catalog::kind(name));
    let usual: Vec<&'static Kind> = if what.backwards {
        next::callers_of(own)
    } else {
        next::called_by(own).collect()
    };
    let mut kinds: Vec<&'static Kind> = Vec::new();
    for kind in drawn.chain(usual) {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds
}

/// Kinds that match all words of a query, best first: the likely ones, those whose short name begins with it, then the
/// palette's order.
fn matching(query: &str, likely: &[&'static Kind]) -> Vec<&'static Kind> {
    let query = query.to_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    let mut found: Vec<((usize, bool), &'static Kind)> = catalog::kinds()
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
            words.iter().all(|word| text.contains(word)).then(|| {
                let place = likely.iter().position(|other| *other == kind);
                ((place.unwrap_or(usize::MAX), !begins), kind)
            })
        })
        .collect();
    found.sort_by_key(|(place, _)| *place);
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
    Area::new(egui::Id::new("canvas-pick"))
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
                let likely = likely(cx.design(), &pick.what);
                let kinds = matching(&pick.query, &likely);
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
        let matching = |query: &str| matching(query, &[]);
        assert_eq!(matching("").len(), catalog::kinds().count());
        for kind in catalog::kinds() {
            assert!(matching(kind.short.ko).contains(&kind), "{}", kind.name);
            assert!(matching(kind.title.en).contains(&kind), "{}", kind.name);
        }
        assert!(matching("no such kind at all").is_empty());
    }

    #[test]
    fn the_likely_kinds_stand_first() {
        use crate::model::edit::{Edit, apply};
        use crate::model::{Component, Connection};
        let id = |text: &str| Id::new(text).unwrap();
        let mut design = Design::default();
        for (name, kind) in [
            ("lb", "application_load_balancer"),
            ("one", "instance"),
            ("cache", "memorydb_cluster"),
        ] {
            let put = Edit::PutComponent(id(name), Component::new(kind, None, Point::default()));
            design = apply(&design, &put).unwrap();
        }
        let what = |fixed: &str, backwards| PickKind {
            fixed: id(fixed),
            backwards,
            at: Point::default(),
        };
        let names = |design: &Design, what: &PickKind| -> Vec<&'static str> {
            let kinds = matching("", &likely(design, what));
            kinds.iter().take(2).map(|kind| kind.name).collect()
        };
        let before = names(&design, &what("lb", false));
        assert_eq!(before, ["autoscaling_group", "ecs_service"]);
        assert_eq!(
            names(&design, &what("one", true))[0],
            "gateway_load_balancer"
        );
        // What the design itself does counts more.
        let put = Edit::PutConnection(id("x"), Connection::new(id("lb"), id("cache")));
        let design = apply(&design, &put).unwrap();
        let after = names(&design, &what("lb", false));
        assert_eq!(after, ["memorydb_cluster", "autoscaling_group"]);
    }
}
