//! Amazon AppFlow flow: runs and GB processed between a SaaS application and AWS.
//!
//! Semantics: Amazon AppFlow pricing page. Data that stays on AWS (by PrivateLink or to an AWS destination) is cheaper than
//! data sent to a destination outside.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::{Choice, choice_in};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

const DESTINATIONS: &[Choice] = &[
    choice_in("aws", "Within AWS", "AWS 내부"),
    choice_in("outside", "Outside AWS", "AWS 외부"),
    choice_in("privatelink", "By PrivateLink", "PrivateLink 경유"),
];

/// Runs of the flow.
pub static RUNS: Property = Property::number(
    "flow_runs",
    both("Flow runs", "플로 실행"),
    units::EXECUTIONS,
    720.0,
    0.0,
    1e9,
)
.doc(
    "Runs in a month: on a schedule, on an event or on demand. Runs that find no data count, too.",
    "일정, 이벤트, 요청에 따라 실행되는 월 횟수입니다. 데이터가 없는 실행도 포함합니다.",
);

/// Data processed.
pub static DATA: Property = Property::usage(
    "processed_gb",
    both("Processed data", "처리 데이터"),
    units::GB_PER_MONTH,
)
.doc(
    "GB taken, changed and delivered in a month. Derived from incoming connections.",
    "가져와 변환하고 전달하는 월 GB입니다. 들어오는 연결로 계산합니다.",
);

/// Where the data goes.
pub static DESTINATION: Property = Property::choice(
    "destination",
    both("Destination", "대상"),
    "aws",
    DESTINATIONS,
)
.doc(
    "Whether the data stays on AWS; decides the price of a GB.",
    "데이터가 AWS 안에 머무는지에 따라 GB당 요금이 달라집니다.",
);

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let runs = number::compact(item.number(&RUNS), language);
    match language {
        Language::English => format!("{runs} runs/mo"),
        Language::Korean => format!("월 {runs}회 실행"),
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    bill.charge(
        "runs",
        both("Flow runs", "플로 실행"),
        Amount::plain(item.number(&RUNS), units::EXECUTIONS),
        Query::new("appflow", "executeflow_per_flow_runs"),
    );
    let row = match item.text(&DESTINATION) {
        "outside" => "data_processing_outside_aws_per_processing_bytes",
        "privatelink" => "privatelinkdataprocessing_per_processing_bytes",
        _ => "data_processing_within_aws_per_processing_bytes",
    };
    bill.usage(
        "data",
        both("Processed data", "처리 데이터"),
        cx.usage(&DATA, cx.flows.gb_in().0),
        units::GB,
        Query::new("appflow", row),
    );
}

/// How often a flow runs is not in the plan.
fn read(_: &Resource<'_>, draft: &mut Draft) {
    draft.set(&RUNS, 0.0);
    draft.note("the plan does not tell how often the flow runs: no runs are counted");
}

/// AppFlow flow.
pub static KIND: Kind = Kind {
    name: "appflow_flow",
    title: both("Amazon AppFlow flow", "Amazon AppFlow 플로"),
    short: both("AppFlow", "AppFlow"),
    doc: both(
        "Moves data between SaaS applications and AWS without code. One pays for runs and for GB processed.",
        "SaaS 애플리케이션과 AWS 사이에서 코드 없이 데이터를 옮깁니다. 실행 횟수와 처리 GB에 요금을 냅니다.",
    ),
    category: Category::Integration,
    service: "Amazon AppFlow",
    spend: Spend::Messaging,
    glyph: glyph::SWAP,
    monogram: "FLOW",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_appflow_flow"],
    cloudformation: &["AWS::AppFlow::Flow"],
    imports: &[Import::of("aws_appflow_flow").read(read)],
    drawio: "appflow",
    keywords: &["saas", "salesforce", "etl", "sync", "데이터 연동"],
    properties: &[&RUNS, &DATA, &DESTINATION],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn runs_and_data() {
        let flow = Bench::new("appflow_flow").with("processed_gb", 100.0);
        // 720 × $0.001 + 100 GB × $0.08.
        near(flow.lines().total(), 8.72);
        // 720 × $0.001 + 100 GB × $0.136.
        near(flow.with("destination", "outside").lines().total(), 14.32);
        let idle = Bench::new("appflow_flow").with("flow_runs", 0.0);
        near(idle.lines().total(), 0.0);
    }
}
