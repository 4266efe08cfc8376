//! What usually comes next: the kinds that a component of a kind calls in architectures as AWS draws them (reference
//! architecture diagrams of the AWS Architecture Center). Only an order of what is offered; anything can call anything.

use super::{Kind, kind};

/// Kinds that usually come after a kind, the most usual first.
const NEXT: &[(&str, &[&str])] = &[
    (
        "users",
        &[
            "route53_zone",
            "cloudfront_distribution",
            "application_load_balancer",
            "api_gateway_http",
            "amplify_app",
        ],
    ),
    (
        "mobile_app",
        &[
            "api_gateway_http",
            "appsync_graphql_api",
            "cognito_user_pool",
            "cloudfront_distribution",
        ],
    ),
    (
        "iot_device",
        &["iot_core", "kinesis_stream", "kinesis_video_stream"],
    ),
    (
        "iot_core",
        &["iot_topic_rule", "kinesis_stream", "lambda_function"],
    ),
    (
        "iot_topic_rule",
        &[
            "kinesis_firehose_delivery_stream",
            "dynamodb_table",
            "lambda_function",
        ],
    ),
    (
        "on_premises_server",
        &[
            "vpn_gateway",
            "dx_connection",
            "storagegateway_gateway",
            "transfer_server",
        ],
    ),
    ("customer_gateway", &["vpn_connection", "dx_connection"]),
    ("vpn_connection", &["vpn_gateway", "ec2_transit_gateway"]),
    (
        "dx_connection",
        &["dx_gateway", "vpn_gateway", "ec2_transit_gateway"],
    ),
    (
        "scheduled_job",
        &[
            "lambda_function",
            "sfn_state_machine",
            "ecs_service",
            "batch_compute_environment",
        ],
    ),
    (
        "scheduler_schedule",
        &[
            "lambda_function",
            "sfn_state_machine",
            "ecs_service",
            "sqs_queue",
        ],
    ),
    (
        "route53_zone",
        &[
            "cloudfront_distribution",
            "application_load_balancer",
            "globalaccelerator_accelerator",
            "network_load_balancer",
        ],
    ),
    (
        "cloudfront_distribution",
        &[
            "s3_bucket",
            "application_load_balancer",
            "api_gateway_http",
            "wafv2_web_acl",
            "lambda_edge_function",
        ],
    ),
    (
        "wafv2_web_acl",
        &[
            "application_load_balancer",
            "cloudfront_distribution",
            "api_gateway_rest",
        ],
    ),
    (
        "globalaccelerator_accelerator",
        &[
            "globalaccelerator_endpoint_group",
            "application_load_balancer",
            "network_load_balancer",
        ],
    ),
    (
        "globalaccelerator_endpoint_group",
        &[
            "application_load_balancer",
            "network_load_balancer",
            "instance",
        ],
    ),
    (
        "application_load_balancer",
        &[
            "autoscaling_group",
            "ecs_service",
            "instance",
            "lambda_function",
            "eks_node_group",
        ],
    ),
    (
        "network_load_balancer",
        &[
            "autoscaling_group",
            "instance",
            "ecs_service",
            "application_load_balancer",
        ],
    ),
    ("classic_load_balancer", &["autoscaling_group", "instance"]),
    ("gateway_load_balancer", &["instance", "autoscaling_group"]),
    (
        "api_gateway_http",
        &[
            "lambda_function",
            "application_load_balancer",
            "ecs_service",
            "sqs_queue",
        ],
    ),
    (
        "api_gateway_rest",
        &[
            "lambda_function",
            "dynamodb_table",
            "sqs_queue",
            "sfn_state_machine",
        ],
    ),
    (
        "api_gateway_websocket",
        &["lambda_function", "dynamodb_table"],
    ),
    (
        "appsync_graphql_api",
        &[
            "dynamodb_table",
            "lambda_function",
            "rds_cluster",
            "opensearch_domain",
        ],
    ),
    (
        "instance",
        &[
            "db_instance",
            "rds_cluster",
            "elasticache_replication_group",
            "s3_bucket",
            "efs_file_system",
            "sqs_queue",
            "nat_gateway",
        ],
    ),
    (
        "autoscaling_group",
        &[
            "rds_cluster",
            "db_instance",
            "elasticache_replication_group",
            "s3_bucket",
            "efs_file_system",
            "sqs_queue",
        ],
    ),
    (
        "ecs_service",
        &[
            "rds_cluster",
            "dynamodb_table",
            "elasticache_replication_group",
            "s3_bucket",
            "sqs_queue",
            "ecr_repository",
        ],
    ),
    (
        "eks_cluster",
        &["eks_node_group", "eks_fargate_profile", "ecr_repository"],
    ),
    (
        "eks_node_group",
        &[
            "rds_cluster",
            "dynamodb_table",
            "elasticache_replication_group",
            "s3_bucket",
            "ecr_repository",
        ],
    ),
    (
        "eks_fargate_profile",
        &["rds_cluster", "dynamodb_table", "s3_bucket"],
    ),
    (
        "apprunner_service",
        &["rds_cluster", "dynamodb_table", "s3_bucket"],
    ),
    (
        "elastic_beanstalk_environment",
        &[
            "db_instance",
            "rds_cluster",
            "s3_bucket",
            "elasticache_replication_group",
        ],
    ),
    (
        "lambda_function",
        &[
            "dynamodb_table",
            "s3_bucket",
            "sqs_queue",
            "sns_topic",
            "db_proxy",
            "cloudwatch_event_bus",
            "secretsmanager_secret",
        ],
    ),
    ("db_proxy", &["rds_cluster", "db_instance"]),
    (
        "rds_cluster",
        &[
            "rds_cluster_instance",
            "s3_bucket",
            "backup_vault",
            "lambda_function",
        ],
    ),
    (
        "db_instance",
        &["backup_vault", "s3_bucket", "dms_replication_instance"],
    ),
    (
        "dynamodb_table",
        &[
            "lambda_function",
            "kinesis_stream",
            "dax_cluster",
            "s3_bucket",
        ],
    ),
    ("dax_cluster", &["dynamodb_table"]),
    (
        "elasticache_replication_group",
        &["rds_cluster", "db_instance"],
    ),
    (
        "s3_bucket",
        &[
            "lambda_function",
            "sqs_queue",
            "cloudwatch_event_bus",
            "glue_crawler",
            "athena_workgroup",
        ],
    ),
    (
        "sqs_queue",
        &[
            "lambda_function",
            "ecs_service",
            "autoscaling_group",
            "instance",
        ],
    ),
    (
        "sns_topic",
        &[
            "sqs_queue",
            "lambda_function",
            "sns_topic_subscription",
            "kinesis_firehose_delivery_stream",
        ],
    ),
    (
        "cloudwatch_event_bus",
        &[
            "lambda_function",
            "sqs_queue",
            "sfn_state_machine",
            "sns_topic",
        ],
    ),
    (
        "pipes_pipe",
        &[
            "sfn_state_machine",
            "lambda_function",
            "cloudwatch_event_bus",
        ],
    ),
    (
        "sfn_state_machine",
        &[
            "lambda_function",
            "ecs_service",
            "dynamodb_table",
            "sns_topic",
        ],
    ),
    ("mq_broker", &["ecs_service", "instance", "lambda_function"]),
    (
        "msk_cluster",
        &[
            "mskconnect_connector",
            "kinesisanalyticsv2_application",
            "lambda_function",
            "ecs_service",
        ],
    ),
    (
        "kinesis_stream",
        &[
            "lambda_function",
            "kinesis_firehose_delivery_stream",
            "kinesisanalyticsv2_application",
        ],
    ),
    (
        "kinesis_firehose_delivery_stream",
        &["s3_bucket", "opensearch_domain", "redshift_cluster"],
    ),
    (
        "kinesisanalyticsv2_application",
        &["kinesis_stream", "s3_bucket", "dynamodb_table"],
    ),
    ("glue_crawler", &["glue_catalog_database"]),
    (
        "glue_job",
        &["s3_bucket", "redshift_cluster", "glue_catalog_database"],
    ),
    ("glue_catalog_database", &["athena_workgroup", "glue_job"]),
    (
        "athena_workgroup",
        &["s3_bucket", "quicksight_account_subscription"],
    ),
    (
        "redshift_cluster",
        &["quicksight_account_subscription", "s3_bucket"],
    ),
    ("emr_cluster", &["s3_bucket", "redshift_cluster"]),
    ("nat_gateway", &["internet_gateway"]),
    (
        "ec2_transit_gateway",
        &[
            "ec2_transit_gateway_vpc_attachment",
            "vpn_connection",
            "dx_gateway",
        ],
    ),
    (
        "cloudwatch_log_group",
        &[
            "kinesis_firehose_delivery_stream",
            "opensearch_domain",
            "lambda_function",
        ],
    ),
    ("cloudwatch_metric_alarm", &["sns_topic", "lambda_function"]),
    ("cloudtrail", &["s3_bucket", "cloudwatch_log_group"]),
    (
        "codepipeline",
        &["codebuild_project", "codedeploy_app", "s3_bucket"],
    ),
    ("codebuild_project", &["ecr_repository", "s3_bucket"]),
    (
        "amplify_app",
        &[
            "appsync_graphql_api",
            "cognito_user_pool",
            "api_gateway_http",
        ],
    ),
    (
        "sagemaker_training_job",
        &["s3_bucket", "sagemaker_endpoint"],
    ),
    (
        "bedrock_inference_profile",
        &["s3_bucket", "opensearchserverless_collection"],
    ),
];

