//! The command line, end to end through the binary.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod chart;
mod check;
mod compare;
mod reference;
mod terraform;

use assert_cmd::Command;
use std::path::PathBuf;
use tempfile::TempDir;

/// One run of the program in a folder of its own.
pub struct Run {
    folder: TempDir,
    args: Vec<String>,
    language: &'static str,
}

/// What a run left behind.
pub struct Ended {
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
    folder: TempDir,
}

impl Run {
    /// The program with arguments, separated by spaces.
    pub fn new(args: &str) -> Run {
        Run {
            folder: tempfile::tempdir().unwrap(),
            args: args.split_whitespace().map(str::to_owned).collect(),
            language: "C",
        }
    }
    /// Puts a file into the folder.
    pub fn file(self, name: &str, content: impl AsRef<[u8]>) -> Run {
        std::fs::write(self.folder.path().join(name), content).unwrap();
        self
    }
    /// The language of the environment.
    pub fn environment(mut self, language: &'static str) -> Run {
        self.language = language;
        self
    }
    /// Runs it and expects an exit code.
    pub fn ends(self, code: i32) -> Ended {
        let output = Command::cargo_bin("skydraft")
            .unwrap()
            .current_dir(self.folder.path())
            .args(&self.args)
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET")
            .env_remove("LC_MESSAGES")
            .env_remove("LC_ALL")
            .env("LANG", self.language)
            .env("NO_COLOR", "1")
            .env("TERM", "dumb")
            .env("COLUMNS", "100")
            .output()
            .unwrap();
        let ended = Ended {
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
            folder: self.folder,
        };
        assert_eq!(
            output.status.code(),
            Some(code),
            "{}\n{}",
            ended.out,
            ended.err
        );
        ended
    }
}

impl Ended {
    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap()
    }
    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

const SHOP: &str = r#"(
    format: 1,
    components: {
        "gone": (kind: "kind_of_tomorrow", at: (0, 300)),
        "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(10))),
        "table": (kind: "dynamodb_table", at: (0, 200)),
    },
    connections: {
        "users-table": (from: "users", to: "table"),
    },
)
"#;

fn keys(value: &serde_json::Value) -> Vec<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

#[test]
fn estimate_has_the_shape_of_the_contract() {
    let ended = Run::new("estimate shop.ron --format json")
        .file("shop.ron", SHOP)
        .ends(0);
    let value = ended.json();
    let expected = [
        "currency",
        "region",
        "day",
        "prices_as_of",
        "monthly_total_usd",
        "components",
        "connections",
        "missing_prices",
    ];
    assert_eq!(keys(&value), expected);
    assert_eq!(value["region"], "ap-northeast-2");
    let addresses: Vec<&str> = value["components"]
        .as_array()
        .unwrap()
        .iter()
        .map(|component| component["address"].as_str().unwrap())
        .collect();
    assert_eq!(addresses, ["gone", "table", "users"]);
    let table = &value["components"][1];
    assert_eq!(keys(table), ["address", "kind", "monthly_usd", "lines"]);
    let line = [
        "name",
        "quantity",
        "unit",
        "unit_price_usd",
        "monthly_usd",
        "formula",
        "usage_based",
        "state",
        "price",
    ];
    assert_eq!(keys(&table["lines"][0]), line);
    // A kind without prices is not taken as free.
    assert!(value["components"][0]["monthly_usd"].is_null());
    assert_eq!(value["missing_prices"][0]["address"], "gone");
    // The lines add up to the total.
    let mut sum = 0.0;
    for item in ["components", "connections"] {
        for item in value[item].as_array().unwrap() {
            for line in item["lines"].as_array().unwrap() {
                sum += line["monthly_usd"].as_f64().unwrap_or(0.0);
            }
        }
    }
    assert!(sum > 0.0);
    assert!((sum - value["monthly_total_usd"].as_f64().unwrap()).abs() < 1e-6);
}

#[test]
fn the_total_says_what_it_misses_in_both_languages() {
    let ended = Run::new("estimate shop.ron").file("shop.ron", SHOP).ends(0);
    assert!(ended.out.contains("Total: $"), "{}", ended.out);
    assert!(
        ended.out.contains("Not in the total: gone"),
        "{}",
        ended.out
    );
    let ended = Run::new("estimate shop.ron")
        .file("shop.ron", SHOP)
        .environment("ko_KR.UTF-8")
        .ends(0);
    assert!(ended.out.contains("합계: 월 $"), "{}", ended.out);
    let ended = Run::new("estimate shop.ron --lang en")
        .file("shop.ron", SHOP)
        .environment("ko_KR.UTF-8")
        .ends(0);
    assert!(ended.out.contains("Total: $"), "{}", ended.out);
}

