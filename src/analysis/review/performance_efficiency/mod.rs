//! Rules of the pillar "Performance Efficiency".

use super::rule::Rule;

pub mod api_responses_not_cached;
pub mod burstable_above_baseline;
pub mod cache_outgrows_shard;
pub mod cache_without_expiry;
pub mod cacheable_without_cdn;
pub mod cdn_forwards_everything;
pub mod chatty_call_over_distance;
pub mod family_does_not_match_work;
pub mod function_memory_too_small;
pub mod function_outside_limits;
pub mod function_starts_cold;
pub mod hot_partition;
pub mod index_layout_does_not_fit;
pub mod larger_burstable_without_gain;
pub mod many_indexes_on_written_table;
pub mod network_above_baseline;
pub mod other_engine_worth_testing;
pub mod popular_item_concentrates_load;
pub mod queue_workers_scale_on_cpu;
pub mod read_heavy_without_cache;
pub mod read_heavy_without_replica;
pub mod reports_on_order_database;
pub mod scaling_on_five_minute_metrics;
pub mod service_called_by_instance;
pub mod shape_of_database_load;
pub mod single_writer_at_limit;
pub mod slow_scale_out;
pub mod slow_work_inside_request;
pub mod statistics_in_event_store;
pub mod stream_consumers_share_reads;
pub mod table_scanned_by_requests;
pub mod tls_ends_on_servers;
pub mod unequal_partitions;
pub mod users_far_from_region;
pub mod video_from_own_servers;
pub mod volume_on_burst_credits;
pub mod volumes_faster_than_instance;

/// The pillar's rules, by code.
pub const RULES: &[&Rule] = &[
    &read_heavy_without_cache::RULE,
    &read_heavy_without_replica::RULE,
    &burstable_above_baseline::RULE,
    &larger_burstable_without_gain::RULE,
    &volume_on_burst_credits::RULE,
    &scaling_on_five_minute_metrics::RULE,
    &slow_scale_out::RULE,
    &service_called_by_instance::RULE,
    &tls_ends_on_servers::RULE,
    &cacheable_without_cdn::RULE,
    &cdn_forwards_everything::RULE,
    &users_far_from_region::RULE,
    &video_from_own_servers::RULE,
    &hot_partition::RULE,
    &popular_item_concentrates_load::RULE,
    &single_writer_at_limit::RULE,
    &cache_outgrows_shard::RULE,
    &unequal_partitions::RULE,
    &table_scanned_by_requests::RULE,
    &many_indexes_on_written_table::RULE,
    &statistics_in_event_store::RULE,
    &reports_on_order_database::RULE,
    &slow_work_inside_request::RULE,
    &function_outside_limits::RULE,
    &function_starts_cold::RULE,
    &function_memory_too_small::RULE,
    &volumes_faster_than_instance::RULE,
    &network_above_baseline::RULE,
    &chatty_call_over_distance::RULE,
    &stream_consumers_share_reads::RULE,
    &api_responses_not_cached::RULE,
    &index_layout_does_not_fit::RULE,
    &queue_workers_scale_on_cpu::RULE,
    &cache_without_expiry::RULE,
    &family_does_not_match_work::RULE,
    &other_engine_worth_testing::RULE,
    &shape_of_database_load::RULE,
];
