//! RDS Proxy: a price for each vCPU-hour of the database instances behind it, at least two vCPU each; for each ACU-hour of
//! Serverless v2.
//!
//! Semantics: Amazon RDS Proxy pricing page; `cost-semantics`: databases. For Serverless v2 at least eight ACU are billed
//! (Amazon RDS Proxy pricing page, as told by blog.serverworks.co.jp, June 2024).

use super::{db_instance, rds_cluster, rds_cluster_instance};
use crate::catalog::amount::{Amount, units};
use crate::catalog::property::{choice, choice_in};
use crate::catalog::terraform::{Draft, Import, Resource};
use crate::catalog::{
    Bill, BillCx, Category, Choice, Flows, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::{Catalogue, Query};
use crate::text::{both, number};

const FAMILIES: &[Choice] = &[
    choice("MYSQL", "MySQL"),
    choice("POSTGRESQL", "PostgreSQL"),
    choice("SQLSERVER", "SQL Server"),
];
const AUTHENTICATION: &[Choice] = &[
    choice_in("DISABLED", "Password", "암호"),
    choice_in("REQUIRED", "IAM", "IAM"),
];
const LEAST_VCPU: f64 = 2.0;
const LEAST_ACU: f64 = 8.0;

/// Engine family.
pub static ENGINE_FAMILY: Property = Property::choice(
    "engine_family",
    both("Engine family", "엔진 패밀리"),
    "MYSQL",
    FAMILIES,
)
.doc(
    "Protocol that the proxy speaks.",
    "프록시가 사용하는 프로토콜입니다.",
);

/// vCPU behind the proxy.
pub static VCPU: Property = Property::optional_count(
    "vcpu",
    both("Database vCPU", "데이터베이스 vCPU"),
    units::VCPU,
    2.0,
    100_000.0,
)
.doc(
    "vCPU of all database instances behind the proxy. Left out: read from the databases that it is connected to.",
    "프록시 뒤에 있는 모든 데이터베이스 인스턴스의 vCPU입니다. 비워 두면 연결된 데이터베이스에서 읽습니다.",
);

/// TLS demanded of clients.
pub static REQUIRE_TLS: Property =
    Property::flag("require_tls", both("TLS required", "TLS 필수"), true)
        .doc(
            "Refuses connections without TLS.",
            "TLS 없는 연결을 거부합니다.",
        )
        .secondary();

/// How clients sign in.
pub static IAM_AUTH: Property = Property::choice(
    "iam_auth",
    both("Client sign-in", "클라이언트 인증"),
    "DISABLED",
    AUTHENTICATION,
)
.doc(
    "With a password or with a token of the caller's role.",
    "암호 또는 호출자 역할의 토큰으로 로그인합니다.",
)
.secondary();

/// Idle clients.
pub static IDLE_TIMEOUT: Property = Property::count(
    "idle_client_timeout",
    both("Idle timeout", "유휴 제한 시간"),
    units::SECONDS,
    1_800.0,
    1.0,
    28_800.0,
)
.doc(
    "Idle client connections are closed after this time.",
    "이 시간이 지나면 유휴 클라이언트 연결을 닫습니다.",
)
.secondary();

/// The databases that the proxy is connected to, each once, in id order.
fn databases<'a>(item: &Item<'a>, flows: Flows<'a>) -> Vec<Item<'a>> {
    let drawn = item
        .design
        .connections
        .values()
        .filter(|connection| connection.from == *item.id)
        .map(|connection| &connection.to);
    let mut ids: Vec<_> = drawn
        .chain(flows.outgoing.iter().map(|flow| &flow.to))
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter()
        .filter_map(|id| Item::of(item.design, id))
        .filter(|peer| {
            matches!(
                peer.kind.name,
                "db_instance" | "rds_cluster" | "rds_cluster_instance"
            )
        })
        .collect()
}

fn key_fact(item: &Item<'_>, language: Language) -> String {
    match (item.typed(&VCPU), language) {
        (Some(vcpu), _) => format!("{} vCPU", number::short(vcpu, 0)),
        (None, Language::English) => "vCPU of its databases".to_owned(),
        (None, Language::Korean) => "데이터베이스의 vCPU".to_owned(),
    }
}

/// vCPU that the proxy is billed for one database: instance types with their counts, at least two vCPU an instance.
fn billed_vcpu(cx: &BillCx<'_>, types: &[(&str, f64)]) -> Option<f64> {
    types
        .iter()
        .map(|&(name, count)| {
            let spec = cx.catalogue.spec(name)?;
            Some(spec.vcpu.max(LEAST_VCPU) * count)
        })
        .sum()
}

/// What a database adds to the bill of the proxy in front of it.
enum Behind<'a> {
    /// Instance types with their counts; the engine in the price rows of Aurora.
    Instances(Vec<(&'a str, f64)>, Option<&'a str>),
    /// Average ACU of Aurora Serverless v2 of an engine.
    Capacity(f64, &'a str),
}

fn behind<'a>(database: &Item<'a>) -> Behind<'a> {
    let engine = database.text(&rds_cluster::ENGINE);
    match database.kind.name {
        "rds_cluster" if rds_cluster::is_serverless(database) => {
            let acu = rds_cluster::average_acu(database) * database.instances();
            Behind::Capacity(acu, engine)
        }
        "rds_cluster" => Behind::Instances(rds_cluster::classes(database), Some(engine)),
        "rds_cluster_instance" if rds_cluster_instance::is_serverless(database) => {
            let acu = database.number(&rds_cluster_instance::AVERAGE_CAPACITY);
            Behind::Capacity(acu, engine)
        }
        "rds_cluster_instance" => {
            let class = database.text(&rds_cluster_instance::INSTANCE_CLASS);
            Behind::Instances(vec![(class, 1.0)], Some(engine))
        }
        _ => {
            // The standby of a Multi-AZ instance is not billed; a cluster's readable standbys are.
            let copies = match database.text(&db_instance::DEPLOYMENT) {
                "multi-az-cluster" => 3.0,
                _ => 1.0,
            };
            let class = database.text(&db_instance::INSTANCE_CLASS);
            Behind::Instances(vec![(class, copies)], None)
        }
    }
}

