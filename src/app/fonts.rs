//! Bundled fonts and text helpers: sizes of the interface specification, icon glyphs, numbers in equal-width cells,
//! and shortening at the end or in the middle.

use std::borrow::Cow;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align2, Color32, Context, FontData, FontDefinitions, FontFamily, FontId, Galley, Painter, Pos2,
    Rect, pos2, vec2,
};

/// The text faces: the same bytes as the exports and charts use.
pub use crate::scene::text::{PRETENDARD_REGULAR, PRETENDARD_SEMIBOLD};

const PHOSPHOR_REGULAR: &[u8] = include_bytes!("../../assets/fonts/Phosphor-Regular.ttf");
const PHOSPHOR_FILL: &[u8] = include_bytes!("../../assets/fonts/Phosphor-Fill.ttf");

/// Sizes and line heights of the interface, in points; nothing else is used on screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// 24/32 page title and scenario total.
    Page,
    /// 20/24 total of the window.
    Total,
    /// 18/22 title of a dialog.
    Dialog,
    /// 15/20 title of a panel.
    Panel,
    /// 13/18 running text.
    Body,
    /// 12/16 controls, tables, tile names.
    Control,
    /// 11/14 second lines, labels, chips.
    Small,
    /// 10.5/14 count bubbles and key caps.
    Tiny,
}

impl Type {
    /// Font size, points.
    pub const fn size(self) -> f32 {
        match self {
            Self::Page => 24.0,
            Self::Total => 20.0,
            Self::Dialog => 18.0,
            Self::Panel => 15.0,
            Self::Body => 13.0,
            Self::Control => 12.0,
            Self::Small => 11.0,
            Self::Tiny => 10.5,
        }
    }

    /// Height of a line, points.
    pub const fn line(self) -> f32 {
        match self {
            Self::Page => 32.0,
            Self::Total => 24.0,
            Self::Dialog => 22.0,
            Self::Panel => 20.0,
            Self::Body => 18.0,
            Self::Control => 16.0,
            Self::Small | Self::Tiny => 14.0,
        }
    }

    /// Regular weight.
    pub fn font(self) -> FontId {
        regular(self.size())
    }

    /// SemiBold weight.
    pub fn strong(self) -> FontId {
        semibold(self.size())
    }
}

/// The families of the window: `Proportional` and `Regular` (Pretendard, then Phosphor for icons inside text),
/// `SemiBold`, `icon` and `fill` (Phosphor alone, with its own metrics); egui's own fonts stay as the last resort.
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    for (name, bytes) in [
        ("pretendard", PRETENDARD_REGULAR),
        ("pretendard-semibold", PRETENDARD_SEMIBOLD),
        ("phosphor", PHOSPHOR_REGULAR),
        ("phosphor-fill", PHOSPHOR_FILL),
    ] {
        fonts
            .font_data
            .insert(name.into(), Arc::new(FontData::from_static(bytes)));
    }
    let spare: Vec<String> = fonts
        .families
        .get(&FontFamily::Proportional)
        .cloned()
        .unwrap_or_default();
    let with_spare = |first: &[&str]| -> Vec<String> {
        first
            .iter()
            .map(|s| (*s).to_owned())
            .chain(spare.iter().cloned())
            .collect()
    };
    let regular = with_spare(&["pretendard", "phosphor"]);
    let mut monospace = fonts
        .families
        .get(&FontFamily::Monospace)
        .cloned()
        .unwrap_or_default();
    monospace.extend(["pretendard".to_owned(), "phosphor".to_owned()]);
    fonts
        .families
        .insert(FontFamily::Proportional, regular.clone());
    fonts.families.insert(FontFamily::Monospace, monospace);
    fonts.families.insert(named("Regular"), regular);
    fonts.families.insert(
        named("SemiBold"),
        with_spare(&["pretendard-semibold", "phosphor"]),
    );
    fonts
        .families
        .insert(named("icon"), vec!["phosphor".into()]);
    fonts
        .families
        .insert(named("fill"), vec!["phosphor-fill".into()]);
    fonts
}

fn named(name: &'static str) -> FontFamily {
    FontFamily::Name(name.into())
}

