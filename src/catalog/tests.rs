//! Demands on every kind of the registry.

use super::bill::{Around, Bill, BillCx, Flow, FlowList, Flows, Tariff, UsageLog};
use super::testing::Bench;
use super::{Item, Kind, Onward, Property, Shape, kind, kinds};
use crate::model::{Component, Connection, ConnectionKind, Design, Id, Point, Value};
use crate::pricing::{Catalogue, Price};
use crate::text::{Bilingual, Language};
use crate::units::{Gigabytes, PerSecond};
use std::collections::BTreeSet;
use std::path::Path;

/// List prices of default bills that the catalogue does not have, with the reason: kind, Region, line.
const UNPRICED: &[(&str, &str, &str)] = &[
    // App Runner is not offered in Seoul.
    ("apprunner_service", "ap-northeast-2", "provisioned_memory"),
    ("apprunner_service", "ap-northeast-2", "active_vcpu"),
    ("apprunner_service", "ap-northeast-2", "active_memory"),
    // No source has prices of DAX and Timestream in Seoul.
    ("dax_cluster", "ap-northeast-2", "nodes"),
    ("timestreamwrite_table", "ap-northeast-2", "written"),
    ("timestreamwrite_table", "ap-northeast-2", "memory_store"),
    ("timestreamwrite_table", "ap-northeast-2", "magnetic_store"),
    ("timestreamwrite_table", "ap-northeast-2", "queries"),
    (
        "timestreaminfluxdb_db_instance",
        "ap-northeast-2",
        "instance",
    ),
    (
        "timestreaminfluxdb_db_instance",
        "ap-northeast-2",
        "storage",
    ),
    // No source has replicated writes of Neptune in Seoul.
    (
        "neptune_global_cluster",
        "ap-northeast-2",
        "replicated_writes",
    ),
    // S3 Express One Zone is not offered in Seoul.
    ("s3_directory_bucket", "ap-northeast-2", "storage"),
    ("s3_directory_bucket", "ap-northeast-2", "put_requests"),
    ("s3_directory_bucket", "ap-northeast-2", "get_requests"),
    ("s3_directory_bucket", "ap-northeast-2", "upload"),
    ("s3_directory_bucket", "ap-northeast-2", "retrieval"),
];

fn is_hangul(c: char) -> bool {
    ('\u{ac00}'..='\u{d7a3}').contains(&c)
}

/// A Korean text has Hangul, is the same as the English one (names of AWS, units), or an abbreviation (TTL).
fn both_languages(what: &str, text: Bilingual) {
    assert!(!text.en.trim().is_empty(), "{what}: no English text");
    assert!(!text.ko.trim().is_empty(), "{what}: no Korean text");
    assert!(!text.en.chars().any(is_hangul), "{what}: Hangul in English");
    let abbreviation = !text.ko.chars().any(char::is_lowercase);
    assert!(
        text.ko.chars().any(is_hangul) || text.ko == text.en || abbreviation,
        "{what}: `{}` is not Korean",
        text.ko
    );
}

/// A documentation text: whole sentences in both languages.
fn documentation(what: &str, text: Bilingual) {
    both_languages(what, text);
    assert!(
        text.ko.chars().any(is_hangul),
        "{what}: no Korean documentation"
    );
    assert!(
        text.en.ends_with('.'),
        "{what}: English does not end with a full stop"
    );
}

fn rust_files(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else {
            let mut name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            if name == "mod" {
                let parent = path.parent().unwrap().file_name().unwrap();
                parent.to_str().unwrap().clone_into(&mut name);
            }
            found.push((name, std::fs::read_to_string(&path).unwrap()));
        }
    }
}

