//! Search in the drawing (Ctrl+F): what was found, where, and the way to it.

use crate::app::action::{Actions, View};
use crate::app::cx::Cx;
use crate::app::dialogs::seek::{Seek, SeekSheet, Sought};
use crate::app::find::{self, Hit, Place};
use crate::app::fonts::{self, Elide, Type};
use crate::app::theme::tokens;
use crate::app::widgets::swatch::Swatch;
use egui::{Align2, Context, Rect, Ui, WidgetInfo, WidgetType, pos2, vec2};

/// What is typed, what was found for it and which row is reached.
#[derive(Debug, Default)]
pub struct FindForm {
    seek: Seek,
    hits: Vec<Hit>,
    /// What the hits are of: query, design and language.
    of: Option<(String, u64, crate::model::Language)>,
}

/// Draws the search; the answer is whether it is to be closed.
pub fn show(ctx: &Context, cx: &Cx<'_>, form: &mut FindForm, out: &mut Actions) -> bool {
    let query = form.seek.query();
    let of = (query.to_owned(), cx.state.reported, cx.language);
    if form.of.as_ref() != Some(&of) {
        form.hits = find::find(cx.design(), &cx.state.report, cx.language, query);
        form.of = Some(of);
    }
    let nothing_typed = form.seek.query().trim().is_empty();
    let count = if nothing_typed {
        String::new()
    } else {
        cx.text_with("find-count", "count", form.hits.len())
    };
    let sheet = SeekSheet {
        id: "skydraft.find",
        name: &cx.text("cmd-find"),
        hint: &cx.text("find-hint"),
        clear: &cx.text("clear"),
        trailing: &count,
        nothing: &cx.text(if nothing_typed {
            "find-empty"
        } else {
            "nothing-found"
        }),
        top: 0.12,
        row: 40.0,
        rows: 8,
    };
    let FindForm { seek, hits, .. } = form;
    let sought = seek.show(ctx, &sheet, hits.len(), |ui, rect, response, number| {
        if let Some(hit) = hits.get(number) {
            row(ui, cx, rect, response, hit);
        }
    });
    match sought {
        Sought::Row(at) => {
            out.view(View::Dialog(None));
            if let Some(hit) = hits.get(at) {
                out.view(View::Reveal(hit.id.clone()));
            }
            false
        }
        Sought::Open => false,
        Sought::Closed => true,
    }
}

fn row(ui: &Ui, cx: &Cx<'_>, rect: Rect, response: &egui::Response, hit: &Hit) {
    let t = tokens(ui);
    let (sort, detail) = match &hit.place {
        Place::Name => (cx.text("find-name"), hit.id.to_string()),
        Place::Kind(kind) => (cx.text("find-kind"), kind.clone()),
        Place::Property(title, value) => (cx.text("find-property"), format!("{title}: {value}")),
        Place::Finding(code, title) => (cx.text("find-finding"), format!("{code} {title}")),
    };
    let said = format!("{}, {sort}: {detail}", hit.name);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &said));
    let square =
        Rect::from_center_size(pos2(rect.left() + 20.0, rect.center().y), vec2(24.0, 24.0));
    Swatch::of_item(cx.design(), &hit.id, t).paint(ui.painter(), square);
    let (painter, anchor) = (ui.painter(), Align2::LEFT_CENTER);
    let at = pos2(rect.right() - 8.0, rect.center().y);
    let font = Type::Small.font();
    let sort = fonts::text(painter, at, Align2::RIGHT_CENTER, &sort, font, t.text_3);
    let left = rect.left() + 40.0;
    let room = sort.left() - 10.0 - left;
    let (first, second) = (rect.center().y - 8.0, rect.center().y + 8.0);
    let font = Type::Control.strong();
    fonts::elided_text(
        painter,
        pos2(left, first),
        anchor,
        &hit.name,
        font,
        t.text_1,
        room,
        Elide::End,
    );
    let font = Type::Small.font();
    fonts::elided_text(
        painter,
        pos2(left, second),
        anchor,
        &detail,
        font,
        t.text_2,
        room,
        Elide::End,
    );
}
