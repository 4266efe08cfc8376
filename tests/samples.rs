//! The designs that ship in `samples/`: they read without a warning, have every price, and are written as they stand.
#![allow(clippy::unwrap_used)]

use skydraft::analysis::{Report, analyse};
use skydraft::io::ron;
use skydraft::model::Design;
use skydraft::pricing::Catalogue;

fn sample(name: &str) -> (String, Design, Report) {
    let text = std::fs::read_to_string(format!("samples/{name}.ron")).unwrap();
    let read = ron::read(&text, name).unwrap_or_else(|errors| panic!("{errors:#?}"));
    assert_eq!(read.warnings, Vec::new());
    let report = analyse(&read.design, Catalogue::embedded());
    (text, read.design, report)
}

#[test]
fn remember_has_every_price_and_no_cycle() {
    let (_, _, report) = sample("remember");
    let missing: Vec<_> = report
        .cost
        .components
        .iter()
        .chain(&report.cost.connections)
        .flat_map(|(id, cost)| cost.lines.iter().map(move |line| (id, line)))
        .filter(|(_, line)| line.monthly.is_none())
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
    assert!(report.traffic.loops.is_empty());
}

/// Sum of one item, which must have every price.
fn monthly(report: &Report, id: &str) -> f64 {
    let items = report
        .cost
        .components
        .iter()
        .chain(&report.cost.connections);
    let (_, cost) = items
        .into_iter()
        .find(|(item, _)| item.as_str() == id)
        .unwrap();
    assert_eq!(cost.total.missing, 0, "{id}");
    cost.total.usd.0
}

/// What `skydraft estimate FILE --format json` prints.
fn estimate_json(file: &str) -> serde_json::Value {
    let output = assert_cmd::Command::cargo_bin("skydraft")
        .unwrap()
        .args(["estimate", file, "--format", "json"])
        .output()
        .unwrap();
    assert!(output.status.success());
    serde_json::from_slice(&output.stdout).unwrap()
}

/// `monthly_usd` of the component or connection with that address.
fn json_monthly(json: &serde_json::Value, address: &str) -> f64 {
    let items = ["components", "connections"].map(|list| json[list].as_array().unwrap());
    let item = items
        .into_iter()
        .flatten()
        .find(|item| item["address"] == address);
    item.unwrap()["monthly_usd"].as_f64().unwrap()
}

#[test]
fn remember_costs_what_the_arithmetic_says() {
    let (_, _, report) = sample("remember");
    let json = estimate_json("samples/remember.ron");
    let close = |id: &str, expected: f64| {
        for found in [monthly(&report, id), json_monthly(&json, id)] {
            assert!(
                (found - expected).abs() < 0.005,
                "{id}: {found} is not {expected}"
            );
        }
    };
    // 1.2 M users x 700 requests = 840 M requests a month. GB of 2^30 bytes: 840 M x 1 KB = 801.0864 GB.
    let requests = 840e6;
    let gb = |kilobytes: f64| requests * kilobytes / 1_048_576.0;
    // Load balancer: 730 h x $0.0225 + (1 KB in + 4 KB out) / 730 h as LCU x 730 h x $0.008 + 2 addresses x 730 h x $0.005.
    close(
        "alb",
        730.0 * 0.0225 + gb(5.0) * 0.008 + 2.0 * 730.0 * 0.005,
    );
    // Four c7g.xlarge: 4 x 730 h x $0.1632, and 4 x 30 GiB of gp3 x $0.0912.
    close("app", 4.0 * 730.0 * 0.1632 + 4.0 * 30.0 * 0.0912);
    // Four cache.r7g.large of Redis OSS: 2 shards x 2 nodes x 730 h x $0.262.
    close("redis", 4.0 * 730.0 * 0.262);
    // NAT gateway: 730 h x $0.059 + 380 GB x $0.059 + one address x 730 h x $0.005.
    close("nat", 730.0 * 0.059 + 380.0 * 0.059 + 730.0 * 0.005);
    // Alarms 24 x $0.10 + metrics 60 x $0.30.
    close("cloudwatch", 24.0 * 0.1 + 60.0 * 0.3);
    // 48 M publishes x $0.50 a million + 48 M pushes x $0.50 a million.
    close("push-topic", 48.0 + 0.0);
    // Log vendor: 380 GB x $0.30; mails: 3,000 x $0.10 a thousand.
    close("log-store", 114.0);
    close("mail", 0.3);
    // Internet egress in the first tier: answers of 4 KB, and the logs.
    close("dns-alb", gb(4.0) * 0.126);
    close("nat-logs", 380.0 * 0.126);
    // Half of the calls cross zones; towards the managed cache only the servers pay, once for each direction.
    close("app-redis", gb(4.0 * 2.5) / 2.0 * 0.01);
    // Half of the log traffic reaches the NAT gateway from the other zone: out at the server, in at the gateway.
    close("app-nat", 380.0 / 2.0 * 2.0 * 0.01);
    let lines = &report
        .cost
        .components
        .values()
        .flat_map(|cost| &cost.lines)
        .collect::<Vec<_>>();
    let line = |name: &str| {
        lines
            .iter()
            .find(|line| line.name.en == name)
            .unwrap()
            .monthly
            .unwrap()
            .0
    };
    // Aurora: writer db.r6g.xlarge 730 h x $0.627, reader db.r6g.large 730 h x $0.313.
    assert!((line("Writer") - 457.71).abs() < 0.005);
    assert!((line("Readers") - 228.49).abs() < 0.005);
    // The total is the sum of all components and connections.
    let lists = ["components", "connections"].map(|list| json[list].as_array().unwrap());
    let sum: f64 = lists
        .into_iter()
        .flatten()
        .map(|item| item["monthly_usd"].as_f64().unwrap())
        .sum();
    assert!((json["monthly_total_usd"].as_f64().unwrap() - sum).abs() < 1e-6);
    assert_eq!(json["missing_prices"], serde_json::json!([]));
}

/// Opening and saving a sample changes nothing. `UPDATE_SAMPLES=1 cargo test --test samples` rewrites them.
#[test]
fn remember_stands_as_it_is_written() {
    let (text, design, _) = sample("remember");
    let written = ron::write(&design);
    if std::env::var_os("UPDATE_SAMPLES").is_some() {
        std::fs::write("samples/remember.ron", &written).unwrap();
    } else {
        assert_eq!(text, written);
    }
}
