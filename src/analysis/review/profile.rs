//! What a review profile lets through, and how much is said about it.

use super::{Finding, Pillar, Severity};
use crate::model::ReviewProfile;

/// The pillar that a profile is about; none where it is about all.
pub fn pillar(profile: ReviewProfile) -> Option<Pillar> {
    Some(match profile {
        ReviewProfile::All | ReviewProfile::Classroom | ReviewProfile::Ci => return None,
        ReviewProfile::OperationalExcellence => Pillar::OperationalExcellence,
        ReviewProfile::Security => Pillar::Security,
        ReviewProfile::Reliability => Pillar::Reliability,
        ReviewProfile::PerformanceEfficiency => Pillar::PerformanceEfficiency,
        ReviewProfile::CostOptimization => Pillar::CostOptimization,
        ReviewProfile::Sustainability => Pillar::Sustainability,
    })
}

/// The least severe findings that a profile lets through.
pub fn least(profile: ReviewProfile) -> Severity {
    match profile {
        ReviewProfile::Classroom => Severity::Medium,
        ReviewProfile::Ci => Severity::Low,
        _ => Severity::Info,
    }
}

/// Whether a profile lets a finding through.
pub fn admits(profile: ReviewProfile, finding: &Finding) -> bool {
    finding.severity <= least(profile) && pillar(profile).is_none_or(|of| of == finding.pillar)
}

/// Whether a profile explains each finding: why it matters and what to do.
pub fn explains(profile: ReviewProfile) -> bool {
    profile == ReviewProfile::Classroom
}
