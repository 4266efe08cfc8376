//! What Checkov and `skydraft check` say of the same Terraform plan, control by control.
//!
//! `tests/checkov/main.tf` has careless and careful resources side by side, `plan.json` is its plan, `verdicts.csv` what
//! Checkov says of each resource (its version stands in the first line). A rule answers for the controls among its
//! references. `comparison.csv` holds both verdicts; every difference has its explanation there.

use serde_json::Value;
use skydraft::analysis::review;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checkov")
}

/// Rows of a table without its comments and its titles.
fn rows(name: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .from_path(folder().join(name))
        .expect("a table");
    reader
        .records()
        .map(|row| row.expect("a row").iter().map(str::to_owned).collect())
        .collect()
}

/// Rules by the Checkov control that they refer to.
fn rules_by_control() -> BTreeMap<String, Vec<&'static str>> {
    let mut rules: BTreeMap<String, Vec<&'static str>> = BTreeMap::new();
    for rule in review::rules() {
        for reference in rule.references() {
            if reference.starts_with("CKV") {
                rules.entry(reference).or_default().push(rule.code);
            }
        }
    }
    for codes in rules.values_mut() {
        codes.sort_unstable();
        codes.dedup();
    }
    rules
}

/// Codes of the findings by the address of the resource that they name.
fn findings() -> BTreeMap<String, BTreeSet<String>> {
    let mut command = assert_cmd::Command::cargo_bin("skydraft").expect("the program");
    let output = command
        .arg("check")
        .arg(folder().join("plan.json"))
        .args(["--format", "json"])
        .output()
        .expect("it runs");
    assert!(output.status.success(), "{output:?}");
    let result: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for finding in result["findings"].as_array().expect("findings") {
        let code = finding["code"].as_str().expect("a code").to_owned();
        for item in finding["items"].as_array().expect("items") {
            let address = item.as_str().expect("an address").to_owned();
            found.entry(address).or_default().insert(code.clone());
        }
    }
    found
}

fn verdict(failed: bool) -> &'static str {
    if failed { "FAILED" } else { "PASSED" }
}

/// Control, resource, Checkov's verdict, our rules, our verdict, whether they agree.
fn compared() -> Vec<Vec<String>> {
    let (rules, findings) = (rules_by_control(), findings());
    let mut table = Vec::new();
    for row in rows("verdicts.csv") {
        let [control, resource, theirs] = &row[..] else {
            panic!("{row:?} has other columns");
        };
        let Some(codes) = rules.get(control) else {
            continue;
        };
        let own = findings.get(resource);
        let fails = |code: &&str| own.is_some_and(|own| own.contains(*code));
        let ours = verdict(codes.iter().any(fails));
        let agrees = if ours == theirs { "yes" } else { "no" };
        let row = [control, resource, theirs, &codes.join(" "), ours, agrees];
        table.push(row.map(|field| field.to_owned().clone()).to_vec());
    }
    table
}

#[test]
fn both_verdicts_are_as_the_table_has_them() {
    let (now, table) = (compared(), rows("comparison.csv"));
    let written: Vec<Vec<String>> = table.iter().map(|row| row[..6].to_vec()).collect();
    if now != written {
        let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("comparison.csv");
        let mut writer = csv::Writer::from_path(&place).expect("a place for the table");
        for row in &now {
            writer.write_record(row).expect("a row");
        }
        writer.flush().expect("written");
        let differs = |(a, b): &(&Vec<String>, &Vec<String>)| a != b;
        let first = now.iter().zip(&written).find(differs);
        panic!(
            "comparison.csv has {} rows, there are {}; the first that differs: {first:#?}; all of them: {}",
            written.len(),
            now.len(),
            place.display()
        );
    }
}

#[test]
fn every_difference_has_its_explanation() {
    for row in rows("comparison.csv") {
        let (agrees, explanation) = (&row[5], &row[6]);
        assert_eq!(agrees == "no", explanation.len() > 30, "{row:?}");
    }
}

#[test]
fn the_sample_covers_controls_that_fail_and_that_pass() {
    let table = rows("comparison.csv");
    let with = |verdict: &str| -> BTreeSet<&str> {
        let rows = table.iter().filter(|row| row[2] == verdict);
        rows.map(|row| row[0].as_str()).collect()
    };
    let (failed, passed) = (with("FAILED"), with("PASSED"));
    assert!(failed.union(&passed).count() >= 60);
    assert!(failed.intersection(&passed).count() >= 60);
    let agreed = table.iter().filter(|row| row[5] == "yes").count();
    assert!(agreed * 4 >= table.len() * 3, "{agreed} of {}", table.len());
}
