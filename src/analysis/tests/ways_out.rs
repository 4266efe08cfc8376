//! Ways out of a VPC: NAT gateways ($0.059 a GB), endpoints ($0.01 a GB), the internet ($0.126 a GB up to 10 TB).

use super::*;

/// `web` in a private subnet of zone a sends 300 GB to a bucket and gets 100 GB.
fn store() -> Sketch {
    let mut sketch = Sketch::new();
    sketch.put("web", "instance", &["private-a"]);
    sketch.put("files", "s3_bucket", &["seoul"]);
    let link = sketch.connect("web", "files", 3.0, 1.0);
    link.requests_per_month = Some(100.0 * PER_GB);
    sketch
}

#[test]
fn s3_over_the_nat_gateway_of_its_zone() {
    let mut sketch = store();
    sketch.put("nat", "nat_gateway", &["public-a"]);
    // 400 GB × $0.059 = $23.60; S3 in the Region adds nothing.
    near(transfer(&costs(&sketch), "web-files"), 23.6);
}

#[test]
fn s3_over_the_nat_gateway_of_another_zone() {
    let mut sketch = store();
    sketch.put("nat", "nat_gateway", &["public-c"]);
    // 400 GB × $0.059 + 400 GB × 2 sides × $0.01 = $23.60 + $8.
    near(transfer(&costs(&sketch), "web-files"), 31.6);
}

#[test]
fn each_zone_takes_its_own_nat_gateway_where_it_has_one() {
    let mut sketch = store();
    sketch.put("both", "instance", &["private-a", "private-c"]);
    let link = sketch.connect("both", "files", 3.0, 1.0);
    link.requests_per_month = Some(100.0 * PER_GB);
    sketch.put("nat", "nat_gateway", &["public-a"]);
    // Half stands in the zone without one: $23.60 + 200 GB × 2 × $0.01 = $27.60.
    near(transfer(&costs(&sketch), "both-files"), 27.6);
    sketch.count("both", &[3, 1]);
    // A quarter: $23.60 + 100 GB × 2 × $0.01 = $25.60.
    near(transfer(&costs(&sketch), "both-files"), 25.6);
    sketch.put("second", "nat_gateway", &["public-c"]);
    near(transfer(&costs(&sketch), "both-files"), 23.6);
}

#[test]
fn s3_over_a_gateway_endpoint() {
    let mut sketch = store();
    sketch.put("nat", "nat_gateway", &["public-a"]);
    sketch.put("endpoint", "vpc_endpoint_gateway", &["vpc"]);
    assert_eq!(classes(&sketch, "web-files"), [PathClass::GatewayEndpoint]);
    near(transfer(&costs(&sketch), "web-files"), 0.0);
}

#[test]
fn s3_over_an_interface_endpoint() {
    let mut sketch = store();
    sketch.put("endpoint", "vpc_endpoint_interface", &["vpc"]);
    sketch.set("endpoint", "service", "s3");
    let found = costs(&sketch);
    // 400 GB × $0.01 = $4; two zones × 730 h × $0.013 = $18.98.
    near(transfer(&found, "web-files"), 4.0);
    near(line(&found, "endpoint", "hours"), 18.98);
    // Of both, the gateway endpoint is taken.
    sketch.put("gateway", "vpc_endpoint_gateway", &["vpc"]);
    near(transfer(&costs(&sketch), "web-files"), 0.0);
}

#[test]
fn an_interface_endpoint_has_tiers() {
    let mut sketch = store();
    sketch.put("endpoint", "vpc_endpoint_interface", &["vpc"]);
    sketch.set("endpoint", "service", "s3");
    sketch.connect("web", "files", 3.0, 1.0).requests_per_month = Some(500_000.0 * PER_GB);
    // 2,000,000 GB: 1,048,576 × $0.01 + 951,424 × $0.006 = $10,485.76 + $5,708.544.
    near(transfer(&costs(&sketch), "web-files"), 16_194.304);
}

#[test]
fn from_a_public_subnet_s3_is_free() {
    let mut sketch = Sketch::new();
    sketch.put("web", "instance", &["public-a"]);
    sketch.put("files", "s3_bucket", &["seoul"]);
    sketch.connect("web", "files", 3.0, 1.0).requests_per_month = Some(100.0 * PER_GB);
    assert_eq!(classes(&sketch, "web-files"), [PathClass::Regional]);
    near(transfer(&costs(&sketch), "web-files"), 0.0);
}

#[test]
fn without_a_way_out_nothing_is_billed_and_the_reason_is_said() {
    let sketch = store();
    assert_eq!(classes(&sketch, "web-files"), [PathClass::NoRoute]);
    near(transfer(&costs(&sketch), "web-files"), 0.0);
    assert!(!paths(&sketch).of(&id("web-files"))[0].reason.en.is_empty());
}

#[test]
fn s3_of_another_region_goes_over_the_nat_gateway_and_between_regions() {
    let mut sketch = store();
    sketch.frame("tokyo", ContainerKind::Region, None, Some("ap-northeast-1"));
    sketch.put("far", "s3_bucket", &["tokyo"]);
    let link = sketch.connect("web", "far", 3.0, 1.0);
    link.requests_per_month = Some(100.0 * PER_GB);
    sketch.put("endpoint", "vpc_endpoint_gateway", &["vpc"]);
    // A gateway endpoint serves its own Region only.
    assert_eq!(classes(&sketch, "web-far"), [PathClass::NoRoute]);
    sketch.put("nat", "nat_gateway", &["public-a"]);
    // 400 GB × $0.059 + 300 GB × $0.08 (from Seoul) + 100 GB × $0.09 (from Tokyo) = $23.60 + $24 + $9.
    near(transfer(&costs(&sketch), "web-far"), 56.6);
}

