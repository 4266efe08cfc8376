//! `skydraft rules`: the rules of the review; also the reference page.

use super::args::{ListArgs, ListFormat};
use super::{Error, Outcome, json, language_of};
use crate::analysis::review::{self, Rule, ismsp};
use crate::diag;
use crate::io::review::section;
use crate::io::sheet::Sheet;
use crate::model::Language;
use crate::text;
use serde_json::{Value, json};

pub(super) fn run(args: &ListArgs, language: Option<Language>) -> Result<Outcome, Error> {
    let people = language_of(language);
    Ok(Outcome::text(match args.format {
        ListFormat::Json => json(&contract(language.unwrap_or_default()))?,
        ListFormat::Table => table(people),
        ListFormat::Md => page(language.unwrap_or_default()),
    }))
}

/// The rule of that code, in any case of letters.
pub(super) fn known(code: &str) -> Result<&'static Rule, Error> {
    review::rule(&code.to_uppercase()).ok_or_else(|| {
        let codes = review::rules().iter().map(|rule| rule.code);
        let help = diag::did_you_mean(&code.to_uppercase(), codes)
            .or_else(|| Some("`skydraft rules` lists the rules".to_owned()));
        Error::usage(format!("unknown rule `{code}`"), help)
    })
}

fn table(language: Language) -> String {
    let label = |key: &'static str| text::get(language, key);
    let titles = [
        label("cli-code"),
        label("cli-severity"),
        label("cli-pillar"),
        label("cli-title"),
    ];
    let mut sheet = Sheet::new(titles.iter().map(AsRef::as_ref));
    for rule in review::rules() {
        sheet.row([
            rule.code.to_owned(),
            rule.severity.title().get(language).to_owned(),
            rule.pillar.title().get(language).to_owned(),
            rule.title().get(language).to_owned(),
        ]);
    }
    sheet.table()
}

fn contract(language: Language) -> Value {
    let rules: Vec<Value> = review::rules()
        .iter()
        .map(|rule| {
            json!({
                "code": rule.code,
                "pillar": rule.pillar,
                "severity": rule.severity,
                "title": rule.title().get(language),
                "why": rule.why(language),
                "fix": rule.advice(language),
                "quick_fix": rule.has_fix(),
                "references": rule.references(),
                "isms_p": isms_p(rule, language),
            })
        })
        .collect();
    json!({ "rules": rules })
}

/// Controls of ISMS-P that the rule corresponds to.
fn isms_p(rule: &Rule, language: Language) -> Value {
    let controls = ismsp::of(rule.code);
    controls
        .map(|control| json!({"control": control.number, "title": control.title.get(language)}))
        .collect()
}

/// The reference page.
fn page(language: Language) -> String {
    let mut out = format!("# {}\n", text::get(language, "cli-rules-title"));
    for rule in review::rules() {
        out.push('\n');
        out.push_str(&section(rule, language, 2));
    }
    let left: Vec<String> = review::left_out()
        .map(|(code, reason)| format!("- {code}: {reason}\n"))
        .collect();
    if !left.is_empty() {
        let title = text::get(language, "cli-left-out");
        out.push_str(&format!("\n## {title}\n\n{}", left.concat()));
    }
    out
}
