//! `check` through the binary: Terraform plans, SARIF, pages for pull requests, baselines, profiles, silences with a day.

use super::{FRAGILE, Run};
use serde_json::{Value, json};

/// A plan with a database that keeps its backups for no day and has no standby.
fn plan() -> String {
    let values = json!({
        "engine": "mysql", "instance_class": "db.m6g.large", "allocated_storage": 100, "multi_az": false,
        "backup_retention_period": 0, "storage_encrypted": false, "publicly_accessible": true,
    });
    let resource = json!({
        "address": "module.data.aws_db_instance.main[\"eu\"]", "mode": "managed", "type": "aws_db_instance", "name": "main",
        "values": values,
    });
    json!({
        "format_version": "1.2",
        "planned_values": {"root_module": {"child_modules": [{"address": "module.data", "resources": [resource]}]}},
        "configuration": {
            "provider_config": {"aws": {"expressions": {"region": {"constant_value": "ap-northeast-2"}}}},
            "root_module": {},
        },
    })
    .to_string()
}

const ADDRESS: &str = "module.data.aws_db_instance.main[\"eu\"]";

fn sarif(file: &str, content: &str) -> Value {
    let args = format!("check {file} --format sarif");
    Run::new(&args).file(file, content).ends(0).json()
}

/// What code scanning asks of a log: GitHub Docs, "SARIF support for code scanning".
fn assert_code_scanning_takes(log: &Value, uri: &str) {
    assert_eq!(log["version"], "2.1.0");
    assert!(
        log["$schema"]
            .as_str()
            .unwrap()
            .contains("sarif-schema-2.1.0")
    );
    let runs = log["runs"].as_array().unwrap();
    assert_eq!(runs.len(), 1);
    let driver = &runs[0]["tool"]["driver"];
    assert_eq!(driver["name"], "Skydraft");
    let rules = driver["rules"].as_array().unwrap();
    let results = runs[0]["results"].as_array().unwrap();
    assert!(!results.is_empty() && results.len() < 25_000);
    for rule in rules {
        for text in [
            &rule["shortDescription"]["text"],
            &rule["fullDescription"]["text"],
            &rule["help"]["text"],
            &rule["help"]["markdown"],
        ] {
            let text = text.as_str().unwrap();
            assert!(!text.is_empty(), "{rule}");
        }
        let length = |key: &str| rule[key]["text"].as_str().unwrap().chars().count();
        assert!(length("shortDescription") <= 1024 && length("fullDescription") <= 1024);
        let level = rule["defaultConfiguration"]["level"].as_str().unwrap();
        assert!(["error", "warning", "note"].contains(&level));
        let tags = rule["properties"]["tags"].as_array().unwrap();
        assert!(tags.len() <= 20);
        let is_security = tags.contains(&json!("security"));
        let severity = rule["properties"].get("security-severity");
        assert_eq!(is_security, severity.is_some(), "{rule}");
        if let Some(severity) = severity {
            let figure: f64 = severity.as_str().unwrap().parse().unwrap();
            assert!(0.0 < figure && figure <= 10.0);
        }
    }
    let mut prints = Vec::new();
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], uri);
        assert!(place["region"]["startLine"].as_u64().unwrap() >= 1);
        prints.push(
            result["partialFingerprints"]["primaryLocationLineHash"]
                .as_str()
                .unwrap()
                .to_owned(),
        );
    }
    let count = prints.len();
    prints.sort();
    prints.dedup();
    assert_eq!(prints.len(), count, "fingerprints tell findings apart");
}

fn result<'v>(log: &'v Value, code: &str) -> &'v Value {
    let results = log["runs"][0]["results"].as_array().unwrap();
    results.iter().find(|r| r["ruleId"] == code).unwrap()
}

#[test]
fn sarif_of_a_design_points_at_its_items() {
    let log = sarif("shop.ron", FRAGILE);
    assert_code_scanning_takes(&log, "shop.ron");
    let standby = result(&log, "REL004");
    let region = &standby["locations"][0]["physicalLocation"]["region"];
    assert_eq!(region["startLine"], 3);
    assert_eq!(region["startColumn"], 9);
    // Lines that move and figures that change leave the fingerprint as it is.
    let moved = FRAGILE.replace("components: {", "components: {\n\n\n");
    let moved = sarif("shop.ron", &moved);
    let other = result(&moved, "REL004");
    assert_eq!(other["partialFingerprints"], standby["partialFingerprints"]);
    assert_eq!(
        other["locations"][0]["physicalLocation"]["region"]["startLine"],
        6
    );
}

#[test]
fn sarif_of_a_plan_names_addresses() {
    let log = sarif("plan.json", &plan());
    assert_code_scanning_takes(&log, "plan.json");
    let location = &result(&log, "REL004")["locations"][0];
    assert_eq!(
        location["logicalLocations"][0]["fullyQualifiedName"],
        ADDRESS
    );
    let column = location["physicalLocation"]["region"]["startColumn"].as_u64();
    let column = usize::try_from(column.unwrap()).unwrap();
    assert!(plan()[column - 1..].starts_with("\"address\":\"module.data.aws_db_instance"));
}

