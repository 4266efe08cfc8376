//! The designs that ship in `samples/`: they read without a warning, have every price, stand as they are written, and say
//! with figures what their sources say.
#![allow(clippy::unwrap_used)]

use skydraft::analysis::{Report, analyse};
use skydraft::io::ron;
use skydraft::model::{ConnectionKind, Design, Id, Language};
use skydraft::pricing::Catalogue;
use skydraft::scene::layout::place_scenarios;
use std::fmt::Write as _;
use std::path::PathBuf;

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

/// All samples and templates, by name.
fn files() -> Vec<PathBuf> {
    let folder = |folder: &str| {
        let entries = std::fs::read_dir(folder).unwrap();
        let mut files: Vec<PathBuf> = entries
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "ron"))
            .collect();
        files.sort();
        files
    };
    [folder("samples"), folder("samples/templates")].concat()
}

/// The base and every scenario, with what they are called.
fn variants(design: &Design) -> Vec<(String, Design)> {
    let base = ("base".to_owned(), design.clone());
    let more = design
        .scenarios
        .keys()
        .map(|id| (id.to_string(), design.with_scenario(id).unwrap()));
    std::iter::once(base).chain(more).collect()
}

fn read(path: &PathBuf) -> (String, Design) {
    let text = std::fs::read_to_string(path).unwrap();
    let read = ron::read(&text, &path.to_string_lossy());
    let read = read.unwrap_or_else(|errors| panic!("{errors:#?}"));
    assert_eq!(read.warnings, Vec::new(), "{}", path.display());
    (text, read.design)
}

#[test]
fn all_cases_and_templates_are_there() {
    let names: Vec<String> = files()
        .iter()
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    let cases = "buzzvil db-hotspot edu-class101 edu-dano edu-minbyungchul flash-sale hive-launch news-feed order-ids \
                 region-outage remember yanadoo-live yanadoo-recommend yanadoo";
    let templates = "containers-on-eks containers-on-fargate data-lake event-driven-orders hybrid-direct-connect \
                     multi-region-active-active serverless-api static-website streaming-analytics three-tier-web \
                     wordpress";
    let wanted = cases.split(' ').chain(templates.split(' '));
    assert_eq!(names, wanted.collect::<Vec<_>>());
}

/// Opening and saving a sample changes nothing. `UPDATE_SAMPLES=1 cargo test --test samples` rewrites them, and gives a
/// place to what has none.
#[test]
fn they_stand_as_they_are_written() {
    for path in files() {
        let (text, design) = read(&path);
        if std::env::var_os("UPDATE_SAMPLES").is_some() {
            std::fs::write(&path, ron::write(&place_scenarios(&design))).unwrap();
        } else {
            assert_eq!(text, ron::write(&design), "{}", path.display());
        }
    }
}

/// Every figure has a price, nothing runs away, and names and descriptions are in both languages.
#[test]
fn every_variant_has_every_price() {
    for path in files() {
        let (_, design) = read(&path);
        for text in [&design.name, &design.description] {
            assert!(
                !text.get(Language::English).is_empty(),
                "{}",
                path.display()
            );
            assert!(!text.get(Language::Korean).is_empty(), "{}", path.display());
        }
        for (name, variant) in variants(&design) {
            let report = analyse(&variant, Catalogue::embedded());
            let at = format!("{} {name}", path.display());
            assert_eq!(report.cost.total.missing, 0, "{at}");
            assert!(
                report.cost.total.usd.0.is_finite() && report.cost.total.usd.0 > 0.0,
                "{at}"
            );
            assert!(report.traffic.loops.iter().all(|it| !it.runs_away), "{at}");
        }
    }
}

/// No finding is left on a template but those that it accepts with a reason.
#[test]
fn templates_break_no_rule() {
    for path in files() {
        if !path.starts_with("samples/templates") {
            continue;
        }
        let (_, design) = read(&path);
        let report = analyse(&design, Catalogue::embedded());
        let open: Vec<_> = report
            .review
            .open()
            .map(|finding| (finding.code, &finding.items))
            .collect();
        assert!(open.is_empty(), "{}: {open:?}", path.display());
        for silence in &design.silenced {
            assert!(silence.reason.len() > 20, "{}", path.display());
        }
    }
}

