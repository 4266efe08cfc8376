//! COST033: Read replica with nothing to read.

use crate::analysis::review::prelude::*;
use crate::analysis::review::saving;
use crate::catalog::Property;
use crate::catalog::database::{db_instance, rds_cluster};
use crate::model::Value;
use crate::text::number::short;
use std::cell::LazyCell;

rule! {
    /// Read replica with nothing to read
    ///
    /// **Why.** A write-heavy or cached workload gains nothing from replicas.
    ///
    /// **Fix.** Remove the replica; keep Multi-AZ for failover.
    ///
    /// **When to silence it.** The replica serves reports or backups that are not drawn.
    ///
    /// **References.** TA:Amazon RDS idle DB instances; thrifty:rds_db_low_connection_count; COST06-BP02.
    ///
    /// ```ron bad
    /// (components: {
    ///     "app": (kind: "instance", at: (0, 0)),
    ///     "db": (kind: "db_instance", at: (150, 0), properties: {"deployment": "multi-az", "read_replicas": 2}), // finding
    /// }, connections: {
    ///     "c": (from: "app", to: "db", requests_per_month: 50000000, read_share: 0.02),
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "app": (kind: "instance", at: (0, 0)),
    ///     "db": (kind: "db_instance", at: (150, 0), properties: {"deployment": "multi-az", "read_replicas": 2}),
    /// }, connections: {
    ///     "c": (from: "app", to: "db", requests_per_month: 50000000, read_share: 0.9),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "COST033",
        pillar: Pillar::CostOptimization,
        severity: Severity::Low,
        check: each_where(&[&db_instance::KIND, &rds_cluster::KIND], suits, check),
        fix: None,
        threshold: Some(Threshold { value: 10.0, unit: both("% of the requests", "%(요청 대비)"), source: "default" }),
        korean: Korean {
            title: "읽을 것이 없는 읽기 전용 복제본",
            why: "쓰기가 대부분이거나 캐시가 읽기를 처리하면 복제본에서 얻는 것이 없습니다.",
            fix: "복제본을 제거하고 장애 조치를 위한 다중 AZ는 남깁니다.",
            silence: "복제본을 보고서나 백업에 쓰는 경우입니다.",
        },
    };
}

/// Property that counts the replicas, and how many of them no failover needs.
fn spare(item: &Item<'_>) -> (&'static Property, f64) {
    if *item.kind == rds_cluster::KIND {
        // The first reader is the target of a failover.
        let readers = &rds_cluster::READERS;
        return (readers, item.number(readers) - 1.0);
    }
    let replicas = &db_instance::READ_REPLICAS;
    let has_standby = item.text(&db_instance::DEPLOYMENT) != "single-az";
    let needed = if has_standby { 0.0 } else { 1.0 };
    (replicas, item.number(replicas) - needed)
}

fn suits(_: &Cx<'_>, item: &Item<'_>) -> bool {
    let (property, spare) = spare(item);
    spare > 0.0 && (property.applies)(item)
}

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let (property, spare) = spare(item);
    let flows = cx.arrivals(item);
    let (all, reads) = (flows.requests(), flows.reads());
    // Replicas repeat every write: reads far below the writes leave them nothing of their own to do.
    if all <= 0.0 || reads / all * 100.0 >= RULE.limit(cx) {
        return;
    }
    let left = item.number(property) - spare;
    let saved = LazyCell::new(|| saving::with(cx, item, &[(property, Value::from(left))]));
    let evidence = seen(|language| {
        let (name, price) = (phrase::named(item, language), saved.told(language));
        let share = saving::percent(reads / all);
        let spare = short(spare, 0);
        match language {
            Language::English => format!(
                "{name}: reads are {share} of the requests, {spare} replicas are for reading only; without them {price}"
            ),
            Language::Korean => format!(
                "{name}: 요청 중 읽기 {share}, 읽기만을 위한 복제본 {spare}개; 없애면 {price}"
            ),
        }
    });
    out.add([item.id], evidence);
}
