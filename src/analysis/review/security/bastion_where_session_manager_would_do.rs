//! SEC062: SSH bastion where Session Manager would do.

use crate::analysis::review::administration;
use crate::analysis::review::prelude::*;
use crate::catalog::Kind;
use crate::catalog::compute::{autoscaling_group, bastion_host, instance};
use crate::catalog::containers::eks_node_group;
use crate::text::number::Money;

rule! {
    /// SSH bastion where Session Manager would do
    ///
    /// **Why.** Session Manager needs no open port, no keys and no host, and logs each session. A bastion host is one
    /// more server to patch and to pay for.
    ///
    /// **Fix.** Use Session Manager to reach EC2 instances, then delete the bastion host and the rules for port 22.
    ///
    /// **When to silence it.** Operators need tools on the bastion, or reach hosts that Session Manager does not know.
    ///
    /// **References.** SSM.1; EC2.57; prowler:ec2_instance_managed_by_ssm; SEC06-BP03.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 600)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 520)),
    ///     "public": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 440)),
    ///     "private": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 440)),
    /// }, components: {
    ///     "app": (kind: "instance", in: "private", at: (420, 120)),
    ///     "bastion": (kind: "bastion_host", in: "public", at: (60, 120)), // finding
    /// }, connections: {
    ///     "admin": (from: "bastion", to: "app", port: 22),
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
    ///     "app": (kind: "instance", in: "private", at: (420, 120)),
    ///     "sessions": (kind: "ssm_session_manager", at: (900, 120)),
    /// }, connections: {
    ///     "admin": (from: "sessions", to: "app"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC062",
        pillar: Pillar::Security,
        severity: Severity::Low,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "Session Manager로 충분한 SSH 배스천",
            why: "Session Manager는 열린 포트, 키, 호스트가 필요 없고 세션마다 로그를 남깁니다. 배스천 호스트는 패치하고 비용을 내야 하는 서버가 하나 더 있는 것입니다.",
            fix: "Session Manager로 EC2 인스턴스에 접속하고 배스천 호스트와 22번 포트 규칙을 삭제합니다.",
            silence: "운영자가 배스천의 도구를 쓰거나 Session Manager가 지원하지 않는 호스트에 접속하는 경우입니다.",
        },
    };
}

/// Kinds whose servers Session Manager reaches.
const MANAGED: &[&Kind] = &[
    &instance::KIND,
    &autoscaling_group::KIND,
    &eks_node_group::KIND,
];

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for bastion in administration::bastions(cx) {
        let has_sessions =
            *bastion.kind == bastion_host::KIND && bastion.flag(&bastion_host::SESSION_MANAGER);
        let targets: Vec<Item<'_>> = cx.called(bastion).map(|(target, _)| target).collect();
        let all_managed = targets.iter().all(|target| MANAGED.contains(&target.kind));
        if has_sessions || targets.is_empty() || !all_managed {
            continue;
        }
        let cost = cx.cost_of(bastion);
        let cost = cost.map(|cost| cost.total.usd);
        let evidence = seen(|language| {
            let name = phrase::named(&bastion, language);
            let names = phrase::names(targets.iter().copied(), language);
            let cost = cost.map_or_else(String::new, |usd| {
                format!("; {}", Money::USD.per_month(usd, language))
            });
            let count = targets.len();
            match language {
                Language::English => {
                    let count = phrase::count(count, "EC2 target", "EC2 targets");
                    format!("{name}: {count} ({names}), no other{cost}")
                }
                Language::Korean => {
                    format!("{name}: EC2 대상 {count}개({names}), 다른 대상 없음{cost}")
                }
            }
        });
        out.add([bastion.id], evidence);
    }
}
