//! PERF016: Single writer at its limit.

use crate::analysis::review::load;
use crate::analysis::review::prelude::*;
use crate::catalog::database::{db_instance, rds_cluster};
use crate::catalog::workload;
use crate::text::number::short;

rule! {
    /// Single writer at its limit
    ///
    /// **Why.** Scaling up ends at the largest machine, and replicas help reads only.
    ///
    /// **Fix.** Split the data by key over several primaries, move event data to DynamoDB or Kinesis, or take a distributed
    /// engine (Aurora DSQL, Aurora Limitless).
    ///
    /// **When to silence it.** The growth is over, or a migration is planned already.
    ///
    /// **References.** PERF03-BP01; PERF03-BP04; REL03-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "rds_cluster", at: (0, 0), properties: {"instance_class": "db.r6g.16xlarge", "capacity_requests_per_second": 20000, "yearly_growth_percent": 50}), // finding
    ///     "users": (kind: "users", at: (150, 0), demand: (rate: requests_per_second(3000), peak_factor: 5)),
    ///     "web": (kind: "autoscaling_group", at: (300, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    ///     "query": (from: "web", to: "db", read_share: 0.2),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "rds_cluster", at: (0, 0), properties: {"instance_class": "db.r6g.large", "capacity_requests_per_second": 20000, "yearly_growth_percent": 50}),
    ///     "users": (kind: "users", at: (150, 0), demand: (rate: requests_per_second(300), peak_factor: 5)),
    ///     "web": (kind: "autoscaling_group", at: (300, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    ///     "query": (from: "web", to: "db", read_share: 0.2),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF016",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::High,
        check: each_where(&[&db_instance::KIND, &rds_cluster::KIND], suits, check),
        fix: None,
        threshold: Some(Threshold { value: 80.0, unit: both("%", "%"), source: "default" }),
        korean: Korean {
            title: "한계에 다다른 단일 쓰기 노드",
            why: "수직 확장은 가장 큰 머신에서 끝나고 복제본은 읽기에만 도움이 됩니다.",
            fix: "데이터를 키별로 여러 기본 노드에 나누거나 이벤트 데이터를 DynamoDB나 Kinesis로 옮기거나 분산 엔진(Aurora DSQL, Aurora Limitless)을 사용합니다.",
            silence: "성장이 멈췄거나 이전이 이미 계획된 경우입니다.",
        },
    };
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.is_set(&workload::CAPACITY)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let (Some(capacity), Some(class)) = (item.typed(&workload::CAPACITY), load::machine(item))
    else {
        return;
    };
    let (Some(own), Some(reads)) = (cx.catalogue.spec(class), load::read_share(cx, item)) else {
        return;
    };
    let family = load::family(class);
    let classes = cx.catalogue.specs().iter();
    let same =
        classes.filter(|spec| spec.name.starts_with("db.") && load::family(&spec.name) == family);
    let Some(largest) = same.max_by(|a, b| a.vcpu.total_cmp(&b.vcpu)) else {
        return;
    };
    // At best the capacity grows with the vCPUs.
    let most = capacity * largest.vcpu / own.vcpu;
    let growth = item.typed(&workload::GROWTH).unwrap_or(0.0);
    let writes = load::peak(cx, item) * (1.0 - reads);
    let later = writes * (1.0 + growth / 100.0);
    if most <= 0.0 || later * 100.0 <= out.rule().limit(cx) * most {
        return;
    }
    let (share, writes) = (short(later / most * 100.0, 0), short(writes, 0));
    let (most, growth, largest) = (short(most, 0), short(growth, 0), largest.name.as_str());
    let evidence = || {
        phrase::about(
            item,
            format!(
                "{writes} writes/s at the peak, {growth}% growth a year: {share}% of the {most} req/s of {largest}"
            ),
            format!(
                "최고점 쓰기 {writes}건/s, 연간 증가 {growth}%: {largest}의 {most} req/s 중 {share}%"
            ),
        )
    };
    out.add([item.id], evidence);
}
