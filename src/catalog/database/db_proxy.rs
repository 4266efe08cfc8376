//! RDS Proxy: a price for each vCPU-hour of the database instances behind it, at least two vCPU each; for each ACU-hour of
//! Serverless v2.
//!
//! Semantics: Amazon RDS Proxy pricing page; `cost-semantics`: databases. For Serverless v2 at least eight ACU are billed
//! (Amazon RDS Proxy pricing page, as told by blog.serverworks.co.jp, June 2024).

use super::{db_instance, rds_cluster};
use crate::catalog::amount::{Amount, units};
use crate::catalog::property::{choice, choice_in};
use crate::catalog::{
    Bill, BillCx, Category, Choice, Flows, Item, Kind, Network, Problem, Property, Scope, Spend,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
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
fn databases<'a>(item: &Item<'a>, flows: &'a Flows) -> Vec<Item<'a>> {
    let drawn = item
        .design
        .connections
        .values()
        .filter(|connection| connection.from == *item.id)
        .map(|connection| &connection.to);
    let mut ids: Vec<_> = drawn
        .chain(flows.outgoing.iter().map(|flow| &flow.peer))
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter()
        .filter_map(|id| Item::of(item.design, id))
        .filter(|peer| matches!(peer.kind.name, "db_instance" | "rds_cluster"))
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

fn bill_database(cx: &BillCx<'_>, database: &Item<'_>, bill: &mut Bill) {
    let name = both("Proxy", "프록시");
    let vcpu_price = |engine: Option<&str>| {
        let query = Query::new("rds_proxy", "vcpu_hour");
        match engine {
            Some(engine) => query.with("engine", engine),
            None => query,
        }
    };
    let (vcpu, query) = if database.kind.name == "rds_cluster" {
        let engine = database.text(&rds_cluster::ENGINE);
        let instances = database.instances();
        if rds_cluster::is_serverless(database) {
            let acu = (rds_cluster::average_acu(database) * instances).max(LEAST_ACU);
            let amount = Amount::product(
                units::ACU_HOURS,
                &[(acu, units::ACU), (cx.hours, units::HOURS)],
            );
            bill.charge(
                "proxy_acu",
                name,
                amount,
                Query::new("rds_proxy", "acu_hour").with("engine", engine),
            );
            return;
        }
        let classes = rds_cluster::classes(database);
        if classes.is_empty() {
            return;
        }
        (billed_vcpu(cx, &classes), vcpu_price(Some(engine)))
    } else {
        // The standby of a Multi-AZ instance is not billed; a cluster's readable standbys are.
        let copies = if database.text(&db_instance::DEPLOYMENT) == "multi-az-cluster" {
            3.0
        } else {
            1.0
        };
        let class = database.text(&db_instance::INSTANCE_CLASS);
        (billed_vcpu(cx, &[(class, copies)]), vcpu_price(None))
    };
    match vcpu {
        Some(vcpu) => {
            let amount = Amount::product(
                units::VCPU_HOURS,
                &[(vcpu, units::VCPU), (cx.hours, units::HOURS)],
            );
            bill.charge("proxy", name, amount, query);
        }
        None => {
            bill.missing(
                "proxy",
                name,
                Amount::plain(0.0, units::VCPU_HOURS),
                "vCPU of the database's instance type",
            );
        }
    }
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    if let Some(vcpu) = cx.item.typed(&VCPU) {
        let amount = Amount::product(
            units::VCPU_HOURS,
            &[(vcpu, units::VCPU), (cx.hours, units::HOURS)],
        );
        bill.charge(
            "proxy",
            both("Proxy", "프록시"),
            amount,
            Query::new("rds_proxy", "vcpu_hour"),
        );
        return;
    }
    for database in databases(&cx.item, cx.flows) {
        bill_database(cx, &database, bill);
    }
}

fn validate(item: &Item<'_>, problems: &mut Vec<Problem>) {
    if item.typed(&VCPU).is_none() && databases(item, &Flows::default()).is_empty() {
        problems.push(Problem::of(
            &VCPU,
            "connect the proxy to an RDS instance or Aurora cluster, or type the vCPU behind it",
            "프록시를 RDS 인스턴스나 Aurora 클러스터에 연결하거나 vCPU를 입력하세요",
        ));
    }
}

/// RDS Proxy.
pub static KIND: Kind = Kind {
    name: "db_proxy",
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
