//! Search in the drawing (Ctrl+F): what was found, where, and the way to it.

use crate::app::action::{Actions, View};
use crate::app::cx::Cx;
use crate::app::find::{self, Hit, Place};
use crate::app::fonts::{self, Elide, Type};
use crate::app::theme::{RADIUS_MENU, shadow_float, tokens, tokens_of};
use crate::app::widgets::field::TextField;
use crate::app::widgets::paint;
use crate::app::widgets::swatch::Swatch;
use egui::{
    Align2, Context, Frame, Key, Margin, Modal, Modifiers, Rect, ScrollArea, Sense, Ui, WidgetInfo,
    WidgetType, pos2, vec2,
};

const ROW: f32 = 40.0;

/// What is typed, what was found for it and which row is reached.
#[derive(Debug, Default)]
pub struct FindForm {
    query: String,
    at: usize,
    moved: bool,
    hits: Vec<Hit>,
    /// What the hits are of: query, design and language.
    of: Option<(String, u64, crate::model::Language)>,
}

/// Draws the search; the answer is whether it is to be closed.
pub fn show(ctx: &Context, cx: &Cx<'_>, form: &mut FindForm, out: &mut Actions) -> bool {
    let t = tokens_of(ctx);
    let of = (form.query.clone(), cx.state.revision, cx.language);
    if form.of.as_ref() != Some(&of) {
        form.hits = find::find(cx.design(), &cx.state.report, cx.language, &form.query);
        form.of = Some(of);
    }
    let last = form.hits.len().saturating_sub(1);
    let (down, up, enter) = ctx.input_mut(|i| {
        (
            i.consume_key(Modifiers::NONE, Key::ArrowDown),
            i.consume_key(Modifiers::NONE, Key::ArrowUp),
            i.consume_key(Modifiers::NONE, Key::Enter),
        )
    });
    form.moved = down || up;
    if down {
        form.at += 1;
    }
    if up {
        form.at = form.at.saturating_sub(1);
    }
    form.at = form.at.min(last);
    let frame = Frame::NONE
        .fill(t.panel.into())
        .stroke(paint::hairline(t.border))
        .corner_radius(RADIUS_MENU)
        .inner_margin(Margin::same(10))
        .shadow(shadow_float(t));
    let id = egui::Id::new("skydraft.find");
    let top = ctx.content_rect().height() * 0.12;
    let area = Modal::default_area(id).anchor(Align2::CENTER_TOP, vec2(0.0, top));
    let modal = Modal::new(id)
        .area(area)
        .backdrop_color(t.scrim.into())
        .frame(frame)
        .show(ctx, |ui| {
            ui.set_width(560.0_f32.min(ctx.content_rect().width() - 80.0));
            field(ui, cx, form);
            ui.add_space(6.0);
            list(ui, cx, form).or(enter.then_some(form.at))
        });
    if let Some(hit) = modal.inner.and_then(|at| form.hits.get(at)) {
        out.view(View::Dialog(None));
        out.view(View::Reveal(hit.id.clone()));
        return false;
    }
    modal.should_close()
}

fn field(ui: &mut Ui, cx: &Cx<'_>, form: &mut FindForm) {
    let (name, clear, hint) = (cx.text("cmd-find"), cx.text("clear"), cx.text("find-hint"));
    let count = if form.query.trim().is_empty() {
        String::new()
    } else {
        cx.text_with("find-count", "count", form.hits.len())
    };
    let response = TextField::search(&mut form.query, &name, &clear)
        .hint(&hint)
        .trailing(&count)
        .large()
        .id(egui::Id::new("skydraft.find.query"))
        .show(ui);
    if !response.has_focus() {
        response.request_focus();
    }
    if response.changed() {
        form.at = 0;
    }
}

fn list(ui: &mut Ui, cx: &Cx<'_>, form: &FindForm) -> Option<usize> {
    let t = tokens(ui);
    if form.hits.is_empty() {
        let key = if form.query.trim().is_empty() {
            "find-empty"
        } else {
            "nothing-found"
        };
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
        let text = cx.text(key);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &*text));
        let at = rect.left_center() + vec2(8.0, 0.0);
        let font = Type::Control.font();
        fonts::text(ui.painter(), at, Align2::LEFT_CENTER, &text, font, t.text_3);
        return None;
    }
    let mut chosen = None;
    ScrollArea::vertical().max_height(ROW * 8.0).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (i, hit) in form.hits.iter().enumerate() {
            let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
            let response = ui.interact(rect, ui.id().with(("hit", i)), Sense::click());
            if form.at == i {
                ui.painter().rect_filled(rect, 6.0, t.accent_soft);
                if form.moved {
                    ui.scroll_to_rect(rect, None);
                }
            } else if response.hovered() {
                ui.painter().rect_filled(rect, 6.0, t.hover);
            }
            row(ui, cx, rect, &response, hit);
            if response.clicked() {
                chosen = Some(i);
            }
        }
    });
    chosen
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
