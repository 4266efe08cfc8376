//! Amazon MWAA environment (Apache Airflow): hours by class, additional workers, schedulers and web servers, GB of metadata.
//!
//! Semantics: Amazon MWAA pricing page. The hour of an environment includes one worker, its schedulers and web servers;
//! what scaling adds is billed by the hour.

use crate::catalog::amount::{Amount, Unit, units};
use crate::catalog::property::{Choice, choice, choice_in};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{Bilingual, both};

const CLASSES: &[Choice] = &[
    choice("mw1.micro", "mw1.micro"),
    choice("mw1.small", "mw1.small"),
    choice("mw1.medium", "mw1.medium"),
    choice("mw1.large", "mw1.large"),
    choice("mw1.xlarge", "mw1.xlarge"),
    choice("mw1.2xlarge", "mw1.2xlarge"),
];

/// Class of the environment.
pub static CLASS: Property = Property::choice(
    "environment_class",
    both("Class", "클래스"),
    "mw1.small",
    CLASSES,
)
.doc(
    "Size of scheduler, workers and web servers.",
    "스케줄러, 작업자, 웹 서버의 크기입니다.",
);

/// Additional workers.
pub static WORKERS: Property = Property::number(
    "additional_workers",
    both("Additional workers", "추가 작업자"),
    units::WORKERS,
    0.0,
    0.0,
    1_000.0,
)
.doc(
    "Workers that run on average besides the first, as scaling adds them under load.",
    "첫 작업자 외에 부하에 따라 추가되어 평균적으로 실행되는 작업자 수입니다.",
);

/// Additional schedulers.
pub static SCHEDULERS: Property = Property::number(
    "additional_schedulers",
    both("Additional schedulers", "추가 스케줄러"),
    units::SCHEDULERS,
    0.0,
    0.0,
    100.0,
)
.doc(
    "Schedulers besides those that the environment includes.",
    "환경에 포함된 것 외의 스케줄러 수입니다.",
);

/// Additional web servers.
pub static WEB_SERVERS: Property = Property::number(
    "additional_webservers",
    both("Additional web servers", "추가 웹 서버"),
    units::INSTANCES,
    0.0,
    0.0,
    5.0,
)
.doc(
    "Web servers besides those that the environment includes.",
    "환경에 포함된 것 외의 웹 서버 수입니다.",
);

/// Metadata.
pub static META_DATABASE: Property = Property::number(
    "meta_database_gb",
    both("Metadata", "메타데이터"),
    units::GB,
    10.0,
    0.0,
    65_536.0,
)
.doc(
    "GB of the metadata database: workflows, runs, logs of tasks.",
    "메타데이터 데이터베이스의 GB입니다. 워크플로, 실행, 태스크 로그가 저장됩니다.",
);

/// Access to the web server.
pub static ACCESS: Property = Property::choice(
    "webserver_access_mode",
    both("Web server", "웹 서버 액세스"),
    "PRIVATE_ONLY",
    &[
        choice_in("PRIVATE_ONLY", "Private", "프라이빗"),
        choice_in("PUBLIC_ONLY", "Public", "퍼블릭"),
    ],
)
.doc(
    "Whether the Airflow UI is reached from the VPC only.",
    "Airflow UI를 VPC 안에서만 접근할지 정합니다.",
)
.secondary();

fn size<'a>(item: &Item<'a>) -> &'a str {
    let class = item.text(&CLASS);
    class.strip_prefix("mw1.").unwrap_or(class)
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    item.text(&CLASS).to_owned()
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    let fixed = size(item) == "micro";
    for property in [&WORKERS, &SCHEDULERS, &WEB_SERVERS] {
        if fixed && item.number(property) > 0.0 {
            problems.push(Problem::of(
                property,
                "an `mw1.micro` environment has one worker, scheduler and web server and does not scale",
                "`mw1.micro` 환경은 작업자, 스케줄러, 웹 서버가 하나씩이며 확장되지 않습니다",
            ));
        }
    }
}

