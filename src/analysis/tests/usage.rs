//! Usage figures that follow from traffic: logs, growth, metrics, replicas, viewers in several places.

use super::*;
use crate::analysis::usage::{figures, problems};
use crate::analysis::{Report, figures_again};
use crate::catalog::{Item, UsageFigure, UsageSource};
use crate::units::BYTES_PER_GB;
use proptest::prelude::*;

/// Users ask a load balancer, it two servers, and they a database: 100 million requests a month on each connection.
fn three_tiers(requests: f64) -> Sketch {
    let mut sketch = Sketch::new();
    sketch.demand("users", "users", requests);
    sketch.put("lb", "application_load_balancer", &["vpc"]);
    sketch.put("web", "instance", &["private-a", "private-c"]);
    sketch.put("db", "rds_cluster", &["private-a"]);
    sketch.put("log", "flow_log", &["vpc"]);
    sketch.connect("users", "lb", 1.0, 20.0);
    sketch.connect("lb", "web", 1.0, 20.0);
    sketch.connect("web", "db", 2.0, 4.0).read_share = 0.75;
    sketch
}

/// A figure of an item.
fn figure(sketch: &Sketch, component: &str, name: &str) -> UsageFigure {
    let traffic = traffic::solve(&sketch.design);
    let item = Item::of(&sketch.design, &id(component)).unwrap();
    let all = figures(&item, &traffic, Catalogue::embedded());
    let found = all.into_iter().find(|it| it.property.name == name);
    found.unwrap_or_else(|| panic!("no figure `{name}` of {component}"))
}

#[test]
fn a_flow_log_records_both_directions_at_every_interface() {
    let sketch = three_tiers(1e8);
    let found = costs(&sketch);
    // At the load balancer 100 M from users and 100 M to servers, at the servers 100 M and 100 M, at the database 100 M:
    // 500 M requests / 10 a connection × 2 directions × 115 bytes = 11.5 GB of 10^9, 10.7102 of 2^30; × $0.38 = $4.07.
    let gb = 5e8 / 10.0 * 2.0 * 115.0 / BYTES_PER_GB;
    near(quantity(&found, "log", "delivered"), gb);
    near(line(&found, "log", "delivered"), gb * 0.38);
    // To CloudWatch Logs it is dearer: × $0.76.
    let mut other = three_tiers(1e8);
    other.set("log", "log_destination_type", "cloud-watch-logs");
    near(line(&costs(&other), "log", "delivered"), gb * 0.76);
    // Connections of 30 minutes are recorded three times at intervals of ten, thirty times at one minute.
    other.set("log", "connection_seconds", 1800.0);
    near(quantity(&costs(&other), "log", "delivered"), 3.0 * gb);
    other.set("log", "max_aggregation_interval", 60.0);
    near(quantity(&costs(&other), "log", "delivered"), 30.0 * gb);
    // Nothing that is drawn is rejected.
    other.set("log", "traffic_type", "REJECT");
    near(quantity(&costs(&other), "log", "delivered"), 0.0);
}

#[test]
fn a_flow_log_watches_the_frame_that_it_stands_in() {
    let mut sketch = three_tiers(1e8);
    // In a subnet: half of the servers' 200 M, and the database's 100 M.
    sketch.design.components.remove(&id("log"));
    sketch.put("log", "flow_log", &["private-a"]);
    let gb = |requests: f64| requests / 10.0 * 2.0 * 115.0 / BYTES_PER_GB;
    near(quantity(&costs(&sketch), "log", "delivered"), gb(2e8));
    // In the Region: all VPCs, but not what stands outside them.
    sketch.design.components.remove(&id("log"));
    sketch.put("log", "flow_log", &["seoul"]);
    sketch.put("queue", "sqs_queue", &["seoul"]);
    near(quantity(&costs(&sketch), "log", "delivered"), gb(5e8));
    // What drawn log connections carry counts alone: 1,048,576 × 1 KB.
    let link = sketch.connect("web", "log", 1.0, 0.0);
    link.kind = ConnectionKind::LogShipping;
    link.requests_per_month = Some(PER_GB);
    near(quantity(&costs(&sketch), "log", "delivered"), 1.0);
}

