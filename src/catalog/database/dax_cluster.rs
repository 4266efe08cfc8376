//! Amazon DynamoDB Accelerator (DAX): node hours.
//!
//! Semantics: Amazon DynamoDB pricing page (DAX).

use super::elasticache_replication_group::{HIT_RATIO, forward};
use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// Node type.
pub static NODE_TYPE: Property =
    Property::text("node_type", both("Node type", "노드 유형"), "dax.r5.large").doc(
        "Size of every node, for example `dax.r5.large` or `dax.t3.small`.",
        "모든 노드의 크기입니다(예: `dax.r5.large`, `dax.t3.small`).",
    );

/// Nodes: 11 at most (service-facts: DAX quota).
pub static NODES: Property = Property::count(
    "replication_factor",
    both("Nodes", "노드"),
    units::NODES,
    3.0,
    1.0,
    11.0,
)
.doc(
    "One primary and its read replicas; three or more survive the loss of a zone.",
    "기본 노드와 읽기 복제본의 수입니다. 셋 이상이면 가용 영역 장애를 견딥니다.",
);

/// Encryption at rest.
pub static ENCRYPTED: Property = Property::flag(
    "server_side_encryption",
    both("Encrypted at rest", "저장 데이터 암호화"),
    true,
)
.doc(
    "Can be chosen only when the cluster is created.",
    "클러스터를 만들 때만 선택할 수 있습니다.",
)
.secondary();

/// TLS.
pub static TLS: Property = Property::flag(
    "transit_encryption",
    both("Encrypted in transit", "전송 중 암호화"),
    true,
)
.doc(
    "Clients connect with TLS.",
    "클라이언트가 TLS로 연결합니다.",
)
.secondary();

fn instances(item: &Item<'_>) -> f64 {
    item.number(&NODES)
}

fn size<'a>(item: &Item<'a>) -> &'a str {
    let node = item.text(&NODE_TYPE);
    node.strip_prefix("dax.").unwrap_or(node)
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let node: String = size(item).chars().take(20).collect();
    format!("{} × {node}", number::short(instances(item), 0))
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    bill.charge(
        "nodes",
        both("Nodes", "노드"),
        Amount::hours(instances(item), units::NODES, cx.hours),
        Query::new("dynamodb", "instance_hour").with("instance_type", size(item)),
    );
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    let node = item.text(&NODE_TYPE);
    if !node.starts_with("dax.") {
        problems.push(Problem::of(
            &NODE_TYPE,
            format!("DAX types start with `dax.`, `{node}` does not"),
            format!("DAX 유형은 `dax.`로 시작해야 합니다: `{node}`"),
        ));
    }
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let encrypted = resource.flag("server_side_encryption.enabled") == Some(true);
    draft.set(&ENCRYPTED, encrypted);
    let tls = resource.text("cluster_endpoint_encryption_type") == Some("TLS");
    draft.set(&TLS, tls);
}

/// DAX cluster.
pub static KIND: Kind = Kind {
    name: "dax_cluster",
    title: both(
        "Amazon DynamoDB Accelerator (DAX)",
        "Amazon DynamoDB Accelerator (DAX)",
    ),
    short: both("DAX", "DAX"),
    doc: both(
        "In-memory cache in front of DynamoDB tables. One pays for each node by the hour.",
        "DynamoDB 테이블 앞에 두는 인메모리 캐시입니다. 노드 시간마다 요금을 냅니다.",
    ),
    category: Category::Database,
    service: "Amazon DynamoDB",
    spend: Spend::Database,
    glyph: glyph::LIGHTNING,
    monogram: "DAX",
    scope: Scope::Vpc,
    network: Network::ManagedDatabase,
    terraform: &["aws_dax_cluster"],
    imports: &[Import::of("aws_dax_cluster").read(read)],
    cloudformation: &["AWS::DAX::Cluster"],
    drawio: "dynamodb_dax",
    keywords: &["dynamodb", "accelerator", "cache", "캐시", "가속"],
    port: Some(8111),
    properties: &[&NODE_TYPE, &NODES, &HIT_RATIO, &ENCRYPTED, &TLS],
    instances,
    key_fact,
    validate,
    forward,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};
    use crate::pricing::{Catalogue, Query};

    #[test]
    fn nodes_by_the_hour() {
        let bench = Bench::new("dax_cluster")
            .region("us-east-1")
            .with("node_type", "dax.r4.large")
            .with("replication_factor", 2.0);
        // 2 x 730 h x 0.269 $.
        near(bench.lines().total(), 392.74);
        assert_eq!(bench.key_fact(), "2 × r4.large");
        assert_eq!(bench.with("node_type", "r4.large").problems().len(), 1);
    }

    #[test]
    fn the_default_node_has_a_price() {
        let query = Query::new("dynamodb", "instance_hour").with("instance_type", "r5.large");
        let price = Catalogue::embedded().price("us-east-1", &query);
        assert!(price.rate().is_some());
    }
}
