//! Rules of the pillar "Reliability".

use super::rule::Rule;

pub mod aurora_without_reader;
pub mod backups_off;
pub mod balancer_in_one_zone;
pub mod balancer_zones_unlike_targets;
pub mod cache_replicas_in_one_zone;
pub mod cache_without_failover;
pub mod deletion_protection_off;
pub mod depends_on_spot;
pub mod everything_written_twice;
pub mod files_on_servers;
pub mod fixed_fleet;
pub mod functions_exhaust_connections;
pub mod maximum_below_peak;
pub mod memcached_for_lasting_data;
pub mod nat_gateway_in_other_zone;
pub mod no_headroom;
pub mod no_health_check;
pub mod only_copy_in_memory;
pub mod rds_without_standby;
pub mod scaling_ignores_balancer_health;
pub mod servers_exhaust_connections;
pub mod servers_without_balancer;
pub mod sessions_on_servers;
pub mod single_instance_tier;
pub mod single_point_of_failure;
pub mod smaller_failover_target;
pub mod spot_in_one_pool;
pub mod sticky_sessions;
pub mod tier_in_one_zone;
pub mod two_scalings_on_one_metric;
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
    &nat_gateway_in_other_zone::RULE,
    &deletion_protection_off::RULE,
];
