//! Rules of the pillar "Reliability".

use super::rule::Rule;

pub mod aurora_without_reader;
pub mod backups_off;
pub mod cache_replicas_in_one_zone;
pub mod deletion_protection_off;
pub mod rds_without_standby;

/// The pillar's rules, by code.
pub const RULES: &[&Rule] = &[
    &rds_without_standby::RULE,
    &aurora_without_reader::RULE,
    &cache_replicas_in_one_zone::RULE,
    &backups_off::RULE,
    &deletion_protection_off::RULE,
];
