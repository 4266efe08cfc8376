//! The reference pages in `assets/reference` are what the program writes. `UPDATE_REFERENCE=1 cargo test` makes them anew.

use super::Run;
use std::path::Path;

fn compare(name: &str, text: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/reference");
    let path = folder.join(name);
    if std::env::var_os("UPDATE_REFERENCE").is_some() {
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(&path, text).unwrap();
    }
    let have = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        have == text,
        "`{}` is out of date: run `UPDATE_REFERENCE=1 cargo test --test cli reference`",
        path.display()
    );
}

#[test]
fn rules() {
    compare("rules.md", &Run::new("rules --format md").ends(0).out);
}

#[test]
fn components() {
    compare(
        "components.md",
        &Run::new("components --format md").ends(0).out,
    );
}

#[test]
fn commands() {
    let mut page = String::from("# Command line\n");
    for command in [
        "",
        "estimate",
        "check",
        "compare",
        "diff",
        "chart",
        "export",
        "layout",
        "rules",
        "components",
        "explain",
        "pricing show",
        "pricing search",
        "pricing rebuild",
    ] {
        let help = Run::new(&format!("{command} --help")).ends(0).out;
        let title = format!("skydraft {command}");
        page.push_str(&format!(
            "\n## `{}`\n\n```text\n{}\n```\n",
            title.trim(),
            help.trim_end()
        ));
    }
    compare("cli.md", &page);
}
