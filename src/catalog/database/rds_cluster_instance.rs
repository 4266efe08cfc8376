//! Aurora instance as a component of its own, beside a cluster whose instances are drawn apart.
//!
//! Semantics: Amazon Aurora pricing page. The I/O-Optimized configuration of the cluster decides the price of the instance.

use super::insights::{self, Watched};
use super::rds_cluster::{self, ENGINE};
use super::{capacity, credits, extended_support, protection, reading};
use crate::catalog::amount::units;
use crate::catalog::property::{InstanceTypes, choice, choice_in};
use crate::catalog::purchase::{self, Rows};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Bill, BillCx, Category, Choice, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::text::{both, number};

/// Class of Serverless v2 in the API.
const SERVERLESS: &str = "db.serverless";

const CAPACITIES: &[Choice] = &[
    choice_in("provisioned", "Provisioned", "프로비저닝"),
    choice("serverless-v2", "Serverless v2"),
];

/// Provisioned or Serverless v2.
pub static CAPACITY: Property = Property::choice(
    "capacity",
    both("Capacity", "용량"),
    "provisioned",
    CAPACITIES,
)
.doc(
    "An instance of a fixed class, or Serverless v2, which follows the load.",
    "고정된 클래스의 인스턴스를 쓰거나, 부하를 따라가는 Serverless v2를 씁니다.",
);

/// Instance class.
pub static INSTANCE_CLASS: Property = Property::instance_type(
    "instance_class",
    both("Instance class", "인스턴스 클래스"),
    "db.r6g.large",
    offered,
)
.doc("Size of the instance.", "인스턴스의 크기입니다.")
.when(is_provisioned);

/// Average capacity.
pub static AVERAGE_CAPACITY: Property = capacity::AVERAGE_ACU.when(is_serverless);

/// Extended support.
pub static EXTENDED_SUPPORT: Property = extended_support::EXTENDED_SUPPORT;

/// Hours above the baseline of burstable classes.
pub static CPU_CREDIT_HOURS: Property = credits::CPU_CREDIT_HOURS.when(is_burstable);

/// vCPU that the credits are counted for.
pub static VCPU_COUNT: Property = Property::optional_count(
    "vcpu_count",
    both("vCPU of the class", "클래스의 vCPU"),
    units::VCPU,
    1.0,
    1_000.0,
)
.doc(
    "For CPU credits of a class that the program does not know; left out: the vCPU of the class.",
    "프로그램이 모르는 클래스의 CPU 크레딧 계산에 쓰입니다. 비워 두면 클래스의 vCPU를 씁니다.",
)
.when(is_burstable)
.secondary();

/// Order in which readers take over; botocore rds, `PromotionTier`.
pub static PROMOTION_TIER: Property = Property::count(
    "promotion_tier",
    both("Failover priority", "장애 조치 우선순위"),
    units::NONE,
    1.0,
    0.0,
    15.0,
)
.doc(
    "Readers of the lowest number take over first when the writer fails.",
    "라이터에 장애가 나면 숫자가 가장 낮은 리더가 먼저 이어받습니다.",
)
.secondary();

fn offered(item: &Item<'_>) -> InstanceTypes {
    rds_cluster::offered(item)
}
/// Whether the instance is Serverless v2.
pub fn is_serverless(item: &Item<'_>) -> bool {
    item.text(&CAPACITY) == "serverless-v2"
}
fn is_provisioned(item: &Item<'_>) -> bool {
    !is_serverless(item)
}
fn is_burstable(item: &Item<'_>) -> bool {
    is_provisioned(item) && credits::is_burstable(item.text(&INSTANCE_CLASS))
}

