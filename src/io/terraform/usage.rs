//! Usage files: monthly figures for resources of a plan, in YAML.
//!
//! ```yaml
//! version: 0.1
//! resource_type_default_usage:
//!   aws_nat_gateway: { monthly_data_processed_gb: 10 }
//! resource_usage:
//!   aws_lambda_function.api: { monthly_requests: 1000000, request_duration_ms: 120 }
//!   aws_sqs_queue.work[*]: { monthly_requests: 50000 }
//! ```
//!
//! A type, then all instances of a resource (`[*]`), then one address: later ones win, key by key.

use crate::catalog::terraform::{Place, Usage};
use crate::diag::{self, Diagnostic, Location};
use marked_yaml::{LoadError, LoaderOptions, Marker, Node};
use serde_json::{Map, Number, Value};
use std::collections::BTreeMap;

/// A usage file as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UsageFile {
    /// Figures by address, type or address with `[*]`.
    pub entries: BTreeMap<String, Usage>,
    /// What its author may not expect.
    pub warnings: Vec<Diagnostic>,
}

impl UsageFile {
    /// The figures for a resource: those of its type, of all instances, of its address, the later the stronger.
    pub fn of(&self, address: &str, kind: &str) -> Usage {
        let mut all = Usage::default();
        let wildcard = address
            .strip_suffix(']')
            .and_then(|a| a.rfind('[').map(|at| format!("{}[*]", &a[..at])));
        let keys = [Some(kind.to_owned()), wildcard, Some(address.to_owned())];
        for key in keys.into_iter().flatten() {
            if let Some(usage) = self.entries.get(&key) {
                merge(&mut all.values, &usage.values);
                all.places.extend(
                    usage
                        .places
                        .iter()
                        .map(|(key, place)| (key.clone(), *place)),
                );
            }
        }
        all
    }
}

fn merge(into: &mut Map<String, Value>, from: &Map<String, Value>) {
    for (key, value) in from {
        if let (Some(Value::Object(have)), Value::Object(more)) = (into.get_mut(key), value) {
            merge(have, more);
        } else {
            into.insert(key.clone(), value.clone());
        }
    }
}

/// Parts of the file that have a meaning.
const SECTIONS: [&str; 3] = ["version", "resource_type_default_usage", "resource_usage"];

/// Deeper files are refused before they are parsed; usage files have four levels.
const MAX_DEPTH: usize = 32;

/// Reads a usage file. `file_name` is what locations say.
///
/// # Errors
/// Everything that is wrong: a syntax error, or all figures that are negative, not finite or of an unknown form.
pub fn read(text: &str, file_name: &str) -> Result<UsageFile, Vec<Diagnostic>> {
    let mut reader = Reader {
        file_name,
        file: UsageFile::default(),
        errors: Vec::new(),
    };
    if text.trim().is_empty() {
        return Ok(reader.file);
    }
    if let Some(line) = too_deep(text) {
        let error = Diagnostic::error("usage-depth", "the file is nested too deeply");
        return Err(vec![error.at(reader.at(line, 1, 1))]);
    }
    let options = LoaderOptions::default()
        .error_on_duplicate_keys(true)
        .prevent_coercion(true);
    match marked_yaml::parse_yaml_with_options(0, text, options) {
        Ok(root) => reader.root(&root),
        Err(error) => reader.syntax(&error),
    }
    if reader.errors.is_empty() {
        Ok(reader.file)
    } else {
        Err(reader.errors)
    }
}

/// The first line that is nested too deeply, from 1.
fn too_deep(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    for (number, line) in text.lines().enumerate() {
        let indent = line.len() - line.trim_start().len();
        let lists = line.matches("- ").count();
        for c in line.chars() {
            match c {
                '[' | '{' => open += 1,
                ']' | '}' => open = open.saturating_sub(1),
                _ => {}
            }
            if open > MAX_DEPTH {
                return Some(number + 1);
            }
        }
        if indent > 8 * MAX_DEPTH || lists > MAX_DEPTH {
            return Some(number + 1);
        }
    }
    None
}

