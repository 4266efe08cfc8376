//! Reading and writing design files.

use super::*;
use crate::io::diagnostics;
use crate::model::arbitrary::{design, edit_of, raw_edit};
use crate::model::edit::apply;
use proptest::prelude::*;

const SHOP: &str = r#"// Skydraft design
(
    format: 1,
    name: (en: "Shop", ko: "가게"),
    description: "Two lines
of text.",
    settings: (region: "us-east-1", currency: KRW, currency_rate: 1380, monthly_budget_usd: 3000),
    containers: {
        "seoul": (kind: "region", code: "ap-northeast-2", frame: (440, 20, 880, 700)),
        "vpc": (kind: "vpc", in: "seoul", cidr: "10.0.0.0/16", frame: (460, 60.5, 840, 640)),
    },
    components: {
        "app": (
            kind: "autoscaling_group",
            placements: [(in: "vpc", at: (700, 190), instances: 2), (in: "vpc", at: (700, 420))],
            properties: {"future_thing": ["a", 1.5, true], "min_size": 2},
            security_groups: ["sg-app"],
        ),
        "users": (
            kind: "mobile_app",
            at: (20, 190),
            demand: (rate: monthly_users(users: 1200000, requests_per_user: 700), peak_factor: 3),
        ),
    },
    connections: {
        "users-app": (from: "users", to: "app", kind: async_event, protocol: "HTTPS", port: 443),
    },
    security_groups: {
        "sg-app": (
            name: "App",
            ingress: [
                (ports: "443", from: "0.0.0.0/0"),
                (protocol: udp, ports: "8000-8999", from_group: "sg-app"),
            ],
        ),
    },
    silenced: [
        (rule: "REL001", item: "app", reason: "a test system"),
    ],
    scenarios: {
        "big": (demand_factor: 10, properties: {"app": {"min_size": 20}}, removed: ["users-app"]),
        "another": (
            name: (en: "Another shop", ko: "다른 가게"),
            description: "What differs, and nothing else.",
            region: "ap-northeast-1",
            demand_factors: {"users": 2.5},
            settings: (monthly_budget_usd: None, target_rto_minutes: 5, security_profile: strict),
            containers: {
                "spare": (kind: "group", in: "vpc", frame: (700, 500, 160, 84)),
                "vpc": (cidr: None),
            },
            components: {
                "app": (
                    kind: "instance",
                    placements: [(), (instances: 3)],
                    properties: {"instance_type": "m7g.large"},
                ),
                "db": (kind: "db_instance", in: "spare", at: (710, 520), tags: {"env": "test"}),
                "users": (in: None, at: (20, 250), demand: None, locked: true),
            },
            connections: {
                "app-db": (from: "app", to: "db", protocol: "TCP", port: 3306),
                "users-app": (protocol: None, calls_per_request: 2, bends: [(1, 2)]),
            },
            security_groups: {
                "sg-app": (ingress: []),
                "sg-db": (ingress: [(ports: "3306", from_group: "sg-app")]),
            },
            silenced: [(rule: "REL001", item: "db", reason: "a test system")],
            unsilenced: [(rule: "REL001", item: "app")],
        ),
    },
)
"#;

fn errors(text: &str) -> String {
    let errors = read(text, "shop.ron").unwrap_err();
    diagnostics::render(&errors, text)
}

/// A file with one container and one component, and `rest` as further fields.
fn with(rest: &str) -> String {
    format!(
        "(\n  containers: {{\"vpc\": (kind: \"vpc\", frame: (0, 0, 9, 9))}},\n  components: {{\"web\": (kind: \"x\", at: (1, 2))}},\n  {rest}\n)"
    )
}

#[test]
fn a_file_is_written_as_it_was_read() {
    let read = read(SHOP, "shop.ron").unwrap();
    assert_eq!(write(&read.design), SHOP);
}

#[test]
fn byte_order_mark_and_windows_line_ends_change_nothing() {
    let plain = read(SHOP, "").unwrap().design;
    let windows = format!("\u{feff}{}", SHOP.replace('\n', "\r\n"));
    assert_eq!(read(&windows, "").unwrap().design, plain);
    assert_eq!(read_bytes(windows.as_bytes(), "").unwrap().design, plain);
}

