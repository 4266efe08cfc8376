//! Every rule against its own examples, and what all rules must have.

use skydraft::analysis::review::{
    self, Effect, Finding, ReviewCx, evidence_of, fix_of, priced_fix, rule::Check, rule::Rule,
};
use skydraft::analysis::{Report, analyse};
use skydraft::io::ron;
use skydraft::model::{Design, Id, Language, edit};
use skydraft::pricing::Catalogue;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const PILLARS: [&str; 6] = [
    "cost_optimization",
    "operational_excellence",
    "performance_efficiency",
    "reliability",
    "security",
    "sustainability",
];

fn read(rule: &Rule, name: &str, text: &str) -> Design {
    assert!(!text.is_empty(), "{} has no `{name}`", rule.code);
    let file = format!("{} {name}", rule.code);
    match ron::read(text, &file) {
        Ok(read) => {
            assert_eq!(read.warnings, [], "{file}: unknown kinds or properties");
            read.design
        }
        Err(problems) => panic!("{file}: {problems:#?}"),
    }
}

/// Ids on lines that end in `// finding`: the first quoted text of the line.
fn marked(text: &str) -> BTreeSet<String> {
    text.lines()
        .filter(|line| line.trim_end().ends_with("// finding"))
        .filter_map(|line| line.split('"').nth(1).map(str::to_owned))
        .collect()
}

fn of_rule(report: &Report, rule: &Rule) -> Vec<Finding> {
    let findings = report.review.findings.iter();
    findings.filter(|f| f.code == rule.code).cloned().collect()
}

fn cx<'a>(design: &'a Design, report: &'a Report) -> ReviewCx<'a> {
    ReviewCx::of(design, Catalogue::embedded(), report)
}

fn items(findings: &[Finding]) -> BTreeSet<String> {
    let ids = findings.iter().flat_map(|finding| &finding.items);
    ids.map(Id::to_string).collect()
}

fn problems(rule: &Rule) -> Vec<String> {
    let catalogue = Catalogue::embedded();
    let mut out = Vec::new();
    let good = read(rule, "good", &rule.good());
    let found = of_rule(&analyse(&good, catalogue), rule);
    if !found.is_empty() {
        out.push(format!("{}: fires on `good`: {found:#?}", rule.code));
    }
    let design = read(rule, "bad", &rule.bad());
    let report = analyse(&design, catalogue);
    let found = of_rule(&report, rule);
    if items(&found) != marked(&rule.bad()) || found.is_empty() {
        let expected = marked(&rule.bad());
        out.push(format!(
            "{}: `bad` expects {expected:?}, found {found:#?}",
            rule.code
        ));
    }
    for finding in &found {
        for language in [Language::English, Language::Korean] {
            let evidence = evidence_of(&cx(&design, &report), finding).get(language);
            if evidence.trim().is_empty() {
                out.push(format!("{}: no evidence in {language:?}", rule.code));
            }
        }
        if fix_of(&cx(&design, &report), finding).is_some() != rule.has_fix() {
            out.push(format!("{}: `bad` has no quick fix", rule.code));
        }
        if finding.fixable() {
            out.extend(fix_problems(rule, &design, &report, finding));
        }
    }
    out
}

/// The fix takes the finding away, leaves a valid design, can be undone, and costs what it says.
fn fix_problems(rule: &Rule, design: &Design, report: &Report, finding: &Finding) -> Vec<String> {
    let mut out = Vec::new();
    let cx = cx(design, report);
    let before = design.clone();
    let fix = fix_of(&cx, finding).expect("the finding says that it can be fixed");
    let priced = priced_fix(&cx, finding).expect("a fix has a price");
    let fixed = edit::apply(design, &fix.edit).expect("the fix fits the design");
    assert_eq!(*design, before, "{}: undo is the former design", rule.code);
    let after = analyse(&fixed, cx.catalogue);
    let left = of_rule(&after, rule);
    if left.iter().any(|other| other.items == finding.items) {
        out.push(format!("{}: the fix leaves {left:#?}", rule.code));
    }
    let written = ron::write(&fixed);
    match ron::read(&written, "fixed") {
        Ok(read) if read.design == fixed => {}
        other => out.push(format!(
            "{}: the fixed design is not valid: {other:#?}",
            rule.code
        )),
    }
    let real = after.cost.total.usd.0 - report.cost.total.usd.0;
    if (priced.delta.0 - real).abs() > 1e-9 {
        out.push(format!(
            "{}: says {}, costs {real}",
            rule.code, priced.delta.0
        ));
    }
    if let Effect::ByUse(prices) = priced.effect() {
        let priced = prices.iter().all(|price| price.usd > 0.0);
        if real.abs() >= 0.005 || !priced {
            out.push(format!("{}: by use, costs {real}", rule.code));
        }
    }
    if priced.missing > 0 {
        out.push(format!(
            "{}: the fix adds {} lines without a price",
            rule.code, priced.missing
        ));
    }
    for language in [Language::English, Language::Korean] {
        assert!(!fix.label.get(language).trim().is_empty(), "{}", rule.code);
    }
    out
}

