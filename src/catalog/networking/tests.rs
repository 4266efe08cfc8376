//! What networking kinds read from Terraform resources and usage files.

use crate::catalog::terraform::{Draft, Entry, Plan, Usage, read, reader};
use crate::model::Value as Word;
use serde_json::{Value, json};

/// Reads one resource in us-east-1.
fn draft(kind: &str, values: Value, usage: Value) -> Draft {
    let map = |value: Value| value.as_object().unwrap().clone();
    let plan = Plan::of(vec![Entry {
        address: format!("{kind}.it"),
        kind: kind.to_owned(),
        name: "it".to_owned(),
        region: "us-east-1".to_owned(),
        values: map(values),
        usage: Usage {
            values: map(usage),
            ..Usage::default()
        },
        ..Entry::default()
    }]);
    let resource = plan.resources().next().unwrap();
    let (kind, import) = reader(&resource).unwrap();
    read(&resource, kind, import)
}

fn number(draft: &Draft, property: &str) -> Option<f64> {
    draft.properties.get(property).and_then(Word::as_number)
}

#[test]
fn a_load_balancer_takes_the_largest_of_its_totals() {
    let usage =
        json!({"new_connections": 500, "rule_evaluations": 2000, "active_connections": 9000});
    // 500 / 100 = 5, 9,000 / 3,000 = 3; 2,000 / 1,000 = 2 rule evaluations.
    let application = draft("aws_lb", json!({}), usage.clone());
    assert_eq!(application.kind.name, "application_load_balancer");
    assert_eq!(number(&application, "capacity_unit_hours"), Some(5.0));
    let network = json!({"load_balancer_type": "network", "internal": true, "subnets": ["a", "b"]});
    let network = draft(
        "aws_alb",
        network,
        json!({"rule_evaluations": 1e6, "new_connections": 500}),
    );
    assert_eq!(network.kind.name, "network_load_balancer");
    assert_eq!(number(&network, "capacity_unit_hours"), Some(5.0));
    assert_eq!(number(&network, "zones"), Some(2.0));
    assert!(network.notes.is_empty());
    let gateway = draft(
        "aws_lb",
        json!({"load_balancer_type": "gateway"}),
        json!({}),
    );
    assert_eq!(gateway.kind.name, "gateway_load_balancer");
}

#[test]
fn addresses_of_a_load_balancer_count_where_the_plan_says_it_is_public() {
    let unknown = draft("aws_lb", json!({}), json!({}));
    assert_eq!(number(&unknown, "public_addresses"), Some(0.0));
    assert_eq!(unknown.notes.len(), 1);
    let public = draft("aws_lb", json!({"internal": false}), json!({}));
    assert_eq!(number(&public, "public_addresses"), None);
    assert!(public.notes.is_empty());
}

#[test]
fn transfer_over_direct_connect_stands_with_the_region_that_it_leaves() {
    let values = json!({"location": "EqDC2", "bandwidth": "10Gbps"});
    let by_region = json!({"us_east_1": 100, "eu_west_1": 20, "no_such_9": 5});
    let usage = json!({
        "monthly_outbound_from_region_to_dx_connection_location": by_region,
        "monthly_outbound_region_to_dx_location_gb": 999,
        "dx_connection_type": "hosted",
    });
    let line = draft("aws_dx_connection", values.clone(), usage);
    assert_eq!(number(&line, "data_out_gb"), Some(100.0));
    assert_eq!(line.parts.len(), 1);
    let (_, part) = &line.parts[0];
    assert_eq!(number(part, "data_out_gb"), Some(20.0));
    assert_eq!(part.properties["region"].as_text(), Some("eu-west-1"));
    assert_eq!(line.notes.len(), 1);
    let old = draft(
        "aws_dx_connection",
        values,
        json!({"monthly_outbound_region_to_dx_location_gb": 7}),
    );
    assert_eq!(number(&old, "data_out_gb"), Some(7.0));
}

#[test]
fn each_type_of_endpoint_is_its_own_kind() {
    let kind = |values: Value| draft("aws_vpc_endpoint", values, json!({})).kind.name;
    assert_eq!(kind(json!({})), "vpc_endpoint_gateway");
    let typed = |word: &str| kind(json!({"vpc_endpoint_type": word}));
    assert_eq!(typed("Gateway"), "vpc_endpoint_gateway");
    assert_eq!(typed("Interface"), "vpc_endpoint_interface");
    assert_eq!(
        typed("GatewayLoadBalancer"),
        "vpc_endpoint_gateway_load_balancer"
    );
    let name = "com.amazonaws.us-east-1.ecr.dkr";
    let values =
        json!({"vpc_endpoint_type": "Interface", "service_name": name, "subnet_ids": ["a", "b"]});
    let interface = draft("aws_vpc_endpoint", values, json!({}));
    assert_eq!(interface.properties["service"].as_text(), Some("ecr.dkr"));
    assert_eq!(number(&interface, "zones"), Some(2.0));
}

#[test]
fn usage_of_cloudfront_becomes_a_part_for_each_place() {
    let usage = json!({
        "monthly_data_transfer_to_internet_gb": {"japan": 10, "us": 20},
        "monthly_http_requests": {"us": 1000},
        "monthly_encryption_requests": 5,
        "monthly_shield_requests": {"south_korea": 3, "us": 9},
    });
    let shield = json!([{"enabled": true, "origin_shield_region": "ap-northeast-2"}]);
    let values = json!({"origin": [{"origin_shield": shield}], "default_cache_behavior": [{}]});
    let distribution = draft("aws_cloudfront_distribution", values, usage);
    let places: Vec<&str> = distribution
        .parts
        .iter()
        .map(|(place, _)| place.as_str())
        .collect();
    assert_eq!(places, ["US Mexico Canada", "Japan"]);
    assert_eq!(
        number(&distribution.parts[0].1, "http_requests"),
        Some(1000.0)
    );
    assert_eq!(number(&distribution, "origin_shield_requests"), Some(3.0));
    // No behaviour encrypts fields, so the figure is not billed.
    assert_eq!(
        number(&distribution, "field_level_encryption_requests"),
        None
    );
}

#[test]
fn a_health_check_of_an_unknown_place_is_refused() {
    let check = |word: &str| {
        draft(
            "aws_route53_health_check",
            json!({"request_interval": 10}),
            json!({"endpoint_type": word}),
        )
    };
    assert_eq!(
        check("Non_AWS").properties["endpoint_type"].as_text(),
        Some("non-aws")
    );
    assert_eq!(
        check("aws").properties["request_interval"].as_text(),
        Some("10")
    );
    assert_eq!(check("moon").troubles.len(), 1);
}

#[test]
fn the_us_east_pair_is_for_us_east_only() {
    let here = draft(
        "aws_data_transfer",
        json!({}),
        json!({"monthly_outbound_us_east_to_us_east_gb": 5, "monthly_intra_region_gb": 2}),
    );
    assert_eq!(number(&here, "us_east_gb"), Some(5.0));
    assert_eq!(number(&here, "inter_zone_gb"), Some(2.0));
}
