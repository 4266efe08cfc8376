//! CloudWatch Contributor Insights rules: a price for each rule, and for each log event or table event that it
//! matches.
//!
//! Semantics: Amazon CloudWatch pricing page; `pricing/cloudwatch.csv`.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::choice;
use crate::catalog::terraform::Import;
use crate::catalog::{Bill, BillCx, Category, Choice, Item, Kind, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

const SOURCES: &[Choice] = &[
    choice("CloudWatchLogs", "CloudWatch Logs"),
    choice("DynamoDB", "DynamoDB"),
];

/// Source.
pub static SOURCE: Property =
    Property::choice("source", both("Source", "소스"), "CloudWatchLogs", SOURCES)
        .doc("Where the events come from.", "이벤트를 가져오는 곳입니다.");

/// Rules.
pub static RULES: Property = Property::count(
    "rules",
    both("Rules", "규칙"),
    units::RULES,
    1.0,
    1.0,
    1000.0,
)
.doc(
    "How many rules the tile stands for; DynamoDB makes two for a table or index, four with a \
     sort key.",
    "이 타일이 나타내는 규칙 수입니다. DynamoDB는 테이블이나 인덱스마다 2개, 정렬 키가 있으면 \
     4개를 만듭니다.",
);

/// Events matched.
pub static EVENTS: Property = Property::usage(
    "matched_events",
    both("Events matched", "일치한 이벤트"),
    units::EVENTS,
)
.doc(
    "Events that the rules match in a month, counted for each rule. Derived: requests of \
     incoming connections times rules.",
    "한 달에 규칙과 일치하는 이벤트를 규칙마다 센 수입니다. 들어오는 연결의 요청 수에 규칙 \
     수를 곱해 계산합니다.",
);

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let count = item.number(&RULES);
    let figure = number::short(count, 0);
    match language {
        Language::English if count == 1.0 => "1 rule".to_owned(),
        Language::English => format!("{figure} rules"),
        Language::Korean => format!("규칙 {figure}개"),
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let rules = cx.item.number(&RULES);
    let (source, event) = if cx.item.text(&SOURCE) == "DynamoDB" {
        ("DynamoDB", "event_dynamodb")
    } else {
        ("CloudWatchLogs", "event_cloudwatchlog")
    };
    bill.charge(
        "rules",
        both("Rules", "규칙"),
        Amount::plain(rules, units::RULES),
        Query::new("cloudwatch", "contributor_insights_rule_month").with("source", source),
    );
    let events = cx.usage(&EVENTS, cx.flows.requests() * rules);
    bill.usage(
        "events",
        EVENTS.title,
        events,
        units::EVENTS,
        Query::new("cloudwatch", event),
    );
}

/// CloudWatch Contributor Insights.
pub static KIND: Kind = Kind {
    name: "cloudwatch_contributor_insight_rule",
    title: both(
        "CloudWatch Contributor Insights",
        "CloudWatch Contributor Insights",
    ),
    short: both("Contributors", "Contributors"),
    doc: both(
        "Shows who or what contributes most to a figure: top callers, busiest keys. Billed by \
         rules and events matched.",
        "수치에 가장 많이 기여하는 대상(호출자, 키 등)을 보여 줍니다. 규칙 수와 일치한 이벤트 \
         수로 과금됩니다.",
    ),
    category: Category::Management,
    service: "Amazon CloudWatch",
    spend: Spend::Observability,
    glyph: glyph::CHART_BAR,
    monogram: "CI",
    scope: Scope::Regional,
    terraform: &["aws_cloudwatch_contributor_insight_rule"],
    imports: &[Import::of("aws_cloudwatch_contributor_insight_rule")],
    cloudformation: &["AWS::CloudWatch::InsightRule"],
    drawio: "cloudwatch_2",
    keywords: &["top", "hot key", "contributor", "기여도", "상위 항목"],
    properties: &[&SOURCE, &RULES, &EVENTS],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn two_rules_over_a_million_events() {
        let bench = || {
            Bench::new("cloudwatch_contributor_insight_rule")
                .with("rules", 2.0)
                .incoming("dynamodb_table", 1e6, 1.0, 0.0)
        };
        // 2 x $0.50 + 2 M x $0.00000003; DynamoDB x $0.000000033.
        near(bench().lines().total(), 1.06);
        near(
            bench().with("source", "DynamoDB").lines().usd("events"),
            0.066,
        );
    }
}
