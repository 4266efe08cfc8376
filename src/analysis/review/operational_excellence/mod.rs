//! Rules of the pillar "Operational Excellence".

use super::rule::Rule;

pub mod alarm_without_receiver;

/// The pillar's rules, by code.
pub const RULES: &[&Rule] = &[&alarm_without_receiver::RULE];
