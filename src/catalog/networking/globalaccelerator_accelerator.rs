//! AWS Global Accelerator: the fixed fee of an accelerator.
//!
//! Semantics: AWS Global Accelerator pricing page. The premium for each GB depends on the Region of the endpoints and the place of
//! the users; it stands with the endpoint groups. Transfer to the internet is billed on the connections.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice;
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::pricing::Query;
use crate::text::both;

/// Enabled.
pub static ENABLED: Property = Property::flag("enabled", both("Enabled", "활성화"), true)
    .doc(
        "A disabled accelerator takes no traffic and is billed all the same.",
        "비활성화된 액셀러레이터는 트래픽을 받지 않지만 요금은 계속 발생합니다.",
    )
    .secondary();

/// Addresses.
pub static ADDRESSES: Property = Property::choice(
    "ip_address_type",
    both("Addresses", "주소 유형"),
    "IPV4",
    &[choice("IPV4", "IPv4"), choice("DUAL_STACK", "IPv4 + IPv6")],
)
.doc(
    "Two fixed IPv4 addresses, or two of each version. They are part of the fixed fee.",
    "고정 IPv4 주소 2개 또는 버전별 2개입니다. 고정 요금에 포함됩니다.",
)
.secondary();

/// Flow logs.
pub static FLOW_LOGS: Property =
    Property::flag("flow_logs_enabled", both("Flow logs", "흐름 로그"), false)
        .doc(
            "Records of the flows are written to S3; only the storage is billed.",
            "흐름 기록을 S3에 저장합니다. 스토리지 요금만 발생합니다.",
        )
        .secondary();

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.charge(
        "hours",
        both("Accelerator hours", "액셀러레이터 시간"),
        Amount::hours(1.0, units::ACCELERATORS, cx.hours),
        Query::new("global_accelerator", "accelerator_hour").global(),
    );
}
/// AWS Global Accelerator.
pub static KIND: Kind = Kind {
    name: "globalaccelerator_accelerator",
    title: both("AWS Global Accelerator", "AWS Global Accelerator"),
    short: both("Accelerator", "Accelerator"),
    doc: both(
        "Two fixed addresses that take users into the AWS network at the nearest edge and on to the healthiest Region. Billed by the hour; endpoint groups add a premium for each GB.",
        "가장 가까운 엣지에서 AWS 네트워크로 들어와 정상 상태의 리전으로 연결하는 고정 주소 2개입니다. 시간당 과금되며 엔드포인트 그룹에서 GB당 프리미엄이 더해집니다.",
    ),
    category: Category::Networking,
    service: "AWS Global Accelerator",
    spend: Spend::Networking,
    glyph: glyph::ROCKET_LAUNCH,
    monogram: "GA",
    scope: Scope::Global,
    network: Network::Route,
    terraform: &["aws_globalaccelerator_accelerator"],
    imports: &[Import::of("aws_globalaccelerator_accelerator")
        .attributes(&[("attributes.flow_logs_enabled", &FLOW_LOGS)])],
    cloudformation: &["AWS::GlobalAccelerator::Accelerator"],
    drawio: "global_accelerator",
    keywords: &[
        "anycast",
        "static ip",
        "failover",
        "latency",
        "애니캐스트",
        "고정 주소",
        "장애 조치",
    ],
    port: Some(443),
    properties: &[&ENABLED, &ADDRESSES, &FLOW_LOGS],
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn the_fixed_fee_is_paid_enabled_or_not() {
        let bench = Bench::new("globalaccelerator_accelerator");
        assert_eq!(
            bench.lines().query("hours"),
            "global_accelerator accelerator_hour"
        );
        // 730 h × $0.025 = $18.25.
        near(bench.lines().total(), 18.25);
        near(bench.with("enabled", false).lines().total(), 18.25);
    }
}