/// Pretendard Regular at `size` points.
pub fn regular(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// Pretendard SemiBold at `size` points.
pub fn semibold(size: f32) -> FontId {
    FontId::new(size, named("SemiBold"))
}

/// Outlined icon glyphs (`crate::glyph`) at `size` points.
pub fn icon(size: f32) -> FontId {
    FontId::new(size, named("icon"))
}

/// Filled icon glyphs at `size` points: severities, states that are on.
pub fn icon_fill(size: f32) -> FontId {
    FontId::new(size, named("fill"))
}

/// Paints one line of text and returns where it is; the position is rounded to whole pixels so that it stays crisp.
pub fn text(
    painter: &Painter,
    pos: Pos2,
    anchor: Align2,
    text: &str,
    font: FontId,
    color: impl Into<Color32>,
) -> Rect {
    let galley = painter.layout_no_wrap(text.to_owned(), font, color.into());
    place(painter, pos, anchor, &galley, galley.size().x)
}

/// Paints one icon glyph centred on `center`.
pub fn glyph(
    painter: &Painter,
    center: Pos2,
    glyph: char,
    font: FontId,
    color: impl Into<Color32>,
) -> Rect {
    text(
        painter,
        center,
        Align2::CENTER_CENTER,
        glyph.encode_utf8(&mut [0; 4]),
        font,
        color,
    )
}

/// Width of `text` on one line, points.
pub fn width(painter: &Painter, text: &str, font: FontId) -> f32 {
    painter
        .layout_no_wrap(text.to_owned(), font, Color32::PLACEHOLDER)
        .size()
        .x
}

/// A number laid out so that every digit takes a cell as wide as the widest digit; other characters keep their width.
/// Also returns the width to align by (the galley itself ends at the last digit's own edge).
pub fn tabular(
    painter: &Painter,
    number: &str,
    font: &FontId,
    color: Color32,
) -> (Arc<Galley>, f32) {
    let mut job = LayoutJob::default();
    job.wrap.max_width = f32::INFINITY;
    let format = TextFormat {
        font_id: font.clone(),
        color,
        ..TextFormat::default()
    };
    let width = painter.fonts_mut(|fonts| {
        let cell = ('0'..='9')
            .map(|d| fonts.glyph_width(font, d))
            .fold(0.0, f32::max);
        let (mut pending, mut total) = (0.0, 0.0);
        for c in number.chars() {
            let own = fonts.glyph_width(font, c);
            let slack = if c.is_ascii_digit() {
                (cell - own) * 0.5
            } else {
                0.0
            };
            // A hair of leading keeps each digit a section of its own: shaping would kern them together.
            let lead = f32::max(pending + slack, 1e-3);
            job.append(c.encode_utf8(&mut [0; 4]), lead, format.clone());
            pending = slack;
            total += own + 2.0 * slack;
        }
        total
    });
    (painter.layout_job(job), width)
}

/// Paints `text` with tabular digits and returns where it is. In a column, anchor right.
pub fn tabular_number(
    painter: &Painter,
    pos: Pos2,
    anchor: Align2,
    text: &str,
    font: &FontId,
    color: impl Into<Color32>,
) -> Rect {
    let (galley, width) = tabular(painter, text, font, color.into());
    place(painter, pos, anchor, &galley, width)
}

fn place(painter: &Painter, pos: Pos2, anchor: Align2, galley: &Arc<Galley>, width: f32) -> Rect {
    let rect = anchor.anchor_size(pos, vec2(width, galley.size().y));
    let ppp = painter.pixels_per_point();
    let snapped = pos2(
        (rect.min.x * ppp).round() / ppp,
        (rect.min.y * ppp).round() / ppp,
    );
    painter.galley(snapped, Arc::clone(galley), Color32::PLACEHOLDER);
    Rect::from_min_size(snapped, rect.size())
}

/// Which part of a text may go when it does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Elide {
    /// Names: the beginning says most.
    End,
    /// Ids: beginning and end tell them apart.
    Middle,
}

/// `text` shortened with an ellipsis to fit `max_width` points; borrowed when it fits. When the result is owned, show
/// the whole text in a tooltip.
pub fn elide<'t>(
    painter: &Painter,
    text: &'t str,
    font: &FontId,
    max_width: f32,
    mode: Elide,
) -> Cow<'t, str> {
    if width(painter, text, font.clone()) <= max_width {
        return Cow::Borrowed(text);
    }
    let chars: Vec<char> = text.chars().collect();
    painter.fonts_mut(|fonts| {
        let mut room = max_width - fonts.glyph_width(font, '…');
        let (mut head, mut tail) = (0, 0);
        while head + tail < chars.len() {
            let from_tail = mode == Elide::Middle && tail < head;
            let c = if from_tail {
                chars[chars.len() - 1 - tail]
            } else {
                chars[head]
            };
            room -= fonts.glyph_width(font, c);
            if room < 0.0 {
                break;
            }
            if from_tail { tail += 1 } else { head += 1 }
        }
        let start: String = chars[..head].iter().collect();
        let end: String = chars[chars.len() - tail..].iter().collect();
        Cow::Owned(format!("{}…{}", start.trim_end(), end.trim_start()))
    })
}

