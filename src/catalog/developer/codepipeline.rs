//! AWS CodePipeline: active pipelines (V1) or minutes of actions (V2).
//!
//! Semantics: AWS CodePipeline pricing page: V1 by the pipeline that ran in the month, free in its first 30 days; V2 by the
//! minute of action execution, manual approvals and custom actions not counted.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice;
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend, user_price,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

/// Type.
pub static TYPE: Property = Property::choice(
    "pipeline_type",
    both("Pipeline type", "파이프라인 유형"),
    "V1",
    &[choice("V1", "V1"), choice("V2", "V2")],
)
.doc(
    "V1 is billed by the active pipeline, V2 by the minute of its actions.",
    "V1은 활성 파이프라인, V2는 작업 실행 분으로 과금됩니다.",
);

/// Length of a run.
pub static MINUTES: Property = Property::number(
    "minutes_per_run",
    both("Action minutes per run", "실행당 작업 시간(분)"),
    units::MINUTES,
    10.0,
    0.0,
    10_080.0,
)
.doc(
    "Minutes of all actions of one run, without manual approvals and custom actions.",
    "수동 승인과 사용자 지정 작업을 제외한 실행 한 번의 작업 분입니다.",
)
.when(is_by_minute);

/// Minutes of all runs.
pub static ACTION_MINUTES: Property = Property::usage(
    "action_minutes",
    both("Action minutes", "작업 시간(분)"),
    units::MINUTES,
)
.doc(
    "Minutes of all actions in a month. Derived from incoming requests (each starts a run).",
    "한 달 동안 모든 작업의 분입니다. 들어오는 요청(요청마다 실행 한 번)에서 계산합니다.",
)
.when(is_by_minute);

/// Approval before production.
pub static APPROVAL: Property = Property::flag(
    "manual_approval",
    both("Manual approval", "수동 승인"),
    false,
)
.doc(
    "Someone approves before the change reaches production.",
    "변경이 운영 환경에 배포되기 전에 사람이 승인합니다.",
)
.secondary();

/// Encryption of artifacts.
pub static ENCRYPTED: Property = Property::flag(
    "artifact_encryption",
    both("Encrypted artifacts", "아티팩트 암호화"),
    true,
)
.doc(
    "Artifacts between stages are encrypted with a KMS key.",
    "단계 사이의 아티팩트를 KMS 키로 암호화합니다.",
)
.secondary();

fn is_by_minute(item: &Item<'_>) -> bool {
    item.text(&TYPE) == "V2"
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    item.text(&TYPE).to_owned()
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    if is_by_minute(item) {
        let derived = cx.flows.requests() * item.number(&MINUTES);
        bill.usage(
            "actions",
            both("Action minutes", "작업 시간"),
            cx.usage(&ACTION_MINUTES, derived),
            units::MINUTES,
            Query::new("codepipeline", "action_execution_minutes_inf"),
        )
        .or_user_price(item);
    } else {
        bill.charge(
            "pipeline",
            both("Active pipeline", "활성 파이프라인"),
            Amount::plain(1.0, units::MONTHS),
            Query::new("codepipeline", "active_pipeline_inf"),
        )
        .or_user_price(item);
    }
}

/// CodePipeline pipeline.
pub static KIND: Kind = Kind {
    name: "codepipeline",
    title: both("AWS CodePipeline pipeline", "AWS CodePipeline 파이프라인"),
    short: both("CodePipeline", "CodePipeline"),
    doc: both(
        "Takes a change from source through build and test to deployment. One pays by the active pipeline or by action \
         minutes.",
        "변경을 소스에서 빌드, 테스트, 배포까지 이어 줍니다. 활성 파이프라인 또는 작업 분에 요금을 냅니다.",
    ),
    category: Category::Developer,
    service: "AWS CodePipeline",
    spend: Spend::Other,
    glyph: glyph::FLOW_ARROW,
    monogram: "CP",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_codepipeline"],
    cloudformation: &["AWS::CodePipeline::Pipeline"],
    drawio: "codepipeline",
    keywords: &["ci", "cd", "deploy", "release", "배포", "파이프라인"],
    endpoint_service: "codepipeline",
    properties: &[
        &TYPE,
        &MINUTES,
        &ACTION_MINUTES,
        &user_price::PRICE,
        &user_price::SOURCE,
        &APPROVAL,
        &ENCRYPTED,
    ],
    key_fact,
    validate: user_price::ask_for_source,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn by_pipeline_or_by_minute() {
        near(Bench::new("codepipeline").lines().total(), 1.0);
        let v2 = Bench::new("codepipeline")
            .with("pipeline_type", "V2")
            .incoming("scheduled_job", 100.0, 1.0, 1.0);
        // 100 runs x 10 min x 0.002 $.
        near(v2.lines().total(), 2.0);
        let idle = Bench::new("codepipeline").with("pipeline_type", "V2");
        near(idle.lines().total(), 0.0);
    }
}
