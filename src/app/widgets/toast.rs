//! Toasts: what just happened, with a way back. They stack at the bottom and leave after a few seconds.

use egui::{
    Align2, Area, Context, CornerRadius, Frame, Id, Margin, Order, Sense, Ui, WidgetInfo,
    WidgetType, pos2, vec2,
};

use crate::app::fonts::{self, Type};
use crate::app::theme::{RADIUS_CARD, shadow_float, tokens_of};
use crate::app::widgets::paint::{self, Tone};
use crate::glyph;
use crate::scene::tokens::SeveritySlot;

/// How long a toast stays, seconds.
const STAY: f64 = 6.0;

/// A message for the user; `A` is what the button of the toast asks for.
#[derive(Clone, Debug)]
struct Toast<A> {
    text: String,
    strong: String,
    tone: Tone,
    action: Option<(String, A)>,
    until: Option<f64>,
}

/// The toasts on screen.
#[derive(Clone, Debug)]
pub struct Toasts<A> {
    toasts: Vec<Toast<A>>,
}

impl<A> Default for Toasts<A> {
    fn default() -> Self {
        Self { toasts: Vec::new() }
    }
}

impl<A: Clone> Toasts<A> {
    /// Says that something was done; `strong` (an amount, a name) follows in SemiBold, `action` is a button such as
    /// Undo.
    pub fn done(
        &mut self,
        text: impl Into<String>,
        strong: impl Into<String>,
        action: Option<(String, A)>,
    ) {
        self.push(text.into(), strong.into(), Tone::Saving, action);
    }

    /// Says that something went wrong.
    pub fn failed(&mut self, text: impl Into<String>, action: Option<(String, A)>) {
        let tone = Tone::Severity(SeveritySlot::Critical);
        self.push(text.into(), String::new(), tone, action);
    }

    fn push(&mut self, text: String, strong: String, tone: Tone, action: Option<(String, A)>) {
        // Three at most: the oldest make room.
        let spare = self.toasts.len().saturating_sub(2);
        self.toasts.drain(..spare);
        self.toasts.push(Toast {
            text,
            strong,
            tone,
            action,
            until: None,
        });
    }

    /// Whether anything is on screen.
    pub fn is_empty(&self) -> bool {
        self.toasts.is_empty()
    }

    /// Draws the toasts over the bottom centre of `ctx`; the answer is the action that was pressed.
    pub fn show(&mut self, ctx: &Context) -> Option<A> {
        let now = ctx.input(|i| i.time);
        for toast in &mut self.toasts {
            toast.until.get_or_insert(now + STAY);
        }
        self.toasts
            .retain(|toast| toast.until.is_some_and(|until| until > now));
        if let Some(next) = self.toasts.iter().filter_map(|t| t.until).reduce(f64::min) {
            ctx.request_repaint_after(std::time::Duration::from_secs_f64((next - now).max(0.01)));
        }
        let mut pressed = None;
        let mut closed = None;
        for (i, toast) in self.toasts.iter().rev().enumerate() {
            let offset = vec2(0.0, -40.0 - 48.0 * i as f32);
            let hit = Area::new(Id::new("skydraft.toast").with(i))
                .order(Order::Tooltip)
                .anchor(Align2::CENTER_BOTTOM, offset)
                .show(ctx, |ui| toast_ui(ui, toast))
                .inner;
            if hit {
                pressed = toast.action.as_ref().map(|(_, action)| action.clone());
                closed = Some(self.toasts.len() - 1 - i);
            }
        }
        if let Some(index) = closed {
            self.toasts.remove(index);
        }
        pressed
    }
}

fn toast_ui<A>(ui: &mut Ui, toast: &Toast<A>) -> bool {
    let t = tokens_of(ui.ctx());
    let frame = Frame::NONE
        .fill(t.tooltip.into())
        .corner_radius(CornerRadius::same(RADIUS_CARD))
        .inner_margin(Margin::symmetric(12, 8))
        .shadow(shadow_float(t));
    frame
        .show(ui, |ui| {
            let (font, strong) = (Type::Control.font(), Type::Control.strong());
            let text = fonts::width(ui.painter(), &toast.text, font.clone());
            let amount = fonts::width(ui.painter(), &toast.strong, strong.clone());
            let gap = if toast.strong.is_empty() { 0.0 } else { 6.0 };
            let label = toast
                .action
                .as_ref()
                .map_or("", |(label, _)| label.as_str());
            let button = fonts::width(ui.painter(), label, strong.clone());
            let tail = if label.is_empty() { 0.0 } else { button + 24.0 };
            let size = vec2(24.0 + text + gap + amount + tail, 24.0);
            let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
            response.widget_info(|| {
                let name = format!("{} {}", toast.text, toast.strong);
                WidgetInfo::labeled(WidgetType::Label, true, name.trim_end())
            });
            let y = rect.center().y;
            let bad = matches!(toast.tone, Tone::Severity(_));
            let dark = crate::scene::tokens::Tokens::dark();
            let (c, ink) = if bad {
                (
                    glyph::WARNING_CIRCLE,
                    dark.severity(SeveritySlot::Critical).ink,
                )
            } else {
                (glyph::CHECK_CIRCLE, t.tooltip_saving)
            };
            let p = ui.painter();
            fonts::glyph(
                p,
                pos2(rect.left() + 8.0, y),
                c,
                fonts::icon_fill(16.0),
                ink,
            );
            let at = pos2(rect.left() + 24.0, y);
            let left = Align2::LEFT_CENTER;
            let placed = fonts::text(p, at, left, &toast.text, font, t.on_tooltip);
            let at = pos2(placed.right() + gap, y);
            fonts::text(p, at, left, &toast.strong, strong.clone(), t.on_tooltip);
            if label.is_empty() {
                return false;
            }
            let min = pos2(rect.right() - button - 8.0, rect.top());
            let area = egui::Rect::from_min_max(min, rect.max + vec2(8.0, 0.0));
            let response = ui.interact(area, ui.id().with("action"), Sense::click());
            response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, label));
            let hover = paint::hover_share(ui, &response);
            let ink = t.tooltip_accent.mix(t.on_tooltip, hover * 0.6);
            fonts::text(ui.painter(), pos2(min.x + 8.0, y), left, label, strong, ink);
            paint::focus_ring(ui, &response, area, 6.0);
            response
                .on_hover_cursor(egui::CursorIcon::PointingHand)
                .clicked()
        })
        .inner
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::harness;
    use crate::app::theme::Theme;
    use egui_kittest::kittest::Queryable as _;

    #[test]
    fn the_action_is_returned_and_the_toast_goes() {
        let state = (Toasts::default(), None);
        let mut h = harness([500.0, 200.0], Theme::Light, state, |ui, (toasts, done)| {
            if done.is_none() && toasts.is_empty() {
                toasts.done("Reader raised", "+$229.22/mo", Some(("Undo".to_owned(), 7)));
            }
            *done = toasts.show(ui.ctx()).or(*done);
        });
        h.get_by_label("Reader raised +$229.22/mo");
        h.get_by_label("Undo").click();
        h.run();
        assert_eq!(h.state().1, Some(7));
        assert!(h.query_by_label("Undo").is_none());
    }
}
