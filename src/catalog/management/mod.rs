//! Monitoring, logs, management.

pub mod appconfig_application;
pub mod cloudtrail;
pub mod cloudwatch_contributor_insight_rule;
pub mod cloudwatch_dashboard;
pub mod cloudwatch_log_group;
pub mod cloudwatch_metric_alarm;
pub mod cloudwatch_metric_stream;
pub mod config_config_rule;
pub mod config_configuration_recorder;
pub mod grafana_workspace;
pub mod internetmonitor_monitor;
pub mod prometheus_workspace;
pub mod rum_app_monitor;
pub mod ssm_activation;
pub mod ssm_automation;
pub mod ssm_opscenter;
pub mod ssm_parameter;
pub mod ssm_session_manager;
pub mod synthetics_canary;
pub mod xray;

use super::Kind;

pub(super) const KINDS: &[&Kind] = &[
    &cloudwatch_metric_alarm::KIND,
    &cloudwatch_log_group::KIND,
    &appconfig_application::KIND,
    &cloudtrail::KIND,
    &cloudwatch_contributor_insight_rule::KIND,
    &cloudwatch_dashboard::KIND,
    &cloudwatch_metric_stream::KIND,
    &config_config_rule::KIND,
    &config_configuration_recorder::KIND,
    &grafana_workspace::KIND,
    &internetmonitor_monitor::KIND,
    &prometheus_workspace::KIND,
    &rum_app_monitor::KIND,
    &ssm_activation::KIND,
    &ssm_automation::KIND,
    &ssm_opscenter::KIND,
    &ssm_parameter::KIND,
    &ssm_session_manager::KIND,
    &synthetics_canary::KIND,
    &xray::KIND,
];
