//! SEC079: Unrestricted egress from a data or private tier.

use crate::analysis::review::exposure;
use crate::analysis::review::prelude::*;
use crate::catalog::Network;
use crate::catalog::networking::nat_instance;
use crate::model::{SecurityGroup, SecurityRule};

rule! {
    /// Unrestricted egress from a data or private tier
    ///
    /// **Why.** Open egress lets an intruder carry data out and take orders from outside.
    ///
    /// **Fix.** Admit only what connections need: the groups of the called, prefix lists and endpoints.
    ///
    /// **When to silence it.** The servers fetch updates from many places, and a firewall looks at what leaves.
    ///
    /// **References.** CKV_AWS_382; SEC05-BP02.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 600)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 520)),
    ///     "public": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 440)),
    ///     "private": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 440)),
    /// }, components: {
    ///     "app": (kind: "instance", in: "private", at: (420, 120), security_groups: ["app-sg"]), // finding
    /// }, security_groups: {
    ///     "app-sg": (egress: [(ports: "all", protocol: all, to: "0.0.0.0/0")]), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 600)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 520)),
    ///     "public": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 440)),
    ///     "private": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 440)),
    /// }, components: {
    ///     "app": (kind: "instance", in: "private", at: (420, 120), security_groups: ["app-sg"]),
    /// }, security_groups: {
    ///     "app-sg": (egress: [(ports: 443, to: "10.0.0.0/16")]),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC079",
        pillar: Pillar::Security,
        severity: Severity::Low,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "데이터 또는 프라이빗 계층의 제한 없는 송신",
            why: "송신이 열려 있으면 침입자가 데이터를 빼내고 외부의 명령을 받을 수 있습니다.",
            fix: "호출 대상의 보안 그룹, 접두사 목록, 엔드포인트 등 연결에 필요한 것만 허용합니다.",
            silence: "서버가 여러 곳에서 업데이트를 받고 방화벽이 나가는 트래픽을 검사하는 경우입니다.",
        },
    };
}

/// Whether a group lets everything out: by a rule, or because it has none, which is how AWS makes groups.
fn lets_everything_out(group: &SecurityGroup) -> bool {
    let open = |rule: &SecurityRule| rule.source.is_open() && exposure::admits_every_port(rule);
    group.egress.is_empty() || group.egress.iter().any(open)
}

/// Whether an item calls something on the internet, or what leads there.
fn calls_outside(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    cx.called(item).any(|(called, _)| {
        exposure::is_outside(&called)
            || matches!(called.kind.network, Network::NatGateway | Network::Route)
            || *called.kind == nat_instance::KIND
    })
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for (id, group) in &cx.design.security_groups {
        let members = cx.members(id);
        if members.is_empty() || !lets_everything_out(group) {
            continue;
        }
        // Managed stores start no connections: for them only a rule that says so counts.
        let managed = members
            .iter()
            .all(|item| item.kind.network == Network::ManagedDatabase);
        let unstated = group.egress.is_empty();
        let all_private = members.iter().all(|item| {
            let subnets = exposure::subnets(cx, item);
            !subnets.is_empty() && exposure::public_subnet(cx, item).is_none()
        });
        let outside = members.iter().any(|item| calls_outside(cx, item));
        if (managed && unstated) || !all_private || outside {
            continue;
        }
        let evidence = seen(|language| {
            let own = group.name.get(language);
            let name = if own.is_empty() { id.as_str() } else { own };
            let names = phrase::names(members.iter().copied(), language);
            let count = members.len();
            match language {
                Language::English => {
                    let why = if unstated {
                        "no egress rules: everything out"
                    } else {
                        "everything out"
                    };
                    let count = phrase::count(count, "member", "members");
                    format!(
                        "{name}: {why} to 0.0.0.0/0; {count} in private subnets ({names}), 0 connections to the internet"
                    )
                }
                Language::Korean => {
                    let why = if unstated {
                        "송신 규칙 없음, 모두 허용"
                    } else {
                        "모두 허용"
                    };
                    format!(
                        "{name}: 0.0.0.0/0 송신 {why}; 프라이빗 서브넷의 구성원 {count}개({names}), 인터넷 연결 0개"
                    )
                }
            }
        });
        out.add(members.iter().map(|item| item.id).chain([id]), evidence);
    }
}
