//! Capacity units of load balancers: the largest of several dimensions of the traffic, averaged over the month.
//!
//! In: flows and how clients connect; out: units by dimension with their explanation. Semantics: Elastic Load Balancing
//! pricing page; what a unit holds: service-facts rows "ALB,billing" and "NLB,billing". Where the
//! demand has a profile, units are counted hour by hour; else averages of the month stand for the hours that AWS meters,
//! which is exact as long as the same dimension is the largest in every hour.

use crate::catalog::amount::{Amount, Unit, Words, units};
use crate::catalog::property::{choice, choice_in};
use crate::catalog::terraform::{Draft, Resource};
use crate::catalog::{Bill, BillCx, Choice, Flow, Item, Property, UsageSource};
use crate::pricing::Query;
use crate::text::{Bilingual, both};

const SCHEMES: &[Choice] = &[
    choice_in("internet-facing", "Internet-facing", "인터넷 경계"),
    choice_in("internal", "Internal", "내부"),
];

/// Whether the load balancer has public addresses.
pub static SCHEME: Property = Property::choice(
    "scheme",
    both("Scheme", "체계"),
    "internet-facing",
    SCHEMES,
)
.doc(
    "Internet-facing load balancers have a public IPv4 address in each zone, billed by the hour.",
    "인터넷 경계 로드 밸런서는 가용 영역마다 시간당 과금되는 퍼블릭 IPv4 주소를 가집니다.",
);

/// Requests that share a connection.
pub static REQUESTS_PER_CONNECTION: Property = Property::number(
    "requests_per_connection",
    both("Requests per connection", "연결당 요청"),
    units::REQUESTS_PER_CONNECTION,
    10.0,
    1.0,
    1e6,
)
.doc(
    "Requests that a client sends over one connection before it opens the next. An assumption: set it to what your \
     clients do.",
    "클라이언트가 한 연결로 보내는 요청 수입니다. 가정값이므로 실제 클라이언트에 맞게 바꾸세요.",
);

/// How long a connection stays open.
pub static CONNECTION_SECONDS: Property = Property::number(
    "connection_seconds",
    both("Connection time", "연결 지속 시간"),
    units::SECONDS,
    60.0,
    0.1,
    1e6,
)
.doc(
    "How long a connection stays open on average. The idle timeout of an Application Load Balancer is 60 s.",
    "연결이 유지되는 평균 시간입니다. Application Load Balancer의 유휴 제한 시간은 60초입니다.",
);

/// Capacity unit-hours in the month.
pub static CAPACITY_UNITS: Property = Property::usage(
    "capacity_unit_hours",
    both("Capacity units", "용량 단위"),
    units::LCU_HOURS,
)
.doc(
    "Capacity unit-hours in the month. Derived: the largest dimension of the traffic times the hours.",
    "한 달의 용량 단위-시간입니다. 트래픽의 가장 큰 차원에 시간을 곱해 계산합니다.",
);

/// Zones that the load balancer is enabled in.
pub static ZONES: Property = Property::optional_count(
    "zones",
    both("Zones", "가용 영역"),
    units::ZONES,
    1.0,
    20.0,
)
.doc(
    "Availability Zones that the load balancer has a subnet in; those that it is drawn in if empty, two where none is drawn.",
    "로드 밸런서가 서브넷을 가진 가용 영역의 수입니다. 비워 두면 그려진 가용 영역을 따르고, 없으면 2개로 봅니다.",
)
.if_empty(drawn_zones);

/// Public IPv4 addresses.
pub static PUBLIC_ADDRESSES: Property = Property::optional_count(
    "public_addresses",
    both("Public IPv4 addresses", "퍼블릭 IPv4 주소"),
    units::ADDRESSES,
    0.0,
    100.0,
)
.doc(
    "Public addresses of the load balancer, billed by the hour; one in each zone if empty, 0 where they are Elastic IP \
     addresses drawn as items of their own.",
    "로드 밸런서의 퍼블릭 주소로 시간당 과금됩니다. 비워 두면 가용 영역마다 하나이며, 탄력적 IP 주소를 따로 그렸다면 0으로 둡니다.",
)
.when(is_public)
.if_empty(|item| Some(zones(item)));

/// Cross-zone balancing of the types where it is off by default and billed (service-facts: NLB default, which holds for
/// Gateway Load Balancers too).
pub static CROSS_ZONE: Property = Property::flag(
    "enable_cross_zone_load_balancing",
    both("Cross-zone balancing", "교차 영역 로드 밸런싱"),
    false,
)
.doc(
    "Each node shares requests out over the targets of all zones; the traffic across zones is billed in each direction.",
    "각 노드가 모든 가용 영역의 대상에 요청을 분배합니다. 영역 간 트래픽은 양방향으로 과금됩니다.",
);

