//! Availability that AWS commits to, by what is drawn: the service level of each kind with its redundancy.
//!
//! Percentages are monthly uptime commitments (service-facts: kind `sla`). Where the drawing does not tell zones apart, the
//! better commitment counts, so that a product over a path is never too low.

use super::zones;
use crate::catalog::Item;
use crate::catalog::analytics::{msk_cluster, opensearch_domain, redshift_cluster};
use crate::catalog::compute::{autoscaling_group, instance, lambda_function};
use crate::catalog::containers::{ecs_service, eks_node_group};
use crate::catalog::database::{
    db_instance, db_proxy, docdb_cluster, dynamodb_table, elasticache_replication_group,
    keyspaces_table, neptune_cluster, rds_cluster,
};
use crate::catalog::integration::{appsync_graphql_api, mq_broker};
use crate::catalog::networking::{
    api_gateway_http, api_gateway_rest, api_gateway_websocket, application_load_balancer,
    classic_load_balancer, cloudfront_distribution, nat_gateway, network_load_balancer,
};
use crate::catalog::security::{cognito_user_pool, wafv2_web_acl};
use crate::catalog::storage::{efs_file_system, s3_bucket};

/// Uptime in percent that AWS commits to for an item as it is drawn; none where no commitment is known.
pub fn committed(item: &Item<'_>) -> Option<f64> {
    let kind = item.kind;
    let spread = |two: f64, one: f64| Some(if in_one_zone(item) { one } else { two });
    if *kind == instance::KIND || *kind == autoscaling_group::KIND || *kind == eks_node_group::KIND
    {
        // EC2: 99.99 % spread over two zones, 99.5 % for each instance alone.
        let alone = in_one_zone(item) || item.instances() < 2.0;
        Some(if alone { 99.5 } else { 99.99 })
    } else if *kind == ecs_service::KIND {
        (!in_one_zone(item)).then_some(99.99)
    } else if *kind == db_instance::KIND {
        let alone = item.text(&db_instance::DEPLOYMENT) == "single-az";
        Some(if alone { 99.5 } else { 99.95 })
    } else if *kind == rds_cluster::KIND {
        let alone = in_one_zone(item) || item.instances() < 2.0;
        Some(if alone { 99.9 } else { 99.99 })
    } else if *kind == docdb_cluster::KIND {
        spread(99.99, 99.9)
    } else if *kind == dynamodb_table::KIND {
        let replicas = !item.text(&dynamodb_table::REPLICA_REGIONS).is_empty();
        Some(if replicas { 99.999 } else { 99.99 })
    } else if *kind == elasticache_replication_group::KIND {
        let alone = in_one_zone(item) || !item.flag(&elasticache_replication_group::MULTI_AZ);
        Some(if alone { 99.5 } else { 99.99 })
    } else if *kind == redshift_cluster::KIND {
        let nodes = item.number(&redshift_cluster::NODES);
        match item.flag(&redshift_cluster::MULTI_AZ) {
            true => Some(99.99),
            false => Some(if nodes < 2.0 { 99.5 } else { 99.9 }),
        }
    } else if *kind == s3_bucket::KIND {
        let class = item.text(&s3_bucket::STORAGE_CLASS);
        let standard = matches!(class, "STANDARD" | "GLACIER" | "DEEP_ARCHIVE");
        Some(if standard { 99.9 } else { 99.0 })
    } else if *kind == efs_file_system::KIND {
        let one = item.flag(&efs_file_system::ONE_ZONE);
        Some(if one { 99.9 } else { 99.99 })
    } else if *kind == application_load_balancer::KIND
        || *kind == network_load_balancer::KIND
        || *kind == classic_load_balancer::KIND
    {
        spread(99.99, 99.9)
    } else {
        let known = FLAT.iter().find(|(other, _)| *other == kind.name);
        known.map(|(_, percent)| *percent)
    }
}

/// Kinds with one commitment, whatever is drawn.
static FLAT: &[(&str, f64)] = &[
    (api_gateway_http::KIND.name, 99.95),
    (api_gateway_rest::KIND.name, 99.95),
    (api_gateway_websocket::KIND.name, 99.95),
    (appsync_graphql_api::KIND.name, 99.95),
    (cloudfront_distribution::KIND.name, 99.9),
    (cognito_user_pool::KIND.name, 99.9),
    (db_proxy::KIND.name, 99.99),
    (keyspaces_table::KIND.name, 99.99),
    (lambda_function::KIND.name, 99.95),
    (mq_broker::KIND.name, 99.9),
    (msk_cluster::KIND.name, 99.9),
    (nat_gateway::KIND.name, 99.9),
    (neptune_cluster::KIND.name, 99.9),
    (opensearch_domain::KIND.name, 99.9),
    (wafv2_web_acl::KIND.name, 99.95),
];

/// Whether the drawing shows all of an item's capacity in one zone.
fn in_one_zone(item: &Item<'_>) -> bool {
    zones::zones_of(&[*item]).len() == 1
}
