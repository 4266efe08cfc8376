//! `skydraft check`: which rules a design breaks.

use super::args::{CheckArgs, CheckFormat, Profile};
use super::input::{Input, Options};
use super::{Error, OVER, Outcome, input, json, language_of, scenarios};
use crate::analysis::review::{ReviewCx, Severity};
use crate::analysis::{self, Report};
use crate::diag::Diagnostic;
use crate::io::file;
use crate::io::review::{self, Choice, Format, Found, Origin, Problems};
use crate::model::{Language, ReviewProfile};
use crate::text;
use std::path::Path;

pub(super) fn run(args: &CheckArgs, language: Option<Language>) -> Result<Outcome, Error> {
    let mut notes = String::new();
    for code in &args.rule {
        super::rules::known(code)?;
    }
    let baseline = match &args.baseline {
        Some(path) => baseline(path)?,
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
    let file = args.input.display().to_string();
    let (mut text, mut values, mut code) = (String::new(), Vec::new(), 0);
    for variant in scenarios::variants(input, &args.scenarios, spoken)? {
        let (input, name) = (&variant.input, &variant.name);
        let report = analysis::analyse(&input.design, &catalogue);
        let cx = ReviewCx::of(&input.design, &catalogue, &report);
        let address = |id| input.address(id);
        let origin = Origin {
            file: &file,
            address: &address,
            places: &input.places,
        };
        let problems = Problems::of(&cx);
        let choice = choice(args, input, &baseline, spoken);
        let checked = review::checked(cx, &report, origin, &choice);
        let from_profile = (choice.profile == ReviewProfile::Ci).then_some(Severity::High);
        let fail_on = args.fail_on.map(Severity::from).or(from_profile);
        let fails =
            |found: &Found<'_>| fail_on.is_some_and(|least| found.finding.severity <= least);
        if checked.open.iter().any(fails) {
            code = OVER;
        }
        notes.push_str(&cycles(&report, people));
        notes.push_str(&problems.lines(&cx, origin, people));
        if all && is_for_people {
            let gap = if text.is_empty() { "" } else { "\n" };
            let mark = if args.format == CheckFormat::Md {
                "## "
            } else {
                ""
            };
            text.push_str(&format!("{gap}{mark}{name}\n\n"));
        }
        let format = match args.format {
            CheckFormat::Json => {
                let mut out = review::value(&checked, &problems, origin);
                if all || variant.id.is_some() {
                    out["scenario"] = serde_json::json!(variant.id);
                    out["scenario_name"] = name.as_str().into();
                }
                values.push(out);
                continue;
            }
            CheckFormat::Sarif => Format::Sarif,
            CheckFormat::Table => Format::Table,
            CheckFormat::Md => Format::Markdown,
        };
        let part = review::write(&checked, &problems, origin, format)
            .map_err(|error| Error::Output(error.to_string()))?;
        text.push_str(&part);
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

/// Which findings are asked for.
fn choice(args: &CheckArgs, input: &Input, baseline: &[String], language: Language) -> Choice {
    Choice {
        profile: match args.profile {
            None => input.design.settings.review_profile,
            Some(Profile::All) => ReviewProfile::All,
            Some(Profile::Classroom) => ReviewProfile::Classroom,
            Some(Profile::Ci) => ReviewProfile::Ci,
        },
        pillars: args.pillar.iter().map(|pillar| (*pillar).into()).collect(),
        rules: args.rule.clone(),
        baseline: baseline.to_vec(),
        language,
    }
}

/// Fingerprints of a former result, JSON or SARIF of `check`.
fn baseline(path: &Path) -> Result<Vec<String>, Error> {
    let text = input::source(&file::load(path)?);
    let name = path.display();
    let bad = |message: String| Error::Input {
        diagnostics: vec![
            Diagnostic::error("baseline", message)
                .help("write one with `skydraft check INPUT --format json --out FILE`"),
        ],
        text: String::new(),
    };
    let value = serde_json::from_str(&text)
        .map_err(|error| bad(format!("cannot read the baseline `{name}`: {error}")))?;
    review::baseline(&value)
        .ok_or_else(|| bad(format!("`{name}` is no result of `skydraft check`")))
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
