//! Amazon Aurora Global Database: clusters in several Regions, one of which writes.
//!
//! Semantics: see [`super::global_cluster`].

use super::global_cluster;
use super::rds_cluster;
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Kind, Network, Scope, Spend};
use crate::glyph;
use crate::pricing::Query;
use crate::text::both;

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    global_cluster::bill(
        cx,
        bill,
        Query::new("aurora", "global_replicated_write_io")
            .with("engine", cx.item.text(&rds_cluster::ENGINE)),
    );
}

/// Amazon Aurora Global Database.
pub static KIND: Kind = Kind {
    name: "rds_global_cluster",
    title: both(
        "Amazon Aurora Global Database",
        "Amazon Aurora 글로벌 데이터베이스",
    ),
    short: both("Aurora Global", "Aurora 글로벌"),
    doc: both(
        "An Aurora database in several Regions: one writes, the others read and can take over. One pays for each write I/O that is replicated to a secondary Region; draw the clusters themselves as Aurora clusters.",
        "여러 리전에 걸친 Aurora 데이터베이스입니다. 한 리전이 쓰고 나머지는 읽으며 장애 시 이어받습니다. 보조 리전으로 복제되는 쓰기 I/O마다 요금을 내며, 클러스터는 Aurora 클러스터로 그립니다.",
    ),
    category: Category::Database,
    service: "Amazon Aurora",
    spend: Spend::Database,
    glyph: glyph::GLOBE_HEMISPHERE_EAST,
    monogram: "AURG",
    scope: Scope::Regional,
    network: Network::ManagedDatabase,
    terraform: &["aws_rds_global_cluster"],
    cloudformation: &["AWS::RDS::GlobalCluster"],
    drawio: "aurora",
    keywords: &[
        "aurora",
        "global",
        "disaster recovery",
        "dr",
        "글로벌",
        "재해 복구",
    ],
    is_data_store: true,
    properties: &[
        &rds_cluster::ENGINE,
        &global_cluster::SECONDARY_REGIONS,
        &global_cluster::WRITE_IO,
    ],
    key_fact: global_cluster::key_fact,
    imports: &[Import::of("aws_rds_global_cluster")],
    bill,
    ..Kind::DEFAULT
};
