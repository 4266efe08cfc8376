//! The page of several selected items: what they cost together, what can be done with them, and the properties of
//! components of one kind, where different values are said to be mixed.

use super::parts::{self, note, section};
use super::{connection, head, property};
use crate::analysis::cost::Total;
use crate::app::action::Actions;
use crate::app::command::Command;
use crate::app::cx::Cx;
use crate::app::palette::frame_key;
use crate::app::theme::tokens;
use crate::app::widgets::button::Button;
use crate::app::widgets::section::SectionHeader;
use crate::app::widgets::select::Choice;
use crate::app::widgets::swatch::Swatch;
use crate::catalog::Item;
use crate::glyph;
use crate::model::edit::Edit;
use crate::model::{Connection, Container, ContainerKind, Id};
use egui::Ui;

/// Draws the page.
pub fn ui(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let t = tokens(ui);
    let items = &cx.state.selection.items;
    let name = cx.text_with("several-items", "count", items.len());
    let components: Vec<Item<'_>> = items
        .iter()
        .filter_map(|id| Item::of(cx.design(), id))
        .collect();
    let same_kind = components.first().is_some_and(|first| {
        components.len() == items.len() && components.iter().all(|item| item.kind == first.kind)
    });
    let (swatch, subtitle) = match components.first().filter(|_| same_kind) {
        Some(first) => (
            Swatch::of_kind(first.kind.name, t),
            first.kind.title.get(cx.language).to_owned(),
        ),
        None => (
            Swatch {
                fill: t.accent_fill,
                ink: t.on_accent,
                glyph: glyph::SELECTION,
                kind: None,
            },
            cx.text("several-kinds").into_owned(),
        ),
    };
    let data = head::Head {
        swatch,
        name: &name,
        subtitle: &subtitle,
        item: None,
        locked: None,
    };
    head::head(ui, cx, &data, out);
    let mut total = Total::default();
    let cost = &cx.state.report.cost;
    for id in items {
        let own = cost.component(id).or_else(|| cost.connection(id));
        total.add(own.map(|cost| cost.total).unwrap_or_default());
    }
    let mut amount = cx.amount(total.usd);
    if total.missing > 0 {
        amount = format!("≥ {amount}");
    }
    head::figures(ui, &[(amount, cx.text("per-month").into_owned())]);
    arrange(ui, cx, out);
    if same_kind {
        let key = components.first().map_or("", |item| item.kind.name);
        let title = cx.text("properties");
        section(
            ui,
            SectionHeader::new(&title),
            &format!("{key} properties"),
            |ui| {
                property::list(ui, cx, &components, false, out);
            },
        );
    } else if components.len() == items.len() {
        shared(ui, cx, &components, out);
    }
    let connections: Vec<(&Id, &Connection)> = items
        .iter()
        .filter_map(|id| Some((id, cx.design().connection(id)?)))
        .collect();
    if connections.len() == items.len() {
        let title = cx.text("properties");
        section(ui, SectionHeader::new(&title), "connections", |ui| {
            connection::editors(ui, cx, &connections, out);
        });
    }
    let frames: Vec<(&Id, &Container)> = items
        .iter()
        .filter_map(|id| Some((id, cx.design().container(id)?)))
        .filter(|(_, frame)| !frame.kind.is_text())
        .collect();
    if frames.len() == items.len() {
        let title = cx.text("properties");
        section(ui, SectionHeader::new(&title), "frames", |ui| {
            frame_kind(ui, cx, &frames, out);
        });
    }
}

/// What components of several kinds have in common.
fn shared(ui: &mut Ui, cx: &Cx<'_>, components: &[Item<'_>], out: &mut Actions) {
    let title = cx.text("properties");
    section(ui, SectionHeader::new(&title), "shared properties", |ui| {
        if !property::shared(ui, cx, components, out) {
            note(ui, &cx.text("several-nothing-shared"));
        }
    });
}

fn frame_kind(ui: &mut Ui, cx: &Cx<'_>, frames: &[(&Id, &Container)], out: &mut Actions) {
    let known = ContainerKind::KNOWN;
    let kinds: Vec<&ContainerKind> = known.iter().filter(|kind| !kind.is_text()).collect();
    let names: Vec<_> = kinds.iter().map(|kind| cx.text(frame_key(kind))).collect();
    let choices: Vec<Choice<'_>> = names.iter().map(|name| Choice::new(name)).collect();
    let label = cx.text("frame-kind");
    let first = &frames[0].1.kind;
    let new = if frames.iter().all(|(_, frame)| frame.kind == *first) {
        let at = kinds.iter().position(|kind| *kind == first);
        parts::select_row(ui, cx, &label, "", &choices, at.unwrap_or(usize::MAX))
    } else {
        parts::mixed_select_row(ui, cx, &label, "", &choices)
    };
    if let Some(new) = new {
        let edits = frames.iter().map(|(id, frame)| {
            let kind = kinds[new].clone();
            let frame = Container {
                kind,
                ..(*frame).clone()
            };
            Edit::PutContainer((*id).clone(), frame)
        });
        out.edit(Edit::Batch(edits.collect()), "undo-frame");
    }
}

fn arrange(ui: &mut Ui, cx: &Cx<'_>, out: &mut Actions) {
    let title = cx.text("arrange");
    section(ui, SectionHeader::new(&title), "several arrange", |ui| {
        use Command as C;
        for row in [
            [C::AlignLeft, C::AlignRight, C::AlignTop],
            [
                C::AlignBottom,
                C::DistributeHorizontally,
                C::DistributeVertically,
            ],
            [C::Group, C::Duplicate, C::Delete],
        ] {
            ui.columns(3, |columns| {
                for (command, ui) in row.into_iter().zip(columns) {
                    let text = cx.text(short(command));
                    let name = cx.text(command.key());
                    let keys = command.keys(cfg!(target_os = "macos"));
                    let button = if command == C::Delete {
                        Button::danger(&text)
                    } else {
                        Button::secondary(&text)
                    };
                    let button = button.small().name(&name).tooltip(&name).keys(&keys);
                    let button = button
                        .min_width(ui.available_width())
                        .enabled(command.enabled(cx));
                    if ui.add(button).clicked() {
                        command.run(cx, false, out);
                    }
                }
            });
            ui.add_space(4.0);
        }
    });
}

fn short(command: Command) -> &'static str {
    match command {
        Command::AlignLeft => "short-left",
        Command::AlignRight => "short-right",
        Command::AlignTop => "short-top",
        Command::AlignBottom => "short-bottom",
        Command::DistributeHorizontally => "short-spread-x",
        Command::DistributeVertically => "short-spread-y",
        Command::Group => "short-wrap",
        Command::Duplicate => "short-duplicate",
        _ => "short-delete",
    }
}
