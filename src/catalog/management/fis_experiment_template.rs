//! AWS Fault Injection Service: minutes that actions of experiments run.
//!
//! Semantics: AWS FIS pricing page; `pricing/fis.csv`. An action in several accounts costs its minutes in each.

use crate::catalog::amount::units;
use crate::catalog::meter::Meter;
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Kind, Property, Scope, Spend, meter};
use crate::glyph;
use crate::text::both;

/// Action minutes.
pub static MINUTES: Property = Property::usage(
    "action_minutes",
    both("Action minutes", "작업 시간"),
    units::ACTION_MINUTES,
)
.doc(
    "Minutes that the actions of experiments run in a month.",
    "한 달에 실험의 작업이 실행되는 시간(분)입니다.",
);

/// In other accounts.
pub static MULTI: Property = Property::usage(
    "multi_account_action_minutes",
    both("In other accounts", "다른 계정의 작업 시간"),
    units::ACTION_MINUTES,
)
.doc(
    "Action minutes in further accounts.",
    "다른 계정에서 실행되는 작업 시간(분)입니다.",
)
.secondary();

/// Stop condition.
pub static STOP: Property =
    Property::flag("stop_condition", both("Stop condition", "중지 조건"), true)
        .doc(
            "An alarm ends the experiment.",
            "경보가 울리면 실험을 끝냅니다.",
        )
        .secondary();

static METERS: &[Meter] = &[
    Meter::of(
        "actions",
        &MINUTES,
        "fis",
        "developer_tools_action_actionminute",
    ),
    Meter::of(
        "other_accounts",
        &MULTI,
        "fis",
        "developer_tools_multi_account_action_actionminuteaccount",
    ),
];

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    meter::bill(cx, bill, METERS);
}

/// Fault Injection Service.
pub static KIND: Kind = Kind {
    name: "fis_experiment_template",
    title: both("AWS Fault Injection Service", "AWS Fault Injection Service"),
    short: both("FIS", "FIS"),
    doc: both(
        "Breaks things on purpose to see whether the design holds. Billed by the minute of \
         each action.",
        "설계가 견디는지 확인하려고 일부러 장애를 일으킵니다. 작업마다 분 단위로 과금됩니다.",
    ),
    category: Category::Management,
    service: "AWS Fault Injection Service",
    spend: Spend::Other,
    glyph: glyph::BOMB,
    monogram: "FIS",
    scope: Scope::Regional,
    terraform: &["aws_fis_experiment_template"],
    imports: &[Import::of("aws_fis_experiment_template")],
    cloudformation: &["AWS::FIS::ExperimentTemplate"],
    keywords: &["chaos", "experiment", "failure", "카오스", "장애 실험"],
    properties: &[&MINUTES, &MULTI, &STOP],
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn minutes_of_actions() {
        let lines = Bench::new("fis_experiment_template")
            .with("action_minutes", 100.0)
            .with("multi_account_action_minutes", 50.0)
            .lines();
        // 100 x $0.10 + 50 x $0.10.
        near(lines.total(), 15.0);
    }
}
