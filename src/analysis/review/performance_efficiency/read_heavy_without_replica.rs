//! PERF002: Read-heavy database without read replicas.

use crate::analysis::review::load;
use crate::analysis::review::prelude::*;
use crate::catalog::database::{db_instance, rds_cluster};
use crate::text::number::short;

rule! {
    /// Read-heavy database without read replicas
    ///
    /// **Why.** Each added web server adds queries to one machine. Replicas spread the reads; Aurora has up to 15 on shared
    /// storage, with a small lag.
    ///
    /// **Fix.** Add a replica and send reads to the reader endpoint.
    ///
    /// **When to silence it.** A cache answers most reads already, or reads must see the latest write.
    ///
    /// **References.** TA:Amazon Aurora DB cluster under-provisioned for read workload; PERF03-BP02; PERF03-BP04.
    ///
    /// ```ron bad
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"capacity_requests_per_second": 1000}), // finding
    ///     "users": (kind: "users", at: (150, 0), demand: (rate: requests_per_second(300), peak_factor: 3)),
    ///     "web": (kind: "instance", at: (300, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    ///     "query": (from: "web", to: "db", read_share: 0.9),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "db": (kind: "db_instance", at: (0, 0), properties: {"capacity_requests_per_second": 1000, "read_replicas": 1}),
    ///     "users": (kind: "users", at: (150, 0), demand: (rate: requests_per_second(300), peak_factor: 3)),
    ///     "web": (kind: "instance", at: (300, 0)),
    /// }, connections: {
    ///     "call": (from: "users", to: "web"),
    ///     "query": (from: "web", to: "db", read_share: 0.9),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF002",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::Medium,
        check: each_where(&[&db_instance::KIND, &rds_cluster::KIND], suits, check),
        fix: None,
        threshold: Some(Threshold { value: 70.0, unit: both("%", "%"), source: "default" }),
        korean: Korean {
            title: "읽기 전용 복제본이 없는 읽기 위주 데이터베이스",
            why: "웹 서버를 늘릴 때마다 한 대의 데이터베이스에 쿼리가 더해집니다. 복제본은 읽기를 나눕니다. Aurora는 공유 스토리지에 지연이 작은 복제본을 최대 15개 둡니다.",
            fix: "복제본을 추가하고 읽기를 리더 엔드포인트로 보냅니다.",
            silence: "이미 캐시가 대부분의 읽기에 응답하거나 읽기가 최신 쓰기를 보여야 하는 경우입니다.",
        },
    };
}

/// Share of reads from which replicas help; default.
const READS: f64 = 0.7;

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    load::replicas(item) <= 0.0
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    // What a cache answers does not arrive here: the reads are those that it misses.
    let (Some(reads), Some(load)) = (load::read_share(cx, item), load::at_peak(cx, item)) else {
        return;
    };
    if reads < READS || load * 100.0 <= out.rule().limit(cx) {
        return;
    }
    let (reads, load) = (short(reads * 100.0, 0), short(load * 100.0, 0));
    let peak = short(load::peak(cx, item), 1);
    let evidence = || {
        phrase::about(
            item,
            format!(
                "{peak} req/s at the peak, {reads}% reads, {load}% of its capacity, 0 replicas"
            ),
            format!("최고점 {peak} req/s, 읽기 {reads}%, 용량의 {load}% 사용, 복제본 0개"),
        )
    };
    out.add([item.id], evidence);
}
