//! Neptune instance as a component of its own, beside a cluster with no instances.
//!
//! Semantics: Amazon Neptune pricing page. The storage configuration of the cluster decides the price.

use super::cluster_family::{self, CPU_CREDIT_HOURS, NEPTUNE, STORAGE_TYPE};
use super::neptune_cluster::{self, AVERAGE_CAPACITY, CAPACITY, INSTANCE_CLASS, is_serverless};
use super::{protection, reading};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::text::{both, number};

fn key_fact(item: &Item<'_>, _: Language) -> String {
    if is_serverless(item) {
        format!("{} NCU", number::short(item.number(&AVERAGE_CAPACITY), 1))
    } else {
        item.text(&INSTANCE_CLASS).to_owned()
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    if is_serverless(item) {
        neptune_cluster::bill_ncu(cx, bill, 1.0, item.number(&AVERAGE_CAPACITY));
    } else {
        let price = cluster_family::instance_price(item, &NEPTUNE);
        cluster_family::bill_instances(cx, bill, &NEPTUNE, 1.0, price);
    }
}

static IMPORTS: &[Import] = &[Import::of("aws_neptune_cluster_instance")
    .usage(&[("monthly_cpu_credit_hrs", &CPU_CREDIT_HOURS)])
    .read(read)];

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    cluster_family::read_instance(resource, draft);
    if resource.text("instance_class") == Some("db.serverless") {
        draft.set(&CAPACITY, "serverless");
        draft.unset(&INSTANCE_CLASS);
        reading::usage_or_none(resource, draft, "capacity_units_per_hr", &AVERAGE_CAPACITY);
    }
}

/// Neptune instance.
pub static KIND: Kind = Kind {
    name: "neptune_cluster_instance",
    title: both("Amazon Neptune instance", "Amazon Neptune 인스턴스"),
    short: both("Neptune instance", "Neptune 인스턴스"),
    doc: both(
        "Writer or reader of a Neptune cluster that is drawn apart from it. One pays for its hours, or on Serverless for its \
         NCU-hours.",
        "클러스터와 따로 그린 Neptune의 라이터 또는 리더입니다. 인스턴스 시간, Serverless에서는 NCU-시간마다 요금을 냅니다.",
    ),
    category: Category::Database,
    service: "Amazon Neptune",
    spend: Spend::Database,
    glyph: glyph::GRAPH,
    monogram: "NEP",
    scope: Scope::Zonal,
    network: Network::ManagedDatabase,
    terraform: &["aws_neptune_cluster_instance"],
    cloudformation: &["AWS::Neptune::DBInstance"],
    drawio: "neptune",
    keywords: &["neptune", "graph", "reader", "writer", "그래프", "넵튠"],
    port: Some(8182),
    properties: &[
        &CAPACITY,
        &INSTANCE_CLASS,
        &AVERAGE_CAPACITY,
        &STORAGE_TYPE,
        &protection::PUBLICLY_ACCESSIBLE,
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
    fn hours_of_the_class_in_the_storage_configuration() {
        let bench = Bench::new("neptune_cluster_instance")
            .region("eu-west-2")
            .with("instance_class", "db.r4.large");
        // 730 h x 0.408 $, I/O-Optimized 730 h x 0.55 $.
        near(bench.lines().total(), 297.84);
        near(bench.with("storage_type", "iopt1").lines().total(), 401.5);
    }

    #[test]
    fn credits_count_the_hours_of_each_vcpu() {
        let lines = Bench::new("neptune_cluster_instance")
            .region("eu-west-2")
            .with("instance_class", "db.t3.medium")
            .with("monthly_cpu_credit_hrs", 10.0)
            .lines();
        // 730 h x 0.112 $; 10 h x 2 vCPU x 0.15 $.
        near(lines.usd("instances"), 81.76);
        near(lines.usd("cpu_credits"), 3.0);
    }

    #[test]
    fn serverless_bills_the_average() {
        let lines = Bench::new("neptune_cluster_instance")
            .region("us-east-1")
            .with("capacity", "serverless")
            .lines();
        // 2 NCU x 730 h x 0.1608 $.
        near(lines.total(), 234.768);
    }
}
