//! SEC060: No administration path to private hosts.

use crate::analysis::review::administration::{self, Reach};
use crate::analysis::review::exposure;
use crate::analysis::review::prelude::*;
use crate::catalog::Kind;
use crate::catalog::compute::{autoscaling_group, instance, server};
use crate::catalog::database::{db_instance, rds_cluster};
use crate::model::ContainerKind;

rule! {
    /// No administration path to private hosts
    ///
    /// **Why.** When something breaks and nobody can reach the host, people open ports in a hurry, and forget to close
    /// them.
    ///
    /// **Fix.** Prefer Session Manager (with its endpoints); else a bastion host in a public subnet that admits office
    /// addresses only, or a VPN.
    ///
    /// **When to silence it.** Hosts are never logged into: they are replaced from images, and their logs go elsewhere.
    ///
    /// **References.** SEC06-BP03; SSM.1; prowler:ec2_instance_managed_by_ssm; EC2.57.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 600)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 520)),
    ///     "public": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 440)),
    ///     "private": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 440)),
    /// }, components: {
    ///     "db": (kind: "instance", in: "private", at: (420, 120), properties: {"software": "postgres"}), // finding
    ///     "web": (kind: "instance", in: "public", at: (60, 120)),
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
    ///     "db": (kind: "instance", in: "private", at: (420, 120), properties: {"software": "postgres"}),
    ///     "sessions": (kind: "ssm_session_manager", at: (900, 120)),
    ///     "web": (kind: "instance", in: "public", at: (60, 120)),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC060",
        pillar: Pillar::Security,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "프라이빗 호스트에 접속할 관리 경로가 없음",
            why: "장애가 났는데 호스트에 접속할 길이 없으면 급하게 포트를 열고 닫는 것을 잊습니다.",
            fix: "Session Manager를(엔드포인트와 함께) 쓰거나, 사무실 주소만 허용하는 퍼블릭 서브넷의 배스천 호스트나 VPN을 둡니다.",
            silence: "호스트에 로그인하지 않고 이미지로 교체하며 로그를 다른 곳에 보내는 경우입니다.",
        },
    };
}

/// Kinds that people log into.
const HOSTS: &[&Kind] = &[
    &instance::KIND,
    &autoscaling_group::KIND,
    &db_instance::KIND,
    &rds_cluster::KIND,
];

/// Whether the servers run a data store that somebody has to look after.
fn is_self_managed(item: &Item<'_>) -> bool {
    let runs_servers = [&instance::KIND, &autoscaling_group::KIND].contains(&item.kind);
    runs_servers && item.text(&server::SOFTWARE) != "application"
}

fn is_private<'a>(cx: &Cx<'a>, item: &Item<'a>) -> bool {
    let mut subnets = exposure::subnets(cx, item).into_iter();
    subnets.any(|(_, kind)| *kind != ContainerKind::PublicSubnet)
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let operators: Vec<Item<'_>> = administration::operators(cx).collect();
    let needs = |item: &Item<'_>| {
        HOSTS.contains(&item.kind) && (!operators.is_empty() || is_self_managed(item))
    };
    let reach = Reach::of(cx);
    for (vpc, items) in &cx.places().vpcs {
        if reach.covers(vpc) {
            continue;
        }
        let hosts = items.iter().copied();
        let hosts = hosts.filter(|item| needs(item) && is_private(cx, item));
        let hosts: Vec<Item<'_>> = hosts.copied().collect();
        let Some(frame) = cx.design.container(vpc).filter(|_| !hosts.is_empty()) else {
            continue;
        };
        let evidence = seen(|language| {
            let vpc = exposure::frame_name(vpc, frame, language);
            let names = phrase::names(hosts.iter().copied(), language);
            let people = phrase::names(operators.iter().copied(), language);
            match language {
                Language::English => {
                    let count = phrase::count(hosts.len(), "private host", "private hosts");
                    let people = if people.is_empty() {
                        String::new()
                    } else {
                        format!(" from {people}")
                    };
                    format!("{vpc}: {count} ({names}), 0 ways to administer them{people}")
                }
                Language::Korean => {
                    let people = if people.is_empty() {
                        String::new()
                    } else {
                        format!("{people}에서 ")
                    };
                    let count = hosts.len();
                    format!(
                        "{vpc}: 프라이빗 호스트 {count}개({names}), {people}관리할 수 있는 경로 0개"
                    )
                }
            }
        });
        out.add(hosts.iter().map(|host| host.id), evidence);
    }
}
