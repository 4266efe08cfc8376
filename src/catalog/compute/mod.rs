//! Virtual machines and functions.

pub mod apprunner_service;
pub mod autoscaling_group;
pub mod bastion_host;
pub mod batch_compute_environment;
pub mod ec2_capacity_reservation;
pub mod ec2_host;
pub mod elastic_beanstalk_environment;
pub mod fleet;
pub mod instance;
pub mod lambda_function;
pub mod lambda_provisioned_concurrency_config;
pub(in crate::catalog) mod launch;
pub mod lightsail_container_service;
pub mod lightsail_database;
pub mod lightsail_disk;
pub mod lightsail_instance;
pub mod lightsail_lb;
pub(in crate::catalog) mod lone_server;
pub mod scaling;
pub mod server;
pub mod volume;

use super::Kind;

pub(super) const KINDS: &[&Kind] = &[
    &instance::KIND,
    &autoscaling_group::KIND,
    &lambda_function::KIND,
    &lambda_provisioned_concurrency_config::KIND,
    &bastion_host::KIND,
    &ec2_host::KIND,
    &ec2_capacity_reservation::KIND,
    &elastic_beanstalk_environment::KIND,
    &apprunner_service::KIND,
    &batch_compute_environment::KIND,
    &lightsail_instance::KIND,
    &lightsail_container_service::KIND,
    &lightsail_database::KIND,
    &lightsail_disk::KIND,
    &lightsail_lb::KIND,
];
