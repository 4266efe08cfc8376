//! Where things stand in a file: a scanner that follows brackets and keys without recursion. It runs only when there is
//! something to report, after ron has accepted the syntax (or given up on it), and never fails.

use std::collections::HashMap;

/// Separates the steps of a path.
pub(super) const SEPARATOR: char = '\u{1f}';
/// Deeper values have no position of their own.
const DEPTH: usize = 8;

/// Way from the top of the file to a value: section, id, field, index ...
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Path(String);

impl Path {
    /// A path of steps.
    pub(super) fn of<const N: usize>(steps: [&str; N]) -> Path {
        steps
            .iter()
            .fold(Path::default(), |path, step| path.then(step))
    }
    /// One step further.
    pub(super) fn then(&self, step: &str) -> Path {
        let mut text = self.0.clone();
        if !text.is_empty() {
            text.push(SEPARATOR);
        }
        text.push_str(step);
        Path(text)
    }
    /// One step further, into a list or tuple.
    pub(super) fn at(&self, index: usize) -> Path {
        self.then(&index.to_string())
    }
    /// The path one step back.
    fn back(&self) -> Option<Path> {
        let end = self.0.rfind(SEPARATOR)?;
        Some(Path(self.0.get(..end)?.to_owned()))
    }
}

/// A stretch of the text, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub start: usize,
    pub end: usize,
}

/// Positions of keys and values.
#[derive(Default)]
pub(super) struct Positions {
    /// Key (all occurrences, in order) and value (of the first occurrence) by path.
    entries: HashMap<String, (Vec<Span>, Option<Span>)>,
}

impl Positions {
    /// Paths, their steps joined with [`SEPARATOR`], with the place of their first key; in no order.
    pub(super) fn keys(&self) -> impl Iterator<Item = (&str, Span)> {
        let entries = self.entries.iter();
        entries.filter_map(|(path, (keys, _))| Some((path.as_str(), *keys.first()?)))
    }
    /// Position of the value, else of its key, else of the nearest thing around it.
    pub(super) fn value(&self, path: &Path) -> Option<Span> {
        let mut path = path.clone();
        loop {
            if let Some((keys, value)) = self.entries.get(&path.0)
                && let Some(span) = value.or(keys.first().copied())
            {
                return Some(span);
            }
            path = path.back()?;
        }
    }
    /// Position of the key at its `occurrence` (from 0), else of the value.
    pub(super) fn key(&self, path: &Path, occurrence: usize) -> Option<Span> {
        let keys = self.entries.get(&path.0).map(|(keys, _)| keys);
        keys.and_then(|keys| keys.get(occurrence).or(keys.last()).copied())
            .or_else(|| self.value(path))
    }
}

/// An open bracket.
struct Frame {
    /// Length of the path around it.
    path: usize,
    /// Index of the value that comes next.
    index: usize,
    /// Whether the bracket adds no step of its own: `Some(..)`.
    transparent: bool,
}

/// A token that may turn out to be a key.
struct Atom {
    span: Span,
    name: String,
}

/// Finds all positions.
pub(super) fn scan(text: &str) -> Positions {
    let mut scan = Scan {
        positions: Positions::default(),
        frames: Vec::new(),
        path: String::new(),
        key: None,
        atom: None,
    };
    let mut rest = Cursor { text, at: 0 };
    while let Some((span, token)) = rest.token() {
        scan.token(text, span, token);
    }
    scan.positions
}

struct Scan {
    positions: Positions,
    frames: Vec<Frame>,
    path: String,
    /// Key read, value not yet.
    key: Option<String>,
    atom: Option<Atom>,
}

impl Scan {
    fn token(&mut self, text: &str, span: Span, token: Token) {
        match token {
            Token::Text(name) => self.atom = Some(Atom { span, name }),
            Token::Word => {
                let name = text.get(span.start..span.end).unwrap_or_default();
                self.atom = Some(Atom {
                    span,
                    name: name.to_owned(),
                });
            }
            Token::Mark(':') => {
                if let Some(atom) = self.atom.take() {
                    if self.frames.len() <= DEPTH {
                        let path = self.inner(&atom.name);
                        let entry = self.positions.entries.entry(path).or_default();
                        entry.0.push(atom.span);
                    }
                    self.key = Some(atom.name);
                }
            }
            Token::Mark(',') => self.finish(),
            Token::Mark('(' | '[' | '{') => self.open(span),
            Token::Mark(_) => self.close(),
        }
    }
    fn step(&self) -> String {
        match (&self.key, self.frames.last()) {
            (Some(key), _) => key.clone(),
            (None, Some(frame)) => frame.index.to_string(),
            (None, None) => String::new(),
        }
    }
    fn inner(&self, step: &str) -> String {
        if self.path.is_empty() {
            step.to_owned()
        } else {
            format!("{}{SEPARATOR}{step}", self.path)
        }
    }
    fn record(&mut self, span: Span) {
        if self.frames.is_empty() || self.frames.len() > DEPTH {
            return;
        }
        let transparent = self.frames.last().is_some_and(|frame| frame.transparent);
        let path = if transparent {
            self.path.clone()
        } else {
            self.inner(&self.step())
        };
        let entry = self.positions.entries.entry(path).or_default();
        if transparent || entry.1.is_none() {
            entry.1 = Some(span);
        }
    }
    /// Ends a value.
    fn finish(&mut self) {
        if let Some(atom) = self.atom.take() {
            self.record(atom.span);
        }
        self.key = None;
        if let Some(frame) = self.frames.last_mut() {
            frame.index += 1;
        }
    }
    fn open(&mut self, span: Span) {
        let name = self.atom.take();
        let transparent = name.as_ref().is_some_and(|atom| atom.name == "Some");
        let whole = name.map_or(span, |atom| Span {
            start: atom.span.start,
            end: span.end,
        });
        self.record(whole);
        let length = self.path.len();
        let inside_transparent = self.frames.last().is_some_and(|frame| frame.transparent);
        if !self.frames.is_empty() && !inside_transparent && self.frames.len() <= DEPTH {
            self.path = self.inner(&self.step());
        }
        self.key = None;
        self.frames.push(Frame {
            path: length,
            index: 0,
            transparent,
        });
    }
    fn close(&mut self) {
        if let Some(atom) = self.atom.take() {
            self.record(atom.span);
        }
        if let Some(frame) = self.frames.pop() {
            self.path.truncate(frame.path);
        }
        self.key = None;
    }
}

