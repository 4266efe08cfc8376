//! Rules of the pillar "Cost Optimization".

use super::rule::Rule;

pub mod application_logs_in_cloudwatch;
pub mod logs_kept_for_ever;
pub mod redis_oss_instead_of_valkey;

/// The pillar's rules, by code.
pub const RULES: &[&Rule] = &[
    &application_logs_in_cloudwatch::RULE,
    &logs_kept_for_ever::RULE,
    &redis_oss_instead_of_valkey::RULE,
];