#[test]
fn csv_and_markdown_hold_the_same_lines() {
    let csv = Run::new("estimate shop.ron --format csv")
        .file("shop.ron", SHOP)
        .ends(0)
        .out;
    assert!(csv.starts_with(
        "address,kind,service,name,quantity,unit,unit_price_usd,monthly_usd,formula,usage_based,group,upfront_usd,\
         effective_monthly_usd,sku,price_as_of,price_source\n"
    ));
    let lines = csv.lines().count() - 1;
    let page = Run::new("estimate shop.ron --format md")
        .file("shop.ron", SHOP)
        .ends(0)
        .out;
    assert!(lines > 0);
    assert_eq!(
        page.lines().filter(|line| line.starts_with('|')).count() - 2,
        lines
    );
}

#[test]
fn a_budget_decides_the_exit_code() {
    let ended = Run::new("estimate shop.ron --budget 0.01")
        .file("shop.ron", SHOP)
        .ends(1);
    assert!(ended.err.contains("over budget"), "{}", ended.err);
    Run::new("estimate shop.ron --budget 100000")
        .file("shop.ron", SHOP)
        .ends(0);
    Run::new("estimate shop.ron --budget -1")
        .file("shop.ron", SHOP)
        .ends(2);
    Run::new("estimate shop.ron --budget NaN")
        .file("shop.ron", SHOP)
        .ends(2);
}

#[test]
fn another_region_has_other_prices() {
    let total = |args: &str| {
        let ended = Run::new(args).file("shop.ron", SHOP).ends(0);
        ended.json()["monthly_total_usd"].as_f64().unwrap()
    };
    let seoul = total("estimate shop.ron --format json");
    let virginia = total("estimate shop.ron --format json --region us-east-1");
    assert_ne!(seoul, virginia);
    let ended = Run::new("estimate shop.ron --region us-esat-1")
        .file("shop.ron", SHOP)
        .ends(2);
    assert_eq!(
        ended.err.lines().last().unwrap(),
        "  help: did you mean `us-east-1`?"
    );
}

#[test]
fn output_goes_to_a_file() {
    let ended = Run::new("estimate shop.ron --format json --out bill.json")
        .file("shop.ron", SHOP)
        .ends(0);
    assert_eq!(ended.out, "");
    let text = std::fs::read_to_string(ended.path("bill.json")).unwrap();
    assert!(text.starts_with("{\n  \"currency\": \"USD\""));
    Run::new("estimate shop.ron --out no/such/folder.json")
        .file("shop.ron", SHOP)
        .ends(2);
}

/// A database that stands in one zone only.
const FRAGILE: &str = r#"(
    components: {
        "db": (kind: "db_instance", at: (0, 0)),
    },
)
"#;

#[test]
fn check_has_the_shape_of_the_contract() {
    let ended = Run::new("check shop.ron --format json")
        .file("shop.ron", FRAGILE)
        .ends(0);
    let value = ended.json();
    assert_eq!(
        keys(&value),
        ["findings", "summary", "silenced", "scores", "problems"]
    );
    let findings = value["findings"].as_array().unwrap();
    let standby = findings
        .iter()
        .find(|finding| finding["code"] == "REL004")
        .unwrap();
    assert_eq!(
        keys(standby),
        [
            "code",
            "pillar",
            "severity",
            "items",
            "message",
            "fix",
            "fingerprint"
        ]
    );
    assert_eq!(standby["items"], serde_json::json!(["db"]));
    assert_eq!(standby["fix"]["available"], true);
    assert!(standby["fix"]["delta_monthly_usd"].as_f64().unwrap() > 0.0);
    let summary = &value["summary"];
    assert_eq!(summary["total"], findings.len());
    assert_eq!(
        keys(summary),
        [
            "total",
            "critical",
            "high",
            "medium",
            "low",
            "info",
            "silenced",
            "in_baseline",
            "not_shown"
        ]
    );
}

#[test]
fn severity_and_filters_decide_the_exit_code() {
    let check = |args: &str, code| Run::new(args).file("shop.ron", FRAGILE).ends(code);
    check("check shop.ron --fail-on high", 1);
    check("check shop.ron --rule REL004 --fail-on high", 1);
    check("check shop.ron --rule REL004 --fail-on critical", 0);
    check("check shop.ron --pillar sustainability --fail-on info", 0);
    let ended = check("check shop.ron --rule REL0004", 2);
    assert!(
        ended
            .err
            .starts_with("error: unknown rule `REL0004`\n  help: did you mean"),
        "{}",
        ended.err
    );
    check("check shop.ron --fail-on terrible", 2);
}

