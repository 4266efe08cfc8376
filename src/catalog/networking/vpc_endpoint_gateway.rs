//! Gateway endpoints for Amazon S3 and DynamoDB: free.
//!
//! Semantics: Amazon VPC user guide, "Gateway endpoints": no charge for endpoint or traffic.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::text::both;

/// Service that the endpoint leads to.
pub static SERVICE: Property = Property::choice(
    "service",
    both("Service", "서비스"),
    "s3",
    &[
        choice("s3", "Amazon S3"),
        choice("dynamodb", "Amazon DynamoDB"),
    ],
)
.doc(
    "Service that the endpoint leads to; only these two have gateway endpoints.",
    "엔드포인트가 연결하는 서비스입니다. 이 두 서비스만 게이트웨이 엔드포인트를 제공합니다.",
);

fn key_fact(item: &Item<'_>, _: Language) -> String {
    match item.text(&SERVICE) {
        "dynamodb" => "DynamoDB".to_owned(),
        _ => "S3".to_owned(),
    }
}

/// Terraform makes a gateway endpoint where no type is given.
fn is_gateway(resource: &Resource<'_>) -> bool {
    matches!(resource.text("vpc_endpoint_type"), None | Some("Gateway"))
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let name = resource.text("service_name").unwrap_or_default();
    if name.ends_with(".dynamodb") {
        draft.set(&SERVICE, "dynamodb");
    }
}

fn bill(_: &BillCx<'_>, bill: &mut Bill) {
    bill.free(
        "endpoint",
        both("Gateway endpoint", "게이트웨이 엔드포인트"),
        Amount::plain(1.0, units::ENDPOINTS),
        both(
            "gateway endpoints and their traffic are free",
            "게이트웨이 엔드포인트와 그 트래픽은 무료입니다",
        ),
    );
}

/// Gateway endpoint.
pub static KIND: Kind = Kind {
    name: "vpc_endpoint_gateway",
    title: both("VPC gateway endpoint", "VPC 게이트웨이 엔드포인트"),
    short: both("Gateway endpoint", "게이트웨이 엔드포인트"),
    doc: both(
        "Route from a VPC to Amazon S3 or DynamoDB that needs neither NAT nor internet gateway. Free.",
        "NAT나 인터넷 게이트웨이 없이 VPC에서 Amazon S3 또는 DynamoDB로 가는 경로입니다. 무료입니다.",
    ),
    category: Category::Networking,
    service: "Amazon VPC",
    spend: Spend::Networking,
    glyph: glyph::DOOR_OPEN,
    monogram: "GWE",
    scope: Scope::Vpc,
    network: Network::Route,
    terraform: &["aws_vpc_endpoint"],
    imports: &[Import::of("aws_vpc_endpoint")
        .accepts(is_gateway)
        .read(read)],
    drawio: "endpoints",
    keywords: &["endpoint", "s3", "dynamodb", "엔드포인트"],
    properties: &[&SERVICE],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn it_is_free_and_says_so() {
        let bench = Bench::new("vpc_endpoint_gateway").incoming("instance", 1e9, 100.0, 100.0);
        assert_eq!(bench.lines().keys(), ["endpoint"]);
        near(bench.lines().total(), 0.0);
        assert_eq!(bench.with("service", "dynamodb").key_fact(), "DynamoDB");
    }
}
