//! Monitoring, logs, management.

pub mod cloudwatch_log_group;
pub mod cloudwatch_metric_alarm;

use super::Kind;

pub(super) const KINDS: &[&Kind] = &[&cloudwatch_metric_alarm::KIND, &cloudwatch_log_group::KIND];
