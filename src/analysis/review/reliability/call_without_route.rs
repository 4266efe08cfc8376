//! REL053: Drawn call has no network route.

use crate::analysis::path::PathClass;
use crate::analysis::review::prelude::*;
use crate::model::ConnectionKind;
use crate::text::number::short;

rule! {
    /// Drawn call has no network route
    ///
    /// **Why.** The call ends in a timeout on the first day.
    ///
    /// **Fix.** Add an endpoint (gateway endpoints to S3 and DynamoDB are free), a NAT gateway, a peering or a
    /// Transit Gateway.
    ///
    /// **When to silence it.** The connection stands for something that does not go over the network.
    ///
    /// **References.** REL02-BP01; EC2.10; CIS7.0:6.8.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 460)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 400)),
    ///     "public-a": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 340)),
    ///     "private-a": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 340)),
    /// }, components: {
    ///     "worker": (kind: "instance", in: "private-a", at: (420, 120)),
    ///     "files": (kind: "s3_bucket", at: (900, 0)),
    /// }, connections: {
    ///     "read": (from: "worker", to: "files"), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 460)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 400)),
    ///     "public-a": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 340)),
    ///     "private-a": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 340)),
    /// }, components: {
    ///     "worker": (kind: "instance", in: "private-a", at: (420, 120)),
    ///     "files": (kind: "s3_bucket", at: (900, 0)),
    ///     "endpoint": (kind: "vpc_endpoint_gateway", in: "vpc", at: (420, 420)),
    /// }, connections: {
    ///     "read": (from: "worker", to: "files"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL053",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "네트워크 경로가 없는 호출",
            why: "호출이 첫날부터 시간 초과로 끝납니다.",
            fix: "엔드포인트(S3와 DynamoDB 게이트웨이 엔드포인트는 무료), NAT 게이트웨이, 피어링 또는 Transit Gateway를 추가합니다.",
            silence: "네트워크를 지나지 않는 관계를 나타낸 연결입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for (id, parts) in cx.ways_of(&[PathClass::NoRoute]) {
        let blocked = || parts.iter().filter(|part| part.class == PathClass::NoRoute);
        let Some(first) = blocked().next() else {
            continue;
        };
        let Some(connection) = cx.design.connection(id) else {
            continue;
        };
        let (Some(from), Some(to)) = (cx.item(&connection.from), cx.item(&connection.to)) else {
            continue;
        };
        if connection.kind == ConnectionKind::Peering {
            continue;
        }
        let percent = blocked().map(|part| part.share).sum::<f64>() * 100.0;
        let evidence = seen(|language| {
            let (from, to) = (from.name(language), to.name(language));
            let (percent, reason) = (short(percent, 0), first.reason.get(language));
            match language {
                Language::English => {
                    format!("{from} → {to}: no way for {percent} % of the calls. {reason}")
                }
                Language::Korean => {
                    format!("{from} → {to}: 호출의 {percent}%에 경로 없음. {reason}")
                }
            }
        });
        out.add([id], evidence);
    }
}