/// Paints `text` shortened to `max_width`; the flag says whether something is missing, so that a tooltip can hold it.
#[expect(
    clippy::too_many_arguments,
    reason = "a text is what, where, how and how wide"
)]
pub fn elided_text(
    painter: &Painter,
    pos: Pos2,
    anchor: Align2,
    content: &str,
    font: FontId,
    color: impl Into<Color32>,
    max_width: f32,
    mode: Elide,
) -> (Rect, bool) {
    let short = elide(painter, content, &font, max_width, mode);
    let cut = matches!(short, Cow::Owned(_));
    (text(painter, pos, anchor, &short, font, color), cut)
}

/// A job that wraps `text` at `max_width` with the line height of `role`.
pub fn paragraph(
    text: &str,
    role: Type,
    strong: bool,
    color: Color32,
    max_width: f32,
) -> LayoutJob {
    let font_id = if strong { role.strong() } else { role.font() };
    let format = TextFormat {
        font_id,
        color,
        line_height: Some(role.line()),
        ..TextFormat::default()
    };
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.wrap.max_width = max_width;
    job
}

/// Whether every character of `text` has a glyph in the interface font (used by tests of texts and glyph names).
pub fn has_glyphs(ctx: &Context, text: &str) -> bool {
    ctx.fonts_mut(|f| f.has_glyphs(&regular(12.0), text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glyph;

    fn with_painter(check: impl FnOnce(&Painter)) {
        let ctx = Context::default();
        ctx.set_fonts(definitions());
        let mut check = Some(check);
        ctx.run_ui(egui::RawInput::default(), |ui| {
            if let Some(check) = check.take() {
                check(ui.painter());
            }
        })
        .drop_without_applying_deltas();
    }

    #[test]
    fn hangul_money_and_icons_have_glyphs() {
        with_painter(|p| {
            for text in [
                "가용 영역 쉛",
                "₩1,380 → $1",
                "−$153.01/mo ≥ €",
                "¥12,340 × ·",
            ] {
                assert!(
                    p.fonts_mut(|f| f.has_glyphs(&regular(12.0), text)),
                    "{text}"
                );
                assert!(
                    p.fonts_mut(|f| f.has_glyphs(&semibold(12.0), text)),
                    "{text}"
                );
            }
            for c in [glyph::WARNING_OCTAGON, glyph::INFO, glyph::LOCK_SIMPLE] {
                assert!(p.fonts_mut(|f| f.has_glyph(&icon(12.0), c)));
                assert!(p.fonts_mut(|f| f.has_glyph(&icon_fill(12.0), c)));
                assert!(p.fonts_mut(|f| f.has_glyph(&regular(12.0), c)));
            }
        });
    }

    #[test]
    fn digits_share_one_width_in_tabular_numbers() {
        with_painter(|p| {
            let width = |s: &str| tabular(p, s, &semibold(12.0), Color32::BLACK).1;
            assert!((width("$1,111.11") - width("$8,480.04")).abs() < 1e-3);
            let plain = |s: &str| super::width(p, s, semibold(12.0));
            assert!(
                plain("$1,111.11") < plain("$8,480.04") - 1.0,
                "the font has unequal digits"
            );
        });
    }

    #[test]
    fn texts_are_shortened_where_they_say_least() {
        with_painter(|p| {
            let font = regular(12.0);
            let name = "order-service-production-blue";
            let end = elide(p, name, &font, 90.0, Elide::End);
            assert!(end.starts_with("order-se") && end.ends_with('…'), "{end}");
            let middle = elide(p, name, &font, 90.0, Elide::Middle);
            assert!(
                middle.starts_with("order") && middle.ends_with("blue"),
                "{middle}"
            );
            assert!(super::width(p, &middle, font.clone()) <= 90.5);
            assert!(matches!(
                elide(p, "S3", &font, 90.0, Elide::End),
                Cow::Borrowed("S3")
            ));
        });
    }
}
