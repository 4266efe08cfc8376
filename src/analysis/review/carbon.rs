//! Carbon of the electricity of Regions, by the mix of the grid that they stand on.
//!
//! Grams of CO2 equivalent for each kWh, location-based, as the Cloud Carbon Footprint methodology lists them (appendix V,
//! cloud-carbon-footprint @1559c18): EPA eGRID2020 for the United States, EEA for Europe, carbonfootprint.com of March
//! 2022 for 2021 elsewhere. What AWS buys of renewable energy is not in them. Regions without a row have no figure.

/// Regions with the grams of each kWh.
const GRAMS: &[(&str, f64)] = &[
    ("af-south-1", 900.6),
    ("ap-east-1", 710.0),
    ("ap-northeast-1", 465.8),
    ("ap-northeast-2", 415.6),
    ("ap-northeast-3", 465.8),
    ("ap-south-1", 708.2),
    ("ap-southeast-1", 408.0),
    ("ap-southeast-2", 760.0),
    ("ca-central-1", 120.0),
    ("eu-central-1", 311.0),
    ("eu-north-1", 8.8),
    ("eu-south-1", 213.4),
    ("eu-west-1", 278.6),
    ("eu-west-2", 225.0),
    ("eu-west-3", 51.1),
    ("me-south-1", 505.9),
    ("sa-east-1", 61.7),
    ("us-east-1", 379.1),
    ("us-east-2", 410.6),
    ("us-west-1", 322.2),
    ("us-west-2", 322.2),
];

/// Grams of CO2 equivalent for each kWh in a Region; none where no source has it.
pub fn grams_per_kwh(region: &str) -> Option<f64> {
    let found = GRAMS.iter().find(|(code, _)| *code == region);
    found.map(|(_, grams)| *grams)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricing::Catalogue;

    #[test]
    fn every_row_is_a_region() {
        let catalogue = Catalogue::embedded();
        for (code, grams) in GRAMS {
            assert!(catalogue.region(code).is_some(), "{code}");
            assert!((1.0..1000.0).contains(grams), "{code}");
        }
        assert_eq!(grams_per_kwh("eu-north-1"), Some(8.8));
        assert_eq!(grams_per_kwh("nowhere"), None);
    }
}
