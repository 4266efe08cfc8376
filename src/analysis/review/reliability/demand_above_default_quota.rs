//! REL077: Demand exceeds a default service quota.

use crate::analysis::review::load;
use crate::analysis::review::prelude::*;
use crate::catalog::Kind;
use crate::catalog::analytics::kinesis_stream;
use crate::catalog::compute::lambda_function;
use crate::catalog::integration::cloudwatch_event_bus;
use crate::catalog::networking::{
    api_gateway_http, api_gateway_rest, api_gateway_websocket, eip, nat_gateway,
};
use crate::model::{Code, ContainerKind, Id};
use crate::text::number::short;
use crate::text::{Bilingual, both};
use rustc_hash::FxHashMap;

rule! {
    /// Demand exceeds a default service quota
    ///
    /// **Why.** Scaling stops at a wall that no drawing shows: requests are refused although money would be there.
    ///
    /// **Fix.** Ask AWS for a higher quota before the launch, and note it in the design.
    ///
    /// **When to silence it.** The account has the higher quota already.
    ///
    /// **References.** REL01-BP01; REL01-BP04; REL01-BP06; TA:EC2 On-Demand Instances; TA:Kinesis Shards per Region;
    /// TA:SES Daily Sending Quota.
    ///
    /// ```ron bad
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(500), peak_factor: 5)),
    ///     "resize": (kind: "lambda_function", at: (200, 0), properties: {"duration_ms": 800}), // finding
    /// }, connections: {
    ///     "call": (from: "users", to: "resize"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0), demand: (rate: requests_per_second(500), peak_factor: 5)),
    ///     "resize": (kind: "lambda_function", at: (200, 0), properties: {"duration_ms": 100}),
    /// }, connections: {
    ///     "call": (from: "users", to: "resize"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL077",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: None,
        threshold: Some(Threshold {
            value: 80.0,
            unit: both("%", "%"),
            source: "default",
        }),
        korean: Korean {
            title: "기본 서비스 할당량을 넘는 수요",
            why: "그림에는 보이지 않는 벽에서 확장이 멈추고 비용을 낼 수 있어도 요청이 거절됩니다.",
            fix: "출시 전에 AWS에 할당량 증가를 요청하고 설계에 기록합니다.",
            silence: "계정의 할당량이 이미 늘어나 있는 경우입니다.",
        },
    };
}

/// A quota of an account in one Region.
struct Quota {
    /// What is counted, with its unit.
    title: Bilingual,
    /// Kinds that use it up.
    kinds: &'static [&'static Kind],
    /// How much an item uses at the peak.
    used: fn(&Cx<'_>, &Item<'_>) -> f64,
    /// The default in a Region; none where no source says.
    default: fn(&str) -> Option<f64>,
}

/// Defaults of the quotas (service-facts: quotas of Lambda, API Gateway, EventBridge, Kinesis Data Streams, EC2). The quota
/// of EC2 vCPUs is left out: a new account starts with 5 and gets more by itself as it is used.
static QUOTAS: &[Quota] = &[
    Quota {
        title: both("concurrent executions of functions", "함수 동시 실행"),
        kinds: &[&lambda_function::KIND],
        used: |cx, item| load::peak(cx, item) * item.number(&lambda_function::DURATION) / 1_000.0,
        default: |_| Some(1_000.0),
    },
    Quota {
        title: both("API requests/s", "초당 API 요청"),
        kinds: &[
            &api_gateway_http::KIND,
            &api_gateway_rest::KIND,
            &api_gateway_websocket::KIND,
        ],
        used: load::peak,
        default: |region| {
            Some(if SMALL_REGIONS.contains(&region) {
                2_500.0
            } else {
                10_000.0
            })
        },
    },
    Quota {
        title: both("events/s put on buses", "초당 버스 이벤트"),
        kinds: &[&cloudwatch_event_bus::KIND],
        used: load::peak,
        default: |region| {
            let known = PUT_EVENTS.iter().find(|(code, _)| *code == region);
            known.map(|(_, rate)| *rate)
        },
    },
    Quota {
        title: both("shards", "샤드"),
        kinds: &[&kinesis_stream::KIND],
        used: |cx, item| {
            if !(kinesis_stream::SHARD_COUNT.applies)(item) {
                return 0.0;
            }
            let typed = item.typed(&kinesis_stream::SHARD_COUNT);
            typed.unwrap_or_else(|| kinesis_stream::needed_shards(item, cx.flows(item)))
        },
        default: |region| {
            Some(if LARGE_REGIONS.contains(&region) {
                500.0
            } else {
                200.0
            })
        },
    },
    Quota {
        title: both("Elastic IP addresses", "탄력적 IP 주소"),
        kinds: &[&eip::KIND, &nat_gateway::KIND],
        used: |_, item| {
            if *item.kind == eip::KIND {
                item.number(&eip::COUNT)
            } else if (nat_gateway::ADDRESSES.applies)(item) {
                item.number(&nat_gateway::ADDRESSES)
            } else {
                0.0
            }
        },
        default: |_| Some(5.0),
    },
];