/// Health checks of targets.
pub static HEALTH_CHECK: Property =
    Property::flag("health_check", both("Health check", "상태 확인"), true)
        .doc(
            "Targets that do not answer get no requests.",
            "응답하지 않는 대상에는 요청을 보내지 않습니다.",
        )
        .secondary();

/// Protocol of the public listener.
pub static LISTENER: Property = Property::choice(
    "listener_protocol",
    both("Listener", "리스너"),
    "HTTPS",
    &[
        choice_in("HTTPS", "HTTPS", "HTTPS"),
        choice_in(
            "HTTP_REDIRECT",
            "HTTPS, HTTP redirected",
            "HTTPS, HTTP 리디렉션",
        ),
        choice_in("HTTP_AND_HTTPS", "HTTP and HTTPS", "HTTP 및 HTTPS"),
        choice_in("HTTP", "HTTP only", "HTTP만"),
    ],
)
.doc(
    "Protocol that clients use. TLS ends at the load balancer.",
    "클라이언트가 사용하는 프로토콜입니다. TLS는 로드 밸런서에서 종료됩니다.",
)
.secondary();

/// Oldest TLS version.
pub static TLS: Property = Property::choice(
    "minimum_tls_version",
    both("Minimum TLS", "최소 TLS 버전"),
    "1.2",
    &[
        choice("1.0", "TLS 1.0"),
        choice("1.1", "TLS 1.1"),
        choice("1.2", "TLS 1.2"),
        choice("1.3", "TLS 1.3"),
    ],
)
.doc(
    "Oldest TLS version that the listener's security policy accepts.",
    "리스너의 보안 정책이 허용하는 가장 오래된 TLS 버전입니다.",
)
.secondary();

/// Protection against deletion; off by default (service-facts: ELB default).
pub static DELETION_PROTECTION: Property = Property::flag(
    "enable_deletion_protection",
    both("Deletion protection", "삭제 방지"),
    false,
)
.doc(
    "Refuses to delete the load balancer by mistake.",
    "실수로 로드 밸런서를 삭제하지 못하게 합니다.",
)
.secondary();

/// Time that requests in flight have when a target leaves; 300 s by default (service-facts: ELB default).
pub static DEREGISTRATION_DELAY: Property = Property::count(
    "deregistration_delay",
    both("Deregistration delay", "등록 취소 지연"),
    units::SECONDS,
    300.0,
    0.0,
    3_600.0,
)
.doc(
    "Seconds that requests in flight have to finish before a target is cut off; 0 cuts them at once.",
    "대상이 빠질 때 처리 중인 요청을 마칠 시간(초)입니다. 0이면 바로 끊깁니다.",
)
.secondary();

/// Access logs.
pub static ACCESS_LOGS: Property =
    Property::flag("access_logs", both("Access logs", "액세스 로그"), false)
        .doc(
            "Every request (of a Network Load Balancer: every TLS connection) is logged to S3; only the storage is billed.",
            "모든 요청(Network Load Balancer는 TLS 연결)을 S3에 기록합니다. 스토리지 요금만 발생합니다.",
        )
        .secondary();

/// How a flow connects: rate of new connections and how many are open on average.
pub(in crate::catalog) struct Connections {
    /// New connections a second.
    pub(in crate::catalog) fresh: f64,
    /// Open connections.
    pub(in crate::catalog) open: f64,
}

/// Connections of clients, from the rate of their requests.
pub(in crate::catalog) fn connections(cx: &BillCx<'_>) -> Connections {
    let fresh = cx.flows.average().0 / cx.item.number(&REQUESTS_PER_CONNECTION);
    Connections {
        fresh,
        open: fresh * cx.item.number(&CONNECTION_SECONDS),
    }
}

/// GB in an hour between clients and load balancer, both ways.
pub(in crate::catalog) fn gb_per_hour(cx: &BillCx<'_>) -> f64 {
    (cx.flows.gb_in() + cx.flows.gb_out()).0 / cx.hours.max(1.0)
}

/// Share of the GB that goes to targets of kind `kind`, by the outgoing flows.
pub(in crate::catalog) fn share_to(cx: &BillCx<'_>, kind: &str) -> f64 {
    let gb = |flow: &Flow| (flow.request_gb + flow.response_gb).0;
    let (mut to, mut all) = (0.0, 0.0);
    for flow in &cx.flows.outgoing {
        all += gb(flow);
        if flow.called == kind {
            to += gb(flow);
        }
    }
    if all > 0.0 { to / all } else { 0.0 }
}