#[test]
fn a_change_elsewhere_reaches_the_flow_log_and_the_distribution() {
    let catalogue = Catalogue::embedded();
    let same = |before: &Sketch, after: &Sketch| {
        let again = figures_again(report(before), &after.design, catalogue);
        let full = report(after);
        assert_eq!(again.cost.components, full.cost.components);
        assert_eq!(again.cost.total, full.cost.total);
        assert_ne!(full.cost.components, report(before).cost.components);
    };
    let before = three_tiers(1e8);
    let mut after = three_tiers(1e8);
    after.design.components.remove(&id("db"));
    after.put("db", "rds_cluster", &["seoul"]);
    same(&before, &after);
    let before = by_place();
    let mut after = by_place();
    // These ask through DNS, so that the distribution is no neighbour of theirs.
    after.set("in-korea", "location", "europe");
    same(&before, &after);
}

fn report(sketch: &Sketch) -> Report {
    crate::analysis::figures(&sketch.design, Catalogue::embedded())
}

#[test]
fn access_logs_follow_the_requests() {
    let mut sketch = three_tiers(1e8);
    sketch.set("lb", "access_logs", true);
    let found = costs(&sketch);
    // 100 M × 528 bytes = 49.17 GB; compressed to 15 %, kept 720 of 730 hours, × $0.025.
    let gb = 1e8 * 528.0 / BYTES_PER_GB;
    near(quantity(&found, "lb", "access_logs"), gb);
    near(line(&found, "lb", "access_logs"), 0.0);
    let kept = gb * 0.15 * 720.0 / 730.0;
    near(line(&found, "lb", "access_log_storage"), kept * 0.025);
    // A drawn log connection is billed where it ends.
    sketch.put("bucket", "s3_bucket", &["seoul"]);
    let link = sketch.connect("lb", "bucket", 0.5, 0.0);
    link.kind = ConnectionKind::LogShipping;
    let drawn = costs(&sketch);
    let keys = drawn.components[&id("lb")]
        .lines
        .iter()
        .map(|line| line.key);
    assert!(keys.into_iter().all(|key| !key.starts_with("access_log")));
}

#[test]
fn writes_make_data_grow() {
    let mut sketch = three_tiers(1e8);
    let found = costs(&sketch);
    // 25 M writes × 2 KB = 47.6837 GB a month; half of it is there on average in the first month: × $0.12.
    let gb = 25e6 * 2.0 / PER_GB;
    near(quantity(&found, "db", "storage_growth"), gb / 2.0);
    near(line(&found, "db", "storage_growth"), gb / 2.0 * 0.12);
    near(figure(&sketch, "db", "storage_growth_gb").derived, gb);
    // 20 % stays; in the twelfth month eleven months and a half of it are there.
    sketch.set("db", "kept_write_percent", 20.0);
    sketch.set("db", "growth_month", 12.0);
    near(
        line(&costs(&sketch), "db", "storage_growth"),
        gb * 0.2 * 11.5 * 0.12,
    );
    // What RDS has allocated costs the same however fast it fills.
    let mut sketch = three_tiers(1e8);
    sketch.design.components.remove(&id("db"));
    sketch.put("db", "db_instance", &["private-a"]);
    let found = costs(&sketch);
    near(quantity(&found, "db", "storage_growth"), gb);
    near(line(&found, "db", "storage_growth"), 0.0);
    near(quantity(&found, "db", "storage"), 100.0);
}

#[test]
fn metrics_follow_the_instances_that_the_traffic_needs() {
    let mut sketch = Sketch::new();
    // 262.8 M requests a month: 100 a second / (25 each × 50 %) = 8 instances.
    sketch.demand("users", "users", 262.8e6);
    sketch.put("lb", "application_load_balancer", &["vpc"]);
    sketch.put("web", "autoscaling_group", &["private-a", "private-c"]);
    sketch.connect("users", "lb", 1.0, 1.0);
    sketch.connect("lb", "web", 1.0, 1.0);
    for (name, value) in [
        ("requests_per_second_per_instance", 25.0),
        ("target_utilization", 50.0),
        ("min_size", 2.0),
        ("max_size", 20.0),
    ] {
        sketch.set("web", name, value);
    }
    sketch.set("web", "monitoring", true);
    // 8 × 7 × $0.30 = $16.80.
    near(line(&costs(&sketch), "web", "monitoring"), 16.8);
    sketch.set("web", "detailed_metrics", 10.0);
    let found = costs(&sketch);
    near(line(&found, "web", "monitoring"), 3.0);
    let lines = &found.components[&id("web")].lines;
    let line = lines.iter().find(|line| line.key == "monitoring").unwrap();
    assert_eq!(line.source, UsageSource::Typed);
}

