//! AWS WAF web ACLs: the ACL, its rules and rule groups, requests by capacity and by the size of the body looked at, Bot
//! Control.
//!
//! Semantics: AWS WAF pricing page; 1,500 capacity units (WCU) are included, 5,000 are the most (service-facts rows
//! "WAF"). Draw it in front of what it protects: its requests are those that reach it.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::{choice, choice_in};
use crate::catalog::{
    Bill, BillCx, Category, Choice, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

const SCOPES: &[Choice] = &[
    choice_in("REGIONAL", "Regional (ALB, API)", "리전(ALB, API)"),
    choice_in("CLOUDFRONT", "CloudFront", "CloudFront"),
];

/// Most WCU of a step, and the price item of the requests; the first step is included.
const STEPS: &[(f64, &str)] = &[
    (2000.0, "request_processed_tier2_per_request"),
    (2500.0, "request_processed_tier3_2500wcu_per_request"),
    (3000.0, "request_processed_tier4_3000wcu_per_request"),
    (3500.0, "request_processed_tier5_3500wcu_per_request"),
    (4000.0, "request_processed_tier6_4000wcu_per_request"),
    (4500.0, "request_processed_tier7_4500wcu_per_request"),
    (5000.0, "request_processed_tier8_5000wcu_per_request"),
];

/// What the web ACL can be attached to.
pub static SCOPE: Property = Property::choice("scope", both("Scope", "범위"), "REGIONAL", SCOPES)
    .doc(
        "What the web ACL can be attached to: load balancers and APIs of a Region, or CloudFront distributions.",
        "웹 ACL을 연결할 수 있는 대상입니다. 리전의 로드 밸런서와 API, 또는 CloudFront 배포입니다.",
    );

/// Rules of one's own.
pub static RULES: Property = Property::count(
    "rules",
    both("Own rules", "사용자 규칙"),
    units::RULES,
    1.0,
    0.0,
    1000.0,
)
.doc(
    "Rules of your own in the web ACL and its rule groups.",
    "웹 ACL과 규칙 그룹에 직접 만든 규칙의 수입니다.",
);

/// Managed rule groups.
pub static MANAGED: Property = Property::count(
    "managed_rule_groups",
    both("Managed rule groups", "관리형 규칙 그룹"),
    units::RULES,
    2.0,
    0.0,
    100.0,
)
.doc(
    "AWS Managed Rules groups, such as the core rule set and known bad inputs; each counts as one rule.",
    "핵심 규칙 세트, 알려진 잘못된 입력 등 AWS 관리형 규칙 그룹의 수입니다. 그룹 하나가 규칙 하나로 과금됩니다.",
);

/// Capacity units in use.
pub static CAPACITY: Property = Property::count(
    "capacity_wcu",
    both("Capacity", "용량"),
    units::WCU,
    1500.0,
    1.0,
    5000.0,
)
.doc(
    "Web ACL capacity units that the rules use. Up to 1,500 are included; each further 500 make every request dearer.",
    "규칙이 사용하는 웹 ACL 용량 단위(WCU)입니다. 1,500까지 포함되며 500을 넘을 때마다 요청 요금이 오릅니다.",
);

/// Size of the body that is looked at.
pub static BODY: Property = Property::choice(
    "body_inspection_kb",
    both("Body inspected", "본문 검사 크기"),
    "16",
    &[choice("16", "16 KB"), choice("32", "32 KB"), choice("48", "48 KB"), choice("64", "64 KB")],
)
.doc(
    "How much of a request's body the rules look at; above 16 KB it costs extra for requests that are larger.",
    "규칙이 검사하는 요청 본문의 크기입니다. 16KB를 넘게 설정하면 더 큰 요청에 추가 요금이 듭니다.",
);

/// Bot Control.
pub static BOT_CONTROL: Property =
    Property::flag("bot_control", both("Bot Control", "봇 제어"), false).doc(
        "Managed rules against common bots: a monthly fee and a price for each request.",
        "일반적인 봇을 막는 관리형 규칙입니다. 월 요금과 요청당 요금이 듭니다.",
    );

/// Requests in the month.
pub static REQUESTS: Property = Property::usage(
    "requests",
    both("Requests", "요청"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Requests looked at in the month. Derived: the requests of incoming connections.",
    "한 달에 검사하는 요청 수입니다. 들어오는 연결의 요청 수로 계산합니다.",
);

/// Rate-based rule.
pub static RATE_RULE: Property = Property::flag(
    "rate_based_rule",
    both("Rate-based rule", "속도 기반 규칙"),
    true,
)
.doc(
    "One of the rules blocks addresses that send too many requests.",
    "규칙 중 하나가 요청을 너무 많이 보내는 주소를 차단합니다.",
)
.secondary();

/// Whether rules only count.
pub static COUNT_ONLY: Property =
    Property::flag("count_only", both("Count only", "카운트만"), false)
        .doc(
            "All rules count what they match and block nothing.",
            "모든 규칙이 일치하는 요청을 세기만 하고 차단하지 않습니다.",
        )
        .secondary();

/// Logging.
pub static LOGGING: Property = Property::flag("logging", both("Logging", "로깅"), false)
    .doc(
        "Decisions are logged to S3, CloudWatch Logs or Firehose; draw that to bill it.",
        "판정을 S3, CloudWatch Logs, Firehose에 기록합니다. 해당 컴포넌트를 그리면 비용에 포함됩니다.",
    )
    .secondary();

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let rules = item.number(&RULES) + item.number(&MANAGED);
    let count = number::short(rules, 0);
    match language {
        Language::English if rules == 1.0 => "1 rule".to_owned(),
        Language::English => format!("{count} rules"),
        Language::Korean => format!("규칙 {count}개"),
    }
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    if item.flag(&RATE_RULE) && item.is_set(&RATE_RULE) && item.number(&RULES) == 0.0 {
        problems.push(Problem::of(
            &RATE_RULE,
            "a rate-based rule is a rule of your own: set `rules` to 1 at least",
            "속도 기반 규칙도 사용자 규칙입니다. `rules`를 1 이상으로 설정하세요",
        ));
    }
}

/// Price item of requests for a capacity; none: what is included.
fn step(capacity: f64) -> Option<&'static str> {
    if capacity <= 1500.0 {
        return None;
    }
    STEPS
        .iter()
        .find(|(most, _)| capacity <= *most)
        .map(|(_, name)| *name)
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let acl = Query::new("waf", "web_acl_month");
    bill.charge(
        "web_acl",
        both("Web ACL", "웹 ACL"),
        Amount::plain(1.0, units::MONTHS),
        if item.text(&SCOPE) == "CLOUDFRONT" {
            acl.with("scope", "cloudfront")
        } else {
            acl
        },
    );
    let rules = item.number(&RULES) + item.number(&MANAGED);
    bill.charge(
        "rules",
        both("Rules and rule groups", "규칙 및 규칙 그룹"),
        Amount::plain(rules, units::RULES),
        Query::new("waf", "rule_month"),
    );
    let requests = cx.usage(&REQUESTS, cx.flows.requests());
    let capacity = item.number(&CAPACITY);
    bill.usage(
        "requests",
        both("Requests", "요청"),
        requests,
        units::REQUESTS,
        step(capacity).map_or_else(
            || Query::new("waf", "request").with("wcu", "up-to-1500"),
            |name| Query::new("waf", name),
        ),
    );
    let body = match item.text(&BODY) {
        "32" => Some("requests_processed_32kb_per_request"),
        "48" => Some("requests_processed_48kb_per_request"),
        "64" => Some("requests_processed_64kb_per_request"),
        _ => None,
    };
    if let Some(name) = body {
        // Only requests that are larger than what is included pay for the larger body.
        let large: f64 = cx
            .flows
            .incoming
            .iter()
            .filter(|flow| flow.request_kb > 16.0)
            .map(|flow| flow.requests)
            .sum();
        bill.charge(
            "body",
            both("Larger bodies", "큰 본문 검사"),
            Amount::plain(large, units::REQUESTS),
            Query::new("waf", name),
        )
        .from(crate::catalog::UsageSource::Derived);
    }
    if item.flag(&BOT_CONTROL) {
        bill.charge(
            "bot_control",
            both("Bot Control", "봇 제어"),
            Amount::plain(1.0, units::MONTHS),
            Query::new("waf", "bot_control_month"),
        );
        bill.usage(
            "bot_control_requests",
            both("Bot Control requests", "봇 제어 요청"),
            requests,
            units::REQUESTS,
            Query::new("waf", "amr_bot_control_request_processed_per_request"),
        );
    }
}

