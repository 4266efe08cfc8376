//! DocumentDB instance as a component of its own, beside a cluster with no instances.
//!
//! Semantics: Amazon DocumentDB pricing page.

use super::cluster_family::{self, CPU_CREDIT_HOURS, DOCUMENTDB, STORAGE_TYPE};
use super::cluster_storage::{IO_REQUESTS, STORAGE_GB};
use super::docdb_cluster::{self, ENGINE_VERSION, INSTANCE_CLASS};
use super::protection;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::text::both;

fn key_fact(item: &Item<'_>, _: Language) -> String {
    item.text(&INSTANCE_CLASS).to_owned()
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let price = docdb_cluster::instance_price(cx, cx.item.text(&INSTANCE_CLASS));
    cluster_family::bill_instances(cx, bill, &DOCUMENTDB, 1.0, price);
}

static IMPORTS: &[Import] = &[Import::of("aws_docdb_cluster_instance")
    .usage(&[("monthly_cpu_credit_hrs", &CPU_CREDIT_HOURS)])
    .read(read)];

/// Data and I/O that the usage figures give for an instance are those of its cluster.
fn read(resource: &Resource<'_>, draft: &mut Draft) {
    cluster_family::read_instance(resource, draft);
    let is_io_optimized = draft.text(&STORAGE_TYPE) == Some("iopt1");
    let usage = resource.usage();
    let given = ["data_storage_gb", "monthly_io_requests"];
    if given.iter().any(|key| usage.value(key).is_some()) {
        let volume = draft.part(&docdb_cluster::KIND, "cluster_volume");
        volume.set(&cluster_family::INSTANCES, 0.0);
        if is_io_optimized {
            volume.set(&STORAGE_TYPE, "iopt1");
        }
        super::reading::usage_or_none(resource, volume, "data_storage_gb", &STORAGE_GB);
        volume.copy_usage(resource, "monthly_io_requests", &IO_REQUESTS);
    }
}

/// DocumentDB instance.
pub static KIND: Kind = Kind {
    name: "docdb_cluster_instance",
    title: both("Amazon DocumentDB instance", "Amazon DocumentDB 인스턴스"),
    short: both("DocumentDB instance", "DocumentDB 인스턴스"),
    doc: both(
        "Primary or replica of a DocumentDB cluster that is drawn apart from it. One pays for its hours.",
        "클러스터와 따로 그린 DocumentDB의 기본 인스턴스 또는 복제본입니다. 인스턴스 시간마다 요금을 냅니다.",
    ),
    category: Category::Database,
    service: "Amazon DocumentDB",
    spend: Spend::Database,
    glyph: glyph::BRACKETS_CURLY,
    monogram: "DOC",
    scope: Scope::Zonal,
    network: Network::ManagedDatabase,
    terraform: &["aws_docdb_cluster_instance"],
    cloudformation: &["AWS::DocDB::DBInstance"],
    drawio: "documentdb_with_mongodb_compatibility",
    keywords: &[
        "documentdb",
        "docdb",
        "mongodb",
        "replica",
        "문서",
        "복제본",
    ],
    port: Some(27017),
    properties: &[
        &INSTANCE_CLASS,
        &ENGINE_VERSION,
        &STORAGE_TYPE,
        &protection::AUTO_MINOR_VERSION_UPGRADE,
        &CPU_CREDIT_HOURS,
    ],
    key_fact,
    imports: IMPORTS,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn hours_and_credits() {
        let bench = Bench::new("docdb_cluster_instance")
            .region("us-east-1")
            .with("instance_class", "db.t3.medium")
            .with("monthly_cpu_credit_hrs", 10.0);
        let lines = bench.lines();
        // 730 h x 0.078 $; 10 h x 2 vCPU x 0.09 $.
        near(lines.usd("instances"), 56.94);
        near(lines.usd("cpu_credits"), 1.8);
        let fixed = bench.with("instance_class", "db.r5.4xlarge").lines();
        // 730 h x 2.216 $; classes of fixed performance have no credits.
        near(fixed.total(), 1617.68);
    }
}
