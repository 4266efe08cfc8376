//! PERF007: Slow scale-out.

use crate::analysis::review::prelude::*;
use crate::catalog::compute::{autoscaling_group, scaling, server};
use crate::catalog::workload;
use crate::text::number::short;

rule! {
    /// Slow scale-out
    ///
    /// **Why.** Servers that install packages at boot arrive after the peak.
    ///
    /// **Fix.** Bake an image (AMI) with the software, keep a warm pool, or use containers.
    ///
    /// **When to silence it.** Scheduled scaling starts the servers before the surge.
    ///
    /// **References.** REL07-BP01; REL08-BP04; PERF02-BP05.
    ///
    /// ```ron bad
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0), properties: {"surge_minutes": 5}, demand: (rate: requests_per_second(100), peak_factor: 5)),
    ///     "web": (kind: "autoscaling_group", at: (150, 0), properties: {"bootstrap_minutes": 8}), // finding
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "users": (kind: "users", at: (0, 0), properties: {"surge_minutes": 5}, demand: (rate: requests_per_second(100), peak_factor: 5)),
    ///     "web": (kind: "autoscaling_group", at: (150, 0), properties: {"bootstrap_minutes": 1, "monitoring": true}),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF007",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::Medium,
        check: Check::Whole(check),
        fix: None,
        threshold: Some(Threshold { value: 3.0, unit: both("min", "분"), source: "default" }),
        korean: Korean {
            title: "느린 확장",
            why: "부팅할 때 패키지를 설치하는 서버는 최고점이 지난 뒤에 준비됩니다.",
            fix: "소프트웨어가 담긴 이미지(AMI)를 만들거나 웜 풀을 두거나 컨테이너를 사용합니다.",
            silence: "예약 스케일링이 급증 전에 서버를 시작하는 경우입니다.",
        },
    };
}

/// Minutes until a rise shows in the metrics (service-facts: EC2, monitoring period of 5 min, 1 min when detailed).
const DETAILED: f64 = 1.0;
const BASIC: f64 = 5.0;

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let demands = cx.view().demands.iter();
    let surge = demands
        .filter_map(|(number, _)| cx.view().items[*number])
        .filter_map(|item| item.typed(&workload::SURGE))
        .fold(f64::INFINITY, f64::min);
    if !surge.is_finite() {
        return;
    }
    let limit = out.rule().limit(cx);
    for item in cx.of_kind(&autoscaling_group::KIND) {
        let Some(start) = item.typed(&workload::BOOTSTRAP) else {
            continue;
        };
        let delay = if item.flag(&server::MONITORING) {
            DETAILED
        } else {
            BASIC
        };
        let follows = matches!(item.text(&scaling::POLICY), "target_tracking" | "step");
        if !follows || start <= limit || surge >= start + delay || !cx.graph().serves_an_entry(item)
        {
            continue;
        }
        let (start, delay, surge) = (short(start, 1), short(delay, 0), short(surge, 1));
        let evidence = || {
            phrase::about(
                item,
                format!(
                    "the demand rises in {surge} min; a new server works {delay} min (metric) + {start} min (start) later"
                ),
                format!(
                    "수요는 {surge}분 만에 오르고 새 서버는 {delay}분(지표) + {start}분(시작) 뒤에 준비됨"
                ),
            )
        };
        out.add([item.id], evidence);
    }
}
