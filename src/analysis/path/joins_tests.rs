//! Networks and what joins them.

use super::*;
use crate::analysis::testing::{Sketch, id};
use crate::analysis::traffic;
use crate::model::{Connection, ConnectionKind, ContainerKind};
use std::sync::Arc;

/// 100 req/s x 730 h x 3,600 s = 262.8 M requests a month, 10 KB each both ways: 262,800,000 x 10 / 1,048,576 GB.
const GB_BOTH_WAYS: f64 = 262_800_000.0 * 10.0 / 1_048_576.0;

/// `web` in zone a of the first VPC calls `api` in a second VPC, in zone `zone`: 1 KB there, 9 KB back.
fn two_vpcs(zone: &str) -> Sketch {
    let mut sketch = Sketch::new();
    sketch.users("users", 100.0);
    sketch.frame("vpc-b", ContainerKind::Vpc, Some("seoul"), None);
    let code = format!("ap-northeast-2{zone}");
    sketch.frame(
        "zone-b",
        ContainerKind::AvailabilityZone,
        Some("vpc-b"),
        Some(&code),
    );
    sketch.frame(
        "private-b",
        ContainerKind::PrivateSubnet,
        Some("zone-b"),
        None,
    );
    sketch.put("web", "instance", &["private-a"]);
    sketch.put("api", "instance", &["private-b"]);
    sketch.connect("users", "web", 1.0, 9.0);
    sketch.connect("web", "api", 1.0, 9.0);
    sketch
}

fn peer(sketch: &mut Sketch, from: &str, to: &str, kind: ConnectionKind) {
    let mut connection = Connection::new(id(from), id(to));
    connection.kind = kind;
    let name = id(&format!("{from}-{to}"));
    sketch.design.connections.insert(name, Arc::new(connection));
}

fn parts(sketch: &Sketch, connection: &str) -> Vec<PathPart> {
    let traffic = traffic::solve(&sketch.design);
    classify(&sketch.design, &traffic)
        .of(&id(connection))
        .to_vec()
}

fn close(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-9 * b.abs().max(1.0), "{a} is not {b}");
}

/// The copy of a managed database in another Region travels over AWS's network: 1 KB x 262.8 M writes a month, paid
/// as transfer between Regions on the sending side; nothing need join the VPCs.
#[test]
fn a_managed_copy_in_another_region_needs_no_peering() {
    let mut sketch = Sketch::new();
    sketch.users("users", 100.0);
    sketch.frame("tokyo", ContainerKind::Region, None, Some("ap-northeast-1"));
    sketch.frame("vpc-b", ContainerKind::Vpc, Some("tokyo"), None);
    let zone = ContainerKind::AvailabilityZone;
    sketch.frame("zone-b", zone, Some("vpc-b"), Some("ap-northeast-1a"));
    let subnet = ContainerKind::PrivateSubnet;
    sketch.frame("private-b", subnet, Some("zone-b"), None);
    sketch.put("db", "db_instance", &["private-a"]);
    sketch.put("copy", "db_instance", &["private-b"]);
    sketch.connect("users", "db", 1.0, 0.0);
    sketch.connect("db", "copy", 1.0, 0.0);
    let link = id("db-copy");
    let mut connection = sketch.design.connections[&link].as_ref().clone();
    connection.kind = ConnectionKind::Replication;
    sketch.design.connections.insert(link, Arc::new(connection));
    let writes = sketch.design.connections[&id("users-db")].as_ref().clone();
    let all_writes = Connection {
        read_share: 0.0,
        ..writes
    };
    sketch
        .design
        .connections
        .insert(id("users-db"), Arc::new(all_writes));
    let found = parts(&sketch, "db-copy");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].class, PathClass::CrossRegion);
    let gb: f64 = found[0].charges.iter().map(|charge| charge.gb.0).sum();
    close(gb, 262_800_000.0 / 1_048_576.0);
}

#[test]
fn two_vpcs_need_something_that_joins_them() {
    let mut sketch = two_vpcs("a");
    assert_eq!(parts(&sketch, "web-api")[0].class, PathClass::NoRoute);
    peer(&mut sketch, "vpc", "vpc-b", ConnectionKind::Peering);
    let found = parts(&sketch, "web-api");
    assert_eq!(found[0].class, PathClass::Peering);
    assert!(found[0].charges.is_empty(), "the same zone is free");
    let mut other = two_vpcs("c");
    peer(&mut other, "vpc", "vpc-b", ConnectionKind::Peering);
    let found = parts(&other, "web-api");
    assert_eq!(found[0].class, PathClass::CrossZone);
    // Out at the sender and in at the receiver.
    close(found[0].billed(Transfer::InterZone).0, 2.0 * GB_BOTH_WAYS);
}

