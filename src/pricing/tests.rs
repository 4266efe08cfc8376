//! Walks over the embedded catalogue, and prices checked by hand.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

const SEOUL: &str = "ap-northeast-2";

fn regions_with_prices() -> Vec<&'static str> {
    let catalogue = Catalogue::embedded();
    let regions = catalogue
        .regions()
        .iter()
        .filter(|region| region.has_prices)
        .map(|region| region.code.as_str());
    regions.chain(["global"]).collect()
}

/// First price in Seoul; `None` for a missing one.
fn seoul(query: &Query) -> Option<f64> {
    Catalogue::embedded()
        .price(SEOUL, query)
        .rate()
        .map(|rate| rate.first_usd())
}

#[test]
fn every_region_of_the_facts_is_there() {
    // 36 Regions: all of the partitions `aws` and `aws-us-gov` that the facts cover.
    assert_eq!(regions_with_prices().len(), 37);
    let seoul = Catalogue::embedded().region(SEOUL).unwrap();
    assert_eq!(seoul.name_en, "Asia Pacific (Seoul)");
    assert_eq!(
        seoul.zones,
        [
            "ap-northeast-2a",
            "ap-northeast-2b",
            "ap-northeast-2c",
            "ap-northeast-2d"
        ]
    );
    assert!(!seoul.opt_in);
}

#[test]
fn all_rows_are_sound() {
    let mut rows = 0;
    for region in regions_with_prices() {
        let mut seen = BTreeSet::new();
        for row in Catalogue::embedded().rows(region) {
            let name = format!("{region} {}", row.key());
            assert!(seen.insert(row.key()), "{name}: twice");
            let tiers = &row.rate.tiers;
            assert_eq!(
                tiers.first().map(|tier| tier.from),
                Some(0.0),
                "{name}: first tier"
            );
            for pair in tiers.windows(2) {
                assert!(pair[0].from < pair[1].from, "{name}: order of tiers");
            }
            assert!(
                row.rate
                    .upto
                    .is_none_or(|end| tiers.iter().all(|tier| tier.from < end)),
                "{name}: end"
            );
            for tier in tiers {
                assert!(
                    tier.usd.is_finite() && tier.usd >= 0.0,
                    "{name}: {}",
                    tier.usd
                );
            }
            // A price that is zero is zero throughout; a free start is a key of its own.
            let is_allowance = row.attributes.iter().any(|(key, _)| key == "free_tier");
            let free = tiers.iter().filter(|tier| tier.usd == 0.0).count();
            assert!(
                is_allowance || free == 0 || free == tiers.len(),
                "{name}: free first tier"
            );
            assert!(!row.rate.source.is_empty(), "{name}: source");
            rows += tiers.len();
        }
        assert!(!seen.is_empty(), "{region} has no rows");
        let dates = Catalogue::embedded().prices_as_of(region).unwrap();
        assert!(dates.oldest <= dates.newest);
    }
    assert!(rows > 250_000, "{rows}");
}

/// Prices of nothing: service, part of the item's name, and why AWS takes nothing. What is free in words of its own name
/// ("free", "trial", "bonus", "included") is not listed.
const ZEROES: &[(&str, &str, &str)] = &[
    (
        "appsync",
        "realtime_connection_minute",
        "no charge in Regions that bill operations",
    ),
    ("budgets", "notifications", "budgets without actions"),
    ("cloudfront", "flat_rate_plan_month", "the free plan"),
    ("cloudhsm", "classic", "a product that is no longer sold"),
    ("cloudhsm", "upfront", "a product that is no longer sold"),
    (
        "cloudtrail",
        "management_event",
        "the first copy of management events",
    ),
    ("codecommit", "startingrange_0_5", "the first five users"),
    (
        "cognito",
        "m2m_appclients_full",
        "clients in the price of tokens",
    ),
    (
        "config",
        "proactiveconfigruleevaluationsdetective",
        "in the price of detective evaluations",
    ),
    ("data_transfer", "ingress", "data into AWS"),
    ("data_transfer", "to_cloudfront", "data to CloudFront"),
    ("detective", "amazon_detective", "volumes of the trial"),
    ("direct_connect", "inbound", "data into AWS"),
    ("dms", "instance_hour", "the trial type"),
    ("elb", "outposts", "capacity on the customer's own hardware"),
    ("glacier", "bulk", "bulk retrieval of Glacier Flexible"),
    (
        "grafana",
        "user_fees",
        "users of enterprise plugins in the licence",
    ),
    ("guardduty", "rds_", "databases of the trial"),
    ("kms", "bundle", "no charge"),
    ("lambda", "lambda_", "allowances of the free tier"),
    ("lightsail", "inbound", "data into AWS"),
    ("macie", "daily_usage", "days of the trial"),
    ("memorydb", "instance_hour", "the trial type"),
    (
        "nat_gateway",
        "provisioned_bandwidth",
        "data in the price of bandwidth",
    ),
    (
        "network_firewall",
        "throughput_advanced",
        "data in the price of the endpoint",
    ),
    ("quicksight", "emails_sent", "mails to readers"),
    ("quicksight", "entitlement", "Q in the price of the plan"),
    ("quicksight", "actual_usage", "usage in the price of a pack"),
    (
        "quicksight",
        "session_usage",
        "usage in the price of a pack",
    ),
    ("route53", "alias_query", "alias records to AWS targets"),
    ("route53", "cidr_blocks_first", "the first thousand"),
    ("s3", "access_grants_requests_delete", "deletions"),
    ("s3", "restore", "bulk restores"),
    ("s3", "int_aa_", "restores of Intelligent-Tiering"),
    ("s3", "retrieval_gb", "bulk retrieval of Glacier Flexible"),
    ("securityhub", "rule_evaluation", "no charge"),
    ("sns", "lambda_notification", "deliveries to Lambda"),
    (
        "sns",
        "sms_notifications",
        "the carrier's price stands elsewhere",
    ),
    ("sns", "sqs_notification", "deliveries to SQS"),
    (
        "storage_gateway",
        "uploadedbytes_tier_2",
        "beyond the largest charge of a gateway",
    ),
];

