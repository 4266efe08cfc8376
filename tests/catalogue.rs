//! The catalogue as a whole: enough kinds, in both languages, with the names that other tools give them.
#![allow(clippy::unwrap_used)]

use skydraft::catalog::{Category, Shape, kinds};
use std::collections::{BTreeMap, BTreeSet};

/// Kinds of AWS that neither Terraform nor CloudFormation creates, with the reason.
const UNNAMED: &[(&str, &str)] = &[
    ("account_root_user", "comes with the account"),
    ("bastion_host", "a role of an instance, which has the names"),
    ("health_dashboard", "comes with the account"),
    (
        "lambda_edge_function",
        "a role of a function, which has the names",
    ),
    (
        "migration_hub",
        "an account-wide console; nothing is created",
    ),
    ("nat_instance", "a role of an instance, which has the names"),
    ("polly", "called by API only; nothing is created"),
    (
        "ssm_session_manager",
        "called by API only; nothing is created",
    ),
    ("support_plan", "a contract of the account"),
    ("textract", "called by API only; nothing is created"),
    ("translate", "called by API only; nothing is created"),
    ("trusted_advisor", "comes with the account"),
];

fn is_hangul(c: char) -> bool {
    ('\u{ac00}'..='\u{d7a3}').contains(&c)
}

#[test]
fn there_are_at_least_125_kinds_over_all_categories() {
    let mut by_category: BTreeMap<Category, Vec<&str>> = BTreeMap::new();
    for kind in kinds() {
        by_category
            .entry(kind.category)
            .or_default()
            .push(kind.name);
    }
    for (category, names) in &by_category {
        println!("{}: {}", category.title().en, names.join(", "));
    }
    let empty: Vec<&str> = Category::ALL
        .iter()
        .filter(|category| !by_category.contains_key(category))
        .map(|category| category.title().en)
        .collect();
    assert_eq!(empty, Vec::<&str>::new());
    assert!(kinds().count() >= 125, "{} kinds", kinds().count());
}

#[test]
fn every_kind_speaks_both_languages() {
    for kind in kinds() {
        for text in [kind.title, kind.short, kind.doc] {
            assert!(!text.en.is_empty() && !text.ko.is_empty(), "{}", kind.name);
        }
        assert!(kind.doc.ko.chars().any(is_hangul), "{}", kind.name);
        for property in kind.properties {
            let what = format!("{} {}", kind.name, property.name);
            assert!(property.doc.en.ends_with('.'), "{what}");
            assert!(property.doc.ko.chars().any(is_hangul), "{what}");
        }
    }
}

#[test]
fn kinds_of_aws_have_the_names_of_other_tools() {
    let unnamed: BTreeSet<&str> = kinds()
        .filter(|kind| kind.category != Category::External)
        .filter(|kind| kind.terraform.is_empty() && kind.cloudformation.is_empty())
        .map(|kind| kind.name)
        .collect();
    let known: BTreeSet<&str> = UNNAMED.iter().map(|(name, _)| *name).collect();
    assert_eq!(unnamed, known);
}

/// Figures whose name says what they count, or that are bare numbers: factors, ratios, ports, numbers of a network.
const PLAIN: &[&str] = &[
    "amazon_side_asn",
    "bgp_asn",
    "billed_rotations",
    "compression_ratio",
    "failure_threshold",
    "health_checks",
    "health_checks_outside",
    "hosted_zones",
    "instance_port",
    "locations",
    "mtu",
    "promotion_tier",
    "query_tcu",
    "recipients_per_mail",
    "records",
    "replica_regions",
    "requests_per_query",
    "traffic_policy_records",
    "trust_stores",
    "turns_per_request",
    "vpc_connectivity_schemes",
    "weighted_capacity",
];

#[test]
fn every_figure_has_a_unit() {
    let mut without = Vec::new();
    for kind in kinds() {
        for property in kind.properties {
            let figure = matches!(property.shape, Shape::Number { .. } | Shape::Usage { .. });
            if figure && property.unit.en.is_empty() && !PLAIN.contains(&property.name) {
                without.push(format!("{} {}", kind.name, property.name));
            }
        }
    }
    assert_eq!(without, Vec::<String>::new());
}
