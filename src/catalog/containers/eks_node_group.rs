//! Amazon EKS managed node groups: EC2 instances with their volumes; the group itself is free.
//!
//! Semantics: Amazon EKS pricing page ("you pay for the EC2 instances"), Amazon EC2 On-Demand pricing page.

use crate::catalog::amount::units;
use crate::catalog::compute::scaling::{self, Scale};
use crate::catalog::compute::{fleet, instance, launch, server, volume};
use crate::catalog::declared;
use crate::catalog::economics;
use crate::catalog::property::choice_in;
use crate::catalog::purchase;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::text::{both, number};

/// Most nodes of a managed node group (service-facts: EKS quota).
const NODES: f64 = 450.0;

/// GB of the volume of a node where none is stated (Amazon EKS user guide, "Create a managed node group").
const DISK_GB: f64 = 20.0;
/// Type of a node where none is stated (Amazon EKS API, `CreateNodegroup`).
const DEFAULT_TYPE: &str = "t3.medium";

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
)
.if_empty(|item| SCALE.steady(item));

/// How the nodes are bought.
pub static CAPACITY_TYPE: Property = Property::choice(
    "capacity_type",
    both("Capacity type", "용량 유형"),
    "ON_DEMAND",
    &[
        choice_in("ON_DEMAND", "On-Demand", "온디맨드"),
        choice_in("SPOT", "Spot", "스팟"),
    ],
)
.doc(
    "Spot nodes use spare capacity at a lower price; AWS may take them back with two minutes' notice.",
    "스팟 노드는 여유 용량을 더 저렴하게 사용하며 AWS가 2분 전에 알리고 회수할 수 있습니다.",
);

/// Price of a Spot node.
pub static SPOT_PRICE: Property = server::SPOT_PRICE.when(is_spot);

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

/// Privileged pods.
pub static PRIVILEGED: Property = Property::flag(
    "privileged_pods",
    both("Privileged pods", "권한 있는 파드"),
    false,
)
.doc(
    "Pods on these nodes have the rights of the host's root.",
    "이 노드의 파드가 호스트의 루트 권한을 가집니다.",
)
.secondary();

fn is_spot(item: &Item<'_>) -> bool {
    item.text(&CAPACITY_TYPE) == "SPOT"
}

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
    let mut fleet = SCALE.fleet(cx);
    if is_spot(&cx.item) {
        fleet.spot = fleet.count;
    }
    fleet::bill(cx, &fleet, bill);
}

/// Type: the first of the group's, else the template's, else the default of managed node groups. Volume: `disk_size`,
/// or the devices of the launch template.
fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let stated = resource.number("scaling_config.desired_size");
    let count = resource.usage().number("instances").or(stated);
    let count = count.unwrap_or(1.0);
    draft.set(&DESIRED, count.ceil());
    draft.set(&server::TYPE, DEFAULT_TYPE);
    match launch::template(resource) {
        Some(template) => template.set(count, draft),
        None => {
            draft.set(&volume::TYPE, "gp2");
            draft.set(&SIZE, resource.number("disk_size").unwrap_or(DISK_GB));
        }
    }
    if let Some(kind) = resource.text("instance_types.0") {
        draft.set(&server::TYPE, kind);
    }
    let image = resource.text("ami_type").unwrap_or_default();
    if image.starts_with("WINDOWS") && draft.text(&server::SYSTEM).is_none() {
        draft.set(&server::SYSTEM, "windows");
    }
    purchase::read(resource, draft);
}

const USAGE: &[(&str, &Property)] = &[
    ("instances", &AVERAGE),
    ("monthly_hrs", &server::RUNNING_HOURS),
    ("monthly_cpu_credit_hrs", &server::CREDIT_HOURS),
    ("vcpu_count", &server::VCPU_COUNT),
    ("operating_system", &server::SYSTEM),
    ("monthly_standard_io_requests", &volume::IO_REQUESTS),
];

/// Most pods of a node.
pub static PODS: Property = Property::optional_count(
    "max_pods",
    both("Pods per node", "노드당 파드"),
    units::PODS,
    1.0,
    737.0,
)
.doc(
    "Pods that a node runs at most. Each takes an address of the subnet, as the node does. Left out: not stated.",
    "노드 하나가 실행하는 최대 파드 수입니다. 노드와 마찬가지로 파드마다 서브넷 주소를 하나 씁니다. 비워 두면 명시하지 않은 것으로 봅니다.",
)
.secondary();

/// EKS node group.
pub static KIND: Kind = Kind {
    name: "eks_node_group",
    title: both("Amazon EKS node group", "Amazon EKS 노드 그룹"),
    short: both("EKS node group", "EKS 노드 그룹"),
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
    imports: &[Import::of("aws_eks_node_group")
        .attributes(&[
            ("scaling_config.min_size", &MIN),
            ("scaling_config.max_size", &MAX),
        ])
        .usage(USAGE)
        .read(read)],
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
        &CAPACITY_TYPE,
        &SPOT_PRICE,
        &purchase::OPTION_COMMITTED,
        &purchase::TERM,
        &purchase::PAYMENT,
        &purchase::CLASS,
        &purchase::DISCOUNT,
        &purchase::SOURCE,
        &fleet::MIXED,
        &server::RUNNING_HOURS,
        &server::WEEKLY_HOURS,
        &server::SYSTEM,
        &volume::TYPE,
        &SIZE,
        &volume::IOPS,
        &volume::THROUGHPUT,
        &server::PUBLIC_ADDRESS,
        &server::MONITORING,
        &server::DETAILED_METRICS,
        &server::CPU,
        &server::CREDIT,
        &server::CREDIT_HOURS,
        &server::VCPU_COUNT,
        &server::EBS_OPTIMIZED,
        &volume::IO_REQUESTS,
        &economics::LANGUAGE,
        &economics::ARM_BUILDS,
        &instance::CAPACITY,
        &scaling::TARGET,
        &scaling::POLICY,
        &scaling::METRIC,
        &server::SESSION_STORE,
        &server::FILE_STORE,
        &declared::POOL_SIZE,
        &server::IAM_ROLE,
        &server::CREDENTIALS,
        &server::IMDSV2,
        &PRIVILEGED,
        &volume::ENCRYPTED,
        &PODS,
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

    #[test]
    fn the_price_of_spot_nodes_is_typed_or_missing() {
        let bench = Bench::new("eks_node_group").with("capacity_type", "SPOT");
        assert_eq!(bench.lines().missing(), ["spot"]);
        let lines = bench.with("spot_price", 0.04).lines();
        assert!(lines.missing().is_empty());
        // 2 × 730 h × $0.04 = $58.40; 2 × 20 GiB × $0.0912 = $3.648.
        near(lines.usd("spot"), 58.4);
        near(lines.total(), 62.048);
        // A price left over from Spot does not touch On-Demand nodes: 2 × 730 h × $0.118.
        let steady = Bench::new("eks_node_group").with("spot_price", 0.04);
        near(steady.lines().usd("instance"), 172.28);
    }
}