/// Total, days of its prices and findings of each case and scenario, as they stand with the prices of the catalogue.
#[test]
fn totals_and_findings() {
    let mut text = String::new();
    for path in files() {
        let (_, design) = read(&path);
        writeln!(text, "{}", path.display()).unwrap();
        for (name, variant) in variants(&design) {
            let report = analyse(&variant, Catalogue::embedded());
            let mut codes: Vec<&str> = report.review.open().map(|finding| finding.code).collect();
            codes.sort_unstable();
            codes.dedup();
            let total = report.cost.total.usd.0;
            let (oldest, newest) = report.cost.prices_as_of.as_ref().unwrap();
            writeln!(
                text,
                "  {name}: ${total:.2} ({oldest}/{newest}) {}",
                codes.join(" ")
            )
            .unwrap();
        }
    }
    insta::assert_snapshot!(text);
}

/// Tiles do not lie on each other, and every tile and frame lies in its frame, in the base and in every scenario.
#[test]
fn nothing_overlaps() {
    use skydraft::model::Rect;
    for path in files() {
        let (_, design) = read(&path);
        for (name, variant) in variants(&design) {
            let tiles: Vec<(&Id, Option<&Id>, Rect)> = variant
                .components
                .iter()
                .flat_map(|(id, component)| {
                    let placements = component.placements.iter();
                    placements.map(move |place| {
                        let rect = Rect::new(place.at.x, place.at.y, 112.0, 44.0);
                        (id, place.parent.as_ref(), rect)
                    })
                })
                .collect();
            for (number, (id, parent, rect)) in tiles.iter().enumerate() {
                let at = format!("{} {name}: {id}", path.display());
                for (other, _, there) in &tiles[number + 1..] {
                    assert!(!rect.intersects(*there), "{at} lies on {other}");
                }
                if let Some(frame) = parent.and_then(|id| variant.containers.get(id)) {
                    assert!(
                        frame.frame.contains_rect(*rect),
                        "{at} sticks out of its frame"
                    );
                }
            }
        }
    }
}

/// A case, with a scenario or without.
fn case(name: &str, scenario: Option<&str>) -> Report {
    let (_, design) = read(&PathBuf::from(format!("samples/{name}.ron")));
    let shown = match scenario {
        Some(id) => design.with_scenario(&Id::new(id).unwrap()).unwrap(),
        None => design.without_scenarios(),
    };
    analyse(&shown, Catalogue::embedded())
}

/// What the lines of that name of an item cost.
fn line(report: &Report, item: &str, name: &str) -> f64 {
    let items = report
        .cost
        .components
        .iter()
        .chain(&report.cost.connections);
    let lines = items
        .filter(|(id, _)| id.as_str() == item)
        .flat_map(|(_, cost)| &cost.lines)
        .filter(|line| line.name.en.starts_with(name));
    let amounts: Vec<f64> = lines.map(|line| line.monthly.unwrap().0).collect();
    assert!(!amounts.is_empty(), "{item} has no line {name}");
    amounts.iter().sum()
}

fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 0.01, "{found} is not {expected}");
}

fn has(report: &Report, code: &str) -> bool {
    report.review.open().any(|finding| finding.code == code)
}

/// 2017: CloudWatch Logs takes $0.76/GB in Seoul, a vendor about $0.30/GB with a month of storage. The former is still the
/// list price.
#[test]
fn logs_cost_more_inside_than_outside() {
    let inside = case("remember", Some("logs-in-cloudwatch"));
    close(line(&inside, "log-group", "Logs taken in"), 380.0 * 0.76);
    let outside = case("remember", None);
    close(monthly(&outside, "log-store"), 380.0 * 0.30);
}

/// 2015: the standby doubles the price of the database. In Tokyo: $0.574 and $1.148 an hour, $0.138 and $0.276 a GB.
#[test]
fn a_standby_doubles_the_database() {
    let (one, two) = (case("buzzvil", Some("one-zone")), case("buzzvil", None));
    close(line(&one, "db", "DB instance"), 730.0 * 0.574);
    close(line(&two, "db", "DB instance"), 730.0 * 1.148);
    close(
        line(&two, "db", "Storage"),
        2.0 * line(&one, "db", "Storage"),
    );
    assert!(has(&one, "REL004") && !has(&two, "REL004"));
}