enum Token {
    /// A text in quotes.
    Text(String),
    /// A name or number.
    Word,
    /// One of `( ) [ ] { } : ,`.
    Mark(char),
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl Cursor<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }
    fn token(&mut self) -> Option<(Span, Token)> {
        loop {
            let rest = self.rest();
            let c = rest.chars().next()?;
            if c.is_whitespace() {
                self.at += c.len_utf8();
            } else if rest.starts_with("//") {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                self.block_comment();
            } else if "()[]{}:,".contains(c) {
                let start = self.at;
                self.at += 1;
                let end = self.at;
                return Some((Span { start, end }, Token::Mark(c)));
            } else {
                let start = self.at;
                let token = self.word(c);
                let end = self.at;
                return Some((Span { start, end }, token));
            }
        }
    }
    /// Comments nest, as in Rust.
    fn block_comment(&mut self) {
        let mut depth = 0_usize;
        loop {
            let rest = self.rest();
            if rest.starts_with("/*") {
                depth += 1;
                self.at += 2;
            } else if rest.starts_with("*/") {
                depth -= 1;
                self.at += 2;
                if depth == 0 {
                    return;
                }
            } else if let Some(c) = rest.chars().next() {
                self.at += c.len_utf8();
            } else {
                return;
            }
        }
    }
    fn word(&mut self, first: char) -> Token {
        let rest = self.rest();
        if first == '"' {
            let (content, length) = escaped(rest);
            self.at += length;
            return Token::Text(content);
        }
        if first == 'r' {
            let hashes = rest[1..].chars().take_while(|c| *c == '#').count();
            if rest[1 + hashes..].starts_with('"') {
                let body = 2 + hashes;
                let end = format!("\"{}", "#".repeat(hashes));
                let length = rest[body..].find(&end);
                let content = rest[body..body + length.unwrap_or(rest.len() - body)].to_owned();
                self.at += length.map_or(rest.len(), |length| body + length + end.len());
                return Token::Text(content);
            }
        }
        if first == '\'' {
            let length = rest[1..].find('\'').map_or(rest.len(), |end| end + 2);
            self.at += length;
            return Token::Word;
        }
        let end = rest
            .find(|c: char| c.is_whitespace() || "()[]{}:,\"".contains(c))
            .unwrap_or(rest.len());
        self.at += end.max(first.len_utf8());
        Token::Word
    }
}

/// Content of the quoted text at the start of `text`, and its length with both quotes.
fn escaped(text: &str) -> (String, usize) {
    let mut content = String::new();
    let mut chars = text.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return (content, at + 1),
            '\\' => match chars.next() {
                Some((_, 'n')) => content.push('\n'),
                Some((_, 't')) => content.push('\t'),
                Some((_, 'r')) => content.push('\r'),
                Some((_, 'u')) => {
                    let hex: String = chars
                        .by_ref()
                        .map(|(_, c)| c)
                        .skip_while(|c| *c == '{')
                        .take_while(|c| c.is_ascii_hexdigit())
                        .collect();
                    content.extend(u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32));
                }
                Some((_, other)) => content.push(other),
                None => break,
            },
            c => content.push(c),
        }
    }
    (content, text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a, const N: usize>(text: &'a str, path: [&str; N]) -> &'a str {
        let span = scan(text).value(&Path::of(path)).unwrap();
        &text[span.start..span.end]
    }

    #[test]
    fn values_are_found_by_their_path() {
        let text = "// c\n( a: { \"x\": (in: Some(\"y\"), at: (1, 2.5)), /* ( */ \"z\": [(k: 7)] }, b: r#\"q\"# )";
        assert_eq!(found(text, ["a", "x", "in"]), "\"y\"");
        assert_eq!(found(text, ["a", "x", "at", "1"]), "2.5");
        assert_eq!(found(text, ["a", "z", "0", "k"]), "7");
        assert_eq!(found(text, ["b"]), "r#\"q\"#");
        assert_eq!(found(text, ["a", "x", "no-such-field"]), "(");
    }

    #[test]
    fn a_key_that_occurs_twice_has_two_positions() {
        let text = "({\"a\": 1, \"a\": 2})";
        let positions = scan(text);
        let path = Path::of(["0", "a"]);
        assert_eq!(positions.key(&path, 0).unwrap().start, 2);
        assert_eq!(positions.key(&path, 1).unwrap().start, 10);
    }

    #[test]
    fn deep_nesting_and_broken_text_are_no_trouble() {
        scan(&"(".repeat(1_000_000));
        scan(&"]".repeat(1000));
        for text in [
            "\"",
            "r#\"",
            "/*",
            "'",
            "\\",
            "\"\\u{",
            "r",
            "\u{1f}:\u{1f}",
        ] {
            scan(text);
        }
    }
}
