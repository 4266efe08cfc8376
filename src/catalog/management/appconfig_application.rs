//! AWS AppConfig: configuration asked for and received.
//!
//! Semantics: AWS Systems Manager pricing page (AppConfig); `pricing/systems_manager.csv`. A request that finds
//! nothing changed is billed as a request alone.

use crate::catalog::amount::units;
use crate::catalog::meter::Meter;
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Kind, Network, Property, Scope, Spend, meter};
use crate::glyph;
use crate::text::both;

/// Configuration requests.
pub static REQUESTS: Property = Property::usage(
    "requests",
    both("Configuration requests", "구성 요청"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Requests for configuration in a month. Derived: the requests of incoming connections.",
    "한 달의 구성 요청 수입니다. 들어오는 연결의 요청 수로 계산합니다.",
);

/// Configurations received.
pub static RECEIVED: Property = Property::usage(
    "configurations_received",
    both("Configurations received", "받은 구성"),
    units::ITEMS,
)
.doc(
    "Times that an application got a changed configuration in a month.",
    "한 달에 애플리케이션이 바뀐 구성을 받은 횟수입니다.",
);

static METERS: &[Meter] = &[
    Meter::of(
        "requests",
        &REQUESTS,
        "systems_manager",
        "get_configuration_call",
    )
    .derived(|cx| cx.flows.requests()),
    Meter::of(
        "received",
        &RECEIVED,
        "systems_manager",
        "configuration_received",
    ),
];

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    meter::bill(cx, bill, METERS);
}

/// AppConfig application.
pub static KIND: Kind = Kind {
    name: "appconfig_application",
    title: both("AWS AppConfig application", "AWS AppConfig 애플리케이션"),
    short: both("AppConfig", "AppConfig"),
    doc: both(
        "Feature flags and configuration that change without a deployment. Billed by requests \
         and by configurations received.",
        "배포 없이 바꾸는 기능 플래그와 설정입니다. 요청 수와 받은 구성 수로 과금됩니다.",
    ),
    category: Category::Management,
    service: "AWS Systems Manager",
    spend: Spend::Other,
    glyph: glyph::SLIDERS_HORIZONTAL,
    monogram: "APP",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_appconfig_application"],
    imports: &[Import::of("aws_appconfig_application")],
    cloudformation: &["AWS::AppConfig::Application"],
    drawio: "app_config",
    keywords: &["feature flag", "configuration", "기능 플래그", "설정"],
    port: Some(443),
    properties: &[&REQUESTS, &RECEIVED],
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn requests_and_changes() {
        let lines = Bench::new("appconfig_application")
            .incoming("lambda_function", 10e6, 1.0, 1.0)
            .with("configurations_received", 5000.0)
            .lines();
        // 10 M x $0.0000002; 5,000 x $0.0008.
        near(lines.usd("requests"), 2.0);
        near(lines.usd("received"), 4.0);
    }
}