struct Reader<'a> {
    file_name: &'a str,
    file: UsageFile,
    errors: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn at(&self, line: usize, column: usize, length: usize) -> Option<Location> {
        Some(Location {
            file: self.file_name.to_owned(),
            line: line.max(1),
            column: column.max(1),
            length: length.max(1),
        })
    }
    fn place(&self, node: &Node) -> Place {
        place(node.span().start())
    }
    fn error(&mut self, code: &'static str, message: String, place: Place, length: usize) {
        let at = self.at(place.line, place.column, length);
        self.errors.push(Diagnostic::error(code, message).at(at));
    }

    fn syntax(&mut self, error: &LoadError) {
        let (message, marker) = match error {
            LoadError::TopLevelMustBeMapping(marker)
            | LoadError::TopLevelMustBeSequence(marker) => (
                "expected `resource_usage:` at the top of the file".to_owned(),
                *marker,
            ),
            LoadError::UnexpectedAnchor(marker) => {
                ("anchors are not supported here".to_owned(), *marker)
            }
            LoadError::MappingKeyMustBeScalar(marker) => {
                ("expected a name before `:`".to_owned(), *marker)
            }
            LoadError::UnexpectedTag(marker) => ("tags are not supported here".to_owned(), *marker),
            LoadError::ScanError(marker, error) => (format!("not YAML: {}", error.info()), *marker),
            LoadError::DuplicateKey(keys) => {
                let start = keys.key.span().start().copied();
                let key = keys.key.as_str();
                (
                    format!("`{key}` stands twice"),
                    start.unwrap_or_else(|| Marker::new(0, 0, 1, 1)),
                )
            }
        };
        self.error("usage-syntax", message, place(Some(&marker)), 1);
    }

    fn root(&mut self, root: &Node) {
        let Some(root) = root.as_mapping() else {
            return;
        };
        for (name, value) in root.iter() {
            let place = place(name.span().start());
            match name.as_str() {
                "version" => {}
                "resource_usage" => self.section(value, false),
                "resource_type_default_usage" => self.section(value, true),
                other => {
                    let mut warning = Diagnostic::warning(
                        "usage-section",
                        format!("`{other}` is not read: expected `resource_usage` or `resource_type_default_usage`"),
                    )
                    .at(self.at(place.line, place.column, other.chars().count()));
                    warning.help = diag::did_you_mean(other, SECTIONS);
                    self.file.warnings.push(warning);
                }
            }
        }
    }

    fn section(&mut self, node: &Node, of_types: bool) {
        let Some(map) = self.mapping(node, "resources with their figures") else {
            return;
        };
        for (address, figures) in map {
            let usage = self.usage(&figures);
            // What is said of one address beats what is said of its type.
            let entry = self.file.entries.entry(address).or_default();
            if of_types {
                let mut all = usage;
                merge(&mut all.values, &entry.values);
                all.places.append(&mut entry.places);
                *entry = all;
            } else {
                merge(&mut entry.values, &usage.values);
                entry.places.extend(usage.places);
            }
        }
    }

    /// The entries of a mapping; none for an empty value.
    fn mapping(&mut self, node: &Node, expected: &str) -> Option<Vec<(String, Node)>> {
        match node {
            Node::Mapping(map) => Some(
                map.iter()
                    .map(|(key, value)| (key.as_str().to_owned(), value.clone()))
                    .collect(),
            ),
            Node::Scalar(scalar) if matches!(scalar.as_str(), "" | "~" | "null") => {
                Some(Vec::new())
            }
            Node::Scalar(_) | Node::Sequence(_) => {
                let place = self.place(node);
                self.error("usage-form", format!("expected {expected}"), place, 1);
                None
            }
        }
    }

    fn usage(&mut self, node: &Node) -> Usage {
        let mut usage = Usage::default();
        if let Some(map) = self.mapping(node, "figures, for example `monthly_requests: 1000`") {
            usage.values = self.figures(map, "", &mut usage.places, 0);
        }
        usage
    }

    fn figures(
        &mut self,
        map: Vec<(String, Node)>,
        before: &str,
        places: &mut BTreeMap<String, Place>,
        depth: usize,
    ) -> Map<String, Value> {
        let mut values = Map::new();
        for (key, node) in map {
            let whole = format!("{before}{key}");
            let place = self.place(&node);
            match &node {
                Node::Mapping(_) if depth < MAX_DEPTH => {
                    if let Some(inner) = self.mapping(&node, "figures") {
                        let inner = self.figures(inner, &format!("{whole}."), places, depth + 1);
                        values.insert(key, Value::Object(inner));
                    }
                }
                Node::Scalar(scalar) => {
                    let text = scalar.as_str();
                    if let Some(value) = self.scalar(&whole, text, scalar.may_coerce(), place) {
                        values.insert(key, value);
                        places.insert(whole, place);
                    }
                }
                Node::Mapping(_) | Node::Sequence(_) => {
                    let message = format!("`{whole}` is a list, expected a number or a text");
                    self.error("usage-form", message, place, 1);
                }
            }
        }
        values
    }

    fn scalar(&mut self, key: &str, text: &str, plain: bool, place: Place) -> Option<Value> {
        if !plain {
            return Some(Value::String(text.to_owned()));
        }
        if matches!(text, "" | "~" | "null") {
            return None;
        }
        let lower = text.to_ascii_lowercase();
        let number = text.replace('_', "").parse::<f64>().ok();
        let number =
            number.filter(|_| text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)));
        let odd = matches!(lower.trim_start_matches(['+', '-']), ".inf" | ".nan");
        match number {
            Some(value) if !value.is_finite() => {}
            None if odd => {}
            Some(value) if value < 0.0 => {
                let message = format!("`{key}` is {text}, expected a number that is not negative");
                self.error("usage-negative", message, place, text.chars().count());
                return None;
            }
            Some(value) => return Number::from_f64(value).map(Value::Number),
            None if lower == "true" || lower == "false" => {
                return Some(Value::Bool(lower == "true"));
            }
            None => return Some(Value::String(text.to_owned())),
        }
        let message = format!("`{key}` is {text}, expected a finite number");
        self.error("usage-number", message, place, text.chars().count());
        None
    }
}

