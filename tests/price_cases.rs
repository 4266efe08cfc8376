//! Every price case passes, or is an exception with a good reason (`tests/price_cases/README.md`).

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use serde_json::{Map, Value, json};
use skydraft::analysis;
use skydraft::catalog::terraform;
use skydraft::io::terraform::{Source, UsageFile, read, read_usage};
use skydraft::pricing::{Catalogue, Date};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// A case passes within this share of the expected amount, or within a cent.
const SHARE: f64 = 0.01;
const CENT: f64 = 0.01;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/price_cases")
}

/// All cases by group, in the order of the files.
fn cases() -> Vec<(String, Value)> {
    let files = std::fs::read_dir(folder()).unwrap();
    let mut files: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    files.sort();
    let mut all = Vec::new();
    for path in files {
        let group = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let value: Value = serde_json::from_str(&text).unwrap();
        let list = value
            .as_array()
            .or_else(|| value["cases"].as_array())
            .unwrap();
        all.extend(list.iter().map(|case| (group.clone(), case.clone())));
    }
    all
}

/// The exceptions: reason and words by id.
fn exceptions() -> BTreeMap<String, (String, String)> {
    let mut reader = csv::Reader::from_path(folder().join("exceptions.csv")).unwrap();
    let rows = reader.records().map(Result::unwrap);
    rows.map(|row| (row[0].to_owned(), (row[1].to_owned(), row[2].to_owned())))
        .collect()
}

/// What the estimate says of a case.
struct Found {
    /// Dollars a month at the address; none where the address is not there.
    monthly: Option<f64>,
    /// Its lines, for people.
    lines: String,
}

fn usage_of(case: &Value) -> UsageFile {
    let mut figures: Map<String, Value> = case["related_usage"]
        .as_object()
        .cloned()
        .unwrap_or_default();
    if case["usage"]
        .as_object()
        .is_some_and(|usage| !usage.is_empty())
    {
        figures.insert(
            case["address"].as_str().unwrap().to_owned(),
            case["usage"].clone(),
        );
    }
    // JSON is YAML, too.
    let text = json!({"version": 0.1, "resource_usage": figures}).to_string();
    let source = Source {
        name: "usage.yml",
        text: &text,
    };
    read_usage(source).unwrap()
}

fn estimate(case: &Value) -> Found {
    let day: Date = case["as_of"].as_str().unwrap().parse().unwrap();
    let catalogue = Catalogue::embedded().on(day);
    let plan = json!({
        "format_version": "1.2",
        "planned_values": {"root_module": {"resources": case["resources"]}},
        "configuration": case["configuration"],
    })
    .to_string();
    let source = Source {
        name: "plan.json",
        text: &plan,
    };
    let region = case["region"].as_str().unwrap_or("us-east-1");
    let imported = match read(source, &usage_of(case), "usage.yml", region, &catalogue) {
        Ok(imported) => imported,
        Err(errors) => {
            let lines = errors
                .iter()
                .map(|error| format!("    {error}\n"))
                .collect();
            return Found {
                monthly: None,
                lines,
            };
        }
    };
    let costs = analysis::costs(&imported.design, &catalogue);
    let address = case["address"].as_str().unwrap();
    let mut found = Found {
        monthly: imported
            .merged
            .iter()
            .any(|merged| merged == address)
            .then_some(0.0),
        lines: String::new(),
    };
    for (id, origin) in &imported.origins {
        if origin.address != address {
            continue;
        }
        let sum = found.monthly.get_or_insert(0.0);
        let kind = &imported.design.components[id].kind;
        for line in &costs.components[id].lines {
            if origin.address_of(kind, line) != address {
                continue;
            }
            *sum += line.monthly.map_or(0.0, |usd| usd.0);
            let unit = line
                .unit_usd()
                .map_or("?".to_owned(), |usd| usd.to_string());
            let name = line.name.get(skydraft::text::Language::English);
            let amount = line
                .monthly
                .map_or("missing".to_owned(), |usd| format!("{:.4}", usd.0));
            let (value, of) = (line.amount.value, line.amount.unit.en);
            writeln!(
                found.lines,
                "    {} {name}: {value} {of} x {unit} = {amount}",
                origin.group
            )
            .unwrap();
        }
    }
    for refused in &imported.refused {
        writeln!(
            found.lines,
            "    refused {}: {}",
            refused.address, refused.message
        )
        .unwrap();
    }
    found
}

