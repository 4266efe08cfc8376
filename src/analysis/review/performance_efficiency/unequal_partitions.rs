//! PERF018: Partitions of unequal size.

use crate::analysis::review::prelude::*;
use crate::catalog::analytics::redshift_cluster;
use crate::catalog::database::{db_instance, dynamodb_table, rds_cluster};
use crate::catalog::storage::s3_bucket;
use crate::catalog::workload;
use crate::text::number::short;

rule! {
    /// Partitions of unequal size
    ///
    /// **Why.** The big partition keeps the old scan time; partitions by month are the usual case.
    ///
    /// **Fix.** Choose a key that balances the volume, or split the large partitions again.
    ///
    /// **When to silence it.** Queries rarely read the large partition.
    ///
    /// **References.** PERF03-BP04.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"partition_skew": 9}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"partition_skew": 1.5}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF018",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::Low,
        check: each_where(&[&db_instance::KIND, &rds_cluster::KIND, &dynamodb_table::KIND, &s3_bucket::KIND, &redshift_cluster::KIND], suits, check),
        fix: None,
        threshold: Some(Threshold { value: 4.0, unit: both("× the median", "배(중앙값 대비)"), source: "default" }),
        korean: Korean {
            title: "크기가 고르지 않은 파티션",
            why: "큰 파티션은 예전의 스캔 시간이 그대로입니다. 월별 파티션이 흔한 예입니다.",
            fix: "양을 고르게 나누는 키를 고르거나 큰 파티션을 다시 나눕니다.",
            silence: "쿼리가 큰 파티션을 거의 읽지 않는 경우입니다.",
        },
    };
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.is_set(&workload::SKEW)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let Some(skew) = item.typed(&workload::SKEW) else {
        return;
    };
    let limit = out.rule().limit(cx);
    if skew <= limit {
        return;
    }
    let (skew, limit) = (short(skew, 1), short(limit, 1));
    let evidence = || {
        phrase::about(
            item,
            format!(
                "the largest partition has {skew} times the data of the median one; {limit} times is even enough"
            ),
            format!("가장 큰 파티션이 중앙값의 {skew}배(기준 {limit}배)"),
        )
    };
    out.add([item.id], evidence);
}