#[test]
fn prices_of_nothing_have_a_reason() {
    let words = ["free", "trial", "bonus", "included", "no_charge"];
    let mut unexplained = BTreeSet::new();
    for region in regions_with_prices() {
        for row in Catalogue::embedded().rows(region) {
            if row.rate.tiers.iter().any(|tier| tier.usd > 0.0) {
                continue;
            }
            // All of a reservation is paid upfront, the hour costs nothing more.
            let upfront = row.attributes.iter().any(|(name, value)| {
                name == "free_tier" || (name == "payment" && value == "all-upfront")
            });
            let named = words.iter().any(|word| row.item.contains(word));
            let listed = ZEROES
                .iter()
                .any(|(service, item, _)| row.service == *service && row.item.contains(item));
            if !(upfront || named || listed) {
                unexplained.insert(format!("{} {}", row.service, row.item));
            }
        }
    }
    assert_eq!(unexplained, BTreeSet::new());
    assert!(ZEROES.iter().all(|(_, _, why)| !why.is_empty()));
}

/// Units of price rows, as AWS writes them.
const UNITS: &[&str] = &[
    "ACU-Hr",
    "ACU-Months",
    "Alarms",
    "CR",
    "Characters",
    "ChangeDataCaptureUnits",
    "Chunks",
    "ConfigurationItems",
    "ConsumerShardHour",
    "Count",
    "DPU-Hours",
    "DSU-Hrs",
    "Dashboards",
    "Devices",
    "ECPU",
    "Evaluations",
    "Events",
    "Faces-Mo",
    "GB",
    "GB-Hours",
    "GB-Mo",
    "GB-Seconds",
    "GiBps-Mo",
    "Hrs",
    "IOPS-Mo",
    "IOs",
    "Images",
    "Interactions",
    "Invocations",
    "LCU-Hrs",
    "Lines",
    "MAU",
    "MBps-Mo",
    "Messages",
    "MetricUpdates",
    "Metrics",
    "MiBps-Mo",
    "Minutes",
    "Mo",
    "Node-Seconds",
    "Notifications",
    "Objects",
    "Operations",
    "Pages",
    "Paths",
    "PutRequest",
    "Quantity",
    "Queries",
    "RCU",
    "RCU-Hrs",
    "RPU-Hrs",
    "RRU",
    "Recommendations",
    "Requests",
    "Rules",
    "Runs",
    "Seconds",
    "Sessions",
    "ShardHour",
    "SnapshotAPIUnits",
    "StateTransitions",
    "Steps",
    "TB",
    "Tasks",
    "Traces",
    "Units",
    "Users",
    "Users-Mo",
    "WCU",
    "WCU-Hrs",
    "WRU",
    "rWCU-Hrs",
    "rWRU",
    "vCPU-Hours",
    "vCPU-Months",
];

#[test]
fn units_are_known() {
    let mut unknown = BTreeSet::new();
    for region in regions_with_prices() {
        for row in Catalogue::embedded().rows(region) {
            let unit = row.rate.unit.as_str();
            if !unit.is_empty() && !UNITS.contains(&unit) {
                unknown.insert(format!("{unit}: {} {}", row.service, row.item));
            }
        }
    }
    assert_eq!(unknown, BTreeSet::new());
}

