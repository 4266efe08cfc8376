//! Widths of texts by the metrics of the bundled fonts, shortening, and outlines of icon glyphs.
//!
//! The window, the exported drawing and the charts use the same font bytes, so a text that was measured here fits
//! everywhere. Sizes are in canvas units (points at 100 %); a font size is the height of the em square, as in the window, SVG
//! and CSS.

use ab_glyph::{Font, FontRef, OutlineCurve};
use std::borrow::Cow;
use std::sync::OnceLock;

/// Pretendard Regular (OFL-1.1).
pub const PRETENDARD_REGULAR: &[u8] = include_bytes!("../../assets/fonts/Pretendard-Regular.otf");
/// Pretendard SemiBold (OFL-1.1).
pub const PRETENDARD_SEMIBOLD: &[u8] = include_bytes!("../../assets/fonts/Pretendard-SemiBold.otf");
const PHOSPHOR_REGULAR: &[u8] = include_bytes!("../../assets/fonts/Phosphor-Regular.ttf");
const PHOSPHOR_FILL: &[u8] = include_bytes!("../../assets/fonts/Phosphor-Fill.ttf");

/// A text face.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Weight {
    /// 400.
    #[default]
    Regular,
    /// 600.
    SemiBold,
}

/// An icon face.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IconFace {
    /// Lines.
    Regular,
    /// Solid shapes.
    Fill,
}

/// Which part of a text may go when it does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Elide {
    /// Names: the beginning says most.
    End,
    /// Ids: beginning and end tell them apart.
    Middle,
}

/// A face with what is asked of it most: advances of Latin letters, in em.
struct Face {
    font: Option<FontRef<'static>>,
    units_per_em: f32,
    latin: Vec<f32>,
}

/// Advance of a letter where the font cannot be read, in em; an average of Latin text.
const FALLBACK_ADVANCE: f32 = 0.55;
const LATIN: u32 = 0x250;

impl Face {
    fn load(bytes: &'static [u8]) -> Face {
        let font = FontRef::try_from_slice(bytes).ok();
        let units_per_em = font
            .as_ref()
            .and_then(|font| font.units_per_em())
            .unwrap_or(1000.0);
        let mut face = Face {
            font,
            units_per_em,
            latin: Vec::new(),
        };
        face.latin = (0..LATIN)
            .map(|code| char::from_u32(code).map_or(0.0, |c| face.measure(c)))
            .collect();
        face
    }
    fn measure(&self, c: char) -> f32 {
        match &self.font {
            Some(font) => font.h_advance_unscaled(font.glyph_id(c)) / self.units_per_em,
            None => FALLBACK_ADVANCE,
        }
    }
    fn advance(&self, c: char) -> f32 {
        match self.latin.get(c as usize) {
            Some(&advance) => advance,
            None => self.measure(c),
        }
    }
}

fn face(weight: Weight) -> &'static Face {
    static REGULAR: OnceLock<Face> = OnceLock::new();
    static SEMIBOLD: OnceLock<Face> = OnceLock::new();
    match weight {
        Weight::Regular => REGULAR.get_or_init(|| Face::load(PRETENDARD_REGULAR)),
        Weight::SemiBold => SEMIBOLD.get_or_init(|| Face::load(PRETENDARD_SEMIBOLD)),
    }
}

/// Width of `text` on one line at `size`, without kerning (which only narrows it).
pub fn width(text: &str, size: f32, weight: Weight) -> f32 {
    let face = face(weight);
    text.chars().map(|c| face.advance(c)).sum::<f32>() * size
}

/// `text` shortened with an ellipsis to at most `max_width`; borrowed when it fits.
pub fn elide(text: &str, size: f32, weight: Weight, max_width: f32, mode: Elide) -> Cow<'_, str> {
    if width(text, size, weight) <= max_width {
        return Cow::Borrowed(text);
    }
    let face = face(weight);
    let chars: Vec<char> = text.chars().collect();
    let mut room = max_width / size - face.advance('…');
    let (mut head, mut tail) = (0, 0);
    while head + tail < chars.len() {
        let from_tail = mode == Elide::Middle && tail < head;
        let c = if from_tail {
            chars[chars.len() - 1 - tail]
        } else {
            chars[head]
        };
        room -= face.advance(c);
        if room < 0.0 {
            break;
        }
        if from_tail {
            tail += 1;
        } else {
            head += 1;
        }
    }
    let start: String = chars[..head].iter().collect();
    let end: String = chars[chars.len() - tail..].iter().collect();
    Cow::Owned(format!("{}…{}", start.trim_end(), end.trim_start()))
}

/// How a name is best shortened: ids (one word with digits and dashes) in the middle, names at the end.
pub fn elide_mode(text: &str) -> Elide {
    let is_id = !text.contains(' ')
        && text
            .chars()
            .any(|c| matches!(c, '-' | '_' | '.' | '/' | ':'))
        && text.is_ascii();
    if is_id { Elide::Middle } else { Elide::End }
}

