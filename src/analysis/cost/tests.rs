use super::*;
use crate::analysis::testing::{Sketch, id};
use crate::analysis::{path, traffic};
use crate::model::{ConnectionKind, Settings};

fn costs(sketch: &Sketch) -> Costs {
    let traffic = traffic::solve(&sketch.design);
    let paths = path::classify(&sketch.design, &traffic);
    estimate(&sketch.design, &traffic, &paths, Catalogue::embedded())
}

fn close(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-6, "{a} is not {b}");
}

/// Sum of the lines of a connection with that key.
fn transfer(costs: &Costs, connection: &str, key: &str) -> f64 {
    let lines = &costs.connection(&id(connection)).unwrap().lines;
    lines
        .iter()
        .filter(|line| line.key == key)
        .map(|line| line.monthly.unwrap().0)
        .sum()
}

#[test]
fn logs_to_cloudwatch_in_seoul_cost_ingestion_and_storage() {
    let mut sketch = Sketch::new();
    sketch.put("web", "instance", &["public-a"]);
    sketch.put("logs", "cloudwatch_log_group", &["seoul"]);
    sketch.put("store", "external_log_store", &[""]);
    let link = sketch.connect("web", "logs", 1.0, 0.0);
    (link.kind, link.gb_per_month) = (ConnectionKind::LogShipping, Some(100.0));
    let lines = &costs(&sketch).components[&id("logs")].lines;
    let ingested: f64 = lines
        .iter()
        .filter(|line| line.key.starts_with("ingest"))
        .map(|line| line.monthly.unwrap().0)
        .sum();
    // 100 GB x $0.76 = $76.00.
    close(ingested, 76.0);
    assert!(
        lines
            .iter()
            .any(|line| line.key.starts_with("stor") && line.monthly.unwrap().0 > 0.0)
    );
    // Routed to the external store, CloudWatch Logs takes nothing in.
    let mut outside = Sketch::new();
    outside.put("web", "instance", &["public-a"]);
    outside.put("logs", "cloudwatch_log_group", &["seoul"]);
    outside.put("store", "external_log_store", &[""]);
    let link = outside.connect("web", "store", 1.0, 0.0);
    (link.kind, link.gb_per_month) = (ConnectionKind::LogShipping, Some(100.0));
    assert_eq!(
        costs(&outside).components[&id("logs")].total,
        Total::default()
    );
}

#[test]
fn egress_tiers_are_counted_over_the_account() {
    let mut sketch = Sketch::new();
    for (name, gb) in [("a", 8_000.0), ("b", 12_000.0)] {
        sketch.put(name, "instance", &["public-a"]);
        sketch.put(&format!("{name}-out"), "external_service", &[""]);
        sketch
            .connect(name, &format!("{name}-out"), 1.0, 0.0)
            .gb_per_month = Some(gb);
    }
    let costs = costs(&sketch);
    // 20,000 GB in Seoul: 10,240 x $0.126 + 9,760 x $0.122 = 1,290.24 + 1,190.72 = $2,480.96; shares of 8/20 and 12/20.
    close(
        transfer(&costs, "a-a-out", "internet_egress"),
        2_480.96 * 0.4,
    );
    close(
        transfer(&costs, "b-b-out", "internet_egress"),
        2_480.96 * 0.6,
    );
}

#[test]
fn moving_one_of_two_servers_into_the_other_zone_changes_the_cross_zone_line() {
    let build = |second: &str| {
        let mut sketch = Sketch::new();
        sketch.users("users", 20.0);
        sketch.put("alb", "application_load_balancer", &["vpc"]);
        sketch.put("db", "db_instance", &["private-a"]);
        sketch.connect("users", "alb", 1.0, 9.0);
        for (server, place) in [("web-1", "private-a"), ("web-2", second)] {
            sketch.put(server, "instance", &[place]);
            sketch.connect("alb", server, 1.0, 9.0);
            sketch.connect(server, "db", 1.0, 9.0);
        }
        sketch
    };
    let (near, far) = (costs(&build("private-a")), costs(&build("private-c")));
    assert!(
        near.connection(&id("web-2-db"))
            .is_none_or(|cost| cost.total.usd == Usd::ZERO)
    );
    // 10 req/s x 730 h x 3,600 s = 26.28 M requests x 10 KB / 1,048,576 KB = 250.626 GB; x $0.01, the server side alone.
    let expected = 26_280_000.0 * 10.0 / 1_048_576.0 * 0.01;
    close(transfer(&far, "web-2-db", "inter_zone"), expected);
    close(far.total.usd.0 - near.total.usd.0, expected);
}

