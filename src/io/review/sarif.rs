//! SARIF 2.1.0 as GitHub code scanning takes it: one run, its rules with help, one result for each open finding.
//!
//! Findings that the user has accepted are left out: code scanning knows no suppressions and would open alerts for them.
//! `primaryLocationLineHash` is what it tells alerts apart by; ours does not change when lines move.
//! Source: GitHub Docs, "SARIF support for code scanning".

use super::{Checked, Found, fingerprint};
use crate::analysis::review::{self, Pillar, Rule, Severity};
use crate::diag::Location;
use crate::model::Language;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The whole log.
pub(super) fn log(checked: &Checked<'_>) -> Value {
    let codes: BTreeSet<&str> = checked
        .open
        .iter()
        .map(|found| found.finding.code)
        .collect();
    let used: Vec<&Rule> = codes.iter().filter_map(|code| review::rule(code)).collect();
    let file = uri(&checked.file);
    let results: Vec<Value> = checked
        .open
        .iter()
        .map(|found| {
            let index = used.iter().position(|rule| rule.code == found.finding.code);
            result(checked, found, index, &file)
        })
        .collect();
    let described = used.iter().map(|rule| described(rule, checked.language));
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "Skydraft",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": described.collect::<Vec<Value>>(),
            }},
            "automationDetails": {"id": format!("skydraft/{file}/")},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low | Severity::Info => "note",
    }
}

/// Code scanning shows rules tagged `security` by this figure: over 9 critical, over 7 high, over 4 medium, else low.
fn security_severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "9.5",
        Severity::High => "8.0",
        Severity::Medium => "5.5",
        Severity::Low => "2.0",
        Severity::Info => "0.5",
    }
}

fn described(rule: &Rule, language: Language) -> Value {
    let why = rule.why(language);
    let mut tags = vec![rule.folder().replace('_', "-")];
    let mut properties = json!({
        "precision": "very-high",
        "problem.severity": match level(rule.severity) {
            "note" => "recommendation",
            other => other,
        },
    });
    if rule.pillar == Pillar::Security {
        properties["security-severity"] = security_severity(rule.severity).into();
        tags = vec!["security".to_owned()];
    }
    tags.extend(rule.references());
    // Code scanning refuses rules with more tags.
    tags.truncate(20);
    properties["tags"] = tags.into();
    json!({
        "id": rule.code,
        "name": rule.file(),
        "shortDescription": {"text": rule.title().get(language)},
        "fullDescription": {"text": why},
        "help": {
            "text": format!("{why}\n\n{}", rule.advice(language)),
            "markdown": super::section(rule, language, 2),
        },
        "defaultConfiguration": {"level": level(rule.severity)},
        "properties": properties,
    })
}

fn result(checked: &Checked<'_>, found: &Found<'_>, rule: Option<usize>, file: &str) -> Value {
    let (finding, language) = (found.finding, checked.language);
    let mut places = found
        .items
        .iter()
        .zip(&found.places)
        .map(|(item, place)| location(item, place.as_ref(), file));
    // Findings on the design as a whole stand on its first line.
    let first = places
        .next()
        .unwrap_or_else(|| json!({"physicalLocation": physical(None, file)}));
    let mut out = json!({
        "ruleId": finding.code,
        "level": level(finding.severity),
        "message": {"text": found.message(language, &checked.cx)},
        "locations": [first],
        "partialFingerprints": {
            "primaryLocationLineHash": found.fingerprint,
            fingerprint::NAME: found.fingerprint,
        },
    });
    if let Some(index) = rule {
        out["ruleIndex"] = index.into();
    }
    let related: Vec<Value> = places
        .enumerate()
        .map(|(index, mut place)| {
            place["id"] = (index + 1).into();
            place
        })
        .collect();
    if !related.is_empty() {
        out["relatedLocations"] = related.into();
    }
    out
}

fn location(item: &str, place: Option<&Location>, file: &str) -> Value {
    json!({
        "physicalLocation": physical(place, file),
        "logicalLocations": [{"fullyQualifiedName": item, "kind": "resource"}],
        "message": {"text": item},
    })
}

fn physical(place: Option<&Location>, file: &str) -> Value {
    let region = match place {
        Some(place) => json!({
            "startLine": place.line,
            "startColumn": place.column,
            "endColumn": place.column + place.length,
        }),
        None => json!({"startLine": 1}),
    };
    json!({"artifactLocation": {"uri": file}, "region": region})
}

/// A path as a reference relative to the repository: forward slashes, other characters than those of names as `%XX`.
/// Absolute paths become `file:` addresses.
fn uri(path: &str) -> String {
    let absolute = Path::new(path).is_absolute();
    let mut out = String::new();
    if absolute {
        out.push_str("file://");
        if !path.starts_with('/') {
            out.push('/');
        }
    }
    for byte in path.trim_start_matches("./").bytes() {
        match byte {
            b'\\' if cfg!(windows) => out.push('/'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("./designs/shop.ron"), "designs/shop.ron");
        assert_eq!(uri("my shop.ron"), "my%20shop.ron");
        assert_eq!(uri("상점.ron"), "%EC%83%81%EC%A0%90.ron");
        if cfg!(unix) {
            assert_eq!(uri("/tmp/a.ron"), "file:///tmp/a.ron");
        }
    }
}
