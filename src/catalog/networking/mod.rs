//! Networking and content delivery.

pub mod api_gateway;
pub mod api_gateway_http;
pub mod api_gateway_rest;
pub mod api_gateway_stage;
pub mod api_gateway_websocket;
pub mod application_load_balancer;
pub mod capacity;
pub mod classic_load_balancer;
pub mod cloudfront_distribution;
pub mod cloudfront_function;
pub mod customer_gateway;
pub mod data_transfer;
pub mod dx_connection;
pub mod dx_gateway;
pub mod dx_gateway_association;
pub(in crate::catalog) mod dx_location;
pub mod dx_private_virtual_interface;
pub mod ec2_client_vpn_endpoint;
pub mod ec2_client_vpn_network_association;
pub mod ec2_network_insights_path;
pub mod ec2_traffic_mirror_session;
pub mod ec2_transit_gateway;
pub mod ec2_transit_gateway_peering_attachment;
pub mod ec2_transit_gateway_vpc_attachment;
pub mod egress_only_internet_gateway;
pub mod eip;
pub mod flow_log;
pub mod gateway_load_balancer;
pub mod globalaccelerator_accelerator;
pub mod globalaccelerator_endpoint_group;
pub mod internet_gateway;
pub mod lambda_edge_function;
pub mod nat_gateway;
pub mod nat_instance;
pub mod network_acl;
pub mod network_load_balancer;
pub mod networkfirewall_firewall;
pub mod networkmanager_core_network;
pub mod route53_health_check;
pub mod route53_record;
pub mod route53_resolver_endpoint;
pub mod route53_resolver_firewall_rule_group;
pub mod route53_zone;
pub mod service_discovery_service;
#[cfg(test)]
mod tests;
pub mod through;
pub(in crate::catalog) mod transit;
pub mod verifiedaccess_instance;
pub mod vpc_endpoint_gateway;
pub mod vpc_endpoint_gateway_load_balancer;
pub mod vpc_endpoint_interface;
pub mod vpc_endpoint_service;
pub mod vpc_ipam;
pub mod vpc_peering_connection;
pub mod vpclattice_service;
pub mod vpn_connection;
pub mod vpn_gateway;

use super::Kind;

pub(super) const KINDS: &[&Kind] = &[
    &route53_zone::KIND,
    &route53_record::KIND,
    &route53_health_check::KIND,
    &route53_resolver_endpoint::KIND,
    &route53_resolver_firewall_rule_group::KIND,
    &cloudfront_distribution::KIND,
    &cloudfront_function::KIND,
    &lambda_edge_function::KIND,
    &globalaccelerator_accelerator::KIND,
    &globalaccelerator_endpoint_group::KIND,
    &application_load_balancer::KIND,
    &network_load_balancer::KIND,
    &gateway_load_balancer::KIND,
    &classic_load_balancer::KIND,
    &api_gateway_rest::KIND,
    &api_gateway_stage::KIND,
    &api_gateway_http::KIND,
    &api_gateway_websocket::KIND,
    &vpclattice_service::KIND,
    &internet_gateway::KIND,
    &network_acl::KIND,
    &egress_only_internet_gateway::KIND,
    &nat_gateway::KIND,
    &nat_instance::KIND,
    &vpc_endpoint_gateway::KIND,
    &vpc_endpoint_interface::KIND,
    &vpc_endpoint_gateway_load_balancer::KIND,
    &vpc_endpoint_service::KIND,
    &vpc_peering_connection::KIND,
    &ec2_transit_gateway::KIND,
    &ec2_transit_gateway_vpc_attachment::KIND,
    &ec2_transit_gateway_peering_attachment::KIND,
    &networkmanager_core_network::KIND,
    &vpn_connection::KIND,
    &vpn_gateway::KIND,
    &customer_gateway::KIND,
    &ec2_client_vpn_endpoint::KIND,
    &ec2_client_vpn_network_association::KIND,
    &dx_connection::KIND,
    &dx_private_virtual_interface::KIND,
    &dx_gateway::KIND,
    &dx_gateway_association::KIND,
    &networkfirewall_firewall::KIND,
    &verifiedaccess_instance::KIND,
    &service_discovery_service::KIND,
    &eip::KIND,
    &vpc_ipam::KIND,
    &flow_log::KIND,
    &ec2_traffic_mirror_session::KIND,
    &ec2_network_insights_path::KIND,
    &data_transfer::KIND,
];
