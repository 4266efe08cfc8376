//! PERF006: Scaling on five-minute metrics.

use crate::analysis::review::prelude::*;
use crate::catalog::compute::{autoscaling_group, scaling, server};
use crate::catalog::containers::eks_node_group;

rule! {
    /// Scaling on five-minute metrics
    ///
    /// **Why.** EC2 reports every five minutes unless detailed monitoring is on. The group reacts to a surge up to five
    /// minutes late; with one-minute data sooner.
    ///
    /// **Fix.** Turn on detailed monitoring (seven metrics for each instance), or scale on the requests per target of the
    /// load balancer.
    ///
    /// **When to silence it.** The demand rises over hours, not minutes.
    ///
    /// **References.** CKV_AWS_126; prowler:ec2_instance_detailed_monitoring_enabled; TA:Amazon EC2 detailed monitoring not
    /// enabled; PERF02-BP03; REL07-BP03.
    ///
    /// ```ron bad
    /// (components: {
    ///     "web": (kind: "autoscaling_group", at: (0, 0), properties: {"scaling_metric": "cpu"}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "web": (kind: "autoscaling_group", at: (0, 0), properties: {"scaling_metric": "requests"}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF006",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::Medium,
        check: expect_where(&[(&autoscaling_group::KIND, &server::MONITORING), (&eks_node_group::KIND, &server::MONITORING)], is(true), follows_an_instance_metric),
        fix: Some(set_expected),
        threshold: None,
        korean: Korean {
            title: "5분 지표에 의존하는 스케일링",
            why: "세부 모니터링을 켜지 않으면 EC2는 5분마다 지표를 보냅니다. 그룹이 급증에 최대 5분 늦게 반응합니다. 1분 지표라면 더 빠릅니다.",
            fix: "세부 모니터링(인스턴스마다 지표 7개)을 켜거나 로드 밸런서의 대상당 요청 수로 확장합니다.",
            silence: "수요가 몇 분이 아니라 몇 시간에 걸쳐 오르는 경우입니다.",
        },
    };
}

/// Whether a policy follows what the instances report (service-facts: EC2, monitoring period of 5 minutes).
fn follows_an_instance_metric(_: &Cx<'_>, item: &Item<'_>) -> bool {
    matches!(item.text(&scaling::POLICY), "target_tracking" | "step")
        && matches!(item.text(&scaling::METRIC), "cpu" | "network")
}
