//! A figure for each pillar: the share of its checks that pass, weighted by severity.
//!
//! A rule that looks at items makes one check of each item that it looks at; a rule on the design as a whole makes one. The
//! share of a rule is that of its checks without an open finding. Checks whose finding the user has accepted are left out.
//! The score is the mean of the shares of all rules that have a check, each with the weight of its severity:
//! `100 × Σ weight × share ÷ Σ weight`. It sums up the findings and says nothing beyond them.

use super::cx::Cx;
use super::engine::{looked_at, rules};
use super::rule::Check;
use super::{Pillar, Review, ReviewCx, Severity};
use crate::model::Id;
use std::collections::{BTreeSet, HashMap};

/// Weight of a severity in the score: twice that of the next lower one; what is only worth knowing has none.
pub const fn weight(severity: Severity) -> f64 {
    match severity {
        Severity::Critical => 8.0,
        Severity::High => 4.0,
        Severity::Medium => 2.0,
        Severity::Low => 1.0,
        Severity::Info => 0.0,
    }
}

/// How a pillar stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// The pillar.
    pub pillar: Pillar,
    /// From 0 to 100; none where no check with a weight applies.
    pub percent: Option<f64>,
    /// Checks that were made, accepted findings apart.
    pub checks: usize,
    /// Those of them without an open finding.
    pub passed: usize,
    /// Sum of weight × share over the rules.
    pub earned: f64,
    /// Sum of the weights: what could be earned.
    pub possible: f64,
}

/// The scores of the pillars that have rules, in the order of the framework.
pub fn scores(base: &ReviewCx<'_>, review: &Review) -> Vec<Score> {
    Cx::with(base, |cx| scores_in(cx, review))
}

/// What broke a rule.
#[derive(Default)]
struct Failed<'a> {
    open: BTreeSet<&'a Id>,
    accepted: BTreeSet<&'a Id>,
    has_open: bool,
}

/// The same, where the design is indexed already.
pub fn scores_in(cx: &Cx<'_>, review: &Review) -> Vec<Score> {
    let mut failed: HashMap<&str, Failed<'_>> = HashMap::new();
    for finding in &review.findings {
        let failed = failed.entry(finding.code).or_default();
        if finding.is_silenced() {
            failed.accepted.extend(&finding.items);
        } else {
            failed.has_open = true;
            failed.open.extend(&finding.items);
        }
    }
    let mut sums: HashMap<Pillar, (f64, f64, usize, usize)> = HashMap::new();
    for rule in rules() {
        let mut checks = looked_at(cx, rule);
        let mut broken = 0;
        if let Some(failed) = failed.get(rule.code) {
            let Failed { open, accepted, .. } = failed;
            let whole = matches!(rule.check, Check::Whole(_));
            (checks, broken) = match (whole, failed.has_open) {
                (true, true) => (1, 1),
                (true, false) => (0, 0),
                (false, _) => {
                    let left = checks.saturating_sub(accepted.difference(open).count());
                    (left, open.len().min(left))
                }
            };
        }
        let sum = sums.entry(rule.pillar).or_default();
        sum.2 += checks;
        sum.3 += checks - broken;
        if checks > 0 {
            #[expect(clippy::cast_precision_loss, reason = "counts of items are small")]
            let share = (checks - broken) as f64 / checks as f64;
            sum.0 += weight(rule.severity) * share;
            sum.1 += weight(rule.severity);
        }
    }
    let of = |pillar: Pillar| {
        let (passed_weight, weight, checks, passed) = *sums.get(&pillar)?;
        Some(Score {
            pillar,
            percent: (weight > 0.0).then(|| 100.0 * passed_weight / weight),
            checks,
            passed,
            earned: passed_weight,
            possible: weight,
        })
    };
    Pillar::ALL.into_iter().filter_map(of).collect()
}
