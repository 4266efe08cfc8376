//! Distances between people and Regions, and the round trips that follow from them.
//!
//! Region names are cities or states; the coordinates are those of the city (of the state's AWS sites). Light in glass
//! covers 200 km in a millisecond, and cables are about half as long again as the straight line, so a round trip takes
//! about 1.5 ms for every 100 km: an estimate of our own, good for telling near from far.

/// Milliseconds of a round trip for each km of distance.
const MS_PER_KM: f64 = 2.0 * 1.5 / 200.0;
/// Mean radius of the earth in km.
const RADIUS: f64 = 6371.0;

/// Latitude and longitude in degrees.
type Spot = (f64, f64);

/// Regions with their places.
const REGIONS: &[(&str, Spot)] = &[
    ("af-south-1", (-33.9, 18.4)),
    ("ap-east-1", (22.3, 114.2)),
    ("ap-east-2", (25.0, 121.5)),
    ("ap-northeast-1", (35.7, 139.7)),
    ("ap-northeast-2", (37.6, 127.0)),
    ("ap-northeast-3", (34.7, 135.5)),
    ("ap-south-1", (19.1, 72.9)),
    ("ap-south-2", (17.4, 78.5)),
    ("ap-southeast-1", (1.4, 103.8)),
    ("ap-southeast-2", (-33.9, 151.2)),
    ("ap-southeast-3", (-6.2, 106.8)),
    ("ap-southeast-4", (-37.8, 145.0)),
    ("ap-southeast-5", (3.1, 101.7)),
    ("ap-southeast-6", (-36.8, 174.8)),
    ("ap-southeast-7", (13.8, 100.5)),
    ("ca-central-1", (45.5, -73.6)),
    ("ca-west-1", (51.0, -114.1)),
    ("eu-central-1", (50.1, 8.7)),
    ("eu-central-2", (47.4, 8.5)),
    ("eu-north-1", (59.3, 18.1)),
    ("eu-south-1", (45.5, 9.2)),
    ("eu-south-2", (41.6, -0.9)),
    ("eu-west-1", (53.3, -6.3)),
    ("eu-west-2", (51.5, -0.1)),
    ("eu-west-3", (48.9, 2.4)),
    ("il-central-1", (32.1, 34.8)),
    ("me-central-1", (24.5, 54.4)),
    ("me-south-1", (26.2, 50.6)),
    ("mx-central-1", (20.6, -100.4)),
    ("sa-east-1", (-23.6, -46.6)),
    ("us-east-1", (39.0, -77.5)),
    ("us-east-2", (40.0, -83.0)),
    ("us-west-1", (37.4, -121.9)),
    ("us-west-2", (45.8, -119.7)),
];

/// Values of the property `location` with a large city of each, and its continent.
const PLACES: &[(&str, Spot, &str)] = &[
    ("korea", (37.6, 127.0), "asia"),
    ("japan", (35.7, 139.7), "asia"),
    ("southeast_asia", (1.4, 103.8), "asia"),
    ("india", (19.1, 72.9), "asia"),
    ("oceania", (-33.9, 151.2), "oceania"),
    ("middle_east", (25.2, 55.3), "middle east"),
    ("africa", (-1.3, 36.8), "africa"),
    ("europe", (50.1, 8.7), "europe"),
    ("north_america_east", (40.7, -74.0), "north america"),
    ("north_america_west", (37.8, -122.4), "north america"),
    ("south_america", (-23.6, -46.6), "south america"),
];

fn region(code: &str) -> Option<Spot> {
    let found = REGIONS.iter().find(|(name, _)| *name == code);
    found.map(|(_, spot)| *spot)
}

/// Length of the straight line over the ground in km.
fn km(a: Spot, b: Spot) -> f64 {
    let (lat_a, lat_b) = (a.0.to_radians(), b.0.to_radians());
    let (dlat, dlon) = (lat_b - lat_a, (b.1 - a.1).to_radians());
    let half = (dlat / 2.0).sin().powi(2) + lat_a.cos() * lat_b.cos() * (dlon / 2.0).sin().powi(2);
    2.0 * RADIUS * half.sqrt().min(1.0).asin()
}

/// About how many milliseconds a round trip between two Regions takes; none for a Region that is not known.
pub fn round_trip(from: &str, to: &str) -> Option<f64> {
    Some(km(region(from)?, region(to)?) * MS_PER_KM)
}

/// About how many milliseconds a round trip from a place (a value of `location`) to a Region takes; none where either
/// is not known.
pub fn round_trip_to(code: &str, place: &str) -> Option<f64> {
    let (_, spot, _) = PLACES.iter().find(|(name, ..)| *name == place)?;
    Some(km(region(code)?, *spot) * MS_PER_KM)
}

/// Continent of a Region, by its code.
fn continent(code: &str) -> &'static str {
    match code.split('-').next() {
        Some("ap") => match code {
            "ap-southeast-2" | "ap-southeast-4" | "ap-southeast-6" => "oceania",
            _ => "asia",
        },
        Some("eu") => "europe",
        Some("us" | "ca" | "mx") => "north america",
        Some("sa") => "south america",
        Some("me" | "il") => "middle east",
        Some("af") => "africa",
        _ => "",
    }
}

/// Whether a place (a value of `location`) is on another continent than a Region; false where either is not known.
pub fn is_far(code: &str, place: &str) -> bool {
    let here = continent(code);
    let mut places = PLACES.iter();
    let there = places.find(|(name, ..)| *name == place);
    there.is_some_and(|(_, _, there)| !here.is_empty() && here != *there)
}

/// Whether two Regions stand on different continents.
pub fn are_continents_apart(from: &str, to: &str) -> bool {
    let (from, to) = (continent(from), continent(to));
    !from.is_empty() && !to.is_empty() && from != to
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Shape, workload};
    use crate::pricing::Catalogue;

    #[test]
    fn near_is_short_and_far_is_long() {
        // Seoul to Tokyo: about 1,160 km, 17 ms.
        let trip = round_trip("ap-northeast-2", "ap-northeast-1").unwrap();
        assert!((15.0..20.0).contains(&trip), "{trip}");
        // Seoul to São Paulo: about 18,400 km, 275 ms.
        let trip = round_trip_to("ap-northeast-2", "south_america").unwrap();
        assert!((260.0..290.0).contains(&trip), "{trip}");
        assert_eq!(round_trip_to("ap-northeast-2", "unknown"), None);
        assert_eq!(round_trip("eu-west-1", "eu-west-1"), Some(0.0));
        assert!(is_far("ap-northeast-2", "europe") && !is_far("ap-northeast-2", "japan"));
        assert!(are_continents_apart("us-east-1", "eu-west-1"));
        assert!(!are_continents_apart("us-east-1", "ca-central-1"));
    }

    #[test]
    fn every_region_and_every_place_is_known() {
        for found in Catalogue::embedded().regions() {
            if found.partition == "aws" {
                assert!(region(&found.code).is_some(), "{}", found.code);
            }
        }
        let Shape::Choice { options, .. } = workload::LOCATION.shape else {
            panic!("a choice");
        };
        let known: Vec<&str> = PLACES.iter().map(|(name, ..)| *name).collect();
        let offered: Vec<&str> = options.iter().map(|option| option.value).collect();
        assert_eq!(offered[1..], known);
    }
}
