use super::*;
use crate::analysis::testing::{Sketch, id};
use crate::analysis::traffic;
use crate::model::{ConnectionKind, ContainerKind};

/// Parts of one connection.
fn parts(sketch: &Sketch, connection: &str) -> Vec<PathPart> {
    let traffic = traffic::solve(&sketch.design);
    classify(&sketch.design, &traffic)
        .of(&id(connection))
        .to_vec()
}

fn close(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-9 * b.abs().max(1.0), "{a} is not {b}");
}

/// Users at 100 req/s -> balancer -> `web` in the given subnets -> `db` in the given subnets, 1 KB out and 9 KB back.
fn tiers(web: &[&str], db_kind: &str, db: &[&str]) -> Sketch {
    let mut sketch = Sketch::new();
    sketch.users("users", 100.0);
    sketch.put("alb", "application_load_balancer", &["vpc"]);
    sketch.put("web", "instance", web);
    sketch.put("db", db_kind, db);
    sketch.connect("users", "alb", 1.0, 9.0);
    sketch.connect("alb", "web", 1.0, 9.0);
    sketch.connect("web", "db", 1.0, 9.0);
    sketch
}

/// 100 req/s x 730 h x 3,600 s = 262.8 M requests a month, 10 KB each both ways: 262,800,000 x 10 / 1,048,576 GB.
const GB_BOTH_WAYS: f64 = 262_800_000.0 * 10.0 / 1_048_576.0;

#[test]
fn the_internet_pays_only_for_what_leaves() {
    let parts = parts(
        &tiers(&["private-a"], "db_instance", &["private-a"]),
        "users-alb",
    );
    assert_eq!(parts.len(), 1);
    assert_eq!(parts[0].class, PathClass::InternetOut);
    // The response is 9 of the 10 KB.
    close(
        parts[0].billed(Transfer::InternetEgress).0,
        GB_BOTH_WAYS * 0.9,
    );
}

#[test]
fn balancer_to_target_is_free_across_zones() {
    let parts = parts(
        &tiers(&["private-a", "private-c"], "db_instance", &["private-a"]),
        "alb-web",
    );
    assert!(parts.iter().all(|part| part.charges.is_empty()));
}

#[test]
fn one_of_two_servers_in_the_other_zone_pays_one_side_towards_a_managed_database() {
    let same = parts(
        &tiers(&["private-a"], "db_instance", &["private-a"]),
        "web-db",
    );
    assert_eq!(same.iter().map(|part| part.charges.len()).sum::<usize>(), 0);
    let split = parts(
        &tiers(&["private-a", "private-c"], "db_instance", &["private-a"]),
        "web-db",
    );
    assert_eq!(split.len(), 2);
    // Half of the calls come from the other zone; the server side pays out (1 KB) and in (9 KB) once each.
    close(
        split
            .iter()
            .map(|part| part.billed(Transfer::InterZone).0)
            .sum(),
        GB_BOTH_WAYS / 2.0,
    );
    close(split.iter().map(|part| part.share).sum(), 1.0);
}

#[test]
fn two_servers_across_zones_pay_on_both_sides() {
    let parts = parts(&tiers(&["private-a"], "instance", &["private-c"]), "web-db");
    // Every GB counts out at one and in at the other: twice.
    close(parts[0].billed(Transfer::InterZone).0, GB_BOTH_WAYS * 2.0);
}

#[test]
fn affinity_keeps_traffic_in_the_zone() {
    let mut sketch = tiers(
        &["private-a", "private-c"],
        "instance",
        &["private-a", "private-c"],
    );
    let even = parts(&sketch, "web-db");
    // 1 - (1/2 x 1/2 + 1/2 x 1/2) = 1/2 crosses.
    let crossing: f64 = even
        .iter()
        .filter(|part| part.class == PathClass::CrossZone)
        .map(|part| part.share)
        .sum();
    close(crossing, 0.5);
    sketch.connect("web", "db", 1.0, 9.0).zone_affinity = true;
    assert!(
        parts(&sketch, "web-db")
            .iter()
            .all(|part| part.class == PathClass::SameZone)
    );
}

#[test]
fn writes_go_to_the_primary_and_reads_to_the_copies() {
    let mut sketch = tiers(&["private-a"], "rds_cluster", &["private-a", "private-c"]);
    sketch.connect("web", "db", 1.0, 9.0).read_share = 0.8;
    let parts = parts(&sketch, "web-db");
    let share = |zone: &str| -> f64 {
        parts
            .iter()
            .filter(|part| part.to_zone.as_deref() == Some(zone))
            .map(|part| part.share)
            .sum()
    };
    close(share("ap-northeast-2a"), 0.2);
    close(share("ap-northeast-2c"), 0.8);
}

#[test]
fn a_private_subnet_goes_out_over_nat_or_not_at_all() {
    let mut sketch = Sketch::new();
    sketch.put("web", "instance", &["private-a"]);
    sketch.put("logs", "external_log_store", &[""]);
    let link = sketch.connect("web", "logs", 1.0, 0.0);
    (link.kind, link.gb_per_month) = (ConnectionKind::LogShipping, Some(100.0));
    assert_eq!(parts(&sketch, "web-logs")[0].class, PathClass::NoRoute);
    sketch.put("nat", "nat_gateway", &["public-c"]);
    let over = &parts(&sketch, "web-logs")[0];
    assert_eq!(over.class, PathClass::NatGateway);
    assert_eq!(over.via, Some(id("nat")));
    close(over.billed(Transfer::NatProcessing).0, 100.0);
    // The gateway stands in the other zone: out at the server, in at the gateway.
    close(over.billed(Transfer::InterZone).0, 200.0);
    close(over.billed(Transfer::InternetEgress).0, 100.0);
}

