//! Rules of the pillar "Security".

use super::rule::Rule;

pub mod unencrypted_cache_or_index;
pub mod unencrypted_database;

/// The pillar's rules, by code.
pub const RULES: &[&Rule] = &[
    &unencrypted_database::RULE,
    &unencrypted_cache_or_index::RULE,
];
