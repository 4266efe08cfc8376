//! CloudWatch Logs log group: GB taken in, compressed GB kept, GB scanned by queries.
//!
//! Semantics: Amazon CloudWatch pricing page; `cost-semantics`: observability. Logs that go elsewhere are connections to
//! another component and cost nothing here.

use crate::catalog::amount::{Amount, units};
use crate::catalog::meter::Meter;
use crate::catalog::property::{choice, choice_in};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Bill, BillCx, Category, Choice, Item, Kind, Network, Problem, Property, Scope, Spend,
    UsageSource, meter,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{both, number};

const CLASSES: &[Choice] = &[
    choice("STANDARD", "Standard"),
    choice("INFREQUENT_ACCESS", "Infrequent Access"),
];
const SOURCES: &[Choice] = &[
    choice_in(
        "custom",
        "Applications and agents",
        "애플리케이션 및 에이전트",
    ),
    choice_in(
        "vended",
        "AWS services (VPC flow logs, ...)",
        "AWS 서비스(VPC 흐름 로그 등)",
    ),
];
/// Retention settings that CloudWatch Logs accepts, in days; 0: for ever (PutRetentionPolicy, botocore logs).
const RETENTIONS: [f64; 23] = [
    0.0, 1.0, 3.0, 5.0, 7.0, 14.0, 30.0, 60.0, 90.0, 120.0, 150.0, 180.0, 365.0, 400.0, 545.0,
    731.0, 1096.0, 1827.0, 2192.0, 2557.0, 2922.0, 3288.0, 3653.0,
];
/// Months of storage that are counted where logs are kept for ever: what the group holds after its first year.
const MONTHS_OF_FOR_EVER: f64 = 12.0;

/// Log class.
pub static CLASS: Property = Property::choice(
    "log_group_class",
    both("Log class", "로그 클래스"),
    "STANDARD",
    CLASSES,
)
.doc(
    "Infrequent Access takes logs in at half the price; no live tail, metric filters or alarms on it.",
    "Infrequent Access는 수집 요금이 절반이지만 라이브 테일, 지표 필터, 경보를 쓸 수 없습니다.",
);

/// Who sends the logs.
pub static LOG_SOURCE: Property =
    Property::choice("log_source", both("Source", "로그 출처"), "custom", SOURCES).doc(
        "Logs that AWS services publish themselves are priced in tiers by volume.",
        "AWS 서비스가 직접 게시하는 로그는 볼륨에 따라 구간별로 과금됩니다.",
    );

/// GB taken in a month.
pub static INGESTED: Property = Property::usage(
    "ingested_gb",
    both("Logs taken in", "로그 수집량"),
    units::GB_PER_MONTH,
)
.doc(
    "Uncompressed GB that arrive in a month. Derived from the GB of incoming connections.",
    "한 달에 들어오는 압축 전 GB입니다. 들어오는 연결의 GB로 계산합니다.",
);

/// Days that logs are kept; for ever by default at AWS (service-facts: CloudWatch Logs default).
pub static RETENTION: Property = Property::count(
    "retention_in_days",
    both("Retention", "보존 기간"),
    units::DAYS,
    30.0,
    0.0,
    3653.0,
)
.doc(
    "Days that logs are kept; 0 keeps them for ever (AWS's own default), counted as twelve months of storage.",
    "로그를 보관하는 기간입니다. 0이면 영구 보관(AWS 기본값)이며 12개월분 스토리지로 계산합니다.",
);

/// Size of stored logs relative to what came in.
pub static COMPRESSION: Property = Property::number(
    "compression_ratio",
    both("Compressed size", "압축 후 크기"),
    units::NONE,
    0.15,
    0.01,
    1.0,
)
.doc(
    "Stored GB for each GB that came in; storage is billed on compressed size.",
    "수집한 1GB가 저장될 때의 크기입니다. 스토리지는 압축된 크기로 과금됩니다.",
);

/// GB held, where the user knows it.
pub static STORED: Property = Property::usage(
    "stored_gb",
    both("Logs kept", "보관 로그"),
    units::GB_MONTHS,
)
.doc(
    "Compressed GB that the group holds. Derived: what comes in, compressed, over the retention.",
    "로그 그룹이 보관하는 압축된 GB입니다. 수집량, 압축률, 보존 기간으로 계산합니다.",
);

/// Live Tail.
pub static LIVE_TAIL: Property = Property::usage(
    "live_tail_minutes",
    both("Live Tail", "라이브 테일"),
    units::MINUTES,
)
.doc(
    "Minutes of Live Tail sessions in a month.",
    "한 달의 라이브 테일 세션 시간(분)입니다.",
)
.when(is_standard)
.secondary();

/// Masking of personal data.
pub static DATA_PROTECTION: Property = Property::flag(
    "data_protection",
    both("Data protection", "데이터 보호"),
    false,
)
.doc(
    "Personal data in the logs is found and masked; every GB taken in is scanned for a price.",
    "로그에서 개인 정보를 찾아 가립니다. 수집하는 GB마다 스캔 요금이 듭니다.",
)
.when(is_standard)
.secondary();