#[test]
fn units_are_there_where_the_name_tells_one() {
    let endings = [
        "_hour",
        "_gb",
        "_gb_month",
        "_gb_second",
        "_events",
        "_requests",
        "vcpu_months",
    ];
    let mut without = 0;
    let mut rows = 0;
    for region in regions_with_prices() {
        for row in Catalogue::embedded().rows(region) {
            let named = endings.iter().any(|end| row.item.ends_with(end));
            assert!(
                !named || !row.rate.unit.is_empty(),
                "{region} {}",
                row.key()
            );
            rows += 1;
            without += usize::from(row.rate.unit.is_empty());
        }
    }
    // The feeds state none for most meters of Backup, Direct Connect and MediaLive.
    assert!(without * 5 < rows, "{without} of {rows}");
}

#[test]
fn prices_checked_by_hand() {
    // AWS pricing pages and Price List files as quoted in `sources.csv`; Seoul.
    let instance = |kind: &str| {
        Query::new("ec2", "instance_hour")
            .with("instance_type", kind)
            .with("tenancy", "shared")
    };
    let storage = |deployment: &str| {
        Query::new("rds", "storage_gb_month")
            .with("volume", "gp2")
            .with("deployment", deployment)
    };
    for (query, usd) in [
        (instance("m6i.large").with("os", "linux"), 0.118),
        (
            Query::new("cloudwatch", "logs_ingested_gb").with("class", "standard"),
            0.76,
        ),
        (Query::new("cloudwatch", "logs_stored_gb_month"), 0.0314),
        (Query::new("nat_gateway", "gateway_hour"), 0.059),
        (Query::new("nat_gateway", "data_processed_gb"), 0.059),
        (storage("single-az"), 0.131),
        (storage("multi-az"), 0.276),
        (
            Query::new("aurora", "instance_hour")
                .with("engine", "aurora-mysql")
                .with("instance_type", "db.r6g.large")
                .with("storage_config", "standard"),
            0.313,
        ),
        (
            Query::new("elb", "load_balancer_hour").with("type", "alb"),
            0.0225,
        ),
        (Query::new("data_transfer", "internet_egress_gb"), 0.126),
        (
            Query::new("data_transfer", "inter_az_gb").with("direction", "each-way"),
            0.01,
        ),
        (
            Query::new("public_ipv4", "address_hour").with("state", "in-use"),
            0.005,
        ),
        (
            Query::new("dynamodb", "storage_gb_month").with("table_class", "standard"),
            0.27075,
        ),
        (
            Query::new("cloudfront", "invalidation_path").global(),
            0.005,
        ),
    ] {
        assert_eq!(seoul(&query), Some(usd), "{}", query.key());
    }
}

#[test]
fn egress_tiers_are_those_of_aws() {
    let price =
        Catalogue::embedded().price(SEOUL, &Query::new("data_transfer", "internet_egress_gb"));
    let starts: Vec<f64> = price
        .rate()
        .unwrap()
        .tiers
        .iter()
        .map(|tier| tier.from)
        .collect();
    assert_eq!(starts, [0.0, 10_240.0, 51_200.0, 153_600.0]);
}

#[test]
fn windows_is_derived_from_linux_where_no_row_quotes_it() {
    let query = Query::new("ec2", "instance_hour")
        .with("instance_type", "m6i.large")
        .with("os", "windows")
        .with("tenancy", "shared");
    let price = Catalogue::embedded().price(SEOUL, &query);
    let rate = price.rate().unwrap();
    // Linux 0.118 and 2 vCPU at 0.046.
    assert!((rate.first_usd() - 0.21).abs() < 1e-9);
    assert_eq!(rate.basis, Basis::Derived);
    assert_eq!(rate.sku, None);
    let quoted = Catalogue::embedded().price("us-east-1", &query);
    assert_eq!(quoted.rate().unwrap().basis, Basis::Quoted);
}

#[test]
fn what_is_not_known_is_missing() {
    let catalogue = Catalogue::embedded();
    let gateway = Query::new("nat_gateway", "gateway_hour");
    assert_eq!(catalogue.price("ap-northeast-9", &gateway), Price::Missing);
    assert_eq!(catalogue.price("", &gateway), Price::Missing);
    assert_eq!(
        catalogue.price(SEOUL, &gateway.clone().with("a", "b")),
        Price::Missing
    );
    assert_eq!(catalogue.price(SEOUL, &gateway.global()), Price::Missing);
    assert_eq!(
        catalogue.price(SEOUL, &Query::new("ec2", "")),
        Price::Missing
    );
    assert_eq!(
        catalogue.price(SEOUL, &Query::new("elb", "lcu_hour").with("type", "al")),
        Price::Missing
    );
    assert_eq!(catalogue.prices_as_of("nowhere"), None);
}

#[test]
fn free_allowances_are_keys_of_their_own() {
    let paid = Query::new("dynamodb", "storage_gb_month").with("table_class", "standard");
    let free = Catalogue::embedded().price(SEOUL, &paid.with("free_tier", "1"));
    let rate = free.rate().unwrap();
    assert_eq!((rate.first_usd(), rate.upto), (0.0, Some(25.0)));
    assert!(!rate.covers(26.0));
}

