//! AWS Verified Access: hours of each application, and GB.
//!
//! Semantics: AWS Verified Access pricing page: application-hours are cheaper above a volume that the facts do not state, so all are at
//! the first price.

use super::through;
use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::pricing::Query;
use crate::text::both;

/// Applications.
pub static APPLICATIONS: Property = Property::count(
    "applications",
    both("Applications", "애플리케이션"),
    units::SERVICES,
    1.0,
    1.0,
    10_000.0,
)
.doc(
    "Applications (endpoints) that people reach without a VPN.",
    "VPN 없이 접속하는 애플리케이션(엔드포인트)의 수입니다.",
);

/// The endpoints of the plan, which stand in groups of the instance.
fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let endpoints = resource.others("aws_verifiedaccess_endpoint").len();
    draft.set(&APPLICATIONS, endpoints.max(1) as f64);
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.charge(
        "hours",
        both("Application hours", "애플리케이션 시간"),
        Amount::hours(cx.item.number(&APPLICATIONS), units::SERVICES, cx.hours),
        Query::new(
            "vpc_other",
            "hourly_charge_for_verified_access_applications_per_hours_tier1",
        ),
    );
    through::bill_data(
        cx,
        bill,
        Query::new("vpc_other", "data_processed_by_aws_verified_access_per_gb"),
    );
}
/// AWS Verified Access.
pub static KIND: Kind = Kind {
    name: "verifiedaccess_instance",
    title: both("AWS Verified Access", "AWS Verified Access"),
    short: both("Verified Access", "Verified Access"),
    doc: both(
        "Lets people reach applications without a VPN, request by request, by identity and device. Billed by the hour for each application and for each GB.",
        "사용자가 VPN 없이 ID와 디바이스를 검증받아 애플리케이션에 접속하게 합니다. 애플리케이션마다 시간당, 그리고 GB당 과금됩니다.",
    ),
    category: Category::Networking,
    service: "AWS Verified Access",
    spend: Spend::Networking,
    glyph: glyph::SEAL_CHECK,
    monogram: "VA",
    scope: Scope::Regional,
    network: Network::Route,
    terraform: &["aws_verifiedaccess_instance"],
    imports: &[Import::of("aws_verifiedaccess_instance").read(read)],
    cloudformation: &["AWS::EC2::VerifiedAccessInstance"],
    keywords: &["zero trust", "vpn", "제로 트러스트"],
    port: Some(443),
    properties: &[&APPLICATIONS, &through::DATA],
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn applications_and_gb() {
        let lines = Bench::new("verifiedaccess_instance")
            .with("applications", 2.0)
            .with("data_processed_gb", 50.0)
            .lines();
        // 2 × 730 h × $0.35 = $511; 50 GB × $0.02 = $1.
        near(lines.usd("hours"), 511.0);
        near(lines.usd("data"), 1.0);
    }
}
