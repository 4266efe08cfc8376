//! COST058: Kubernetes control plane for a handful of containers.

use crate::analysis::review::prelude::*;
use crate::analysis::review::saving;
use crate::catalog::containers::eks_cluster;
use crate::text::number::{Money, short};

rule! {
    /// Kubernetes control plane for a handful of containers
    ///
    /// **Why.** The cluster fee and its operation exceed the work.
    ///
    /// **Fix.** Use ECS on Fargate, or share one cluster.
    ///
    /// **When to silence it.** The tools in use need Kubernetes itself.
    ///
    /// **References.** COST06-BP04; COST05-BP05.
    ///
    /// ```ron bad
    /// (components: {
    ///     "k8s": (kind: "eks_cluster", at: (0, 0), properties: {"peak_pods": 4, "services": 1}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "k8s": (kind: "eks_cluster", at: (0, 0), properties: {"peak_pods": 40, "services": 6}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST058",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: each_where(&[&eks_cluster::KIND], suits, check),
        fix: None,
        threshold: Some(Threshold { value: 10.0, unit: both("pods", "개 파드"), source: "default" }),
        korean: Korean {
            title: "컨테이너 몇 개를 위한 Kubernetes 컨트롤 플레인",
            why: "클러스터 요금과 운영이 실제 일보다 큽니다.",
            fix: "ECS/Fargate를 쓰거나 하나의 클러스터를 함께 씁니다.",
            silence: "Kubernetes 자체가 필요한 도구를 쓰는 경우입니다.",
        },
    };
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.is_set(&eks_cluster::PEAK_PODS)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let Some(pods) = item.typed(&eks_cluster::PEAK_PODS) else {
        return;
    };
    let services = item.typed(&eks_cluster::SERVICES).unwrap_or(1.0);
    if pods >= RULE.limit(cx) || services > 1.0 {
        return;
    }
    let usd = saving::monthly(cx, item);
    let evidence = seen(|language| {
        let (name, pods) = (item.name(language), short(pods, 0));
        let usd = Money::USD.per_month(usd, language);
        match language {
            Language::English => {
                format!("{name}: {pods} pods at peak, one service; the cluster itself costs {usd}")
            }
            Language::Korean => {
                format!("{name}: 최대 파드 {pods}개, 서비스 하나; 클러스터 자체 요금 {usd}")
            }
        }
    });
    out.add([item.id], evidence);
}