fn bill_database(cx: &BillCx<'_>, database: &Item<'_>, bill: &mut Bill) {
    let name = both("Proxy", "프록시");
    match behind(database) {
        Behind::Capacity(acu, engine) => {
            let amount = Amount::product(
                units::ACU_HOURS,
                &[(acu.max(LEAST_ACU), units::ACU), (cx.hours, units::HOURS)],
            );
            let query = Query::new("rds_proxy", "acu_hour").with("engine", engine);
            bill.charge("proxy_acu", name, amount, query);
        }
        Behind::Instances(types, engine) if !types.is_empty() => {
            let query = Query::new("rds_proxy", "vcpu_hour");
            let query = match engine {
                Some(engine) => query.with("engine", engine),
                None => query,
            };
            let vcpu = billed_vcpu(cx, &types);
            super::vcpu_hours(bill, "proxy", name, vcpu, cx.hours, query);
        }
        // The instances of the cluster are connected on their own.
        Behind::Instances(..) => {}
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    if let Some(vcpu) = cx.item.typed(&VCPU) {
        let query = Query::new("rds_proxy", "vcpu_hour");
        let name = both("Proxy", "프록시");
        super::vcpu_hours(bill, "proxy", name, Some(vcpu), cx.hours, query);
        return;
    }
    for database in databases(&cx.item, cx.flows) {
        bill_database(cx, &database, bill);
    }
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    if item.typed(&VCPU).is_none() && databases(item, Flows::default()).is_empty() {
        problems.push(Problem::of(
            &VCPU,
            "connect the proxy to an RDS instance or Aurora cluster, or type the vCPU behind it",
            "프록시를 RDS 인스턴스나 Aurora 클러스터에 연결하거나 vCPU를 입력하세요",
        ));
    }
}

static IMPORTS: &[Import] = &[Import::of("aws_db_proxy").read(read)];

/// The targets of the proxy name its databases; of clusters the instances that belong to them count.
fn read(resource: &Resource<'_>, draft: &mut Draft) {
    let targets = resource.referring("aws_db_proxy_target", "db_proxy_name");
    let databases = targets.iter().flat_map(|target| {
        let clusters = target.referred("db_cluster_identifier");
        let members = clusters
            .iter()
            .flat_map(|cluster| cluster.referring("aws_rds_cluster_instance", "cluster_identifier"))
            .collect::<Vec<_>>();
        let mut instances = target.referred("db_instance_identifier");
        instances.extend(members);
        instances
    });
    let mut vcpu = 0.0;
    for database in databases {
        let class = database.text("instance_class").unwrap_or("");
        match Catalogue::embedded().spec(class) {
            Some(spec) => vcpu += spec.vcpu.max(LEAST_VCPU),
            None => draft.note(format!(
                "`{}` is not in the price of the proxy: the vCPU of `{class}` is not known",
                database.address()
            )),
        }
    }
    if vcpu > 0.0 {
        draft.set(&VCPU, vcpu);
    } else {
        draft.note("the proxy has no target whose vCPU is known".to_owned());
    }
    if resource.flag("require_tls").is_none() {
        draft.set(&REQUIRE_TLS, false);
    }
}

/// RDS Proxy.
pub static KIND: Kind = Kind {
    name: "db_proxy",
    bills_the_design: true,
    title: both("Amazon RDS Proxy", "Amazon RDS Proxy"),
    short: both("RDS Proxy", "RDS Proxy"),
    doc: both(
        "Shares database connections between many callers and shortens failover. One pays for each vCPU of the databases \
         behind it by the hour.",
        "많은 호출자가 데이터베이스 연결을 나눠 쓰게 하고 장애 조치 시간을 줄입니다. 뒤에 있는 데이터베이스의 vCPU마다 시간당 요금을 냅니다.",
    ),
    category: Category::Database,
    service: "Amazon RDS",
    spend: Spend::Database,
    glyph: glyph::PLUGS_CONNECTED,
    monogram: "",
    scope: Scope::Vpc,
    network: Network::ManagedDatabase,
    terraform: &["aws_db_proxy"],
    cloudformation: &["AWS::RDS::DBProxy"],
    drawio: "rds_proxy",
    keywords: &["proxy", "connection pool", "pooling", "연결 풀", "프록시"],
    port: Some(3306),
    properties: &[
        &ENGINE_FAMILY,
        &VCPU,
        &REQUIRE_TLS,
        &IAM_AUTH,
        &IDLE_TIMEOUT,
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

    #[test]
    fn the_databases_behind_it_decide() {
        // db.m6g.large has 2 vCPU: 2 x 730 h x 0.018 $.
        let rds = Bench::new("db_proxy").outgoing("db_instance", 1e6, 1.0, 1.0);
        near(rds.lines().total(), 26.28);
        // Writer and reader of db.r6g.large: 4 vCPU.
        let aurora = Bench::new("db_proxy").outgoing("rds_cluster", 1e6, 1.0, 1.0);
        near(aurora.lines().total(), 52.56);
        let typed = rds.with("vcpu", 8.0);
        near(typed.lines().total(), 105.12);
    }

    #[test]
    fn an_aurora_instance_of_its_own_counts_too() {
        let drawn = Bench::new("db_proxy").outgoing("rds_cluster_instance", 1e6, 1.0, 1.0);
        // db.r6g.large has 2 vCPU: 2 x 730 h x 0.018 $.
        near(drawn.lines().total(), 26.28);
    }

    #[test]
    fn a_proxy_wants_a_database() {
        assert_eq!(Bench::new("db_proxy").problems().len(), 1);
        assert!(
            Bench::new("db_proxy")
                .with("vcpu", 2.0)
                .problems()
                .is_empty()
        );
    }
}