fn is_standard(item: &Item<'_>) -> bool {
    item.text(&CLASS) == "STANDARD"
}

/// GB scanned by Logs Insights.
pub static SCANNED: Property = Property::number(
    "insights_scanned_gb",
    both("Scanned by queries", "쿼리 스캔량"),
    units::GB_PER_MONTH,
    0.0,
    0.0,
    1e9,
)
.doc(
    "GB that Logs Insights queries read in a month.",
    "Logs Insights 쿼리가 한 달에 읽는 GB입니다.",
);

/// Own key.
pub static KMS_KEY: Property = Property::flag(
    "kms_key",
    both("Customer managed key", "고객 관리형 키"),
    false,
)
.doc(
    "Encrypted with a KMS key of one's own; encrypted in any case.",
    "직접 관리하는 KMS 키로 암호화합니다. 설정과 관계없이 항상 암호화됩니다.",
)
.secondary();

fn key_fact(item: &Item<'_>, language: Language) -> String {
    let days = item.number(&RETENTION);
    let figure = number::short(days, 0);
    match language {
        _ if days > 0.0 => format!("{figure} {}", units::DAYS.get(language)),
        Language::English => "kept for ever".to_owned(),
        Language::Korean => "영구 보관".to_owned(),
    }
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    let days = item.number(&RETENTION);
    if !RETENTIONS.contains(&days) {
        let next = RETENTIONS.iter().copied().find(|&known| known > days);
        let next = number::short(next.unwrap_or(3653.0), 0);
        let days = number::short(days, 0);
        problems.push(Problem::of(
            &RETENTION,
            format!("CloudWatch Logs has no retention of {days} days, the next is {next}"),
            format!("CloudWatch Logs에는 {days}일 보존 기간이 없습니다. 다음 값은 {next}일입니다"),
        ));
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let ingested = cx.usage(&INGESTED, cx.flows.gb_in().0);
    let ingestion = match (item.text(&LOG_SOURCE), item.text(&CLASS)) {
        ("vended", "STANDARD") => {
            Query::new("cloudwatch", "vended_logs_gb").with("destination", "cloudwatch")
        }
        ("vended", _) => Query::new("cloudwatch", "ia_vended_ingested_logs"),
        (_, "STANDARD") => Query::new("cloudwatch", "logs_ingested_gb").with("class", "standard"),
        _ => Query::new("cloudwatch", "logs_ingested_gb").with("class", "infrequent-access"),
    };
    bill.usage(
        "ingestion",
        both("Logs taken in", "로그 수집"),
        ingested,
        units::GB,
        ingestion,
    );
    let days = item.number(&RETENTION);
    let months = if days > 0.0 {
        days * 24.0 / cx.hours
    } else {
        MONTHS_OF_FOR_EVER
    };
    let mut stored = Amount::product(
        units::GB_MONTHS,
        &[
            (ingested.value, units::GB),
            (item.number(&COMPRESSION), units::NONE),
            (months, units::MONTHS),
        ],
    );
    if days == 0.0 {
        stored = stored.because(both(
            "kept for ever: what is there after twelve months",
            "영구 보관: 12개월 후의 저장량",
        ));
    }
    let source = match item.typed(&STORED) {
        Some(gb) => {
            stored = Amount::plain(gb, units::GB_MONTHS);
            UsageSource::Typed
        }
        None => ingested.source,
    };
    bill.charge(
        "storage",
        both("Storage", "스토리지"),
        stored,
        Query::new("cloudwatch", "logs_stored_gb_month"),
    )
    .from(source);
    if is_standard(item) && item.flag(&DATA_PROTECTION) {
        bill.usage(
            "data_protection",
            DATA_PROTECTION.title,
            ingested,
            units::GB,
            Query::new(
                "cloudwatch",
                "dataprotection_logscloudwatch_logs_data_protection",
            ),
        );
    }
    if item.typed(&LIVE_TAIL).is_some() && is_standard(item) {
        meter::bill(cx, bill, SESSIONS);
    }
    let scanned = item.number(&SCANNED);
    if scanned > 0.0 {
        bill.charge(
            "insights",
            both("Logs Insights", "Logs Insights"),
            Amount::plain(scanned, units::GB),
            Query::new("cloudwatch", "logs_insights_scanned_gb"),
        );
    }
}

static SESSIONS: &[Meter] = &[Meter::of(
    "live_tail",
    &LIVE_TAIL,
    "cloudwatch",
    "live_tail_minute",
)];

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    // Terraform's own default keeps logs for ever.
    if resource.number("retention_in_days").is_none() {
        draft.set(&RETENTION, 0.0);
    }
    // What is held is a figure of its own in usage files, not one that follows from what comes in.
    if draft.number(&STORED).is_none() {
        draft.set(&STORED, 0.0);
    }
    let key = "kms_key_id";
    draft.set(&KMS_KEY, resource.has(key) || resource.references(key) > 0);
    let policies = resource.referring(
        "aws_cloudwatch_log_data_protection_policy",
        "log_group_name",
    );
    draft.set(&DATA_PROTECTION, !policies.is_empty());
}

