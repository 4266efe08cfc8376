//! Notes and labels: text that is wrapped into its outline.

use super::boxes::Cx;
use super::text::{Weight, width};
use super::{Frame, Title, TitlePlace, container_glyph};
use crate::model::{Container, ContainerKind, Id, Rect, Size};
use crate::text::both;

/// Space between the border of a note and its text.
pub const NOTE_PADDING: f32 = 10.0;

/// The text of a note or label, wrapped.
#[derive(Clone, Debug, PartialEq)]
pub struct NoteText {
    /// Lines from the top, the last one ending in an ellipsis where there is more.
    pub lines: Vec<String>,
    /// Size of the letters, canvas units.
    pub size: f32,
    /// Height of a line.
    pub line: f32,
    /// Face.
    pub weight: Weight,
    /// Where the first line begins.
    pub rect: Rect,
    /// Nothing is written yet: what stands there is a hint.
    pub is_hint: bool,
}

/// Size of the letters, height of a line, face, and space around the text.
fn look(kind: &ContainerKind) -> (f32, f32, Weight, f32) {
    match kind {
        ContainerKind::Label => (15.0, 20.0, Weight::SemiBold, 2.0),
        _ => (12.0, 16.0, Weight::Regular, NOTE_PADDING),
    }
}

/// The size of a note or label that is at least `w` wide and shows all of `text`.
pub fn note_size(kind: &ContainerKind, text: &str, w: f32) -> Size {
    let (size, line, weight, padding) = look(kind);
    let room = w - 2.0 * padding;
    let lines = wrap(text, size, weight, room).len().max(1);
    Size {
        w,
        h: lines as f32 * line + 2.0 * padding,
    }
}

pub(super) fn frame(id: &Id, container: &Container, rect: Rect, cx: &Cx<'_>) -> Frame {
    let (size, line, weight, padding) = look(&container.kind);
    let own = container.name.get(cx.options.language);
    let is_hint = own.trim().is_empty();
    let hint = match container.kind {
        ContainerKind::Label => both("Text", "텍스트"),
        _ => both("Note", "메모"),
    };
    let hint = hint.get(cx.options.language);
    let text = if is_hint { hint } else { own };
    let inner = rect.expand(-padding);
    let mut lines = wrap(text, size, weight, inner.w);
    let room = ((inner.h / line) + 0.01).floor().max(1.0) as usize;
    if lines.len() > room {
        lines.truncate(room);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    let first = text.lines().next().unwrap_or_default().trim().to_owned();
    Frame {
        id: id.clone(),
        kind: container.kind.clone(),
        rect,
        depth: cx.design.ancestors(container.parent.as_ref()).count(),
        parent: container.parent.clone(),
        title: Title {
            text: first,
            full_text: text.to_owned(),
            glyph: container_glyph(&container.kind),
            place: TitlePlace::Text,
            icon: rect,
            text_rect: rect,
            rect,
        },
        cost: None,
        badge: None,
        badge_rect: Rect::default(),
        collapsed: None,
        note: Some(NoteText {
            lines,
            size,
            line,
            weight,
            rect: inner,
            is_hint,
        }),
    }
}

/// `text` in lines of at most `room`, broken at spaces, inside a word only where it alone is longer.
fn wrap(text: &str, size: f32, weight: Weight, room: f32) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split_inclusive(' ') {
            let joined = width(&line, size, weight) + width(word.trim_end(), size, weight);
            if joined <= room || line.is_empty() {
                line.push_str(word);
            } else {
                lines.push(std::mem::take(&mut line));
                line.push_str(word);
            }
            while width(line.trim_end(), size, weight) > room {
                let Some(at) = fitting(&line, size, weight, room) else {
                    break;
                };
                let rest = line.split_off(at);
                lines.push(std::mem::replace(&mut line, rest));
            }
        }
        lines.push(line);
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}

/// The byte after the last letter that fits, at least one letter; none where nothing would be left over.
fn fitting(line: &str, size: f32, weight: Weight, room: f32) -> Option<usize> {
    let mut sum = 0.0;
    let mut buffer = [0; 4];
    for (number, (at, c)) in line.char_indices().enumerate() {
        sum += width(c.encode_utf8(&mut buffer), size, weight);
        if sum > room && number > 0 {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_broken_at_spaces_and_long_words_inside() {
        let lines = wrap("one two three", 12.0, Weight::Regular, 50.0);
        assert_eq!(lines, ["one two", "three"]);
        let long = wrap("가나다라마바사아자차", 12.0, Weight::Regular, 50.0);
        assert!(
            long.len() > 1 && long.concat() == "가나다라마바사아자차",
            "{long:?}"
        );
        assert_eq!(wrap("a\n\nb", 12.0, Weight::Regular, 50.0), ["a", "", "b"]);
        // No room at all: one letter a line, and an end.
        assert_eq!(wrap("abc", 12.0, Weight::Regular, 0.0), ["a", "b", "c"]);
    }

    #[test]
    fn a_note_is_as_high_as_its_text() {
        let kind = ContainerKind::Note;
        let one = note_size(&kind, "one", 160.0);
        let two = note_size(&kind, "one\ntwo", 160.0);
        assert_eq!((one.h, two.h), (36.0, 52.0));
    }
}
