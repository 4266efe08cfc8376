//! REL055: Interface endpoint in one zone only.

use crate::analysis::review::prelude::*;
use crate::analysis::review::zones;
use crate::catalog::networking::vpc_endpoint_interface as endpoint;
use crate::text::number::short;

rule! {
    /// Interface endpoint in one zone only
    ///
    /// **Why.** Clients of other zones pay for crossing zones, and lose the service with a zone that they do not
    /// stand in.
    ///
    /// **Fix.** Give the endpoint a network interface in each zone of its clients.
    ///
    /// **When to silence it.** So little goes through it that the hours of another interface cost more than the risk.
    ///
    /// **References.** prowler:vpc_endpoint_multi_az_enabled; TA:VPC interface endpoint network interfaces in
    /// multiple AZs; REL02-BP01.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 900)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 400)),
    ///     "public-a": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 340)),
    ///     "private-a": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 340)),
    ///     "c": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2c", frame: (20, 460, 760, 400)),
    ///     "public-c": (kind: "public_subnet", in: "c", frame: (40, 500, 340, 340)),
    ///     "private-c": (kind: "private_subnet", in: "c", frame: (400, 500, 340, 340)),
    /// }, components: {
    ///     "worker": (kind: "autoscaling_group", placements: [(in: "private-a", at: (420, 120)), (in: "private-c", at: (420, 540))]),
    ///     "jobs": (kind: "sqs_queue", at: (900, 0)),
    ///     "endpoint": (kind: "vpc_endpoint_interface", in: "private-a", at: (420, 300), properties: {"service": "sqs"}), // finding
    /// }, connections: {
    ///     "send": (from: "worker", to: "jobs", kind: async_event),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 900)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 400)),
    ///     "public-a": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 340)),
    ///     "private-a": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 340)),
    ///     "c": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2c", frame: (20, 460, 760, 400)),
    ///     "public-c": (kind: "public_subnet", in: "c", frame: (40, 500, 340, 340)),
    ///     "private-c": (kind: "private_subnet", in: "c", frame: (400, 500, 340, 340)),
    /// }, components: {
    ///     "worker": (kind: "autoscaling_group", placements: [(in: "private-a", at: (420, 120)), (in: "private-c", at: (420, 540))]),
    ///     "jobs": (kind: "sqs_queue", at: (900, 0)),
    ///     "endpoint": (kind: "vpc_endpoint_interface", in: "private-a", at: (420, 300), properties: {"service": "sqs", "zones": 2}),
    /// }, connections: {
    ///     "send": (from: "worker", to: "jobs", kind: async_event),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL055",
        pillar: Pillar::Reliability,
        severity: Severity::Low,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "일부 가용 영역에만 있는 인터페이스 엔드포인트",
            why: "다른 영역의 클라이언트는 영역 간 요금을 내고, 자신이 있지 않은 영역의 장애로 서비스를 잃습니다.",
            fix: "클라이언트가 있는 가용 영역마다 엔드포인트 네트워크 인터페이스를 둡니다.",
            silence: "지나는 데이터가 적어 인터페이스 시간 요금이 더 부담되는 경우입니다.",
        },
    };
}

/// Zones whose clients use an endpoint.
fn clients<'a>(cx: &Cx<'a>, endpoint: &Item<'a>) -> zones::Codes {
    let mut zones = zones::Codes::new();
    for zone in cx.through(endpoint).filter_map(|(_, part)| part.from_zone) {
        if !zones.contains(&zone) {
            zones.push(zone);
        }
    }
    zones
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for item in cx.of_kind(&endpoint::KIND) {
        let zones = clients(cx, item);
        if zones.is_empty() {
            continue;
        }
        let typed = item.typed(&endpoint::ZONES);
        let have = typed.unwrap_or_else(|| item.zones().len() as f64);
        if have <= 0.0 || have >= zones.len() as f64 {
            continue;
        }
        let mut zones: Vec<&str> = zones.iter().map(|zone| zone.as_str()).collect();
        zones.sort_unstable();
        let evidence = seen(|language| {
            let (name, have) = (item.name(language), short(have, 0));
            let (count, zones) = (zones.len(), phrase::shorten(&zones, language));
            match language {
                Language::English => {
                    format!("{name}: in {have} of {count} zones of its clients ({zones})")
                }
                Language::Korean => {
                    format!("{name}: 클라이언트의 가용 영역 {count}개({zones}) 중 {have}개에 있음")
                }
            }
        });
        out.add([item.id], evidence);
    }
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let count = clients(cx, &item).len() as f64;
    if count == 0.0 {
        return None;
    }
    Some(Fix {
        label: phrase::set(&endpoint::ZONES, &count.into()),
        edit: set(&item, &endpoint::ZONES, count),
    })
}
