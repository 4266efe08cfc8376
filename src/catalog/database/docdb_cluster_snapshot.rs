//! Amazon DocumentDB cluster snapshot.
//!
//! Semantics: Amazon DocumentDB pricing page, backup storage.

use super::snapshot;
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Kind, Network, Scope, Spend};
use crate::glyph;
use crate::pricing::Query;
use crate::text::both;

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    snapshot::bill(&cx.item, bill, Query::new("documentdb", "storage_snapshot"));
}

static IMPORTS: &[Import] = &[Import::of("aws_docdb_cluster_snapshot").read(snapshot::read)];

/// Amazon DocumentDB snapshot.
pub static KIND: Kind = Kind {
    name: "docdb_cluster_snapshot",
    title: both("Amazon DocumentDB snapshot", "Amazon DocumentDB 스냅샷"),
    short: both("DocumentDB snapshot", "DocumentDB 스냅샷"),
    doc: both(
        "A manual snapshot of a DocumentDB cluster. One pays for each GB-month.",
        "DocumentDB 클러스터의 수동 스냅샷입니다. GB-월마다 요금을 냅니다.",
    ),
    category: Category::Database,
    service: "Amazon DocumentDB",
    spend: Spend::Database,
    glyph: glyph::STACK,
    monogram: "DOC",
    scope: Scope::Regional,
    network: Network::None,
    terraform: &["aws_docdb_cluster_snapshot"],
    cloudformation: &[],
    drawio: "documentdb",
    keywords: &["snapshot", "backup", "mongodb", "스냅샷", "백업"],
    is_data_store: true,
    properties: &[&snapshot::SNAPSHOT_GB],
    key_fact: snapshot::key_fact,
    imports: IMPORTS,
    bill,
    ..Kind::DEFAULT
};
