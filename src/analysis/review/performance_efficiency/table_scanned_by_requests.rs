//! PERF019: Large table is scanned on the request path.

use crate::analysis::review::prelude::*;
use crate::catalog::database::{cluster_storage, db_instance, dynamodb_table, rds_cluster};
use crate::catalog::workload;
use crate::text::number::{compact, short};

rule! {
    /// Large table is scanned on the request path
    ///
    /// **Why.** The search time grows with the table until requests time out.
    ///
    /// **Fix.** Index the key columns (one index over several columns for a fixed filter), partition the table, or take a
    /// search store.
    ///
    /// **When to silence it.** The table stays small.
    ///
    /// **References.** PERF03-BP04.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"full_scans": true, "largest_table_rows": 5000000}), // finding
    ///     "users": (kind: "users", at: (150, 0), demand: (rate: requests_per_second(20))),
    ///     "web": (kind: "instance", at: (300, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    ///     "search": (from: "web", to: "db"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"largest_table_rows": 5000000}),
    ///     "users": (kind: "users", at: (150, 0), demand: (rate: requests_per_second(20))),
    ///     "web": (kind: "instance", at: (300, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    ///     "search": (from: "web", to: "db"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF019",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::Medium,
        check: each_where(&[&db_instance::KIND, &rds_cluster::KIND, &dynamodb_table::KIND], suits, check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "요청 경로에서 스캔되는 큰 테이블",
            why: "검색 시간이 테이블과 함께 늘어 결국 요청이 시간 초과됩니다.",
            fix: "키 열에 인덱스를 만들거나(고정된 필터에는 여러 열 인덱스) 테이블을 파티션하거나 검색 저장소를 사용합니다.",
            silence: "테이블이 계속 작은 경우입니다.",
        },
    };
}

/// Rows, GB and rate from which a scan hurts; defaults.
const ROWS: f64 = 1e6;
const GB: f64 = 10.0;
const RATE: f64 = 1.0;

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    item.flag(&workload::SCANS)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let rows = item.typed(&workload::ROWS).unwrap_or(0.0);
    let size = [&db_instance::DATA_GB, &cluster_storage::STORAGE_GB];
    let gb = size
        .into_iter()
        .find_map(|property| item.typed(property))
        .unwrap_or(0.0);
    let rate = cx.arrivals(item).average().0;
    if rate <= RATE || (rows <= ROWS && gb <= GB) {
        return;
    }
    let per_second = short(rate, 1);
    let size = |language| {
        if rows > ROWS {
            let rows = compact(rows, language);
            match language {
                Language::English => format!("{rows} rows"),
                Language::Korean => format!("{rows}행"),
            }
        } else {
            format!("{} GB", short(gb, 0))
        }
    };
    let evidence = || {
        phrase::about(
            item,
            format!(
                "{per_second} req/s each scan a table of {}",
                size(Language::English)
            ),
            format!(
                "초당 {per_second}건의 요청이 {} 테이블을 스캔",
                size(Language::Korean)
            ),
        )
    };
    out.add([item.id], evidence);
}
