//! Who acts: workloads, the IAM roles they take on, and what they call that asks for IAM's permission.

use super::cx::Cx;
use crate::catalog::analytics::redshift_cluster;
use crate::catalog::compute::{lambda_function, lightsail_instance, server};
use crate::catalog::containers::eks_cluster;
use crate::catalog::integration::{appsync_graphql_api, mq_broker};
use crate::catalog::security::{cognito_user_pool, iam_role, kms_key};
use crate::catalog::{Category, Item, Kind, Network, Scope};
use crate::model::{ContainerKind, Id};

/// Public endpoints that clients call without IAM, or as they choose.
const OPEN: &[&Kind] = &[
    &appsync_graphql_api::KIND,
    &cognito_user_pool::KIND,
    &lightsail_instance::KIND,
];

/// Whether an item is a program that runs: a server, a task, a function, a pipeline, a machine on premises.
pub fn is_workload(item: &Item<'_>) -> bool {
    matches!(item.kind.network, Network::Instance | Network::OnPremises)
        || item.kind.category == Category::Developer
        || *item.kind == eks_cluster::KIND
}

/// Whether calls of an item are authorised by IAM: S3, DynamoDB, SQS, functions, keys and the like.
pub fn asks_iam(item: &Item<'_>) -> bool {
    let is_api = item.kind.network == Network::PublicService
        && item.kind.scope == Scope::Regional
        && !item.kind.endpoint_service.is_empty()
        && item.kind.category != Category::Networking
        && !OPEN.contains(&item.kind);
    is_api || *item.kind == lambda_function::KIND || *item.kind == kms_key::KIND
}

/// Whether an item is an IAM role.
pub fn is_role(item: &Item<'_>) -> bool {
    *item.kind == iam_role::KIND
}

/// Whether an item calls AWS with an IAM role: functions always do, servers where it is stated or a role is joined to them.
pub fn has_role(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    *item.kind == lambda_function::KIND
        || item.text(&server::IAM_ROLE) == "attached"
        || (cx.has_kinds(&[&iam_role::KIND]) && cx.neighbours(item).any(|other| is_role(&other)))
}

/// What an item calls that asks for IAM's permission, in id order, each once.
pub fn iam_targets<'a>(cx: &Cx<'a>, item: &Item<'a>) -> Vec<Item<'a>> {
    let mut targets: Vec<Item<'a>> = cx.called(item).map(|(target, _)| target).collect();
    targets.retain(asks_iam);
    targets.sort_by(|a, b| a.id.cmp(b.id));
    targets.dedup_by(|a, b| a.id == b.id);
    targets
}

/// The account frame that an item stands in; none where no account is drawn around it.
pub fn account_of<'a>(cx: &Cx<'a>, item: &Item<'a>) -> Option<&'a Id> {
    let parent = item.component.parent();
    let (id, _) = cx.enclosing(parent, ContainerKind::Account)?;
    Some(id)
}

/// Whether clients sign in to an item with a password or token of the item's own: databases, caches, warehouses, brokers
/// and the proxies in front of them.
pub fn takes_password(item: &Item<'_>) -> bool {
    let is_managed = item.kind.network == Network::ManagedDatabase;
    is_managed && item.kind.category == Category::Database
        || *item.kind == redshift_cluster::KIND
        || *item.kind == mq_broker::KIND
}
