//! `compare` and `diff` end to end.

use super::Run;

/// Servers, a NAT gateway and a table; `count` instances of each of the first.
fn fleet(count: u32, table: &str) -> String {
    format!(
        r#"(
    containers: {{
        "vpc": (kind: "vpc", frame: (0, 0, 600, 600)),
        "public": (kind: "public_subnet", in: "vpc", frame: (10, 30, 400, 400)),
    }},
    components: {{
        "job": (kind: "instance", in: "public", at: (20, 60), instances: {count}, properties: {{"instance_type": "m6g.large"}}),
        "nat": (kind: "nat_gateway", in: "public", at: (20, 140), instances: {count}),
        "table": (kind: "dynamodb_table", at: (0, 700), properties: {{{table}}}),
        "web": (kind: "instance", in: "public", at: (20, 220), instances: {count}, name: (en: "Web", ko: "웹")),
    }},
)
"#
    )
}

fn of<'a>(value: &'a serde_json::Value, name: &str) -> &'a Vec<serde_json::Value> {
    value[name].as_array().unwrap()
}

#[test]
fn doubled_counts_cost_exactly_what_their_lines_say() {
    let ended = Run::new("diff old.ron new.ron --format json")
        .file("old.ron", fleet(1, ""))
        .file("new.ron", fleet(2, ""))
        .ends(0);
    let value = ended.json();
    let delta = |line: &serde_json::Value| line["delta_usd"][1].as_f64().unwrap();
    let lines = of(&value, "lines");
    let owners: std::collections::BTreeSet<&str> = lines
        .iter()
        .map(|line| line["id"].as_str().unwrap())
        .collect();
    assert_eq!(
        owners.into_iter().collect::<Vec<_>>(),
        ["job", "nat", "web"]
    );
    for line in lines {
        let once = line["cells"][0]["monthly_usd"].as_f64().unwrap();
        assert!((delta(line) - once).abs() < 1e-7, "{line}");
        assert_eq!(line["why"][1], "quantity");
    }
    let sum: f64 = lines.iter().map(delta).sum();
    let total = value["designs"][1]["delta_usd"].as_f64().unwrap();
    // m6g.large and a NAT gateway in Seoul: 730 h x $0.094 and 730 h x $0.059.
    assert!(
        (sum - total).abs() < 1e-6 && total > 730.0 * (0.094 + 0.059),
        "{sum} {total}"
    );
    let structure = of(&value, "structure");
    assert_eq!(structure.len(), 3);
    assert_eq!(
        structure[0]["fields"][0],
        "placements: public ×1 → public ×2"
    );
}

#[test]
fn a_pull_request_gets_markdown_and_a_budget_decides() {
    let run = |args: &str| {
        Run::new(args)
            .file("old.ron", fleet(1, ""))
            .file("new.ron", fleet(2, ""))
    };
    let page = run("diff old.ron new.ron --format md").ends(0).out;
    assert!(
        page.starts_with(
            "### Side by side\n\n| Per month | old.ron | new.ron |\n| --- | ---: | ---: |\n"
        ),
        "{page}"
    );
    assert!(
        page.contains("| changed | Web (web) | placements: public ×1 → public ×2 |"),
        "{page}"
    );
    assert!(page.contains("quantity: 730 h · 1,460 h"), "{page}");
    let ended = run("diff old.ron new.ron --budget 100").ends(1);
    assert!(ended.err.starts_with("over budget: "), "{}", ended.err);
    run("diff old.ron new.ron --budget-increase 10").ends(1);
    run("diff old.ron old.ron --budget-increase 10").ends(0);
    let csv = run("diff old.ron new.ron --format csv").ends(0).out;
    assert!(
        csv.starts_with("design,id,owner,service,line,name,quantity,unit,"),
        "{csv}"
    );
}

#[test]
fn equal_designs_have_no_difference() {
    let value = Run::new("diff old.ron new.ron --format json")
        .file("old.ron", fleet(1, ""))
        .file("new.ron", fleet(1, ""))
        .ends(0)
        .json();
    for name in ["lines", "structure", "findings"] {
        assert!(of(&value, name).is_empty(), "{name}");
    }
    assert_eq!(value["designs"][1]["delta_usd"], 0.0);
}

#[test]
fn scenarios_and_files_stand_side_by_side() {
    let value = Run::new("compare --scenarios shop.ron --format json")
        .file("shop.ron", super::TWO_PLANS)
        .ends(0)
        .json();
    let names: Vec<_> = of(&value, "designs")
        .iter()
        .map(|own| own["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["Base", "Multi-AZ", "big"]);
    let value = Run::new("compare shop.ron shop.ron#standby --format json")
        .file("shop.ron", super::TWO_PLANS)
        .ends(0)
        .json();
    assert_eq!(value["designs"][1]["scenario"], "standby");
    let table = Run::new("compare --scenarios shop.ron --reference standby")
        .file("shop.ron", super::TWO_PLANS)
        .environment("ko_KR.UTF-8")
        .ends(0)
        .out;
    assert!(
        table.contains("나란히 보기") && table.contains("이중화"),
        "{table}"
    );
}

#[test]
fn regions_are_a_table_with_what_drives_the_difference() {
    let ended = Run::new("compare --regions shop.ron --regions-list us-east-1,ap-northeast-1")
        .file("shop.ron", super::TWO_PLANS)
        .ends(0);
    assert!(ended.out.contains("US East (N. Virginia)"), "{}", ended.out);
    let value = Run::new("compare --regions shop.ron --format json")
        .file("shop.ron", super::TWO_PLANS)
        .ends(0)
        .json();
    let rows = of(&value, "regions");
    assert!(rows.len() > 25, "{}", rows.len());
    let complete = rows.iter().filter(|row| row["complete"] == true);
    assert!(
        complete
            .map(|row| row["monthly_total_usd"].as_f64().unwrap())
            .is_sorted()
    );
    Run::new("compare --regions shop.ron --regions-list mars-1")
        .file("shop.ron", super::TWO_PLANS)
        .ends(2);
}

#[test]
fn what_cannot_be_compared_is_said() {
    Run::new("compare one.ron")
        .file("one.ron", fleet(1, ""))
        .ends(2);
    let ended = Run::new("compare --scenarios one.ron")
        .file("one.ron", fleet(1, ""))
        .ends(2);
    assert!(
        ended.err.contains("has no scenarios to compare"),
        "{}",
        ended.err
    );
    let ended = Run::new("compare one.ron one.ron --reference two")
        .file("one.ron", fleet(1, ""))
        .ends(2);
    assert!(
        ended
            .err
            .contains("nothing that is compared is called `two`"),
        "{}",
        ended.err
    );
}

#[test]
fn one_decision_is_varied_and_can_be_kept() {
    let run = |args: &str| Run::new(args).file("shop.ron", super::TWO_PLANS);
    let ended =
        run("compare --elsewhere shop.ron --vary zones --format json --keep kept.ron").ends(0);
    let value = ended.json();
    let names: Vec<_> = of(&value, "designs")
        .iter()
        .map(|own| own["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["Base", "Multi-AZ"]);
    let kept = std::fs::read_to_string(ended.path("kept.ron")).unwrap();
    assert!(kept.contains("\"multi-az-2\": ("), "{kept}");
    let ended = run("compare --elsewhere shop.ron --vary logs").ends(2);
    assert!(ended.err.contains("nothing to compare: "), "{}", ended.err);
}