#[test]
fn a_cluster_counts_the_nodes_of_its_vpc() {
    let mut sketch = Sketch::new();
    sketch.put("cluster", "eks_cluster", &["vpc"]);
    sketch.set("cluster", "container_insights", true);
    sketch.put("nodes", "eks_node_group", &["private-a", "private-c"]);
    sketch.set("nodes", "desired_size", 4.0);
    sketch.set("nodes", "max_size", 8.0);
    // 24 + 4 nodes × 8 + one service's 9 + 6 = 71 metrics × $0.30 = $21.30.
    near(line(&costs(&sketch), "cluster", "container_insights"), 21.3);
}

#[test]
fn a_global_table_sends_its_writes_to_every_replica() {
    let mut sketch = Sketch::new();
    sketch.put("work", "lambda_function", &["seoul"]);
    sketch.put("table", "dynamodb_table", &["seoul"]);
    let link = sketch.connect("work", "table", 1.0, 1.0);
    (link.requests_per_month, link.read_share) = (Some(100.0 * PER_GB), 0.5);
    sketch.set("table", "item_kb", 2.0);
    sketch.set("table", "replica_regions", "ap-northeast-1 us-east-1");
    let found = costs(&sketch);
    // 52,428,800 writes × 2 KB = 100 GB to each; from Seoul × $0.08 = $8.
    for key in ["replica_1_transfer", "replica_2_transfer"] {
        near(quantity(&found, "table", key), 100.0);
        near(line(&found, "table", key), 8.0);
    }
    // 52,428,800 × 2 units × $0.000000715 in Tokyo.
    near(
        line(&found, "table", "replica_1"),
        104_857_600.0 * 0.000_000_715,
    );
    // A drawn replication connection bills its own transfer.
    sketch.frame("tokyo", ContainerKind::Region, None, Some("ap-northeast-1"));
    sketch.put("copy", "dynamodb_table", &["tokyo"]);
    sketch.connect("table", "copy", 2.0, 0.0).kind = ConnectionKind::Replication;
    let lines = &costs(&sketch).components[&id("table")].lines;
    let keys: Vec<&str> = lines.iter().map(|line| line.key).collect();
    assert!(!keys.contains(&"replica_1_transfer") && keys.contains(&"replica_2_transfer"));
}

/// Users in Korea ask through DNS, users in Japan directly, others nobody knows where: 100, 60 and 40 M requests of 10 KB.
fn by_place() -> Sketch {
    let mut sketch = Sketch::new();
    sketch.put("cdn", "cloudfront_distribution", &[""]);
    sketch.put("dns", "route53_zone", &[""]);
    for (name, location, million) in [
        ("in-korea", "korea", 100.0),
        ("in-japan", "japan", 60.0),
        ("elsewhere", "unknown", 40.0),
    ] {
        sketch.demand(name, "users", million * PER_GB);
        sketch.set(name, "location", location);
        let first = if name == "in-korea" { "dns" } else { "cdn" };
        sketch.connect(name, first, 1.0, 10.0);
    }
    sketch.connect("dns", "cdn", 1.0, 10.0);
    sketch.set("cdn", "viewer_location", "Europe Israel");
    sketch
}

#[test]
fn viewers_are_billed_where_they_are() {
    let found = costs(&by_place());
    // 1,000 GB to Korea × $0.12, 600 to Japan × $0.114, 400 to Europe × $0.085.
    near(line(&found, "cdn", "data_out_asia_pacific"), 120.0);
    near(line(&found, "cdn", "data_out_japan"), 68.4);
    near(line(&found, "cdn", "data_out_europe"), 34.0);
    // 104,857,600, 62,914,560 and 41,943,040 requests × $0.0000012.
    near(line(&found, "cdn", "requests_japan"), 75.497_472);
    let lines = &found.components[&id("cdn")].lines;
    let requests = lines.iter().filter(|line| line.key.starts_with("requests"));
    let sum: f64 = requests.map(|line| line.amount.value).sum();
    near(sum, 200.0 * PER_GB);
    // Shares that are typed win over where the users are: 2,000 GB × 50 % each, × $0.085 and × $0.109.
    let mut typed = by_place();
    typed.set("cdn", "viewer_shares", "US Mexico Canada=1, India=1");
    let found = costs(&typed);
    near(line(&found, "cdn", "data_out_north_america"), 85.0);
    near(line(&found, "cdn", "data_out_india"), 109.0);
}

