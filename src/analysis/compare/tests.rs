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

/// The scenarios of a question over a design, by their English names, with what each adds to the month.
fn answers(design: &Design, question: Question) -> Vec<(String, f64)> {
    let catalogue = Catalogue::embedded();
    let before = report(design);
    let side = Side {
        design,
        report: &before,
    };
    let plans = elsewhere(side, catalogue, question);
    let priced = plans.iter().map(|plan| {
        let after = crate::analysis::costs(&design.with(plan), catalogue);
        let name = plan.name.get(Language::English).to_owned();
        (name, after.total.usd.0 - before.cost.total.usd.0)
    });
    priced.collect()
}

#[test]
fn the_same_design_elsewhere_varies_one_decision() {
    let mut sketch = Sketch::new();
    sketch.users("users", 50.0);
    sketch.put("web", "instance", &["private-a", "private-c"]);
    sketch.set("web", "instance_type", "m6i.large");
    sketch.put("db", "db_instance", &["private-a"]);
    sketch.set("db", "instance_class", "db.m6g.large");
    sketch.put("table", "dynamodb_table", &[""]);
    sketch.put("logs", "cloudwatch_log_group", &[""]);
    sketch.set("logs", "ingested_gb", 100.0);
    sketch.connect("users", "web", 1.0, 10.0);
    sketch.connect("web", "db", 1.0, 10.0);
    sketch.connect("web", "table", 1.0, 1.0);
    let design = sketch.design;
    let delta = |question, name: &str| {
        let all = answers(&design, question);
        let found = all.iter().find(|(own, _)| own == name);
        found.unwrap_or_else(|| panic!("{all:?}")).1
    };
    assert!(delta(Question::Processor, "Graviton") < 0.0);
    assert!(delta(Question::Processor, "x86") > 0.0);
    assert!(delta(Question::Zones, "Multi-AZ") > 0.0);
    assert!(delta(Question::Zones, "Single-AZ") <= 0.0);
    assert!(delta(Question::Purchase, "Reserved 1 year, no upfront") < 0.0);
    assert!(
        answers(&design, Question::Purchase)
            .iter()
            .all(|(name, _)| name != "On-Demand")
    );
    delta(Question::Capacity, "Provisioned");
    assert_eq!(answers(&design, Question::Logs).len(), 1);
    // The price of the store outside is nobody's guess: the line has none.
    let side_report = report(&design);
    let side = Side {
        design: &design,
        report: &side_report,
    };
    let outside = elsewhere(side, Catalogue::embedded(), Question::Logs);
    let after = crate::analysis::costs(&design.with(&outside[0]), Catalogue::embedded());
    assert_eq!(after.components[&id("logs")].total.missing, 1);
}

#[test]
fn aurora_by_capacity_and_by_instances() {
    let mut sketch = Sketch::new();
    sketch.put("db", "rds_cluster", &["private-a", "private-c"]);
    // db.r6g.xlarge has 32 GiB: 16 ACU at most; a quarter of it is used: 4 ACU on average.
    sketch.set("db", "instance_class", "db.r6g.xlarge");
    sketch.set("db", "average_cpu_percent", 25.0);
    let design = sketch.design;
    // 2 x 4 ACU x 730 h x $0.20 = $1,168 against 2 x 730 h x $0.627 = $915.42.
    let all = answers(&design, Question::Capacity);
    assert_eq!(all.len(), 1, "{all:?}");
    assert_eq!(all[0].0, "On demand");
    assert!((all[0].1 - (1_168.0 - 915.42)).abs() < 1e-6, "{all:?}");
    // And back: the class with the memory of 16 ACU.
    let before = report(&design);
    let side = Side {
        design: &design,
        report: &before,
    };
    let serverless = design.with(&elsewhere(side, Catalogue::embedded(), Question::Capacity)[0]);
    let back = answers(&serverless, Question::Capacity);
    assert_eq!(back.len(), 1, "{back:?}");
    assert_eq!(back[0].0, "Provisioned");
    assert!((back[0].1 - (915.42 - 1_168.0)).abs() < 1e-6, "{back:?}");
}

#[test]
fn properties_that_name_a_region_move_along() {
    let mut sketch = Sketch::new();
    sketch.put("table", "dynamodb_table", &["seoul"]);
    sketch.set("table", "replica_regions", "ap-northeast-1, us-east-1");
    sketch.put("cdn", "cloudfront_distribution", &[""]);
    sketch.set("cdn", "origin_shield_region", "ap-northeast-2");
    sketch.put("users", "users", &[""]);
    sketch.set("users", "allowed_regions", "ap-northeast-2");
    let moved = sketch.design.with(&Scenario {
        region: Some("ap-northeast-1".to_owned()),
        ..Scenario::default()
    });
    let text = |component: &str, property: &str| {
        let value = moved.components[&id(component)].property(property);
        value.unwrap().as_text().unwrap().to_owned()
    };
    // The replica stays where the table was.
    assert_eq!(
        text("table", "replica_regions"),
        "ap-northeast-2, us-east-1"
    );
    assert_eq!(text("cdn", "origin_shield_region"), "ap-northeast-1");
    // What a law allows does not move with the design.
    assert_eq!(text("users", "allowed_regions"), "ap-northeast-2");
    // No row of Tokyo bills a replica in Tokyo of a table in Tokyo.
    let rows = regions(&sketch.design, Catalogue::embedded(), &["ap-northeast-1"]).rows;
    assert!(
        rows.iter().all(super::regions::RegionRow::is_complete),
        "{rows:?}"
    );
}

