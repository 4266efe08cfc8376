//! What the detail shows while no finding is read: how each pillar stands.

use super::FindingsPanel;
use crate::analysis::review::score::Score;
use crate::app::action::{Actions, View};
use crate::app::cx::Cx;
use crate::app::fonts::{self, Elide, Type};
use crate::app::review::Ask;
use crate::app::theme::tokens;
use crate::app::widgets::label::label;
use crate::app::widgets::paint;
use crate::app::widgets::tip::tip;
use crate::text::number;
use egui::{
    Align2, CursorIcon, Frame, Margin, Rect, ScrollArea, Sense, Ui, WidgetInfo, WidgetType,
};
use egui::{pos2, vec2};

/// Draws the scores.
pub fn ui(ui: &mut Ui, cx: &Cx<'_>, panel: &mut FindingsPanel, out: &mut Actions) {
    if !cx.state.review.scores_are_current() {
        out.view(View::Review(Ask::Scores));
    }
    let Some(scores) = cx.state.review.scores() else {
        return;
    };
    let t = tokens(ui);
    ScrollArea::vertical()
        .id_salt("scores")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            Frame::NONE
                .inner_margin(Margin::symmetric(14, 8))
                .show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    ui.spacing_mut().item_spacing.y = 0.0;
                    let title = cx.text("score-title");
                    let head = label(ui, &title, Type::Control.strong(), t.text_1);
                    tip(head, &cx.text("cli-score-formula"));
                    ui.add_space(4.0);
                    for score in scores {
                        row(ui, cx, panel, score);
                    }
                    ui.add_space(6.0);
                    let hint = cx.text("score-hint");
                    let room = ui.available_width();
                    ui.label(fonts::paragraph(
                        &hint,
                        Type::Small,
                        false,
                        t.text_3.into(),
                        room,
                    ));
                });
        });
}

/// A pillar: name, bar, figure. A click shows its findings alone.
fn row(ui: &mut Ui, cx: &Cx<'_>, panel: &mut FindingsPanel, score: &Score) {
    let t = tokens(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), 24.0));
    let title = score.pillar.title().get(cx.language);
    // Where nothing is drawn, nothing can be wrong: that is no merit.
    let share = score.percent.filter(|_| !cx.design().components.is_empty());
    let percent = share.map_or_else(
        || "–".to_owned(),
        |percent| format!("{}%", number::short(percent, 0)),
    );
    let response = ui.interact(rect, ui.id().with(("score", title)), Sense::click());
    let on = panel.pillar == Some(score.pillar);
    response.widget_info(|| {
        WidgetInfo::selected(WidgetType::Button, true, on, format!("{title}: {percent}"))
    });
    if on || response.hovered() {
        let fill = if on { t.accent_soft } else { t.hover };
        ui.painter()
            .rect_filled(rect.expand2(vec2(6.0, 0.0)), 6.0, fill);
    }
    let y = rect.center().y;
    let name_width = (rect.width() * 0.5).min(176.0);
    let font = Type::Control.font();
    let left = rect.left_center();
    let anchor = Align2::LEFT_CENTER;
    let (_, _) = fonts::elided_text(
        ui.painter(),
        left,
        anchor,
        title,
        font,
        t.text_1,
        name_width - 8.0,
        Elide::End,
    );
    let strong = Type::Control.strong();
    let figure = pos2(rect.right(), y);
    fonts::tabular_number(
        ui.painter(),
        figure,
        Align2::RIGHT_CENTER,
        &percent,
        &strong,
        t.text_1,
    );
    let bar = Rect::from_min_max(
        pos2(rect.left() + name_width, y - 3.0),
        pos2(rect.right() - 48.0, y + 3.0),
    );
    if bar.width() > 8.0 {
        ui.painter().rect_filled(bar, 3.0, t.border);
        if let Some(percent) = share {
            let share = (percent / 100.0).clamp(0.0, 1.0) as f32;
            let full = Rect::from_min_size(bar.min, vec2(bar.width() * share, bar.height()));
            ui.painter().rect_filled(full, 3.0, t.accent);
        }
    }
    paint::focus_ring(ui, &response, rect.expand2(vec2(4.0, 0.0)), 6.0);
    if response.clicked() {
        panel.pillar = (!on).then_some(score.pillar);
    }
    let args = [
        ("passed", score.passed.into()),
        ("checks", score.checks.into()),
        ("earned", number::short(score.earned, 1).into()),
        ("possible", number::short(score.possible, 1).into()),
        ("percent", percent.into()),
    ];
    let text = crate::text::format(cx.language, "score-formula", &args);
    tip(response.on_hover_cursor(CursorIcon::PointingHand), &text);
}