/// CloudWatch Logs log group.
pub static KIND: Kind = Kind {
    name: "cloudwatch_log_group",
    endpoint_service: "logs",
    title: both("CloudWatch Logs log group", "CloudWatch Logs 로그 그룹"),
    short: both("Log group", "로그 그룹"),
    doc: both(
        "Keeps logs and searches them. One pays for each GB taken in, far less for each compressed GB kept, and for GB that \
         queries scan.",
        "로그를 보관하고 검색합니다. 수집한 GB마다 요금을 내고, 압축 저장된 GB와 쿼리가 스캔한 GB에는 훨씬 적은 요금을 냅니다.",
    ),
    category: Category::Management,
    service: "Amazon CloudWatch",
    spend: Spend::Observability,
    glyph: glyph::ARTICLE,
    monogram: "LOG",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_cloudwatch_log_group"],
    imports: &[Import::of("aws_cloudwatch_log_group")
        .usage(&[
            ("monthly_data_ingested_gb", &INGESTED),
            ("storage_gb", &STORED),
            ("monthly_data_scanned_gb", &SCANNED),
        ])
        .read(read)],
    cloudformation: &["AWS::Logs::LogGroup"],
    drawio: "cloudwatch_logs",
    keywords: &["logs", "logging", "cloudwatch logs", "insights", "로그"],
    port: Some(443),
    properties: &[
        &CLASS,
        &LOG_SOURCE,
        &INGESTED,
        &RETENTION,
        &COMPRESSION,
        &STORED,
        &SCANNED,
        &LIVE_TAIL,
        &DATA_PROTECTION,
        &KMS_KEY,
    ],
    key_fact,
    validate,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::UsageSource;
    use crate::catalog::testing::{Bench, near};
    use crate::model::ConnectionKind;

    /// 100 GB of logs in records of 1 KB.
    fn logs() -> Bench {
        Bench::new("cloudwatch_log_group").flow(
            true,
            ConnectionKind::LogShipping,
            "lambda_function",
            100.0 * 1_048_576.0,
            1.0,
            0.0,
        )
    }

    #[test]
    fn a_hundred_gigabytes_in_seoul() {
        let lines = logs().lines();
        // Ingestion: 100 GB x 0.76 $ = 76 $.
        assert_eq!(lines.quantity("ingestion"), 100.0);
        near(lines.usd("ingestion"), 76.0);
        assert_eq!(lines.source("ingestion"), UsageSource::Derived);
        // Storage: 100 GB x 0.15 x (30 days x 24 h / 730 h) = 14.7945 GB-month x 0.0314 $ = 0.46455 $.
        near(lines.usd("storage"), 100.0 * 0.15 * 720.0 / 730.0 * 0.0314);
        near(lines.total(), 76.0 + 0.464_547_945_205_479_4);
    }

    #[test]
    fn the_infrequent_class_takes_in_at_half_price() {
        let lines = logs().with("log_group_class", "INFREQUENT_ACCESS").lines();
        near(lines.usd("ingestion"), 38.0);
    }

    #[test]
    fn a_typed_volume_wins_and_for_ever_counts_a_year() {
        let bench = logs()
            .with("ingested_gb", 10.0)
            .with("retention_in_days", 0.0);
        let lines = bench.lines();
        assert_eq!(lines.source("ingestion"), UsageSource::Typed);
        near(lines.usd("ingestion"), 7.6);
        // 10 GB x 0.15 x 12 months = 18 GB-month.
        near(lines.quantity("storage"), 18.0);
        assert_eq!(bench.key_fact(), "kept for ever");
    }

    #[test]
    fn what_is_held_can_be_typed_and_protection_scans_what_comes_in() {
        let bench = || {
            logs()
                .with("stored_gb", 1000.0)
                .with("data_protection", true)
        };
        let lines = bench().with("live_tail_minutes", 60.0).lines();
        // 1,000 GB x 0.0314 $; 100 GB x 0.12 $; 60 min x 0.01 $.
        near(lines.usd("storage"), 31.4);
        assert_eq!(lines.source("storage"), UsageSource::Typed);
        near(lines.usd("data_protection"), 12.0);
        near(lines.usd("live_tail"), 0.6);
        // The infrequent class has neither.
        let infrequent = bench().with("log_group_class", "INFREQUENT_ACCESS");
        assert_eq!(infrequent.lines().keys(), ["ingestion", "storage"]);
    }

    #[test]
    fn retention_has_fixed_steps() {
        assert!(logs().problems().is_empty());
        let problems = logs().with("retention_in_days", 10.0).problems();
        assert_eq!(problems.len(), 1);
        assert!(problems[0].message.en.contains("the next is 14"));
    }
}