#[test]
fn broken_files_are_told_with_place_and_stay_as_they_are() {
    let broken = "(\n  components: {\n    \"a\": (kind: \"users\", at: (0, 0), in: \"vpx\"),\n  },\n  containers: {\"vpc\": (kind: \"vpc\", frame: (0, 0, 9, 9))},\n)";
    let ended = Run::new("estimate broken.ron")
        .file("broken.ron", broken)
        .ends(2);
    assert_eq!(
        ended.err,
        "error: unknown container `vpx` in component `a`\n  --> broken.ron:3:42\n   |     \"a\": (kind: \"users\", at: (0, 0), in: \"vpx\"),\n   |                                          ^^^^^ defined here are `vpc`\n  help: did you mean `vpc`?\n"
    );
    assert_eq!(
        std::fs::read_to_string(ended.path("broken.ron")).unwrap(),
        broken
    );
    for (content, message) in [
        (&b"\xff\xfe("[..], "broken.ron:1:1"),
        (&b"(name: \"\xc3(\")"[..], "broken.ron:1:9"),
        (&b""[..], "broken.ron:1:1"),
        (&[b'('; 100_000][..], "broken.ron:1:"),
    ] {
        for command in ["estimate", "check"] {
            let args = format!("{command} broken.ron");
            let ended = Run::new(&args).file("broken.ron", content).ends(2);
            assert!(ended.err.contains(message), "{}", ended.err);
            assert!(!ended.err.contains("panicked"));
        }
    }
    let ended = Run::new("check nowhere.ron").ends(2);
    assert!(
        ended.err.starts_with("error: cannot read `nowhere.ron`"),
        "{}",
        ended.err
    );
    let ended = Run::new("check .").ends(2);
    assert_eq!(ended.err, "error: `.` is a folder, expected a file\n");
}

#[test]
fn without_a_display_one_sentence_names_the_commands() {
    for args in ["", "shop.ron"] {
        let ended = Run::new(args).file("shop.ron", SHOP).ends(2);
        assert_eq!(ended.err.lines().count(), 1, "{}", ended.err);
        for command in ["skydraft estimate", "skydraft check", "skydraft export"] {
            assert!(ended.err.contains(command), "{}", ended.err);
        }
    }
}

#[test]
fn rules_and_kinds_are_explained() {
    let ended = Run::new("explain rel004").ends(0);
    assert!(ended.out.starts_with("# REL004: ") && ended.out.contains("**Why.**"));
    let ended = Run::new("explain dynamodb_table --lang ko").ends(0);
    assert!(ended.out.contains("| 속성 |"), "{}", ended.out);
    let ended = Run::new("explain dynamodb_tabel").ends(2);
    assert!(
        ended.err.contains("did you mean `dynamodb_table`?"),
        "{}",
        ended.err
    );
    for list in ["rules", "components"] {
        let value = Run::new(&format!("{list} --format json")).ends(0).json();
        assert!(value[list].as_array().unwrap().len() > 10);
    }
}

#[test]
fn prices_can_be_searched() {
    let value = Run::new("pricing search rds m6g.large --format json")
        .ends(0)
        .json();
    let row = &value["rows"][0];
    assert_eq!(
        keys(row),
        ["key", "unit", "tiers", "sku", "as_of", "source"]
    );
    assert!(row["key"].as_str().unwrap().contains("db.m6g.large"));
    let value = Run::new("pricing show --format json").ends(0).json();
    assert!(value["regions"].as_array().unwrap().len() >= 30);
    Run::new("pricing search x --region nowhere").ends(2);
}

#[test]
fn the_drawing_is_exported_without_a_display() {
    let ended = Run::new("export shop.ron --out a.svg --lang ko")
        .file("shop.ron", SHOP)
        .ends(0);
    let text = std::fs::read_to_string(ended.path("a.svg")).unwrap();
    assert!(text.starts_with("<svg") || text.starts_with("<?xml"));
    let ended = Run::new("export shop.ron --out a.png --scale 1 --theme dark")
        .file("shop.ron", SHOP)
        .ends(0);
    let bytes = std::fs::read(ended.path("a.png")).unwrap();
    assert!(bytes.starts_with(b"\x89PNG"));
    let ended = Run::new("export shop.ron --out a.gif")
        .file("shop.ron", SHOP)
        .ends(2);
    assert!(ended.err.starts_with(
        "error: the ending of `a.gif` is no export format\n  help: end the name in one of `svg`"
    ));
    Run::new("export shop.ron --out a.png --scale 9")
        .file("shop.ron", SHOP)
        .ends(2);
    Run::new("export shop.ron --out a.svg --icons no-such-folder")
        .file("shop.ron", SHOP)
        .ends(2);
}