fn expected_lines(case: &Value) -> String {
    let mut out = String::new();
    for line in case["expected"]["components"]
        .as_array()
        .into_iter()
        .flatten()
    {
        writeln!(
            out,
            "    {} {}: {} {} x {} = {}",
            line["group"].as_str().unwrap_or_default(),
            line["name"].as_str().unwrap_or_default(),
            line["monthly_qty"],
            line["unit"].as_str().unwrap_or_default(),
            line["unit_price_usd"],
            line["monthly_cost_usd"],
        )
        .unwrap();
    }
    out
}

fn passes(expected: f64, found: Option<f64>) -> bool {
    found.is_some_and(|found| (found - expected).abs() <= CENT.max(SHARE * expected) + 1e-9)
}

#[test]
fn every_case_passes_or_is_an_exception_with_a_reason() {
    let wanted = std::env::var("PRICE_CASES").unwrap_or_default();
    let wanted: Vec<&str> = wanted.split(',').filter(|name| !name.is_empty()).collect();
    let exceptions = exceptions();
    let (mut passed, mut failed, mut healed) = (0, Vec::new(), Vec::new());
    let cases = cases();
    let mut ids = BTreeSet::new();
    for (group, case) in &cases {
        let id = case["id"].as_str().unwrap();
        ids.insert(id);
        if !wanted.is_empty() && !wanted.contains(&group.as_str()) {
            continue;
        }
        let expected = case["expected"]["total_monthly_usd"].as_f64().unwrap();
        let found = estimate(case);
        let good = passes(expected, found.monthly);
        if !wanted.is_empty() {
            let mark = if good { "pass" } else { "FAIL" };
            println!(
                "{mark} {id}: expected {expected}, found {:?}",
                found.monthly
            );
            if !good {
                println!(
                    "  usage {}\n  expected\n{}  found\n{}",
                    case["usage"],
                    expected_lines(case),
                    found.lines
                );
            }
        }
        match (good, exceptions.contains_key(id)) {
            (true, false) => passed += 1,
            (true, true) => healed.push(id),
            (false, true) => {}
            (false, false) => failed.push(format!(
                "{id}: expected {expected}, found {:?}",
                found.monthly
            )),
        }
    }
    println!(
        "{passed} pass, {} fail, {} exceptions of {}",
        failed.len(),
        exceptions.len(),
        cases.len()
    );
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert!(healed.is_empty(), "exceptions that pass: {healed:?}");
    for (id, (reason, words)) in &exceptions {
        assert!(ids.contains(id.as_str()), "an exception for no case: {id}");
        assert!(
            matches!(reason.as_str(), "price-changed" | "source-convention"),
            "{id}: {reason}"
        );
        assert!(words.len() > 20, "{id} says too little");
    }
    let share = 1.0 - exceptions.len() as f64 / cases.len() as f64;
    assert!(
        share >= 0.97,
        "{} exceptions of {} cases",
        exceptions.len(),
        cases.len()
    );
}

/// Every type that the cases are about is read by a kind, or belongs to another resource.
#[test]
fn every_type_is_recognised() {
    let known: BTreeSet<&str> = skydraft::catalog::kinds()
        .flat_map(|kind| kind.imports.iter().map(|import| import.resource))
        .chain(terraform::MERGED.iter().copied())
        .collect();
    let text = std::fs::read_to_string(folder().join("types.txt")).unwrap();
    let unknown: Vec<&str> = text.lines().filter(|line| !known.contains(line)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}
