//! `chart` end to end.

use super::Run;

/// Servers in two zones that call each other, with a scenario that has more of them.
const ZONED: &str = r#"(
    name: (en: "Shop", ko: "상점"),
    containers: {
        "vpc": (kind: "vpc", frame: (0, 0, 900, 600)),
        "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (10, 30, 400, 400)),
        "c": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2c", frame: (450, 30, 400, 400)),
        "sa": (kind: "private_subnet", in: "a", frame: (20, 60, 300, 300)),
        "sc": (kind: "private_subnet", in: "c", frame: (460, 60, 300, 300)),
    },
    components: {
        "users": (kind: "users", at: (0, 700), demand: (rate: requests_per_second(100))),
        "api": (kind: "instance", in: "sc", at: (470, 90), properties: {"instance_type": "m6g.large"}),
        "web": (kind: "instance", in: "sa", at: (30, 90), instances: 2, name: (en: "Web", ko: "웹"), properties: {"instance_type": "m6g.large"}),
    },
    connections: {
        "users-web": (from: "users", to: "web"),
        "web-api": (from: "web", to: "api"),
    },
    scenarios: {
        "large": (
            name: (en: "Larger servers", ko: "더 큰 서버"),
            components: {"web": (properties: {"instance_type": "m6g.2xlarge"})},
        ),
    },
)
"#;

fn run(args: &str) -> Run {
    Run::new(args)
        .file("shop.ron", ZONED)
        .file("other.ron", ZONED.replace("m6g.large", "m6g.xlarge"))
}

fn svg(args: &str) -> String {
    let ended = run(args).ends(0);
    let text = std::fs::read_to_string(ended.path("out.svg")).unwrap();
    assert!(text.starts_with("<svg ") && text.trim_end().ends_with("</svg>"));
    text
}

#[test]
fn every_kind_becomes_a_picture() {
    for (args, says) in [
        (
            "chart shop.ron --kind bars",
            ["Cost by service", "Amazon EC2"],
        ),
        (
            "chart shop.ron --kind bars --by component",
            ["Cost by component", ">\nWeb\n<"],
        ),
        (
            "chart shop.ron --kind stacked --all-scenarios",
            ["Base", "Larger servers"],
        ),
        (
            "chart shop.ron other.ron shop.ron#large --kind stacked",
            ["Shop", "Larger servers"],
        ),
        (
            "chart shop.ron --kind waterfall --scenario large",
            ["Base → Larger servers", ">\nWeb\n<"],
        ),
        (
            "chart shop.ron shop.ron#large --kind waterfall --by category",
            ["Shop → Larger servers", ">\nCompute\n<"],
        ),
        (
            "chart shop.ron --kind treemap",
            ["Cost by category and component", "Compute · Web: $"],
        ),
        (
            "chart shop.ron --kind treemap --by service --scenario large",
            ["Larger servers · ", "Amazon EC2"],
        ),
        (
            "chart shop.ron --kind zones",
            [
                "ap-northeast-2a → ap-northeast-2c: $",
                "Darker cells cost more",
            ],
        ),
    ] {
        let text = svg(&format!("{args} -o out.svg"));
        for word in says {
            assert!(text.contains(word), "{args}: {word}\n{text}");
        }
    }
}

#[test]
fn theme_language_and_size_are_those_asked_for() {
    let text =
        svg("chart shop.ron --kind treemap --theme dark --lang ko --size 500x300 -o out.svg");
    assert!(
        text.starts_with("<svg width=\"500\" height=\"300\""),
        "{text}"
    );
    assert!(
        text.contains("상점 · 월 $") && text.contains("#181C23"),
        "{text}"
    );
    let ended = run("chart shop.ron --kind bars --size 500 --scale 3 --out out.png").ends(0);
    let bytes = std::fs::read(ended.path("out.png")).unwrap();
    assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n");
    // The width stands after the name of the first chunk.
    assert_eq!(u32::from_be_bytes(bytes[16..20].try_into().unwrap()), 1500);
}

#[test]
fn what_cannot_be_drawn_is_said_and_leaves_no_file() {
    for (args, says) in [
        (
            "chart shop.ron --kind bars -o out.gif",
            "no format of charts",
        ),
        (
            "chart shop.ron other.ron --kind bars -o out.svg",
            "`bars` shows one design, found 2",
        ),
        (
            "chart shop.ron --kind waterfall -o out.svg",
            "`waterfall` shows two designs, found 1",
        ),
        (
            "chart shop.ron --kind waterfall --scenario larg -o out.svg",
            "unknown scenario `larg`",
        ),
        (
            "chart shop.ron other.ron --kind stacked --all-scenarios -o out.svg",
            "go with one design",
        ),
        (
            "chart shop.ron --kind treemap --by component -o out.svg",
            "takes `category` or `service`",
        ),
        (
            "chart shop.ron --kind zones --by service -o out.svg",
            "takes no grouping",
        ),
        (
            "chart shop.ron --kind bars --size 10x10 -o out.svg",
            "expected a size such as `960x540`",
        ),
        (
            "chart shop.ron --kind bars --size 8000x8000 --scale 4 -o out.png",
            "out of range",
        ),
        (
            "chart empty.ron --kind treemap -o out.svg",
            "the chart is empty",
        ),
        (
            "chart empty.ron --kind zones -o out.svg",
            "nothing goes from or to an Availability Zone",
        ),
        ("chart gone.ron --kind bars -o out.svg", "gone.ron"),
    ] {
        let ended = run(args).file("empty.ron", "()").ends(2);
        assert!(ended.err.contains(says), "{args}: {}", ended.err);
        assert!(!ended.path("out.svg").exists() && !ended.path("out.png").exists());
    }
}