#[test]
fn a_plan_is_checked_by_address() {
    let run = Run::new("check plan.json --format json").file("plan.json", plan());
    let found = run.ends(0).json();
    let findings = found["findings"].as_array().unwrap();
    let standby = findings.iter().find(|f| f["code"] == "REL004").unwrap();
    assert_eq!(standby["items"], json!([ADDRESS]));
    assert!(standby["fix"]["delta_monthly_usd"].as_f64().unwrap() > 0.0);
}

#[test]
fn a_baseline_leaves_only_what_is_new() {
    for format in ["json", "sarif"] {
        let args = format!("check shop.ron --format {format}");
        let before = Run::new(&args).file("shop.ron", FRAGILE).ends(0).out;
        let again = |design: &str, code| {
            let args = "check shop.ron --format json --baseline before --fail-on info";
            let run = Run::new(args).file("shop.ron", design);
            run.file("before", &before).ends(code).json()
        };
        let same = again(FRAGILE, 0);
        assert_eq!(same["findings"], json!([]));
        assert!(same["summary"]["in_baseline"].as_u64().unwrap() > 0);
        let worse = FRAGILE.replace(
            "\"db\"",
            "\"cache\": (kind: \"db_instance\", at: (90, 0)),\n \"db\"",
        );
        let found = again(&worse, 1);
        let findings = found["findings"].as_array().unwrap();
        let standby: Vec<_> = findings.iter().filter(|f| f["code"] == "REL004").collect();
        assert_eq!(standby.len(), 1);
        assert_eq!(standby[0]["items"], json!(["cache"]));
    }
    let run = |content: &str| {
        let run = Run::new("check shop.ron --baseline b").file("shop.ron", FRAGILE);
        run.file("b", content).ends(2).err
    };
    assert!(run("{}").contains("`b` is no result of `skydraft check`"));
    assert!(run("{\"findings\": [{}]}").contains("is no result"));
    assert!(run("(").starts_with("error: cannot read the baseline `b`: "));
}

#[test]
fn profiles_choose_and_explain() {
    let check = |args: &str, code| {
        let args = format!("check shop.ron {args}");
        Run::new(&args).file("shop.ron", FRAGILE).ends(code)
    };
    let severities = |value: &Value| -> Vec<String> {
        let findings = value["findings"].as_array().unwrap().iter();
        findings
            .map(|f| f["severity"].as_str().unwrap().to_owned())
            .collect()
    };
    let all = check("--format json", 0).json();
    assert!(severities(&all).contains(&"low".to_owned()));
    let classroom = check("--format json --profile classroom", 0).json();
    assert!(!severities(&classroom).contains(&"low".to_owned()));
    assert!(classroom["summary"]["not_shown"].as_u64().unwrap() > 0);
    assert!(classroom["findings"][0]["why"].as_str().unwrap().len() > 10);
    assert!(all["findings"][0].get("why").is_none());
    check("--profile ci", 1);
    check("--profile ci --fail-on critical --rule REL004", 0);
    let table = check("--profile classroom --lang ko", 0).out;
    assert!(
        table.contains("이유: ") && table.contains("점수: "),
        "{table}"
    );
}

#[test]
fn a_page_for_a_pull_request() {
    let accepted = FRAGILE.replace(
        "components",
        "silenced: [(rule: \"REL004\", item: \"db\", reason: \"rebuilt nightly\")],\n    components",
    );
    let page = Run::new("check shop.ron --format md")
        .file("shop.ron", accepted)
        .ends(0)
        .out;
    assert!(page.starts_with("## Skydraft: `shop.ron`\n\n"), "{page}");
    for part in [
        "| Severity | Rule |",
        "<details>",
        "### Accepted findings",
        "| REL004 | db | rebuilt nightly |",
        "| Reliability | ",
        "Score: ",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
}

#[test]
fn a_silence_that_ran_out_counts_again_and_says_so() {
    let until = |day: &str| {
        let silence = format!(
            "silenced: [(rule: \"REL004\", item: \"db\", reason: \"rebuilt nightly\", until: \"{day}\")],\n    components"
        );
        let design = FRAGILE.replace("components", &silence);
        let args = "check shop.ron --format json --rule REL004";
        Run::new(args).file("shop.ron", design).ends(0).json()
    };
    let held = until("9999-12-31");
    assert_eq!(held["findings"], json!([]));
    assert_eq!(held["summary"]["silenced"], 1);
    assert_eq!(held["silenced"][0]["reason"], "rebuilt nightly");
    let over = until("2020-06-30");
    assert_eq!(over["summary"]["silenced"], 0);
    assert_eq!(over["findings"][0]["lapsed"]["until"], "2020-06-30");
    let message = over["findings"][0]["message"].as_str().unwrap();
    assert!(
        message.contains("accepted until 2020-06-30 (rebuilt nightly)"),
        "{message}"
    );
}
