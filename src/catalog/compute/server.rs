//! Amazon EC2 capacity: the properties and limits that all kinds running EC2 instances share
//! (instances, Auto Scaling groups, bastion hosts, EKS node groups); their charges stand in [`super::fleet`].
//!
//! Semantics: Amazon EC2 On-Demand pricing page; Amazon EC2 user guide, burstable performance instances.

use super::volume;
use crate::catalog::amount::units;
use crate::catalog::property::{InstanceTypes, choice, choice_in};
use crate::catalog::{BillCx, Choice, Item, Problem, Property, UsageSource};
use crate::text::{Phrase, both};

/// Hours of a week.
const HOURS_PER_WEEK: f64 = 168.0;

/// Operating systems. AWS sells Red Hat, too; the catalogue has few prices of it, so that it shows as missing.
const SYSTEMS: &[Choice] = &[
    choice("linux", "Linux"),
    choice("windows", "Windows"),
    choice("suse", "SUSE Linux"),
    choice("rhel", "Red Hat Enterprise Linux"),
];
const TENANCIES: &[Choice] = &[
    choice_in("default", "Shared hardware", "공유 하드웨어"),
    choice_in("dedicated", "Dedicated hardware", "전용 하드웨어"),
    choice_in("host", "Dedicated Host", "전용 호스트"),
];
const CREDITS: &[Choice] = &[
    choice_in("unlimited", "Unlimited", "무제한"),
    choice_in("standard", "Standard", "표준"),
];

/// Instance type.
pub static TYPE: Property = Property::instance_type(
    "instance_type",
    both("Instance type", "인스턴스 유형"),
    "m6i.large",
    offer,
)
.doc(
    "Decides vCPU, memory, network and the price of an hour.",
    "vCPU, 메모리, 네트워크와 시간당 요금을 결정합니다.",
);

/// Operating system.
pub static SYSTEM: Property = Property::choice(
    "operating_system",
    both("Operating system", "운영 체제"),
    "linux",
    SYSTEMS,
)
.doc(
    "Licence included in the hourly price. Windows needs an x86 instance type.",
    "시간당 요금에 라이선스가 포함됩니다. Windows는 x86 인스턴스 유형이 필요합니다.",
);

/// Tenancy.
pub static TENANCY: Property =
    Property::choice("tenancy", both("Tenancy", "테넌시"), "default", TENANCIES).doc(
        "Dedicated instances run on hardware of one customer and cost more by the hour. Instances on a Dedicated Host \
         cost nothing of their own; the host is billed.",
        "전용 인스턴스는 한 고객만 쓰는 하드웨어에서 실행되며 시간당 요금이 더 높습니다. 전용 호스트의 인스턴스는 따로 과금되지 않고 호스트가 과금됩니다.",
    );

/// Hours in which instances run.
pub static RUNNING_HOURS: Property = Property::optional(
    "running_hours",
    both("Running hours", "실행 시간"),
    units::HOURS,
    0.0,
    744.0,
)
.doc(
    "Hours a month in which each instance runs, if a schedule stops it; all of the month if empty. Volumes are billed \
     in any case.",
    "일정에 따라 중지하는 경우 인스턴스가 실행되는 월 시간입니다. 비워 두면 한 달 내내 실행됩니다. 볼륨은 항상 과금됩니다.",
)
.if_empty(hours_of_the_week);

/// Hours a week in which instances run.
pub static WEEKLY_HOURS: Property = Property::optional(
    "running_hours_per_week",
    both("Running hours a week", "주당 실행 시간"),
    units::HOURS,
    0.0,
    HOURS_PER_WEEK,
)
.doc(
    "Hours a week in which each instance runs, where a schedule is kept by the week (50 for ten hours on working days). \
     Hours a month go first.",
    "주 단위 일정인 경우 인스턴스가 실행되는 주당 시간입니다(평일 10시간이면 50). 월 실행 시간이 있으면 그 값을 씁니다.",
)
.secondary();

/// Hours above the baseline.
pub static CREDIT_HOURS: Property = Property::optional(
    "monthly_cpu_credit_hrs",
    both("Hours above the baseline", "기준 성능 초과 시간"),
    units::HOURS,
    0.0,
    744.0,
)
.doc(
    "Hours a month for which each vCPU of a burstable instance is billed surplus credits. If empty: from the average CPU.",
    "버스트 가능 인스턴스의 각 vCPU에 잉여 크레딧이 과금되는 월 시간입니다. 비워 두면 평균 CPU 사용률에서 계산합니다.",
)
.when(is_burstable)
.secondary();

