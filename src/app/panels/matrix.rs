//! What goes from zone to zone: a row for each sending zone, a column for each receiving one, in GB and dollars. A click on a
//! cell selects the connections behind it.

use crate::analysis::transfers::{self, Moved, ZoneMatrix};
use crate::app::action::{Actions, Select};
use crate::app::cx::Cx;
use crate::app::fonts::{self, Elide, Type};
use crate::app::theme::tokens;
use crate::app::widgets::empty::empty_state;
use crate::app::widgets::paint::{self, Tone};
use crate::app::widgets::segmented::{Segment, Segmented};
use crate::app::widgets::tip::tip;
use crate::chart::{Shade, gb_text, usd_text};
use crate::glyph;
use crate::model::Id;
use egui::{
    Align2, Color32, CursorIcon, Frame, Margin, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, WidgetType, pos2, vec2,
};
use std::collections::BTreeSet;

/// Room for the names of the rows.
const NAMES: f32 = 136.0;
const HEAD: f32 = 26.0;
/// Width and height of a cell, at least and at most.
const WIDTH: (f32, f32) = (132.0, 180.0);
const HEIGHT: (f32, f32) = (26.0, 52.0);
/// Height from which GB and dollars stand in two lines.
const TWO_LINES: f32 = 38.0;
const GAP: f32 = 4.0;
/// Connections that the tooltip of a cell names.
const NAMED: usize = 8;

/// What of the matrix is only on screen.
#[derive(Debug, Default)]
pub struct Matrix {
    by: Shade,
    made: Option<(u64, ZoneMatrix)>,
}

/// What the shades stand for, from the right.
pub fn controls(ui: &mut Ui, cx: &Cx<'_>, state: &mut Matrix, out: &mut Actions) {
    let (cost, gb) = (cx.text("matrix-by-cost"), cx.text("matrix-by-gb"));
    let segments = [Segment::new(&cost), Segment::new(&gb)];
    let mut at = usize::from(state.by == Shade::Gb);
    let name = cx.text("matrix-shade");
    Segmented::new(&name, &segments).show(ui, &mut at);
    state.by = if at == 1 { Shade::Gb } else { Shade::Cost };
    crate::app::dialogs::zone_choice::button(ui, cx, out);
}

/// The matrix.
pub fn table(ui: &mut Ui, cx: &Cx<'_>, state: &mut Matrix, out: &mut Actions) {
    let report = &cx.state.report;
    let revision = cx.state.reported;
    let made = match state.made.take() {
        Some(made) if made.0 == revision => made,
        _ => (
            revision,
            transfers::zone_matrix(&report.paths, &report.cost),
        ),
    };
    let (_, matrix) = state.made.insert(made);
    if matrix.zones.is_empty() {
        Frame::NONE.inner_margin(Margin::same(16)).show(ui, |ui| {
            let (title, detail) = (cx.text("matrix-empty"), cx.text("matrix-empty-detail"));
            empty_state(ui, glyph::BUILDINGS, Tone::Neutral, &title, &detail, "");
        });
        return;
    }
    let grid = Grid::of(cx, matrix, state.by, ui.available_size());
    ScrollArea::both()
        .id_salt("matrix")
        .auto_shrink([false, false])
        .show(ui, |ui| grid.ui(ui, cx, out));
}

/// The matrix laid out in the room there is.
struct Grid<'a> {
    matrix: &'a ZoneMatrix,
    by: Shade,
    /// Zones, then what is in none.
    ends: Vec<Option<&'a str>>,
    names: Vec<String>,
    cell: egui::Vec2,
    most: f64,
}