#[test]
fn every_rule_holds_on_its_examples() {
    let all: Vec<String> = review::rules()
        .iter()
        .flat_map(|rule| problems(rule))
        .collect();
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn every_file_of_a_pillar_is_a_rule_and_the_other_way_round() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/analysis/review");
    let mut files = BTreeSet::new();
    for pillar in PILLARS {
        for entry in fs::read_dir(root.join(pillar)).expect("a folder for each pillar") {
            let name = entry.expect("readable").file_name();
            let name = name.to_string_lossy().into_owned();
            if let Some(stem) = name.strip_suffix(".rs").filter(|stem| *stem != "mod") {
                files.insert(format!("{pillar}/{stem}"));
            }
        }
    }
    let listed = review::rules().iter();
    let listed: BTreeSet<String> = listed
        .map(|rule| format!("{}/{}", rule.folder(), rule.file()))
        .collect();
    assert_eq!(files, listed);
}

#[test]
fn every_rule_has_its_texts_in_both_languages() {
    let mut codes = BTreeSet::new();
    for rule in review::rules() {
        let code = rule.code;
        assert!(codes.insert(code), "{code} is used twice");
        let prefix = match rule.folder() {
            "cost_optimization" => "COST",
            "operational_excellence" => "OPS",
            "performance_efficiency" => "PERF",
            "reliability" => "REL",
            "sustainability" => "SUS",
            _ => "SEC",
        };
        assert!(
            code.starts_with(prefix),
            "{code} stands in {}",
            rule.folder()
        );
        assert!(!rule.references().is_empty(), "{code} has no references");
        for language in [Language::English, Language::Korean] {
            for text in [
                rule.title().get(language).to_owned(),
                rule.why(language),
                rule.advice(language),
                rule.when_to_silence(language),
            ] {
                assert!(text.len() > 5, "{code} lacks a text in {language:?}");
                let korean = text.chars().any(|c| ('가'..='힣').contains(&c));
                assert_eq!(korean, language == Language::Korean, "{code}: {text}");
            }
            assert!(!rule.title().get(language).ends_with('.'), "{code}");
        }
        if let Check::Each(kinds, _) | Check::Those(kinds, ..) = rule.check {
            assert!(!kinds.is_empty(), "{code} looks at no kind");
        }
        assert!(review::rule(code).is_some_and(|found| found.code == code));
    }
    assert!(review::rule("REL999").is_none());
}

#[test]
fn findings_stand_by_severity_code_and_items() {
    for rule in review::rules() {
        let design = read(rule, "bad", &rule.bad());
        let findings = analyse(&design, Catalogue::embedded()).review.findings;
        let key = |f: &Finding| (f.severity, f.code, f.items.clone());
        assert!(
            findings
                .windows(2)
                .all(|pair| key(&pair[0]) <= key(&pair[1]))
        );
    }
}

#[test]
fn a_silenced_finding_stays_with_its_reason() {
    let rule = review::rule("REL004").expect("the rule on standbys");
    let design = read(rule, "bad", &rule.bad());
    let db = design.components.values().next().expect("a database");
    let id = Id::new("other").expect("an id");
    let other = edit::Edit::PutComponent(id, db.as_ref().clone());
    let design = edit::apply(&design, &other).expect("fits");
    let silence = |item: Option<&str>| {
        let silence = skydraft::model::Silence {
            rule: "REL004".to_owned(),
            item: item.map(|id| Id::new(id).expect("an id")),
            reason: "rebuilt nightly".to_owned(),
            until: None,
        };
        let next = edit::apply(&design, &edit::Edit::Silence(silence)).expect("fits");
        let review = analyse(&next, Catalogue::embedded()).review;
        let open = review.open().filter(|f| f.code == "REL004").count();
        let reasons: Vec<_> = review
            .findings
            .iter()
            .filter_map(|f| f.silenced().map(str::to_owned))
            .collect();
        (open, reasons)
    };
    let reason = "rebuilt nightly".to_owned();
    assert_eq!(silence(None), (0, vec![reason.clone(), reason.clone()]));
    assert_eq!(silence(Some("db")), (1, vec![reason]));
}

#[test]
fn a_silence_ends_with_its_day_and_may_stand_for_every_rule() {
    let rule = review::rule("REL004").expect("the rule on standbys");
    let design = read(rule, "bad", &rule.bad());
    let today = Catalogue::embedded().day().to_string();
    let found = |code: &str, until: Option<&str>| {
        let silence = skydraft::model::Silence {
            rule: code.to_owned(),
            item: Some(Id::new("db").expect("an id")),
            reason: "rebuilt nightly".to_owned(),
            until: until.map(str::to_owned),
        };
        let next = edit::apply(&design, &edit::Edit::Silence(silence)).expect("fits");
        let written = ron::write(&next);
        let back = ron::read(&written, "silenced").expect("reads back");
        assert_eq!(back.design, next);
        let report = analyse(&next, Catalogue::embedded());
        let found = of_rule(&report, rule).remove(0);
        (found.is_silenced(), found.lapsed().is_some())
    };
    assert_eq!(found("REL004", Some(&today)), (true, false));
    assert_eq!(found("REL004", Some("2020-01-01")), (false, true));
    assert_eq!(found("*", None), (true, false));
    assert_eq!(found("REL005", None), (false, false));
    let bad = ron::write(&design).replacen(
        "(\n",
        "(\n    silenced: [(rule: \"REL004\", reason: \"x\", until: \"soon\")],\n",
        1,
    );
    let errors = ron::read(&bad, "bad").expect_err("`soon` is no day");
    assert_eq!(errors[0].message, "`soon` is not a day");
}

