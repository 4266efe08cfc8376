//! Rules of the pillar "Cost Optimization".

use super::rule::Rule;

pub mod application_logs_in_cloudwatch;
pub mod gp2_volume;
pub mod logs_kept_for_ever;
pub mod over_budget;
pub mod redis_oss_instead_of_valkey;
pub mod s3_or_dynamodb_through_nat;

/// The pillar's rules, by code.
pub const RULES: &[&Rule] = &[
    &gp2_volume::RULE,
    &s3_or_dynamodb_through_nat::RULE,
    &application_logs_in_cloudwatch::RULE,
    &logs_kept_for_ever::RULE,
    &redis_oss_instead_of_valkey::RULE,
    &over_budget::RULE,
];
