//! PERF037: Steady database on a shape for varying load, or the reverse.

use crate::analysis::review::load;
use crate::analysis::review::prelude::*;
use crate::catalog::database::rds_cluster;
use crate::text::number::short;

rule! {
    /// Steady database on a shape for varying load, or the reverse
    ///
    /// **Why.** Serverless capacity follows a varying load; a steady load is cheaper on provisioned instances.
    ///
    /// **Fix.** Draw a scenario with the other shape and compare the bills.
    ///
    /// **When to silence it.** A reservation covers the instances, or the load will change soon.
    ///
    /// **References.** PERF02-BP05; COST09-BP03; TA:Amazon Aurora cost optimization recommendations for DB cluster storage.
    ///
    /// ```ron bad
    /// (components: {
    ///     "steady": (kind: "rds_cluster", at: (0, 0), properties: {"capacity": "serverless-v2"}), // finding
    ///     "sunny": (kind: "users", at: (150, 0), demand: (rate: requests_per_second(20))),
    ///     "wild": (kind: "users", at: (300, 0), demand: (rate: requests_per_second(20), peak_factor: 8)),
    ///     "varying": (kind: "rds_cluster", at: (450, 0)), // finding
    /// }, connections: {
    ///     "a": (from: "sunny", to: "steady"),
    ///     "b": (from: "wild", to: "varying"),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "steady": (kind: "rds_cluster", at: (0, 0)),
    ///     "sunny": (kind: "users", at: (150, 0), demand: (rate: requests_per_second(20))),
    ///     "wild": (kind: "users", at: (300, 0), demand: (rate: requests_per_second(20), peak_factor: 8)),
    ///     "varying": (kind: "rds_cluster", at: (450, 0), properties: {"capacity": "serverless-v2"}),
    /// }, connections: {
    ///     "a": (from: "sunny", to: "steady"),
    ///     "b": (from: "wild", to: "varying"),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF037",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::Info,
        check: Check::Each(&[&rds_cluster::KIND], check),
        fix: None,
        threshold: Some(Threshold { value: 4.0, unit: both("× the average at the peak", "배(피크/평균)"), source: "default" }),
        korean: Korean {
            title: "부하 형태와 맞지 않는 데이터베이스 용량 방식",
            why: "서버리스 용량은 변하는 부하를 따라가고, 일정한 부하는 프로비저닝된 인스턴스가 더 저렴합니다.",
            fix: "다른 용량 방식으로 시나리오를 그려 비용을 비교합니다.",
            silence: "예약이 인스턴스를 포함하거나 부하가 곧 바뀌는 경우입니다.",
        },
    };
}

/// Peak by average below which a load is steady; default.
const STEADY: f64 = 1.5;

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let Some(factor) = load::peak_factor(cx, item) else {
        return;
    };
    let evidence = match item.text(&rds_cluster::CAPACITY) {
        "provisioned" if factor > out.rule().limit(cx) => {
            let factor = short(factor, 1);
            phrase::about(
                item,
                format!(
                    "provisioned; the peak is {factor} times the average: Serverless v2 is worth a comparison"
                ),
                format!("프로비저닝, 최고점이 평균의 {factor}배: Serverless v2와 비교할 만함"),
            )
        }
        "serverless-v2" if factor < STEADY => {
            let factor = short(factor, 1);
            phrase::about(
                item,
                format!(
                    "Serverless v2; the peak is {factor} times the average: instances are worth a comparison"
                ),
                format!("Serverless v2, 최고점이 평균의 {factor}배: 인스턴스와 비교할 만함"),
            )
        }
        _ => return,
    };
    out.add([item.id], || evidence);
}
