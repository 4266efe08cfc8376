//! SEC012: Private-tier subnet hands out public addresses.

use crate::analysis::review::exposure;
use crate::analysis::review::prelude::*;
use crate::catalog::Network;
use crate::model::edit::Edit;
use crate::model::{Container, ContainerKind, Id};
use crate::text::Phrase;
use std::collections::BTreeMap;

rule! {
    /// Private-tier subnet hands out public addresses
    ///
    /// **Why.** Servers that are added to the subnet become public without anybody deciding it, and each address is
    /// billed.
    ///
    /// **Fix.** Turn automatic public addresses off for the subnet.
    ///
    /// **When to silence it.** The subnet holds only servers that the internet calls.
    ///
    /// **References.** EC2.15; CKV_AWS_130; prowler:vpc_subnet_no_public_ip_by_default; SEC05-BP01.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 600)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 520)),
    ///     "private": (kind: "private_subnet", in: "a", auto_assign_public_ip: true, frame: (40, 80, 340, 440)), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 600)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 520)),
    ///     "private": (kind: "private_subnet", in: "a", frame: (40, 80, 340, 440)),
    ///     "public": (kind: "public_subnet", in: "a", auto_assign_public_ip: true, frame: (400, 80, 340, 440)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC012",
        pillar: Pillar::Security,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "퍼블릭 주소를 자동 할당하는 프라이빗 계층 서브넷",
            why: "서브넷에 추가되는 서버가 아무도 결정하지 않았는데 공개되고 주소마다 과금됩니다.",
            fix: "서브넷의 퍼블릭 주소 자동 할당을 끕니다.",
            silence: "인터넷이 호출하는 서버만 있는 서브넷인 경우입니다.",
        },
    };
}

/// Whether an item has no business in a subnet that gives public addresses: it keeps data, or nobody outside calls it.
fn is_private(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    if exposure::is_store_in_vpc(item) {
        return true;
    }
    let mut callers = cx.callers(item).peekable();
    item.kind.network == Network::Instance
        && callers.peek().is_some()
        && !callers.any(|(caller, _)| exposure::is_outside(&caller))
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let mut subnets: BTreeMap<&Id, (&Container, Vec<Item<'_>>)> = cx
        .design
        .containers
        .iter()
        .filter(|(_, frame)| frame.kind.is_subnet() && frame.auto_assign_public_ip)
        .map(|(id, frame)| (id, (frame.as_ref(), Vec::new())))
        .collect();
    if subnets.is_empty() {
        return;
    }
    for item in cx.items() {
        for (id, _) in exposure::subnets(cx, &item) {
            if let Some((_, members)) = subnets.get_mut(id)
                && is_private(cx, &item)
            {
                members.push(item);
            }
        }
    }
    for (id, (frame, members)) in subnets {
        let is_public = frame.kind == ContainerKind::PublicSubnet;
        if is_public && members.is_empty() {
            continue;
        }
        let evidence = seen(|language| {
            let name = exposure::frame_name(id, frame, language);
            let names = phrase::names(members.iter().copied(), language);
            match language {
                Language::English if is_public => {
                    format!(
                        "public subnet {name}: automatic public addresses on; not public: {names}"
                    )
                }
                Language::English => {
                    format!("subnet {name} is private: automatic public addresses on")
                }
                Language::Korean if is_public => {
                    format!(
                        "퍼블릭 서브넷 {name}: 퍼블릭 주소 자동 할당 켜짐; 공개 대상이 아님: {names}"
                    )
                }
                Language::Korean => {
                    format!("프라이빗 서브넷 {name}: 퍼블릭 주소 자동 할당 켜짐")
                }
            }
        });
        out.add([id], evidence);
    }
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let id = finding.items.first()?;
    let frame = Container {
        auto_assign_public_ip: false,
        ..cx.design.container(id)?.clone()
    };
    Some(Fix {
        label: Phrase::new("Turn off public addresses", "퍼블릭 주소 자동 할당 끄기"),
        edit: Edit::PutContainer(id.clone(), frame),
    })
}