#[test]
fn a_peering_does_not_lead_on_to_a_third_network() {
    let mut sketch = two_vpcs("a");
    sketch.frame("vpc-m", ContainerKind::Vpc, Some("seoul"), None);
    sketch.put("one", "vpc_peering_connection", &["seoul"]);
    sketch.put("two", "vpc_peering_connection", &["seoul"]);
    for (join, a, b) in [("one", "vpc", "vpc-m"), ("two", "vpc-m", "vpc-b")] {
        peer(&mut sketch, a, join, ConnectionKind::Call);
        peer(&mut sketch, join, b, ConnectionKind::Call);
    }
    assert_eq!(parts(&sketch, "web-api")[0].class, PathClass::NoRoute);
    peer(&mut sketch, "one", "vpc-b", ConnectionKind::Call);
    let found = parts(&sketch, "web-api");
    assert_eq!(found[0].class, PathClass::Peering);
    assert_eq!(found[0].via, Some(id("one")));
}

#[test]
fn a_transit_gateway_bills_each_gb_whatever_the_zones() {
    let mut sketch = two_vpcs("c");
    sketch.put("hub", "ec2_transit_gateway", &["seoul"]);
    sketch.put("left", "ec2_transit_gateway_vpc_attachment", &["vpc"]);
    sketch.put("right", "ec2_transit_gateway_vpc_attachment", &["vpc-b"]);
    peer(&mut sketch, "left", "hub", ConnectionKind::Call);
    assert_eq!(parts(&sketch, "web-api")[0].class, PathClass::NoRoute);
    peer(&mut sketch, "hub", "right", ConnectionKind::Call);
    let found = parts(&sketch, "web-api");
    assert_eq!(found[0].class, PathClass::TransitGateway);
    assert_eq!(found[0].via, Some(id("hub")));
    close(
        found[0].billed(Transfer::TransitGatewayProcessing).0,
        GB_BOTH_WAYS,
    );
    close(found[0].billed(Transfer::InterZone).0, 0.0);
}

#[test]
fn counted_attachments_join_all_vpcs_of_the_region() {
    let mut sketch = two_vpcs("c");
    sketch
        .put("hub", "ec2_transit_gateway", &["seoul"])
        .properties
        .insert("vpc_attachments".to_owned(), 2.0.into());
    assert_eq!(
        parts(&sketch, "web-api")[0].class,
        PathClass::TransitGateway
    );
}

#[test]
fn a_public_load_balancer_of_another_vpc_is_reached_over_public_addresses() {
    let mut sketch = two_vpcs("a");
    sketch.put("front", "application_load_balancer", &["vpc-b"]);
    sketch.connect("web", "front", 1.0, 9.0);
    // A private subnet without a NAT gateway reaches no public address.
    assert_eq!(parts(&sketch, "web-front")[0].class, PathClass::NoRoute);
    sketch.put("nat", "nat_gateway", &["public-a"]);
    let found = parts(&sketch, "web-front");
    assert_eq!(found[0].class, PathClass::PublicAddress);
    assert_eq!(found[0].via, Some(id("nat")));
    close(found[0].billed(Transfer::NatProcessing).0, GB_BOTH_WAYS);
    // The caller pays out and in; the balancer's side is not billed.
    close(found[0].billed(Transfer::InterZone).0, GB_BOTH_WAYS);
}

#[test]
fn a_site_is_reached_over_the_vpn_and_pays_egress_for_what_leaves() {
    let mut sketch = Sketch::new();
    sketch.put("office", "on_premises_server", &[""]);
    sketch.users("users", 100.0);
    sketch.put("web", "instance", &["private-a"]);
    sketch.connect("users", "office", 1.0, 1.0);
    sketch.connect("office", "web", 1.0, 9.0);
    assert_eq!(
        parts(&sketch, "office-web")[0].class,
        PathClass::InternetOut
    );
    sketch.put("line", "vpn_connection", &["seoul"]);
    let found = parts(&sketch, "office-web");
    assert_eq!(found[0].class, PathClass::Vpn);
    assert_eq!(found[0].via, Some(id("line")));
    close(
        found[0].billed(Transfer::InternetEgress).0,
        GB_BOTH_WAYS * 0.9,
    );
}
