//! Good designs are good: no rule of critical or high severity fires on the `good` example of another one, except for
//! those that `good_designs.csv` lists with the reason.

use skydraft::analysis::analyse;
use skydraft::analysis::review::{self, Severity};
use skydraft::io::ron;
use skydraft::pricing::Catalogue;
use std::collections::BTreeSet;
use std::path::Path;

/// A code that is expected in some designs.
struct Expected {
    code: String,
    /// Codes of the rules whose examples they are; empty: those of many.
    designs: BTreeSet<String>,
    reason: String,
}

fn expected() -> Vec<Expected> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/good_designs.csv");
    let mut reader = csv::Reader::from_path(file).expect("the list");
    let rows = reader.records().map(|row| row.expect("a row"));
    rows.map(|row| Expected {
        code: row[0].to_owned(),
        designs: match &row[1] {
            "*" => BTreeSet::new(),
            list => list.split(' ').map(str::to_owned).collect(),
        },
        reason: row[2].to_owned(),
    })
    .collect()
}

/// Severe rules and the rule on whose good example each fires.
fn severe() -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    for rule in review::rules() {
        let design = ron::read(&rule.good(), rule.code).expect("reads").design;
        let review = analyse(&design, Catalogue::embedded()).review;
        for finding in review.open() {
            if finding.severity <= Severity::High && finding.code != rule.code {
                found.insert((finding.code.to_owned(), rule.code.to_owned()));
            }
        }
    }
    found
}

#[test]
fn no_severe_rule_fires_on_a_good_design_but_those_listed() {
    let (expected, found) = (expected(), severe());
    let listed = |code: &str, design: &str| {
        expected
            .iter()
            .any(|row| row.code == code && (row.designs.is_empty() || row.designs.contains(design)))
    };
    let new: Vec<_> = found.iter().filter(|(c, d)| !listed(c, d)).collect();
    assert!(new.is_empty(), "not listed: {new:?}");
    for row in &expected {
        assert!(row.reason.len() > 30, "{}: no reason", row.code);
        let fires = |design: &String| found.contains(&(row.code.clone(), design.clone()));
        let gone: Vec<_> = row.designs.iter().filter(|design| !fires(design)).collect();
        assert!(gone.is_empty(), "{} is silent now on {gone:?}", row.code);
        assert!(found.iter().any(|(code, _)| *code == row.code));
    }
}
