//! Amazon MQ broker: hours of ActiveMQ or RabbitMQ by instance type and deployment, storage by the GB.
//!
//! Semantics: Amazon MQ pricing page. AWS lists the hour of a whole deployment (a cluster costs three times the single
//! broker). Every broker of a RabbitMQ cluster has storage of its own; ActiveMQ on EFS keeps one copy for all zones.

use crate::catalog::amount::{Amount, units};
use crate::catalog::property::{Choice, InstanceTypes, choice, choice_in};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{Phrase, both};

const ENGINES: &[Choice] = &[
    choice("ActiveMQ", "Apache ActiveMQ"),
    choice("RabbitMQ", "RabbitMQ"),
];
const DEPLOYMENTS: &[Choice] = &[
    choice_in("SINGLE_INSTANCE", "Single instance", "단일 인스턴스"),
    choice_in(
        "ACTIVE_STANDBY_MULTI_AZ",
        "Active/standby",
        "액티브/스탠바이",
    ),
    choice_in("CLUSTER_MULTI_AZ", "Cluster of three", "3노드 클러스터"),
];
const STORAGE: &[Choice] = &[choice("efs", "Amazon EFS"), choice("ebs", "Amazon EBS")];

/// Broker engine.
pub static ENGINE: Property =
    Property::choice("engine_type", both("Engine", "엔진"), "RabbitMQ", ENGINES).doc(
        "RabbitMQ speaks AMQP 0-9-1; ActiveMQ speaks JMS, AMQP 1.0, MQTT and STOMP.",
        "RabbitMQ는 AMQP 0-9-1을, ActiveMQ는 JMS, AMQP 1.0, MQTT, STOMP를 지원합니다.",
    );

/// Deployment.
pub static DEPLOYMENT: Property = Property::choice(
    "deployment_mode",
    both("Deployment", "배포 모드"),
    "SINGLE_INSTANCE",
    DEPLOYMENTS,
)
.doc(
    "ActiveMQ pairs an active broker with a standby in a second zone; RabbitMQ has clusters of three brokers in three zones.",
    "ActiveMQ는 다른 가용 영역에 예비 브로커를 두고, RabbitMQ는 세 가용 영역에 브로커 3개로 클러스터를 구성합니다.",
);

/// Broker size.
pub static TYPE: Property = Property::instance_type(
    "host_instance_type",
    both("Broker type", "브로커 유형"),
    "m5.large",
    offered,
)
.doc(
    "Size of each broker; `mq.m5.large` and `m5.large` are the same.",
    "브로커 하나의 크기입니다. `mq.m5.large`와 `m5.large`는 같습니다.",
);

/// Storage of ActiveMQ brokers.
pub static STORAGE_TYPE: Property =
    Property::choice("storage_type", both("Storage", "스토리지"), "efs", STORAGE)
        .doc(
            "EFS keeps messages in several zones; EBS is faster and for single brokers only. RabbitMQ is always on EBS.",
            "EFS는 여러 가용 영역에 메시지를 보관하고, EBS는 더 빠르지만 단일 브로커에서만 씁니다. RabbitMQ는 항상 EBS를 사용합니다.",
        )
        .when(is_active_mq);

/// GB stored.
pub static STORAGE_SIZE: Property = Property::number(
    "storage_size_gb",
    both("Stored data", "저장 데이터"),
    units::GB,
    20.0,
    0.0,
    1_000_000.0,
)
.doc(
    "GB that wait in a broker on average; each broker of a RabbitMQ cluster holds a copy.",
    "브로커에 평균적으로 쌓여 있는 GB입니다. RabbitMQ 클러스터는 브로커마다 사본을 둡니다.",
);

/// Whether the broker has a public address.
pub static PUBLIC: Property = Property::flag(
    "publicly_accessible",
    both("Publicly accessible", "퍼블릭 액세스"),
    false,
)
.doc(
    "The broker can be reached from the internet.",
    "인터넷에서 브로커에 접근할 수 있습니다.",
)
.secondary();

/// Automatic upgrades.
pub static AUTO_UPGRADE: Property = Property::flag(
    "auto_minor_version_upgrade",
    both("Minor upgrades", "마이너 버전 자동 업그레이드"),
    true,
)
.doc(
    "AWS installs minor engine versions in the maintenance window; a single broker stops meanwhile.",
    "AWS가 유지 관리 기간에 마이너 버전을 설치합니다. 단일 브로커는 그동안 중단됩니다.",
)
.secondary();

/// Maintenance window.
pub static MAINTENANCE_WINDOW: Property = Property::text(
    "maintenance_window",
    both("Maintenance window", "유지 관리 기간"),
    "",
)
.doc(
    "For example `sun:18:00-sun:20:00` (UTC); left out: AWS chooses.",
    "예: `sun:18:00-sun:20:00`(UTC). 비워 두면 AWS가 정합니다.",
)
.secondary();

