//! Maintenance windows of managed stores: when AWS upgrades an engine, and how busy the store is then.
//!
//! Windows are in UTC, as AWS has them; the hours of a demand profile are those of the Region's clock (standard time).

use super::arrivals;
use super::cx::Cx;
use crate::catalog::database::{db_instance, elasticache_replication_group as cache, rds_cluster};
use crate::catalog::integration::mq_broker;
use crate::catalog::{Item, Kind, Property};

/// Kinds whose engine AWS upgrades, each with its switch and its window.
pub const UPGRADED: [(&Kind, &Property, &Property); 4] = [
    (
        &db_instance::KIND,
        &db_instance::AUTO_MINOR_VERSION_UPGRADE,
        &db_instance::MAINTENANCE_WINDOW,
    ),
    (
        &rds_cluster::KIND,
        &rds_cluster::AUTO_MINOR_VERSION_UPGRADE,
        &rds_cluster::MAINTENANCE_WINDOW,
    ),
    (
        &cache::KIND,
        &cache::AUTO_MINOR_VERSION_UPGRADE,
        &cache::MAINTENANCE_WINDOW,
    ),
    (
        &mq_broker::KIND,
        &mq_broker::AUTO_UPGRADE,
        &mq_broker::MAINTENANCE_WINDOW,
    ),
];

/// Window of an item of these kinds.
pub fn window(item: &Item<'_>) -> Option<&'static Property> {
    let mut all = UPGRADED.iter();
    all.find(|(kind, ..)| **kind == *item.kind)
        .map(|(_, _, window)| *window)
}

/// Whether an upgrade leaves something running: a standby, a reader, a replica, a second broker.
pub fn is_redundant(item: &Item<'_>) -> bool {
    if *item.kind == db_instance::KIND {
        db_instance::is_multi_az(item)
    } else if *item.kind == rds_cluster::KIND {
        item.text(&rds_cluster::CAPACITY) == "separate" || item.number(&rds_cluster::READERS) >= 1.0
    } else if *item.kind == cache::KIND {
        (cache::REPLICAS.applies)(item)
            && item.number(&cache::REPLICAS) >= 1.0
            && item.flag(&cache::AUTOMATIC_FAILOVER)
    } else {
        item.text(&mq_broker::DEPLOYMENT) != "SINGLE_INSTANCE"
    }
}

/// Hours of the day in UTC that a window covers: `sun:18:00-sun:18:30` covers hour 18. None where the text is no window.
pub fn hours_of(window: &str) -> Option<Vec<usize>> {
    let (from, to) = window.trim().split_once('-')?;
    let minute = |text: &str| -> Option<usize> {
        let mut parts = text.trim().rsplit(':');
        let minute: usize = parts.next()?.parse().ok()?;
        let hour: usize = parts.next()?.parse().ok()?;
        (hour < 24 && minute < 60).then_some(hour * 60 + minute)
    };
    let (from, to) = (minute(from)?, minute(to)?);
    let end = if to > from { to } else { to + 24 * 60 };
    let mut hours: Vec<usize> = (from / 60..end.div_ceil(60))
        .map(|hour| hour % 24)
        .collect();
    hours.dedup();
    Some(hours)
}

/// Requests a second in each hour of the day in UTC, where the demand behind the item has a profile.
fn rates(cx: &Cx<'_>, item: &Item<'_>) -> Option<[f64; 24]> {
    let local = arrivals::hourly(cx, item)?;
    let offset = utc_offset(item.region());
    let mut utc = [0.0; 24];
    for (hour, rate) in utc.iter_mut().enumerate() {
        *rate = local[(hour + offset) % 24];
    }
    Some(utc)
}

/// The busiest hour of a window: the hour in UTC, and its rate as a share of the busiest hour of the day, 0 to 1. None where
/// no profile is known.
pub fn busiest(cx: &Cx<'_>, item: &Item<'_>, window: &str) -> Option<(usize, f64)> {
    let rates = rates(cx, item)?;
    let top = rates.iter().copied().fold(0.0, f64::max);
    let hours = hours_of(window)?;
    let hour = hours
        .into_iter()
        .max_by(|a, b| rates[*a].total_cmp(&rates[*b]))?;
    (top > 0.0).then(|| (hour, rates[hour] / top))
}

/// Hour of the Region's clock in which few people work, where no profile says better.
const NIGHT: usize = 3;

/// A window of an hour, the quietest of the profile, else 3 o'clock at night in the Region.
pub fn quiet_window(cx: &Cx<'_>, item: &Item<'_>) -> String {
    let quietest = |rates: [f64; 24]| (0..24).min_by(|a, b| rates[*a].total_cmp(&rates[*b]));
    let night = (NIGHT + 24 - utc_offset(item.region())) % 24;
    let hour = rates(cx, item).and_then(quietest).unwrap_or(night);
    match hour {
        23 => "sun:23:00-mon:00:00".to_owned(),
        hour => format!("sun:{hour:02}:00-sun:{:02}:00", hour + 1),
    }
}

/// Hours by which the clock of a Region's city is ahead of UTC in standard time, 0 to 23 (5 in the evening in UTC is 2 at
/// night in Seoul: 9). UTC where the Region is not known.
fn utc_offset(region: &str) -> usize {
    match region {
        "ap-northeast-1" | "ap-northeast-2" | "ap-northeast-3" => 9,
        "ap-east-1" | "ap-east-2" | "ap-southeast-1" | "ap-southeast-5" | "cn-north-1"
        | "cn-northwest-1" => 8,
        "ap-southeast-2" | "ap-southeast-4" => 10,
        "ap-southeast-3" | "ap-southeast-7" => 7,
        "ap-southeast-6" => 12,
        "ap-south-1" | "ap-south-2" => 5,
        "me-central-1" => 4,
        "me-south-1" => 3,
        "af-south-1" | "il-central-1" => 2,
        "eu-central-1" | "eu-central-2" | "eu-west-3" | "eu-south-1" | "eu-south-2"
        | "eu-north-1" => 1,
        "sa-east-1" => 21,
        "us-east-1" | "us-east-2" | "ca-central-1" | "us-gov-east-1" => 19,
        "mx-central-1" => 18,
        "ca-west-1" => 17,
        "us-west-1" | "us-west-2" | "us-gov-west-1" => 16,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_covers_the_hours_that_it_touches() {
        assert_eq!(hours_of("sun:18:00-sun:18:30"), Some(vec![18]));
        assert_eq!(hours_of("mon:22:30-tue:01:00"), Some(vec![22, 23, 0]));
        assert_eq!(hours_of("sun:23:00-mon:00:00"), Some(vec![23]));
        assert_eq!(hours_of("at night"), None);
        assert_eq!(hours_of("sun:25:00-sun:26:00"), None);
    }
}