/// Kinds that a component of kind `name` usually calls, the most usual first.
pub fn called_by(name: &str) -> impl Iterator<Item = &'static Kind> {
    let row = NEXT.iter().find(|(caller, _)| *caller == name);
    row.into_iter()
        .flat_map(|(_, called)| called.iter())
        .filter_map(|name| kind(name))
}

/// Kinds that usually call a component of kind `name`, those first for which it is the most usual.
pub fn callers_of(name: &str) -> Vec<&'static Kind> {
    let mut rows: Vec<(usize, &'static Kind)> = NEXT
        .iter()
        .filter_map(|(caller, called)| {
            let place = called.iter().position(|other| *other == name)?;
            Some((place, kind(caller)?))
        })
        .collect();
    rows.sort_by_key(|(place, _)| *place);
    rows.into_iter().map(|(_, kind)| kind).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_name_is_a_kind_and_stands_once_in_its_row() {
        let mut callers = BTreeSet::new();
        for (caller, called) in NEXT {
            assert!(kind(caller).is_some(), "{caller}");
            assert!(callers.insert(caller), "{caller} twice");
            let once: BTreeSet<_> = called.iter().collect();
            assert_eq!(once.len(), called.len(), "{caller}");
            for name in *called {
                assert!(kind(name).is_some(), "{caller} calls {name}");
                assert_ne!(name, caller);
            }
        }
    }

    #[test]
    fn both_ways_agree() {
        let first = called_by("application_load_balancer").next().unwrap();
        assert_eq!(first.name, "autoscaling_group");
        let callers: Vec<&str> = callers_of("dax_cluster").iter().map(|k| k.name).collect();
        assert_eq!(callers, ["dynamodb_table"]);
    }
}
