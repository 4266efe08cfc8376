//! Problems found after parsing, by path; their positions are looked up at the end.

use super::position::{self, Path, Positions, Span};
use crate::diag::{Diagnostic, Level, Location};
use crate::model::Id;
use std::collections::BTreeMap;

/// Problems are no longer counted beyond this; a file with more is another sort of file.
const MOST: usize = 1000;

enum Spot {
    Value,
    Key(usize),
}

/// Collects problems.
#[derive(Default)]
pub(super) struct Problems {
    list: Vec<(Path, Spot, Diagnostic)>,
}

impl Problems {
    /// A problem of a value.
    pub(super) fn value(&mut self, path: Path, diagnostic: Diagnostic) {
        self.push(path, Spot::Value, diagnostic);
    }
    /// A problem of a key, at its `occurrence` (from 0).
    pub(super) fn key(&mut self, path: Path, occurrence: usize, diagnostic: Diagnostic) {
        self.push(path, Spot::Key(occurrence), diagnostic);
    }
    fn push(&mut self, path: Path, spot: Spot, diagnostic: Diagnostic) {
        if self.list.len() < MOST {
            self.list.push((path, spot, diagnostic));
        }
    }
    /// Warnings and errors with their positions, in the order of the file.
    pub(super) fn located(self, text: &str, file: &str) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
        if self.list.is_empty() {
            return (Vec::new(), Vec::new());
        }
        let positions = position::scan(text);
        let mut lines = Lines::default();
        let mut found: Vec<(usize, Diagnostic)> = self
            .list
            .into_iter()
            .map(|(path, spot, diagnostic)| {
                let span = span(&positions, &path, &spot);
                let location = span.map(|span| lines.location(text, file, span));
                let order = span.map_or(usize::MAX, |span| span.start);
                (order, diagnostic.at(location))
            })
            .collect();
        found.sort_by_key(|(order, _)| *order);
        found
            .into_iter()
            .map(|(_, diagnostic)| diagnostic)
            .partition(|diagnostic| diagnostic.level == Level::Warning)
    }
}

/// Places of the keys of all items, by id.
pub(super) fn places(text: &str, file: &str) -> BTreeMap<Id, Location> {
    let positions = position::scan(text);
    let mut lines = Lines::default();
    let mut places = BTreeMap::new();
    for (steps, span) in positions.keys() {
        let mut steps = steps.split(position::SEPARATOR);
        if let (Some(section), Some(id), None) = (steps.next(), steps.next(), steps.next())
            && SECTIONS.contains(&section)
            && let Ok(id) = Id::new(id)
        {
            places.insert(id, lines.location(text, file, span));
        }
    }
    places
}

/// Sections of a file whose keys are ids of items.
const SECTIONS: [&str; 4] = ["containers", "components", "connections", "security_groups"];

fn span(positions: &Positions, path: &Path, spot: &Spot) -> Option<Span> {
    match spot {
        Spot::Value => positions.value(path),
        Spot::Key(occurrence) => positions.key(path, *occurrence),
    }
}

/// Starts of lines, made once.
#[derive(Default)]
struct Lines(Vec<usize>);

impl Lines {
    fn location(&mut self, text: &str, file: &str, span: Span) -> Location {
        if self.0.is_empty() {
            self.0.push(0);
            self.0
                .extend(text.match_indices('\n').map(|(at, _)| at + 1));
        }
        let line = self.0.partition_point(|start| *start <= span.start);
        let start = self.0.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let count = |from, to| {
            text.get(from..to)
                .map_or(0, |part: &str| part.chars().count())
        };
        let marked = text.get(span.start..span.end).unwrap_or_default();
        Location {
            file: file.to_owned(),
            line,
            column: count(start, span.start) + 1,
            length: marked
                .lines()
                .next()
                .map_or(1, |line| line.chars().count())
                .max(1),
        }
    }
}

/// "`a`, `b`" with at most `most` names and the number of the others; none for no names.
pub(super) fn list<'a>(names: impl Iterator<Item = &'a str>, most: usize) -> Option<String> {
    let names: Vec<&str> = names.collect();
    let shown: Vec<String> = names
        .iter()
        .take(most)
        .map(|name| format!("`{name}`"))
        .collect();
    let more = names.len() - shown.len();
    let mut text = shown.join(", ");
    if more > 0 {
        text.push_str(&format!(" and {more} more"));
    }
    (!text.is_empty()).then_some(text)
}
