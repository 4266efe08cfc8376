//! Stages of Amazon API Gateway REST APIs: hours of the cache.
//!
//! Semantics: Amazon API Gateway pricing page. The calls are billed with the API. A REST API of the drawing can hold the cache itself;
//! this item is for stages that are described apart, as Terraform does.

use super::api_gateway_rest::{self, CACHE};
use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::text::both;

/// X-Ray tracing.
pub static VARIABLES: Property = Property::flag(
    "xray_tracing_enabled",
    both("X-Ray tracing", "X-Ray 추적"),
    false,
)
.doc(
    "Sampled requests are traced through services.",
    "표본으로 뽑은 요청을 서비스 전반에서 추적합니다.",
)
.secondary();

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    if resource.flag("cache_cluster_enabled") == Some(true)
        && let Some(size) = resource.text("cache_cluster_size")
    {
        draft.set(&CACHE, size);
    }
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    match (api_gateway_rest::has_cache(item), language) {
        (true, _) => format!("{} GB", item.text(&CACHE)),
        (false, Language::English) => "no cache".to_owned(),
        (false, Language::Korean) => "캐시 없음".to_owned(),
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    if api_gateway_rest::has_cache(&cx.item) {
        api_gateway_rest::bill_cache(cx, bill);
    } else {
        bill.free(
            "stage",
            both("Stage", "스테이지"),
            Amount::plain(1.0, units::STAGES),
            both(
                "a stage without a cache is free; calls are billed with the API",
                "캐시가 없는 스테이지는 무료이며 호출은 API에서 과금됩니다",
            ),
        );
    }
}
/// Amazon API Gateway stage.
pub static KIND: Kind = Kind {
    name: "api_gateway_stage",
    title: both("Amazon API Gateway stage", "Amazon API Gateway 스테이지"),
    short: both("API stage", "API 스테이지"),
    doc: both(
        "Published version of a REST API, with or without a cache. Billed by the hour for the cache only.",
        "게시된 REST API의 버전으로 캐시를 둘 수 있습니다. 캐시에만 시간당 과금됩니다.",
    ),
    category: Category::Networking,
    service: "Amazon API Gateway",
    spend: Spend::Networking,
    glyph: glyph::STEPS,
    monogram: "STG",
    scope: Scope::Regional,
    network: Network::None,
    terraform: &["aws_api_gateway_stage"],
    imports: &[Import::of("aws_api_gateway_stage").read(read)],
    cloudformation: &["AWS::ApiGateway::Stage"],
    drawio: "api_gateway",
    keywords: &["api", "stage", "cache", "스테이지", "캐시"],
    properties: &[&CACHE, &VARIABLES],
    key_fact,
    bill,
    ..Kind::DEFAULT
};
#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn only_the_cache_is_billed() {
        let bench = Bench::new("api_gateway_stage");
        assert_eq!(bench.lines().keys(), ["stage"]);
        near(bench.lines().total(), 0.0);
        // 730 h × $3.80 = $2,774.
        let lines = bench.with("cache_size_gb", "237").lines();
        assert_eq!(lines.query("cache"), "api_gateway cache_hour memory_gb=237");
        near(lines.total(), 2774.0);
    }
}