#[test]
fn endpoints_take_traffic_from_the_nat_gateway_and_back() {
    let mut sketch = Sketch::new();
    sketch.users("users", 50.0);
    sketch.put("nat", "nat_gateway", &["public-a"]);
    sketch.put("web", "instance", &["private-a"]);
    sketch.put("files", "s3_bucket", &[""]);
    sketch.connect("users", "web", 1.0, 10.0);
    sketch.connect("web", "files", 100.0, 100.0);
    let design = sketch.design;
    let all = answers(&design, Question::Endpoints);
    assert_eq!(all.len(), 1, "{all:?}");
    assert!(all[0].0 == "Endpoints" && all[0].1 < 0.0, "{all:?}");
    let before = report(&design);
    let side = Side {
        design: &design,
        report: &before,
    };
    let with = design.with(&elsewhere(side, Catalogue::embedded(), Question::Endpoints)[0]);
    let back = answers(&with, Question::Endpoints);
    assert!(
        back.iter()
            .any(|(name, usd)| name == "NAT gateway alone" && *usd > 0.0),
        "{back:?}"
    );
}

#[test]
fn a_design_with_nothing_to_vary_gets_no_scenarios() {
    let mut sketch = Sketch::new();
    sketch.put("site", "s3_bucket", &[""]);
    let mut design = sketch.design;
    for zone in [
        "zone-a",
        "zone-c",
        "public-a",
        "public-c",
        "private-a",
        "private-c",
    ] {
        design.containers.remove(&id(zone));
    }
    for question in Question::ALL {
        assert_eq!(answers(&design, question), [], "{question:?}");
        assert!(!question.nothing().en.is_empty());
    }
}

/// A database at one size, at another, and without the server beside it.
fn three() -> [Design; 3] {
    let mut sketch = Sketch::new();
    sketch.put("db", "db_instance", &["private-a"]);
    sketch.put("web", "instance", &["private-a"]);
    sketch.put("nat", "nat_gateway", &["public-a"]);
    let old = sketch.design;
    let larger = with(&old, "db", "instance_class", "db.m6g.xlarge");
    let mut gone = Scenario::default();
    gone.removed.insert(id("web"));
    let without = larger.with(&gone);
    [old, larger, without]
}

