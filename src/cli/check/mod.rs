//! `skydraft check`: which rules a design breaks.

mod contract;
mod fingerprint;
mod list;
mod problems;
mod sarif;

use super::args::{CheckArgs, CheckFormat, Profile};
use super::input::{Input, Options};
use super::{Error, OVER, Outcome, input, json, language_of, scenarios};
use crate::analysis::review::score::{Score, scores};
use crate::analysis::review::{Finding, Pillar, ReviewCx, Severity};
use crate::analysis::{self, Report};
use crate::diag::Location;
use crate::model::Language;
use crate::text;
use std::collections::{BTreeMap, BTreeSet};

/// A finding with what it is called by outside the design.
struct Found<'a> {
    finding: &'a Finding,
    /// Ids, or addresses of a plan.
    items: Vec<&'a str>,
    /// Where the items stand.
    places: Vec<Option<Location>>,
    fingerprint: String,
}

impl Found<'_> {
    fn message(&self, language: Language) -> String {
        let title = self.finding.title.get(language);
        let evidence = self.finding.evidence.get(language);
        let mut out = if evidence.is_empty() {
            title.to_owned()
        } else {
            format!("{title}: {evidence}")
        };
        if let Some(silence) = &self.finding.lapsed {
            let day = silence.until.clone().unwrap_or_default();
            let args = [
                ("day", day.into()),
                ("reason", silence.reason.as_str().into()),
            ];
            out.push_str("; ");
            out.push_str(&text::format(language, "cli-lapsed", &args));
        }
        out
    }
}

/// The result, ready to be written.
struct Checked<'a> {
    cx: ReviewCx<'a>,
    /// Name of the input, as it was typed.
    file: String,
    language: Language,
    profile: Profile,
    /// Findings that count.
    open: Vec<Found<'a>>,
    /// Findings that the user has accepted.
    silenced: Vec<Found<'a>>,
    /// Open findings that the baseline has.
    known: usize,
    /// Open findings that the profile leaves out.
    hidden: usize,
    scores: Vec<Score>,
}

pub(super) fn run(args: &CheckArgs, language: Option<Language>) -> Result<Outcome, Error> {
    let mut notes = String::new();
    for code in &args.rule {
        super::rules::known(code)?;
    }
    let baseline = match &args.baseline {
        Some(path) => fingerprint::baseline(path)?,
        None => Vec::new(),
    };
    let catalogue = input::catalogue(None)?;
    let options = Options {
        usage: args.usage.as_deref(),
        places: args.format == CheckFormat::Sarif,
        ..Options::default()
    };
    let input = input::read(&args.input, options, &catalogue, &mut notes)?;
    let people = language_of(language);
    let is_for_people = matches!(args.format, CheckFormat::Table | CheckFormat::Md);
    let spoken = if is_for_people {
        people
    } else {
        language.unwrap_or_default()
    };
    let all = args.scenarios.all_scenarios;
    if all && args.format == CheckFormat::Sarif {
        let help = "ask for one with `--scenario NAME`, or for `--format json`";
        let message = "SARIF is about one design, `--all-scenarios` about several";
        return Err(Error::usage(message, Some(help.to_owned())));
    }
    let from_profile = (args.profile == Profile::Ci).then_some(Severity::High);
    let fail_on = args.fail_on.map(Severity::from).or(from_profile);
    let (mut text, mut values, mut code) = (String::new(), Vec::new(), 0);
    for variant in scenarios::variants(input, &args.scenarios, spoken)? {
        let (input, name) = (&variant.input, &variant.name);
        let report = analysis::analyse(&input.design, &catalogue);
        let cx = ReviewCx {
            design: &input.design,
            catalogue: &catalogue,
            traffic: &report.traffic,
            paths: &report.paths,
            cost: &report.cost,
        };
        let problems = problems::Problems::of(&cx);
        let checked = select(args, cx, input, &report, &baseline, spoken);
        let fails =
            |found: &Found<'_>| fail_on.is_some_and(|least| found.finding.severity <= least);
        if checked.open.iter().any(fails) {
            code = OVER;
        }
        notes.push_str(&cycles(&report, people));
        notes.push_str(&problems.lines(&cx, input, people));
        if all && is_for_people {
            let gap = if text.is_empty() { "" } else { "\n" };
            let mark = if args.format == CheckFormat::Md {
                "## "
            } else {
                ""
            };
            text.push_str(&format!("{gap}{mark}{name}\n\n"));
        }
        match args.format {
            CheckFormat::Json => {
                let mut out = contract::whole(&checked);
                out["problems"] = problems.json(input, spoken);
                if all || variant.id.is_some() {
                    out["scenario"] = serde_json::json!(variant.id);
                    out["scenario_name"] = name.as_str().into();
                }
                values.push(out);
            }
            CheckFormat::Sarif => text.push_str(&json(&sarif::log(&checked))?),
            CheckFormat::Table => text.push_str(&list::table(&checked)),
            CheckFormat::Md => text.push_str(&list::page(&checked)),
        }
    }
    if args.format == CheckFormat::Json {
        text = match values.pop() {
            Some(one) if !all => json(&one)?,
            last => {
                values.extend(last);
                json(&serde_json::json!({ "scenarios": values }))?
            }
        };
    }
    let mut outcome = Outcome::text(text).to(args.out.clone());
    outcome.code = code;
    outcome.notes = notes;
    Ok(outcome)
}

