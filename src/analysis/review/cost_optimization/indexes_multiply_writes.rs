//! COST035: Secondary indexes multiply writes.

use crate::analysis::review::prelude::*;
use crate::analysis::review::saving;
use crate::catalog::database::dynamodb_table;
use crate::model::Value;
use crate::text::number::short;

rule! {
    /// Secondary indexes multiply writes
    ///
    /// **Why.** Each index that a write touches is charged like another table.
    ///
    /// **Fix.** Drop unused indexes, use sparse keys and KEYS_ONLY projections.
    ///
    /// **When to silence it.** Every index serves a query that is needed.
    ///
    /// **References.** COST06-BP02; PERF03-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "app": (kind: "instance", at: (0, 0)),
    ///     "table": (kind: "dynamodb_table", at: (150, 0), properties: {"global_secondary_indexes": 3}), // finding
    /// }, connections: {
    ///     "c": (from: "app", to: "table", requests_per_month: 30000000, read_share: 0.5),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "app": (kind: "instance", at: (0, 0)),
    ///     "table": (kind: "dynamodb_table", at: (150, 0), properties: {"global_secondary_indexes": 3, "index_write_share": 10}),
    /// }, connections: {
    ///     "c": (from: "app", to: "table", requests_per_month: 30000000, read_share: 0.5),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST035",
        pillar: Pillar::CostOptimization,
        severity: Severity::Medium,
        check: each_where(&[&dynamodb_table::KIND], suits, check),
        fix: None,
        threshold: Some(Threshold { value: 1.5, unit: both("× the writes", "배(쓰기 대비)"), source: "default" }),
        korean: Korean {
            title: "쓰기를 몇 배로 늘리는 보조 인덱스",
            why: "쓰이는 인덱스는 하나하나가 또 하나의 테이블처럼 과금됩니다.",
            fix: "쓰지 않는 인덱스를 없애고 희소 키와 KEYS_ONLY 프로젝션을 사용합니다.",
            silence: "모든 인덱스가 꼭 필요한 조회에 쓰이는 경우입니다.",
        },
    };
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.number(&dynamodb_table::INDEXES) >= 1.0
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let indexes = item.number(&dynamodb_table::INDEXES);
    let times = 1.0 + indexes * item.number(&dynamodb_table::INDEX_WRITE_SHARE) / 100.0;
    if times <= RULE.limit(cx) {
        return;
    }
    let saved = saving::with(cx, item, &[(&dynamodb_table::INDEXES, Value::from(0.0))]);
    if !saved.pays() {
        return;
    }
    let evidence = seen(|language| {
        let (name, price) = (item.name(language), saved.told(language));
        let (indexes, times) = (short(indexes, 0), short(times, 2));
        match language {
            Language::English => {
                format!("{name}: {indexes} indexes make {times} writes of one; without any {price}")
            }
            Language::Korean => {
                format!(
                    "{name}: 인덱스 {indexes}개로 쓰기 한 번이 {times}번이 됨; 모두 없으면 {price}"
                )
            }
        }
    });
    out.add([item.id], evidence);
}