/// Regions with a quarter of the API requests.
const SMALL_REGIONS: &[&str] = &[
    "af-south-1",
    "ap-south-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-5",
    "ap-southeast-7",
    "ca-west-1",
    "eu-central-2",
    "eu-south-1",
    "eu-south-2",
    "il-central-1",
    "me-central-1",
    "mx-central-1",
];
/// Regions with more shards.
const LARGE_REGIONS: &[&str] = &["us-east-1", "us-west-2", "eu-west-1"];
/// Events a second that buses of a Region take.
const PUT_EVENTS: &[(&str, f64)] = &[
    ("us-east-1", 10_000.0),
    ("us-west-2", 10_000.0),
    ("us-east-2", 2_400.0),
    ("ap-northeast-1", 1_200.0),
    ("ap-northeast-2", 600.0),
    ("ap-southeast-1", 1_200.0),
    ("ap-south-1", 600.0),
];
/// VPCs of a Region (service-facts: VPC quota).
const VPCS: f64 = 5.0;

/// Use of one quota in one Region, with who uses it.
type Use<'a> = FxHashMap<Code, (f64, Vec<&'a Id>)>;

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for quota in QUOTAS {
        let mut used = Use::default();
        for item in cx.of_kinds(quota.kinds) {
            let amount = (quota.used)(cx, item);
            if amount > 0.0 {
                let entry = used.entry(item.region_code()).or_default();
                entry.0 += amount;
                entry.1.push(item.id);
            }
        }
        report(cx, quota.title, &used, quota.default, out);
    }
    let mut vpcs = Use::default();
    for (id, frame) in &cx.design.containers {
        if frame.kind == ContainerKind::Vpc {
            let entry = vpcs.entry(cx.place(Some(id)).region).or_default();
            entry.0 += 1.0;
            entry.1.push(id);
        }
    }
    report(cx, both("VPCs", "VPC"), &vpcs, |_| Some(VPCS), out);
}

fn report(
    cx: &Cx<'_>,
    title: Bilingual,
    used: &Use<'_>,
    default: fn(&str) -> Option<f64>,
    out: &mut Findings,
) {
    let limit = out.rule().limit(cx);
    let mut used: Vec<_> = used.iter().collect();
    used.sort_unstable_by_key(|(region, _)| region.as_str());
    for (region, (amount, users)) in used {
        let region = region.as_str();
        let Some(quota) = default(region) else {
            continue;
        };
        let percent = amount * 100.0 / quota;
        if percent <= limit {
            continue;
        }
        let evidence = seen(|language| {
            let title = title.get(language);
            let (amount, quota, percent) = (short(*amount, 0), short(quota, 0), short(percent, 0));
            match language {
                Language::English => {
                    format!("{region}: {title} {amount} of {quota} ({percent} %)")
                }
                Language::Korean => {
                    format!("{region}: {title} {quota} 중 {amount}({percent}%)")
                }
            }
        });
        out.add(users.iter().copied(), evidence);
    }
}