/// `web` sends GB to a service on the internet and gets ten times less.
fn egress(place: &str, gb: f64) -> Sketch {
    let mut sketch = Sketch::new();
    sketch.put("web", "instance", &[place]);
    sketch.put("vendor", "external_service", &[""]);
    let link = sketch.connect("web", "vendor", 1.0, 0.1);
    link.requests_per_month = Some(gb * PER_GB);
    sketch
}

#[test]
fn to_the_internet_from_a_public_subnet() {
    // 400 GB × $0.126 = $50.40; what arrives is free.
    near(
        transfer(&costs(&egress("public-a", 400.0)), "web-vendor"),
        50.4,
    );
}

#[test]
fn to_the_internet_over_the_nat_gateway() {
    let mut sketch = egress("private-a", 400.0);
    sketch.put("nat", "nat_gateway", &["public-a"]);
    // 440 GB × $0.059 + 400 GB × $0.126 = $25.96 + $50.40.
    near(transfer(&costs(&sketch), "web-vendor"), 76.36);
    // Drawn through the gateway, the same dollars stand on its own line and on the connection that leaves.
    let mut drawn = Sketch::new();
    drawn.put("web", "instance", &["private-a"]);
    drawn.put("nat", "nat_gateway", &["public-a"]);
    drawn.put("vendor", "external_service", &[""]);
    drawn.connect("web", "nat", 1.0, 0.1).requests_per_month = Some(400.0 * PER_GB);
    drawn.connect("nat", "vendor", 1.0, 0.1);
    let found = costs(&drawn);
    near(line(&found, "nat", "data"), 25.96);
    near(all_transfer(&found), 50.4);
}

#[test]
fn a_nat_instance_costs_its_hours_only() {
    let mut sketch = egress("private-a", 400.0);
    sketch.put("nat", "nat_instance", &["public-a"]);
    near(transfer(&costs(&sketch), "web-vendor"), 50.4);
}

#[test]
fn what_arrives_from_the_internet_is_free() {
    let mut sketch = Sketch::new();
    sketch.demand("users", "users", 400.0 * PER_GB);
    sketch.put("web", "instance", &["public-a"]);
    sketch.connect("users", "web", 1.0, 0.0);
    assert_eq!(classes(&sketch, "users-web"), [PathClass::InternetIn]);
    near(all_transfer(&costs(&sketch)), 0.0);
}

#[test]
fn egress_over_each_tier_edge() {
    let dollars = |gb| transfer(&costs(&egress("public-a", gb)), "web-vendor");
    // 10,240 × $0.126 = $1,290.24; then $0.122 up to 51,200 (40,960 GB: $4,997.12), $0.117 up to 153,600 (102,400 GB:
    // $11,980.80), then $0.108.
    near(dollars(10_240.0), 1_290.24);
    near(dollars(10_241.0), 1_290.362);
    near(dollars(51_200.0), 6_287.36);
    near(dollars(51_201.0), 6_287.477);
    near(dollars(153_600.0), 18_268.16);
    near(dollars(153_601.0), 18_268.268);
}

#[test]
fn two_components_share_the_tiers_in_proportion() {
    let mut sketch = egress("public-a", 30_000.0);
    sketch.put("api", "instance", &["public-c"]);
    let link = sketch.connect("api", "vendor", 1.0, 0.1);
    link.requests_per_month = Some(90_000.0 * PER_GB);
    let found = costs(&sketch);
    // 120,000 GB: $1,290.24 + $4,997.12 + 68,800 × $0.117 ($8,049.60) = $14,336.96; a quarter and three quarters.
    near(transfer(&found, "web-vendor"), 3_584.24);
    near(transfer(&found, "api-vendor"), 10_752.72);
}

#[test]
fn each_region_has_tiers_of_its_own() {
    let mut sketch = egress("public-a", 10_240.0);
    sketch.frame("tokyo", ContainerKind::Region, None, Some("ap-northeast-1"));
    sketch.put("far", "instance", &["tokyo"]);
    let link = sketch.connect("far", "vendor", 1.0, 0.1);
    link.requests_per_month = Some(10_240.0 * PER_GB);
    let found = costs(&sketch);
    near(transfer(&found, "web-vendor"), 1_290.24);
    // Tokyo: 10,240 × $0.114 = $1,167.36.
    near(transfer(&found, "far-vendor"), 1_167.36);
}

#[test]
fn aws_backup_needs_no_way_out() {
    let mut sketch = Sketch::new();
    sketch.put("db", "db_instance", &["private-a"]);
    sketch.put("server", "instance", &["private-c"]);
    sketch.put("vault", "backup_vault", &["seoul"]);
    sketch.frame("tokyo", ContainerKind::Region, None, Some("ap-northeast-1"));
    sketch.put("far", "backup_vault", &["tokyo"]);
    for (from, to) in [("db", "vault"), ("server", "vault"), ("server", "far")] {
        let link = sketch.connect(from, to, 1.0, 0.0);
        link.kind = ConnectionKind::Backup;
        link.requests_per_month = Some(100.0 * PER_GB);
    }
    // No NAT gateway and no endpoint is drawn: the service reads snapshots itself.
    assert_eq!(classes(&sketch, "db-vault"), [PathClass::Regional]);
    assert_eq!(classes(&sketch, "server-vault"), [PathClass::Regional]);
    // A copy in another Region pays for its way: 100 GB × $0.08.
    assert_eq!(classes(&sketch, "server-far"), [PathClass::CrossRegion]);
    near(all_transfer(&costs(&sketch)), 8.0);
}
