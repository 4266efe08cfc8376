//! Terraform plans through the binary: estimate with usage figures, own prices, groups, and clear words for bad input.

use super::Run;
use serde_json::{Value, json};

/// A plan in Seoul: a queue in a module, a NAT gateway, something that no kind reads.
fn plan() -> String {
    let resource = |address: &str, kind: &str, name: &str, values: Value| json!({"address": address, "mode": "managed", "type": kind, "name": name, "values": values});
    json!({
        "format_version": "1.2",
        "planned_values": {"root_module": {
            "resources": [
                resource("aws_nat_gateway.out", "aws_nat_gateway", "out", json!({"tags": {"Team": "shop"}})),
                resource("aws_iam_policy.p", "aws_iam_policy", "p", json!({})),
            ],
            "child_modules": [{
                "address": "module.work",
                "resources": [resource("module.work.aws_sqs_queue.jobs[0]", "aws_sqs_queue", "jobs", json!({"fifo_queue": false}))],
            }],
        }},
        "configuration": {
            "provider_config": {"aws": {"expressions": {"region": {"constant_value": "ap-northeast-2"}}}},
            "root_module": {},
        },
    })
    .to_string()
}

const USAGE: &str = "version: 0.1\nresource_usage:\n  aws_nat_gateway.out:\n    monthly_data_processed_gb: 100\n  \
                     'module.work.aws_sqs_queue.jobs[*]': { monthly_requests: 3000000, request_size_kb: 64 }\n";

fn run(args: &str) -> Run {
    Run::new(args)
        .file("plan.json", plan())
        .file("usage.yml", USAGE)
}

fn estimate(more: &str) -> Value {
    let args = format!("estimate plan.json --usage usage.yml --format json {more}");
    serde_json::from_str(&run(&args).ends(0).out).unwrap()
}

fn at<'v>(estimate: &'v Value, address: &str) -> &'v Value {
    let components = estimate["components"].as_array().unwrap();
    components.iter().find(|c| c["address"] == address).unwrap()
}

#[test]
fn a_plan_is_priced_by_address() {
    let found = estimate("");
    assert_eq!(found["region"], "ap-northeast-2");
    // 730 h x 0.059 $ + 100 GB x 0.059 $.
    let gateway = at(&found, "aws_nat_gateway.out");
    assert!((gateway["monthly_usd"].as_f64().unwrap() - (730.0 + 100.0) * 0.059).abs() < 1e-6);
    // 3 M requests x 0.0000004 $.
    let queue = at(&found, "module.work.aws_sqs_queue.jobs[0]");
    assert!((queue["monthly_usd"].as_f64().unwrap() - 1.2).abs() < 1e-6);
    let line = &queue["lines"][0];
    assert_eq!(line["usage_based"], true);
    assert_eq!(line["state"], "priced");
    for key in ["key", "as_of", "source", "basis"] {
        assert!(
            line["price"][key]
                .as_str()
                .is_some_and(|text| !text.is_empty()),
            "{key}"
        );
    }
    assert!(line["price"].get("sku").is_some());
    assert_eq!(found["unmapped"]["aws_iam_policy"], 1);
    let sum: f64 = found["components"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|component| component["monthly_usd"].as_f64())
        .sum();
    assert!((sum - found["monthly_total_usd"].as_f64().unwrap()).abs() < 1e-6);
}

#[test]
fn tags_and_own_prices_are_used() {
    let found = estimate("--group-by tag:Team");
    let totals = found["groups"]["totals"].as_array().unwrap();
    assert_eq!(totals[0]["name"], "shop");
    let own =
        "(discounts: [(service: \"nat_gateway\", percent: 50, source: \"contract of 2026\")])";
    let args = "estimate plan.json --usage usage.yml --format json --prices own.ron";
    let out = run(args).file("own.ron", own).ends(0).out;
    let found: Value = serde_json::from_str(&out).unwrap();
    let gateway = at(&found, "aws_nat_gateway.out");
    assert!((gateway["monthly_usd"].as_f64().unwrap() - 830.0 * 0.059 / 2.0).abs() < 1e-6);
    assert_eq!(gateway["lines"][0]["price"]["basis"], "own");
    let source = gateway["lines"][0]["price"]["source"].as_str().unwrap();
    assert!(source.contains("50 % off: contract of 2026"), "{source}");
}

#[test]
fn bad_usage_is_told_with_its_place() {
    let usage = "resource_usage:\n  aws_nat_gateway.out:\n    monthly_data_processed_gb: -5\n";
    let args = "estimate plan.json --usage bad.yml";
    let err = run(args).file("bad.yml", usage).ends(2).err;
    assert!(err.contains("bad.yml:3:32"), "{err}");
    assert!(
        err.contains("expected a number that is not negative"),
        "{err}"
    );
    let usage = "resource_usage:\n  aws_nat_gateway.out: { monthly_data_processed_gb: much }\n";
    let err = run(args).file("bad.yml", usage).ends(2).err;
    assert!(
        err.contains("bad.yml:2:53") && err.contains("expected a number"),
        "{err}"
    );
    let usage = "resource_usage:\n  aws_nat_gateway.outt: { monthly_data_processed_gb: 1 }\n";
    let err = run(args).file("bad.yml", usage).ends(0).err;
    assert!(err.contains("did you mean `aws_nat_gateway.out`?"), "{err}");
}

#[test]
fn what_is_no_plan_is_refused() {
    let run = |text: &str| Run::new("estimate p.json").file("p.json", text).ends(2).err;
    assert!(run("{\"format_version\": \"9.0\"}").contains("unknown plan format `9.0`"));
    assert!(run("{\"format_version\": ").contains("p.json:1:"));
    let elsewhere = plan().replace("ap-northeast-2", "ap-northeest-2");
    let err = run(&elsewhere);
    assert!(err.contains("unknown Region `ap-northeest-2`"), "{err}");
    assert!(err.contains("did you mean `ap-northeast-2`?"), "{err}");
    let err = Run::new("estimate d.ron --usage u.yml")
        .file("d.ron", "(format: 1)")
        .file("u.yml", "")
        .ends(2)
        .err;
    assert!(err.contains("goes with a Terraform plan"), "{err}");
}
