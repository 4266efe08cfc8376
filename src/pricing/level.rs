//! How dear a Region is: one figure for a first choice, never used in a bill.
//!
//! The level is the geometric mean of what six common things cost there (an EC2 instance, EBS and S3 storage, Fargate,
//! a NAT gateway, transfer to the internet) over what they cost in us-east-1, by the list prices of this folder. The build
//! script works it out; a Region that lacks one of the prices has no level.

include!(concat!(env!("OUT_DIR"), "/levels.rs"));

/// The price level of a Region, 1 for us-east-1; none where it is not known.
pub fn level(region: &str) -> Option<f64> {
    let at = LEVELS
        .binary_search_by_key(&region, |(code, _)| code)
        .ok()?;
    Some(LEVELS[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricing::{Catalogue, Query};

    #[test]
    fn levels_follow_the_price_list() {
        assert_eq!(level("us-east-1"), Some(1.0));
        assert_eq!(level("nowhere-1"), None);
        let catalogue = Catalogue::embedded();
        let price = |region: &str, query: Query| {
            let price = catalogue.price(region, &query);
            price.rate().unwrap().first_usd()
        };
        let instance = || {
            let query = Query::new("ec2", "instance_hour").with("instance_type", "m5.large");
            query.with("os", "linux").with("tenancy", "shared")
        };
        let queries = || {
            [
                instance(),
                Query::new("ebs", "storage_gb_month").with("volume_type", "gp3"),
                Query::new("s3", "storage_gb_month").with("class", "standard"),
                Query::new("fargate", "vcpu_hour")
                    .with("arch", "x86_64")
                    .with("os", "linux"),
                Query::new("nat_gateway", "gateway_hour"),
                Query::new("data_transfer", "internet_egress_gb"),
            ]
        };
        let product: f64 = queries()
            .into_iter()
            .zip(queries())
            .map(|(here, there)| price("ap-northeast-2", here) / price("us-east-1", there))
            .product();
        let expected = product.powf(1.0 / 6.0);
        let seoul = level("ap-northeast-2").unwrap();
        assert!((seoul - expected).abs() < 1e-4, "{seoul} {expected}");
        assert!(seoul > 1.0 && level("sa-east-1").unwrap() > seoul);
    }
}
