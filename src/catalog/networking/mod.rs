//! Networking and content delivery.

pub(in crate::catalog) mod api_gateway;
pub mod api_gateway_http;
pub mod api_gateway_rest;
pub mod application_load_balancer;
pub mod capacity;
pub mod classic_load_balancer;
pub mod cloudfront_distribution;
pub mod eip;
pub mod internet_gateway;
pub mod nat_gateway;
pub mod network_load_balancer;
pub mod route53_zone;
pub mod vpc_endpoint_gateway;
pub mod vpc_endpoint_interface;
pub mod vpc_peering_connection;

use super::Kind;

pub(super) const KINDS: &[&Kind] = &[
    &route53_zone::KIND,
    &cloudfront_distribution::KIND,
    &application_load_balancer::KIND,
    &network_load_balancer::KIND,
    &classic_load_balancer::KIND,
    &api_gateway_rest::KIND,
    &api_gateway_http::KIND,
    &internet_gateway::KIND,
    &nat_gateway::KIND,
    &vpc_endpoint_gateway::KIND,
    &vpc_endpoint_interface::KIND,
    &vpc_peering_connection::KIND,
    &eip::KIND,
];
