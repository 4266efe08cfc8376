//! The list: heads of groups and findings in rows of one height, only those in view drawn; arrow keys walk it.

use super::FindingsPanel;
use super::rows::{Group, Row, Rows};
use crate::analysis::review::Finding;
use crate::app::action::{Actions, View};
use crate::app::cx::Cx;
use crate::app::findings::{apply_fix, finding_menu, fix_label, place_of, show, unsilence};
use crate::app::fonts::{self, Elide, Type};
use crate::app::review::{Ask, From};
use crate::app::state::key_of;
use crate::app::theme::{TABLE_ROW, tokens};
use crate::app::widgets::chip::Chip;
use crate::app::widgets::finding::{FIX_COLUMN, FindingText, FixButton, finding_row};
use crate::app::widgets::paint;
use crate::app::widgets::tip::tip;
use crate::glyph;
use crate::scene::tokens::SeveritySlot;
use crate::text::number;
use egui::{
    Align2, CursorIcon, EventFilter, Id, Key, Rect, ScrollArea, Sense, Ui, WidgetInfo, WidgetType,
    pos2, vec2,
};

/// The list as a target of the keyboard.
fn list_id() -> Id {
    Id::new("skydraft.findings")
}

/// Draws the list.
pub fn ui(ui: &mut Ui, cx: &Cx<'_>, panel: &mut FindingsPanel, rows: &Rows, out: &mut Actions) {
    let whole = ui.available_rect_before_wrap();
    let id = list_id();
    let target = ui.interact(whole, id, Sense::focusable_noninteractive());
    let name = cx.text("findings-list");
    target.widget_info(|| WidgetInfo::labeled(WidgetType::Other, true, &*name));
    let open = cx.state.review.open.as_ref();
    let open = open.and_then(|key| cx.state.finding(key));
    let at = open.and_then(|finding| rows.of_finding(cx, finding));
    if ui.memory(|m| m.has_focus(id)) {
        let filter = EventFilter {
            vertical_arrows: true,
            horizontal_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|m| m.set_focus_lock_filter(id, filter));
        keys(ui, cx, panel, rows, at, out);
    }
    let mut pointed = None;
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.spacing_mut().scroll.floating_allocated_width = 8.0;
    let mut area = ScrollArea::vertical()
        .id_salt("findings")
        .auto_shrink([false, false]);
    if let Some(row) = panel.scroll_to.take() {
        let top = row as f32 * TABLE_ROW;
        area = area.vertical_scroll_offset((top - whole.height() * 0.4).max(0.0));
    }
    let count = rows.list().len();
    area.show_rows(ui, TABLE_ROW, count, |ui, range| {
        let findings = &cx.state.report.review.findings;
        let shown = range
            .clone()
            .filter_map(|number| match rows.list().get(number)? {
                Row::Finding(finding) => findings.get(*finding),
                Row::Group(_) => None,
            });
        cx.state.prepare_evidence(shown);
        for number in range {
            match rows.list().get(number) {
                Some(Row::Group(group)) => group_row(ui, cx, panel, group),
                Some(Row::Finding(finding)) => {
                    let Some(finding) = cx.state.report.review.findings.get(*finding) else {
                        continue;
                    };
                    let selected = at == Some(number);
                    let id = (finding.code, &finding.items);
                    let shown = ui.push_id(id, |ui| row(ui, cx, panel, finding, selected, out));
                    if shown.inner {
                        pointed = Some(key_of(finding));
                    }
                }
                None => {}
            }
        }
    });
    let lit = cx.state.review.lit.as_ref();
    let wanted = pointed.or_else(|| open.map(key_of));
    let is_mine = lit.is_none_or(|lit| lit.from == From::Panel);
    if is_mine && lit.map(|lit| &lit.key) != wanted.as_ref() {
        out.view(View::Review(Ask::Point(wanted, From::Panel)));
    }
}

/// Arrows walk the findings and fold the groups, Home and End go to the ends, Enter shows on the canvas.
fn keys(
    ui: &Ui,
    cx: &Cx<'_>,
    panel: &mut FindingsPanel,
    rows: &Rows,
    at: Option<usize>,
    out: &mut Actions,
) {
    let all = &cx.state.report.review.findings;
    let list = rows.list();
    let finding = |number: usize| match list.get(number)? {
        Row::Finding(number) => all.get(*number),
        Row::Group(_) => None,
    };
    let findings = || (0..list.len()).filter(|number| finding(*number).is_some());
    let (up, down, left, right, home, end, enter) = ui.input(|i| {
        let pressed = |key| i.key_pressed(key) && i.modifiers.is_none();
        (
            pressed(Key::ArrowUp),
            pressed(Key::ArrowDown),
            pressed(Key::ArrowLeft),
            pressed(Key::ArrowRight),
            pressed(Key::Home),
            pressed(Key::End),
            pressed(Key::Enter),
        )
    });
    let to = match at {
        _ if home => findings().next(),
        _ if end => findings().next_back(),
        Some(at) if down => findings().find(|number| *number > at),
        Some(at) if up => findings().rfind(|number| *number < at),
        None if down || up => findings().next(),
        _ => None,
    };
    if let Some(to) = to
        && let Some(finding) = finding(to)
    {
        panel.scroll_to = Some(to);
        out.view(View::Review(Ask::Open(Some(key_of(finding)))));
    }
    if enter && let Some(finding) = at.and_then(finding) {
        show(finding, out);
    }
    if left && let Some(at) = at {
        let before = list.get(..at).unwrap_or_default().iter().rev();
        let group = before.into_iter().find_map(|row| match row {
            Row::Group(group) => Some(group.key.clone()),
            Row::Finding(_) => None,
        });
        panel.folded.extend(group);
    }
    if right {
        panel.folded.clear();
    }
}