#[test]
fn values_are_distinct_and_fit() {
    let catalogue = Catalogue::embedded();
    let fixed = [("engine", "mysql"), ("deployment", "multi-az")];
    let types = catalogue.values(SEOUL, "rds", "instance_hour", "instance_type", &fixed);
    assert!(types.contains(&"db.m6g.large".to_owned()));
    assert!(types.windows(2).all(|pair| pair[0] < pair[1]));
    assert_eq!(
        catalogue.values(SEOUL, "elb", "load_balancer_hour", "type", &[]),
        ["alb", "clb", "gwlb", "nlb"]
    );
    assert!(
        catalogue
            .values(SEOUL, "elb", "load_balancer", "type", &[])
            .is_empty()
    );
}

#[test]
fn instance_types_have_specs() {
    let catalogue = Catalogue::embedded();
    let spec = catalogue.spec("t3.medium").unwrap();
    assert_eq!(
        (spec.vcpu, spec.memory_gib, spec.baseline_percent),
        (2.0, 4.0, Some(20.0))
    );
    assert_eq!(catalogue.spec("db.r6g.large").unwrap().memory_gib, 16.0);
    assert!(catalogue.spec("r6g.large.search").is_some());
    assert!(catalogue.spec("m6i.huge").is_none());
    assert!(catalogue.specs().len() > 1_900);
}

#[test]
fn rows_in_memory_answer_like_the_embedded_ones() {
    let row = |from: &str, to: &str, usd: &str| Row {
        service: "s".into(),
        region: "r".into(),
        item: "i".into(),
        attributes: "a=1;b=2".into(),
        unit: "GB".into(),
        price_usd: usd.into(),
        tier_from: from.into(),
        tier_to: to.into(),
        as_of: "2025-01-01".into(),
        source: "test".into(),
        basis: "quoted".into(),
        ..Row::default()
    };
    let catalogue = Catalogue::from_rows(&[row("10", "", "1"), row("0", "10", "2")], "").unwrap();
    let query = Query::new("s", "i").with("b", "2").with("a", "1");
    assert_eq!(
        catalogue.price("r", &query).rate().unwrap().cost(12.0),
        22.0
    );
    assert_eq!(
        catalogue.price("r", &Query::new("s", "i").with("a", "1")),
        Price::Missing
    );
    let gap = Catalogue::from_rows(&[row("0", "10", "2"), row("11", "", "1")], "");
    assert!(matches!(gap, Err(PackError::Tiers { .. })));
    let twice = Catalogue::from_rows(&[row("0", "", "2"), row("0", "", "1")], "");
    assert!(matches!(twice, Err(PackError::Tiers { .. })));
    let absurd = Catalogue::from_rows(&[row("0", "", "-2")], "");
    assert!(matches!(absurd, Err(PackError::Number { .. })));
}

#[test]
fn archives_that_are_damaged_do_not_panic() {
    for bytes in [
        &b""[..],
        b"SKYPR1",
        b"SKYPR1\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff",
        b"SKYPR1\x01\x01a\x7f",
    ] {
        assert!(pack::sections(bytes).is_err(), "{bytes:?}");
    }
}

#[test]
fn decimals_keep_every_digit() {
    for text in ["0.0000000204", "12", "0", "3933.21", "0.1"] {
        let decimal = pack::Decimal::parse(text).unwrap();
        assert_eq!(decimal.to_string(), text);
        assert_eq!(decimal.to_f64(), text.parse::<f64>().unwrap());
    }
    for text in ["", ".", "-1", "1e5", "NaN", "1.2.3", "99999999999999999999"] {
        assert_eq!(pack::Decimal::parse(text), None, "{text}");
    }
}

/// The README's tables are what the authors of kinds work from.
#[test]
fn the_readme_tells_the_truth() {
    let readme = include_str!("../../pricing/README.md");
    let mut prices: BTreeMap<String, BTreeMap<String, (String, f64)>> = BTreeMap::new();
    let mut lines = 0;
    for line in readme.lines() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, _, key, region, unit, usd, _] = cells[..] else {
            continue;
        };
        let Ok(usd) = usd.parse::<f64>() else {
            continue;
        };
        let region = if region == "Seoul" { SEOUL } else { region };
        let known = prices.entry(region.to_owned()).or_insert_with(|| {
            let rows = Catalogue::embedded().rows(region);
            rows.map(|row| (row.key(), (row.rate.unit.clone(), row.rate.first_usd())))
                .collect()
        });
        assert_eq!(
            known.get(key.trim_matches('`')),
            Some(&(unit.to_owned(), usd)),
            "{line}"
        );
        lines += 1;
    }
    assert!(lines > 100, "{lines}");
}