/// A design with all of these figures.
fn everything(requests: f64) -> Sketch {
    let mut sketch = three_tiers(requests);
    for name in ["lb", "cdn"] {
        if name == "cdn" {
            sketch.put("cdn", "cloudfront_distribution", &[""]);
            sketch.demand("viewers", "users", requests);
            sketch.set("viewers", "location", "japan");
            sketch.connect("viewers", "cdn", 1.0, 10.0);
            sketch.connect("users", "cdn", 1.0, 10.0);
        }
        sketch.set(name, "access_logs", true);
    }
    sketch.set("web", "monitoring", true);
    sketch.put("api", "api_gateway_http", &["seoul"]);
    sketch.set("api", "access_logs", true);
    sketch.connect("users", "api", 1.0, 1.0);
    sketch.put("table", "dynamodb_table", &["seoul"]);
    sketch.set("table", "replica_regions", "ap-northeast-1");
    sketch.connect("api", "table", 2.0, 2.0).read_share = 0.5;
    sketch.put("tasks", "ecs_service", &["private-a"]);
    sketch.set("tasks", "container_insights", true);
    sketch.put("rds", "db_instance", &["private-a"]);
    sketch.connect("web", "rds", 1.0, 1.0);
    sketch
}

/// The figures, and whether they grow with the demand.
const FIGURES: [(&str, &str, bool); 10] = [
    ("log", "delivered_gb", true),
    ("lb", "access_log_gb", true),
    ("cdn", "access_log_gb", true),
    ("cdn", "data_out_gb", true),
    ("api", "access_log_gb", true),
    ("db", "storage_growth_gb", true),
    ("rds", "storage_growth_gb", true),
    ("table", "replicated_gb", true),
    ("web", "detailed_metrics", false),
    ("tasks", "insights_metrics", false),
];

/// Names, quantities and prices of all lines of a component.
fn bill(costs: &Costs, component: &str) -> Vec<(&'static str, f64, Option<f64>)> {
    let lines = costs.components[&id(component)].lines.iter();
    lines
        .map(|line| (line.key, line.amount.value, line.monthly.map(|usd| usd.0)))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn figures_are_linear_and_typing_them_changes_no_bill(requests in 1e3..1e10) {
        let sketch = everything(requests);
        let plain = costs(&sketch);
        let thrice = everything(requests * 3.0);
        for (component, name, grows) in FIGURES {
            let derived = figure(&sketch, component, name).derived;
            prop_assert!(derived > 0.0 && derived.is_finite(), "{component} {name}: {derived}");
            let larger = figure(&thrice, component, name).derived;
            let expected = if grows { derived * 3.0 } else { derived };
            prop_assert!((larger / expected - 1.0).abs() < 1e-9, "{component} {name}");
            let mut typed = everything(requests);
            typed.set(component, name, derived);
            let found = costs(&typed);
            let (one, two) = (bill(&plain, component), bill(&found, component));
            prop_assert_eq!(one.len(), two.len());
            for (left, right) in one.iter().zip(&two) {
                prop_assert_eq!(left.0, right.0);
                prop_assert!((left.1 - right.1).abs() <= 1e-9 * left.1.abs().max(1e-9), "{left:?} {right:?}");
                prop_assert!(left.1 >= 0.0 && left.2.is_some_and(|usd| usd >= 0.0), "{left:?}");
            }
            prop_assert!((plain.total.usd.0 - found.total.usd.0).abs() <= 1e-9 * plain.total.usd.0);
        }
    }
}

#[test]
fn figures_far_from_the_derived_ones_are_told() {
    for (component, name, _) in FIGURES {
        let mut sketch = everything(1e8);
        let derived = figure(&sketch, component, name).derived;
        for (factor, wrong) in [(9.0, 0), (11.0, 1), (0.11, 0), (0.09, 1)] {
            sketch.set(component, name, derived * factor);
            let traffic = traffic::solve(&sketch.design);
            let item = Item::of(&sketch.design, &id(component)).unwrap();
            let found = problems(&item, &traffic, Catalogue::embedded());
            let told = found.iter().filter(|it| it.property == Some(name)).count();
            assert_eq!(told, wrong, "{component} {name} × {factor}");
        }
    }
}
