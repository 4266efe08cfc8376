use super::*;
use crate::catalog::kinds;
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn entry(address: &str, values: Value) -> Entry {
    let (before, index) = match address.strip_suffix(']').and_then(|a| a.rsplit_once('[')) {
        Some((before, index)) => (before, index),
        None => (address, ""),
    };
    let (kind, name) = before.rsplit_once('.').unwrap();
    Entry {
        address: address.to_owned(),
        kind: kind.rsplit('.').next().unwrap().to_owned(),
        name: name.to_owned(),
        index: index.to_owned(),
        region: "us-east-1".to_owned(),
        values: values.as_object().unwrap().clone(),
        ..Entry::default()
    }
}

#[test]
fn paths_go_through_blocks_and_lists_of_one() {
    let values = json!({
        "root": [{"size": 30, "tags": null}],
        "disks": [{"size": 1}, {"size": "2"}],
        "zones": ["a"],
        "empty": [],
        "on": "true",
    });
    let plan = Plan::of(vec![entry("aws_x.y", values)]);
    let resource = plan.resources().next().unwrap();
    assert_eq!(resource.number("root.size"), Some(30.0));
    assert_eq!(resource.number("disks.1.size"), Some(2.0));
    assert_eq!(resource.text("zones"), Some("a"));
    assert_eq!(resource.flag("on"), Some(true));
    assert!(resource.has("root") && !resource.has("empty") && !resource.has("root.tags"));
    let sizes: Vec<_> = resource
        .blocks("disks")
        .iter()
        .map(|disk| disk.number("size"))
        .collect();
    assert_eq!(sizes, [Some(1.0), Some(2.0)]);
    assert_eq!(resource.number("disks.7.size"), None);
}

#[test]
fn references_find_the_instance_of_the_same_index() {
    let mut volume = entry("aws_a.v[1]", json!({}));
    volume
        .references
        .insert("block.id".to_owned(), vec!["aws_b.w".to_owned()]);
    let plan = Plan::of(vec![
        volume,
        entry("aws_b.w[0]", json!({})),
        entry("aws_b.w[1]", json!({})),
        entry("aws_b.www", json!({})),
    ]);
    let resource = plan.resources().next().unwrap();
    let found = resource.referred("block");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].address(), "aws_b.w[1]");
    assert_eq!(found[0].referring("aws_a", "block").len(), 1);
    assert!(resource.referred("bl").is_empty());
}

#[test]
fn imports_name_types_of_their_kind_and_properties_that_it_has() {
    let mut claimed = BTreeSet::new();
    for kind in kinds() {
        for import in kind.imports {
            let name = import.resource;
            assert!(
                kind.terraform.contains(&name),
                "`{}` reads {name}, which is not among its Terraform names",
                kind.name
            );
            claimed.insert(name);
            for (_, property) in import.attributes.iter().chain(import.usage) {
                assert!(
                    kind.property(property.name).is_some(),
                    "`{}` has no property `{}`",
                    kind.name,
                    property.name
                );
            }
        }
    }
    for name in MERGED {
        assert!(!claimed.contains(name), "{name} is read and merged");
    }
}
