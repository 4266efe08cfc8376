//! AWS CloudTrail trail: who called which API.
//!
//! Semantics: AWS CloudTrail pricing page; `pricing/cloudtrail.csv`. The first copy of management events in a
//! Region is free; further copies, data events and Insights are billed by the event, CloudTrail Lake by the GB.
//! Delivery to S3 is billed by S3.

use crate::catalog::amount::{Amount, units};
use crate::catalog::meter::Meter;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{Bill, BillCx, Category, Item, Kind, Property, Scope, Spend, meter};
use crate::glyph;
use crate::model::Language;
use crate::text::both;

/// Management events.
pub static MANAGEMENT: Property = Property::flag(
    "management_events",
    both("Management events", "관리 이벤트"),
    true,
)
.doc(
    "Records changes of resources and sign-ins. The first trail of an account has them for \
     free.",
    "리소스 변경과 로그인을 기록합니다. 계정의 첫 번째 추적에서는 무료입니다.",
);

/// Events of further copies.
pub static ADDITIONAL: Property = Property::usage(
    "additional_management_events",
    both("Events of further copies", "추가 사본 이벤트"),
    units::EVENTS,
)
.doc(
    "Management events that this trail delivers in a month, if another trail has them already.",
    "다른 추적이 이미 기록하는 관리 이벤트를 이 추적이 한 달에 또 전달하는 수입니다.",
)
.when(|item| item.flag(&MANAGEMENT));

/// Data events.
pub static DATA_EVENTS: Property = Property::usage(
    "data_events",
    both("Data events", "데이터 이벤트"),
    units::EVENTS,
)
.doc(
    "Operations on objects, functions and items recorded in a month. Derived: the requests of \
     incoming connections.",
    "한 달에 기록하는 객체, 함수, 항목 작업 수입니다. 들어오는 연결의 요청 수로 계산합니다.",
);

/// Insights.
pub static INSIGHTS: Property = Property::flag("insights", both("Insights", "Insights"), false)
    .doc(
        "Finds unusual rates of calls and errors.",
        "평소와 다른 호출 및 오류 비율을 찾습니다.",
    );

/// Events analysed.
pub static INSIGHTS_EVENTS: Property = Property::usage(
    "insights_events",
    both("Events analysed", "분석 이벤트"),
    units::EVENTS,
)
.doc(
    "Management events that Insights analyses in a month.",
    "Insights가 한 달에 분석하는 관리 이벤트 수입니다.",
)
.when(|item| item.flag(&INSIGHTS));

/// CloudTrail Lake, taken in.
pub static LAKE_GB: Property = Property::usage(
    "lake_ingested_gb",
    both("CloudTrail Lake, taken in", "CloudTrail Lake 수집량"),
    units::GB_PER_MONTH,
)
.doc(
    "GB that an event data store takes in during a month, at the price for seven years of \
     retention.",
    "이벤트 데이터 스토어가 한 달에 수집하는 GB이며, 7년 보존 요금으로 계산합니다.",
)
.secondary();

/// CloudTrail Lake, scanned.
pub static LAKE_SCANNED: Property = Property::usage(
    "lake_scanned_gb",
    both("CloudTrail Lake, scanned", "CloudTrail Lake 스캔량"),
    units::GB_PER_MONTH,
)
.doc(
    "GB that queries scan in a month.",
    "쿼리가 한 달에 스캔하는 GB입니다.",
)
.secondary();

/// All Regions.
pub static MULTI_REGION: Property = Property::flag(
    "is_multi_region_trail",
    both("All Regions", "모든 리전"),
    true,
)
.doc(
    "Records all Regions; otherwise a Region that nobody uses goes unwatched.",
    "모든 리전을 기록합니다. 그렇지 않으면 사용하지 않는 리전이 감시되지 않습니다.",
);

/// All accounts.
pub static ORGANIZATION: Property = Property::flag(
    "is_organization_trail",
    both("All accounts", "모든 계정"),
    false,
)
.doc(
    "Records all accounts of the organisation.",
    "조직의 모든 계정을 기록합니다.",
)
.secondary();

/// Log file validation.
pub static VALIDATION: Property = Property::flag(
    "enable_log_file_validation",
    both("Log file validation", "로그 파일 검증"),
    true,
)
.doc(
    "Digests show whether a log file was changed.",
    "다이제스트로 로그 파일의 변조 여부를 확인합니다.",
)
.secondary();

/// Customer managed key.
pub static KMS_KEY: Property = Property::flag(
    "kms_key",
    both("Customer managed key", "고객 관리형 키"),
    false,
)
.doc(
    "Logs are encrypted with a KMS key of your own.",
    "직접 관리하는 KMS 키로 로그를 암호화합니다.",
)
.secondary();

/// To CloudWatch Logs.
pub static LOGS: Property = Property::flag(
    "cloudwatch_logs",
    both("To CloudWatch Logs", "CloudWatch Logs 전달"),
    false,
)
.doc(
    "Events go to a log group too, so that alarms can watch them. Draw the log group to bill \
     it.",
    "경보로 감시할 수 있도록 이벤트를 로그 그룹에도 보냅니다. 로그 그룹을 그리면 비용에 \
     포함됩니다.",
)
.secondary();

/// Alarms on the trail.
pub static ALARMS: Property = Property::flag(
    "alarms",
    both("Alarms on the trail", "추적 경보"),
    false,
)
.doc(
    "Metric filters or rules raise an alarm on use of root, sign-ins without MFA and changes \
     of policies.",
    "루트 사용, MFA 없는 로그인, 정책 변경을 지표 필터나 규칙으로 알립니다.",
)
.secondary();