/// Price rows of environment, worker, scheduler and web server by class; none where no source has them.
const ROWS: &[(&str, [&str; 4])] = &[
    (
        "small",
        [
            "environment_small_per_hrs",
            "worker_small_per_hrs",
            "scheduler_small_per_hrs",
            "webserver_small_per_hrs",
        ],
    ),
    (
        "medium",
        [
            "environment_medium_per_hrs",
            "worker_medium_per_hrs",
            "scheduler_medium_per_hrs",
            "webserver_medium_per_hrs",
        ],
    ),
    (
        "large",
        [
            "environment_large_per_hrs",
            "worker_large_per_hrs",
            "scheduler_large_per_hrs",
            "webserver_large_per_hrs",
        ],
    ),
    (
        "xlarge",
        [
            "environment_xlarge_per_hrs",
            "worker_xlarge_per_hrs",
            "scheduler_xlarge_per_hrs",
            "webserver_xlarge_per_hrs",
        ],
    ),
    (
        "2xlarge",
        [
            "environment_2xlarge_per_hrs",
            "worker_2xlarge_per_hrs",
            "scheduler_2xlarge_per_hrs",
            "webserver_2xlarge_per_hrs",
        ],
    ),
];

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let size = size(item);
    let rows = ROWS.iter().find(|(name, _)| *name == size);
    let parts: [(&'static str, Bilingual, f64, Unit); 4] = [
        (
            "environment",
            both("Environment hours", "환경 시간"),
            1.0,
            units::INSTANCES,
        ),
        (
            "workers",
            WORKERS.title,
            item.number(&WORKERS),
            units::WORKERS,
        ),
        (
            "schedulers",
            SCHEDULERS.title,
            item.number(&SCHEDULERS),
            units::SCHEDULERS,
        ),
        (
            "webservers",
            WEB_SERVERS.title,
            item.number(&WEB_SERVERS),
            units::INSTANCES,
        ),
    ];
    for (index, (key, name, count, unit)) in parts.into_iter().enumerate() {
        if count <= 0.0 {
            continue;
        }
        let amount = Amount::hours(count, unit, cx.hours);
        match rows.and_then(|(_, rows)| rows.get(index)) {
            Some(row) => bill.charge(key, name, amount, Query::new("mwaa", row)),
            None => bill.missing(
                key,
                name,
                amount,
                "hourly price of an `mw1.micro` environment",
            ),
        };
    }
    bill.charge(
        "metadata",
        both("Metadata storage", "메타데이터 스토리지"),
        Amount::plain(item.number(&META_DATABASE), units::GB_MONTHS),
        Query::new("mwaa", "standard_per_gigabyte_month"),
    );
}

/// Terraform takes the class in any case; without a figure there is no metadata.
fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let given = resource.text("environment_class").unwrap_or_default();
    let same = |option: &&Choice| option.value.eq_ignore_ascii_case(given);
    if let Some(option) = CLASSES.iter().find(same) {
        draft.set(&CLASS, option.value);
    }
    if draft.number(&META_DATABASE).is_none() {
        draft.set(&META_DATABASE, 0.0);
    }
}

/// MWAA environment.
pub static KIND: Kind = Kind {
    name: "mwaa_environment",
    endpoint_service: "airflow.api",
    title: both("Amazon MWAA environment", "Amazon MWAA 환경"),
    short: both("MWAA", "MWAA"),
    doc: both(
        "Managed Apache Airflow: runs workflows of data jobs. One pays for the hours of the environment and of what scaling adds.",
        "데이터 작업 워크플로를 실행하는 관리형 Apache Airflow입니다. 환경과 확장으로 추가된 작업자의 시간에 요금을 냅니다.",
    ),
    category: Category::Integration,
    service: "Amazon MWAA",
    spend: Spend::Other,
    glyph: glyph::TREE_STRUCTURE,
    monogram: "MWAA",
    scope: Scope::Vpc,
    network: Network::Instance,
    terraform: &["aws_mwaa_environment"],
    cloudformation: &["AWS::MWAA::Environment"],
    imports: &[Import::of("aws_mwaa_environment")
        .usage(&[
            ("additional_workers", &WORKERS),
            ("additional_schedulers", &SCHEDULERS),
            ("meta_database_gb", &META_DATABASE),
        ])
        .read(read)],
    drawio: "managed_workflows_for_apache_airflow",
    keywords: &[
        "airflow",
        "dag",
        "workflow",
        "scheduler",
        "에어플로",
        "워크플로",
    ],
    port: Some(443),
    properties: &[
        &CLASS,
        &WORKERS,
        &SCHEDULERS,
        &WEB_SERVERS,
        &META_DATABASE,
        &ACCESS,
    ],
    key_fact,
    validate,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn what_scaling_adds_is_billed_by_the_hour() {
        let lines = Bench::new("mwaa_environment")
            .with("environment_class", "mw1.medium")
            .with("additional_workers", 2.5)
            .with("additional_schedulers", 1.0)
            .lines();
        // 730 h × $0.851146 = $621.33658.
        near(lines.usd("environment"), 621.336_58);
        // 2.5 × 730 h × $0.126522 = $230.90265; 730 h × $0.126522 = $92.36106.
        near(lines.usd("workers"), 230.902_65);
        near(lines.usd("schedulers"), 92.361_06);
        // 10 GB × $0.12.
        near(lines.usd("metadata"), 1.2);
        assert_eq!(
            lines.keys(),
            ["environment", "workers", "schedulers", "metadata"]
        );
    }

    #[test]
    fn the_smallest_class_does_not_scale_and_has_no_price_yet() {
        let micro = Bench::new("mwaa_environment").with("environment_class", "mw1.micro");
        assert_eq!(micro.lines().missing(), ["environment"]);
        assert!(micro.problems().is_empty());
        let scaled = micro.with("additional_workers", 1.0);
        assert_eq!(scaled.problems()[0].property, Some("additional_workers"));
    }
}
