//! SEC011: Instance has a public address although all its traffic comes through a balancer.

use crate::analysis::review::exposure;
use crate::analysis::review::prelude::*;
use crate::catalog::compute::{autoscaling_group, instance, server};
use crate::text::Phrase;
use crate::text::number::short;

rule! {
    /// Instance has a public address although all its traffic comes through a balancer
    ///
    /// **Why.** The address is surface that attackers reach, and it is billed by the hour, while no request uses it.
    ///
    /// **Fix.** Turn the public address off, and move the servers to private subnets with NAT or endpoints for egress.
    ///
    /// **When to silence it.** The servers call the internet and a NAT gateway would cost more than the addresses.
    ///
    /// **References.** EC2.9; EC2.25; AutoScaling.5; ECS.2; CKV_AWS_88; CKV_AWS_389; CKV_AWS_333;
    /// prowler:ec2_instance_public_ip; prowler:autoscaling_group_launch_configuration_no_public_ip; SEC05-BP01.
    ///
    /// ```ron bad
    /// (containers: {
    ///     "vpc": (kind: "vpc", frame: (0, 0, 800, 600)),
    ///     "a": (kind: "availability_zone", in: "vpc", code: "ap-northeast-2a", frame: (20, 40, 760, 520)),
    ///     "public": (kind: "public_subnet", in: "a", frame: (40, 80, 340, 440)),
    ///     "private": (kind: "private_subnet", in: "a", frame: (400, 80, 340, 440)),
    /// }, components: {
    ///     "lb": (kind: "application_load_balancer", in: "vpc", at: (620, 60)),
    ///     "web": (kind: "instance", in: "public", at: (60, 210), properties: {"associate_public_ip_address": true}), // finding
    /// }, connections: {
    ///     "c": (from: "lb", to: "web"),
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
    ///     "lb": (kind: "application_load_balancer", in: "vpc", at: (620, 60)),
    ///     "web": (kind: "instance", in: "private", at: (420, 210)),
    /// }, connections: {
    ///     "c": (from: "lb", to: "web"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SEC011",
        pillar: Pillar::Security,
        severity: Severity::High,
        check: each_where(&[&instance::KIND, &autoscaling_group::KIND], suits, check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "로드 밸런서 뒤에 있는데도 퍼블릭 주소를 가진 인스턴스",
            why: "주소는 공격자가 닿을 수 있는 표면이고 시간당 과금되지만 사용하는 요청은 없습니다.",
            fix: "퍼블릭 주소를 끄고 서버를 프라이빗 서브넷으로 옮깁니다. 송신은 NAT나 엔드포인트를 씁니다.",
            silence: "서버가 인터넷을 호출하고 NAT 게이트웨이가 주소보다 비싼 경우입니다.",
        },
    };
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.flag(&server::PUBLIC_ADDRESS)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let mut callers = cx.callers(item).peekable();
    if callers.peek().is_none() || callers.any(|(caller, _)| exposure::is_outside(&caller)) {
        return;
    }
    let evidence = seen(|language| {
        let name = phrase::named(item, language);
        let count = short(item.instances(), 0);
        let callers = phrase::names(cx.callers(item).map(|(caller, _)| caller), language);
        match language {
            Language::English => {
                format!("{name}: {count} public addresses, called only by {callers}")
            }
            Language::Korean => format!("{name}: 퍼블릭 주소 {count}개, 호출자는 {callers}뿐"),
        }
    });
    out.add([item.id], evidence);
}

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    let item = cx.item(finding.items.first()?)?;
    Some(Fix {
        label: Phrase::new("Remove public addresses", "퍼블릭 주소 제거"),
        edit: set(&item, &server::PUBLIC_ADDRESS, false),
    })
}
