//! Networking and content delivery.

pub mod application_load_balancer;
pub(in crate::catalog) mod capacity;
pub mod classic_load_balancer;
pub mod eip;
pub mod internet_gateway;
pub mod nat_gateway;
pub mod network_load_balancer;
pub mod vpc_endpoint_gateway;
pub mod vpc_endpoint_interface;
pub mod vpc_peering_connection;

use super::Kind;

pub(super) const KINDS: &[&Kind] = &[
    &application_load_balancer::KIND,
    &network_load_balancer::KIND,
    &classic_load_balancer::KIND,
    &internet_gateway::KIND,
    &nat_gateway::KIND,
    &vpc_endpoint_gateway::KIND,
    &vpc_endpoint_interface::KIND,
    &vpc_peering_connection::KIND,
    &eip::KIND,
];
