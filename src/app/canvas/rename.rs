//! Editing a name where it stands: a field over the tile's first line or the frame's title.

use super::CanvasState;
use super::controller::Sight;
use super::pen::Detail;
use crate::app::action::Actions;
use crate::app::cx::Cx;
use crate::app::fonts;
use crate::app::inspector::note::write;
use crate::app::theme::tokens;
use crate::model::edit::Edit;
use crate::model::{Id, LocalText, Point, Rect};
use crate::scene::{Scene, TEXT_X, TITLE};
use egui::{Key, Margin, Stroke, TextEdit, Ui, pos2, vec2};

/// A name that is being edited.
#[derive(Debug)]
pub struct Rename {
    id: Id,
    /// Number of the tile; none for a frame.
    tile: Option<u32>,
    text: String,
    before: String,
    fresh: bool,
    sort: Sort,
}

/// What is edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    /// The name of a tile or frame: one line.
    Name,
    /// The text of a note or label.
    Text,
    /// The name of a connection, where its label stands.
    Route,
}

impl Rename {
    /// Begins with the name as it is shown.
    pub fn begin(id: &Id, tile: Option<u32>, cx: &Cx<'_>, scene: &Scene) -> Option<Rename> {
        let design = cx.design();
        let (sort, text) = if let Some(connection) = design.connection(id) {
            (Sort::Route, connection.name.get(cx.language).to_owned())
        } else if let Some(note) = design.container(id).filter(|c| c.kind.is_text()) {
            (Sort::Text, note.name.get(cx.language).to_owned())
        } else {
            (Sort::Name, cx.name_of(id))
        };
        let drawn = match sort {
            Sort::Route => scene.routes_of(id).next().is_some(),
            _ => tile.is_some() || scene.frame(id).is_some(),
        };
        if !drawn {
            return None;
        }
        Some(Rename {
            sort,
            id: id.clone(),
            tile,
            before: text.clone(),
            text,
            fresh: true,
        })
    }

    /// Begins with the single selected item, if its tile or title is in view and large enough to be read.
    pub fn of_selection(cx: &Cx<'_>, s: &Sight<'_>) -> Option<Rename> {
        let id = s.selection.single()?;
        if Detail::at(s.camera.zoom) <= Detail::Overview {
            return None;
        }
        let seen = s.seen();
        let tiles = (0_u32..).zip(&s.scene.tiles);
        let tile = tiles
            .filter(|(_, tile)| tile.component == *id)
            .find(|(_, tile)| seen.contains_rect(tile.rect));
        let rename = Rename::begin(id, tile.map(|(number, _)| number), cx, s.scene)?;
        let place = rename.place(s.scene)?;
        seen.contains(place.min()).then_some(rename)
    }

    /// Where the field stands, in canvas units.
    fn place(&self, scene: &Scene) -> Option<Rect> {
        if let Some(number) = self.tile {
            let tile = scene.tiles.get(number as usize)?;
            let rect = tile.rect;
            return Some(Rect::new(
                rect.x + TEXT_X - 5.0,
                rect.y + 8.0,
                rect.w - TEXT_X + 1.0,
                22.0,
            ));
        }
        if self.sort == Sort::Route {
            let middle = middle_of(scene.routes_of(&self.id).next()?)?;
            return Some(Rect::new(middle.x - 70.0, middle.y - 11.0, 140.0, 22.0));
        }
        let frame = scene.frame(&self.id)?;
        let rect = frame.rect;
        if self.sort == Sort::Text {
            return Some(rect);
        }
        let width = (rect.w - TITLE).clamp(96.0, 240.0);
        Some(Rect::new(rect.x + TITLE, rect.y - 1.0, width, 22.0))
    }
}