/// Picks what was asked for from the findings.
fn select<'a>(
    args: &CheckArgs,
    cx: ReviewCx<'a>,
    input: &'a Input,
    report: &'a Report,
    baseline: &[String],
    language: Language,
) -> Checked<'a> {
    let pillars: Vec<Pillar> = args.pillar.iter().map(|pillar| (*pillar).into()).collect();
    let of_pillar = |pillar: Pillar| pillars.is_empty() || pillars.contains(&pillar);
    let of_rule = |code: &str| {
        let mut asked = args.rule.iter();
        args.rule.is_empty() || asked.any(|rule| rule.eq_ignore_ascii_case(code))
    };
    let least = match args.profile {
        Profile::All => Severity::Info,
        Profile::Classroom => Severity::Medium,
        Profile::Ci => Severity::Low,
    };
    let baseline: BTreeSet<&str> = baseline.iter().map(String::as_str).collect();
    let mut seen = BTreeMap::new();
    let (mut open, mut silenced, mut known, mut hidden) = (Vec::new(), Vec::new(), 0, 0);
    for finding in &report.review.findings {
        let mut items: Vec<&str> = finding.items.iter().map(|id| input.address(id)).collect();
        // Parts of one resource share its address.
        items.dedup();
        let fingerprint = fingerprint::fingerprint(finding, &items, &mut seen);
        if !of_pillar(finding.pillar) || !of_rule(finding.code) {
            continue;
        }
        let is_known = baseline.contains(fingerprint.as_str());
        let found = Found {
            finding,
            places: places(input, &finding.items, &items),
            items,
            fingerprint,
        };
        if finding.silenced.is_some() {
            silenced.push(found);
        } else if finding.severity > least {
            hidden += 1;
        } else if is_known {
            known += 1;
        } else {
            open.push(found);
        }
    }
    let mut scores = scores(&cx, &report.review);
    scores.retain(|score| of_pillar(score.pillar) && args.rule.is_empty());
    Checked {
        cx,
        file: args.input.display().to_string(),
        language,
        profile: args.profile,
        open,
        silenced,
        known,
        hidden,
        scores,
    }
}

/// The place of each named item.
fn places(input: &Input, ids: &[crate::model::Id], items: &[&str]) -> Vec<Option<Location>> {
    let place = |item: &&str| {
        let id = ids.iter().find(|id| input.address(id) == *item)?;
        input.places.get(id).cloned()
    };
    items.iter().map(place).collect()
}

fn counts(findings: &[Found<'_>]) -> [(Severity, usize); 5] {
    Severity::ALL.map(|severity| {
        let of = findings.iter().map(|found| found.finding.severity);
        (severity, of.filter(|own| *own == severity).count())
    })
}

/// Loops that feed themselves make rates meaningless: said beside the findings.
fn cycles(report: &Report, language: Language) -> String {
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