/// Broker logs.
pub static LOGS: Property = Property::flag("logs", both("Logs", "로그"), false)
    .doc(
        "Broker logs go to CloudWatch Logs; draw the log group to bill them.",
        "브로커 로그를 CloudWatch Logs로 보냅니다. 로그 그룹을 그리면 비용에 포함됩니다.",
    )
    .secondary();

fn is_active_mq(item: &Item<'_>) -> bool {
    item.text(&ENGINE) == "ActiveMQ"
}

/// Engine and deployment as the price rows write them.
fn row(item: &Item<'_>) -> (&'static str, &'static str) {
    let engine = if is_active_mq(item) {
        "activemq"
    } else {
        "rabbitmq"
    };
    let deployment = match item.text(&DEPLOYMENT) {
        "ACTIVE_STANDBY_MULTI_AZ" => "active-standby",
        "CLUSTER_MULTI_AZ" => "cluster",
        _ => "single-instance",
    };
    (engine, deployment)
}

fn offered(item: &Item<'_>) -> InstanceTypes {
    let (engine, deployment) = row(item);
    InstanceTypes {
        service: "mq",
        item: "instance_hour",
        attribute: "instance_type",
        fixed: vec![
            ("engine", engine.to_owned()),
            ("deployment", deployment.to_owned()),
        ],
    }
}

fn broker_type<'a>(item: &Item<'a>) -> &'a str {
    let kind = item.text(&TYPE);
    kind.strip_prefix("mq.").unwrap_or(kind)
}