fn place(marker: Option<&Marker>) -> Place {
    marker.map_or(Place { line: 1, column: 1 }, |marker| Place {
        line: marker.line(),
        column: marker.column(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> String {
        let errors = read(text, "u.yml").unwrap_err();
        let texts: Vec<String> = errors.iter().map(ToString::to_string).collect();
        texts.join("\n")
    }

    #[test]
    fn types_wildcards_and_addresses_go_over_each_other() {
        let file = read(
            "version: 0.1\nresource_type_default_usage:\n  aws_x: { a: 1, b: 1, deep: { c: 1, d: 1 } }\n\
             resource_usage:\n  aws_x.y[*]: { b: 2, deep: { d: 2 } }\n  'aws_x.y[0]': { a: 3 }\n  aws_x.z:\n",
            "u.yml",
        )
        .unwrap();
        let usage = file.of("aws_x.y[0]", "aws_x");
        let figure = |key| usage.number(key);
        assert_eq!((figure("a"), figure("b")), (Some(3.0), Some(2.0)));
        assert_eq!((figure("deep.c"), figure("deep.d")), (Some(1.0), Some(2.0)));
        assert_eq!(
            usage.places["a"],
            Place {
                line: 6,
                column: 22
            }
        );
        assert_eq!(file.of("aws_x.y[1]", "aws_x").number("a"), Some(1.0));
        assert!(file.of("aws_q.y", "aws_q").is_empty());
    }

    #[test]
    fn texts_numbers_and_truth_are_told_apart() {
        let file = read(
            "resource_usage:\n  aws_x.y: { a: '5', b: 1e3, c: linux, d: true, e: 1_000, f: ~ }\n",
            "u.yml",
        )
        .unwrap();
        let usage = file.of("aws_x.y", "aws_x");
        assert_eq!(usage.text("a"), Some("5"));
        assert_eq!(usage.number("b"), Some(1000.0));
        assert_eq!(usage.text("c"), Some("linux"));
        assert_eq!(usage.value("d"), Some(&Value::Bool(true)));
        assert_eq!(usage.number("e"), Some(1000.0));
        assert_eq!(usage.value("f"), None);
    }

    #[test]
    fn wrong_figures_are_named_with_their_place() {
        let text = "resource_usage:\n  aws_x.y:\n    a: -1\n    b: .inf\n    c: [1]\n";
        assert_eq!(
            wrong(text),
            "u.yml:3:8: `a` is -1, expected a number that is not negative\n\
             u.yml:4:8: `b` is .inf, expected a finite number\n\
             u.yml:5:8: `c` is a list, expected a number or a text"
        );
        assert!(wrong("- 1\n").contains("expected `resource_usage:`"));
        assert!(wrong("a: b: c\n").starts_with("u.yml:1:"));
        assert!(wrong("resource_usage:\n  a: {x: 1, x: 2}\n").contains("`x` stands twice"));
        assert!(wrong(&"[".repeat(100_000)).contains("nested too deeply"));
        assert!(wrong(&format!("resource_usage: {}", "- ".repeat(1_000))).contains("too deeply"));
        let file = read("resource_usages: {}\n", "u.yml").unwrap();
        assert_eq!(
            file.warnings[0].help.as_deref(),
            Some("did you mean `resource_usage`?")
        );
        assert_eq!(read("", "u.yml"), Ok(UsageFile::default()));
    }
}
