//! A rule as a section of a page.

use crate::analysis::review::{Rule, ismsp};
use crate::model::Language;
use crate::text;

/// One rule as Markdown, with a heading of that level.
pub fn section(rule: &Rule, language: Language, level: usize) -> String {
    let mut out = format!(
        "{} {}: {}\n\n{} · {}\n",
        "#".repeat(level),
        rule.code,
        rule.title().get(language),
        rule.pillar.title().get(language),
        rule.severity.title().get(language),
    );
    let controls: Vec<String> = ismsp::of(rule.code)
        .map(|control| format!("{} {}", control.number, control.title.get(language)))
        .collect();
    for (key, words) in [
        ("cli-why", rule.why(language)),
        ("cli-advice", rule.advice(language)),
        ("cli-when", rule.when_to_silence(language)),
        ("cli-references", rule.references().join("; ")),
        ("cli-isms-p", controls.join("; ")),
    ] {
        if !words.is_empty() {
            let label = text::get(language, key);
            out.push_str(&format!("\n**{label}.** {words}\n"));
        }
    }
    out
}