static EVENTS: &[Meter] = &[
    Meter::of(
        "management_copies",
        &ADDITIONAL,
        "cloudtrail",
        "management_event",
    )
    .with(&[("copy", "additional")]),
    Meter::of("data_events", &DATA_EVENTS, "cloudtrail", "data_event")
        .derived(|cx| cx.flows.requests()),
    Meter::of("insights", &INSIGHTS_EVENTS, "cloudtrail", "insights_event"),
    Meter::of("lake", &LAKE_GB, "cloudtrail", "ingestion_bytes"),
    Meter::of(
        "lake_queries",
        &LAKE_SCANNED,
        "cloudtrail",
        "queryscanned_bytes",
    ),
];

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let text = if item.flag(&MULTI_REGION) {
        both("all Regions", "모든 리전")
    } else {
        both("one Region", "단일 리전")
    };
    text.get(language).to_owned()
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    if cx.item.flag(&MANAGEMENT) && cx.usage(&ADDITIONAL, 0.0).value == 0.0 {
        bill.free(
            "management_events",
            both("Management events", "관리 이벤트"),
            Amount::plain(1.0, units::ITEMS),
            both(
                "the first copy in a Region is free",
                "리전의 첫 번째 사본은 무료입니다",
            ),
        );
    }
    let has_figure = cx.flows.requests() > 0.0
        || EVENTS
            .iter()
            .any(|meter| cx.item.typed(meter.property()).is_some());
    if has_figure || bill.charges.is_empty() {
        meter::bill(cx, bill, EVENTS);
    }
}

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let global = resource
        .flag("include_global_service_events")
        .unwrap_or(true);
    draft.set(&MANAGEMENT, global);
    draft.set(&INSIGHTS, resource.has("insight_selector"));
    draft.set(
        &KMS_KEY,
        resource.has("kms_key_id") || resource.references("kms_key_id") > 0,
    );
    let logs = "cloud_watch_logs_group_arn";
    draft.set(&LOGS, resource.has(logs) || resource.references(logs) > 0);
}

/// CloudTrail.
pub static KIND: Kind = Kind {
    name: "cloudtrail",
    title: both("AWS CloudTrail", "AWS CloudTrail"),
    short: both("CloudTrail", "CloudTrail"),
    doc: both(
        "Records every call of the AWS API. The first copy of management events is free; data \
         events, further copies and analyses are billed by the event.",
        "모든 AWS API 호출을 기록합니다. 관리 이벤트의 첫 사본은 무료이며, 데이터 이벤트, \
         추가 사본, 분석은 이벤트마다 과금됩니다.",
    ),
    category: Category::Management,
    service: "AWS CloudTrail",
    spend: Spend::Other,
    glyph: glyph::FOOTPRINTS,
    monogram: "",
    scope: Scope::Regional,
    terraform: &["aws_cloudtrail"],
    imports: &[Import::of("aws_cloudtrail")
        .usage(&[
            ("monthly_additional_management_events", &ADDITIONAL),
            ("monthly_data_events", &DATA_EVENTS),
            ("monthly_insight_events", &INSIGHTS_EVENTS),
        ])
        .read(read)],
    cloudformation: &["AWS::CloudTrail::Trail"],
    drawio: "cloudtrail",
    keywords: &["audit", "trail", "api calls", "감사", "추적"],
    properties: &[
        &MANAGEMENT,
        &ADDITIONAL,
        &DATA_EVENTS,
        &INSIGHTS,
        &INSIGHTS_EVENTS,
        &MULTI_REGION,
        &ORGANIZATION,
        &VALIDATION,
        &KMS_KEY,
        &LOGS,
        &ALARMS,
        &LAKE_GB,
        &LAKE_SCANNED,
    ],
    key_fact,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn the_first_copy_is_free_the_rest_is_billed_by_event() {
        assert_eq!(Bench::new("cloudtrail").lines().total(), 0.0);
        let lines = Bench::new("cloudtrail")
            .with("additional_management_events", 1e6)
            .with("data_events", 10e6)
            .with("insights", true)
            .with("insights_events", 1e6)
            .lines();
        // 1 M x $0.00002 = $20; 10 M x $0.000001 = $10; 1 M x $0.0000035 = $3.50.
        near(lines.usd("management_copies"), 20.0);
        near(lines.usd("data_events"), 10.0);
        near(lines.usd("insights"), 3.5);
        near(lines.total(), 33.5);
    }

    #[test]
    fn data_events_follow_what_is_drawn_and_the_lake_is_billed_by_gigabyte() {
        let lines = Bench::new("cloudtrail")
            .incoming("s3_bucket", 2e6, 1.0, 0.0)
            .with("lake_ingested_gb", 100.0)
            .with("lake_scanned_gb", 1000.0)
            .lines();
        // 2 M x $0.000001; 100 GB x $2.50; 1,000 GB x $0.005.
        near(lines.usd("data_events"), 2.0);
        near(lines.usd("lake"), 250.0);
        near(lines.usd("lake_queries"), 5.0);
    }

    #[test]
    fn off_events_have_no_line() {
        let lines = Bench::new("cloudtrail")
            .with("management_events", false)
            .with("insights_events", 5.0)
            .lines();
        assert_eq!(lines.keys(), ["data_events"]);
        assert!(lines.formula("data_events").contains("no figure"));
    }
}
