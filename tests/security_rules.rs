//! What the rules on security make of drawings beyond their examples: where they speak, where they keep silent, what their
//! fixes change.
#![allow(clippy::unwrap_used)]

use skydraft::analysis::review::{Finding, ReviewCx, fix_of};
use skydraft::analysis::{Report, analyse};
use skydraft::io::ron;
use skydraft::model::{Design, Value, edit};
use skydraft::pricing::Catalogue;

fn design(text: &str) -> Design {
    ron::read(text, "test").unwrap().design
}

fn findings(report: &Report, code: &str) -> Vec<Finding> {
    let all = report.review.findings.iter();
    all.filter(|finding| finding.code == code)
        .cloned()
        .collect()
}

/// Items of the findings of a rule, finding by finding.
fn items(text: &str, code: &str) -> Vec<String> {
    let report = analyse(&design(text), Catalogue::embedded());
    let told = |finding: &Finding| {
        let ids: Vec<&str> = finding.items.iter().map(|id| id.as_str()).collect();
        ids.join(" ")
    };
    findings(&report, code).iter().map(told).collect()
}

/// The design after the quick fix of the first finding of a rule.
fn fixed(text: &str, code: &str) -> Design {
    let design = design(text);
    let report = analyse(&design, Catalogue::embedded());
    let cx = ReviewCx::of(&design, Catalogue::embedded(), &report);
    let fix = fix_of(&cx, &findings(&report, code)[0]).unwrap();
    edit::apply(&design, &fix.edit).unwrap()
}

fn property<'d>(design: &'d Design, id: &str, name: &str) -> Option<&'d Value> {
    let (_, component) = design.components.iter().find(|(it, _)| it.as_str() == id)?;
    component.property(name)
}

const NONE: [&str; 0] = [];