/// Whether the default of a rule's threshold and two extremes find different things in a design.
fn threshold_matters(rule: &Rule, design: &Design) -> bool {
    let [own, high, low] = [None, Some(1e18), Some(-1e18)].map(|value| {
        let mut settings = design.settings.clone();
        let value = value.map(|value| (rule.code.to_owned(), value));
        settings.thresholds.extend(value);
        let next = edit::apply(design, &edit::Edit::SetSettings(settings)).expect("fits");
        items(&of_rule(&analyse(&next, Catalogue::embedded()), rule))
    });
    own != high || high != low
}

#[test]
fn every_threshold_can_be_overridden() {
    for rule in review::rules().iter().filter(|r| r.threshold.is_some()) {
        let others = review::rules()
            .iter()
            .filter(|other| other.code != rule.code);
        let own = [
            read(rule, "bad", &rule.bad()),
            read(rule, "good", &rule.good()),
        ];
        let others = others.map(|other| read(other, "bad", &other.bad()));
        let mut designs = own.into_iter().chain(others);
        assert!(
            designs.any(|design| threshold_matters(rule, &design)),
            "{} ignores its threshold",
            rule.code
        );
    }
}

/// Codes of the catalogue with whether a quick fix is asked for.
fn catalogue() -> Vec<(&'static str, bool)> {
    let lines = include_str!("rule_codes.csv").lines().skip(1);
    lines
        .map(|line| line.split_once(',').expect("code and fix"))
        .map(|(code, fix)| (code, fix == "yes"))
        .collect()
}

#[test]
fn every_code_of_the_catalogue_is_a_rule_or_left_out_with_a_reason() {
    let left: BTreeSet<&str> = review::left_out().map(|(code, _)| code).collect();
    let missing: Vec<&str> = catalogue()
        .into_iter()
        .map(|(code, _)| code)
        .filter(|code| review::rule(code).is_none() && !left.contains(code))
        .collect();
    assert!(missing.is_empty(), "{} missing: {missing:?}", missing.len());
    assert!(review::rules().len() >= 310);
}

#[test]
fn what_is_left_out_has_a_reason_and_no_rule() {
    let known: BTreeSet<&str> = catalogue().into_iter().map(|(code, _)| code).collect();
    let mut before = "";
    for (code, reason) in review::left_out() {
        assert!(known.contains(code), "`{code}` is no code of the catalogue");
        assert!(review::rule(code).is_none(), "{code} is a rule");
        assert!(reason.len() > 30, "{code}: the reason says too little");
        assert!(before < code, "{code} is not in order");
        before = code;
    }
}

#[test]
fn rules_have_the_quick_fixes_that_the_catalogue_asks_for() {
    let without: Vec<&str> = catalogue()
        .into_iter()
        .filter(|(code, fix)| *fix && review::rule(code).is_some_and(|rule| !rule.has_fix()))
        .map(|(code, _)| code)
        .collect();
    assert!(without.is_empty(), "no quick fix: {without:?}");
}

#[test]
fn scores_follow_their_formula() {
    use review::score::{scores, weight};
    let rule = review::rule("REL004").expect("the rule on standbys");
    let percent = |text: &str| {
        let design = read(rule, "scored", text);
        let report = analyse(&design, Catalogue::embedded());
        let all = scores(&cx(&design, &report), &report.review);
        let of = all.into_iter().find(|s| s.pillar == rule.pillar);
        of.expect("rules on reliability")
    };
    let (bad, good) = (percent(&rule.bad()), percent(&rule.good()));
    let (low, high) = (bad.percent.expect("checks"), good.percent.expect("checks"));
    assert!(
        0.0 <= low && low < high && high <= 100.0,
        "{bad:?} {good:?}"
    );
    assert!(bad.passed < bad.checks && good.passed > bad.passed);
    // Accepting everything leaves nothing to count against the design.
    let design = read(rule, "bad", &rule.bad());
    let silence = skydraft::model::Silence {
        rule: skydraft::model::Silence::EVERY.to_owned(),
        item: None,
        reason: "a sketch".to_owned(),
        until: None,
    };
    let accepted = edit::apply(&design, &edit::Edit::Silence(silence)).expect("fits");
    let report = analyse(&accepted, Catalogue::embedded());
    for score in scores(&cx(&accepted, &report), &report.review) {
        assert_eq!(score.passed, score.checks, "{score:?}");
        assert!(score.percent.is_none_or(|percent| percent > 99.999));
    }
    assert!(weight(review::Severity::Critical) > weight(review::Severity::High));
}
