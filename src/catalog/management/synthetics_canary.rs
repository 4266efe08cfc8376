//! CloudWatch Synthetics canary: scripts that act as a visitor, billed by the run.
//!
//! Semantics: Amazon CloudWatch pricing page. A canary also runs a Lambda function and keeps its results in S3,
//! which are billed by those services.

use crate::catalog::UsageSource;
use crate::catalog::amount::{Amount, units};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Property, Scope, Spend};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

/// Canaries.
pub static CANARIES: Property = Property::count(
    "canaries",
    both("Canaries", "카나리"),
    units::ITEMS,
    1.0,
    1.0,
    1000.0,
)
.doc(
    "How many canaries the tile stands for.",
    "이 타일이 나타내는 카나리 수입니다.",
);

/// Every.
pub static INTERVAL: Property = Property::number(
    "interval_minutes",
    both("Every", "실행 간격"),
    units::MINUTES,
    5.0,
    1.0,
    60.0,
)
.doc(
    "Minutes from one run to the next.",
    "한 번 실행하고 다음 실행까지의 간격(분)입니다.",
);

/// Runs.
pub static RUNS: Property = Property::usage("runs", both("Runs", "실행"), units::RUNS).doc(
    "Runs in a month. Derived from the interval.",
    "한 달의 실행 횟수입니다. 실행 간격으로 계산합니다.",
);

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let minutes = number::short(item.number(&INTERVAL), 1);
    match language {
        Language::English => format!("every {minutes} min"),
        Language::Korean => format!("{minutes}분마다"),
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let name = both("Canary runs", "카나리 실행");
    let price = Query::new("cloudwatch", "canary_run");
    if let Some(runs) = item.typed(&RUNS) {
        bill.charge("runs", name, Amount::plain(runs, units::RUNS), price)
            .from(UsageSource::Typed);
        return;
    }
    let factors = [
        (item.number(&CANARIES), units::ITEMS),
        (cx.hours, units::HOURS),
        (60.0 / item.number(&INTERVAL), units::NONE),
    ];
    bill.charge("runs", name, Amount::product(units::RUNS, &factors), price);
}

/// Minutes of a schedule like `rate(5 minutes)`; none for others.
fn minutes(schedule: &str) -> Option<f64> {
    let (count, unit) = schedule
        .strip_prefix("rate(")?
        .strip_suffix(')')?
        .split_once(' ')?;
    let count: f64 = count.parse().ok()?;
    let minutes = if unit.starts_with("hour") {
        count * 60.0
    } else {
        count
    };
    (minutes > 0.0).then_some(minutes)
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    match resource.text("schedule.expression").and_then(minutes) {
        Some(every) => draft.set(&INTERVAL, every),
        None => {
            draft.set(&RUNS, 0.0);
            draft.note("the schedule is no `rate` that repeats: its runs are not counted");
        }
    }
}

/// CloudWatch Synthetics canary.
pub static KIND: Kind = Kind {
    name: "synthetics_canary",
    title: both(
        "Amazon CloudWatch Synthetics canary",
        "Amazon CloudWatch Synthetics 카나리",
    ),
    short: both("Canary", "카나리"),
    doc: both(
        "Visits a page or API on a schedule and raises an alarm when it fails. Billed by the \
         run.",
        "페이지나 API를 일정 간격으로 방문하여 실패하면 경보를 울립니다. 실행 횟수로 \
         과금됩니다.",
    ),
    category: Category::Management,
    service: "Amazon CloudWatch",
    spend: Spend::Observability,
    glyph: glyph::RABBIT,
    monogram: "",
    scope: Scope::Regional,
    terraform: &["aws_synthetics_canary"],
    imports: &[Import::of("aws_synthetics_canary").read(read)],
    cloudformation: &["AWS::Synthetics::Canary"],
    drawio: "cloudwatch_2",
    keywords: &["canary", "synthetic", "uptime", "check", "가용성 점검"],
    properties: &[&CANARIES, &INTERVAL, &RUNS],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use super::minutes;
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn a_run_every_five_minutes() {
        let bench = || Bench::new("synthetics_canary");
        // 730 h x 12 = 8,760 runs x $0.0019.
        let lines = bench().lines();
        near(lines.quantity("runs"), 8760.0);
        near(lines.total(), 16.644);
        near(bench().with("runs", 100.0).lines().total(), 0.19);
    }

    #[test]
    fn schedules_of_terraform() {
        assert_eq!(minutes("rate(5 minutes)"), Some(5.0));
        assert_eq!(minutes("rate(1 hour)"), Some(60.0));
        assert_eq!(minutes("rate(0 minute)"), None);
        assert_eq!(minutes("cron(0 * * * ? *)"), None);
    }
}
