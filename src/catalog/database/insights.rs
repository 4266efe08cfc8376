//! Performance Insights, also as part of Database Insights: history beyond the seven free days, by vCPU-month (ACU-month of
//! Serverless v2), and its API.
//!
//! Semantics: Amazon RDS pricing page, Performance Insights; the price rows have a first month and each further month of
//! retention. Retention is 7 days, a multiple of 31 days up to 23 months, or 731 days (botocore rds,
//! `PerformanceInsightsRetentionPeriod`). Two years have a price of their own by instance family where a source has it.

use crate::catalog::amount::{Amount, Unit, units};
use crate::catalog::property::choice_in;
use crate::catalog::{Bill, BillCx, Choice, Item, Problem, Property, user_price};
use crate::pricing::Query;
use crate::text::{Bilingual, both};

/// Days that are free.
const FREE_DAYS: f64 = 7.0;
/// Days of a month of retention.
const MONTH_DAYS: f64 = 31.0;
/// Two years, the longest retention.
const MOST_DAYS: f64 = 731.0;

const MODES: &[Choice] = &[
    choice_in("standard", "Standard", "표준"),
    choice_in("advanced", "Advanced", "고급"),
];

/// Whether it is on.
pub static PERFORMANCE_INSIGHTS: Property = Property::flag(
    "performance_insights_enabled",
    both("Performance insights", "성능 개선 도우미"),
    false,
)
.doc(
    "Load by query and wait; free with seven days of history.",
    "쿼리와 대기별 부하를 보여 줍니다. 7일 기록까지 무료입니다.",
)
.secondary();

/// Days of history.
pub static RETENTION: Property = Property::count(
    "performance_insights_retention_period",
    both("Insights retention", "성능 기록 보존 기간"),
    units::DAYS,
    FREE_DAYS,
    0.0,
    MOST_DAYS,
)
.doc(
    "7 days are free; 1 to 23 months of 31 days, or 731 days, are billed for each vCPU.",
    "7일은 무료입니다. 31일 단위로 1~23개월 또는 731일을 보존하면 vCPU마다 과금됩니다.",
)
.when(is_on)
.secondary();

/// Calls of its API.
pub static REQUESTS: Property = Property::optional(
    "performance_insights_requests",
    both("Insights API calls", "성능 개선 API 호출"),
    units::REQUESTS_PER_MONTH,
    0.0,
    1e15,
)
.doc(
    "API calls in a month beyond the free million; the console makes none that count.",
    "무료 100만 건을 넘는 월 API 호출입니다. 콘솔 사용은 포함되지 않습니다.",
)
.when(is_on)
.secondary();

/// Mode of CloudWatch Database Insights (botocore rds, `DatabaseInsightsMode`).
pub static MODE: Property = Property::choice(
    "database_insights_mode",
    both("Database Insights", "Database Insights"),
    "standard",
    MODES,
)
.doc(
    "Advanced keeps 15 months of history and is billed for each vCPU-hour or ACU-hour; no source has its price.",
    "고급은 15개월 기록을 보존하며 vCPU-시간 또는 ACU-시간마다 과금됩니다. 요금 출처가 없습니다.",
)
.secondary();

/// Price of an hour of a vCPU or ACU in Advanced mode.
pub static MODE_PRICE: Property = user_price::price(
    "database_insights_price_usd",
    both("Price of Advanced", "고급 모드 요금"),
    units::USD_PER_UNIT,
)
.when(is_advanced)
.secondary();

/// Where the typed price comes from.
pub static MODE_PRICE_SOURCE: Property = user_price::source_named("user_price_source")
    .when(is_advanced)
    .secondary();

fn is_advanced(item: &Item<'_>) -> bool {
    item.text(&MODE) == "advanced"
}

fn is_on(item: &Item<'_>) -> bool {
    item.flag(&PERFORMANCE_INSIGHTS)
}

/// Capacity whose history is kept.
pub(super) enum Watched {
    /// vCPU of RDS instances; `None` where an instance type has no known vCPU.
    Rds(Option<f64>),
    /// vCPU of Aurora instances.
    Aurora(Option<f64>),
    /// Average ACU of Aurora Serverless v2.
    Serverless(f64),
}

impl Watched {
    fn capacity(&self) -> Option<f64> {
        match *self {
            Watched::Rds(vcpu) | Watched::Aurora(vcpu) => vcpu,
            Watched::Serverless(acu) => Some(acu),
        }
    }
    fn unit(&self) -> (Unit, Unit) {
        match self {
            Watched::Serverless(_) => (units::ACU, units::ACU_MONTHS),
            _ => (units::VCPU, units::VCPU_MONTHS),
        }
    }
    /// The rows of the first month (`fmr`) and of each further month (`amr`). Aurora's stand under MySQL's name.
    fn rows(&self) -> [Query; 2] {
        match self {
            Watched::Rds(_) => [
                "performance_insights_provisionedfmr_vcpu_months",
                "performance_insights_provisionedamr_vcpu_months",
            ]
            .map(|variant| {
                Query::new("rds", "performance_insights_vcpu_month").with("variant", variant)
            }),
            Watched::Aurora(_) => [
                Query::new(
                    "aurora",
                    "performance_insights_aurora_mysql_provisionedfmr_vcpu_months",
                ),
                Query::new(
                    "aurora",
                    "performance_insights_aurora_mysql_provisionedamr_vcpu_months",
                ),
            ],
            Watched::Serverless(_) => [
                Query::new(
                    "aurora",
                    "performance_insights_aurora_mysql_serverlessfmr_acu_months",
                ),
                Query::new(
                    "aurora",
                    "performance_insights_aurora_mysql_serverlessamr_acu_months",
                ),
            ],
        }
    }
}

