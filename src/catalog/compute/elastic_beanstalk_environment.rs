//! AWS Elastic Beanstalk environments: the instances that run the application; Beanstalk itself is free.
//!
//! Semantics: AWS Elastic Beanstalk pricing page ("no additional charge"); option names of the developer guide, "General
//! options for all environments". Load balancer, database and logs of an environment are drawn beside it; from Terraform
//! they are parts of the resource.

use super::scaling::{self, Scale};
use super::{autoscaling_group, fleet, instance, server, volume};
use crate::catalog::amount::{Amount, units};
use crate::catalog::database::db_instance;
use crate::catalog::economics;
use crate::catalog::management::cloudwatch_log_group as logs;
use crate::catalog::networking::{
    application_load_balancer, capacity, classic_load_balancer, network_load_balancer, through,
};
use crate::catalog::property::choice_in;
use crate::catalog::purchase;
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::text::{both, number};

/// GB of the root volume where none is stated.
const ROOT_GB: f64 = 8.0;
/// IOPS of a provisioned root volume that states none.
const ROOT_IOPS: f64 = 100.0;

/// Whether a load balancer and a group run the application, or one instance.
pub static ENVIRONMENT: Property = Property::choice(
    "environment_type",
    both("Environment type", "환경 유형"),
    "LoadBalanced",
    &[
        choice_in("LoadBalanced", "Load balanced", "로드 밸런싱"),
        choice_in("SingleInstance", "Single instance", "단일 인스턴스"),
    ],
)
.doc(
    "Load balanced environments have a group of instances behind a load balancer; draw the load balancer beside it. A \
     single instance has a public address of its own.",
    "로드 밸런싱 환경은 로드 밸런서 뒤에 인스턴스 그룹이 있습니다. 로드 밸런서는 옆에 따로 그리세요. 단일 인스턴스는 자체 퍼블릭 주소를 가집니다.",
);

/// Smallest size.
pub static MIN: Property = Property::count(
    "min_size",
    both("Minimum size", "최소 크기"),
    units::INSTANCES,
    1.0,
    0.0,
    10_000.0,
)
.doc(
    "Instances that run at least, and without a change in demand.",
    "최소로, 그리고 수요 변화가 없을 때 실행되는 인스턴스 수입니다.",
)
.when(is_balanced);

/// Largest size.
pub static MAX: Property = Property::count(
    "max_size",
    both("Maximum size", "최대 크기"),
    units::INSTANCES,
    4.0,
    1.0,
    10_000.0,
)
.doc(
    "Instances that run at most.",
    "최대로 실행되는 인스턴스 수입니다.",
)
.when(is_balanced);

/// Whether the platform is kept up to date.
pub static MANAGED_UPDATES: Property = Property::flag(
    "managed_updates",
    both("Managed updates", "관리형 업데이트"),
    true,
)
.doc(
    "New versions of the platform are installed in a weekly window.",
    "플랫폼의 새 버전을 매주 정해진 시간에 설치합니다.",
)
.secondary();

/// Whether the environment reports its health in detail.
pub static ENHANCED_HEALTH: Property = Property::flag(
    "enhanced_health",
    both("Enhanced health", "향상된 상태 보고"),
    true,
)
.doc(
    "Agents on the instances report the health of system and application.",
    "인스턴스의 에이전트가 시스템과 애플리케이션의 상태를 보고합니다.",
)
.secondary();

/// Whether logs go to CloudWatch Logs.
pub static STREAM_LOGS: Property =
    Property::flag("stream_logs", both("Logs streamed", "로그 스트리밍"), true)
        .doc(
            "Logs of the instances go to CloudWatch Logs; draw the log connection for their cost.",
            "인스턴스 로그를 CloudWatch Logs로 보냅니다. 비용은 로그 연결을 그려 계산하세요.",
        )
        .secondary();

/// Instance type.
pub static TYPE: Property = Property::instance_type(
    "instance_type",
    both("Instance type", "인스턴스 유형"),
    "t3.small",
    server::offer,
)
.doc(
    "Decides vCPU, memory, network and the price of an hour.",
    "vCPU, 메모리, 네트워크와 시간당 요금을 결정합니다.",
);

