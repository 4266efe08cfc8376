//! Containers and their orchestration.

pub mod ecr_repository;
pub mod ecs_service;
pub mod eks_cluster;
pub mod eks_fargate_profile;
pub mod eks_node_group;
pub mod insights;

use super::Kind;

pub(super) const KINDS: &[&Kind] = &[
    &ecs_service::KIND,
    &eks_cluster::KIND,
    &eks_node_group::KIND,
    &eks_fargate_profile::KIND,
    &ecr_repository::KIND,
];