/// One dimension: what is measured, and how much of it a unit holds.
pub(in crate::catalog) struct Dimension {
    /// What is measured.
    pub(in crate::catalog) name: Bilingual,
    /// The figure.
    pub(in crate::catalog) value: f64,
    /// Its unit.
    pub(in crate::catalog) unit: Unit,
    /// How much one capacity unit holds.
    pub(in crate::catalog) holds: f64,
    /// What it grows and shrinks with over the day.
    pub(in crate::catalog) follows: Follows,
}

/// What a dimension grows and shrinks with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::catalog) enum Follows {
    /// The number of requests.
    Requests,
    /// The GB.
    Bytes,
}

/// Requests and GB of each hour of the day over their average; none where nothing has a profile.
fn day(cx: &BillCx<'_>) -> Option<[[f64; 24]; 2]> {
    let by = |weight: fn(&Flow) -> f64| {
        let mut hours = [0.0; 24];
        let mut all = 0.0;
        for flow in &cx.flows.incoming {
            all += weight(flow);
            for (hour, sum) in hours.iter_mut().enumerate() {
                let rate = match &flow.hourly {
                    Some(rates) if flow.average.0 > 0.0 => rates[hour] / flow.average.0,
                    _ => 1.0,
                };
                *sum += rate * weight(flow);
            }
        }
        hours.map(|sum| if all > 0.0 { sum / all } else { 0.0 })
    };
    cx.flows.hourly()?;
    Some([
        by(|flow| flow.requests),
        by(|flow| (flow.request_gb + flow.response_gb).0),
    ])
}

/// Units in use on average: in each hour of the day those of its largest dimension.
fn average_units(cx: &BillCx<'_>, dimensions: &[Dimension]) -> f64 {
    let most = |of: &dyn Fn(&Dimension) -> f64| dimensions.iter().map(of).fold(0.0, f64::max);
    let Some([requests, bytes]) = day(cx) else {
        return most(&|dimension| dimension.value / dimension.holds);
    };
    let hour = |hour: usize| {
        most(&|dimension| {
            let rate = match dimension.follows {
                Follows::Requests => requests[hour],
                Follows::Bytes => bytes[hour],
            };
            rate * dimension.value / dimension.holds
        })
    };
    (0..24).map(hour).sum::<f64>() / 24.0
}

/// Capacity unit-hours: what the user typed, else the largest dimension times the hours, explained.
pub(in crate::catalog) fn amount(
    cx: &BillCx<'_>,
    dimensions: &[Dimension],
) -> (Amount, UsageSource) {
    let average = average_units(cx, dimensions);
    let usage = cx.usage(&CAPACITY_UNITS, average * cx.hours);
    if usage.source == UsageSource::Typed {
        let typed = Amount::plain(usage.value, units::LCU_HOURS);
        return (typed, usage.source);
    }
    let units_of = |dimension: &&Dimension| dimension.value / dimension.holds;
    let largest = dimensions
        .iter()
        .max_by(|a, b| units_of(a).total_cmp(&units_of(b)));
    let Some(largest) = largest else {
        return (Amount::plain(0.0, units::LCU_HOURS), UsageSource::Derived);
    };
    let amount = Amount::product(
        units::LCU_HOURS,
        &[(average, units::LCU), (cx.hours, units::HOURS)],
    );
    // Another dimension may be the largest in some hours of the day.
    let by_hour = average > units_of(&largest) * (1.0 + 1e-9);
    let words = if by_hour {
        Words::from(both(
            "the largest dimension in each hour of the day",
            "하루의 시간대마다 가장 큰 차원",
        ))
    } else {
        Words::Holds {
            name: largest.name,
            value: largest.value,
            unit: largest.unit,
            holds: largest.holds,
        }
    };
    (amount.because(words), usage.source)
}

/// New connections, as a dimension.
pub(in crate::catalog) const FRESH: Bilingual = both("new connections", "새 연결");
/// Open connections, as a dimension.
pub(in crate::catalog) const OPEN: Bilingual = both("active connections", "활성 연결");
/// Bytes, as a dimension.
pub(in crate::catalog) const BYTES: Bilingual = both("processed bytes", "처리된 바이트");