#[test]
fn an_unknown_id_is_shown_in_its_line() {
    let text = with("connections: {\"c7\": (\n        from: \"web\",\n        to: \"wep\",\n  )}");
    let expected = "\
error: unknown component or container `wep` in connection `c7`
  --> shop.ron:6:13
   |         to: \"wep\",
   |             ^^^^^ defined here are `vpc`, `web`
  help: did you mean `web`?
";
    assert_eq!(errors(&text), expected);
}

/// What every mistake of meaning says: the text between the brackets of a file with the marked place in `<>`, and how the
/// message starts.
const MISTAKES: &[(&str, &str)] = &[
    (
        r#"containers: {"a": (kind: "vpc", in: <"b">, frame: (0,0,1,1)), "b": (kind: "vpc", in: "a", frame: (0,0,1,1))}"#,
        "containers stand inside each other: `a` in `b` in `a`",
    ),
    (
        r#"containers: {"a": (kind: "vpc", frame: <(>0,0,-1,1))}"#,
        "the frame of container `a` is (0, 0, -1, 1)",
    ),
    (
        r#"containers: {"a": (kind: "vpc", frame: <(>0,NaN,1,1))}"#,
        "the frame of container `a`",
    ),
    (
        r#"containers: {"a": (kind: "vpc", cidr: <"10.0.0.0/33">, frame: (0,0,1,1))}"#,
        "`10.0.0.0/33` in container `a` is not an address range",
    ),
    (
        r#"containers: {"a": (kind: "region", code: <"ap-northeast-9">, frame: (0,0,1,1))}"#,
        "unknown Region `ap-northeast-9`",
    ),
    (r#"settings: (region: <"seoul">)"#, "unknown Region `seoul`"),
    (
        r#"settings: (hours_per_month: <900>)"#,
        "`hours_per_month` is 900, expected a number from 1 to 744 h",
    ),
    (
        r#"components: {"a": (kind: "x", at: <(>0, inf))}"#,
        "place (0, inf) of component `a`",
    ),
    (
        r#"components: {"a": (kind: "x", placements: <[>])}"#,
        "`placements` of component `a` is empty",
    ),
    (
        r#"components: {"a": (kind: "x", at: (0,0), placements: <[>(at: (0,0))])}"#,
        "component `a` has both `placements` and",
    ),
    (
        r#"components: {"a": (kind: "x", at: (0,0)), <"a">: (kind: "y", at: (0,0))}"#,
        "component `a` is defined twice",
    ),
    (
        r#"containers: {"a": (kind: "vpc", frame: (0,0,1,1))}, components: {<"a">: (kind: "y", at: (0,0))}"#,
        "`a` names both a container and a component",
    ),
    (
        r#"components: {<"a b">: (kind: "x", at: (0,0))}"#,
        "`a b` is not a valid id",
    ),
    (
        r#"components: {"a": (kind: "x", at: (0,0), in: <"nowhere">)}"#,
        "unknown container `nowhere` in component `a`",
    ),
    (
        r#"components: {"a": (kind: "x", at: (0,0), in: Some(<"nowhere">))}"#,
        "unknown container `nowhere` in component `a`",
    ),
    (
        r#"components: {"a": (kind: "x", placements: [(at: (0,0)), (at: (0,0), in: <"b">)])}"#,
        "unknown container `b` in component `a`",
    ),
    (
        r#"components: {"a": (kind: "x", at: (0,0), security_groups: [<"sg">])}"#,
        "unknown security group `sg` in component `a`",
    ),
    (
        r#"components: {"a": (kind: "x", at: (0,0), properties: {"p": 1, <"p">: 2})}"#,
        "`p` of component `a` is set twice",
    ),
    (
        r#"components: {"a": (kind: "x", at: (0,0), demand: (rate: requests_per_second(<-1>)))}"#,
        "`requests_per_second` is -1, expected a number of at least 0",
    ),
    (
        r#"components: {"a": (kind: "x", at: (0,0)), "b": (kind: "x", in: <"a">, at: (0,0))}"#,
        "`a` in component `b` is a component, expected a container",
    ),
    (
        r#"components: {"a": (kind: "x", at: (0,0))}, connections: {"c": (from: "a", to: <"a">)}"#,
        "connection `c` goes from `a` to itself",
    ),
    (
        r#"components: {"a": (kind: "x", at: (0,0)), "b": (kind: "x", at: (0,0))}, connections: {"c": (from: "a", to: "b", read_share: <80>)}"#,
        "`read_share` is 80, expected a number from 0 to 1",
    ),
    (
        r#"security_groups: {"s": (ingress: [(ports: <"9-1">, from: "0.0.0.0/0")])}"#,
        "`9-1` in security group `s` is not a range of ports",
    ),
    (
        r#"security_groups: {"s": (ingress: [(ports: 443, from: <"home">)])}"#,
        "`home` in security group `s` is not an address range",
    ),
    (
        r#"security_groups: {"s": (ingress: [<(>ports: "443")])}"#,
        "a rule of security group `s` needs either `from` or `from_group`",
    ),
    (
        r#"silenced: [(rule: "REL001", item: <"gone">, reason: "")]"#,
        "unknown item `gone` in silenced",
    ),
    (
        r#"scenarios: {"s": (removed: [<"gone">])}"#,
        "unknown item `gone` in scenario `s`",
    ),
    (
        r#"components: {"a": (kind: "instance", at: (0,0))}, scenarios: {"s": (properties: {<"b">: {"p": 1}})}"#,
        "unknown component `b` in scenario `s`",
    ),
    (
        r#"components: {"a": (kind: "instance", at: (0,0))}, scenarios: {"s": (components: {<"b">: (name: "B")})}"#,
        "unknown component `b` in scenario `s`",
    ),
    (
        r#"components: {"a": (kind: "instance", at: (0,0))}, scenarios: {"s": (connections: {<"a-b">: (from: "a")})}"#,
        "unknown connection `a-b` in scenario `s`",
    ),
    (
        r#"components: {"a": (kind: "instance", at: (0,0))}, scenarios: {"s": (containers: {<"a">: (name: "A")})}"#,
        "`a` in scenario `s` is a component, expected a container",
    ),
    (
        r#"components: {"a": (kind: "instance", at: (0,0))}, scenarios: {"s": (components: {"b": (kind: "instance", in: <"c">, at: (0,0))})}"#,
        "unknown container `c` in component `b`",
    ),
    (
        r#"scenarios: {"s": (name: "Same"), "t": (name: <"same">)}"#,
        "two scenarios are called `same`",
    ),
    (
        r#"scenarios: {"s": (), <"s">: ()}"#,
        "scenario `s` is defined twice",
    ),
    (
        r#"scenarios: {"s": (region: <"seoul">)}"#,
        "unknown Region `seoul`",
    ),
    (
        r#"scenarios: {"s": (settings: (hours_per_month: <900>))}"#,
        "`hours_per_month` is 900",
    ),
    (
        r#"scenarios: {"s": (demand_factor: <-1>)}"#,
        "`demand_factor` is -1",
    ),
    (
        r#"components: {"a": (kind: "instance", at: (0,0))}, scenarios: {"s": (properties: {"a": {"monitoring": <"yes">}})}"#,
        "property `monitoring` of component `a` is the text `yes`",
    ),
    (
        r#"components: {"a": (kind: "instance", at: (0,0))}, scenarios: {"s": (components: {"a": (locked: true, properties: {"monitoring": <"yes">})})}"#,
        "property `monitoring` of component `a` is the text `yes`",
    ),
    (
        r#"components: {"a": (kind: "instance", at: (0,0))}, scenarios: {"s": (properties: {"a": {<"monitoring">: true}}, components: {"a": (properties: {"monitoring": true})})}"#,
        "`monitoring` of component `a` is set twice",
    ),
    (
        r"format: <2>, surprise: true",
        "the file has format 2, this version reads formats 1 to 1",
    ),
    (r"format: <0>", "the file has format 0"),
];

#[test]
fn mistakes_have_their_place() {
    for (marked, message) in MISTAKES {
        let text = format!("(\n{})", marked.replace(['<', '>'], ""));
        let errors = read(&text, "f").unwrap_err();
        let errors: Vec<_> = errors
            .iter()
            .filter(|e| e.level == crate::diag::Level::Error)
            .collect();
        let found = errors[0];
        assert!(
            found.message.starts_with(message),
            "{text}\n{}",
            found.message
        );
        let location = found.location.as_ref().unwrap();
        let column = marked.find('<').unwrap() + 1;
        let length = marked.find('>').unwrap() - column;
        assert_eq!(
            (location.line, location.column, location.length),
            (2, column, length),
            "{marked}"
        );
        assert_eq!(errors.len(), 1, "{errors:?}");
    }
}

#[test]
fn all_mistakes_are_told_in_the_order_of_the_file() {
    let text =
        with("connections: {\"c\": (from: \"no\", to: \"nope\")}, settings: (region: \"x\")");
    let errors = read(&text, "f").unwrap_err();
    let codes: Vec<&str> = errors.iter().map(|error| error.code).collect();
    assert_eq!(codes, ["unknown-id", "unknown-id", "unknown-region"]);
}

/// What broken syntax and wrong types say.
#[test]
fn broken_text_has_line_and_column() {
    let cases = [
        ("", "expected `(` and the fields of `Design`"),
        ("(", "unexpected end of the file"),
        (
            "(components: {\"a\": (kind: 3, at: (0,0))})",
            "expected a text in quotes",
        ),
        (
            "(components: {\"a\": (kind: \"x\", at: (0,0), nme: \"\")})",
            "unknown field `nme` in `Component`",
        ),
        ("(conections: {})", "unknown field `conections` in `Design`"),
        (
            "(components: {\"a\": (at: (0,0))})",
            "field `kind` of `Component` is missing",
        ),
        (
            "(connections: {\"a\": (from: \"a\", to: \"b\", kind: pull)})",
            "unknown name `pull`",
        ),
        (
            "(connections: {\"a\": (from: \"a\", to: \"b\", port: \"80\")})",
            "expected a number",
        ),
        (
            "(connections: {\"a\": (from: \"a\", to: \"b\", port: 70000)})",
            "the number is too large",
        ),
        ("(name: \"a\", name: \"b\")", "field `name` is set twice"),
        ("(name: 7)", "found "),
        ("(name: \"a)", "this text in quotes is not closed"),
        ("(name: \"a\") x", "something follows the end of the design"),
        ("{}", "expected"),
    ];
    for (text, message) in cases {
        let errors = read(text, "f").unwrap_err();
        assert_eq!(errors.len(), 1);
        assert!(
            errors[0].message.starts_with(message),
            "{text}\n{}",
            errors[0].message
        );
        let location = errors[0].location.as_ref().unwrap();
        assert!(location.line >= 1 && location.column >= 1);
        let first = errors[0].message.chars().next().unwrap();
        assert!(!first.is_uppercase() && !errors[0].message.ends_with('.'));
    }
}

#[test]
fn a_misspelt_field_is_marked_and_explained() {
    let text = "(\n  components: {\n    \"a\": (kind: \"x\", at: (0, 0), lockd: true),\n  },\n)";
    let shown = errors(text);
    assert!(shown.contains("help: did you mean `locked`?"), "{shown}");
    assert!(shown.contains("shop.ron:3:34"), "{shown}");
}

#[test]
fn bytes_that_are_not_text_have_a_place() {
    let errors = read_bytes(b"(\n  name: \"\xff\")", "f").unwrap_err();
    assert_eq!(
        errors[0].to_string(),
        "f:2:10: the file is not text in UTF-8 (save it again as UTF-8)"
    );
    let errors = read_bytes(b"\xff\xfe(\0)\0", "f").unwrap_err();
    assert!(errors[0].help.as_ref().unwrap().contains("UTF-16"));
}

#[test]
fn a_million_brackets_are_refused() {
    for open in [
        "(",
        "[",
        "{",
        "Some(",
        "(name: ",
        "(components: {\"a\": (properties: {\"p\": [",
    ] {
        let errors = read(&open.repeat(1_000_000), "f").unwrap_err();
        assert!(errors[0].location.is_some(), "{open}");
    }
    let list = "[".repeat(1_000_000);
    let text =
        format!("(components: {{\"a\": (kind: \"x\", at: (0,0), properties: {{\"p\": {list}");
    assert_eq!(read(&text, "f").unwrap_err()[0].code, "too-deep");
    let comment = "/*".repeat(1_000_000);
    assert!(read(&comment, "f").is_err());
}

#[test]
fn unknown_kinds_are_kept_with_a_warning() {
    let text = with("");
    let read = read(&text, "f").unwrap();
    assert_eq!(read.warnings[0].code, "unknown-kind");
    assert_eq!(
        read.design
            .component(&crate::model::Id::new("web").unwrap())
            .unwrap()
            .kind,
        "x"
    );
}

#[test]
fn an_unknown_property_of_a_scenario_is_kept_with_a_warning_at_its_place() {
    let text = "(components: {\"a\": (kind: \"instance\", at: (0,0))},\nscenarios: {\"s\": (properties: {\"a\": {\"instanse_type\": \"t3.large\"}})})";
    let read = read(text, "f").unwrap();
    let warning = &read.warnings[0];
    assert_eq!(warning.code, "unknown-property");
    let place = warning.location.as_ref().unwrap();
    assert_eq!((place.line, place.column), (2, 38));
    assert_eq!(
        warning.help.as_deref(),
        Some("did you mean `instance_type`?")
    );
    assert!(write(&read.design).contains("instanse_type"));
}

#[test]
fn a_design_without_scenarios_does_not_mention_them() {
    let mut design = read(SHOP, "").unwrap().design;
    design = design.without_scenarios();
    assert!(!write(&design).contains("scenario"));
}

#[test]
fn items_go_through_the_clipboard() {
    use crate::model::edit::fragment;
    let design = read(SHOP, "").unwrap().design;
    let ids = ["app", "users"].map(|id| crate::model::Id::new(id).unwrap());
    let part = fragment(&design, &ids.into_iter().collect());
    assert_eq!(part.connections.len(), 1);
    assert_eq!(part.security_groups.len(), 1);
    let text = write_fragment(&part);
    assert!(text.starts_with("// Skydraft items\n(\n    components: {"));
    assert_eq!(read_fragment(&text).unwrap(), part);
    assert!(read_fragment("some words from a letter").is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_design_is_read_back_as_it_was(start in design(), raw in proptest::collection::vec(raw_edit(), 0..4)) {
        let mut design = start;
        for raw in &raw {
            if let Ok(next) = apply(&design, &edit_of(&design, raw)) {
                design = next;
            }
        }
        let text = write(&design);
        let back = read(&text, "f").map_err(|errors| {
            TestCaseError::fail(format!("{text}\n{}", diagnostics::render(&errors, &text)))
        })?;
        prop_assert_eq!(&back.design, &design);
        prop_assert_eq!(write(&back.design), text);
    }

    #[test]
    fn every_scenario_is_read_back_as_it_was(base in design(), raw in proptest::collection::vec(raw_edit(), 1..10), factor in proptest::option::of(0.0..20.0)) {
        let mut edited = base.clone();
        for raw in &raw {
            if let Ok(next) = apply(&edited, &edit_of(&edited, raw)) {
                edited = next;
            }
        }
        let mut former = crate::model::Scenario::named("Plan of the edits");
        former.demand_factor = factor;
        let scenario = crate::model::scenario::between(&base, &edited, &former);
        let mut design = base;
        let id = crate::model::Id::new("edits").unwrap();
        design.scenarios.insert(id.clone(), std::sync::Arc::new(scenario.clone()));
        let text = write(&design);
        let back = read(&text, "f").map_err(|errors| {
            TestCaseError::fail(format!("{text}\n{}", diagnostics::render(&errors, &text)))
        })?;
        prop_assert_eq!(back.design.scenarios.get(&id).map(|own| &**own), Some(&scenario));
        prop_assert_eq!(write(&back.design), text);
    }

    #[test]
    fn broken_files_are_refused_without_a_panic(
        design in design(),
        at in any::<proptest::sample::Index>(),
        bytes in proptest::collection::vec(any::<u8>(), 0..4),
        cut in 0_usize..5,
    ) {
        let mut text = write(&design).into_bytes();
        let at = at.index(text.len());
        text.splice(at..(at + cut).min(text.len()), bytes);
        for bytes in [&text[..], &text[..at]] {
            if let Err(errors) = read_bytes(bytes, "f") {
                prop_assert!(!errors.is_empty());
                diagnostics::render(&errors, &String::from_utf8_lossy(bytes));
            }
        }
    }
}
