//! Lightsail container services: hours of nodes by power.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice;
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// Power of a node and its meter.
const POWERS: [(&str, &str); 6] = [
    ("nano", "lightsail_containers_linux_nano_0_25_0_5gb_500gb"),
    ("micro", "lightsail_containers_linux_micro_0_25_1gb_500gb"),
    ("small", "lightsail_containers_linux_small_0_5_1gb_500gb"),
    ("medium", "lightsail_containers_linux_medium_1_2gb_500gb"),
    ("large", "lightsail_containers_linux_large_2_4gb_500gb"),
    ("xlarge", "lightsail_containers_linux_xlarge_4_8gb_500gb"),
];

/// Power of each node.
pub static POWER: Property = Property::choice(
    "power",
    both("Power", "성능"),
    "nano",
    &[
        choice("nano", "Nano: 0.25 vCPU, 512 MB"),
        choice("micro", "Micro: 0.25 vCPU, 1 GB"),
        choice("small", "Small: 0.5 vCPU, 1 GB"),
        choice("medium", "Medium: 1 vCPU, 2 GB"),
        choice("large", "Large: 2 vCPU, 4 GB"),
        choice("xlarge", "Xlarge: 4 vCPU, 8 GB"),
    ],
)
.doc(
    "vCPU and memory of each node; decides the price.",
    "노드별 vCPU와 메모리로, 요금을 결정합니다.",
);

/// Number of nodes.
pub static SCALE: Property = Property::count(
    "scale",
    both("Nodes", "노드 수"),
    units::NODES,
    1.0,
    1.0,
    20.0,
)
.doc(
    "Nodes that the service runs on, behind a load balancer that is included. A disabled service costs nothing.",
    "서비스가 실행되는 노드 수입니다. 로드 밸런서가 포함됩니다. 비활성화된 서비스는 과금되지 않습니다.",
);

/// Whether the service is switched off.
pub static DISABLED: Property = Property::flag("is_disabled", both("Disabled", "비활성화"), false)
    .doc(
        "Runs no containers and costs nothing.",
        "컨테이너를 실행하지 않으며 과금되지 않습니다.",
    );

fn instances(item: &Item<'_>) -> f64 {
    item.number(&SCALE)
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let count = number::short(item.instances(), 0);
    format!("{count} × {}", item.text(&POWER))
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let power = item.text(&POWER);
    let Some((_, meter)) = POWERS.iter().find(|(name, _)| *name == power) else {
        return;
    };
    let name = both("Node hours", "노드 시간");
    let amount = Amount::hours(item.instances(), units::NODES, cx.hours);
    if item.flag(&DISABLED) {
        let reason = both("the service is disabled", "서비스가 비활성화됨");
        bill.free("nodes", name, amount, reason);
    } else {
        bill.charge("nodes", name, amount, Query::new("lightsail", meter));
    }
}

/// Lightsail container service.
pub static KIND: Kind = Kind {
    name: "lightsail_container_service",
    title: both(
        "Amazon Lightsail container service",
        "Amazon Lightsail 컨테이너 서비스",
    ),
    short: both("Lightsail containers", "Lightsail 컨테이너"),
    doc: both(
        "Runs containers on nodes at one monthly price by power, with HTTPS and load balancing included.",
        "노드 성능별 월 요금으로 컨테이너를 실행합니다. HTTPS와 로드 밸런싱이 포함됩니다.",
    ),
    category: Category::Compute,
    service: "Amazon Lightsail",
    spend: Spend::Compute,
    glyph: glyph::SHIPPING_CONTAINER,
    monogram: "LSC",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_lightsail_container_service"],
    imports: &[Import::of("aws_lightsail_container_service")],
    cloudformation: &["AWS::Lightsail::Container"],
    drawio: "lightsail",
    keywords: &["container", "docker", "라이트세일", "컨테이너"],
    port: Some(443),
    properties: &[&POWER, &SCALE, &DISABLED],
    instances,
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn nodes_by_power() {
        let bench = Bench::new("lightsail_container_service")
            .region("us-east-1")
            .with("power", "small")
            .with("scale", 3.0);
        // 3 × 730 h × $0.02016129 = $44.1532251.
        near(bench.lines().total(), 44.153_225_1);
        near(bench.with("is_disabled", true).lines().total(), 0.0);
    }
}