fn instances(item: &Item<'_>) -> f64 {
    match item.text(&DEPLOYMENT) {
        "ACTIVE_STANDBY_MULTI_AZ" => 2.0,
        "CLUSTER_MULTI_AZ" => 3.0,
        _ => 1.0,
    }
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    format!("{} × {}", instances(item), broker_type(item))
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    let deployment = item.text(&DEPLOYMENT);
    if is_active_mq(item) && deployment == "CLUSTER_MULTI_AZ" {
        problems.push(Problem::of(
            &DEPLOYMENT,
            "clusters are for RabbitMQ; ActiveMQ has active/standby pairs",
            "클러스터는 RabbitMQ에만 있습니다. ActiveMQ는 액티브/스탠바이를 사용합니다",
        ));
    }
    if !is_active_mq(item) && deployment == "ACTIVE_STANDBY_MULTI_AZ" {
        problems.push(Problem::of(
            &DEPLOYMENT,
            "active/standby pairs are for ActiveMQ; RabbitMQ has clusters of three",
            "액티브/스탠바이는 ActiveMQ에만 있습니다. RabbitMQ는 3노드 클러스터를 사용합니다",
        ));
    }
    if is_active_mq(item) && item.text(&STORAGE_TYPE) == "ebs" && deployment != "SINGLE_INSTANCE" {
        problems.push(Problem::of(
            &STORAGE_TYPE,
            "EBS storage is for single brokers; an active/standby pair shares EFS",
            "EBS 스토리지는 단일 브로커에서만 쓸 수 있습니다. 액티브/스탠바이는 EFS를 공유합니다",
        ));
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let (engine, deployment) = row(item);
    let kind = broker_type(item);
    bill.charge(
        "broker",
        both("Broker hours", "브로커 시간"),
        Amount::plain(cx.hours, units::HOURS),
        Query::new("mq", "instance_hour")
            .with("deployment", deployment)
            .with("engine", engine)
            .with("instance_type", kind),
    )
    .named(Phrase::new(
        format!("Broker hours, {kind}, {deployment}"),
        format!("브로커 시간, {kind}, {deployment}"),
    ));
    let gb = item.number(&STORAGE_SIZE);
    let on_efs = is_active_mq(item) && item.text(&STORAGE_TYPE) == "efs";
    if on_efs {
        bill.charge(
            "storage",
            both("Storage on EFS", "EFS 스토리지"),
            Amount::plain(gb, units::GB_MONTHS),
            Query::new("mq", "broker_storage_gb_mo"),
        );
    } else {
        bill.charge(
            "storage",
            both("Storage on EBS", "EBS 스토리지"),
            Amount::product(
                units::GB_MONTHS,
                &[(instances(item), units::BROKERS), (gb, units::GB)],
            ),
            Query::new("mq", "broker_storage_single_az_gb_mo"),
        );
    }
}

/// Terraform takes choices in any case; without a figure nothing is stored.
fn read(resource: &Resource<'_>, draft: &mut Draft) {
    draft.set(&ENGINE, "ActiveMQ");
    let choices = [
        (&ENGINE, ENGINES),
        (&DEPLOYMENT, DEPLOYMENTS),
        (&STORAGE_TYPE, STORAGE),
    ];
    for (property, options) in choices {
        let given = resource.text(property.name).unwrap_or_default();
        let same = |option: &&Choice| option.value.eq_ignore_ascii_case(given);
        if let Some(option) = options.iter().find(same) {
            draft.set(property, option.value);
        }
    }
    if draft.number(&STORAGE_SIZE).is_none() {
        draft.set(&STORAGE_SIZE, 0.0);
    }
    draft.set(
        &LOGS,
        resource.flag("logs.general") == Some(true) || resource.flag("logs.audit") == Some(true),
    );
}

/// Amazon MQ broker.
pub static KIND: Kind = Kind {
    name: "mq_broker",
    title: both("Amazon MQ broker", "Amazon MQ 브로커"),
    short: both("MQ", "MQ"),
    doc: both(
        "Managed ActiveMQ or RabbitMQ for applications that speak their protocols. One pays for broker hours and stored GB.",
        "ActiveMQ나 RabbitMQ 프로토콜을 쓰는 애플리케이션을 위한 관리형 브로커입니다. 브로커 시간과 저장 GB에 요금을 냅니다.",
    ),
    category: Category::Integration,
    service: "Amazon MQ",
    spend: Spend::Messaging,
    glyph: glyph::RABBIT,
    monogram: "MQ",
    scope: Scope::Vpc,
    network: Network::Instance,
    terraform: &["aws_mq_broker"],
    cloudformation: &["AWS::AmazonMQ::Broker"],
    imports: &[Import::of("aws_mq_broker")
        .usage(&[("storage_size_gb", &STORAGE_SIZE)])
        .read(read)],
    drawio: "mq",
    keywords: &[
        "rabbitmq",
        "activemq",
        "amqp",
        "jms",
        "mqtt",
        "broker",
        "브로커",
        "메시지",
    ],
    port: Some(5671),
    is_data_store: true,
    properties: &[
        &ENGINE,
        &DEPLOYMENT,
        &TYPE,
        &STORAGE_TYPE,
        &STORAGE_SIZE,
        &PUBLIC,
        &AUTO_UPGRADE,
        &MAINTENANCE_WINDOW,
        &LOGS,
    ],
    instances,
    key_fact,
    validate,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn a_rabbit_cluster_has_three_brokers_and_three_disks() {
        let bench = Bench::new("mq_broker")
            .with("deployment_mode", "CLUSTER_MULTI_AZ")
            .with("host_instance_type", "mq.m5.xlarge")
            .with("storage_size_gb", 10.0);
        assert_eq!(bench.key_fact(), "3 × m5.xlarge");
        let lines = bench.lines();
        // 730 h × $2.124 = $1,550.52; 3 × 10 GB × $0.114 = $3.42.
        near(lines.usd("broker"), 1_550.52);
        near(lines.usd("storage"), 3.42);
    }

    #[test]
    fn active_mq_stores_once_on_efs() {
        let bench = Bench::new("mq_broker")
            .with("engine_type", "ActiveMQ")
            .with("deployment_mode", "ACTIVE_STANDBY_MULTI_AZ");
        let lines = bench.lines();
        // 730 h × $0.708 = $516.84; 20 GB × $0.33 = $6.60.
        near(lines.usd("broker"), 516.84);
        near(lines.usd("storage"), 6.6);
        let single = Bench::new("mq_broker")
            .with("engine_type", "ActiveMQ")
            .with("storage_type", "ebs")
            .lines();
        // 20 GB × $0.114 = $2.28.
        near(single.usd("storage"), 2.28);
    }

    #[test]
    fn each_engine_has_its_own_deployments() {
        let bad = |engine: &str, deployment: &str, storage: &str| -> Vec<_> {
            Bench::new("mq_broker")
                .with("engine_type", engine)
                .with("deployment_mode", deployment)
                .with("storage_type", storage)
                .problems()
                .into_iter()
                .filter_map(|problem| problem.property)
                .collect()
        };
        assert_eq!(
            bad("ActiveMQ", "CLUSTER_MULTI_AZ", "efs"),
            ["deployment_mode"]
        );
        assert_eq!(
            bad("RabbitMQ", "ACTIVE_STANDBY_MULTI_AZ", "efs"),
            ["deployment_mode"]
        );
        assert_eq!(
            bad("ActiveMQ", "ACTIVE_STANDBY_MULTI_AZ", "ebs"),
            ["storage_type"]
        );
        assert!(bad("RabbitMQ", "CLUSTER_MULTI_AZ", "efs").is_empty());
    }
}
