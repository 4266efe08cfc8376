//! Reliability rules on designs beside their own examples: what must stay silent, and what only a second look finds.
#![allow(clippy::unwrap_used)]

use skydraft::analysis::analyse;
use skydraft::io::ron;
use skydraft::pricing::Catalogue;

/// Items of the findings of one rule in a design, in order.
fn found(code: &str, text: &str) -> Vec<String> {
    let read = ron::read(text, code).unwrap_or_else(|errors| panic!("{errors:#?}"));
    assert_eq!(read.warnings, Vec::new(), "{code}");
    let review = analyse(&read.design, Catalogue::embedded()).review;
    let findings = review.findings.iter().filter(|f| f.code == code);
    findings
        .flat_map(|f| f.items.iter().map(ToString::to_string))
        .collect()
}

/// A server and a database in a VPC of 10.0.0.0/16, with the given rules on the database and connection.
fn guarded(ingress: &str, egress: &str, port: u16) -> String {
    format!(
        r#"(containers: {{
            "vpc": (kind: "vpc", cidr: "10.0.0.0/16", frame: (0, 0, 800, 460)),
        }}, components: {{
            "app": (kind: "instance", in: "vpc", at: (20, 40), security_groups: ["sg-app"]),
            "db": (kind: "db_instance", in: "vpc", at: (220, 40), security_groups: ["sg-db"]),
        }}, connections: {{
            "query": (from: "app", to: "db", port: {port}),
        }}, security_groups: {{
            "sg-app": (name: "sg-app", egress: [{egress}]),
            "sg-db": (name: "sg-db", ingress: [{ingress}]),
        }})"#
    )
}

#[test]
fn security_groups_admit_by_group_address_and_way_out() {
    let silent: Vec<String> = Vec::new();
    let by_group = r#"(ports: "3306", from_group: "sg-app")"#;
    assert_eq!(found("REL054", &guarded(by_group, "", 3306)), silent);
    assert_eq!(found("REL054", &guarded(by_group, "", 5432)), ["query"]);
    let near = r#"(ports: "3306", from: "10.0.0.0/8")"#;
    assert_eq!(found("REL054", &guarded(near, "", 3306)), silent);
    let far = r#"(ports: "3306", from: "192.168.0.0/16")"#;
    assert_eq!(found("REL054", &guarded(far, "", 3306)), ["query"]);
    let web_only = r#"(ports: "443", to: "0.0.0.0/0")"#;
    assert_eq!(
        found("REL054", &guarded(by_group, web_only, 3306)),
        ["query"]
    );
    let to_db = r#"(ports: "3306", to_group: "sg-db")"#;
    assert_eq!(found("REL054", &guarded(by_group, to_db, 3306)), silent);
}

#[test]
fn events_break_a_circle_of_calls() {
    let circle = |kind: &str| {
        format!(
            r#"(components: {{
                "a": (kind: "ecs_service", at: (0, 0)),
                "b": (kind: "ecs_service", at: (200, 0)),
                "c": (kind: "ecs_service", at: (400, 0)),
            }}, connections: {{
                "ab": (from: "a", to: "b"),
                "bc": (from: "b", to: "c", calls_per_request: 0.5),
                "ca": (from: "c", to: "a", kind: {kind}),
            }})"#
        )
    };
    assert_eq!(found("REL061", &circle("call")), ["a", "b", "c"]);
    assert_eq!(
        found("REL061", &circle("async_event")),
        Vec::<String>::new()
    );
}

#[test]
fn a_fleet_over_two_zones_needs_all_its_addresses_in_the_zone_that_is_left() {
    // 10.0.1.0/28 has 16 addresses, 11 without those of AWS. 8 servers over two zones: 8 in one when the other is lost.
    let subnets = |most: u32| {
        format!(
            r#"(containers: {{
                "vpc": (kind: "vpc", frame: (0, 0, 900, 500)),
                "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 400, 400)),
                "c": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2c", frame: (440, 40, 400, 400)),
                "in-a": (kind: "private_subnet", in: "a", cidr: "10.0.1.0/28", frame: (40, 80, 340, 340)),
                "in-c": (kind: "private_subnet", in: "c", cidr: "10.0.2.0/24", frame: (460, 80, 340, 340)),
            }}, components: {{
                "web": (kind: "autoscaling_group", placements: [(in: "in-a", at: (60, 120)), (in: "in-c", at: (480, 120))], properties: {{"max_size": {most}}}),
            }})"#
        )
    };
    assert_eq!(found("REL060", &subnets(11)), Vec::<String>::new());
    assert_eq!(found("REL060", &subnets(12)), ["in-a"]);
}

#[test]
fn a_web_acl_in_the_way_limits_the_rate_if_it_has_the_rule() {
    let behind = |rate_rule: bool| {
        format!(
            r#"(components: {{
                "users": (kind: "users", at: (0, 0)),
                "acl": (kind: "wafv2_web_acl", at: (100, 0), properties: {{"rate_based_rule": {rate_rule}}}),
                "alb": (kind: "application_load_balancer", at: (200, 0)),
                "web": (kind: "autoscaling_group", at: (300, 0)),
                "db": (kind: "dynamodb_table", at: (400, 0)),
            }}, connections: {{
                "c1": (from: "users", to: "acl"),
                "c2": (from: "acl", to: "alb"),
                "c3": (from: "alb", to: "web"),
                "c4": (from: "web", to: "db"),
            }})"#
        )
    };
    assert_eq!(found("REL072", &behind(true)), Vec::<String>::new());
    assert_eq!(found("REL072", &behind(false)), ["alb"]);
}

#[test]
fn a_server_that_answers_everything_alone_needs_no_store_behind_it() {
    let office = |servers: u32| {
        format!(
            r#"(components: {{
                "users": (kind: "users", at: (0, 0)),
                "office": (kind: "on_premises_server", at: (200, 0), properties: {{"servers": {servers}}}),
            }}, connections: {{
                "open": (from: "users", to: "office"),
            }})"#
        )
    };
    assert_eq!(found("REL088", &office(1)), ["office"]);
    assert_eq!(found("REL088", &office(2)), Vec::<String>::new());
}

#[test]
fn three_vpcs_that_are_all_peered_are_no_mesh_and_six_peerings_of_four_are() {
    let vpcs = |count: usize| {
        let names = ["p", "q", "r", "s"];
        let frames: Vec<String> = (0..count)
            .map(|i| {
                format!(
                    r#""{}": (kind: "vpc", frame: ({}, 0, 90, 90))"#,
                    names[i],
                    i * 100
                )
            })
            .collect();
        let mut pairs = Vec::new();
        for a in 0..count {
            for b in a + 1..count {
                let (a, b) = (names[a], names[b]);
                pairs.push(format!(
                    r#""{a}{b}": (from: "{a}", to: "{b}", kind: peering)"#
                ));
            }
        }
        format!(
            "(containers: {{ {} }}, connections: {{ {} }})",
            frames.join(", "),
            pairs.join(", ")
        )
    };
    assert_eq!(found("REL059", &vpcs(3)), Vec::<String>::new());
    assert_eq!(found("REL059", &vpcs(4)), ["p", "q", "r", "s"]);
}
