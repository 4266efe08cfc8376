//! Rules of the pillar "Operational Excellence".

use super::rule::Rule;

pub mod alarm_without_receiver;
pub mod backlog_unobserved;
pub mod burstable_without_credit_alarm;
pub mod component_without_connection;
pub mod container_cluster_without_insights;
pub mod control_plane_logs_off;
pub mod database_in_a_container;
pub mod database_logs_not_exported;
pub mod database_without_deep_monitoring;
pub mod deployment_to_fixed_hosts;
pub mod design_not_complete;
pub mod failovers_not_announced;
pub mod front_door_without_access_logs;
pub mod logs_die_with_servers;
pub mod logs_read_server_by_server;
pub mod manual_resharding;
pub mod model_without_monitoring;
pub mod no_alarms;
pub mod no_budget_alert;
pub mod no_business_metric;
pub mod no_service_level_objective;
pub mod no_tracing;
pub mod only_one_environment;
pub mod platform_without_managed_updates;
pub mod quota_not_watched;
pub mod region_recovery_without_plan;
pub mod restore_never_rehearsed;
pub mod self_operated_data_service;
pub mod servers_reached_by_ssh_alone;
pub mod service_without_telemetry;
pub mod settings_that_do_not_fit;
pub mod single_notification_channel;
pub mod trail_without_alarms;

/// The pillar's rules, by code.
pub const RULES: &[&Rule] = &[
    &no_alarms::RULE,
    &alarm_without_receiver::RULE,
    &single_notification_channel::RULE,
    &service_without_telemetry::RULE,
    &no_business_metric::RULE,
    &no_service_level_objective::RULE,
    &logs_die_with_servers::RULE,
    &logs_read_server_by_server::RULE,
    &front_door_without_access_logs::RULE,
    &no_tracing::RULE,
    &container_cluster_without_insights::RULE,
    &database_without_deep_monitoring::RULE,
    &database_logs_not_exported::RULE,
    &self_operated_data_service::RULE,
    &database_in_a_container::RULE,
    &platform_without_managed_updates::RULE,
    &deployment_to_fixed_hosts::RULE,
    &servers_reached_by_ssh_alone::RULE,
    &region_recovery_without_plan::RULE,
    &restore_never_rehearsed::RULE,
    &trail_without_alarms::RULE,
    &no_budget_alert::RULE,
    &only_one_environment::RULE,
    &control_plane_logs_off::RULE,
    &backlog_unobserved::RULE,
    &failovers_not_announced::RULE,
    &burstable_without_credit_alarm::RULE,
    &manual_resharding::RULE,
    &model_without_monitoring::RULE,
    &component_without_connection::RULE,
    &design_not_complete::RULE,
    &quota_not_watched::RULE,
    &settings_that_do_not_fit::RULE,
];
