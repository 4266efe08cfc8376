//! Between networks: peering, Transit Gateway ($0.02 a GB), VPN, Direct Connect, public addresses, Regions.

use super::*;

/// `web` in zone a of one VPC calls `api` in another: 1,000 GB there and 500 GB back.
fn two_vpcs(region: &str, zone: &str) -> Sketch {
    let mut sketch = Sketch::new();
    sketch.frame("other", ContainerKind::Region, None, Some(region));
    let around = if region == "ap-northeast-2" {
        "seoul"
    } else {
        "other"
    };
    sketch.frame("vpc-b", ContainerKind::Vpc, Some(around), None);
    let code = format!("{region}{zone}");
    let kind = ContainerKind::AvailabilityZone;
    sketch.frame("zone-b", kind, Some("vpc-b"), Some(&code));
    let subnets = [
        ("private-b", ContainerKind::PrivateSubnet),
        ("public-b", ContainerKind::PublicSubnet),
    ];
    for (name, kind) in subnets {
        sketch.frame(name, kind, Some("zone-b"), None);
    }
    sketch.put("web", "instance", &["private-a"]);
    sketch.put("api", "instance", &["private-b"]);
    let link = sketch.connect("web", "api", 1.0, 0.5);
    link.requests_per_month = Some(1_000.0 * PER_GB);
    sketch
}

const SEOUL: &str = "ap-northeast-2";
const TOKYO: &str = "ap-northeast-1";

#[test]
fn peering_is_free_inside_a_zone_only() {
    let peered = |region, zone| {
        let mut sketch = two_vpcs(region, zone);
        join(&mut sketch, "vpc", "vpc-b", ConnectionKind::Peering);
        transfer(&costs(&sketch), "web-api")
    };
    near(peered(SEOUL, "a"), 0.0);
    // Across zones 1,500 GB × 2 sides × $0.01 = $30.
    near(peered(SEOUL, "c"), 30.0);
    // To Tokyo 1,000 GB × $0.08, back 500 GB × $0.09 = $80 + $45.
    near(peered(TOKYO, "a"), 125.0);
}

#[test]
fn without_a_join_there_is_no_route() {
    for region in [SEOUL, TOKYO] {
        let sketch = two_vpcs(region, "a");
        assert_eq!(classes(&sketch, "web-api"), [PathClass::NoRoute]);
        near(all_transfer(&costs(&sketch)), 0.0);
    }
}

fn over_hub(region: &str, zone: &str) -> Sketch {
    let mut sketch = two_vpcs(region, zone);
    sketch.put("hub", "ec2_transit_gateway", &["seoul"]);
    let attachment = "ec2_transit_gateway_vpc_attachment";
    sketch.put("left", attachment, &["vpc"]);
    sketch.put("right", attachment, &["vpc-b"]);
    join(&mut sketch, "left", "hub", ConnectionKind::Call);
    join(&mut sketch, "hub", "right", ConnectionKind::Call);
    sketch
}

#[test]
fn a_transit_gateway_takes_every_gb_whatever_the_zone() {
    for zone in ["a", "c"] {
        let found = costs(&over_hub(SEOUL, zone));
        // 1,500 GB × $0.02 = $30; two attachments × 730 h × $0.07 = $51.10 each.
        near(transfer(&found, "web-api"), 30.0);
        near(line(&found, "left", "attachments"), 51.1);
    }
    // To Tokyo besides: $80 + $45.
    let found = costs(&over_hub(TOKYO, "a"));
    near(transfer(&found, "web-api"), 155.0);
}

/// An office calls `web`: 1,000 GB there and 500 GB back.
fn office() -> Sketch {
    let mut sketch = Sketch::new();
    sketch.put("office", "on_premises_server", &[""]);
    sketch.put("web", "instance", &["private-a"]);
    let link = sketch.connect("office", "web", 1.0, 0.5);
    link.requests_per_month = Some(1_000.0 * PER_GB);
    sketch
}

#[test]
fn a_vpn_pays_egress_for_what_leaves() {
    let mut sketch = office();
    sketch.put("line", "vpn_connection", &["seoul"]);
    assert_eq!(classes(&sketch, "office-web"), [PathClass::Vpn]);
    let found = costs(&sketch);
    // 500 GB × $0.126 = $63; 730 h × $0.05 = $36.50.
    near(transfer(&found, "office-web"), 63.0);
    near(line(&found, "line", "hours"), 36.5);
}

#[test]
fn direct_connect_has_a_rate_of_its_own() {
    let mut sketch = office();
    sketch.put("line", "dx_connection", &["seoul"]);
    assert_eq!(classes(&sketch, "office-web"), [PathClass::DirectConnect]);
    let found = costs(&sketch);
    // 500 GB × $0.041 = $20.50; 730 h × $0.30 = $219.
    near(transfer(&found, "office-web"), 20.5);
    near(line(&found, "line", "port"), 219.0);
    // Drawn through the line, the GB stand on the line.
    let mut drawn = Sketch::new();
    drawn.put("office", "on_premises_server", &[""]);
    drawn.put("line", "dx_connection", &["seoul"]);
    drawn.put("web", "instance", &["private-a"]);
    let link = drawn.connect("office", "line", 1.0, 0.5);
    link.requests_per_month = Some(1_000.0 * PER_GB);
    drawn.connect("line", "web", 1.0, 0.5);
    let found = costs(&drawn);
    near(all_transfer(&found), 0.0);
    near(line(&found, "line", "data_out"), 20.5);
}

#[test]
fn without_a_line_an_office_comes_over_the_internet() {
    near(transfer(&costs(&office()), "office-web"), 63.0);
}

#[test]
fn public_addresses_pay_even_inside_a_zone() {
    let mut sketch = two_vpcs(SEOUL, "a");
    sketch.put("from", "instance", &["public-a"]);
    sketch.put("to", "instance", &["public-b"]);
    let link = sketch.connect("from", "to", 1.0, 0.5);
    link.requests_per_month = Some(1_000.0 * PER_GB);
    assert_eq!(classes(&sketch, "from-to"), [PathClass::PublicAddress]);
    // 1,500 GB × 2 sides × $0.01 = $30.
    near(transfer(&costs(&sketch), "from-to"), 30.0);
    // From a private subnet over its NAT gateway: 1,500 GB × $0.059 besides.
    let link = sketch.connect("web", "to", 1.0, 0.5);
    link.requests_per_month = Some(1_000.0 * PER_GB);
    sketch.put("nat", "nat_gateway", &["public-a"]);
    near(transfer(&costs(&sketch), "web-to"), 118.5);
}

#[test]
fn between_regions_each_sender_pays_its_own_price() {
    let mut sketch = Sketch::new();
    sketch.frame("tokyo", ContainerKind::Region, None, Some(TOKYO));
    sketch.put("files", "s3_bucket", &["seoul"]);
    sketch.put("copy", "s3_bucket", &["tokyo"]);
    let link = sketch.connect("files", "copy", 1.0, 0.0);
    (link.kind, link.gb_per_month) = (ConnectionKind::Replication, Some(700.0));
    assert_eq!(classes(&sketch, "files-copy"), [PathClass::CrossRegion]);
    // 700 GB × $0.08 = $56.
    near(transfer(&costs(&sketch), "files-copy"), 56.0);
}