/// vCPUs that surplus credits are counted for.
pub static VCPU_COUNT: Property = Property::optional_count(
    "vcpu_count",
    both("vCPUs", "vCPU 수"),
    units::VCPU,
    1.0,
    1024.0,
)
.doc(
    "vCPUs of an instance that surplus credits are counted for; if empty, those of the type.",
    "잉여 크레딧을 계산하는 인스턴스당 vCPU 수입니다. 비워 두면 유형의 vCPU 수를 씁니다.",
)
.when(is_burstable)
.secondary();

/// EBS optimisation.
pub static EBS_OPTIMIZED: Property = Property::flag(
    "ebs_optimized",
    both("EBS-optimized", "EBS 최적화"),
    false,
)
.doc(
    "Dedicated throughput to EBS. Current types include it; a few old types pay for it by the hour.",
    "EBS 전용 처리량입니다. 현재 세대 유형에는 포함되어 있고 일부 이전 세대 유형은 시간당 과금됩니다.",
)
.secondary();

/// Price of a Spot instance.
pub static SPOT_PRICE: Property = Property::optional(
    "spot_price",
    both("Spot price", "스팟 가격"),
    units::USD_PER_HOUR,
    0.0,
    1000.0,
)
.doc(
    "Average price of an hour of one Spot instance, from the Spot price history of your account. Left out, the price is \
     missing: Spot prices change all the time.",
    "계정의 스팟 가격 기록에서 확인한 스팟 인스턴스 한 시간의 평균 가격입니다. 스팟 가격은 계속 바뀌므로 비워 두면 가격을 알 수 없는 것으로 표시됩니다.",
);

/// CPU credits of burstable types.
pub static CREDIT: Property = Property::choice(
    "cpu_credits",
    both("CPU credits", "CPU 크레딧"),
    "unlimited",
    CREDITS,
)
.doc(
    "What a burstable instance does above its baseline: go on and pay surplus credits, or slow down to the baseline. \
     If not set, T3 and newer are unlimited, T2 is standard.",
    "버스트 가능 인스턴스가 기준 성능을 넘을 때의 동작입니다. 잉여 크레딧 요금을 내고 계속 실행하거나 기준 성능으로 낮춥니다. 설정하지 않으면 T3부터는 무제한, T2는 표준입니다.",
)
.when(is_burstable);

/// Average use of the CPU.
pub static CPU: Property = Property::optional(
    "average_cpu_percent",
    both("Average CPU", "평균 CPU 사용률"),
    units::PERCENT,
    0.0,
    100.0,
)
.doc(
    "Average use of all vCPUs over the month. Above the baseline of a burstable type it costs surplus credits.",
    "한 달 동안 전체 vCPU의 평균 사용률입니다. 버스트 가능 유형의 기준 성능을 넘으면 잉여 크레딧 요금이 발생합니다.",
);

/// Detailed monitoring.
pub static MONITORING: Property = Property::flag(
    "monitoring",
    both("Detailed monitoring", "세부 모니터링"),
    false,
)
.doc(
    "Metrics every minute instead of every five: seven CloudWatch metrics for each instance.",
    "5분 대신 1분 간격으로 지표를 수집합니다. 인스턴스마다 CloudWatch 지표 7개가 과금됩니다.",
);

fn is_monitored(item: &Item<'_>) -> bool {
    item.flag(own(item, &MONITORING))
}

/// Metrics of detailed monitoring.
pub static DETAILED_METRICS: Property = Property::usage(
    "detailed_metrics",
    both("Detailed metrics", "세부 지표"),
    units::METRICS,
)
.doc(
    "Metrics that detailed monitoring makes, averaged over the month. Derived: seven for each instance while it runs.",
    "세부 모니터링이 만드는 월평균 지표 수입니다. 실행 중인 인스턴스마다 7개로 계산합니다.",
)
.when(is_monitored)
.secondary();