fn is_balanced(item: &Item<'_>) -> bool {
    item.text(&ENVIRONMENT) == "LoadBalanced"
}

/// Average number of instances.
pub static AVERAGE: Property = autoscaling_group::AVERAGE.if_empty(|item| SCALE.steady(item));

const SCALE: Scale = Scale {
    min: &MIN,
    max: &MAX,
    desired: &MIN,
    capacity: &instance::CAPACITY,
    average: &AVERAGE,
};

fn instances(item: &Item<'_>) -> f64 {
    if is_balanced(item) {
        SCALE.desired(item)
    } else {
        1.0
    }
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    let count = number::short(item.instances(), 0);
    format!("{count} × {}", item.text(&TYPE))
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    if is_balanced(item) {
        SCALE.validate(item, problems);
    }
    server::validate(item, problems);
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let fleet = if is_balanced(&cx.item) {
        SCALE.fleet(cx)
    } else {
        server::Fleet::of(1.0)
    };
    bill.free(
        "environment",
        both("Environment", "환경"),
        Amount::plain(1.0, units::RESOURCES),
        both(
            "Elastic Beanstalk is free, what it runs is billed",
            "Elastic Beanstalk은 무료이며 실행하는 리소스에 과금됩니다",
        ),
    );
    fleet::bill(cx, &fleet, bill);
}

/// The value of an option of the environment.
fn option<'p>(resource: &Resource<'p>, namespace: &str, name: &str) -> Option<&'p str> {
    let found = resource.blocks("setting").into_iter().find(|setting| {
        setting.text("namespace") == Some(namespace) && setting.text("name") == Some(name)
    })?;
    found.text("value")
}

/// The number of an option of the environment.
fn figure(resource: &Resource<'_>, namespace: &str, name: &str) -> Option<f64> {
    let value = option(resource, namespace, name)?.trim().parse().ok()?;
    f64::is_finite(value).then_some(value)
}

const GROUP: &str = "aws:autoscaling:asg";
const LAUNCH: &str = "aws:autoscaling:launchconfiguration";
const ENV: &str = "aws:elasticbeanstalk:environment";
const DATABASE: &str = "aws:rds:dbinstance";

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let types = option(resource, "aws:ec2:instances", "InstanceTypes");
    let first = types.and_then(|types| types.split(',').next());
    let kind = first.or_else(|| option(resource, LAUNCH, "InstanceType"));
    if let Some(kind) = kind {
        draft.set(&TYPE, kind.trim());
    }
    let is_single = option(resource, ENV, "EnvironmentType") == Some("SingleInstance");
    if is_single {
        draft.set(&ENVIRONMENT, "SingleInstance");
        draft.set(&server::PUBLIC_ADDRESS, true);
    }
    for (name, property) in [("MinSize", &MIN), ("MaxSize", &MAX)] {
        if let Some(size) = figure(resource, GROUP, name) {
            draft.set(property, size);
        }
    }
    if option(resource, LAUNCH, "MonitoringInterval") == Some("1 minute") {
        draft.set(&server::MONITORING, true);
    }
    if resource
        .text("solution_stack_name")
        .is_some_and(|stack| stack.contains("Windows"))
    {
        draft.set(&server::SYSTEM, "windows");
    }
    read_root(resource, draft);
    if !is_single && resource.text("tier") != Some("Worker") {
        read_balancer(resource, draft);
    }
    read_database(resource, draft);
    let streams = option(
        resource,
        "aws:elasticbeanstalk:cloudwatch:logs",
        "StreamLogs",
    );
    if streams == Some("true") {
        read_logs(resource, draft);
    }
    // AWS's own defaults are off: what a plan leaves out is off.
    draft.set(&STREAM_LOGS, streams == Some("true"));
    let updates = option(
        resource,
        "aws:elasticbeanstalk:managedactions",
        "ManagedActionsEnabled",
    );
    draft.set(&MANAGED_UPDATES, updates == Some("true"));
    let health = option(
        resource,
        "aws:elasticbeanstalk:healthreporting:system",
        "SystemType",
    );
    draft.set(&ENHANCED_HEALTH, health == Some("enhanced"));
    purchase::read(resource, draft);
}

