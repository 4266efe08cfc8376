//! Rules of the pillar "Performance Efficiency".

use super::rule::Rule;

pub mod burstable_above_baseline;
pub mod cacheable_without_cdn;
pub mod cdn_forwards_everything;
pub mod larger_burstable_without_gain;
pub mod read_heavy_without_cache;
pub mod read_heavy_without_replica;
pub mod scaling_on_five_minute_metrics;
pub mod service_called_by_instance;
pub mod slow_scale_out;
pub mod tls_ends_on_servers;
pub mod users_far_from_region;
pub mod video_from_own_servers;
pub mod volume_on_burst_credits;

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
];
