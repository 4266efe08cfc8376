//! What can be put beside: scenarios of the design, other open designs, files, cases of the program.

use super::state::{Ask, Doc, Source};
use crate::app::action::{Actions, FileAction, PathFor, View};
use crate::app::cx::Cx;
use crate::app::fonts::Type;
use crate::app::theme::tokens;
use crate::app::widgets::button::Button;
use crate::app::widgets::label::label_within;
use crate::app::widgets::menu::{MenuItem, dropdown, separator};
use crate::glyph;
use crate::io::samples;
use egui::{ScrollArea, Ui};

/// Width of the popover, points.
const WIDTH: f32 = 320.0;

/// The button and its popover.
pub(super) fn button(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let text = cx.text("compare-add-more");
    let button = Button::secondary(&text).glyph(glyph::PLUS);
    let button = ui.add(button);
    dropdown(&button, WIDTH, |ui| content(ui, cx, out));
}

fn content(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let height = (ui.ctx().content_rect().height() - 220.0).clamp(160.0, 520.0);
    let area = ScrollArea::vertical()
        .id_salt("compare sources")
        .min_scrolled_height(height)
        .max_height(height);
    area.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let docs = cx.state.docs();
        let is_open = |doc: &&Doc| matches!(doc, Doc::Tab(_));
        for doc in docs.iter().filter(is_open) {
            of_doc(ui, cx, doc, out);
        }
        separator(ui);
        let file = cx.text("compare-file");
        if ui
            .add(MenuItem::new(&file).glyph(glyph::FOLDER_OPEN))
            .clicked()
        {
            out.file(FileAction::Ask(PathFor::Compare));
        }
        cases(ui, cx, out);
        // What was read stands last, so that nothing moves under the pointer.
        for doc in docs.iter().filter(|doc| !is_open(doc)) {
            of_doc(ui, cx, doc, out);
        }
    });
}

/// The base of a design and its scenarios.
fn of_doc(ui: &mut Ui, cx: &Cx<'_>, doc: &Doc, out: &mut Actions) {
    let name = cx.state.doc_name(doc);
    let sources = cx.state.sources_of(doc);
    // An empty tab has nothing to compare.
    let is_empty = |doc: &Doc| {
        cx.state
            .doc(doc)
            .is_none_or(|(design, _)| design.components.is_empty())
    };
    if is_empty(doc) {
        return;
    }
    let t = tokens(ui);
    ui.horizontal(|ui| {
        ui.set_min_height(26.0);
        ui.add_space(8.0);
        label_within(ui, &name, Type::Small.strong(), t.text_3, WIDTH - 40.0);
    });
    if sources.len() > 2
        && !sources
            .iter()
            .all(|source| cx.state.comparing.holds(source))
    {
        let all = cx.text("compare-all-scenarios");
        let row = MenuItem::new(&all).glyph(glyph::STACK);
        if ui.push_id(("all", doc), |ui| ui.add(row)).inner.clicked() {
            out.view(View::Compare(Ask::All(doc.clone())));
        }
    }
    for source in sources {
        let text = title(cx, &source);
        let row = MenuItem::new(&text).checked(cx.state.comparing.holds(&source));
        if ui.push_id(&source, |ui| ui.add(row)).inner.clicked() {
            out.view(View::Compare(Ask::Toggle(source)));
        }
    }
}

fn title(cx: &Cx<'_>, source: &Source) -> String {
    let found = source.scenario.as_ref().and_then(|id| {
        let (design, _) = cx.state.doc(&source.doc)?;
        let scenario = design.scenarios.get(id)?;
        Some(scenario.title(id, cx.language).to_owned())
    });
    found.unwrap_or_else(|| cx.text("base").into_owned())
}

/// Cases and templates, folded until they are asked for.
fn cases(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let key = ui.id().with("cases");
    let open = ui.data(|data| data.get_temp::<bool>(key)).unwrap_or(false);
    let text = cx.text("compare-cases");
    let caret = if open {
        glyph::CARET_DOWN
    } else {
        glyph::CARET_RIGHT
    };
    if ui.add(MenuItem::new(&text).glyph(caret)).clicked() {
        ui.data_mut(|data| data.insert_temp(key, !open));
    }
    if !open {
        return;
    }
    let titles = titles(ui, cx);
    for (sample, title) in samples::all().iter().zip(titles.iter()) {
        let source = Source {
            doc: Doc::Sample(sample.name),
            scenario: None,
        };
        let row = MenuItem::new(title).checked(cx.state.comparing.holds(&source));
        if ui.push_id(sample.name, |ui| ui.add(row)).inner.clicked() {
            out.view(View::Compare(Ask::Toggle(source)));
        }
    }
}

/// Titles of the samples, read once.
fn titles(ui: &Ui, cx: &Cx<'_>) -> std::sync::Arc<Vec<String>> {
    let key = ui.id().with(("titles", cx.language as u8));
    if let Some(known) = ui.data(|data| data.get_temp(key)) {
        return known;
    }
    let title = |sample: &samples::Sample| match sample.read() {
        Ok(read) => read.design.name.get(cx.language).to_owned(),
        Err(_) => sample.name.to_owned(),
    };
    let all = std::sync::Arc::new(samples::all().iter().map(title).collect::<Vec<String>>());
    ui.data_mut(|data| data.insert_temp(key, all.clone()));
    all
}
