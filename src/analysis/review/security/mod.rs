//! Rules of the pillar "Security".

use super::rule::Rule;

pub mod accounts_without_central_waf_policy;
pub mod administrator_rights;
pub mod api_without_authorisation;
pub mod audit_trail_can_be_altered;
pub mod backups_can_be_deleted;
pub mod balancer_passes_malformed_headers;
pub mod bastion_where_session_manager_would_do;
pub mod bastion_with_other_duties;
pub mod bucket_without_data_class;
pub mod bucket_without_tls_policy;
pub mod cache_without_authentication;
pub mod configuration_history_off;
pub mod console_user_without_mfa;
pub mod content_straight_from_bucket;
pub mod credentials_in_plain_sight;
pub mod critical_entry_with_standard_shield;
pub mod dangling_dns_record;
pub mod data_store_in_public_subnet;
pub mod data_tier_without_tls;
pub mod database_without_iam_sign_in;
pub mod default_security_group_in_use;
pub mod findings_in_many_places;
pub mod graphql_with_api_key;
pub mod http_served_beside_https;
pub mod identity_pool_with_guests;
pub mod images_without_scanning;
pub mod instance_metadata_v1;
pub mod internal_ingress_by_address;
pub mod key_without_rotation;
pub mod kubernetes_secrets_without_key;
pub mod long_lived_access_key;
pub mod mail_without_dkim_or_tls;
pub mod messages_open_to_everybody;
pub mod network_acl_opens_administration;
pub mod no_audit_trail;
pub mod notebook_with_direct_internet;
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
pub mod peering_routes_whole_vpc;
pub mod people_as_iam_users;
pub mod private_hosts_without_administration;
pub mod private_subnet_with_public_addresses;
pub mod privileged_or_writable_container;
pub mod production_and_development_together;
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
pub mod sensitive_data_over_plain_line;
pub mod sensitive_store_without_own_key;
pub mod server_open_past_balancer;
pub mod store_open_wider_than_callers;
pub mod threat_detection_off;
pub mod tiers_share_a_subnet;
pub mod transit_gateway_accepts_anyone;
pub mod unencrypted_cache_or_index;
pub mod unencrypted_database;
pub mod unencrypted_messages;
pub mod unencrypted_volume;
pub mod unrelated_services_share_a_vpc;
pub mod unrestricted_egress;
pub mod unsupported_version;
pub mod user_pool_without_mfa;
pub mod vpc_without_flow_logs;
pub mod vpcs_talk_over_the_internet;
pub mod waf_where_it_cannot_be;
pub mod web_acl_that_blocks_nothing;
pub mod web_acl_without_logs;
pub mod web_entry_without_waf;
pub mod workload_in_default_vpc;
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
    &privileged_or_writable_container::RULE,
    &api_without_authorisation::RULE,
    &graphql_with_api_key::RULE,
    &user_pool_without_mfa::RULE,
    &identity_pool_with_guests::RULE,
    &private_hosts_without_administration::RULE,
    &bastion_with_other_duties::RULE,
    &bastion_where_session_manager_would_do::RULE,
    &instance_metadata_v1::RULE,
    &no_audit_trail::RULE,
    &audit_trail_can_be_altered::RULE,
    &threat_detection_off::RULE,
    &configuration_history_off::RULE,
    &findings_in_many_places::RULE,
    &vpc_without_flow_logs::RULE,
    &default_security_group_in_use::RULE,
    &workload_in_default_vpc::RULE,
    &tiers_share_a_subnet::RULE,
    &network_acl_opens_administration::RULE,
    &peering_routes_whole_vpc::RULE,
    &vpcs_talk_over_the_internet::RULE,
    &unrelated_services_share_a_vpc::RULE,
    &production_and_development_together::RULE,
    &key_without_rotation::RULE,
    &unrestricted_egress::RULE,
    &messages_open_to_everybody::RULE,
    &notebook_with_direct_internet::RULE,
    &dangling_dns_record::RULE,
    &transit_gateway_accepts_anyone::RULE,
    &sensitive_data_over_plain_line::RULE,
    &backups_can_be_deleted::RULE,
    &unsupported_version::RULE,
    &mail_without_dkim_or_tls::RULE,
    &images_without_scanning::RULE,
    &bucket_without_data_class::RULE,
    &balancer_passes_malformed_headers::RULE,
];
