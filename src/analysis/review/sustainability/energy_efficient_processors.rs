//! SUS001: Energy-efficient processors available.

use crate::analysis::review::cost_optimization::{
    graviton_for_managed_engines, graviton_for_servers,
};
use crate::analysis::review::load;
use crate::analysis::review::prelude::*;
use crate::catalog::compute::lambda_function;
use crate::catalog::containers::ecs_service;
use crate::text::number::compact;

rule! {
    /// Energy-efficient processors available
    ///
    /// **Why.** Arm instances do the same work with much less energy.
    ///
    /// **Fix.** Move to Graviton: a family with g, or the architecture arm64.
    ///
    /// **When to silence it.** A library, an agent or an extension exists for x86 only.
    ///
    /// **References.** SUS05-BP02; thrifty:ec2_instance_with_graviton.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"instance_class": "db.m6i.large"}), // finding
    ///     "web": (kind: "instance", at: (150, 0), properties: {"instance_type": "m6i.large", "arm64_builds": true}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"instance_class": "db.m6g.large"}),
    ///     "web": (kind: "instance", at: (150, 0), properties: {"instance_type": "m6g.large", "arm64_builds": true}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "SUS001",
        pillar: Pillar::Sustainability,
        severity: Severity::Low,
        check: Check::Whole(check),
        fix: Some(fix),
        threshold: None,
        korean: Korean {
            title: "에너지 효율이 더 좋은 프로세서 사용 가능",
            why: "Arm 인스턴스는 같은 일을 훨씬 적은 에너지로 처리합니다.",
            fix: "이름에 g가 붙은 패밀리나 arm64 아키텍처의 Graviton으로 옮깁니다.",
            silence: "x86에서만 동작하는 라이브러리, 에이전트, 확장을 쓰는 경우입니다.",
        },
    };
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for item in graviton_for_servers::movable(cx)
        .into_iter()
        .chain(graviton_for_managed_engines::movable(cx))
    {
        let evidence = || {
            let hours = vcpu_hours(cx, &item);
            if hours > 0.0 {
                let (en, ko) = (
                    compact(hours, Language::English),
                    compact(hours, Language::Korean),
                );
                phrase::about(
                    &item,
                    format!("{en} vCPU-hours a month that are not on arm64"),
                    format!("arm64가 아닌 vCPU 시간 월 {ko}시간"),
                )
            } else {
                phrase::about(
                    &item,
                    "runs on x86_64, not on arm64",
                    "arm64가 아닌 x86_64에서 실행",
                )
            }
        };
        out.add([item.id], evidence);
    }
}

/// vCPU-hours of an item in the month; 0 where nothing runs or no figure is known.
fn vcpu_hours(cx: &Cx<'_>, item: &Item<'_>) -> f64 {
    let hours = cx.design.settings.hours_per_month;
    if *item.kind == lambda_function::KIND {
        let seconds =
            cx.arrivals(item).requests() * item.number(&lambda_function::DURATION) / 1000.0;
        return seconds / 3600.0 * item.number(&lambda_function::MEMORY) / MB_PER_VCPU;
    }
    let each = if *item.kind == ecs_service::KIND {
        item.number(&ecs_service::fargate::CPU)
    } else {
        load::spec(cx, item).map_or(0.0, |spec| spec.vcpu)
    };
    each * item.instances() * hours
}

/// Memory that equals one vCPU, in MB (service-facts: Lambda limits).
const MB_PER_VCPU: f64 = 1769.0;

fn fix(cx: &Cx<'_>, finding: &Finding) -> Option<Fix> {
    graviton_for_servers::fix(cx, finding)
        .or_else(|| graviton_for_managed_engines::fix(cx, finding))
}