#[test]
fn every_file_with_a_kind_is_registered_under_its_name() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/catalog");
    let mut files = Vec::new();
    rust_files(&folder, &mut files);
    let with_kind: BTreeSet<String> = files
        .into_iter()
        .filter(|(_, text)| text.contains("\npub static KIND: Kind = Kind {"))
        .map(|(name, _)| name)
        .collect();
    let registered: BTreeSet<String> = kinds().map(|kind| kind.name.to_owned()).collect();
    assert_eq!(with_kind, registered);
    assert_eq!(kinds().count(), registered.len(), "a name twice");
}

/// Whether a name stands on one line of so many letters, or on two, broken at a space.
fn in_two_lines(name: &str, letters: usize) -> bool {
    let fits = |line: &str| line.chars().count() <= letters;
    let mut breaks = name.match_indices(' ');
    fits(name) || breaks.any(|(at, _)| fits(&name[..at]) && fits(&name[at + 1..]))
}

#[test]
fn every_kind_is_found_by_its_name_and_described() {
    for this in kinds() {
        let name = this.name;
        assert_eq!(kind(name), Some(this));
        both_languages(name, this.title);
        both_languages(name, this.short);
        documentation(name, this.doc);
        for short in [this.short.en, this.short.ko] {
            assert!(in_two_lines(short, 14), "{name}: `{short}` is long");
        }
        assert!(!this.service.is_empty(), "{name}: no service");
        assert!(!this.keywords.is_empty(), "{name}: no keywords");
        assert_ne!(this.glyph, '?', "{name}: no glyph");
        assert!(this.monogram.chars().count() <= 4, "{name}: long monogram");
        for resource in this.terraform {
            assert!(resource.starts_with("aws_"), "{name}: {resource}");
        }
        for resource in this.cloudformation {
            assert!(resource.starts_with("AWS::"), "{name}: {resource}");
        }
        assert!(
            !this.drawio.contains("mxgraph"),
            "{name}: the prefix is not part of the name"
        );
    }
}

#[test]
fn every_property_is_described_and_its_default_is_in_range() {
    for this in kinds() {
        let names: BTreeSet<&str> = this
            .properties
            .iter()
            .map(|property| property.name)
            .collect();
        assert_eq!(
            names.len(),
            this.properties.len(),
            "{}: a property twice",
            this.name
        );
        for property in this.properties {
            let what = format!("{} {}", this.name, property.name);
            both_languages(&what, property.title);
            documentation(&what, property.doc);
            let snake = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            assert!(
                property.name.chars().all(snake),
                "{what}: not in snake case"
            );
            match property.shape {
                Shape::Number {
                    default,
                    min,
                    max,
                    whole,
                } => {
                    assert!(
                        min <= max && min.is_finite() && max.is_finite(),
                        "{what}: range"
                    );
                    let default = default.unwrap_or(min);
                    assert!((min..=max).contains(&default), "{what}: default {default}");
                    assert!(
                        !whole || default.fract() == 0.0,
                        "{what}: default {default}"
                    );
                }
                Shape::Choice { default, options } => {
                    let values: BTreeSet<&str> = options.iter().map(|o| o.value).collect();
                    assert_eq!(values.len(), options.len(), "{what}: an option twice");
                    assert!(values.contains(default), "{what}: default `{default}`");
                    for option in options {
                        both_languages(&format!("{what} {}", option.value), option.title);
                    }
                }
                Shape::Usage { max } => assert!(max > 0.0, "{what}"),
                Shape::InstanceType { default, .. } => {
                    // Empty: the same as another property's type.
                    let known = default.is_empty() || Catalogue::embedded().spec(default).is_some();
                    assert!(known, "{what}: no specification of `{default}`");
                }
                Shape::Flag { .. } | Shape::Text { .. } => {}
            }
        }
    }
}

