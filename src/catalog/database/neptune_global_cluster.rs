//! Amazon Neptune global database: clusters in several Regions, one of which writes.
//!
//! Semantics: see [`super::global_cluster`].

use super::global_cluster;
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Kind, Network, Scope, Spend};
use crate::glyph;
use crate::pricing::Query;
use crate::text::both;

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    global_cluster::bill(cx, bill, Query::new("neptune", "neptune_replicatedwrite"));
}

/// Amazon Neptune global database.
pub static KIND: Kind = Kind {
    name: "neptune_global_cluster",
    title: both(
        "Amazon Neptune global database",
        "Amazon Neptune 글로벌 데이터베이스",
    ),
    short: both("Neptune Global", "Neptune 글로벌"),
    doc: both(
        "A Neptune database in several Regions. One pays for each write I/O that is replicated to a secondary Region; draw the clusters themselves as Neptune clusters.",
        "여러 리전에 걸친 Neptune 데이터베이스입니다. 보조 리전으로 복제되는 쓰기 I/O마다 요금을 내며, 클러스터는 Neptune 클러스터로 그립니다.",
    ),
    category: Category::Database,
    service: "Amazon Neptune",
    spend: Spend::Database,
    glyph: glyph::GLOBE_HEMISPHERE_EAST,
    monogram: "NEPG",
    scope: Scope::Regional,
    network: Network::ManagedDatabase,
    terraform: &["aws_neptune_global_cluster"],
    cloudformation: &["AWS::Neptune::GlobalCluster"],
    drawio: "neptune",
    keywords: &["neptune", "global", "graph", "글로벌", "그래프"],
    is_data_store: true,
    properties: &[
        &global_cluster::SECONDARY_REGIONS,
        &global_cluster::WRITE_IO,
    ],
    key_fact: global_cluster::key_fact,
    imports: &[Import::of("aws_neptune_global_cluster")],
    bill,
    ..Kind::DEFAULT
};
