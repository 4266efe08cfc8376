//! Application Load Balancer: hours, capacity units, public addresses.
//!
//! Semantics: Elastic Load Balancing pricing page. A capacity unit (LCU) holds 25 new connections a second, 3,000 active
//! connections, 1 GB an hour (0.4 GB for Lambda targets) or 1,000 rule evaluations a second; the first 10 rules are
//! free (service-facts rows "ALB,billing"). Transfer to targets in other zones is free.

use super::capacity::{self, Dimension, Follows};
use crate::catalog::access_logs;
use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::workload;
use crate::catalog::{Bill, BillCx, Category, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::pricing::Query;
use crate::text::both;

/// New connections a second in an LCU.
const NEW_CONNECTIONS: f64 = 25.0;
/// Active connections in an LCU.
const ACTIVE_CONNECTIONS: f64 = 3000.0;
/// GB an hour in an LCU.
const GB: f64 = 1.0;
/// GB an hour in an LCU where the targets are Lambda functions.
const GB_LAMBDA: f64 = 0.4;
/// Rule evaluations a second in an LCU.
const EVALUATIONS: f64 = 1000.0;
/// Rules that are not counted.
const FREE_RULES: f64 = 10.0;

/// Listener rules that a request is compared with. An Application Load Balancer has at most 100 (service-facts: ALB
/// quota).
pub static RULES: Property = Property::count(
    "rules",
    both("Listener rules", "리스너 규칙"),
    units::RULES,
    1.0,
    0.0,
    100.0,
)
.doc(
    "Rules that a request is compared with on average; the first 10 are free.",
    "요청이 평균적으로 비교되는 규칙 수입니다. 처음 10개는 무료입니다.",
);

/// Stickiness.
pub static STICKINESS: Property =
    Property::flag("stickiness", both("Sticky sessions", "고정 세션"), false)
        .doc(
            "Requests of a client go to the same target as long as it lives.",
            "같은 클라이언트의 요청을 같은 대상으로 보냅니다.",
        )
        .secondary();

/// Idle timeout.
pub static IDLE_TIMEOUT: Property = Property::count(
    "idle_timeout",
    both("Idle timeout", "유휴 제한 시간"),
    units::SECONDS,
    60.0,
    1.0,
    4000.0,
)
.doc(
    "Connections without traffic are closed after this time.",
    "이 시간 동안 트래픽이 없는 연결은 닫힙니다.",
)
.secondary();

/// What happens to headers that HTTP does not allow.
pub static INVALID_HEADERS: Property = Property::choice(
    "drop_invalid_header_fields",
    both("Invalid headers", "잘못된 헤더"),
    "unknown",
    &[
        choice_in("unknown", "Not stated", "명시 안 함"),
        choice_in("drop", "Dropped", "제거"),
        choice_in("pass", "Passed on", "그대로 전달"),
    ],
)
.doc(
    "What happens to header fields whose names HTTP does not allow. A load balancer passes them on unless told otherwise.",
    "HTTP가 허용하지 않는 이름의 헤더 필드를 처리하는 방식입니다. 따로 설정하지 않으면 로드 밸런서가 그대로 전달합니다.",
)
.secondary();

/// Handling of requests that servers may read differently.
pub static DESYNC: Property = Property::choice(
    "desync_mitigation_mode",
    both("Desync mitigation", "비동기화 완화"),
    "defensive",
    &[
        choice_in("monitor", "Monitor only", "모니터링만"),
        choice_in("defensive", "Defensive", "방어"),
        choice_in("strictest", "Strictest", "가장 엄격"),
    ],
)
.doc(
    "What happens to requests that proxy and server may split differently (request smuggling).",
    "프록시와 서버가 다르게 나눌 수 있는 요청(요청 밀수)을 처리하는 방식입니다.",
)
.secondary();

/// Trust stores for mutual TLS.
pub static TRUST_STORES: Property = Property::count(
    "trust_stores",
    both("Trust stores", "트러스트 스토어"),
    units::NONE,
    0.0,
    0.0,
    100.0,
)
.doc(
    "Trust stores that listeners verify client certificates with (mutual TLS), each billed by the hour.",
    "리스너가 클라이언트 인증서를 검증(상호 TLS)하는 데 쓰는 트러스트 스토어로, 시간당 과금됩니다.",
)
.secondary();

/// Capacity units that are reserved.
pub static RESERVED_UNITS: Property = Property::optional(
    "reserved_capacity_units",
    both("Reserved capacity units", "예약 용량 단위"),
    units::LCU,
    0.0,
    1e6,
)
.doc(
    "Capacity units kept ready for sharp rises, billed by the hour whether used or not; only what the traffic needs above \
     them is billed besides.",
    "급격한 증가에 대비해 예약하는 용량 단위로 사용 여부와 관계없이 시간당 과금됩니다. 트래픽이 이를 넘는 만큼만 추가 과금됩니다.",
)
.secondary();

fn is_application(resource: &Resource<'_>) -> bool {
    matches!(
        resource.text("load_balancer_type"),
        None | Some("application")
    )
}

/// What Terraform calls `access_logs` is a block with a switch.
pub(super) fn read(resource: &Resource<'_>, draft: &mut Draft) {
    capacity::read_zones(resource, draft);
    capacity::read_units(resource, draft);
    if resource.flag("access_logs.enabled") == Some(true) {
        draft.set(&capacity::ACCESS_LOGS, true);
    }
    if draft.kind.property(INVALID_HEADERS.name).is_some() {
        let drops = resource.flag(INVALID_HEADERS.name) == Some(true);
        draft.set(&INVALID_HEADERS, if drops { "drop" } else { "pass" });
        if let Some(mode @ ("monitor" | "defensive" | "strictest")) = resource.text(DESYNC.name) {
            draft.set(&DESYNC, mode);
        }
    }
    let reserved = "minimum_load_balancer_capacity.capacity_units";
    if draft.kind.property(RESERVED_UNITS.name).is_some() {
        draft.copy(resource, reserved, &RESERVED_UNITS);
    }
    if draft.kind.property(capacity::LISTENER.name).is_some() {
        read_listeners(resource, draft);
    }
}

/// Protocols of the listeners, and the oldest TLS version that they accept.
fn read_listeners(resource: &Resource<'_>, draft: &mut Draft) {
    let listeners = resource.referring("aws_lb_listener", "load_balancer_arn");
    let is = |listener: &Resource<'_>, protocol| listener.text("protocol") == Some(protocol);
    let redirects =
        |listener: &Resource<'_>| listener.text("default_action.type") == Some("redirect");
    let secure = listeners.iter().filter(|it| is(it, "HTTPS"));
    let oldest = secure.map(|it| oldest_tls(it.text("ssl_policy"))).min();
    let mut plain = listeners.iter().filter(|it| is(it, "HTTP")).peekable();
    let is_plain = plain.peek().is_some();
    let protocol = match (oldest.is_some(), is_plain) {
        (false, false) => return,
        (true, false) => "HTTPS",
        (true, true) if plain.all(redirects) => "HTTP_REDIRECT",
        (true, true) => "HTTP_AND_HTTPS",
        (false, true) => "HTTP",
    };
    draft.set(&capacity::LISTENER, protocol);
    if let Some(oldest) = oldest {
        draft.set(&capacity::TLS, oldest);
    }
}

/// Oldest TLS version of a security policy, by its name; the default policy of the API accepts TLS 1.0
/// (`ELBSecurityPolicy-2016-08`).
fn oldest_tls(policy: Option<&str>) -> &'static str {
    let version = policy
        .unwrap_or_default()
        .trim_start_matches("ELBSecurityPolicy-")
        .trim_start_matches("TLS13-")
        .trim_start_matches("TLS-")
        .trim_start_matches("FS-");
    match version.get(..3) {
        Some("1-3") => "1.3",
        Some("1-2") => "1.2",
        Some("1-1") => "1.1",
        _ => "1.0",
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.charge(
        "hours",
        both("Load balancer hours", "로드 밸런서 시간"),
        Amount::hours(1.0, units::LOAD_BALANCERS, cx.hours),
        Query::new("elb", "load_balancer_hour").with("type", "alb"),
    );
    if let Some(reserved) = reserved(cx) {
        bill.charge(
            "reserved_capacity",
            RESERVED_UNITS.title,
            reserved,
            Query::new("elb", "reserved_lcu_hour").with("type", "alb"),
        );
    }
    let stores = cx.item.number(&TRUST_STORES);
    if stores > 0.0 {
        bill.charge(
            "trust_stores",
            TRUST_STORES.title,
            Amount::hours(stores, units::NONE, cx.hours),
            Query::new("elb", "trust_store_hour").with("type", "alb"),
        );
    }
    capacity::bill_addresses(cx, bill);
}

/// Hours of the reserved capacity units.
fn reserved(cx: &BillCx<'_>) -> Option<Amount> {
    let reserved = cx.item.typed(&RESERVED_UNITS)?;
    Some(Amount::hours(reserved, units::LCU, cx.hours))
}

fn usage(cx: &BillCx<'_>, bill: &mut Bill) {
    let clients = capacity::connections(cx);
    let gb = capacity::gb_per_hour(cx);
    let lambda = capacity::share_to(cx, "lambda_function");
    let evaluations = cx.flows.average().0 * (cx.item.number(&RULES) - FREE_RULES).max(0.0);
    let dimensions = [
        Dimension {
            name: capacity::FRESH,
            value: clients.fresh,
            unit: units::CONNECTIONS_PER_SECOND,
            holds: NEW_CONNECTIONS,
            follows: Follows::Requests,
        },
        Dimension {
            name: capacity::OPEN,
            value: clients.open,
            unit: units::CONNECTIONS,
            holds: ACTIVE_CONNECTIONS,
            follows: Follows::Requests,
        },
        Dimension {
            name: capacity::BYTES,
            value: gb,
            unit: units::GB_PER_HOUR,
            // A unit holds x GB where (1 - lambda) x / 1 + lambda x / 0.4 = 1.
            holds: 1.0 / ((1.0 - lambda) / GB + lambda / GB_LAMBDA),
            follows: Follows::Bytes,
        },
        Dimension {
            name: both("rule evaluations", "규칙 평가"),
            value: evaluations,
            unit: units::REQUESTS_PER_SECOND,
            holds: EVALUATIONS,
            follows: Follows::Requests,
        },
    ];
    let (mut amount, source) = capacity::amount(cx, &dimensions);
    if let Some(reserved) = reserved(cx) {
        amount = Amount::plain((amount.value - reserved.value).max(0.0), units::LCU_HOURS)
            .because(both("above the reserved ones", "예약분 초과"));
    }
    bill.charge(
        "capacity",
        both("Capacity units (LCU)", "용량 단위(LCU)"),
        amount,
        Query::new("elb", "lcu_hour").with("type", "alb"),
    )
    .from(source);
    access_logs::bill(cx, bill, &LOGS, cx.flows.requests());
}

/// Its access logs.
const LOGS: access_logs::Writer = access_logs::Writer {
    entry: &access_logs::APPLICATION_ENTRY,
    target: access_logs::Target::PackedBucket,
    unit: units::REQUESTS,
};

/// Application Load Balancer.
pub static KIND: Kind = Kind {
    name: "application_load_balancer",
    title: both("Application Load Balancer", "Application Load Balancer"),
    short: both("ALB", "ALB"),
    doc: both(
        "Shares HTTP requests out among targets in several zones, by host, path or header. Billed by the hour and by \
         capacity units, the largest of connections, bytes and rule evaluations.",
        "HTTP 요청을 호스트, 경로, 헤더에 따라 여러 가용 영역의 대상에 분배합니다. 시간과 용량 단위(연결, 바이트, 규칙 평가 중 최댓값)에 따라 과금됩니다.",
    ),
    category: Category::Networking,
    service: "Elastic Load Balancing",
    spend: Spend::Networking,
    glyph: glyph::ARROWS_SPLIT,
    monogram: "ALB",
    scope: Scope::Vpc,
    network: Network::LoadBalancer,
    terraform: &["aws_lb", "aws_alb"],
    imports: &[
        Import::of("aws_lb").accepts(is_application).read(read),
        Import::of("aws_alb").accepts(is_application).read(read),
    ],
    cloudformation: &["AWS::ElasticLoadBalancingV2::LoadBalancer"],
    drawio: "application_load_balancer",
    keywords: &[
        "alb",
        "elb",
        "load balancer",
        "layer 7",
        "로드 밸런서",
        "부하 분산",
    ],
    port: Some(443),
    balances: true,
    properties: &[
        &capacity::SCHEME,
        &capacity::ZONES,
        &capacity::PUBLIC_ADDRESSES,
        &RULES,
        &capacity::REQUESTS_PER_CONNECTION,
        &capacity::CONNECTION_SECONDS,
        &capacity::CAPACITY_UNITS,
        &RESERVED_UNITS,
        &TRUST_STORES,
        &INVALID_HEADERS,
        &DESYNC,
        &capacity::LISTENER,
        &capacity::TLS,
        &capacity::HEALTH_CHECK,
        &STICKINESS,
        &IDLE_TIMEOUT,
        &capacity::ACCESS_LOGS,
        &access_logs::VOLUME,
        &access_logs::APPLICATION_ENTRY,
        &access_logs::RETENTION,
        &capacity::DELETION_PROTECTION,
        &workload::CACHEABLE,
        &capacity::DEREGISTRATION_DELAY,
    ],
    key_fact: capacity::key_fact,
    bill,
    usage,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use super::capacity;
    use crate::catalog::UsageSource;
    use crate::catalog::testing::{Bench, Stack, near};
    use serde_json::json;

    #[test]
    fn listeners_tell_protocol_and_tls() {
        let read = |plain_action: &str, policy: &str| {
            let listener = |protocol: &str, action: &str| {
                json!({
                    "protocol": protocol, "ssl_policy": policy,
                    "default_action": [{"type": action}],
                })
            };
            let draft = Stack::default()
                .add("aws_lb.it", json!({"internal": false}))
                .add("aws_lb_listener.a", listener("HTTP", plain_action))
                .refers("load_balancer_arn", "aws_lb.it")
                .add("aws_lb_listener.b", listener("HTTPS", "forward"))
                .refers("load_balancer_arn", "aws_lb.it")
                .read("aws_lb.it");
            let text = |property| draft.text(property).unwrap_or_default().to_owned();
            [text(&capacity::LISTENER), text(&capacity::TLS)]
        };
        let new = "ELBSecurityPolicy-TLS13-1-2-2021-06";
        assert_eq!(read("redirect", new), ["HTTP_REDIRECT", "1.2"]);
        let old = "ELBSecurityPolicy-2016-08";
        assert_eq!(read("forward", old), ["HTTP_AND_HTTPS", "1.0"]);
        let plain = Stack::default()
            .add("aws_lb.it", json!({"internal": false}))
            .add("aws_lb_listener.a", json!({"protocol": "HTTP"}))
            .refers("load_balancer_arn", "aws_lb.it")
            .read("aws_lb.it");
        assert_eq!(plain.text(&capacity::LISTENER), Some("HTTP"));
    }

    /// 100 requests a second for 730 h.
    const REQUESTS: f64 = 262_800_000.0;

    #[test]
    fn bytes_decide_at_large_responses() {
        // 1 KB + 49 KB a request: 262,800,000 × 50 / 1,048,576 = 12,531.28 GB; / 730 h = 17.166138 GB/h.
        let lines = Bench::new("application_load_balancer")
            .incoming("users", REQUESTS, 1.0, 49.0)
            .outgoing("instance", REQUESTS, 1.0, 49.0)
            .lines();
        assert_eq!(lines.query("hours"), "elb load_balancer_hour type=alb");
        assert_eq!(lines.query("capacity"), "elb lcu_hour type=alb");
        // 730 h × $0.0225 = $16.425.
        near(lines.usd("hours"), 16.425);
        let gb = REQUESTS * 50.0 / 1_048_576.0;
        near(lines.quantity("capacity"), gb);
        near(lines.usd("capacity"), gb * 0.008);
        assert_eq!(
            lines.formula("capacity"),
            "17.1661 LCU × 730 h (processed bytes: 17.166 GB/h / 1)"
        );
        // Drawn beside two zones: 2 × 730 h × $0.005 = $7.30.
        near(lines.usd("public_ipv4"), 7.3);
        assert_eq!(lines.source("capacity"), UsageSource::Derived);
    }

    #[test]
    fn reserved_units_and_trust_stores() {
        let lines = Bench::new("application_load_balancer")
            .with("scheme", "internal")
            .with("capacity_unit_hours", 100_000.0)
            .with("reserved_capacity_units", 100.0)
            .with("trust_stores", 2.0)
            .lines();
        // 100 × 730 h × $0.008 = $584; 100,000 - 73,000 = 27,000 × $0.008 = $216; 2 × 730 h × $0.005 = $7.30.
        near(lines.usd("reserved_capacity"), 584.0);
        near(lines.usd("capacity"), 216.0);
        near(lines.usd("trust_stores"), 7.3);
    }

    #[test]
    fn lambda_targets_hold_less_in_a_unit() {
        let lines = Bench::new("application_load_balancer")
            .incoming("users", REQUESTS, 1.0, 49.0)
            .outgoing("lambda_function", REQUESTS, 1.0, 49.0)
            .lines();
        near(
            lines.quantity("capacity"),
            REQUESTS * 50.0 / 1_048_576.0 / 0.4,
        );
    }

    #[test]
    fn each_dimension_can_decide() {
        let bench = || {
            Bench::new("application_load_balancer")
                .with("scheme", "internal")
                .incoming("instance", REQUESTS, 0.001, 0.001)
        };
        assert!(bench().lines().find("public_ipv4").is_none());
        // 100 / 1 new connections a second / 25 = 4 LCU; open for 1 s: 100 / 3,000.
        let fresh = bench()
            .with("requests_per_connection", 1.0)
            .with("connection_seconds", 1.0);
        near(fresh.lines().quantity("capacity"), 4.0 * 730.0);
        // 10 new a second × 600 s = 6,000 open / 3,000 = 2 LCU.
        let open = bench().with("connection_seconds", 600.0);
        near(open.lines().quantity("capacity"), 2.0 * 730.0);
        // 100 requests a second × (60 - 10) rules = 5,000 evaluations / 1,000 = 5 LCU.
        let rules = bench().with("rules", 60.0);
        near(rules.lines().quantity("capacity"), 5.0 * 730.0);
        let typed = bench().with("capacity_unit_hours", 1000.0).lines();
        assert_eq!(typed.source("capacity"), UsageSource::Typed);
        near(typed.usd("capacity"), 8.0);
    }
}
