//! Rules of the pillar "Security".

use super::rule::Rule;

pub mod accounts_without_central_waf_policy;
pub mod administrator_rights;
pub mod bucket_without_tls_policy;
pub mod cache_without_authentication;
pub mod console_user_without_mfa;
pub mod content_straight_from_bucket;
pub mod credentials_in_plain_sight;
pub mod critical_entry_with_standard_shield;
pub mod data_store_in_public_subnet;
pub mod data_tier_without_tls;
pub mod database_without_iam_sign_in;
pub mod http_served_beside_https;
pub mod internal_ingress_by_address;
pub mod kubernetes_secrets_without_key;
pub mod long_lived_access_key;
pub mod old_tls_at_the_edge;
pub mod one_of_two_waf_positions;
pub mod open_data_port;
pub mod open_kubernetes_api;
pub mod open_port_that_nothing_uses;
pub mod open_rdp;
pub mod open_ssh;
pub mod open_to_all_ports;
pub mod origin_fetched_in_clear_text;
pub mod origin_open_round_cloudfront;
pub mod people_as_iam_users;
pub mod private_subnet_with_public_addresses;
pub mod public_address_behind_balancer;
pub mod public_broker;
pub mod public_bucket;
pub mod public_database;
pub mod public_entry_without_rate_limit;
pub mod public_listener_without_tls;
pub mod public_search_domain;
pub mod public_web_on_balancer_without_waf;
pub mod role_shared_by_different_needs;
pub mod root_access_keys;
pub mod root_used_every_day;
pub mod root_with_one_mfa_device;
pub mod root_without_mfa;
pub mod same_waf_rules_twice;
pub mod secret_never_rotated;
pub mod sensitive_store_without_own_key;
pub mod server_open_past_balancer;
pub mod store_open_wider_than_callers;
pub mod unencrypted_cache_or_index;
pub mod unencrypted_database;
pub mod unencrypted_messages;
pub mod unencrypted_volume;
pub mod waf_where_it_cannot_be;
pub mod web_acl_that_blocks_nothing;
pub mod web_acl_without_logs;
pub mod web_entry_without_waf;
pub mod workload_without_iam_role;

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
    &open_port_that_nothing_uses::RULE,
    &public_address_behind_balancer::RULE,
    &private_subnet_with_public_addresses::RULE,
    &workload_without_iam_role::RULE,
    &long_lived_access_key::RULE,
    &root_without_mfa::RULE,
    &root_access_keys::RULE,
    &root_used_every_day::RULE,
    &root_with_one_mfa_device::RULE,
    &console_user_without_mfa::RULE,
    &administrator_rights::RULE,
    &people_as_iam_users::RULE,
    &role_shared_by_different_needs::RULE,
    &web_entry_without_waf::RULE,
    &waf_where_it_cannot_be::RULE,
    &public_web_on_balancer_without_waf::RULE,
    &origin_open_round_cloudfront::RULE,
    &same_waf_rules_twice::RULE,
    &one_of_two_waf_positions::RULE,
    &web_acl_that_blocks_nothing::RULE,
    &public_entry_without_rate_limit::RULE,
    &web_acl_without_logs::RULE,
    &accounts_without_central_waf_policy::RULE,
    &critical_entry_with_standard_shield::RULE,
    &public_listener_without_tls::RULE,
    &http_served_beside_https::RULE,
    &old_tls_at_the_edge::RULE,
    &origin_fetched_in_clear_text::RULE,
    &data_tier_without_tls::RULE,
    &unencrypted_database::RULE,
    &unencrypted_volume::RULE,
    &unencrypted_cache_or_index::RULE,
    &unencrypted_messages::RULE,
    &sensitive_store_without_own_key::RULE,
    &public_bucket::RULE,
    &content_straight_from_bucket::RULE,
    &bucket_without_tls_policy::RULE,
    &credentials_in_plain_sight::RULE,
    &secret_never_rotated::RULE,
    &database_without_iam_sign_in::RULE,
    &cache_without_authentication::RULE,
    &public_search_domain::RULE,
    &public_broker::RULE,
    &open_kubernetes_api::RULE,
    &kubernetes_secrets_without_key::RULE,
];