/// The row of two years of a class's family, where there is one.
fn two_years(cx: &BillCx<'_>, class: &str) -> Option<Query> {
    let family = class.split('.').nth(1)?;
    let query =
        Query::new("rds", "performance_insights_two_years_vcpu_month").with("family", family);
    let known = cx
        .catalogue
        .price(cx.item.region(), &query)
        .rate()
        .is_some();
    known.then_some(query)
}

/// The lines of Performance Insights for capacity of a class.
pub(super) fn bill(bill: &mut Bill, cx: &BillCx<'_>, watched: &Watched, class: &str) {
    let item = &cx.item;
    if is_advanced(item) {
        bill_advanced(bill, cx, watched);
    } else if is_on(item) {
        bill_retention(bill, cx, watched, class);
    }
    if !is_on(item) {
        return;
    }
    if let Some(requests) = item.typed(&REQUESTS).filter(|requests| *requests > 0.0) {
        let amount = Amount::plain(requests, units::REQUESTS);
        bill.charge(
            "insights_requests",
            both("Performance Insights API", "성능 개선 도우미 API"),
            amount,
            Query::new("rds", "performance_insights_api_request"),
        )
        .from(crate::catalog::UsageSource::Typed);
    }
}

/// Advanced mode, which includes its history.
fn bill_advanced(bill: &mut Bill, cx: &BillCx<'_>, watched: &Watched) {
    let (of, unit, row) = match watched {
        Watched::Serverless(_) => (units::ACU, units::ACU_HOURS, "database_insights_acu_hour"),
        _ => (
            units::VCPU,
            units::VCPU_HOURS,
            "database_insights_vcpu_hour",
        ),
    };
    let name = both("Database Insights Advanced", "Database Insights 고급");
    let Some(capacity) = watched.capacity() else {
        let amount = Amount::plain(0.0, unit);
        bill.missing(
            "insights_advanced",
            name,
            amount,
            "vCPU of the instance type",
        );
        return;
    };
    let amount = Amount::product(unit, &[(capacity, of), (cx.hours, units::HOURS)]);
    bill.charge(
        "insights_advanced",
        name,
        amount,
        Query::new("cloudwatch", row),
    )
    .or_user(&cx.item, &MODE_PRICE, 1.0);
}

fn bill_retention(bill: &mut Bill, cx: &BillCx<'_>, watched: &Watched, class: &str) {
    let days = cx.item.number(&RETENTION);
    let (of, unit) = watched.unit();
    let lines: [(&'static str, Bilingual); 2] = [
        (
            "insights_first_month",
            both(
                "Performance Insights, first month kept",
                "성능 개선 도우미, 첫 달 보존",
            ),
        ),
        (
            "insights_further_months",
            both(
                "Performance Insights, further months kept",
                "성능 개선 도우미, 추가 달 보존",
            ),
        ),
    ];
    if days <= FREE_DAYS {
        bill.free(
            lines[0].0,
            both("Performance Insights", "성능 개선 도우미"),
            Amount::plain(days, units::DAYS),
            both("seven days of history are free", "7일 기록은 무료입니다"),
        );
    } else if let (true, Some(query), Some(capacity)) =
        (days == MOST_DAYS, two_years(cx, class), watched.capacity())
    {
        let name = both(
            "Performance Insights, two years kept",
            "성능 개선 도우미, 2년 보존",
        );
        bill.charge(lines[0].0, name, Amount::plain(capacity, unit), query);
    } else {
        // 731 days are 24 months: 23.6 of 31 days.
        let months = (days / MONTH_DAYS).ceil();
        for (((key, name), query), months) in lines
            .into_iter()
            .zip(watched.rows())
            .zip([1.0, months - 1.0])
        {
            match watched.capacity() {
                None => {
                    bill.missing(
                        key,
                        name,
                        Amount::plain(0.0, unit),
                        "vCPU of the instance type",
                    );
                }
                Some(capacity) if months > 0.0 => {
                    let amount =
                        Amount::product(unit, &[(capacity, of), (months, units::MONTHS_KEPT)]);
                    bill.charge(key, name, amount, query);
                }
                Some(_) => {}
            }
        }
    }
}

/// Tells a retention that RDS does not take.
pub(super) fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    let days = item.number(&RETENTION);
    let months = days % MONTH_DAYS == 0.0 && days < MOST_DAYS;
    user_price::ask_for_source(item, problems);
    if is_on(item) && days > 0.0 && days != FREE_DAYS && days != MOST_DAYS && !months {
        problems.push(Problem::of(
            &RETENTION,
            "the history is kept for 7 days, a multiple of 31 days up to 713, or 731 days",
            "기록은 7일, 713일까지의 31일 단위, 또는 731일 동안 보존할 수 있습니다",
        ));
    }
}
