//! Rules of the pillar "Reliability".

use super::rule::Rule;

pub mod aurora_without_reader;
pub mod backups_off;
pub mod cache_replicas_in_one_zone;
pub mod cache_without_failover;
pub mod deletion_protection_off;
pub mod nat_gateway_in_other_zone;
pub mod rds_without_standby;
pub mod single_instance_tier;
pub mod single_point_of_failure;
pub mod smaller_failover_target;
pub mod tier_in_one_zone;

/// The pillar's rules, by code.
pub const RULES: &[&Rule] = &[
    &tier_in_one_zone::RULE,
    &single_instance_tier::RULE,
    &single_point_of_failure::RULE,
    &rds_without_standby::RULE,
    &aurora_without_reader::RULE,
    &smaller_failover_target::RULE,
    &cache_without_failover::RULE,
    &cache_replicas_in_one_zone::RULE,
    &backups_off::RULE,
    &nat_gateway_in_other_zone::RULE,
    &deletion_protection_off::RULE,
];
