//! PERF004: Larger burstable size bought for speed that it does not give.

use crate::analysis::review::prelude::*;
use crate::catalog::compute::{autoscaling_group, instance, server};
use crate::catalog::workload;
use crate::text::number::short;

rule! {
    /// Larger burstable size bought for speed that it does not give
    ///
    /// **Why.** While credits last, sizes with as many vCPUs run one core equally fast. A larger one adds credits and
    /// memory, not a shorter answer time.
    ///
    /// **Fix.** Stay on the smaller size, or move to a faster generation.
    ///
    /// **When to silence it.** The larger size is meant for its memory or its credits.
    ///
    /// **References.** PERF02-BP04; COST06-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "web": (kind: "instance", at: (0, 0), properties: {"instance_type": "t3.small", "average_cpu_percent": 12}), // finding
    /// }, scenarios: {"faster": (name: "Faster servers", properties: {"web": {"instance_type": "t3.large"}})})
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "web": (kind: "instance", at: (0, 0), properties: {"instance_type": "t3.small", "average_cpu_percent": 12}),
    /// }, scenarios: {"faster": (name: "Faster servers", properties: {"web": {"instance_type": "c7g.large"}})})
    /// ```
    pub static RULE = Rule {
        code: "PERF004",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::Info,
        check: each_where(&[&instance::KIND, &autoscaling_group::KIND], suits, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "빨라지지 않는데 키운 버스트 가능 크기",
            why: "크레딧이 남아 있는 동안 vCPU 수가 같은 크기는 코어 속도가 같습니다. 더 큰 크기는 크레딧과 메모리를 늘릴 뿐 응답 시간을 줄이지 않습니다.",
            fix: "작은 크기를 유지하거나 더 빠른 세대로 옮깁니다.",
            silence: "메모리나 크레딧 때문에 더 큰 크기를 고른 경우입니다.",
        },
    };
}

fn suits(cx: &Cx<'_>, _: &Item<'_>) -> bool {
    !cx.design.scenarios.is_empty()
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let here = item.text(&server::TYPE);
    let (Some(now), Some(cpu)) = (cx.catalogue.spec(here), item.typed(&server::CPU)) else {
        return;
    };
    let short_of_memory = item
        .typed(&workload::MEMORY_NEEDED)
        .is_some_and(|needed| needed > now.memory_gib);
    let Some(baseline) = now.baseline_percent else {
        return;
    };
    if cpu >= baseline || short_of_memory {
        return;
    }
    for scenario in cx.design.scenarios.values() {
        let planned = scenario
            .components
            .get(item.id)
            .and_then(|patch| patch.properties.get(server::TYPE.name));
        let planned = planned.and_then(|value| cx.catalogue.spec(value.as_ref()?.as_text()?));
        let Some(planned) = planned.filter(|spec| {
            spec.baseline_percent.is_some()
                && spec.vcpu == now.vcpu
                && spec.memory_gib > now.memory_gib
        }) else {
            continue;
        };
        let (next, vcpu) = (planned.name.as_str(), short(now.vcpu, 0));
        let (cpu, baseline) = (short(cpu, 0), short(baseline, 0));
        let (en, ko) = (
            scenario.name.get(Language::English),
            scenario.name.get(Language::Korean),
        );
        let evidence = || {
            phrase::about(
                item,
                format!(
                    "scenario {en} takes {next}: {vcpu} vCPUs as now; average CPU {cpu}%, baseline {baseline}%"
                ),
                format!(
                    "시나리오 {ko}: {next}(vCPU {vcpu}개로 동일), 평균 CPU {cpu}%, 기준 성능 {baseline}%"
                ),
            )
        };
        out.add([item.id], evidence);
        return;
    }
}
