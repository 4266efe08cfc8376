//! Rules of the pillar "Sustainability".

use super::rule::Rule;

/// The pillar's rules, by code.
pub const RULES: &[&Rule] = &[];
