//! Findings for people: the table of the terminal, and Markdown for a pull request.

use super::{Checked, Found, counts};
use crate::analysis::review::{self, Cx, Effect, PricedFix, UnitPrice, profile, score};
use crate::io::sheet::Sheet;
use crate::model::Language;
use crate::text;
use crate::text::number::{Money, short};
use std::collections::BTreeSet;

/// Most findings that a page shows: a comment on GitHub holds 65,536 characters.
const MOST: usize = 100;

/// For the terminal.
pub(super) fn table(checked: &Checked<'_>) -> String {
    let language = checked.language;
    let mut out = String::new();
    if !checked.open.is_empty() {
        out.push_str(&sheet(checked, &checked.open).table());
        out.push('\n');
    }
    if profile::explains(checked.profile) {
        for section in lessons(checked) {
            out.push_str(&section);
            out.push('\n');
        }
    }
    out.push_str(&summary(checked));
    out.push('\n');
    for found in &checked.silenced {
        let args = [
            ("code", found.finding.code.into()),
            ("items", found.items.join(", ").into()),
            ("reason", reason(found).into()),
        ];
        out.push_str(&text::format(language, "cli-accepted", &args));
        out.push('\n');
    }
    let scores = scores(checked);
    if !scores.is_empty() {
        out.push_str(&format!(
            "\n{}\n{}\n",
            scores,
            text::get(language, "cli-score-formula")
        ));
    }
    out
}

/// For a pull request.
pub(super) fn page(checked: &Checked<'_>) -> String {
    let language = checked.language;
    let label = |key: &'static str| text::get(language, key);
    let mut out = format!("## Skydraft: `{}`\n\n{}\n", checked.file, summary(checked));
    if !checked.open.is_empty() {
        let shown = checked.open.get(..MOST).unwrap_or(&checked.open);
        out.push_str(&format!("\n{}", sheet(checked, shown).markdown()));
        let more = checked.open.len() - shown.len();
        if more > 0 {
            let args = [("count", more.into())];
            let text = text::format(language, "cli-check-more", &args);
            out.push_str(&format!("\n{text}\n"));
        }
        let lessons = lessons(checked);
        let text = lessons.join("\n");
        let open = if profile::explains(checked.profile) {
            " open"
        } else {
            ""
        };
        out.push_str(&format!(
            "\n<details{open}>\n<summary>{}</summary>\n\n{text}\n</details>\n",
            label("cli-check-advice")
        ));
    }
    if !checked.silenced.is_empty() {
        let titles = ["cli-code", "cli-items", "cli-reason"].map(label);
        let mut sheet = Sheet::new(titles.iter().map(AsRef::as_ref));
        for found in &checked.silenced {
            let code = found.finding.code.to_owned();
            sheet.row([code, found.items.join(", "), reason(found).to_owned()]);
        }
        let title = label("cli-check-accepted");
        out.push_str(&format!("\n### {title}\n\n{}", sheet.markdown()));
    }
    if !checked.scores.is_empty() {
        let titles = ["cli-pillar", "cli-score", "cli-checks"].map(label);
        let mut sheet = Sheet::new(titles.iter().map(AsRef::as_ref));
        for score in &checked.scores {
            let pillar = score.pillar.title().get(language).to_owned();
            sheet.row([
                pillar,
                percent(score),
                format!("{}/{}", score.passed, score.checks),
            ]);
        }
        out.push_str(&format!(
            "\n{}\n{}\n",
            sheet.markdown(),
            label("cli-score-formula")
        ));
    }
    out
}

fn reason<'f>(found: &'f Found<'_>) -> &'f str {
    found.finding.silenced().unwrap_or_default()
}

fn percent(score: &score::Score) -> String {
    let shown = score
        .percent
        .map(|percent| format!("{}%", short(percent, 0)));
    shown.unwrap_or_else(|| "–".to_owned())
}

fn scores(checked: &Checked<'_>) -> String {
    let lines = checked.scores.iter().map(|score| {
        let args = [
            ("pillar", score.pillar.title().get(checked.language).into()),
            ("percent", percent(score).into()),
            ("passed", score.passed.into()),
            ("checks", score.checks.into()),
        ];
        text::format(checked.language, "cli-score-line", &args)
    });
    lines.collect::<Vec<String>>().join("\n")
}

fn sheet(checked: &Checked<'_>, shown: &[Found<'_>]) -> Sheet {
    let language = checked.language;
    let keys = [
        "cli-severity",
        "cli-code",
        "cli-items",
        "cli-finding",
        "cli-fix",
    ];
    let titles = keys.map(|key| text::get(language, key));
    let mut sheet = Sheet::new(titles.iter().map(AsRef::as_ref));
    Cx::with(&checked.cx, |cx| {
        for found in shown {
            let priced = review::priced_fix_in(cx, found.finding);
            let fix = priced.map_or(String::new(), |priced| {
                let effect = told(&priced, language);
                format!("{} ({effect})", priced.fix.label.get(language))
            });
            sheet.row([
                found.finding.severity.title().get(language).to_owned(),
                found.finding.code.to_owned(),
                found.items.join(", "),
                found.message(language, &checked.cx),
                fix,
            ]);
        }
    });
    sheet
}

/// `+$229.22`; `paid by use: $0.20/GB-month`; `$0.00` where nothing changes.
fn told(priced: &PricedFix, language: Language) -> String {
    match priced.effect() {
        Effect::Month(usd) => Money::USD.delta(usd),
        Effect::Nothing => Money::USD.delta(priced.delta),
        Effect::ByUse(prices) => {
            let words = text::get(language, "paid-by-use");
            let prices: Vec<String> = prices.iter().map(|price| unit(price, language)).collect();
            if prices.is_empty() {
                words.into_owned()
            } else {
                format!("{words}: {}", prices.join(", "))
            }
        }
    }
}

fn unit(price: &UnitPrice, language: Language) -> String {
    let usd = Money::USD.unit_price(price.usd);
    format!("{usd}/{}", price.unit.after(1.0, language))
}

/// Why each rule that was broken matters and what to do, once for each rule.
fn lessons(checked: &Checked<'_>) -> Vec<String> {
    let language = checked.language;
    let codes: BTreeSet<&str> = checked
        .open
        .iter()
        .map(|found| found.finding.code)
        .collect();
    let rules = codes.into_iter().filter_map(review::rule);
    let label = |key: &'static str| text::get(language, key);
    rules
        .map(|rule| {
            format!(
                "**{} {}**\n\n{}: {}\n\n{}: {}\n",
                rule.code,
                rule.title().get(language),
                label("cli-why"),
                rule.why(language),
                label("cli-advice"),
                rule.advice(language)
            )
        })
        .collect()
}

/// `3 findings (1 High, 2 Low); 1 accepted; 4 known from the baseline`.
fn summary(checked: &Checked<'_>) -> String {
    let language: Language = checked.language;
    let count =
        |key: &'static str, count: usize| text::format(language, key, &[("count", count.into())]);
    let mut out = count("cli-findings", checked.open.len());
    let parts: Vec<String> = counts(&checked.open)
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(severity, count)| format!("{count} {}", severity.title().get(language)))
        .collect();
    if !parts.is_empty() {
        out.push_str(&format!(" ({})", parts.join(", ")));
    }
    for (key, number) in [
        ("cli-silenced", checked.silenced.len()),
        ("cli-known", checked.known),
        ("cli-not-shown", checked.hidden),
    ] {
        if number > 0 {
            out.push_str(&format!("; {}", count(key, number)));
        }
    }
    out
}
