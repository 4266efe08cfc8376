//! Amazon EMR on EC2: instances with their volumes, and EMR's own price for each instance-hour on top.
//!
//! Semantics: Amazon EMR pricing page ("the Amazon EMR price is in addition to the Amazon EC2 price").

use crate::catalog::amount::{Amount, units};
use crate::catalog::compute::{server, volume};
use crate::catalog::property::InstanceTypes;
use crate::catalog::terraform::Import;
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::{Phrase, both, number};

/// Type of the primary nodes.
pub static PRIMARY_TYPE: Property = Property::instance_type(
    "master_instance_type",
    both("Primary node type", "프라이머리 노드 유형"),
    "m5.xlarge",
    offer,
)
.doc(
    "Instance type of the nodes that manage the cluster.",
    "클러스터를 관리하는 노드의 인스턴스 유형입니다.",
);

/// Primary nodes: one, or three for high availability.
pub static PRIMARIES: Property = Property::count(
    "master_instance_count",
    both("Primary nodes", "프라이머리 노드 수"),
    units::NODES,
    1.0,
    1.0,
    3.0,
)
.doc(
    "One, or three so that the cluster survives the loss of one.",
    "한 개 또는 하나를 잃어도 동작하는 세 개입니다.",
);

/// Type of the core nodes.
pub static CORE_TYPE: Property = Property::instance_type(
    "core_instance_type",
    both("Core node type", "코어 노드 유형"),
    "m5.xlarge",
    offer,
)
.doc(
    "Instance type of the nodes that compute and keep HDFS.",
    "계산하고 HDFS를 저장하는 노드의 인스턴스 유형입니다.",
);

/// Core nodes.
pub static CORES: Property = Property::count(
    "core_instance_count",
    both("Core nodes", "코어 노드 수"),
    units::NODES,
    2.0,
    0.0,
    2000.0,
)
.doc(
    "Nodes that compute and keep HDFS; fewer lose data.",
    "계산하고 HDFS를 저장하는 노드입니다. 줄이면 데이터를 잃을 수 있습니다.",
);

/// Type of the task nodes.
pub static TASK_TYPE: Property = Property::instance_type(
    "task_instance_type",
    both("Task node type", "작업 노드 유형"),
    "m5.xlarge",
    offer,
)
.doc(
    "Instance type of the nodes that only compute.",
    "계산만 하는 노드의 인스턴스 유형입니다.",
)
.when(has_tasks);

/// Task nodes.
pub static TASKS: Property = Property::count(
    "task_instance_count",
    both("Task nodes", "작업 노드 수"),
    units::NODES,
    0.0,
    0.0,
    2000.0,
)
.doc(
    "Nodes that only compute; they may come and go and run on Spot.",
    "계산만 하는 노드입니다. 늘리고 줄일 수 있고 스팟으로 실행할 수 있습니다.",
);

/// Spot price of task nodes.
pub static SPOT_PRICE: Property = Property::optional(
    "task_spot_price_usd",
    both("Spot price of task nodes", "작업 노드 스팟 가격"),
    units::USD_PER_HOUR,
    0.0,
    1000.0,
)
.doc(
    "If task nodes run on Spot: the price of an EC2 hour from the Spot price history of your account. Left out, they are \
     On-Demand.",
    "작업 노드를 스팟으로 실행할 때 계정의 스팟 가격 기록에서 확인한 EC2 시간당 가격입니다. 비워 두면 온디맨드입니다.",
)
.when(has_tasks);

/// Encryption at rest.
pub static ENCRYPTED: Property = Property::flag(
    "at_rest_encryption",
    both("Encrypted at rest", "저장 데이터 암호화"),
    true,
)
.doc(
    "A security configuration encrypts HDFS, local disks and S3.",
    "보안 구성으로 HDFS, 로컬 디스크, S3를 암호화합니다.",
)
.secondary();

fn has_tasks(item: &Item<'_>) -> bool {
    item.number(&TASKS) > 0.0
}

fn offer(_: &Item<'_>) -> InstanceTypes {
    InstanceTypes {
        service: "emr",
        item: "instance_hour",
        attribute: "instance_type",
        fixed: Vec::new(),
    }
}

fn instances(item: &Item<'_>) -> f64 {
    item.number(&PRIMARIES) + item.number(&CORES) + item.number(&TASKS)
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let workers = item.number(&CORES) + item.number(&TASKS);
    format!("{} × {}", number::short(workers, 0), item.text(&CORE_TYPE))
}

