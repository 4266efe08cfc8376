//! Amazon EKS managed node groups: EC2 instances with their volumes; the group itself is free.
//!
//! Semantics: Amazon EKS pricing page ("you pay for the EC2 instances"), Amazon EC2 On-Demand pricing page.

use crate::catalog::amount::units;
use crate::catalog::compute::scaling::{self, Scale};
use crate::catalog::compute::{instance, server, volume};
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::text::{both, number};

/// Most nodes of a managed node group (service-facts: EKS quota).
const NODES: f64 = 450.0;

/// Smallest size.
pub static MIN: Property = Property::count(
    "min_size",
    both("Minimum nodes", "최소 노드 수"),
    units::NODES,
    2.0,
    0.0,
    NODES,
)
.doc("Nodes that run at least.", "최소로 실행되는 노드 수입니다.");

/// Largest size.
pub static MAX: Property = Property::count(
    "max_size",
    both("Maximum nodes", "최대 노드 수"),
    units::NODES,
    4.0,
    1.0,
    NODES,
)
.doc("Nodes that run at most.", "최대로 실행되는 노드 수입니다.");

/// Desired size.
pub static DESIRED: Property = Property::count(
    "desired_size",
    both("Desired nodes", "원하는 노드 수"),
    units::NODES,
    2.0,
    0.0,
    NODES,
)
.doc(
    "Nodes that run without a change in demand, spread over the zones of the group's tiles.",
    "수요 변화가 없을 때 실행되는 노드 수입니다. 그룹의 타일이 있는 가용 영역에 분산됩니다.",
);

/// Average size.
pub static AVERAGE: Property = Property::optional(
    "average_nodes",
    both("Average nodes", "평균 노드 수"),
    units::NODES,
    0.0,
    NODES,
)
.doc(
    "Nodes that run on average over the month. If empty: what the average rate needs where the capacity of a node is \
     known, else the desired nodes.",
    "한 달 동안 평균적으로 실행되는 노드 수입니다. 비워 두면 노드 처리 용량을 아는 경우 평균 요청률에서 계산하고, 모르면 원하는 노드 수를 씁니다.",
);

/// Size of the volume; 20 GiB is the default of managed node groups.
pub static SIZE: Property = Property::number(
    "volume_size",
    both("Volume size", "볼륨 크기"),
    units::GIB,
    20.0,
    0.0,
    65_536.0,
)
.doc(
    "Size of the volume of each node.",
    "노드별 볼륨의 크기입니다.",
);

const SCALE: Scale = Scale {
    min: &MIN,
    max: &MAX,
    desired: &DESIRED,
    capacity: &instance::CAPACITY,
    average: &AVERAGE,
};

fn instances(item: &Item<'_>) -> f64 {
    SCALE.desired(item)
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let count = number::short(item.instances(), 0);
    format!("{count} × {}", item.text(&server::TYPE))
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    SCALE.validate(item, problems);
    server::validate(item, problems);
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    server::bill(cx, &SCALE.fleet(cx), bill);
}

/// EKS node group.
pub static KIND: Kind = Kind {
    name: "eks_node_group",
    title: both("Amazon EKS node group", "Amazon EKS 노드 그룹"),
    short: both("EKS nodes", "EKS 노드"),
    doc: both(
        "EC2 instances that run the pods of an EKS cluster. Billed like instances with their volumes; the cluster is \
         billed apart.",
        "EKS 클러스터의 파드를 실행하는 EC2 인스턴스입니다. 인스턴스와 볼륨으로 과금되며 클러스터는 별도로 과금됩니다.",
    ),
    category: Category::Containers,
    service: "Amazon EC2",
    spend: Spend::Compute,
    glyph: glyph::CUBE,
    monogram: "EKS",
    scope: Scope::Vpc,
    network: Network::Instance,
    terraform: &["aws_eks_node_group"],
    cloudformation: &["AWS::EKS::Nodegroup"],
    drawio: "instance2",
    keywords: &["kubernetes", "k8s", "node", "worker", "쿠버네티스", "노드"],
    port: Some(80),
    properties: &[
        &server::TYPE,
        &MIN,
        &DESIRED,
        &MAX,
        &AVERAGE,
        &server::SYSTEM,
        &volume::TYPE,
        &SIZE,
        &volume::IOPS,
        &volume::THROUGHPUT,
        &server::PUBLIC_ADDRESS,
        &server::MONITORING,
        &server::CPU,
        &server::CREDIT,
        &instance::CAPACITY,
        &scaling::TARGET,
        &scaling::POLICY,
        &server::SESSION_STORE,
        &server::FILE_STORE,
        &server::IMDSV2,
        &volume::ENCRYPTED,
    ],
    instances,
    key_fact,
    validate,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn three_nodes_in_seoul() {
        let bench = Bench::new("eks_node_group").with("desired_size", 3.0);
        assert_eq!(bench.key_fact(), "3 × m6i.large");
        let lines = bench.lines();
        // 3 × 730 h × $0.118 = $258.42; 3 × 20 GiB × $0.0912 = $5.472.
        near(lines.usd("instance"), 258.42);
        near(lines.usd("volume"), 5.472);
    }
}