fn read_root(resource: &Resource<'_>, draft: &mut Draft) {
    let kind = option(resource, LAUNCH, "RootVolumeType").unwrap_or("gp2");
    draft.set(&volume::TYPE, kind);
    let size = figure(resource, LAUNCH, "RootVolumeSize");
    draft.set(&volume::SIZE, size.unwrap_or(ROOT_GB));
    let needed = matches!(kind, "io1" | "io2").then_some(ROOT_IOPS);
    if let Some(iops) = figure(resource, LAUNCH, "RootVolumeIOPS").or(needed) {
        draft.set(&volume::IOPS, iops);
    }
    if let Some(throughput) = figure(resource, LAUNCH, "RootVolumeThroughput") {
        draft.set(&volume::THROUGHPUT, throughput);
    }
}

fn read_balancer(resource: &Resource<'_>, draft: &mut Draft) {
    let usage = resource.usage();
    let kind = option(resource, ENV, "LoadBalancerType");
    if kind.is_none() {
        draft.note("no load balancer type is set: an Application Load Balancer is assumed");
    }
    draft
        .note("public IPv4 addresses of the load balancer are left out: its subnets are not known");
    let kind = match kind {
        Some("classic") => &classic_load_balancer::KIND,
        Some("network") => &network_load_balancer::KIND,
        _ => &application_load_balancer::KIND,
    };
    let part = draft.part(kind, "load_balancer");
    part.set(&capacity::PUBLIC_ADDRESSES, 0.0);
    if kind.name == classic_load_balancer::KIND.name {
        if let Some(gb) = usage.number("elb.monthly_data_processed_gb") {
            part.set(&through::DATA, gb);
        }
    } else {
        capacity::read_units_below(resource, "lb.", part);
    }
}

fn read_database(resource: &Resource<'_>, draft: &mut Draft) {
    use db_instance::properties as db;
    /// GB of a database that states no size.
    const DATABASE_GB: f64 = 20.0;
    let Some(class) = option(resource, DATABASE, "DBInstanceClass") else {
        return;
    };
    let usage = resource.usage();
    let part = draft.part(&db_instance::KIND, "database");
    part.set(&db::INSTANCE_CLASS, class);
    part.set(
        &db::ENGINE,
        option(resource, DATABASE, "DBEngine").unwrap_or("mysql"),
    );
    if let Some(version) = option(resource, DATABASE, "DBEngineVersion") {
        part.set(&db::ENGINE_VERSION, version);
    }
    if option(resource, DATABASE, "MultiAZDatabase") == Some("true") {
        part.set(&db::DEPLOYMENT, "multi-az");
    }
    let size = figure(resource, DATABASE, "DBAllocatedStorage").unwrap_or(DATABASE_GB);
    part.set(&db::STORAGE_TYPE, "gp2");
    part.set(&db::ALLOCATED_STORAGE, size);
    part.set(&db::BACKUP_RETENTION, 0.0);
    if let Some(beyond) = usage.number("db.additional_backup_storage_gb") {
        part.set(&db::BACKUP_STORAGE, size + beyond);
    }
    if let Some(requests) = usage.number("db.monthly_standard_io_requests") {
        part.set(&db::MAGNETIC_IO, requests);
    }
    if let Some(calls) = usage.number("db.monthly_additional_performance_insights_requests") {
        part.set(&db::INSIGHTS_REQUESTS, calls);
    }
}

fn read_logs(resource: &Resource<'_>, draft: &mut Draft) {
    let part = draft.part(&logs::KIND, "log_group");
    let names = [
        ("cloudwatch.monthly_data_ingested_gb", "ingested_gb"),
        ("cloudwatch.storage_gb", "stored_gb"),
        ("cloudwatch.monthly_data_scanned_gb", "insights_scanned_gb"),
    ];
    for (key, name) in names {
        let figure = resource.usage().number(key);
        if let (Some(figure), Some(property)) = (figure, part.kind.property(name)) {
            part.set(property, figure);
        }
    }
}

