//! Rules of the pillar "Operational Excellence".

use super::rule::Rule;

pub mod alarm_without_receiver;
pub mod database_logs_not_exported;
pub mod database_without_deep_monitoring;
pub mod front_door_without_access_logs;
pub mod no_alarms;

/// The pillar's rules, by code.
pub const RULES: &[&Rule] = &[
    &no_alarms::RULE,
    &alarm_without_receiver::RULE,
    &front_door_without_access_logs::RULE,
    &database_without_deep_monitoring::RULE,
    &database_logs_not_exported::RULE,
];
