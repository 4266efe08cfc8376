//! AWS Systems Manager Automation: steps of runbooks and seconds of their scripts.
//!
//! Semantics: AWS Systems Manager pricing page; `pricing/systems_manager.csv`. Scripts are billed by the
//! millisecond (`step_duration_per_units`).

use crate::catalog::amount::{Amount, units};
use crate::catalog::{Bill, BillCx, Category, Kind, Property, Scope, Spend};
use crate::glyph;
use crate::pricing::Query;
use crate::text::both;

/// Steps.
pub static STEPS: Property = Property::usage("steps", both("Steps", "단계"), units::STEPS).doc(
    "Steps of runbooks that run in a month.",
    "한 달에 실행하는 런북의 단계 수입니다.",
);

/// Script time.
pub static SECONDS: Property = Property::usage(
    "script_seconds",
    both("Script time", "스크립트 시간"),
    units::SECONDS,
)
.doc(
    "Seconds that `aws:executeScript` steps run in a month.",
    "한 달에 `aws:executeScript` 단계가 실행되는 초입니다.",
);

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let price = |item| Query::new("systems_manager", item).global();
    let steps = cx.usage(&STEPS, cx.flows.requests());
    bill.usage(
        "steps",
        STEPS.title,
        steps,
        units::STEPS,
        price("step_basic_per_steps"),
    );
    let seconds = cx.usage(&SECONDS, 0.0);
    if seconds.value > 0.0 {
        let milliseconds = [(seconds.value, units::SECONDS), (1000.0, units::NONE)];
        bill.charge(
            "script",
            SECONDS.title,
            Amount::product(units::MILLISECONDS, &milliseconds),
            price("step_duration_per_units"),
        )
        .from(seconds.source);
    }
}

/// Systems Manager Automation.
pub static KIND: Kind = Kind {
    name: "ssm_automation",
    title: both(
        "AWS Systems Manager Automation",
        "AWS Systems Manager Automation",
    ),
    short: both("Automation", "자동화"),
    doc: both(
        "Runbooks that repair, patch and change resources. Billed by steps and by seconds of \
         scripts.",
        "리소스를 복구, 패치, 변경하는 런북입니다. 단계 수와 스크립트 실행 시간으로 과금됩니다.",
    ),
    category: Category::Management,
    service: "AWS Systems Manager",
    spend: Spend::Other,
    glyph: glyph::GEAR,
    monogram: "SSM",
    scope: Scope::Regional,
    terraform: &["aws_ssm_association"],
    cloudformation: &["AWS::SSM::Association"],
    drawio: "systems_manager",
    keywords: &["runbook", "automation", "patch", "런북", "자동화"],
    properties: &[&STEPS, &SECONDS],
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn steps_and_seconds() {
        let lines = Bench::new("ssm_automation")
            .with("steps", 10_000.0)
            .with("script_seconds", 5000.0)
            .lines();
        // 10,000 x $0.002; 5,000,000 ms x $0.00000003.
        near(lines.usd("steps"), 20.0);
        near(lines.usd("script"), 0.15);
        assert_eq!(Bench::new("ssm_automation").lines().find("script"), None);
    }
}