/// Dimensions of a load balancer that counts flows: what one of its units holds of each.
pub(in crate::catalog) fn flow_dimensions(
    cx: &BillCx<'_>,
    fresh: f64,
    open: f64,
    gb: f64,
) -> [Dimension; 3] {
    let clients = connections(cx);
    [
        Dimension {
            name: FRESH,
            value: clients.fresh,
            unit: units::CONNECTIONS_PER_SECOND,
            holds: fresh,
            follows: Follows::Requests,
        },
        Dimension {
            name: OPEN,
            value: clients.open,
            unit: units::CONNECTIONS,
            holds: open,
            follows: Follows::Requests,
        },
        Dimension {
            name: BYTES,
            value: gb_per_hour(cx),
            unit: units::GB_PER_HOUR,
            holds: gb,
            follows: Follows::Bytes,
        },
    ]
}

/// Reads the zones and the public addresses of a load balancer from its subnets.
///
/// Where the plan does not say whether the load balancer is internal (the provider fills it in), nobody knows whether it
/// gets public addresses: none are counted then, with a note.
pub(in crate::catalog) fn read_zones(resource: &Resource<'_>, draft: &mut Draft) {
    let known = ["subnets", "subnet_mapping", "availability_zones"]
        .iter()
        .map(|path| resource.count(path))
        .max()
        .unwrap_or(0);
    let zones = if known > 0 {
        known
    } else {
        resource.referred("subnets").len()
    };
    if zones > 0 {
        draft.set(&ZONES, zones as f64);
    }
    if draft.kind.property(SCHEME.name).is_none() {
        return;
    }
    match resource.flag("internal") {
        Some(true) => draft.set(&SCHEME, "internal"),
        Some(false) => draft.set(&SCHEME, "internet-facing"),
        None => {
            draft.set(&PUBLIC_ADDRESSES, 0.0);
            draft.note("the plan does not say whether the load balancer is internal: public IPv4 addresses are left out");
        }
    }
}

/// Reads the month's capacity unit-hours from a usage file, whose figures are totals of the month: 100 new connections,
/// 3,000 active ones, 1 GB or 1,000 rule evaluations in a unit.
pub(in crate::catalog) fn read_units(resource: &Resource<'_>, draft: &mut Draft) {
    read_units_below(resource, "", draft);
}

/// The same where the keys stand below another: `lb.` of `lb.new_connections`.
pub(in crate::catalog) fn read_units_below(
    resource: &Resource<'_>,
    before: &str,
    draft: &mut Draft,
) {
    let figures = [
        ("new_connections", 100.0),
        ("active_connections", 3000.0),
        ("processed_bytes_gb", 1.0),
        ("rule_evaluations", 1000.0),
    ];
    let units = figures
        .iter()
        .filter(|(key, _)| *key != "rule_evaluations" || draft.kind.property("rules").is_some())
        .filter_map(|(key, holds)| {
            Some(resource.usage().number(&format!("{before}{key}"))? / holds)
        })
        .reduce(f64::max);
    if let Some(units) = units {
        draft.set(&CAPACITY_UNITS, units);
    }
}

/// Zones that the load balancer is enabled in: those that the user typed, else those it is drawn in; two where the
/// drawing has none.
pub(in crate::catalog) fn zones(item: &Item<'_>) -> f64 {
    item.given(&ZONES).unwrap_or(2.0)
}

fn drawn_zones(item: &Item<'_>) -> Option<f64> {
    match item.zones().len() {
        0 => Some(2.0),
        zones => Some(zones as f64),
    }
}

fn is_public(item: &Item<'_>) -> bool {
    item.text(&SCHEME) != "internal"
}

/// Addresses that the internet reaches the load balancer at: what the user typed, else one in each zone; none if it is
/// internal.
fn addresses(item: &Item<'_>) -> f64 {
    if is_public(item) {
        item.given(&PUBLIC_ADDRESSES).unwrap_or(0.0)
    } else {
        0.0
    }
}

/// Charge of the public addresses of a load balancer.
pub(in crate::catalog) fn bill_addresses(cx: &BillCx<'_>, bill: &mut Bill) {
    let addresses = addresses(&cx.item);
    if addresses > 0.0 {
        bill.charge(
            "public_ipv4",
            both("Public IPv4 addresses", "퍼블릭 IPv4 주소"),
            Amount::hours(addresses, units::ADDRESSES, cx.hours),
            Query::new("public_ipv4", "address_hour").with("state", "in-use"),
        );
    }
}

/// What the tile says: the scheme.
pub(in crate::catalog) fn key_fact(item: &Item<'_>, language: crate::model::Language) -> String {
    let scheme = item.text(&SCHEME);
    SCHEMES
        .iter()
        .find(|option| option.value == scheme)
        .map_or_else(String::new, |option| option.title.get(language).to_owned())
}
