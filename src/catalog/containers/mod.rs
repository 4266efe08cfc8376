//! Containers and their orchestration.

pub mod ecs_service;
pub mod eks_cluster;
pub mod eks_node_group;

use super::Kind;

pub(super) const KINDS: &[&Kind] = &[
    &ecs_service::KIND,
    &eks_cluster::KIND,
    &eks_node_group::KIND,
];
