//! Settings of a design.

use crate::units::HOURS_PER_MONTH;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A currency that figures are shown in. Prices are US dollars; the rate is the user's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Currency {
    /// US dollar.
    #[default]
    #[serde(rename = "USD")]
    Usd,
    /// Korean won.
    #[serde(rename = "KRW")]
    Krw,
    /// Japanese yen.
    #[serde(rename = "JPY")]
    Jpy,
    /// Euro.
    #[serde(rename = "EUR")]
    Eur,
}

impl Currency {
    /// All currencies.
    pub const ALL: [Currency; 4] = [Currency::Usd, Currency::Krw, Currency::Jpy, Currency::Eur];
    /// ISO 4217 code.
    pub fn code(self) -> &'static str {
        match self {
            Currency::Usd => "USD",
            Currency::Krw => "KRW",
            Currency::Jpy => "JPY",
            Currency::Eur => "EUR",
        }
    }
    /// Sign before an amount.
    pub fn sign(self) -> &'static str {
        match self {
            Currency::Usd => "$",
            Currency::Krw => "₩",
            Currency::Jpy => "¥",
            Currency::Eur => "€",
        }
    }
    /// Digits after the decimal point of an amount.
    pub fn decimals(self) -> usize {
        match self {
            Currency::Usd | Currency::Eur => 2,
            Currency::Krw | Currency::Jpy => 0,
        }
    }
}

/// How strict the review is about defence in depth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecurityProfile {
    /// One good layer is enough.
    #[default]
    Standard,
    /// Every position that can carry protection should carry it.
    Strict,
}

/// Which findings the review shows, and how much it says about them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewProfile {
    /// All findings of all pillars.
    #[default]
    All,
    /// Medium and above, each with why it matters and what to do.
    Classroom,
    /// Low and above, as an automatic check takes them.
    Ci,
    /// Operational excellence alone.
    OperationalExcellence,
    /// Security alone.
    Security,
    /// Reliability alone.
    Reliability,
    /// Performance efficiency alone.
    PerformanceEfficiency,
    /// Cost optimization alone.
    CostOptimization,
    /// Sustainability alone.
    Sustainability,
}

impl ReviewProfile {
    /// All profiles, in the order in which they are offered.
    pub const ALL: [ReviewProfile; 9] = [
        ReviewProfile::All,
        ReviewProfile::Classroom,
        ReviewProfile::Ci,
        ReviewProfile::OperationalExcellence,
        ReviewProfile::Security,
        ReviewProfile::Reliability,
        ReviewProfile::PerformanceEfficiency,
        ReviewProfile::CostOptimization,
        ReviewProfile::Sustainability,
    ];
    /// The name in files.
    pub fn as_str(self) -> &'static str {
        match self {
            ReviewProfile::All => "all",
            ReviewProfile::Classroom => "classroom",
            ReviewProfile::Ci => "ci",
            ReviewProfile::OperationalExcellence => "operational_excellence",
            ReviewProfile::Security => "security",
            ReviewProfile::Reliability => "reliability",
            ReviewProfile::PerformanceEfficiency => "performance_efficiency",
            ReviewProfile::CostOptimization => "cost_optimization",
            ReviewProfile::Sustainability => "sustainability",
        }
    }
}

/// Settings of a design.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Region of everything outside a Region frame.
    pub region: String,
    /// Hours in a month, 1 to 744.
    pub hours_per_month: f64,
    /// Whether always-free amounts are subtracted, as lines of their own.
    pub free_tier: bool,
    /// Currency that figures are shown in.
    pub currency: Currency,
    /// Units of that currency for one US dollar, set by the user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency_rate: Option<f64>,
    /// Monthly budget in US dollars.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monthly_budget_usd: Option<f64>,
    /// Recovery time that the owner asks for, in minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_rto_minutes: Option<f64>,
    /// Data loss that the owner accepts, in minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_rpo_minutes: Option<f64>,
    /// Recovery time after the loss of a whole Region that the owner asks for, in minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_region_rto_minutes: Option<f64>,
    /// Data loss at the loss of a whole Region that the owner accepts, in minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_region_rpo_minutes: Option<f64>,
    /// Availability that the owner asks for, in percent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_availability_percent: Option<f64>,
    /// How strict the review is about defence in depth.
    #[serde(skip_serializing_if = "is_standard")]
    pub security_profile: SecurityProfile,
    /// Which findings the review shows, and how much it says about them.
    #[serde(skip_serializing_if = "is_all")]
    pub review_profile: ReviewProfile,
    /// Months for which the design will run much as it is drawn; commitments are worth a look from 12 on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub horizon_months: Option<f64>,
    /// Whether the owner accepts that everything stops with one zone.
    #[serde(skip_serializing_if = "is_false")]
    pub accepts_zone_outage: bool,
    /// Whether every component with a price must carry the tags `service`, `env` and `owner`.
    #[serde(skip_serializing_if = "is_false")]
    pub require_tags: bool,
    /// Regions that latency, law and contracts allow besides the design's own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allowed_regions: Vec<String>,
    /// Thresholds of rules by code, where they differ from the rule's default.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub thresholds: BTreeMap<String, f64>,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde calls"
)]
fn is_standard(profile: &SecurityProfile) -> bool {
    *profile == SecurityProfile::Standard
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde calls"
)]
fn is_all(profile: &ReviewProfile) -> bool {
    *profile == ReviewProfile::All
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde calls"
)]
fn is_false(value: &bool) -> bool {
    !*value
}

/// Region of a new design.
pub const DEFAULT_REGION: &str = "ap-northeast-2";

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            region: DEFAULT_REGION.to_owned(),
            hours_per_month: HOURS_PER_MONTH,
            free_tier: false,
            currency: Currency::Usd,
            currency_rate: None,
            monthly_budget_usd: None,
            target_rto_minutes: None,
            target_rpo_minutes: None,
            target_region_rto_minutes: None,
            target_region_rpo_minutes: None,
            target_availability_percent: None,
            security_profile: SecurityProfile::Standard,
            review_profile: ReviewProfile::All,
            horizon_months: None,
            accepts_zone_outage: false,
            require_tags: false,
            allowed_regions: Vec::new(),
            thresholds: BTreeMap::new(),
        }
    }
}