/// 2015: all instances in one zone pay nothing between zones; the service level asks for two. Both prices, and the
/// finding that goes with the cheaper one.
#[test]
fn one_zone_is_cheaper_and_breaks_the_promise() {
    let (one, two) = (case("buzzvil", Some("one-zone")), case("buzzvil", None));
    let between = |report: &Report| -> f64 {
        let costs = report.cost.connections.values();
        let lines = costs.flat_map(|cost| &cost.lines);
        lines
            .filter(|line| line.name.en.starts_with("Cross-zone"))
            .map(|line| line.monthly.unwrap().0)
            .sum()
    };
    assert!(between(&two) > 80.0, "{}", between(&two));
    // The balancer keeps its nodes in both public subnets: what it sends to the other zone is free for it.
    close(between(&one), 0.0);
    assert!(one.cost.total.usd.0 < two.cost.total.usd.0);
    assert!(has(&one, "REL001") && !has(&two, "REL001"));
}

/// 2015: a write costs five times a read, ten times an eventually consistent one; each index multiplies it. In Tokyo today
/// $0.715 and $0.1425 a million units: 5.02 times, 10.04 times.
#[test]
fn writes_cost_more_than_reads_and_indexes_multiply_them() {
    let base = case("buzzvil", None);
    let strong = case("buzzvil", Some("strong-reads"));
    let bare = case("buzzvil", Some("no-indexes"));
    let write = |report: &Report| line(report, "impressions", "Write request units");
    let read = |report: &Report| line(report, "impressions", "Read request units");
    close(read(&strong), 2.0 * read(&base));
    close(write(&base), 2.0 * write(&bare));
    // 40 % of the calls read, 60 % write; one unit each way per item of 0.8 KB. The two groups get 12 of 12.024 parts of
    // 600 requests a second, 0.7 calls each.
    let flows = ["ads-impressions", "ads-spot-impressions"];
    let flows = flows.map(|id| &base.traffic.connections[&Id::new(id).unwrap()]);
    let calls: f64 = flows.iter().map(|flow| flow.requests).sum();
    let drawn = 600.0 * 12.0 / 12.024 * 0.7 * 730.0 * 3_600.0;
    assert!((calls / drawn - 1.0).abs() < 0.01, "{calls} is not {drawn}");
    close(write(&bare), calls * 0.6 * 0.715e-6);
    close(read(&strong), calls * 0.4 * 0.1425e-6);
    let ratio = (write(&bare) / 0.6) / (read(&strong) / 0.4);
    assert!((ratio - 5.02).abs() < 0.01, "{ratio}");
}

/// 2015: ElastiCache costs about 25 % more than the same node on EC2. Prices of 2025 in Tokyo: r7g.large $0.1292 an hour,
/// cache.r7g.large $0.263 for Memcached (104 % more) and $0.2104 for Valkey (63 % more).
#[test]
fn managed_caches_cost_more_than_own_ones() {
    let own = case("buzzvil", None);
    let managed = case("buzzvil", Some("managed-cache"));
    let node = line(&own, "memcached", "Instance hours");
    close(node, 2.0 * 730.0 * 0.1292);
    close(line(&managed, "cache-m", "Nodes"), 2.0 * 730.0 * 0.263);
    close(line(&managed, "cache-r", "Nodes"), 2.0 * 730.0 * 0.2104);
    let dearer = line(&managed, "cache-m", "Nodes") / node - 1.0;
    assert!((dearer - 1.036).abs() < 0.01, "{dearer}");
}

