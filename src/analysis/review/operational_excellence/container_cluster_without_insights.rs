//! OPS011: Container cluster without insights.

use crate::analysis::review::prelude::*;
use crate::catalog::containers::{ecs_service, eks_cluster};

rule! {
    /// Container cluster without insights
    ///
    /// **Why.** Tasks that restart and memory that runs out stay hidden behind the average of the cluster.
    ///
    /// **Fix.** Turn on Container Insights (its metrics and logs are billed).
    ///
    /// **When to silence it.** Another tool watches the containers.
    ///
    /// **References.** ECS.12; CKV_AWS_65; prowler:ecs_cluster_container_insights_enabled; TA:Amazon ECS clusters with
    /// Container Insights disabled; REL06-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "app": (kind: "ecs_service", at: (0, 0)), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "app": (kind: "ecs_service", at: (0, 0), properties: {"container_insights": true}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "OPS011",
        pillar: Pillar::OperationalExcellence,
        severity: Severity::Low,
        check: expect_where(&[(&ecs_service::KIND, &ecs_service::INSIGHTS), (&eks_cluster::KIND, &eks_cluster::INSIGHTS)], is(true), in_production),
        fix: Some(set_expected),
        threshold: None,
        korean: Korean {
            title: "Container Insights가 꺼진 컨테이너 클러스터",
            why: "재시작되는 태스크와 부족한 메모리가 클러스터 평균에 가려집니다.",
            fix: "Container Insights를 켭니다(지표와 로그 요금 발생).",
            silence: "다른 도구로 컨테이너를 관찰하는 경우입니다.",
        },
    };
}
