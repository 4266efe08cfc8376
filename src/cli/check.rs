//! `skydraft check`: which rules a design breaks.

use super::args::{CheckArgs, ListFormat};
use super::sheet::Sheet;
use super::{Error, OVER, Outcome, figure, input, json, language_of};
use crate::analysis::review::{self, Finding, Pillar, ReviewCx, Severity};
use crate::analysis::{self, Report};
use crate::model::{Design, Language};
use crate::pricing::Catalogue;
use crate::text;
use crate::text::number::Money;
use serde_json::{Map, Value, json};

pub(super) fn run(args: &CheckArgs, language: Option<Language>) -> Result<Outcome, Error> {
    let mut notes = String::new();
    for code in &args.rule {
        super::rules::known(code)?;
    }
    let design = input::design(&args.input, &mut notes)?;
    let catalogue = Catalogue::embedded();
    let report = analysis::analyse(&design, catalogue);
    let cx = ReviewCx {
        design: &design,
        catalogue,
        traffic: &report.traffic,
        paths: &report.paths,
        cost: &report.cost,
    };
    let pillars: Vec<Pillar> = args.pillar.iter().map(|pillar| (*pillar).into()).collect();
    let wanted = |finding: &&Finding| {
        (pillars.is_empty() || pillars.contains(&finding.pillar))
            && (args.rule.is_empty()
                || args
                    .rule
                    .iter()
                    .any(|code| code.eq_ignore_ascii_case(finding.code)))
    };
    let findings: Vec<&Finding> = report.review.open().filter(wanted).collect();
    let silenced = report
        .review
        .findings
        .iter()
        .filter(wanted)
        .filter(|finding| finding.silenced.is_some())
        .count();
    let people = language_of(language);
    let text = match args.format {
        ListFormat::Json => json(&contract(
            &cx,
            &findings,
            silenced,
            language.unwrap_or_default(),
        ))?,
        ListFormat::Table => listed(&cx, &findings, silenced, people, Sheet::table),
        ListFormat::Md => listed(&cx, &findings, silenced, people, Sheet::markdown),
    };
    let mut outcome = Outcome::text(text).to(args.out.clone());
    if let Some(least) = args.fail_on.map(Severity::from)
        && findings.iter().any(|finding| finding.severity <= least)
    {
        outcome.code = OVER;
    }
    outcome.notes = notes + &cycles(&design, &report, people);
    Ok(outcome)
}

/// Loops that feed themselves make rates meaningless: said beside the findings.
fn cycles(_design: &Design, report: &Report, language: Language) -> String {
    let mut out = String::new();
    for found in report.traffic.runaways() {
        let names: Vec<String> = found.members.iter().map(|id| format!("`{id}`")).collect();
        let args = [
            ("items", names.join(" → ").into()),
            ("gain", text::number::short(found.gain, 3).into()),
        ];
        out.push_str(&text::format(language, "cli-cycle", &args));
        out.push('\n');
    }
    out
}

fn contract(
    cx: &ReviewCx<'_>,
    findings: &[&Finding],
    silenced: usize,
    language: Language,
) -> Value {
    let list: Vec<Value> = findings
        .iter()
        .map(|finding| {
            let fix = review::priced_fix(cx, finding);
            let delta = fix.as_ref().map(|fix| figure(fix.delta.0));
            json!({
                "code": finding.code,
                "pillar": finding.pillar,
                "severity": finding.severity,
                "items": finding.items,
                "message": message(finding, language),
                "fix": {"available": fix.is_some(), "delta_monthly_usd": delta},
            })
        })
        .collect();
    let mut summary = Map::new();
    summary.insert("total".to_owned(), findings.len().into());
    for (severity, count) in counts(findings) {
        let name = severity.title().en.to_lowercase();
        summary.insert(name, count.into());
    }
    summary.insert("silenced".to_owned(), silenced.into());
    json!({"findings": list, "summary": summary})
}

fn message(finding: &Finding, language: Language) -> String {
    let title = finding.title.get(language);
    let evidence = finding.evidence.get(language);
    if evidence.is_empty() {
        title.to_owned()
    } else {
        format!("{title}: {evidence}")
    }
}

fn counts(findings: &[&Finding]) -> [(Severity, usize); 5] {
    Severity::ALL.map(|severity| {
        let count = findings.iter().filter(|f| f.severity == severity).count();
        (severity, count)
    })
}

fn listed(
    cx: &ReviewCx<'_>,
    findings: &[&Finding],
    silenced: usize,
    language: Language,
    write: fn(&Sheet) -> String,
) -> String {
    let label = |key: &'static str| text::get(language, key);
    let titles = [
        label("cli-severity"),
        label("cli-code"),
        label("cli-items"),
        label("cli-finding"),
        label("cli-fix"),
    ];
    let mut sheet = Sheet::new(titles.iter().map(AsRef::as_ref));
    for finding in findings {
        let items: Vec<&str> = finding.items.iter().map(|id| id.as_str()).collect();
        let fix = review::priced_fix(cx, finding).map_or(String::new(), |priced| {
            let delta = Money::USD.delta(priced.delta);
            format!("{} ({delta})", priced.fix.label.get(language))
        });
        sheet.row([
            finding.severity.title().get(language).to_owned(),
            finding.code.to_owned(),
            items.join(", "),
            message(finding, language),
            fix,
        ]);
    }
    let mut out = if findings.is_empty() {
        String::new()
    } else {
        write(&sheet) + "\n"
    };
    let parts: Vec<String> = counts(findings)
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(severity, count)| format!("{count} {}", severity.title().get(language)))
        .collect();
    let args = [("count", findings.len().into())];
    out.push_str(&text::format(language, "cli-findings", &args));
    if !parts.is_empty() {
        out.push_str(&format!(" ({})", parts.join(", ")));
    }
    if silenced > 0 {
        let args = [("count", silenced.into())];
        out.push_str(&format!(
            "; {}",
            text::format(language, "cli-silenced", &args)
        ));
    }
    out.push('\n');
    out
}
