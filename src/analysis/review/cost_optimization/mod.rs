//! Rules of the pillar "Cost Optimization".

use super::rule::Rule;

pub mod application_logs_in_cloudwatch;
pub mod aurora_io_setting;
pub mod bucket_without_lifecycle;
pub mod burstable_pays_for_credits;
pub mod busy_functions_and_rest_apis;
pub mod chatter_between_zones;
pub mod cheaper_region;
pub mod class_wrong_for_objects;
pub mod cloudfront_price_class;
pub mod committed_above_minimum;
pub mod database_storage_oversized;
pub mod egress_without_cloudfront;
pub mod endpoint_dearer_than_traffic;
pub mod far_below_capacity;
pub mod frequent_invalidations;
pub mod function_oversized;
pub mod gp2_volume;
pub mod graviton_for_managed_engines;
pub mod graviton_for_servers;
pub mod idle_balancer_or_gateway;
pub mod idle_elastic_ip;
pub mod idle_inference;
pub mod idle_shards_or_brokers;
pub mod indexes_multiply_writes;
pub mod interruptible_work_on_demand;
pub mod items_above_a_billing_step;
pub mod kubernetes_for_few_containers;
pub mod large_flow_between_regions;
pub mod logs_kept_for_ever;
pub mod long_commitment_on_old_family;
pub mod managed_or_own_cache;
pub mod metrics_or_traces_in_full;
pub mod missing_cost_tags;
pub mod multi_az_without_need;
pub mod needless_public_addresses;
pub mod non_production_all_hours;
pub mod old_image_formats;
pub mod old_versions_never_expire;
pub mod over_budget;
pub mod paid_extended_support;
pub mod peaks_on_permanent_capacity;
pub mod previous_generation;
pub mod provisioned_iops_volume;
pub mod proxy_without_pressure;
pub mod public_addresses_inside_region;
pub mod record_instead_of_alias;
pub mod recovery_above_what_was_asked;
pub mod redis_oss_instead_of_valkey;
pub mod replica_with_nothing_to_read;
pub mod s3_or_dynamodb_through_nat;
pub mod same_logs_twice;
pub mod self_hosted_with_managed_equivalent;
pub mod service_through_nat;
pub mod several_light_balancers;
pub mod steady_load_on_demand;
pub mod strong_reads_without_need;
pub mod table_capacity_mode;
pub mod test_copy_on_large_classes;
pub mod transit_gateway_for_few_vpcs;
pub mod uncompressed_text;
pub mod warehouse_used_a_few_hours;
pub mod write_heavy_dynamodb;

/// The pillar's rules, by code.
pub const RULES: &[&Rule] = &[
    &gp2_volume::RULE,
    &provisioned_iops_volume::RULE,
    &previous_generation::RULE,
    &graviton_for_servers::RULE,
    &graviton_for_managed_engines::RULE,
    &burstable_pays_for_credits::RULE,
    &far_below_capacity::RULE,
    &database_storage_oversized::RULE,
    &s3_or_dynamodb_through_nat::RULE,
    &service_through_nat::RULE,
    &endpoint_dearer_than_traffic::RULE,
    &chatter_between_zones::RULE,
    &multi_az_without_need::RULE,
    &public_addresses_inside_region::RULE,
    &needless_public_addresses::RULE,
    &idle_elastic_ip::RULE,
    &egress_without_cloudfront::RULE,
    &uncompressed_text::RULE,
    &old_image_formats::RULE,
    &cloudfront_price_class::RULE,
    &frequent_invalidations::RULE,
    &record_instead_of_alias::RULE,
    &application_logs_in_cloudwatch::RULE,
    &logs_kept_for_ever::RULE,
    &same_logs_twice::RULE,
    &metrics_or_traces_in_full::RULE,
    &steady_load_on_demand::RULE,
    &long_commitment_on_old_family::RULE,
    &committed_above_minimum::RULE,
    &interruptible_work_on_demand::RULE,
    &peaks_on_permanent_capacity::RULE,
    &non_production_all_hours::RULE,
    &replica_with_nothing_to_read::RULE,
    &write_heavy_dynamodb::RULE,
    &indexes_multiply_writes::RULE,
    &strong_reads_without_need::RULE,
    &items_above_a_billing_step::RULE,
    &table_capacity_mode::RULE,
    &managed_or_own_cache::RULE,
    &redis_oss_instead_of_valkey::RULE,
    &recovery_above_what_was_asked::RULE,
    &function_oversized::RULE,
    &busy_functions_and_rest_apis::RULE,
    &self_hosted_with_managed_equivalent::RULE,
    &idle_shards_or_brokers::RULE,
    &bucket_without_lifecycle::RULE,
    &old_versions_never_expire::RULE,
    &class_wrong_for_objects::RULE,
    &idle_balancer_or_gateway::RULE,
    &several_light_balancers::RULE,
    &transit_gateway_for_few_vpcs::RULE,
    &large_flow_between_regions::RULE,
    &aurora_io_setting::RULE,
    &test_copy_on_large_classes::RULE,
    &paid_extended_support::RULE,
    &idle_inference::RULE,
    &warehouse_used_a_few_hours::RULE,
    &kubernetes_for_few_containers::RULE,
    &over_budget::RULE,
    &missing_cost_tags::RULE,
    &cheaper_region::RULE,
    &proxy_without_pressure::RULE,
];
