//! The sheet of keyboard shortcuts (?): all commands that have one, by what they are about.

use crate::app::command::Command;
use crate::app::cx::Cx;
use crate::app::fonts::{self, Elide, Type};
use crate::app::theme::tokens;
use crate::app::widgets::chip::KeyCap;
use crate::app::widgets::label::label;
use crate::app::widgets::paint;
use crate::app::widgets::sheet::ModalSheet;
use egui::{Align2, Context, ScrollArea, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

/// What commands are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    Files,
    Edit,
    Arrange,
    View,
    Window,
}

impl Group {
    const ALL: [Group; 5] = [
        Group::Files,
        Group::Edit,
        Group::Arrange,
        Group::View,
        Group::Window,
    ];

    fn key(self) -> &'static str {
        match self {
            Group::Files => "keys-files",
            Group::Edit => "keys-edit",
            Group::Arrange => "keys-arrange",
            Group::View => "keys-view",
            Group::Window => "keys-window",
        }
    }

    /// The group of a command, by what its text key says, so that a new command finds its place.
    fn of(command: Command) -> Group {
        let key = command.key().trim_start_matches("cmd-");
        let starts = |words: &[&str]| words.iter().any(|word| key.starts_with(word));
        if key.ends_with("-tab") || starts(&["new", "open", "save", "export", "quit"]) {
            Group::Files
        } else if starts(&[
            "align",
            "distribute",
            "nudge",
            "group",
            "ungroup",
            "lock",
            "layout",
        ]) {
            Group::Arrange
        } else if starts(&[
            "tool", "zoom", "fit", "overlay", "snap", "collapse", "expand", "present",
        ]) {
            Group::View
        } else if key.ends_with("-area")
            || starts(&[
                "toggle",
                "palette",
                "shortcuts",
                "settings",
                "show",
                "theme",
                "language",
            ])
        {
            Group::Window
        } else {
            Group::Edit
        }
    }
}

/// Draws the sheet; the answer is whether it is to be closed.
pub fn show(ctx: &Context, cx: &Cx<'_>) -> bool {
    let (title, close) = (cx.text("cmd-shortcuts"), cx.text("close"));
    let sheet = ModalSheet::new(&title, &close).width(720.0);
    let response = sheet.show(ctx, |ui| {
        let height = (ctx.content_rect().height() - 200.0).clamp(240.0, 620.0);
        ScrollArea::vertical()
            .max_height(height)
            .min_scrolled_height(height)
            .show(ui, |ui| {
                // The shorter column takes the next group.
                let mut columns: [Vec<Group>; 2] = Default::default();
                let mut heights = [0_usize; 2];
                for group in Group::ALL {
                    let at = usize::from(heights[1] < heights[0]);
                    heights[at] += commands(group).len() + 2;
                    columns[at].push(group);
                }
                ui.columns(2, |uis| {
                    for (ui, groups) in uis.iter_mut().zip(&columns) {
                        ui.spacing_mut().item_spacing.y = 0.0;
                        for group in groups {
                            section(ui, cx, *group);
                        }
                    }
                });
            });
    });
    response.close
}

fn commands(group: Group) -> Vec<Command> {
    let all = Command::ALL.into_iter();
    all.filter(|command| !command.shortcuts().is_empty() && Group::of(*command) == group)
        .collect()
}

fn section(ui: &mut Ui, cx: &Cx<'_>, group: Group) {
    let t = tokens(ui);
    label(ui, &cx.text(group.key()), Type::Control.strong(), t.text_2);
    ui.add_space(4.0);
    for command in commands(group) {
        row(ui, cx, command);
    }
    ui.add_space(14.0);
}

fn row(ui: &mut Ui, cx: &Cx<'_>, command: Command) {
    let t = tokens(ui);
    let size = vec2(ui.available_width(), 26.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let (text, keys) = (
        cx.text(command.key()),
        command.keys(cfg!(target_os = "macos")),
    );
    response
        .widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, format!("{text}, {keys}")));
    let right = pos2(rect.right() - 8.0, rect.center().y);
    let cap = KeyCap::new(&keys).paint(ui.painter(), t, right);
    let room = cap.left() - 8.0 - rect.left();
    let (at, font) = (rect.left_center(), Type::Control.font());
    let anchor = Align2::LEFT_CENTER;
    fonts::elided_text(
        ui.painter(),
        at,
        anchor,
        &text,
        font,
        t.text_1,
        room,
        Elide::End,
    );
    paint::hline(
        ui.painter(),
        rect.left(),
        rect.right() - 8.0,
        rect.bottom() - 1.0,
        t.subtle,
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_with_keys_is_on_the_sheet_once() {
        let mut shown: Vec<Command> = Group::ALL.into_iter().flat_map(commands).collect();
        let mut all = Command::ALL.to_vec();
        all.retain(|command| !command.shortcuts().is_empty());
        shown.sort();
        all.sort();
        assert_eq!(shown, all);
        for group in Group::ALL {
            assert!(!commands(group).is_empty(), "{group:?}");
        }
    }
}
