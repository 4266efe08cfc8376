//! The full name of what lies under the pointer, where the drawing shows less of it: shortened names and titles, and
//! everything that is too small for words.

use super::CanvasState;
use super::controller::{Gesture, Sight};
use super::hit::Hit;
use super::pen::Detail;
use crate::app::cx::Cx;
use crate::app::palette::frame_key;
use crate::app::place;
use crate::app::widgets::tip::tip_at_pointer;
use crate::catalog;
use crate::model::{Id, Point, Rect};
use crate::scene::{Frame, Pill, Tile};
use egui::{Sense, Ui};

/// Shows the name in a tooltip once the pointer has rested on it.
pub fn ui(ui: &Ui, view: egui::Rect, cx: &Cx<'_>, state: &CanvasState, s: &Sight<'_>) {
    let free = matches!(state.controller.gesture, Gesture::Idle)
        && state.rename.is_none()
        && state.pick.is_none()
        && cx.state.view.dialog.is_none()
        && !egui::Popup::is_any_open(ui.ctx());
    let pointer = ui.input(|i| i.pointer.hover_pos());
    let Some(pointer) = pointer.filter(|at| free && view.contains(*at)) else {
        return;
    };
    let local = Point::new(pointer.x - view.left(), pointer.y - view.top());
    let hit = &state.controller.hover.hit;
    let Some((id, rect, said)) = told(cx, hit, s.camera.to_canvas(local), s) else {
        return;
    };
    let to_screen = |at: Point| {
        let at = s.camera.to_view(at);
        view.min + egui::vec2(at.x, at.y)
    };
    let rect = egui::Rect::from_min_max(to_screen(rect.min()), to_screen(rect.max()));
    let id = ui.id().with(("name", id));
    let response = ui.interact(rect.intersect(view), id, Sense::hover());
    tip_at_pointer(response, &said.name, &said.details);
}

/// What a tooltip says.
struct Said {
    name: String,
    /// In lines.
    details: String,
}

/// What is under the pointer, and what is to be said of it; none where the drawing says it all.
fn told(cx: &Cx<'_>, hit: &Hit, at: Point, s: &Sight<'_>) -> Option<(Id, Rect, Said)> {
    let detail = Detail::at(s.camera.zoom);
    let wordless = detail <= Detail::Icons;
    match hit {
        Hit::Tile(number) | Hit::Port(number, _) => {
            let tile = s.scene.tiles.get(*number as usize)?;
            let cut = tile.name != tile.full_name || tile.fact != tile.full_fact;
            let told = wordless || cut || (detail == Detail::Names && !tile.full_fact.is_empty());
            told.then(|| (tile.component.clone(), tile.rect, of_tile(cx, tile, detail)))
        }
        Hit::Title(id) | Hit::Border(id) | Hit::Chevron(id) => {
            let frame = s.scene.frames.iter().find(|frame| frame.id == *id)?;
            let cut = frame.title.text != frame.title.full_text;
            let told = frame.note.is_none() && (cut || detail < Detail::All);
            told.then(|| (id.clone(), frame.rect, of_frame(cx, frame)))
        }
        Hit::Nothing if wordless => {
            let id = place::frame_at(s.design, at, &[])?;
            let frame = s.scene.frames.iter().find(|frame| frame.id == *id)?;
            Some((id.clone(), frame.rect, of_frame(cx, frame)))
        }
        _ => None,
    }
}

fn of_tile(cx: &Cx<'_>, tile: &Tile, detail: Detail) -> Said {
    let kind = catalog::kind(&tile.kind).map(|kind| kind.title.get(cx.language));
    let kind = kind.filter(|title| *title != tile.full_name);
    let fact = Some(tile.full_fact.as_str()).filter(|fact| !fact.is_empty());
    // Where the drawing has no room for it.
    let amount = match &tile.pill {
        Pill::Amount { text, .. } if detail <= Detail::Icons => Some(text.as_str()),
        _ => None,
    };
    let details: Vec<&str> = [kind, fact, amount].into_iter().flatten().collect();
    Said {
        name: tile.full_name.clone(),
        details: details.join("\n"),
    }
}

fn of_frame(cx: &Cx<'_>, frame: &Frame) -> Said {
    let name = frame.title.full_text.clone();
    let kind = cx.text(frame_key(&frame.kind)).into_owned();
    let kind = Some(kind).filter(|kind| *kind != name);
    let cost = frame.cost.as_ref().map(|cost| cost.text.clone());
    let details: Vec<String> = [kind, cost].into_iter().flatten().collect();
    Said {
        name,
        details: details.join(" · "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::canvas::tests::{Journey, id, on_screen, open, two_zones};
    use crate::app::testing::look_at;
    use crate::app::theme::Theme;
    use crate::app::view::Camera;
    use crate::model::edit::{self, Edit};
    use egui_kittest::kittest::Queryable as _;

    const LONG: &str =
        "Payments of the Korean storefront and everything behind it, with its reports";

    fn rest(h: &mut Journey, x: f32, y: f32) {
        h.event(egui::Event::PointerMoved(on_screen(x, y)));
        for _ in 0..40 {
            h.step();
        }
    }

    fn named(zoom: f32) -> Journey {
        let design = two_zones();
        let rename = |name: &str| Edit::Rename(id(name), LONG.into());
        let edits = Edit::Batch(vec![rename("app-2a"), rename("web"), rename("vpc")]);
        let mut h = open(
            edit::apply(&design, &edits).unwrap(),
            [900.0, 600.0],
            Theme::Light,
        );
        h.state_mut().state.view.camera = Camera {
            origin: Point::new(0.0, 0.0),
            zoom,
        };
        h.run_steps(3);
        h
    }

    fn is_told(h: &Journey, text: &str) -> bool {
        h.query_all_by_label_contains(text).next().is_some()
    }

    #[test]
    fn a_shortened_name_is_told_in_full_under_the_pointer() {
        let mut h = named(1.0);
        rest(&mut h, 180.0, 150.0);
        let tile = format!("{LONG}\nAmazon EC2 instance");
        let told = h.query_all_by_label_contains(&tile).next().is_some();
        assert!(told, "the tile");
        // The title of the subnet, which stands at (96, 80).
        rest(&mut h, 150.0, 90.0);
        look_at(&mut h, "canvas-name-tip");
        assert!(is_told(&h, &format!("{LONG}\nPrivate subnet")), "the frame");
        // A name that is drawn in full needs no tooltip.
        rest(&mut h, 380.0, 150.0);
        assert!(h.query_all_by_label_contains("db\n").next().is_none());
    }

    #[test]
    fn zoomed_out_every_frame_and_tile_says_what_it_is() {
        for zoom in [0.3, 0.15] {
            let mut h = named(zoom);
            // In the subnet, beside its tiles.
            rest(&mut h, 480.0 * zoom, 230.0 * zoom);
            look_at(&mut h, &format!("canvas-name-tip-{zoom}"));
            assert!(is_told(&h, &format!("{LONG}\nPrivate subnet")), "{zoom}");
            rest(&mut h, 190.0 * zoom, 156.0 * zoom);
            let told = h
                .query_all_by_label_contains("EC2 instance")
                .next()
                .is_some();
            assert!(told, "{zoom}");
        }
    }
}
