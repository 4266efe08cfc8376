//! What ron says of a broken file, in our words.

use super::problem::list;
use crate::diag::{Diagnostic, Location, did_you_mean};
use ::ron::error::{Error, SpannedError};

/// A diagnostic with the place.
pub(super) fn diagnostic(error: &SpannedError, file: &str) -> Diagnostic {
    let (start, end) = (error.span.start, error.span.end);
    let length = if start.line == end.line {
        end.col.saturating_sub(start.col)
    } else {
        1
    };
    let location = Location {
        file: file.to_owned(),
        line: start.line.max(1),
        column: start.col.max(1),
        length: length.max(1),
    };
    words(&error.code).at(Some(location))
}

fn words(error: &Error) -> Diagnostic {
    let syntax = |message: String| Diagnostic::error("syntax", message);
    match error {
        Error::NoSuchStructField {
            expected,
            found,
            outer,
        } => names("unknown-field", "field", found, expected, outer.as_deref()),
        Error::NoSuchEnumVariant {
            expected,
            found,
            outer,
        } => names("unknown-name", "name", found, expected, outer.as_deref()),
        Error::MissingStructField { field, outer } => Diagnostic::error(
            "missing-field",
            match outer {
                Some(outer) => format!("field `{field}` of `{outer}` is missing"),
                None => format!("field `{field}` is missing"),
            },
        )
        .help(format!("add `{field}: ..`")),
        Error::DuplicateStructField { field, .. } => {
            Diagnostic::error("duplicate-field", format!("field `{field}` is set twice"))
                .help("remove one of the two")
        }
        Error::InvalidValueForType { expected, found } => {
            Diagnostic::error("wrong-type", format!("found {found}, expected {expected}"))
        }
        Error::ExpectedDifferentLength { expected, found } => Diagnostic::error(
            "wrong-length",
            format!("found {found} values, expected {expected}"),
        ),
        Error::ExceededRecursionLimit => {
            Diagnostic::error("too-deep", "the brackets are nested too deeply")
                .help("a design needs fewer than ten levels")
        }
        Error::Eof => syntax("unexpected end of the file".to_owned())
            .help("a bracket or a text in quotes is not closed"),
        Error::ExpectedString => {
            syntax("expected a text in quotes".to_owned()).help("put the text in quotes: `\"..\"`")
        }
        Error::ExpectedStringEnd => {
            syntax("this text in quotes is not closed".to_owned()).help("close it with `\"`")
        }
        Error::ExpectedIdentifier => syntax("expected a name without quotes".to_owned()),
        Error::ExpectedFloat | Error::ExpectedInteger => {
            Diagnostic::error("wrong-type", "expected a number")
                .help("write the number alone, without quotes and unit")
        }
        Error::ExpectedBoolean => Diagnostic::error("wrong-type", "expected `true` or `false`"),
        Error::IntegerOutOfBounds => Diagnostic::error(
            "out-of-range",
            "the number is too large, negative, or not whole",
        ),
        Error::ExpectedNamedStructLike(name) => {
            syntax(format!("expected `(` and the fields of `{name}`"))
        }
        Error::ExpectedComma => syntax("expected a comma".to_owned())
            .help("separate entries with `,`, and check that the brackets match"),
        Error::UnexpectedChar(c) => syntax(format!("unexpected character `{}`", c.escape_debug())),
        Error::Message(message) => Diagnostic::error("wrong-type", lower(message)),
        Error::TrailingCharacters => syntax("something follows the end of the design".to_owned())
            .help("a file holds one design: `( .. )`"),
        other => syntax(lower(&other.to_string())),
    }
}

fn names(
    code: &'static str,
    noun: &str,
    found: &str,
    expected: &[&'static str],
    outer: Option<&str>,
) -> Diagnostic {
    let place = outer
        .map(|outer| format!(" in `{outer}`"))
        .unwrap_or_default();
    let mut diagnostic = Diagnostic::error(code, format!("unknown {noun} `{found}`{place}"));
    diagnostic.label = list(expected.iter().copied(), 20).map(|names| format!("known are {names}"));
    diagnostic.help = did_you_mean(found, expected.iter().copied());
    diagnostic
}

/// The message in our style: it starts lower case and has no full stop.
fn lower(message: &str) -> String {
    let message = message.trim_end_matches('.');
    let mut chars = message.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => "the file cannot be read".to_owned(),
    }
}