#[test]
fn a_port_is_used_by_who_stands_behind_its_source() {
    let with = |rules: &str| {
        format!(
            r#"(components: {{
                "db": (kind: "db_instance", at: (200, 0), security_groups: ["db-sg"]),
                "web": (kind: "instance", at: (0, 0), security_groups: ["web-sg"]),
            }}, connections: {{ "q": (from: "web", to: "db", port: 3306) }}, security_groups: {{
                "db-sg": (ingress: [{rules}]), "other-sg": (), "web-sg": (),
            }})"#
        )
    };
    let unused = |rules: &str| items(&with(rules), "SEC010");
    assert_eq!(unused(r#"(ports: 3306, from_group: "web-sg")"#), NONE);
    assert_eq!(unused(r#"(ports: 3306, from: "10.0.0.0/16")"#), NONE);
    assert_eq!(unused(r#"(ports: "3300-3310", from: "0.0.0.0/0")"#), NONE);
    // Members of one group among themselves, and ICMP, are not drawn.
    assert_eq!(unused(r#"(ports: "all", from_group: "db-sg")"#), NONE);
    assert_eq!(
        unused(r#"(protocol: icmp, ports: "all", from: "0.0.0.0/0")"#),
        NONE
    );
    assert_eq!(
        unused(r#"(ports: 3306, from_group: "other-sg")"#),
        ["db-sg"]
    );
    assert_eq!(
        unused(r#"(ports: 3306, from: "203.0.113.0/24")"#),
        ["db-sg"]
    );
    assert_eq!(unused(r#"(ports: 5432, from_group: "web-sg")"#), ["db-sg"]);
    let both = with(r#"(ports: 22, from: "10.0.0.0/16"), (ports: 3306, from_group: "web-sg")"#);
    let left = fixed(&both, "SEC010");
    let (_, group) = left
        .security_groups
        .iter()
        .find(|(id, _)| id.as_str() == "db-sg")
        .unwrap();
    assert_eq!(group.ingress.len(), 1);
    assert!(group.ingress[0].ports.covers(3306));
}

#[test]
fn a_database_said_to_be_private_is_not_called_public() {
    let with = |properties: &str, subnet: &str| {
        format!(
            r#"(containers: {{
                "vpc": (kind: "vpc", frame: (0, 0, 800, 600)),
                "s": (kind: "{subnet}", in: "vpc", frame: (40, 80, 340, 440)),
            }}, components: {{
                "db": (kind: "redshift_cluster", in: "s", at: (60, 120), security_groups: ["sg"], properties: {{{properties}}}),
                "web": (kind: "instance", in: "s", at: (60, 220), security_groups: ["web-sg"]),
            }}, connections: {{ "q": (from: "web", to: "db") }}, security_groups: {{
                "sg": (ingress: [(ports: 5439, from: "0.0.0.0/0")]), "web-sg": (),
            }})"#
        )
    };
    let off = r#""publicly_accessible": false"#;
    assert_eq!(items(&with(off, "public_subnet"), "SEC001"), NONE);
    assert_eq!(items(&with("", "private_subnet"), "SEC001"), NONE);
    let open = with("", "public_subnet");
    assert_eq!(items(&open, "SEC001"), ["db"]);
    let closed = fixed(&open, "SEC001");
    let (_, group) = closed
        .security_groups
        .iter()
        .find(|(id, _)| id.as_str() == "sg")
        .unwrap();
    assert_eq!(group.ingress.len(), 1);
    assert_eq!(group.ingress[0].source.to_string(), "web-sg");
}

#[test]
fn origins_are_closed_in_the_way_that_suits_them() {
    let with = |cdn: &str, origin: &str, more: &str| {
        format!(
            r#"(components: {{
                "cdn": (kind: "cloudfront_distribution", at: (0, 0), properties: {{{cdn}}}),
                "o": ({origin}),
                "users": (kind: "users", at: (0, 200)),
            }}, connections: {{ "f": (from: "cdn", to: "o", kind: origin_fetch), {more} }}, security_groups: {{
                "sg": (ingress: [(ports: 443, from: "0.0.0.0/0")]),
            }})"#
        )
    };
    let balancer = r#"kind: "application_load_balancer", at: (200, 0), security_groups: ["sg"]"#;
    let made = fixed(&with("", balancer, ""), "SEC026");
    assert_eq!(
        property(&made, "o", "scheme"),
        Some(&Value::from("internal"))
    );
    // Somebody else calls the balancer from outside: it must stay public.
    let direct = with("", balancer, r#""d": (from: "users", to: "o")"#);
    let made = fixed(&direct, "SEC026");
    assert_eq!(property(&made, "o", "scheme"), None);
    let secret = Value::from("secret-header");
    assert_eq!(property(&made, "cdn", "origin_protection"), Some(&secret));
    let bucket = r#"kind: "s3_bucket", at: (200, 0)"#;
    assert_eq!(items(&with("", bucket, ""), "SEC026"), NONE);
    let open = with(r#""origin_access_control": false"#, bucket, "");
    assert_eq!(items(&open, "SEC026"), ["cdn o"]);
    // An API is public by nature; only a stated lack of protection is told.
    let api = r#"kind: "api_gateway_http", at: (200, 0)"#;
    assert_eq!(items(&with("", api, ""), "SEC026"), NONE);
    let stated = with(r#""origin_protection": "none""#, api, "");
    assert_eq!(items(&stated, "SEC026"), ["cdn o"]);
}

#[test]
fn a_rate_limit_anywhere_on_the_way_is_enough() {
    let with = |waf: &str, api: &str| {
        format!(
            r#"(components: {{
                "api": (kind: "api_gateway_rest", at: (400, 0), properties: {{{api}}}),
                "cdn": (kind: "cloudfront_distribution", at: (200, 0)),
                "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_month(1000000))),
                "waf": (kind: "wafv2_web_acl", at: (100, 0), properties: {{"scope": "CLOUDFRONT", {waf}}}),
            }}, connections: {{
                "a": (from: "users", to: "waf"), "b": (from: "waf", to: "cdn"), "c": (from: "cdn", to: "api"),
            }})"#
        )
    };
    assert_eq!(items(&with("", ""), "SEC030"), NONE);
    let without = r#""rate_based_rule": false"#;
    assert_eq!(items(&with(without, ""), "SEC030"), ["waf"]);
    assert_eq!(
        items(&with(without, r#""throttling_rate_limit": 50"#), "SEC030"),
        NONE
    );
    let made = fixed(&with(without, ""), "SEC030");
    assert_eq!(property(&made, "waf", "rules"), Some(&Value::Number(2.0)));
}

#[test]
fn roles_are_found_on_connections_and_split_by_need() {
    let design = r#"(components: {
        "fn": (kind: "lambda_function", at: (0, 0)),
        "job": (kind: "lambda_function", at: (0, 100)),
        "q": (kind: "sqs_queue", at: (400, 0)),
        "role": (kind: "iam_role", at: (200, 0)),
        "web": (kind: "instance", at: (0, 200), properties: {"iam_role": "none"}),
    }, connections: {
        "a": (from: "fn", to: "role"), "b": (from: "role", to: "job"), "c": (from: "web", to: "role"),
        "d": (from: "fn", to: "q"), "e": (from: "web", to: "q"),
    })"#;
    // The connection with the role says more than the property.
    assert_eq!(items(design, "SEC013"), NONE);
    assert_eq!(items(design, "SEC022"), ["role"]);
    let split = fixed(design, "SEC022");
    let roles = split.components.values().filter(|c| c.kind == "iam_role");
    assert_eq!(roles.count(), 3);
    assert_eq!(items(&ron::write(&split), "SEC022"), NONE);
}

#[test]
fn plain_text_on_a_connection_is_told_and_mended() {
    let design = r#"(components: {
        "search": (kind: "opensearch_domain", at: (200, 0)),
        "web": (kind: "instance", at: (0, 0)),
    }, connections: { "q": (from: "web", to: "search", protocol: "HTTP") })"#;
    assert_eq!(items(design, "SEC038"), ["q search"]);
    let mended = fixed(design, "SEC038");
    let protocol = mended.connections.values().next().unwrap().protocol.clone();
    assert_eq!(protocol.as_deref(), Some("HTTPS"));
    assert_eq!(items(&design.replace("HTTP", "HTTPS"), "SEC038"), NONE);
    // DocumentDB demands TLS unless told otherwise; RDS does not.
    let stores = r#"(components: {
        "a": (kind: "docdb_cluster", at: (0, 0)), "b": (kind: "db_instance", at: (200, 0)),
        "c": (kind: "msk_cluster", at: (400, 0), properties: {"client_broker": "TLS_PLAINTEXT"}),
    })"#;
    assert_eq!(items(stores, "SEC038"), ["b", "c"]);
}

#[test]
fn iam_sign_in_is_asked_for_where_every_caller_has_a_role() {
    let with = |caller: &str, engine: &str| {
        format!(
            r#"(components: {{
                "db": (kind: "db_instance", at: (200, 0), properties: {{"engine": "{engine}"}}),
                "fn": (kind: "lambda_function", at: (0, 0)), "x": ({caller}),
            }}, connections: {{ "a": (from: "fn", to: "db"), "b": (from: "x", to: "db") }})"#
        )
    };
    let with_role = r#"kind: "instance", at: (0, 100), properties: {"iam_role": "attached"}"#;
    assert_eq!(items(&with(with_role, "postgres"), "SEC049"), ["db"]);
    assert_eq!(items(&with(with_role, "sqlserver-se"), "SEC049"), NONE);
    let unknown = r#"kind: "instance", at: (0, 100)"#;
    assert_eq!(items(&with(unknown, "postgres"), "SEC049"), NONE);
    let outside = r#"kind: "on_premises_server", at: (0, 100)"#;
    assert_eq!(items(&with(outside, "postgres"), "SEC049"), NONE);
}

#[test]
fn a_subnet_with_visitors_may_give_public_addresses() {
    let with = |caller: &str| {
        format!(
            r#"(containers: {{
                "vpc": (kind: "vpc", frame: (0, 0, 800, 600)),
                "s": (kind: "public_subnet", in: "vpc", auto_assign_public_ip: true, frame: (40, 80, 340, 440)),
            }}, components: {{
                "lb": (kind: "application_load_balancer", in: "vpc", at: (500, 120)),
                "users": (kind: "users", at: (900, 0)),
                "web": (kind: "instance", in: "s", at: (60, 120)),
            }}, connections: {{ "c": (from: "{caller}", to: "web") }})"#
        )
    };
    assert_eq!(items(&with("users"), "SEC012"), NONE);
    assert_eq!(items(&with("lb"), "SEC012"), ["s"]);
    let mended = fixed(&with("lb"), "SEC012");
    assert!(
        mended
            .containers
            .values()
            .all(|frame| !frame.auto_assign_public_ip)
    );
}
