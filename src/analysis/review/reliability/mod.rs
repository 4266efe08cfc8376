//! Rules of the pillar "Reliability".

use super::rule::Rule;

pub mod aurora_without_reader;
pub mod availability_below_target;
pub mod backups_off;
pub mod balancer_deletable_or_cutting;
pub mod balancer_in_one_zone;
pub mod balancer_zones_unlike_targets;
pub mod broker_without_redundancy;
pub mod bucket_without_versions;
pub mod cache_replicas_in_one_zone;
pub mod cache_without_failover;
pub mod call_blocked_by_groups;
pub mod call_without_route;
pub mod calls_in_a_circle;
pub mod container_service_in_one_place;
pub mod counted_keys_with_several_writers;
pub mod data_in_one_region;
pub mod database_shared_by_services;
pub mod database_storage_can_fill;
pub mod deletion_protection_off;
pub mod delivery_without_redrive;
pub mod demand_above_default_quota;
pub mod depends_on_spot;
pub mod dns_lifetime_too_long;
pub mod endpoint_in_fewer_zones;
pub mod everything_written_twice;
pub mod failover_slower_than_rto;
pub mod fan_out_in_request;
pub mod file_system_in_one_zone;
pub mod files_on_servers;
pub mod fixed_fleet;
pub mod function_in_one_zone;
pub mod function_waits_for_function;
pub mod function_without_failure_destination;
pub mod functions_exhaust_connections;
pub mod geolocation_without_health;
pub mod inference_endpoint_with_one_instance;
pub mod instance_does_not_heal;
pub mod joined_networks_overlap;
pub mod long_chain_of_calls;
pub mod loop_feeds_itself;
pub mod maximum_below_peak;
pub mod memcached_for_lasting_data;
pub mod nat_gateway_in_other_zone;
pub mod nat_instance_for_egress;
pub mod no_dns_failover;
pub mod no_headroom;
pub mod no_health_check;
pub mod nobody_patches;
pub mod one_on_premises_server;
pub mod one_writing_region;
pub mod only_copy_in_memory;
pub mod opening_peak_on_cold_balancer;
pub mod outside_backup_plan;
pub mod outside_service_in_request;
pub mod own_database_without_copy;
pub mod peering_chain_or_mesh;
pub mod public_api_without_throttling;
pub mod queue_without_dead_letters;
pub mod rds_without_standby;
pub mod reads_from_standby;
pub mod recovery_point_too_old;
pub mod region_loss_beyond_targets;
pub mod retention_shorter_than_outage;
pub mod retries_multiply;
pub mod scaling_ignores_balancer_health;
pub mod search_cluster_not_redundant;
pub mod servers_exhaust_connections;
pub mod servers_without_balancer;
pub mod sessions_on_servers;
pub mod single_direct_connect;
pub mod single_instance_tier;
pub mod single_origin;
pub mod single_point_of_failure;
pub mod single_zone_without_region_credit;
pub mod smaller_failover_target;
pub mod spot_in_one_pool;
pub mod stale_reads_after_writes;
pub mod standby_region_too_small;
pub mod sticky_sessions;
pub mod stream_with_too_few_shards;
pub mod subnet_too_small;
pub mod table_without_point_in_time;
pub mod tier_in_one_zone;
pub mod timeout_as_the_cure;
pub mod two_scalings_on_one_metric;
pub mod upgrade_in_service_hours;
pub mod visibility_shorter_than_work;
pub mod volume_without_snapshots;
pub mod vpn_with_one_path;
pub mod warehouse_without_standby_or_snapshots;
pub mod write_bursts_hit_database;
pub mod writes_to_replica_region;
pub mod zone_loss_leaves_too_little;