/// 2015: from S3 and load balancers to CloudFront nothing is paid; viewers in cheaper places make it cheaper than the
/// origin's Region. 60 KB x 15.8 M requests a month: $0.12/GB to Korea over CloudFront, $0.114/GB out of Tokyo.
#[test]
fn origins_send_to_cloudfront_for_free() {
    let base = case("buzzvil", None);
    for origin in ["cdn-images", "cdn-alb"] {
        let cost = base.cost.connections.get(&Id::new(origin).unwrap());
        assert!(
            cost.is_none_or(|cost| cost.total.usd.0.abs() < 1e-9),
            "{origin}"
        );
    }
    let gb = 600.0 * 0.01 * 730.0 * 3_600.0 * 60.0 / 1_048_576.0;
    close(line(&base, "cdn", "Data to viewers"), gb * 0.12);
    let direct = case("buzzvil", Some("s3-direct"));
    close(line(&direct, "users-images", "Internet egress"), gb * 0.114);
}

/// 2015: queries of alias records are free. True for targets in AWS.
#[test]
fn alias_queries_are_free() {
    close(line(&case("buzzvil", None), "dns", "Queries"), 0.0);
}

/// 2015: 1 TB of storage allocated too early cost about KRW 100,000 a month more and cannot shrink. Today 800 GB more of
/// gp3 with a standby at $0.276/GB.
#[test]
fn storage_allocated_too_early_is_paid() {
    let (base, big) = (case("buzzvil", None), case("buzzvil", Some("big-disk")));
    let more = line(&big, "db", "Storage") - line(&base, "db", "Storage");
    close(more, 800.0 * 0.276);
}

/// 2015: a second group of Spot instances beside the dynamic one. Four instances for 300 hours at the stated $0.075.
#[test]
fn the_spot_group_pays_its_stated_price() {
    let base = case("buzzvil", None);
    close(
        line(&base, "ads-spot", "Instance hours"),
        4.0 * 300.0 * 0.075,
    );
}

/// An interface endpoint in two zones of Tokyo costs 2 x 730 h x $0.014 and $0.01/GB; the NAT gateway takes $0.062/GB. It
/// pays from 2 x 730 x 0.014 / (0.062 - 0.01) = 393 GB a month on; the log stream is over that.
#[test]
fn the_endpoint_pays_for_what_the_nat_gateway_would_take() {
    let base = case("buzzvil", None);
    close(
        line(&base, "kinesis-endpoint", "Endpoint hours"),
        2.0 * 730.0 * 0.014,
    );
    let (_, design) = read(&PathBuf::from("samples/buzzvil.ron"));
    let streams = design.connections.iter().filter(|(_, connection)| {
        connection.to.as_str() == "stream" && connection.kind == ConnectionKind::Stream
    });
    let gb: f64 = streams
        .map(|(id, _)| {
            let flow = &base.traffic.connections[id];
            flow.request_gb.0 + flow.response_gb.0
        })
        .sum();
    assert!(gb > 393.0, "{gb}");
    assert!(!has(&base, "COST011"));
}

/// What a scenario adds stands clear of the base, which keeps its places; a second run changes nothing.
#[test]
fn what_a_scenario_adds_stands_clear_of_the_base() {
    use skydraft::model::Rect;
    let text = r#"(format: 1, containers: {
        "vpc": (kind: "vpc", frame: (0, 0, 400, 300)),
    }, components: {
        "web": (kind: "instance", in: "vpc", at: (16, 48)),
        "db": (kind: "db_instance", in: "vpc", at: (200, 48)),
    }, scenarios: {
        "more": (components: {"cache": (kind: "elasticache_replication_group", in: "vpc", at: (16, 48))}),
    })"#;
    let design = ron::read(text, "t.ron").unwrap().design;
    let id = Id::new("more").unwrap();
    let shown = place_scenarios(&design).with_scenario(&id).unwrap();
    let tile = |name: &str| {
        let component = &shown.components[&Id::new(name).unwrap()];
        let at = component.placements[0].at;
        Rect::new(at.x, at.y, 112.0, 44.0)
    };
    let (web, db, cache) = (tile("web"), tile("db"), tile("cache"));
    assert!(!cache.intersects(web) && !cache.intersects(db), "{cache:?}");
    let before = &design.components[&Id::new("web").unwrap()];
    assert_eq!(shown.components[&Id::new("web").unwrap()], *before);
    let once = place_scenarios(&design);
    assert_eq!(
        place_scenarios(&once).with_scenario(&id),
        once.with_scenario(&id)
    );
}