impl<'a> Grid<'a> {
    fn of(cx: &Cx<'_>, matrix: &'a ZoneMatrix, by: Shade, room: egui::Vec2) -> Grid<'a> {
        let mut ends: Vec<Option<&str>> = matrix.zones.iter().map(|z| Some(z.as_str())).collect();
        ends.push(None);
        let outside = cx.text("matrix-outside");
        let names = ends
            .iter()
            .map(|zone| zone.unwrap_or(&outside).to_owned())
            .collect();
        // One more of each for the sums.
        let count = (ends.len() + 1) as f32;
        let fit =
            |room: f32, (low, high): (f32, f32)| (room / count - GAP).floor().clamp(low, high);
        let cell = vec2(
            fit(room.x - NAMES - 28.0, WIDTH),
            fit(room.y - HEAD - 6.0, HEIGHT),
        );
        // The diagonal and the outside tell nothing about crossing, but they are cells like all others.
        let values = matrix.cells().map(|(_, _, moved)| by.value(moved));
        Grid {
            most: values.fold(0.0, f64::max),
            matrix,
            by,
            ends,
            names,
            cell,
        }
    }

    fn ui(&self, ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
        let t = tokens(ui);
        let count = self.ends.len() + 1;
        let step = self.cell + vec2(GAP, GAP);
        let size = vec2(
            12.0 + NAMES + step.x * count as f32 + 12.0,
            HEAD + step.y * count as f32 + 2.0,
        );
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let corner = rect.min + vec2(12.0 + NAMES, HEAD);
        let painter = ui.painter().clone();
        let small = Type::Small.font();
        let at = pos2(rect.left() + 12.0, rect.top() + HEAD * 0.5);
        let text = cx.text("matrix-axes");
        fonts::text(&painter, at, Align2::LEFT_CENTER, &text, small, t.text_3);
        let sum = cx.text("matrix-sum").into_owned();
        for (n, name) in self.names.iter().chain([&sum]).enumerate() {
            let strong = Type::Small.strong();
            let ink = if n + 1 == count { t.text_3 } else { t.text_2 };
            let x = corner.x + step.x * n as f32 + self.cell.x - 8.0;
            let at = pos2(x, rect.top() + HEAD * 0.5);
            let room = self.cell.x - 8.0;
            let (end, cut) = (Align2::RIGHT_CENTER, Elide::Middle);
            fonts::elided_text(&painter, at, end, name, strong.clone(), ink, room, cut);
            let y = corner.y + step.y * n as f32 + self.cell.y * 0.5;
            let at = pos2(rect.left() + 12.0, y);
            let start = Align2::LEFT_CENTER;
            fonts::elided_text(&painter, at, start, name, strong, ink, NAMES - 12.0, cut);
        }
        for (row, from) in self.ends.iter().enumerate() {
            for (column, to) in self.ends.iter().enumerate() {
                let min = corner + vec2(step.x * column as f32, step.y * row as f32);
                let cell = Rect::from_min_size(min, self.cell);
                self.cell_ui(ui, cx, cell, (*from, row), (*to, column), out);
            }
            let last = (count - 1) as f32;
            let min = corner + vec2(step.x * last, step.y * row as f32);
            let moved = self.matrix.sent_by(*from);
            self.figures(ui, cx, Rect::from_min_size(min, self.cell), moved, false);
            let min = corner + vec2(step.x * row as f32, step.y * last);
            let moved = self.matrix.received_by(*from);
            self.figures(ui, cx, Rect::from_min_size(min, self.cell), moved, false);
        }
        let last = (count - 1) as f32;
        let min = corner + step * last;
        let all = self.matrix.total();
        self.figures(ui, cx, Rect::from_min_size(min, self.cell), all, true);
    }

    fn cell_ui(
        &self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        rect: Rect,
        (from, row): (Option<&str>, usize),
        (to, column): (Option<&str>, usize),
        out: &mut Actions,
    ) {
        let t = tokens(ui);
        let moved = self.matrix.cell(from, to);
        let inside = from.is_some() && from == to;
        if moved.gb.0 <= 0.0 {
            let line = Stroke::new(1.0, Color32::from(t.border));
            paint::boxed(ui.painter(), rect, 6.0, Color32::TRANSPARENT, line);
            let (at, font) = (rect.center(), Type::Control.font());
            fonts::text(ui.painter(), at, Align2::CENTER_CENTER, "–", font, t.text_3);
            return;
        }
        let id = ui.id().with(("cell", row, column));
        let response = ui.interact(rect, id, Sense::click());
        let (gb, usd) = (
            gb_text(moved, cx.language),
            usd_text(moved, cx.money, cx.language),
        );
        let (name_from, name_to) = (&self.names[row], &self.names[column]);
        let name = format!("{name_from} → {name_to}: {gb}, {usd}");
        let behind = || {
            let report = &cx.state.report;
            transfers::between(&report.paths, &report.cost, from, to)
        };
        let chosen = is_selected(cx, behind);
        response
            .widget_info(|| WidgetInfo::selected(WidgetType::SelectableLabel, true, chosen, &name));
        let shade = self.by.fill(t, self.by.value(moved), self.most);
        let line = if response.hovered() {
            t.text_3
        } else {
            shade.mix(t.text_1, 0.12)
        };
        paint::boxed(ui.painter(), rect, 6.0, shade, paint::hairline(line));
        if inside {
            // Inside one zone: a bar at the edge tells the diagonal from what crosses.
            let bar =
                Rect::from_min_size(rect.min + vec2(4.0, 6.0), vec2(3.0, rect.height() - 12.0));
            ui.painter().rect_filled(bar, 1.5, t.saving);
        }
        if chosen {
            let stroke = Stroke::new(2.0, Color32::from(t.accent));
            ui.painter()
                .rect_stroke(rect, 6.0, stroke, StrokeKind::Inside);
        }
        self.figures(ui, cx, rect, moved, true);
        paint::focus_ring(ui, &response, rect, 6.0);
        if response.clicked() {
            out.select(Select::These(behind()));
        }
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        if response.hovered() {
            tip(response, &cell_tip(cx, &name, &behind()));
        }
    }

    /// GB over dollars, right-aligned; in a low cell side by side.
    fn figures(&self, ui: &Ui, cx: &Cx<'_>, rect: Rect, moved: Moved, strong: bool) {
        let t = tokens(ui);
        let two = rect.height() >= TWO_LINES;
        let (left, right) = (rect.left() + 10.0, rect.right() - 8.0);
        let middle = rect.center().y;
        let up = if two { 8.0 } else { 0.0 };
        let small = Type::Small.font();
        let ink = if strong { t.text_1 } else { t.text_2 };
        let (at, anchor) = if two {
            (pos2(right, middle - up), Align2::RIGHT_CENTER)
        } else {
            (pos2(left, middle), Align2::LEFT_CENTER)
        };
        fonts::tabular_number(
            ui.painter(),
            at,
            anchor,
            &gb_text(moved, cx.language),
            &small,
            ink,
        );
        let font = if strong {
            Type::Control.strong()
        } else {
            Type::Control.font()
        };
        let free = moved.usd.0 <= 0.0 && moved.missing == 0;
        let ink = if free { t.saving } else { ink };
        let at = pos2(right, middle + up);
        let end = Align2::RIGHT_CENTER;
        fonts::tabular_number(
            ui.painter(),
            at,
            end,
            &usd_text(moved, cx.money, cx.language),
            &font,
            ink,
        );
    }
}