#[test]
fn the_picker_offers_the_default_type() {
    for this in kinds() {
        for property in this.properties {
            let Shape::InstanceType { default, offer } = property.shape else {
                continue;
            };
            for region in ["us-east-1", "ap-northeast-2"] {
                let offered = Bench::new(this.name)
                    .region(region)
                    .item(|item| offer(&item));
                let fixed: Vec<(&str, &str)> = offered
                    .fixed
                    .iter()
                    .map(|(name, value)| (*name, value.as_str()))
                    .collect();
                let values = Catalogue::embedded().values(
                    region,
                    offered.service,
                    offered.item,
                    offered.attribute,
                    &fixed,
                );
                let there = default.is_empty() || values.iter().any(|value| value == default);
                assert!(
                    there,
                    "{} {}: `{default}` in {region}",
                    this.name, property.name
                );
            }
        }
    }
}

#[test]
fn default_bills_have_their_prices() {
    let mut unpriced = Vec::new();
    for this in kinds() {
        for region in ["us-east-1", "ap-northeast-2"] {
            let lines = Bench::new(this.name).region(region).lines();
            let keys: BTreeSet<&str> = lines.keys().into_iter().collect();
            assert_eq!(
                keys.len(),
                lines.charges.len(),
                "{}: a line twice",
                this.name
            );
            for charge in &lines.charges {
                both_languages_of_phrase(this, &charge.name);
                let Tariff::List {
                    query, region: row, ..
                } = &charge.tariff
                else {
                    continue;
                };
                if charge.fallback.is_some() {
                    continue;
                }
                let at = row.as_deref().unwrap_or(region);
                if Catalogue::embedded().price(at, query) == Price::Missing {
                    unpriced.push((this.name, region, charge.key));
                }
            }
        }
    }
    assert_eq!(unpriced, UNPRICED);
}

fn both_languages_of_phrase(this: &Kind, name: &crate::text::Phrase) {
    for language in [Language::English, Language::Korean] {
        assert!(
            !name.get(language).is_empty(),
            "{}: a line without label",
            this.name
        );
    }
}

/// Two flows in and one out.
fn flows(requests: f64, kb: f64) -> Vec<Flow> {
    let flow = |connection: &str| Flow {
        connection: Id::new(connection).unwrap(),
        from: Id::new("nobody").unwrap(),
        to: Id::new("nobody").unwrap(),
        called: "",
        kind: ConnectionKind::Call,
        names_protocol: false,
        requests,
        average: PerSecond::from_month(requests, 730.0),
        peak: PerSecond::from_month(requests, 730.0) * 3.0,
        hourly: None,
        request_gb: Gigabytes::of_kilobytes(requests, kb),
        response_gb: Gigabytes::of_kilobytes(requests, kb),
        request_kb: kb,
        response_kb: kb,
        read_share: 0.5,
    };
    vec![flow("in"), flow("in-2"), flow("out")]
}

fn of(flows: &[Flow]) -> Flows<'_> {
    Flows {
        incoming: FlowList::new(flows, &[0, 1]),
        outgoing: FlowList::new(flows, &[2]),
        arriving: None,
        demand_requests: flows[0].requests,
        around: Around::default(),
    }
}

/// Calls everything a kind has and demands sane quantities.
fn exercise(item: Item<'_>, what: &str) {
    for language in [Language::English, Language::Korean] {
        let fact = (item.kind.key_fact)(&item, language);
        assert!(fact.chars().count() <= 60, "{what}: long fact `{fact}`");
    }
    assert!(item.instances() >= 0.0, "{what}: instances");
    (item.kind.validate)(&item, &mut Vec::new());
    for property in item.kind.properties {
        (property.applies)(&item);
        if let Shape::InstanceType { offer, .. } = property.shape {
            offer(&item);
        }
    }
    let onward = Onward {
        kind: ConnectionKind::Call,
        called: item.kind.name,
    };
    assert!((item.kind.forward)(&item, onward) >= 0.0, "{what}: forward");
    for (requests, kb, hours) in [
        (0.0, 0.0, 730.0),
        (1e6, 4.0, 730.0),
        (1e15, 1e6, 744.0),
        (1.0, 1.0, 1.0),
    ] {
        let mut bill = Bill::default();
        let flows = flows(requests, kb);
        let cx = BillCx {
            item,
            flows: of(&flows),
            catalogue: Catalogue::embedded(),
            hours,
            log: None,
        };
        item.kind.charge(&cx, &mut bill);
        for charge in &bill.charges {
            let quantity = charge.amount.value;
            let sane = quantity.is_finite() && quantity >= 0.0;
            assert!(sane, "{what}: {} of `{}`", quantity, charge.key);
            for language in [Language::English, Language::Korean] {
                assert!(!charge.amount.formula(language).is_empty());
            }
        }
    }
}

