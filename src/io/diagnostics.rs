//! Diagnostics as text for a terminal: message, place, the line with a mark under it, help.

use crate::diag::{Diagnostic, Level, Location};
use std::fmt::Write;

/// All diagnostics, one after the other. `source` is the text that their locations mean.
pub fn render(diagnostics: &[Diagnostic], source: &str) -> String {
    let lines: Vec<&str> = source.lines().collect();
    let mut out = String::new();
    for diagnostic in diagnostics {
        one(diagnostic, &lines, &mut out);
    }
    out
}

fn one(diagnostic: &Diagnostic, lines: &[&str], out: &mut String) {
    let level = match diagnostic.level {
        Level::Error => "error",
        Level::Warning => "warning",
    };
    let _ = writeln!(out, "{level}: {}", diagnostic.message);
    if let Some(location) = &diagnostic.location {
        let _ = writeln!(out, "  --> {location}");
        if let Some(line) = lines.get(location.line.saturating_sub(1)) {
            mark(line, location, diagnostic.label.as_deref(), out);
        }
    } else if let Some(label) = &diagnostic.label {
        let _ = writeln!(out, "  note: {label}");
    }
    if let Some(help) = &diagnostic.help {
        let _ = writeln!(out, "  help: {help}");
    }
}

/// Characters of a line that are shown; of longer lines the part around the mark.
const SHOWN: usize = 120;

fn mark(line: &str, location: &Location, label: Option<&str>, out: &mut String) {
    let before = location.column.saturating_sub(1);
    let skip = before.saturating_sub(SHOWN / 2);
    let length = location.length.clamp(1, SHOWN / 2);
    let shown = |c: char| if c.is_control() && c != '\t' { ' ' } else { c };
    let text: String = line.chars().skip(skip).take(SHOWN).map(shown).collect();
    let _ = writeln!(out, "   | {}", text.trim_end());
    let lead: String = text
        .chars()
        .take(before - skip)
        .map(|c| match c {
            '\t' => "\t",
            c if is_wide(c) => "  ",
            _ => " ",
        })
        .collect();
    let under: usize = text
        .chars()
        .skip(before - skip)
        .take(length)
        .map(|c| if is_wide(c) { 2 } else { 1 })
        .sum();
    let label = label.map(|label| format!(" {label}")).unwrap_or_default();
    let _ = writeln!(out, "   | {lead}{}{label}", "^".repeat(under.max(1)));
}

/// Whether a terminal gives the character two columns (Hangul, Kana, ideographs, full-width forms).
fn is_wide(c: char) -> bool {
    matches!(u32::from(c), 0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xfe30..=0xfe6f
        | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x1f300..=0x1faff | 0x20000..=0x3fffd)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: usize, column: usize, length: usize) -> Option<Location> {
        Some(Location {
            file: "shop.ron".to_owned(),
            line,
            column,
            length,
        })
    }

    #[test]
    fn a_diagnostic_shows_the_line_with_a_mark() {
        let diagnostic =
            Diagnostic::error("unknown-id", "unknown component `web-2` in connection `c7`")
                .at(at(2, 13, 7))
                .label("defined here are `web-1`, `web-3`")
                .help("did you mean `web-3`?");
        let text = "(\n        to: \"web-2\",\n)";
        assert_eq!(
            render(&[diagnostic], text),
            "error: unknown component `web-2` in connection `c7`\n  --> shop.ron:2:13\n   |         to: \"web-2\",\n   |             ^^^^^^^ defined here are `web-1`, `web-3`\n  help: did you mean `web-3`?\n"
        );
    }

    #[test]
    fn wide_letters_take_two_columns_and_places_beyond_the_text_do_no_harm() {
        let one = Diagnostic::error("x", "m").at(at(1, 3, 2));
        assert!(render(&[one], "가나다라").ends_with("   | 가나다라\n   |     ^^^^\n"));
        for (line, column) in [(0, 0), (9, 9), (1, 900)] {
            let beyond = Diagnostic::error("x", "m").at(at(line, column, 7));
            assert!(render(&[beyond], "ab").starts_with("error: m\n"));
        }
    }
}
