//! The page of a note or label: its text, and which of the two it is.

use super::head;
use super::parts::section;
use crate::app::action::Actions;
use crate::app::cx::Cx;
use crate::app::fonts::Type;
use crate::app::palette::frame_key;
use crate::app::theme::tokens;
use crate::app::widgets::row::property_row;
use crate::app::widgets::section::SectionHeader;
use crate::app::widgets::segmented::{Segment, Segmented};
use crate::app::widgets::swatch::Swatch;
use crate::model::edit::Edit;
use crate::model::{Container, ContainerKind, Id, Rect};
use crate::scene::note_size;
use egui::{Key, Margin, TextEdit, Ui, WidgetInfo, WidgetType};

/// The edits that write `text` into a note and make it high enough to show it.
pub fn write(id: &Id, note: &Container, language: crate::model::Language, text: &str) -> Edit {
    let name = note.name.with(language, text.trim_end());
    let needed = note_size(&note.kind, text.trim_end(), note.frame.w);
    let frame = Rect {
        h: note.frame.h.max(needed.h),
        ..note.frame
    };
    Edit::Batch(vec![
        Edit::Rename(id.clone(), name),
        Edit::Resize(id.clone(), frame),
    ])
}

/// Draws the page.
pub fn ui(ui: &mut Ui, cx: &Cx<'_>, id: &Id, note: &Container, out: &mut Actions) {
    let kind = cx.text(frame_key(&note.kind));
    let name = cx.name_of(id);
    let data = head::Head {
        swatch: Swatch::of_frame(&note.kind, tokens(ui)),
        name: &name,
        subtitle: &kind,
        id: Some(id),
        item: None,
        locked: None,
    };
    head::head(ui, cx, &data, out);
    let title = cx.text("note-text");
    section(ui, SectionHeader::new(&title), "note text", |ui| {
        text(ui, cx, id, note, &title, out);
        ui.add_space(8.0);
        let kinds = [ContainerKind::Note, ContainerKind::Label];
        let names = [0, 1].map(|i| cx.text(frame_key(&kinds[i])));
        let segments = [0, 1].map(|i| Segment::new(&names[i]));
        let mut at = usize::from(note.kind == ContainerKind::Label);
        let label = cx.text("note-look");
        let changed = property_row(ui, &label, "", |ui| {
            let control = Segmented::new(&label, &segments).fill_width();
            control.show(ui, &mut at).changed()
        });
        if changed {
            let other = Container {
                kind: kinds[at].clone(),
                ..note.clone()
            };
            out.edit(Edit::PutContainer(id.clone(), other), "undo-frame");
        }
    });
}

/// The text, taken over when the field loses the keyboard; Esc brings the old one back.
fn text(ui: &mut Ui, cx: &Cx<'_>, id: &Id, note: &Container, name: &str, out: &mut Actions) {
    let field = ui.id().with("note-text");
    let draft = field.with("draft");
    let current = note.name.get(cx.language);
    let mut text: String = ui
        .data(|d| d.get_temp(draft))
        .unwrap_or_else(|| current.to_owned());
    let t = tokens(ui);
    let edit = TextEdit::multiline(&mut text)
        .id(field)
        .desired_rows(4)
        .desired_width(f32::INFINITY)
        .margin(Margin::symmetric(10, 7))
        .font(Type::Control.font())
        .text_color(t.text_1.into());
    let response = ui.add(edit);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, name));
    let escaped = ui.input(|i| i.key_pressed(Key::Escape));
    if response.has_focus() && !escaped {
        ui.data_mut(|d| d.insert_temp(draft, text));
        return;
    }
    let written: Option<String> = ui.data_mut(|d| d.remove_temp(draft));
    if let Some(written) = written.filter(|text| !escaped && text != current) {
        out.edit(write(id, note, cx.language, &written), "undo-note");
    }
}
