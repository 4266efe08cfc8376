//! A modal sheet over a scrim: title, content, and a row of buttons. Esc and a click beside it close it; the keyboard
//! focus stays inside.

use egui::{
    Align, Align2, Context, CornerRadius, Frame, Id, Layout, Margin, Modal, Sense, Ui, WidgetInfo,
    WidgetType, pos2, vec2,
};

use crate::app::fonts::{self, Type};
use crate::app::theme::{RADIUS_MENU, shadow_float, tokens, tokens_of};
use crate::app::widgets::button::Button;
use crate::app::widgets::paint;
use crate::glyph;

/// A dialog of the window. One at a time is shown; the caller keeps which.
#[must_use = "call `show`"]
pub struct ModalSheet<'a> {
    title: &'a str,
    close: &'a str,
    width: f32,
    id: &'a str,
}

/// What came of a sheet in this frame.
pub struct SheetResponse<R> {
    /// What the content returned.
    pub inner: R,
    /// The user asked to close it: Esc, the cross, or a click beside it.
    pub close: bool,
}

impl<'a> ModalSheet<'a> {
    /// A sheet; `close` names the cross.
    pub fn new(title: &'a str, close: &'a str) -> Self {
        Self {
            title,
            close,
            width: 480.0,
            id: title,
        }
    }

    /// Width in points (480 without it); a narrow window makes it narrower.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// What tells it from other sheets, where the title may change while it is shown (with the language).
    pub fn id(mut self, id: &'a str) -> Self {
        self.id = id;
        self
    }

    /// Draws the sheet. `content` ends with [`sheet_buttons`] where there is something to decide.
    pub fn show<R>(self, ctx: &Context, content: impl FnOnce(&mut Ui) -> R) -> SheetResponse<R> {
        let t = tokens_of(ctx);
        let frame = Frame::NONE
            .fill(t.panel.into())
            .stroke(paint::hairline(t.border))
            .corner_radius(CornerRadius::same(RADIUS_MENU))
            .inner_margin(Margin::same(20))
            .shadow(shadow_float(t));
        let width = f32::min(self.width, ctx.content_rect().width() - 80.0);
        let mut crossed = false;
        let response = Modal::new(Id::new("skydraft.sheet").with(self.id))
            .backdrop_color(t.scrim.into())
            .frame(frame)
            .show(ctx, |ui| {
                ui.set_width(width);
                crossed = self.head(ui);
                ui.add_space(12.0);
                content(ui)
            });
        let close = response.should_close() || crossed;
        SheetResponse {
            inner: response.inner,
            close,
        }
    }

    fn head(&self, ui: &mut Ui) -> bool {
        ui.horizontal(|ui| {
            let room = ui.available_width() - 32.0;
            let (rect, response) = ui.allocate_exact_size(vec2(room, 28.0), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, self.title));
            let (at, font) = (pos2(rect.left(), rect.center().y), Type::Dialog.strong());
            let ink = tokens(ui).text_1;
            fonts::text(ui.painter(), at, Align2::LEFT_CENTER, self.title, font, ink);
            ui.add(Button::icon(glyph::X, self.close).small()).clicked()
        })
        .inner
    }
}

/// Height of what scrolls in a sheet: at most `most`, less where the window has no more for it between the title and the
/// buttons and `beside`, the height of what else stands in the sheet.
pub fn scroll_height(ctx: &Context, most: f32, beside: f32) -> f32 {
    // The distance to the edges of the window, the margins, the title and the buttons.
    let around = 2.0 * 16.0 + 2.0 * 20.0 + 40.0 + 52.0;
    (ctx.content_rect().height() - around - beside).clamp(96.0, most)
}

/// The last row of a sheet: `content` adds buttons from the right, the main one first.
pub fn sheet_buttons<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    ui.add_space(20.0);
    ui.allocate_ui_with_layout(
        vec2(ui.available_width(), 32.0),
        Layout::right_to_left(Align::Center),
        content,
    )
    .inner
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::harness;
    use crate::app::theme::Theme;
    use egui_kittest::kittest::Queryable as _;

    #[test]
    fn a_sheet_fits_a_low_window_with_its_title_and_buttons() {
        for height in [360.0, 520.0, 900.0] {
            let mut h = harness([700.0, height], Theme::Light, (), |ui, ()| {
                ModalSheet::new("Settings", "Close").show(ui.ctx(), |ui| {
                    let most = scroll_height(ui.ctx(), 480.0, 0.0);
                    let area = egui::ScrollArea::vertical().max_height(most);
                    area.show(ui, |ui| ui.allocate_space(vec2(100.0, 2000.0)));
                    sheet_buttons(ui, |ui| ui.add(Button::primary("Done").large()))
                });
            });
            h.run_steps(4);
            let (top, bottom) = (
                h.get_by_label("Settings").rect().top(),
                h.get_by_label("Done").rect().bottom(),
            );
            assert!(
                top >= 12.0 && bottom <= height - 12.0,
                "{height}: {top} to {bottom}"
            );
        }
    }

    #[test]
    fn escape_and_the_cross_close() {
        for by_key in [true, false] {
            let mut h = harness([700.0, 400.0], Theme::Light, true, |ui, open| {
                if *open {
                    let sheet = ModalSheet::new("Unsaved changes", "Close");
                    let out = sheet.show(ui.ctx(), |ui| {
                        sheet_buttons(ui, |ui| ui.add(Button::primary("Save").large()).clicked())
                    });
                    *open = !out.close && !out.inner;
                }
            });
            h.get_by_label("Unsaved changes");
            if by_key {
                h.key_press(egui::Key::Escape);
            } else {
                h.get_by_label("Close").click();
            }
            h.run();
            assert!(!*h.state());
        }
    }
}