#[test]
fn totals_are_sums_of_lines_and_missing_prices_stay_missing() {
    let mut sketch = Sketch::new();
    sketch
        .put("web", "instance", &["public-a"])
        .properties
        .insert("instance_type".to_owned(), "m9z.huge".into());
    sketch.put("db", "db_instance", &["private-a"]);
    let costs = costs(&sketch);
    assert!(costs.components[&id("web")].total.missing > 0);
    assert_eq!(
        costs.total.missing,
        costs.components[&id("web")].total.missing
    );
    let sum: f64 = costs
        .components
        .values()
        .flat_map(|item| &item.lines)
        .filter_map(|line| line.monthly)
        .map(|usd| usd.0)
        .sum();
    close(costs.total.usd.0, sum);
}

#[test]
fn free_amounts_are_negative_lines_of_the_account() {
    let mut sketch = Sketch::new();
    sketch.put("web", "instance", &["public-a"]);
    sketch.put("out", "external_service", &[""]);
    sketch.connect("web", "out", 1.0, 0.0).gb_per_month = Some(40.0);
    let without = costs(&sketch).total.usd.0;
    sketch.design.settings = Settings {
        free_tier: true,
        ..Settings::default()
    };
    let with = costs(&sketch);
    // 40 of the 100 free GB are used: -40 x $0.126.
    close(with.account.total.usd.0, -40.0 * 0.126);
    close(with.total.usd.0, without - 40.0 * 0.126);
}

#[test]
fn upfront_payments_stand_apart_from_the_month() {
    let mut sketch = Sketch::new();
    let half = sketch.put("half", "instance", &["public-a"]);
    for (name, value) in [
        ("purchase_option", "savings_plan"),
        ("reserved_term", "1yr"),
        ("payment_option", "partial_upfront"),
    ] {
        half.properties.insert(name.into(), value.into());
    }
    half.properties
        .insert("discount_percent".into(), 50.0.into());
    let all = sketch.put("all", "instance", &["public-a"]);
    for (name, value) in [
        ("purchase_option", "reserved"),
        ("reserved_term", "3yr"),
        ("payment_option", "all_upfront"),
    ] {
        all.properties.insert(name.into(), value.into());
    }
    let costs = costs(&sketch);
    let line = |id_: &str| costs.components[&id(id_)].lines[0].clone();
    // $0.118 × 50% = $0.059 effective, half of it upfront: 730 h × $0.0295 = $21.535 a month, 8,760 h × $0.0295 =
    // $258.42 at the start; over 12 months $21.535 more.
    let half = line("half");
    close(half.monthly.unwrap().0, 21.535);
    close(half.upfront().unwrap().0, 258.42);
    close(half.effective_monthly().unwrap().0, 43.07);
    // No source has what three years of m6i.large cost at once: nothing in the month, the upfront price is missing.
    let all = line("all");
    assert_eq!(all.monthly, Some(Usd::ZERO));
    assert_eq!(all.upfront(), None);
    assert_eq!(all.effective_monthly(), None);
    assert!(!all.commitment.unwrap().wanted.is_empty());
    close(costs.total.upfront.0, 258.42);
    close(costs.total.effective().0 - costs.total.usd.0, 21.535);
    assert_eq!((costs.total.upfront_missing, costs.total.missing), (1, 0));
}