/// Public IPv4 address.
pub static PUBLIC_ADDRESS: Property = Property::flag(
    "associate_public_ip_address",
    both("Public IPv4 address", "퍼블릭 IPv4 주소"),
    false,
)
.doc(
    "Each instance has a public address, billed by the hour.",
    "인스턴스마다 퍼블릭 주소를 가지며 시간당 과금됩니다.",
);

/// Where user sessions live.
pub static SESSION_STORE: Property = Property::choice(
    "session_store",
    both("Session store", "세션 저장소"),
    "unknown",
    &[
        choice_in("unknown", "Not stated", "명시 안 함"),
        choice_in("none", "Stateless", "상태 비저장"),
        choice_in("external", "External store", "외부 저장소"),
        choice_in("local", "On the server", "서버 내부"),
    ],
)
.doc(
    "Where sessions of users live. Sessions on the server are lost with it.",
    "사용자 세션을 저장하는 위치입니다. 서버 내부에 두면 서버와 함께 사라집니다.",
)
.secondary();

/// Where files that users upload live.
pub static FILE_STORE: Property = Property::choice(
    "file_store",
    both("File store", "파일 저장소"),
    "unknown",
    &[
        choice_in("unknown", "Not stated", "명시 안 함"),
        choice_in("none", "No files", "파일 없음"),
        choice_in("external", "External store", "외부 저장소"),
        choice_in("local", "On the server", "서버 내부"),
    ],
)
.doc(
    "Where files live that must survive. Files on the server vanish when it is replaced.",
    "보존해야 하는 파일을 저장하는 위치입니다. 서버 내부의 파일은 서버가 교체되면 사라집니다.",
)
.secondary();

/// Whether the servers take on an IAM role.
pub static IAM_ROLE: Property = Property::choice(
    "iam_role",
    both("IAM role", "IAM 역할"),
    "unknown",
    &[
        choice_in("unknown", "Not stated", "명시 안 함"),
        choice_in("attached", "Attached", "연결됨"),
        choice_in("none", "None (keys in code)", "없음(코드 속 키)"),
    ],
)
.doc(
    "Whether the servers call AWS with a role of their own (instance profile, task role, pod identity) or with access \
     keys. A connection to an IAM role says the same.",
    "서버가 자체 역할(인스턴스 프로파일, 태스크 역할, 파드 자격 증명)로 AWS를 호출하는지, 액세스 키를 쓰는지 나타냅니다. IAM 역할과의 연결도 같은 뜻입니다.",
)
.secondary();

/// Where the servers get the password of a database from.
pub static CREDENTIALS: Property = Property::choice(
    "credentials_source",
    both("Database credentials", "데이터베이스 자격 증명"),
    "unknown",
    &[
        choice_in("unknown", "Not stated", "명시 안 함"),
        choice_in("code", "In code or image", "코드나 이미지 속"),
        choice_in("env_plain", "Plain environment variable", "평문 환경 변수"),
        choice_in("user_data", "User data", "사용자 데이터"),
        choice("secrets_manager", "Secrets Manager"),
        choice("parameter_store_secure", "Parameter Store (SecureString)"),
        choice_in("iam_auth", "IAM authentication", "IAM 인증"),
    ],
)
.doc(
    "Where the password of the databases that are called comes from. In code, user data and plain variables it leaks \
     with repositories, images and logs.",
    "호출하는 데이터베이스의 암호를 어디에서 가져오는지 나타냅니다. 코드, 사용자 데이터, 평문 변수의 암호는 저장소, 이미지, 로그와 함께 유출됩니다.",
)
.secondary();

/// Version of the instance metadata service.
pub static IMDSV2: Property = Property::flag(
    "imdsv2_required",
    both("IMDSv2 required", "IMDSv2 필수"),
    true,
)
.doc(
    "Only session tokens open the instance metadata service.",
    "세션 토큰으로만 인스턴스 메타데이터에 접근할 수 있습니다.",
)
.secondary();

/// Server software that the instances run themselves.
pub static SOFTWARE: Property = Property::choice(
    "software",
    both("Software", "소프트웨어"),
    "application",
    &[
        choice_in("application", "Application", "애플리케이션"),
        choice("mysql", "MySQL"),
        choice("mariadb", "MariaDB"),
        choice("postgres", "PostgreSQL"),
        choice("mongodb", "MongoDB"),
        choice("redis", "Redis"),
        choice("memcached", "Memcached"),
        choice("elasticsearch", "Elasticsearch"),
    ],
)
.doc(
    "What the servers run, if it is a data store that AWS also offers as a managed service.",
    "AWS 관리형 서비스로도 제공되는 데이터 저장소를 서버에서 직접 운영하는 경우 그 종류입니다.",
)
.secondary();