/// The pillar's rules, by code.
pub const RULES: &[&Rule] = &[
    &tier_in_one_zone::RULE,
    &single_instance_tier::RULE,
    &single_point_of_failure::RULE,
    &rds_without_standby::RULE,
    &aurora_without_reader::RULE,
    &smaller_failover_target::RULE,
    &cache_without_failover::RULE,
    &cache_replicas_in_one_zone::RULE,
    &only_copy_in_memory::RULE,
    &memcached_for_lasting_data::RULE,
    &everything_written_twice::RULE,
    &balancer_in_one_zone::RULE,
    &balancer_zones_unlike_targets::RULE,
    &servers_without_balancer::RULE,
    &no_health_check::RULE,
    &scaling_ignores_balancer_health::RULE,
    &fixed_fleet::RULE,
    &maximum_below_peak::RULE,
    &zone_loss_leaves_too_little::RULE,
    &no_headroom::RULE,
    &two_scalings_on_one_metric::RULE,
    &depends_on_spot::RULE,
    &spot_in_one_pool::RULE,
    &sessions_on_servers::RULE,
    &sticky_sessions::RULE,
    &files_on_servers::RULE,
    &servers_exhaust_connections::RULE,
    &functions_exhaust_connections::RULE,
    &backups_off::RULE,
    &recovery_point_too_old::RULE,
    &upgrade_in_service_hours::RULE,
    &nobody_patches::RULE,
    &reads_from_standby::RULE,
    &failover_slower_than_rto::RULE,
    &own_database_without_copy::RULE,
    &region_loss_beyond_targets::RULE,
    &data_in_one_region::RULE,
    &no_dns_failover::RULE,
    &geolocation_without_health::RULE,
    &dns_lifetime_too_long::RULE,
    &standby_region_too_small::RULE,
    &writes_to_replica_region::RULE,
    &one_writing_region::RULE,
    &counted_keys_with_several_writers::RULE,
    &single_origin::RULE,
    &bucket_without_versions::RULE,
    &table_without_point_in_time::RULE,
    &file_system_in_one_zone::RULE,
    &volume_without_snapshots::RULE,
    &outside_backup_plan::RULE,
    &nat_gateway_in_other_zone::RULE,
    &nat_instance_for_egress::RULE,
    &call_without_route::RULE,
    &call_blocked_by_groups::RULE,
    &endpoint_in_fewer_zones::RULE,
    &vpn_with_one_path::RULE,
    &single_direct_connect::RULE,
    &joined_networks_overlap::RULE,
    &peering_chain_or_mesh::RULE,
    &subnet_too_small::RULE,
    &calls_in_a_circle::RULE,
    &long_chain_of_calls::RULE,
    &availability_below_target::RULE,
    &queue_without_dead_letters::RULE,
    &function_without_failure_destination::RULE,
    &delivery_without_redrive::RULE,
    &visibility_shorter_than_work::RULE,
    &fan_out_in_request::RULE,
    &write_bursts_hit_database::RULE,
    &timeout_as_the_cure::RULE,
    &retries_multiply::RULE,
    &public_api_without_throttling::RULE,
    &outside_service_in_request::RULE,
    &database_shared_by_services::RULE,
    &stream_with_too_few_shards::RULE,
    &retention_shorter_than_outage::RULE,
    &demand_above_default_quota::RULE,
    &opening_peak_on_cold_balancer::RULE,
    &function_in_one_zone::RULE,
    &search_cluster_not_redundant::RULE,
    &broker_without_redundancy::RULE,
    &warehouse_without_standby_or_snapshots::RULE,
    &container_service_in_one_place::RULE,
    &inference_endpoint_with_one_instance::RULE,
    &deletion_protection_off::RULE,
    &balancer_deletable_or_cutting::RULE,
    &instance_does_not_heal::RULE,
    &one_on_premises_server::RULE,
    &stale_reads_after_writes::RULE,
    &single_zone_without_region_credit::RULE,
    &function_waits_for_function::RULE,
    &database_storage_can_fill::RULE,
    &loop_feeds_itself::RULE,
];
