//! Rules of the pillar "Security".

use super::rule::Rule;

pub mod data_store_in_public_subnet;
pub mod data_tier_without_tls;
pub mod internal_ingress_by_address;
pub mod open_data_port;
pub mod open_rdp;
pub mod open_ssh;
pub mod open_to_all_ports;
pub mod public_address_behind_balancer;
pub mod public_database;
pub mod public_listener_without_tls;
pub mod public_web_on_balancer_without_waf;
pub mod server_open_past_balancer;
pub mod store_open_wider_than_callers;
pub mod unencrypted_cache_or_index;
pub mod unencrypted_database;
pub mod unencrypted_messages;
pub mod unencrypted_volume;
pub mod waf_where_it_cannot_be;
pub mod web_entry_without_waf;

/// The pillar's rules, by code.
pub const RULES: &[&Rule] = &[
    &public_database::RULE,
    &data_store_in_public_subnet::RULE,
    &store_open_wider_than_callers::RULE,
    &open_ssh::RULE,
    &open_rdp::RULE,
    &open_to_all_ports::RULE,
    &open_data_port::RULE,
    &server_open_past_balancer::RULE,
    &internal_ingress_by_address::RULE,
    &public_address_behind_balancer::RULE,
    &web_entry_without_waf::RULE,
    &waf_where_it_cannot_be::RULE,
    &public_web_on_balancer_without_waf::RULE,
    &public_listener_without_tls::RULE,
    &data_tier_without_tls::RULE,
    &unencrypted_database::RULE,
    &unencrypted_volume::RULE,
    &unencrypted_cache_or_index::RULE,
    &unencrypted_messages::RULE,
];
