//! AWS WAF web ACLs: the ACL, its rules and rule groups, requests by capacity and by the size of the body looked at, Bot
//! Control.
//!
//! Semantics: AWS WAF pricing page; 1,500 capacity units (WCU) are included, 5,000 are the most (service-facts rows
//! "WAF"). Draw it in front of what it protects: its requests are those that reach it.

use crate::catalog::amount::{Amount, units};
use crate::catalog::meter::Meter;
use crate::catalog::property::{choice, choice_in};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Bill, BillCx, Category, Choice, Item, Kind, Network, Problem, Property, Scope, Spend, Tariff,
    Usage, UsageSource, meter,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{Phrase, both, number};

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

/// Rules inside referenced groups.
pub static GROUP_RULES: Property = Property::count(
    "rule_group_rules",
    both("Rules in own groups", "그룹 안의 규칙"),
    units::RULES,
    0.0,
    0.0,
    10_000.0,
)
.doc(
    "Rules inside the rule groups of your own, all of them together.",
    "직접 만든 규칙 그룹 안에 있는 규칙을 모두 더한 수입니다.",
);

/// Own rule groups.
pub static GROUPS: Property = Property::count(
    "rule_groups",
    both("Own rule groups", "사용자 규칙 그룹"),
    units::RULES,
    0.0,
    0.0,
    100.0,
)
.doc(
    "Rule groups of your own that the ACL refers to; each counts as one rule besides the rules inside.",
    "ACL이 참조하는 사용자 규칙 그룹의 수입니다. 안의 규칙과 별도로 그룹 하나가 규칙 하나로 과금됩니다.",
);

/// Rules inside managed groups that are billed one by one.
pub static MANAGED_RULES: Property = Property::count(
    "managed_rule_group_rules",
    both("Rules in managed groups", "관리형 그룹의 규칙"),
    units::RULES,
    0.0,
    0.0,
    10_000.0,
)
.doc(
    "Rules of managed groups that are billed one by one; AWS's own groups are billed as a whole.",
    "규칙마다 과금되는 관리형 그룹의 규칙 수입니다. AWS의 그룹은 그룹 단위로만 과금됩니다.",
)
.secondary();

/// Account takeover prevention.
pub static ATP: Property = Property::flag(
    "account_takeover_prevention",
    both("Account takeover prevention", "계정 탈취 방지"),
    false,
)
.doc(
    "Managed rules against stolen credentials at the log-in page: a monthly fee and a price for each attempt.",
    "로그인 페이지에서 도용된 자격 증명을 막는 관리형 규칙입니다. 월 요금과 시도당 요금이 듭니다.",
);

/// Account creation fraud prevention.
pub static ACFP: Property = Property::flag(
    "account_creation_fraud_prevention",
    both("Sign-up fraud prevention", "가입 사기 방지"),
    false,
)
.doc(
    "Managed rules against false sign-ups: a monthly fee and a price for each attempt.",
    "허위 가입을 막는 관리형 규칙입니다. 월 요금과 시도당 요금이 듭니다.",
);