#[test]
fn a_gateway_endpoint_takes_s3_off_the_nat_gateway() {
    let mut sketch = Sketch::new();
    sketch.put("web", "instance", &["private-a"]);
    sketch.put("nat", "nat_gateway", &["public-a"]);
    sketch.put("files", "s3_bucket", &["seoul"]);
    sketch.connect("web", "files", 1.0, 0.0).gb_per_month = Some(412.0);
    let over = &parts(&sketch, "web-files")[0];
    assert_eq!(over.class, PathClass::NatGateway);
    close(over.billed(Transfer::NatProcessing).0, 412.0);
    assert_eq!(over.billed(Transfer::InternetEgress).0, 0.0);
    sketch.put("endpoint", "vpc_endpoint_gateway", &["vpc"]);
    let free = &parts(&sketch, "web-files")[0];
    assert_eq!(
        (free.class, free.charges.len()),
        (PathClass::GatewayEndpoint, 0)
    );
}

#[test]
fn an_interface_endpoint_serves_its_own_service_only() {
    let mut sketch = Sketch::new();
    sketch.put("web", "instance", &["private-a"]);
    sketch.put("nat", "nat_gateway", &["public-a"]);
    sketch.put("jobs", "sqs_queue", &["seoul"]);
    sketch.put("logs", "cloudwatch_log_group", &["seoul"]);
    sketch.connect("web", "jobs", 1.0, 0.0).gb_per_month = Some(30.0);
    sketch.connect("web", "logs", 1.0, 0.0).gb_per_month = Some(70.0);
    let endpoint = sketch.put("endpoint", "vpc_endpoint_interface", &["vpc"]);
    endpoint
        .properties
        .insert("service".to_owned(), "sqs".into());
    let inside = &parts(&sketch, "web-jobs")[0];
    assert_eq!(inside.class, PathClass::InterfaceEndpoint);
    assert_eq!(inside.via, Some(id("endpoint")));
    close(inside.billed(Transfer::EndpointProcessing).0, 30.0);
    assert_eq!(inside.billed(Transfer::NatProcessing).0, 0.0);
    let outside = &parts(&sketch, "web-logs")[0];
    assert_eq!(outside.class, PathClass::NatGateway);
    close(outside.billed(Transfer::NatProcessing).0, 70.0);
}

#[test]
fn between_regions_each_sender_pays() {
    let mut sketch = Sketch::new();
    sketch.frame("tokyo", ContainerKind::Region, None, Some("ap-northeast-1"));
    sketch.put("web", "instance", &["private-a"]);
    sketch.put("copy", "instance", &["tokyo"]);
    sketch.connect("web", "copy", 1.0, 0.0).gb_per_month = Some(50.0);
    let part = &parts(&sketch, "web-copy")[0];
    assert_eq!(part.class, PathClass::CrossRegion);
    assert_eq!(part.charges.len(), 1);
    assert_eq!(
        (
            part.charges[0].region.as_str(),
            part.charges[0].to_region.as_deref()
        ),
        ("ap-northeast-2", Some("ap-northeast-1"))
    );
    close(part.charges[0].gb.0, 50.0);
}

#[test]
fn a_web_acl_in_the_path_does_not_hide_or_double_the_egress() {
    let mut sketch = tiers(&["private-a"], "db_instance", &["private-a"]);
    sketch.put("waf", "wafv2_web_acl", &["seoul"]);
    sketch.connect("users", "waf", 1.0, 9.0);
    sketch.connect("waf", "alb", 1.0, 9.0);
    let egress = |name: &str| -> f64 {
        parts(&sketch, name)
            .iter()
            .map(|part| part.billed(Transfer::InternetEgress).0)
            .sum()
    };
    assert_eq!(egress("users-waf"), 0.0);
    assert!(egress("waf-alb") > 0.0);
}

#[test]
fn a_private_line_is_billed_with_the_line_not_as_egress() {
    let mut sketch = Sketch::new();
    sketch.put("office", "on_premises_server", &["seoul"]);
    sketch.put("line", "dx_connection", &["seoul"]);
    sketch.put("web", "instance", &["private-a"]);
    sketch.connect("office", "line", 1.0, 9.0);
    sketch.connect("line", "web", 1.0, 9.0);
    for name in ["office-line", "line-web"] {
        let part = &parts(&sketch, name)[0];
        assert_eq!(part.class, PathClass::Regional);
        assert!(part.charges.is_empty(), "{name}");
    }
}

#[test]
fn a_nat_instance_carries_traffic_without_a_charge_for_processing() {
    let mut sketch = Sketch::new();
    sketch.put("web", "instance", &["private-a"]);
    sketch.put("nat", "nat_instance", &["vpc"]);
    sketch.put("vendor", "external_service", &["seoul"]);
    sketch.connect("web", "vendor", 1.0, 0.0).gb_per_month = Some(30.0);
    let part = &parts(&sketch, "web-vendor")[0];
    assert_eq!(part.class, PathClass::NatGateway);
    assert_eq!(part.via, Some(id("nat")));
    assert_eq!(part.billed(Transfer::NatProcessing).0, 0.0);
    close(part.billed(Transfer::InternetEgress).0, 30.0);
}