/// Quantities and prices of a bill, by line.
fn charges(bill: &Bill) -> Vec<(&'static str, f64, &Tariff)> {
    let charges = bill.charges.iter();
    charges
        .map(|charge| (charge.key, charge.amount.value, &charge.tariff))
        .collect()
}

#[test]
fn typing_the_derived_figure_changes_no_bill() {
    let (mut typed, mut wrong) = (0, Vec::new());
    for this in kinds() {
        let flows = flows(1e6, 100.0);
        let figures = |bench: &Bench| {
            bench.item(|item| {
                let log = UsageLog::default();
                let mut bill = Bill::default();
                let cx = BillCx {
                    item,
                    flows: of(&flows),
                    catalogue: Catalogue::embedded(),
                    hours: 730.0,
                    log: Some(&log),
                };
                item.kind.charge(&cx, &mut bill);
                (bill, log.into_figures())
            })
        };
        let (derived, asked) = figures(&Bench::new(this.name));
        for figure in asked {
            if figure.derived <= 0.0 {
                continue;
            }
            typed += 1;
            let name = figure.property.name;
            let (other, _) = figures(&Bench::new(this.name).with(name, figure.derived));
            let (left, right) = (charges(&derived), charges(&other));
            if left.len() != right.len() {
                wrong.push(format!("{} {name}: other lines", this.name));
                continue;
            }
            for (one, two) in left.into_iter().zip(right) {
                let same = one.0 == two.0 && one.2 == two.2;
                let close = (one.1 - two.1).abs() <= 1e-9 * one.1.abs().max(1e-9);
                if !(same && close) {
                    wrong.push(format!("{} {name}: {} of {}", this.name, one.1, one.0));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(typed > 80, "{typed} figures are derived");
}

/// Values that a file can hold and a kind does not expect, and the ends of the range.
fn strange_values(property: &Property) -> Vec<Value> {
    let mut values: Vec<Value> = vec![
        true.into(),
        (-1.0).into(),
        0.0.into(),
        0.001.into(),
        1e300.into(),
        "".into(),
        "없는 값".into(),
        "a.b.c".into(),
        Value::List(vec![Value::List(Vec::new())]),
    ];
    match property.shape {
        Shape::Number { min, max, .. } => values.extend([min.into(), max.into()]),
        Shape::Usage { max } => values.push(max.into()),
        Shape::Choice { options, .. } => {
            values.extend(options.iter().map(|option| option.value.into()));
        }
        Shape::Flag { default } => values.push((!default).into()),
        Shape::InstanceType { .. } | Shape::Text { .. } => {}
    }
    values
}

#[test]
fn no_value_makes_a_kind_panic_or_bill_nonsense() {
    for this in kinds() {
        let bench = || Bench::new(this.name);
        bench().item(|item| exercise(item, this.name));
        bench().in_zones(2).item(|item| exercise(item, this.name));
        for property in this.properties {
            for value in strange_values(property) {
                let what = format!("{} {} = {value}", this.name, property.name);
                let bench = bench().with(property.name, value);
                bench.item(|item| exercise(item, &what));
            }
        }
        for pick in 0..9 {
            let strange = this.properties.iter().fold(bench(), |bench, property| {
                let mut values = strange_values(property);
                bench.with(property.name, values.swap_remove(pick))
            });
            strange.item(|item| exercise(item, &format!("{} all {pick}", this.name)));
        }
    }
}

/// Values of a property, one after the other, that may make a difference.
fn values(property: &Property) -> Vec<Value> {
    match property.shape {
        Shape::Flag { default } => vec![Value::from(!default)],
        Shape::Number { min, max, .. } => [min, min + 2.0, max].map(Value::from).to_vec(),
        Shape::Choice { options, .. } => options.iter().map(|it| Value::from(it.value)).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn validation_looks_at_connections_only_where_the_kind_says_so() {
    let problems = |design: &Design, id: &Id| {
        let mut problems = Vec::new();
        if let Some(item) = Item::of(design, id) {
            (item.kind.validate)(&item, &mut problems);
        }
        problems
    };
    let [own, other] = ["own", "other"].map(|name| Id::new(name).unwrap());
    for kind in kinds() {
        let plain = Component::new(kind.name, None, Point::default());
        let set = kind.properties.iter().flat_map(|property| {
            let values = values(property).into_iter();
            values.map(|value| plain.clone().with(property.name, value))
        });
        let mut differs = false;
        for component in std::iter::once(plain.clone()).chain(set) {
            let mut alone = Design::default();
            alone.components.insert(own.clone(), component.into());
            let peer = Component::new("instance", None, Point::default());
            alone.components.insert(other.clone(), peer.into());
            let mut joined = alone.clone();
            for call in ConnectionKind::ALL {
                for (number, (from, to)) in [(&own, &own), (&own, &other), (&other, &own)]
                    .into_iter()
                    .enumerate()
                {
                    let mut connection = Connection::new(from.clone(), to.clone());
                    connection.kind = call;
                    connection.request_kb = 1e6;
                    connection.read_share = 0.5;
                    let id = Id::new(&format!("{}-{number}", call as u8)).unwrap();
                    joined.connections.insert(id, connection.into());
                }
            }
            differs |= problems(&alone, &own) != problems(&joined, &own);
        }
        assert_eq!(differs, kind.validates_calls, "{}", kind.name);
    }
}

/// What the inspector shows in an empty field is what the bill counts with.
#[test]
fn typing_what_counts_while_nothing_is_typed_changes_no_bill() {
    let mut tried = BTreeSet::new();
    for kind in kinds() {
        let flags = kind.properties.iter().filter_map(|property| {
            let off = matches!(property.shape, Shape::Flag { default: false });
            off.then_some(property.name)
        });
        let flags: Vec<&str> = flags.collect();
        for (zones, on) in [(0, false), (1, false), (2, true)] {
            let bench = || {
                let bench = Bench::new(kind.name);
                let bench = if zones > 0 {
                    bench.in_zones(zones)
                } else {
                    bench
                };
                let flags = flags.iter().filter(|_| on);
                flags.fold(bench, |bench, flag| bench.with(flag, true))
            };
            let counted = |bench: &Bench| -> Vec<(&str, f64)> {
                let charges = bench.lines().charges;
                charges
                    .iter()
                    .map(|charge| (charge.key, charge.amount.value))
                    .collect()
            };
            let empty = bench();
            for property in kind.properties {
                let counts = empty.item(|item| {
                    let applies = (property.applies)(&item);
                    (property.if_empty)(&item).filter(|_| applies)
                });
                let Some(value) = counts else { continue };
                let typed = bench().with(property.name, value);
                assert_eq!(
                    counted(&typed),
                    counted(&empty),
                    "{}.{}",
                    kind.name,
                    property.name
                );
                let problems = typed.problems().len();
                assert_eq!(
                    problems,
                    empty.problems().len(),
                    "{}.{}",
                    kind.name,
                    property.name
                );
                tried.insert((kind.name, property.name));
            }
        }
    }
    assert!(tried.len() >= 30, "{tried:?}");
}
