//! Monitoring, logs, management.

pub mod appconfig_application;
pub mod budgets_budget;
pub mod cloudformation_stack;
pub mod cloudformation_stack_set;
pub mod cloudtrail;
pub mod cloudwatch_contributor_insight_rule;
pub mod cloudwatch_dashboard;
pub mod cloudwatch_log_group;
pub mod cloudwatch_metric_alarm;
pub mod cloudwatch_metric_stream;
pub mod config_config_rule;
pub mod config_configuration_recorder;
pub mod controltower_landing_zone;
pub mod cost_explorer;
pub mod fis_experiment_template;
pub mod grafana_workspace;
pub mod health_dashboard;
pub mod internetmonitor_monitor;
pub mod licensemanager_license_configuration;
pub mod organizations_organization;
pub mod prometheus_workspace;
pub mod rum_app_monitor;
pub mod servicecatalog_portfolio;
pub mod ssm_activation;
pub mod ssm_automation;
pub mod ssm_opscenter;
pub mod ssm_parameter;
pub mod ssm_session_manager;
pub mod support_plan;
pub mod synthetics_canary;
pub mod trusted_advisor;
pub mod xray;

use super::Kind;

pub(super) const KINDS: &[&Kind] = &[
    &cloudwatch_metric_alarm::KIND,
    &cloudwatch_log_group::KIND,
    &appconfig_application::KIND,
    &budgets_budget::KIND,
    &cloudformation_stack::KIND,
    &cloudformation_stack_set::KIND,
    &cloudtrail::KIND,
    &cloudwatch_contributor_insight_rule::KIND,
    &cloudwatch_dashboard::KIND,
    &cloudwatch_metric_stream::KIND,
    &config_config_rule::KIND,
    &config_configuration_recorder::KIND,
    &controltower_landing_zone::KIND,
    &cost_explorer::KIND,
    &fis_experiment_template::KIND,
    &grafana_workspace::KIND,
    &health_dashboard::KIND,
    &internetmonitor_monitor::KIND,
    &licensemanager_license_configuration::KIND,
    &organizations_organization::KIND,
    &prometheus_workspace::KIND,
    &rum_app_monitor::KIND,
    &servicecatalog_portfolio::KIND,
    &ssm_activation::KIND,
    &ssm_automation::KIND,
    &ssm_opscenter::KIND,
    &ssm_parameter::KIND,
    &ssm_session_manager::KIND,
    &support_plan::KIND,
    &synthetics_canary::KIND,
    &trusted_advisor::KIND,
    &xray::KIND,
];
