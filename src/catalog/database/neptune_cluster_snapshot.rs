//! Amazon Neptune cluster snapshot.
//!
//! Semantics: Amazon Neptune pricing page, backup storage. A snapshot of a cluster that keeps backups for one day lies within
//! the free size.

use super::snapshot;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Kind, Network, Scope, Spend};
use crate::glyph;
use crate::pricing::Query;
use crate::text::both;

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    snapshot::bill(
        &cx.item,
        bill,
        Query::new("neptune", "storage_snapshot_rate"),
    );
}

static IMPORTS: &[Import] = &[Import::of("aws_neptune_cluster_snapshot").read(read)];

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    snapshot::read(resource, draft);
    let clusters = resource.referred("db_cluster_identifier");
    let days = clusters
        .first()
        .map(|cluster| cluster.number("backup_retention_period").unwrap_or(1.0));
    if days.is_some_and(|days| days <= 1.0) {
        draft.set(&snapshot::SNAPSHOT_GB, 0.0);
    }
}

/// Amazon Neptune snapshot.
pub static KIND: Kind = Kind {
    name: "neptune_cluster_snapshot",
    title: both("Amazon Neptune snapshot", "Amazon Neptune 스냅샷"),
    short: both("Neptune snapshot", "Neptune 스냅샷"),
    doc: both(
        "A manual snapshot of a Neptune cluster. One pays for each GB-month.",
        "Neptune 클러스터의 수동 스냅샷입니다. GB-월마다 요금을 냅니다.",
    ),
    category: Category::Database,
    service: "Amazon Neptune",
    spend: Spend::Database,
    glyph: glyph::STACK,
    monogram: "NEP",
    scope: Scope::Regional,
    network: Network::None,
    terraform: &["aws_neptune_cluster_snapshot"],
    cloudformation: &[],
    drawio: "neptune",
    keywords: &["snapshot", "backup", "graph", "스냅샷", "백업"],
    is_data_store: true,
    properties: &[&snapshot::SNAPSHOT_GB],
    key_fact: snapshot::key_fact,
    imports: IMPORTS,
    bill,
    ..Kind::DEFAULT
};
