//! AWS CloudFormation StackSets: the same template in many accounts and Regions, billed like stacks.
//!
//! Semantics: AWS CloudFormation pricing page.

use super::cloudformation_stack::{DRIFT, OPERATIONS, SECONDS, bill, key_fact};
use crate::catalog::terraform::Import;
use crate::catalog::{Category, Kind, Network, Scope, Spend};
use crate::glyph;
use crate::text::both;

/// CloudFormation StackSet.
pub static KIND: Kind = Kind {
    name: "cloudformation_stack_set",
    title: both("AWS CloudFormation StackSet", "AWS CloudFormation StackSet"),
    short: both("StackSet", "StackSet"),
    doc: both(
        "Rolls one template out to many accounts and Regions. Free for AWS resource types; third-party types are billed by the \
         operation.",
        "하나의 템플릿을 여러 계정과 리전에 배포합니다. AWS 리소스 유형은 무료이고 타사 유형은 작업마다 과금됩니다.",
    ),
    category: Category::Management,
    service: "AWS CloudFormation",
    spend: Spend::Other,
    glyph: glyph::SQUARES_FOUR,
    monogram: "CFNS",
    scope: Scope::Regional,
    network: Network::None,
    terraform: &["aws_cloudformation_stack_set"],
    imports: &[Import::of("aws_cloudformation_stack_set").usage(&[
        ("monthly_handler_operations", &OPERATIONS),
        ("monthly_duration_secs", &SECONDS),
    ])],
    cloudformation: &["AWS::CloudFormation::StackSet"],
    drawio: "cloudformation",
    keywords: &[
        "template",
        "organization",
        "multi-account",
        "템플릿",
        "다중 계정",
    ],
    properties: &[&OPERATIONS, &SECONDS, &DRIFT],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn it_is_billed_like_a_stack() {
        let set = |operations: f64| {
            Bench::new("cloudformation_stack_set").with("handler_operations", operations)
        };
        // 2,000 x 0.0009 $.
        near(set(2_000.0).lines().total(), 1.8);
        assert_eq!(set(0.0).lines().keys(), ["aws_types"]);
    }
}
