//! REL052: NAT instance in place of a NAT gateway.

use crate::analysis::review::prelude::*;
use crate::catalog::networking::{nat_gateway, nat_instance};
use crate::model::ContainerKind;
use crate::model::edit::Edit;
use crate::text::Phrase;

rule! {
    /// NAT instance in place of a NAT gateway
    ///
    /// **Why.** A single server that you patch yourself stands on the way out of every private subnet.
    ///
    /// **Fix.** Use a NAT gateway in each zone; keep the instance only for little traffic of development.
    ///
    /// **When to silence it.** Development and test (tag `env`), or traffic so small that minutes without it do not
    /// matter.
    ///
    /// **References.** CKV2_AWS_35; REL02-BP01.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 460)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 400)),
    ///     "public-a": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 340)),
    ///     "private-a": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 340)),
    /// }, components: {
    ///     "nat": (kind: "nat_instance", in: "public-a", at: (60, 120)), // finding
    ///     "worker": (kind: "instance", in: "private-a", at: (420, 120)),
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
    ///     "nat": (kind: "nat_gateway", in: "public-a", at: (60, 120)),
    ///     "worker": (kind: "instance", in: "private-a", at: (420, 120)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL052",
        pillar: Pillar::Reliability,
        severity: Severity::Medium,
        check: Check::Each(&[&nat_instance::KIND], check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "NAT 게이트웨이 대신 쓰는 NAT 인스턴스",
            why: "직접 패치하는 서버 한 대가 모든 프라이빗 서브넷의 송신 경로에 있습니다.",
            fix: "가용 영역마다 NAT 게이트웨이를 쓰고, 인스턴스는 트래픽이 적은 개발 환경에만 둡니다.",
            silence: "개발·테스트(`env` 태그)이거나 몇 분 끊겨도 되는 적은 트래픽입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let Some(vpc) = item.vpc().filter(|_| in_production(cx, item)) else {
        return;
    };
    let frames = cx.design.containers.iter();
    let subnets = frames
        .filter(|(id, frame)| {
            frame.kind == ContainerKind::PrivateSubnet && cx.design.is_inside(Some(id), vpc)
        })
        .count();
    if subnets == 0 {
        return;
    }
    let evidence = seen(|language| {
        let name = phrase::named(item, language);
        match language {
            Language::English => {
                let count = phrase::count(subnets, "private subnet", "private subnets");
                format!("{name}: the way out of {count}")
            }
            Language::Korean => format!("{name}: 프라이빗 서브넷 {subnets}개의 송신 경로"),
        }
    });
    out.add([item.id], evidence);
}

/// A gateway in its place.
fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    let mut gateway = item.component.clone();
    gateway.kind = nat_gateway::KIND.name.into();
    gateway.properties.clear();
    gateway.security_groups.clear();
    Some(Fix {
        label: Phrase::new("Replace it by a NAT gateway", "NAT 게이트웨이로 교체"),
        edit: Edit::PutComponent(item.id.clone(), gateway),
    })
}
