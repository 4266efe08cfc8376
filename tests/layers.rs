//! The order of the modules, as `lib.rs` lists it: each may use those above it, never one below.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};

/// Above to below. Names in one entry stand side by side and do not know each other.
const LAYERS: &[&[&str]] = &[
    &["units"],
    &["diag"],
    &["text"],
    &["glyph"],
    &["model"],
    &["pricing"],
    &["catalog"],
    &["analysis"],
    &["scene"],
    &["chart"],
    &["io"],
    &["cli", "app"],
];

fn level(module: &str) -> Option<usize> {
    LAYERS.iter().position(|names| names.contains(&module))
}

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push(path);
        }
    }
}

/// Every source file below `src` with its module, its text without comments, and whether it holds tests only.
fn sources() -> Vec<(PathBuf, String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    files(&root, &mut paths);
    paths
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let inner = path.strip_prefix(&root).unwrap().to_path_buf();
            let first = inner.iter().next().unwrap().to_str().unwrap();
            let module = first.trim_end_matches(".rs").to_owned();
            (inner, module, without_comments(&text))
        })
        .collect()
}

fn without_comments(text: &str) -> String {
    let code = |line: &&str| !line.trim_start().starts_with("//");
    text.lines().filter(code).collect::<Vec<_>>().join("\n")
}

/// The modules after `crate::`, with those in braces: `crate::{model::Id, text}`.
fn used(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        if text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &text[at + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut name = String::new();
            let mut is_first = true;
            for c in list.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        found.push(std::mem::take(&mut name));
                        is_first = true;
                    }
                    ':' if depth == 0 => is_first = false,
                    c if depth == 0 && is_first && !c.is_whitespace() => name.push(c),
                    _ => {}
                }
            }
            found.push(name);
        } else {
            let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_'));
            found.push(rest[..end.unwrap_or(rest.len())].to_owned());
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

#[test]
fn modules_use_only_those_above_them() {
    let mut breaches = Vec::new();
    for (path, module, text) in sources() {
        let Some(own) = level(&module) else {
            let is_top = ["lib", "main"].contains(&module.as_str());
            assert!(is_top, "module `{module}` has no layer: add it to the list");
            continue;
        };
        for name in used(&text) {
            if let Some(other) = level(&name)
                && (other > own || (other == own && name != module))
            {
                breaches.push(format!("{}: `{module}` uses `{name}`", path.display()));
            }
        }
    }
    assert_eq!(breaches, Vec::<String>::new());
}

/// The words that none of the modules may hold outside comments.
fn hold_none(modules: &[&str], words: &[&str]) {
    let mut breaches = Vec::new();
    for (path, module, text) in sources() {
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        let only_tests = path.ends_with("tests.rs") || path.ends_with("testing.rs");
        if !modules.contains(&module.as_str()) || only_tests {
            continue;
        }
        for word in words {
            // Addresses as values reach for no network.
            let text = text.replace("std::net::Ipv4Addr", "");
            if text.contains(word) {
                breaches.push(format!("{}: {word}", path.display()));
            }
        }
    }
    assert_eq!(breaches, Vec::<String>::new());
}

fn above(module: &str) -> Vec<&'static str> {
    let end = level(module).unwrap();
    LAYERS[..end].concat()
}

#[test]
fn nothing_but_the_window_knows_the_window_toolkit() {
    let mut modules = above("app");
    modules.push("cli");
    hold_none(&modules, &["egui", "eframe", "rfd::"]);
}

#[test]
fn nothing_above_io_touches_files_clock_network_or_environment() {
    let words = [
        "std::fs",
        "std::env",
        "std::net",
        "std::process",
        "SystemTime",
        "Instant::now",
        "File::open",
    ];
    hold_none(&above("io"), &words);
}

#[test]
fn the_model_knows_no_service() {
    hold_none(
        &["model"],
        &[
            "\"rds",
            "\"dynamodb",
            "\"cloudfront",
            "\"ec2",
            "\"s3",
            "\"db_instance",
        ],
    );
}

#[test]
fn paths_are_read_from_all_forms() {
    let text = "use crate::{model::{Id, Point}, text};\nlet a = crate::io::ron::read(b); $crate::x; my_crate::y";
    assert_eq!(used(text), ["model", "text", "io"]);
}

#[test]
fn the_binary_is_thin() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let main = fs::read_to_string(root.join("src/main.rs")).unwrap();
    assert!(main.lines().count() < 50);
}
