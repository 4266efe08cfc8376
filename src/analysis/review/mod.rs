//! Review: rules of good architecture, checked on the drawing.
//!
//! In: a design and the reports of the other passes. Out: findings, each with the items, the evidence with numbers and
//! units, and where possible an edit that removes it.
//!
//! A rule is a constant [`Rule`] in a file of its own, in the folder of its pillar: code, severity, the texts (its doc
//! comment is the English text, [`rule::Korean`] the Korean one), a check, perhaps a quick fix, and two example designs
//! that `tests/rules.rs` runs. Adding one takes the file, its `mod` line and its entry in the pillar's `RULES`.

pub mod addresses;
pub mod administration;
pub mod alarms;
mod alike;
pub mod arrivals;
pub mod availability;
pub mod capacity;
pub mod carbon;
pub mod cx;
pub mod distance;
pub mod effect;
pub mod engine;
pub mod exposure;
pub mod families;
pub mod finding;
pub mod fleets;
pub mod graph;
pub mod identity;
pub mod ismsp;
pub mod left_out;
pub mod load;
pub mod logs;
pub mod maintenance;
pub mod phrase;
pub mod places;
mod prelude;
pub mod preview;
pub mod profile;
pub mod recovery;
pub mod rule;
pub mod saving;
pub mod score;
pub mod stores;
mod sweep;
pub mod tags;
pub mod told;
pub mod trail;
pub mod web;
pub mod zone_choice;
pub mod zones;

pub mod cost_optimization;
pub mod operational_excellence;
pub mod performance_efficiency;
pub mod reliability;
pub mod security;
pub mod sustainability;

pub use cx::Cx;
pub use effect::{Effect, PricedFix, UnitPrice, fix_of, priced_fix, priced_fix_in};
pub use engine::{Teller, check, check_view, evidence_of, rule, rules, tell, tell_again};
pub use finding::{Finding, Items};
pub use left_out::left_out;
pub use preview::{FixAll, Opposed, Preview, fix_all, preview};
pub use rule::{Findings, Rule};
pub use trail::trail;

use super::Report;
use super::cost::Costs;
use super::path::Paths;
use super::traffic::Traffic;
use crate::model::edit::Edit;
use crate::model::{Design, Id};
use crate::pricing::Catalogue;
use crate::text::{Bilingual, Phrase, both};
use serde::Serialize;

/// What a rule can look at.
#[derive(Clone, Copy)]
pub struct ReviewCx<'a> {
    /// The design.
    pub design: &'a Design,
    /// Prices and instance specifications.
    pub catalogue: &'a Catalogue,
    /// Flows.
    pub traffic: &'a Traffic,
    /// Routes.
    pub paths: &'a Paths,
    /// Costs.
    pub cost: &'a Costs,
}

impl<'a> ReviewCx<'a> {
    /// The results of the other passes on that design, as they stand in its report.
    pub fn of(design: &'a Design, catalogue: &'a Catalogue, report: &'a Report) -> ReviewCx<'a> {
        ReviewCx {
            design,
            catalogue,
            traffic: &report.traffic,
            paths: &report.paths,
            cost: &report.cost,
        }
    }
}

/// Pillar of the AWS Well-Architected Framework.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Pillar {
    /// Operational excellence.
    OperationalExcellence,
    /// Security.
    Security,
    /// Reliability.
    Reliability,
    /// Performance efficiency.
    PerformanceEfficiency,
    /// Cost optimization.
    CostOptimization,
    /// Sustainability.
    Sustainability,
}

impl Pillar {
    /// All pillars, in the order of the framework.
    pub const ALL: [Pillar; 6] = [
        Pillar::OperationalExcellence,
        Pillar::Security,
        Pillar::Reliability,
        Pillar::PerformanceEfficiency,
        Pillar::CostOptimization,
        Pillar::Sustainability,
    ];
    /// Name as AWS writes it.
    pub fn title(self) -> Bilingual {
        match self {
            Pillar::OperationalExcellence => both("Operational excellence", "운영 우수성"),
            Pillar::Security => both("Security", "보안"),
            Pillar::Reliability => both("Reliability", "안정성"),
            Pillar::PerformanceEfficiency => both("Performance efficiency", "성능 효율성"),
            Pillar::CostOptimization => both("Cost optimization", "비용 최적화"),
            Pillar::Sustainability => both("Sustainability", "지속 가능성"),
        }
    }
}

/// How much a finding matters; the most severe first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Data or service is exposed or lost as it stands.
    Critical,
    /// One ordinary failure or mistake away from that.
    High,
    /// Weakens the design.
    Medium,
    /// Could be better.
    Low,
    /// Worth knowing.
    Info,
}

impl Severity {
    /// All severities, most severe first.
    pub const ALL: [Severity; 5] = [
        Severity::Critical,
        Severity::High,
        Severity::Medium,
        Severity::Low,
        Severity::Info,
    ];
    /// Name.
    pub fn title(self) -> Bilingual {
        match self {
            Severity::Critical => both("Critical", "심각"),
            Severity::High => both("High", "높음"),
            Severity::Medium => both("Medium", "보통"),
            Severity::Low => both("Low", "낮음"),
            Severity::Info => both("Info", "정보"),
        }
    }
}

/// A quick fix: an ordinary edit with what it says on its button.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// Label of the button: a verb, what it does.
    pub label: Phrase,
    /// The edit.
    pub edit: Edit,
}

/// Findings, most severe first, then by code and items.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Review {
    /// All findings, silenced ones included.
    pub findings: Vec<Finding>,
}

impl Review {
    /// Findings that are not silenced.
    pub fn open(&self) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(|finding| !finding.is_silenced())
    }
    /// Open findings that name the item.
    pub fn of<'a>(&'a self, item: &'a Id) -> impl Iterator<Item = &'a Finding> {
        self.open()
            .filter(move |finding| finding.items.contains(item))
    }
}
