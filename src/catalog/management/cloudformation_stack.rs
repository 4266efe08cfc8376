//! AWS CloudFormation stacks: free for AWS's own resource types; handler operations of third-party types and hooks cost.
//!
//! Semantics: AWS CloudFormation pricing page: 0.0009 dollars an operation in most Regions, and by the second beyond 30 seconds
//! of an operation.

use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

/// Handler operations.
pub static OPERATIONS: Property = Property::usage(
    "handler_operations",
    both("Handler operations", "핸들러 작업"),
    units::OPERATIONS,
)
.doc(
    "Operations on third-party resource types in a month; those on AWS types are free. Nothing derives it.",
    "월 타사 리소스 유형에 대한 작업 수입니다. AWS 유형은 무료이며 직접 입력합니다.",
);

/// Long operations.
pub static SECONDS: Property = Property::usage(
    "handler_seconds",
    both("Seconds beyond 30", "30초 초과 시간"),
    units::SECONDS,
)
.doc(
    "Seconds that operations run beyond 30 each, in a month.",
    "한 달 동안 작업마다 30초를 넘긴 시간의 합입니다.",
);

/// Termination protection.
pub static PROTECTED: Property = Property::flag(
    "termination_protection",
    both("Termination protection", "종료 방지"),
    false,
)
.doc(
    "The stack cannot be deleted by mistake.",
    "스택을 실수로 삭제할 수 없습니다.",
)
.secondary();

/// Drift detection.
pub static DRIFT: Property = Property::flag(
    "drift_detection",
    both("Drift detection", "드리프트 감지"),
    false,
)
.doc(
    "Changes made by hand are looked for on a schedule.",
    "수동 변경을 정기적으로 확인합니다.",
)
.secondary();

/// Charges of a stack or a set of stacks.
pub(super) fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let operations = cx.usage(&OPERATIONS, 0.0);
    let seconds = cx.usage(&SECONDS, 0.0);
    if operations.value == 0.0 {
        bill.free(
            "aws_types",
            both("AWS resource types", "AWS 리소스 유형"),
            Amount::plain(1.0, units::NONE),
            both(
                "no charge of its own; the resources are billed",
                "별도 요금이 없으며 리소스가 과금됩니다",
            ),
        );
    } else {
        bill.usage(
            "operations",
            both("Handler operations", "핸들러 작업"),
            operations,
            units::OPERATIONS,
            Query::new(
                "cloudformation",
                "cloudformation_resourceprovider_invocation_per_operations",
            ),
        );
    }
    if seconds.value > 0.0 {
        bill.usage(
            "duration",
            both("Durations above 30 s", "30초 초과 시간"),
            seconds,
            units::SECONDS,
            Query::new(
                "cloudformation",
                "cloudformation_resourceprovider_duration_per_second",
            ),
        );
    }
}

pub(super) fn key_fact(item: &Item<'_>, language: Language) -> String {
    let third_party = item.typed(&OPERATIONS).is_some_and(|count| count > 0.0);
    let fact = if third_party {
        both("third-party types", "타사 유형")
    } else {
        both("AWS types", "AWS 유형")
    };
    fact.get(language).to_owned()
}

/// CloudFormation stack.
pub static KIND: Kind = Kind {
    name: "cloudformation_stack",
    title: both("AWS CloudFormation stack", "AWS CloudFormation 스택"),
    short: both("Stack", "스택"),
    doc: both(
        "Creates resources from a template. Free for AWS resource types; third-party types are billed by the operation.",
        "템플릿으로 리소스를 만듭니다. AWS 리소스 유형은 무료이고 타사 유형은 작업마다 과금됩니다.",
    ),
    category: Category::Management,
    service: "AWS CloudFormation",
    spend: Spend::Other,
    glyph: glyph::STACK,
    monogram: "CFN",
    scope: Scope::Regional,
    network: Network::None,
    terraform: &["aws_cloudformation_stack"],
    imports: &[Import::of("aws_cloudformation_stack").usage(&[
        ("monthly_handler_operations", &OPERATIONS),
        ("monthly_duration_secs", &SECONDS),
    ])],
    cloudformation: &["AWS::CloudFormation::Stack"],
    drawio: "cloudformation",
    keywords: &["template", "infrastructure as code", "iac", "템플릿"],
    endpoint_service: "cloudformation",
    properties: &[&OPERATIONS, &SECONDS, &PROTECTED, &DRIFT],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn only_third_party_types_cost() {
        let stack = || Bench::new("cloudformation_stack");
        assert_eq!(stack().lines().keys(), ["aws_types"]);
        near(stack().lines().total(), 0.0);
        let lines = stack()
            .with("handler_operations", 10_000.0)
            .with("handler_seconds", 5_000.0)
            .lines();
        // 10,000 x 0.0009 $; 5,000 s x 0.00008 $.
        near(lines.usd("operations"), 9.0);
        near(lines.usd("duration"), 0.4);
    }
}
