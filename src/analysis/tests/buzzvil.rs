//! One zone or two: an ad network in Tokyo whose instances all stand in one zone pays nothing for transfer between zones and
//! has no SLA; over two zones it pays.

use super::*;
use crate::analysis::review::{self, ReviewCx};
use crate::analysis::transfers;

/// Users -> load balancer -> ad servers -> proxies -> search, cache and database; `second` is the other zone of the servers.
fn network(second: &str) -> Sketch {
    let mut sketch = Sketch::new();
    sketch.design.settings.region = "ap-northeast-1".to_owned();
    let frame = ContainerKind::Region;
    sketch.frame("seoul", frame, None, Some("ap-northeast-1"));
    for letter in ["a", "c"] {
        let code = format!("ap-northeast-1{letter}");
        let zone = ContainerKind::AvailabilityZone;
        sketch.frame(&format!("zone-{letter}"), zone, Some("vpc"), Some(&code));
    }
    sketch.demand("users", "users", 1_000.0 * PER_GB);
    sketch.put("lb", "application_load_balancer", &["vpc"]);
    for name in ["ads", "proxy", "search"] {
        sketch.put(name, "autoscaling_group", &["private-a", second]);
        sketch.count(name, &[2, 2]);
        sketch.set(name, "desired_capacity", 4.0);
        sketch.set(name, "min_size", 4.0);
        sketch.set(name, "max_size", 8.0);
    }
    sketch.put("db", "db_instance", &["private-a"]);
    sketch.connect("users", "lb", 1.0, 2.0);
    sketch.connect("lb", "ads", 1.0, 2.0);
    sketch.connect("ads", "proxy", 1.0, 4.0);
    sketch.connect("proxy", "search", 2.0, 6.0);
    sketch.connect("ads", "db", 0.5, 0.5);
    sketch
}

fn codes(sketch: &Sketch) -> Vec<&'static str> {
    let catalogue = Catalogue::embedded();
    let report = crate::analysis::analyse(&sketch.design, catalogue);
    let review = review::check(&ReviewCx::of(&sketch.design, catalogue, &report));
    let findings = review.findings.iter();
    findings.map(|finding| finding.code).collect()
}

#[test]
fn both_choices_have_their_price_and_the_cheaper_one_its_finding() {
    let (one, two) = (network("private-a"), network("private-c"));
    let (cheap, safe) = (costs(&one), costs(&two));
    // All in one zone: only the answers to the users are billed, 2,000 GB × $0.114 = $228.
    near(all_transfer(&cheap), 228.0);
    // Over two: half of 5,000 GB to the proxies and of 8,000 GB to search × 2 sides × $0.01 = $50 + $80; half of 1,000 GB
    // to the database × 1 side × $0.01 = $5. The load balancer reaches both zones free.
    near(transfer(&safe, "ads-proxy"), 50.0);
    near(transfer(&safe, "proxy-search"), 80.0);
    near(transfer(&safe, "ads-db"), 5.0);
    near(transfer(&safe, "lb-ads"), 0.0);
    near(safe.total.usd.0 - cheap.total.usd.0, 135.0);
    // The finding that goes with the cheaper choice: servers in one zone (REL001).
    assert!(codes(&one).contains(&"REL001"));
    assert!(!codes(&two).contains(&"REL001"));
}

#[test]
fn the_matrix_shows_what_crosses() {
    let sketch = network("private-c");
    let matrix = transfers::zone_matrix(&paths(&sketch), &costs(&sketch));
    let (a, c) = ("ap-northeast-1a", "ap-northeast-1c");
    assert_eq!(matrix.zones, [a, c]);
    // From a to c: a quarter of what the ad servers and proxies send and get goes each way, 1,250 GB + 2,000 GB; the
    // answers of the database in a to the servers in c, 250 GB.
    near(matrix.cell(Some(a), Some(c)).gb.0, 3_500.0);
    near(matrix.cell(Some(c), Some(a)).gb.0, 3_500.0);
    // 3,250 GB × 2 × $0.01 + 250 GB × $0.01 = $67.50 in each direction.
    near(matrix.cell(Some(a), Some(c)).usd.0, 67.5);
    near(matrix.cell(Some(c), Some(a)).usd.0, 67.5);
    let one = network("private-a");
    let matrix = transfers::zone_matrix(&paths(&one), &costs(&one));
    near(matrix.cell(Some(a), Some(c)).gb.0, 0.0);
    assert!(matrix.cell(Some(a), Some(a)).gb.0 > 0.0);
}
