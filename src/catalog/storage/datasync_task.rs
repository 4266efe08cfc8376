//! AWS DataSync task: GB copied.
//!
//! Semantics: AWS DataSync pricing page. The rows hold the basic mode; the enhanced mode (dearer GB and a fee for each
//! execution) has no known price.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice_in;
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Choice, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

const MODES: &[Choice] = &[
    choice_in("BASIC", "Basic", "기본"),
    choice_in("ENHANCED", "Enhanced", "향상"),
];

/// Mode.
pub static TASK_MODE: Property =
    Property::choice("task_mode", both("Mode", "모드"), "BASIC", MODES).doc(
        "Enhanced copies between S3 and others without a limit of files, for more.",
        "향상 모드는 파일 수 제한 없이 복사하며 더 비쌉니다.",
    );

/// GB copied.
pub static COPIED_GB: Property =
    Property::usage("copied_gb", both("Copied", "복사량"), units::GB_PER_MONTH).doc(
        "GB copied in a month. Derived from the GB of the requests that arrive.",
        "한 달에 복사하는 GB입니다. 들어오는 요청의 GB로 계산합니다.",
    );

/// Executions.
pub static EXECUTIONS: Property = Property::usage(
    "executions",
    both("Executions", "실행 횟수"),
    units::TASK_RUNS,
)
.doc(
    "Executions of the task in a month.",
    "월 작업 실행 횟수입니다.",
)
.when(is_enhanced);

/// Verification.
pub static VERIFY: Property = Property::flag("verify", both("Verified", "검증"), true)
    .doc(
        "Copies are compared with their source.",
        "사본을 원본과 비교합니다.",
    )
    .secondary();

fn is_enhanced(item: &Item<'_>) -> bool {
    item.text(&TASK_MODE) == "ENHANCED"
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let mode = if is_enhanced(item) {
        MODES[1]
    } else {
        MODES[0]
    };
    mode.title.get(language).to_owned()
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let copied = cx.usage(&COPIED_GB, cx.flows.gb_in().0);
    let query = Query::new("datasync", "data_transferred");
    if !is_enhanced(&cx.item) {
        bill.usage("copied", COPIED_GB.title, copied, units::GB, query);
        return;
    }
    bill.usage(
        "copied",
        COPIED_GB.title,
        copied,
        units::GB,
        query.with("mode", "enhanced"),
    );
    let runs = cx.usage(&EXECUTIONS, 0.0);
    if runs.value > 0.0 {
        bill.missing(
            "executions",
            EXECUTIONS.title,
            Amount::plain(runs.value, units::TASK_RUNS),
            "datasync task execution",
        )
        .from(runs.source);
    }
}

/// DataSync task.
pub static KIND: Kind = Kind {
    name: "datasync_task",
    title: both("AWS DataSync task", "AWS DataSync 작업"),
    short: both("DataSync", "DataSync"),
    doc: both(
        "Copies files and objects between on-premises storage, other clouds and AWS. One pays for each GB copied.",
        "온프레미스 스토리지, 다른 클라우드, AWS 사이에서 파일과 객체를 복사합니다. 복사하는 GB마다 요금을 냅니다.",
    ),
    category: Category::Migration,
    service: "AWS DataSync",
    spend: Spend::Storage,
    glyph: glyph::ARROWS_LEFT_RIGHT,
    monogram: "DSY",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_datasync_task"],
    imports: &[Import::of("aws_datasync_task").usage(&[("monthly_data_copied_gb", &COPIED_GB)])],
    cloudformation: &["AWS::DataSync::Task"],
    drawio: "datasync",
    keywords: &["copy", "migration", "sync", "복사", "이전", "동기화"],
    endpoint_service: "datasync",
    port: Some(443),
    properties: &[&TASK_MODE, &COPIED_GB, &EXECUTIONS, &VERIFY],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn each_gb_copied() {
        let bench =
            Bench::new("datasync_task").incoming("on_premises_server", 1_048_576.0, 10.0, 0.0);
        // 10 GB x 0.0125 $; the enhanced mode has no known price.
        near(bench.lines().total(), 0.125);
        let enhanced = bench.with("task_mode", "ENHANCED").with("executions", 30.0);
        assert_eq!(enhanced.lines().missing(), ["copied", "executions"]);
    }
}