/// Shows the field; Enter and clicking elsewhere keep the name, Esc does not.
pub fn ui(
    ui: &mut Ui,
    view: egui::Rect,
    cx: &Cx<'_>,
    state: &mut CanvasState,
    scene: &Scene,
    out: &mut Actions,
) {
    let Some(rename) = &mut state.rename else {
        return;
    };
    let Some(place) = rename.place(scene) else {
        state.rename = None;
        return;
    };
    let camera = cx.state.view.camera;
    let corner = camera.to_view(place.min());
    let many = rename.sort == Sort::Text;
    let height = if many {
        (place.h * camera.zoom).max(48.0)
    } else {
        24.0
    };
    let rect = egui::Rect::from_min_size(
        pos2(view.left() + corner.x, view.top() + corner.y),
        vec2((place.w * camera.zoom).max(120.0), height),
    );
    let t = tokens(ui);
    let line = Stroke::new(2.0, egui::Color32::from(t.accent));
    let kind = cx.design().container(&rename.id).map(|c| c.kind.as_str());
    let own = kind.and_then(|kind| t.frame_style(kind).fill);
    let fill = own.filter(|_| many).unwrap_or(t.panel);
    ui.painter()
        .rect(rect, 6.0, fill, line, egui::StrokeKind::Outside);
    let id = ui.id().with("rename");
    let label = cx.text("canvas-name");
    let edit = if many {
        TextEdit::multiline(&mut rename.text)
            .font(fonts::regular((12.0 * camera.zoom).clamp(11.0, 24.0)))
            .frame(egui::Frame::NONE)
            .margin(Margin::symmetric(9, 8))
            .desired_rows(1)
    } else {
        TextEdit::singleline(&mut rename.text)
            .font(fonts::semibold(12.0))
            .frame(egui::Frame::NONE)
            .margin(Margin::symmetric(5, 4))
            .vertical_align(egui::Align::Center)
    };
    let edit = edit.id(id).text_color(t.text_1.into());
    let response = ui.put(rect, edit);
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::WidgetType::TextEdit, true, label.as_ref())
    });
    if std::mem::take(&mut rename.fresh) {
        response.request_focus();
        let all = egui::text::CCursorRange::two(
            egui::text::CCursor::new(0),
            egui::text::CCursor::new(rename.text.chars().count()),
        );
        if let Some(mut edit) = egui::TextEdit::load_state(ui.ctx(), id) {
            edit.cursor.set_char_range(Some(all));
            edit.store(ui.ctx(), id);
        }
        return;
    }
    let escape = ui.ctx().input(|i| i.key_pressed(Key::Escape));
    if escape {
        state.rename = None;
        return;
    }
    // In a text of several lines Enter begins the next one; with Ctrl it ends the text.
    let ends = many
        && ui
            .ctx()
            .input_mut(|i| i.consume_key(egui::Modifiers::COMMAND, Key::Enter));
    if response.lost_focus() || ends {
        let text = rename.text.trim();
        let note = cx.design().container(&rename.id).filter(|_| many);
        if let Some(note) = note.filter(|_| text != rename.before) {
            let edit = write(&rename.id, note, cx.language, text);
            out.edit(edit, "undo-note");
        } else if text != rename.before {
            let old = old_name(cx, &rename.id);
            let name = old.with(cx.language, text);
            out.edit(Edit::Rename(rename.id.clone(), name), "undo-rename");
        }
        state.rename = None;
    }
}

fn old_name(cx: &Cx<'_>, id: &Id) -> LocalText {
    let design = cx.design();
    design
        .component(id)
        .map(|c| c.name.clone())
        .or_else(|| design.container(id).map(|c| c.name.clone()))
        .or_else(|| design.connection(id).map(|c| c.name.clone()))
        .unwrap_or_default()
}

/// Where the label of a connection stands, or the middle of its longest piece.
fn middle_of(route: &crate::scene::Route) -> Option<Point> {
    if let Some(label) = &route.label {
        return Some(label.rect.center());
    }
    let longest = route.points.windows(2).max_by(|a, b| {
        let length = |piece: &[Point]| piece[0].distance(piece[1]);
        length(a).total_cmp(&length(b))
    })?;
    Some(Rect::from_corners(longest[0], longest[1]).center())
}
