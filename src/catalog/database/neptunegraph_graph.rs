//! Amazon Neptune Analytics: a graph held in memory.
//!
//! Semantics: Amazon Neptune pricing page, Neptune Analytics: memory-optimised capacity units (m-NCU, one for each GB) by the
//! hour for the graph and each replica, and snapshots. No source has the price of the capacity. Memory goes from 16 to
//! 24,576 m-NCU, replicas from 0 to 2 (botocore neptune-graph, `CreateGraph`).

use super::{protection, reading};
use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend, UsageSource, user_price,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// Memory.
pub static MEMORY: Property = Property::count(
    "provisioned_memory",
    both("Memory", "메모리"),
    units::NCU,
    16.0,
    16.0,
    24_576.0,
)
.doc(
    "Memory-optimised capacity units (m-NCU): about one for each GB of the graph.",
    "메모리 최적화 용량 단위(m-NCU)로, 그래프 1GB당 하나 정도입니다.",
);

/// Replicas.
pub static REPLICAS: Property = Property::count(
    "replica_count",
    both("Replicas", "복제본"),
    units::REPLICAS,
    1.0,
    0.0,
    2.0,
)
.doc(
    "Copies in other zones that take over; each is billed like the graph.",
    "장애 시 이어받는 다른 가용 영역의 사본입니다. 각각 그래프와 같이 과금됩니다.",
);

/// Snapshots.
pub static SNAPSHOT_GB: Property = Property::optional(
    "graph_snapshot_gb",
    both("Snapshots", "스냅샷"),
    units::GB,
    0.0,
    1e9,
)
.doc(
    "Size of the snapshots that are kept.",
    "보관하는 스냅샷의 크기입니다.",
);

fn copies(item: &Item<'_>) -> f64 {
    1.0 + item.number(&REPLICAS)
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let copies = number::short(copies(item), 0);
    let memory = number::short(item.number(&MEMORY), 0);
    format!("{copies} × {memory} m-NCU")
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let amount = Amount::product(
        units::NCU_HOURS,
        &[
            (copies(item), units::INSTANCES),
            (item.number(&MEMORY), units::NCU),
            (cx.hours, units::HOURS),
        ],
    );
    bill.charge(
        "capacity",
        both("Graph capacity", "그래프 용량"),
        amount,
        Query::new("neptune", "analytics_ncu_hour"),
    )
    .or_user_price(item);
    if let Some(gb) = item.typed(&SNAPSHOT_GB).filter(|gb| *gb > 0.0) {
        bill.charge(
            "snapshot",
            both("Snapshot storage", "스냅샷 스토리지"),
            Amount::plain(gb, units::GB_MONTHS),
            Query::new("neptune", "storage_snapshot_memoryoptimizedgraphsnaphot"),
        )
        .from(UsageSource::Typed);
    }
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let public = resource.flag("public_connectivity") == Some(true);
    draft.set(&protection::PUBLICLY_ACCESSIBLE, public);
    reading::declared(resource, draft);
}

/// Neptune Analytics graph.
pub static KIND: Kind = Kind {
    name: "neptunegraph_graph",
    title: both(
        "Amazon Neptune Analytics graph",
        "Amazon Neptune Analytics 그래프",
    ),
    short: both("Neptune Analytics", "Neptune Analytics"),
    doc: both(
        "A graph in memory for analytics and vector search. One pays for its capacity units by the hour; no source has their \
         price, so type it.",
        "분석과 벡터 검색을 위해 메모리에 올린 그래프입니다. 용량 단위 시간마다 요금을 내며, 요금 출처가 없으므로 직접 입력하세요.",
    ),
    category: Category::Database,
    service: "Amazon Neptune",
    spend: Spend::Database,
    glyph: glyph::GRAPH,
    monogram: "NEPA",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_neptunegraph_graph"],
    cloudformation: &["AWS::NeptuneGraph::Graph"],
    drawio: "neptune",
    keywords: &[
        "neptune",
        "analytics",
        "graph",
        "vector",
        "그래프",
        "분석",
        "벡터",
    ],
    port: Some(443),
    is_data_store: true,
    properties: &[
        &MEMORY,
        &REPLICAS,
        &SNAPSHOT_GB,
        &user_price::PRICE,
        &user_price::SOURCE,
        &protection::PUBLICLY_ACCESSIBLE,
        &protection::DELETION_PROTECTION,
        &protection::STORAGE_ENCRYPTED,
        &protection::KMS_KEY,
    ],
    instances: copies,
    key_fact,
    validate: user_price::ask_for_source,
    imports: &[Import::of("aws_neptunegraph_graph").read(read)],
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn capacity_is_missing_until_typed_and_snapshots_are_priced() {
        let bench = Bench::new("neptunegraph_graph")
            .region("us-east-1")
            .with("graph_snapshot_gb", 100.0);
        assert_eq!(bench.lines().missing(), ["capacity"]);
        let lines = bench.with("user_price_usd", 0.03).lines();
        // 2 x 16 m-NCU x 730 h x 0.03 $; 100 GB x 0.021 $.
        near(lines.usd("capacity"), 700.8);
        near(lines.usd("snapshot"), 2.1);
    }
}