fn compared<T>(
    designs: &[Design],
    reference: usize,
    then: impl FnOnce(&[Side<'_>], &Comparison) -> T,
) -> T {
    let reports: Vec<Report> = designs.iter().map(report).collect();
    let sides: Vec<Side<'_>> = designs
        .iter()
        .zip(&reports)
        .map(|(design, report)| Side { design, report })
        .collect();
    then(&sides, &compare(&sides, reference))
}

#[test]
fn the_outline_adds_up_and_hides_what_is_equal() {
    compared(&three(), 0, |sides, comparison| {
        let short = outline(comparison, None, Order::Difference, Language::English);
        let same = equal_lines(sides, 0);
        let long = outline(
            comparison,
            Some(&same),
            Order::Difference,
            Language::English,
        );
        assert_eq!(same.len(), comparison.equal.count);
        assert!(short.len() < long.len());
        let of = |rows: &[Row], section: Section| -> Vec<Row> {
            rows.iter()
                .filter(|row| row.section == section)
                .cloned()
                .collect()
        };
        for rows in [&short, &long] {
            for (side, summary) in comparison.sides.iter().enumerate() {
                let lines = of(rows, Section::Lines);
                let sum: f64 = lines
                    .iter()
                    .filter_map(|row| row.values[side].number())
                    .sum();
                assert!((sum - summary.total.usd.0).abs() < 1e-6, "{sum}");
            }
        }
        // The gateway is the same everywhere, the database and the server are not.
        let names =
            |rows: &[Row]| -> Vec<RowKey> { rows.iter().map(|row| row.key.clone()).collect() };
        let components = names(&of(&short, Section::Components));
        assert_eq!(components.len(), 2);
        assert!(!components.contains(&RowKey::Component(id("nat"))));
        assert!(names(&of(&long, Section::Components)).contains(&RowKey::Component(id("nat"))));
        for row in of(&short, Section::Services)
            .iter()
            .chain(&of(&short, Section::Categories))
        {
            assert!(row.differs(), "{row:?}");
        }
    });
}

#[test]
fn rows_are_ordered_by_a_design_or_by_name_and_a_base_can_be_chosen() {
    compared(&three(), 1, |_, comparison| {
        let rows = |order| outline(comparison, None, order, Language::English);
        let components = |rows: Vec<Row>| -> Vec<Row> {
            rows.into_iter()
                .filter(|row| row.section == Section::Components)
                .collect()
        };
        // Against the second, the third lacks the server alone; the first has the smaller database alone.
        let by_third = components(rows(Order::DifferenceOf(2)));
        assert_eq!(by_third[0].key, RowKey::Component(id("web")));
        assert_eq!(by_third[0].values[2], Figure::Absent);
        assert_eq!(by_third[0].delta(0), Some(0.0));
        assert_eq!(by_third[0].delta(1), None);
        let by_first = components(rows(Order::DifferenceOf(0)));
        assert_eq!(by_first[0].key, RowKey::Component(id("db")));
        assert!(by_first[0].delta(0).unwrap() < 0.0);
        let named: Vec<String> = components(rows(Order::Name))
            .iter()
            .map(|row| row.name.en.to_lowercase())
            .collect();
        assert!(named.is_sorted(), "{named:?}");
        let totals = rows(Order::Name);
        let of = |key: RowKey| {
            totals
                .iter()
                .find(|row| row.key == key)
                .unwrap()
                .values
                .clone()
        };
        let (difference, share) = (of(RowKey::Difference), of(RowKey::Share));
        let [
            Figure::Difference(usd),
            Figure::Share(share),
            Figure::Absent,
        ] = [
            difference[0].clone(),
            share[0].clone(),
            difference[1].clone(),
        ]
        else {
            panic!("{difference:?}");
        };
        let base = comparison.sides[1].total.usd.0;
        assert!((usd.0 - (comparison.sides[0].total.usd.0 - base)).abs() < 1e-9);
        assert!((share - usd.0 / base).abs() < 1e-12);
    });
}

#[test]
fn a_price_that_is_missing_is_a_difference_of_unknown_size() {
    let row = Row {
        section: Section::Lines,
        key: RowKey::Line(0),
        name: Phrase::same("x"),
        of: Phrase::same(""),
        values: vec![Figure::Money(Usd(5.0), 0), Figure::NoPrice, Figure::Absent],
        reference: 0,
    };
    assert!(row.differs_at(1) && row.delta(1).is_none());
    assert_eq!(row.delta(2), Some(-5.0));
    let free = Row {
        values: vec![Figure::Money(Usd(0.0), 0), Figure::Absent],
        ..row
    };
    assert!(
        free.differs_at(1),
        "a free line that is gone is a difference"
    );
}

#[test]
fn marks_say_what_became_of_the_items_of_a_drawing() {
    let [old, larger, without] = three();
    assert_eq!(
        marks(&old, &larger),
        Some(BTreeMap::from([(id("db"), Change::Changed)]))
    );
    assert_eq!(
        marks(&larger, &without),
        Some(BTreeMap::from([(id("web"), Change::Removed)]))
    );
    assert_eq!(
        marks(&without, &larger),
        Some(BTreeMap::from([(id("web"), Change::Added)]))
    );
    let mut moved = larger.clone();
    let mut db = moved.components[&id("db")].as_ref().clone();
    db.placements[0].at.x += 80.0;
    moved.components.insert(id("db"), db.into());
    assert_eq!(
        marks(&larger, &moved),
        Some(BTreeMap::new()),
        "where it is drawn says nothing"
    );
    let mut other = Sketch::new();
    for name in ["a", "b", "c", "db"] {
        other.put(name, "instance", &["private-a"]);
    }
    assert_eq!(
        marks(&old, &other.design),
        None,
        "another design altogether"
    );
}

#[test]
fn variants_come_with_what_they_cost() {
    let [design, ..] = three();
    let own = report(&design);
    let side = Side {
        design: &design,
        report: &own,
    };
    let mut known = 0;
    for question in [Question::Purchase, Question::Zones] {
        let found = variants(side, Catalogue::embedded(), question);
        let plans = elsewhere(side, Catalogue::embedded(), question);
        assert_eq!(found.len(), plans.len());
        for (variant, plan) in found.iter().zip(plans) {
            let there = report(&design.with(&plan)).cost.total;
            assert_eq!((&variant.plan, variant.total), (&plan, there));
            // What has no price, by the month or at the start, has no difference either.
            let before = own.cost.total;
            let unknown = there.missing > before.missing || there.upfront_missing > 0;
            assert_eq!(variant.delta.is_none(), unknown);
            if let Some(delta) = variant.delta {
                assert!((delta.0 - (there.usd.0 - before.usd.0)).abs() < 1e-9);
                let dearer = plan.name.get(Language::English) == "Multi-AZ";
                assert_eq!(delta.0 > 0.0, dearer, "{:?}", plan.name);
                known += 1;
            }
        }
    }
    assert!(known > 0);
}