/// Web ACL.
pub static KIND: Kind = Kind {
    name: "wafv2_web_acl",
    title: both("AWS WAF web ACL", "AWS WAF 웹 ACL"),
    short: both("WAF", "WAF"),
    doc: both(
        "Firewall for HTTP requests in front of CloudFront, Application Load Balancers and REST APIs. Billed for the ACL, \
         its rules and the requests.",
        "CloudFront, Application Load Balancer, REST API 앞에서 HTTP 요청을 걸러내는 방화벽입니다. ACL, 규칙, 요청 수에 따라 과금됩니다.",
    ),
    category: Category::Security,
    service: "AWS WAF",
    spend: Spend::Other,
    glyph: glyph::FUNNEL,
    monogram: "WAF",
    scope: Scope::Regional,
    network: Network::Route,
    terraform: &["aws_wafv2_web_acl"],
    cloudformation: &["AWS::WAFv2::WebACL"],
    drawio: "waf",
    keywords: &["firewall", "web acl", "layer 7", "방화벽", "웹 방화벽"],
    properties: &[
        &SCOPE,
        &RULES,
        &MANAGED,
        &CAPACITY,
        &REQUESTS,
        &BODY,
        &BOT_CONTROL,
        &RATE_RULE,
        &COUNT_ONLY,
        &LOGGING,
    ],
    key_fact,
    validate,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use super::step;
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn ten_million_requests_in_seoul() {
        let bench = || Bench::new("wafv2_web_acl").incoming("users", 1e7, 20.0, 1.0);
        let lines = bench().lines();
        assert_eq!(lines.query("web_acl"), "waf web_acl_month");
        assert_eq!(lines.query("requests"), "waf request wcu=up-to-1500");
        // $5 + (1 + 2) × $1 + 10,000,000 × $0.0000006 = $5 + $3 + $6.
        near(lines.total(), 14.0);
        let large = bench()
            .with("scope", "CLOUDFRONT")
            .with("capacity_wcu", 2001.0)
            .with("body_inspection_kb", "32")
            .with("bot_control", true)
            .lines();
        assert_eq!(large.query("web_acl"), "waf web_acl_month scope=cloudfront");
        // 10,000,000 × $0.000001 = $10; bodies × $0.0000003 = $3; Bot Control $10 and × $0.000001 = $10.
        near(large.usd("requests"), 10.0);
        near(large.usd("body"), 3.0);
        near(large.usd("bot_control"), 10.0);
        near(large.usd("bot_control_requests"), 10.0);
    }

    #[test]
    fn steps_of_capacity() {
        assert_eq!(step(1500.0), None);
        assert_eq!(step(1501.0), Some("request_processed_tier2_per_request"));
        assert_eq!(step(2000.0), Some("request_processed_tier2_per_request"));
        assert_eq!(
            step(5000.0),
            Some("request_processed_tier8_5000wcu_per_request")
        );
    }
}
