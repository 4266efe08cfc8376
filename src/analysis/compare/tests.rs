use super::*;
use crate::analysis::analyse;
use crate::analysis::testing::{Sketch, id};
use crate::model::{Scenario, Value};
use crate::pricing::Catalogue;

fn report(design: &Design) -> Report {
    analyse(design, Catalogue::embedded())
}

fn with(design: &Design, name: &str, property: &str, value: impl Into<Value>) -> Design {
    let mut plan = Scenario::default();
    let patch = plan.components.entry(id(name)).or_default();
    patch
        .properties
        .insert(property.to_owned(), Some(value.into()));
    design.with(&plan)
}

/// Everything that must add up does.
fn check(sides: &[Side<'_>], comparison: &Comparison) {
    for (number, side) in sides.iter().enumerate() {
        let total = side.report.cost.total.usd.0;
        let lines: f64 = comparison
            .lines
            .iter()
            .filter_map(|row| row.usd(number))
            .map(|usd| usd.0)
            .sum();
        assert!((lines + comparison.equal.usd[number].0 - total).abs() < 1e-6 * total.max(1.0));
        let by_spend: f64 = comparison
            .categories
            .iter()
            .map(|group| group.usd(number).0)
            .sum();
        let by_service: f64 = comparison
            .services
            .iter()
            .map(|group| group.usd(number).0)
            .sum();
        assert!((by_spend - total).abs() < 1e-6 * total.max(1.0));
        assert!((by_service - total).abs() < 1e-6 * total.max(1.0));
        let way: f64 = steps(comparison, number, 5)
            .iter()
            .map(|step| step.usd.0)
            .sum();
        assert!((way - comparison.delta(number).0).abs() < 1e-6 * total.max(1.0));
        for row in &comparison.lines {
            if let (Some((quantity, price)), Some(delta)) = (row.parts(number), row.delta(number)) {
                assert!((quantity.0 + price.0 - delta.0).abs() < 1e-9);
            }
        }
    }
}

#[test]
fn doubled_counts_add_exactly_their_lines() {
    let mut sketch = Sketch::new();
    for (name, kind) in [
        ("web", "instance"),
        ("job", "instance"),
        ("db", "db_instance"),
        ("nat", "nat_gateway"),
    ] {
        sketch.put(name, kind, &["private-a"]);
    }
    let old = sketch.design;
    let mut new = old.clone();
    for name in ["web", "job", "nat"] {
        let mut plan = Scenario::default();
        let patch = plan.components.entry(id(name)).or_default();
        patch.placements = Some(vec![crate::model::scenario::PlacementPatch {
            instances: Some(Some(2)),
            ..Default::default()
        }]);
        new = new.with(&plan);
    }
    let (before, after) = (report(&old), report(&new));
    let sides = [
        Side {
            design: &old,
            report: &before,
        },
        Side {
            design: &new,
            report: &after,
        },
    ];
    let comparison = compare(&sides, 0);
    check(&sides, &comparison);
    let changed: BTreeSet<&str> = comparison
        .lines
        .iter()
        .filter_map(|row| row.owner.id())
        .map(Id::as_str)
        .collect();
    assert_eq!(changed, BTreeSet::from(["job", "nat", "web"]));
    for row in &comparison.lines {
        let once = row.usd(0).unwrap();
        assert!(
            (row.delta(1).unwrap().0 - once.0).abs() < 1e-9,
            "{}: {:?}",
            row.name.en,
            row.cells
        );
        assert_eq!(row.why, [None, Some(Why::Quantity)]);
    }
    // Linux m6g.large or t3 at list price: whatever it is, twice the instances are twice the line.
    let sum: f64 = ["web", "job", "nat"]
        .map(|name| before.cost.components[&id(name)].total.usd.0)
        .iter()
        .sum();
    assert!((comparison.delta(1).0 - sum).abs() < 1e-9);
    assert!(sum > 0.0);
}

#[test]
fn reasons_are_quantity_price_and_presence() {
    let mut sketch = Sketch::new();
    sketch.put("db", "db_instance", &["private-a"]);
    sketch.put("web", "instance", &["private-a"]);
    let old = sketch.design;
    let larger = with(&old, "db", "instance_class", "db.m6g.xlarge");
    let longer = with(&old, "db", "allocated_storage", 500.0);
    let mut gone = Scenario::default();
    gone.removed.insert(id("web"));
    let without = old.with(&gone);
    let designs = [old, larger, longer, without];
    let reports: Vec<Report> = designs.iter().map(report).collect();
    let sides: Vec<Side<'_>> = designs
        .iter()
        .zip(&reports)
        .map(|(design, report)| Side { design, report })
        .collect();
    let comparison = compare(&sides, 0);
    check(&sides, &comparison);
    let why = |owner: &str, key: &str, side: usize| {
        let mut rows = comparison.lines.iter();
        let row = rows.find(|row| row.owner.id() == Some(&id(owner)) && row.key.contains(key));
        row.and_then(|row| row.why[side])
    };
    assert_eq!(why("db", "instance", 1), Some(Why::Price));
    assert_eq!(why("db", "storage", 2), Some(Why::Quantity));
    assert_eq!(why("db", "storage", 1), None);
    assert_eq!(why("web", "instance", 3), Some(Why::Presence));
    assert_eq!(comparison.differing(3), BTreeSet::from([&id("web")]));
}

#[test]
fn designs_are_compared_by_all_their_sums() {
    let mut sketch = Sketch::new();
    sketch.users("users", 50.0);
    sketch.put(
        "alb",
        "application_load_balancer",
        &["public-a", "public-c"],
    );
    sketch.put("web", "instance", &["private-a", "private-c"]);
    sketch.put("db", "db_instance", &["private-a"]);
    for (from, to) in [("users", "alb"), ("alb", "web"), ("web", "db")] {
        sketch.connect(from, to, 2.0, 20.0);
    }
    let base = sketch.design;
    let mut busy = Scenario::named("x10");
    busy.demand_factor = Some(10.0);
    let busy = base.with(&busy);
    let (before, after) = (report(&base), report(&busy));
    let sides = [
        Side {
            design: &base,
            report: &before,
        },
        Side {
            design: &busy,
            report: &after,
        },
        Side {
            design: &base,
            report: &before,
        },
    ];
    for reference in 0..3 {
        check(&sides, &compare(&sides, reference));
    }
    let comparison = compare(&sides, 0);
    assert_eq!(comparison.delta(2), Usd::ZERO);
    assert!(comparison.delta(1).0 > 0.0);
    let gb = |side: usize| comparison.sides[side].transfer_gb.0;
    assert!((gb(1) / gb(0) - 10.0).abs() < 1e-6, "{} {}", gb(0), gb(1));
    assert!(
        comparison
            .lines
            .is_sorted_by(|a, b| a.spread() >= b.spread())
    );
}

#[test]
fn findings_are_compared_by_rule_and_items() {
    let mut sketch = Sketch::new();
    sketch.put("db", "db_instance", &["private-a"]);
    let old = sketch.design;
    let new = with(&old, "db", "deployment", "multi-az");
    let (before, after) = (report(&old), report(&new));
    let sides = [
        Side {
            design: &old,
            report: &before,
        },
        Side {
            design: &new,
            report: &after,
        },
    ];
    let comparison = compare(&sides, 0);
    let row = comparison
        .findings
        .iter()
        .find(|row| row.code == "REL004")
        .unwrap();
    assert_eq!(row.counts, [1, 0]);
    assert_eq!(row.items[0], BTreeSet::from([id("db")]));
    let shared = before.review.open().filter(|own| {
        after
            .review
            .open()
            .any(|other| own.code == other.code && own.items == other.items)
    });
    assert_eq!(comparison.common_findings, shared.count());
}

#[test]
fn regions_say_what_drives_the_difference() {
    let mut sketch = Sketch::new();
    sketch.put("db", "db_instance", &["private-a"]);
    sketch.put("web", "instance", &["private-a", "private-c"]);
    let catalogue = Catalogue::embedded();
    let found = regions(
        &sketch.design,
        catalogue,
        &["us-east-1", "ap-northeast-1", "ap-northeast-2"],
    );
    assert_eq!(found.home, "ap-northeast-2");
    assert_eq!(found.rows.len(), 3);
    for row in &found.rows {
        let moved = sketch.design.with(&Scenario {
            region: Some(row.code.clone()),
            ..Scenario::default()
        });
        assert_eq!(
            row.total,
            crate::analysis::costs(&moved, catalogue).total,
            "{}",
            row.code
        );
    }
    let virginia = found
        .rows
        .iter()
        .find(|row| row.code == "us-east-1")
        .unwrap();
    let delta = virginia.delta.unwrap().0;
    let driven: f64 = virginia.drivers.iter().map(|driver| driver.usd.0).sum();
    assert!(delta < 0.0 && virginia.drivers.len() >= 2, "{virginia:?}");
    assert!(
        (driven - delta).abs() < delta.abs(),
        "the drivers explain most of it"
    );
    let complete = found.rows.iter().filter(|row| row.is_complete());
    assert!(complete.map(|row| row.total.usd.0).is_sorted());
}

#[test]
fn pillars_count_services_findings_and_cost() {
    let mut sketch = Sketch::new();
    sketch
        .put("db", "db_instance", &["private-a"])
        .properties
        .insert("instance_class".to_owned(), "db.m6g.large".into());
    sketch.put("waf", "wafv2_web_acl", &[""]);
    let after = report(&sketch.design);
    let rows = pillars(&[Side {
        design: &sketch.design,
        report: &after,
    }]);
    assert_eq!(rows.len(), 6);
    let of = |pillar| &rows.iter().find(|row| row.pillar == pillar).unwrap().sides[0];
    let security = of(crate::analysis::review::Pillar::Security);
    assert_eq!(
        security.services.values().flatten().collect::<Vec<_>>(),
        [&id("waf")]
    );
    assert_eq!(security.total, after.cost.components[&id("waf")].total);
    let sustainable = of(crate::analysis::review::Pillar::Sustainability);
    assert_eq!(
        sustainable.services.values().flatten().collect::<Vec<_>>(),
        [&id("db")]
    );
    let findings: usize = rows.iter().flat_map(|row| row.sides[0].findings).sum();
    assert_eq!(findings, after.review.open().count());
}

#[test]
fn every_kind_that_serves_a_pillar_exists() {
    for (_, kinds) in super::pillars::KINDS {
        for kind in *kinds {
            assert!(catalog::kind(kind).is_some(), "{kind}");
        }
    }
}