/// Elastic Beanstalk environment.
pub static KIND: Kind = Kind {
    name: "elastic_beanstalk_environment",
    title: both(
        "AWS Elastic Beanstalk environment",
        "AWS Elastic Beanstalk 환경",
    ),
    short: both("Beanstalk", "Beanstalk"),
    doc: both(
        "Runs a web application or a worker on EC2 instances that Beanstalk sets up and updates. Beanstalk is free; its \
         instances, load balancer and database are billed as such.",
        "Beanstalk이 구성하고 업데이트하는 EC2 인스턴스에서 웹 애플리케이션이나 작업자를 실행합니다. Beanstalk은 무료이며 인스턴스, 로드 밸런서, 데이터베이스가 각각 과금됩니다.",
    ),
    category: Category::Compute,
    service: "Amazon EC2",
    spend: Spend::Compute,
    glyph: glyph::PLANT,
    monogram: "EB",
    scope: Scope::Vpc,
    network: Network::Instance,
    terraform: &["aws_elastic_beanstalk_environment"],
    imports: &[Import::of("aws_elastic_beanstalk_environment")
        .usage(&[
            ("ec2.monthly_cpu_credit_hrs", &server::CREDIT_HOURS),
            ("ec2.operating_system", &server::SYSTEM),
            ("ec2.instances", &AVERAGE),
            ("ec2.monthly_hrs", &server::RUNNING_HOURS),
        ])
        .read(read)],
    cloudformation: &["AWS::ElasticBeanstalk::Environment"],
    drawio: "elastic_beanstalk",
    keywords: &[
        "paas",
        "beanstalk",
        "web application",
        "worker",
        "웹 애플리케이션",
    ],
    port: Some(80),
    properties: &[
        &TYPE,
        &ENVIRONMENT,
        &MIN,
        &MAX,
        &AVERAGE,
        &server::SYSTEM,
        &purchase::OPTION,
        &purchase::TERM,
        &purchase::PAYMENT,
        &purchase::CLASS,
        &purchase::DISCOUNT,
        &purchase::SOURCE,
        &instance::SPOT_PRICE,
        &server::RUNNING_HOURS,
        &server::WEEKLY_HOURS,
        &volume::TYPE,
        &volume::SIZE,
        &volume::IOPS,
        &volume::THROUGHPUT,
        &server::PUBLIC_ADDRESS,
        &server::MONITORING,
        &server::DETAILED_METRICS,
        &server::CPU,
        &server::CREDIT,
        &server::CREDIT_HOURS,
        &server::VCPU_COUNT,
        &economics::LANGUAGE,
        &economics::ARM_BUILDS,
        &instance::CAPACITY,
        &scaling::TARGET,
        &scaling::POLICY,
        &MANAGED_UPDATES,
        &ENHANCED_HEALTH,
        &STREAM_LOGS,
        &server::SESSION_STORE,
        &server::FILE_STORE,
        &server::IAM_ROLE,
        &server::CREDENTIALS,
        &server::IMDSV2,
        &volume::ENCRYPTED,
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
    fn the_environment_is_free_and_its_instances_are_not() {
        let bench = Bench::new("elastic_beanstalk_environment")
            .region("us-east-1")
            .with("instance_type", "t3.medium")
            .with("min_size", 2.0)
            .with("volume_size", 10.0);
        assert_eq!(bench.key_fact(), "2 × t3.medium");
        let lines = bench.lines();
        // 2 × 730 h × $0.0416 = $60.736; 2 × 10 GiB × $0.08 = $1.60.
        near(lines.usd("instance"), 60.736);
        near(lines.usd("volume"), 1.6);
        let single = bench
            .with("environment_type", "SingleInstance")
            .with("associate_public_ip_address", true);
        // 730 h × ($0.0416 + $0.005) + 10 GiB × $0.08 = $30.368 + $3.65 + $0.80.
        near(single.lines().total(), 34.818);
    }
}