/// Head of a group: a click folds it.
fn group_row(ui: &mut Ui, cx: &Cx<'_>, panel: &mut FindingsPanel, group: &Group) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), TABLE_ROW));
    let response = ui.interact(rect, ui.id().with(("group", &group.key)), Sense::click());
    let count = number::count(group.count);
    response.widget_info(|| {
        let name = format!("{}, {count}", group.title);
        WidgetInfo::selected(WidgetType::CollapsingHeader, true, !group.folded, name)
    });
    let t = tokens(ui);
    let hover = paint::hover_share(ui, &response);
    let fill = t.subtle.mix(t.hover, hover);
    ui.painter().rect_filled(rect, 0.0, fill);
    let y = rect.center().y;
    let caret = if group.folded {
        glyph::CARET_RIGHT
    } else {
        glyph::CARET_DOWN
    };
    let mut x = rect.left() + 12.0;
    fonts::glyph(
        ui.painter(),
        pos2(x + 6.0, y),
        caret,
        fonts::icon(12.0),
        t.text_3,
    );
    x += 20.0;
    let ink = t.severity(group.slot()).ink;
    let icon = fonts::icon_fill(14.0);
    fonts::glyph(
        ui.painter(),
        pos2(x + 7.0, y),
        group.slot().glyph(),
        icon,
        ink,
    );
    x += 22.0;
    let chip = Chip::new(&count).small();
    let size = chip.size(ui.painter());
    let room = rect.right() - 16.0 - size.x - 8.0 - x;
    let font = Type::Control.strong();
    let (placed, cut) = fonts::elided_text(
        ui.painter(),
        pos2(x, y),
        Align2::LEFT_CENTER,
        &group.title,
        font,
        t.text_1,
        room,
        Elide::End,
    );
    let place = Rect::from_min_size(pos2(placed.right() + 8.0, y - size.y * 0.5), size);
    chip.paint(ui.painter(), t, place, 0.0);
    paint::hline(
        ui.painter(),
        rect.left(),
        rect.right(),
        rect.bottom() - 1.0,
        t.border,
    );
    paint::focus_ring(ui, &response, rect.shrink(3.0), 4.0);
    if response.clicked() && !panel.folded.remove(&group.key) {
        panel.folded.insert(group.key.clone());
    }
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    if cut {
        tip(response, &group.title);
    } else {
        let text = cx.text(if group.folded {
            "group-unfold"
        } else {
            "group-fold"
        });
        tip(response, &text);
    }
}

/// A finding; whether the pointer is on it.
fn row(
    ui: &mut Ui,
    cx: &Cx<'_>,
    panel: &mut FindingsPanel,
    finding: &Finding,
    selected: bool,
    out: &mut Actions,
) -> bool {
    let mut late = false;
    let (fix, price) = if finding.is_silenced() {
        (cx.text("unsilence").into_owned(), String::new())
    } else {
        let label = fix_label(cx, finding);
        if label.is_open() {
            out.view(View::PriceFix(key_of(finding)));
            late = cx.state.fixes_are_late();
        }
        label.texts(cx)
    };
    let widest = FixButton::width_of(ui.painter(), &fix);
    let most = if ui.available_width() < 640.0 {
        170.0
    } else {
        *FIX_COLUMN.end()
    };
    panel.fixes = panel.fixes.max(widest).clamp(*FIX_COLUMN.start(), most);
    let place = place_of(cx, finding);
    let text = FindingText {
        severity: SeveritySlot::from(finding.severity),
        severity_word: finding.severity.title().get(cx.language),
        code: finding.code,
        title: finding.title().get(cx.language),
        // Of what is silenced one wants to know why.
        detail: match finding.silenced() {
            Some(reason) => reason,
            None => cx.state.evidence(finding).get(cx.language),
        },
        place: &place,
        pillar: "",
        fix: &fix,
        price: &price,
        late,
        glyph: if finding.is_silenced() {
            glyph::EYE
        } else {
            glyph::WRENCH
        },
        more: &cx.text("more"),
    };
    let response = finding_row(ui, &text, selected, panel.fixes);
    finding_menu(cx, finding, &fix, &response, out);
    if response.fix && finding.is_silenced() {
        unsilence(cx, finding, out);
    } else if response.fix {
        apply_fix(finding, out);
    } else if response.row.clicked() {
        ui.memory_mut(|m| m.request_focus(list_id()));
        show(finding, out);
    }
    let pointed = response.row.contains_pointer();
    tip(response.row, cx.state.evidence(finding).get(cx.language));
    pointed
}