/// A database whose scenarios double it, by name in both languages, and grow its disk.
const TWO_PLANS: &str = r#"(
    components: {"db": (kind: "db_instance", at: (0, 0), properties: {"instance_class": "db.m6g.large"})},
    scenarios: {
        "standby": (
            name: (en: "Multi-AZ", ko: "이중화"),
            properties: {"db": {"deployment": "multi-az"}},
        ),
        "big": (properties: {"db": {"allocated_storage": 1000}}),
    },
)
"#;

#[test]
fn a_scenario_is_named_by_id_or_in_either_language() {
    let total = |args: &str| {
        let args = format!("estimate shop.ron --format json {args}");
        let out = Run::new(&args).file("shop.ron", TWO_PLANS).ends(0).out;
        let value: serde_json::Value = serde_json::from_str(&out).unwrap();
        value["monthly_total_usd"].as_f64().unwrap()
    };
    let base = total("");
    let standby = total("--scenario standby");
    // Instance and storage are both twice as dear.
    assert!((standby - 2.0 * base).abs() < 0.01, "{base} {standby}");
    assert_eq!(total("--scenario multi-az"), standby);
    assert_eq!(total("--scenario 이중화"), standby);
}

#[test]
fn an_unknown_scenario_is_explained() {
    let ended = Run::new("estimate shop.ron --scenario standbi")
        .file("shop.ron", TWO_PLANS)
        .ends(2);
    let expected = "error: unknown scenario `standbi`\n  help: did you mean `standby`?\n";
    assert_eq!(ended.err, expected);
}

#[test]
fn all_scenarios_are_estimated_checked_and_drawn() {
    let ended = Run::new("estimate shop.ron --all-scenarios --format json --budget 200")
        .file("shop.ron", TWO_PLANS)
        .ends(1);
    let value: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
    let ids: Vec<_> = value["scenarios"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["scenario"].as_str())
        .collect();
    assert_eq!(ids, [None, Some("standby"), Some("big")]);
    assert!(ended.err.contains("of `Multi-AZ` is"), "{}", ended.err);
    let ended = Run::new("estimate shop.ron --all-scenarios")
        .file("shop.ron", TWO_PLANS)
        .ends(0);
    assert!(ended.out.contains("Multi-AZ\n\n"), "{}", ended.out);
    let ended = Run::new("check shop.ron --all-scenarios --format json")
        .file("shop.ron", TWO_PLANS)
        .ends(0);
    let value: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
    let has = |number: usize, code: &str| {
        let findings = value["scenarios"][number]["findings"].as_array().unwrap();
        findings.iter().any(|finding| finding["code"] == code)
    };
    assert!(has(0, "REL004") && !has(1, "REL004"));
    let ended = Run::new("export shop.ron --out d.svg --all-scenarios")
        .file("shop.ron", TWO_PLANS)
        .ends(0);
    for name in ["d.svg", "d-standby.svg", "d-big.svg"] {
        assert!(ended.path(name).exists(), "{name}");
    }
}

#[test]
fn the_language_is_asked_for_before_or_after_the_command() {
    for command in ["estimate shop.ron", "check shop.ron", "components", "rules"] {
        let of = |args: &str| Run::new(args).file("shop.ron", SHOP).ends(0).out;
        let before = of(&format!("--lang ko {command}"));
        assert_eq!(before, of(&format!("{command} --lang ko")), "{command}");
        assert_ne!(before, of(&format!("--lang en {command}")), "{command}");
    }
    let ended = Run::new("shop.ron estimate shop.ron")
        .file("shop.ron", SHOP)
        .ends(2);
    let said = "`shop.ron` stands before a command; a design to open in a window takes none";
    assert!(ended.err.contains(said), "{}", ended.err);
}

#[test]
fn layout_names_the_locked_tile_that_is_in_its_way() {
    let design = r#"(
        containers: {"box": (kind: "group", frame: (0, 0, 640, 480))},
        components: {"web": (kind: "instance", in: "box", at: (312, 208), locked: true)},
    )"#;
    for (language, said) in [
        (
            "en",
            "warning: Nothing was laid out: `web` is locked and in the way. Unlock it or move it, then lay out again\n",
        ),
        (
            "ko",
            "warning: 잠긴 컴포넌트가 가로막아 배치하지 못했습니다: `web`. 잠금을 풀거나 옮긴 뒤 다시 배치하십시오\n",
        ),
    ] {
        let ended = Run::new(&format!("layout box.ron --frame box --lang {language}"))
            .file("box.ron", design)
            .ends(0);
        assert_eq!(ended.err, said);
        assert!(ended.out.contains("312"), "it stays: {}", ended.out);
    }
    // Alone on the canvas nothing stands in the way: everything is laid out around it.
    let ended = Run::new("layout box.ron").file("box.ron", design).ends(0);
    assert_eq!(ended.err, "");
}