/// Whether exactly the connections behind a cell are selected; they are looked up only where that can be.
fn is_selected(cx: &Cx<'_>, behind: impl Fn() -> BTreeSet<Id>) -> bool {
    let items = &cx.state.selection.items;
    let connections = |id: &Id| cx.design().connection(id).is_some();
    !items.is_empty() && items.iter().all(connections) && **items == behind()
}

fn cell_tip(cx: &Cx<'_>, name: &str, connections: &BTreeSet<Id>) -> String {
    let mut text = name.to_owned();
    for id in connections.iter().take(NAMED) {
        text.push_str(&format!("\n{}", cx.name_of(id)));
    }
    if connections.len() > NAMED {
        let more = cx.text_with("matrix-more", "count", connections.len() - NAMED);
        text.push_str(&format!("\n{more}"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::{Action, View};
    use crate::app::testing::sample_window;
    use crate::app::theme::Theme;
    use crate::app::view::PanelTab;
    use crate::model::Language;
    use crate::scene::tokens::Tokens;
    use egui_kittest::kittest::Queryable as _;

    #[test]
    fn a_cell_selects_the_connections_behind_it() {
        for (language, tab) in [
            (Language::English, "Zone matrix"),
            (Language::Korean, "AZ 매트릭스"),
        ] {
            let mut h = sample_window(language, Theme::Light, [1440.0, 900.0]);
            h.get_by_label(tab).click();
            h.run_steps(8);
            assert_eq!(h.state().state.view.panel, PanelTab::Matrix);
            let report = &h.state().state.report;
            let matrix = transfers::zone_matrix(&report.paths, &report.cost);
            let crossing = matrix.cells().find(|(from, to, moved)| {
                from.is_some() && to.is_some() && from != to && moved.usd.0 > 0.0
            });
            let (from, to, _) = crossing.unwrap();
            let behind = transfers::between(&report.paths, &report.cost, from, to);
            let label = format!("{} → {}:", from.unwrap(), to.unwrap());
            h.get_by_label_contains(&label).click();
            h.run_steps(8);
            assert_eq!(*h.state().state.selection.items, behind);
            assert!(!behind.is_empty());
        }
    }

    #[test]
    fn without_traffic_between_zones_it_says_so() {
        let mut h = sample_window(Language::English, Theme::Light, [1280.0, 800.0]);
        h.state_mut()
            .state
            .opened(crate::model::Design::default(), None);
        let tab = Action::View(View::Panel(PanelTab::Matrix));
        h.state_mut().state.apply(tab);
        h.run_steps(8);
        h.get_by_label_contains("Nothing flows");
    }

    #[test]
    fn texts_are_read_on_the_darkest_cell() {
        for t in [Tokens::light(), Tokens::dark()] {
            for by in [Shade::Cost, Shade::Gb] {
                let darkest = by.fill(t, 5.0, 5.0);
                assert!(t.text_1.contrast(darkest) >= 4.5);
                assert_eq!(by.fill(t, 0.0, 5.0), t.panel);
            }
        }
    }
}
