//! VPC Traffic Mirroring: hours of each mirrored network interface.
//!
//! Semantics: Amazon VPC pricing page, "Traffic Mirroring". Mirrored traffic across zones is billed on the connections.

use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::pricing::Query;
use crate::text::both;

/// Sessions.
pub static SESSIONS: Property = Property::count(
    "sessions",
    both("Sessions", "세션"),
    units::SESSIONS,
    1.0,
    1.0,
    10_000.0,
)
.doc(
    "Mirrored network interfaces that the component stands for.",
    "이 컴포넌트가 나타내는 미러링된 네트워크 인터페이스의 수입니다.",
);

fn instances(item: &Item<'_>) -> f64 {
    item.number(&SESSIONS)
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.charge(
        "hours",
        both("Traffic mirroring hours", "트래픽 미러링 시간"),
        Amount::hours(cx.item.instances(), units::SESSIONS, cx.hours),
        Query::new(
            "vpc_other",
            "hourly_charge_for_traffic_mirroring_source_per_hour",
        ),
    );
}
/// VPC traffic mirror session.
pub static KIND: Kind = Kind {
    name: "ec2_traffic_mirror_session",
    title: both("VPC traffic mirror session", "VPC 트래픽 미러 세션"),
    short: both("Mirroring", "미러링"),
    doc: both(
        "Copies the traffic of a network interface to an appliance that inspects it. Billed by the hour for each interface.",
        "네트워크 인터페이스의 트래픽을 검사 어플라이언스로 복사합니다. 인터페이스마다 시간당 과금됩니다.",
    ),
    category: Category::Networking,
    service: "Amazon VPC",
    spend: Spend::Networking,
    glyph: glyph::COPY,
    monogram: "MIRR",
    scope: Scope::Regional,
    network: Network::None,
    terraform: &["aws_ec2_traffic_mirror_session"],
    imports: &[Import::of("aws_ec2_traffic_mirror_session")],
    cloudformation: &["AWS::EC2::TrafficMirrorSession"],
    keywords: &["mirror", "inspection", "ids", "미러", "검사"],
    properties: &[&SESSIONS],
    instances,
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn each_interface_is_billed() {
        let bench = Bench::new("ec2_traffic_mirror_session");
        assert_eq!(
            bench.lines().query("hours"),
            "vpc_other hourly_charge_for_traffic_mirroring_source_per_hour"
        );
        // 730 h × $0.018 = $13.14; three of them $39.42.
        near(bench.lines().total(), 13.14);
        near(bench.with("sessions", 3.0).lines().total(), 39.42);
    }
}
