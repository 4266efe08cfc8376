//! Container Insights: how many CloudWatch metrics a service or cluster makes of itself, billed as custom metrics.
//!
//! Counts by the examples of the Amazon CloudWatch pricing page, for Container Insights without enhanced observability:
//! on EKS 24 metrics a cluster, 8 a node, 9 a pod and 6 a service, pods and services counted by their names (quoted in
//! aws/containers-roadmap issue 672); on ECS 8 a cluster, 11 a service and 6 a task definition (default).

use crate::catalog::amount::{Amount, units};
use crate::catalog::{Bill, BillCx, Item, Property, Spend};
use crate::pricing::Query;
use crate::text::{Phrase, both, number};

/// Name of the switch that kinds with Container Insights have.
const SWITCH: &str = "container_insights";

/// Off unless the design says otherwise.
fn is_on(item: &Item<'_>) -> bool {
    if item.stated(SWITCH).is_none() {
        return false;
    }
    let switch = item.kind.property(SWITCH);
    switch.is_some_and(|property| item.flag(property))
}

/// Metrics in the month.
pub static METRICS: Property = Property::usage(
    "insights_metrics",
    both("Container Insights metrics", "Container Insights 지표"),
    units::METRICS,
)
.doc(
    "Custom metrics that Container Insights makes. Derived from the parts that report: clusters, services, nodes and pods by \
     their names.",
    "Container Insights가 만드는 사용자 지정 지표 수입니다. 지표를 보고하는 클러스터, 서비스, 노드, 파드의 수로 계산합니다.",
)
.when(is_on)
.secondary();

/// What reports metrics: how many of it, how many metrics each, its name in both languages.
pub(super) type Part = (f64, f64, &'static str, &'static str);

/// The line of the metrics that parts make, where Container Insights is on.
pub(super) fn bill(cx: &BillCx<'_>, bill: &mut Bill, parts: &[Part]) {
    if !is_on(&cx.item) {
        return;
    }
    let usage = cx.usage(
        &METRICS,
        parts.iter().map(|(count, each, ..)| count * each).sum(),
    );
    if usage.value <= 0.0 {
        return;
    }
    let mut amount = Amount::plain(usage.value, units::METRICS);
    if cx.item.typed(&METRICS).is_none() {
        let words = |korean: bool| {
            let part = |(count, each, en, ko): &Part| {
                let (count, each) = (number::short(*count, 1), number::short(*each, 0));
                let name = if korean { ko } else { en };
                format!("{count} {name} × {each}")
            };
            let there = parts.iter().filter(|(count, ..)| *count > 0.0);
            there.map(part).collect::<Vec<_>>().join(" + ")
        };
        amount = amount.because(Phrase::new(words(false), words(true)));
    }
    bill.charge(
        "container_insights",
        METRICS.title,
        amount,
        Query::new("cloudwatch", "custom_metric_month"),
    )
    .from(usage.source)
    .spend(Spend::Observability);
}

#[cfg(test)]
mod tests {
    use crate::catalog::UsageSource;
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn a_service_reports_with_its_cluster_and_task_definition() {
        let bench = || Bench::new("ecs_service").with("container_insights", true);
        let lines = bench().lines();
        // 8 + 11 + 6 = 25 metrics × $0.30.
        near(lines.usd("container_insights"), 7.5);
        assert_eq!(
            lines.formula("container_insights"),
            "25 metrics (1 cluster × 8 + 1 service × 11 + 1 task definition × 6)"
        );
        let typed = bench().with("insights_metrics", 100.0).lines();
        near(typed.usd("container_insights"), 30.0);
        assert_eq!(typed.source("container_insights"), UsageSource::Typed);
        let off = Bench::new("ecs_service").lines();
        assert!(off.find("container_insights").is_none());
    }

    #[test]
    fn a_cluster_reports_its_nodes_and_pods() {
        let lines = Bench::new("eks_cluster")
            .with("container_insights", true)
            .with("services", 5.0)
            .with("auto_mode", true)
            .with("auto_mode_nodes", 3.0)
            .lines();
        // 24 + 3 nodes × 8 + 5 pod names × 9 + 5 services × 6 = 123 metrics × $0.30.
        near(lines.quantity("container_insights"), 123.0);
        near(lines.usd("container_insights"), 36.9);
    }
}