fn key_fact(item: &Item<'_>, _: Language) -> String {
    if is_serverless(item) {
        format!("{} ACU", number::short(item.number(&AVERAGE_CAPACITY), 1))
    } else {
        item.text(&INSTANCE_CLASS).to_owned()
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    let class = item.text(&INSTANCE_CLASS);
    let (capacity, watched) = if is_serverless(item) {
        let acu = item.number(&AVERAGE_CAPACITY);
        rds_cluster::bill_acu(cx, bill, 1.0, acu);
        (Some(acu), Watched::Serverless(acu))
    } else {
        let charge = super::instance_hours(
            bill,
            cx,
            "instance",
            both("DB instance", "DB 인스턴스"),
            1.0,
            rds_cluster::instance_price(item, class),
        );
        purchase::apply(cx, Rows::Recurring, charge);
        let vcpu = super::vcpu(cx, class, 1.0);
        let credited = item.typed(&VCPU_COUNT).or(vcpu);
        credits::bill(bill, cx, class, credited, "aurora");
        (vcpu, Watched::Aurora(vcpu))
    };
    extended_support::bill(bill, cx, item.text(&ENGINE), capacity);
    insights::bill(bill, cx, &watched, class);
    if item.flag(&protection::PUBLICLY_ACCESSIBLE) {
        super::public_addresses(bill, cx, 1.0);
    }
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    if is_provisioned(item) && item.text(&INSTANCE_CLASS) == SERVERLESS {
        problems.push(Problem::of(
            &INSTANCE_CLASS,
            "`db.serverless` is not a class, set the capacity to `serverless-v2`",
            "`db.serverless`는 클래스가 아닙니다. 용량을 `serverless-v2`로 설정하세요",
        ));
    }
    extended_support::validate(item, problems);
    insights::validate(item, problems);
}

static IMPORTS: &[Import] = &[Import::of("aws_rds_cluster_instance")
    .usage(&[
        (
            "monthly_additional_performance_insights_requests",
            &insights::REQUESTS,
        ),
        ("monthly_cpu_credit_hrs", &CPU_CREDIT_HOURS),
        ("vcpu_count", &VCPU_COUNT),
    ])
    .read(read)];

fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let clusters = resource.referred("cluster_identifier");
    let cluster = clusters
        .iter()
        .find(|cluster| cluster.kind() == "aws_rds_cluster");
    let of_cluster = |name: &str| cluster.and_then(|cluster| cluster.text(name));
    let engine = resource.text("engine").or_else(|| of_cluster("engine"));
    draft.set(&ENGINE, reading::aurora_engine(engine));
    let version = resource.text("engine_version");
    if let Some(version) = version.or_else(|| of_cluster("engine_version")) {
        draft.set(&extended_support::ENGINE_VERSION, version);
    }
    if of_cluster("storage_type") == Some("aurora-iopt1") {
        draft.set(&rds_cluster::STORAGE_TYPE, "aurora-iopt1");
    }
    if resource.text("instance_class") == Some(SERVERLESS) {
        draft.set(&CAPACITY, "serverless-v2");
        draft.unset(&INSTANCE_CLASS);
        reading::usage_or_none(resource, draft, "capacity_units_per_hr", &AVERAGE_CAPACITY);
    }
    reading::extended_support(cluster.unwrap_or(resource), draft);
    reading::reservation(resource, draft);
}

