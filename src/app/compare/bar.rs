//! The bar over the view: the way back, which part is shown, what is added, what is copied.

use super::state::{Ask, Part};
use super::{add, words};
use crate::app::action::{Actions, View};
use crate::app::command::Command;
use crate::app::cx::Cx;
use crate::app::fonts::Type;
use crate::app::theme::tokens;
use crate::app::widgets::button::Button;
use crate::app::widgets::label::{label, label_within};
use crate::app::widgets::menu::{MenuItem, menu};
use crate::app::widgets::paint;
use crate::app::widgets::segmented::{Segment, Segmented};
use crate::glyph;
use crate::io::compare::Format;
use egui::{Align, Layout, Rect, Ui, UiBuilder, vec2};

/// Height of the bar, points.
pub(super) const HEIGHT: f32 = 44.0;
const MAC: bool = cfg!(target_os = "macos");

/// Draws the bar.
pub(super) fn ui(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let t = tokens(ui);
    let all = ui.max_rect();
    ui.painter().rect_filled(all, 0.0, t.panel);
    paint::hline(
        ui.painter(),
        all.left(),
        all.right(),
        all.bottom() - 1.0,
        t.border,
    );
    let rect = all.shrink2(vec2(12.0, 0.0));
    let mut right = ui.new_child(
        UiBuilder::new()
            .max_rect(rect)
            .layout(Layout::right_to_left(Align::Center)),
    );
    right.spacing_mut().item_spacing.x = 8.0;
    copy(&mut right, cx, out);
    if cx.state.comparing.part != Part::Elsewhere {
        add::button(&mut right, cx, out);
    }
    let edge = right.min_rect().left();

    let texts = Part::ALL.map(|part| cx.text(name(part)));
    let segments: Vec<Segment<'_>> = texts.iter().map(|text| Segment::new(text)).collect();
    let current = cx.state.comparing.part;
    let mut at = Part::ALL
        .iter()
        .position(|part| *part == current)
        .unwrap_or(0);
    let mut left = ui.new_child(
        UiBuilder::new()
            .max_rect(rect)
            .layout(Layout::left_to_right(Align::Center)),
    );
    left.spacing_mut().item_spacing.x = 8.0;
    let (back, keys) = (cx.text("compare-back"), Command::Compare.keys(MAC));
    let button = Button::icon(glyph::ARROW_LEFT, &back).keys(&keys);
    if left.add(button).clicked() {
        out.view(View::Compare(Ask::Close));
    }
    let title = cx.text("compare-title");
    label(&mut left, &title, Type::Panel.strong(), t.text_1);
    let named = left.min_rect().right();
    // The switch stands in the middle as long as there is room on both sides.
    let width = 420.0;
    let middle = (all.center().x - width * 0.5)
        .max(named + 16.0)
        .min(edge - width - 16.0);
    let room = (middle - named - 24.0).max(0.0);
    if room > 60.0 {
        label_within(&mut left, &what(cx), Type::Small.font(), t.text_3, room);
    }
    let place = Rect::from_min_max(
        egui::pos2(middle, rect.top()),
        egui::pos2(edge, rect.bottom()),
    );
    let mut centre = ui.new_child(
        UiBuilder::new()
            .max_rect(place)
            .layout(Layout::left_to_right(Align::Center)),
    );
    if Segmented::new("compare parts", &segments)
        .show(&mut centre, &mut at)
        .changed()
    {
        out.view(View::Compare(Ask::Open(Part::ALL[at])));
    }
}

fn name(part: Part) -> &'static str {
    match part {
        Part::Costs => "compare-costs",
        Part::Elsewhere => "scenario-elsewhere",
        Part::Pillars => "compare-pillars",
    }
}

/// What is compared, in a line.
fn what(cx: &Cx<'_>) -> String {
    let comparing = &cx.state.comparing;
    let own = super::state::Doc::Tab(cx.state.tabs.current());
    let count = comparing.sources.len();
    let Some(first) = comparing.sources.first() else {
        return String::new();
    };
    if comparing.part == Part::Elsewhere {
        return cx.state.doc_name(&own);
    }
    if comparing
        .sources
        .iter()
        .all(|source| source.doc == first.doc)
    {
        let file = cx.state.doc_name(&first.doc);
        let args = [("count", count.into()), ("file", file.into())];
        return crate::text::format(cx.language, "compare-of", &args);
    }
    cx.text_with("compare-designs", "count", count)
}

fn copy(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let text = cx.text("compare-copy");
    let comparing = &cx.state.comparing;
    let elsewhere = comparing.part == Part::Elsewhere;
    let ready = match elsewhere {
        true => comparing.elsewhere.is_some(),
        false => comparing.outcome.is_some(),
    };
    let button = Button::secondary(&text)
        .glyph(glyph::CLIPBOARD)
        .trailing(glyph::CARET_DOWN)
        .enabled(ready);
    let button = ui.add(button);
    menu(&button, 220.0, |ui| {
        for (format, key) in [
            (Format::Markdown, "compare-copy-md"),
            (Format::Csv, "compare-copy-csv"),
        ] {
            let text = cx.text(key);
            if ui.add(MenuItem::new(&text).glyph(glyph::COPY)).clicked() {
                out.view(View::Compare(match comparing.part {
                    Part::Elsewhere => Ask::CopyRegions(format),
                    Part::Pillars => Ask::CopyPillars(format),
                    _ => Ask::Copy(format),
                }));
            }
        }
    });
}

/// Heads of the columns of a table.
pub(super) fn heads(
    cx: &Cx<'_>,
    outcome: &super::work::Outcome,
) -> Vec<crate::app::widgets::sides::Head> {
    let columns = outcome.columns.iter().enumerate();
    columns
        .map(|(at, column)| {
            let (title, note) = cx.state.column_name(&column.source);
            crate::app::widgets::sides::Head {
                mark: words::mark(at),
                title,
                note,
                is_base: at == outcome.key.reference,
            }
        })
        .collect()
}