/// Log-in and sign-up attempts.
pub static FRAUD_REQUESTS: Property = Property::usage(
    "fraud_control_requests",
    both("Log-ins and sign-ups", "로그인 및 가입 시도"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Log-in and sign-up attempts that fraud control looks at in a month.",
    "사기 방지 규칙이 한 달에 검사하는 로그인 및 가입 시도 수입니다.",
)
.when(has_fraud_control);

/// Bot Control of the targeted level.
pub static TARGETED: Property = Property::flag(
    "bot_control_targeted",
    both("Targeted bots", "표적 봇"),
    false,
)
.doc(
    "Bot Control also looks for bots that hide, at ten times the price of a request.",
    "정체를 숨기는 봇도 찾습니다. 요청당 요금이 열 배입니다.",
)
.when(|item| item.flag(&BOT_CONTROL));

/// CAPTCHA attempts.
pub static CAPTCHA: Property = Property::usage(
    "captcha_attempts",
    both("CAPTCHA attempts", "CAPTCHA 시도"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "CAPTCHA puzzles that visitors answer in a month.",
    "방문자가 한 달에 응답하는 CAPTCHA 수입니다.",
)
.secondary();

/// Challenges served.
pub static CHALLENGES: Property = Property::usage(
    "challenges",
    both("Challenges", "챌린지"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Silent challenges that browsers answer in a month.",
    "브라우저가 한 달에 자동으로 응답하는 챌린지 수입니다.",
)
.secondary();

/// Whether Shield Advanced protects what the ACL stands before.
pub static SHIELDED: Property = Property::flag(
    "shield_advanced_protected",
    both("Under Shield Advanced", "Shield Advanced 보호"),
    false,
)
.doc(
    "What the web ACL stands before is protected by Shield Advanced: the ACL, its rules and requests are part of its fee.",
    "웹 ACL이 보호하는 리소스가 Shield Advanced 보호 대상이면 ACL, 규칙, 요청이 그 요금에 포함됩니다.",
)
.secondary();

fn has_fraud_control(item: &Item<'_>) -> bool {
    item.flag(&ATP) || item.flag(&ACFP)
}

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

/// Names of the rule groups.
pub static GROUP_NAMES: Property = Property::text(
    "rule_group_names",
    both("Names of rule groups", "규칙 그룹 이름"),
    "",
)
.doc(
    "Managed rule groups and rule groups of your own by name, separated by commas, for example \
     `AWSManagedRulesCommonRuleSet, AWSManagedRulesSQLiRuleSet`.",
    "관리형 규칙 그룹과 직접 만든 규칙 그룹의 이름을 쉼표로 구분해 적습니다. 예: `AWSManagedRulesCommonRuleSet, AWSManagedRulesSQLiRuleSet`.",
)
.secondary();

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
    let rules = item.number(&RULES) + item.number(&MANAGED) + item.number(&GROUPS);
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
    let first = bill.charges.len();
    bill_acl(cx, bill);
    if cx.item.flag(&SHIELDED) {
        for charge in &mut bill.charges[first..] {
            charge.tariff = Tariff::Free(Phrase::from(both(
                "part of Shield Advanced",
                "Shield Advanced에 포함됩니다",
            )));
        }
    }
    bill_body(cx, bill);
    bill_bots(cx, bill);
    bill_fraud(cx, bill);
    if [&CAPTCHA, &CHALLENGES]
        .iter()
        .any(|it| cx.item.typed(it).is_some())
    {
        meter::bill(cx, bill, ANSWERS);
    }
}

static ANSWERS: &[Meter] = &[
    Meter::of(
        "captcha",
        &CAPTCHA,
        "waf",
        "captcha_attempts_processed_per_request",
    ),
    Meter::of(
        "challenges",
        &CHALLENGES,
        "waf",
        "challenge_served_processed_per_request",
    ),
];

/// Requests that the rules look at.
fn requests(cx: &BillCx<'_>) -> Usage {
    cx.usage(&REQUESTS, cx.flows.requests())
}

fn bill_acl(cx: &BillCx<'_>, bill: &mut Bill) {
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
    let counts = [&RULES, &MANAGED, &GROUPS, &GROUP_RULES, &MANAGED_RULES];
    let rules = counts.iter().map(|count| item.number(count)).sum();
    bill.charge(
        "rules",
        both("Rules and rule groups", "규칙 및 규칙 그룹"),
        Amount::plain(rules, units::RULES),
        Query::new("waf", "rule_month"),
    );
    let price = step(item.number(&CAPACITY)).map_or_else(
        || Query::new("waf", "request").with("wcu", "up-to-1500"),
        |name| Query::new("waf", name),
    );
    let name = both("Requests", "요청");
    bill.usage("requests", name, requests(cx), units::REQUESTS, price);
}

fn bill_body(cx: &BillCx<'_>, bill: &mut Bill) {
    let price = match cx.item.text(&BODY) {
        "32" => "requests_processed_32kb_per_request",
        "48" => "requests_processed_48kb_per_request",
        "64" => "requests_processed_64kb_per_request",
        _ => return,
    };
    // Only requests that are larger than what is included pay for the larger body.
    let incoming = cx.flows.incoming.iter();
    let large = incoming.filter(|flow| flow.request_kb > 16.0);
    let large = Amount::plain(large.map(|flow| flow.requests).sum(), units::REQUESTS);
    let name = both("Larger bodies", "큰 본문 검사");
    bill.charge("body", name, large, Query::new("waf", price))
        .from(UsageSource::Derived);
}

fn bill_bots(cx: &BillCx<'_>, bill: &mut Bill) {
    if !cx.item.flag(&BOT_CONTROL) {
        return;
    }
    bill.charge(
        "bot_control",
        both("Bot Control", "봇 제어"),
        Amount::plain(1.0, units::MONTHS),
        Query::new("waf", "bot_control_month"),
    );
    let price = if cx.item.flag(&TARGETED) {
        "amr_bot_control_targeted_request_processed_per_request"
    } else {
        "amr_bot_control_request_processed_per_request"
    };
    bill.usage(
        "bot_control_requests",
        both("Bot Control requests", "봇 제어 요청"),
        requests(cx),
        units::REQUESTS,
        Query::new("waf", price),
    );
}

fn bill_fraud(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let groups = f64::from(u8::from(item.flag(&ATP)) + u8::from(item.flag(&ACFP)));
    if groups == 0.0 {
        return;
    }
    bill.charge(
        "fraud_control",
        both("Fraud Control", "사기 방지"),
        Amount::plain(groups, units::RULES),
        Query::new("waf", "amr_atp_activated_per_month"),
    );
    bill.usage(
        "fraud_control_requests",
        FRAUD_REQUESTS.title,
        cx.usage(&FRAUD_REQUESTS, 0.0),
        units::REQUESTS,
        Query::new("waf", "amr_fraud_control_request_processed_per_request"),
    );
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let (mut own, mut groups, mut managed) = (0.0, 0.0, 0.0);
    let mut names: Vec<&str> = Vec::new();
    let mut limits_rate = false;
    for rule in resource.blocks("rule") {
        match rule.text("statement.managed_rule_group_statement.name") {
            Some("AWSManagedRulesBotControlRuleSet") => draft.set(&BOT_CONTROL, true),
            Some("AWSManagedRulesATPRuleSet") => draft.set(&ATP, true),
            Some("AWSManagedRulesACFPRuleSet") => draft.set(&ACFP, true),
            _ => {}
        }
        limits_rate |= rule.has("statement.rate_based_statement");
        names.extend(rule.text("statement.managed_rule_group_statement.name"));
        if rule.has("statement.managed_rule_group_statement") {
            managed += 1.0;
        } else if rule.has("statement.rule_group_reference_statement") {
            groups += 1.0;
        } else {
            own += 1.0;
        }
    }
    draft.set(&RULES, own);
    draft.set(&GROUPS, groups);
    draft.set(&MANAGED, managed);
    draft.set(&RATE_RULE, limits_rate);
    if !names.is_empty() {
        draft.set(&GROUP_NAMES, names.join(", ").as_str());
    }
    let logging = resource.referring("aws_wafv2_web_acl_logging_configuration", "resource_arn");
    draft.set(&LOGGING, !logging.is_empty());
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
    imports: &[Import::of("aws_wafv2_web_acl")
        .usage(&[
            ("monthly_requests", &REQUESTS),
            ("rule_group_rules", &GROUP_RULES),
            ("managed_rule_group_rules", &MANAGED_RULES),
        ])
        .read(read)],
    cloudformation: &["AWS::WAFv2::WebACL"],
    drawio: "waf",
    keywords: &["firewall", "web acl", "layer 7", "방화벽", "웹 방화벽"],
    properties: &[
        &SCOPE,
        &RULES,
        &MANAGED,
        &GROUPS,
        &GROUP_RULES,
        &CAPACITY,
        &REQUESTS,
        &BODY,
        &BOT_CONTROL,
        &TARGETED,
        &ATP,
        &ACFP,
        &FRAUD_REQUESTS,
        &MANAGED_RULES,
        &CAPTCHA,
        &CHALLENGES,
        &SHIELDED,
        &GROUP_NAMES,
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
    fn groups_fraud_control_and_targeted_bots() {
        let lines = Bench::new("wafv2_web_acl")
            .with("rules", 3.0)
            .with("managed_rule_groups", 2.0)
            .with("rule_groups", 1.0)
            .with("rule_group_rules", 5.0)
            .with("requests", 1e6)
            .with("bot_control", true)
            .with("bot_control_targeted", true)
            .with("account_takeover_prevention", true)
            .with("fraud_control_requests", 3e6)
            .with("captcha_attempts", 1000.0)
            .lines();
        // (3 + 2 + 1 + 5) × $1; 1,000,000 × $0.00001; $10; 2,000,000 × $0.001 + 1,000,000 × $0.0007; 1,000 × $0.0004.
        near(lines.usd("rules"), 11.0);
        near(lines.usd("bot_control_requests"), 10.0);
        near(lines.usd("fraud_control"), 10.0);
        near(lines.usd("fraud_control_requests"), 2700.0);
        near(lines.usd("captcha"), 0.4);
    }

    #[test]
    fn shield_advanced_pays_for_acl_rules_and_requests_only() {
        let lines = Bench::new("wafv2_web_acl")
            .with("shield_advanced_protected", true)
            .with("bot_control", true)
            .with("requests", 1e6)
            .lines();
        // Bot Control stays: $10 and 1,000,000 × $0.000001.
        near(lines.total(), 11.0);
        assert_eq!(lines.query("web_acl"), "");
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
