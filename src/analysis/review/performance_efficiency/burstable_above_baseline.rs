//! PERF003: Burstable instance above its baseline for good.

use crate::analysis::review::load;
use crate::analysis::review::prelude::*;
use crate::catalog::compute::{autoscaling_group, instance, server};
use crate::catalog::containers::eks_node_group;
use crate::catalog::database::{db_instance, elasticache_replication_group};
use crate::text::number::short;

rule! {
    /// Burstable instance above its baseline for good
    ///
    /// **Why.** Low-looking CPU figures mislead: above the baseline the credits run out, and the instance falls to a
    /// fraction of a core.
    ///
    /// **Fix.** Change to a family of fixed performance (c, m, r, best on Graviton) or to a larger T size.
    ///
    /// **When to silence it.** The average hides a few busy hours for which the credits suffice.
    ///
    /// **References.** TA:High Utilization Amazon EC2 Instances; PERF02-BP04; PERF02-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "web": (kind: "instance", at: (0, 0), properties: {"instance_type": "t3.medium", "cpu_credits": "standard", "average_cpu_percent": 45}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "web": (kind: "instance", at: (0, 0), properties: {"instance_type": "m7g.large", "average_cpu_percent": 45}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF003",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::High,
        check: each_where(&[&instance::KIND, &autoscaling_group::KIND, &eks_node_group::KIND, &db_instance::KIND, &elasticache_replication_group::KIND], suits, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "기준 성능을 계속 넘는 버스트 가능 인스턴스",
            why: "CPU 수치가 낮아 보여도 안심할 수 없습니다. 기준 성능을 넘으면 크레딧이 바닥나고 인스턴스는 코어의 일부만 쓸 수 있습니다.",
            fix: "고정 성능 패밀리(c, m, r, 특히 Graviton)나 더 큰 T 크기로 바꿉니다.",
            silence: "평균에 바쁜 몇 시간이 섞여 있고 그동안 크레딧이 충분한 경우입니다.",
        },
    };
}

/// Whether the item stops at its credits: EC2 in standard mode; RDS of the second generation (later ones run in
/// unlimited mode); ElastiCache always.
fn stops_at_credits(item: &Item<'_>, family: &str) -> bool {
    if load::FLEETS.contains(&item.kind) {
        item.text(&server::CREDIT) == "standard"
    } else {
        *item.kind == elasticache_replication_group::KIND || family == "t2"
    }
}

fn suits(cx: &Cx<'_>, item: &Item<'_>) -> bool {
    above(cx, item).is_some()
}

/// The type of servers that need more than their baseline for good, their average use of the processor and that
/// baseline, in percent.
fn above<'a>(cx: &Cx<'_>, item: &Item<'a>) -> Option<(&'a str, f64, f64)> {
    let (cpu, machine) = (load::cpu(item)?, load::machine(item)?);
    let name = machine
        .trim_start_matches("db.")
        .trim_start_matches("cache.");
    if !name.starts_with('t') || !stops_at_credits(item, load::family(name)) {
        return None;
    }
    let baseline = cx.catalogue.spec(name)?.baseline_percent?;
    (cpu * 100.0 > baseline).then_some((machine, cpu * 100.0, baseline))
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let Some((machine, cpu, baseline)) = above(cx, item) else {
        return;
    };
    let (cpu, baseline) = (short(cpu, 0), short(baseline, 0));
    let evidence = || {
        phrase::about(
            item,
            format!("average CPU {cpu}%, baseline of {machine} {baseline}%, no surplus credits"),
            format!("평균 CPU {cpu}%, {machine}의 기준 성능 {baseline}%, 잉여 크레딧 없음"),
        )
    };
    out.add([item.id], evidence);
}
