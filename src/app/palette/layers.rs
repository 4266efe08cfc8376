//! The layers: frames and components as a tree.

use crate::app::action::{Actions, Select, View};
use crate::app::cx::Cx;
use crate::app::fonts::{self, Elide, Type};
use crate::app::theme::tokens;
use crate::app::widgets::empty::empty_state;
use crate::app::widgets::paint::{self, Tone};
use crate::app::widgets::swatch::Swatch;
use crate::app::widgets::tip::tip;
use crate::glyph;
use crate::model::{Design, Id, Language};
use egui::{Align2, Rect, ScrollArea, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};
use std::collections::{BTreeMap, BTreeSet};

const ROW: f32 = 26.0;

/// The tree's rows, kept while the design stays the same.
#[derive(Debug, Default)]
pub struct Layers {
    folded: BTreeSet<Id>,
    rows: Vec<Row>,
    made_for: Option<(u64, Language, usize)>,
    seen: Option<Id>,
}

#[derive(Debug)]
struct Row {
    id: Id,
    depth: usize,
    name: String,
    parent: bool,
}

impl Layers {
    /// Draws the tree.
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
        let key = (cx.state.revision, cx.language, self.folded.len());
        if self.made_for != Some(key) {
            self.made_for = Some(key);
            self.rows.clear();
            let children = children(cx.design());
            self.collect(cx, &children, None, 0);
        }
        if self.rows.is_empty() {
            ui.add_space(12.0);
            ui.horizontal(|ui| {
                ui.add_space(12.0);
                let (title, detail) = (cx.text("layers-empty"), cx.text("layers-empty-detail"));
                empty_state(ui, glyph::STACK, Tone::Neutral, &title, &detail, "");
            });
            return;
        }
        ui.add_space(6.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut area = ScrollArea::vertical()
            .id_salt("layers")
            .auto_shrink([false, false]);
        // What was selected elsewhere comes into view, once.
        let single = cx.state.selection.single().cloned();
        if single != self.seen {
            if let Some(at) = self
                .rows
                .iter()
                .position(|row| Some(&row.id) == single.as_ref())
            {
                area = area.vertical_scroll_offset(
                    (at as f32 * ROW - ui.available_height() / 2.0).max(0.0),
                );
            }
            self.seen = single;
        }
        let mut fold = None;
        area.show_rows(ui, ROW, self.rows.len(), |ui, range| {
            for row in &self.rows[range] {
                if row_ui(
                    ui,
                    cx,
                    row,
                    self.folded.contains(&row.id),
                    &mut self.seen,
                    out,
                ) {
                    fold = Some(row.id.clone());
                }
            }
        });
        if let Some(id) = fold {
            if !self.folded.remove(&id) {
                self.folded.insert(id);
            }
            self.made_for = None;
        }
    }

    fn collect(
        &mut self,
        cx: &Cx<'_>,
        children: &BTreeMap<Option<Id>, Vec<Id>>,
        at: Option<&Id>,
        depth: usize,
    ) {
        // Deeper than any sane drawing: a cycle.
        if depth > 64 {
            return;
        }
        for id in children.get(&at.cloned()).into_iter().flatten() {
            let parent = children.contains_key(&Some(id.clone()));
            self.rows.push(Row {
                id: id.clone(),
                depth,
                name: cx.name_of(id),
                parent,
            });
            if parent && !self.folded.contains(id) {
                self.collect(cx, children, Some(id), depth + 1);
            }
        }
    }
}

/// Frames before components, each in id order, by the frame around them.
fn children(design: &Design) -> BTreeMap<Option<Id>, Vec<Id>> {
    let mut out: BTreeMap<Option<Id>, Vec<Id>> = BTreeMap::new();
    for (id, frame) in &design.containers {
        let parent = frame
            .parent
            .clone()
            .filter(|parent| design.containers.contains_key(parent));
        out.entry(parent).or_default().push(id.clone());
    }
    for (id, component) in &design.components {
        let mut parents: Vec<Option<Id>> = component
            .placements
            .iter()
            .map(|placement| {
                placement
                    .parent
                    .clone()
                    .filter(|id| design.containers.contains_key(id))
            })
            .collect();
        parents.sort();
        parents.dedup();
        for parent in parents {
            out.entry(parent).or_default().push(id.clone());
        }
    }
    out
}

/// Draws a row; the answer is whether it is to be folded or unfolded.
fn row_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    row: &Row,
    folded: bool,
    seen: &mut Option<Id>,
    out: &mut Actions,
) -> bool {
    let t = tokens(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let response = ui.interact(
        rect,
        ui.id().with(("layer", &row.id, row.depth)),
        Sense::click(),
    );
    let selected = cx.state.selection.contains(&row.id);
    response.widget_info(|| {
        WidgetInfo::selected(WidgetType::SelectableLabel, true, selected, &row.name)
    });
    let shade = rect.shrink2(vec2(6.0, 1.0));
    if selected {
        ui.painter().rect_filled(shade, 6.0, t.accent_soft);
    } else if response.hovered() {
        ui.painter().rect_filled(shade, 6.0, t.hover);
    }
    let left = rect.left() + 8.0 + row.depth.min(12) as f32 * 12.0;
    let y = rect.center().y;
    let mut toggled = false;
    if row.parent {
        let target = Rect::from_center_size(pos2(left + 7.0, y), vec2(18.0, ROW));
        let caret = ui.interact(target, response.id.with("caret"), Sense::click());
        toggled = caret.clicked();
        let c = if folded {
            glyph::CARET_RIGHT
        } else {
            glyph::CARET_DOWN
        };
        fonts::glyph(
            ui.painter(),
            pos2(left + 7.0, y),
            c,
            fonts::icon(11.0),
            t.text_3,
        );
    }
    let square = Rect::from_center_size(pos2(left + 25.0, y), vec2(16.0, 16.0));
    Swatch::of_item(cx.design(), &row.id, t).paint(ui.painter(), square);
    let at = pos2(square.right() + 7.0, y);
    let font = if selected {
        Type::Control.strong()
    } else {
        Type::Control.font()
    };
    let room = rect.right() - 10.0 - at.x;
    let cut = fonts::elided_text(
        ui.painter(),
        at,
        Align2::LEFT_CENTER,
        &row.name,
        font,
        t.text_1,
        room,
        Elide::End,
    )
    .1;
    paint::focus_ring(ui, &response, shade, 6.0);
    if response.clicked() && !toggled {
        *seen = Some(row.id.clone());
        let add = ui.input(|i| i.modifiers.command || i.modifiers.shift);
        if add {
            out.select(Select::Toggle(row.id.clone()));
        } else {
            out.view(View::Reveal(row.id.clone()));
        }
    }
    if cut {
        tip(response, &row.name);
    }
    toggled
}