/// Aurora instance.
pub static KIND: Kind = Kind {
    name: "rds_cluster_instance",
    title: both("Amazon Aurora instance", "Amazon Aurora 인스턴스"),
    short: both("Aurora instance", "Aurora 인스턴스"),
    doc: both(
        "Writer or reader of an Aurora cluster that is drawn apart from it. One pays for its hours, or on Serverless v2 for \
         its ACU-hours.",
        "클러스터와 따로 그린 Aurora의 라이터 또는 리더입니다. 인스턴스 시간, Serverless v2에서는 ACU-시간마다 요금을 냅니다.",
    ),
    category: Category::Database,
    service: "Amazon Aurora",
    spend: Spend::Database,
    glyph: glyph::SUN,
    monogram: "AUR",
    scope: Scope::Zonal,
    network: Network::ManagedDatabase,
    terraform: &["aws_rds_cluster_instance"],
    cloudformation: &["AWS::RDS::DBInstance"],
    drawio: "aurora",
    keywords: &[
        "aurora",
        "writer",
        "reader",
        "serverless",
        "acu",
        "오로라",
        "리더",
        "라이터",
    ],
    port: Some(3306),
    properties: &[
        &ENGINE,
        &extended_support::ENGINE_VERSION,
        &CAPACITY,
        &INSTANCE_CLASS,
        &AVERAGE_CAPACITY,
        &rds_cluster::STORAGE_TYPE,
        &EXTENDED_SUPPORT,
        &protection::PUBLICLY_ACCESSIBLE,
        &purchase::OPTION_DATABASE,
        &purchase::TERM,
        &purchase::PAYMENT,
        &purchase::DISCOUNT,
        &purchase::SOURCE,
        &PROMOTION_TIER,
        &protection::AUTO_MINOR_VERSION_UPGRADE,
        &insights::PERFORMANCE_INSIGHTS,
        &insights::RETENTION,
        &insights::REQUESTS,
        &insights::MODE,
        &insights::MODE_PRICE,
        &insights::MODE_PRICE_SOURCE,
        &CPU_CREDIT_HOURS,
        &VCPU_COUNT,
    ],
    key_fact,
    validate,
    imports: IMPORTS,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    fn us() -> Bench {
        Bench::new("rds_cluster_instance").region("us-east-1")
    }

    #[test]
    fn hours_of_the_class_in_the_storage_configuration() {
        let bench = us().with("instance_class", "db.t3.large");
        // 730 h x 0.164 $, I/O-Optimized 730 h x 0.213 $.
        near(bench.lines().total(), 119.72);
        near(
            bench.with("storage_type", "aurora-iopt1").lines().total(),
            155.49,
        );
    }

    #[test]
    fn serverless_bills_the_average() {
        let bench = us()
            .with("capacity", "serverless-v2")
            .with("average_capacity", 5.0)
            .with("engine_version", "5.7")
            .with("extended_support", "year-1-2");
        let lines = bench.lines();
        // 5 ACU x 730 h x 0.12 $, extended support x 0.10 $.
        near(lines.usd("serverless"), 438.0);
        near(lines.usd("extended_support"), 365.0);
        assert_eq!(bench.key_fact(), "5 ACU");
        near(bench.with("average_capacity", 0.0).lines().total(), 0.0);
    }

    #[test]
    fn two_years_of_insights_have_a_price_by_family() {
        let lines = us()
            .with("instance_class", "db.r4.8xlarge")
            .with("performance_insights_enabled", true)
            .with("performance_insights_retention_period", 731.0)
            .with("performance_insights_requests", 2e6)
            .lines();
        // 32 vCPU x 5.184 $; 2 M x 0.00001 $.
        near(lines.usd("insights_first_month"), 165.888);
        near(lines.usd("insights_requests"), 20.0);
    }

    #[test]
    fn advanced_insights_have_no_price_until_it_is_typed() {
        let bench = us().with("database_insights_mode", "advanced");
        assert_eq!(bench.lines().missing(), ["insights_advanced"]);
        let typed = bench.with("database_insights_price_usd", 0.01);
        // 2 vCPU x 730 h x 0.01 $.
        near(typed.lines().usd("insights_advanced"), 14.6);
        assert_eq!(typed.problems().len(), 1);
    }

    #[test]
    fn credits_count_each_vcpu() {
        let bench = us()
            .with("instance_class", "db.t3.medium")
            .with("monthly_cpu_credit_hrs", 24.0);
        // 24 h x 2 vCPU x 0.09 $; with four vCPU typed twice as much.
        near(bench.lines().usd("cpu_credits"), 4.32);
        near(
            bench.with("vcpu_count", 4.0).lines().usd("cpu_credits"),
            8.64,
        );
    }

    #[test]
    fn a_reservation_holds_what_recurs() {
        let lines = us()
            .with("instance_class", "db.r4.large")
            .with("purchase_option", "reserved")
            .with("payment_option", "partial_upfront")
            .lines();
        // 730 h x 0.09 $.
        near(lines.usd("instance"), 65.7);
        assert_eq!(lines.upfront("instance"), None);
    }
}
