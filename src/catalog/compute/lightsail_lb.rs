//! Lightsail load balancers: one price by the hour, certificates and traffic included.

use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

/// Port of the instances.
pub static PORT: Property = Property::count(
    "instance_port",
    both("Port of the instances", "인스턴스 포트"),
    units::NONE,
    80.0,
    0.0,
    65_535.0,
)
.doc(
    "Port on which the instances take the requests.",
    "인스턴스가 요청을 받는 포트입니다.",
)
.secondary();

fn key_fact(_: &Item<'_>, _: Language) -> String {
    "HTTPS".to_owned()
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    bill.charge(
        "hours",
        both("Load balancer hours", "로드 밸런서 시간"),
        Amount::hours(1.0, units::LOAD_BALANCERS, cx.hours),
        Query::new("lightsail", "lightsail_load_balancer_per_hrs"),
    );
}

/// Lightsail load balancer.
pub static KIND: Kind = Kind {
    name: "lightsail_lb",
    title: both(
        "Amazon Lightsail load balancer",
        "Amazon Lightsail 로드 밸런서",
    ),
    short: both("Lightsail load balancer", "Lightsail 로드 밸런서"),
    doc: both(
        "Shares requests out among Lightsail instances at a fixed price; traffic and certificates are included.",
        "Lightsail 인스턴스에 요청을 분산하며 고정 요금입니다. 트래픽과 인증서가 포함됩니다.",
    ),
    category: Category::Compute,
    service: "Amazon Lightsail",
    spend: Spend::Networking,
    glyph: glyph::ARROWS_SPLIT,
    monogram: "LSLB",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_lightsail_lb"],
    imports: &[Import::of("aws_lightsail_lb")],
    cloudformation: &["AWS::Lightsail::LoadBalancer"],
    drawio: "lightsail",
    keywords: &["load balancer", "라이트세일", "로드 밸런서"],
    port: Some(443),
    balances: true,
    properties: &[&PORT],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn one_price_whatever_the_traffic() {
        let lines = Bench::new("lightsail_lb")
            .region("us-east-1")
            .incoming("users", 1e9, 1.0, 10.0)
            .lines();
        // 730 h × $0.024193548 = $17.66129004.
        near(lines.total(), 17.661_290_04);
    }
}