/// The property of that name as the item's kind has it: kinds may have defaults of their own.
pub(in crate::catalog) fn own(item: &Item<'_>, shared: &'static Property) -> &'static Property {
    let mut own = item.kind.properties.iter();
    if own.any(|property| std::ptr::eq(*property, shared)) {
        return shared;
    }
    item.kind.property(shared.name).unwrap_or(shared)
}

/// Instances that run on average, and where the figure comes from.
pub(in crate::catalog) struct Fleet {
    /// Instances.
    pub(in crate::catalog) count: f64,
    /// Typed, derived from traffic, or a fixed size.
    pub(in crate::catalog) source: UsageSource,
    /// How the figure came about, if it is derived.
    pub(in crate::catalog) words: Option<Phrase>,
    /// How many of them are Spot instances of a mixed fleet.
    pub(in crate::catalog) spot: f64,
}

impl Fleet {
    /// A fixed number of instances.
    pub(in crate::catalog) fn of(count: f64) -> Fleet {
        Fleet {
            count,
            source: UsageSource::Fixed,
            words: None,
            spot: 0.0,
        }
    }
}

/// Hours of the month in which each instance runs.
pub(super) fn running_hours(cx: &BillCx<'_>) -> f64 {
    let hours = cx.item.given(&RUNNING_HOURS);
    hours.map_or(cx.hours, |hours| hours.min(cx.hours))
}

/// Hours of the month that the hours of the week make, all of the month without them.
fn hours_of_the_week(item: &Item<'_>) -> Option<f64> {
    let month = item.design.settings.hours_per_month;
    let hours = item.typed(&WEEKLY_HOURS);
    Some(hours.map_or(month, |hours| hours / HOURS_PER_WEEK * month))
}

fn is_burstable(item: &Item<'_>) -> bool {
    let digit = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    item.text(own(item, &TYPE))
        .strip_prefix('t')
        .is_some_and(digit)
}

/// Tenancy as the price rows have it.
pub(super) fn tenancy(item: &Item<'_>) -> &'static str {
    if item.text(&TENANCY) == "dedicated" {
        "dedicated"
    } else {
        "shared"
    }
}

/// Instance types priced for the operating system and tenancy of an item.
pub(in crate::catalog) fn offer(item: &Item<'_>) -> InstanceTypes {
    InstanceTypes {
        service: "ec2",
        item: "instance_hour",
        attribute: "instance_type",
        fixed: vec![
            ("os", item.text(own(item, &SYSTEM)).to_owned()),
            ("tenancy", tenancy(item).to_owned()),
        ],
    }
}

/// How many instances an item has: the count that is typed, else its default or one for each tile, whichever is more.
pub(in crate::catalog) fn count(item: &Item<'_>, property: &Property) -> f64 {
    let tiles = &item.component.placements;
    let stated: f64 = tiles
        .iter()
        .filter_map(|p| p.instances)
        .map(f64::from)
        .sum();
    match item.typed(property) {
        Some(typed) => typed.max(stated),
        None => {
            let open = tiles.iter().filter(|p| p.instances.is_none()).count() as f64;
            item.number(property).max(stated + open)
        }
    }
}

/// Mistakes between properties of servers.
pub(in crate::catalog) fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    let family = item
        .text(own(item, &TYPE))
        .split('.')
        .next()
        .unwrap_or_default();
    // Graviton families carry a `g` after the generation: `m7g`, `t4g`, `c6gn`; `a1` is the first.
    let arm = family == "a1"
        || family
            .trim_start_matches(|c: char| c.is_ascii_alphabetic())
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .starts_with('g');
    if arm && item.text(own(item, &SYSTEM)) == "windows" {
        problems.push(Problem::of(
            &SYSTEM,
            "Windows does not run on Graviton: choose an x86 instance type",
            "Windows는 Graviton에서 실행되지 않습니다. x86 인스턴스 유형을 선택하세요",
        ));
    }
    volume::validate(item, problems);
}
