//! PERF032: Index layout does not fit the use.

use crate::analysis::review::prelude::*;
use crate::catalog::analytics::opensearch_domain;
use crate::text::number::short;

rule! {
    /// Index layout does not fit the use
    ///
    /// **Why.** Many small shards waste memory, too large ones move slowly. One shard with many replicas serves a small
    /// index from every node.
    ///
    /// **Fix.** Choose the number of shards by size (10 to 50 GB each for logs), the replicas by the read load.
    ///
    /// **When to silence it.** The index is about to grow to the size that its shards are meant for.
    ///
    /// **References.** PERF03-BP02; PERF03-BP04.
    ///
    /// ```ron bad
    /// (components: {
    ///     "logs": (kind: "opensearch_domain", at: (0, 0), properties: {"index_use": "logs", "index_gb": 40, "primary_shards": 20}), // finding
    ///     "shop": (kind: "opensearch_domain", at: (150, 0), properties: {"index_use": "search", "index_gb": 4, "primary_shards": 5}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "logs": (kind: "opensearch_domain", at: (0, 0), properties: {"index_use": "logs", "index_gb": 40, "primary_shards": 2}),
    ///     "shop": (kind: "opensearch_domain", at: (150, 0), properties: {"index_use": "search", "index_gb": 4, "primary_shards": 1, "replicas": 2}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "PERF032",
        pillar: Pillar::PerformanceEfficiency,
        severity: Severity::Low,
        check: Check::Each(&[&opensearch_domain::KIND], check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "용도에 맞지 않는 인덱스 구성",
            why: "작은 샤드가 많으면 메모리를 낭비하고 너무 큰 샤드는 옮기기 느립니다. 작은 인덱스는 샤드 하나와 여러 복제본으로 모든 노드에서 응답할 수 있습니다.",
            fix: "샤드 수는 크기(로그는 샤드당 10~50GB)로, 복제본 수는 읽기 부하로 정합니다.",
            silence: "인덱스가 곧 샤드에 맞는 크기로 커질 예정인 경우입니다.",
        },
    };
}

/// GB of a shard of logs, and of an index that is small; defaults.
const LEAST_GB: f64 = 10.0;
const MOST_GB: f64 = 50.0;
const SMALL_GB: f64 = 10.0;

fn check(_: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let size = item.typed(&opensearch_domain::INDEX_GB);
    let shards = item.typed(&opensearch_domain::PRIMARY_SHARDS);
    let (Some(size), Some(shards)) = (size, shards.filter(|shards| *shards > 0.0)) else {
        return;
    };
    let each = size / shards;
    let (replicas, nodes) = (
        item.number(&opensearch_domain::REPLICAS),
        item.number(&opensearch_domain::INSTANCE_COUNT),
    );
    let evidence = match item.text(&opensearch_domain::INDEX_USE) {
        // One shard cannot be too small: there is nothing to merge it with.
        "logs" if each > MOST_GB || (each < LEAST_GB && shards > 1.0) => {
            let (size, shards, each) = (short(size, 1), short(shards, 0), short(each, 1));
            phrase::about(
                item,
                format!(
                    "{size} GB in {shards} shards: {each} GB each, {LEAST_GB} to {MOST_GB} GB fit logs"
                ),
                format!(
                    "{size} GB를 샤드 {shards}개에 저장: 샤드당 {each} GB, 로그에는 {LEAST_GB}~{MOST_GB} GB가 적당"
                ),
            )
        }
        "search" if size < SMALL_GB && shards > 1.0 && replicas < nodes - 1.0 => {
            let (size, shards) = (short(size, 1), short(shards, 0));
            let (replicas, nodes) = (short(replicas, 0), short(nodes, 0));
            phrase::about(
                item,
                format!("{size} GB in {shards} shards with {replicas} replicas on {nodes} nodes"),
                format!("{size} GB를 샤드 {shards}개, 복제본 {replicas}개, 노드 {nodes}개에 저장"),
            )
        }
        _ => return,
    };
    out.add([item.id], || evidence);
}
