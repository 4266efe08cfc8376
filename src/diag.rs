//! Diagnostics: what went wrong, where, and what to do about it, as neutral data without terminal or window.
//!
//! Messages are lower case without a full stop, names stand in backticks; `help` lines can be acted on. The command
//! line renders them with the source line and a caret, the window as a list.

use serde::Serialize;
use std::fmt;

/// How bad a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The input cannot be used.
    Error,
    /// The input can be used, but something in it will not do what its author expects.
    Warning,
}

/// A place in a text file. Lines and columns count from 1; columns count characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Location {
    /// The file as the user named it; empty for text without a file (the clipboard).
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Number of characters that the mark covers, at least 1.
    pub length: usize,
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// One message about an input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// Error or warning.
    pub level: Level,
    /// Stable name of the kind of problem, for example `unknown-id`.
    pub code: &'static str,
    /// What is wrong, names in backticks.
    pub message: String,
    /// Where, if the place is known.
    pub location: Option<Location>,
    /// What stands under the caret, for example what was expected there.
    pub label: Option<String>,
    /// What to do, for example "did you mean `web-3`?".
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error without place, label or help.
    pub fn error(code: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            level: Level::Error,
            code,
            message: message.into(),
            location: None,
            label: None,
            help: None,
        }
    }
    /// A warning without place, label or help.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            level: Level::Warning,
            ..Diagnostic::error(code, message)
        }
    }
    /// The same with a place.
    pub fn at(mut self, location: Option<Location>) -> Diagnostic {
        self.location = location;
        self
    }
    /// The same with a label under the caret.
    pub fn label(mut self, label: impl Into<String>) -> Diagnostic {
        self.label = Some(label.into());
        self
    }
    /// The same with a help line.
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(location) = &self.location {
            write!(f, "{location}: ")?;
        }
        write!(f, "{}", self.message)?;
        if let Some(help) = &self.help {
            write!(f, " ({help})")?;
        }
        Ok(())
    }
}

/// The known name nearest to `given`, if it is near enough to be a typing mistake (Jaro-Winkler similarity of 0.8).
pub fn nearest<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut best: Option<(f64, &str)> = None;
    for name in known {
        let score = strsim::jaro_winkler(given, name);
        if score >= 0.8 && best.is_none_or(|(top, _)| score > top) {
            best = Some((score, name));
        }
    }
    best.map(|(_, name)| name)
}

/// "did you mean `x`?" for the nearest known name, if there is one.
pub fn did_you_mean<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(given, known).map(|name| format!("did you mean `{name}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_name_is_offered_and_a_far_one_is_not() {
        assert_eq!(
            did_you_mean("web-2", ["web-3", "cache"]).as_deref(),
            Some("did you mean `web-3`?")
        );
        assert_eq!(did_you_mean("zzz", ["web-3", "cache"]), None);
    }
}
