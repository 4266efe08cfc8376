//! REL080: Search cluster cannot survive a node or zone.

use crate::analysis::review::prelude::*;
use crate::catalog::analytics::opensearch_domain as domain;
use crate::text::number::short;

rule! {
    /// Search cluster cannot survive a node or zone
    ///
    /// **Why.** When a node or zone is lost, the cluster has no majority or no copy of some shards: indexing stops,
    /// searches miss data.
    ///
    /// **Fix.** Use three zones, at least three data nodes, one or more replicas, and three dedicated masters from
    /// eleven nodes on.
    ///
    /// **When to silence it.** Development and test (tag `env`), or indexes that are rebuilt from elsewhere within
    /// the time you have.
    ///
    /// **References.** Opensearch.6; ES.7; CKV_AWS_318; CKV2_AWS_59;
    /// prowler:opensearch_service_domains_fault_tolerant_data_nodes;
    /// prowler:opensearch_service_domains_fault_tolerant_master_nodes; TA:Amazon OpenSearch Service domains with less
    /// than three data nodes; REL10-BP01.
    ///
    /// ```ron bad
    /// (components: {
    ///     "search": (kind: "opensearch_domain", at: (0, 0), properties: {"instance_count": 2, "availability_zone_count": 2}), // finding
    /// })
    /// ```
    ///
    /// ```ron good
    /// (components: {
    ///     "search": (kind: "opensearch_domain", at: (0, 0), properties: {"instance_count": 3, "availability_zone_count": 3}),
    /// })
    /// ```
    pub static RULE = Rule {
        code: "REL080",
        pillar: Pillar::Reliability,
        severity: Severity::High,
        check: Check::Each(&[&domain::KIND], check),
        fix: None,
        threshold: None,
        korean: Korean {
            title: "노드나 가용 영역 장애를 견디지 못하는 검색 클러스터",
            why: "노드나 영역을 잃으면 과반수가 없거나 일부 샤드의 사본이 없어 색인이 멈추고 검색 결과가 빠집니다.",
            fix: "가용 영역 3개, 데이터 노드 3개 이상, 복제본 1개 이상을 쓰고 노드가 11개부터는 전용 마스터 3개를 둡니다.",
            silence: "개발·테스트(`env` 태그)이거나 색인을 제때 다시 만들 수 있는 경우입니다.",
        },
    };
}

/// Data nodes that keep a majority when one is lost.
const NODES: f64 = 3.0;
/// Data nodes up to which the domain may do without dedicated masters.
const WITHOUT_MASTERS: f64 = 10.0;

fn check(cx: &Cx<'_>, item: &Item<'_>, out: &mut Findings) {
    let nodes = item.number(&domain::INSTANCE_COUNT);
    let zones = item.number(&domain::AVAILABILITY_ZONES);
    let replicas = item.number(&domain::REPLICAS);
    let masters = item.number(&domain::MASTER_COUNT);
    let lacks_masters = nodes > WITHOUT_MASTERS && masters < NODES;
    let survives = nodes >= NODES && zones >= 2.0 && replicas >= 1.0 && !lacks_masters;
    if survives || !in_production(cx, item) {
        return;
    }
    let evidence = seen(|language| {
        let name = item.name(language);
        let [nodes, zones, replicas, masters] =
            [nodes, zones, replicas, masters].map(|n| short(n, 0));
        match language {
            Language::English => format!(
                "{name}: data nodes {nodes}, zones {zones}, replicas of each shard {replicas}, dedicated masters {masters}"
            ),
            Language::Korean => format!(
                "{name}: 데이터 노드 {nodes}개, 가용 영역 {zones}개, 샤드당 복제본 {replicas}개, 전용 마스터 {masters}개"
            ),
        }
    });
    out.add([item.id], evidence);
}