/// A group of nodes of one type.
struct Group {
    keys: [&'static str; 2],
    en: &'static str,
    ko: &'static str,
    kind: &'static Property,
    count: &'static Property,
}

static GROUPS: [Group; 3] = [
    Group {
        keys: ["primary", "primary_emr"],
        en: "Primary nodes",
        ko: "프라이머리 노드",
        kind: &PRIMARY_TYPE,
        count: &PRIMARIES,
    },
    Group {
        keys: ["core", "core_emr"],
        en: "Core nodes",
        ko: "코어 노드",
        kind: &CORE_TYPE,
        count: &CORES,
    },
    Group {
        keys: ["task", "task_emr"],
        en: "Task nodes",
        ko: "작업 노드",
        kind: &TASK_TYPE,
        count: &TASKS,
    },
];

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let hours = item
        .typed(&server::RUNNING_HOURS)
        .map_or(cx.hours, |hours| hours.min(cx.hours));
    for group in &GROUPS {
        let (kind, count) = (item.text(group.kind), item.number(group.count));
        if count == 0.0 {
            continue;
        }
        let amount = || Amount::hours(count, units::NODES, hours);
        let [ec2, emr] = group.keys;
        let name = || {
            Phrase::new(
                format!("{}, {kind}", group.en),
                format!("{}, {kind}", group.ko),
            )
        };
        let title = both("Instance hours", "인스턴스 시간");
        let spot = item.typed(&SPOT_PRICE).filter(|_| ec2 == "task");
        match spot {
            Some(usd) => bill.user_price(ec2, title, amount(), usd, SPOT_PRICE.name),
            None => bill.charge(
                ec2,
                title,
                amount(),
                Query::new("ec2", "instance_hour")
                    .with("instance_type", kind)
                    .with("os", "linux")
                    .with("tenancy", "shared"),
            ),
        }
        .named(name());
        bill.charge(
            emr,
            both("EMR uplift", "EMR 추가 요금"),
            amount(),
            Query::new("emr", "instance_hour").with("instance_type", kind),
        )
        .named(Phrase::new(
            format!("EMR on {}", group.en.to_lowercase()),
            format!("{} EMR 요금", group.ko),
        ));
    }
    volume::bill(cx, instances(item), bill);
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    if item.number(&PRIMARIES) == 2.0 {
        problems.push(Problem::of(
            &PRIMARIES,
            "a cluster has one primary node or three",
            "프라이머리 노드는 한 개 또는 세 개입니다",
        ));
    }
    if item.number(&CORES) == 0.0 && has_tasks(item) {
        problems.push(Problem::of(
            &CORES,
            "task nodes need at least one core node",
            "작업 노드에는 코어 노드가 하나 이상 필요합니다",
        ));
    }
    volume::validate(item, problems);
}

/// EMR cluster.
pub static KIND: Kind = Kind {
    name: "emr_cluster",
    title: both("Amazon EMR cluster", "Amazon EMR 클러스터"),
    short: both("EMR", "EMR"),
    doc: both(
        "Spark, Hive and other engines on EC2. One pays for the instances, their volumes, and EMR's price for each \
         instance-hour.",
        "EC2에서 Spark, Hive 등을 실행합니다. 인스턴스와 볼륨, 인스턴스 시간마다 더해지는 EMR 요금을 냅니다.",
    ),
    category: Category::Analytics,
    service: "Amazon EMR",
    spend: Spend::Compute,
    glyph: glyph::CIRCLES_THREE,
    monogram: "EMR",
    scope: Scope::Zonal,
    network: Network::Instance,
    terraform: &["aws_emr_cluster"],
    imports: &[Import::of("aws_emr_cluster").attributes(&[
        ("master_instance_group.instance_type", &PRIMARY_TYPE),
        ("master_instance_group.instance_count", &PRIMARIES),
        ("core_instance_group.instance_type", &CORE_TYPE),
        ("core_instance_group.instance_count", &CORES),
        ("core_instance_group.ebs_config.size", &volume::SIZE),
        ("core_instance_group.ebs_config.type", &volume::TYPE),
    ])],
    cloudformation: &["AWS::EMR::Cluster"],
    drawio: "emr",
    keywords: &[
        "hadoop",
        "spark",
        "hive",
        "presto",
        "big data",
        "하둡",
        "빅데이터",
    ],
    endpoint_service: "elasticmapreduce",
    port: Some(8443),
    properties: &[
        &PRIMARY_TYPE,
        &PRIMARIES,
        &CORE_TYPE,
        &CORES,
        &TASK_TYPE,
        &TASKS,
        &SPOT_PRICE,
        &server::RUNNING_HOURS,
        &volume::TYPE,
        &volume::SIZE,
        &volume::IOPS,
        &volume::THROUGHPUT,
        &ENCRYPTED,
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
    fn emr_is_paid_on_top_of_ec2() {
        let bench = Bench::new("emr_cluster").with("running_hours", 100.0);
        let lines = bench.lines();
        // m5.xlarge in Seoul 0.236 $, EMR 0.048 $: one primary, two core nodes, 100 h each.
        near(lines.usd("primary"), 23.6);
        near(lines.usd("core"), 47.2);
        near(lines.usd("primary_emr") + lines.usd("core_emr"), 14.4);
        assert!(lines.find("task").is_none());
    }

    #[test]
    fn task_nodes_may_run_on_spot() {
        let lines = Bench::new("emr_cluster")
            .with("task_instance_count", 4.0)
            .with("task_spot_price_usd", 0.07)
            .lines();
        // 4 x 730 h x 0.07 $, EMR 4 x 730 x 0.048 $.
        near(lines.usd("task"), 204.4);
        near(lines.usd("task_emr"), 140.16);
    }

    #[test]
    fn two_primary_nodes_are_refused() {
        let problems = |count: f64| {
            Bench::new("emr_cluster")
                .with("master_instance_count", count)
                .problems()
                .len()
        };
        assert_eq!((problems(2.0), problems(3.0)), (1, 0));
    }
}
