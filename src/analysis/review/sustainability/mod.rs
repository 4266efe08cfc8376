//! Rules of the pillar "Sustainability".

use super::rule::Rule;

pub mod availability_beyond_need;
pub mod backups_of_rebuildable_data;
pub mod bytes_moved_further_than_needed;
pub mod capacity_does_not_follow_demand;
pub mod data_without_end_of_life;
pub mod devices_made_to_do_the_work;
pub mod energy_efficient_processors;
pub mod idle_accelerators;
pub mod low_use_servers;
pub mod peaks_that_could_wait;
pub mod region_without_regard_to_carbon;
pub mod unused_assets;

/// The pillar's rules, by code.
pub const RULES: &[&Rule] = &[
    &energy_efficient_processors::RULE,
    &capacity_does_not_follow_demand::RULE,
    &unused_assets::RULE,
    &data_without_end_of_life::RULE,
    &bytes_moved_further_than_needed::RULE,
    &region_without_regard_to_carbon::RULE,
    &low_use_servers::RULE,
    &peaks_that_could_wait::RULE,
    &idle_accelerators::RULE,
    &availability_beyond_need::RULE,
    &backups_of_rebuildable_data::RULE,
    &devices_made_to_do_the_work::RULE,
];
