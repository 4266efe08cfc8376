//! Designs by pillar: which services serve which pillar, findings and cost.
//!
//! A service serves a pillar where that is what one buys it for, or where the drawing has set it up so. The first is a
//! table by kind, from what the AWS Well-Architected Framework names for each pillar (framework page, "best practices" of
//! each pillar); the second reads placement, instance types and purchase options.

use super::Side;
use crate::analysis::cost::Total;
use crate::analysis::review::{Pillar, families};
use crate::catalog::{Item, purchase};
use crate::model::Id;
use std::collections::BTreeMap;

/// Kinds that one buys for a pillar.
pub(super) const KINDS: &[(Pillar, &[&str])] = &[
    (
        Pillar::OperationalExcellence,
        &[
            "appconfig_application",
            "cloudformation_stack",
            "cloudformation_stack_set",
            "cloudtrail",
            "cloudwatch_dashboard",
            "cloudwatch_log_group",
            "cloudwatch_metric_alarm",
            "cloudwatch_metric_stream",
            "codebuild_project",
            "codedeploy_app",
            "codepipeline",
            "config_configuration_recorder",
            "controltower_landing_zone",
            "elastic_beanstalk_environment",
            "external_apm",
            "external_log_store",
            "grafana_workspace",
            "health_dashboard",
            "organizations_organization",
            "prometheus_workspace",
            "rum_app_monitor",
            "ssm_automation",
            "ssm_session_manager",
            "synthetics_canary",
            "xray",
        ],
    ),
    (
        Pillar::Security,
        &[
            "accessanalyzer_analyzer",
            "acm_certificate",
            "acmpca_certificate_authority",
            "bastion_host",
            "cloudhsm_v2_hsm",
            "cloudtrail",
            "cognito_user_pool",
            "detective_graph",
            "flow_log",
            "fms_policy",
            "guardduty_detector",
            "iam_role",
            "iam_user",
            "identity_center",
            "inspector2_enabler",
            "kms_key",
            "macie2_account",
            "network_acl",
            "networkfirewall_firewall",
            "secretsmanager_secret",
            "securityhub_account",
            "shield_protection",
            "verifiedaccess_instance",
            "vpc_endpoint_gateway",
            "vpc_endpoint_interface",
            "waf_web_acl",
            "wafv2_web_acl",
        ],
    ),
    (
        Pillar::Reliability,
        &[
            "application_load_balancer",
            "autoscaling_group",
            "backup_vault",
            "classic_load_balancer",
            "db_proxy",
            "db_snapshot",
            "docdb_global_cluster",
            "ebs_snapshot",
            "fis_experiment_template",
            "gateway_load_balancer",
            "globalaccelerator_accelerator",
            "network_load_balancer",
            "rds_global_cluster",
            "route53_health_check",
            "route53_zone",
            "sns_topic",
            "sqs_queue",
        ],
    ),
    (
        Pillar::PerformanceEfficiency,
        &[
            "autoscaling_group",
            "cloudfront_distribution",
            "dax_cluster",
            "elasticache_replication_group",
            "elasticache_serverless_cache",
            "globalaccelerator_accelerator",
            "lambda_edge_function",
            "media_convert_queue",
            "memorydb_cluster",
            "rds_cluster",
        ],
    ),
    (
        Pillar::CostOptimization,
        &[
            "autoscaling_group",
            "budgets_budget",
            "cost_explorer",
            "vpc_endpoint_gateway",
        ],
    ),
    (
        Pillar::Sustainability,
        &[
            "apprunner_service",
            "dynamodb_table",
            "eks_fargate_profile",
            "lambda_function",
            "sagemaker_serverless_endpoint",
        ],
    ),
];

/// What serves a pillar in one design.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Serving {
    /// Components by AWS service, in name order.
    pub services: BTreeMap<&'static str, Vec<Id>>,
    /// What these components cost a month.
    pub total: Total,
    /// Open findings of the pillar, the most severe first.
    pub findings: [usize; 5],
}

/// A pillar in all designs.
#[derive(Clone, Debug, PartialEq)]
pub struct PillarRow {
    /// The pillar.
    pub pillar: Pillar,
    /// By design.
    pub sides: Vec<Serving>,
}

/// The designs by pillar, in the order of the framework.
pub fn pillars(sides: &[Side<'_>]) -> Vec<PillarRow> {
    let rows = Pillar::ALL.into_iter();
    rows.map(|pillar| PillarRow {
        pillar,
        sides: sides.iter().map(|side| serving(pillar, *side)).collect(),
    })
    .collect()
}

/// Whether a component serves a pillar.
fn serves(pillar: Pillar, item: &Item<'_>, side: Side<'_>) -> bool {
    let by_kind = KINDS
        .iter()
        .any(|(own, kinds)| *own == pillar && kinds.contains(&item.kind.name));
    by_kind
        || match pillar {
            Pillar::Reliability => zones(item, side) > 1,
            Pillar::Sustainability => graviton(item),
            Pillar::CostOptimization => purchase::is_committed(item) || purchase::is_spot(item),
            _ => false,
        }
}

/// Zones that the tiles of a component stand in.
fn zones(item: &Item<'_>, side: Side<'_>) -> usize {
    let places = item.component.placements.iter();
    let zones: std::collections::BTreeSet<&str> = places
        .filter_map(|place| side.design.zone_of(place.parent.as_ref()))
        .collect();
    zones.len()
}

/// Whether it runs on AWS's own processors.
fn graviton(item: &Item<'_>) -> bool {
    let types = item.component.properties.values();
    let mut names = types.filter_map(|value| families::Name::of(value.as_text()?));
    let arm = ["architecture", "cpu_architecture"].iter().any(|name| {
        let value = item.component.properties.get(name);
        let text = value.and_then(|value| value.as_text());
        text.is_some_and(|text| text.eq_ignore_ascii_case("arm64"))
    });
    arm || names.any(|name| name.is_graviton())
}

fn serving(pillar: Pillar, side: Side<'_>) -> Serving {
    let mut out = Serving::default();
    for id in side.design.components.keys() {
        let Some(item) = Item::of(side.design, id) else {
            continue;
        };
        if !serves(pillar, &item, side) {
            continue;
        }
        let name = item.kind.service;
        out.services.entry(name).or_default().push(id.clone());
        if let Some(cost) = side.report.cost.component(id) {
            out.total.add(cost.total);
        }
    }
    for finding in side.report.review.open() {
        if finding.pillar == pillar
            && let Some(count) = out.findings.get_mut(finding.severity as usize)
        {
            *count += 1;
        }
    }
    out
}