/// Outline of an icon glyph as SVG path data. The em square of `size` has its top left corner at (`x`, `y`). Empty where
/// the font has no such glyph.
pub fn icon_path(glyph: char, face: IconFace, x: f32, y: f32, size: f32) -> String {
    static REGULAR: OnceLock<Option<FontRef<'static>>> = OnceLock::new();
    static FILL: OnceLock<Option<FontRef<'static>>> = OnceLock::new();
    let font = match face {
        IconFace::Regular => REGULAR.get_or_init(|| FontRef::try_from_slice(PHOSPHOR_REGULAR).ok()),
        IconFace::Fill => FILL.get_or_init(|| FontRef::try_from_slice(PHOSPHOR_FILL).ok()),
    };
    let Some(font) = font else {
        return String::new();
    };
    let id = font.glyph_id(glyph);
    let Some(outline) = font.outline(id) else {
        return String::new();
    };
    let units = font.units_per_em().unwrap_or(1000.0);
    let scale = size / units;
    // Phosphor draws its 1-em square between ascent and descent, whose sum is the em.
    let (ascent, descent) = (font.ascent_unscaled(), font.descent_unscaled());
    let top = ascent - (ascent - descent - units) / 2.0;
    let put = |p: ab_glyph::Point| (x + p.x * scale, y + (top - p.y) * scale);
    let mut path = String::new();
    let mut at: Option<ab_glyph::Point> = None;
    for curve in &outline.curves {
        let (from, to) = match curve {
            OutlineCurve::Line(a, b) => (*a, *b),
            OutlineCurve::Quad(a, _, b) => (*a, *b),
            OutlineCurve::Cubic(a, _, _, b) => (*a, *b),
        };
        if at != Some(from) {
            if at.is_some() {
                path.push('Z');
            }
            push_point(&mut path, 'M', &[put(from)]);
        }
        match curve {
            OutlineCurve::Line(_, b) => push_point(&mut path, 'L', &[put(*b)]),
            OutlineCurve::Quad(_, c, b) => push_point(&mut path, 'Q', &[put(*c), put(*b)]),
            OutlineCurve::Cubic(_, c, d, b) => {
                push_point(&mut path, 'C', &[put(*c), put(*d), put(*b)]);
            }
        }
        at = Some(to);
    }
    if at.is_some() {
        path.push('Z');
    }
    path
}

fn push_point(path: &mut String, command: char, points: &[(f32, f32)]) {
    path.push(command);
    for (index, (x, y)) in points.iter().enumerate() {
        if index > 0 {
            path.push(' ');
        }
        path.push_str(&decimal(*x));
        path.push(' ');
        path.push_str(&decimal(*y));
    }
}

/// A coordinate with at most two digits after the point, without trailing zeros: the same text on every machine.
pub fn decimal(value: f32) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" {
        "0".to_owned()
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hangul_is_wider_than_latin_and_bold_wider_than_regular() {
        let latin = width("abcd", 12.0, Weight::Regular);
        let hangul = width("가나다라", 12.0, Weight::Regular);
        assert!(latin > 20.0 && hangul > 1.3 * latin, "{latin} {hangul}");
        assert!(width("abcd", 12.0, Weight::SemiBold) > latin);
        assert!((width("abcd", 24.0, Weight::Regular) - 2.0 * latin).abs() < 1e-3);
    }

    #[test]
    fn shortened_texts_fit() {
        for text in [
            "payment-service-prod-seoul-1",
            "Ein sehr langer Name",
            "아주 긴 컴포넌트 이름입니다",
        ] {
            for mode in [Elide::End, Elide::Middle] {
                let short = elide(text, 12.0, Weight::SemiBold, 84.0, mode);
                assert!(width(&short, 12.0, Weight::SemiBold) <= 84.0, "{short}");
                assert!(short.contains('…'));
            }
        }
        assert_eq!(elide("ALB", 12.0, Weight::Regular, 84.0, Elide::End), "ALB");
        assert_eq!(elide_mode("payment-service-1"), Elide::Middle);
        assert_eq!(elide_mode("Public ALB"), Elide::End);
    }

    #[test]
    fn icons_become_paths_inside_their_square() {
        let path = icon_path(crate::glyph::CLOUD, IconFace::Regular, 100.0, 200.0, 20.0);
        assert!(path.starts_with('M') && path.ends_with('Z'));
        let numbers: Vec<f32> = path
            .split(|c: char| c.is_ascii_alphabetic() || c == ' ')
            .filter_map(|n| n.parse().ok())
            .collect();
        for pair in numbers.chunks(2) {
            assert!((99.0..=121.0).contains(&pair[0]), "{pair:?}");
            assert!((199.0..=221.0).contains(&pair[1]), "{pair:?}");
        }
        assert_eq!(icon_path('\u{10FFFD}', IconFace::Fill, 0.0, 0.0, 20.0), "");
    }

    #[test]
    fn decimals_are_short() {
        assert_eq!(decimal(1.0), "1");
        assert_eq!(decimal(1.256), "1.26");
        assert_eq!(decimal(-0.001), "0");
    }
}
