//! The review as a file: JSON (a contract with programs), SARIF 2.1.0, Markdown for a pull request, a table for the terminal.
//! Command line and window write the same bytes.

mod contract;
mod fingerprint;
mod list;
mod problems;
mod rule;
mod sarif;

pub use fingerprint::baseline;
pub use problems::Problems;
pub use rule::section;

use crate::analysis::Report;
use crate::analysis::review::score::{Score, scores};
use crate::analysis::review::{Finding, Pillar, ReviewCx, Severity, evidence_of, profile, tell};
use crate::diag::Location;
use crate::io::json;
use crate::model::{Id, Language, ReviewProfile};
use crate::text;
use std::collections::{BTreeMap, BTreeSet};

/// Formats of the review.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For pull requests.
    #[default]
    Markdown,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// For programs.
    Json,
    /// For the terminal.
    Table,
}

impl Format {
    /// The extension of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Markdown => "md",
            Format::Sarif => "sarif",
            Format::Json => "json",
            Format::Table => "txt",
        }
    }
}

/// Where a design comes from: what its items are called there.
#[derive(Clone, Copy)]
pub struct Origin<'a> {
    /// Name of the file, as the user knows it.
    pub file: &'a str,
    /// Address of an item in the file.
    pub address: &'a dyn Fn(&'a Id) -> &'a str,
    /// Where the items stand in the file, as far as it is known.
    pub places: &'a BTreeMap<Id, Location>,
}

/// Which findings are written, and how.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Which findings, and how much is said about them.
    pub profile: ReviewProfile,
    /// Of these pillars alone; empty: as the profile says.
    pub pillars: Vec<Pillar>,
    /// Of these rules alone; empty: all.
    pub rules: Vec<String>,
    /// Fingerprints of findings that are known.
    pub baseline: Vec<String>,
    /// Language of the texts.
    pub language: Language,
}

/// A finding with what it is called by outside the design.
pub struct Found<'a> {
    /// The finding.
    pub finding: &'a Finding,
    /// Ids, or addresses of a plan.
    items: Vec<&'a str>,
    /// Where the items stand.
    places: Vec<Option<Location>>,
    fingerprint: String,
}

impl Found<'_> {
    fn message(&self, language: Language, cx: &ReviewCx<'_>) -> String {
        let title = self.finding.title().get(language);
        let evidence = evidence_of(cx, self.finding).get(language);
        let mut out = if evidence.is_empty() {
            title.to_owned()
        } else {
            format!("{title}: {evidence}")
        };
        if let Some(silence) = self.finding.lapsed() {
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
pub struct Checked<'a> {
    cx: ReviewCx<'a>,
    /// Name of the input, as it was typed.
    file: String,
    language: Language,
    profile: ReviewProfile,
    /// Findings that count.
    pub open: Vec<Found<'a>>,
    /// Findings that the user has accepted.
    silenced: Vec<Found<'a>>,
    /// Open findings that the baseline has.
    known: usize,
    /// Open findings that the profile leaves out.
    hidden: usize,
    scores: Vec<Score>,
}

/// Picks what was asked for from the findings.
pub fn checked<'a>(
    cx: ReviewCx<'a>,
    report: &'a Report,
    origin: Origin<'a>,
    choice: &Choice,
) -> Checked<'a> {
    let of_profile = profile::pillar(choice.profile);
    let of_pillar = |pillar: Pillar| {
        if choice.pillars.is_empty() {
            of_profile.is_none_or(|of| of == pillar)
        } else {
            choice.pillars.contains(&pillar)
        }
    };
    let of_rule = |code: &str| {
        let mut asked = choice.rules.iter();
        choice.rules.is_empty() || asked.any(|rule| rule.eq_ignore_ascii_case(code))
    };
    let least = profile::least(choice.profile);
    let baseline: BTreeSet<&str> = choice.baseline.iter().map(String::as_str).collect();
    let mut seen = BTreeMap::new();
    let (mut open, mut silenced, mut known, mut hidden) = (Vec::new(), Vec::new(), 0, 0);
    for finding in &report.review.findings {
        let ids = finding.items.iter();
        let mut items: Vec<&str> = ids.map(|id| (origin.address)(id)).collect();
        // Parts of one resource share its address.
        items.dedup();
        let fingerprint = fingerprint::fingerprint(finding, &items, &mut seen);
        if !of_pillar(finding.pillar) || !of_rule(finding.code) {
            continue;
        }
        let is_known = baseline.contains(fingerprint.as_str());
        let found = Found {
            finding,
            places: places(origin, &finding.items, &items),
            items,
            fingerprint,
        };
        if finding.is_silenced() {
            silenced.push(found);
        } else if finding.severity > least {
            hidden += 1;
        } else if is_known {
            known += 1;
        } else {
            open.push(found);
        }
    }
    let written = open.iter().chain(&silenced);
    tell(&cx, written.map(|found: &Found<'_>| found.finding));
    let mut scores = scores(&cx, &report.review);
    scores.retain(|score| of_pillar(score.pillar) && choice.rules.is_empty());
    Checked {
        cx,
        file: origin.file.to_owned(),
        language: choice.language,
        profile: choice.profile,
        open,
        silenced,
        known,
        hidden,
        scores,
    }
}

/// The result as programs read it.
pub fn value<'a>(
    checked: &Checked<'_>,
    problems: &'a Problems,
    origin: Origin<'a>,
) -> serde_json::Value {
    let mut out = contract::whole(checked);
    out["problems"] = problems.json(origin, checked.language);
    out
}

/// The text of a file.
///
/// # Errors
/// [`serde_json::Error`] if the JSON cannot be written.
pub fn write<'a>(
    checked: &Checked<'_>,
    problems: &'a Problems,
    origin: Origin<'a>,
    format: Format,
) -> Result<String, serde_json::Error> {
    Ok(match format {
        Format::Json => json::pretty(&value(checked, problems, origin))?,
        Format::Sarif => json::pretty(&sarif::log(checked))?,
        Format::Table => list::table(checked),
        Format::Markdown => list::page(checked),
    })
}

/// The place of each named item.
fn places<'a>(origin: Origin<'a>, ids: &'a [Id], items: &[&str]) -> Vec<Option<Location>> {
    let place = |item: &&str| {
        let id = ids.iter().find(|id| (origin.address)(id) == *item)?;
        origin.places.get(id).cloned()
    };
    items.iter().map(place).collect()
}

fn counts(findings: &[Found<'_>]) -> [(Severity, usize); 5] {
    Severity::ALL.map(|severity| {
        let of = findings.iter().map(|found| found.finding.severity);
        (severity, of.filter(|own| *own == severity).count())
    })
}
