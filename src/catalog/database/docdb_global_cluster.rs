//! Amazon DocumentDB global cluster: clusters in several Regions, one of which writes.
//!
//! Semantics: see [`super::global_cluster`].

use super::global_cluster;
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Kind, Network, Scope, Spend};
use crate::glyph;
use crate::pricing::Query;
use crate::text::both;

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    global_cluster::bill(
        cx,
        bill,
        Query::new("documentdb", "global_cluster_replicated_io_per_ios"),
    );
}

/// Amazon DocumentDB global cluster.
pub static KIND: Kind = Kind {
    name: "docdb_global_cluster",
    title: both(
        "Amazon DocumentDB global cluster",
        "Amazon DocumentDB 글로벌 클러스터",
    ),
    short: both("DocumentDB Global", "DocumentDB 글로벌"),
    doc: both(
        "A DocumentDB database in several Regions. One pays for each write I/O that is replicated to a secondary Region; draw the clusters themselves as DocumentDB clusters.",
        "여러 리전에 걸친 DocumentDB 데이터베이스입니다. 보조 리전으로 복제되는 쓰기 I/O마다 요금을 내며, 클러스터는 DocumentDB 클러스터로 그립니다.",
    ),
    category: Category::Database,
    service: "Amazon DocumentDB",
    spend: Spend::Database,
    glyph: glyph::GLOBE_HEMISPHERE_EAST,
    monogram: "DOCG",
    scope: Scope::Regional,
    network: Network::ManagedDatabase,
    terraform: &["aws_docdb_global_cluster"],
    cloudformation: &["AWS::DocDB::GlobalCluster"],
    drawio: "documentdb_with_mongodb_compatibility",
    keywords: &[
        "documentdb",
        "global",
        "disaster recovery",
        "글로벌",
        "재해 복구",
    ],
    is_data_store: true,
    properties: &[
        &global_cluster::SECONDARY_REGIONS,
        &global_cluster::WRITE_IO,
    ],
    key_fact: global_cluster::key_fact,
    imports: &[Import::of("aws_docdb_global_cluster")],
    bill,
    ..Kind::DEFAULT
};
